//! Keys with nothing behind them, and words in braces that YAML takes for such keys.

use std::collections::BTreeSet;

use crate::diag::{Code, Finding, Sink};
use crate::source::keys::before_colon;
use crate::source::lint::Lint;
use crate::source::syntax::quotes::CURLY;
use crate::source::yaml::{Key, Value, YamlNode};

/// Keys and entries with nothing behind them, or with a text without a letter: the schema would let some of them pass,
/// and they print nothing.
pub(super) struct Blanks<'a> {
    /// The file.
    pub(super) lint: &'a Lint<'a>,
    /// Where values stand that their block must have, as JSON pointers.
    pub(super) needed: &'a BTreeSet<String>,
}

impl Blanks<'_> {
    /// Reports those at and below a node, whose place is `pointer`.
    pub(super) fn report(&self, pointer: &mut String, key: Option<&Key>, node: &YamlNode, sink: &mut Sink) {
        let own = pointer.len();
        match (&node.value, key) {
            // At its key: an empty block has no place of its own.
            (Value::Null, Some(key)) => {
                let comment = self.lint.source.get(key.range.end..).and_then(|behind| behind.strip_prefix(": #"));
                if comment.is_none_or(|words| words.starts_with(' ')) {
                    sink.push(colonless(self.lint, key).unwrap_or_else(|| self.empty(pointer, key)));
                }
            }
            (Value::Str(text), Some(key)) if text.trim().is_empty() => sink.push(self.empty(pointer, key)),
            (Value::Seq(items), key) => {
                for (i, node) in items.iter().enumerate() {
                    pointer.push('/');
                    pointer.push_str(&i.to_string());
                    self.report(pointer, key, node, sink);
                    pointer.truncate(own);
                }
            }
            (Value::Map(pairs), _) => {
                for (i, (key, node)) in pairs.iter().enumerate() {
                    let above = i.checked_sub(1).and_then(|i| pairs.get(i)).map(|(key, _)| key);
                    let before = above.map(|key| key.name.as_str());
                    if is_year(&key.name) && before.is_some_and(|key| DATES.contains(&key)) {
                        // It ends the day before it, which is no date.
                        continue;
                    }
                    if above.is_some_and(|above| is_part(self.lint, above)) && is_part(self.lint, key) {
                        // Told with the words before it.
                        continue;
                    }
                    pointer.push('/');
                    pointer.push_str(&key.name);
                    self.report(pointer, Some(key), node, sink);
                    pointer.truncate(own);
                }
            }
            (Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_), _) => {}
        }
    }

    fn empty(&self, pointer: &str, key: &Key) -> Finding {
        empty(&key.name, self.needed.contains(pointer)).at(self.lint.file, key.range.clone())
    }
}

/// A key with nothing behind it; `needed` where its block must have it.
pub(super) fn empty(name: &str, needed: bool) -> Finding {
    let hint =
        if needed { "write something there" } else { "write something there, or take the key out if it is not needed" };
    Finding::new(Code::BadValue, format!("`{name}` is empty")).hint(hint)
}

/// Keys whose values are days.
pub(super) const DATES: &[&str] =
    &["issued", "first_published", "evidence_checked", "published", "edited", "accessed", "source_seen"];

/// Whether a word is the year of a day in words: in braces, its comma ends the text before it.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a key in braces has no colon of its own.
pub(super) fn is_colonless(lint: &Lint, key: &Key) -> bool {
    lint.source.get(key.range.end..).is_some_and(|behind| behind.trim_start().starts_with([',', '}']))
}

/// Whether a key is a part of a text in braces that a comma ended.
fn is_part(lint: &Lint, key: &Key) -> bool {
    is_colonless(lint, key) && before_colon(&key.name).is_none() && !key.name.starts_with("http")
}

/// A text in braces with a comma in it, from its key on: with straight quotes, whatever quotes of a word processor are
/// about it.
fn whole_entry(entry: &str, behind: &str) -> Option<String> {
    let (name, value) = entry.split_once(": ").filter(|(_, value)| !value.contains(['"', '\'', '[', '{']))?;
    let more = &behind[..behind.find(['}', '\n', '"', '[']).unwrap_or(behind.len())];
    let more: Vec<&str> = more.split(',').take_while(|part| !part.contains(": ")).collect();
    let words = format!("{}, {}", value.trim(), more.join(",").trim());
    let words = match words.strip_prefix(CURLY) {
        Some(inner) => inner.strip_suffix(CURLY).unwrap_or(inner),
        None => &words,
    };
    Some(format!("{name}: \"{words}\""))
}

/// Words in braces without a colon, or without a space behind it: YAML takes them for a key with nothing behind it.
fn colonless(lint: &Lint, key: &Key) -> Option<Finding> {
    if !is_colonless(lint, key) {
        return None;
    }
    let finding = |what: String| Finding::new(Code::UnknownKey, what).at(lint.file, key.range.clone());
    let typed = &key.name;
    if let Some(name) = before_colon(typed) {
        let value = typed[name.len() + 1..].trim();
        return Some(
            finding(format!("no space stands behind the colon of `{name}`"))
                .hint(format!("write `{name}: {value}`, with a space behind the colon")),
        );
    }
    // `{name: Roe, Jane}`: what stands behind a comma in braces, without a colon, is a key.
    let before = lint.source[..key.range.start].trim_end();
    let Some(before) = before.strip_suffix(',') else {
        return Some(
            finding(format!("`{typed}` in braces has no colon"))
                .hint("write a key, a colon, a space and its words: {name: Jane Roe}"),
        );
    };
    if typed.starts_with("http") {
        return Some(
            finding(format!("`{typed}` in braces has no key"))
                .hint(format!("write `url: {typed}`, with the key before it")),
        );
    }
    let entry = before[before.rfind(['{', ',', '\n']).map_or(0, |i| i + 1)..].trim();
    let example =
        whole_entry(entry, &lint.source[key.range.start..]).unwrap_or_else(|| "{name: \"Roe, Jane\"}".to_owned());
    Some(
        finding(format!("a comma in braces ends the text before `{typed}`"))
            .hint(format!("put texts with a comma in quotes: {example}")),
    )
}
