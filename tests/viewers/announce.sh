#!/bin/bash
# List what screen readers get of each form field of a PDF: from Firefox's viewer, and from the tags.
#
# usage: announce.sh FILE
# needs: the env file that tests/conformance/install.sh makes, sourced
# The list says the same in every run, so that it can be kept and compared. announce.mjs says what its lines mean.
# exit: 0, 1 a field without words or tag, 2 usage, or something broke
set -euo pipefail
if [ $# -ne 1 ]; then sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
: "${CONFORMANCE_TOOLS:?source the env file that install.sh makes}"
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${ANNOUNCE_INSIDE:-}" ]; then
    ANNOUNCE_INSIDE=1 exec dbus-run-session -- "$0" "$(realpath "$1")"
fi

work=$(mktemp -d)
started=()
stop() {
    for pid in "${started[@]}"; do kill "$pid" 2> /dev/null || true; done
    wait 2> /dev/null || true
    rm -rf "$work"
}
trap stop EXIT
export XDG_RUNTIME_DIR=$work/run HOME=$work GNOME_ACCESSIBILITY=1 ACCESSIBILITY_ENABLED=1
mkdir -m 700 "$XDG_RUNTIME_DIR"
exec 3> "$work/display"
Xvfb -displayfd 3 -screen 0 1200x1200x24 > /dev/null 2>&1 & started+=($!)
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$work/display"); export DISPLAY
/usr/libexec/at-spi-bus-launcher --launch-immediately --a11y=1 --screen-reader=1 > /dev/null 2>&1 & started+=($!)
sleep 1
node "$here/announce.mjs" "$1"
