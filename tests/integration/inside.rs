//! A project in memory: its files changed, its data files, states and pages looked at.

use std::sync::LazyLock;

use handout::audit::pages::Pages;
use handout::diag::{Files, Finding, Severity, Sink};
use handout::engine::{self, Base, fonts::Fonts};
use handout::job::{self, Fitted, Fitting, Job, Made, Options, Prints, Selection, Setting, Shared, Stopwatch};
use handout::model::Print;
use handout::project::Tree;
use handout::review::credit;
use handout::source::load::{Context, Project, load};
use typst_layout::PagedDocument;

use crate::support::{TODAY, root};

/// The files of the reviewed fixture over the defaults.
pub(crate) fn reviewed() -> Tree {
    Tree::read(&root().join("tests/fixtures/reviewed")).expect("the fixture can be read")
}

/// The files of this repository's own project.
pub(crate) fn shipped() -> Tree {
    Tree::read(root()).expect("the repository can be read")
}

/// The fonts, loaded once.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::load(&Tree::defaults()));

/// The text of a file.
#[track_caller]
pub(crate) fn text(tree: &Tree, path: &str) -> String {
    let file = tree.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(file.bytes.to_vec()).unwrap_or_else(|_| panic!("{path} is no text"))
}

/// Replaces words that stand in a file exactly once.
#[track_caller]
pub(crate) fn edit(tree: &mut Tree, path: &str, from: &str, to: &str) {
    let before = text(tree, path);
    assert_eq!(before.matches(from).count(), 1, "`{from}` in {path}");
    tree.insert(path, before.replacen(from, to, 1));
}

/// A loaded project with what was found.
pub(crate) fn project(tree: &Tree) -> (Option<Project>, Sink) {
    let mut sink = Sink::default();
    let today = TODAY.parse().expect("a date");
    let project = load(tree, &Context { covers: &|c| FONTS.covers(c), today }, &mut sink);
    (project, sink)
}

/// Every job of a project.
pub(crate) fn jobs(project: &Project) -> Vec<Job<'_>> {
    job::plan(project, &Selection::default(), TODAY.parse().expect("a date"), &mut Sink::default()).jobs
}

/// The data file of a job.
pub(crate) fn data(job: &Job) -> serde_json::Value {
    let lines = engine::lines(job);
    let credits =
        credit::credits(&job.text.head, job.judged(), job.clinic, job.publisher).expect("a language with sentences");
    engine::data::data(job, &lines, &credits, &FONTS.families(), job::ways(job.product)[0])
}

/// What all documents of a tree share.
pub(crate) fn base(tree: &Tree) -> Base {
    Base::new(tree, Fonts::load(tree))
}

/// The findings of making a job.
pub(crate) fn make(base: &Base, job: &Job) -> Vec<Finding> {
    let mut sink = Sink::default();
    made(base, job, &Files::new(), &[Print::Office], &mut sink);
    sink.into_sorted()
}

/// Every document of a tree is made; hints alone may be said of it.
#[track_caller]
pub(crate) fn all_pass(tree: &Tree) {
    let (loaded, sink) = project(tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let loaded = loaded.expect("a project");
    let base = base(tree);
    for job in jobs(&loaded) {
        let findings = make(&base, &job);
        assert!(findings.iter().all(|f| f.severity == Severity::Hint), "{}: {findings:#?}", job.stem());
    }
}

/// A job, made.
pub(crate) fn made(base: &Base, job: &Job, files: &Files, prints: &[Print], sink: &mut Sink) -> Made {
    let stopwatch = Stopwatch::stopped();
    let shared = Shared { base, files, asked: &[], stopwatch: &stopwatch };
    let options =
        Options { export: true, prints: Prints { asked: prints.to_vec(), ..Prints::default() }, ..Options::default() };
    job::make(job, &shared, &options, sink)
}

/// The laid-out document of a job, in the first way in which it fits.
#[track_caller]
pub(crate) fn document(base: &Base, job: &Job) -> PagedDocument {
    fitted(base, job).document
}

/// The same, with how it was set.
#[track_caller]
fn fitted(base: &Base, job: &Job) -> Fitted {
    let (stopwatch, files) = (Stopwatch::stopped(), Files::new());
    let shared = Shared { base, files: &files, asked: &[], stopwatch: &stopwatch };
    let lines = engine::lines(job);
    let credits =
        credit::credits(&job.text.head, job.judged(), job.clinic, job.publisher).expect("a language with sentences");
    let mut sink = Sink::default();
    match (Setting { job, shared: &shared, lines: &lines, credits: &credits }).fit(&mut sink) {
        Fitting::Set(fitted) => fitted,
        _ => panic!("{:?}", sink.into_sorted()),
    }
}

/// The pages of a job, audited.
#[track_caller]
pub(crate) fn pages(base: &Base, job: &Job) -> Pages {
    let mut sink = Sink::default();
    let Fitted { fit, document } = fitted(base, job);
    let lines = engine::lines(job);
    let credits =
        credit::credits(&job.text.head, job.judged(), job.clinic, job.publisher).expect("a language with sentences");
    let table = handout::audit::expectations(job, &lines, &credits, fit);
    let pages = handout::audit::audit(job, &table, &document, &Files::new(), &mut sink);
    engine::compile::forget();
    assert!(sink.is_empty(), "{}: {:#?}", job.stem(), sink.into_sorted());
    pages
}
