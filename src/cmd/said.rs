//! Words on the command line that go into records: names and reasons.

use crate::cli::exit::Failure;
use crate::model::Project;

/// Words in one line, without what a terminal would act on; `what` is needed by an option.
///
/// # Errors
/// Where nothing is left.
pub(super) fn in_words(text: &str, option: &str, what: &str) -> Result<String, Failure> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let usable = !text.is_empty() && !text.chars().any(char::is_control);
    usable.then_some(text).ok_or_else(|| format!("{option} needs {what}").into())
}

/// Who does something: a person of `people.yaml` by the id, or a name.
///
/// # Errors
/// Where there is no name.
pub(super) fn signed_by(project: &Project, by: &str) -> Result<String, Failure> {
    let by = in_words(by, "--by", "the name of the person who does this, or the id in people.yaml")?;
    Ok(project.people.get(&by).map_or(by, |person| person.name.clone()))
}
