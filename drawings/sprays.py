"""The nasal spray: the first dose from the side, the second from the front, into the other nostril."""

from people import *


def spray():
    p = Picture()
    s, ground, tilt = 46, 92, 24
    floor(p, ground, depth=7)
    hc = V(91, 67.5)
    f = frame_of(hc, s, 90 + tilt, mirror=True)
    tip = f(0.535, 0.165)
    d = unit(f(0.50, 0.16) - f(1.05, 0.66))
    size = 33
    n = V(-d[1], d[0])
    end = tip + d * 3
    at = lambda a, b: end - d * a * size + n * b * size
    # the finger behind; the spray; the nose in front of its tip
    p.fill(limb([at(0.6, 0.6), at(0.45, 0.30), at(0.43, -0.34)], [2.9, 2.9, 2.6]))
    device(p, end, d, size)
    # the other hand, under the neck
    p.fill(limb([V(66, 97), V(74, 89), V(84, 85)], [4.2, 4.6, 3]))
    x = 58
    head_side(p, hc, s, 90 + tilt, mirror=True, neck=(V(x + 2, ground - 17), 8.5, 9.5), jaw=False)
    body = Polygon(curve([(63, 76), (60, 67), (52, 60), (38, 56), (18, 55), (-8, 56)], False) + [V(-8, ground), V(58, ground)]
                   + curve([(58, ground), (63, 86), (63, 76)], False)).buffer(0)
    p.fill(soft(body, 1, 2.5))
    p.fill(limb([V(44, 77), V(20, 82), V(-8, 83)], [8, 7, 6.4]))
    sleeve(p, [V(52, 116), V(65, 98)], [8, 5])
    # the hand that pushes: thumb on the plunger, a finger on each wing, two fingers curled
    w = V(45, 33)
    palm = soft(limb([w, at(0.86, 0.95), at(0.9, 0.7)], [5, 7.5, 8]), 3)
    thumb = limb([at(0.98, 0.92), at(1.27, 0.6), at(1.21, 0.02)], [4.6, 3.9, 3])
    p.fill(soft(unary_union([palm, thumb]), 2.5, 1))
    for a in (0.98, 0.81):
        p.fill(limb([at(a, 0.68), at(a, 0.38)], [2.7, 2.6]))
    p.fill(limb([at(0.72, 0.9), at(0.6, 0.62), at(0.44, 0.12)], [3.2, 3, 2.7]))
    sleeve(p, [V(-8, 43), w + V(-1, 0)], [8, 5.6])
    p.arrow([at(1.21, -0.40), at(0.84, -0.40)], head=5.4, halo=False)
    return p


def second_dose():
    p = Picture()
    # a short wait
    c, r = V(21, 58), 18.5
    p.fill(disc(c, r))
    p.fill(poly([c] + [c + pol(-90 + a, r - 2) for a in range(0, 19)]), GLOW, line=False)
    for i in range(12):
        p.line([c + pol(30 * i, r - 4.6), c + pol(30 * i, r - 4.2)], width=2.4)
    p.line([c, c + pol(-90, r - 4.5)], tone=MID)
    p.line([c, c + pol(-75, r - 4.5)])
    p.arrow([c + pol(a, r + 5.4) for a in (-98, -88, -80, -72)], width=2.6, head=4.6, halo=False)
    # the face, from the feet: head back
    x = 74
    p.fill(limb([V(x, 60), V(x, 90)], [12, 12]))
    p.fill(soft(poly([(46, 112), (52, 92), (68, 86), (92, 86), (108, 92), (114, 112)]), 1, 4))
    face = blob([(x, 12), (x + 13, 14), (x + 22, 26), (x + 22, 42), (x + 16, 58), (x + 7, 67), (x - 7, 67), (x - 16, 58), (x - 22, 42), (x - 22, 26), (x - 13, 14)])
    p.fill(face)
    p.fill(blob([(x, 6), (x + 16, 9), (x + 25, 24), (x + 22, 30), (x + 17, 18), (x, 14), (x - 17, 18), (x - 22, 30), (x - 25, 24), (x - 16, 9)]), MID)
    for k in (-1, 1):
        p.line([(x + k * 14, 26), (x + k * 10, 28.5), (x + k * 6, 26)], width=2.4)
    p.line([(x - 6, 56), (x, 55.4), (x + 6, 56)], width=2.4)
    p.fill(soft(unary_union([disc((x, 35), 5.2), disc((x - 6.5, 39), 4.6), disc((x + 6.5, 39), 4.6)]), 2))
    for k in (-1, 1):
        p.fill(ellipse((x + k * 5, 40), 1.9, 2.4), INK, line=False)
    # first dose: where it was
    tip, d, size = V(x - 6, 41), unit(V(0.6, -1)), 34
    device(p, tip, d, size, edge=MID, tone=TINT)
    p.line([q for q in face.exterior.coords if 31 < q[1] and q[0] < x] , smooth=False)
    # second dose: thumb on the plunger, two fingers on the wings
    end, d = V(x + 5, 39), unit(V(-0.6, -1))
    n = V(-d[1], d[0])
    at = lambda a, b: end - d * a * size + n * b * size
    w = V(106, 84)
    p.fill(soft(limb([at(0.9, 0.08), at(1.2, 0.2), w], [10, 9.5, 5.4]), 2))
    device(p, end, d, size)
    for k in (-1, 1):
        p.fill(limb([at(0.92, k * 0.45), at(0.68, k * 0.45), at(0.45, k * 0.27)], [3.2, 3, 2.7]))
    p.fill(limb([V(109, 84), V(107, 78), at(1.15, 0)], [4, 3.6, 3]))
    sleeve(p, [w + V(1, 1), V(120, 108)], [5.4, 7.5])
    p.arrow([V(58, 80), V(72, 88), V(88, 84)], head=6)
    return p
