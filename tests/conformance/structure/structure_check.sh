#!/bin/bash
# Let five independent PDF parsers read each file to the end, and fail when one of them complains.
#
# usage: structure_check.sh FILE...
# needs: qpdf, poppler-utils, mupdf-tools, ghostscript; as many files at once as there are cores
# qpdf checks syntax, cross references and streams; poppler and MuPDF draw every page; Ghostscript
# interprets every page; pdftotext must give some text.
# exit: 0 no complaint, 1 some
set -u
if [ $# -lt 1 ]; then sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
# Complaints about sound files: poppler 22 knows the old forms of two entries that Typst writes, and no PrintField
# attributes (ISO 32000-1, 14.8.5.6) of the element Form, the one that they are for.
known='Suspects object is wrong type|Attribute BorderColor value is of wrong type|Wrong Attribute .(Role|checked|Desc). in element Form|^$|^warning: ICC support is not available$'

one() { # FILE
    local file=$1 bad=0 out
    say() { # TOOL EXIT MESSAGES
        local text
        text=$(grep -vE "$known" <<< "$3" | head -3)
        if [ "$2" -ne 0 ] || [ -n "$text" ]; then
            echo "  $1 (exit $2): ${text//$'\n'/ | }"; bad=1
        fi
    }
    out=$(qpdf --check "$file" 2>&1 >/dev/null); say qpdf $? "$out"
    out=$(pdfinfo -struct-text "$file" 2>&1 >/dev/null); say pdfinfo $? "$out"
    out=$(pdftoppm -r 30 "$file" 2>&1 >/dev/null); say poppler $? "$out"
    out=$(mutool draw -q -r 30 -o /dev/null "$file" 2>&1 >/dev/null); say mupdf $? "$out"
    out=$(gs -q -dBATCH -dNOPAUSE -dPDFSTOPONERROR -sDEVICE=nullpage "$file" 2>&1); say ghostscript $? "$out"
    [ -n "$(pdftotext "$file" - 2>/dev/null | tr -d '[:space:]\f')" ] || say pdftotext 0 "no text"
    if [ $bad = 0 ]; then echo "PASS structure $file"; else echo "FAIL structure $file"; fi
    return $bad
}

# Each file writes to a log of its own, and the logs are printed in order.
logs=$(mktemp -d); trap 'rm -rf "$logs"' EXIT
status=0 cores=$(nproc) i=0
for file in "$@"; do
    while [ "$(jobs -rp | wc -l)" -ge "$cores" ]; do wait -n; done
    one "$file" > "$logs/$i" 2>&1 &
    i=$((i + 1))
done
wait
for ((i = 0; i < $#; i++)); do
    cat "$logs/$i"
    tail -n 1 "$logs/$i" | grep -q '^PASS structure' || status=1
done
exit $status
