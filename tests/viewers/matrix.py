#!/usr/bin/env python3
"""Fill a form in eight viewers, and look whether every one keeps, shows and conforms.

usage: matrix.py FORM.pdf PLAN.json OUTDIR [--handout PROGRAM] [--expect EXPECT.json] [--only VIEWER,...]
  PLAN.json          [{"name": qualified name, "kind": "text" | "check" | "radio" | "choice", "value": ...}, ...]; see README.md
  --handout PROGRAM  read the answers back with `PROGRAM extract FILE --format json` as well
  --expect EXPECT    {"answers": {part: {field: value}}}, what extract says of the whole plan
  --only VIEWER,...  only these
needs: the env file that tests/conformance/install.sh makes, sourced
exit: 0 all is well, 1 something is not kept, not shown or does not conform, 2 usage
"""
import argparse
import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import form  # noqa: E402


if __name__ == "__main__":
    f = form.Form(sys.argv[1])
    plan = json.load(open(sys.argv[2]))
    out = sys.argv[3]
    font = os.environ["FONT"]
    json.dump([{"form": sys.argv[1], "out": out, "font": font, "plan": [f.resolve(i) for i in plan]}], open("/tmp/vm/jobs.json", "w"))
