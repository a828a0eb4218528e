#!/usr/bin/env python3
"""Make credits.png anew: the credits of one leaflet as it was reviewed, and after one letter was changed.

usage: docs/pictures/credits.py PROGRAM     PROGRAM is handout, such as target/debug/handout
needs: what tests/conformance/install.sh installs, and its env sourced (poppler, Pillow)
Look at it before you commit it. The project is tests/fixtures/reviewed, in which everything is made up.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
DPI, EDGE, GAP, GROUND = 130, 30, 26, "#8a8f98"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def strip(program, project, out):
    """The strip of credits and the footer at the foot of the last page."""
    run(program, "-q", "--project", project, "build", "first-visit", "--product", "leaflet", "--paper", "letter",
        "--today", "2026-12-01", "--out", out)
    pdf, = out.rglob("*.pdf")
    last = re.search(r"Pages:\s+(\d+)", run("pdfinfo", pdf))[1]
    words = run("pdftotext", "-f", last, "-l", last, "-bbox", pdf, "-")
    # Above who wrote it stand two lines at most.
    top = float(re.search(r'yMin="([\d.]+)"[^>]*>Written<', words)[1]) - 50
    run("pdftoppm", "-r", str(DPI), "-f", last, "-l", last, "-singlefile", "-png", pdf, out / "page")
    page = Image.open(out / "page.png").convert("RGB")
    scale = DPI / 72
    return page.crop((int(EDGE * scale), int(top * scale), page.width - int(EDGE * scale), int(786 * scale)))


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(HERE.parent.parent / "tests/fixtures/reviewed", project)
        reviewed = strip(program, project, Path(folder) / "reviewed")
        text = project / "sources/guides/first-visit/en.yaml"
        text.write_text(text.read_text("utf-8").replace("Two people are enough.", "Two people are enoughs."), "utf-8")
        changed = strip(program, project, Path(folder) / "changed")
    width, height = reviewed.width, reviewed.height + changed.height + GAP
    picture = Image.new("RGB", (width + 2, height + 2), GROUND)
    picture.paste(reviewed, (1, 1))
    picture.paste(changed, (1, 1 + reviewed.height + GAP))
    picture.quantize(64, dither=Image.Dither.NONE).save(HERE / "credits.png", optimize=True)


if len(sys.argv) != 2:
    sys.exit(__doc__)
main()
