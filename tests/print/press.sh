#!/bin/bash
# Look at press sheets as a print shop's own checks do: trim, bleed, art up to the bleed, crop marks, fonts, at most 300 % of
# ink, no line under 0.25 pt (print_check.py); boxes to the hundredth of an inch, and black text on the black plate (plates.py).
#
# usage: press.sh FILE_OR_FOLDER...
#   FILE_OR_FOLDER  press sheets; of a folder those named *-press.pdf or *-press-DRAFT.pdf
# needs: ghostscript, poppler-utils, pikepdf, pillow (tests/conformance/install.sh installs them)
# exit: 0 nothing found, 1 findings, 2 usage, or a file could not be read
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -lt 1 ]; then sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
mapfile -t files < <(find "$@" -type f -regex '.*-press\(-DRAFT\)?\.pdf' | LC_ALL=C sort)
if [ ${#files[@]} = 0 ]; then echo "no press sheets" >&2; exit 2; fi
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
status=0
worse() { [ "$1" -le "$status" ] || status=$1; }

# One core for the plates, one for the rest.
python3 "$here/plates.py" --jobs 1 "${files[@]}" > "$work/plates" 2>&1 &
plates=$!
check() { # TRIM NAME_OF_FILES
    local own
    mapfile -t own < <(printf '%s\n' "${files[@]}" | grep -E -- "$2" || true)
    [ ${#own[@]} -gt 0 ] || return 0
    python3 "$here/print_check.py" --trim "$1" --bleed 3.17 --marks --ppi 300 --ink 300 --line 0.25 "${own[@]}" || worse $?
}
check 279.4x215.9 '-(trifold|booklet)-letter-press'
check 297x210 '-(trifold|booklet)-a4-press'
check 215.9x279.4 '-card-letter-press'
check 210x297 '-card-a4-press'
wait $plates || worse $?
cat "$work/plates"
exit $status
