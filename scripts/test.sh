#!/bin/sh
# Everything that must hold before a change goes in: format, warnings, tests, rules, corpus.
set -eu
cd "$(dirname "$0")/.."
step() { printf '\n== %s\n' "$*"; }

step "format: swift format lint"
swift format lint --strict --recursive Sources Tests Package.swift

step "build: warnings are errors, imports are checked"
DESCRY_STRICT=1
export DESCRY_STRICT
swift build --build-tests --explicit-target-dependency-import-check error

step "tests: swift test"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# A pipe would lose the exit code: it is written behind the log's last line.
{
  code=0
  swift test --skip-build 2>&1 || code=$?
  echo "swift test ended with $code"
} | tee "$log"
tail -n 1 "$log" | grep -qx 'swift test ended with 0'

descry=$(swift build --show-bin-path)/descry
step "rules: descry rules check"
"$descry" rules check --quiet
step "rules: descry rules test"
"$descry" rules test
step "corpus: descry evaluate"
"$descry" evaluate

step "all is well"
grep -E 'Test run with [0-9]+ test' "$log" | tail -n 1
