//! What departs from its schema, in staff's words.

use super::blanks::{DATES, is_year};
use super::shapes::{form, shape};
use crate::diag::{Code, Finding, list, nearest};
use crate::model::date;
use crate::model::pattern::{DATE_PATTERN, ID_PATTERN, KNOWN_DATE_PATTERN};
use crate::source::checks::regions::country;
use crate::source::keys::meant;
use crate::source::lint::Lint;
use crate::source::raw::SourceKind;
use crate::source::syntax::quotes::quoted;
use crate::source::words::is_key;
use crate::source::yaml::{Key, Value, YamlNode};

/// A project file with the keys that it needs.
const PROJECT: &str = "\
papers: [letter]
languages: [en]
products: [leaflet]
clinics: [oak-street]
publisher: Oak Street Clinic
review: {months: 24}";

/// A file that is empty, a list or a text; `needed` are the keys that it must have.
pub(super) fn no_keys(kind: SourceKind, lint: &Lint, root: &YamlNode, needed: &[&str]) -> Finding {
    let finding = match root.value {
        Value::Null => {
            let finding = Finding::new(Code::WrongType, "the file is empty").at(lint.file, 0..0);
            if kind == SourceKind::Project {
                return finding.hint(format!("begin it with these lines, and change them to yours:\n{PROJECT}"));
            }
            finding
        }
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Seq(_) | Value::Map(_) => {
            lint.node(Code::WrongType, root, format!("the file should be a block of keys, not {}", shown(lint, root)))
        }
    };
    let needed = list(needed.iter().copied());
    finding.hint(format!("begin each line with a key, a colon and a space; the keys that this file needs: {needed}"))
}

/// A block that lacks a key or, in labels, a label.
pub(super) fn missing_key(kind: SourceKind, lint: &Lint, node: &YamlNode, key: &str) -> Finding {
    let (code, what) =
        if kind == SourceKind::Strings { (Code::MissingLabel, "label") } else { (Code::MissingKey, "key") };
    let finding = Finding::new(code, format!("the {what} `{key}` is missing")).at(lint.file, first_key(node));
    match braces(lint, node) {
        Some(block) => finding.hint(format!("write `{}, {key}: ...}}`", block.trim_end().trim_end_matches(','))),
        None => finding.hint(missing_hint(kind, key)),
    }
}

/// A block in braces on one line, without the last of them.
fn braces<'a>(lint: &Lint<'a>, node: &YamlNode) -> Option<&'a str> {
    let behind = lint.source.get(node.range.start..)?.strip_prefix('{')?;
    let words = behind.split_once('}').map(|(words, _)| words)?;
    let simple = !words.contains(['{', '[', '\n']) && words.chars().count() <= 100;
    simple.then(|| &lint.source[node.range.start..node.range.start + 1 + words.len()])
}

/// The id that somebody meant with capitals, spaces or low lines, if it is one then.
fn as_id(words: &str) -> Option<String> {
    let id = words.trim().to_lowercase().replace([' ', '_'], "-");
    let signs = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    (signs && id.starts_with(|c: char| c.is_ascii_lowercase()) && !id.contains("--") && !id.ends_with('-'))
        .then_some(id)
}

/// Words that are not written as the pattern wants them.
pub(super) fn wrong_form(name: &str, pattern: &str, node: &YamlNode, lint: &Lint) -> Finding {
    let named = format!("`{name}`");
    if let Some(region) = node.as_str().filter(|_| name == "region").and_then(country) {
        return lint.node(Code::BadValue, node, "`region` is no id").hint(format!("write `{region}`"));
    }
    if let Some(id) = node.as_str().filter(|_| pattern == ID_PATTERN).and_then(as_id) {
        return lint
            .node(Code::BadValue, node, format!("{named} is no id"))
            .hint(format!("write `{id}`: ids have small letters, digits and single hyphens"));
    }
    if pattern == DATE_PATTERN {
        return no_date(&named, node, lint);
    }
    if pattern == KNOWN_DATE_PATTERN {
        return no_date(&named, node, lint).hint("where no more is known write the month, 2026-11, or the year, 2026");
    }
    let (what, hint) = form(pattern).unwrap_or(("is not written as it should be", "see the examples in the README"));
    lint.node(Code::BadValue, node, format!("{named} {what}")).hint(hint)
}

/// A day that is not written in numbers.
fn no_date(named: &str, node: &YamlNode, lint: &Lint) -> Finding {
    let mut range = node.range.clone();
    // In braces its comma ends the text.
    let behind = lint.source.get(range.end..).and_then(|behind| behind.trim_start().strip_prefix(','));
    if let Some(behind) = behind.map(str::trim_start).filter(|behind| behind.get(..4).is_some_and(is_year)) {
        range.end = lint.source.len() - behind.len() + 4;
    }
    let typed = lint.source.get(range.clone()).unwrap_or_default().trim_matches(['"', '\'']);
    let hint = match date::in_words(typed) {
        Some(day) => format!("write it as year, month and day: {day}"),
        None => day_hint(typed),
    };
    Finding::new(Code::BadDate, format!("{named} is no date")).at(lint.file, range).hint(hint)
}

/// What to write for a day in numbers.
pub(crate) fn day_hint(typed: &str) -> String {
    let named = |day: &chrono::NaiveDate| {
        let words = date::written(*day, "en");
        format!("for {} `{day}`", words.split(',').next().unwrap_or_default())
    };
    match date::in_numbers(typed).as_slice() {
        [day] => format!("write `{day}`: year, month and day"),
        [one, other] => format!("write {}, {}: year, month and day", named(one), named(other)),
        _ => "write year, month and day as numbers: 2026-11-24".to_owned(),
    }
}

pub(super) fn one_of(named: &str, options: &[&str], node: &YamlNode, lint: &Lint) -> Finding {
    let given = node.as_str().unwrap_or_default();
    let mut finding = lint.node(Code::BadValue, node, format!("{named} cannot be {}", shown(lint, node)));
    if let Some(near) = nearest(given, options.iter().copied()) {
        finding = finding.hint(format!("did you mean `{near}`?"));
    }
    finding.hint(format!("it is one of {}", list(options.iter().copied())))
}

pub(super) fn wrong_type(name: &str, expected: &str, node: &YamlNode, lint: &Lint) -> Finding {
    let (wanted, hint) = match expected {
        "string" => ("words", instead_of_words(name, node, lint)),
        "integer" => ("a whole number", "write a number without quotes, such as 3".to_owned()),
        "number" => ("a number", "write a number without quotes, such as 3 or 12.5".to_owned()),
        "boolean" => ("`true` or `false`", "write true or false, without quotes".to_owned()),
        "array" => ("a list", list_hint(name, node, lint)),
        "object" => ("a block of keys", block_hint(name, node)),
        _ => ("something else", "see the examples in the README".to_owned()),
    };
    // `"3"` and `3` differ by their quotes alone.
    let given = match &node.value {
        Value::Str(text) if expected != "array" && expected != "object" => format!("the text {}", cut(text)),
        _ => shown(lint, node),
    };
    lint.node(Code::WrongType, node, format!("`{name}` should be {wanted}, not {given}")).hint(hint)
}

/// What to do where a list, a block or a number stands in the place of words.
fn instead_of_words(name: &str, node: &YamlNode, lint: &Lint) -> String {
    if let Some(shape) = shape(name).filter(|_| name == "call") {
        return shape.to_owned();
    }
    // In quotes a year is still no day.
    if DATES.contains(&name) {
        return day_hint("");
    }
    let in_lines = MARKDOWN.contains(&name) && !lint.source[node.range.start..].starts_with(['[', '{']);
    let hint = match node.value {
        Value::Seq(_) | Value::Map(_) if in_lines => {
            return format!("write `|` behind its colon, `{name}: |`, and leave the lines below it as they are");
        }
        Value::Seq(_) => return list_as_words(name, node),
        Value::Map(_) => "one text belongs here; if it has a colon in it, put it in quotes",
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => "put it in quotes",
    };
    hint.to_owned()
}

/// What to do where a list stands in the place of words.
fn list_as_words(name: &str, node: &YamlNode) -> String {
    let words: Option<Vec<&str>> = node.items().iter().map(YamlNode::as_str).collect();
    match words.map(|words| words.join(", ")).filter(|words| !words.is_empty()).and_then(|words| quoted(&words)) {
        Some(words) => format!("one text belongs here: write `{name}: {words}`"),
        None => "take out the list marks: one text belongs here".to_owned(),
    }
}

/// What to do where something else stands in the place of a list.
fn list_hint(name: &str, node: &YamlNode, lint: &Lint) -> String {
    let typed = lint.source.get(node.range.clone()).unwrap_or_default();
    let before = lint.source.get(..node.range.start).unwrap_or_default().trim_end();
    let mark = ['|', '>'].into_iter().find(|mark| typed.starts_with(*mark) || before.ends_with(*mark));
    if name == "authors" && node.as_str() == Some("unknown") {
        return "write `authors: [{name: unknown}]`".to_owned();
    }
    match (mark, shape(name)) {
        (Some(mark), _) => format!("take out the `{mark}` behind `{name}:`, and leave the lines below it as they are"),
        (None, Some(shape)) => shape.to_owned(),
        (None, None) => match node.as_str().and_then(|words| listed(name, words)).filter(|_| !typed.contains('\n')) {
            Some(words) if words.contains(", ") => format!("write `{name}: [{words}]`"),
            Some(words) => format!("write `{name}: [{words}]`, with commas between if there are several"),
            None => "write each entry on its own line after `- `, or all of them in [brackets]".to_owned(),
        },
    }
}

/// The entries of a list that was typed without brackets: several where they are names for the program.
fn listed(name: &str, words: &str) -> Option<String> {
    let entries: Vec<String> = match name {
        "papers" | "products" => words.split(',').map(|entry| entry.trim().to_lowercase().replace(' ', "-")).collect(),
        "languages" | "clinics" | "topics" | "worksheets" => words.split(',').map(|e| e.trim().to_owned()).collect(),
        _ => vec![words.to_owned()],
    };
    let entries: Option<Vec<String>> = entries.iter().filter(|entry| !entry.is_empty()).map(|e| quoted(e)).collect();
    Some(entries?.join(", "))
}

/// What to do where something else stands in the place of a block of keys.
fn block_hint(name: &str, node: &YamlNode) -> String {
    if let Some(person) = node.as_str().filter(|_| ["authors", "reviewed_by"].contains(&name)) {
        return format!("write `{{name: {}}}`", quoted(person).unwrap_or_else(|| person.to_owned()));
    }
    let day = node.as_str().filter(|day| name == "dates" && date::parse(day).is_some());
    match (day, shape(name)) {
        (Some(day), _) => format!("write `dates: {{issued: {day}}}`"),
        (None, Some(shape)) => shape.to_owned(),
        (None, None) => "write its keys below it, indented by two spaces".to_owned(),
    }
}

/// Keys of texts of several lines.
const MARKDOWN: &[&str] = &["body", "answer", "introduction", "text"];

/// As many keys as are named at a glance.
const FEW: usize = 12;

/// A key that the schema does not know; `known` are those that it does, `there` all keys of its block.
pub(super) fn unknown_key(lint: &Lint, key: &Key, known: &[&str], there: &[&str]) -> Finding {
    let (key, range) = (key.name.as_str(), key.range.clone());
    if ["read_time", "reading_time", "read_minutes", "minutes"].contains(&key) {
        return Finding::new(Code::TypedReadTime, format!("`{key}` is computed from the text"))
            .at(lint.file, range)
            .hint("take the line out: the time to read is counted at 200 words a minute");
    }
    if known.contains(&"revision") && key.contains("review") && key != "reviewer_notes" {
        return Finding::new(Code::UnknownKey, format!("there is no key `{key}` here"))
            .at(lint.file, range)
            .hint("take it out: reviews are recorded with `handout review record`, and credited from there");
    }
    let near = meant(key, known, there);
    // It looks like the right one, and has a sign in it that nobody sees.
    let sign = key.chars().find(|c| !c.is_ascii() && (c.is_whitespace() || !c.is_alphanumeric()));
    if let Some((sign, near)) = sign.zip(near) {
        let code = u32::from(sign);
        return Finding::new(Code::UnknownKey, format!("an invisible character (U+{code:04X}) stands in this key"))
            .at(lint.file, range)
            .hint(format!("delete the whole word and type `{near}` again"));
    }
    let finding = Finding::new(Code::UnknownKey, format!("there is no key `{key}` here")).at(lint.file, range);
    if key == "figures" {
        return finding.hint(
            "list pictures once for the whole file: begin `figures:` at the left edge, and place each by `> [!FIGURE]` and its id",
        );
    }
    match near {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None if ["authors", "author"].contains(&key) && known.contains(&"accessed") => finding.hint(
            "a source has no authors: write them before its title, `title: \"Roe J. Sleep tips\"`, or leave them out",
        ),
        None if is_key(key) => {
            let finding = finding.hint(format!(
                "`{key}` is a key of another block: look whether the line begins in the column of the keys that it belongs to"
            ));
            match known.len() {
                ..=FEW => finding.hint(format!("what can stand here: {}", list(known.iter().copied()))),
                _ => finding,
            }
        }
        None => finding.hint(format!("what can stand here: {}", list(known.iter().copied()))),
    }
}

/// Where a missing key is reported: at the first key of the block that lacks it.
fn first_key(node: &YamlNode) -> std::ops::Range<usize> {
    let first = if let Value::Map(pairs) = &node.value { pairs.first() } else { None };
    first.map_or(&node.range, |(key, _)| &key.range).clone()
}

fn missing_hint(kind: SourceKind, key: &str) -> String {
    match (kind, key) {
        (_, "brief") => {
            "add `brief:` with one or two sentences that stand on their own; a tri-fold prints them".to_owned()
        }
        (_, "dates") => "add `dates: {issued: YYYY-MM-DD}`".to_owned(),
        (_, "authors") => "add `authors: [id]` with an id from people.yaml".to_owned(),
        (_, "revision") => "add `revision: 1`".to_owned(),
        (SourceKind::Strings, _) => {
            let about = crate::model::strings::KEYS.iter().find(|(k, _)| *k == key).map_or("", |(_, about)| *about);
            format!("add `{key}:` ({about})")
        }
        _ => match shape(key) {
            Some(shape) if shape.starts_with("write") => shape.to_owned(),
            Some(shape) => format!("add `{key}:` to this block; {shape}"),
            None => format!("add `{key}:` to this block"),
        },
    }
}

/// A value as it is written in the file, cut where it is long.
fn shown(lint: &Lint, node: &YamlNode) -> String {
    match &node.value {
        Value::Null => "nothing".to_owned(),
        Value::Seq(_) => "a list".to_owned(),
        Value::Map(_) => "a block of keys".to_owned(),
        Value::Str(text) => cut(text),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
            cut(lint.source.get(node.range.clone()).unwrap_or_default())
        }
    }
}

fn cut(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let start: String = line.chars().take(40).collect();
    if start.len() < text.trim_end().len() { format!("`{start}...`") } else { format!("`{start}`") }
}
