#!/usr/bin/env python3
"""Print the copyright file of the Debian package: what is in the program and under which licence.

usage: packaging/copyright.py > copyright
In the form of Debian's copyright files, 1.0. The crates have a file of their own (licences.py).
exit: 0
"""
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ["fonts/atkinson-hyperlegible-next", "fonts/noto-sans"]
WORDS = "src/language/syllables"


def text(path):
    return (ROOT / path).read_text("utf-8")


def split(licence, end):
    """The holders that a licence begins with, and the rest from a line on."""
    at = licence.index(end)
    return licence[:at].strip(), licence[at:].strip()


def paragraph(lines):
    """Text as the value of a field: each line indented, empty ones with a dot."""
    return "\n".join(" " + (line.rstrip() or ".") for line in lines.splitlines())


def files(where, holders, licence):
    holders = " ".join(holders.removeprefix("Copyright ").split())
    return f"Files: {where}\nCopyright: {holders}\nLicense: {licence}\n"


def main():
    own, mit = split(text("LICENSE-MIT").removeprefix("MIT License").strip(), "Permission is hereby")
    said = ["""Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: handout
Source: https://github.com/handout-project/handout
Comment: The program has the crates in it that licences-of-crates.gz lists, each with its licence.
"""]
    said.append(files("*", own, "Expat or Apache-2.0"))
    for folder in FONTS:
        holders, ofl = split(text(f"{folder}/OFL.txt"), "This Font Software is licensed")
        said.append(files(f"{folder}/*", holders, "OFL-1.1"))
    holders, bsd = split(text(f"{WORDS}/LICENSE-CMUdict"), "Redistribution and use")
    said.append(files(f"{WORDS}/english.txt", holders.replace("All rights reserved.", ""), "BSD-2-Clause"))
    said.append(f"License: Expat\n{paragraph(mit)}\n")
    said.append("License: Apache-2.0\n On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.\n")
    said.append(f"License: OFL-1.1\n{paragraph(ofl)}\n")
    said.append(f"License: BSD-2-Clause\n{paragraph(bsd)}\n")
    print("\n".join(said), end="")


main()
