"""The way to draw: figures from joints. Limbs are chains of tapered capsules, united, rounded, fitted with curves,
cut at the frame and written as plain SVG paths. All lengths are units of the picture, which is 122 x 100."""

import math

import numpy as np
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import linemerge, unary_union

W, H = 122, 100
LINE = 2.6  # the line; 0.38 mm where a picture is 18 mm wide
SEAM = 1.9  # the white line that keeps two solid shapes apart
INK, PRIMARY, LEAF, MID = "#1d2b30", "#0b4f5c", "#2f7682", "#8fb9be"
TINT, LAMP, GLOW, WHITE, DANGER = "#e4eff0", "#fbe9c4", "#eccf97", "#ffffff", "#6b1a10"


def V(x, y):
    return np.array([x, y], float)


def rot(v, deg):
    a = math.radians(deg)
    c, s = math.cos(a), math.sin(a)
    return V(c * v[0] - s * v[1], s * v[0] + c * v[1])


def unit(v):
    return v / np.hypot(*v)


def pol(deg, r=1.0):
    """A vector of length r; 90 points down."""
    return rot(V(r, 0), deg)


# ---------------------------------------------------------------- shapes


def grow(g, r):
    return g.buffer(r, quad_segs=24)


def disc(c, r):
    return grow(Point(*c), r)


def cap(p, q, r1, r2=None):
    return unary_union([disc(p, r1), disc(q, r1 if r2 is None else r2)]).convex_hull


def limb(pts, rs):
    """A chain of tapered capsules; every inner bend is filleted, wide where it is shallow."""
    pts = [np.array(p, float) for p in pts]
    parts = [cap(pts[i], pts[i + 1], rs[i], rs[i + 1]) for i in range(len(pts) - 1)]
    out = list(parts)
    for i in range(1, len(pts) - 1):
        u, v = pts[i] - pts[i - 1], pts[i + 1] - pts[i]
        bend = math.degrees(math.acos(max(-1, min(1, unit(u) @ unit(v)))))
        r = rs[i] * (6 if bend < 22 else 3 if bend < 45 else 1.3 if bend < 75 else 0.6 if bend < 110 else 0.3)
        out.append(grow(grow(unary_union(parts[i - 1 : i + 1]), r), -r))
    return unary_union(out)


def soft(g, hollow, corner=None):
    """Rounds the hollows of a shape, then its corners."""
    corner = hollow if corner is None else corner
    return grow(grow(grow(grow(g, hollow), -hollow), -corner), corner)


def curve(pts, closed=True, n=10):
    """A smooth line through points."""
    pts = [np.array(p, float) for p in pts]
    count, out = len(pts), []
    for i in range(count if closed else count - 1):
        p1, p2 = pts[i], pts[(i + 1) % count]
        p0 = pts[i - 1] if closed or i > 0 else p1
        p3 = pts[(i + 2) % count] if closed or i < count - 2 else p2
        for k in range(n):
            t = k / n
            a, b, c = -p0 + p2, 2 * p0 - 5 * p1 + 4 * p2 - p3, -p0 + 3 * p1 - 3 * p2 + p3
            out.append(0.5 * (2 * p1 + a * t + b * t * t + c * t**3))
    return out if closed else out + [pts[-1]]


def blob(pts):
    return Polygon(curve(pts)).buffer(0)


def poly(pts):
    return Polygon(pts).buffer(0)


def rect(x0, y0, x1, y1, r=1.0):
    return soft(box(x0, y0, x1, y1), 0, r) if r else box(x0, y0, x1, y1)


def ellipse(c, a, b, deg=0):
    g = affinity.scale(grow(Point(0, 0), 1), a, b)
    return affinity.translate(affinity.rotate(g, deg, origin=(0, 0)), *c)


def bend(a, t, upper, lower, side=1):
    """Where the elbow is between shoulder a and wrist t; the side picks one of the two ways."""
    a, t = np.array(a, float), np.array(t, float)
    d = np.hypot(*(t - a))
    if d >= upper + lower:
        return a + (t - a) * upper / (upper + lower)
    x = (upper * upper - lower * lower + d * d) / (2 * d)
    u = (t - a) / d
    return a + u * x + side * math.sqrt(max(upper * upper - x * x, 0)) * V(-u[1], u[0])


# ---------------------------------------------------------------- points to curves (Schneider's fit)


def _bezier(c, t):
    t = t[:, None]
    return (1 - t) ** 3 * c[0] + 3 * (1 - t) ** 2 * t * c[1] + 3 * (1 - t) * t * t * c[2] + t**3 * c[3]


def _fit(pts, t1, t2, tol, out):
    n = len(pts)
    if n == 2:
        d = np.hypot(*(pts[1] - pts[0])) / 3
        out.append([pts[0], pts[0] + t1 * d, pts[1] + t2 * d, pts[1]])
        return
    u = np.concatenate([[0], np.cumsum(np.hypot(*(np.diff(pts, axis=0)).T))])
    u /= u[-1]
    for _ in range(4):
        b1, b2 = 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u)
        a1, a2 = t1 * b1[:, None], t2 * b2[:, None]
        m = np.array([[np.sum(a1 * a1), np.sum(a1 * a2)], [np.sum(a1 * a2), np.sum(a2 * a2)]])
        rest = pts - (pts[0] * ((1 - u) ** 3 + b1)[:, None] + pts[-1] * (u**3 + b2)[:, None])
        x, length = np.array([np.sum(a1 * rest), np.sum(a2 * rest)]), np.hypot(*(pts[-1] - pts[0]))
        try:
            a = np.linalg.solve(m, x)
        except np.linalg.LinAlgError:
            a = V(-1, -1)
        if a[0] < 1e-3 * length or a[1] < 1e-3 * length:
            a = V(length / 3, length / 3)
        c = np.array([pts[0], pts[0] + t1 * a[0], pts[-1] + t2 * a[1], pts[-1]])
        q = _bezier(c, u)
        e = np.sum((q - pts) ** 2, axis=1)
        k = int(np.argmax(e))
        if e[k] < tol * tol:
            out.append(c)
            return
        d1 = 3 * (
            ((1 - u) ** 2)[:, None] * (c[1] - c[0])
            + 2 * ((1 - u) * u)[:, None] * (c[2] - c[1])
            + (u * u)[:, None] * (c[3] - c[2])
        )
        den = np.sum(d1 * d1, axis=1)
        den[den == 0] = 1
        u = np.maximum.accumulate(np.clip(u - np.sum((q - pts) * d1, axis=1) / den, 0, 1))
    k = min(max(k, 1), n - 2)
    t = pts[k - 1] - pts[k + 1]
    t = unit(t) if np.hypot(*t) > 0 else t2
    _fit(pts[: k + 1], t1, t, tol, out)
    _fit(pts[k:], -t, t2, tol, out)


def _n(x):
    s = f"{x:.1f}"
    s = s[:-2] if s.endswith(".0") else s
    return "0" if s == "-0" else s


def _pt(p):
    return f"{_n(p[0])} {_n(p[1])}"


STRAIGHT = 4.5  # a longer edge stays a straight line


def path(coords, closed=True, tol=0.09):
    """The data of a path through points: M, L, C and Z only."""
    pts = np.array(coords, float)
    if closed:
        pts = pts[:-1]
    keep = [0]
    for i in range(1, len(pts)):
        if np.hypot(*(pts[i] - pts[keep[-1]])) > 0.04:
            keep.append(i)
    if not closed and keep[-1] != len(pts) - 1:
        keep[-1] = len(pts) - 1
    pts = pts[keep]
    n = len(pts)
    if n < 3:
        return "M" + "L".join(_pt(p) for p in pts) + ("Z" if closed else "")
    corners = []
    for i in range(n):
        if not closed and i in (0, n - 1):
            corners.append(i)
            continue
        a, b = pts[i] - pts[i - 1], pts[(i + 1) % n] - pts[i]
        turn = abs(math.degrees(math.atan2(a[0] * b[1] - a[1] * b[0], a @ b)))
        if turn > 28 or max(np.hypot(*a), np.hypot(*b)) > STRAIGHT:
            corners.append(i)
    if closed:
        s = corners[0] if corners else 0
        pts = np.roll(pts, -s, axis=0)
        corners = sorted((c - s) % n for c in corners) or [0]
        pts = np.vstack([pts, pts[:1]])
        corners.append(n)
    d = "M" + _pt(pts[0])
    for i in range(len(corners) - 1):
        part = pts[corners[i] : corners[i + 1] + 1]
        if len(part) == 2:
            d += "L" + _pt(part[1])
            continue
        if closed and len(corners) == 2:
            t1 = unit(part[1] - part[-2])
            t2 = -t1
        else:
            t1, t2 = unit(part[1] - part[0]), unit(part[-2] - part[-1])
            before = pts[corners[i]] - (pts[corners[i] - 1] if corners[i] > 0 else pts[-2] if closed else pts[0])
            k = corners[i + 1]
            after = (pts[k + 1] if k + 1 < len(pts) else pts[1] if closed else pts[-1]) - pts[k]
            if np.hypot(*before) > STRAIGHT and unit(before) @ t1 > 0.88:
                t1 = unit(before)
            if np.hypot(*after) > STRAIGHT and -(unit(after) @ t2) > 0.88:
                t2 = -unit(after)
        out = []
        _fit(part, t1, t2, tol, out)
        for c in out:
            d += "C" + " ".join(_pt(p) for p in c[1:])
    return d + ("Z" if closed else "")


# ---------------------------------------------------------------- a picture


def polygons(g):
    return [q for q in getattr(g, "geoms", [g]) if q.geom_type == "Polygon" and q.area > 0.3]


class Picture:
    """Shapes from back to front. `fill` is a plane with a line, `solid` a dark plane; where a solid lies on another
    one, a white seam is left round it, so that both can be told apart in one black."""

    def __init__(self):
        self.items, self.dark = [], Polygon()

    def fill(self, g, tone=WHITE, line=True, width=LINE, edge=INK):
        self.items.append(("fill", g, tone, width if line else 0, edge))
        if tone in (INK, PRIMARY, LEAF, DANGER):
            self.dark = self.dark.union(g)
        else:
            self.dark = self.dark.difference(g)
        return g

    def solid(self, g, tone=PRIMARY, seam=True):
        g = grow(g, LINE / 2)
        if seam:
            gap = grow(g, SEAM).intersection(grow(self.dark, 0.3))  # a little more: no hairline of the dark stays
            if gap.area > 1:
                self.fill(gap, WHITE, line=False)
        return self.fill(g, tone, line=False)

    def line(self, pts, width=LINE, tone=INK, smooth=True):
        pts = curve(pts, False) if smooth and len(pts) > 2 else [V(*p) for p in pts]
        self.items.append(("line", LineString(pts), tone, width, tone))

    def dot(self, c, r=1.7, tone=INK):
        self.fill(disc(c, r), tone, line=False)

    def arrow(self, pts, tone=INK, width=3.2, head=6.5, both=False, halo=True, angle=38):
        """An arrow as strokes; a white halo keeps it apart from what it crosses."""
        pts = [np.array(p, float) for p in pts]
        c = curve(pts, False) if len(pts) > 2 else pts
        heads = []
        for a, b in [(c[-2], c[-1])] + ([(c[1], c[0])] if both else []):
            u = unit(b - a)
            heads.append([b - rot(u, angle) * head, b, b - rot(u, -angle) * head])
        if halo:
            g = unary_union([LineString(c)] + [LineString(h) for h in heads])
            self.fill(grow(g, width / 2 + 1.7), WHITE, line=False)
        self.line(pts, width, tone)
        for h in heads:
            self.line(h, width, tone, smooth=False)

    def svg(self):
        out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}">']
        out.append('<g fill="none" stroke-linecap="round" stroke-linejoin="round">')
        frame = box(0, 0, W, H)
        for kind, g, tone, width, edge in self.items:
            inner = box(width / 2, width / 2, W - width / 2, H - width / 2)
            stroke = f' stroke="{edge}" stroke-width="{width}"' if width else ""
            if kind == "fill" and (inner.covers(g) or not width):
                d = "".join(
                    path(q.exterior.coords) + "".join(path(r.coords) for r in q.interiors)
                    for q in polygons(g.intersection(frame))
                )
                if d:
                    out.append(f'<path d="{d}" fill="{tone}"{stroke}/>')
                continue
            if kind == "fill":
                d = "".join(path(q.exterior.coords) for q in polygons(g.intersection(frame)))
                if d:
                    out.append(f'<path d="{d}" fill="{tone}"/>')
            m = (g.boundary if kind == "fill" else g).intersection(inner)
            m = linemerge(m) if m.geom_type == "MultiLineString" else m
            parts = [q for q in getattr(m, "geoms", [m]) if q.geom_type == "LineString" and q.length > 0.2]
            d = "".join(path(q.coords, closed=q.is_ring) for q in parts)
            if d:
                out.append(f'<path d="{d}"{stroke}/>')
        return "\n".join(out + ["</g></svg>", ""])


# ---------------------------------------------------------------- heads

# in heights of a head, centre 0 0, crown up; the profile looks to the right
PROFILE = [(.02,-.50),(.22,-.465),(.355,-.34),(.395,-.17),(.385,-.08),(.45,-.01),(.635,.09),(.63,.155),(.455,.19),
           (.445,.265),(.475,.305),(.42,.345),(.465,.385),(.435,.42),(.405,.445),(.425,.49),(.39,.545),(.30,.55),
           (.14,.465),(.00,.39),(-.10,.34),(-.24,.33),(-.36,.20),(-.44,.0),(-.44,-.2),(-.33,-.39),(-.16,-.48)]
# the same without lips, for heads under 30
PLAIN = [(.02,-.50),(.22,-.465),(.355,-.34),(.395,-.17),(.385,-.06),(.45,.03),(.545,.13),(.52,.18),(.42,.205),(.415,.29),
         (.40,.38),(.395,.46),(.34,.515),(.24,.51),(.12,.45),(.00,.39),(-.10,.34),(-.24,.33),(-.36,.20),(-.44,.0),
         (-.44,-.2),(-.33,-.39),(-.16,-.48)]
OPEN = [(.415,.29),(.41,.44),(.40,.53),(.345,.585),(.23,.565),(.11,.48)]  # the jaw of a plain head that calls
HAIR = [(.02,-.53),(.23,-.50),(.36,-.385),(.32,-.30),(.17,-.26),(.07,-.16),(.035,-.02),(-.05,.06),(-.11,.13),(-.17,.26),
        (-.255,.325),(-.345,.27),(-.43,.13),(-.475,0),(-.475,-.2),(-.36,-.42),(-.18,-.515)]
FRONT = [(0,-.50),(.20,-.465),(.34,-.33),(.385,-.12),(.365,.08),(.31,.28),(.20,.43),(.07,.495),(-.07,.495),(-.20,.43),
         (-.31,.28),(-.365,.08),(-.385,-.12),(-.34,-.33),(-.20,-.465)]
FHAIR = [(0,-.54),(.23,-.505),(.385,-.35),(.425,-.16),(.40,-.06),(.345,-.05),(.31,-.16),(.22,-.25),(.05,-.27),
         (-.12,-.24),(-.24,-.27),(-.31,-.16),(-.345,-.05),(-.40,-.06),(-.425,-.16),(-.385,-.35),(-.23,-.505)]


def frame_of(c, size, deg, mirror=False):
    """From a head's own coordinates to the picture's."""
    return lambda x, y: np.array(c) + rot(V((-x if mirror else x) * size, y * size), deg)


def hair(p, outline, tone):
    g = blob(outline)
    if tone == INK:
        p.solid(grow(g, -0.5), INK)
    else:
        p.fill(g, tone)


def head_side(p, c, size, deg=0, mirror=False, eye="closed", tone=MID, neck=None, jaw=True, ear=True, mouth="shut"):
    """A head in profile; neck = (where it ends, radius at the head, radius at its end) makes one outline of both."""
    f = frame_of(c, size, deg, mirror)
    outline = PROFILE if size > 30 else PLAIN[:9] + OPEN + PLAIN[15:] if mouth == "open" else PLAIN
    g = blob([f(*q) for q in outline])
    if neck is not None:
        g = unary_union([g, cap(f(-0.09, 0.24), neck[0], neck[1], neck[2])])
        g = soft(g, 0.05 * size, 0.004 * size)
    p.fill(g)
    if neck is not None and jaw:
        p.line([f(0.17, 0.455), f(0.06, 0.40), f(-0.01, 0.30)])
    hair(p, [f(*q) for q in HAIR], tone)
    if ear and size > 20:
        p.fill(ellipse(f(-0.01, 0.02), 0.085 * size, 0.13 * size, deg), width=2.4)
    if eye == "closed":
        p.line([f(0.12, -0.035), f(0.20, 0.005), f(0.28, -0.035)], width=2.4)
    elif eye == "open":
        p.dot(f(0.22, -0.04), max(1.3, size * 0.05))
    if mouth == "open":
        p.fill(ellipse(f(0.35, 0.385), 0.11 * size, 0.075 * size, deg), INK, line=False)
    elif size > 30 and mouth == "shut":
        p.line([f(0.41, 0.347), f(0.34, 0.352)], width=2.4, smooth=False)
    return f


def head_front(p, c, size, deg=0, eye="open", tone=MID, dx=0.0, dy=0.0, mouth=None, ears=True):
    """A head from the front; dx turns it, dy nods it (less than 0: tilted back)."""
    f = frame_of(c, size, deg)
    if ears:
        for s in (-1, 1):
            p.fill(ellipse(f(s * 0.385 - dx * 0.2, 0.03 + dy * 0.4), 0.06 * size, 0.11 * size, deg))
    p.fill(blob([f(*q) for q in FRONT]))
    shift = lambda x, y: (x + (dx * 0.6 if y > -0.3 and abs(x) < 0.3 else 0), y + (dy * 0.7 if y > -0.3 and abs(x) < 0.3 else 0))
    hair(p, [f(*shift(*q)) for q in FHAIR], tone)
    for s in (-0.16, 0.16):
        if eye == "closed":
            p.line([f(s - 0.085 + dx, 0.02 + dy), f(s + dx, 0.07 + dy), f(s + 0.085 + dx, 0.02 + dy)], width=2.4)
        else:
            p.dot(f(s + dx, 0.0 + dy), max(1.25, size * 0.05))
    if mouth == "shut":
        p.line([f(-0.09 + dx, 0.28 + dy), f(dx, 0.305 + dy), f(0.09 + dx, 0.28 + dy)], width=2.4)
    elif mouth == "open":
        p.fill(ellipse(f(dx, 0.27 + dy), 0.09 * size, 0.11 * size, deg), INK, line=False)
    return f


# ---------------------------------------------------------------- hands, feet, the spray


def mitt(p, w, d, k, thumb=1, tone=WHITE, length=0.5):
    """A hand from wrist w along d, as long as k/2; thumb 1: to the right of d as seen on the page (y down)."""
    w, d = np.array(w, float), unit(np.array(d, float))
    n = V(-d[1], d[0]) * thumb
    g = limb([w, w + d * 0.2 * k, w + d * length * k], [0.14 * k, 0.185 * k, 0.13 * k])
    if thumb:
        g = unary_union([g, cap(w + d * 0.08 * k, w + d * 0.27 * k + n * 0.27 * k, 0.085 * k, 0.08 * k)])
    return p.fill(soft(g, 0.05 * k, 0.03 * k), tone)


def shoe(p, a, d, k, toe=1, tone=WHITE, solid=False):
    """A shoe from the side: a is the ankle, d where the toes point, toe the side of the sole."""
    a, d = np.array(a, float), unit(np.array(d, float))
    n = V(-d[1], d[0]) * toe
    g = unary_union([
        cap(a - d * 0.02 * k, a + n * 0.1 * k - d * 0.06 * k, 0.17 * k, 0.16 * k),
        cap(a + n * 0.12 * k - d * 0.06 * k, a + n * 0.16 * k + d * 0.44 * k, 0.15 * k, 0.105 * k),
    ])
    g = soft(g, 0.1 * k, 0.04 * k)
    return p.solid(g, tone) if solid else p.fill(g, tone)


def device(p, tip, d, size, edge=INK, tone=MID):
    """The nasal spray: tip = end of its nozzle, d = where that points. Gives back from (along, across) to the page."""
    d = unit(np.array(d, float))
    n = V(-d[1], d[0])
    at = lambda a, b: np.array(tip, float) - d * a * size + n * b * size
    for across, along, round_by, c in (
        ((0.05, 0.12), (0, 0.5), 0.04, WHITE),
        ((0.09, 0.09), (0.9, 1.1), 0.03, tone),
        ((0.19, 0.19), (0.56, 0.93), 0.05, WHITE),
        ((0.36, 0.36), (0.48, 0.6), 0.05, tone),
    ):
        (b0, b1), (a0, a1) = across, along
        p.fill(soft(poly([at(a0, -b0), at(a0, b0), at(a1, b1), at(a1, -b1)]), 0, round_by * size), c, edge=edge, width=LINE if edge == INK else 2.4)
    return at
