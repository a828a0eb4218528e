"""Heads and hands close up, of a person on the back: `spray`, `second-dose` and `breath` share them."""

from people import *

# a profile with a large nose, drawn like PROFILE in puppet.py; its underside is from the tip to the lip
FACE = [(.02,-.50),(.22,-.465),(.345,-.34),(.385,-.2),(.385,-.11),(.48,.0),(.66,.12),(.76,.195),(.765,.255),(.70,.29),(.58,.285),
        (.465,.29),(.44,.345),(.44,.395),(.475,.435),(.465,.475),(.415,.505),(.46,.54),(.455,.585),(.405,.62),(.415,.675),(.385,.735),
        (.295,.735),(.14,.60),(.02,.47),(-.10,.37),(-.24,.33),(-.36,.20),(-.44,0),(-.44,-.2),(-.33,-.39),(-.16,-.48)]
GROUND, SIZE, TILT = 95, 44, 15


def lying_face(p, c, size=SIZE, tilt=TILT, outline=FACE, mouth=True):
    """The person's head, tilted back, with the neck and a piece of the chest; the head is on the right."""
    f = frame_of(c, size, 90 + tilt, mirror=True)
    g = unary_union([blob([f(*q) for q in outline]), cap(f(-0.10, 0.24), V(c[0] - 30, c[1] + 1), 8, 9.5)])
    p.fill(soft(g, 2.4, 0.2))
    hair(p, [f(*q) for q in HAIR], MID)
    p.fill(ellipse(f(-0.01, 0.02), 0.085 * size, 0.13 * size, 90 + tilt), width=2.4)
    p.line([f(0.14, -0.07), f(0.22, -0.03), f(0.30, -0.07)], width=2.4)
    if mouth:
        p.line([f(0.41, 0.50), f(0.33, 0.50), f(0.20, 0.475)], smooth=True)
    return f


def lying_chest(p, ground=GROUND, arm=True, x=52):
    """A piece of the chest and the near arm, cut at the left edge."""
    top = ground - 33.5
    q = lambda dx, dy: (x + dx, ground - dy)
    body = curve([q(5, 15), q(2, 24), q(-6, 30.5), q(-20, 34), q(-40, 35), (-8, top)], False) + [V(-8, ground), V(x, ground)]
    p.fill(soft(Polygon(body + curve([q(0, 0), q(5, 7), q(5, 15)], False)).buffer(0), 1, 2.5))
    if arm:
        p.fill(limb([q(-12, 14), V(20, ground - 10.5), V(-8, ground - 10)], [6.6, 6, 5.6]))


def spent(p, tip, d, size, edge=LEAF):
    """A nasal spray that has been used: its plunger is in. Paler than one in use."""
    d = unit(np.array(d, float))
    n = V(-d[1], d[0])
    at = lambda a, b: np.array(tip, float) - d * a * size + n * b * size
    for across, along, r in (
        ((0.06, 0.12), (0, 0.5), 0.03),
        ((0.11, 0.11), (0.9, 1.0), 0.03),
        ((0.19, 0.19), (0.58, 0.9), 0.05),
        ((0.36, 0.36), (0.46, 0.6), 0.05),
    ):
        (b0, b1), (a0, a1) = across, along
        p.fill(soft(poly([at(a0, -b0), at(a0, b0), at(a1, b1), at(a1, -b1)]), 0, r * size), width=2.4, edge=edge)


def open_hand(p, w, d, k, thumb=1, fingers=3, length=0.95, cut=0.5, spread=0.62):
    """A flat hand from wrist w along d: one outline, slits between the fingers; thumb 1: right of d on the page."""
    w, d = np.array(w, float), unit(np.array(d, float))
    n = V(-d[1], d[0]) * thumb
    at = lambda a, b: w + d * a * k + n * b * k
    pitch = spread / fingers
    rows = [(i - (fingers - 1) / 2) * pitch for i in range(fingers)]
    reach = lambda b: length - 0.10 * abs(b / pitch + 0.25)
    parts = [limb([at(0, 0), at(0.18, 0), at(0.45, 0)], [0.19 * k, 0.26 * k, spread / 2 * k])]
    parts += [cap(at(0.4, b), at(reach(b), b), pitch / 2 * k) for b in rows]
    g = soft(unary_union(parts), 0.03 * k, 0.01 * k)
    if thumb:
        g = unary_union([g, limb([at(0.12, 0.1), at(0.3, spread / 2 + 0.08), at(0.5, spread / 2 + 0.2)], [0.14 * k, 0.12 * k, 0.1 * k])])
        g = soft(g, 0.05 * k, 0.01 * k)
    p.fill(g)
    for a, b in zip(rows, rows[1:]):
        p.line([at(cut, (a + b) / 2), at(min(reach(a), reach(b)), (a + b) / 2)], width=2.4, smooth=False)
    return at
