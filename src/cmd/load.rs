//! A project as the commands load it.

use chrono::NaiveDate;

use super::exit;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::Sink;
use crate::engine::fonts::Fonts;
use crate::job;
use crate::model::Project;
use crate::project::Tree;
use crate::source::Sources;

/// A project as read, with what was found on the way.
pub(crate) struct Loaded {
    /// Its files over the embedded ones.
    pub(crate) tree: Tree,
    /// The files that findings may point into.
    pub(crate) sources: Sources,
    /// What they say; `None` where `project.yaml` itself cannot be used.
    pub(crate) project: Option<Project>,
    /// What was found.
    pub(crate) sink: Sink,
    /// The fonts among its files.
    pub(crate) fonts: Fonts,
}

/// Loads the project of a run.
///
/// # Errors
/// Where its files cannot be read.
pub(crate) fn load(global: &Global, today: NaiveDate) -> Result<Loaded, Failure> {
    Ok(load_tree(read(global)?, today))
}

/// A project that can be used, of which the findings were said.
pub(crate) struct SaidProject {
    /// Its files over the embedded ones.
    pub(crate) tree: Tree,
    /// What they say.
    pub(crate) project: Project,
    /// How a run ends that does nothing but show it.
    pub(crate) exit: Exit,
}

/// Loads the project of a run and says what was found; `None` where `project.yaml` itself cannot be used.
///
/// # Errors
/// Where its files cannot be read.
pub(crate) fn load_said(
    global: &Global,
    today: NaiveDate,
    terminal: &mut Terminal,
) -> Result<Option<SaidProject>, Failure> {
    let Loaded { tree, sources, project, sink, .. } = load(global, today)?;
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    Ok(project.map(|project| SaidProject { tree, project, exit: exit(&findings) }))
}

/// Loads a project whose files are read.
pub(crate) fn load_tree(tree: Tree, today: NaiveDate) -> Loaded {
    let fonts = Fonts::load(&tree);
    let mut sink = Sink::default();
    let (project, sources) = job::load(&tree, &fonts, today, &mut sink);
    Loaded { tree, sources, project, sink, fonts }
}

/// Reads the files of the project of a run.
///
/// # Errors
/// Where one cannot be read.
pub(crate) fn read(global: &Global) -> Result<Tree, Failure> {
    Ok(Tree::read(&global.root)?)
}
