//! Ids that name something in another file, or the file itself.

use super::credentials::{cut_off, in_full};
use crate::diag::{Code, Finding, Sink, list, nearest};
use crate::model::Person;
use crate::model::letters::unaccented;
use crate::source::lint::Lint;
use crate::source::names::Names;
use crate::source::yaml::YamlNode;

/// A finding for an id that names nothing.
pub(crate) fn unknown<'a>(
    file: &str,
    node: &YamlNode,
    what: &str,
    id: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Finding {
    let finding = Finding::new(Code::UnknownId, format!("there is no {what} `{id}`")).at(file, node.range.clone());
    let near = nearest(id, known.clone()).is_some();
    let finding = unknown_hint(finding, id, known);
    match new_hint(what, id).filter(|_| !near) {
        Some(hint) => finding.hint(hint),
        None => finding,
    }
}

/// A clinic's file with the keys that it needs.
const CLINIC: &str = "\
id: ID
name: Oak Street Clinic
region: us
address: [\"1 Oak Street\", \"Springfield\"]
phone: 555-0100";

/// How something is added that other files can name then.
fn new_hint(what: &str, typed: &str) -> Option<String> {
    let words = unaccented(typed).to_lowercase();
    let parts = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let id = parts.collect::<Vec<_>>().join("-");
    match what {
        "person" if id == typed => Some(format!(
            "for somebody new, add `- {{id: {id}, name: ...}}` to `sources/people.yaml`, with the name in full"
        )),
        "person" => Some(format!(
            "for somebody new, add `- {{id: {id}, name: {typed}}}` to `sources/people.yaml`, and write `{id}` here"
        )),
        "clinic" => Some(format!(
            "for a new clinic, write the file `sources/clinics/{id}.yaml`:\n{}",
            CLINIC.replace("ID", &id)
        )),
        "worksheet" => Some(format!(
            "for a new worksheet, write the file `sources/worksheets/{id}/en.yaml`; if it was deleted, take it out of this list"
        )),
        _ => None,
    }
}

/// Says what was probably meant, or what there is.
pub(super) fn unknown_hint<'a>(
    finding: Finding,
    id: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Finding {
    const SHOWN: usize = 12;
    let count = known.clone().into_iter().count();
    match nearest(id, known.clone()) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None if count == 0 => finding.hint("there is none in this project yet"),
        None if count > SHOWN => {
            let first: Vec<String> = known.into_iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
            finding.hint(format!("what there is: {} and {} more", first.join(", "), count - SHOWN))
        }
        None => finding.hint(format!("what there is: {}", list(known))),
    }
}

/// Authors that `people.yaml` has.
pub(super) fn check_authors(lint: &Lint, root: &YamlNode, names: &Names, sink: &mut Sink) {
    let listed = root.select("authors[]");
    let cut = cut_off(&listed);
    let people: Vec<&YamlNode> = listed.iter().zip(&cut).filter(|(_, cut)| !**cut).map(|(node, _)| *node).collect();
    lint.once("person", &people, sink);
    if names.people_unknown {
        return;
    }
    for (i, node) in listed.iter().enumerate().filter(|(i, _)| !cut[*i]) {
        let behind = cut[i + 1..].iter().take_while(|cut| **cut).count();
        if let Some(id) = node.as_str()
            && !names.people.contains_key(id)
        {
            let named = in_full(lint, node, &listed[i + 1..=i + behind], listed.len() == behind + 1, names);
            let ids = names.people.keys().map(String::as_str);
            let known = || known_by_name(lint, node, id, names);
            let found = named.or_else(known).unwrap_or_else(|| unknown(lint.file, node, "person", id, ids));
            sink.push(found);
        }
    }
}

/// A person who is named instead of by the id.
fn known_by_name(lint: &Lint, node: &YamlNode, typed: &str, names: &Names) -> Option<Finding> {
    let plain = |name: &str| unaccented(name.trim()).to_lowercase();
    let is_it = |person: &Option<Person>| person.as_ref().is_some_and(|person| plain(&person.name) == plain(typed));
    let (id, _) = names.people.iter().find(|(_, person)| is_it(person))?;
    let found =
        Finding::new(Code::UnknownId, format!("there is no person `{typed}`")).at(lint.file, node.range.clone());
    Some(found.hint(format!("write `{id}`, which is the id of {typed} in `sources/people.yaml`")))
}

/// Whether a word is an id as file names have it.
pub(crate) fn is_id(name: &str) -> bool {
    let small = |c: char| c.is_ascii_lowercase();
    name.starts_with(small)
        && name.split('-').all(|part| !part.is_empty() && part.chars().all(|c| small(c) || c.is_ascii_digit()))
}

/// What to do about a name in a file that is not that of its file or folder.
pub(super) fn place_hint(key: &str, name: &str, what: &str) -> String {
    if is_id(name) {
        format!("write `{key}: {name}`, or rename the {what}")
    } else {
        format!("rename the {what} to small letters, digits and single hyphens: `{name}` is no id")
    }
}
