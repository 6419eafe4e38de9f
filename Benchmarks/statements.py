"""Reads the same statement files with `descry read` and with what others use; prints ratios.

    python3 -m venv venv && venv/bin/pip install pandas ofxtools mt-940 camt053 quiffen
    venv/bin/python Benchmarks/statements.py .build/release/descry [ROWS [FORMAT...]]

Every reader runs in a process of its own, five times; the best counts. `call` is the time of the
reading call alone, without the start of Python and the import of the peer; for descry it is the
whole process, which also writes every row out as JSON. Memory is the highest resident size that
the kernel saw (ru_maxrss): for descry that includes the pages of the mapped file.
"""

import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = {
    # What a person writes who knows the file's delimiter, decimal mark and date format.
    "csv": {
        "pandas.read_csv": "import pandas\n"
        "t = time.perf_counter()\n"
        "f = pandas.read_csv(path, sep=';', decimal=',')\n"
        "f['Date'] = pandas.to_datetime(f['Date'], format='%d/%m/%Y')\n"
        "n = len(f)\n",
        "pandas.read_csv, sniffed": "import pandas\n"
        "t = time.perf_counter()\n"
        "n = len(pandas.read_csv(path, sep=None, engine='python', decimal=','))\n",
        "csv + Decimal + date": "import csv, datetime, decimal\n"
        "t = time.perf_counter()\n"
        "n = 0\n"
        "for r in csv.reader(open(path, newline=''), delimiter=';'):\n"
        "    if n:\n"
        "        datetime.datetime.strptime(r[0], '%d/%m/%Y').date()\n"
        "        decimal.Decimal(r[2].replace(',', '.'))\n"
        "    n += 1\n"
        "n -= 1\n",
    },
    "ofx": {
        "ofxtools": "from ofxtools.Parser import OFXTree\n"
        "t = time.perf_counter()\n"
        "tree = OFXTree()\n"
        "tree.parse(path)\n"
        "n = sum(len(s.transactions) for s in tree.convert().statements)\n",
    },
    "mt940": {
        "mt-940": "import mt940\n"
        "t = time.perf_counter()\n"
        "n = len(mt940.parse(path))\n",
    },
    "camt": {
        "camt053": "import camt053\n"
        "t = time.perf_counter()\n"
        "n = sum(len(s.entries) for s in camt053.parse_document(open(path).read()).statements)\n",
    },
    "qif": {
        "quiffen": "from quiffen import Qif\n"
        "t = time.perf_counter()\n"
        "lists = [l for a in Qif.parse(path).accounts.values() for l in a.transactions.values()]\n"
        "n = sum(len(l) for l in lists)\n",
    },
}


def run(arguments):
    """Seconds, mebibytes and standard output of a process."""
    before = time.perf_counter()
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out = child.stdout.read()
    problems = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{arguments} ended with {child.returncode}: {problems.decode()}")
    return time.perf_counter() - before, usage.ru_maxrss / 1024, out


def best(times, arguments):
    runs = [run(arguments) for _ in range(times)]
    return min(r[0] for r in runs), max(r[1] for r in runs), runs[-1][2]


def main():
    descry = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    with tempfile.TemporaryDirectory() as work:
        for name in sys.argv[3:] or PEERS:
            peers = PEERS[name]
            path = os.path.join(work, f"rows.{name}")
            with open(path, "w") as file:
                maker = [sys.executable, f"{HERE}/statement_files.py", name, str(count)]
                subprocess.run(maker, stdout=file, check=True)
            size = os.path.getsize(path) / 2**20
            seconds, memory, _ = best(5, ["/bin/sh", "-c", f"exec '{descry}' read '{path}' > /dev/null"])
            print(f"{name}: {count} rows, {size:.1f} MiB")
            print(f"  {'descry read':28} {seconds:7.3f} s {count / seconds:12,.0f} rows/s {memory:6.0f} MiB")
            for peer, code in peers.items():
                script = (
                    f"import sys, time\npath = {path!r}\n{code}"
                    "print(time.perf_counter() - t, n)\n"
                )
                whole, memory, out = best(3, [sys.executable, "-c", script])
                call, read = out.split()
                if int(read) != count:
                    sys.exit(f"{peer} read {read.decode()} rows of {count}")
                call = float(call)
                print(
                    f"  {peer:28} {call:7.3f} s {count / call:12,.0f} rows/s {memory:6.0f} MiB"
                    f"   descry is {call / seconds:.1f} times as fast"
                    f" ({whole / seconds:.1f} with the peer's start)"
                )


if __name__ == "__main__":
    main()
