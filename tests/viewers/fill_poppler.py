#!/usr/bin/python3
"""Fill forms with poppler, as Evince and other GNOME viewers do.

usage: /usr/bin/python3 fill_poppler.py JOBS.json      (called by matrix.py)
Debian's own python3, not that of a venv.
"""
import json
import os
import sys

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402


def opened(path):
    return Poppler.Document.new_from_file("file://" + os.path.abspath(path), None)


def fields(doc):
    """Yield (number of the page, field, rectangle)."""
    for i in range(doc.get_n_pages()):
        for m in doc.get_page(i).get_form_field_mapping():
            yield i + 1, m.field, (m.area.x1, m.area.y1, m.area.x2, m.area.y2)


def at(item, page, area):
    """Whether this is the plan's widget: several radio buttons have one name."""
    return page == item["page"] and all(abs(a - b) < 1 for a, b in zip(area, item["rect"]))


def value(item, field):
    if item["kind"] == "text":
        return field.text_get_text() or ""
    if item["kind"] == "check":
        return field.button_get_state()
    if item["kind"] == "radio":
        return item["state"] if field.button_get_state() else None
    return next((field.choice_get_item(i) for i in range(field.choice_get_n_items()) if field.choice_is_item_selected(i)), None)


def values(doc, plan):
    every = list(fields(doc))
    return {item["name"]: next((value(item, f) for page, f, area in every if at(item, page, area)), None) for item in plan}


def main(argv):
    if len(argv) != 2:
        sys.exit(__doc__)
    reports = []
    for job in json.load(open(argv[1], encoding="utf-8")):
        doc = opened(job["form"])
        every = list(fields(doc))
        for item in job["plan"]:
            field = next(f for page, f, area in every if at(item, page, area))
            if item["kind"] == "text":
                field.text_set_text(item["value"])
            elif item["kind"] == "choice":
                field.choice_select_item(item["index"])
            else:
                field.button_set_state(bool(item["value"]))
        accepted = values(doc, job["plan"])
        doc.save("file://" + os.path.abspath(job["out"]))
        reports.append({"accepted": accepted, "reopened": values(opened(job["out"]), job["plan"])})
    json.dump(reports, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
