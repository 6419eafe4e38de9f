#!/usr/bin/env bash
# Measures what users wait for: the start, one lookup, a statement, a batch, an account of a million
# lines. The lines are the examples of the rule book itself.
#
# Of five runs the quickest is shown: its time on the clock, its processor time, how many starts (one
# lookup, with the rule book) that is, and the goal where there is one. A goal is held against the time
# that a user waits; "150 after start" leaves a start's time out.
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

# An account of 200 merchants over ten years, as a CSV file: every fourth merchant charges one price,
# the others what was bought, with a number of the sale; one line in fifty is money back.
account() {
  LC_ALL=C sort -u "$work/lines" | grep -v ';' | awk -v lines="$1" '
    # A day number as a date (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    function date(z,   era, doe, yoe, y, doy, mp, d, m) {
      z += 719468; era = int(z / 146097); doe = z - era * 146097
      yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
      y = yoe + era * 400; doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
      mp = int((5 * doy + 2) / 153); d = doy - int((153 * mp + 2) / 5) + 1
      m = mp < 10 ? mp + 3 : mp - 9; if (m <= 2) y++
      return sprintf("%04d-%02d-%02d", y, m, d)
    }
    function chance() { seed = (seed * 16807) % 2147483647; return seed }
    { name[NR] = $0 }
    END {
      seed = 42; merchants = 200; step = int(NR / merchants)
      print "Date;Description;Amount"
      for (i = 0; i < lines; i++) {
        k = chance() % merchants; r = chance(); text = name[1 + k * step]
        if (k % 4 == 0) amount = 499 + k * 25
        else { amount = 100 + r % 9000; text = text " " (r % 97) }
        printf "%s;%s;%s%d.%02d\n", date(16436 + int(i * 3650 / lines)), text,
          r % 50 == 7 ? "" : "-", amount / 100, amount % 100
      }
    }'
}
account 5000 >"$work/account.csv"

# A page of some 400 kB: a shop's catalogue of 2,950 cards around a checkout form. A page of one word shows what of its
# time is the start with the linter's rules.
awk 'BEGIN {
  print "<!doctype html><html lang=\"fr\"><head><title>Boutique</title></head><body><main>"
  for (i = 0; i < 2950; i++)
    printf "<div class=\"card c%d\"><h3>Article %d</h3><p>Coton, taille %d, en stock. <b>%d,90 €</b></p><a href=\"/a/%d\">Voir le produit</a></div>\n", i % 9, i, i % 60, i % 90, i
  print "<form><label><input type=\"checkbox\" checked> Assurance annulation 6,50 €</label><button>Payer 45,50 €</button></form></main></body></html>"
}' >"$work/page.html"
echo '<p>x' >"$work/word.html"

# Runs a command five times and prints the best: NAME GOAL COMMAND...
TIMEFORMAT='%R %U %S'
export LC_ALL=C
start=
best() {
  local name=$1 goal=$2 least= clock= wall user system spent
  shift 2
  for _ in 1 2 3 4 5; do
    read -r wall user system < <({ time "$@" >/dev/null 2>&1; } 2>&1)
    spent=$(awk "BEGIN { printf \"%d\", ($user + $system) * 1000 + 0.5 }")
    wall=$(awk "BEGIN { printf \"%d\", $wall * 1000 + 0.5 }")
    if [ -z "$clock" ] || [ "$wall" -lt "$clock" ]; then
      least=$spent
      clock=$wall
    fi
  done
  [ -n "$start" ] || start=$clock
  [ "$start" -gt 0 ] || start=1
  awk -v name="$name" -v clock="$clock" -v spent="$least" -v start="$start" -v goal="$goal" 'BEGIN {
    verdict = ""
    if (goal != "") {
      split(goal, words, " ")
      left = words[2] == "after" ? clock - start : clock
      verdict = sprintf("goal %d ms%s: %s", words[1], words[2] == "after" ? " after start" : "",
        left < words[1] ? "met" : "missed")
    }
    printf "%-36s %6d ms %6d ms cpu %7.1f starts  %s\n", name, clock, spent, clock / start, verdict
  }'
}
batch() { "$descry" annotate --threads "$1" <"$work/batch"; }

"$descry" lookup NETFLIX >/dev/null # The first start compiles the rule book.
best "one lookup (the start)" "" "$descry" lookup 'CARTE 03/07 AMAZON EU SARL 49,90 EUR'
best "nothing but --version" "" "$descry" --version
for format in json text html; do
  best "5,000 merchants, as $format" "150 after start" \
    "$descry" explain "$work/statement.csv" --format "$format"
  best "5,000 lines of 200, as $format" "150 after start" \
    "$descry" explain "$work/account.csv" --format "$format"
done
best "a page of $(($(wc -c <"$work/page.html") / 1000)) kB, linted" "100 after start" "$descry" lint --fail-on never "$work/page.html"
best "a page of one word, linted" "" "$descry" lint --fail-on never "$work/word.html"
best "a batch of $(wc -l <"$work/batch") lines, 1 thread" "" batch 1
best "the same, 2 threads" "" batch 2

# One run tells enough here: what counts is the memory, which GNU time measures.
for lines in 100000 1000000; do
  account "$lines" >"$work/account.csv"
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -o "$work/time" -f '%e s, %M KiB at most' \
      "$descry" explain "$work/account.csv" --format csv >/dev/null 2>&1
    printf '%-36s %s; goal: in line with the lines, below 1 GiB\n' "an account of $lines lines" \
      "$(cat "$work/time")"
  fi
done
