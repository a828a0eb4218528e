#!/usr/bin/env python3
"""Print the licences of all crates whose code is in the program, each text once with the crates that have it.

usage: packaging/licences.py > licences-of-crates
needs: cargo, and the sources of the crates, which a build has fetched
exit: 0, 1 where a crate says nothing of its licence
"""
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# How the files that hold licences begin.
NAMES = ("LICEN", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE", "OFL")


def cargo(*words):
    return subprocess.run(["cargo", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def crates():
    """What the program is linked with or expanded from, without what only builds or tests it."""
    host = next(line.split()[1] for line in subprocess.run(
        ["rustc", "-vV"], check=True, capture_output=True, text=True).stdout.splitlines() if line.startswith("host:"))
    known = json.loads(cargo("metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host))
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    left, seen = [known["resolve"]["root"]], set()
    while left:
        here = left.pop()
        if here not in seen:
            seen.add(here)
            left += [d["pkg"] for d in nodes[here]["deps"] if any(kind["kind"] is None for kind in d["dep_kinds"])]
    seen.remove(known["resolve"]["root"])
    return sorted((p for p in known["packages"] if p["id"] in seen), key=lambda p: (p["name"], p["version"]))


def texts(package):
    """The licences that a crate brings, without ends of lines."""
    folder = Path(package["manifest_path"]).parent
    names = sorted(p for p in folder.iterdir() if p.name.upper().startswith(NAMES))
    files = [f for p in names for f in (sorted(p.iterdir()) if p.is_dir() else [p]) if f.is_file() and f.suffix != ".rs"]
    return ["\n".join(line.rstrip() for line in f.read_text("utf-8", "replace").strip().splitlines()) for f in files]


def main():
    found, packages = {}, crates()
    print("Crates in this program, with their licences and where they come from. Those without a text below bring none;\n"
          "their licences are MIT, Apache-2.0 and the like, whose texts stand there with other crates.\n")
    for package in packages:
        licence = package["license"]
        if not licence:
            sys.exit(f"{package['name']} does not say its licence")
        name = f"{package['name']} {package['version']}"
        print(f"{name}: {licence}; {package['repository'] or ', '.join(package['authors'])}")
        for text in texts(package):
            # The same words in other lines are the same licence.
            found.setdefault(" ".join(text.split()), (text, []))[1].append(name)
    for text, names in found.values():
        print(f"\n{'-' * 100}\n{', '.join(dict.fromkeys(names))}\n\n{text}")


main()
