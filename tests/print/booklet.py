"""Folds the sheets of a saddle-stitched booklet in software, lays them into each other and trims them."""
import picture
import sheets
from picture import MM, SCALE
from sheets import CLOSE, OFFSET

TRIM = 2 * MM  # how much the knife takes from the fore-edge of the outermost sheet
EXACT = 0.03 * MM  # how exactly words of an inner sheet are moved towards the fold
SEEN = 0.13 * MM  # the same in the picture: a pixel and a half


class Half:
    """The half of a side: what becomes a page."""

    def __init__(self, sheet, side, fold, right, name):
        self.sheet, self.side, self.right, self.fold = sheet, side, right, fold
        self.name = f"{name}, {'right' if right else 'left'} half"
        width, height = side.size
        self.place = (fold, 0, width, height) if right else (0, 0, fold, height)
        self.words = side.words_in(*self.place)

    def empty(self):
        """No word, and in the picture nothing but the fold tick."""
        x0, y0, x1, y1 = self.place
        rim = self.side.rim + 1
        box = self.side.box(x0 + rim, y0 + rim, x1 - rim, y1 - rim)
        return not self.words and not picture.unplain(self.side.grey, box)


def read(halves):
    """The halves as one turns the leaves: `halves[sheet][back][right]`, the first sheet outermost. What lies behind the
    right half of a front is the left half of its back, as the sheet is turned over its short edge."""
    front = [half for front, back in halves for half in (front[1], back[0])]
    rest = [half for front, back in reversed(halves) for half in (back[1], front[0])]
    return front + rest


def moved(half, page, width):
    """By how much the page is moved towards the fold, and down: by its words, and as the picture shows it."""
    base = width / 2 if half.right else 0
    way = -1 if half.right else 1
    dx, dy = sheets.shift(half.words, page)
    creep = way * (dx - base)
    rim = sheets.RIM + 1
    across, down = page.size[0] - 2 * rim, page.size[1] - 2 * sheets.TICKS - 2
    # Both pictures without what lies at their edges: ticks, and the rim that an office printer leaves white.
    mine = picture.ink_box(half.side.crop(base + rim, sheets.TICKS + 1, across, down))
    its = picture.ink_box(page.crop(rim, sheets.TICKS + 1, across, down))
    seen = None if mine is None or its is None else way * (mine[0] - its[0] + mine[2] - its[2]) / 2 / SCALE
    return creep, dy, seen


def look_at(half, page, thickness, findings):
    """Holds a half against its page: its words, its picture, and how far both are moved."""
    width = half.side.size[0]
    wanted = half.sheet * thickness * MM
    if not half.words:
        return 0.0
    creep, dy, seen = moved(half, page, width)
    findings.wrong("creep", abs(creep - wanted) > EXACT,
                   f"{half.name}: words moved {creep / MM:.3f} mm towards the fold instead of {wanted / MM:.3f}")
    findings.wrong("creep", seen is None or abs(seen - wanted) > SEEN,
                   f"{half.name}: the picture is moved {0 if seen is None else seen / MM:.2f} mm instead of {wanted / MM:.2f}")
    findings.wrong("place", abs(dy) > CLOSE, f"{half.name}: words {dy / MM:+.2f} mm down from their place")
    base = width / 2 if half.right else 0
    away = sheets.misplaced(half.words, page, base + (-creep if half.right else creep), dy)
    findings.wrong("text", away, f"{half.name}: {len(away)} words are not where the page has them: {' '.join(away[:5])}")
    at = base + (-wanted if half.right else wanted)
    sheets.same_place(half.side, half.place, page, (at, 0), findings, half.name)
    return creep


def trimmed(half, thickness, findings):
    """The knife goes down once through the folded sheets, so that inner ones, which stick out, lose more. Gives back how far
    the words stay from the trimmed edge and from the fold."""
    x0, y0, x1, y1 = half.place
    width = half.side.size[0]
    lost = half.sheet * thickness * MM + TRIM
    fore, spine = (x1 - lost, x0) if half.right else (x0 + lost, x1)
    least, _ = sheets.room(half.words, min(fore, spine), y0, max(fore, spine), y1)
    findings.wrong("fore-edge", least <= 0, f"{half.name}: a word is cut, or folded, by {-least / MM:.2f} mm")
    rim = half.side.rim + 1
    if rim <= fore <= width - rim:
        box = half.side.box(fore - 1, rim, fore + 1, y1 - rim)
        findings.wrong("fore-edge", picture.unplain(half.side.grey, box, bands=True), f"{half.name}: ink where the knife goes")
    return least


def check(path, pages, thickness, kind, findings):
    """Everything about one file; gives back what was measured, in words."""
    count = -(-len(pages) // 4)
    said = sheets.turning(path)
    findings.wrong("duplex", said != "short", f"the file says that it is turned over its {said} edge")
    halves, at = [], []
    for number, side in enumerate(sheets.sides(path, kind)):
        name = f"sheet {number // 2 + 1}, {'back' if number % 2 else 'front'}"
        folds = sheets.folds(side, 1, findings, name)
        fold = folds[0] if folds else side.size[0] / 2
        findings.wrong("width", abs(fold - side.size[0] / 2) > CLOSE,
                       f"{name}: it folds {fold / MM:.2f} mm from the left, not in the middle")
        sheets.clear_of(side, [fold], OFFSET, findings, name, bands=True)
        if number % 2 == 0:
            halves.append([])
        halves[-1].append([Half(number // 2, side, fold, right, name) for right in (False, True)])
        at.append(fold)
    if len(halves) != count or any(len(sheet) != 2 for sheet in halves):
        findings.say("pages", f"{len(at)} sides instead of {2 * count} for {len(pages)} pages")
        return ""
    creeps, least = {}, 999.0
    for turn, half in enumerate(read(halves)):
        # The last page is the back cover; blanks stand before it.
        n = len(pages) - 1 if turn + 1 == 4 * count else turn
        if turn >= len(pages) - 1 and turn + 1 < 4 * count:
            findings.wrong("order", not half.empty(), f"{half.name}: not empty, before the back cover")
            continue
        shown = sheets.which(half.words, pages, n)
        if shown is None:
            like = sheets.most_like(half.words, pages)
            findings.say("text", f"{half.name} has not the words of page {n + 1}, nor of any other (most of page {like + 1})")
        findings.wrong("order", shown not in (n, None), f"{half.name} shows page {(shown or 0) + 1} where page {n + 1} is read")
        if half.words and shown == n:
            creeps.setdefault(half.sheet, []).append(look_at(half, pages[n], thickness, findings))
            least = min(least, trimmed(half, thickness, findings))
    shown = ", ".join(f"{abs(min(c)) / MM:.2f}" if abs(min(c)) < 0.01 else f"{min(c) / MM:.2f}" for _, c in sorted(creeps.items()))
    return (f"{len(pages)} pages on {count} sheets, folds at {min(at) / MM:.2f} to {max(at) / MM:.2f} mm, creep {shown} mm, "
            f"words at least {least / MM:.1f} mm from fold and trimmed edge")
