//! Words of a YAML file replaced by others, and nothing else of it: comments, quotes and the ends of lines stay.
//!
//! What was written is read again: every value is as before, but the one that was meant, which has the new words.

use std::ops::Range;

use super::place::locate;
use super::yaml::{self, Value, YamlNode};
use crate::diag::Sink;
use crate::model::LeafPath;

/// Why words were not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReworded {
    /// They stand nowhere where they were looked for.
    NotThere,
    /// They stand there more than once.
    Several,
    /// With them the file would be read otherwise than it is meant.
    ReadOtherwise,
}

/// The text of a file with `new` in place of `old` in the one value at or below a path in which `old` stands. White space of
/// any length stands for white space.
///
/// # Errors
/// Why nothing was replaced.
pub fn reword(text: &str, path: &LeafPath, old: &str, new: &str) -> Result<String, NotReworded> {
    // Signs that would be marks of Markdown.
    let begins = new.trim_start().starts_with(['-', '+']);
    if begins || new.chars().any(|c| matches!(c, '*' | '_' | '`' | '#' | '[' | ']' | '<' | '>' | '|' | '\\')) {
        return Err(NotReworded::ReadOtherwise);
    }
    let root = read(text)?;
    let place = root.find(path).ok_or(NotReworded::NotThere)?;
    let mut found: Vec<(&YamlNode, Range<usize>)> = Vec::new();
    leaves(place, &mut |node, words| found.extend(matches(words, old).into_iter().map(|range| (node, range))));
    let (node, range) = match found.as_slice() {
        [] => return Err(NotReworded::NotThere),
        [one] => one.clone(),
        _ => return Err(NotReworded::Several),
    };
    let Value::Str(words) = &node.value else { return Err(NotReworded::NotThere) };
    let bytes = locate(text, node, &range);
    // The whole value is what cannot be told closer.
    if bytes == node.range && range != (0..words.len()) {
        return Err(NotReworded::ReadOtherwise);
    }
    let (before, after) = (text.get(..bytes.start), text.get(bytes.end..));
    let (Some(before), Some(after)) = (before, after) else { return Err(NotReworded::ReadOtherwise) };
    let typed = match text.get(node.range.clone()).and_then(|typed| typed.chars().next()) {
        Some('"') => new.replace('\\', "\\\\").replace('"', "\\\""),
        Some('\'') => new.replace('\'', "''"),
        _ => new.to_owned(),
    };
    let written = format!("{before}{typed}{after}");
    let wanted = format!("{}{new}{}", &words[..range.start], &words[range.end..]);
    let again = read(&written).map_err(|_| NotReworded::ReadOtherwise)?;
    let mut all = (Vec::new(), Vec::new());
    let mut at = None;
    leaves(&root, &mut |leaf, words| {
        at = at.or_else(|| std::ptr::eq(leaf, node).then_some(all.0.len()));
        all.0.push(words.to_owned());
    });
    leaves(&again, &mut |_, words| all.1.push(words.to_owned()));
    if let Some(meant) = at.and_then(|at| all.0.get_mut(at)) {
        *meant = wanted;
    }
    let plain = |all: &[String]| -> Vec<String> { all.iter().map(|words| spaced(words)).collect() };
    if plain(&all.0) == plain(&all.1) && same_shape(&root, &again) {
        Ok(written)
    } else {
        Err(NotReworded::ReadOtherwise)
    }
}

/// The text of a file with another whole number at a path.
///
/// # Errors
/// Where there is no number.
pub fn renumber(text: &str, path: &LeafPath, number: u32) -> Result<String, NotReworded> {
    let root = read(text)?;
    let node = root.find(path).filter(|node| matches!(node.value, Value::Int(_))).ok_or(NotReworded::NotThere)?;
    let (before, after) = (text.get(..node.range.start), text.get(node.range.end..));
    let (Some(before), Some(after)) = (before, after) else { return Err(NotReworded::ReadOtherwise) };
    let written = format!("{before}{number}{after}");
    let again = read(&written).map_err(|_| NotReworded::ReadOtherwise)?;
    match again.find(path).map(|node| &node.value) {
        Some(Value::Int(own)) if *own == i64::from(number) && same_shape(&root, &again) => Ok(written),
        _ => Err(NotReworded::ReadOtherwise),
    }
}

fn read(text: &str) -> Result<YamlNode, NotReworded> {
    yaml::parse("", text, &mut Sink::default()).ok_or(NotReworded::ReadOtherwise)
}

/// Calls `each` on every value that is words, in order.
fn leaves<'a>(node: &'a YamlNode, each: &mut dyn FnMut(&'a YamlNode, &'a str)) {
    match &node.value {
        Value::Str(words) => each(node, words),
        Value::Seq(items) => items.iter().for_each(|item| leaves(item, each)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, value)| leaves(value, each)),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
    }
}

/// Whether two trees have the same keys and lists, whatever their words and numbers.
fn same_shape(a: &YamlNode, b: &YamlNode) -> bool {
    match (&a.value, &b.value) {
        (Value::Seq(a), Value::Seq(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_shape(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            let same = |((a, left), (b, right)): (&(yaml::Key, YamlNode), &(yaml::Key, YamlNode))| {
                a.name == b.name && same_shape(left, right)
            };
            a.len() == b.len() && a.iter().zip(b).all(same)
        }
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// Words with single spaces.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where words stand in others, white space of any length standing for white space.
fn matches(words: &str, sought: &str) -> Vec<Range<usize>> {
    let sought: Vec<char> = spaced(sought).chars().collect();
    let mut found = Vec::new();
    if sought.is_empty() {
        return found;
    }
    for (start, first) in words.char_indices() {
        if Some(&first) != sought.first() {
            continue;
        }
        let (mut rest, mut at) = (words[start..].char_indices().peekable(), 0);
        let mut end = start;
        while at < sought.len() {
            let Some((offset, c)) = rest.next() else { break };
            if sought[at] == ' ' && c.is_whitespace() {
                while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            } else if sought[at] != c {
                break;
            }
            end = start + offset + c.len_utf8();
            at += 1;
        }
        // Whole words alone.
        let cut = |c: Option<char>, end: Option<&char>| {
            c.is_some_and(char::is_alphanumeric) && end.is_some_and(|c| c.is_alphanumeric())
        };
        let inside =
            cut(words[..start].chars().next_back(), sought.first()) || cut(words[end..].chars().next(), sought.last());
        if at == sought.len() && !inside {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# A guide.\nid: a\ntitle: 'It''s here'   # of the guide\nrevision: 2\nsections:\n  - id: one\n    body: |\n      Two people are\n      enough.   They wait.\n      Two cups.\n  - id: two\n    brief: \"Call: now\"\n    body: >-\n      Two people are enough.\n";

    fn at(path: &[&str]) -> LeafPath {
        path[1..].iter().fold(LeafPath::root(path[0]), |path, step| path.join(step))
    }

    #[test]
    fn words_are_replaced_and_nothing_else() {
        let done = reword(FILE, &at(&["sections", "one"]), "people are enough.", "people will do.").unwrap();
        assert_eq!(done, FILE.replacen("people are\n      enough.", "people will do.", 1));
        let done = reword(FILE, &at(&["title"]), "here", "there's").unwrap();
        assert_eq!(done, FILE.replacen("It''s here", "It''s there''s", 1));
        let done = reword(FILE, &at(&["sections", "two", "brief"]), "now", "\"now\"").unwrap();
        assert_eq!(done, FILE.replacen("now\"", "\\\"now\\\"\"", 1));
        assert_eq!(renumber(FILE, &at(&["revision"]), 3).unwrap(), FILE.replace("revision: 2", "revision: 3"));
    }

    #[test]
    fn what_is_not_clear_is_left() {
        assert_eq!(reword(FILE, &at(&["sections", "one"]), "Two", "Three"), Err(NotReworded::Several));
        assert_eq!(reword(FILE, &at(&["sections", "one"]), "Four", "Three"), Err(NotReworded::NotThere));
        assert_eq!(reword(FILE, &at(&["sections", "three"]), "Two", "Three"), Err(NotReworded::NotThere));
        assert_eq!(reword("title: Wait here\n", &at(&["title"]), "here", "here: now"), Err(NotReworded::ReadOtherwise));
        assert_eq!(
            reword("title: Wait here\n", &at(&["title"]), "here", "here # now"),
            Err(NotReworded::ReadOtherwise)
        );
        assert_eq!(reword("title: An illness\n", &at(&["title"]), "ill", "sick"), Err(NotReworded::NotThere));
        assert_eq!(reword("title: Wait\n", &at(&["title"]), "Wait", "**Wait**"), Err(NotReworded::ReadOtherwise));
        assert_eq!(reword("title: [", &at(&["title"]), "here", "there"), Err(NotReworded::ReadOtherwise));
        assert_eq!(renumber(FILE, &at(&["title"]), 3), Err(NotReworded::NotThere));
    }
}
