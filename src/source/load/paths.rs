//! Where the files of each kind stand, and what their names say.

pub(super) const PROJECT: &str = "sources/project.yaml";
pub(super) const PEOPLE: &str = "sources/people.yaml";
pub(super) const CLINICS: &str = "sources/clinics/";
pub(super) const FACTS: &str = "sources/facts/";
pub(super) const STRINGS: &str = "sources/strings/";
pub(super) const GUIDES: &str = "sources/guides/";
pub(super) const WORKSHEETS: &str = "sources/worksheets/";
pub(super) const REVIEWS: &str = "sources/reviews/";
pub(super) const WITHDRAWN: &str = "sources/reviews/withdrawn/";
pub(super) const INSTRUMENTS: &str = "sources/instruments/";
pub(super) const DESIGN_REVIEWS: &str = "sources/reviews/design.yaml";

/// `<stem>` of `<folder><stem>.yaml`.
pub(super) fn stem<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_suffix(".yaml")
}

/// Name and language of `<folder><name>.<lang>.yaml`.
pub(super) fn name_and_lang<'a>(path: &'a str, folder: &str) -> Option<(&'a str, &'a str)> {
    stem(path, folder)?.rsplit_once('.')
}

/// Id and language of `<folder><id>/<lang>.yaml`.
pub(super) fn text_key<'a>(path: &'a str, folder: &str) -> Option<(&'a str, &'a str)> {
    stem(path, folder)?.split_once('/')
}

/// The code of the language that a name speaks of.
pub(super) fn language(typed: &str) -> String {
    let small = typed.trim().to_lowercase();
    match small.as_str() {
        "english" | "eng" | "ingles" | "inglés" => "en".to_owned(),
        "spanish" | "espanol" | "español" | "castellano" | "esp" | "spa" | "sp" => "es".to_owned(),
        other => other.split(['-', '_']).next().unwrap_or_default().to_owned(),
    }
}
