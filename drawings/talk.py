"""Two people who sit and talk."""

from people import *


def seat(p, x, m):
    q = lambda dx, y: V(x + m * dx, y)
    for a, b in (((-11, 44), (-9, 77)), ((-9, 77), (12, 77)), ((-9, 77), (-11, 97)), ((11, 77), (12, 97))):
        p.line([q(*a), q(*b)], smooth=False)


def seated(p, x, m, helper):
    u = 18
    q = lambda dx, y: V(x + m * dx, y)
    seat(p, x, m)
    hip, sh, knee, ankle, head = q(0, 69), q(1, 47), q(21, 69), q(19, 92), q(5, 26.5)
    shoe(p, ankle, V(m, 0.05), u, toe=m, tone=INK if helper else WHITE, solid=helper)
    legs = soft(limb([hip, knee, ankle], [6.4, 5.2, 3.6]), 2)
    p.solid(legs, LEAF, seam=False) if helper else p.fill(legs, MID)
    f = head_side(p, head, 19.5, 4 * m, mirror=m < 0, eye="open", tone=INK if helper else MID, neck=(q(1.5, 44), 3.2, 3.6), jaw=False,
                  mouth="none")
    p.line([f(0.41, 0.34), f(0.28, 0.34)], width=2.4, smooth=False)
    body = soft(limb([sh, q(1, 57), hip], [7.4, 6.8, 7.4]), 4)
    p.solid(body) if helper else p.fill(body)
    return sh


def arm(p, sh, wrist, u, side, helper, d, thumb):
    e = bend(sh, wrist, 1.05 * u, 0.95 * u, side)
    mitt(p, wrist, d, u, thumb=thumb)
    if helper:
        sleeve(p, [sh, e, wrist], [3.9, 3.4, 2.5])
    else:
        p.fill(soft(limb([sh, e, wrist], [4.3, 3.6, 2.9]), 1.5, 0.5))


def bubble(p, x, y, w, h, tail, tone):
    g = unary_union([rect(x - w, y - h, x + w, y + h, 5), poly([tail[0], tail[1], tail[2]])])
    p.fill(soft(g, 0.8, 0.5), tone)


def talk():
    p = Picture()
    a = seated(p, 34, 1, True)
    b = seated(p, 103, -1, False)
    p.fill(box(58, 62.5, 80.5, 67))
    p.line([(68, 69), (68, 97)], smooth=False)
    p.line([(64, 97), (72, 97)], smooth=False)
    arm(p, a + V(0, 3), V(57, 53), 18, 1, True, V(1, -0.5), -1)
    arm(p, b + V(0, 3), V(80, 59), 18, -1, False, V(-1, 0.1), 1)
    bubble(p, 58, 10, 9.5, 7.5, [(56, 15), (62, 15), (53.6, 34.6)], WHITE)
    bubble(p, 81, 10, 9.5, 7.5, [(77, 15), (83, 15), (83.2, 34.6)], TINT)
    for k in (-4.8, 0, 4.8):
        p.dot((58 + k, 10), 1.5)
        p.dot((81 + k, 10), 1.5)
    return p
