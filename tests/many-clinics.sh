#!/bin/bash
# Time a large build: the shipped texts for N clinics, in one process.
#
# usage: many-clinics.sh N [OUT]
#   N    copies of the sample clinic, each with an id and a name of its own; every text is built for each, on Letter
#   OUT  folder for the PDFs (default: target/many-clinics/out)
# ARGS="--jobs 1" hands more arguments to the build.
# needs: target/debug/handout, built (`cargo build`), and Python 3
# Makes the project target/many-clinics/project out of this repository's sources, builds it with --timings, and prints
# documents, seconds, documents a second, milliseconds of processor a document and peak memory. No figure fails it.
# exit: that of the build, or 2 for usage
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ] || ! [[ $1 =~ ^[1-9][0-9]*$ ]]; then sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; fi
out=${2:-}
if [ -n "$out" ]; then mkdir -p "$out"; out=$(cd "$out" && pwd); fi
cd "$(dirname "$0")/.."
exec python3 - "$1" "${out:-$PWD/target/many-clinics/out}" ${ARGS:-} <<'PYTHON'
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

number, out, more = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
program = Path("target/debug/handout")
if not program.is_file():
    sys.exit(f"{program} is missing: run `cargo build` first")
project = Path("target/many-clinics/project")
shutil.rmtree(project, ignore_errors=True)
shutil.copytree("sources", project / "sources")

clinics = project / "sources/clinics"
sample = (clinics / "riverside.yaml").read_text("utf-8")
for other in clinics.glob("*.yaml"):
    other.unlink()
ids = [f"riverside-{n:04}" for n in range(1, number + 1)]
for n, name in enumerate(ids, 1):
    text = re.sub(r"(?m)^id:.*$", f"id: {name}", sample)
    text, found = re.subn(r"(?m)^(name:\s*)([\"']?)(.*?)\2\s*$", rf"\g<1>\g<2>\g<3> {n}\g<2>", text)
    if found != 1:
        sys.exit("riverside.yaml has no line `name: ...`")
    (clinics / f"{name}.yaml").write_text(text, "utf-8")

# The keys `clinics` and `papers` go, with the lines that belong to them, and come again at the end.
settings = project / "sources/project.yaml"
kept = re.sub(r"(?m)^(clinics|papers):.*\n(?:(?:[ \t-].*)?\n)*", "", settings.read_text("utf-8").rstrip() + "\n")
settings.write_text(f"{kept}papers: [letter]\nclinics: [{', '.join(ids)}]\n", "utf-8")

if out == project.parent.resolve() / "out":
    shutil.rmtree(out, ignore_errors=True)  # a folder that was named is left as it is
began = time.monotonic()
build = subprocess.run([program.resolve(), "--project", project, "build", "--timings", "--out", out, *more])
seconds = time.monotonic() - began
documents = sum(1 for _ in out.rglob("*.pdf"))
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = 1000 * (used.ru_utime + used.ru_stime) / documents if documents else 0
print(
    f"{documents} documents, {seconds:.1f} s, {documents / seconds:.1f} a second, {cpu:.0f} ms of processor a document, "
    f"peak memory {used.ru_maxrss / 1024:.0f} MiB"
)
sys.exit(build.returncode)
PYTHON
