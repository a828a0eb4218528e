//! People whom somebody named in full where their ids belong.

use crate::diag::{Code, Finding};
use crate::model::letters::unaccented;
use crate::source::lint::Lint;
use crate::source::names::Names;
use crate::source::yaml::YamlNode;

/// Words before a name that are no part of it.
const TITLES: &[&str] = &["dr", "dra", "mr", "mrs", "ms", "prof", "sr", "sra"];

/// Whether a word is what stands behind a name: MD, PhD, LPC-S.
fn is_credential(word: &str) -> bool {
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    let signs = word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '.'));
    (2..=10).contains(&word.len()) && capitals >= 2 && signs
}

/// A name without the titles before it.
fn untitled(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && TITLES.contains(&words[0].trim_end_matches('.').to_lowercase().as_str()) {
        words.remove(0);
    }
    words.join(" ")
}

/// Which of some entries are credentials that a comma cut off from the name before them.
pub(super) fn cut_off(entries: &[&YamlNode]) -> Vec<bool> {
    let mut cut = Vec::with_capacity(entries.len());
    for (i, entry) in entries.iter().enumerate() {
        let behind_name =
            i > 0 && (cut[i - 1] || entries[i - 1].as_str().is_some_and(|name| name.trim().contains(' ')));
        cut.push(behind_name && entry.as_str().is_some_and(is_credential));
    }
    cut
}

/// A finding for a name in full, and the credentials behind it; `None` where the words are no name;
/// `alone` where nobody else is listed.
pub(super) fn in_full(
    lint: &Lint,
    node: &YamlNode,
    behind: &[&YamlNode],
    alone: bool,
    names: &Names,
) -> Option<Finding> {
    let typed = node.as_str()?.trim();
    let name = untitled(typed);
    if !name.contains(' ') || behind.is_empty() && name == typed {
        return None;
    }
    let letters = unaccented(&name).to_lowercase();
    let parts = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let id = parts.collect::<Vec<_>>().join("-");
    let credentials: Vec<&str> = behind.iter().filter_map(|node| node.as_str()).collect();
    let whole: Vec<&str> = std::iter::once(typed).chain(credentials.iter().copied()).collect();
    let range = node.range.start..behind.last().map_or(node.range.end, |last| last.range.end);
    let finding = Finding::new(Code::UnknownId, format!("`{}` is a name, and no id of a person", whole.join(", ")))
        .at(lint.file, range);
    let written = if alone { format!("[{id}]") } else { id.clone() };
    if names.people.contains_key(&id) {
        return Some(finding.hint(format!("write `{written}` here: the name stands in `sources/people.yaml`")));
    }
    let credentials = match credentials.as_slice() {
        [] => String::new(),
        [one] => format!(", credentials: {one}"),
        more => format!(", credentials: \"{}\"", more.join(", ")),
    };
    Some(finding.hint(format!(
        "add `- {{id: {id}, name: {name}{credentials}}}` to `sources/people.yaml`, and write `{written}` here"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_credentials_are_known() {
        for word in ["MD", "PhD", "LPC-S", "RN"] {
            assert!(is_credential(word), "{word}");
        }
        for word in ["Jane Roe", "jane-roe", "Roe", "M"] {
            assert!(!is_credential(word), "{word}");
        }
        assert_eq!(untitled("Prof. Dr. Jane Miller"), "Jane Miller");
        assert_eq!(untitled("Dr."), "Dr.");
    }
}
