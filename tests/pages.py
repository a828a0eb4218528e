#!/usr/bin/env python3
"""Hold reviewed handouts against drafts: as many pages of each, and no document fewer; and how full each page is.

usage: pages.py HANDOUT SOURCES OUT [--text ID] [--product a,b] [--table]
  HANDOUT      the program
  SOURCES      a project's sources; they are copied, and nobody's review is in them
  OUT          a folder for projects and files, made anew
  --text, --product   these alone
  --table      print each page: how far down it is filled, and its longest and median line in letters
Signed by one and by two reviewers, text and facts by the same on one day and by others on other days, with names of 12
letters and of 60, credentials and roles of up to 40, some of them addiction professionals. It invents people and signs
for them, in OUT alone.
needs: PyYAML, pdftotext
exit: 0 all are equal, 1 a document is longer or missing once reviewed, 2 usage
"""
import argparse
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import yaml

TODAY = "2026-12-02"
DAYS = ["2026-11-24", "2026-11-26", "2026-11-28", "2026-11-30"]
SHORT = {"name": "Ana Sampleby", "credentials": "MD", "role": "physician"}
LONG = {
    "name": "Maria-Alexandra Samplewhite-Montgomery de la Sampleterra III",
    "credentials": "MD, PhD, FASAM, FACP, MPH, LADC, CADC-II",
    "role": "addiction medicine physician and teacher",
}


def people(reviewer, count, certified=False):
    """As many of a kind, with names of one length."""
    names = [reviewer["name"], *(reviewer["name"][:-3] + end for end in ("2nd", "4th", "5th"))]
    return [{**reviewer, "name": name, "addiction_professional": certified} for name in names[:count]]


def both(reviewers):
    """Text and facts signed by each on one day."""
    return [(reviewer, DAYS[0], DAYS[0]) for reviewer in reviewers]


def apart(texts, facts):
    """Text and facts signed by others, each on a day of their own."""
    days = iter(DAYS)
    return [(reviewer, next(days), None) for reviewer in texts] + [(reviewer, None, next(days)) for reviewer in facts]


# Which reviewers sign text and facts, and on which days.
SIGNED = {
    "one short": both([SHORT]),
    "one long": both([LONG]),
    "two": both(people(LONG, 2)),
    "one and one short": apart(people(SHORT, 1), people(SHORT, 2)[1:]),
    "one and one": apart(people(LONG, 1), people(LONG, 2)[1:]),
    "two and two short": apart(people(SHORT, 2), people(SHORT, 4)[2:]),
    "two and two": apart(people(LONG, 2), people(LONG, 4)[2:]),
    "two and two certified": apart(people(LONG, 2, True), people(LONG, 4, True)[2:]),
    "one certified of two and two": apart(people(LONG, 1, True) + people(LONG, 2)[1:], people(LONG, 4)[2:]),
    "the same on other days": [(reviewer, DAYS[n], DAYS[n + 2]) for n, reviewer in enumerate(people(LONG, 2, True))],
}


def run(handout, project, *args):
    done = subprocess.run([handout, "--project", project, *args], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done


def signed(handout, sources, out, reviewers):
    """A project with these reviewers, each of whom signs texts and facts files on their days."""
    shutil.copytree(sources, out / "sources")
    listed = yaml.safe_load((out / "sources/people.yaml").read_text("utf-8"))
    for n, (reviewer, *_) in enumerate(reviewers):
        listed["people"].append({"id": f"reviewer-{n}", "kind": "person", **reviewer})
    (out / "sources/people.yaml").write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
    texts = [(path.parent.name, path.stem) for kind in ("guides", "worksheets") for path in (out / "sources" / kind).glob("*/*.yaml")]
    facts = [(f"facts-{name[0]}", name[1]) for name in (path.stem.split(".") for path in (out / "sources/facts").glob("*.yaml"))]
    for n, (_, *days) in enumerate(reviewers):
        for signs, day in zip((texts, facts), days):
            for text, lang in sorted(signs) if day else []:
                who = ["--reviewer", f"reviewer-{n}", "--date", day, "--by", "Sample Clerk", "--today", TODAY]
                done = run(handout, out, "review", "record", text, "--lang", lang, *who)
                if done.returncode:
                    sys.exit(done.stderr)


def built(handout, project, args):
    only = (["--product", args.product] if args.product else []) + ([args.text] if args.text else [])
    done = run(handout, project, "build", "--today", TODAY, "--out", project / "out", *only)
    files = [p for p in sorted((project / "out").rglob("*.pdf")) if not re.search(r"-(office|press)(-DRAFT)?\.pdf$", p.name)]
    return {p.name.replace("-DRAFT", "").removesuffix(".pdf"): p for p in files}, done.stderr


def pages(path):
    """Of each page: where its last words above the footer end, in parts of its height, and the letters of its lines."""
    boxes = subprocess.run(["pdftotext", "-bbox-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    for page in re.split(r"<page ", boxes)[1:]:
        height = float(re.search(r'height="([\d.]+)"', page)[1])
        lines = []
        for line in re.findall(r"<line (.*?)</line>", page, re.S):
            words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', line)
            lines.append((max(float(w[3]) for w in words) / height, len(" ".join(w[4] for w in words))))
        text = [line for line in lines if line[0] < 0.925]
        lengths = [length for _, length in text] or [0]
        yield max((bottom for bottom, _ in text), default=0), max(lengths), statistics.median(lengths)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("handout", type=Path)
    parser.add_argument("sources", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--text")
    parser.add_argument("--product")
    parser.add_argument("--table", action="store_true")
    args = parser.parse_args()
    shutil.rmtree(args.out, ignore_errors=True)
    found = {}
    for name, reviewers in {"draft": [], **SIGNED}.items():
        project = args.out / name.replace(" ", "-")
        signed(args.handout.resolve(), args.sources, project, reviewers)
        files, said = built(args.handout.resolve(), project, args)
        found[name] = {stem: list(pages(path)) for stem, path in files.items()}
        if said and args.table:
            print(f"{name}: {said.strip()}\n")
    bad = 0
    for stem in sorted(set().union(*found.values())):
        counts = {name: len(of[stem]) if stem in of else 0 for name, of in found.items()}
        wrong = len(set(counts.values())) > 1
        bad += wrong
        if wrong or args.table:
            print(f"{'FAIL' if wrong else 'same'} {stem}: " + ", ".join(f"{name} {count or 'not made'}" for name, count in counts.items()))
        if args.table:
            for n, (fill, longest, median) in enumerate(found["draft"].get(stem, []), 1):
                print(f"    page {n}: filled to {fill:.0%}, longest line {longest}, median {median:.0f}")
    total = len(set().union(*found.values()))
    print(f"{total} documents, {bad} with other pages once reviewed")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
