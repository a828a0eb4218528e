"""Whole figures that several drawings share: a person on the back, a helper who kneels behind the person."""

from puppet import *


def floor(p, y, x0=1, x1=121, depth=7):
    """A floor: a toned band, wider than the body."""
    p.fill(rect(x0, y - 2, x1, min(y + depth, 99), 3), GLOW, line=False)


def sleeve(p, joints, radii, tone=PRIMARY, seam=True):
    return p.solid(soft(limb(joints, radii), 1.5, 0.5), tone, seam)


def chest(p, s, x, ground, end=None, waist=0.19):
    """The chest of a person on the back, from the neck at x to the hip, or to `end` where the picture ends."""
    hip = x - 2.05 * s
    top = ground - 1.0 * s
    last = hip + 0.02 * s if end is None else end
    outline = [V(x + 0.14 * s, ground - 0.45 * s), V(x + 0.02 * s, top + 0.36 * s), V(x - 0.30 * s, top + 0.12 * s),
               V(x - 0.72 * s, top), V(x - 1.2 * s, top + 0.05 * s), V(hip + 0.02 * s, top + waist * s)]
    outline = curve(outline + ([] if end is None else [V(end, top + (waist + 0.03) * s)]), False)
    outline += [V(last - 0.08 * s, ground)]
    outline += curve([V(x - 0.02 * s, ground), V(x + 0.10 * s, ground - 0.16 * s), V(x + 0.14 * s, ground - 0.45 * s)], False)
    return p.fill(soft(poly(outline), 0.02 * s, 0.08 * s))


def kneeling(p, c, u, hip, spread=0.62, knees=None, width=0.4):
    """The body of a helper who kneels behind the person and faces us. c = base of the neck. Gives back both shoulders."""
    c, hip = np.array(c, float), np.array(hip, float)
    left, right = c + V(-spread * u, 0.3 * u), c + V(spread * u, 0.3 * u)
    for side in (-1, 1):
        k = knees[0 if side < 0 else 1] if knees else hip + V(side * 0.75 * u, 1.2 * u)
        p.solid(limb([hip + V(side * 0.25 * u, 0), k], [0.34 * u, 0.3 * u]), LEAF)
    body = unary_union([
        unary_union([disc(left, 0.24 * u), disc(right, 0.24 * u), disc(c, 0.26 * u)]).convex_hull,
        unary_union([disc(left + V(0.05 * u, 0.1 * u), 0.2 * u), disc(right + V(-0.05 * u, 0.1 * u), 0.2 * u),
                     disc(hip + V(-width * u, 0), 0.2 * u), disc(hip + V(width * u, 0), 0.2 * u)]).convex_hull,
    ])
    p.solid(soft(body, 0.12 * u))
    return left, right
