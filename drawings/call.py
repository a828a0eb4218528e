"""Call, with the loudspeaker on: a telephone in a hand."""

from people import *


def handset(p, c, k, deg, tone):
    """The old sign of a telephone's handset."""
    f = lambda x, y: np.array(c) + rot(V(x, y) * k, deg)
    g = limb([f(-1, -0.1), f(-0.5, 0.42), f(0.5, 0.42), f(1, -0.1)], [0.3 * k, 0.22 * k, 0.22 * k, 0.3 * k])
    g = unary_union([g, cap(f(-1, -0.2), f(-1.0, 0.15), 0.33 * k), cap(f(1, -0.2), f(1, 0.15), 0.33 * k)])
    p.fill(soft(g, 0.1 * k), tone, line=False)


def call():
    p = Picture()
    a, c = 10, V(66, 43)
    r = lambda x, y: c + rot(V(x, y) * 0.93, a)
    
    p.fill(soft(limb([r(6, 22), r(8, 45), r(10, 60)], [16, 9.6, 8.6]), 2))
    sleeve(p, [r(10, 57), r(14, 80)], [9.4, 12])
    p.fill(soft(poly([r(-21, -41), r(21, -41), r(21, 37), r(-21, 37)]), 0, 6))
    p.fill(soft(poly([r(-15, -33), r(15, -33), r(15, 28), r(-15, 28)]), 0, 2), TINT, width=2.4)
    # loudspeaker
    p.fill(soft(poly([r(-11, -20), r(-6, -20), r(1, -26), r(1, -6), r(-6, -12), r(-11, -12)]), 0, 0.6), INK, line=False)
    for q in (5, 10):
        p.line([r(1 + q * math.cos(t), -16 + q * math.sin(t)) for t in np.linspace(-0.8, 0.8, 7)], width=2.6)
    p.solid(disc(r(0, 11), 8.6), PRIMARY)
    handset(p, r(0, 10), 5.6, a + 215, WHITE)
    for i, y in enumerate((-4, 6, 16, 26)):
        p.fill(limb([r(-27, y + 2), r(-17, y)], [4.3, 3.9]))
    p.fill(soft(limb([r(20, 42), r(25, 24), r(17, 11)], [8, 5.6, 4.4]), 2))
    for q in (8, 15, 22):
        p.line([r(24 + q * math.cos(t), -26 + q * math.sin(t)) for t in np.linspace(-0.8, 0.8, 7)], width=2.8)
    return p
