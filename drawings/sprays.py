"""The nasal spray: the first dose from the side, the second from the front, into the other nostril."""

from closeup import *


def pushing(p, at, arm, wrist):
    """The hand that pushes: thumb on the plunger, a finger on each side of the nozzle; the arm comes from `arm`."""
    back = limb([wrist, at(0.98, -0.98)], [5.4, 7])
    grip = limb([at(1.25, 0.06), at(1.34, -0.52), at(1.06, -0.98), at(0.76, -0.98), at(0.46, -0.64), at(0.39, 0.12)], [3.6, 4.2, 6, 6, 3.6, 2.8])
    p.fill(soft(unary_union([back, grip]), 2, 0.6))
    sleeve(p, [arm, wrist], [8, 5.4])


def spray():
    p = Picture()
    floor(p, GROUND - 3, depth=7)
    f = lying_face(p)
    lying_chest(p)
    open_hand(p, V(55, 94.2), V(1, -0.38), 20, thumb=-1)
    sleeve(p, [V(40, 114), V(53, 98.5)], [8, 5])
    size, hidden = 30, 0.1
    d = unit(f(-0.66, -0.75) - f(0, 0))
    tip = f(0.58, 0.16) + d * hidden * size
    n = V(-d[1], d[0])
    at = lambda a, b: tip - d * a * size + n * b * size
    p.fill(cap(at(0.40, -0.1), at(0.40, 0.28), 2.7))
    slim(p, tip, d, size, hidden)
    pushing(p, at, V(134, 10), V(113, 24))
    p.arrow([at(1.88, 0.03), at(1.50, 0.03)], head=5.6, halo=False)
    return p


def stopwatch(p, c, r):
    """A dial of five minutes: two are over and filled, the third is filled lighter."""
    p.solid(cap(c + V(0, -r - 1), c + V(0, -r - 3), 1.6), INK)
    p.solid(cap(c + V(-2.6, -r - 4.2), c + V(2.6, -r - 4.2), 0.9), INK)
    p.line([c + pol(-48, r + 1), c + pol(-48, r + 3.4)], width=3.2, smooth=False)
    p.fill(disc(c, r))
    for i, tone in enumerate((INK, INK, LEAF)):
        piece = poly([c] + [c + pol(-90 + 72 * i + a, r - 2.9) for a in range(0, 73, 4)])
        p.fill(grow(piece, -0.8), tone, line=False)
    for i in (3, 4):
        p.line([c + pol(-90 + 72 * i, r - 4.6), c + pol(-90 + 72 * i, r - 1.4)], width=2.4, smooth=False)


def second_dose():
    p = Picture()
    c, ground = HEAD + V(0, -4.5), GROUND - 4.5
    floor(p, ground - 3, depth=14)
    f = frame_of(c, SIZE, 90 + TILT, mirror=True)
    # behind the nose: the free nostril is in front of the nozzle
    size, hidden = 28, 0.0
    d = unit(f(-0.62, -0.80) - f(0, 0))
    tip = f(0.55, 0.14)
    n = V(-d[1], d[0])
    at = lambda a, b: tip - d * a * size + n * b * size
    p.fill(cap(at(0.40, -0.1), at(0.40, 0.28), 2.7))
    slim(p, tip, d, size, hidden)
    lying_face(p, c, nostril=(0.655, 0.115, 0.085))
    lying_chest(p, ground, arm=False)
    pushing(p, at, V(134, 4), V(113, 20))
    stopwatch(p, V(43, 26), 15)
    # the spent one, thrown aside; the open pack of the new one
    p.fill(rect(36, 80, 54, 97, 0.5))
    p.fill(poly([(36, 80), (54, 80), (59, 73), (41, 73)]), MID)
    slim(p, V(3, 90), V(-1, 0.12), 25, pressed=True)
    return p
