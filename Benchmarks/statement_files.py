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


def ofx(count, write):
    write("OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\n")
    write("CHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n")
    write("<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS>")
    write("<DTSERVER>20250101000000<LANGUAGE>FRA</SONRS></SIGNONMSGSRSV1>\n")
    write("<BANKMSGSRSV1><STMTTRNRS><TRNUID>0<STATUS><CODE>0<SEVERITY>INFO</STATUS>")
    write("<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30004<ACCTID>00012345678")
    write("<ACCTTYPE>CHECKING</BANKACCTFROM>\n")
    write("<BANKTRANLIST><DTSTART>20150101<DTEND>20250101\n")
    for number, (day, text, cents, balance) in enumerate(rows(count)):
        kind = "DEBIT" if cents < 0 else "CREDIT"
        write(f"<STMTTRN>\n<TRNTYPE>{kind}\n<DTPOSTED>{day:%Y%m%d}\n<TRNAMT>{euros(cents, '.')}\n")
        write(f"<FITID>F{number:09d}\n<NAME>{text[:32].strip()}\n<MEMO>{number}\n</STMTTRN>\n")
    write(f"</BANKTRANLIST><LEDGERBAL><BALAMT>{euros(balance, '.')}<DTASOF>20250101</LEDGERBAL>")
    write("</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n")


def qif(count, write):
    write("!Type:Bank\n")
    for day, text, cents, _ in rows(count):
        write(f"D{day:%m/%d/%Y}\nT{euros(cents, '.')}\nP{text}\nLFood:Groceries\n^\n")


def mt940(count, write):
    write(":20:STARTUMS\n:25:30000000/0001234567\n:28C:00001/001\n:60F:C150101EUR2500,00\n")
    for number, (day, text, cents, balance) in enumerate(rows(count)):
        mark = "D" if cents < 0 else "C"
        write(f":61:{day:%y%m%d%m%d}{mark}R{euros(abs(cents), ',')}NDDTNONREF//B{number:09d}\n")
        write(f":86:105?00BASISLASTSCHRIFT?20EREF+R-{number:09d}?21SVWZ+{text[:22]}?32{text[:27]}\n")
    write(f":62F:{'D' if balance < 0 else 'C'}250101EUR{euros(abs(balance), ',')}\n-\n")


def camt(count, write):
    write('<?xml version="1.0" encoding="UTF-8"?>\n')
    write('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>')
    write("<GrpHdr><MsgId>M</MsgId><CreDtTm>2025-01-01T06:00:00</CreDtTm></GrpHdr>")
    write("<Stmt><Id>S</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2025-01-01T06:00:00</CreDtTm>")
    write("<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>\n")
    write("<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">2500.00</Amt>")
    write("<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2015-01-01</Dt></Dt></Bal>\n")
    for number, (day, text, cents, _) in enumerate(rows(count)):
        sign, side = ("DBIT", "Cdtr") if cents < 0 else ("CRDT", "Dbtr")
        write(f'<Ntry>\n  <Amt Ccy="EUR">{euros(abs(cents), ".")}</Amt>\n')
        write(f"  <CdtDbtInd>{sign}</CdtDbtInd>\n  <Sts>BOOK</Sts>\n")
        write(f"  <BookgDt><Dt>{day}</Dt></BookgDt>\n  <ValDt><Dt>{day}</Dt></ValDt>\n")
        write(f"  <AcctSvcrRef>A{number:09d}</AcctSvcrRef>\n")
        write("  <BkTxCd><Prtry><Cd>NDDT+105</Cd></Prtry></BkTxCd>\n  <NtryDtls><TxDtls>")
        write(f"<Refs><EndToEndId>E{number:09d}</EndToEndId></Refs>")
        write(f"<RltdPties><{side}><Nm>{text}</Nm></{side}></RltdPties>")
        write(f"<RmtInf><Ustrd>FACTURE {number}</Ustrd></RmtInf></TxDtls></NtryDtls>\n")
        write("  <AddtlNtryInf>PRELEVEMENT</AddtlNtryInf>\n</Ntry>\n")
    write("</Stmt></BkToCstmrStmt></Document>\n")


FORMATS = {"csv": csv, "ofx": ofx, "qif": qif, "mt940": mt940, "camt": camt}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in FORMATS:
        sys.exit(f"usage: statement_files.py {'|'.join(FORMATS)} ROWS")
    FORMATS[sys.argv[1]](int(sys.argv[2]), sys.stdout.write)
