#!/bin/bash
# Run every check that a finished PDF has to pass.
#
# usage: check.sh [--readings DIR] FLAVOURS FILE...
#   FLAVOURS        what the files must conform to, such as ua1 or ua1,2a
#   --readings DIR  (or READINGS=DIR) hold the words of each FILE, in the order in which they are read aloud, against
#                   the kept DIR/NAME.reading.txt. A difference fails, and is shown. A missing reference is written and
#                   fails all the same: look at it, then keep it. A reference of no FILE fails too.
# needs: the env file that install.sh makes, sourced
# Form fields are checked in files that have some. Each check prints PASS or FAIL for each file, and why.
# exit: 0 every check passes on every file, 1 some check fails, 2 usage
set -uo pipefail
readings=${READINGS:-}
if [ "${1:-}" = --readings ]; then readings=${2:-}; shift 2 || exit 2; fi
if [ $# -lt 2 ]; then sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
: "${CONFORMANCE_TOOLS:?source the env file that install.sh makes}"
here=$(cd "$(dirname "$0")" && pwd)
flavours=$1; shift
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
status=0
check() { "$@" || status=1; }

for file in "$@"; do
    if [ ! -f "$file" ]; then echo "no file $file" >&2; exit 2; fi
done
names=$(printf '%s\n' "${@##*/}")
twice=$(sort <<< "$names" | uniq -d)
if [ -n "$twice" ]; then echo "two files of one name: ${twice//$'\n'/, }" >&2; exit 2; fi

# veraPDF is the slowest; it has one core to itself while the others run.
"$here/verapdf/verapdf-check.sh" "$flavours" "$@" > "$work/verapdf" 2>&1 &
verapdf=$!

check python3 "$here/page/page_check.py" "$flavours" "$@"
check python3 "$here/a11y/tag_lint.py" "$@"
forms=()
for file in "$@"; do
    if [[ $(qpdf --json --json-key=acroform "$file" 2> /dev/null) == *'"hasacroform": true'* ]]; then forms+=("$file"); fi
done
if [ ${#forms[@]} -gt 0 ]; then
    check python3 "$here/forms/form_lint.py" "${forms[@]}"
    check python3 "$here/a11y/tab_order.py" "${forms[@]}"
fi
check "$here/structure/structure_check.sh" "$@"

mkdir "$work/read"
check node "$here/a11y/read_pdfjs.mjs" --to "$work/read" "$@"
if [ -n "$readings" ]; then
    mkdir -p "$readings"
    for file in "$@"; do
        name=$(basename "$file" .pdf).reading.txt
        if [ ! -f "$work/read/$name" ]; then
            continue # could not be read; said above
        elif [ ! -f "$readings/$name" ]; then
            cp "$work/read/$name" "$readings/$name"
            echo "FAIL reading $file: there was no $readings/$name; it is written now: look at it, and keep it"
            status=1
        elif ! diff -U 2 --label "kept $name" --label "now" "$readings/$name" "$work/read/$name" > "$work/diff"; then
            echo "FAIL reading $file: not as kept (delete $readings/$name and check again to take the new one)"
            sed 's/^/  /' "$work/diff"
            status=1
        fi
    done
    for kept in "$readings"/*.reading.txt; do
        [ -f "$kept" ] || continue
        name=$(basename "$kept" .reading.txt)
        grep -qxF "$name.pdf" <<< "$names" || { echo "FAIL reading $kept: no file of this name"; status=1; }
    done
fi

wait $verapdf || status=1
cat "$work/verapdf"
if [ $status = 0 ]; then echo "$# files, every check passed"; else echo "$# files, some check FAILED"; fi
exit $status
