//! What stands in the fields of a form, and the names and states under which this program keeps it.

use std::collections::BTreeMap;

/// What stands in the fields, by qualified name: words, or the state of a button. What is empty is not there.
pub type FieldValues = BTreeMap<String, String>;

/// How many letters of each answer stand on the page for what did not fit, by the mark of its question.
pub type RestLengths = BTreeMap<String, usize>;

/// The key of [`RestLengths`] in the field for what did not fit: marks and lengths in turn. It is ours alone (ISO
/// 32000-1, annex E), and viewers keep it.
pub const MOVED: &str = "HandoutMoved";

/// The state of a ticked box (ISO 32000-1, 12.7.4.2.3).
pub const ON: &str = "Yes";

/// The name of the font of answers among the form's resources (`DR`, ISO 32000-1, 12.7.2).
pub const RESOURCE: &str = "Atk";

/// The most fields that a form may have.
pub const MOST_FIELDS: usize = 20_000;
