#!/usr/bin/env python3
"""A round of reviews in the viewers of Firefox and Chromium: a packet is filled in there, saved, imported, and the credit
is printed; one letter of the text changes, and the credit is gone until the next packet comes back.

usage: round.py OUTDIR --handout PROGRAM [--only firefox,chromium]
needs: the env file that tests/conformance/install.sh makes, sourced
Works on copies of tests/fixtures/reviewed in OUTDIR/BROWSER, and prints a line for each step. A finding is a line that
begins with "FAIL"; the steps of its browser that come after it are not tried.
exit: 0 no finding, 1 findings, 2 usage, or a browser that does not run
"""
import argparse
import difflib
import shutil
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True  # a run leaves the work tree as it is
sys.path.insert(0, str(Path(__file__).resolve().parent))
from form import Form  # noqa: E402
from matrix import HERE, fill, run  # noqa: E402

BROWSERS = ["firefox", "chromium"]
FIXTURE = HERE.parent / "fixtures/reviewed"
GUIDE, TEXT, RECORD = "first-visit", "sources/guides/first-visit/en.yaml", "sources/reviews/first-visit.en.yaml"
WHO, NAME = "sample-reviewer", "Sample Reviewer"
PART = "question-who-may-come"
CHANGED = "The text of this handout was changed since its review."
# What is asked for in a packet that is no approval, with letters that Chromium writes in a font of its own.
OLD, NEW = "Two or three people are enough.", "Two or three people are enough – José’s aunt, say."


class Wrong(Exception):
    """What a step found."""


class NotRun(Exception):
    """A browser did not start, or could not be driven to the end."""


def holds(what, is_so):
    """Ends the step with what is wrong, unless it is so."""
    if not is_so:
        raise Wrong(what)


def words(path):
    """The words of a PDF, with one space between them."""
    code, out, err = run(["pdftotext", str(path), "-"], 60)
    holds(f"pdftotext {path}: {err}", code == 0)
    return " ".join(out.split())


def item(name, kind, value):
    return {"name": name, "kind": kind, "value": value}


def signed(decision, date):
    """The last page of a packet."""
    return [item("overall.decision", "radio", decision), item("overall.name", "text", NAME), item("overall.date", "text", date)]


class Project:
    """A copy of the fixture, and the program run on it."""

    def __init__(self, folder, handout):
        self.folder, self.handout = folder, handout

    def call(self, *args, code=0):
        """Run the program; returns all that it says."""
        done, out, err = run([self.handout, "--project", str(self.folder), *args], 60)
        holds(f"`handout {' '.join(args)}` exits {done}: {(err + out).strip()}", done == code)
        return err + out

    def edit(self, *changes):
        """Change words that stand in the text once."""
        path = self.folder / TEXT
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            holds(f"{old!r} stands {text.count(old)} times in {path}", text.count(old) == 1)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def packet(self, revision, today):
        self.call("review", "packet", GUIDE, "--lang", "en", "--for", WHO, "--today", today)
        return self.folder / f"packets/{GUIDE}.en-r{revision}-{WHO}.pdf"

    def build(self, today, *more, code=0):
        return self.call("build", GUIDE, "--paper", "letter", "--today", today, *more, code=code)

    def released(self):
        """The bytes of what is in `release/`, by path."""
        return {file: file.read_bytes() for file in sorted((self.folder / "release").rglob("*.pdf"))}

    def prints_draft(self, today, revision, *wanted):
        """A draft is made of the guide that names no reviewer and says why, and nothing is released."""
        self.build(today)
        files = sorted((self.folder / "out").rglob("*.pdf"))
        holds(f"a draft alone should be built: {files}", [f.name.endswith("-DRAFT.pdf") for f in files] == [True])
        for file in files:
            text = words(file)
            holds(f"{file.name} names the reviewer", NAME not in text)
            holds(f"{file.name} does not say in text and footers that it was changed", text.count(CHANGED) > 1)
            for part in (f"Revision {revision} · ", *wanted):
                holds(f"{file.name} does not say {part!r}", part in text)
        before = self.released()
        said = self.build(today, "--release", code=1)
        holds(f"something was released: {said}", "not released: 1 document" in said and self.released() == before)

    def prints_credit(self, today, day, revision):
        """What is released names the reviewer with the day, and is no draft."""
        said = self.build(today, "--release")
        files = self.released()
        holds(f"the leaflet alone should be released: {said}", [f.name.endswith("-DRAFT.pdf") for f in files] == [False])
        for file in files:
            text = words(file)
            for part in (f"Reviewed by {NAME}, MD · {day} · next review", f"Reviewed {day}", f"Revision {revision} · "):
                holds(f"{file.name} does not say {part!r}: ... {text[-900:]}", part in text)
            holds(f"{file.name} says that it was changed", CHANGED not in text)

    def imported(self, file, today, *wanted):
        said = self.call("review", "import", str(file), "--today", today)
        for part in wanted:
            holds(f"the import does not say {part!r}: {said}", part in said)


def filled(browser, jobs):
    """Fill packets in a browser, save them there and open them again; what was typed is in the files and is seen again."""
    resolved = []
    for form, out, plan in jobs:
        fields = Form(form)
        out.parent.mkdir(exist_ok=True)
        plan = [fields.resolve(entry) for entry in plan]
        resolved.append({"form": str(form.resolve()), "out": str(out.resolve()), "plan": plan, "again": True})
    reports, _ = fill(browser, resolved)
    if reports is None:
        raise NotRun
    for job, report in zip(resolved, reports):
        file, typed = Form(job["out"]), {entry["name"]: entry["value"] for entry in job["plan"]}
        for name, value in file.values().items():
            holds(f"{name} holds {value!r}, and {typed.get(name)!r} was typed", (value or None) == (typed.get(name) or None))
        for name, value in typed.items():
            again = file.normal(name, report["reopened"].get(name))
            holds(f"{name} was {value!r}, and {again!r} when opened again", (again or "") == value)


class Round:
    """The round in one browser: its steps in their order, each named by the first line of what it does."""

    def __init__(self, browser, out, handout):
        self.browser, self.back = browser, out / "back"
        self.project, self.other = Project(out / "approved", handout), Project(out / "asked", handout)
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(FIXTURE, self.project.folder)

    def changed(self):
        """a word changes: the credit is gone, and a packet is made"""
        self.project.prints_credit("2026-12-01", "November 25, 2026", 2)
        self.project.edit(("Two people are enough.", OLD), ("revision: 2", "revision: 3"))
        self.project.prints_draft("2026-12-01", 3, OLD)
        self.first = self.project.packet(3, "2026-12-01")
        shutil.copytree(self.project.folder, self.other.folder)

    def answered(self):
        """the packet is filled in, saved, and opened again; once as an approval, and once with a change asked for"""
        empty = item(f"{PART}.comment", "text", "")  # clicked, and left so
        approval = [item(f"{PART}.decision", "radio", "approve"), empty,
                    item("questions.note-1", "text", "Yes – “before” goes before “after”.")]
        asks = [item(f"{PART}.decision", "radio", "change"), item(f"{PART}.old", "text", OLD), item(f"{PART}.new", "text", NEW),
                empty]
        filled(self.browser, [
            (self.first, self.back / "approved.pdf", approval + signed("approve", "12/02/2026")),
            (self.first, self.back / "asked.pdf", asks + signed("change", "12/02/2026")),
        ])

    def recorded(self):
        """the approval is imported"""
        self.project.imported(self.back / "approved.pdf", "2026-12-02", "recorded: ",
                              f"{NAME}, MD approved `{GUIDE}` (en, revision 3) on 2026-12-02")

    def credited(self):
        """what is released has the credit, with the day"""
        self.project.prints_credit("2026-12-03", "December 2, 2026", 3)

    def letter(self):
        """one letter changes: the credit is gone from the pages"""
        self.project.edit(("disorder is an illness", "disorder as an illness"), ("revision: 3", "revision: 4"))
        self.project.prints_draft("2026-12-05", 4, "disorder as an illness")

    def second(self):
        """the second packet shows that letter's word and no other change, and lists what did not change"""
        self.again = self.project.packet(4, "2026-12-05")
        text = words(self.again)
        for wanted in ("What changed since revision 3, signed on December 2, 2026",
                       "After the visit Rest. Opioid use disorder [- is -] [+ as +] an illness, and treatment takes time.",
                       "Unchanged, and not printed again: Title and what stands around the text · Opening words · Before you come"
                       " · Who may come along? · What does it cost?"):
            holds(f"the packet does not say {wanted!r}: {text[:1500]}", wanted in text)
        for mark in ("[-", "-]", "[+", "+]"):
            holds(f"{mark} stands {text.count(mark)} times: once explained, and once meant", text.count(mark) == 2)

    def answered_again(self):
        """it is filled in, with a change of mind, saved, and opened again"""
        decision, comment = "section-after.decision", "section-after.comment"
        plan = [item(decision, "radio", "reject"), item(comment, "text", "Why “as”?"), item(decision, "radio", "approve"),
                item(comment, "text", ""), *signed("approve", "12/06/2026")]
        filled(self.browser, [(self.again, self.back / "again.pdf", plan)])

    def credited_again(self):
        """it is imported, and the credit is back with the new day"""
        self.project.imported(self.back / "again.pdf", "2026-12-06", f"{NAME}, MD approved `{GUIDE}` (en, revision 4) on 2026-12-06")
        self.project.prints_credit("2026-12-07", "December 6, 2026", 4)

    def asked(self):
        """the packet that asks for a change signs nothing; the wording is written into the file, and nothing else"""
        before, record = self.other.read(TEXT), self.other.read(RECORD)
        self.other.imported(self.back / "asked.pdf", "2026-12-02", "[reviewer-asks]", f"“{NEW}” instead of “{OLD}”",
                            "is not approved as it stands")
        holds("the import signed the text", self.other.read(RECORD) == record)
        self.other.prints_draft("2026-12-02", 3, OLD)
        self.other.call("review", "apply", GUIDE, "--lang", "en", "--today", "2026-12-02")
        after = self.other.read(TEXT)
        differ = [line for line in difflib.ndiff(before.splitlines(True), after.splitlines(True)) if line[0] in "-+"]
        holds(f"these lines of the file differ: {differ}",
              after == before.replace(OLD, NEW).replace("revision: 3\n", "revision: 4\n") != before)
        holds("what was written is signed", self.other.read(RECORD) == record)
        self.other.prints_draft("2026-12-02", 4, NEW)

    STEPS = [changed, answered, recorded, credited, letter, second, answered_again, credited_again, asked]

    def go(self):
        """Take the steps; whether none has a finding."""
        for step in self.STEPS:
            started = time.time()
            try:
                step(self)
            except Wrong as wrong:
                print(f"FAIL {self.browser}: {step.__doc__}: {wrong}", flush=True)
                return False
            print(f"PASS {self.browser}: {step.__doc__} ({time.time() - started:.1f} s)", flush=True)
        return True


def main():
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("out", type=Path)
    parser.add_argument("--handout", required=True, type=Path)
    parser.add_argument("--only", type=lambda s: s.split(","), default=BROWSERS)
    args = parser.parse_args()
    if unknown := set(args.only) - set(BROWSERS):
        parser.error(f"no such browser: {', '.join(sorted(unknown))}")
    fine, broken = True, []
    for browser in [b for b in BROWSERS if b in args.only]:
        try:
            fine &= Round(browser, args.out / browser, str(args.handout.resolve())).go()
        except NotRun:
            print(f"FAIL did not run: {browser}", flush=True)
            broken.append(browser)
    return 2 if broken else 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
