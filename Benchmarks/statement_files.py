"""Writes statement files of any length for the benchmarks: invented rows, the same for the same seed.

    python3 Benchmarks/statement_files.py csv 200000 > rows.csv
"""

import random
import sys
from datetime import date, timedelta

SHOPS = [
    "CARTE {d} BOULANGERIE DU PORT LYON",
    "CARTE {d} SUPERMARCHE DES HALLES 69002",
    "PRLV SEPA OPERATEUR MOBILE {n}",
    "VIR SEPA RECU ATELIER MARTIN {n}",
    "CARTE {d} GARE CENTRALE BILLETS {n}",
    "CARTE {d} PHARMACIE DU LAC",
    "PRLV SEPA VIDEO EN LIGNE REF {n}",
    "RETRAIT DAB {d} PLACE BELLECOUR",
]


def rows(count, seed=7):
    """Gives day, text, cents and the balance behind them."""
    chance = random.Random(seed)
    day, balance = date(2015, 1, 1), 250_000
    for number in range(count):
        if number % max(1, count // 4000) == 0:
            day += timedelta(days=1)
        text = chance.choice(SHOPS).format(d=day.strftime("%d/%m"), n=chance.randrange(10**6))
        cents = chance.randrange(100, 9000) * (1 if "RECU" in text else -1)
        balance += cents
        yield day, text, cents, balance


def euros(cents, mark):
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{cents // 100}{mark}{cents % 100:02d}"


def csv(count, write):
    write("Date;Libellé;Montant;Solde\n")
    for day, text, cents, balance in rows(count):
        write(f"{day:%d/%m/%Y};{text};{euros(cents, ',')};{euros(balance, ',')}\n")


FORMATS = {"csv": csv}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in FORMATS:
        sys.exit(f"usage: statement_files.py {'|'.join(FORMATS)} ROWS")
    FORMATS[sys.argv[1]](int(sys.argv[2]), sys.stdout.write)
