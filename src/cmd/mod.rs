//! The commands, one file each.

pub mod build;
pub mod check;
pub mod extract;
pub mod fields;
mod file_name;
pub mod fill;
pub mod flatten;
mod folder;
mod form;
mod places;
pub mod proof;
pub mod release;
pub mod review;
pub mod schema;
pub mod status;

use chrono::NaiveDate;

use crate::cli::exit::Exit;
use crate::cli::options::Global;
use crate::diag::{Severity, Sink};
use crate::engine::{Base, fonts::Fonts};
use crate::job;
use crate::model::Project;
use crate::project::Tree;
use crate::source::Sources;

/// A project as read, with what was found on the way.
pub(crate) struct Loaded {
    pub(crate) tree: Tree,
    pub(crate) sources: Sources,
    pub(crate) project: Option<Project>,
    pub(crate) sink: Sink,
    pub(crate) fonts: Fonts,
}

/// Reads a project from disk.
pub(crate) fn read(global: &Global, today: NaiveDate) -> Result<Loaded, String> {
    let tree = Tree::read(&global.root).map_err(|e| e.to_string())?;
    Ok(loaded(tree, today))
}

/// Loads a project whose files are read.
pub(crate) fn loaded(tree: Tree, today: NaiveDate) -> Loaded {
    let fonts = Fonts::load(&tree);
    let mut sink = Sink::default();
    let (project, sources) = job::load(&tree, &fonts, today, &mut sink);
    Loaded { sources, tree, project, sink, fonts }
}

impl Loaded {
    /// What all documents share.
    pub(crate) fn base(tree: &Tree, fonts: Fonts) -> Base {
        Base::new(tree, fonts)
    }
}

/// 1 where a finding is an error.
pub(crate) fn exit(findings: &[crate::diag::Finding]) -> Exit {
    if findings.iter().any(|f| f.severity == Severity::Error) { Exit::Findings } else { Exit::Done }
}
