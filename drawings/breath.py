"""A rescue breath, close up: head back, two fingers under the jawbone, nose pinched, lips sealed, the chest rises."""

from closeup import *

# the person's nose; the helper's face with the lips put forward
NOSE = [(.385,-.14),(.45,-.06),(.60,.02),(.73,.065),(.755,.13),(.715,.19),(.60,.215)]
SEAL = PLAIN[:5] + [(.44,.04),(.515,.11),(.50,.165),(.42,.195),(.425,.26),(.49,.30),(.505,.36),(.49,.42),(.42,.455),(.425,.52),
                    (.37,.575),(.25,.56),(.12,.47)] + PLAIN[15:]


def breath():
    p = Picture()
    floor(p, GROUND - 3, depth=7)
    c, s2, deg = HEAD + V(1, 1), 37, 60
    f = frame_of(c, SIZE, 90 + TILT, mirror=True)
    h2 = f(0.44, 0.53) - rot(V(0.45 * s2, 0.36 * s2), deg)
    # the helper's back and the arm to the forehead, behind both heads
    hand = f(0.61, -0.33)
    back = poly(curve([(60, 16), (46, 15), (31, 28), (18, 40), (11, 51), (8, 66)], False) + [(44, 70), (60, 48)])
    arm = limb([V(48, 24), V(76, 9), V(107, 13), V(116, 30), hand + V(3.4, -7)], [9, 7.5, 6.6, 5.6, 5])
    p.solid(soft(unary_union([soft(back, 2, 4), arm]), 4, 0.5))
    # the finger behind the nose
    p.fill(limb([hand, f(0.93, -0.12), f(0.80, 0.16)], [3.6, 3.6, 3.2]))
    lying_face(p, c, outline=FACE[:4] + NOSE + FACE[11:], mouth=False)
    lying_chest(p, GROUND, arm=False)
    # the air goes down into the chest
    p.arrow([V(78, 66), V(68, 76), V(54, 79), V(36, 77)], tone=LEAF, head=6.4, halo=False)
    # the helper's face over the person's: the open mouth covers the mouth
    f2 = frame_of(h2, s2, deg)
    g = unary_union([blob([f2(*q) for q in SEAL]), cap(f2(-0.12, 0.22), V(56, 33), 7, 8)])
    p.fill(soft(g, 1.8, 0.2))
    hair(p, [f2(*q) for q in HAIR], INK)
    p.fill(ellipse(f2(-0.01, 0.02), 0.085 * s2, 0.13 * s2, deg), width=2.4)
    p.line([f2(0.14, -0.05), f2(0.21, -0.01), f2(0.29, -0.05)], width=2.4)
    p.fill(ellipse(f2(0.475, 0.37), 0.085 * s2, 0.20 * s2, deg))
    # the hand on the forehead, the thumb on the near side of the nose
    p.fill(soft(limb([hand + V(3.4, -7), hand, f(0.60, -0.20), f(0.60, 0.12)], [5, 6.4, 4.4, 3.4]), 1))
    # two fingers under the jawbone
    j = f(0.17, 0.62) + V(-3.6, 1)
    w = j + V(-14, 1.5)
    p.fill(soft(limb([w, j + V(-7, 0.5), j], [4.4, 5.8, 4.7]), 1))
    p.line([j + V(-5, 0), j + V(4.4, 0)], width=2.4, smooth=False)
    sleeve(p, [V(47, 34), V(36, 51), w], [9, 6, 4.8])
    p.arrow([V(14, 82), V(14, 69)], head=5.6, halo=False)
    return p
