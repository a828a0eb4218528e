//! `people.yaml`: those who write and review.

use std::collections::BTreeMap;

use super::files::SourceFiles;
use super::paths::PEOPLE;
use crate::diag::{Code, Finding, Sink};
use crate::model::Person;
use crate::source::checks::people;
use crate::source::lower;
use crate::source::names::{Names, incomplete};
use crate::source::raw::{RawPeople, SourceKind};

/// The people by id; `names` learns of them also where the file has mistakes.
pub(super) fn load(files: &mut SourceFiles, names: &mut Names, sink: &mut Sink) -> BTreeMap<String, Person> {
    if files.tree.get(PEOPLE).is_none() {
        names.people_unknown = true;
        sink.push(
            Finding::new(Code::Unreadable, "there is no `sources/people.yaml`")
                .at(PEOPLE, 0..0)
                .hint("create it with a list `people:` of those who write and review, each with `id` and `name`"),
        );
        return BTreeMap::new();
    }
    let today = files.context.today;
    let (raw, ()) =
        files.read(SourceKind::People, PEOPLE, sink, |lint, root, sink| people::check(lint, root, today, sink));
    let people: BTreeMap<String, Person> = raw
        .into_iter()
        .flat_map(|raw: RawPeople| raw.people)
        .map(|person| (person.id.clone(), lower::person(person)))
        .collect();
    let root = files.root(PEOPLE);
    names.people_unknown = root.is_none_or(|root| incomplete(root, "people"));
    let ids = root.into_iter().flat_map(|root| root.select("people[].id")).filter_map(|id| id.as_str());
    names.people = ids.map(|id| (id.to_owned(), people.get(id).cloned())).collect();
    people
}
