//! `project.yaml`: what the project makes, and for whom.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::files::SourceFiles;
use super::paths::{CLINICS, GUIDES, PROJECT, WORKSHEETS, stem, text_key};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::model::policy::same_field;
use crate::model::{CopyPlace, KindPolicy, Person, ReviewPolicy, Settings, settings};
use crate::source::checks::ids::{is_id, unknown};
use crate::source::checks::project;
use crate::source::lower::line;
use crate::source::raw::{RawKindPolicy, RawProject, RawReviewPolicy, SourceKind};

/// A language that `project.yaml` lists, also where the file has mistakes.
pub(super) struct ListedLanguage {
    /// Its ISO 639-1 code, as it was typed.
    pub(super) code: String,
    /// Where it stands: bytes of `project.yaml`.
    pub(super) place: Range<usize>,
}

/// The settings where nothing is wrong with them, and the languages that they list.
pub(super) fn load(files: &mut SourceFiles, sink: &mut Sink) -> (Option<Settings>, Vec<ListedLanguage>) {
    let (raw, ()) = files.read(SourceKind::Project, PROJECT, sink, project::check);
    let settings = raw.map(|raw: RawProject| Settings {
        review: policy(raw.review, &raw.languages),
        papers: raw.papers,
        languages: raw.languages,
        products: raw.products,
        clinics: raw.clinics,
        publisher: line(&raw.publisher),
        thickness: settings::millimetres(raw.print.map_or(0.1, |print| print.thickness)),
        places: raw.places.into_iter().map(|own| CopyPlace { id: own.id, name: line(&own.name) }).collect(),
    });
    let nodes = files.root(PROJECT).map(|root| root.select("languages[]")).unwrap_or_default();
    let listed = nodes
        .into_iter()
        .filter_map(|n| Some(ListedLanguage { code: n.as_str()?.to_owned(), place: n.range.clone() }))
        .collect();
    (settings, listed)
}

/// The policy with what is not stated as it is by rule.
fn policy(raw: RawReviewPolicy, languages: &[String]) -> ReviewPolicy {
    let months = raw.months;
    let kind = |own: Option<RawKindPolicy>| KindPolicy {
        months: own.as_ref().and_then(|own| own.months).unwrap_or(months),
        reviewers: own.as_ref().and_then(|own| own.reviewers).unwrap_or(1),
        specialist: own.and_then(|own| own.specialist).map(|field| line(&field)),
    };
    ReviewPolicy {
        guide: kind(raw.guide),
        worksheet: kind(raw.worksheet),
        facts: kind(raw.facts),
        translation: raw.translation.map(|own| kind(Some(own))),
        original: raw.original.or_else(|| languages.first().cloned()).unwrap_or_default(),
        grace: raw.grace.unwrap_or_default(),
        overdue: raw.overdue.unwrap_or_default(),
        licence: raw.licence.unwrap_or_default(),
    }
}

/// Tells of languages that `project.yaml` lists and no text is written in.
pub(super) fn unused_languages(files: &SourceFiles, listed: &[ListedLanguage], sink: &mut Sink) {
    let written = |lang: &str| {
        [GUIDES, WORKSHEETS].iter().any(|folder| {
            files.tree.below(folder).any(|(path, _)| text_key(path, folder).is_some_and(|(_, l)| l == lang))
        })
    };
    if !listed.iter().any(|lang| written(&lang.code)) {
        return;
    }
    for lang in listed.iter().filter(|lang| (files.context.speaks)(&lang.code) && !written(&lang.code)) {
        let code = &lang.code;
        let finding = Finding::new(Code::UnknownId, format!("no text of the project is written in `{code}` yet"))
            .at(PROJECT, lang.place.clone())
            .hint(format!(
                "write `sources/guides/<id>/{code}.yaml` beside the texts that are there, or take `{code}` out"
            ));
        sink.push(Finding { severity: Severity::Hint, ..finding });
    }
}

/// Reports fields of specialists that nobody has, and an original language that the project does not have.
pub(super) fn unknown_in_policy(
    files: &mut SourceFiles,
    listed: &[ListedLanguage],
    people: &BTreeMap<String, Person>,
    sink: &mut Sink,
) {
    let Some(root) = files.root(PROJECT) else { return };
    for node in root.select("review.*.specialist") {
        let Some(field) = node.as_str().filter(|field| !field.trim().is_empty()) else { continue };
        let has = |person: &Person| person.specialties.iter().any(|own| same_field(own, field));
        if !people.is_empty() && !people.values().any(has) {
            let what = format!(
                "nobody in `people.yaml` is a specialist in `{field}`, so nothing that needs one can be reviewed"
            );
            let hint = format!("give whoever is one `specialties: [{field}]`");
            let finding = Finding::new(Code::UnknownId, what).at(PROJECT, node.range.clone()).hint(hint);
            sink.push(Finding { severity: Severity::Warning, ..finding });
        }
    }
    for node in root.select("review.original") {
        if let Some(code) = node.as_str().filter(|code| !listed.iter().any(|lang| lang.code == *code)) {
            sink.push(unknown(PROJECT, node, "language", code, listed.iter().map(|lang| lang.code.as_str())));
        }
    }
}

/// Reports clinics that `project.yaml` names and the project does not have.
pub(super) fn unknown_clinics(files: &mut SourceFiles, sink: &mut Sink) {
    let tree = files.tree;
    let written: BTreeSet<&str> = tree.below(CLINICS).filter_map(|(path, _)| stem(path, CLINICS)).collect();
    // Clinics whose file has another name than their id.
    let id_of = |files: &mut SourceFiles, stem: &str| {
        let id = files.root(&format!("{CLINICS}{stem}.yaml"))?.get("id")?.as_str()?;
        (id != stem).then(|| id.to_owned())
    };
    let misnamed: BTreeMap<&str, String> =
        written.iter().filter_map(|stem| Some((*stem, id_of(files, stem)?))).collect();
    let nodes = files.root(PROJECT).map(|root| root.select("clinics[]")).unwrap_or_default();
    for node in nodes {
        if let Some(id) = node.as_str()
            && !written.contains(id)
        {
            let own = |stem: &&&str| misnamed.get(**stem).is_some_and(|named| named == id);
            if let Some(stem) = written.iter().find(own) {
                if !is_id(stem) {
                    // Told at the file.
                    continue;
                }
                sink.push(
                    Finding::new(Code::UnknownId, format!("there is no file `{CLINICS}{id}.yaml`"))
                        .at(PROJECT, node.range.clone())
                        .hint(format!("rename the file `{stem}.yaml`, which is of the clinic `{id}`, to `{id}.yaml`")),
                );
                continue;
            }
            sink.push(unknown(PROJECT, node, "clinic", id, written.iter().copied()));
        }
    }
}
