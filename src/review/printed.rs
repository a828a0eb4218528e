//! The facts that a text prints, one by one: whether each is what was signed, whatever became of the others in its file.
//!
//! What cannot be told is not what was signed.

use std::collections::BTreeSet;

use serde_json::Value;

use super::digest::{CANON, canonical_facts};
use crate::model::Facts;

/// Whether those of `facts` that have these ids stand in a signed canonical JSON of a version as they are now: every word,
/// number, day and picture of them.
pub(super) fn stand_in(signed: &str, canon: u32, facts: &Facts, ids: &BTreeSet<String>) -> bool {
    let (Ok(signed), Some(now)) = (serde_json::from_str::<Value>(signed), of_ids(facts, ids, canon)) else {
        return false;
    };
    let same = |key: &&str| signed.get(key).is_some_and(|value| now.get(key) == Some(value));
    ["canon", "kind", "id", "lang"].iter().all(same)
        && ids.iter().all(|id| fact(&signed, id).is_some_and(|own| fact(&now, id) == Some(own)))
        && list(&now, "figures").iter().all(|figure| list(&signed, "figures").contains(figure))
}

/// The canonical JSON of the facts with these ids and of their pictures.
fn of_ids(facts: &Facts, ids: &BTreeSet<String>, canon: u32) -> Option<Value> {
    let printed = facts.facts.iter().filter(|fact| ids.contains(&fact.id)).cloned().collect();
    let mut own = Facts { facts: printed, ..facts.clone() };
    // In the newest version, which writes everything; any word may be the id of a picture.
    let all: Value = serde_json::from_str(&canonical_facts(&own, CANON)?).ok()?;
    let mut words = BTreeSet::new();
    strings(all.get("facts")?, &mut words);
    own.figures.retain(|figure| words.contains(figure.id.as_str()));
    serde_json::from_str(&canonical_facts(&own, canon)?).ok()
}

/// The fact of an id, where there is exactly one.
fn fact<'v>(facts: &'v Value, id: &str) -> Option<&'v Value> {
    let mut own = list(facts, "facts").iter().filter(|fact| fact.get("id").is_some_and(|own| own == id));
    own.next().filter(|_| own.next().is_none())
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Every string of a value.
fn strings<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => drop(found.insert(text)),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(map) => map.values().for_each(|value| strings(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
