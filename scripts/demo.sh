#!/bin/sh
# Builds Descry and runs its main job: one charge looked up, one statement explained.
set -eu
cd "$(dirname "$0")/.."

echo "demo: building (release; the first time takes some minutes)"
scripts/build.sh
descry=$(swift build -c release --show-bin-path)/descry

show() {
  printf '\n$ descry'
  for word in "$@"; do
    case $word in *" "*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n'
  "$descry" "$@"
}

show lookup 'CARTE 03/07 AMAZON EU SARL 49,90 EUR'
show explain corpus/statements/csv/director.csv
printf '\ndemo: the program is %s\n' "$descry"
