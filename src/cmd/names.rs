//! Names on the command line that the project does not have.

use crate::diag::nearest;
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
            return Err(format!("the project has no {what} `{name}`{}", did_you_mean(name, known)));
        }
    }
    Ok(())
}

/// The nearest of the known names, in brackets after a blank; empty where none is near.
pub(crate) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"))
}
