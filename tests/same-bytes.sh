#!/bin/bash
# Compare everything that two programs make of the same sources, byte by byte: for a change that must not change a page.
#
# usage: same-bytes.sh OLD NEW [--metadata]
#   OLD, NEW    two builds of handout; each works on a copy of this repository's sources and fixtures
#   --metadata  let PDFs differ in their metadata alone: there `qpdf --qdf` of both is compared, without metadata,
#               identifiers and the numbers of objects; answers in YAML are compared as values
# Compared: the shipped texts and the reviewed fixture in every product, with sheets for office and press; worksheets with an
# answer to every question, filled and flattened; proofs and dummies; digests and states; JSON Schemas; the questions inside
# forms.
# needs: Python 3, and with --metadata qpdf and PyYAML
# exit: 0 the same, 1 different, 2 usage
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
old=$(realpath "$1") new=$(realpath "$2") loose=${3:-}
root=$(realpath "$(dirname "$0")/..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make() { # HANDOUT OUT
    local handout=$1 out=$2 form name
    mkdir -p "$out"/{text,answers} "$work/project/fixture"
    cp -r "$root/tests/fixtures/reviewed/." "$work/project/fixture"
    sed -i 's/^products:.*/products: [leaflet, trifold, booklet, large-print, card, worksheet, worksheet-paper]/' \
        "$work/project/fixture/sources/project.yaml"
    local day=(--today 2026-12-01)
    "$handout" -q --project "$root" build "${day[@]}" --print office,press --out "$out/shipped"
    "$handout" -q --project "$work/project/fixture" build "${day[@]}" --print office,press --thickness 0.3 --out "$out/reviewed"
    for product in trifold booklet card; do
        for dummy in "" --dummy; do
            "$handout" -q --project "$root" proof heroin-family-support --product $product "${day[@]}" $dummy --out "$out/proof"
        done
    done
    for name in "$root" "$work/project/fixture"; do
        "$handout" --project "$name" status --format json "${day[@]}" > "$out/text/status-$(basename "$name").json"
    done
    for name in project guide worksheet facts people clinic strings reviews; do
        "$handout" schema $name > "$out/text/schema-$name.json"
    done
    for form in "$out"/{shipped,reviewed}/*/*-worksheet-*.pdf; do
        name=$(basename "$form" .pdf)
        case $name in *-worksheet-paper-*) continue ;; esac
        for format in text json schema csv; do
            "$handout" fields "$form" --format $format > "$out/text/$name.$format"
        done
        "$handout" -q fields "$form" --format json | python3 "$root/tests/answers.py" > "$out/answers/$name.json"
        "$handout" -q fill "$form" --data "$out/answers/$name.json" --out "$out/filled"
        "$handout" -q flatten "$out/filled/$name-filled.pdf" --out "$out/flat"
        for format in yaml json csv; do
            (cd "$out" && "$handout" -q extract "filled/$name-filled.pdf" --format $format > "text/$name.answers.$format")
        done
    done
}
make "$old" "$work/old"
make "$new" "$work/new"

# A PDF without metadata, identifiers and the numbers of its objects.
without_metadata() {
    qpdf --qdf --object-streams=disable --no-original-object-ids "$1" - 2> /dev/null | python3 -c '
import re, sys
data = sys.stdin.buffer.read()
data = re.sub(rb"(?m)^ */(Producer|Creator|CreationDate|ModDate) (\([^\n]*\)|<[^>]*>)\n", b"", data)
data = re.sub(rb"<\?xpacket begin.*?<\?xpacket end[^>]*>", b"", data, flags=re.S)
data = re.sub(rb"/ID \[.*?\]", b"", data)
data = re.sub(rb"(?s)\nxref\n.*", b"", data)
data = re.sub(rb"\b\d+ 0 (obj|R)\b", rb"N 0 \1", data)
data = re.sub(rb"/(Length|Size) \d+( 0 R)?|^\d+$", b"", data, flags=re.M)
objects = sorted(re.split(rb"\nendobj\n", data))
sys.stdout.buffer.write(b"\n".join(objects))'
}
values() {
    python3 -c 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1])), default=str))' "$1"
}
files=0 same=0 loosely=0 different=0
while read -r file; do
    files=$((files + 1))
    if cmp -s "$work/old/$file" "$work/new/$file"; then
        same=$((same + 1))
    elif [ "$loose" = --metadata ] && [ "${file##*.}" = pdf ] && cmp -s <(without_metadata "$work/old/$file") <(without_metadata "$work/new/$file"); then
        loosely=$((loosely + 1))
    elif [ "$loose" = --metadata ] && [[ $file = *.answers.yaml ]] && cmp -s <(values "$work/old/$file") <(values "$work/new/$file"); then
        loosely=$((loosely + 1))
    else
        different=$((different + 1))
        echo "different: $file"
        [ "${file##*.}" = pdf ] || diff "$work/old/$file" "$work/new/$file" | head -6 || true
    fi
done < <(cd "$work" && find old new -type f ! -name manifest.json | sed 's|^[a-z]*/||' | LC_ALL=C sort -u)
echo "$files files: $same the same, $loosely but for metadata or how YAML is folded, $different different"
[ $different = 0 ]
