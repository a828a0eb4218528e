//! Which texts are withdrawn: by their records, and by the marks beside them, which are written first and say the same.
//!
//! A text is brought back where both say so. What only one of them says is a finding, and the text stays withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use super::files::SourceFiles;
use super::paths::{REVIEWS, WITHDRAWN};
use crate::diag::{Code, Finding, Sink};
use crate::model::Withdrawal;

/// Id and language of a text.
type TextKey = (String, String);

/// The texts that are withdrawn, each with the withdrawal that rules: the latest.
pub(super) fn load(
    files: &SourceFiles,
    records: &BTreeMap<TextKey, Vec<Withdrawal>>,
    sink: &mut Sink,
) -> BTreeMap<TextKey, Withdrawal> {
    let marks = marks(files, sink);
    let keys: BTreeSet<&TextKey> = records.keys().chain(marks.keys()).collect();
    let none = Vec::new();
    let mut withdrawn = BTreeMap::new();
    for key in keys {
        let (record, mark) = (records.get(key).unwrap_or(&none), marks.get(key).unwrap_or(&none));
        let file = format!("{REVIEWS}{}.{}.yaml", key.0, key.1);
        let in_mark = |own: &Withdrawal| mark.iter().find(|other| other.is_same(own));
        let in_record = |own: &Withdrawal| record.iter().find(|other| other.is_same(own));
        // One that cannot be read says only that there is one.
        for own in mark.iter().filter(|own| in_record(own).is_none() && **own != unreadable()) {
            sink.push(changed(&file, format!("the withdrawal of {} was taken out of this record", own.on)));
        }
        let unmarked =
            |own: &&Withdrawal| own.taken_back.is_some() && in_mark(own).is_none_or(|m| m.taken_back.is_none());
        for own in record.iter().filter(unmarked) {
            sink.push(changed(
                &file,
                format!("somebody wrote into this record that the withdrawal of {} was taken back", own.on),
            ));
        }
        // What one of them alone says to be taken back is not.
        let by_record = record
            .iter()
            .filter(|own| own.taken_back.is_none() || in_mark(own).is_none_or(|mark| mark.taken_back.is_none()));
        let by_mark = mark
            .iter()
            .filter(|own| own.taken_back.is_none() || in_record(own).is_none_or(|record| record.taken_back.is_none()));
        if let Some(latest) = by_record.chain(by_mark).max_by(|a, b| a.on.cmp(&b.on)) {
            withdrawn.insert(key.clone(), latest.clone());
        }
    }
    withdrawn
}

/// What the marks say, by the texts that they are of.
fn marks(files: &SourceFiles, sink: &mut Sink) -> BTreeMap<TextKey, Vec<Withdrawal>> {
    let mut marks = BTreeMap::new();
    for (path, file) in files.tree.below(WITHDRAWN) {
        let name = path.strip_prefix(WITHDRAWN).and_then(|name| name.strip_suffix(".json"));
        let Some((id, lang)) = name.and_then(|name| name.rsplit_once('.')) else { continue };
        let read = serde_json::from_slice::<Vec<Withdrawal>>(&file.bytes);
        if let Err(problem) = &read {
            let what = format!("this mark of a withdrawal cannot be read ({problem}), so the text counts as withdrawn");
            sink.push(Finding::new(Code::BadReview, what).at(path, 0..0).hint(COPY));
        }
        let unread = || vec![unreadable()];
        marks.insert((id.to_owned(), lang.to_owned()), read.unwrap_or_else(|_| unread()));
    }
    marks
}

/// What to do about records that nobody should edit.
const COPY: &str =
    "get the file back from a copy of the folder: files in `reviews/` are written by handout, never by hand";

fn changed(file: &str, what: String) -> Finding {
    Finding::new(Code::BadReview, what)
        .at(file, 0..0)
        .hint(COPY)
        .hint("the text stays withdrawn; `handout withdraw ID --take-back` is the way to bring it back")
}

/// The withdrawal that a mark stands for that cannot be read.
fn unreadable() -> Withdrawal {
    Withdrawal {
        on: "an unknown day".to_owned(),
        by: "somebody".to_owned(),
        reason: "the mark of its withdrawal cannot be read".to_owned(),
        revision: None,
        digest: None,
        replaced_by: None,
        answers: Vec::new(),
        taken_back: None,
    }
}
