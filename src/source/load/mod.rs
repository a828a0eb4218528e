//! Every file of a project to its model; one bad file does not stop the others.

mod beside;
mod clinics;
mod design;
mod facts;
mod files;
mod instruments;
mod listed;
mod paths;
mod people;
mod reviews;
mod settings;
mod strays;
mod strings;
mod texts;
mod withdrawn;

use std::collections::{BTreeMap, BTreeSet};

use self::files::SourceFiles;
use self::paths::{STRINGS, stem};
use super::lint::prepare;
use super::names::Names;
use super::sources::Sources;
use crate::diag::Sink;
use crate::model::Project;
use crate::project::{FileOrigin, Tree};

pub use files::Context;
pub(crate) use instruments::shipped_instrument;
pub(crate) use listed::{TextFile, clinic_files, text_files};

/// Loads a project, and the files that findings may point into; no project where `project.yaml` itself cannot be used.
pub fn load(tree: &Tree, context: &Context, sink: &mut Sink) -> (Option<Project>, Sources) {
    let mut files = SourceFiles::new(tree, context);
    let project = load_project(&mut files, sink);
    (project, Sources::new(tree.files(), files.into_trees()))
}

fn load_project(files: &mut SourceFiles, sink: &mut Sink) -> Option<Project> {
    prepare();
    let (mut names, mut broken, mut broken_reviews) = (Names::default(), BTreeSet::new(), BTreeSet::new());
    let (settings, listed) = settings::load(files, sink);
    // Where `project.yaml` does not say, the texts are still read, so that all mistakes come at once.
    let languages: Vec<String> = if listed.is_empty() {
        files.tree.below(STRINGS).filter_map(|(path, _)| Some(stem(path, STRINGS)?.to_owned())).collect()
    } else {
        listed.iter().map(|lang| lang.code.clone()).collect()
    };
    texts::find(files, &languages, &mut names);
    let people = people::load(files, &mut names, sink);
    let facts = facts::load(files, &languages, &mut names, &mut broken, sink);
    let strings = strings::load(files, &languages, &listed, sink);
    let clinics = clinics::load(files, &listed, sink);
    let texts = texts::load(files, &languages, &names, &mut broken, sink);
    let records = reviews::load(files, &names, &mut broken_reviews, sink);
    let (mut sign_offs, mut withdrawals, mut reader_tests) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (key, record) in records {
        sign_offs.insert(key.clone(), record.sign_offs);
        withdrawals.insert(key.clone(), record.withdrawals);
        reader_tests.insert(key, record.reader_tests);
    }
    let withdrawn = withdrawn::load(files, &withdrawals, sink);
    let kept_facts = reviews::kept_facts(files, &sign_offs);
    let design_sign_offs = design::load(files, sink);
    settings::unknown_in_policy(files, &listed, &people, sink);
    let instruments = instruments::load(files, sink);
    settings::unknown_clinics(files, sink);
    settings::unused_languages(files, &listed, sink);
    check_layouts(files.tree, sink);
    if !listed.is_empty() {
        strays::report(files, &listed, sink);
    }
    Some(Project {
        settings: settings?,
        people,
        clinics,
        texts,
        broken,
        facts,
        strings,
        broken_reviews,
        sign_offs,
        withdrawals,
        withdrawn,
        makes_withdrawn: false,
        reader_tests,
        kept_facts,
        design_sign_offs,
        instruments,
    })
}

/// Reports layouts of the project that are no text.
fn check_layouts(tree: &Tree, sink: &mut Sink) {
    for (path, file) in tree.below("layouts/") {
        if path.ends_with(".typ") && file.origin == FileOrigin::Project {
            tree.text(path, sink);
        }
    }
}
