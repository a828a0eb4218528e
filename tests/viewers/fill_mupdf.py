#!/usr/bin/env python3
"""Fill forms with MuPDF's widget functions.

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
            if item["kind"] in ("check", "radio"):
                w.field_value = w.on_state() if item["value"] else "Off"
            else:
                w.field_value = item["value"]
            w.update()
        accepted = values(doc, job["plan"])
        doc.save(job["out"])
        doc.close()
        again = pymupdf.open(job["out"])
        reports.append({"accepted": accepted, "reopened": values(again, job["plan"])})
    json.dump(reports, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
