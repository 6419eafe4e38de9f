"""Whether what is said with 0.9 is right nine times in ten."""

import os
import pathlib
import shutil
import tempfile

from measuring import files, lines, tables


def answer_right(seen):
    """Whether what was said is right, as far as the label tells."""
    return seen["isRightMerchant"] and seen["isRightSubscription"] is not False


def calibrate(descry, rules, pairs_of, folds):
    """Prints reliability by cross-validation over sources: `pairs_of` has each file's pairs by path."""
    pairs = [pair for own in pairs_of.values() for pair in own]
    groups = sorted({row.get("source", "") for row, _ in pairs})
    fold_of = {group: index % folds for index, group in enumerate(groups)}
    bins = [[0, 0.0, 0] for _ in range(10)]
    for fold in range(folds):
        rest = [pair for pair in pairs if fold_of[pair[0].get("source", "")] != fold]
        with tempfile.TemporaryDirectory() as folder:
            for entry in os.scandir(rules):
                if entry.name == "evidence":
                    shutil.copytree(entry.path, pathlib.Path(folder, "evidence"))
                else:
                    os.symlink(os.path.abspath(entry.path), pathlib.Path(folder, entry.name))
            counts = lines.measure_forms(rest)
            for key in counts.cases:
                files.write(pathlib.Path(folder, "evidence"), key, counts, "fold")
            for path in pairs_of:
                for row, seen in tables.observe_labelled(descry, folder, path):
                    if fold_of[row.get("source", "")] != fold or seen["outcome"] == "unknown":
                        continue
                    place = bins[min(9, int(seen["probability"] * 10))]
                    place[0] += 1
                    place[1] += seen["probability"]
                    place[2] += answer_right(seen)
    total = sum(b[0] for b in bins)
    print(f"\nreliability by {folds}-fold cross-validation over {len(groups)} sources, {total} answers")
    print("said       answers   mean said   right")
    for index, (count, said, right) in enumerate(bins):
        if count:
            print(f"{index * 10:3}-{index * 10 + 10} %  {count:7}   {said / count:8.3f}   {right / count:7.3f}")
    error = sum(abs(said - right) for _, said, right in bins) / max(1, total)
    print(f"expected calibration error {error:.4f}")
