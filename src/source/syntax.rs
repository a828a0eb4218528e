//! Why a text is no YAML, in the words of clinic staff, and the place to look at.

mod brackets;
mod lines;
pub(super) mod quotes;
mod signs;

use self::brackets::{hyphen, open, second_key, semicolon, unclosed, words_above};
use self::lines::value_start;
use self::quotes::{logo_path, open_quote, second_colon, stars, unpaired, within_quotes};
use self::signs::{at_sign, odd_sign};
use super::slips;
use super::words::is_key;
use crate::diag::{Code, Finding};

/// What to do where YAML takes a sign of a text for its own.
pub(super) const QUOTE_IT: &str = "put the whole text in quotes: \"...\"";

/// What the parser's message means: words of it, what is wrong, what to do.
const MEANINGS: &[(&[&str], &str, &str)] = &[
    (
        &["mapping values are not allowed", "block sequence entries are not allowed", "mapping keys are not allowed"],
        "a colon, hyphen or question mark that YAML takes for a mark of its own",
        QUOTE_IT,
    ),
    (
        &["did not find expected '-'", "did not find expected key", "simple key expected", "invalid indentation"],
        "this line does not fit the lines above it",
        "begin it with as many spaces as the other lines of its block, and write `key: value`",
    ),
    (
        &["trailing content after"],
        "there are words after a closing quote",
        "put the whole text in one pair of double quotes; a quote inside of it is written \\\", or use curly quotes",
    ),
    (
        &["unclosed bracket", "flow sequence", "flow mapping"],
        "a bracket is opened and not closed, or a comma is missing in it",
        "close it with `]` or `}`, and put a comma between entries; put texts with a comma in quotes",
    ),
    (
        &["budget", "recursion limit"],
        "the file is nested too deep, or repeats itself too often",
        "write the values out, without `&` and `*`",
    ),
    (&["mismatched bracket"], "a bracket is closed by one of another kind", "close `[` with `]`, and `{` with `}`"),
    (
        &["misplaced bracket"],
        "a bracket is closed here that was not opened",
        "take it out, or put the whole text in quotes",
    ),
    (&["anchor or alias"], "a `&` or `*` that YAML takes for a mark of its own", QUOTE_IT),
    (&["unknown anchor"], "a `*` that YAML takes for a mark of its own", QUOTE_IT),
    (&["non-finite"], "this is no number", "put it in quotes if it is a text"),
    (
        &["expected string scalar"],
        "a key that is not a word",
        "begin the line with a word and a colon, or put it in quotes",
    ),
];

/// Signs with which no text begins that is not in quotes.
const MARKS: [char; 11] = ['&', '*', '!', '@', '%', '`', '|', '>', ',', ']', '}'];

/// Where a `#` behind other words of a line begins a comment, if no quotes are about it.
pub(super) fn behind_words(line: &str) -> Option<usize> {
    let begins = line.len() - line.trim_start().len();
    let signs = line.match_indices('#').map(|(at, _)| at);
    signs.filter(|at| *at > begins).find(|at| line[..*at].ends_with([' ', '\t']))
}

/// The same, where no quotes are about it.
fn comment(line: &str) -> Option<usize> {
    behind_words(line).filter(|at| line[..*at].matches(['"', '\'']).count().is_multiple_of(2))
}

/// A text that the parser gave up on.
struct Broken<'a> {
    text: &'a str,
    /// What the parser says.
    message: &'a str,
    /// Where it gave up.
    start: usize,
    /// Where that line begins, and the line.
    line_start: usize,
    line: &'a str,
    /// Where the line above begins.
    above: usize,
    /// Whether the parser speaks of brackets.
    in_bracket: bool,
}

/// What is wrong, where, and what to do.
type Cause = (String, usize, String);

fn cause(what: impl Into<String>, from: usize, hint: impl Into<String>) -> Option<Cause> {
    Some((what.into(), from, hint.into()))
}

/// Whether the value of a line begins with a bracket.
fn opened(line: &str) -> bool {
    line[value_start(line)..].starts_with(['[', '{'])
}

impl<'a> Broken<'a> {
    fn new(text: &'a str, message: &'a str, start: usize) -> Self {
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        let above = text[..line_start].trim_end().rfind('\n').map_or(0, |at| at + 1);
        let in_bracket = ["illegal placement", "flow", "bracket"].iter().any(|sign| message.contains(sign));
        Self { text, message, start, line_start, line, above, in_bracket }
    }

    fn says(&self, words: &str) -> bool {
        self.message.contains(words)
    }

    fn line_above(&self) -> &'a str {
        self.text[self.above..].lines().next().unwrap_or_default()
    }

    /// A comment or a mark that ends the text before it.
    fn ended(&self) -> Option<Cause> {
        let comments = [self.line_start, self.above].into_iter().find_map(|from| {
            let line = self.text[from..].lines().next().unwrap_or_default();
            let suspect = from == self.line_start || self.in_bracket && opened(line);
            comment(line).filter(|_| suspect).map(|at| from + at)
        });
        if let Some(hash) = comments {
            let hint = "put the whole text in quotes, \"...\", also a colour: outside of quotes a `#` begins a comment";
            return cause("a comment begins here, and what stands before it is not finished", hash, hint);
        }
        if !self.says("multiple YAML documents") {
            return None;
        }
        if let Some(dots) = line_of_dots(self.text, self.start) {
            return cause("a line of three dots ends a YAML file", dots, "take the line out, so that the file goes on");
        }
        let dashes = self.text[..self.start].rfind("---").unwrap_or(self.start);
        cause("a second text begins here", dashes, "take the line `---` out: a file holds one text")
    }

    /// A text in quotes that are broken.
    fn quotes(&self) -> Option<Cause> {
        if let Some((path, hint)) = logo_path(self.line) {
            return cause("the logo is named with its folders", self.line_start + path, hint);
        }
        if let Some((sign, what, hint)) = within_quotes(self.line, self.message) {
            return cause(what, self.line_start + sign, hint);
        }
        let paired = !self.in_bracket && !self.says("quote") && !self.says("trailing");
        if let Some(quote) = unpaired(self.line).filter(|_| !paired) {
            return cause(
                "a quote is missing: they do not come in pairs here",
                self.line_start + quote,
                "each text has a quote before it and one behind it, and a comma between: [\"1 Main Street\", \"Springfield\"]",
            );
        }
        let quote = self.says("quote").then(|| open_quote(self.text, self.start)).flatten()?;
        let hint = "close it at the end of the text, or take it out";
        cause("a quote is opened here, and not closed on this line", quote, hint)
    }

    /// Entries in brackets.
    fn brackets(&self) -> Option<Cause> {
        if !self.in_bracket && !self.says("only valid inside a block") {
            return None;
        }
        if let Some((semicolon, written)) = semicolon(self.line) {
            let at = self.line_start + semicolon;
            return cause("a semicolon stands where a comma belongs", at, format!("write `{written}`"));
        }
        if let Some((bracket, missing)) = unclosed(self.text, self.start) {
            let hint = format!("write `{missing}` at the end of this line");
            return cause("a bracket is opened here, and not closed on this line", bracket, hint);
        }
        let (from, entry) = colon_in_braces(self.text, self.start).filter(|_| self.in_bracket)?;
        let (key, words) = entry.split_once(": ").unwrap_or(("", entry));
        if let Some((before, next, value)) = second_key(words) {
            let hint = format!("write `{key}: {before}, {next}:{value}`");
            return cause("a comma is missing between two keys in braces", from, hint);
        }
        let hint = format!("put the text in quotes: {key}: \"{words}\"");
        (!entry.contains('"')).then(|| cause("a text in braces has a colon in it", from, hint))?
    }

    /// A sign at the beginning of a value, or in it.
    fn value(&self) -> Option<Cause> {
        let begins = self.line_start + value_start(self.line);
        let begun = self.text[self.start..].chars().next();
        if let Some(hint) = stars(self.text, self.start) {
            return cause("a `*` that YAML takes for a mark of its own", self.start, hint);
        }
        if let Some(mark) = begun.filter(|c| MARKS.contains(c) && begins == self.start) {
            return cause(format!("a `{mark}` that YAML takes for a mark of its own"), self.start, QUOTE_IT);
        }
        if opened(self.line) && begins < self.start && !self.in_bracket {
            let hint = "put the whole text in quotes, \"...\"; in Markdown, write it below `key: |`";
            return cause("a bracket at the beginning, which YAML takes for that of a list", begins, hint);
        }
        let above = self.line_above();
        if self.in_bracket && self.above < self.line_start && opened(above) && !open(above).is_empty() {
            return cause(
                "a bracket is opened here, and not closed on this line",
                self.above + value_start(above),
                "close it with `]` or `}`, and put a comma between entries; put texts with a comma in quotes",
            );
        }
        let (colon, hint) = self.says("mapping values").then(|| second_colon(self.line)).flatten()?;
        cause("a second colon, which YAML takes for that of another key", self.line_start + colon, hint)
    }
}

/// A finding for a text that the parser gave up on at `start`, saying `message`.
pub(super) fn finding(file: &str, text: &str, message: &str, start: usize) -> Finding {
    if let Some(finding) = odd_sign(file, text, message, start) {
        return finding;
    }
    let broken = Broken::new(text, message, start);
    let sign = |(what, from, hint): Cause| at_sign(file, text, &what, from, &hint);
    let whole = |what: &str| Finding::new(Code::YamlSyntax, format!("the file is not readable YAML: {what}"));
    if let Some(cause) = broken.ended().or_else(|| broken.quotes()).or_else(|| broken.brackets()) {
        return sign(cause);
    }
    if let Some((hyphen, written)) = hyphen(broken.line).filter(|_| broken.says("sequence")) {
        let what = "a hyphen that YAML takes for that of a list";
        return at_sign(file, text, what, broken.line_start + hyphen, &format!("take the `- ` out: `{written}`"));
    }
    if let Some(slip) = slips::find(text, start, &is_key).filter(|_| !broken.in_bracket) {
        return whole(&slip.what).at(file, slip.range).hint(slip.hint);
    }
    if let Some(range) = words_above(text, start).filter(|_| !broken.in_bracket) {
        return whole("this line is no key")
            .at(file, range)
            .hint("take it out, or put `# ` before it: then it is a note that is never printed");
    }
    if let Some(cause) = broken.value() {
        return sign(cause);
    }
    if let Some((_, what, hint)) = MEANINGS.iter().find(|(signs, ..)| signs.iter().any(|s| message.contains(s))) {
        return at_sign(file, text, what, start, hint);
    }
    Finding::new(Code::YamlSyntax, format!("the file is not readable YAML ({message})"))
        .at(file, start..start + text[start..].chars().next().map_or(1, char::len_utf8))
        .hint("look at this line and the one above: a missing quote, colon, bracket or indentation is the usual cause")
}

/// The line of three dots before a place.
fn line_of_dots(text: &str, start: usize) -> Option<usize> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    lines
        .take_while(|(from, _)| *from < start)
        .filter(|(_, line)| line.trim_end() == "...")
        .map(|(from, _)| from)
        .last()
}

/// The entry in braces that has a colon in its text at a place: where it begins, and the entry.
fn colon_in_braces(text: &str, start: usize) -> Option<(usize, &str)> {
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let from = text[line..start].rfind(['{', ',']).map(|i| line + i + 1)?;
    let end = text[start..].find([',', '}', '\n']).map_or(text.len(), |i| start + i);
    let entry = text[from..end].trim_start();
    let inner = text[start..].starts_with(':') && text[from..start].contains(": ");
    inner.then(|| (end - entry.len(), entry.trim_end()))
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn at(text: &str, place: &str, message: &str) {
        let mut sink = crate::diag::Sink::default();
        assert_eq!(crate::source::yaml::parse("f", text, &mut sink), None);
        let findings = sink.into_sorted();
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        let range = finding.place.as_ref().map_or(0..0, |p| p.range.clone());
        assert!(text[range.start..].starts_with(place), "at {range:?}: {finding:?}");
        assert!(finding.message.contains(message), "{finding:?}");
    }

    #[test]
    fn the_cause_is_named_at_its_place() {
        at("a: 1\nb: \"open\nc: 2\nd: \"x\"\n", "\"open", "a quote is opened here");
        at("a: 1\n- b: 'open\nc: 2\n", "", "not readable YAML");
        at("a:\n  b: 1\n\tc: 2\n", "\tc", "a tab");
        at("a: 1\n---\nb: 2\n", "---", "a second text");
        at("a: Note: this\n", ": this", "a second colon");
        at("a: \"she said \"no\" to it\"\n", "no\"", "words after a closing quote");
        at("a: [b, c\n", "[b", "a bracket");
        at("a: .nan\n", ".nan", "no number");
        at("a: *b\n", "*b", "a `*`");
        at("a: **b** c\n", "**b", "a `*`");
        at("title: & home\nb: 1\n", "& home", "a `&`");
        at("a: @home\n", "@home", "a `@`");
        at("a: %50\n", "%50", "a `%`");
        at("a: `x`\n", "`x`", "a ``");
        at("a: > 5 mg\nb: 1\n", "> 5", "a `>`");
        at("a: ,x\n", ",x", "a `,`");
        at("a: [Door #2, b]\nc: 1\n", "#2", "a comment begins here");
        at("a: {x: Door #2, y: b}\nc: 1\n", "#2", "a comment begins here");
        at("a: We are #2 or\n  more words\nb: 1\n", "#2", "a comment begins here");
        at("a: 'it's fine'\nb: 1\n", "'s fine", "an apostrophe ends this text");
        at("a: 'Ana's and Luis's'\n", "'s and", "an apostrophe ends this text");
        at("a: \"C:\\data\"\nb: 1\n", "\\data", "a backslash in a text in double quotes");
        at("a: [1, 2\nb: 3\n", "[1", "a bracket is opened here");
        at("a: [Call](fact:call-911) now\n", "[Call", "a bracket at the beginning");
        at("a: 1\nb:\u{a0}x\nc: 2\n", "\u{a0}x", "an invisible space (U+00A0)");
        at("a: {{name}} x\n", "{{name", "a bracket at the beginning");
    }

    #[test]
    fn slips_of_staff_are_named_at_their_place() {
        let title = "id: a\ntitle: Sleep\n";
        at("id: a\ntitle Sleep\nrevision: 1\n", "title", "a colon and a space belong behind `title`");
        at("id: a\ntitle:Sleep\nrevision: 1\n", "title", "a colon and a space belong behind `title`");
        at("id: a\ntitle = Sleep\nrevision: 1\n", "title", "a colon and a space belong behind `title`");
        at("sections:\n  -id: a\n    heading: b\n", "-id", "no space stands behind this hyphen");
        at(
            "sections:\n  - id: a\n    body: |\n      x\n  -id: b\n    heading: c\n",
            "-id: b",
            "no space stands behind",
        );
        at("sections:\n  – id: a\n    heading: b\n", "– id", "a `–` stands where the hyphen");
        at("sections:\n  - id: a\n      heading: b\n    brief: c\n", "heading", "not in the same column");
        at("sections:\n  - id: a\n   heading: b\n", "heading", "not in the same column");
        at(
            "sections:\n  - id: a\n    heading: b\n    body: |\n      x\n   brief: c\n",
            "brief",
            "not in the same column",
        );
        at(
            "a:\n  - id: b\n    brief: c\n    - id: d\n    brief: e\n",
            "- id: d",
            "this hyphen is not in the same column",
        );
        at("authors:\n– our-team\nid: a\n", "– our", "a `–` stands where the hyphen");
        at("a:\n  - body: |\n      - one\n    - two\n    brief: c\n", "two", "neither a key nor part of a text");
        at("faq:\n  - id: a\nquestion: b\n    answer: c\n", "question", "not in the same column");
        at(&format!("{title}  summary: x\n"), "summary", "not in the same column");
        at("id: a\nsummary: Two things.\nThey help.\nrevision: 1\n", "They", "neither a key nor part of a text");
        at("body: |\nKeep it dark.\n", "Keep", "the text below `body: |` is not indented");
        at("a:\n  - id: b\n    body: |\n    Keep it dark.\n    Now.\n", "Keep", "the text below `body: |` is not");
        at("a:\n  - id: b\n    body: |\n        Keep.\n\n      - Now.\n", "Keep", "this line begins with 8 spaces");
        at("a:\n  - id: b\n    body: | Keep it dark.\n\n      Now.\n", "| Keep", "words stand on the line of the `|`");
        at("summary: > Keep it dark.\nid: b\n", "> Keep", "words stand on the line of the `>`");
        at("title: a\u{b}b\n", "\u{b}", "a character that nobody sees (U+000B)");
        at("title: a\n...\nid: b\n", "...", "a line of three dots");
        at("a:\n  - {id: b, label: Bedtime: when?}\n", "label", "a text in braces has a colon in it");
        // What is no slip of that kind.
        at("id: a\nb: *Nobody* has to\n", "*Nobody", "a `*`");
        at("a: {id: people; type: text}\n", "; type", "a semicolon");
        at("heading: - Before\n", "- Before", "a hyphen");
        at("Our new guide\nid: a\n", "Our new guide", "this line is no key");
        at("summary: Note: this\nid: a\n", ": this", "a second colon");
        at("summary: We say\n  Note: this\nid: a\n", ": this", "a colon");
    }
}
