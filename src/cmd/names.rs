//! Names on the command line that the project does not have.

use std::collections::BTreeSet;

use crate::diag::{list, nearest};
use crate::job::Selection;
use crate::model::Project;

/// Refuses names on the command line that the project does not have.
///
/// # Errors
/// The first of them, with the nearest name that the project has.
pub(crate) fn check_names(project: &Project, selection: &Selection) -> Result<(), String> {
    let broken = project.broken.iter().filter(|(id, _)| !id.starts_with("facts-"));
    let ids: Vec<&str> = project.texts.keys().chain(broken).map(|(id, _)| id.as_str()).collect();
    let langs: Vec<&str> = project.settings.languages.iter().map(String::as_str).collect();
    let clinics: Vec<&str> = project.settings.clinics.iter().map(String::as_str).collect();
    for (what, given, known) in
        [("text", &selection.ids, ids), ("language", &selection.langs, langs), ("clinic", &selection.clinics, clinics)]
    {
        if let Some(name) = given.iter().find(|name| !known.contains(&name.as_str())) {
            if what == "clinic" && project.clinics.contains_key(name) {
                return Err(format!(
                    "the clinic `{name}` is not in `clinics:` of project.yaml; its file is there, so add it"
                ));
            }
            return Err(format!("the project has no {what} `{name}`{}", did_you_mean(name, known)));
        }
    }
    Ok(())
}

/// The nearest of the known names, in brackets after a blank; where none is near, some of them.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: BTreeSet<&str> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!(" (did you mean `{near}`?)"),
        None if known.is_empty() => " (it has none yet)".to_owned(),
        None => {
            let shown = list(known.iter().copied().take(SHOWN));
            let more = known.len().saturating_sub(SHOWN);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            format!(" (there is {shown}{more})")
        }
    }
}

/// How many known names are shown.
const SHOWN: usize = 8;
