#!/bin/sh
# Builds the release program, with Swift's libraries and the rule book inside: one file to copy.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --static-swift-stdlib --product descry
descry=$(swift build -c release --show-bin-path)/descry
"$descry" rules compile --rules rules --into "$descry"
