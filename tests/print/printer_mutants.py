#!/usr/bin/env python3
"""Prove that office.sh and press.sh find faults: plant one after another in good sheets of a tri-fold.

usage: printer_mutants.py OFFICE_FILE PRESS_FILE
needs: what office.sh and press.sh need
exit: 0 every fault found, and none in the good files, 1 otherwise, 2 usage
"""
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copy

import pikepdf

sys.dont_write_bytecode = True  # a run leaves the work tree as it is
import sheets
from mutants import Sheet, panels

HERE = Path(__file__).resolve().parent


def coloured(sheet, x0, colour, operators):
    """Gives everything that is filled from a place on one colour; `operators` say it."""
    for number in sheet.texts(x0):
        group = sheet.groups[number]
        sheet.groups[number] = [(colour, operators) if operator in ("scn", "sc", "rg", "g", "k") else (operands, operator)
                                for operands, operator in group if operator != "cs"]


def faint(pdf, outside, inside):
    """The cover's text, white, in a grey hardly lighter than its ground."""
    coloured(outside, panels(outside, "outside")[2], [0.5], "g")


def four_inks(pdf, outside, inside):
    coloured(inside, 0, [0.6, 0.5, 0.5, 0.9], "k")


def heavy(pdf, outside, inside):
    outside.marks += [([0.9, 0.9, 0.9, 0.9], "k"), ([300, 300, 50, 50], "re"), ([], "f")]


def thin(pdf, outside, inside):
    inside.marks += [([], "q"), ([0.1], "w"), ([300, 300], "m"), ([400, 300], "l"), ([], "S"), ([], "Q")]


def no_bleed(pdf, outside, inside):
    """Everything on the outside cut at the trim, as a layout without bleed has it."""
    x0, y0, x1, y1 = outside.trim
    outside.groups = [[([], "q"), ([x0, y0, x1 - x0, y1 - y0], "re"), ([], "W"), ([], "n"),
                       *[one for group in outside.groups for one in group], ([], "Q")]]


def no_crops(pdf, outside, inside):
    outside.move_marks(lambda a, b: min(a[0], b[0]) < 1 and abs(a[0] - b[0]) < 0.1, 5000)


def smaller_trim(pdf, outside, inside):
    box = outside.page.obj.TrimBox
    box[2] = float(box[2]) - 9


def no_box(pdf, outside, inside):
    del inside.page.obj["/BleedBox"]


OFFICE = {
    "": (lambda pdf, outside, inside: None, ""),
    "a side moved by 1 mm": (lambda pdf, outside, inside: outside.whole((1, 0, 0, 1, 2.84, 0)), "rim"),
    "a side turned into the corner": (lambda pdf, outside, inside: inside.whole((1, 0, 0, 1, -12, -12)), "rim"),
    "faint text on the cover": (faint, "legible"),
}
PRESS = {
    "": (lambda pdf, outside, inside: None, ""),
    "text in four inks": (four_inks, "black"),
    "an area with 360 % of ink": (heavy, "% ink"),
    "a line of 0.1 pt": (thin, "thinner"),
    "a ground that ends at the trim": (no_bleed, "does not reach the bleed"),
    "two crop marks left out": (no_crops, "crop marks missing"),
    "a trim of another size": (smaller_trim, "TrimBox is"),
    "no bleed box": (no_box, "no BleedBox"),
}


def found(path, program, fault, word, folder):
    """Whether the program says the word of a fault in a copy of a file, and nothing where there is no fault."""
    to = Path(folder) / path.name
    with pikepdf.open(path) as pdf:
        sides = [Sheet(page) for page in pdf.pages]
        fault(pdf, *sides)
        for side in sides:
            side.write(pdf)
        pdf.save(to)
    done = subprocess.run([HERE / program, to], capture_output=True, text=True)
    return word in done.stdout and done.returncode == 1 if word else done.returncode == 0


def main():
    paths = [Path(name) for name in sys.argv[1:]]
    if len(paths) != 2 or any(not sheets.reading_of(p) or not p.is_file() or "-trifold-" not in p.name for p in paths):
        print(__doc__, file=sys.stderr)
        return 2
    missed = 0
    for path, program, faults in zip(paths, ("office.sh", "press.sh"), (OFFICE, PRESS)):
        for name, (fault, word) in faults.items():
            with tempfile.TemporaryDirectory() as folder:
                if program == "press.sh":
                    copy(path.with_name(path.name.replace("-press", "-office")), folder)
                right = found(path, program, fault, word, folder)
            missed += not right
            print(f"  {'found' if right else 'NOT FOUND'}: {name}" if name else f"  {'good' if right else 'NOT GOOD'}: without a fault")
        print(f"{'FAIL' if missed else 'PASS'} mutants of {program}: {path}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
