//! Why a text is no YAML, in the words of clinic staff, and the place to look at.

use crate::diag::{Code, Finding};

/// What the parser's message means: words of it, what is wrong, what to do.
const MEANINGS: &[(&[&str], &str, &str)] = &[
    (
        &["mapping values are not allowed", "block sequence entries are not allowed", "mapping keys are not allowed"],
        "a colon, hyphen or question mark that YAML takes for a mark of its own",
        "put the whole text in quotes: \"...\"",
    ),
    (
        &["did not find expected '-'", "did not find expected key", "simple key expected", "invalid indentation"],
        "this line does not fit the lines above it",
        "begin it with as many spaces as the other lines of its block, and write `key: value`",
    ),
    (
        &["trailing content after"],
        "there are words after a closing quote",
        "write \\\" for a quote inside a text in quotes, or use curly quotes",
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
    (&["unknown anchor"], "a `*` that YAML takes for a mark of its own", "put the whole text in quotes: \"...\""),
    (&["non-finite"], "this is no number", "put it in quotes if it is a text"),
    (
        &["expected string scalar"],
        "a key that is not a word",
        "begin the line with a word and a colon, or put it in quotes",
    ),
];

/// Where a line has a colour outside of quotes, which YAML takes for a comment.
fn unquoted_colour(line: &str) -> Option<usize> {
    let at = line.find(" #")? + 1;
    let hex = line[at + 1..].chars().take_while(char::is_ascii_hexdigit).count();
    (hex == 6).then_some(at)
}

/// A finding for a text that the parser gave up on at `start`, saying `message`.
pub(super) fn finding(file: &str, text: &str, message: &str, start: usize) -> Finding {
    // One character; at the end of the text, the place behind it.
    let mark = |from: usize| from..from + text[from..].chars().next().map_or(1, char::len_utf8);
    let at = |what: &str, from: usize, hint: &str| {
        Finding::new(Code::YamlSyntax, format!("the file is not readable YAML: {what}")).at(file, mark(from)).hint(hint)
    };
    if let Some(tab) = tab_before(text, start) {
        return at("a tab stands where spaces belong", tab, "indent with spaces, two for each level, never with tabs");
    }
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    if let Some(hash) = unquoted_colour(line) {
        let hint = "put a colour in quotes, \"#0b4f5c\": outside of quotes a `#` begins a comment";
        return at("a comment begins here, and what stands before it is not finished", line_start + hash, hint);
    }
    if message.contains("multiple YAML documents") {
        let dashes = text[..start].rfind("---").unwrap_or(start);
        return at("a second text begins here", dashes, "take the line `---` out: a file holds one text");
    }
    if message.contains("quote")
        && let Some(quote) = open_quote(text, start)
    {
        return at(
            "a quote is opened here, and not closed on this line",
            quote,
            "close it at the end of the text, or take it out",
        );
    }
    if let Some((_, what, hint)) = MEANINGS.iter().find(|(signs, ..)| signs.iter().any(|s| message.contains(s))) {
        return at(what, start, hint);
    }
    Finding::new(Code::YamlSyntax, format!("the file is not readable YAML ({message})"))
        .at(file, mark(start))
        .hint("look at this line and the one above: a missing quote, colon, bracket or indentation is the usual cause")
}

/// The first tab that indents a line, up to the line after `start`.
fn tab_before(text: &str, start: usize) -> Option<usize> {
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        // The parser may give up at the end of the line before.
        if at > start && i > 0 && text[start..at].matches('\n').count() > 1 {
            return None;
        }
        let blank = line.len() - line.trim_start().len();
        if let Some(tab) = line[..blank].find('\t').filter(|_| blank < line.len()) {
            return Some(at + tab);
        }
        at += line.len();
    }
    None
}

/// Where a value up to `start` begins with a quote that its line does not close.
fn open_quote(text: &str, start: usize) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > start {
            return None;
        }
        let begins = line.find(": ").map_or(0, |i| i + 2);
        let value = line[begins..].trim_start_matches(['-', ' ']);
        let begins = line.len() - value.len();
        if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\''))
            && value.replace("\\\"", "").matches(quote).count() % 2 == 1
        {
            return Some(at + begins);
        }
        at += line.len();
    }
    None
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
        at("a: Note: this\n", ": this", "a colon");
        at("a: \"she said \"no\" to it\"\n", "no\"", "words after a closing quote");
        at("a: [b, c\n", "[b", "a bracket");
        at("a: .nan\n", ".nan", "no number");
        at("a: *b\n", "*b", "a `*`");
    }
}
