"""The nasal spray, from the side: the first dose, and after two to three minutes a new one into the other nostril."""

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
    f = lying_face(p, nostrils=((NEAR, 0.078),))
    lying_chest(p)
    open_hand(p, V(55, 94.2), V(1, -0.38), 20, thumb=-1)
    sleeve(p, [V(40, 114), V(53, 98.5)], [8, 5])
    size, hidden = 30, 0.1
    d = unit(f(-0.66, -0.75) - f(0, 0))
    tip = f(*NEAR) + d * hidden * size
    n = V(-d[1], d[0])
    at = lambda a, b: tip - d * a * size + n * b * size
    p.fill(cap(at(0.40, -0.1), at(0.40, 0.28), 2.7))
    slim(p, tip, d, size, hidden)
    pushing(p, at, V(134, 10), V(113, 24))
    p.arrow([at(1.88, 0.03), at(1.50, 0.03)], head=5.6, halo=False)
    return p


def stopwatch(p, c, r):
    """A dial of five minutes: two are over and filled, the third is filled lighter."""
    p.line([c + V(0, -r), c + V(0, -r - 4)], width=3.4)
    p.solid(cap(c + V(-2.6, -r - 4.2), c + V(2.6, -r - 4.2), 0.9), INK, seam=False)
    p.line([c + pol(-48, r + 1), c + pol(-48, r + 3.4)], width=3.2, smooth=False)
    p.fill(disc(c, r))
    for i, tone in enumerate((INK, INK, LEAF)):
        piece = poly([c] + [c + pol(-90 + 72 * i + a, r - 2.9) for a in range(0, 73, 4)])
        p.fill(grow(piece, -0.8), tone, line=False)
    for i in (3, 4):
        p.line([c + pol(-90 + 72 * i, r - 4.6), c + pol(-90 + 72 * i, r - 1.4)], width=2.4, smooth=False)


def second_dose():
    p = Picture()
    c, ground = HEAD + V(0, -1), GROUND - 1
    floor(p, ground - 7, depth=14)
    f = frame_of(c, SIZE, 90 + TILT, mirror=True)
    lying_face(p, c)
    lying_chest(p, ground, arm=False)
    size, hidden = 26, 0.08
    d = unit(f(-0.66, -0.75) - f(0, 0))
    tip = f(*FAR) + d * hidden * size
    n = V(-d[1], d[0])
    at = lambda a, b: tip - d * a * size + n * b * size
    p.fill(cap(at(0.40, -0.1), at(0.40, 0.28), 2.7))
    slim(p, tip, d, size, hidden)
    pushing(p, at, V(134, 6), V(115, 22))
    stopwatch(p, V(45, 27), 15)
    # the spent one, thrown aside; the open pack of the new one
    p.fill(cap((6, 89.5), (29, 88.5), 4.5, 8), line=False)
    g = rect(38, 83, 55, 98, 0.5)
    p.fill(grow(g, 2.6).difference(box(0, 99, 122, 110)), line=False)
    p.fill(g)
    for k in (-1, 1):
        p.fill(poly([(46.5 + k * 8.5, 83), (46.5 + k * 1.5, 83), (46.5 + k * 5, 77), (46.5 + k * 12, 77)]), MID)
    slim(p, V(3.5, 88), V(-1, -0.04), 30, pressed=True, wing=0.30)
    return p
