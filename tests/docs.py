#!/usr/bin/env python3
"""Check the pages of this repository: every link leads somewhere, every picture is shown, every finding is listed.

usage: tests/docs.py            from anywhere
       tests/docs.py --write    writes the table of docs/findings.md anew, out of src/diag/code.rs
Web addresses are not asked. README.md has at most 12,000 bytes, since it is what people read first.
exit: 0 nothing is wrong, 1 something is
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FINDINGS = ROOT / "docs/findings.md"
CODE = re.compile(r'\w+,\s*"([a-z0-9-]+)",\s*(Error|Warning|Hint),\s*"([^"]+)";')
LINK = re.compile(r'!?\[[^][]*\]\(([^()\s]+)\)|\bsrc="([^"]+)"')
README_MOST = 12_000


def prose(text):
    """A page without code, in which nothing is a link; a line of code keeps its line breaks."""
    text = re.sub(r"(?ms)^ *```.*?^ *```$", lambda m: "\n" * m[0].count("\n"), text)
    return re.sub(r"`[^`\n]*`", lambda m: re.sub(r"[][()]", "", m[0]), text)


def anchors(text):
    """The anchors that GitHub gives the headings of a page."""
    found = []
    for heading in re.findall(r"(?m)^#+ (.*)$", prose(text)):
        words = re.sub(r"!?\[([^]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        twice = found.count(slug)
        found.append(f"{slug}-{twice}" if twice else slug)
    return found


def table():
    """The rows of docs/findings.md."""
    codes = CODE.findall((ROOT / "src/diag/code.rs").read_text("utf-8"))
    rows = [f"| `{code}` | {kind.lower()} | {about} |" for code, kind, about in codes]
    return "\n".join(["| code | kind | means |", "| --- | --- | --- |", *rows, ""])


def main():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True)
    files = sorted(ROOT / name for name in set(listed.stdout.splitlines()) if (ROOT / name).exists())
    pages = {path: path.read_text("utf-8") for path in files if path.suffix == ".md"}
    before, bar, rest = pages[FINDINGS].partition("| code |")
    rows, gap, sections = (bar + rest).partition("\n\n")
    if "--write" in sys.argv[1:]:
        FINDINGS.write_text(before + table().rstrip("\n") + gap + sections, "utf-8")
        return []
    wrong, linked = [], set()
    if rows.rstrip("\n") != table().rstrip("\n"):
        changed = set(table().splitlines()) ^ set(rows.splitlines())
        wrong.append("docs/findings.md and src/diag/code.rs differ (tests/docs.py --write):\n  " + "\n  ".join(sorted(changed)))
    for page, text in pages.items():
        for match in LINK.finditer(prose(text)):
            address = match[1] or match[2]
            if re.match(r"https?:|mailto:", address):
                continue
            name, _, anchor = address.partition("#")
            target = (page.parent / name).resolve() if name else page
            place = f"{page.relative_to(ROOT)}:{prose(text).count(chr(10), 0, match.start()) + 1}"
            if target.is_dir():
                target /= "README.md"
            linked.add(target)
            if target not in files:
                wrong.append(f"{place}: there is no {address}")
            elif anchor and anchor not in anchors(pages.get(target, "")):
                wrong.append(f"{place}: there is no heading for {address}")
    for path in files:
        if path.is_relative_to(ROOT / "docs") and path.suffix in (".md", ".png") and path not in linked:
            wrong.append(f"no page links to {path.relative_to(ROOT)}")
    size = len(pages[ROOT / "README.md"].encode())
    if size > README_MOST:
        wrong.append(f"README.md has {size} bytes, and {README_MOST} are enough")
    print(f"{len(pages)} pages, {len(linked)} files linked")
    return wrong


problems = main()
print("\n".join(problems), end="\n" if problems else "")
sys.exit(bool(problems))
