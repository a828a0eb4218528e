"""Try to wake: call, and rub the breastbone with the knuckles."""

from people import *


def fist(p, c, k):
    """A closed fist, knuckles down on the chest, the thumb across the fingers: c its centre."""
    at = lambda x, y: V(c[0] + x * k, c[1] + y * k)
    g = [limb([at(0.02, -0.85), at(0.02, -0.3)], [0.24 * k, 0.34 * k]), soft(box(*at(-0.5, -0.42), *at(0.5, 0.3)), 0, 0.14 * k)]
    p.fill(soft(unary_union(g), 0.06 * k, 0.03 * k))
    for b in (-0.34, 0, 0.34):
        p.fill(cap(at(b, 0.0), at(b, 0.40), 0.17 * k), width=2.4)
    p.fill(limb([at(-0.54, -0.34), at(-0.34, -0.06), at(0.18, -0.02)], [0.14 * k, 0.16 * k, 0.14 * k]), width=2.4)


def wake():
    p = Picture()
    p.fill(rect(1, 44, 121, 99, 5), GLOW, line=False)
    u = 21
    c = V(66, 29)
    left, right = kneeling(p, c, u, V(66, 44), knees=(V(49, 52), V(83, 52)), width=0.5)
    # the person, from above: far arm, chest, near arm, head
    y = 75
    mitt(p, V(32, y - 18.5), V(-1, 0.03), 19, thumb=-1)
    p.fill(limb([V(87, y - 18), V(62, y - 19), V(32, y - 18.5)], [5, 4.4, 3.6]))
    body = Polygon(curve([(97, y), (95.5, y - 8.5), (91, y - 17), (83, y - 19.5), (62, y - 16), (38, y - 14.5), (-8, y - 15),
                          (-8, y + 15), (38, y + 14.5), (62, y + 16), (83, y + 19.5), (91, y + 17), (95.5, y + 8.5)]))
    p.fill(cap(V(107, y), V(91, y), 5.4, 6.2))
    p.fill(soft(body.difference(ellipse((98, y), 6, 7.5)), 0.5, 1))
    mitt(p, V(32, y + 18.5), V(-1, -0.03), 19, thumb=1)
    p.fill(limb([V(87, y + 18), V(62, y + 19), V(32, y + 18.5)], [5, 4.4, 3.6]))
    head_front(p, V(108, y - 1), 23, 90, eye="closed", dx=-0.05, dy=-0.02, mouth="shut", ears=False)
    # the head that calls, towards the face
    p.fill(soft(limb([c + V(13, -14), c + V(4, -4), c + V(3, -1)], [4, 4.2, 4.2]), 1))
    f = head_side(p, c + V(16.5, -17), u, 40, eye="open", tone=INK, mouth="open")
    m = f(0.46, 0.36)
    for r in (11, 18, 25):
        p.line([m + pol(a, r) for a in (20, 37, 54)], width=2.8)
    # one hand shakes the shoulder; the fist rubs up and down the breastbone
    mitt(p, V(89.5, 49), V(-0.1, 1), 21, thumb=-1)
    sleeve(p, [right, V(86, 39), V(89.5, 48)], [4.8, 4.4, 3.6])
    fc = V(68, y - 0.5)
    p.arrow([fc + V(-22, 1), fc + V(18.5, 1)], both=True, head=5.6, halo=False)
    fist(p, fc, 17)
    sleeve(p, [left, V(54, 43), fc + V(-1, -13)], [4.8, 4.5, 3.6])
    return p
