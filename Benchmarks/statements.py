"""Reads the same statement files with Descry and with what others use; prints CPU seconds and ratios.

    python3 -m venv venv && venv/bin/pip install pandas ofxtools mt-940 camt053 quiffen
    swift build -c release && swift build -c release --package-path Benchmarks
    venv/bin/python Benchmarks/statements.py [ROWS [FORMAT...]]

Like stands beside like. `call` is the library's call alone, without the start of a process or of
Python and without printing: Descry's `StatementFile.read` gives every row as a value, as the peers'
calls do; `stream` hands them on one by one and keeps none. `process` is all of it from the shell:
`descry read`, which also writes every row out as JSON, and Python with the peer's import. Everything
is what one processor was used for (user and kernel), the best of five runs, of three for peers.
Memory is the highest resident size that the kernel saw (ru_maxrss) for the process: for descry that
includes the pages of the mapped file.
"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DESCRY = f"{HERE}/../.build/release/descry"
CALLS = f"{HERE}/.build/release/read-statement"
PEERS = {
    # What a person writes who knows the file's delimiter, decimal mark and date format.
    "csv": {
        "pandas.read_csv": "import pandas\n"
        "t = time.process_time()\n"
        "n = len(pandas.read_csv(path, sep=';', decimal=','))\n",
        "pandas.read_csv + dates": "import pandas\n"
        "t = time.process_time()\n"
        "f = pandas.read_csv(path, sep=';', decimal=',')\n"
        "f['Date'] = pandas.to_datetime(f['Date'], format='%d/%m/%Y')\n"
        "n = len(f)\n",
        "pandas.read_csv, sniffed": "import pandas\n"
        "t = time.process_time()\n"
        "n = len(pandas.read_csv(path, sep=None, engine='python', decimal=','))\n",
        "csv + Decimal + date": "import csv, datetime, decimal\n"
        "t = time.process_time()\n"
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
        "t = time.process_time()\n"
        "tree = OFXTree()\n"
        "tree.parse(path)\n"
        "n = sum(len(s.transactions) for s in tree.convert().statements)\n",
    },
    "mt940": {
        "mt-940": "import mt940\n"
        "t = time.process_time()\n"
        "n = len(mt940.parse(path))\n",
    },
    "camt": {
        "camt053": "import camt053\n"
        "t = time.process_time()\n"
        "n = sum(len(s.entries) for s in camt053.parse_document(open(path).read()).statements)\n",
    },
    "qif": {
        "quiffen": "from quiffen import Qif\n"
        "t = time.process_time()\n"
        "lists = [l for a in Qif.parse(path).accounts.values() for l in a.transactions.values()]\n"
        "n = sum(len(l) for l in lists)\n",
    },
}


def run(arguments):
    """CPU seconds, mebibytes and standard output of a process."""
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out = child.stdout.read()
    problems = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{arguments} ended with {child.returncode}: {problems.decode()}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.decode()


def best(times, arguments):
    runs = [run(arguments) for _ in range(times)]
    return min(r[0] for r in runs), max(r[1] for r in runs), runs[-1][2]


def peer_times(peer, code, path, count):
    """CPU seconds of the call and of the process, and mebibytes."""
    script = (
        f"import sys, time\npath = {path!r}\n{code}print(time.process_time() - t, n)\n"
    )
    runs = [run([sys.executable, "-c", script]) for _ in range(3)]
    calls = [r[2].split() for r in runs]
    if int(calls[0][1]) != count:
        sys.exit(f"{peer} read {calls[0][1]} rows of {count}")
    return min(float(c[0]) for c in calls), min(r[0] for r in runs), max(r[1] for r in runs)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as work:
        for name in sys.argv[2:] or PEERS:
            path = os.path.join(work, f"rows.{name}")
            with open(path, "w") as file:
                maker = [sys.executable, f"{HERE}/statement_files.py", name, str(count)]
                subprocess.run(maker, stdout=file, check=True)
            size = os.path.getsize(path) / 2**20
            print(f"\n{name}: {count} rows, {size:.1f} MiB")
            print(f"  {'':26} {'call':>8} {'process':>8} {'memory':>8}   Descry is so many times as fast")
            whole, memory, _ = best(5, ["/bin/sh", "-c", f"exec '{DESCRY}' read '{path}' > /dev/null"])
            _, _, out = best(1, [CALLS, path])
            calls = {}
            for line in out.splitlines():
                call, seconds, rows = line.split()
                if int(rows) != count:
                    sys.exit(f"{call} read {rows} rows of {count}")
                calls[call] = float(seconds)
            call = calls["StatementFile.read"]
            stream = calls["StatementFile.stream"]
            print(f"  {'descry':26} {call:7.3f}s {whole:7.3f}s {memory:4.0f} MiB   stream {stream:.3f}s")
            for peer, code in PEERS[name].items():
                own, all_of_it, memory = peer_times(peer, code, path, count)
                print(
                    f"  {peer:26} {own:7.3f}s {all_of_it:7.3f}s {memory:4.0f} MiB"
                    f"   call {own / call:.1f} (stream {own / stream:.1f}), process {all_of_it / whole:.1f}"
                )


if __name__ == "__main__":
    main()
