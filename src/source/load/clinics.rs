//! Clinics with their logos.

use std::collections::BTreeMap;

use super::files::SourceFiles;
use super::paths::{CLINICS, FACTS, name_and_lang, stem};
use super::settings::ListedLanguage;
use crate::diag::Sink;
use crate::model::Clinic;
use crate::source::checks::{clinics, regions};
use crate::source::lower;
use crate::source::raw::SourceKind;

/// The clinics by id; they must say what they say in each language of `listed` that the program speaks.
pub(super) fn load(files: &mut SourceFiles, listed: &[ListedLanguage], sink: &mut Sink) -> BTreeMap<String, Clinic> {
    let mut all = BTreeMap::new();
    let (tree, context) = (files.tree, files.context);
    let languages: Vec<&str> = listed.iter().map(|l| l.code.as_str()).filter(|l| (context.speaks)(l)).collect();
    let logo = |name: &str| {
        let file = tree.get(&format!("{CLINICS}{name}"))?;
        Some((context.logo_problem)(name, &file.bytes))
    };
    let with_facts: Vec<&str> = tree.below(FACTS).filter_map(|(path, _)| Some(name_and_lang(path, FACTS)?.0)).collect();
    for (path, _) in tree.below(CLINICS) {
        let Some(id) = stem(path, CLINICS) else {
            if path.ends_with(".svg") || path.ends_with(".png") {
                files.mark_read(path);
            }
            continue;
        };
        // What lacks a language holds back no text in another one.
        let mut lacking = Sink::default();
        let (raw, ()) = files.read(SourceKind::Clinic, path, sink, |lint, root, sink| {
            clinics::check(lint, root, id, &logo, sink);
            clinics::check_languages(lint, root, &languages, &mut lacking);
            regions::check(lint, root, &with_facts, sink);
        });
        sink.extend(lacking.into_sorted());
        let phone = files.root(path).and_then(|root| root.get("phone")?.as_str().map(str::to_owned));
        if let Some(phone) = phone {
            files.numbers.add_clinic(&phone);
        }
        if let Some(clinic) = raw.and_then(|raw| lower::clinic(raw, tree)) {
            all.insert(id.to_owned(), clinic);
        }
    }
    all
}
