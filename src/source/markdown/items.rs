//! Lines that their author takes for items of a list, and Markdown for a paragraph.

use std::ops::Range;

/// Signs that begin an item in word processors, and nothing else.
pub(super) const BULLETS: &str = "•●○◦▪▫■□‣⁃∙·➢➤►❖";

/// Signs that may begin an item, or words.
const SIGNS: &str = "–—✓✔→»*+";

/// How a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begin {
    /// With a sign that is none but of a list, or with a hyphen or number without its space.
    Sure,
    /// With such a sign or letter; it is an item where others beside it are, or behind a colon.
    Sign(char),
    /// With a number or letter.
    Count,
}

/// A line that looks like an item.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ItemLine {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// The line, as Markdown has it.
    pub(crate) rewritten: String,
    /// Whether it is nothing else.
    pub(crate) sure: bool,
}

/// How a line begins, what is behind that, and with which mark of Markdown it would.
fn begin(line: &str) -> Option<(Begin, &str, String)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let spaced = rest.starts_with(' ').then(|| rest.trim_start());
    let letter = |text: &str| text.starts_with(char::is_alphabetic) && !text.starts_with(['º', 'ª']);
    let bullet = || "-".to_owned();
    if BULLETS.contains(first) {
        return Some((Begin::Sure, rest.trim_start(), bullet()));
    }
    // `-Or-` has the sign at both ends.
    let about = rest.trim_end().ends_with(first);
    if matches!(first, '-' | '–' | '*') && !about && letter(rest) && !line.contains("**") && !rest.contains('*') {
        return Some((if first == '-' { Begin::Sure } else { Begin::Sign(first) }, rest, bullet()));
    }
    if SIGNS.contains(first) || first == 'o' {
        return Some((Begin::Sign(first), spaced?, bullet()));
    }
    let (opened, inner) = line.strip_prefix('(').map_or((false, line), |inner| (true, inner));
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits > 0 { digits } else { usize::from(first_is_small(inner)) };
    let (count, behind) = inner.split_at(length);
    if count.is_empty() || digits > 2 {
        return None;
    }
    let closed = behind.strip_prefix([')', '.']).or_else(|| behind.strip_prefix('-').filter(|_| digits > 0))?;
    let mark = if digits > 0 { format!("{count}.") } else { bullet() };
    if digits > 0 && !opened && letter(closed) && !closed.starts_with("er ") && behind.starts_with(['.', ')']) {
        return Some((Begin::Sure, closed, mark));
    }
    // 8 a. m. is a time.
    let words = closed.strip_prefix(' ').map(str::trim_start).filter(|words| !words.starts_with("m."))?;
    Some((Begin::Count, words, mark))
}

/// Whether a line that stands alone begins like an item of a list: of one in Markdown, or in a word processor.
pub(crate) fn begins_item(line: &str) -> bool {
    let marked = |mark: &str| line.strip_prefix(mark).is_some_and(|rest| rest.starts_with(' '));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let counted = (1..3).contains(&digits)
        && (marked(&format!("{}.", &line[..digits])) || marked(&format!("{})", &line[..digits])));
    ["-", "*", "+"].into_iter().any(marked) || counted || begin(line).is_some_and(|(begins, ..)| begins == Begin::Sure)
}

/// How long the mark of an item is that a line begins with, with the space behind it.
pub(super) fn item_mark(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if digits > 0 { line[digits..].strip_prefix(['.', ')']) } else { line.strip_prefix(['-', '*', '+']) };
    rest.filter(|rest| rest.starts_with(' ')).map(|rest| line.len() - rest.trim_start_matches(' ').len())
}

fn first_is_small(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The lines of one paragraph that look like items: `lines` are their bytes in the text.
pub(crate) fn item_lines(text: &str, lines: &[Range<usize>]) -> Vec<ItemLine> {
    let begins: Vec<_> = lines.iter().map(|line| begin(&text[line.clone()])).collect();
    let kind = |i: usize| begins.get(i).and_then(|b| b.as_ref()).map(|(kind, ..)| *kind);
    let mut found = Vec::new();
    for (i, (line, begin)) in lines.iter().zip(&begins).enumerate() {
        let Some((begins, rest, mark)) = begin else { continue };
        let sure = *begins == Begin::Sure;
        // Items have letters from `a` on: `(c) 2024` is none.
        let opens =
            text[line.clone()].trim_start_matches('(').starts_with(|c: char| !c.is_ascii_lowercase() || c == 'a');
        let first = i == 0 || text[lines[i - 1].clone()].trim_end().ends_with(':');
        let beside = i > 0 && kind(i - 1) == Some(*begins) || kind(i + 1) == Some(*begins);
        let listed = first && (opens || *begins != Begin::Count) || beside;
        if (sure || listed) && !rest.trim().is_empty() {
            found.push(ItemLine { range: line.clone(), rewritten: format!("{mark} {}", rest.trim_end()), sure });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        let mut at = 0;
        let lines: Vec<_> = text
            .split_inclusive('\n')
            .map(|line| {
                at += line.len();
                at - line.len()..at - line.len() + line.trim_end().len()
            })
            .collect();
        item_lines(text, &lines).into_iter().map(|line| line.rewritten).collect()
    }

    #[test]
    fn items_of_word_processors_are_seen() {
        for (text, items) in [
            ("Bring:\n• your card\n•  your list", vec!["- your card", "- your list"]),
            ("Bring\n– your card\n– your list", vec!["- your card", "- your list"]),
            ("Bring\n·your card", vec!["- your card"]),
            ("Signs:\n-chest pain", vec!["- chest pain"]),
            ("Steps:\no rest\no drink", vec!["- rest", "- drink"]),
            ("Steps:\na. Rest\nb. Drink", vec!["- Rest", "- Drink"]),
            ("Steps:\n1.Rest\n2.Drink", vec!["1. Rest", "2. Drink"]),
            ("Steps:\n(1) Rest\n(2) Drink", vec!["1. Rest", "2. Drink"]),
            ("Steps:\n2. Rest", vec!["2. Rest"]),
            ("✓ Eat well", vec!["- Eat well"]),
        ] {
            assert_eq!(seen(text), items, "{text}");
        }
    }

    #[test]
    fn words_are_left_alone() {
        for text in [
            "llame al médico\no vaya a la clínica",
            "We open at 8\na. m. on most days",
            "Walk a bit\n– or more – each day",
            "on the 24\n10. Wait",
            "el 1\n1.er piso, 2.ª puerta",
            "a cup of tea\nor two",
            "-5 °C\n-10 °C",
            "*emphasis* begins\n**strong** too",
            "(c) 2024 Oak Street Clinic",
            "Rest\n-Or-\nDrink",
        ] {
            assert_eq!(seen(text), Vec::<String>::new(), "{text}");
        }
    }
}
