#!/bin/sh
# Checks that Swift is there and installs the Debian or Ubuntu packages that are missing.
# Says what it does; does nothing when nothing is missing.
set -eu

say() { printf '%s\n' "bootstrap: $*"; }

if ! command -v swift >/dev/null 2>&1; then
  say "Swift is not installed. Descry needs Swift 6.2 or newer: https://www.swift.org/install/linux" >&2
  exit 2
fi
version=$(swift --version 2>&1 | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
major=${version%%.*}
minor=${version#*.}
if [ -z "$version" ] || [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
  say "Swift ${version:-of an unknown version} is too old. Descry needs Swift 6.2 or newer." >&2
  exit 2
fi

# PCRE2 matches, libxml2 reads CAMT, Gumbo reads HTML, zlib reads archives, SQLite keeps cases,
# pdftotext (poppler-utils) reads PDF statements.
needed="libpcre2-dev libxml2-dev libgumbo-dev zlib1g-dev libsqlite3-dev pkg-config poppler-utils"

if ! command -v dpkg-query >/dev/null 2>&1; then
  say "Swift $version. This is no Debian or Ubuntu: see to it that there are $needed"
  exit 0
fi

missing=
for package in $needed; do
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
  say "Swift $version and all packages are there; nothing to install"
  exit 0
fi

root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    say "missing:$missing. Install them as root: apt-get install$missing" >&2
    exit 2
  fi
  root=sudo
fi
say "installing with apt-get:$missing"
$root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing </dev/null
say "installed:$missing"
