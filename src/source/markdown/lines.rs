//! Lines that are printed in one with the lines around them, though somebody set them under one another.

use std::ops::Range;

use super::items::item_mark;

/// How long a line may be that somebody set by itself, in characters.
const SHORT: usize = 45;

/// How many lines of words alone are a list; of those with a sign of one, two are.
const MANY: usize = 3;

/// How many lines of an item are looked at.
const LONGEST_ITEM: usize = 50;

/// What a line has that sets it apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `Breakfast: 2 units`, `Q: ...`
    Label,
    /// A box to tick.
    Box,
    /// `A. Soap`, `1: wash`, `1 - Wash`
    Count,
    /// Columns with a bar between them.
    Bar,
    /// A place to write on.
    Blank,
    /// `8 am 1 tablet`
    Amount,
    /// Columns with several spaces between them.
    Columns,
}

fn sign(line: &str) -> Option<Sign> {
    let first = line.chars().next()?;
    if matches!(first, '☐' | '☑' | '☒' | '❏' | '❑' | '⬜' | '◻') {
        return Some(Sign::Box);
    }
    // One that begins with a bar is found as a table.
    if line.contains(" | ") && !line.starts_with('|') {
        return Some(Sign::Bar);
    }
    if cells(line).len() > 1 {
        return Some(Sign::Columns);
    }
    if line.replace('\\', "").trim_end().ends_with("___") {
        return Some(Sign::Blank);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &line[digits..];
    if (1..3).contains(&digits)
        && [":", " :", " - ", " – "].iter().any(|mark| {
            behind.strip_prefix(mark).is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic))
        })
    {
        return Some(Sign::Count);
    }
    let rest = &line[first.len_utf8()..];
    if first.is_uppercase() && [". ", ") "].iter().any(|mark| rest.starts_with(mark)) {
        return Some(Sign::Count);
    }
    if digits > 0 && line.chars().count() <= SHORT && !goes_on(line) {
        return Some(Sign::Amount);
    }
    let (label, behind) = line.split_once(':')?;
    let short = label.chars().count() <= 20 && label.split(' ').count() <= 3;
    let words = label.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '/' | '.'));
    (first.is_uppercase() && short && words && behind.starts_with(' ')).then_some(Sign::Label)
}

/// Which of the lines of a paragraph were set under one another: the first and the last of them.
pub(super) fn set_apart(text: &str, lines: &[Range<usize>]) -> Option<Range<usize>> {
    // Tabs are told of as characters that print nothing.
    if lines.len() < 2 || lines.iter().any(|line| text[line.clone()].contains('\t')) {
        return None;
    }
    let words: Vec<&str> = lines.iter().map(|line| text[line.clone()].trim_end()).collect();
    let signs: Vec<Option<Sign>> = words.iter().map(|line| sign(line)).collect();
    let pair = signs.windows(2).position(|pair| pair[0].is_some() && pair[0] == pair[1]);
    // Questions and answers, names and days.
    if let Some(first) = pair {
        let count = signs[first..].iter().take_while(|sign| **sign == signs[first]).count();
        return Some(lines[first].start..lines[first + count - 1].end);
    }
    let begins = |line: &&str| line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let short = |line: &&str| line.chars().count() <= SHORT;
    // A line that ends in a colon announces the others.
    let first = usize::from(words[0].ends_with(':'));
    let words = &words[first..];
    let capitals = words.iter().all(begins);
    let alone = (words.len() >= MANY && (capitals || first > 0) || words.len() > 1 && capitals && first > 0)
        && words.iter().all(short);
    (alone && !words[..words.len() - 1].iter().any(|line| goes_on(line)))
        .then(|| lines[first].start..lines[lines.len() - 1].end)
}

/// The cells of a line, between which tabs or three and more spaces stand.
pub(crate) fn cells(line: &str) -> Vec<&str> {
    if !line.contains('\t') && !line.contains("   ") {
        return vec![line];
    }
    line.split('\t').flat_map(|part| part.split("   ")).map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

/// How lines are written that look like a table, by the cells of the first one.
pub(crate) fn as_table(cells: &[&str]) -> String {
    format!(
        "these lines look like a table: write `| {} |`, below it `{}|`, then a line for each row",
        cells.join(" | "),
        "| --- ".repeat(cells.len())
    )
}

/// Whether a line ends like a sentence, or like one that goes on below.
fn goes_on(line: &str) -> bool {
    line.ends_with([',', ';', ':', '.', '?', '!', '-', '–', '—', '&', '/', '(']) || ends_open(line)
}

/// Whether a line ends with a word behind which a sentence goes on.
fn ends_open(line: &str) -> bool {
    const OPEN: &[&str] = &[
        "a", "an", "the", "and", "or", "of", "to", "in", "at", "on", "for", "with", "by", "from", "your", "our",
        "call", "el", "la", "los", "las", "un", "una", "y", "o", "de", "del", "al", "a", "en", "con", "por", "para",
        "su", "que",
    ];
    line.rsplit(' ').next().is_some_and(|word| OPEN.contains(&word.to_lowercase().as_str()))
}

/// Whether a line at the margin goes on with the item above it, and reads like a sentence of its own; `line` are the
/// bytes of its words.
pub(super) fn behind_item(text: &str, line: &Range<usize>) -> bool {
    let begin = |at: usize| text[..at].rfind('\n').map_or(0, |i| i + 1);
    let start = begin(line.start);
    let indent = line.start - start;
    let above = text[..start].trim_end_matches('\n');
    let last = above[begin(above.len())..].trim_end();
    let wrapped = last.chars().count() > 60 && !last.ends_with(['.', '?', '!', ':']);
    if !text[line.clone()].starts_with(char::is_uppercase) || wrapped || ends_open(last) || last.ends_with(',') {
        return false;
    }
    // Up to the line with the mark of the item, or the first one of the paragraph.
    let mut end = start;
    for _ in 0..LONGEST_ITEM {
        if end == 0 {
            break;
        }
        let from = begin(end - 1);
        let above = text[from..end].trim_end();
        if above.trim().is_empty() {
            return false;
        }
        let blank = above.len() - above.trim_start().len();
        if let Some(mark) = item_mark(&above[blank..]) {
            return indent < blank + mark;
        }
        end = from;
    }
    false
}

/// Whether the only item of a list, which begins at a place, may be a number below zero in a sentence.
pub(super) fn minus(text: &str, at: usize) -> bool {
    let item = text[at..].lines().next().unwrap_or_default();
    let digit = item.starts_with("- ") && item[2..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let above = text[..line].strip_suffix('\n').unwrap_or_default();
    let last = above.rsplit('\n').next().unwrap_or_default().trim();
    digit && !last.is_empty() && !last.ends_with(['.', ':', ';', '?', '!', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Range<usize>> {
        let mut at = 0;
        text.split('\n')
            .map(|line| {
                at += line.len() + 1;
                at - line.len() - 1..at - 1
            })
            .collect()
    }

    #[test]
    fn lines_under_one_another_are_seen() {
        for text in [
            "8 am 1 tablet\nNoon 1 tablet\n8 pm 2 tablets",
            "8 am 1 tablet\n8 pm 2 tablets",
            "Breakfast: 2 units\nLunch: 4 units",
            "Q: Can I drive?\nA: Yes, you can.",
            "☐ Water\n☐ Soap",
            "Name: \\_\\_\\_\\_\nDay \\_\\_\\_\\_",
            "Step 1: Wash\nStep 2: Dry",
            "A. Soap\nB. Water",
            "1: wash\n2: dry",
            "1 - Wash\n2 - Dry",
            "Time | Do\n9 pm | Bath",
            "Oak Street Clinic\n12 Oak Street\nSpringfield",
            "Monday      9 am     Room 4\nTuesday     10 am    Room 5",
        ] {
            assert_eq!(set_apart(text, &lines(text)), Some(0..text.len()), "{text}");
        }
    }

    #[test]
    fn sentences_over_several_lines_are_left_alone() {
        for text in [
            "Call the clinic at\nOak Street any day.",
            "We see\nMaria and\nPeter.",
            "Take\n2 of them at\n8 am",
            "Rest a day.\nDrink water.\nCall us.",
            "Ask for the\nNaloxone of the\nCDC today",
            "Wait: it takes a day\nand a night",
            "A long line of words that somebody wrapped at its end, as editors\nDo with all of them that have\nMore than so many letters",
            "Remember: call us",
            "Please bring:\nYour insurance card.\nWe copy it.",
            "Please bring:\nyour insurance card, which\nwe copy",
            "We open.   Come in.\nWe wait.",
        ] {
            assert_eq!(set_apart(text, &lines(text)), None, "{text}");
        }
    }

    #[test]
    fn lines_below_a_colon_are_seen() {
        for text in [
            "Please bring:\nYour insurance card\nYour glasses\nA pen",
            "Please bring:\nYour insurance card\nA pen",
            "Please bring:\nyour insurance card\nyour glasses\na pen",
        ] {
            assert_eq!(set_apart(text, &lines(text)), Some(14..text.len()), "{text}");
        }
    }

    #[test]
    fn lines_behind_items_are_seen() {
        for (text, seen) in [
            ("- water\nThen rinse.", true),
            ("1. Wash.\n2. Dry.\nCall us.", true),
            ("- water\n  Then rinse.", false),
            ("- water\nand rinse.", false),
            ("- Ask for the\nNaloxone kit.", false),
            ("Water\nThen rinse.", false),
        ] {
            let last = lines(text).pop().unwrap_or_default();
            let words = last.end - text[last.clone()].trim_start().len()..last.end;
            assert_eq!(behind_item(text, &words), seen, "{text}");
        }
    }

    #[test]
    fn a_number_below_zero_is_seen() {
        for (text, seen) in
            [("Store at\n- 4 °F", true), ("Take:\n- 4 mg", false), ("- 4 mg", false), ("Come\n- one", false)]
        {
            assert_eq!(minus(text, text.find('-').unwrap_or(0)), seen, "{text}");
        }
    }
}
