"""Cuts a sheet of cards in software, along the ticks that are printed around them."""
from PIL import Image

import picture
import sheets
from picture import MM, SCALE
from sheets import CLOSE

SIZE = {"letter": (3.5 * 72, 2 * 72), "a4": (85 * MM, 55 * MM)}
SAFE = 2 * MM  # how far words stay from the knife


def upright(side):
    """The side turned about its diagonal, so that its level ticks stand upright."""
    swap = Image.Transpose.TRANSPOSE
    return sheets.Side(side.print, side.size[::-1], side.origin[::-1], [], side.grey, side.bright.transpose(swap))


def grid(side, paper, findings, name):
    """Where the ticks say that is cut: distances from the left and from the top."""
    w, h = SIZE[paper]
    width, height = side.size
    across = sheets.ticks(side, (height - 5 * h) / 2 - 1, findings, name)
    down = sheets.ticks(upright(side), (width - 2 * w) / 2 - 1, findings, f"{name}, turned")
    if (len(across), len(down)) != (3, 6):
        findings.say("ticks", f"{name}: {len(across)} ticks across and {len(down)} down instead of 3 and 6")
        return None
    for at, size in ((across, w), (down, h)):
        for a, b in zip(at, at[1:]):
            findings.wrong("width", abs(b - a - size) > CLOSE, f"{name}: a card of {(b - a) / MM:.2f} mm instead of {size / MM:.2f}")
    return across, down


def cells(lines):
    across, down = lines
    return [(x0, y0, x1, y1) for y0, y1 in zip(down, down[1:]) for x0, x1 in zip(across, across[1:])]


def look_at(side, cell, page, findings, name):
    """Holds a card against its page."""
    words = side.words_in(*cell)
    measured = sheets.shift(words, page)
    if sheets.which(words, [page], 0) is None or measured is None:
        findings.say("text", f"{name} has not the words of its page")
        return 0.0
    off = measured[0] - cell[0], measured[1] - cell[1]
    findings.wrong("place", max(map(abs, off)) > CLOSE, f"{name}: words {off[0] / MM:+.2f} mm across, {off[1] / MM:+.2f} mm down")
    away = sheets.misplaced(words, page, *measured)
    findings.wrong("text", away, f"{name}: {len(away)} words are not where the page has them: {' '.join(away[:5])}")
    sheets.same_place(side, cell, page, cell[:2], findings, name)
    return knife(side, cell, findings, name)


def knife(side, cell, findings, name):
    """How far the ink of a card stays from the knife, as the picture shows it; ticks are not within a card."""
    width, height = (round(value * SCALE) for value in (cell[2] - cell[0], cell[3] - cell[1]))
    inset = SCALE // 2
    grey = side.crop(cell[0], cell[1], cell[2] - cell[0], cell[3] - cell[1]).crop((inset, inset, width - inset, height - inset))
    left, top, right, bottom = picture.ink_box(grey) or (0, 0, 0, 0)
    least = (min(left, top, grey.width - right, grey.height - bottom) + inset) / SCALE
    findings.wrong("offset", least < SAFE, f"{name}: ink {least / MM:.2f} mm from the knife")
    return least


def check(path, pages, paper, kind, findings):
    """Everything about one file; gives back what was measured, in words."""
    both = list(sheets.sides(path, kind))
    if len(both) != 2 or len(pages) != 2:
        findings.say("pages", f"{len(both)} sides of {len(pages)} pages to read")
        return ""
    said = sheets.turning(path)
    findings.wrong("duplex", said != "long", f"the file says that it is turned over its {said} edge")
    lines = [grid(side, paper, findings, name) for side, name in zip(both, ("front", "back"))]
    if None in lines:
        return ""
    fronts, backs = (cells(rows) for rows in lines)
    width = both[0].size[0]
    least = 999.0
    for number, cell in enumerate(fronts, 1):
        # Turned over the long edge of a sheet that stands upright, what was at the left lies at the right.
        mirror = width - cell[2], cell[1], width - cell[0], cell[3]
        back = min(backs, key=lambda other: abs(other[0] - mirror[0]) + abs(other[1] - mirror[1]))
        backs.remove(back)
        apart = max(abs(a - b) for a, b in zip(back, mirror))
        findings.wrong("turned", apart > CLOSE, f"card {number}: front and back are {apart / MM:.2f} mm apart")
        for side, own, page, name in ((both[0], cell, pages[0], "front"), (both[1], back, pages[1], "back")):
            least = min(least, look_at(side, own, page, findings, f"{name} of card {number}"))
    for side, rows, name in zip(both, lines, ("front", "back")):
        outside(side, rows, findings, name)
    w, h = (rows[1] - rows[0] for rows in lines[0])
    return f"10 cards of {w / MM:.2f} x {h / MM:.2f} mm, ink at least {least / MM:.1f} mm from the knife"


def outside(side, lines, findings, name):
    """Nothing but ticks around the cards: no word, so none is lost where it is cut."""
    across, down = lines
    stray = [w.text for w in side.words if not w.inside(across[0], down[0], across[-1], down[-1])]
    findings.wrong("text", stray, f"{name}: words outside the cards: {' '.join(stray[:5])}")
