"""The nasal spray, from the side: the first dose, and after two to three minutes a new one; the used one lies aside."""

from closeup import *


def gripped(p, mouth, d, arm, wrist, m=1, k=1.0):
    """A spray whose tip is in a nostril at `mouth`, and the hand that pushes it: the thumb on the plunger, a finger on
    each side of the nozzle. d: where the nozzle points; m: on which side of it the palm is. Gives back (along, across)."""
    d = unit(np.array(d, float))
    n = V(-d[1], d[0]) * m
    at = lambda a, b: np.array(mouth, float) - d * a * k + n * b * k
    plate = lambda a0, a1, b0, b1, r: soft(poly([at(a0, -b0), at(a0, b0), at(a1, b1), at(a1, -b1)]), 0, r)
    p.fill(cap(at(16.6, 0), at(17.4, -11.5), 3.6 * k))
    p.fill(plate(-1.6, 21, 2.2, 3.9, 0.8))
    p.fill(plate(37, 47, 3, 3, 0.6), MID)
    p.fill(plate(24, 37.5, 6.4, 6.4, 1.4), MID)
    p.fill(plate(21.4, 26, 13.5, 13.5, 1.2))
    palm = limb([wrist, at(38, 26), at(29, 24)], [6, 8 * k, 6 * k])
    near = limb([at(30, 24), at(19.5, 19.5), at(17, 8)], [5 * k, 4 * k, 3.6 * k])
    thumb = limb([at(40, 26), at(53, 16), at(50.4, -1.5)], [5.4 * k, 4.4 * k, 4 * k])
    p.fill(soft(unary_union([palm, near, thumb]), 1.6, 0.5))
    sleeve(p, [arm, wrist], [8, 5.6])
    return at


def in_the_nose(p, c, size, chest):
    """The person's head, a hand under the neck, and a spray in the nostril."""
    f = lying_face(p, c, size)
    lying_chest(p, x=chest)
    open_hand(p, V(c[0] - 37, 94.5), V(1, -0.34), 20, thumb=-1)
    sleeve(p, [V(c[0] - 52, 114), V(c[0] - 39, 98.5)], [8, 5])
    d = unit(f(-0.52, -0.84) - f(0, 0))
    mouth = f(0.565, 0.255)
    p.fill(ellipse(mouth, 4.8, 4.2, math.degrees(math.atan2(d[1], d[0]))), INK, line=False)
    return gripped(p, mouth, d, mouth + V(12, -62), mouth + V(1, -37), m=-1, k=0.8)


def spray():
    p = Picture()
    floor(p, GROUND - 3, depth=7)
    at = in_the_nose(p, V(88, 74), 46, 50)
    p.arrow([at(74, 0), at(59, 0)], head=5.6, halo=False)
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
    p.fill(rect(1, 37, 121, 99, 5), GLOW, line=False)
    in_the_nose(p, V(82, 74), 46, 44)
    stopwatch(p, V(105, 26), 13.5)
    spent(p, V(7, 47.5), V(-1, -0.06), 22)
    return p
