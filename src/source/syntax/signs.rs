//! Signs that stand where spaces belong, or that nobody sees: tabs, odd spaces, control characters.

use crate::diag::{Code, Finding};

/// A finding at one character; at the end of the text, at the place behind it.
pub(super) fn at_sign(file: &str, text: &str, what: &str, from: usize, hint: &str) -> Finding {
    let mark = from..from + text[from..].chars().next().map_or(1, char::len_utf8);
    Finding::new(Code::YamlSyntax, format!("the file is not readable YAML: {what}")).at(file, mark).hint(hint)
}

/// A finding for a sign that stands where spaces belong, or that nobody sees.
pub(super) fn odd_sign(file: &str, text: &str, message: &str, start: usize) -> Option<Finding> {
    let at = |what: &str, from: usize, hint: &str| Some(at_sign(file, text, what, from, hint));
    let code = |sign: usize| text[sign..].chars().next().map_or(0, u32::from);
    if let Some(tab) = tab_before(text, start) {
        return at("a tab stands where spaces belong", tab, &tab_hint(text, tab));
    }
    if let Some(sign) = message.contains("unexpected character").then(|| control(text, start)).flatten() {
        let what = format!("a character that nobody sees (U+{:04X}) stands here", code(sign));
        return at(&what, sign, "delete it and type a space: a line break of a word processor leaves it behind");
    }
    let space = odd_space_before(text, start)?;
    let what = format!("an invisible space (U+{:04X}) stands where spaces belong", code(space));
    let sign = text[space..].chars().next().unwrap_or_default();
    let more = text[space..].lines().skip(1).filter(|line| line.contains(sign)).count();
    let hint = "delete it and type a space: it often comes along when text is copied from a web page";
    match more {
        0 => at(&what, space, hint),
        1 => at(&what, space, &format!("{hint}; one more line below has such a space")),
        more => {
            at(&what, space, &format!("{hint}; {more} more lines below have such spaces: let the editor replace all"))
        }
    }
}

/// The first control character up to a place, or at it.
fn control(text: &str, start: usize) -> Option<usize> {
    let end = text[start..].char_indices().nth(2).map_or(text.len(), |(i, _)| start + i);
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    text[..end].rfind(odd).or_else(|| text.find(odd))
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

/// What to do about a tab that indents a line: how many spaces, and how many more lines have one.
fn tab_hint(text: &str, tab: usize) -> String {
    let begin = text[..tab].rfind('\n').map_or(0, |i| i + 1);
    let above = text[..begin].lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words = above.trim_start_matches([' ', '-']);
    let column = above.len() - words.len();
    let opens = words.trim_end().ends_with([':', '|', '>']) && !above[..column].contains('-');
    let column = if opens { column + 2 } else { column };
    let tabs = |line: &&str| line[..line.len() - line.trim_start().len()].contains('\t') && !line.trim().is_empty();
    let more = text[tab..].lines().skip(1).filter(tabs).count();
    let others = match more {
        0 => String::new(),
        1 => "; one more line below begins with a tab".to_owned(),
        more => format!("; {more} more lines below begin with tabs"),
    };
    match column {
        0 => format!("delete it: lines of this block begin at the left edge{others}"),
        column => format!("delete it, and type {column} spaces{others}"),
    }
}

/// The first space of another kind that indents a line or stands behind its colon or hyphen, up to the line after `start`.
fn odd_space_before(text: &str, start: usize) -> Option<usize> {
    let odd = |c: char| !c.is_ascii() && (c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}'));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > start && text[start..at].matches('\n').count() > 1 {
            return None;
        }
        let content = line.trim_start_matches(|c| c == ' ' || c == '-' || odd(c));
        let indent = line.len() - content.len();
        let colon = content.find(':').map(|i| indent + i + 1).filter(|i| line[*i..].starts_with(odd));
        if let Some((space, _)) = line[..indent].char_indices().find(|(_, c)| odd(*c)) {
            return Some(at + space);
        }
        if colon.is_some() {
            return colon.map(|i| at + i);
        }
        at += line.len();
    }
    None
}
