//! Entries in brackets that are not closed, or have another sign where a comma belongs.

use crate::source::words::is_key;

/// How many lines above the one that the parser gives up at may lack a bracket.
const ABOVE: usize = 40;

/// The brackets that a line opens and does not close, outside of quotes, each with its place.
pub(super) fn open(line: &str) -> Vec<(usize, char)> {
    let (mut open, mut quote) = (Vec::new(), None);
    let begins = |at: usize| line[..at].trim_end().ends_with(['[', '{', ',', ':', '-']) || line[..at].trim().is_empty();
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(sign), c) if sign == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if begins(at) => quote = Some(c),
            (None, '[' | '{') if !open.is_empty() || begins(at) => open.push((at, c)),
            (None, ']' | '}') => drop(open.pop()),
            (None, _) => {}
        }
    }
    open
}

/// Whether the value of a line, or its entry of a list, is written in brackets.
fn in_brackets(line: &str) -> bool {
    let words = line.trim_start().trim_start_matches("- ");
    let value = words.split_once(": ").map_or("", |(_, value)| value.trim_start());
    words.starts_with(['[', '{']) || value.starts_with(['[', '{'])
}

/// The line up to a place that opens brackets and does not close them, before an entry or key of its own: where its first
/// open bracket stands, and what is missing at its end.
pub(super) fn unclosed(text: &str, start: usize) -> Option<(usize, String)> {
    let mut end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
    let mut behind = text[end..].lines().next().unwrap_or_default();
    for _ in 0..ABOVE {
        let above = text[..end].strip_suffix('\n').unwrap_or(&text[..end]);
        let begin = above.rfind('\n').map_or(0, |at| at + 1);
        let line = &above[begin..];
        let open = if in_brackets(line) { open(line) } else { Vec::new() };
        if let Some((first, _)) = open.first() {
            let words = behind.trim_start();
            let key = words.split(':').next().is_some_and(is_key);
            let missing = open.iter().rev().map(|(_, sign)| if *sign == '[' { ']' } else { '}' });
            let whole = !line.trim_end().ends_with(',') && (words.is_empty() || words.starts_with("- ") || key);
            return whole.then(|| (begin + first, missing.collect()));
        }
        (end, behind) = (begin, line);
        if begin == 0 {
            break;
        }
    }
    None
}

/// A semicolon in braces before a key: where it stands, and the words about it with a comma in its place.
pub(super) fn semicolon(line: &str) -> Option<(usize, String)> {
    let inner = line.find('{')? + 1;
    let (at, key) = line.match_indices(';').map(|(at, _)| at).filter(|at| *at > inner).find_map(|at| {
        let (key, _) = line[at + 1..].split_once(':')?;
        is_key(key.trim()).then(|| (at, key.trim()))
    })?;
    let from = line[..at].rfind(['{', ',']).map_or(inner, |i| i + 1);
    Some((at, format!("{}, {key}: ...", line[from..at].trim())))
}

/// A key in words that have no comma before it: what stands before it, the key, and what stands behind its colon.
pub(super) fn second_key(words: &str) -> Option<(&str, &str, &str)> {
    let (before, value) = words.split_once(':')?;
    let (before, key) = before.rsplit_once(' ')?;
    (is_key(key) && value.starts_with(' ') && !before.trim().is_empty()).then(|| (before.trim(), key, value))
}

/// A hyphen of a list behind a key: where it stands, and how the line is written.
pub(super) fn hyphen(line: &str) -> Option<(usize, String)> {
    const LISTS: &[&str] =
        &["authors", "topics", "worksheets", "products", "papers", "languages", "clinics", "address", "reviewer_notes"];
    let typed = line.trim_start().trim_start_matches("- ");
    let (key, value) = typed.split_once(": ")?;
    let words = value.trim_start().strip_prefix("- ")?.trim();
    let text = super::quotes::quoted(words)?;
    let written = if LISTS.contains(&key) { format!("{key}: [{text}]") } else { format!("{key}: {text}") };
    is_key(key).then(|| (line.len() - value.trim_start().len(), written))
}

/// Plain words above the first key of a file: their bytes.
pub(super) fn words_above(text: &str, start: usize) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line.trim_end())
    });
    let mut content = lines.by_ref().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let (first, words) = content.next().filter(|(first, _)| *first <= start)?;
    let (_, below) = content.find(|(_, line)| line.contains(':'))?;
    let plain = words.starts_with(char::is_alphabetic) && !words.contains(": ") && !words.ends_with(':');
    (plain && is_key(below.split(':').next()?) && !is_key(words.split(' ').next()?)).then(|| first..first + words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_lacks_a_bracket_is_found() {
        let text = "- {id: a, label: [b, \"]\"]\n- {id: b, label: c}\n  - id: d\n";
        assert_eq!(unclosed(text, text.find("- {id: b").unwrap_or(0)), Some((2, "}".to_owned())));
        assert_eq!(unclosed(text, text.find("  - id").unwrap_or(0)), Some((2, "}".to_owned())));
        let text = "a: [b,\n  c\nid: d\n";
        assert_eq!(unclosed(text, text.find("id").unwrap_or(0)), None);
        let text = "x:\n  - {id: a, options: [{id: b}\n  - {id: c}\n";
        assert_eq!(unclosed(text, text.find("- {id: c").unwrap_or(0)), Some((7, "]}".to_owned())));
    }
}
