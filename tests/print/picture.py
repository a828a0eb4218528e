"""Pictures of pages, and what can be seen on them: edges, ticks, plain strips, two that look alike.

Lengths are points from the top left of the trimmed sheet, unless a name says pixels. Only Pillow's own operations on
whole pictures are used, so that a sheet takes a fraction of a second.
"""
import io
import subprocess

from PIL import Image, ImageChops, ImageDraw, ImageFilter

MM = 72 / 25.4
SCALE = 4  # pixels for each point: 288 to the inch, where every fold of Letter paper is a whole pixel

STRONG, WEAK = 64, 24  # steps of grey between neighbours: an edge for sure, and one that may be taken for it
BLUR = 3  # pixels that an edge may be off: a quarter of a millimetre
SPECKS = 4  # pixels that may differ all the same: fewer than a full stop has
AREA = 6 * SCALE  # pixels of the areas whose grounds are compared
TINT = {"office": 5, "press": 44}  # steps by which grounds may differ: inks are shown otherwise than colours of a screen
PAPER, TINTED = 253, 250  # lighter than the first is paper, darker than the second a tint
VALLEY = 30  # steps by which a tick is darker than what is at both sides of it


def render(path, number):
    """A page of a PDF as poppler draws it, in colour."""
    size = ["-r", str(72 * SCALE), "-f", str(number), "-l", str(number)]
    done = subprocess.run(["pdftoppm", "-q", *size, str(path)], capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def pixels(*lengths):
    return tuple(round(length * SCALE) for length in lengths)


def brightest(picture):
    """The brightest channel of each pixel: black stays apart from every dark colour."""
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def shifted(picture, dx, dy, fill):
    out = Image.new("L", picture.size, fill)
    out.paste(picture, (dx, dy))
    return out


def spread(mask, by):
    """A mask whose white reaches so many pixels further in every direction."""
    while by > 0:
        step = by if by == 1 else (by + 1) // 2
        for way in ((step, 0), (0, step)):
            mask = ImageChops.lighter(mask, ImageChops.lighter(shifted(mask, *way, 0), shifted(mask, -way[0], -way[1], 0)))
        by -= step
    return mask


def contrast(grey):
    """How far each pixel is from the one at its right and the one below."""
    right = ImageChops.difference(grey, ImageChops.offset(grey, -1, 0))
    below = ImageChops.difference(grey, ImageChops.offset(grey, 0, -1))
    right.paste(0, (grey.width - 1, 0, grey.width, grey.height))
    below.paste(0, (0, grey.height - 1, grey.width, grey.height))
    return ImageChops.lighter(right, below)


def over(picture, step):
    return picture.point([255 if value >= step else 0 for value in range(256)])


def count(mask):
    return sum(mask.histogram()[128:])


def unlike(one, other, kind):
    """What differs between two grey pictures of one size, in words; empty where they look alike.

    Every clear edge of either has an edge of the other beside it, and grounds are about as dark.
    """
    steps = [contrast(one), contrast(other)]
    for mine, its, word in ((steps[0], steps[1], "more"), (steps[1], steps[0], "less")):
        alone = ImageChops.subtract(over(mine, STRONG), spread(over(its, WEAK), BLUR))
        if count(alone) > SPECKS:
            x, y = (value / SCALE / MM for value in alone.getbbox()[:2])
            return f"{count(alone)} pixels {word} than on the page, the first {x:.0f} mm from its left, {y:.0f} mm down"
    areas = [grey.reduce(AREA) for grey in (one, other)]
    return ground(*areas, "lighter", kind) or ground(*reversed(areas), "darker", kind)


def ground(light, dark, word, kind):
    """Whether some area, with all around it, is lighter in the first picture than in the second, with all around it."""
    light, dark = light.filter(ImageFilter.MinFilter(3)), dark.filter(ImageFilter.MaxFilter(3))
    most = ImageChops.subtract(light, dark).getextrema()[1]
    if most > TINT[kind]:
        return f"a ground is {word} by {most} of 255 steps"
    bare = ImageChops.darker(over(light, PAPER + 1), over(dark, TINTED).point(lambda value: 255 - value))
    return f"paper and a tint: the sheet is {word}" if bare.getbbox() else ""


def unplain(grey, box, bands=False):
    """Whether something other than one ground is drawn in a box of pixels; with `bands`, other than grounds that lie on
    each other and go through from side to side, of which a fold or a knife that is off loses nothing."""
    part = grey.crop(box)
    if bands and part.width > 1:
        # What is unlike the pixel at its right.
        steps = ImageChops.difference(part, ImageChops.offset(part, -1, 0)).crop((0, 0, part.width - 1, part.height))
    else:
        steps = contrast(part)
    return min(part.size) > 1 and count(over(steps, STRONG // 2)) > 2


def ink_box(grey):
    """The smallest box, in pixels, around all clear edges; None on an empty page."""
    return over(contrast(grey), STRONG).getbbox()


def blank(grey, boxes):
    """Paints boxes of pixels white, and gives the picture back."""
    draw = ImageDraw.Draw(grey)
    for x0, y0, x1, y1 in boxes:
        if x1 > x0 and y1 > y0:
            draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=255)
    return grey


def upright_lines(bright, box, least):
    """Places of thin dark upright lines in a box of pixels, from its left: each column that is darker than what is at both
    sides of it over at least so many pixels, and that stands alone (a letter and a registration target have ink beside)."""
    part = bright.crop(box)
    sides = ImageChops.darker(shifted(part, 4, 0, 255), shifted(part, -4, 0, 255))
    depth = ImageChops.subtract(sides, part)
    share = list(over(depth, VALLEY).resize((part.width, 1), Image.Resampling.BOX).tobytes())
    weight = list(depth.resize((part.width, 1), Image.Resampling.BOX).tobytes())
    wanted = 255 * least / part.height
    groups, found = [], []
    for x, value in enumerate(share):
        if value >= wanted:
            if groups and x - groups[-1][-1] <= 2:
                groups[-1].append(x)
            else:
                groups.append([x])
    for group in groups:
        near = range(max(0, group[0] - 6 * SCALE), min(part.width, group[-1] + 6 * SCALE))
        if len(group) <= 4 and all(share[x] < 16 for x in near if not group[0] - 3 <= x <= group[-1] + 3):
            around = range(max(0, group[0] - 2), min(part.width, group[-1] + 3))
            found.append(sum(weight[x] * (x + 0.5) for x in around) / sum(weight[x] for x in around))
    return found
