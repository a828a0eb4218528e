#!/usr/bin/python3
"""Print the form fields of Firefox's open PDF as a Linux screen reader (Orca) gets them by AT-SPI.

usage: /usr/bin/python3 atspi.py PAGE COUNT      (called by announce.mjs, which shows that page in Firefox)
  PAGE   the number of the page
  COUNT  how many controls it has
Debian's own python3, not that of a venv.
exit: 0, or 2 when as many did not appear
"""
import re
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

warnings.simplefilter("ignore")
CONTROLS = {"entry", "check box", "radio button", "combo box", "list box", "push button", "spin button", "password text"}
LIMIT = 20  # seconds until they have appeared


def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def documents(node, depth=0):
    if depth > 25:
        return
    if node.get_role_name().startswith("document"):
        yield node
        return
    for child in children(node):
        yield from documents(child, depth + 1)


def sheets(node):
    """Firefox shows each page as a landmark; its own buttons lie outside of these."""
    if node.get_role_name() == "landmark" and re.match(r"\W*Page\W", node.get_name() or ""):
        yield node
        return
    for child in children(node):
        yield from sheets(child)


def words(node):
    return " ".join((node.get_name() or "").split())


def controls(node, around=""):
    """Yield a line for each control under a node: role, name, or the name of what it stands in."""
    role = node.get_role_name()
    if role in CONTROLS:
        states = node.get_state_set()
        said = f"{role} {words(node)!r}" if words(node) else f"{role} without a name, in {around!r}" if around else f"! {role} without a name"
        yield said + (", required" if states.contains(Atspi.StateType.REQUIRED) else "")
        return
    here = words(node) if role == "landmark" else ""
    for child in children(node):
        yield from controls(child, here or around)


def main(argv):
    if len(argv) != 3:
        sys.exit(__doc__)
    page, count, until, found = argv[1], int(argv[2]), time.time() + LIMIT, []
    while len(found) != count and time.time() < until:
        time.sleep(0.5)
        every = [s for app in children(Atspi.get_desktop(0)) for d in documents(app) for s in sheets(d)]
        found = [line for s in every if re.search(r"\d+", s.get_name())[0] == page for line in controls(s)]
    print("".join(f"    {line}\n" for line in found), end="")
    return 0 if len(found) == count else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv))
