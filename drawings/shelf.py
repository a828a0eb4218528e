"""Kept where all can reach it: a hand takes the closed pack from an open shelf, or puts it there."""

from people import *


def shelf():
    p = Picture()
    # a wall, a board on it, a bracket below
    p.line([V(111, 93), V(87, 71)], width=3.4, smooth=False)
    p.fill(rect(111, 2, 118, 98, 0), MID)
    p.fill(box(44, 64, 111, 71))
    # the fingers behind the pack; the pack, closed, with its picture
    p.fill(limb([V(41, 58), V(47, 48), V(60, 37)], [6, 4, 3.4]))
    p.fill(rect(55, 8, 96, 64, 1))
    p.fill(rect(55, 8, 96, 18, 1), MID)
    device(p, V(77, 24), V(0, -1), 31)
    w = V(31, 68)
    g = unary_union([limb([w, V(40, 60), V(50, 51)], [5.6, 7.4, 6.6]), limb([V(40, 60), V(51, 55), V(59.4, 46.4)], [5, 4.2, 3.6])])
    p.fill(soft(g, 2, 1))
    sleeve(p, [V(2, 108), w], [9.5, 6.2])
    return p
