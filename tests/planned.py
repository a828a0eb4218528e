#!/usr/bin/env python3
"""List the PDFs that a project has to make, by its sources alone: what a build is held against.

usage: planned.py PROJECT [--print office,press] [--product a,b] [--text ID]
  PROJECT      a folder with sources/project.yaml
  --print      the sheets of what is folded or cut (default: office; none for those to read alone)
  --product    these products alone
  --text       this text alone
One path a line, below the folder of outputs, sorted, without the mark of a draft. It asks nothing of the program: what
it prints is every document that the files ask for, whether or not the text has room in it.
needs: PyYAML (tests/conformance/install.sh installs it)
"""
import argparse
import re
import sys
from pathlib import Path

import yaml

FOLDED = ["trifold", "booklet", "card"]
OF = {"guides": ["leaflet", "large-print", *FOLDED], "worksheets": ["worksheet", "worksheet-paper"]}


def head(path, *keys):
    """These keys at the left edge of a file; the others are not even parsed, since PyYAML stumbles over some labels."""
    entries = re.split(r"(?m)^(?=\w)", path.read_text("utf-8"))
    return yaml.safe_load("".join(e for e in entries if e.split(":")[0] in keys)) or {}


def products(folder, text, project):
    """The products of a text: of its kind, listed by the project, and by the text where it lists any."""
    for product in OF[folder]:
        demanded = product in project["products"] and product in text.get("products", project["products"])
        # A card prints whom to call.
        if demanded and (product != "card" or (text.get("topics") or text.get("get_help"))):
            yield product


def planned(root, prints):
    """Each file with its text and product."""
    sources = root / "sources"
    project = head(sources / "project.yaml", "papers", "languages", "products", "clinics")
    for product in project["products"]:
        if product not in sum(OF.values(), []):
            sys.exit(f"planned.py does not know the product `{product}`: add it to OF, and to FOLDED where it has sheets")
    for folder in OF:
        for path in sorted((sources / folder).glob("*/*.yaml")):
            if path.stem not in project["languages"]:
                continue
            text = head(path, "id", "topics", "get_help", "products")
            for product in products(folder, text, project):
                for clinic in project["clinics"]:
                    for paper in project["papers"]:
                        stem = f"{clinic}/{text['id']}.{path.stem}-{product}-{paper}"
                        marks = ["", *(f"-{mark}" for mark in prints if product in FOLDED)]
                        yield from ((text["id"], product, f"{stem}{mark}.pdf") for mark in marks)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("project", type=Path)
    parser.add_argument("--print", default="office")
    parser.add_argument("--product")
    parser.add_argument("--text")
    args = parser.parse_args()
    prints = [mark for mark in args.print.split(",") if mark != "none"]
    files = [
        file for text, product, file in planned(args.project, prints)
        if (not args.product or product in args.product.split(",")) and args.text in (None, text)
    ]
    if not files:
        sys.exit("nothing is planned")
    print("\n".join(sorted(files)))


main()
