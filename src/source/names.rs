//! What files may name in one another: ids, known even where a file has mistakes.

use std::collections::{BTreeMap, BTreeSet};

use super::yaml::YamlNode;
use crate::model::Person;

/// The ids that other files may name.
#[derive(Default)]
pub(crate) struct Names {
    /// The ids of `people.yaml`, each with its person where nothing is wrong with the file.
    pub(crate) people: BTreeMap<String, Option<Person>>,
    /// `people.yaml` cannot be read, so that nobody can say who is missing from it.
    pub(crate) people_unknown: bool,
    /// Languages of which a facts file cannot be read, so that nobody can say what it lacks.
    pub(crate) facts_unknown: BTreeSet<String>,
    /// The ids of the facts of each language.
    pub(crate) facts: BTreeMap<String, BTreeSet<String>>,
    /// The ids of the facts of each language by their titles.
    pub(crate) fact_titles: BTreeMap<String, BTreeMap<String, String>>,
    /// The languages of each worksheet, with its title where it can be read.
    pub(crate) worksheets: BTreeMap<String, BTreeMap<String, Option<String>>>,
    /// The ids of guides.
    pub(crate) guides: BTreeSet<String>,
}

/// Whether a file does not name all that it lists under a key.
pub(crate) fn incomplete(root: &YamlNode, list: &str) -> bool {
    root.get(list)
        .is_none_or(|list| list.items().iter().any(|item| item.get("id").and_then(YamlNode::as_str).is_none()))
}
