"""Folds a letter-fold in software, along the ticks that are printed on it."""
from dataclasses import dataclass

import sheets
from picture import MM
from sheets import CLOSE, OFFSET

NARROWER = {"letter": 72 / 16, "a4": 3 * MM}  # by how much the panel that folds in is narrower
READ = ("cover", "flap", "first inside", "middle inside", "last inside", "back")


@dataclass
class Panel:
    """A panel of a side, between the edges of the sheet and the folds."""
    name: str
    side: object
    x0: float
    x1: float
    outer: float  # which share of spare width is at its left
    page: int = -1  # which page it shows

    @property
    def width(self):
        return self.x1 - self.x0

    @property
    def place(self):
        return self.x0, 0, self.x1, self.side.size[1]


def cut(side, folds, name):
    """The panels of a side from left to right; spare width lies at the edge of the sheet, in the middle at both sides."""
    edges = [0, *folds, side.size[0]]
    return [Panel(f"{name}, panel {i + 1}", side, edges[i], edges[i + 1], 1 - i / 2) for i in range(3)]


def widths(outside, inside, paper, findings):
    """The narrow panel folds in: at the left outside, at the right inside, where the folds of both sides meet."""
    for panels, narrow, name in ((outside, 0, "outside"), (inside, 2, "inside")):
        wide = [panel.width for i, panel in enumerate(panels) if i != narrow]
        findings.wrong("width", abs(wide[0] - wide[1]) > CLOSE,
                       f"{name}: the wide panels are {wide[0] / MM:.2f} and {wide[1] / MM:.2f} mm wide")
        less = min(wide) - panels[narrow].width
        findings.wrong("width", abs(less - NARROWER[paper]) > CLOSE,
                       f"{name}: panel {narrow + 1} is {less / MM:.2f} mm narrower, not {NARROWER[paper] / MM:.2f}")
    for i, panel in enumerate(outside):
        behind = inside[2 - i]
        findings.wrong("turned", abs(panel.width - behind.width) > CLOSE,
                       f"{panel.name} is {panel.width / MM:.2f} mm wide, and what is behind it {behind.width / MM:.2f}")
    width = outside[0].side.size[0]
    for i in (0, 1):
        apart = outside[i].x1 - (width - inside[1 - i].x1)
        findings.wrong("turned", abs(apart) > CLOSE, f"fold {i + 1} of the outside is {apart / MM:+.2f} mm from that of the inside")


def folded(outside, inside):
    """The panels as one meets them: the sheet is turned over its short edge, so that behind each panel of the outside lies
    the one of the inside in its mirror place; the narrow panel goes in first, and the right one over it."""
    behind = {0: inside[2], 1: inside[1], 2: inside[0]}
    return [outside[2], outside[0], behind[2], behind[1], behind[0], outside[1]]


def look_at(panel, page, findings):
    """Holds a panel against the page that belongs there: its words, where they stand, and its picture."""
    words = panel.side.words_in(*panel.place)
    spare = (panel.width - page.size[0]) * panel.outer
    at = panel.x0 + spare
    measured = sheets.shift(words, page)
    if measured:
        off = measured[0] - at, measured[1]
        findings.wrong("place", max(map(abs, off)) > CLOSE, f"{panel.name}: its words are {off[0] / MM:+.2f} mm across and "
                       f"{off[1] / MM:+.2f} mm down from their place")
        away = sheets.misplaced(words, page, *measured)
        findings.wrong("text", away, f"{panel.name}: {len(away)} words are not where the page has them: {' '.join(away[:5])}")
    sheets.same_place(panel.side, panel.place, page, (at, 0), findings, panel.name)
    least, _ = sheets.room(words, *panel.place)
    findings.wrong("offset", least < OFFSET, f"{panel.name}: words {least / MM:.2f} mm from a fold or an edge")
    return least


def check(path, pages, paper, kind, findings):
    """Everything about one file; gives back what was measured, in words."""
    both = list(sheets.sides(path, kind))
    if len(both) != 2 or len(pages) != 6:
        findings.say("pages", f"{len(both)} sides of {len(pages)} pages to read")
        return ""
    said = sheets.turning(path)
    findings.wrong("duplex", said != "short", f"the file says that it is turned over its {said} edge")
    folds = [sheets.folds(side, 2, findings, name) for side, name in zip(both, ("outside", "inside"))]
    if None in folds:
        return ""
    outside, inside = (cut(side, at, name) for side, at, name in zip(both, folds, ("outside", "inside")))
    widths(outside, inside, paper, findings)
    least = 999.0
    for n, panel in enumerate(folded(outside, inside)):
        words = panel.side.words_in(*panel.place)
        panel.page = sheets.which(words, pages, n)
        if panel.page is None:
            like = sheets.most_like(words, pages)
            findings.say("text", f"{panel.name} has not the words of the {READ[n]}, nor of any other page (most of page {like + 1})")
        elif panel.page != n:
            findings.say("order", f"{panel.name} shows the {READ[panel.page]} where one meets the {READ[n]}")
        least = min(least, look_at(panel, pages[n], findings))
    for side, at, name in zip(both, folds, ("outside", "inside")):
        sheets.clear_of(side, at, OFFSET, findings, name)
        edges(side, findings, name)
    at = " and ".join(" / ".join(f"{x / MM:.2f}" for x in row) for row in folds)
    return f"folds at {at} mm, words at least {least / MM:.1f} mm from folds and edges"


def edges(side, findings, name):
    """A printer that is off by 2 mm in any direction still has all words on the paper, and on what it prints on. Only the
    paper's edge counts: how near to the edge a printer gets is its own affair."""
    across, down = sheets.room(side.words, 0, 0, *side.size)
    least = min(across, down)
    findings.wrong("offset", least < max(OFFSET, side.rim), f"{name}: words {least / MM:.2f} mm from the edge of the paper")
