#!/bin/bash
# Make the Debian package, judge it by Debian's own checker, and use it in a bare Debian as an ordinary user.
#
# usage: tests/package/deb.sh [PROGRAM]    from anywhere; the outputs are in target/check/package
#   PROGRAM  a build of handout (default: target/debug/handout)
# The package is made twice, and both are the same bytes. It is installed in a root that debootstrap made of the packages
# that Debian cannot do without, of the release that this machine has; used there without a network; and removed, after
# which no file is left.
# needs: Debian, root, and what packaging/deb.sh needs; lintian and debootstrap; CONFORMANCE_TOOLS, where the bare root
#        is kept for the next time (default: target/conformance-tools)
# exit: 0 all is well, 1 something is not
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=$(realpath "${1:-target/debug/handout}")
tools=${CONFORMANCE_TOOLS:-$PWD/target/conformance-tools} out=$PWD/target/check/package
day=2026-12-01
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
kept=$tools/bare-$release.tar root=$out/root
rm -rf "$out"
mkdir -p "$out" "$tools"

# ---- the package --------------------------------------------------------------------------------------

deb=$(packaging/deb.sh "$program" "$out/first")
packaging/deb.sh "$program" "$out/second" > /dev/null
cmp "$deb" "$out/second/$(basename "$deb")"
dpkg-deb --info "$deb"
dpkg-deb --contents "$deb" > "$out/contents.txt"
# Everything belongs to root, lies below /usr, and only the program can be run.
if grep -v -E '^(d|-rw-r--r-- |-rwxr-xr-x .* \./usr/bin/handout$)' "$out/contents.txt"; then echo "wrong modes"; exit 1; fi
if awk '$2 != "root/root" && $2 != "0/0" || $6 !~ /^\.\/(usr\/.*)?$/' "$out/contents.txt" | grep .; then echo "wrong places"; exit 1; fi
lintian --allow-root --fail-on error --tag-display-limit 0 --pedantic "$deb" > "$out/lintian.txt" || { cat "$out/lintian.txt"; exit 1; }
grep -E '^[EWIP]: ' "$out/lintian.txt" || true
echo "$(stat -c %s "$program") bytes as built, $(stat -c %s target/package/handout) stripped, $(stat -c %s "$deb") packed"

# ---- a bare root --------------------------------------------------------------------------------------

if [ ! -f "$kept" ]; then
    # The mirror is the one from which this machine has its own packages.
    find_mirror() {
        mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' 'Origin: Debian' \
            | awk -v release="$release" '$2 == release && !found { found = $1 } END { print found }')
    }
    find_mirror
    if [ -z "$mirror" ]; then apt-get -qq update && find_mirror; fi
    debootstrap --variant=minbase "$release" "$out/bare" "${mirror:?this machine has no packages of Debian $release}" \
        > "$out/debootstrap.log" 2>&1 || { tail -n 20 "$out/debootstrap.log"; exit 1; }
    rm -rf "$out"/bare/var/cache/apt/archives/*.deb "$out"/bare/var/lib/apt/lists/*
    tar -C "$out/bare" --numeric-owner -cf "$kept.new" .
    mv "$kept.new" "$kept"
    rm -rf "$out/bare"
fi
mkdir "$root"
tar -C "$root" --numeric-owner -xpf "$kept"
# A command in the root without a network: as root, or a line of shell as the user `writer`.
inside() { unshare --net chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"; }
as_writer() {
    unshare --net chroot --userspec=writer:writer "$root" env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME=/home/writer \
        bash -euc "cd; $1"
}
# Every file but the books that dpkg keeps of what it did, with what is in it.
files() {
    (cd "$root"; find . -xdev ! -path './var/lib/dpkg/*' ! -path ./var/log/dpkg.log ! -path './home/*' \
        \( -type f -exec sha256sum {} + -o -printf '%y %p\n' \) | LC_ALL=C sort)
}

inside useradd --create-home --shell /bin/bash writer
files > "$out/before.txt"
cp "$deb" "$root/handout.deb"
inside dpkg --install /handout.deb
rm "$root/handout.deb"

# ---- used ---------------------------------------------------------------------------------------------

[ "$(as_writer 'handout --version')" = "$("$program" --version)" ]
as_writer 'handout explain typed-number' | diff <("$program" explain typed-number) -

# A page for the program and for each of its commands.
"$program" -q man --all "$out/man"
diff <(cd "$out/man"; ls) <(cd "$root/usr/share/man/man1"; ls handout*.1.gz | sed 's/\.gz$//')
for page in "$out"/man/*; do gzip -dc "$root/usr/share/man/man1/$(basename "$page").gz" | cmp - "$page"; done
# What the shell offers after a few letters, without the program being run.
as_writer '. /usr/share/bash-completion/completions/handout
    complete -p handout > /dev/null
    COMP_WORDS=(handout bui) COMP_CWORD=1; _handout handout bui handout
    [ "${COMPREPLY[*]}" = build ]'
[ -s "$root/usr/share/zsh/vendor-completions/_handout" ]
[ -s "$root/usr/share/fish/vendor_completions.d/handout.fish" ]
# Pages, licences: each link of the README to a page leads somewhere.
docs=$root/usr/share/doc/handout
for file in README.md $(grep -o -E '\]\(docs/[a-z]+\.md' "$docs/README.md" | sed 's/^](//' | sort -u) copyright; do
    [ -s "$docs/$file" ] || { echo "$file is missing"; exit 1; }
done
gzip -dc "$docs/changelog.gz" | cmp - CHANGELOG.md
gzip -dc "$docs/licences-of-crates.gz" | grep '^typst 0' > /dev/null
grep -q '^License: OFL-1.1$' "$docs/copyright"

# The same PDFs as on this machine.
as_writer "handout new ours && cd ours && handout build --today $day"
(cd "$out"; "$program" -q new ours; cd ours; "$program" -q build --today $day)
diff -r -x .handout.record -x .handout.lock "$out/ours" "$root/home/writer/ours"
count=$(find "$root/home/writer/ours/out" -name '*.pdf' | wc -l)
echo "$count PDFs, the same bytes as on this machine"
[ "$count" -gt 0 ]

# ---- removed ------------------------------------------------------------------------------------------

inside dpkg --remove handout
files | diff "$out/before.txt" -
if inside dpkg-query --show handout 2> /dev/null; then echo "something of it is left"; exit 1; fi
[ -f "$root/home/writer/ours/sources/project.yaml" ]
rm -rf "$root"
