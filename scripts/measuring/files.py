"""The files of rules/evidence: which ratio stands where, and how counts are put into them."""

import pathlib
import re
import sys

FILES = {
    "price": ["equals-list-price", "within-tax-band", "equals-other-country", "equals-other-date",
              "differs"],
    "asked": ["asked-about"],
    "refund": ["refunded-within-30-days"],
    "rhythm": ["in-stream"],
    "stream": ["earlier-charge"],
    "sign-up-order": ["order-before-first-charge"],
    "fraud": ["lookalike-name"],
    "flow": ["price-in-flow"],
}
# Of these the data tell one side only, how often other charges look so; the other stays an estimate.
HONEST_SIDE = {"lookalike-name", "price-in-flow"}


def file_of(key):
    """The evidence file that a ratio stands in."""
    return next((file for file, keys in FILES.items() if key in keys), "descriptor")


def is_measured(key, counts):
    """Whether both sides of a ratio, or the cases of a share, are in the data."""
    if key in HONEST_SIDE:
        return bool(counts.others[key])
    is_ratio = any(key in keys for keys in FILES.values())
    return bool(counts.cases[key]) and (not is_ratio or bool(counts.others[key]))


def constant(folder, file, key):
    """A constant of an evidence file, as sign-up-order's window."""
    found = re.search(rf"^  {key}: ([0-9.]+)$", pathlib.Path(folder, f"{file}.yml").read_text(), re.M)
    if not found:
        sys.exit(f"{file}.yml: there is no constant '{key}'")
    return float(found[1])


def write(folder, key, counts, data):
    """Puts counts into a file of rules/evidence; everything else in it stays as it is."""
    path = pathlib.Path(folder, f"{file_of(key)}.yml")
    lines = path.read_text().split("\n")
    start = next((i for i, line in enumerate(lines) if line == f"  {key}:"), None)
    if start is None:
        sys.exit(f"{path}: there is no ratio '{key}'")
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].startswith("    ")), len(lines))
    new = {"hits": counts.hits[key], "cases": counts.cases[key]}
    if counts.others[key]:
        new.update({"false-hits": counts.false[key], "other-cases": counts.others[key]})
    quoted = data.replace('"', "'")
    if key in HONEST_SIDE:
        del new["hits"], new["cases"]
        new["measured-on"] = f'"how often other charges look so: {quoted}; how often these do: estimate"'
    else:
        new["measured-on"] = f'"{quoted}"'
    replaced = set(new) | (set() if key in HONEST_SIDE else {"unverified"})
    kept = [line for line in lines[start + 1:end]
            if line.strip().split(":")[0] not in replaced or not re.match(r"    [a-z-]+:", line)]
    order = ["hits", "cases", "false-hits", "other-cases", "unverified", "measured-on"]
    body = [line for line in kept if line.strip().split(":")[0] not in order]
    counted = {line.strip().split(":")[0]: line for line in kept if line not in body}
    counted.update({name: f"    {name}: {value}" for name, value in new.items()})
    lines[start + 1:end] = body + [counted[name] for name in order if name in counted]
    path.write_text("\n".join(lines))
