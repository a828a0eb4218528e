"""The recovery position: on the side, cheek on the hand, upper knee bent, head back, mouth free; then somebody stays."""

from people import *


def on_the_side(draw_helper, draw_hands):
    """The rug, behind the person `draw_helper`, the person, over the person `draw_hands`."""
    p = Picture()
    k = 0.59
    t = lambda x, y: V(60 + (100 - x) * k, 75.5 + (y - 112) * k)
    u = 29 * k
    m = lambda v: V(-v[0], v[1])
    p.fill(soft(poly([(11, 49), (113.5, 49), (120.5, 98.5), (1.5, 98.5)]), 0, 2), GLOW, width=2.4)
    shoulders = draw_helper(p)
    SL, SU, HL, HU = t(62, 114), t(73, 91), t(112, 110), t(114, 96)
    # lower arm, out on the floor; lower leg
    el, w = t(60, 134), t(34, 141)
    mitt(p, w, V(1, 0.05), u * 1.1, thumb=-1)
    p.fill(limb([t(67, 124), el, w], [0.25 * u, 0.22 * u, 0.18 * u]))
    kl, al = t(148, 108), t(176, 106)
    shoe(p, al, m(pol(66)), u * 1.1, toe=1)
    p.fill(limb([HL, kl, al], [0.36 * u, 0.286 * u, 0.22 * u]), MID)
    hc, hs = V(101.8, 67), u * 1.36
    p.fill(cap(hc, t(70, 101), 0.30 * u, 0.36 * u))
    p.fill(soft(limb([t(74, 103), t(90, 103), t(114, 103)], [0.54 * u, 0.47 * u, 0.49 * u]), 0.3 * u, 0.05 * u))
    # hand under the cheek; head back, the face turned a little to the floor
    mitt(p, V(91, 82.5), V(1, -0.2), u * 1.5, thumb=0)
    head_front(p, hc, hs, 68, dx=0.035, dy=-0.05, ears=False, mouth="shut", eye="closed")
    ku, au = t(121, 138), t(158, 138)
    shoe(p, au, m(pol(60)), u * 1.1, toe=1)
    p.fill(limb([HU + V(0, 1), ku, au], [0.414 * u, 0.3 * u, 0.22 * u]), MID)
    p.fill(limb([SU, t(72, 131), V(91, 82.5)], [0.27 * u, 0.22 * u, 0.18 * u]))
    draw_hands(p, t, *shoulders)
    return p


def helper(p, head=V(52.5, 10.6), tilt=30):
    """Kneels behind the person and looks at the face."""
    hu = 16
    c = V(46, 25)
    shoulders = kneeling(p, c, hu, V(46, 45), knees=(V(36, 56), V(58, 56)), width=0.5)
    p.fill(limb([V(51.5, 12), c + V(1.5, -4), c + V(0.5, 0)], [3, 3, 3]))
    head_side(p, head, hu + 0.8, tilt, eye="open", tone=INK, mouth="none")
    return shoulders


def both_hands(p, t, left, right):
    """One hand on the person's shoulder, one on the hip: the person is turned and held."""
    a = t(74, 90)
    mitt(p, a + V(-1, -5), V(0.3, 1), 18, thumb=1)
    sleeve(p, [right, a + V(-12, -18), a + V(-1, -5)], [3.9, 3.4, 2.6])
    b = t(116, 91)
    mitt(p, b + V(-1, -5), V(0.3, 1), 18, thumb=-1)
    sleeve(p, [left, V(33, 44), b + V(-2, -6)], [3.9, 3.4, 2.6])


def recovery():
    return on_the_side(helper, both_hands)


def clock(p, c, r):
    """A clock without numbers: time passes."""
    p.fill(disc(c, r), WHITE)
    p.line([c + V(0, -0.62 * r), c, c + V(0.45 * r, 0.28 * r)], smooth=False)


def one_hand(p, t, left, right):
    """A hand on the person's shoulder, the other one on the helper's own knee: nothing more is done but to stay."""
    a = t(74, 90)
    mitt(p, a + V(-1, -5), V(0.3, 1), 18, thumb=1)
    sleeve(p, [right, a + V(-12, -18), a + V(-1, -5)], [3.9, 3.4, 2.6])
    mitt(p, V(36.5, 49), V(0.35, 1), 18, thumb=-1)
    sleeve(p, [left, V(31, 40), V(36.5, 48)], [3.9, 3.4, 2.6])


def stay():
    p = on_the_side(helper, one_hand)
    clock(p, V(103, 20), 13)
    return p
