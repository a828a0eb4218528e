"""Try to wake: call, and rub the breastbone with the knuckles."""

from people import *


def fist(p, c, k, thumb=1):
    """A fist from behind, knuckles down on the chest: c its centre, thumb 1: on the right."""
    at = lambda x, y: V(c[0] + x * k * thumb, c[1] + y * k)
    g = [limb([at(0, -0.75), at(0, -0.3)], [0.22 * k, 0.3 * k]), soft(box(*at(-0.36, -0.36), *at(0.36, 0.3)), 0, 0.1 * k)]
    g += [cap(at(b, 0.1), at(b, 0.30), 0.09 * k) for b in (-0.27, -0.09, 0.09, 0.27)]
    p.fill(soft(unary_union(g), 0.06 * k, 0.03 * k))
    for b in (-0.18, 0, 0.18):
        p.line([at(b, 0.06), at(b, 0.36)], width=2.4, smooth=False)
    p.fill(limb([at(0.26, -0.42), at(0.46, -0.2), at(0.42, 0.08)], [0.1 * k, 0.11 * k, 0.1 * k]), width=2.4)


def wake():
    p = Picture()
    p.fill(rect(1, 43, 121, 99, 5), GLOW, line=False)
    u = 21
    c = V(65, 31)
    left, right = kneeling(p, c, u, V(66, 56), knees=(V(54, 60), V(78, 60)), width=0.5)
    # the person, from above: far arm, chest, near arm, head
    y = 72
    mitt(p, V(32, y - 21), V(-1, 0.03), 19, thumb=-1)
    p.fill(limb([V(87, y - 18), V(62, y - 22), V(32, y - 21)], [5, 4.4, 3.6]))
    body = Polygon(curve([(97, y), (95.5, y - 8.5), (91, y - 17), (83, y - 19.5), (62, y - 16), (38, y - 14.5), (-8, y - 15),
                          (-8, y + 15), (38, y + 14.5), (62, y + 16), (83, y + 19.5), (91, y + 17), (95.5, y + 8.5)]))
    p.fill(cap(V(107, y), V(91, y), 5.4, 6.2))
    p.fill(soft(body.difference(ellipse((98, y), 6, 7.5)), 0.5, 1))
    mitt(p, V(32, y + 21.5), V(-1, -0.03), 19, thumb=1)
    p.fill(limb([V(87, y + 18), V(62, y + 21.5), V(32, y + 21.5)], [5, 4.4, 3.6]))
    head_front(p, V(108, y - 1), 23, 90, eye="closed", dx=-0.05, dy=-0.02, mouth="shut", ears=False)
    # the head that calls, towards the face
    p.fill(soft(limb([V(76, 17), c + V(4, -4), c + V(3, -1)], [4, 4.2, 4.2]), 1))
    f = head_side(p, V(78.5, 14.8), u, 36, eye="open", tone=INK, mouth="open")
    m = f(0.46, 0.36)
    for r in (8, 14, 20):
        p.line([m + pol(a, r) for a in (20, 38, 56)])
    # one hand holds the arm; the fist rubs up and down the breastbone
    mitt(p, V(50, 48), V(-0.15, 1), 21, thumb=-1)
    sleeve(p, [left, V(50, 42), V(50, 47)], [4.8, 4.3, 3.6])
    fc = V(72, 71)
    p.arrow([fc + V(-21.5, 0), fc + V(15.6, 0)], both=True, head=6, halo=False)
    fist(p, fc, 22, thumb=-1)
    sleeve(p, [right, V(80, 47), fc + V(-0.3, -14)], [4.8, 4.5, 3.6])
    return p
