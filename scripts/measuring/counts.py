"""Counts of what was seen, and where it was not true."""

import collections
import math


class Counts:
    """hits of cases where a thing was true, false of others where it was not, by ratio."""

    def __init__(self):
        self.hits, self.cases = collections.Counter(), collections.Counter()
        self.false, self.others = collections.Counter(), collections.Counter()

    def share(self, key, hit):
        """One case: a share is hits of cases."""
        self.cases[key] += 1
        self.hits[key] += bool(hit)

    def ratio(self, key, is_true, hit):
        """One case where the hypothesis was true, or was not."""
        if is_true:
            self.share(key, hit)
        else:
            self.others[key] += 1
            self.false[key] += bool(hit)

    def add(self, other):
        """Takes in what was counted elsewhere."""
        for name in ("hits", "cases", "false", "others"):
            getattr(self, name).update(getattr(other, name))

    def numbers(self, key):
        """What is written into a file: hits, cases and, for a ratio, false hits, other cases."""
        told = [self.hits[key], self.cases[key]]
        return told + [self.false[key], self.others[key]] if self.others[key] else told


def interval(hits, cases):
    """Wilson's 95 % interval."""
    if not cases:
        return 0.0, 1.0
    z, share = 1.96, hits / cases
    middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    half = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)) / (1 + z * z / cases)
    return middle - half, middle + half
