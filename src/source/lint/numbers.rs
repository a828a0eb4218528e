//! Telephone numbers typed by hand, where a fact should be named.

use std::ops::Range;

use super::Lint;
use crate::diag::{Code, Sink};
use crate::source::yaml::YamlNode;

impl Lint<'_> {
    /// Telephone numbers typed by hand, in texts of which only those in Markdown can name a fact instead.
    pub fn numbers(&self, nodes: &[&YamlNode], markdown: bool, sink: &mut Sink) {
        for node in nodes {
            let Some(text) = node.as_str() else { continue };
            for range in typed_numbers(text) {
                let number = text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
                let hint = match digits(&number).as_str() {
                    _ if !markdown => {
                        "say it without the number: only texts of several lines, such as `body`, can name a fact"
                    }
                    "911" => "write [](fact:call-911), which prints it",
                    "988" => "write [](fact:crisis-988), which prints it",
                    _ => {
                        "write [](fact:ID) with the id of the fact whose number it is: one review keeps it right everywhere"
                    }
                };
                sink.push(
                    self.at(Code::TypedNumber, node, &range, format!("the number `{number}` is typed by hand"))
                        .hint(hint),
                );
            }
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Signs that join the groups of a telephone number; copied ones have long hyphens and fixed spaces, and a line may
/// break between them.
fn joins(c: char) -> bool {
    matches!(c, '-' | '.' | ' ' | '\n' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}' | '\u{2010}'..='\u{2013}')
}

/// Telephone numbers in a text: 911, 988, five digits and more, in groups or not; no dates, years or web addresses.
fn typed_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut i = 0;
    // Nothing else begins a number or an address.
    while let Some(skipped) = text[i..].find(|c: char| c.is_ascii_digit() || matches!(c, ']' | ':')) {
        i += skipped;
        if text[i..].starts_with("](") || text[i..].starts_with("://") {
            // A web address: skip to its end.
            i += text[i..].find([')', ' ', '\n']).unwrap_or(text.len() - i);
            continue;
        }
        let mut before = text[..i].chars().rev();
        let inside = match before.next() {
            Some('.') => before.next().is_some_and(|c| c.is_ascii_digit()),
            before => before.is_some_and(char::is_alphanumeric),
        };
        if inside || !text[i..].starts_with(|c: char| c.is_ascii_digit()) {
            i += 1;
            continue;
        }
        let end = run(text, i);
        if text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric()) && is_number(&text[i..end]) {
            let opening = text[..i].trim_end_matches(['(', '+']).len();
            found.push(opening..end);
        } else {
            // "911 988" is two numbers: look at each group.
            let groups = ["911", "988"].into_iter().flat_map(|number| text[i..end].match_indices(number));
            let alone = |(at, group): (usize, &str)| {
                let (from, to) = (i + at, i + at + group.len());
                let mut beside = text[..from].chars().next_back().into_iter().chain(text[to..].chars().next());
                (!beside.any(char::is_alphanumeric)).then_some(from..to)
            };
            found.extend(groups.filter_map(alone));
        }
        i = end;
    }
    found
}

/// The end of the digits from `start` on, in groups joined by one or two signs.
fn run(text: &str, start: usize) -> usize {
    let (mut end, mut gap) = (start, 0);
    for (i, c) in text[start..].char_indices() {
        if c.is_ascii_digit() {
            (end, gap) = (start + i + 1, 0);
        } else if matches!(c, '*' | '_' | '\\') {
            // Marks of Markdown are not printed.
        } else if joins(c) && gap < 2 {
            gap += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether groups of digits are a telephone number.
fn is_number(run: &str) -> bool {
    let all = digits(run);
    let groups: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let year = |group: &str| group.len() == 4 && matches!(&group[..2], "19" | "20");
    let years = match groups.as_slice() {
        [a, b] => year(a) && year(b),
        [a, b, c] => b.len() <= 2 && (year(a) && c.len() <= 2 || year(c) && a.len() <= 2),
        _ => false,
    };
    let listed = groups.len() > 1 && groups.iter().all(|g| g.len() < 3);
    let emergency = matches!(all.as_str(), "911" | "988") && (groups.len() == 1 || groups.len() == 3);
    emergency || all.len() >= 7 && !years && !listed || (5..7).contains(&all.len()) && groups.len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_seen() {
        for (text, number) in [
            ("Call 911 now.", "911"),
            ("llame al 988.", "988"),
            ("call 1-800-662-4357 today", "1-800-662-4357"),
            ("(555) 555-0123", "(555) 555-0123"),
            ("call 1\u{2011}800\u{2011}662\u{2013}4357", "1\u{2011}800\u{2011}662\u{2013}4357"),
            ("Dial 9-1-1.", "9-1-1"),
            ("In 2 minutes call 911", "911"),
            ("555.555.0123", "555.555.0123"),
            ("text 435748", "435748"),
            ("Call +1 800 662 4357", "+1 800 662 4357"),
            ("call 555-\n0123 today", "555-\n0123"),
            ("call 1-800\n662-4357", "1-800\n662-4357"),
            ("Dial 9*1*1.", "9*1*1"),
            ("Dial 9\\-1\\-1.", "9\\-1\\-1"),
            ("call **555**-0123", "555**-0123"),
        ] {
            let found = typed_numbers(text);
            assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), [number], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "64 of 100 against 37",
            "2 to 3 minutes",
            "since 2024",
            "on 2026-11-24",
            "24/7",
            "[x](https://a.org/PMC5690811/)",
            "30 to 90 minutes",
            "4 mg",
            "1. 2. 3.",
            "https://example.org/1234567",
            "1988",
            "911a",
            "from 2019-2024",
            "11/24/2026",
            "24.11.2026",
            "2026/1/2",
            "9/11",
            "la 911\u{aa}",
            "n\u{f1}911",
            "on the 24\n1. Call\n2. Wait",
            "since 2024.\n10. Wait",
        ] {
            assert_eq!(typed_numbers(text), Vec::<Range<usize>>::new(), "{text}");
        }
    }
}
