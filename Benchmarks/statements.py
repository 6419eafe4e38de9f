"""Reads the same statement files with Descry and with what others use; prints seconds and ratios.

    python3 -m venv venv && venv/bin/pip install pandas ofxtools mt-940 camt053 quiffen
    make build && swift build -c release --static-swift-stdlib --package-path Benchmarks
    venv/bin/python Benchmarks/statements.py [ROWS [FORMAT...]]

Like stands beside like. `call` is the library's call alone, without the start of a process and of
Python and without printing: Descry's `StatementFile.read` gives every row as a value, as the peers'
calls do; `stream` hands them on one by one and keeps none. `process` is all of it from the shell:
`descry read`, which also writes every row out as JSON, and Python with the peer's import.

Each time is told twice, by the clock and as what all processors were used for (user and kernel),
because Descry reads tables by several threads and the peers by one; so are the ratios. Each is the
best of five runs, of three for peers. Memory is the highest resident size that the kernel saw
(ru_maxrss) for the process: for descry that includes the pages of the mapped file.
"""

import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DESCRY = f"{HERE}/../.build/release/descry"
CALLS = f"{HERE}/.build/release/read-statement"
PEERS = {
    # What a person writes who knows the file's delimiter, decimal mark and date format.
    "csv": {
        "pandas.read_csv": "import pandas\n"
        "t = now()\n"
        "n = len(pandas.read_csv(path, sep=';', decimal=','))\n",
        "pandas.read_csv + dates": "import pandas\n"
        "t = now()\n"
        "f = pandas.read_csv(path, sep=';', decimal=',')\n"
        "f['Date'] = pandas.to_datetime(f['Date'], format='%d/%m/%Y')\n"
        "n = len(f)\n",
        "pandas.read_csv, sniffed": "import pandas\n"
        "t = now()\n"
        "n = len(pandas.read_csv(path, sep=None, engine='python', decimal=','))\n",
        "csv + Decimal + date": "import csv, datetime, decimal\n"
        "t = now()\n"
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
        "t = now()\n"
        "tree = OFXTree()\n"
        "tree.parse(path)\n"
        "n = sum(len(s.transactions) for s in tree.convert().statements)\n",
    },
    "mt940": {
        "mt-940": "import mt940\n"
        "t = now()\n"
        "n = len(mt940.parse(path))\n",
    },
    "camt": {
        "camt053": "import camt053\n"
        "t = now()\n"
        "n = sum(len(s.entries) for s in camt053.parse_document(open(path).read()).statements)\n",
    },
    "qif": {
        "quiffen": "from quiffen import Qif\n"
        "t = now()\n"
        "lists = [l for a in Qif.parse(path).accounts.values() for l in a.transactions.values()]\n"
        "n = sum(len(l) for l in lists)\n",
    },
}


def run(arguments):
    """Seconds by the clock and of processors, mebibytes, and standard output of a process."""
    start = time.perf_counter()
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out = child.stdout.read()
    problems = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{arguments} ended with {child.returncode}: {problems.decode()}")
    return (wall, usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024, out.decode()


def least(times):
    """The best of several times, by the clock and of processors."""
    return tuple(min(each) for each in zip(*times))


def best(count, arguments):
    runs = [run(arguments) for _ in range(count)]
    return least(r[0] for r in runs), max(r[1] for r in runs), runs[-1][2]


def peer_times(peer, code, path, count):
    """Times of the call and of the process, and mebibytes."""
    script = (
        "import time\ndef now(): return time.perf_counter(), time.process_time()\n"
        f"path = {path!r}\n{code}w, c = now()\nprint(w - t[0], c - t[1], n)\n"
    )
    runs = [run([sys.executable, "-c", script]) for _ in range(3)]
    calls = [r[2].split() for r in runs]
    if int(calls[0][2]) != count:
        sys.exit(f"{peer} read {calls[0][2]} rows of {count}")
    call = least((float(c[0]), float(c[1])) for c in calls)
    return call, least(r[0] for r in runs), max(r[1] for r in runs)


def shown(times):
    return f"{times[0]:.3f}/{times[1]:.3f}s"


def ratios(peer, own):
    return f"{peer[0] / own[0]:.1f}/{peer[1] / own[1]:.1f}"


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as work:
        for name in sys.argv[2:] or PEERS:
            path = os.path.join(work, f"rows.{name}")
            with open(path, "w") as file:
                maker = [sys.executable, f"{HERE}/statement_files.py", name, str(count)]
                subprocess.run(maker, stdout=file, check=True)
            size = os.path.getsize(path) / 2**20
            print(f"\n{name}: {count} rows, {size:.1f} MiB; by the clock / of processors")
            print(f"  {'':26} {'call':>15} {'process':>15} {'memory':>8}   Descry is so many times as fast")
            whole, memory, _ = best(5, ["/bin/sh", "-c", f"exec '{DESCRY}' read '{path}' > /dev/null"])
            _, _, out = best(1, [CALLS, path])
            calls = {}
            for line in out.splitlines():
                call, wall, cpu, rows = line.split()
                if int(rows) != count:
                    sys.exit(f"{call} read {rows} rows of {count}")
                calls[call] = (float(wall), float(cpu))
            call = calls["StatementFile.read"]
            stream = calls["StatementFile.stream"]
            print(
                f"  {'descry':26} {shown(call):>15} {shown(whole):>15} {memory:4.0f} MiB"
                f"   stream {shown(stream)}"
            )
            for peer, code in PEERS[name].items():
                own, all_of_it, memory = peer_times(peer, code, path, count)
                print(
                    f"  {peer:26} {shown(own):>15} {shown(all_of_it):>15} {memory:4.0f} MiB"
                    f"   call {ratios(own, call)} (stream {ratios(own, stream)}),"
                    f" process {ratios(all_of_it, whole)}"
                )


if __name__ == "__main__":
    main()
