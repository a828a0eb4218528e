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
    head_front(p, V(x, 14), 20, dy=0.2, tone=INK, ears=False)
    person(p, s, ground, 96)
    # the near arm on the floor, below the chest
    elbow, wrist = V(71, ground + 4), V(55, ground + 4)
    mitt(p, wrist, V(-1, 0.02), s * 0.95, thumb=1)
    p.fill(soft(limb([V(89, ground + 0.6), elbow, wrist], [3.8, 3.3, 2.9]), 2))
    # one hand flat, its heel in the middle of the chest; the other across on it, a white gap between
    h = V(x, 59)
    for sh, k in ((right, 1), (left, -1)):
        sleeve(p, [sh, h + V(k * 4.2, -5)], [4.1, 2.9])
    p.fill(soft(limb([h + V(-17, 9.4), h + V(-9, 7.2), h + V(5, 6.6), h + V(11, 7.2)], [2.2, 3.4, 4.2, 3.6]), 1))
    top = soft(unary_union([cap(h + V(-4.4, -2.4), h + V(4.4, -2.4), 4), cap(h + V(-5, 1), h + V(5, 1), 3.4)]), 1)
    p.fill(grow(top, LINE / 2 + SEAM).intersection(box(0, h[1] + 2.5, W, H)), line=False)
    p.fill(top)
    for b in (-4, 0, 4):
        p.line([h + V(b, 0), h + V(b, 4)], width=2.4, smooth=False)
    p.arrow([V(x, 73.6), V(x, 82)], tone=DANGER, head=5.2, halo=False)
    return p
