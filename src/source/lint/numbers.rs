//! Telephone numbers typed by hand, where a fact should be named.

mod candidates;
mod known;
mod patterns;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Lint;
use super::printed::PrintedWords;
use crate::diag::{Code, Finding, Severity, Sink};
use candidates::may_hold_number;
pub(crate) use known::{KnownNumbers, same_line};
use patterns::{ANOTHER, DIALLED, EXTENDED, EXTENSION, GROUPED, NAMED, OTHER, SHAPES};

/// What a text can name in place of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// Facts and the clinic: it is Markdown.
    Any,
    /// Facts alone: a brief.
    Fact,
    /// Nothing.
    None,
    /// Nothing: it is the title of a source.
    Source,
}

impl Lint<'_> {
    /// Numbers in words of a fact that are not its own; beside its own one others may stand in its `body`.
    pub(crate) fn other_numbers(&self, printed: &PrintedWords, own: &str, body: bool, sink: &mut Sink) {
        let found = telephone_numbers(printed.words());
        if body && found.iter().any(|range| same_line(&printed.words()[range.clone()], own)) {
            return;
        }
        for range in found {
            let number = &printed.words()[range.clone()];
            if same_line(number, own) || self.exceptions.cover(Code::TypedNumber, number) {
                continue;
            }
            let what = format!("the number `{number}` is not that of this fact, `{own}`");
            let finding = self.at_words(Code::TypedNumber, printed, &range, what);
            sink.push(Finding {
                severity: Severity::Warning,
                ..finding
                    .hint("correct it; where it is another's, make a fact of it, so that it is looked after")
                    .hint("where it stands for a reason, say so under `exceptions`")
            });
        }
    }

    /// Telephone numbers typed by hand; the same one in letters and in digits is told of once.
    pub(crate) fn numbers(&self, printed: &PrintedWords, naming: Naming, sink: &mut Sink) {
        let mut before: Option<Range<usize>> = None;
        for range in telephone_numbers(printed.words()) {
            let number = &printed.words()[range.clone()];
            if self.exceptions.cover(Code::TypedNumber, number) {
                continue;
            }
            let again = before.as_ref().is_some_and(|before| {
                printed.words()[before.end..range.start].trim().is_empty()
                    && same_line(&printed.words()[before.clone()], number)
            });
            before = Some(range.clone());
            if again {
                continue;
            }
            let message = format!("the number `{number}` is typed by hand");
            let finding = self.at_words(Code::TypedNumber, printed, &range, message);
            let named = match digits(number).as_str() {
                "911" => Some("fact:call-911"),
                "988" => Some("fact:crisis-988"),
                _ => self.numbers.name(number),
            };
            let lettered = number.chars().filter(char::is_ascii_uppercase).count() > 2;
            sink.push(match (naming, named.filter(|name| naming == Naming::Any || name.starts_with("fact:"))) {
                (Naming::None, _) => finding.hint(
                    "say it without the number: only texts of several lines, such as `body`, and `brief` can name a fact",
                ),
                (Naming::Source, _) => Finding {
                    severity: Severity::Warning,
                    ..finding.hint(
                        "nobody looks after a number in a source: take it out, and name it in the text as [](fact:ID)",
                    )
                },
                (Naming::Any | Naming::Fact, Some(name)) => finding.hint(format!("write []({name}), which prints it")),
                (Naming::Any | Naming::Fact, None) if lettered => finding
                    .hint("write [](fact:ID) with the id of the fact whose number it is: one review keeps it right everywhere")
                    .hint(format!(
                        "a fact prints letters and digits: `number:` with the digits, and `letters: {number}`"
                    )),
                (Naming::Any | Naming::Fact, None) => finding
                    .hint("write [](fact:ID) with the id of the fact whose number it is: one review keeps it right everywhere")
                    .hint("the clinic's own number is printed by itself: leave it out; another's becomes a fact in `sources/facts/`"),
            });
        }
    }
}

/// Begins to compile the tables of patterns, which takes longer than to read a text, while files are parsed.
pub(crate) fn prepare() {
    // Where there is no thread to be had, they are compiled when they are needed.
    let _ = std::thread::Builder::new().spawn(|| {
        for table in [&DIALLED, &OTHER, &GROUPED, &SHAPES, &NAMED] {
            LazyLock::force(table);
        }
        for pattern in [&EXTENSION, &ANOTHER, &EXTENDED] {
            LazyLock::force(pattern);
        }
    });
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The groups of digits of a number.
fn groups(number: &str) -> Vec<&str> {
    number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect()
}

/// Telephone numbers in printed words: none goes on from one line to the next.
pub(crate) fn telephone_numbers(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in words.split_inclusive('\n') {
        if may_hold_number(line) {
            found.extend(numbers_in(line).into_iter().map(|number| start + number.start..start + number.end));
        }
        start += line.len();
    }
    found
}

/// Telephone numbers in a line.
///
/// Numbers that are of something else are blanked out first, unless a word for calling stands right before them; of
/// the rest those are telephone numbers that have the shape of one, or stand where one is named.
fn numbers_in(words: &str) -> Vec<Range<usize>> {
    let mut found = matches(&DIALLED, words, |number| !is_round_range(number));
    let rest = without_others(words, &found);
    found.extend(matches(&SHAPES, &rest, has_shape));
    found.extend(matches(&NAMED, &rest, is_named));
    found.extend(EXTENSION.find_iter(&rest).map(|whole| whole.range()));
    let mut others = Vec::new();
    for number in &found {
        let mut end = number.end;
        while let Some(next) = ANOTHER.captures(&rest[end..]).and_then(|c| c.get(1)) {
            let next = end + next.start()..end + next.end();
            if !stands_alone(&rest, &next) || !is_named(&rest[next.clone()]) {
                break;
            }
            end = next.end;
            others.push(next);
        }
    }
    found.extend(others);
    joined(words, found)
}

/// Every number of a table that stands alone and `is_one`; what is none may hold one.
fn matches(table: &[Regex], words: &str, is_one: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for pattern in table {
        let mut at = 0;
        while let Some(number) = pattern.captures_at(words, at).and_then(|c| c.get(1)) {
            if stands_alone(words, &number.range()) && is_one(number.as_str()) {
                at = number.end();
                found.push(number.range());
            } else {
                // Go on behind its first group.
                let inside = number.as_str().trim_start_matches(|c: char| !c.is_alphanumeric());
                let first = inside.find(|c: char| !c.is_alphanumeric()).unwrap_or(inside.len());
                at = number.end() - inside.len() + first;
            }
        }
    }
    found
}

/// The words with the numbers that are of something else blanked out, but for those of `kept`.
fn without_others(words: &str, kept: &[Range<usize>]) -> String {
    let mut rest = words.as_bytes().to_vec();
    let mut blank = |number: Range<usize>| {
        if !kept.iter().any(|k| k.start < number.end && number.start < k.end) {
            rest[number].fill(b'~');
        }
    };
    for number in OTHER.iter().flat_map(|p| p.captures_iter(words)).filter_map(|c| c.get(1)) {
        // "Suite 555-0123" ends with the number of a telephone.
        let local = number.len() == 3 && digits_after(&words[number.end()..]) == 4;
        if !local {
            blank(number.range());
        }
    }
    for number in GROUPED.iter().flat_map(|p| p.captures_iter(words)).filter_map(|c| c.get(1)) {
        let after = &words[number.end()..];
        let lettered = after.strip_prefix([' ', '-', '.']).is_some_and(|a| a.starts_with(|c: char| c.is_uppercase()));
        let crisis = groups(number.as_str()).iter().any(|group| ["911", "988"].contains(group));
        let abroad = words[..number.start()].ends_with('+');
        if digits_after(after) == 0 && !lettered && !crisis && !abroad {
            blank(number.range());
        }
    }
    // Whole letters were blanked out.
    String::from_utf8(rest).unwrap_or_default()
}

/// How many digits go on behind a number, after one sign or space.
fn digits_after(text: &str) -> usize {
    let behind = text.strip_prefix([' ', '-', '.', '/', '\u{a0}', '\u{2013}', '\u{2011}']).unwrap_or_default();
    behind.bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether a number is no part of a longer word, number or share.
fn stands_alone(words: &str, number: &Range<usize>) -> bool {
    let mut before = words[..number.start].chars().rev();
    let led = match before.next() {
        Some('-' | '.' | ',' | '/' | '\'' | '’' | ':') => before.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '='),
        None => false,
    };
    let rest = &words[number.end..];
    let mut after = rest.chars();
    let followed = match after.next() {
        Some('-' | '.' | ',' | '/' | '\'' | '’' | ':') => after.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || matches!(c, '%' | '°' | '$' | '€' | '£'),
        None => false,
    };
    let crisis = |text: &str| text.contains("911") || text.contains("988");
    // "911/988" is two of them.
    let pair = crisis(&words[number.clone()]) && number.len() == 3;
    let led = led
        && !(pair
            && words[..number.start]
                .strip_suffix('/')
                .is_some_and(|w| crisis(&w[w.floor_char_boundary(w.len().saturating_sub(3))..])));
    let followed = followed && !(pair && (rest.starts_with("/911") || rest.starts_with("/988")));
    !led && (!followed || EXTENDED.is_match(rest))
}

fn value(group: &str) -> u64 {
    group.parse().unwrap_or(u64::MAX)
}

/// From a round number up to another: 1500-2000, 500-1000.
fn is_round_range(number: &str) -> bool {
    let round = |group: &&str| !group.starts_with('0') && value(group).is_multiple_of(50);
    let groups = groups(number);
    !number.contains('(') && groups.len() == 2 && groups.iter().all(round) && groups.is_sorted_by_key(|g| value(g))
}

/// Numbers of six digits that everybody knows.
const SHORT: &[&str] = &["741741", "435748", "838255", "233733", "678678"];

/// Whether what is written like a telephone number can be one.
fn has_shape(number: &str) -> bool {
    let groups = groups(number);
    let all: usize = groups.iter().map(|g| g.len()).sum();
    let letters = number.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 0 && all == 0 {
        return true;
    }
    if letters > 0 {
        let own = all + letters - if groups[0] == "1" { 4 } else { 3 };
        return letters >= 3 && (7..=11).contains(&own);
    }
    if all < 6 && !["911", "988"].contains(&digits(number).as_str()) {
        return false;
    }
    let year = |group: &str| group.len() == 4 && matches!(&group[..2], "19" | "20");
    match groups.as_slice() {
        [area, ..] if number.starts_with('(') && year(area) => false,
        // Doses, and strengths of medicines: 100-200-400, 800-150-200-10.
        [a, b, c] if [a, b, c].iter().all(|g| g.len() == 3 && value(g).is_multiple_of(5)) => number.contains(' '),
        [a, b, c, _] if [a, b, c].iter().all(|g| g.len() == 3) => false,
        [a, b] if a.len() == 3 && b.len() == 3 => SHORT.contains(&digits(number).as_str()) || *a == "116",
        [area, local] if area.len() == 3 && year(local) => number.contains(['-', '.']),
        [from, to] if from.len() == 4 && to.len() == 4 => {
            let rising = value(from) < value(to) && [from, to].iter().all(|g| value(g).is_multiple_of(5));
            from.starts_with('0') || !(rising || year(from) && year(to))
        }
        [_, _] if is_round_range(number) => false,
        _ => !number.starts_with('(') || all >= 7,
    }
}

/// Whether what stands where a number is named is one.
fn is_named(number: &str) -> bool {
    let groups = groups(number);
    let all: usize = groups.iter().map(|g| g.len()).sum();
    match groups.as_slice() {
        [one] => {
            number.contains(|c: char| c.is_ascii_uppercase()) || !(one.len() == 4 && matches!(&one[..2], "19" | "20"))
        }
        _ => !is_round_range(number) && (all >= 6 || groups.iter().all(|g| g.len() == 1)),
    }
}

/// Numbers in order, each once, with a sign before and an extension behind that belong to it.
fn joined(words: &str, mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|number| (number.start, std::cmp::Reverse(number.end)));
    let mut out: Vec<Range<usize>> = Vec::new();
    for number in found {
        let start = words[..number.start].trim_end_matches(['(', '+', '*', '#']).len();
        let end = EXTENDED.find(&words[number.end..]).map_or(number.end, |more| number.end + more.end());
        match out.last_mut() {
            Some(before) if start < before.end => before.end = before.end.max(end),
            _ => out.push(start..end),
        }
    }
    out
}
