//! Reading times typed by hand, where they are counted.

use std::ops::Range;

use super::Lint;
use super::printed::PrintedWords;
use crate::diag::{Code, Sink};

impl Lint<'_> {
    /// Reading times typed by hand.
    pub(crate) fn read_times(&self, printed: &PrintedWords, sink: &mut Sink) {
        for range in typed_read_times(printed.words()) {
            let time = &printed.words()[range.clone()];
            if self.exceptions.cover(Code::TypedReadTime, time) {
                continue;
            }
            let message = format!("the reading time `{time}` is typed by hand");
            sink.push(
                self.at_words(Code::TypedReadTime, printed, &range, message)
                    .hint("take it out: it is counted at 200 words a minute, and printed on the first page"),
            );
        }
    }
}

/// Reading times in a text: "6 minute read", "5-min read", "lectura de 6 minutos", "6 minutos de lectura".
fn typed_read_times(text: &str) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for (i, _) in lower.match_indices("min") {
        let number = lower[..i].trim_end_matches([' ', '-', '\u{a0}']);
        let from = number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let word = lower[i..].find(|c: char| !c.is_ascii_alphabetic()).map_or(lower.len(), |n| i + n);
        let after = lower[word..].trim_start_matches(['.', ' ', '-']);
        let (end, before) = (lower.len() - after.len(), &lower[..from]);
        if from == number.len() || !matches!(&lower[i..word], "min" | "mins" | "minute" | "minutes" | "minutos") {
            continue;
        }
        let whole = |w: &&str| after.strip_prefix(w).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic()));
        // "5 minutes to read it" is what somebody is to do.
        let ends = |w: &&str| {
            after.strip_prefix(w).is_some_and(|rest| !rest.trim_start().starts_with(|c: char| c.is_alphabetic()))
        };
        let to_read = || ["to read", "para leer"].into_iter().find(ends);
        if let Some(read) = ["read", "reading", "de lectura"].into_iter().find(whole).or_else(to_read) {
            found.push(from..end + read.len());
        } else if let Some(read) =
            ["lectura de ", "reading time: ", "read time: "].into_iter().find(|w| before.ends_with(w))
        {
            found.push(from - read.len()..word);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_times_are_seen() {
        for (text, time) in [
            ("A 6 minute read.", "6 minute read"),
            ("A 6-min. read", "6-min. read"),
            ("Takes 12 minutes reading", "12 minutes reading"),
            ("lectura de 6 minutos", "lectura de 6 minutos"),
            ("6 minutos de lectura", "6 minutos de lectura"),
            ("Reading time: 6 min", "Reading time: 6 min"),
            ("This takes 3 minutes to read.", "3 minutes to read"),
            ("Son 3 minutos para leer", "3 minutos para leer"),
        ] {
            let found = typed_read_times(text);
            assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), [time], "{text}");
        }
        for text in [
            "within 2 to 3 minutes",
            "5 minutes to read it",
            "a minute read",
            "3 minutes ready",
            "min read",
            "ñ 5 mínimo read",
        ] {
            assert_eq!(typed_read_times(text), Vec::<Range<usize>>::new(), "{text}");
        }
    }
}
