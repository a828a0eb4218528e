#!/usr/bin/env python3
"""Fill forms with MuPDF, by the functions that its own viewer calls.

usage: fill_mupdf.py JOBS.json       (called by matrix.py)
"""
import json
import sys

import pymupdf


def widgets(doc):
    for page in doc:
        for w in page.widgets():
            yield w


def values(doc, plan):
    """What each field of the plan holds, by its name."""
    by_name = {item["name"]: item for item in plan}
    out = {}
    for w in widgets(doc):
        item = by_name.get(w.field_name)
        if item is None:
            continue
        if item["kind"] == "check":
            out[w.field_name] = w.field_value in (w.on_state(), True)
        elif item["kind"] == "radio":
            if w.field_value in (w.on_state(), True) and w.on_state() == item["state"]:
                out[w.field_name] = item["state"]
        else:
            out[w.field_name] = w.field_value
    return {item["name"]: out.get(item["name"]) for item in plan}


def main(argv):
    if len(argv) != 2:
        sys.exit(__doc__)
    reports = []
    for job in json.load(open(argv[1], encoding="utf-8")):
        doc = pymupdf.open(job["form"])
        by_xref = {item["xref"]: item for item in job["plan"]}
        for w in widgets(doc):
            item = by_xref.get(w.xref)
            if item is None:
                continue
            annot = w._annot.this if hasattr(w._annot, "this") else w._annot
            if item["kind"] == "text":
                pymupdf.mupdf.pdf_set_text_field_value(annot, item["value"])
            elif item["kind"] == "choice":
                pymupdf.mupdf.pdf_set_choice_field_value(annot, item["display"])
            elif item["value"]:
                # Not `field_value`: that draws the tick anew, in a font that poppler has no tick in.
                pymupdf.mupdf.pdf_toggle_widget(annot)
            pymupdf.mupdf.pdf_update_widget(annot)
        accepted = values(doc, job["plan"])
        doc.save(job["out"])
        doc.close()
        again = pymupdf.open(job["out"])
        reports.append({"accepted": accepted, "reopened": values(again, job["plan"])})
    json.dump(reports, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
