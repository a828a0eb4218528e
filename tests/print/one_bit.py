#!/usr/bin/env python3
"""Look at office sheets as a black-and-white printer puts them on paper: 600 dots to the inch, each black or not.

usage: one_bit.py [--jobs N] [--keep DIR] FILE...
  FILE        office sheets
  --jobs N    files at a time (default: 2)
  --keep DIR  where the pages go as PNG, to look at
needs: ghostscript, poppler-utils; pikepdf and pillow
Checks: `rim`, no dot lies within 0.25 in of an edge of the paper, so that a page cut there is the same dot for dot; `legible`,
of each word the letters are darker or lighter than their ground by two dots in five or more, however colours are screened. The
word in the middle of all tells how solid text is: 100 % where it is pure black on white.
exit: 0 nothing found, 1 findings, 2 a file could not be read
"""
import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from PIL import Image, ImageChops

sys.dont_write_bytecode = True  # a run leaves the work tree as it is
import sheets

DPI = 600
RIM = DPI // 4
LEAST = 0.4  # share of dots by which letters differ from their ground


def printed(path, folder):
    """The pages as Ghostscript screens them, dots of ink white for counting."""
    command = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPrinted", "-sDEVICE=pbmraw", f"-r{DPI}", "-o"]
    subprocess.run([*command, f"{folder}/bit%03d.pbm", str(path)], check=True, capture_output=True)
    for name in sorted(Path(folder).glob("bit*.pbm")):
        with Image.open(name) as page:
            yield ImageChops.invert(page.convert("L"))
        name.unlink()


def drawn(path, number):
    """The page in grey, to tell letters from their ground."""
    command = ["pdftoppm", "-q", "-gray", "-r", str(DPI), "-f", str(number), "-l", str(number), str(path)]
    with tempfile.TemporaryFile() as out:
        subprocess.run(command, stdout=out, check=True)
        out.seek(0)
        return Image.open(out).convert("L")


def rim(dots):
    """How many dots lie outside of what is printed on."""
    inside = dots.copy()
    inside.paste(0, (RIM, RIM, dots.width - RIM, dots.height - RIM))
    return sum(inside.histogram()[128:])


def share(dots, mask):
    """The share of dots with ink where a mask is white; 0 where it is white nowhere."""
    area = sum(mask.histogram()[128:])
    return sum(ImageChops.darker(dots, mask).histogram()[128:]) / area if area else 0.0


def legible(dots, grey, word):
    """By which share of dots a word's letters differ from their ground."""
    box = [round(value * DPI / 72) for value in (word.x0, word.y0, word.x1, word.y1)]
    grey, dots = grey.crop(box), dots.crop(box)
    times = grey.histogram()
    ground = max(range(256), key=lambda value: times[value])
    far = max((value for value in range(256) if times[value]), key=lambda value: abs(value - ground))
    if abs(far - ground) < 32:
        return 0.0
    enough = 0.75 * abs(far - ground)
    letters = grey.point([255 if abs(value - ground) >= enough else 0 for value in range(256)])
    rest = grey.point([255 if abs(value - ground) <= 3 else 0 for value in range(256)])
    return abs(share(dots, letters) - share(dots, rest))


def judge(path, keep):
    """The findings of a file, and what was measured."""
    findings, shares = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number, (dots, words) in enumerate(zip(printed(path, folder), sheets.words_of(path)), 1):
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                ImageChops.invert(dots).convert("1").save(keep / f"{path.stem}-{number}.png")
            lost = rim(dots)
            if lost:
                findings.append(f"rim: page {number}: {lost} dots where a printer does not print")
            grey = drawn(path, number)
            if grey.size != dots.size:
                grey = grey.resize(dots.size)
            for word in words:
                found = legible(dots, grey, word)
                shares.append((found, word.text))
                if found < LEAST:
                    findings.append(f"legible: page {number}: {word.text!r} differs from its ground by {found:.0%} of the dots")
    if not shares:
        return [*findings, "legible: no words"], "no words"
    shares.sort()
    (least, word), (middle, _) = shares[0], shares[len(shares) // 2]
    return findings, f"{len(shares)} words, the faintest {least:.0%} ({word}), the middle one {middle:.0%}"


def report(job):
    path, keep = job
    try:
        findings, measured = judge(path, keep)
    except (OSError, subprocess.CalledProcessError) as error:
        return f"ERROR office {path}: {error}", 2
    return sheets.verdict("office", path, findings, measured)


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    want = parser.parse_args()
    status = 0
    with ProcessPoolExecutor(want.jobs) as pool:
        for text, code in pool.map(report, [(path, want.keep) for path in want.files]):
            print(text, flush=True)
            status = max(status, code)
    return status


if __name__ == "__main__":
    sys.exit(main())
