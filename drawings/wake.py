"""Try to wake: call, and rub the breastbone with the knuckles."""

from people import *


def fist(p, w, d, k, thumb=1):
    """The back of a fist, knuckles ahead. w wrist, d where the knuckles point."""
    w, d = np.array(w, float), unit(np.array(d, float))
    n = V(-d[1], d[0]) * thumb
    at = lambda a, b: w + d * a * k + n * b * k
    g = [limb([at(0, 0), at(0.16, 0), at(0.36, 0)], [0.17 * k, 0.22 * k, 0.29 * k])]
    g += [cap(at(0.4, b), at(0.6, b), 0.1 * k) for b in (-0.27, -0.09, 0.09, 0.27)]
    p.fill(soft(unary_union(g), 0.02 * k, 0.01 * k))
    for b in (-0.18, 0, 0.18):
        p.line([at(0.52, b), at(0.68, b)], width=2.4, smooth=False)
    p.fill(limb([at(0.12, 0.2), at(0.3, 0.33), at(0.5, 0.27)], [0.1 * k, 0.1 * k, 0.095 * k]), width=2.4)


def wake():
    p = Picture()
    p.fill(rect(1, 43, 121, 99, 5), GLOW, line=False)
    u = 21
    c = V(65, 31)
    left, right = kneeling(p, c, u, V(66, 56), knees=(V(54, 60), V(78, 60)), width=0.5)
    sleeve(p, [right, V(84, 44), V(83, 60)], [4.6, 4, 3.6])
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
    # the head that calls
    p.fill(cap(c + V(2, -7), c + V(0, 2), 4))
    f = head_side(p, V(69, 15), u, 14, eye="open", tone=INK, mouth="open")
    m = f(0.42, 0.33)
    for r in (8, 14.5, 21):
        p.line([m + pol(a, r) for a in (-10, 15, 40)])
    # the fist
    w = V(75.5, 54)
    fist(p, w, V(0.06, 1), 23, thumb=-1)
    sleeve(p, [left, V(49, 52), w + V(-2, 0)], [4.8, 4.3, 3.4])
    p.arrow([(65.5, 78.5), (87, 78.5)], both=True, head=5.5, halo=False)
    return p
