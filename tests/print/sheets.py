"""Printed sheets and the reading pages they are made of: sizes, words with their places, ticks."""
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

import pikepdf
from PIL import Image

import picture
from picture import MM, SCALE, pixels

NAME = re.compile(r"^(?P<stem>.+-(?P<product>trifold|booklet|card)-(?P<paper>letter|a4))"
                  r"-(?P<print>office|press)(?P<draft>-DRAFT)?\.pdf$")
RIM = 18  # what an office printer does not print on: 0.25 in at each edge of the paper
TICKS = 26  # from the edge of an office sheet to the end of its fold ticks, and a little
CLOSE = 0.2 * MM  # how exactly ticks, panels and pages lie at their places
OFFSET = 2 * MM  # by how much a printer may be off


@dataclass
class Word:
    """A word and its box."""
    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    def moved(self, dx, dy):
        return Word(self.text, self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def inside(self, x0, y0, x1, y1):
        return x0 <= (self.x0 + self.x1) / 2 < x1 and y0 <= (self.y0 + self.y1) / 2 < y1


@dataclass
class Side:
    """A page of a file: one side of a sheet, or a page to read."""
    print: str
    size: tuple
    origin: tuple  # of the trim, in pixels of the pictures
    words: list
    grey: Image.Image
    bright: Image.Image  # where ticks are looked for; None in a page to read

    def box(self, x0, y0, x1, y1):
        """A box of points as one of pixels."""
        dx, dy = self.origin
        a, b, c, d = pixels(x0, y0, x1, y1)
        return a + dx, b + dy, c + dx, d + dy

    def crop(self, x, y, width, height):
        """A part of the grey picture; its size in pixels depends on its width and height alone."""
        left, top = self.box(x, y, x, y)[:2]
        across, down = pixels(width, height)
        return self.grey.crop((left, top, left + across, top + down))

    def words_in(self, x0, y0, x1, y1):
        return [word for word in self.words if word.inside(x0, y0, x1, y1)]

    @property
    def rim(self):
        """What lies this far from the edge of the sheet is not printed."""
        return RIM if self.print == "office" else 0


class Findings(list):
    """What is wrong: pairs of a check's name and a text."""

    def say(self, check, text):
        self.append((check, text))

    def wrong(self, check, condition, text):
        if condition:
            self.say(check, text)


def words_of(path):
    """The words of each page, with boxes from the top left of its medium."""
    done = subprocess.run(["pdftotext", "-q", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    root = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", done.stdout))
    space = "{http://www.w3.org/1999/xhtml}"
    box = ("xMin", "yMin", "xMax", "yMax")
    return [[Word(w.text or "", *(float(w.get(key)) for key in box)) for w in page.iter(f"{space}word")]
            for page in root.iter(f"{space}page")]


def sides(path, kind):
    """The pages of a file, one after another."""
    words = words_of(path)
    with pikepdf.open(path) as pdf:
        boxes = [([float(v) for v in page.mediabox], [float(v) for v in page.obj.get("/TrimBox", page.mediabox)])
                 for page in pdf.pages]
    for number, (own, (medium, trim)) in enumerate(zip(words, boxes), 1):
        dx, dy = trim[0] - medium[0], medium[3] - trim[3]
        colour = picture.render(path, number)
        bright = None if kind == "reading" else picture.brightest(colour)
        size = trim[2] - trim[0], trim[3] - trim[1]
        yield Side(kind, size, pixels(dx, dy), [word.moved(-dx, -dy) for word in own], colour.convert("L"), bright)


@lru_cache(1)
def pages_of(path):
    """The pages of a file to read."""
    return list(sides(path, "reading"))


def turning(path):
    """The edge over which the file says that its sheets are turned: `short`, `long` or nothing."""
    with pikepdf.open(path) as pdf:
        said = str(pdf.Root.get("/ViewerPreferences", {}).get("/Duplex", ""))
    return {"/DuplexFlipShortEdge": "short", "/DuplexFlipLongEdge": "long"}.get(said, "no")


def reading_of(path):
    """The file to read that belongs to a printed one, and the parts of its name; None where the name is of no such file."""
    path = Path(path)
    parts = NAME.match(path.name)
    return parts and (path.with_name(f"{parts['stem']}{parts['draft'] or ''}.pdf"), parts)


# ---- ticks -------------------------------------------------------------------------------------------------------

def ticks(side, depth, findings, name):
    """Where upright ticks stand, at the top and at the bottom alike; `depth` is the strip in which they are looked for, from
    the edge of the trim inwards, or outwards where it is negative."""
    width, height = side.size
    if depth > 0:
        strips, least = [(0, depth), (height - depth, height)], 6
    else:
        # Outside the bleed; a dashed line has ink over more than half of its length.
        strips, least = [(depth, -10), (height + 10, height - depth)], 8
    rows = []
    for y0, y1 in strips:
        box = side.box(0, y0, width, y1)
        rows.append([x / SCALE for x in picture.upright_lines(side.bright, box, least * SCALE)])
    top, bottom = rows
    pairs = [(a, b) for a in top for b in bottom if abs(a - b) <= CLOSE]
    inner = [((a + b) / 2) for a, b in pairs if depth > 0 or MM < a < width - MM]
    lonely = [x for x in top if all(x != a for a, _ in pairs)] + [x for x in bottom if all(x != b for _, b in pairs)]
    for x in lonely:
        findings.say("ticks", f"{name}: a tick {x / MM:.2f} mm from the left has none opposite")
    return inner


def folds(side, number, findings, name):
    """The folds of a side as its ticks show them; None where they are not as many as there have to be."""
    found = ticks(side, TICKS if side.print == "office" else -33, findings, name)
    if len(found) != number:
        findings.say("ticks", f"{name}: ticks of {len(found)} folds instead of {number}")
        return None
    return found


# ---- words and pictures ---------------------------------------------------------------------------------------------

def which(words, pages, wanted):
    """The page that has just these words: the wanted one where it does, any other that does, or None."""
    have = Counter(word.text for word in words)
    alike = [n for n, page in enumerate(pages) if Counter(word.text for word in page.words) == have]
    return wanted if wanted in alike else alike[0] if alike else None


def most_like(words, pages):
    """The page with which most words are shared, for a message."""
    have = Counter(word.text for word in words)
    return max(range(len(pages)), key=lambda n: (have & Counter(w.text for w in pages[n].words)).total())


def shift(words, page):
    """How far words are from their places on the page: the middle of all that stand there once; None without words."""
    def once(all_words):
        times = Counter(word.text for word in all_words)
        return {word.text: word for word in all_words if times[word.text] == 1}
    have, want = once(words), once(page.words)
    both = have.keys() & want.keys()
    if not both:
        return None
    return tuple(median(getattr(have[t], key) - getattr(want[t], key) for t in both) for key in ("x0", "y0"))


def misplaced(words, page, dx, dy):
    """The words of a page that do not stand at their places, moved by so much."""
    left = list(words)
    out = []
    for want in page.words:
        place = want.moved(dx, dy)
        found = next((w for w in left if w.text == want.text and abs(w.x0 - place.x0) < 0.5 and abs(w.y0 - place.y0) < 0.5
                      and abs(w.x1 - place.x1) < 0.5), None)
        if found is None:
            out.append(want.text)
        else:
            left.remove(found)
    return out


def same_place(side, place, page, at, findings, name):
    """Holds a place of a side against the page that belongs there; `at` is where the page begins. The edge that an office
    printer leaves white and the ticks are left out."""
    x0, y0, x1, y1 = place
    x, y = at
    width, height = page.size
    left, right = max(x, x0, side.rim), min(x + width, x1, side.size[0] - side.rim)
    top, bottom = max(y, y0, side.rim), min(y + height, y1, side.size[1] - side.rim)
    inset = 0.75
    size = right - left - 2 * inset, bottom - top - 2 * inset
    mine = side.crop(left + inset, top + inset, *size)
    its = page.crop(left + inset - x, top + inset - y, *size)
    if side.print == "office":
        # Ticks at the edge of the place: a little of each reaches into it.
        thick, long = pixels(0.75, TICKS - RIM)
        for grey in (mine, its):
            w, h = grey.size
            picture.blank(grey, [(a, b, a + thick, b + long) for a in (0, w - thick) for b in (0, h - long)])
    problem = picture.unlike(mine, its, side.print)
    findings.wrong("picture", problem, f"{name}: {problem}")


def clear_of(side, lines, within, findings, name, bands=False):
    """Looks that nothing but ground is drawn beside upright lines: on neither side within so much, as far as is printed; with
    `bands` grounds that go over the line."""
    rim = side.rim + 0.75
    for x in lines:
        for a, b in ((x - within, x - 0.3 * MM), (x + 0.3 * MM, x + within)):
            a, b = max(a, rim), min(b, side.size[0] - rim)
            if b > a and picture.unplain(side.grey, side.box(a, rim, b, side.size[1] - rim), bands):
                findings.say("offset", f"{name}: ink within {within / MM:.0f} mm of the line {x / MM:.1f} mm from the left")


def room(words, x0, y0, x1, y1):
    """The least distance from the words to the edges of a place: across, and up or down."""
    if not words:
        return 999.0, 999.0
    return (min(min(w.x0 - x0, x1 - w.x1) for w in words), min(min(w.y0 - y0, y1 - w.y1) for w in words))


SHOWN = 3  # findings of a file that are printed, at most


def verdict(what, path, findings, measured):
    """The lines that say what is wrong with a file and what was measured, with the exit code."""
    lines = [f"  {text}" for text in findings[:SHOWN]]
    if len(findings) > SHOWN:
        lines.append(f"  and {len(findings) - SHOWN} more")
    return "\n".join([*lines, f"{'FAIL' if findings else 'PASS'} {what} {path}: {measured}"]), 1 if findings else 0
