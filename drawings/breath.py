"""A rescue breath: head back, chin up, nose pinched, mouth on mouth; the helper kneels beside."""

from people import *


def breath():
    p = Picture()
    s, ground, tilt = 30, 90, 26
    floor(p, ground, depth=9)
    hc = V(86, 74)
    f = frame_of(hc, s, 90 + tilt, mirror=True)
    chin = f(0.41, 0.5)
    # helper: shin on the floor, thigh, far arm, body
    hip, sh = V(20, 45), V(52, 35)
    p.solid(limb([V(44, 80), V(14, 81)], [5.5, 5]), LEAF)
    p.solid(limb([hip, V(44, 79)], [8, 6.6]), LEAF)
    deg = 56
    h2 = f(0.405, 0.32) - rot(V(0.40 * s, 0.335 * s), deg)
    wrist = f(0.74, -0.38)
    p.solid(soft(limb([V(92, 36), V(115, 42), wrist + V(0.5, -1)], [4.4, 4.2, 3.2]), 1))
    p.solid(soft(limb([hip, V(37, 36), sh], [9, 9, 8.5]), 6))
    # person
    x = hc[0] - 0.68 * s
    head_side(p, hc, s, 90 + tilt, mirror=True, neck=(V(x, ground - 0.42 * s), 0.19 * s, 0.21 * s), jaw=False, mouth="none", ear=True)
    chest(p, s * 0.86, x, ground, end=-14)
    p.fill(limb([V(x - 8, ground - 9), V(x - 34, ground - 6), V(-8, ground - 6)], [5, 4.6, 4.2]))
    # the helper's head
    head_side(p, h2, s, deg, eye="none", tone=INK, neck=(sh + V(7, -1), 0.19 * s, 0.23 * s), jaw=False, mouth="none", ear=True)
    # the hand on the forehead; its fingers close the nose
    p.fill(soft(limb([wrist, f(0.58, -0.22), f(0.51, 0.05)], [3.6, 4.2, 2.4]), 1))
    p.fill(limb([f(0.53, -0.18), f(0.40, 0.09)], [2.6, 2.3]), width=2.4)
    # near arm, two fingers under the chin
    w = chin + V(-11, 4)
    p.fill(soft(limb([w, chin + V(-1, 2)], [3.6, 2.7]), 1))
    sleeve(p, [sh + V(0, 3), V(49, 55), w], [5.2, 4.2, 3.2])
    return p
