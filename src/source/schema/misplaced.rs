//! What belongs elsewhere: entries of one list that stand in another, such as a question among the sections; and options
//! that are a type of field of their own.

use std::ops::Range;

use crate::diag::{Code, Finding, list};
use crate::source::lint::Lint;
use crate::source::yaml::{Key, Value, YamlNode};

/// A list of entries, how such an entry is called, and the keys that no entry of its neighbour has.
struct Kind {
    what: &'static str,
    keys: &'static [&'static str],
    home: &'static str,
}

const SECTION: Kind = Kind { what: "section", keys: &["heading", "brief", "body"], home: "`sections:`" };
const QUESTION: Kind = Kind { what: "question", keys: &["question", "answer"], home: "`faq:`" };
const PART: Kind = Kind {
    what: "part",
    keys: &["heading", "text", "fields", "danger_line", "repeat", "repeat_label"],
    home: "`parts:`",
};
const FIELD: Kind = Kind {
    what: "field",
    keys: &["type", "label", "help", "options", "columns", "rows", "lines", "low", "high"],
    home: "the `fields:` of a part",
};

/// An entry that belongs elsewhere.
pub(super) struct Misplaced {
    /// Where it stands, as JSON pointer.
    pointer: String,
    /// What is said of it.
    pub(super) finding: Finding,
}

impl Misplaced {
    /// Whether it explains what is wrong at a JSON pointer.
    pub(super) fn explains(&self, pointer: &str) -> bool {
        pointer.strip_prefix(&self.pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The entries of a file that belong elsewhere.
pub(super) fn misplaced(lint: &Lint, root: &YamlNode) -> Vec<Misplaced> {
    let mut found = Vec::new();
    for (name, here, other) in
        [("sections", &SECTION, &QUESTION), ("faq", &QUESTION, &SECTION), ("parts", &PART, &FIELD)]
    {
        let Some(entries) = root.get(name) else { continue };
        entries_of(lint, entries, &format!("/{name}"), (here, other), &mut found);
    }
    for (i, part) in root.get("parts").map(YamlNode::items).unwrap_or_default().iter().enumerate() {
        let Some(fields) = part.get("fields") else { continue };
        entries_of(lint, fields, &format!("/parts/{i}/fields"), (&FIELD, &PART), &mut found);
        for (j, field) in fields.items().iter().enumerate() {
            let pointer = format!("/parts/{i}/fields/{j}/options");
            found.extend(yes_or_no(lint, field).map(|finding| Misplaced { pointer, finding }));
        }
    }
    found
}

/// Yes and no typed as bare options: they are a type of field.
fn yes_or_no(lint: &Lint, field: &YamlNode) -> Option<Finding> {
    let options = field.get("options")?;
    let word = |option: &YamlNode| match &option.value {
        Value::Str(text) => Some(text.trim().to_lowercase()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Null | Value::Int(_) | Value::Float(_) | Value::Seq(_) | Value::Map(_) => None,
    };
    let words: Option<Vec<String>> = options.items().iter().map(word).collect();
    let mut words = words.filter(|words| words.len() == 2)?;
    words.sort_unstable();
    let (no, yes) = (words[0].as_str(), words[1].as_str());
    (no == "no" && ["yes", "sí", "si"].contains(&yes)).then(|| {
        lint.node(Code::WrongType, options, "yes and no are a type of field, not options")
            .hint("write `type: yes-no`, and take `options` out: both circles are printed, in the language of the file")
    })
}

/// Adds those entries of a list that have keys of the other kind and none of their own.
fn entries_of(
    lint: &Lint,
    entries: &YamlNode,
    pointer: &str,
    (here, other): (&Kind, &Kind),
    found: &mut Vec<Misplaced>,
) {
    for (i, entry) in entries.items().iter().enumerate() {
        let Value::Map(pairs) = &entry.value else { continue };
        let of = |kind: &Kind| -> Vec<&Key> {
            let keys = pairs.iter().map(|(key, _)| key);
            keys.filter(|key| kind.keys.contains(&key.name.as_str())).collect()
        };
        let keys = of(other);
        let [first, ..] = keys.as_slice() else { continue };
        // One key may be another word for one that belongs here.
        if keys.len() < 2 || !of(here).is_empty() {
            continue;
        }
        let range: Range<usize> = pairs.first().map_or(&first.range, |(key, _)| &key.range).clone();
        let names = list(keys.iter().take(3).map(|key| key.name.as_str()));
        let finding = Finding::new(Code::UnknownKey, format!("this entry has {names}, so it is no {}", here.what))
            .at(lint.file, range)
            .hint(format!("move the whole entry below {}", other.home));
        found.push(Misplaced { pointer: format!("{pointer}/{i}"), finding });
    }
}
