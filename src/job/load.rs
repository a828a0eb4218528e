//! A project from its files, with what the program itself knows of fonts, logos and languages.

use chrono::NaiveDate;

use crate::diag::Sink;
use crate::engine::fonts::Fonts;
use crate::engine::{image, picture};
use crate::model::Project;
use crate::project::Tree;
use crate::review::credit;
use crate::review::digest::Digest;
use crate::source::Sources;
use crate::source::load::Context;

/// Loads a project, and the files that findings may point into; no project where `project.yaml` itself cannot be used.
/// States are judged on the day `today`.
pub fn load(tree: &Tree, fonts: &Fonts, today: NaiveDate, sink: &mut Sink) -> (Option<Project>, Sources) {
    let context = Context {
        covers: &|c| fonts.covers(c),
        today,
        speaks: &credit::speaks,
        sha256: &|bytes| Digest::of(bytes).as_str().to_owned(),
        own_sentences: &credit::own_sentences(),
        logo_problem: &image::problem,
        picture_flaw: &picture::flaw,
    };
    crate::source::load::load(tree, &context, sink)
}
