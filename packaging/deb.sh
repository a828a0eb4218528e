#!/bin/bash
# Make a Debian package of a program that is built: the program, its manual, completions, pages, and licences.
#
# usage: packaging/deb.sh [PROGRAM] [OUT]    from anywhere
#   PROGRAM  a build of handout (default: target/debug/handout)
#   OUT      folder for the package (default: target/debian)
# The same program makes the same bytes: all times are that of the last commit, or SOURCE_DATE_EPOCH where that is set.
# What goes where stands in Cargo.toml, under [package.metadata.deb]. What is in no file of this repository is laid out in
# target/package first.
# needs: Debian with dpkg-dev and binutils, Python 3, Git, and cargo-deb (tests/conformance/install.sh has the version
#        that is tried)
# exit: 0 made, and its path is printed; 1 not
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "${1:-$root/target/debug/handout}") out=$(realpath -m "${2:-$root/target/debian}")
cd "$root"
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_RUSTFLAGS
# Folders and modes are those of the package, whoever makes it.
umask 022

# ---- what is in no file here --------------------------------------------------------------------------

laid=target/package
rm -rf "$laid"
mkdir -p "$laid/completions" "$laid/doc"
strip --strip-all --remove-section=.comment --remove-section=.note.gnu.gold-version -o "$laid/handout" "$program"
"$program" -q man --all "$laid/man"
"$program" completions bash > "$laid/completions/handout"
"$program" completions zsh > "$laid/completions/_handout"
"$program" completions fish > "$laid/completions/handout.fish"

# Without name and time, so that the same words are the same bytes.
zipped() { gzip -9n > "$laid/doc/$1.gz"; }
zipped changelog < CHANGELOG.md
packaging/licences.py | zipped licences-of-crates
packaging/copyright.py > "$laid/copyright"

field() { python3 -c 'import sys, tomllib; d = tomllib.load(open("Cargo.toml", "rb"))["package"]
for key in sys.argv[1].split("."): d = d[key]
print(d)' "$1"; }
version=$(field version)
cat > "$laid/changelog" << END
handout ($version-1) unstable; urgency=medium

  * Version $version. What users notice stands in changelog.gz.

 -- $(field metadata.deb.maintainer)  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")
END

# ---- the package --------------------------------------------------------------------------------------

rm -f "$out"/handout_"$version"-1_*.deb
cargo deb --quiet --no-build --locked --offline --output "$out/" > /dev/null
ls "$out"/handout_"$version"-1_*.deb
