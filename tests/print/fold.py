#!/usr/bin/env python3
"""Fold and cut printed sheets in software, along the ticks that are printed on them, and look whether what one gets is right.

usage: fold.py [--thickness MM] [--jobs N] FILE_OR_FOLDER...
  FILE_OR_FOLDER  printed sheets, named `<text>.<lang>-<product>-<paper>-<office or press>[-DRAFT].pdf`; of a folder all with
                  such a name. The file to read, of the same name without `-office` or `-press`, lies beside each.
  --thickness MM  of the paper that booklets are made for (default: 0.1)
  --jobs N        files at a time (default: 2)
needs: poppler-utils; pikepdf and pillow (tests/conformance/install.sh installs them)
Prints PASS or FAIL for each file with what was measured, and before it each finding with the name of its check (README.md).
exit: 0 nothing found, 1 findings, 2 a file is missing or could not be read
"""
import argparse
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from xml.etree.ElementTree import ParseError

import pikepdf

sys.dont_write_bytecode = True  # a run leaves the work tree as it is
import booklet
import card
import sheets
import trifold
from sheets import Findings

SHOWN = 3  # findings of one check that are printed


def judge(path, thickness=0.1, reading=None):
    """The findings of a file, and what was measured; raises where it cannot be read."""
    beside, parts = sheets.reading_of(path)
    pages = sheets.pages_of(reading or beside)
    findings = Findings()
    kind, paper = parts["print"], parts["paper"]
    if parts["product"] == "booklet":
        measured = booklet.check(path, pages, thickness, kind, findings)
    else:
        measured = {"trifold": trifold, "card": card}[parts["product"]].check(path, pages, paper, kind, findings)
    return findings, measured


def report(job):
    """(what to print, exit code) for a file."""
    path, thickness = job
    try:
        findings, measured = judge(path, thickness)
    except (OSError, pikepdf.PdfError, subprocess.CalledProcessError, ParseError) as error:
        return f"ERROR fold {path}: {error}", 2
    lines = [f"  {check}: {text}" for check, text in shortened(findings)]
    lines.append(f"{'FAIL' if findings else 'PASS'} fold {path}" + (f": {measured}" if measured else ""))
    return "\n".join(lines), 1 if findings else 0


def shortened(findings):
    """The first few findings of each check, and how many more there are."""
    times = Counter(check for check, _ in findings)
    shown = Counter()
    for check, text in findings:
        shown[check] += 1
        if shown[check] <= SHOWN:
            more = times[check] - SHOWN
            yield check, text + (f" (and {more} more)" if shown[check] == SHOWN and more > 0 else "")


def files(given):
    """The printed sheets among what was given."""
    for path in given:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*.pdf") if sheets.reading_of(found))
        else:
            yield path


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--thickness", type=float, default=0.1)
    parser.add_argument("--jobs", type=int, default=2)
    want = parser.parse_args()
    paths = list(files(want.files))
    strange = [path for path in paths if not sheets.reading_of(path)]
    if strange or not paths:
        print(f"not the name of printed sheets: {strange[0]}" if strange else "no printed sheets", file=sys.stderr)
        return 2
    status = 0
    with ProcessPoolExecutor(want.jobs) as pool:
        # Two at a time: mostly those of one text to read.
        for text, code in pool.map(report, [(path, want.thickness) for path in paths], chunksize=2):
            print(text, flush=True)
            status = max(status, code)
    return status


if __name__ == "__main__":
    sys.exit(main())
