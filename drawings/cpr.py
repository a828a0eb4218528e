"""CPR: straight arms, shoulders above the hands, two hands in the middle of the chest, down."""

from people import *


def person(p, s, ground, x):
    """All of a person on the back, head to the right."""
    f = head_side(p, V(x + 0.64 * s, ground - 0.5 * s), s, 94, mirror=True, neck=(V(x, ground - 0.46 * s), 0.21 * s, 0.23 * s),
              jaw=False, ear=False, mouth="none", eye="none")
    p.line([f(0.12, 0.0), f(0.22, 0.0)], width=2.4, smooth=False)
    knee, ankle = V(x - 3.35 * s, ground - 0.40 * s), V(x - 4.4 * s, ground - 0.22 * s)
    shoe(p, ankle + V(-0.05 * s, 0.02 * s), V(-0.25, -1), s, toe=-1)
    p.fill(limb([V(x - 2.05 * s, ground - 0.42 * s), knee, ankle], [0.42 * s, 0.28 * s, 0.19 * s]), MID)
    chest(p, s, x, ground)


def cpr():
    p = Picture()
    u, ground, x, s = 17.5, 88, 82, 19.5
    floor(p, ground, depth=11)
    c = V(x, 25)
    left, right = kneeling(p, c, u, V(x, 55), knees=(V(x - 15, 80), V(x + 15, 80)), width=0.2)
    p.fill(cap(c + V(0, -5), c + V(0, 1), 3.2))
    head_front(p, V(x, 13), 20, dy=0.1, tone=INK, ears=False)
    person(p, s, ground, 96)
    # the near arm on the floor, below the chest
    elbow, wrist = V(70, ground + 2.5), V(55, ground + 3)
    mitt(p, wrist, V(-1, 0.02), s * 0.95, thumb=1)
    p.fill(soft(limb([V(90, ground - 2.2), elbow, wrist], [3.9, 3.3, 2.9]), 2))
    # hands: heel of one in the middle of the chest, the other hand on it, fingers locked
    h = V(x, 63)
    for sh, k in ((right, 1), (left, -1)):
        sleeve(p, [sh, h + V(k * 4.6, -6)], [4.1, 2.7])
    p.fill(soft(limb([h + V(-9, 3.5), h + V(0, 4), h + V(9, 3.5)], [2.2, 3.8, 2.2]), 1))
    top = soft(unary_union([cap(h + V(-4, -3), h + V(4, -3), 4.2), cap(h + V(-4.5, 2), h + V(4.5, 2), 4)]), 1)
    p.fill(top)
    for b in (-3.2, 0, 3.2):
        p.line([h + V(b, 1.6), h + V(b, 5)], width=2.4, smooth=False)
    p.arrow([h + V(0, 11), h + V(0, 18.8)], tone=DANGER, head=6, halo=False)
    return p
