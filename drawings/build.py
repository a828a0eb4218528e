#!/usr/bin/env python3
"""Writes all drawings to sources/facts/figures/ and checks them.

    build.py            write and check
    build.py --check    check that what is there is what would be written
    build.py --sheets DIR   also contact sheets: 60 and 18 mm, plain, grey and copied twice
"""

import io
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

import puppet
from breath import breath
from call import call
from cpr import cpr
from locked import locked
from recovery import recovery, stay
from shelf import shelf
from sprays import second_dose, spray
from talk import talk
from wake import wake

ALL = {"wake": wake, "call": call, "spray": spray, "second-dose": second_dose, "breath": breath, "cpr": cpr,
       "recovery": recovery, "stay": stay, "shelf": shelf, "locked": locked, "talk": talk}
OUT = Path(__file__).resolve().parent.parent / "sources/facts/figures"
FREE = 28  # the top left square, for the printed number
TONES = {puppet.INK, puppet.PRIMARY, puppet.LEAF, puppet.MID, puppet.TINT, puppet.LAMP, puppet.GLOW, puppet.WHITE, puppet.DANGER}


def render(svg, mm, dpi):
    """The drawing on white paper, mm wide."""
    cmd = ["rsvg-convert", "-w", str(round(mm / 25.4 * dpi)), "-b", "white"]
    return Image.open(io.BytesIO(subprocess.run(cmd, input=svg.encode(), capture_output=True, check=True).stdout)).convert("RGB")


def erode(a, r):
    """What of a dark area holds a disc of r pixels."""
    k = int(r)
    b = np.pad(a, k, constant_values=True)
    out = np.ones_like(a)
    for y in range(-k, k + 1):
        for x in range(-k, k + 1):
            if x * x + y * y <= r * r:
                out &= b[k + y : k + y + a.shape[0], k + x : k + x + a.shape[1]]
    return out


def opening(a, r):
    return ~erode(~erode(a, r), r)


def kept(svg):
    """The part of the dark pixels, 18 mm wide at 600 dpi in one black, that lies in strokes of 0.25 mm or more."""
    a = np.asarray(render(svg, 18, 600).convert("L")) < 128
    return (opening(a, 0.125 / 25.4 * 600) & a).sum() / a.sum()


def problems(name, svg):
    found = []
    if not 2000 <= len(svg) <= 12000:
        found.append(f"{len(svg)} bytes")
    for tag, attributes in re.findall(r"<([a-z]+)((?: [a-zA-Z-]+=\"[^\"]*\")*)/?>", svg):
        allowed = {"svg": {"xmlns", "viewBox"}, "g": {"fill", "stroke-linecap", "stroke-linejoin"},
                   "path": {"d", "fill", "stroke", "stroke-width"}}.get(tag)
        for key, value in re.findall(r"([a-zA-Z-]+)=\"([^\"]*)\"", attributes):
            if allowed is None or key not in allowed:
                found.append(f"<{tag} {key}>")
            if key in ("fill", "stroke") and value != "none" and value not in TONES:
                found.append(f"colour {value}")
            if key == "stroke-width" and not 2.4 <= float(value) <= 3.4:
                found.append(f"stroke {value}")
            if key == "d" and set(re.sub(r"[-0-9. ]", "", value)) - set("MLCZ"):
                found.append("path data")
    if re.search(r"<(?!svg|g>|g |/g>|path|/svg)", svg):
        found.append("another element")
    whole = np.asarray(render(svg, 61, 1220 / 61 * 25.4).convert("L"))  # 10 pixels a unit
    if (whole[: FREE * 10, : FREE * 10] < 250).any():
        found.append("the top left is not free")
    if kept(svg) < 0.9:
        found.append(f"only {kept(svg):.0%} of the dark is in strokes of 0.25 mm")
    return found


# ---------------------------------------------------------------- contact sheets


def copied(svg, mm, times=2):
    """Bad photocopies: blur, dirt, one black, again."""
    im, rng = render(svg, mm, 300).convert("L"), np.random.default_rng(1)
    for _ in range(times):
        a = np.asarray(im.filter(ImageFilter.GaussianBlur(1.0))).astype(float) + rng.normal(0, 22, (im.height, im.width))
        im = Image.fromarray(np.where(a > 150, 255, 0).astype("uint8"))
    return im.convert("RGB")


def sheets(folder, drawings):
    """Each drawing four times: on white, on tint with a number's disc, in grey, copied twice."""
    font = ImageFont.load_default(size=15)
    for mm, dpi, cols in ((18, 300, 2), (60, 150, 1)):
        w = round(mm / 25.4 * dpi)
        h = round(w * puppet.H / puppet.W)
        width, height = 4 * (w + 12) + 14, h + 34
        sheet = Image.new("RGB", (width * cols, -(-len(drawings) // cols) * height + 8), "white")
        pen = ImageDraw.Draw(sheet)
        for i, (name, svg) in enumerate(drawings.items()):
            x, y = (i % cols) * width + 8, (i // cols) * height + 6
            ground = f'<path d="M0 0L122 0L122 100L0 100Z" fill="{puppet.TINT}"/><g fill="none"'
            plain, tinted = render(svg, mm, dpi), render(svg.replace('<g fill="none"', ground, 1), mm, dpi)
            k = w / puppet.W
            ImageDraw.Draw(tinted).ellipse([3 * k, 3 * k, 25 * k, 25 * k], fill=puppet.PRIMARY)
            for j, im in enumerate((plain, tinted, plain.convert("L").convert("RGB"), copied(svg, mm))):
                left = x + j * (w + 12)
                sheet.paste(im.resize((w, h), Image.BICUBIC), (left, y))
                pen.rectangle([left - 1, y - 1, left + w, y + h], outline="#cccccc")
            pen.text((x, y + h + 4), f"{name}   {len(svg)} bytes, {kept(svg):.1%} kept", fill="black", font=font)
        sheet.save(Path(folder) / f"{mm}mm.png")


def main():
    arguments = sys.argv[1:]
    only = [a for a in arguments if a in ALL]
    drawings = {name: draw().svg() for name, draw in ALL.items() if not only or name in only}
    bad = 0
    OUT.mkdir(parents=True, exist_ok=True)
    for name, svg in drawings.items():
        file = OUT / f"{name}.svg"
        found = problems(name, svg)
        if "--check" in arguments and (not file.exists() or file.read_text() != svg):
            found.append("the file is not what build.py writes")
        if "--check" not in arguments:
            file.write_text(svg)
        print(f"{name}: {len(svg)} bytes, {kept(svg):.1%} of the dark kept" + "".join(f"; {f}" for f in found))
        bad += bool(found)
    if "--sheets" in arguments:
        sheets(arguments[arguments.index("--sheets") + 1], drawings)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
