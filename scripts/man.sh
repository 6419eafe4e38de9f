#!/bin/sh
# Writes manual pages and shell completions below .build/share.
set -eu
cd "$(dirname "$0")/.."
out=.build/share
mkdir -p "$out/man/man1" "$out/completions"
swift package plugin generate-manual --multi-page
find .build/plugins -name 'descry*.1' -exec cp {} "$out/man/man1/" \;
swift build --product descry
descry=$(swift build --show-bin-path)/descry
"$descry" --generate-completion-script bash >"$out/completions/descry.bash"
"$descry" --generate-completion-script zsh >"$out/completions/_descry"
"$descry" --generate-completion-script fish >"$out/completions/descry.fish"
ls "$out/man/man1" "$out/completions"
