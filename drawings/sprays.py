"""The nasal spray: the first dose, from the side; and after two to three minutes a new one into the other nostril, from above."""

from closeup import *


def hole(p, c, along, across, deg):
    """A nostril: a dark oval."""
    p.fill(ellipse(c, along, across, deg), INK, line=False)


def gripped(p, mouth, d, arm, wrist, m=1, k=1.0, rim=(5, 5.4), push=True):
    """A spray whose tip is in a nostril at `mouth`, and the hand that pushes it: the thumb on the plunger, a finger on
    each side of the nozzle. d: where the nozzle points; m: on which side of it the palm is; rim: the nostril's radii."""
    d = unit(np.array(d, float))
    n = V(-d[1], d[0]) * m
    at = lambda a, b: np.array(mouth, float) - d * a * k + n * b * k
    plate = lambda a0, a1, b0, b1, r: soft(poly([at(a0, -b0), at(a0, b0), at(a1, b1), at(a1, -b1)]), 0, r)
    hole(p, at(0.5, 0), *rim, math.degrees(math.atan2(d[1], d[0])))
    nozzle = plate(-1.8, 20, 2, 4.2, 0.8)
    p.fill(nozzle)
    p.fill(plate(-1.8, 6, 2.2, 2.9, 0.8), line=False)
    p.fill(plate(17.6, 23.4, 13.5, 13.5, 1.2))
    # the far finger comes from behind the spray and lies over its wing
    p.fill(soft(limb([at(31, -2), at(29, -11.5), at(21, -13.4), at(13, -10.6)], [3.6 * k, 3.7 * k, 3.6 * k, 3.2 * k]), 1))
    p.fill(plate(34, 43, 2.9, 2.9, 0.6), MID)
    p.fill(plate(22.5, 35, 5.6, 5.6, 1.4), MID)
    palm = limb([wrist, at(40, 23), at(30, 19)], [5.4, 7.4 * k, 5.5 * k])
    near = limb([at(32, 19), at(22, 15.2), at(13, 11)], [4.6 * k, 3.8 * k, 3.2 * k])
    thumb = limb([at(41, 23), at(51, 12), at(47.2, -1.5)], [5 * k, 3.8 * k, 3.3 * k])
    p.fill(soft(unary_union([palm, near, thumb]), 1.4, 0.5))
    sleeve(p, [arm, wrist], [8, 5.6])
    if push:
        p.arrow([at(69, -2), at(54, -2)], head=5.6, halo=False)
    return at


def spray():
    p = Picture()
    floor(p, GROUND - 3, depth=7)
    c, size = V(87, 74), 46
    f = lying_face(p, c, size)
    lying_chest(p)
    open_hand(p, V(51, 94.5), V(1, -0.34), 20, thumb=-1)
    sleeve(p, [V(36, 114), V(49, 98.5)], [8, 5])
    d = unit(f(-0.52, -0.84) - f(0, 0))
    gripped(p, f(0.62, 0.09), d, V(138, 6), V(112, 20), m=-1, k=0.78, rim=(5.4, 5.8))
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


NOSE = [(0, -.10), (.075, -.02), (.13, .05), (.235, .10), (.255, .18), (.17, .235), (0, .25)]


def second_dose():
    p = Picture()
    p.fill(rect(31, 1, 121, 99, 5), GLOW, line=False)
    size, c = 60, V(87, 33)
    f = frame_of(c, size, 90)
    # the hand under the neck
    sleeve(p, [V(38, 112), V(46, 71)], [8, 5.4])
    p.fill(limb([V(46, 70), V(49, 54), V(50, 40)], [5, 6.5, 7]))
    p.fill(cap(V(64, 33), V(38, 33), 12.5, 14.5))
    body = curve([(49, 33), (48, 45), (41, 54), (30, 59), (16, 60.5), (-8, 61)], False) + [V(-8, -8), V(29, -8), V(41, 2), V(48, 21)]
    p.fill(soft(poly(body), 1, 2))
    # the face, tilted back: nose and nostrils from below
    p.fill(blob([f(*q) for q in FRONT]))
    hair(p, [f(x, y + (-.05 if y > -.3 and abs(x) < .3 else 0)) for x, y in FHAIR], MID)
    for s in (-1, 1):
        p.line([f(s * .23 - .07, -.07), f(s * .23, -.03), f(s * .23 + .07, -.07)])
    p.line([f(-.13, .36), f(-.02, .385), f(.08, .37)])
    p.fill(blob([f(*q) for q in NOSE] + [f(-x, y) for x, y in NOSE[-2:0:-1]]))
    hole(p, f(-.125, .155), 4, 4.6, 0)
    gripped(p, f(.125, .145), V(.66, -.75), V(86, 122), V(83, 92), m=1, k=0.84, rim=(5.6, 5.6), push=False)
    stopwatch(p, V(16, 83.5), 12)
    # the spent one lies aside, struck out
    spent(p, V(109, 65.5), V(0.04, -1), 31, wing=0.33)
    a, b = V(98.5, 94), V(118.5, 69.5)
    p.fill(cap(a, b, 3.4), line=False)
    p.line([a, b], width=3.4, tone=DANGER, smooth=False)
    return p
