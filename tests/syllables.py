#!/usr/bin/env python3
"""Make the table of English words whose syllables their letters do not tell: src/language/syllables/english.txt.

usage: tests/syllables.py CMUDICT [--write]
       CMUDICT is the file `cmudict.dict` of the CMU Pronouncing Dictionary; without --write it only measures
needs: nothing but Python

`rule` is that of src/language/syllables/english.rs, line by line. What it gets wrong stands in the table, so that both
together count every word of the dictionary as the dictionary does, in the first of its ways to say it. Every sixtieth
word, with its count, is kept in tests/fixtures/syllables.txt; a test of that file holds the rule in Rust to it.
Change the rule in both places, and run this again.

exit: 0 done, 2 usage
"""
import re
import sys
import textwrap
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/language/syllables/english.txt"
KEPT = ROOT / "tests/fixtures/syllables.txt"
HEAD = """\
# English words whose syllables their letters do not tell: how many, and the words. `tests/syllables.py` makes this file
# out of the CMU Pronouncing Dictionary, Copyright (C) 1993-2015 Carnegie Mellon University, whose licence stands in
# LICENSE-CMUdict beside it. None of it is edited by hand.
"""


def vowel(c):
    return c in "aeiouy"


def consonant(c):
    return c != " " and not vowel(c)


def rule(word):
    """The syllables of a word in small letters, by its letters."""
    letters = "".join(c for c in word if "a" <= c <= "z")
    own = word.endswith("'s")
    letters = letters[:-1] if own else letters

    def at(i):
        return letters[i] if 0 <= i < len(letters) else " "

    def ends(suffix):
        return letters.endswith(suffix) and len(letters) > len(suffix)

    def before(suffix):
        return at(len(letters) - len(suffix) - 1)

    count = sum(vowel(at(i)) and not vowel(at(i - 1)) for i in range(len(letters)))
    # A silent e.
    said = consonant(at(len(letters) - 4)) and at(len(letters) - 4) not in "rwl"
    if ends("e") and consonant(before("e")):
        count -= not (ends("le") and consonant(before("le")) and before("le") not in "rwl")
    elif ends("ed") and consonant(before("ed")) and before("ed") not in "td":
        count -= not (before("ed") == "l" and said)
    elif ends("es") and consonant(before("es")) and before("es") not in "sxzgc" and not letters.endswith(("shes", "ches")):
        count -= not (before("es") == "l" and said)
    elif ends("que") and count > 1:
        count -= 1
    silent = ("ely", "ement", "ements", "eful", "efully", "eless", "eness")
    count -= count > 2 and any(ends(suffix) and consonant(before(suffix)) for suffix in silent)
    # Two vowels that are said apart.
    for i in range(len(letters) - 1):
        pair, p, x = letters[i:i + 2], at(i - 1), at(i + 2)
        if pair == "ia":
            count += p not in "tcsgx"
        elif pair == "io":
            count += p not in "tcsgx" and x != "n"
        elif pair == "eo":
            count += letters[i + 2:i + 4] != "us"
        elif pair == "eu":
            count += x in "ms" and i + 3 == len(letters)
        elif pair == "ua":
            count += p not in "gq"
        elif pair == "ui":
            count += x in "nt" and p not in "gq"
        elif pair == "ie":
            count += x in "tn"
        elif pair == "iu":
            count += 1
        if vowel(pair[0]) and pair not in ("ai", "ui") and letters[i + 1:] in ("ing", "ings"):
            count += 1
    # Syllables without a vowel.
    count += letters.endswith(("sm", "sms", "thm", "thms"))
    count += word.endswith("n't") and consonant(at(len(letters) - 3))
    count += letters.startswith("mc")
    count += own and letters.endswith(("s", "z", "x", "ch", "sh", "ce", "ge", "se", "ze"))
    return max(count, 1)


def dictionary(path):
    """How many syllables each word has in the first way to say it."""
    counts = {}
    for line in path.read_text("utf-8").splitlines():
        word, _, sounds = line.split("#")[0].strip().partition(" ")
        if re.fullmatch(r"[a-z][a-z']*", word):
            counts[word] = sum(sound[-1].isdigit() for sound in sounds.split())
    return counts


def main(argv):
    if len(argv) not in (2, 3) or argv[2:] not in ([], ["--write"]):
        print(__doc__, file=sys.stderr)
        return 2
    counts = dictionary(Path(argv[1]))
    wrong = {word: count for word, count in counts.items() if rule(word) != count}
    off = Counter(count - rule(word) for word, count in wrong.items())
    print(f"{len(counts)} words, {len(wrong)} of which the rule counts otherwise: {dict(sorted(off.items()))}")
    if argv[2:]:
        lines = []
        for count in sorted(set(wrong.values())):
            words = " ".join(sorted(word for word in wrong if wrong[word] == count))
            lines += [f"{count} {line}" for line in textwrap.wrap(words, 116, break_long_words=False, break_on_hyphens=False)]
        TABLE.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
        kept = sorted(counts)[::60]
        KEPT.write_text("".join(f"{word} {counts[word]}\n" for word in kept), "utf-8")
        print(f"{TABLE.stat().st_size} bytes; {len(kept)} words kept for the test")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
