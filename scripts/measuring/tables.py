"""Reads labelled lines and cards, and asks the program what it sees in them."""

import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def rows(path):
    """The rows of a tab-separated file with a header, each with its `line`."""
    opened = gzip.open(path, "rt") if str(path).endswith(".gz") else open(path)
    with opened as file:
        head = file.readline().rstrip("\n").split("\t")
        if "descriptor" not in head:
            sys.exit(f"{path}:1: a header with a column 'descriptor' is expected")
        for number, line in enumerate(file, 2):
            cells = line.rstrip("\n").split("\t")
            if len(cells) > len(head):
                sys.exit(f"{path}:{number}: {len(cells)} cells, but the header has {len(head)}")
            row = dict(zip(head, cells + [""] * (len(head) - len(cells))))
            row["line"] = number
            yield row


def run(descry, rules, *arguments):
    """The program's observations, one object a line."""
    done = subprocess.run(
        [descry, "evaluate", "--rules", str(rules), "--observations", *arguments],
        capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"descry evaluate failed:\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def observe_labelled(descry, rules, path):
    """Pairs of a labelled row and what is seen in it; the program judges whether it is right."""
    by_line = {row["line"]: row for row in rows(path)}
    return [(by_line[seen["line"]], seen) for seen in run(descry, rules, "--lines", str(path))]


def observe_cards(descry, rules, charges, currency=None, country=None):
    """What is seen in each charge of a card; `currency` reads all amounts as another country's."""
    with tempfile.TemporaryDirectory() as folder:
        lines = pathlib.Path(folder, "descriptors")
        lines.mkdir()
        with open(lines / "lines.tsv", "w") as file:
            file.write("descriptor\tamount\tcurrency\tdate\tcountry\n")
            for row in charges:
                amount = row["amount"]
                # What is paid is positive on cards and negative on statements.
                amount = amount[1:] if amount.startswith("-") else f"-{amount}"
                # A line that begins with # would be a remark.
                file.write("\t".join([
                    " " + row["descriptor"], amount if re.fullmatch(r"-?\d+(\.\d+)?", amount) else "",
                    currency or row["currency"], row["date"], country or row.get("country", "")]) + "\n")
        seen = run(descry, rules, "--corpus", folder)
        if len(seen) != len(charges):
            sys.exit(f"{len(charges)} charges, but {len(seen)} answers")
        return seen
