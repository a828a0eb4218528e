"""Kept where all can reach it: the closed pack stands on an open shelf, one shows the place, one reaches the pack."""

from people import *


def stands(p, x, m, helper):
    """Somebody who stands beside the shelf and looks at the pack; cut below."""
    q = lambda dx, y: V(x + m * dx, y)
    head_side(p, q(4, 41 if helper else 38), 20, 6 * m, mirror=m < 0, eye="open", tone=INK if helper else MID,
              neck=(q(0.5, 57), 3.6, 4.4), jaw=False, ear=False, mouth="none")
    body = soft(limb([q(-1, 62), q(-1, 80), q(-1, 120)], [10.5, 10, 11]), 4)
    p.solid(body) if helper else p.fill(body)


def shelf():
    p = Picture()
    top, low = 26, 71
    # the shelf, open, without a door
    p.fill(box(40, low, 82, low + 5.5))
    for x, k in ((47, 1), (75, -1)):
        p.fill(poly([(x - 2.4, low + 5.5), (x + 2.4, low + 5.5), (x - 2.4 * k, low + 18)]), WHITE)
    stands(p, 107, -1, False)
    # the fingers behind the pack; the pack, closed, with its picture
    p.fill(limb([V(86, 65), V(80, 56), V(71, 47)], [4.4, 3.6, 3.2]))
    p.fill(rect(45.5, top, 75.5, low, 1))
    p.fill(rect(45.5, top, 75.5, top + 8, 1), MID)
    device(p, V(60.5, top + 12), V(0, -1), 26)
    # one takes it, one shows it
    w = V(89, 70)
    p.fill(soft(limb([w, V(83, 65), V(74, 61)], [4.6, 4.8, 3.2]), 1))
    p.fill(soft(limb([V(107, 67), V(104, 84), w], [5.6, 4.8, 4]), 1.5, 0.5))
    stands(p, 14, 1, True)
    w = V(30, 70)
    g = unary_union([limb([w, w + V(6, -3)], [4.2, 5]), limb([w + V(6, -5), w + V(17, -11)], [3, 2.5]), cap(w + V(3, -4), w + V(5, -10), 2.6)])
    p.fill(soft(g, 1, 0.4))
    sleeve(p, [V(14, 67), V(17, 84), w], [5, 4.4, 3.6])
    return p
