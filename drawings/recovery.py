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
    p.line([f(-.07, .0), f(.0, .05), f(.07, .02)], width=2.4)
    p.line([f(.21, .0), f(.265, .04), f(.325, .0)], width=2.4)
    p.fill(ellipse(f(.17, .32), 0.09 * size, 0.07 * size, deg), INK, line=False)
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


def arrow_over(c, w0, w1, head):
    """A broad arrow along c, which widens towards us."""
    c = curve(c, False, 16)
    parts = [cap(c[i], c[i + 1], w0 + (w1 - w0) * i / len(c), w0 + (w1 - w0) * (i + 1) / len(c)) for i in range(len(c) - 1)]
    e, u = c[-1], unit(c[-1] - c[-4])
    n = V(-u[1], u[0])
    return unary_union(parts + [grow(poly([e - n * head, e + n * head, e + u * head * 1.4]), 0.8)])


def recovery():
    """The turn begins: the person is still half on the back, the far knee is up; we pull at the far shoulder and the knee."""
    p = Picture()
    p.fill(soft(poly([(11, 37), (113.5, 37), (120.5, 98.5), (1.5, 98.5)]), 0, 2), GLOW, width=2.4)
    # the near arm lies out, bent; the near leg is straight
    mitt(p, V(105, 91), V(1, 0.02), 19, thumb=-1)
    shoe(p, V(12, 71), V(-0.5, -1), 18, toe=-1)
    p.fill(limb([V(54, 69), V(33, 71), V(13, 71)], [6.4, 5, 4]), MID)
    p.fill(cap(V(101, 57), V(86, 60), 4.4, 6))
    body = poly(curve([(91, 60), (89, 52), (83, 49.5), (66, 53), (50, 51), (46, 58), (48, 72), (54, 75.5), (70, 72.5), (84, 74), (90, 70)]))
    p.fill(soft(unary_union([soft(body, 1, 1), limb([V(85, 69), V(88, 90), V(105, 91)], [4.6, 4, 3.3])]), 1, 0.3))
    # the far leg is bent, its foot on the rug
    shoe(p, V(27, 58), V(-1, 0.3), 18, toe=-1)
    p.fill(limb([V(53, 59), V(42, 31), V(27.5, 56)], [7, 5.6, 4]), MID)
    head_front(p, V(105, 55), 23, 82, eye="closed", dx=0.03, dy=-0.02, ears=False)
    # the far arm: its hand at the near cheek
    p.fill(soft(limb([V(86, 54), V(83, 68), V(93, 69), V(104, 66)], [4.4, 4, 3.4, 4]), 1, 0.3))
    # our hands on shoulder and knee
    for joints, hand in (([V(64, 116), V(70, 84), V(76, 62)], V(0.75, -1)), ([V(8, 116), V(21, 72), V(32.5, 42)], V(0.6, -1))):
        p.fill(limb(joints[1:], [4.4, 3.2]))
        mitt(p, joints[2], hand, 20, thumb=1)
        p.fill(cap(joints[1], joints[2], 3, 2), line=False)
        sleeve(p, [joints[0], joints[1] * 0.75 + joints[2] * 0.25], [6.4, 4.8])
    g = arrow_over([V(62, 41), V(55, 49), V(51, 62), V(51.5, 78)], 1.6, 2.8, 6.6)
    p.fill(grow(g, SEAM), line=False)
    p.fill(g, INK, line=False)
    return p


def clock(p, c, r):
    """A clock without numbers."""
    p.fill(disc(c, r), WHITE)
    for a in range(0, 360, 90):
        p.line([c + pol(a, r - 4), c + pol(a, r - 2.6)], width=2.4, smooth=False)
    p.line([c + V(0, -0.55 * r), c, c + V(0.4 * r, 0.22 * r)], smooth=False)


def one_hand(p, t, left, right):
    """A hand on the person's shoulder, the other one on the helper's own knee: nothing more is done but to stay."""
    a = t(74, 90)
    mitt(p, a + V(-1, -5), V(0.3, 1), 18, thumb=1)
    sleeve(p, [right, a + V(-12, -18), a + V(-1, -5)], [3.9, 3.4, 2.6])
    mitt(p, V(36.5, 49), V(0.35, 1), 18, thumb=-1)
    sleeve(p, [left, V(31, 40), V(36.5, 48)], [3.9, 3.4, 2.6])


def stay():
    p = on_the_side(helper, one_hand)
    clock(p, V(100, 22), 15)
    return p
