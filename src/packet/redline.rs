//! What changed between two editions: parts that are new, gone or moved, and words, one by one.

use similar::{ChangeTag, DiffTag, TextDiff, capture_diff_slices};

use super::edition::EditionPart;

/// What became of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartChange {
    /// Nothing.
    Same,
    /// It was not there before.
    New,
    /// It is gone: what it said.
    Gone(EditionPart),
    /// Its words are others.
    Words(Vec<ChangedLine>),
}

/// A line that differs, as runs of words.
pub type ChangedLine = Vec<WordRun>;

/// Words that stayed, came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordRun {
    /// In both editions.
    Kept(String),
    /// In the newer one alone.
    Added(String),
    /// In the older one alone.
    Removed(String),
}

/// A part of the newer edition, or one that is gone from it, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedPart {
    /// Its key.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// What became of its words.
    pub change: PartChange,
    /// Whether it stands elsewhere among the parts that both editions have.
    pub is_moved: bool,
}

/// Compares two editions: the parts of the newer one in its order, then those that are gone.
pub fn compare(older: &[EditionPart], newer: &[EditionPart]) -> Vec<ComparedPart> {
    let moved = moved(older, newer);
    let mut compared: Vec<ComparedPart> = newer
        .iter()
        .map(|part| {
            let before = older.iter().find(|old| old.key == part.key);
            let change = match before {
                None => PartChange::New,
                Some(before) if before.lines == part.lines => PartChange::Same,
                Some(before) => PartChange::Words(changed_lines(&before.lines, &part.lines)),
            };
            let (key, heading) = (part.key.clone(), part.heading.clone());
            ComparedPart { is_moved: moved.contains(&key), key, heading, change }
        })
        .collect();
    let gone = older.iter().filter(|old| !newer.iter().any(|part| part.key == old.key));
    compared.extend(gone.map(|old| ComparedPart {
        key: old.key.clone(),
        heading: old.heading.clone(),
        change: PartChange::Gone(old.clone()),
        is_moved: false,
    }));
    compared
}

/// The keys of parts that stand elsewhere: of those in both editions the fewest that must move.
fn moved(older: &[EditionPart], newer: &[EditionPart]) -> Vec<String> {
    fn keys<'a>(own: &'a [EditionPart], other: &[EditionPart]) -> Vec<&'a str> {
        own.iter().map(|p| p.key.as_str()).filter(|key| other.iter().any(|o| o.key == *key)).collect()
    }
    let (before, after) = (keys(older, newer), keys(newer, older));
    let ops = capture_diff_slices(similar::Algorithm::Lcs, &before, &after);
    let changed = ops.iter().filter(|op| op.tag() != DiffTag::Equal);
    changed.flat_map(|op| after.get(op.new_range()).unwrap_or_default()).map(|key| (*key).to_owned()).collect()
}

/// The lines that differ, each with the words that stayed around what came and went.
fn changed_lines(before: &[String], after: &[String]) -> Vec<ChangedLine> {
    let ops = capture_diff_slices(similar::Algorithm::Patience, before, after);
    let mut lines = Vec::new();
    for op in ops.iter().filter(|op| op.tag() != DiffTag::Equal) {
        let old = before.get(op.old_range()).unwrap_or_default();
        let new = after.get(op.new_range()).unwrap_or_default();
        let pairs = old.len().min(new.len());
        lines.extend(old.iter().zip(new).map(|(old, new)| changed_words(old, new)));
        lines.extend(old.iter().skip(pairs).map(|old| vec![WordRun::Removed(old.clone())]));
        lines.extend(new.iter().skip(pairs).map(|new| vec![WordRun::Added(new.clone())]));
    }
    lines
}

/// Two lines, word by word. Lines that have hardly a word in common are one that went and one that came.
fn changed_words(old: &str, new: &str) -> ChangedLine {
    let diff = TextDiff::from_words(old, new);
    if diff.ratio() < LEAST_ALIKE {
        return vec![WordRun::Removed(old.to_owned()), WordRun::Added(new.to_owned())];
    }
    let mut runs: Vec<WordRun> = Vec::new();
    for change in diff.iter_all_changes() {
        let words = change.value();
        let run = match (change.tag(), runs.last_mut()) {
            (ChangeTag::Equal, Some(WordRun::Kept(own)))
            | (ChangeTag::Delete, Some(WordRun::Removed(own)))
            | (ChangeTag::Insert, Some(WordRun::Added(own))) => {
                own.push_str(words);
                continue;
            }
            (ChangeTag::Equal, _) => WordRun::Kept(words.to_owned()),
            (ChangeTag::Delete, _) => WordRun::Removed(words.to_owned()),
            (ChangeTag::Insert, _) => WordRun::Added(words.to_owned()),
        };
        runs.push(run);
    }
    runs
}

/// Below this share of common words two lines are different ones.
const LEAST_ALIKE: f32 = 0.4;

#[cfg(test)]
mod tests {
    use super::*;

    fn part(key: &str, lines: &[&str]) -> EditionPart {
        EditionPart {
            key: key.to_owned(),
            heading: key.to_owned(),
            lines: lines.iter().map(|l| (*l).to_owned()).collect(),
        }
    }

    #[test]
    fn a_letter_that_changed_is_shown_and_nothing_else() {
        let before = [part("a", &["Two people are enough.", "Stay calm."]), part("b", &["Same."])];
        let after = [part("a", &["Two people are enoughs.", "Stay calm."]), part("b", &["Same."])];
        let compared = compare(&before, &after);
        let runs = vec![
            WordRun::Kept("Two people are ".to_owned()),
            WordRun::Removed("enough.".to_owned()),
            WordRun::Added("enoughs.".to_owned()),
        ];
        assert_eq!(compared[0].change, PartChange::Words(vec![runs]));
        assert_eq!(compared[1].change, PartChange::Same);
        assert!(compared.iter().all(|part| !part.is_moved));
    }

    #[test]
    fn parts_come_go_and_move() {
        let before = [part("a", &["1"]), part("b", &["2"]), part("c", &["3"]), part("d", &["4"])];
        let after = [part("c", &["3"]), part("a", &["1"]), part("b", &["2"]), part("e", &["5"])];
        let compared = compare(&before, &after);
        let moved: Vec<&str> = compared.iter().filter(|part| part.is_moved).map(|part| part.key.as_str()).collect();
        assert_eq!(moved, ["c"]);
        assert_eq!(compared[3].change, PartChange::New);
        assert_eq!(compared[4].change, PartChange::Gone(part("d", &["4"])));
    }

    #[test]
    fn lines_with_nothing_in_common_are_two() {
        let compared = compare(&[part("a", &["Call 911 now."])], &[part("a", &["Rest when you can."])]);
        let both = vec![WordRun::Removed("Call 911 now.".to_owned()), WordRun::Added("Rest when you can.".to_owned())];
        assert_eq!(compared[0].change, PartChange::Words(vec![both]));
    }
}
