"""CPR: straight arms, shoulders above the hands, hand on hand, the heel in the middle of the chest, down."""

from people import *


def person(p, s, ground, x):
    """A person on the back from the head to the thighs, head to the right."""
    p.fill(limb([V(x - 1.95 * s, ground - 0.44 * s), V(-12, ground - 0.46 * s)], [0.42 * s, 0.36 * s]), MID)
    f = head_side(p, V(x + 0.62 * s, ground - 0.5 * s), 0.88 * s, 96, mirror=True, neck=(V(x, ground - 0.46 * s), 0.2 * s, 0.23 * s),
              jaw=False, ear=False, mouth="none", eye="none")
    p.line([f(0.12, 0.0), f(0.23, 0.0)], width=2.4, smooth=False)
    chest(p, s, x, ground, waist=0.14)


def hand(p, wrist, heel, fingers):
    """A hand from the side: its heel is down, the fingers are lifted."""
    knuckle = heel + (fingers - heel) * 0.45 + V(0, -1.6)
    p.fill(soft(limb([wrist, heel, knuckle, fingers], [3.2, 4, 3.4, 2.7]), 1, 0.5))


def cpr():
    p = Picture()
    u, ground, x, s = 20, 94, 68, 25
    floor(p, ground, depth=7)
    c = V(x, 28)
    left, right = kneeling(p, c, u, V(x, 62), knees=(V(x - 19, 84), V(x + 19, 84)), width=0.3)
    p.fill(cap(c + V(0, -7), c + V(0, 1), 3.6))
    head_front(p, V(x, 14), 22, dy=0.2, tone=INK, ears=False)
    person(p, s, ground, 91)
    # the heel of the lower hand in the middle of the chest, the other hand on it
    h = V(x, 65)
    for sh, k in ((right, 1), (left, -1)):
        sleeve(p, [sh, h + V(k * 4.6, -15)], [4.6, 3])
    hand(p, h + V(5, -12), h + V(2, 0), h + V(-15, 0.5))
    hand(p, h + V(-4.6, -12), h + V(1, -7.5), h + V(-15, -7.5))
    p.arrow([V(45, 37), V(45, 54)], tone=DANGER, head=7, halo=False)
    return p
