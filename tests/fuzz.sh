#!/bin/bash
# A long search for files that handout does not survive: worksheets and crafted files changed at random.
#
# usage: tests/fuzz.sh [SECONDS]      default: 3600, on one core
# needs: Rust (stable), a C compiler
# What it is: a loop of our own in tests/fuzz, since cargo-fuzz wants nightly Rust. It is guided by coverage: rustc puts
# counters at the edges of the crate handout (LLVM's SanitizerCoverage, by flags that stable Rust takes), and an input
# that reaches a new edge, or one more often, is kept and changed further. The code of other crates is not counted.
# Bytes, tokens, objects, and the questions inside a form (sealed again) are changed. Overflow checks are on.
# Findings are written to target/fuzz: panic-*, slow-* (over two seconds), rule-*; `current` is what it looked at last,
# should it run out of its 4 GB.
# exit: 0 nothing found, 1 something found
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-3600}
out=target/fuzz
mkdir -p "$out"
rm -f "$out"/*-* "$out/current"

cargo test --locked --quiet --test integration hostile::write_the_files -- --ignored > /dev/null
cc -O2 -c -o "$out/coverage.o" tests/fuzz/coverage.c
cp Cargo.lock tests/fuzz/Cargo.lock
export CARGO_TARGET_DIR="$PWD/target" RUSTC_WRAPPER="$PWD/tests/fuzz/wrapper.sh"
cargo rustc --quiet --manifest-path tests/fuzz/Cargo.toml -- -C link-arg="$PWD/$out/coverage.o"

status=0
(ulimit -v 4000000; target/debug/handout-fuzz target/tmp/hostile "$out" "$seconds") || status=$?
found=$(find "$out" -name '*-*' | wc -l)
echo "$found findings in $out"
[ "$status" = 0 ] && [ "$found" = 0 ]
