#!/bin/bash
# Put all pages of each PDF on one picture, to look at.
#
# usage: contact-sheet.sh DIR [OUT]
#   DIR  folder whose PDFs are taken, with its subfolders
#   OUT  folder for the pictures, one PNG for each PDF (default: target/contact-sheets)
# DPI=70 sets the size of a page: 50 for an overview, 100 to read the small print.
# needs: poppler-utils, imagemagick (tests/conformance/install.sh installs them)
# exit: 0 done, 1 no PDF found, 2 usage
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ] || [ ! -d "$1" ]; then sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
from=$1 out=${2:-$(cd "$(dirname "$0")/.." && pwd)/target/contact-sheets} dpi=${DPI:-70}
mkdir -p "$out"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

mapfile -d '' files < <(find "$from" -name '*.pdf' -print0 | LC_ALL=C sort -z)
if [ ${#files[@]} = 0 ]; then echo "no PDF in $from" >&2; exit 1; fi
for file in "${files[@]}"; do
    name=${file#"$from"}; name=${name#/}; name=${name%.pdf}; name=${name//\//--}
    pdftoppm -r "$dpi" -png "$file" "$work/page"
    pages=("$work"/page*.png)
    montage "${pages[@]}" -tile "$((${#pages[@]} < 4 ? ${#pages[@]} : 4))x" -geometry +12+12 -background '#8a8f98' "$out/$name.png"
    rm "$work"/page*.png
    echo "$out/$name.png (${#pages[@]} pages)"
done
