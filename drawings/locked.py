"""Kept where no child can get it: a hand has locked a box with a medicine, on a board on a wall, and takes the key away."""

from people import *


def bottle(p, c, k):
    """A bottle of medicine with a plain label: c = the middle of its foot."""
    r = lambda x0, y0, x1, y1, round_by: rect(*(c + V(x0, y0) * k), *(c + V(x1, y1) * k), round_by)
    p.fill(r(-9, -24, 9, 0, 2.4))
    p.fill(r(-7, -32, 7, -24, 1.2), MID)
    p.fill(r(-9, -17, 9, -7, 0), MID)


def padlock(p, c):
    """A padlock that is shut; c = its keyhole."""
    p.line([c + V(-5, -5), c + V(-5, -13)] + [c + V(0, -13) + pol(a, 5) for a in range(180, 361, 15)] + [c + V(5, -5)],
           width=3.4, smooth=False)
    p.fill(rect(*(c + V(-10, -8)), *(c + V(10, 10)), 2.4), LAMP)
    p.dot(c + V(0, -0.6), 2.6)
    p.line([c, c + V(0, 4.6)], width=2.6, smooth=False)


def key(p, c, length):
    """A key that points to the right; c = the middle of its bow."""
    end = c + V(length, 0)
    p.line([c, end], width=3.4, smooth=False)
    for x in (-1.4, -6.6):
        p.line([end + V(x, 0), end + V(x, 5.2)], width=3, smooth=False)
    p.fill(disc(c, 8), INK, line=False)
    p.fill(disc(c, 4), WHITE, line=False)


def locked():
    p = Picture()
    # a wall, a board on it, a bracket below
    p.line([V(111, 93), V(87, 71)], width=3.4, smooth=False)
    p.fill(rect(111, 2, 118, 98, 0), MID)
    p.fill(box(44, 64, 111, 71))
    # the box: handle, body, lid; the bottle is printed on it
    p.line([V(70, 13), V(70, 6), V(88, 6), V(88, 13)], width=3.2, smooth=False)
    p.fill(rect(53, 22, 105, 64, 1.5))
    p.fill(rect(51, 12, 107, 24, 2), MID)
    bottle(p, V(91, 60), 0.94)
    padlock(p, V(67, 44))
    # the hand that takes the key away
    w = V(14, 74)
    p.fill(limb([V(16, 68), V(18, 61), V(20, 57)], [6, 4.4, 3.8]))
    key(p, V(25, 48), 21)
    g = unary_union([limb([w, V(18, 66), V(22, 63)], [5.6, 7.2, 5.2]), limb([V(20, 66), V(28, 63), V(27.5, 55.5)], [5, 4, 3.6])])
    p.fill(soft(g, 2, 1))
    sleeve(p, [V(-6, 112), w], [9.5, 6.2])
    return p
