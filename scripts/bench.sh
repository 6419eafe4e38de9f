#!/bin/sh
# Measures what users wait for: the start, one lookup, a statement of 5,000 lines, a batch.
# The lines are the examples of the rule book itself.
set -eu
cd "$(dirname "$0")/.."
descry=$(swift build -c release --show-bin-path)/descry
[ -x "$descry" ] || scripts/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

grep -rhoE 'descriptor: "[^"\\]+"' rules/merchants | sed 's/^descriptor: "//; s/"$//' >"$work/lines"
awk 'BEGIN { print "Date;Description;Amount" }
  { printf "%04d-%02d-%02d;%s;-%d.%02d\n", 2020 + NR % 5, NR % 12 + 1, NR % 28 + 1, $0, NR % 90, NR % 100 }
  NR == 5000 { exit }' "$work/lines" >"$work/statement.csv"
i=0
while [ "$i" -lt 10 ]; do cat "$work/lines"; i=$((i + 1)); done |
  awk '{ printf "{\"id\":%d,\"descriptor\":\"%s %d\",\"amount\":\"-%d.99\",\"currency\":\"EUR\"}\n", NR, $0, NR % 9973, NR % 90 }' >"$work/batch"

# Runs a command five times and prints the best time in milliseconds.
best() {
  name=$1
  shift
  least=
  for _ in 1 2 3 4 5; do
    from=$(date +%s%N)
    "$@" >/dev/null 2>&1
    took=$((($(date +%s%N) - from) / 1000000))
    if [ -z "$least" ] || [ "$took" -lt "$least" ]; then least=$took; fi
  done
  printf '%-34s %6d ms\n' "$name" "$least"
}
batch() { "$descry" annotate --threads "$1" <"$work/batch"; }

"$descry" lookup NETFLIX >/dev/null # The first start compiles the rule book.
best "start (--version)" "$descry" --version
best "one lookup" "$descry" lookup 'CARTE 03/07 AMAZON EU SARL 49,90 EUR'
best "a statement of 5,000 lines" "$descry" explain "$work/statement.csv" --format json
best "a batch of $(wc -l <"$work/batch") lines, 1 thread" batch 1
best "the same, 2 threads" batch 2
