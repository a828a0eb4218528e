"""The recovery position: on the side, cheek on the hand, upper knee bent, head back, mouth free; then somebody stays."""

from people import *


# a head between front and profile, in heights of a head; it looks to the right and a little down
TURNED = [(.0,-.50),(.20,-.465),(.345,-.34),(.385,-.16),(.37,-.04),(.40,.08),(.385,.22),(.345,.36),(.265,.47),(.15,.53),(.02,.50),
          (-.12,.42),(-.24,.31),(-.34,.18),(-.40,.0),(-.41,-.18),(-.34,-.36),(-.19,-.475)]
CAP = [(.0,-.54),(.22,-.505),(.375,-.39),(.405,-.25),(.33,-.235),(.22,-.29),(.06,-.31),(-.10,-.26),(-.20,-.12),(-.235,.02),
       (-.25,.16),(-.31,.24),(-.40,.15),(-.445,-.02),(-.445,-.2),(-.37,-.39),(-.2,-.515)]


def head_turned(p, c, size, deg):
    """The head of somebody who lies on the side: tilted back, the face turned to the floor."""
    f = frame_of(c, size, deg)
    p.fill(blob([f(*q) for q in TURNED]))
    hair(p, [f(*q) for q in CAP], MID)
    p.line([f(-.06, -.02), f(0, .03), f(.07, .0)], width=2.4)
    p.line([f(.26, -.02), f(.31, .01), f(.355, -.02)], width=2.4)
    p.line([f(.19, -.05), f(.265, .16), f(.17, .175)], width=2.4, smooth=False)
    p.fill(ellipse(f(.20, .335), 0.085 * size, 0.065 * size, deg), INK, line=False)
    return f


def on_the_side(draw_helper, draw_hands, shift=0.0):
    """The rug, behind the person `draw_helper`, the person, over the person `draw_hands`."""
    p = Picture()
    k = 0.59
    t = lambda x, y: V(60 + (100 - x) * k, 75.5 + shift + (y - 112) * k)
    u = 29 * k
    m = lambda v: V(-v[0], v[1])
    p.fill(soft(poly([(11, 49 + shift), (113.5, 49 + shift), (120.5, 98.5 + shift), (1.5, 98.5 + shift)]), 0, 2), GLOW, width=2.4)
    shoulders = draw_helper(p)
    SU, HL, HU = t(73, 91), t(112, 110), t(114, 96)
    # lower arm, out on the floor; lower leg
    el, w = t(64, 136), t(40, 143)
    mitt(p, w, V(1, 0.05), u * 1.1, thumb=-1)
    p.fill(limb([t(67, 124), el, w], [0.25 * u, 0.22 * u, 0.18 * u]))
    kl, al = t(148, 108), t(176, 106)
    shoe(p, al, m(pol(66)), u * 1.1, toe=1)
    p.fill(limb([HL, kl, al], [0.36 * u, 0.286 * u, 0.22 * u]), MID)
    hc, hs = V(101.5, 66.5 + shift), u * 1.4
    p.fill(cap(hc + V(-4, 1), t(70, 102), 0.27 * u, 0.36 * u))
    p.fill(soft(limb([t(74, 103), t(90, 103), t(114, 103)], [0.54 * u, 0.47 * u, 0.49 * u]), 0.3 * u, 0.05 * u))
    ku, au = t(121, 138), t(158, 138)
    shoe(p, au, m(pol(60)), u * 1.1, toe=1)
    p.fill(limb([HU + V(0, 1), ku, au], [0.414 * u, 0.3 * u, 0.22 * u]), MID)
    # the upper arm and its hand, one outline; the cheek lies on the hand
    elbow, wrist = t(72, 131), V(91, 81 + shift)
    arm = limb([SU, elbow, wrist], [0.27 * u, 0.22 * u, 0.18 * u])
    palm = limb([wrist, V(98, 77.5 + shift), V(106.5, 76.5 + shift)], [0.18 * u, 0.25 * u, 0.2 * u])
    p.fill(soft(unary_union([arm, palm]), 1, 0.3))
    head_turned(p, hc, hs, 62)
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


ROLL = [V(79, 44.5), V(79, 31), V(73.5, 18.5), V(64, 15.5), V(56.5, 26), V(54.5, 46)]  # from behind, over the body, to us


def roll():
    """A broad arrow along it, which widens towards us."""
    c = curve(ROLL, False, 16)
    parts = [cap(c[i], c[i + 1], 1.2 + 1.3 * i / len(c), 1.2 + 1.3 * (i + 1) / len(c)) for i in range(len(c) - 1)]
    e, u = c[-1], unit(c[-1] - c[-4])
    n = V(-u[1], u[0])
    return unary_union(parts), grow(poly([e - n * 6.2, e + n * 6.2, e + u * 9]), 0.8)


def our_hands(p, t):
    """We kneel in front of the person: hands on the far shoulder and on the knee roll the person towards us."""
    a, b = t(74, 92), t(121, 134)
    mitt(p, a + V(-7, 8), V(0.7, -1), 20, thumb=1)
    sleeve(p, [V(57, 116), V(60, 82), a + V(-8, 10)], [7, 5, 3.6])
    mitt(p, b + V(-7, 9), V(0.6, -1), 20, thumb=1)
    sleeve(p, [V(20, 116), b + V(-8, 11)], [7, 3.6])
    shaft, head = roll()
    p.fill(grow(head, SEAM), line=False)
    p.fill(unary_union([shaft, head]), INK, line=False)


def recovery():
    return on_the_side(lambda p: (), our_hands, -14)


def clock(p, c, r):
    """A clock without numbers, and an arrow round it: time passes."""
    p.fill(disc(c, r), WHITE)
    p.line([c + V(0, -0.6 * r), c, c + V(0.5 * r, 0)], smooth=False)
    p.arrow([c + pol(a, r + 5.6) for a in range(-80, 201, 20)], head=6, halo=False)


def one_hand(p, t, left, right):
    """A hand on the person's shoulder, the other one on the helper's own knee: nothing more is done but to stay."""
    a = t(74, 90)
    mitt(p, a + V(-1, -5), V(0.3, 1), 18, thumb=1)
    sleeve(p, [right, a + V(-12, -18), a + V(-1, -5)], [3.9, 3.4, 2.6])
    mitt(p, V(36.5, 49), V(0.35, 1), 18, thumb=-1)
    sleeve(p, [left, V(31, 40), V(36.5, 48)], [3.9, 3.4, 2.6])


def stay():
    p = on_the_side(helper, one_hand)
    clock(p, V(101, 22), 11.5)
    return p
