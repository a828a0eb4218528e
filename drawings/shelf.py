"""Kept where all can reach it: a hand takes the closed pack from an open shelf, as high as the door's handle or higher."""

from people import *


def shelf():
    p = Picture()
    # a room door, half open, away from us
    p.fill(rect(92, 4, 120, 97, 1))
    p.fill(rect(97, 9, 115, 97, 0), GLOW)
    p.fill(poly([(115, 9), (105, 14), (105, 91), (115, 97)]), MID)
    p.dot((108.2, 54), 1.7)
    # the shelf with a book
    p.fill(rect(77, 32, 84.5, 60, 0.5), TINT)
    p.fill(box(35, 60, 87.5, 65.5))
    for x in (46, 80):
        p.fill(poly([(x - 2, 65.5), (x + 2, 65.5), (x + 2, 75)]), WHITE)
    # the fingers behind the pack
    p.fill(limb([V(27, 58), V(33, 46), V(43, 35)], [6, 4, 3.4]))
    # the pack, closed, with its picture
    p.fill(rect(40, 13, 72, 60, 1))
    p.fill(rect(40, 13, 72, 21.5, 1), MID)
    device(p, V(59.5, 26.5), V(0, -1), 26)
    # the hand: thumb in front
    w = V(21, 66)
    g = unary_union([limb([w, V(29, 58), V(36, 50)], [5.4, 7, 6.4]), limb([V(29, 58), V(37, 53), V(43.6, 45)], [5, 4, 3.2])])
    p.fill(soft(g, 2, 1))
    sleeve(p, [V(-6, 106), w], [9, 5.8])
    return p
