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
DPI, EDGE, GAP, CUT, GROUND, PAPER = 130, 30, 26, 8, "#8a8f98", "white"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def strips(program, project, out):
    """The credits and the footer of the last page."""
    run(program, "-q", "--project", project, "build", "first-visit", "--product", "leaflet", "--paper", "letter",
        "--today", "2026-12-01", "--out", out)
    pdf, = out.rglob("*.pdf")
    words = run("pdftotext", "-f", "2", "-l", "2", "-bbox", pdf, "-")
    place = lambda word, side: [float(y) for y in re.findall(rf'{side}="([\d.]+)"[^>]*>{word}<', words)]
    tops = [(max(place("Who", "yMin")) - 12, min(place("Adapted", "yMin")) - 4), (place("first-visit", "yMin")[-1] - 8, 786)]
    run("pdftoppm", "-r", str(DPI), "-f", "2", "-l", "2", "-singlefile", "-png", pdf, out / "page")
    page = Image.open(out / "page.png").convert("RGB")
    scale = DPI / 72
    return [page.crop((int(EDGE * scale), int(top * scale), page.width - int(EDGE * scale), int(foot * scale)))
            for top, foot in tops]


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(HERE.parent.parent / "tests/fixtures/reviewed", project)
        parts = strips(program, project, Path(folder) / "reviewed")
        text = project / "sources/guides/first-visit/en.yaml"
        text.write_text(text.read_text("utf-8").replace("Two people are enough.", "Two people are enoughs."), "utf-8")
        after = strips(program, project, Path(folder) / "changed")
    width, height = parts[0].width, sum(p.height for p in parts + after) + 2 * CUT + GAP
    picture = Image.new("RGB", (width + 2, height + 2), GROUND)
    top = 1
    for credits, footer in parts, after:
        picture.paste(PAPER, (1, top, width + 1, top + credits.height + CUT + footer.height))
        picture.paste(credits, (1, top))
        picture.paste(footer, (1, top + credits.height + CUT))
        top += credits.height + CUT + footer.height + GAP
    picture.quantize(64, dither=Image.Dither.NONE).save(HERE / "credits.png", optimize=True)


if len(sys.argv) != 2:
    sys.exit(__doc__)
main()
