//! Files that nothing reads.

use super::files::SourceFiles;
use super::paths::{FACTS, GUIDES, PEOPLE, PROJECT, WORKSHEETS, language, text_key};
use super::settings::ListedLanguage;
use super::strings::spoken;
use crate::diag::{Code, Finding, Sink, list};
use crate::project::FileOrigin;

/// Reports the files below `sources/` that nothing reads, once all others are read.
pub(super) fn report(files: &SourceFiles, listed: &[ListedLanguage], sink: &mut Sink) {
    // `languages: [English]`: told there.
    let misnamed = |path: &str| {
        let lang = path.strip_suffix(".yaml").and_then(|path| path.rsplit(['/', '.']).next());
        listed.iter().any(|listed| Some(listed.code.as_str()) != lang && Some(language(&listed.code).as_str()) == lang)
    };
    for (path, file) in files.tree.below("sources/") {
        let known = files.is_read(path) || file.origin == FileOrigin::Default || path == PROJECT || path == PEOPLE;
        let aside = path.ends_with("README.md") || path.ends_with(".schema.json");
        if !known && !aside && !misnamed(path) {
            sink.push(Finding::new(Code::StrayFile, "nothing reads this file").at(path, 0..0).hint(hint(files, path)));
        }
    }
}

/// What to do with a file that nothing reads.
fn hint(files: &SourceFiles, path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_there = |name: &str| files.tree.get(&format!("{folder}/{name}")).is_some();
    if path.ends_with(".yml") {
        return "rename it so that it ends in `.yaml`".to_owned();
    }
    if let Some(original) = copied(name)
        && (is_there(&original) || !name.ends_with(".txt"))
    {
        return format!("it looks like a copy of `{original}`: move it out of `sources/`");
    }
    if let Some(end) = name.find(".yaml.") {
        let (own, added) = (&name[..end + 5], &name[end + 5..]);
        return if is_there(own) {
            format!("it looks like a copy of `{own}`: move it out of `sources/`")
        } else {
            format!("a program added `{added}` to the name: rename it to `{own}`")
        };
    }
    if let Some((_, lang)) = [GUIDES, WORKSHEETS].iter().find_map(|folder| text_key(path, folder))
        && !lang.contains('/')
    {
        return language_hint(files, lang, &is_there);
    }
    if let Some(place) = belongs(files, path) {
        return place;
    }
    let hint = if path.starts_with(GUIDES) || path.starts_with(WORKSHEETS) {
        "texts are `guides/<id>/<lang>.yaml` and `worksheets/<id>/<lang>.yaml`: rename it, or move it out of `sources/`"
    } else if path.starts_with(FACTS) {
        "facts are `facts/<region>.<lang>.yaml`: rename it, or move it out of `sources/`"
    } else {
        "move it out of `sources/`, where only files stand that handout knows"
    };
    hint.to_owned()
}

/// What to do with a text whose file is not called by a language of the project.
fn language_hint(files: &SourceFiles, typed: &str, is_there: &dyn Fn(&str) -> bool) -> String {
    let code = language(typed);
    let known = spoken(files);
    if code != typed && known.contains(&code.as_str()) {
        return if is_there(&format!("{code}.yaml")) {
            format!("`{code}.yaml` stands beside it: move one of them out of `sources/`")
        } else {
            format!("files are called by the code of their language: rename it to `{code}.yaml`")
        };
    }
    if known.contains(&typed) {
        return format!(
            "the project has no language `{typed}`: add it to `languages` in project.yaml, or move the file out of `sources/`"
        );
    }
    format!(
        "handout has no language `{typed}`, only {}: rename it, or move it out of `sources/`",
        list(known.iter().copied())
    )
}

/// The file that one is a copy of, by its name.
fn copied(name: &str) -> Option<String> {
    let name = name.strip_suffix(".txt").unwrap_or(name);
    if let Some(original) = ["~", ".bak", ".old", ".orig"].iter().find_map(|end| name.strip_suffix(end)) {
        return Some(original.to_owned());
    }
    let stem = name.strip_suffix(".yaml")?;
    let small = stem.to_lowercase();
    for begin in ["copy of ", "copia de "] {
        if small.starts_with(begin) {
            return Some(format!("{}.yaml", &stem[begin.len()..]));
        }
    }
    let cut = small.find(" - copy").or_else(|| small.find(" - copia")).or_else(|| small.find(" copy"));
    let counted = || {
        let (before, count) = small.strip_suffix(')')?.rsplit_once('(')?;
        count.chars().all(|c| c.is_ascii_digit()).then(|| before.trim_end().len())
    };
    let end = cut.or_else(counted)?;
    Some(format!("{}.yaml", stem.get(..end)?))
}

/// Where a text belongs that stands in another folder.
fn belongs(files: &SourceFiles, path: &str) -> Option<String> {
    let mut steps = path.strip_suffix(".yaml")?.rsplit('/');
    let (name, folder) = (steps.next()?, steps.next()?);
    let lang = language(name);
    let text = files.tree.get(path).map(|file| String::from_utf8_lossy(&file.bytes))?;
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    let home = match (has("sections:") || has("faq:"), has("parts:")) {
        (true, false) => GUIDES,
        (false, true) => WORKSHEETS,
        (true, true) | (false, false) => return None,
    };
    let what = if home == GUIDES { "guide" } else { "worksheet" };
    let is_lang = spoken(files).contains(&lang.as_str());
    let id = match (is_lang, folder) {
        (true, "sources" | "guides" | "worksheets") => "<id>",
        (true, folder) => folder,
        (false, _) => name,
    };
    let lang = if is_lang { lang.as_str() } else { "<lang>" };
    Some(format!("a {what} belongs in `{home}{id}/{lang}.yaml`: move it there"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_names() {
        for name in ["en - Copy.yaml", "en - Copy (2).yaml", "en copy.yaml", "en (1).yaml", "Copy of en.yaml"] {
            assert_eq!(copied(name).as_deref(), Some("en.yaml"), "{name}");
        }
        for name in ["en - copia.yaml", "en.yaml~", "en.yaml.bak", "Copia de en.yaml"] {
            assert_eq!(copied(name).as_deref(), Some("en.yaml"), "{name}");
        }
        assert_eq!(copied("en.yaml"), None);
    }

    #[test]
    fn languages_are_known_by_their_names() {
        for (typed, code) in [("English", "en"), ("en-US", "en"), ("sp", "es"), ("Español", "es"), ("fr", "fr")] {
            assert_eq!(language(typed), code);
        }
    }
}
