#!/usr/bin/env python3
"""Fill forms with pypdf.

usage: fill_pypdf.py JOBS.json       (called by matrix.py)
"""
import json
import sys

from pypdf import PdfReader, PdfWriter


def values(fields, plan):
    out = {}
    for item in plan:
        v = fields[item["name"]].value
        if item["kind"] == "check":
            v = v == "/" + item["state"]
        elif item["kind"] == "radio":
            v = None if v in (None, "/Off") else v.removeprefix("/")
        out[item["name"]] = v
    return out


def main(argv):
    if len(argv) != 2:
        sys.exit(__doc__)
    reports = []
    for job in json.load(open(argv[1], encoding="utf-8")):
        writer = PdfWriter(clone_from=job["form"])
        put = {}
        for item in job["plan"]:
            on = item["kind"] in ("check", "radio")
            put[item["name"]] = ("/" + item["state"] if item["value"] else "/Off") if on else item["value"]
        for page in writer.pages:
            writer.update_page_form_field_values(page, put, auto_regenerate=False)
        writer.write(job["out"])
        kept = values(PdfReader(job["out"]).get_fields(), job["plan"])
        reports.append({"accepted": kept})
    json.dump(reports, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
