#!/usr/bin/env python3
"""Composes corpus/descriptors/*.tsv and corpus/quiet/*.tsv: the catalogue's forms and invented names
in the lines of banks.

    python3 -m venv corpus-tools && corpus-tools/bin/pip install PyYAML==6.0.3
    corpus-tools/bin/python scripts/compose-corpus.py

The labels come from the rule files that a line was composed from, never from the program. So these
lines judge how lines are read (rails, cuts, lost stars, towns, references, prices), not whether the
catalogue is true; that is judged by `scripts/measure-evidence` on labelled lines of your own. The
files `hard.tsv` are written by hand and are not touched.

The same rules give the same lines: the numbers are drawn from the file's name.
"""

import datetime
import hashlib
import pathlib
import random
import re
import sys
import unicodedata

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
HEAD = ["descriptor", "amount", "currency", "date", "country", "merchant", "subscription", "name",
        "intermediary"]

TOWNS = {
    "FR": ["LYON", "NANTES", "LILLE", "RENNES", "TOULOUSE", "BORDEAUX", "STRASBOURG", "GRENOBLE",
           "MONTPELLIER", "ANGERS", "DIJON", "TOURS"],
    "GB": ["LEEDS", "BRISTOL", "MANCHESTER", "CARDIFF", "GLASGOW", "NORWICH", "LONDON", "EXETER"],
    "US": ["AUSTIN TX", "PORTLAND OR", "DENVER CO", "SEATTLE WA", "CHICAGO IL", "TAMPA FL",
           "BOSTON MA"],
    "DE": ["BERLIN", "HAMBURG", "KOELN", "STUTTGART", "LEIPZIG", "BREMEN"],
    "ES": ["MADRID", "VALENCIA", "BILBAO", "SEVILLA", "MALAGA"],
    "IT": ["MILANO", "ROMA", "TORINO", "BOLOGNA", "FIRENZE"],
    "NL": ["UTRECHT", "ROTTERDAM", "EINDHOVEN", "GRONINGEN"],
    "BE": ["NAMUR", "LIEGE", "GENT", "BRUGGE", "CHARLEROI"],
    "CH": ["GENEVE", "LAUSANNE", "FRIBOURG", "NEUCHATEL"],
}
DEPARTMENTS = {"LYON": "69", "NANTES": "44", "LILLE": "59", "RENNES": "35", "TOULOUSE": "31",
               "BORDEAUX": "33", "STRASBOURG": "67", "GRENOBLE": "38", "MONTPELLIER": "34",
               "ANGERS": "49", "DIJON": "21", "TOURS": "37"}
# What is charged to an account rather than to a card.
DEBITED = {"telecom", "energy", "water", "insurance", "charity"}


def chance(*parts):
    seed = hashlib.sha256("/".join(map(str, parts)).encode()).digest()
    return random.Random(int.from_bytes(seed[:8], "big"))


def plain(text):
    folded = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded if not unicodedata.combining(c)).upper()


def letters(text):
    return re.sub(r"[^A-Z0-9]", "", plain(text))


class Line:
    """Draws what a bank prints around a name."""

    def __init__(self, draw, country, day):
        self.draw, self.country, self.day = draw, country, day
        self.town = draw.choice(TOWNS[country])

    def reference(self, count=8):
        return "".join(self.draw.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(count))

    def digits(self, count):
        return "".join(self.draw.choice("0123456789") for _ in range(count))

    def fill(self, form):
        """The form with something in the places of its placeholders."""
        def value(match):
            kind = match.group(1)
            if kind == "reference":
                return "R2" + self.reference(6)
            if kind == "digits":
                return self.digits(4)
            if kind == "phone":
                return "0800 555 01" + self.digits(2)
            if kind == "country":
                return self.country
            return ""
        return re.sub(r" +", " ", re.sub(r"\{(\w+)[^}]*\}", value, form)).strip()

    def card(self, name, alone):
        d, tail = self.day, self.digits(4)
        two, four = d.strftime("%d/%m"), d.strftime("%d%m")
        full, dots = d.strftime("%d/%m/%y"), d.strftime("%d.%m.%y")
        town = self.town
        if self.country == "FR":
            return self.draw.choice([
                f"CARTE {full} {name} CB*{tail}",
                f"PAIEMENT PAR CARTE X{tail} {name} {town} {two}",
                f"Paiement par carte X{tail} {name.title()} {town.title()} {two}",
                f"PAIEMENT CB {four} {town[:13]} {name} CARTE {tail}",
                f"PAIEMENT PSC {four} {town[:13]} {name} CARTE {tail}",
                f"FACTURE CARTE DU {d.strftime('%d%m%y')} {name} {town} CARTE 4974XXXXXXXX{tail}",
                f"ACHAT CB {name} {dots} CARTE NUMERO {tail[:3]}",
                f"CB {name} {full}",
                f"CARTE X{tail} {two} {name}",
                f"CARTE {two} {name} {town}",
                f"{name} {DEPARTMENTS[town]}{town}",
            ])
        if self.country == "GB":
            return self.draw.choice([
                f"{name} {town}", f"{name.lower()} {town.lower()}", f"{name} {town} GB",
                f"CARD PAYMENT TO {name}", f"CARD {self.digits(2)}, {name.title()} {town}",
                f"{name} {self.digits(4)} {town}", f"VIS {name} {town}",
            ])
        if self.country == "US":
            return self.draw.choice([
                f"{name} {town}", f"{name} 800-555-01{self.digits(2)} CA",
                f"CHECKCARD {d.strftime('%m%d')} {name} {town}",
                f"PURCHASE AUTHORIZED ON {d.strftime('%m/%d')} {name} {town} CARD {tail}",
                f"POS DEBIT - {name} {town}", f"{name} #{self.digits(4)} {town}", name.title(),
            ])
        if self.country == "DE":
            return self.draw.choice([
                f"VISA {name}", f"{name} {town} DE", f"KARTENZAHLUNG {name} {town}", name.title()])
        if self.country == "ES":
            return self.draw.choice([
                f"COMPRA TARJ. 5402XXXXXXXX{tail} {name}-{town}",
                f"PAGO CON TARJETA EN {name} {town}", f"{name} {town} ES"])
        if self.country == "IT":
            return self.draw.choice([
                f"PAGAMENTO POS {name} {town}", f"PAGAMENTO CARTA {two} {name} {town} IT",
                f"{name} {town} ITA"])
        if self.country == "NL":
            return self.draw.choice([f"BEA, BETAALPAS {name}", f"{name} {town} NLD", f"{name} {town}"])
        if self.country == "BE":
            return self.draw.choice([
                f"PAIEMENT BANCONTACT {name} {town}", f"PAIEMENT MAESTRO {name} {town}",
                f"BANCONTACT - ACHAT - {name} {town} BE"])
        return self.draw.choice([
            f"ACHAT/SERVICE DU {d.strftime('%d.%m.%Y')} CARTE NO XXXX{tail} {name} {town} (CH)",
            f"Achat/shopping en ligne du {d.strftime('%d.%m.%Y')}, {name}"])

    def debit(self, name):
        mandate = self.digits(9)
        return {
            "FR": f"PRLV SEPA {name} {mandate}", "GB": f"DIRECT DEBIT PAYMENT TO {name} REF {mandate}",
            "US": f"ACH DEBIT {name} {mandate}", "DE": f"SEPA-LASTSCHRIFT {name} MREF+{mandate}",
            "ES": f"RECIBO {name} REF {mandate}", "IT": f"ADDEBITO SDD {name} {mandate}",
            "NL": f"SEPA INCASSO NAAM: {name} MACHTIGING ID: {mandate}",
            "BE": f"DOMICILIATION EUROPEENNE DE {name} NUMERO DE MANDAT : {mandate}",
            "CH": f"PRELEVEMENT LSV {name} {mandate}",
        }[self.country]


def day_of(draw, plan):
    first = plan.get("from") if plan else None
    last = plan.get("until") if plan else None
    first = datetime.date.fromisoformat(str(first)) if first else datetime.date(2019, 1, 5)
    last = datetime.date.fromisoformat(str(last)) if last else datetime.date(2026, 10, 28)
    if not (plan and plan.get("from")):
        first = max(first, last - datetime.timedelta(days=300))
    first = min(first, last)
    return first + datetime.timedelta(days=draw.randrange(max(1, (last - first).days)))


def merchants():
    found = []
    for path in sorted((ROOT / "rules/merchants").glob("*/*.yml")):
        # Every scalar stays its own text, as the program reads it.
        found.append(yaml.load(path.read_text(), Loader=yaml.BaseLoader))
    return found


def home(merchant, draw):
    known = [c for c in merchant.get("countries", []) if c in TOWNS]
    priced = sorted({p["country"] for s in merchant.get("subscriptions", [])
                     for p in s.get("plans", []) if p.get("country") in TOWNS})
    return draw.choice(known or priced or ["FR", "GB", "US"])


def usable(form):
    words = re.sub(r"\{[^}]*\}", "", form.get("form", ""))
    return "form" in form and len(letters(words)) >= 4 and form.get("star") != "required"


def composed(book):
    """One line of every merchant, three of those that have subscriptions."""
    owners = {}
    for merchant in book:
        for form in filter(usable, merchant["descriptors"]):
            text = letters(re.sub(r"\{[^}]*\}", "", form["form"]))
            for count in range(6, len(text) + 1):
                owners.setdefault(text[:count], set()).add(merchant["id"])
    files = {}
    for merchant in book:
        forms = [f for f in merchant["descriptors"] if usable(f)]
        subscriptions = {s["id"]: s for s in merchant.get("subscriptions", [])}
        if not forms:
            continue
        for turn in range(3 if subscriptions else 1):
            draw = chance("descriptor", merchant["id"], turn)
            form = draw.choice(forms)
            country = form.get("country") if form.get("country") in TOWNS else home(merchant, draw)
            product = form.get("subscription")
            if (not product and merchant.get("purchases") == "none" and len(subscriptions) == 1
                    and not form.get("kind") and "undecided" not in form):
                product = next(iter(subscriptions))
            plans = [p for p in subscriptions.get(product, {}).get("plans", [])
                     if p.get("country", country) == country]
            plan = draw.choice(plans) if plans and draw.random() < 0.8 else None
            day = day_of(draw, plan)
            line = Line(draw, country, day)
            name = line.fill(form["form"])
            text = letters(name)
            if form.get("alone") != "true" and draw.random() < 0.25:
                name = cut(name, draw, owners, merchant["id"]) or name
                descriptor = name if draw.random() < 0.5 else f"CARTE {day.strftime('%d/%m')} {name}"
                country = country if descriptor == name else "FR"
                plan = plan if descriptor == name else None
            elif "*" in name and draw.random() < 0.3:
                descriptor = re.sub(r" ?\* ?", "", name).lower()
            elif merchant["category"] in DEBITED and form.get("alone") != "true":
                descriptor = line.debit(name)
            else:
                descriptor = line.card(name, form.get("alone") == "true")
            amount, currency = plan["price"].split() if plan else ("", "")
            row = [descriptor, f"-{amount}" if amount else "", currency, str(day), country,
                   merchant["id"], f"{merchant['id']}/{product}" if product else "", "", ""]
            files.setdefault(country.lower(), []).append(row)
    return files


def cut(name, draw, owners, owner):
    """The name as a line of 18, 22 or 25 characters leaves it, if it still names one merchant."""
    for width in draw.sample([18, 22, 25], 3):
        short = name[:width].rstrip()
        if len(name) > width and len(letters(short)) >= 8 and owners.get(letters(short)) == {owner}:
            return short
    least = max(8, (len(letters(name)) * 3 + 3) // 4)
    short = name[:-draw.randrange(1, 4)].rstrip(" .*-") if len(name) > 12 else ""
    if len(letters(short)) >= least and owners.get(letters(short)) == {owner}:
        return short
    return None


FIRST = {
    "FR": ["BOULANGERIE", "LE COMPTOIR", "GARAGE", "FLEURS", "CAVE", "ATELIER", "LA TABLE", "CHEZ",
           "PHARMACIE", "LIBRAIRIE", "FROMAGERIE", "PRESSING"],
    "GB": ["THE COPPER", "OAKLEAF", "BLUEFINCH", "HARROW AND", "LANTERN", "TINKERS", "WILLOWMERE",
           "PEBBLE AND", "FOXGLOVE", "MARLOWE"],
    "US": ["LANTERN", "BLUEFINCH", "COPPERTOP", "MAPLEWICK", "TUMBLEWEED", "HOLLOWAY", "JUNIPERO",
           "SILVERBIRD", "THISTLEDOWN"],
    "DE": ["BACKHAUS", "GASTHOF", "BLUMEN", "FAHRRAD", "SCHUHHAUS", "WEINKELLER"],
    "ES": ["PANADERIA", "TALLERES", "FLORISTERIA", "ZAPATERIA", "FRUTERIA"],
    "IT": ["TRATTORIA", "PANIFICIO", "FERRAMENTA", "GELATERIA", "LIBRERIA"],
}
SECOND = {
    "FR": ["DU TILLEUL", "DES GLYCINES", "DUBRAUD", "AUX MOULINES", "MARTINOT", "DE LA GRIOTTE",
           "VERDELET", "COQUELIC", "LAURENDOT", "DES TROIS PINSONS"],
    "GB": ["KETTLE", "BAKEHOUSE", "CYCLES", "BOOKSHOP", "SADDLERY", "HABERDASHERS", "TOYMAKERS",
           "UPHOLSTERY", "CHEESEMONGERS"],
    "US": ["BAGELS", "OUTFITTERS", "TAQUERIA", "VETERINARY", "CREAMERY", "DRYGOODS", "AUTOWORKS",
           "BREWHOUSE"],
    "DE": ["LINDENKRUG", "ZUM ADLERHORST", "KRAUTWURST", "HASENPFEFFER", "MOHNBLUME"],
    "ES": ["DEL CEREZO", "HERMANOS PALOMO", "LA GOLONDRINA", "CARRASQUILLA"],
    "IT": ["DEL MELOGRANO", "DA PEPPINELLO", "LA RONDINELLA", "BRUSCOLINI"],
}


def names():
    """Invented shops: what is to be shown is the name alone."""
    rows = []
    for country in sorted(FIRST):
        for first in FIRST[country]:
            for second in SECOND[country]:
                draw = chance("name", country, first, second)
                if draw.random() < 0.15:
                    continue
                day = day_of(draw, None)
                line = Line(draw, country, day)
                name = f"{first} {second}"
                kind = draw.random()
                between = ""
                if kind < 0.15:
                    descriptor, between = f"{draw.choice(['SQ *', 'SUMUP *', 'ZETTLE_*'])}{name}", "x"
                    between = {"S": "", "Z": "zettle"}[descriptor[0]] or (
                        "square" if descriptor.startswith("SQ") else "sumup")
                elif kind < 0.25:
                    descriptor = line.card(f"{name} {line.digits(4)}", False)
                elif kind < 0.35:
                    form = {"FR": "SARL", "GB": "LTD", "US": "LLC", "DE": "GMBH", "ES": "SL",
                            "IT": "SRL"}[country]
                    descriptor = line.card(f"{name} {form}", False)
                else:
                    descriptor = line.card(name, False)
                rows.append([descriptor, "", "", str(day), country, "", "", name.title(), between])
    return rows


def quiet(book):
    """Ordinary life: shops that sell no subscription, people, cash, fees, orders at other prices."""
    rows = []
    for merchant in book:
        draw = chance("quiet", merchant["id"])
        forms = [f for f in merchant["descriptors"] if usable(f)]
        if not forms or draw.random() > 0.5:
            continue
        if merchant.get("subscriptions"):
            continue
        form = draw.choice(forms)
        country = home(merchant, draw)
        line = Line(draw, country, day_of(draw, None))
        amount = f"-{draw.randrange(2, 180)}.{draw.randrange(0, 100):02}"
        currency = {"GB": "GBP", "US": "USD", "CH": "CHF"}.get(country, "EUR")
        rows.append([line.card(line.fill(form["form"]), True), amount, currency, str(line.day), country,
                     merchant["id"], "", "", ""])
    return rows


def near(book):
    """Words that only begin like a known name, and other people's names around it."""
    tails = ["OLA CAFE", "INGTON GARAGE", "ETTE COIFFURE", "AND SONS JOINERY", "OVIC DENTIST",
             "ERIE DU PORT"]
    rows = []
    for merchant in book:
        if not merchant.get("subscriptions"):
            continue
        draw = chance("near", merchant["id"])
        if draw.random() > 0.62:
            continue
        words = re.findall(r"[A-Z]{5,}", plain(merchant["name"]))
        if not words:
            continue
        country = draw.choice(["FR", "GB", "US"])
        line = Line(draw, country, day_of(draw, None))
        # Half of the word and an end of its own: nobody's line is cut like this.
        name = words[0][:max(4, len(words[0]) - 2)] + draw.choice(tails)
        amount = f"-{draw.randrange(2, 90)}.{draw.choice(['99', '50', '00', '25', '90'])}"
        currency = {"GB": "GBP", "US": "USD"}.get(country, "EUR")
        rows.append([line.card(name, True), amount, currency, str(line.day), country, "", "", "", ""])
    return rows


PEOPLE = ["M DUBRAUD", "MME LAURENDOT", "J HARROWAY", "MISS T WILLOWMERE", "A VERDELET", "P KETTLEWELL"]


def life():
    rows = []
    for index in range(240):
        draw = chance("life", index)
        country = draw.choice(["FR", "FR", "GB", "US", "DE", "BE"])
        line = Line(draw, country, day_of(draw, None))
        who, d = draw.choice(PEOPLE), line.day
        amount = f"{draw.randrange(5, 900)}.{draw.randrange(0, 100):02}"
        text = draw.choice({
            "FR": [f"VIR SEPA {who} LOYER", f"VIR INST RECU {who}", f"RETRAIT DAB {d:%d/%m/%y} {line.town}",
                   f"CHEQUE {line.digits(7)}", f"REMISE CHEQUES {line.digits(6)}",
                   f"VIREMENT EN VOTRE FAVEUR {who} SALAIRE", f"ECHEANCE PRET {line.digits(8)}", f"INTERETS DEBITEURS {d:%m/%Y}",
                   f"RETRAIT AU DISTRIBUTEUR {line.town}"],
            "GB": [f"FASTER PAYMENT TO {who}", f"CASH WITHDRAWAL AT {line.town}", f"STANDING ORDER {who}",
                   f"ATM WITHDRAWAL {line.town}"],
            "US": [f"ATM WITHDRAWAL {line.town}", f"CHECK #{line.digits(4)}", f"ZELLE PAYMENT TO {who}",
                   f"PAYROLL DEPOSIT {line.reference(6)}"],
            "DE": [f"DAUERAUFTRAG {who} MIETE", f"GELDAUTOMAT {line.town}", f"GEHALT {d:%m/%Y}"],
            "BE": [f"VIREMENT EN EUROS {who} LOYER", f"RETRAIT D'ARGENT {line.town}"],
        }[country])
        rows.append([text, f"-{amount}", {"GB": "GBP", "US": "USD"}.get(country, "EUR"), str(d), country,
                     "", "", "", ""])
    return rows


def orders():
    """Ordinary orders at shops that also sell subscriptions, at prices that are no plan's."""
    shops = [("AMAZON EU SARL", "FR", "EUR", "amazon"), ("AMZN MKTP FR*{r}", "FR", "EUR", "amazon"),
             ("AMZN Mktp UK*{r}", "GB", "GBP", "amazon"), ("AMAZON.COM*{r}", "US", "USD", "amazon"),
             ("UBER *TRIP", "FR", "EUR", "uber"), ("UBER *TRIP HELP.UBER.COM", "US", "USD", "uber"),
             ("FNAC LYON", "FR", "EUR", "fnac"), ("SNCF INTERNET", "FR", "EUR", "sncf"),
             ("DELIVEROO.FR", "FR", "EUR", "deliveroo"), ("WALMART.COM", "US", "USD", "walmart"),
             ("STEAMGAMES.COM", "US", "USD", "steam"), ("TESCO STORES 3344", "GB", "GBP", "tesco"),
             ("CDISCOUNT", "FR", "EUR", "cdiscount"), ("COSTCO WHSE #0422", "US", "USD", "costco")]
    rows = []
    for index in range(210):
        draw = chance("order", index)
        form, country, currency, owner = shops[index % len(shops)]
        line = Line(draw, country, day_of(draw, None))
        amount = f"-{draw.randrange(11, 400)}.{draw.choice(['13', '27', '38', '41', '63', '72', '84'])}"
        name = form.replace("{r}", line.reference(7))
        text = f"CARTE {line.day:%d/%m/%y} {name} CB*{line.digits(4)}" if country == "FR" else name
        rows.append([text, amount, currency, str(line.day), country, owner, "", "", ""])
    return rows


def write(path, about, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    seen, lines = set(), [f"# {about} Composed by scripts/compose-corpus.py.", "\t".join(HEAD)]
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0])
            lines.append("\t".join(row))
    path.write_text("\n".join(lines) + "\n")
    return len(lines) - 2


def main():
    book = merchants()
    total = 0
    corpus = ROOT / "corpus"
    for country, rows in sorted(composed(book).items()):
        total += write(corpus / f"descriptors/{country}.tsv",
                       f"Forms of the catalogue in the lines of banks ({country.upper()}).", rows)
    total += write(corpus / "descriptors/names.tsv", "Invented shops; the name alone is to be shown.",
                   names())
    calm = write(corpus / "quiet/shops.tsv", "Shops that sell no subscription.", quiet(book))
    calm += write(corpus / "quiet/near.tsv", "Invented names that only begin like a known one.", near(book))
    calm += write(corpus / "quiet/life.tsv", "Transfers, cash, cheques, fees.", life())
    calm += write(corpus / "quiet/orders.tsv", "Orders at shops that also sell subscriptions.", orders())
    print(f"{total} labelled lines, {calm} quiet lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
