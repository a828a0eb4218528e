"""CPR: straight arms, shoulders above the hands, palm on palm in the middle of the chest, down."""

from people import *


def person(p, s, ground, x):
    """A person on the back from the head to the thighs, head to the right."""
    p.fill(limb([V(x - 1.95 * s, ground - 0.44 * s), V(-12, ground - 0.46 * s)], [0.42 * s, 0.36 * s]), MID)
    f = head_side(p, V(x + 0.62 * s, ground - 0.5 * s), 0.88 * s, 96, mirror=True, neck=(V(x, ground - 0.46 * s), 0.2 * s, 0.23 * s),
              jaw=False, ear=False, mouth="none", eye="none")
    p.line([f(0.12, 0.0), f(0.23, 0.0)], width=2.4, smooth=False)
    chest(p, s, x, ground, waist=0.14)


def fingers(p, c, row, length, r, fan):
    """The back of a hand and its fingers, which point down on the page."""
    back = unary_union([cap(c + V(row[0] + 1, 0), c + V(row[-1] - 1, 0), r + 1.2), cap(c + V(-3.4, -6), c + V(3.4, -6), 4)])
    back = p.fill(soft(back, 3, 0.5))
    for b in row:
        p.fill(cap(c + V(b, 1), c + V(b * fan, length - abs(b) * 0.2), r), width=2.4)
    p.fill(grow(back, -LINE / 2), line=False)


def cpr():
    p = Picture()
    u, ground, x, s = 20, 92, 69, 26
    floor(p, ground, depth=7)
    c = V(x, 28)
    left, right = kneeling(p, c, u, V(x, 62), knees=(V(x - 19, 84), V(x + 19, 84)), width=0.3)
    p.fill(cap(c + V(0, -7), c + V(0, 1), 3.6))
    head_front(p, V(x, 14), 22, dy=0.2, tone=INK, ears=False)
    person(p, s, ground, 91)
    # the heels of both hands in the middle of the chest, one on the other, the fingers laced, towards us
    h = V(x, 61)
    for sh, k in ((right, 1), (left, -1)):
        sleeve(p, [sh, h + V(k * 5.4, -11)], [4.8, 3.8])
    fingers(p, h + V(0, 1), (-9, -3, 3, 9), 12.5, 3.1, 1.12)
    fingers(p, h + V(0, -6), (-9, -3, 3, 9), 10.5, 3.1, 0.98)
    p.arrow([V(x, 81.5), V(x, 89.5)], tone=DANGER, head=5.4, halo=False)
    return p
