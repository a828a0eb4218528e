#!/usr/bin/env python3
"""Write answers to every question of a form, as YAML's subset JSON, for `handout fill`.

usage: handout fields FORM --format json | answers.py > answers.json
The words have letters of the form's first font and of those behind it, and fit their fields; one long text is too long
for its field.
"""
import json
import sys


def words(number, most):
    text = f"José ⅓ → Ñúñez, answer {number}"
    return text[:max(most, 1)]


def answer(field):
    kind, number, letters = field["type"], field["number"], field.get("letters", {})
    most = min(letters.values(), default=40)
    if kind == "text":
        return words(number, most - 4)
    if kind == "long-text":
        return f"First line of {number} ✓ H₂O.\nSecond line, \"quoted\" (and bracketed)."
    if kind == "date":
        return "2026-12-03"
    if kind == "time":
        return "14:30"
    if kind == "yes-no":
        return ["yes", "no"][number % 2]
    if kind == "phone":
        return "(555) 010-0199"
    if kind == "number":
        return 3
    if kind == "checkbox":
        return True
    if kind == "checkboxes":
        return [o["id"] for o in field["options"]][::2]
    if kind == "choice":
        return field["options"][-1]["id"]
    if kind == "scale":
        return number % 11
    if kind == "signature":
        return {"name": "Sample Name", "date": "2026-12-03"}
    if kind == "table":
        row = {}
        for column in field["columns"]:
            cell = letters.get(f"{field['name']}[1].{column['id']}", 10)
            row[column["id"]] = {"text": words(number, min(cell - 4, 12)), "date": "2026-12-03", "phone": "555 0199",
                                 "number": 7, "checkbox": True, "time": "14:30", "yes-no": "no"}[column["type"]]
        return [row] * field["rows"]
    sys.exit(f"no answer for the type {kind}")


def main():
    form = json.load(sys.stdin)
    answers = {}
    for field in form["fields"]:
        part, name = field["name"].split(".")
        if "[" in part:
            part, time = part.rstrip("]").split("[")
            rows = answers.setdefault(part, [])
            while len(rows) < int(time):
                rows.append({})
            rows[int(time) - 1][name] = answer(field)
        else:
            answers.setdefault(part, {})[name] = answer(field)
    longs = [f for f in form["fields"] if f["type"] == "long-text" and "[" not in f["name"].split(".")[0]]
    if longs:
        part, name = longs[0]["name"].split(".")
        answers[part][name] = "A text that is longer than its field. " * 30
    json.dump(answers, sys.stdout, ensure_ascii=False, indent=1)


main()
