"""Call, with the loudspeaker on: the telephone lies on the floor beside the person's head; a finger is on it."""

from people import *


def handset(p, c, k, deg, tone):
    """The usual sign of a call: a handset, its back to the lower left."""
    f = lambda x, y: np.array(c) + rot(V(x, y) * k, deg)
    g = limb([f(-1, -0.1), f(-0.5, 0.42), f(0.5, 0.42), f(1, -0.1)], [0.3 * k, 0.22 * k, 0.22 * k, 0.3 * k])
    g = unary_union([g, cap(f(-1, -0.2), f(-1.0, 0.15), 0.33 * k), cap(f(1, -0.2), f(1, 0.15), 0.33 * k)])
    p.fill(soft(g, 0.1 * k), tone, line=False)


def call():
    p = Picture()
    p.fill(rect(31, 2, 121, 99, 5), GLOW, line=False)
    # the person, from above, cut at the left and below
    y = 87
    side = [(91, 7), (85, 14), (77, 16.5), (56, 15.5), (30, 14.5), (-8, 14.5)]
    body = Polygon(curve([(92, y)] + [(a, y - b) for a, b in side] + [(a, y + b) for a, b in reversed(side)]))
    p.fill(cap(V(104, y), V(86, y), 6, 7))
    p.fill(soft(body.buffer(0), 0.5, 1))
    head_front(p, V(105, y - 2), 27, 90, eye="closed", dx=-0.03, dy=-0.02, mouth="shut", ears=False)
    # the telephone
    a, c = 8, V(63, 35.5)
    r = lambda x, y: c + rot(V(x, y), a)
    p.fill(soft(poly([r(-16.5, -31.5), r(16.5, -31.5), r(16.5, 30), r(-16.5, 30)]), 0, 5))
    p.fill(soft(poly([r(-12, -25.5), r(12, -25.5), r(12, 23.5), r(-12, 23.5)]), 0, 1.5), TINT, width=2.4)
    p.fill(soft(poly([r(-9, -16), r(-5, -16), r(1, -21), r(1, -3), r(-5, -8), r(-9, -8)]), 0, 0.6), INK, line=False)
    for q in (4.5, 9):
        p.line([r(0.4 + q * math.cos(t), -12 + q * math.sin(t)) for t in np.linspace(-0.8, 0.8, 7)], width=2.4)
    p.solid(disc(r(1, 11), 8), PRIMARY)
    handset(p, r(1.6, 10.4), 5.4, 45, WHITE)
    for q in (11, 18, 25):
        p.line([r(14 + q * math.cos(t), -14 + q * math.sin(t)) for t in np.linspace(-0.7, 0.7, 7)], width=2.8)
    # the hand: a finger on the telephone
    w = V(18, 54)
    tip = r(-7, 15)
    p.fill(soft(limb([V(24, 57), V(36, 62), V(41, 58)], [5, 3.4, 3]), 1))
    p.fill(soft(unary_union([limb([w, V(27, 54), V(35, 52), tip], [5, 7, 4.6, 2.9]), limb([V(26, 52), V(33, 44), V(40, 43)], [5, 3.6, 3])]), 1.6, 0.5))
    sleeve(p, [V(-8, 60), w], [7.5, 5.6])
    return p
