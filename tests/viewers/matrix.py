#!/usr/bin/env python3
"""Fill a form in eight viewers, and look whether each keeps the answers, shows them, and saves a file that conforms.

usage: matrix.py FORM.pdf PLAN.json OUTDIR [--handout PROGRAM [--expect EXPECT.json]] [--font FONT.ttf] [--only NAME,..]
  PLAN.json  a list of {"name": qualified name, "kind": "text" | "check" | "radio" | "choice", "value": ...}; README.md
  --handout  read the answers back with `PROGRAM extract FILE --format json` too, and hold them against EXPECT.json
  --font     the font that pdf-lib is given (default: the regular one of the worksheets)
  --only     only these of: firefox chromium pdfjs pdfium mupdf poppler pypdf pdflib
needs: the env file that tests/conformance/install.sh makes, sourced
Writes OUTDIR/VIEWER.pdf (the plan), OUTDIR/VIEWER-plain.pdf (the plan in letters of the form's own font), and prints
tables in Markdown. A finding is a line that begins with "FAIL".
exit: 0 no finding, 1 findings, 2 usage, or a viewer that does not run
"""
import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

HERE = Path(__file__).resolve().parent
CONFORMANCE = HERE.parent / "conformance"
sys.dont_write_bytecode = True  # a run leaves the work tree as it is
sys.path.insert(0, str(HERE))
from form import Form  # noqa: E402

# Name, how it is called, and whether what it saves has to conform: the others write a font of their own, not embedded.
# The slow ones first, so that they run beside each other.
VIEWERS = {
    "firefox": (["node", "fill_firefox.mjs"], "Firefox", True),
    "chromium": (["node", "fill_chromium.mjs"], "Chromium", False),
    "pdfjs": (["node", "fill_pdfjs.mjs"], "pdf.js", True),
    "pdfium": ([sys.executable, "fill_pdfium.py"], "PDFium", False),
    "mupdf": ([sys.executable, "fill_mupdf.py"], "MuPDF", False),
    "poppler": (["/usr/bin/python3", "fill_poppler.py"], "poppler", True),
    "pypdf": ([sys.executable, "fill_pypdf.py"], "pypdf", True),
    "pdflib": (["node", "fill_pdflib.mjs"], "pdf-lib", True),
}
# Chromium keeps half of an emoji, typed or pasted, whatever the form is: known, told in the table, and no other's excuse.
LOST_EMOJI, MAY_LOSE_EMOJI = "emoji lost", "chromium"
LIMIT = 200  # seconds for one viewer; the slowest takes 30 on an idle machine
DPI = 100
FONT = HERE.parent.parent / "fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf"
KINDS = {"text": "text", "lines": "lines of text", "check": "check box", "radio": "radio buttons", "choice": "drop-down"}


def run(command, limit):
    """Run a command to its end. One that hangs is asked to stop first, so that it can close the browser it started."""
    job = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        out, err = job.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        job.send_signal(signal.SIGTERM)
        try:
            job.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(job.pid, signal.SIGKILL)
            job.communicate()
        return 2, "", f"stopped after {limit} s"
    return job.returncode, out, err


# ---- filling ---------------------------------------------------------------------------------------------------------

def plain(items, form):
    """The same plan in letters of the form's own font, as its files must conform after such a save."""
    out = []
    for item in items:
        if item["kind"] == "text" and not set(item["value"]) <= form.letters:
            own = "".join(c for c in item["value"] if c in form.letters).strip() or "José Ñúñez"
            item = {**item, "value": own}
        out.append(item)
    return out


def fill(viewer, jobs):
    """What the viewer says that it holds, for each job; a viewer that does not start is given a second chance."""
    command, _, _ = VIEWERS[viewer]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(jobs, file)
        file.flush()
        for last in (False, True):
            started = time.time()
            code, out, err = run([command[0], str(HERE / command[1]), file.name], LIMIT)
            if code == 0:
                return json.loads(out), time.time() - started
            print(f"{viewer} did not run{'' if last else ', once more'}: {err.strip()}", file=sys.stderr)
    return None, 0


# ---- looking ---------------------------------------------------------------------------------------------------------

def words(path):
    """The words that poppler finds on each page, appearances of fields included: (page, rectangle from the top, word)."""
    code, out, err = run(["pdftotext", "-bbox", str(path), "-"], 60)
    if code:
        raise SystemExit(f"pdftotext {path}: {err}")
    out = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", out)
    root, space = xml.fromstring(out), "{http://www.w3.org/1999/xhtml}"
    for number, page in enumerate(root.iter(f"{space}page"), 1):
        for w in page.iter(f"{space}word"):
            yield number, [float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")], w.text or ""


def from_top(item):
    x0, y0, x1, y1 = item["rect"]
    left, _, _, top = item["box"]
    return [x0 - left, top - y1, x1 - left, top - y0]


def shown_text(item, found):
    """The words inside a field, and whether some reach out of it."""
    x0, y0, x1, y1 = from_top(item)
    inside, out = "", False
    for page, (a0, b0, a1, b1), word in found:
        if page == item["page"] and x0 <= (a0 + a1) / 2 <= x1 and y0 <= (b0 + b1) / 2 <= y1:
            inside += word
            out |= a1 > x1 + 1 or a0 < x0 - 1
    return inside, out


def solid(text):
    return "".join(text.split())


def draw_poppler(path, to):
    return run(["pdftoppm", "-r", str(DPI), "-gray", str(path), str(to)], 60)


def draw_gs(path, to):
    return run(["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dPrinted", "-sDEVICE=pnggray", f"-r{DPI}",
                "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", f"-sOutputFile={to}-%d.png", str(path)], 60)


DRAW = {"poppler": draw_poppler, "Ghostscript": draw_gs}


def pictures(path, how, work):
    """The pages of a file as pictures, by number."""
    to = work / f"{Path(path).stem}-{how}"
    code, _, err = DRAW[how](path, to)
    if code:
        return {}
    return {int(re.search(r"-0*(\d+)\.\w+$", f.name)[1]): Image.open(f).convert("L")
            for f in work.glob(f"{to.name}-*.p[gn][mg]")}


def differs(item, before, after):
    """Whether the field looks other than in the blank form, its border left out."""
    if item["page"] not in after or before[item["page"]].size != after[item["page"]].size:
        return False
    x0, y0, x1, y1 = (v * DPI / 72 for v in from_top(item))
    area = (round(x0 + 1), round(y0 + 1), round(x1 - 1), round(y1 - 1))
    change = ImageChops.difference(before[item["page"]].crop(area), after[item["page"]].crop(area))
    return sum(change.histogram()[64:]) >= 3  # pixels that changed for the eye


# ---- judging ---------------------------------------------------------------------------------------------------------

def outcome(item, accepted):
    """What a viewer made of a value, in a word, and whether that is for the viewer to decide."""
    asked, over = item["value"], item["over"]
    if accepted == asked:
        return "", True
    if item["kind"] != "text" or accepted is None:
        return f"has {accepted!r}", False
    if accepted == "":
        return "refused", over
    if asked.startswith(accepted):
        return f"cut at {len(accepted)}", over
    beyond = lambda s: "".join(c for c in s if ord(c) < 0x10000 and c != "\ufffd")
    return (LOST_EMOJI, True) if beyond(asked) == beyond(accepted) else (f"has {accepted!r}", False)


class Look(NamedTuple):
    """What the page shows of a value: what is wrong with it, and what is worth to be known."""
    problem: str = ""
    note: str = ""


def look(item, want, found, form, undrawn):
    """Judge what the page shows in a field that was filled in: words, and by how many programs no pixel."""
    text, over = found
    foreign = set(want) - form.letters
    own = lambda s: "".join(c for c in s if c in form.letters and not c.isspace())
    if undrawn and own(want or "x"):
        return Look(f"{' and '.join(undrawn)} shows nothing where {want or item['value']!r} was filled in", "not drawn")
    if item["kind"] in ("check", "radio"):
        return Look()
    if item["kind"] == "choice" and text == solid(item["value"]) != solid(want):
        return Look("", "shows the name of the option, not its words")
    if solid(want) in text and (item["over"] or not over):
        return Look("", "over the edge" if over else "")
    if item["over"] and own(text) and own(want).startswith(own(text)):
        return Look("", "drawn as far as it fits")
    if over:
        return Look(f"{want!r} reaches over the edge", "over the edge")
    if not foreign:
        return Look(f"holds {want!r}, the page says {text!r}", "not all drawn")
    if own(want) and own(want) not in own(text):
        return Look(f"of {want!r} the page says {text!r}", "not all drawn")
    return Look("", "other letters not drawn")


def conforms(files):
    """The two validators' verdict on each file: the flavours and validators that fail it."""
    bad = {f: [] for f in files}
    names = [str(f) for f in files]
    with ThreadPoolExecutor(2) as pool:
        vera = pool.submit(run, [str(CONFORMANCE / "verapdf/verapdf-check.sh"), "ua1,2a", *names], 200)
        page = pool.submit(run, [sys.executable, str(CONFORMANCE / "page/page_check.py"), "ua1,2a", *names], 200)
    for tool, job in (("veraPDF", vera), ("page", page)):
        code, out, err = job.result()
        seen = 0
        for line in out.splitlines():
            verdict, _, rest = line.partition(" ")
            if verdict in ("PASS", "FAIL", "ERROR"):
                flavour, path = rest.split(" ")[:2]
                seen += 1
                if verdict != "PASS":
                    bad[Path(path)].append(f"{tool} {flavour}")
        if seen != 2 * len(files):
            raise SystemExit(f"{tool} did not judge every file: {out}{err}")
    return bad


# ---- `handout extract` -----------------------------------------------------------------------------------------------

def read_back(program, path, expected, otherwise):
    """What is wrong with the answers that `handout extract` finds; `otherwise` holds texts that the viewer took so."""
    code, out, err = run([program, "extract", str(path), "--format", "json"], 60)
    try:
        answers = json.loads(out)["answers"]
    except (ValueError, KeyError):
        yield f"extract gave no answers (exit {code}): {(err or out).strip()}"
        return
    if expected is None:
        return
    got, wanted = dict(leaves(answers)), dict(leaves(expected["answers"]))
    for name in sorted(got.keys() | wanted.keys()):
        # What the plan does not name has to be empty.
        have, want = got.get(name) or None, wanted.get(name) or None
        if have != want and not (name in otherwise and (have or "") == otherwise[name]):
            yield f"{name}: extract says {have!r}, wanted {want!r}"


def leaves(value, name=""):
    """(qualified name, value) of everything in an answers object; the items of a list are counted from 1."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and any(isinstance(v, (dict, list)) for v in value):
        for place, below in enumerate(value, 1):
            yield from leaves(below, f"{name}[{place}]")
    else:
        yield name, value


# ---- all of it -------------------------------------------------------------------------------------------------------

def kind_of(item):
    return "lines" if item["kind"] == "text" and item["multiline"] else item["kind"]


class Judge:
    """What is found out, viewer by viewer."""

    def __init__(self, form, items):
        self.form, self.items = form, items
        self.findings, self.notes, self.summary = [], [], []
        self.detail = {item["name"]: [] for item in items if item["kind"] == "text"}

    def held(self, file, read, report, items):
        """Judge what a file holds; returns (item, what the viewer held, in a word, whether it is kept) for each item."""
        values, named = read.values(), {item["name"] for item in items}
        for name, value in values.items():
            if name not in named and value not in (None, "", False):
                self.findings.append(f"{file.name} {name}: was left empty, and holds {value!r}")
        out = []
        for item in items:
            name, told = item["name"], report["accepted"]
            accepted = read.normal(name, told[name]) if name in told else item["value"]
            accepted = "" if accepted is None and item["kind"] == "text" else accepted
            again = read.normal(name, report.get("reopened", {}).get(name))
            word, fair = outcome(item, accepted)
            problem = None
            if not fair or word == LOST_EMOJI and not file.name.startswith(MAY_LOSE_EMOJI):
                problem = f"took {item['value']!r} as {accepted!r}"
            elif values.get(name) != accepted:
                problem = f"holds {accepted!r} and saved {values.get(name)!r}"
            elif again is not None and again != accepted:
                problem = f"saved {accepted!r} and read back {again!r}"
            if problem:
                self.findings.append(f"{file.name} {name}: {problem}")
            out.append((item, accepted, word, problem is None))
        return out

    def viewer(self, viewer, file, held, differing, fails, seconds):
        """Judge what the pages of a file show, and add the viewer to the tables."""
        _, label, gate = VIEWERS[viewer]
        found, count = list(words(file)), {}
        for item, accepted, word, kept in held:
            undrawn = [how for how, differs in differing.items() if not differs(item)] if item["value"] and accepted else []
            want = item.get("display", accepted if item["kind"] == "text" else "")
            looked = look(item, want, shown_text(item, found), self.form, undrawn)
            if looked.problem:
                self.findings.append(f"{file.name} {item['name']}: {looked.problem}")
            total = count.setdefault(kind_of(item), [0, 0, 0])
            for i, yes in enumerate((kept and word != LOST_EMOJI, not looked.problem, True)):
                total[i] += yes
            if item["kind"] == "text":
                self.detail[item["name"]].append(", ".join(filter(None, [word or "kept" if kept else "LOST", looked.note])))
            elif looked.note:
                self.notes.append(f"{label}: {looked.note}: `{item['name']}`")
        if fails and gate:
            self.findings.append(f"{viewer}-plain.pdf no longer conforms: {', '.join(fails)}")
        of = lambda n, all_: "yes" if n == all_ else f"**{n} of {all_}**"
        cells = [f"{of(count[k][0], count[k][2])} / {of(count[k][1], count[k][2])}" for k in KINDS if k in count]
        verdict = f"{'**no**' if gate else 'no'} ({', '.join(fails)})" if fails else "yes"
        self.summary.append([label, *cells, verdict, f"{seconds:.0f} s"])

    def tables(self, viewers):
        kinds = {kind_of(item) for item in self.items}
        table(["viewer: kept / shown", *[t for k, t in KINDS.items() if k in kinds], "plain file conforms", "time"], self.summary)
        rows = [[f"`{i['name']}` {cell(i['value'])}", *self.detail[i["name"]]] for i in self.items if i["kind"] == "text"]
        table(["text", *[VIEWERS[v][1] for v in viewers]], rows)
        print("".join(f"\n{note}" for note in self.notes))


def table(head, rows):
    print("\n| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def cell(value):
    text = repr(value if len(value) <= 80 else value[:60] + " … " + value[-10:])
    return text.replace("|", "\\|")


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    for name in ("form", "plan", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--handout")
    parser.add_argument("--expect", type=Path)
    parser.add_argument("--only", type=lambda s: s.split(","), default=list(VIEWERS))
    parser.add_argument("--font", default=FONT)
    args = parser.parse_args()
    unknown = set(args.only) - VIEWERS.keys()
    if unknown:
        parser.error(f"no such viewer: {', '.join(sorted(unknown))}")
    return args


def main():
    args, started = arguments(), time.time()
    viewers = [v for v in VIEWERS if v in args.only]
    args.out.mkdir(parents=True, exist_ok=True)
    form = Form(args.form)
    items = [form.resolve(item) for item in json.loads(args.plan.read_text(encoding="utf-8"))]
    own = plain(items, form)
    files = {v: (args.out / f"{v}.pdf", args.out / f"{v}-plain.pdf") for v in viewers}

    def jobs(viewer):
        return [{"form": str(args.form.resolve()), "font": str(args.font), "out": str(out.resolve()), "plan": of}
                for out, of in zip(files[viewer], (items, own))]

    for out in (out for pair in files.values() for out in pair):
        out.unlink(missing_ok=True)
    judge = Judge(form, items)
    expected = json.loads(args.expect.read_text(encoding="utf-8")) if args.expect else None
    with ThreadPoolExecutor(2) as pool, tempfile.TemporaryDirectory() as work:
        work = Path(work)
        runs = {v: job.result() for v, job in {v: pool.submit(fill, v, jobs(v)) for v in viewers}.items()}
        broken = [v for v in viewers if runs[v][0] is None]
        if broken:
            print(f"FAIL did not run: {', '.join(broken)}")
            return 2
        filled = time.time()
        bad = pool.submit(conforms, [files[v][1] for v in viewers])
        blank = {how: pictures(args.form, how, work) for how in DRAW}
        drawn = {(v, how): pictures(files[v][0], how, work) for v in viewers for how in DRAW}
        bad = bad.result()
    for v in viewers:
        (report, plain_report), seconds = runs[v]
        file, plain_file = files[v]
        held = judge.held(file, Form(file), report, items)
        judge.held(plain_file, Form(plain_file), plain_report, own)
        differing = {how: lambda item, how=how: differs(item, blank[how], drawn[v, how]) for how in DRAW}
        judge.viewer(v, file, held, differing, bad[plain_file], seconds)
        if args.handout:
            otherwise = {item["name"]: accepted for item, accepted, _, _ in held if accepted != item["value"]}
            judge.findings += [f"{file.name} {line}" for line in read_back(args.handout, file, expected, otherwise)]
    judge.tables(viewers)
    left = sorted(form.fields.keys() - {item["name"] for item in items})
    print(f"\n{len(items)} of {len(form.fields)} fields filled in {len(viewers)} viewers: {filled - started:.0f} s, "
          f"looking {time.time() - filled:.0f} s" + (f"; left empty: {', '.join(left)}" if left else ""))
    for finding in judge.findings:
        print(f"FAIL {finding}")
    print(f"{len(judge.findings)} findings")
    return 1 if judge.findings else 0


if __name__ == "__main__":
    sys.exit(main())
