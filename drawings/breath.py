"""A rescue breath, close up: head back, two fingers under the chin, nose pinched, mouth over mouth, the chest rises."""

from closeup import *

# the person's nose; the helper's face, whose open mouth ends flat on the other face
NOSE = [(.385,-.14),(.45,-.06),(.60,.03),(.77,.11),(.83,.18),(.80,.26),(.70,.295),(.56,.285),(.465,.285)]
COVER = PLAIN[:4] + [(.385,-.05),(.43,.03),(.50,.10),(.485,.15),(.42,.18),(.42,.22),(.50,.255),(.535,.27),(.54,.49),(.48,.515),(.42,.50),
                     (.425,.56),(.37,.615),(.25,.58),(.12,.48)] + PLAIN[15:]


def breath():
    p = Picture()
    floor(p, GROUND - 3, depth=7)
    c, tilt, s2, deg = V(87, 75), 20, 35, 60
    f = frame_of(c, SIZE, 90 + tilt, mirror=True)
    h2 = f(0.41, 0.60) - rot(V(0.56 * s2, 0.38 * s2), deg)
    f2 = frame_of(h2, s2, deg)
    hand = f(0.80, -0.36)
    # the helper leans in: body, far arm to the nose
    p.solid(soft(limb([V(56, 20), V(98, 12), V(115, 22), hand + V(9, -9)], [8, 7, 6.4, 5.2]), 2, 0.5))
    p.solid(soft(limb([V(40, -16), V(46, 6), V(52, 26)], [13, 15, 13]), 3, 0.5))
    # the finger behind the nose
    p.fill(limb([hand, f(1.0, -0.14), f(0.93, 0.21)], [4.8, 4.4, 4.2]))
    lying_face(p, c, tilt=tilt, outline=FACE[:4] + NOSE + FACE[12:], mouth=False)
    lying_chest(p, GROUND, arm=False)
    g = unary_union([blob([f2(*q) for q in COVER]), cap(f2(-0.12, 0.22), V(54, 30), 7, 7)])
    p.fill(soft(g, 1.8, 0.2))
    hair(p, [f2(*q) for q in HAIR], INK)
    p.fill(ellipse(f2(-0.01, 0.02), 0.085 * s2, 0.13 * s2, deg), width=2.4)
    p.line([f2(0.14, -0.05), f2(0.21, -0.01), f2(0.29, -0.05)], width=2.4)
    # the hand and its thumb on the near side of the nose
    p.fill(soft(limb([hand + V(9, -9), hand + V(1, 0), f(0.68, -0.18), f(0.62, 0.24)], [5, 7.4, 4.8, 4.2]), 1))
    # two fingers under the chin, on the bone
    j = f(0.24, 0.76) + V(-2.5, 1.5)
    w = j + V(-19, 5)
    p.fill(soft(limb([w, j + V(-11, 3)], [4.6, 6]), 1))
    for b in (3.2, -3.0):
        p.fill(cap(j + V(-10, 3 + b), j + V(0, b), 3.3))
    sleeve(p, [V(45, 28), V(32, 46), w], [9.5, 7, 5])
    # a puff of air; the chest rises
    for a in (155, 180, 205):
        p.line([V(57, 79) + pol(a, 7), V(57, 79) + pol(a, 14)], width=3, tone=LEAF)
    p.arrow([V(20, 86), V(20, 71)], head=6, halo=False)
    return p
