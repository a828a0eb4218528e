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
    # the telephone on the floor: on a call, the loudspeaker lit, a finger on its sign
    a, c = 8, V(66, 34.5)
    r = lambda x, y: c + rot(V(x, y), a)
    p.fill(soft(poly([r(-15, -30), r(19.5, -30), r(19.5, 34), r(-15, 34)]), 0, 5), INK, line=False)
    p.fill(soft(poly([r(-16.5, -31.5), r(16.5, -31.5), r(16.5, 30.5), r(-16.5, 30.5)]), 0, 5))
    p.fill(soft(poly([r(-12, -27), r(12, -27), r(12, 25.5), r(-12, 25.5)]), 0, 1.5), TINT, width=2.4)
    handset(p, r(1, -16.5), 7, 45, INK)
    p.solid(disc(r(0, 9), 10.5), PRIMARY)
    p.fill(soft(poly([r(-6.4, 6), r(-3.6, 6), r(0.8, 2), r(0.8, 16), r(-3.6, 12), r(-6.4, 12)]), 0, 0.5), line=False)
    p.line([r(0.2 + 5 * math.cos(t), 9 + 5 * math.sin(t)) for t in np.linspace(-0.9, 0.9, 7)], width=2.4, tone=WHITE)
    for q in (12, 19, 26):
        p.line([r(12 + q * math.cos(t), 2 + q * math.sin(t)) for t in np.linspace(-0.7, 0.7, 7)], width=2.8)
    # the hand
    w = V(18, 60)
    tip = r(-10, 14.5)
    p.fill(soft(limb([V(24, 62), V(36, 66), V(42, 61)], [5, 3.4, 3]), 1))
    p.fill(soft(unary_union([limb([w, V(27, 59), V(37, 55), tip], [5, 7, 4.6, 2.9]), limb([V(26, 57), V(34, 47), V(42, 45)], [5, 3.6, 3])]), 1.6, 0.5))
    sleeve(p, [V(-8, 66), w], [7.5, 5.6])
    return p
