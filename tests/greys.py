#!/usr/bin/env python3
"""Measure whether the calls are the darkest thing on the pages that carry them, in grey and on a copy of a copy.

usage: greys.py [--table] FILE.pdf..
  --table   print the figures of each file
Of each file the page with the largest "911" is drawn in grey, 150 pixels to the inch. A copy of the third generation is that
page, three times blurred by 0.2 mm and set to black or white at half. The page is cut into squares of 36 pt (half an inch):
the darkest square that holds something of the calls must be darker than each other square of the page, in grey by 4 of
255 at least, and on the copy no lighter than any.
needs: Pillow, pdftoppm, pdftotext
exit: 0 the calls are darkest everywhere, 1 some page has something as dark, 2 usage
"""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageFilter

DPI, SQUARE = 150, 36


def output(*args):
    return subprocess.run(args, capture_output=True, check=True).stdout


def calls(path):
    """The page with the largest "911": its number, its size, and where the calls stand on it, in points."""
    words = output("pdftotext", "-bbox-layout", path, "-").decode("utf-8", "replace")
    found = []
    for number, page in enumerate(re.findall(r"<page .*?</page>", words, re.S), 1):
        width, height = (float(n) for n in re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        for word in re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">911\W?</word>', page):
            box = tuple(float(n) for n in word.groups())
            found.append((box[3] - box[1], -number, (width, height), box))
    if not found:
        return None
    _, number, size, box = max(found)
    return -number, size, box


def squares(image, size):
    """The mean grey of each square of a page, by column and row."""
    columns, rows = round(size[0] / SQUARE), round(size[1] / SQUARE)
    means = image.resize((columns, rows), Image.BOX)
    return {(x, y): means.getpixel((x, y)) for x in range(columns) for y in range(rows)}


def copied(image):
    for _ in range(3):
        image = image.filter(ImageFilter.GaussianBlur(0.2 / 25.4 * DPI)).point(lambda grey: 255 if grey > 127 else 0)
    return image


def judged(path):
    """The figures of a file: the darkest square of the calls and of all else, in grey and on the copy."""
    place = calls(path)
    if place is None:
        return None
    number, size, box = place
    with tempfile.TemporaryDirectory() as folder:
        name = Path(folder) / "page"
        subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), "-f", str(number), "-l", str(number), "-singlefile", path, name], check=True, stderr=subprocess.DEVNULL)
        image = Image.open(name.with_suffix(".pgm")).convert("L")
    # The ground of the calls: what is as dark as the ground beside the number, around it.
    scale = DPI / 72
    beside = image.getpixel((int((box[0] - 3) * scale), int((box[1] + box[3]) / 2 * scale)))
    mask = image.point(lambda grey: 255 if abs(grey - beside) <= 3 else 0)
    figures = []
    ground = squares(mask, size)
    held = {at for at, share in ground.items() if share > 0.3 * 255} if beside < 128 else set()
    for seen in (image, copied(image)):
        means = squares(seen, size)
        inside = [grey for at, grey in means.items() if at in held]
        others = [grey for at, grey in means.items() if at not in held]
        figures.append((min(inside, default=255), min(others, default=255)))
    return number, figures


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("files", nargs="+")
    try:
        args = parser.parse_args()
    except SystemExit:
        sys.exit(2)
    failed = 0
    for path in args.files:
        found = judged(path)
        if found is None:
            continue
        number, [(calls_grey, other_grey), (calls_copy, other_copy)] = found
        good = calls_grey + 4 <= other_grey and calls_copy <= other_copy
        failed += not good
        if args.table or not good:
            print(f"{'ok  ' if good else 'FAIL'} {Path(path).name} p. {number}: grey {calls_grey} against {other_grey}, copied {calls_copy} against {other_copy}")
    print(f"{len(args.files)} files, {failed} with something as dark as the calls")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
