//! Stars and low lines that nobody means as emphasis: `2*500 mg`, `Date: ___/___/___`, `2 * 3`. CommonMark (6.2) would
//! take some of them for marks and print none of them; they get a backslash before the text is parsed.

use std::ops::Range;

use super::literal::{footnotes, more_than};

/// Signs before which emphasis may begin, besides letters and digits.
const OPENING: &str = "\"'“‘«„¿¡([{$€£#+<&@~\\";
/// Signs behind which emphasis may end, besides letters and digits.
const CLOSING: &str = "\"'”’»“.,;:!?…)]}%°>";

/// A text in which such signs are escaped, and every byte knows its place.
pub(super) struct Escaped {
    /// The text.
    pub(super) text: String,
    /// Where the backslashes stand that were put in, in order.
    added: Vec<usize>,
}

impl Escaped {
    /// Escapes a text.
    pub(super) fn new(text: &str) -> Self {
        let mut escaped = Self { text: String::with_capacity(text.len()), added: Vec::new() };
        let mut from = 0;
        for run in literals(text) {
            escaped.text.push_str(&text[from..run.start]);
            for sign in text[run.clone()].chars() {
                escaped.added.push(escaped.text.len());
                escaped.text.extend(['\\', sign]);
            }
            from = run.end;
        }
        escaped.text.push_str(&text[from..]);
        escaped
    }

    /// Where an offset stands in the text as it was typed.
    pub(super) fn place(&self, offset: usize) -> usize {
        offset - self.added.partition_point(|at| *at < offset)
    }
}

/// A text without the backslashes before stars and low lines.
pub(super) fn unescaped(text: &str) -> String {
    text.replace("\\*", "*").replace("\\_", "_")
}

/// The signs that are printed as they stand, in order.
fn literals(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['*', '_', '>']) {
        return Vec::new();
    }
    let runs = runs(text);
    let signs = runs.iter().filter(|run| is_literal(text, run)).cloned();
    let mut found: Vec<Range<usize>> = signs.chain(footnotes(text, &runs)).chain(more_than(text)).collect();
    found.sort_by_key(|run| run.start);
    found.dedup();
    found
}

/// The runs of one of both signs, outside of addresses and code and not escaped; the signs of lists and rules are none.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['*', '_', '\\', '<', '`', ']']) {
        at += next;
        let rest = &text[at..];
        at += match rest.as_bytes()[0] {
            b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            b'<' => rest.find(['>', ' ', '\n']).filter(|end| rest[*end..].starts_with('>')).unwrap_or(1),
            b'`' => 1 + rest[1..].find('`').map_or(0, |end| end + 1),
            b']' if rest.starts_with("](") => rest.find([')', '\n']).unwrap_or(rest.len()),
            b']' => 1,
            sign => {
                let end = rest.bytes().position(|b| b != sign).unwrap_or(rest.len());
                if !begins_line(text, &(at..at + end)) {
                    found.push(at..at + end);
                }
                end
            }
        };
    }
    found
}

/// Whether a run is the sign of a list item, or a line of nothing else.
fn begins_line(text: &str, run: &Range<usize>) -> bool {
    let line = text[..run.start].rfind('\n').map_or(0, |i| i + 1);
    let before = text[line..run.start].trim_start_matches([' ', '>', '-', '+', '*']);
    let count = before.trim_end_matches(' ').strip_suffix(['.', ')']);
    let nested = before.is_empty() || count.is_some_and(|count| count.chars().all(|c| c.is_ascii_digit()));
    let behind = text[run.end..].lines().next().unwrap_or_default();
    let item = run.len() == 1 && text[run.clone()].starts_with('*') && behind.starts_with([' ', '\t']);
    nested && (item || before.is_empty() && behind.trim().is_empty())
}

/// Whether a text ends within an address of the web.
fn in_address(before: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '<' | '"' | '“')).next().unwrap_or_default();
    let word = word.trim_start_matches(['*', '_']);
    word.contains("://") || word.starts_with("www.")
}

/// Whether a run can be no mark of emphasis.
fn is_literal(text: &str, run: &Range<usize>) -> bool {
    let before = text[..run.start].chars().next_back();
    let behind = text[run.end..].chars().next();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let other = |c: Option<char>| c.is_some_and(|c| matches!(c, '*' | '_'));
    if letter(before) && letter(behind) || in_address(&text[..run.start]) {
        return true;
    }
    match (&text[run.clone()], run.len()) {
        // A place to write on.
        (sign, 3..) if sign.starts_with('_') => true,
        (sign, 4..) if sign.starts_with('*') => true,
        // `** words **`: somebody meant emphasis.
        ("**", _) if blank(before) && blank(behind) => false,
        _ => {
            let opens = letter(behind) || other(behind) || behind.is_some_and(|c| OPENING.contains(c));
            let closes = letter(before) || other(before) || before.is_some_and(|c| CLOSING.contains(c));
            !opens && !closes
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_emphasis_is_escaped() {
        for (text, escaped) in [
            ("Take 2*500 mg and 1*250 mg", "Take 2\\*500 mg and 1\\*250 mg"),
            ("Date: ___/___/___", "Date: \\_\\_\\_/\\_\\_\\_/\\_\\_\\_"),
            ("(__) __-__", "(\\_\\_) \\_\\_-\\_\\_"),
            ("2 * 3 * 4", "2 \\* 3 \\* 4"),
            ("snake_case_word", "snake\\_case\\_word"),
            ("___mg at___", "\\_\\_\\_mg at\\_\\_\\_"),
            ("f**k", "f\\*\\*k"),
            ("at https://a.org/_files_/a.pdf *now*", "at https://a.org/\\_files\\_/a.pdf *now*"),
            ("www.a.org/_x_/", "www.a.org/\\_x\\_/"),
            ("A crib*, covered.\n\n*A crib of the CPSC.", "A crib\\*, covered.\n\n\\*A crib of the CPSC."),
            ("| 2 mg* | a* |\n\n*1,500 mg", "| 2 mg\\* | a\\* |\n\n\\*1,500 mg"),
            ("5 **** hotel", "5 \\*\\*\\*\\* hotel"),
        ] {
            assert_eq!(Escaped::new(text).text, escaped, "{text}");
            assert_eq!(unescaped(escaped), text);
        }
    }

    #[test]
    fn amounts_are_escaped() {
        assert_eq!(Escaped::new("> 120 mg\n- >65 years").text, "\\> 120 mg\n- \\>65 years");
    }

    #[test]
    fn emphasis_lists_and_addresses_are_left_alone() {
        for text in [
            "**Call** and *wait*",
            "**\"Stop\"**, *(see below)*, **¿Qué?** y _así_",
            "***both*** and **a *b* c**",
            "**a _b_**",
            "* one\n* two\n  * three\n> * four\n1. * five",
            "***\n\n___\n",
            "[x](https://a.org/a*b*c_d) <https://a.org/a*b>",
            "\\*no\\* `a*b`",
            "**5 %**, **$5**, *5°*",
            "** words **",
            "Rest*\n\n*Call* us",
            "*Pain\n*Fever",
            "Rest, and *talk",
            "> [!NOTE] A\n> 5 mg",
        ] {
            assert_eq!(Escaped::new(text).text, text);
        }
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "a 2*5 and 3*6 end";
        let escaped = Escaped::new(text);
        for word in ["2", "5", "and", "6", "end"] {
            assert_eq!(escaped.place(escaped.text.find(word).unwrap_or(0)), text.find(word).unwrap_or(0), "{word}");
        }
    }
}
