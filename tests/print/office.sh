#!/bin/bash
# Print office sheets on a printer that is not there: black and white, 600 dots to the inch, nothing within 0.25 in of the
# edges of the paper (one_bit.py).
#
# usage: office.sh [--keep DIR] FILE_OR_FOLDER...
#   FILE_OR_FOLDER  office sheets; of a folder those named *-office.pdf or *-office-DRAFT.pdf
#   --keep DIR      where the pages go as PNG, to look at
# needs: ghostscript, poppler-utils, pikepdf, pillow (tests/conformance/install.sh installs them)
# exit: 0 all of every page is printed, and legible, 1 something is not, 2 usage, or a file could not be read
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
keep=()
if [ "${1:-}" = --keep ]; then keep=(--keep "${2:?a folder}"); shift 2; fi
if [ $# -lt 1 ]; then sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
mapfile -t files < <(find "$@" -type f -regex '.*-office\(-DRAFT\)?\.pdf' | LC_ALL=C sort)
if [ ${#files[@]} = 0 ]; then echo "no office sheets" >&2; exit 2; fi
exec python3 "$here/one_bit.py" ${keep[@]+"${keep[@]}"} "${files[@]}"
