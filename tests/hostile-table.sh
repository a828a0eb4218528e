#!/bin/bash
# Wall time and peak memory of `handout extract` on each crafted file, and what it says first.
#
# usage: tests/hostile-table.sh [PROGRAM]      default: the program that this repository builds
# needs: Rust, GNU time (/usr/bin/time)
# exit: 0 measured, whatever the figures
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-}
if [ -z "$program" ]; then
    cargo build --locked --quiet
    program=target/debug/handout
fi
files=target/tmp/hostile
rm -rf "$files"
cargo test --locked --quiet --test integration hostile::write_the_files -- --ignored > /dev/null

figures=$(mktemp) said=$(mktemp)
trap 'rm -f "$figures" "$said"' EXIT
printf '%-42s %8s %7s %8s %4s  %s\n' file kB seconds MB exit says
for file in "$files"/*.pdf; do
    status=0
    # A program without bounds would take the machine with it.
    (ulimit -v 12000000; timeout 60 /usr/bin/time -o "$figures" -f '%e %M' "$program" extract --color never "$file" \
        > /dev/null 2> "$said") || status=$?
    read -r seconds memory < <(tail -n 1 "$figures") || true
    [ $status = 124 ] && seconds='>60' memory=0
    printf '%-42s %8d %7s %8d %4d  %s\n' "$(basename "$file" .pdf)" $(($(stat -c %s "$file") / 1024)) \
        "$seconds" $((memory / 1024)) $status "$(head -n 1 "$said" | cut -c 1-110)"
done
