#!/usr/bin/env python3
"""List the runs of words that a text shares with the article it is based on.

usage: overlap.py [--words N] ARTICLE FILE...
   ARTICLE  the article as plain text: its first line is the title; the lines after "Author" and after
            "Clinically Reviewed" are names. Title and names may be shared, all other runs may not
   FILE     a .yaml source, or .txt as pdftotext writes it
   N        words from which a run counts (default 9)
needs: pip install PyYAML (for .yaml)
Capitals, punctuation, line breaks and Markdown marks make no difference; a word with a hyphen counts as two. In a
.txt a run is cut where a page's footer stands in the middle of it, so check the .yaml too. Run by hand: the article is
somebody else's and does not lie in this repository.
exit: 0 no run, 1 some, 2 usage
"""
import re
import sys
import unicodedata
from pathlib import Path

BREAK = "\0"  # a word that no text has, so that no run goes across it


def words(text):
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    text = re.sub(r"\]\([^)]*\)", "]", text)  # the address of a link
    text = re.sub(r"(?<=\w)['’ʼ](?=\w)", "", text)
    return re.findall(r"[^\W_]+", text.casefold())


def article_words(text):
    out, name_next, title_seen = [], False, False
    for line in text.splitlines():
        line = line.strip()
        if not line:
            continue
        if not title_seen or name_next:
            out.append(BREAK)
            title_seen, name_next = True, False
            continue
        out += words(line)
        name_next = line.casefold() in ("author", "clinically reviewed")
    return out


def strings(node):
    if isinstance(node, dict):
        for v in node.values():
            yield from strings(v)
    elif isinstance(node, list):
        for v in node:
            yield from strings(v)
    elif isinstance(node, str):
        yield node


def file_words(path):
    text = path.read_text("utf-8")
    if path.suffix == ".yaml":
        import yaml
        text = "\n".join(strings(yaml.safe_load(text)))
    return words(text)


def runs(article, text, least):
    """Yield the runs of at least `least` words of `text` that stand in `article`, longest first at each place."""
    starts = {}
    for i in range(len(article) - least + 1):
        starts.setdefault(tuple(article[i:i + least]), []).append(i)
    i = 0
    while i + least <= len(text):
        best = 0
        for a in starts.get(tuple(text[i:i + least]), ()):
            n = least
            while i + n < len(text) and a + n < len(article) and text[i + n] == article[a + n]:
                n += 1
            best = max(best, n)
        if best:
            yield text[i:i + best]
        i += best or 1


def main(argv):
    args, least = argv[1:], 9
    if args[:1] == ["--words"] and len(args) > 1 and args[1].isdigit():
        least, args = int(args[1]), args[2:]
    if len(args) < 2 or least < 1 or args[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    article = article_words(Path(args[0]).read_text("utf-8"))
    status = 0
    for path in map(Path, args[1:]):
        text = file_words(path)
        found = list(runs(article, text, least))
        for run in found:
            print(f"  {len(run)} words: {' '.join(run)}")
        print("FAIL" if found else "PASS", "overlap", path,
              f"({len(found)} runs of {least} words or more in {len(text)} words)")
        status = status or int(bool(found))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv))
