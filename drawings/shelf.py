"""Kept where all can reach it: an open shelf by the door, the spray in its pack, a hand that reaches."""

from people import *


def shelf():
    p = Picture()
    # door
    p.fill(rect(92, 3, 120, 97, 1))
    p.fill(rect(97, 8, 115, 97, 1), MID)
    p.fill(disc((102, 56), 2.6))
    # shelf
    p.fill(rect(38, 60, 88, 65, 1))
    for x in (48, 78):
        p.fill(poly([(x - 2, 65), (x + 2, 65), (x + 2, 76), (x - 2, 76)]), WHITE)
    # pack with its picture, and the spray
    p.fill(rect(62.5, 19, 85.5, 60, 1))
    p.fill(rect(62.5, 19, 85.5, 27, 1), MID)
    device(p, V(74, 32), V(0, -1), 22)
    device(p, V(49, 25.5), V(0, -1), 31)
    # hand
    o = V(0, -5)
    w = o + V(11, 68)
    back = limb([w, o + V(16, 59), o + V(20, 54)], [5, 6.4, 6.2])
    for x, y, k in ((32, 67, 2), (36, 62.5, 1), (38.5, 57, 0)):
        p.fill(limb([o + V(19, 55 + 3.2 * k), o + V(28, y + 2.4), o + V(x, y)], [3, 3, 2.6]))
    thumb = limb([o + V(15, 57), o + V(22, 45), o + V(32, 43)], [4.6, 3.8, 2.8])
    p.fill(soft(unary_union([back, thumb]), 2, 1))
    sleeve(p, [V(-9, 104), w], [9, 5.6])
    return p
