"""Kept where all can reach it: the closed pack stands on an open shelf; one takes it, another one points to it."""

from people import *


def shelf():
    p = Picture()
    # the shelf, open, without a door
    p.fill(box(29, 62, 115, 67.5))
    for x in (56, 88):
        p.fill(poly([(x - 5, 67.5), (x + 5, 67.5), (x, 77)]), WHITE)
    # the fingers behind the pack; the pack, closed, with its picture
    p.fill(limb([V(39, 58), V(45, 47), V(57, 36)], [6, 4, 3.4]))
    p.fill(rect(54, 8, 90, 62, 1))
    p.fill(rect(54, 8, 90, 18, 1), MID)
    device(p, V(72, 23.5), V(0, -1), 30)
    # one takes it, the thumb in front
    w = V(33, 67)
    g = unary_union([limb([w, V(41, 59), V(49, 51)], [5.4, 7, 6.4]), limb([V(41, 59), V(50, 54), V(57.4, 46)], [5, 4, 3.2])])
    p.fill(soft(g, 2, 1))
    sleeve(p, [V(6, 108), w], [9, 5.8])
    # another one points to it
    w = V(111, 66)
    g = unary_union([limb([w, V(109, 54)], [5.4, 6.8]), limb([V(108, 51), V(95, 41)], [3.6, 3.2]), limb([V(105, 58), V(101, 54)], [3.8, 3.4])])
    p.fill(soft(g, 1.4, 0.6))
    p.line([V(105, 53.5), V(101.2, 50.4)], width=2.4)
    p.fill(limb([V(118, 114), w + V(0.6, 2)], [9, 6.4]))
    return p
