#!/usr/bin/env python3
"""Look at press sheets as they are separated: sizes of the boxes, and black text on the black plate alone.

usage: plates.py [--jobs N] FILE...
  FILE      press sheets, named as fold.py wants them, the office sheets of the same name beside each
  --jobs N  files at a time (default: 2)
needs: ghostscript, poppler-utils; pikepdf and pillow
Checks: `boxes`, trim, bleed and medium of each page are those of the paper, to 0.01 in; `black`, where the office sheet shows
dark neutral text on white, the plates of cyan, magenta and yellow are empty and the black one is solid.
exit: 0 nothing found, 1 findings, 2 a file could not be read
"""
import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops

sys.dont_write_bytecode = True  # a run leaves the work tree as it is
import picture
import sheets

DPI = 150
BLEED, SLUG = 9, 33  # from the trim, in points
LONG_SHORT = {"letter": (792, 612), "a4": (297 * picture.MM, 210 * picture.MM)}
DARK, NEUTRAL = 70, 30  # the brightest channel of black text, and how far its channels are apart, of 255


def boxes(path, parts, findings):
    """Holds the boxes against the paper; gives back trim and bleed of the first page in inches."""
    wide, high = LONG_SHORT[parts["paper"]]
    size = (high, wide) if parts["product"] == "card" else (wide, high)
    measured = ""
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            told = []
            for key, more in (("/TrimBox", 0), ("/BleedBox", BLEED), ("/MediaBox", SLUG), ("/CropBox", SLUG)):
                if key not in page.obj:
                    findings.append(f"boxes: page {number} has no {key[1:]}")
                    continue
                x0, y0, x1, y1 = (float(value) for value in page.obj[key])
                have, want = (x1 - x0, y1 - y0), [value + 2 * more for value in size]
                told.append("x".join(f"{value / 72:.3f}".rstrip("0").rstrip(".") for value in have))
                if any(abs(a - b) > 0.72 for a, b in zip(have, want)):
                    findings.append(f"boxes: page {number}: {key[1:]} is {told[-1]} in")
            measured = measured or f"trim {told[0]} in, bleed {told[1]} in" if len(told) > 1 else ""
    return measured


def separate(path, folder):
    subprocess.run(["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DPI}", "-o", f"{folder}/p%d.tif",
                    str(path)], check=True, capture_output=True)


def plates_of(folder, number):
    """The four plates of a page: the share of ink, 255 for all."""
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(f"{folder}/p{number}({ink}).tif") as plate:
            yield ImageChops.invert(plate.convert("L"))


def is_black(side, word):
    """Whether a word of an office sheet is dark and neutral, all of it, on white."""
    # A little more than the word, so that no coloured neighbour reaches into what is looked at on the plates.
    part = side.crop(side.box(word.x0, word.y0 - 1, word.x1, word.y1 + 1))
    right, low = part.width - 1, part.height - 1
    if any(min(part.getpixel(at)) < 254 for at in ((0, 0), (right, 0), (0, low), (right, low))):
        return False
    colours = [colour for _, colour in part.getcolors(part.width * part.height)]
    return max(min(colours, key=sum)) <= DARK and all(max(colour) - min(colour) <= NEUTRAL for colour in colours)


class Office:
    """A page of an office sheet in colour."""

    def __init__(self, path, number):
        self.picture = picture.render(path, number)
        self.crop = self.picture.crop

    def box(self, *points):
        return picture.pixels(*points)


def black(path, office, findings):
    """Looks at the plates where black text is; gives back how many words were looked at."""
    looked = words_in_all = 0
    with tempfile.TemporaryDirectory() as folder:
        separate(path, folder)
        for number, words in enumerate(sheets.words_of(office), 1):
            side = Office(office, number)
            plates = list(plates_of(folder, number))
            for word in words:
                words_in_all += 1
                if not is_black(side, word):
                    continue
                looked += 1
                box = [round((value + SLUG) * DPI / 72) for value in (word.x0, word.y0, word.x1, word.y1)]
                most = [plate.crop(box).getextrema()[1] for plate in plates]
                if max(most[:3]) > 2 or most[3] < 120:
                    inks = ", ".join(f"{ink} {value / 2.55:.0f} %" for ink, value in zip("CMYK", most))
                    findings.append(f"black: page {number}: {word.text!r} has {inks}")
    if not looked:
        findings.append("black: no black text on white")
    return f"{looked} of {words_in_all} words are black on white"


def report(path):
    findings = []
    try:
        _, parts = sheets.reading_of(path)
        office = path.with_name(path.name.replace("-press", "-office"))
        measured = [boxes(path, parts, findings), black(path, office, findings)]
    except (OSError, pikepdf.PdfError, subprocess.CalledProcessError) as error:
        return f"ERROR plates {path}: {error}", 2
    return sheets.verdict("plates", path, findings, ", ".join(measured))


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    want = parser.parse_args()
    if any(not sheets.reading_of(path) for path in want.files):
        print("not the name of printed sheets", file=sys.stderr)
        return 2
    status = 0
    with ProcessPoolExecutor(want.jobs) as pool:
        for text, code in pool.map(report, want.files):
            print(text, flush=True)
            status = max(status, code)
    return status


if __name__ == "__main__":
    sys.exit(main())
