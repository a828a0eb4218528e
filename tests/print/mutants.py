#!/usr/bin/env python3
"""Prove that fold.py finds faults: plant one after another in good sheets, and look which check finds it.

usage: mutants.py [--jobs N] [--keep DIR] FILE...
  FILE        good printed sheets, named as fold.py wants them, the file to read beside each
  --jobs N    faults at a time (default: 2)
  --keep DIR  where the files with faults are left, to look at
needs: what fold.py needs
Each FILE is first written anew without a fault, which must pass. A fault counts as found when one of the checks finds it that
are for it; which ones did is printed. Booklets are held against paper of 0.1 mm.
exit: 0 every fault found, 1 some not, 2 a file could not be read
"""
import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pikepdf

sys.dont_write_bytecode = True  # a run leaves the work tree as it is
import fold
import sheets
from picture import MM


class Sheet:
    """One side of a sheet, taken apart: groups of what is drawn, in the order of the file, and the marks on top."""

    def __init__(self, page):
        self.page = page
        *body, marks = list(page.obj.Contents)
        medium = [float(v) for v in page.mediabox]
        self.trim = [float(v) for v in page.obj.get("/TrimBox", page.mediabox)]
        self.width, self.height = self.trim[2] - self.trim[0], self.trim[3] - self.trim[1]
        self.medium = medium
        self.marks = [(list(operands), str(operator)) for operands, operator in pikepdf.parse_content_stream(marks)]
        if self.marks[0][1] == "Q":  # it ends what a `q` of its own stream begins, before the page
            del self.marks[0]
            body = body[1:]
        self.groups = list(taken_apart(body))

    def left(self, group):
        """Where a group begins, from the left of the trim: the first place that it is moved to; None where there is none."""
        for operands, operator in group:
            if operator == "cm":
                return float(operands[4]) - self.trim[0]
        return None

    def within(self, x0, x1):
        """The numbers of the groups that begin between two places."""
        return [n for n, group in enumerate(self.groups) if (left := self.left(group)) is not None and x0 - 0.01 <= left < x1 - 0.01]

    def texts(self, x0=0.0, x1=9999.0):
        return [n for n in self.within(x0, x1) if any(op in ("Tj", "TJ") for _, op in self.groups[n])]

    def move(self, numbers, dx, dy=0.0):
        for n in numbers:
            self.groups[n] = changed(self.groups[n], (1, 0, 0, 1, dx, dy))

    def move_marks(self, chosen, dx, dy=0.0):
        """Moves each line of the marks whose ends, from the top left of the trim, are chosen."""
        ends = [n for n, (_, operator) in enumerate(self.marks) if operator in ("m", "l")]
        for start, end in zip(ends, ends[1:]):
            (a, first), (b, second) = self.marks[start], self.marks[end]
            places = [(float(x) - self.trim[0], self.trim[3] - float(y)) for x, y in (a, b)]
            if (first, second) == ("m", "l") and chosen(*places):
                for operands in (a, b):
                    operands[:] = [float(operands[0]) + dx, float(operands[1]) - dy]

    def whole(self, matrix):
        """Everything on the side, marks too, through a matrix."""
        self.groups = [changed([one for group in self.groups for one in group], matrix)]
        self.marks = changed(self.marks, matrix)

    def write(self, pdf):
        parts = [pikepdf.unparse_content_stream([(ops, pikepdf.Operator(op)) for ops, op in instructions])
                 for instructions in (*self.groups, self.marks)]
        self.page.obj.Contents = pdf.make_stream(b"\n".join(parts))


def changed(group, matrix):
    return [([], "q"), (list(matrix), "cm"), *group, ([], "Q")]


# What begins a page on a sheet: the rectangle that it is cut off at.
CUT = ["q", "m", "l", "l", "l", "h", "W", "n"]


def taken_apart(streams):
    """What lies between an outermost `q` and its `Q`, group by group, each cut off at the page that it is drawn for."""
    group, depth, cut = [], 0, []
    text = b"\n".join(stream.read_bytes() for stream in streams)
    with pikepdf.new() as pdf:
        parsed = [(list(operands), str(operator)) for operands, operator in pikepdf.parse_content_stream(pdf.make_stream(text))]
    skip = 0

    def whole(group):
        return [([], "q"), *cut, *group, ([], "Q")] if cut else group

    for at, (operands, operator) in enumerate(parsed):
        if skip:
            skip -= 1
        elif depth == 0 and not cut and [op for _, op in parsed[at:at + len(CUT)]] == CUT:
            cut, skip = parsed[at + 1:at + len(CUT)], len(CUT) - 1
        elif depth == 0 and cut and operator == "Q":
            cut = []
        else:
            depth += (operator == "q") - (operator == "Q")
            group.append((operands, operator))
            if depth == 0 and operator in ("Q", "f", "S", "n"):
                yield whole(group)
                group = []
    if group:
        yield whole(group)


# ---- faults of a tri-fold -------------------------------------------------------------------------------------------

def panels(sheet, name):
    """The edges of the panels, and those of the folds."""
    narrow = sheet.width - 2 * wide(sheet)
    first = narrow if name == "outside" else wide(sheet)
    return [0, first, first + wide(sheet), sheet.width]


def wide(sheet):
    return 3.6875 * 72 if abs(sheet.width - 792) < 1 else 100 * MM


def swap_inner(outside, inside):
    edges = panels(inside, "inside")
    first, second = inside.within(edges[0], edges[1]), inside.within(edges[1], edges[2])
    inside.move(first, edges[1])
    inside.move(second, -edges[1])


def swap_back_and_cover(outside, inside):
    edges = panels(outside, "outside")
    back, cover = outside.within(edges[1], edges[2]), outside.within(edges[2], edges[3])
    outside.move(back, edges[2] - edges[1])
    outside.move(cover, edges[1] - edges[2])


def at(x, top=None):
    """Chooses the upright lines at a place; the one at the top, the one at the bottom, or both."""
    return lambda a, b: abs(a[0] - x) < 0.5 and abs(b[0] - x) < 0.5 and (top is None or (a[1] < 100) == top)


def one_tick(outside, inside):
    outside.move_marks(at(panels(outside, "outside")[1], top=True), 2 * MM)


def fold_of_one_side(outside, inside):
    inside.move_marks(at(panels(inside, "inside")[2]), 2 * MM)


def fold_of_both_sides(outside, inside):
    outside.move_marks(at(panels(outside, "outside")[1]), 2 * MM)
    inside.move_marks(at(panels(inside, "inside")[2]), -2 * MM)


def ticks_left_out(outside, inside):
    inside.move_marks(at(panels(inside, "inside")[1]), 5000)


def turned(side):
    box = side.medium
    side.whole((-1, 0, 0, -1, box[0] + box[2], box[1] + box[3]))


def to_fit(side):
    """As a print dialogue does that fits the page to what is printed on: 97 in 100, about the middle."""
    box = side.medium
    side.whole((0.97, 0, 0, 0.97, (box[0] + box[2]) * 0.015, (box[1] + box[3]) * 0.015))


def last_text(sheet, x0=0.0, x1=9999.0):
    return sheet.texts(x0, x1)[-1]


def text_on_the_fold(outside, inside):
    edge = panels(inside, "inside")[1]
    number = last_text(inside, 0, edge)
    inside.move([number], edge - 10 - inside.left(inside.groups[number]))


def unseen(sheet):
    """A line of text that a program still reads, and nobody sees."""
    number = last_text(sheet)
    sheet.groups[number] = [([3] if operator == "Tr" else operands, operator) for operands, operator in sheet.groups[number]]


def ground_left_out(outside, inside):
    """That of the flap, which is hardly darker than paper."""
    texts = set(outside.texts())
    outside.groups.pop(next(n for n in outside.within(-20, 20) if n not in texts))


def narrow_in_the_middle(outside, inside):
    """The back narrow instead of the flap, and what lies on it moved along."""
    edges = panels(outside, "outside")
    by = edges[2] - 2 * edges[1]
    outside.move(outside.within(edges[1], edges[2]), by)
    outside.move_marks(at(edges[1]), by)


TRIFOLD = {
    "two inner panels swapped": (swap_inner, {"order"}),
    "back and cover swapped": (swap_back_and_cover, {"order"}),
    "one tick moved by 2 mm": (one_tick, {"ticks"}),
    "a fold of one side moved by 2 mm": (fold_of_one_side, {"width", "turned"}),
    "a fold of both sides moved by 2 mm": (fold_of_both_sides, {"width"}),
    "the ticks of a fold left out": (ticks_left_out, {"ticks"}),
    "outside turned by 180 degrees": (lambda o, i: turned(o), {"order", "turned"}),
    "inside turned by 180 degrees": (lambda o, i: turned(i), {"order", "turned"}),
    "the narrow panel in the middle": (narrow_in_the_middle, {"width"}),
    "a side printed to fit": (lambda o, i: to_fit(o), {"width", "ticks"}),
    "inside moved by 1 mm, its ticks not": (lambda o, i: i.move(range(len(i.groups)), MM), {"place"}),
    "a line of text left out": (lambda o, i: i.groups.pop(last_text(i)), {"text"}),
    "a line of text on the fold": (text_on_the_fold, {"offset"}),
    "a line of text moved by 1 mm": (lambda o, i: i.move([last_text(i)], 0, MM), {"text"}),
    "a line of text not drawn": (lambda o, i: unseen(i), {"picture"}),
    "a ground left out": (ground_left_out, {"picture"}),
}


# ---- faults of a booklet --------------------------------------------------------------------------------------------

def halves(side):
    return side.within(0, side.width / 2), side.within(side.width / 2, side.width)


def swap_halves(*sides):
    left, right = halves(sides[0])
    sides[0].move(left, sides[0].width / 2)
    sides[0].move(right, -sides[0].width / 2)


def creep(sides, share):
    """Moves the pages of inner sheets: 1 takes the creep out, 2 turns it round."""
    for number, side in enumerate(sides):
        left, right = halves(side)
        by = share * (number // 2) * 0.1 * MM
        side.move(left, -by)
        side.move(right, by)


def creep_of_one_page(*sides):
    left, _ = halves(sides[3])
    sides[3].move(left, -0.1 * MM)


def text_at_the_fore_edge(*sides):
    side = sides[-1]
    number = last_text(side, 0, side.width / 2)
    side.move([number], 1 - side.left(side.groups[number]))


def sheets_swapped(*sides):
    sides[0].groups, sides[2].groups = sides[2].groups, sides[0].groups


def backs_swapped(*sides):
    sides[1].groups, sides[3].groups = sides[3].groups, sides[1].groups


def ink_on_a_blank(*sides):
    """A rule on the right half of the first back, which is the page before the back cover."""
    x, y = sides[1].trim[0] + sides[1].width / 2 + 100, sides[1].trim[1] + 300
    sides[1].groups.append([([], "q"), ([x, y, 150, 2], "re"), ([], "f"), ([], "Q")])


BOOKLET = {
    "pages of a side swapped": (swap_halves, {"order"}),
    "fronts of two sheets swapped": (sheets_swapped, {"order", "text"}),
    "backs of two sheets swapped": (backs_swapped, {"order"}),
    "a back turned by 180 degrees": (lambda *s: turned(s[1]), {"order"}),
    "creep left out": (lambda *s: creep(s, 1), {"creep"}),
    "creep the other way": (lambda *s: creep(s, 2), {"creep"}),
    "creep left out on one page": (creep_of_one_page, {"creep"}),
    "a fold moved by 2 mm": (lambda *s: s[0].move_marks(at(s[0].width / 2), 2 * MM), {"width"}),
    "one tick moved by 2 mm": (lambda *s: s[1].move_marks(at(s[1].width / 2, top=False), 2 * MM), {"ticks"}),
    "a line of text at the fore-edge": (text_at_the_fore_edge, {"fore-edge"}),
    "a line of text left out": (lambda *s: s[-1].groups.pop(last_text(s[-1])), {"text"}),
    "a line of text not drawn": (lambda *s: unseen(s[-1]), {"picture"}),
    # A booklet without blanks has a page there.
    "ink on the side before the back cover": (ink_on_a_blank, {"order", "picture"}),
}


# ---- faults of cards ------------------------------------------------------------------------------------------------

def everything(side, dx, dy):
    side.whole((1, 0, 0, 1, dx, dy))


def column(side):
    """Where the middle of the block of cards is."""
    return side.width / 2


CARD = {
    "the back moved by 2 mm": (lambda f, b: everything(b, 2 * MM, 0), {"turned"}),
    "the back moved down by 1 mm": (lambda f, b: everything(b, 0, -MM), {"turned"}),
    "the back printed to fit": (lambda f, b: to_fit(b), {"width", "ticks"}),
    "one tick moved by 2 mm": (lambda f, b: f.move_marks(at(column(f), top=True), 2 * MM), {"ticks"}),
    "a cut moved by 2 mm": (lambda f, b: f.move_marks(at(column(f)), 2 * MM), {"width"}),
    "a line of one card left out": (lambda f, b: f.groups.pop(last_text(f)), {"text"}),
    "a line of one card moved by 1 mm": (lambda f, b: b.move([last_text(b)], 0, MM), {"text"}),
    "a line of one card not drawn": (lambda f, b: unseen(f), {"picture"}),
    "a column moved by 1 mm": (lambda f, b: f.move(f.within(column(f), f.width), MM), {"place"}),
    "fronts on the back": (lambda f, b: setattr(b, "groups", f.groups), {"text"}),
}

FAULTS = {"trifold": TRIFOLD, "booklet": BOOKLET, "card": CARD}
ANY = {
    "turned over the wrong edge": {"duplex"},
    "the two sides in the wrong order": {"order", "text"},
    "the last side left out": {"pages"},
}


def plant(path, name, to):
    """Writes a file with a fault: one of its product, one of any, or none."""
    _, parts = sheets.reading_of(path)
    with pikepdf.open(path) as pdf:
        if name in ANY:
            whole_file(pdf, name)
        else:
            sides = [Sheet(page) for page in pdf.pages]
            if name:
                FAULTS[parts["product"]][name][0](*sides)
            for side in sides:
                side.write(pdf)
        pdf.save(to)


def whole_file(pdf, name):
    if name == "the last side left out":
        del pdf.pages[-1]
    elif name == "the two sides in the wrong order":
        pdf.pages.append(pdf.pages[0])
        del pdf.pages[0]
    else:
        said = pdf.Root.ViewerPreferences
        said.Duplex = pikepdf.Name("/DuplexFlipLongEdge" if said.Duplex == "/DuplexFlipShortEdge" else "/DuplexFlipShortEdge")


def one(job):
    """The checks that find a fault."""
    path, name, to = job
    plant(path, name, to)
    findings, _ = fold.judge(to, reading=sheets.reading_of(path)[0])
    return sorted({check for check, _ in findings})


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    want = parser.parse_args()
    if any(not sheets.reading_of(path) or not path.is_file() for path in want.files):
        print("a file is missing, or has not the name of printed sheets", file=sys.stderr)
        return 2
    status = 0
    with tempfile.TemporaryDirectory() as work, ProcessPoolExecutor(want.jobs) as pool:
        for path in want.files:
            _, parts = sheets.reading_of(path)
            wanted = {"": None, **{name: checks for name, (_, checks) in FAULTS[parts["product"]].items()}, **ANY}
            jobs = []
            for number, name in enumerate(wanted):
                folder = (want.keep or Path(work)) / path.stem / f"{number:02}-{name.replace(' ', '-') or 'good'}"
                folder.mkdir(parents=True, exist_ok=True)
                jobs.append((path, name, folder / path.name))
            missed = 0
            for (name, checks), found in zip(wanted.items(), pool.map(one, jobs)):
                right = not found if checks is None else bool(checks & set(found))
                missed += not right
                words = ("good", "NOT GOOD") if checks is None else ("found", "NOT FOUND")
                print(f"  {words[not right]}: {name or 'without a fault'}: {', '.join(found) or 'no check finds anything'}")
            print(f"{'FAIL' if missed else 'PASS'} mutants {path}: {len(wanted) - 1 - missed} of {len(wanted) - 1} faults found", flush=True)
            status |= missed > 0
    return status


if __name__ == "__main__":
    sys.exit(main())
