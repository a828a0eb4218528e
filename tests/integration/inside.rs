//! A project in memory: its files changed, its data files, states and pages looked at.

use std::sync::LazyLock;

use handout::audit::Sight;
use handout::audit::reading::Pages;
use handout::diag::{Code, Finding, Severity, Sink};
use handout::document::products::fit_ladder;
use handout::document::{Document, Job};
use handout::engine::{self, Base, fonts::Fonts};
use handout::job::{self, Fitter, Fitting, Options, Outcome, Shared, Stopwatch, WantedTargets};
use handout::model::{OutputTarget, Project};
use handout::project::Tree;
use handout::review::statuses::ReviewStatuses;
use handout::source::Sources;
use typst_layout::PagedDocument;

use crate::support::{TODAY, root};

/// The files of the reviewed fixture over the defaults.
pub(crate) fn reviewed() -> Tree {
    Tree::read(&root().join("tests/fixtures/reviewed")).expect("the fixture can be read")
}

/// The same with every product and with when to get help, of every level and in every way to call; nobody has signed that.
pub(crate) fn with_help() -> Tree {
    let mut tree = reviewed();
    let all = "products: [leaflet, large-print, trifold, booklet, card, worksheet, worksheet-paper]";
    edit(&mut tree, "sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", all);
    let help = "get_help:\n  - {level: emergency, call: [fact:call-911, fact:crisis-988], when: [The leg turned blue.]}\n  - \
                {level: today, call: [fact:helpline, clinic:phone], when: [The pain gets worse.]}\n  - {level: routine, \
                call: clinic:phone, when: [the crutches]}\n";
    edit(&mut tree, "sources/guides/first-visit/en.yaml", "introduction: |\n", &format!("{help}introduction: |\n"));
    edit(&mut tree, "sources/worksheets/all-fields/en.yaml", "parts:\n", &format!("{help}parts:\n"));
    tree
}

/// The files of this repository's own project.
pub(crate) fn shipped() -> Tree {
    Tree::read(root()).expect("the repository can be read")
}

/// The sources of the repository, with these products alone.
pub(crate) fn shipped_as(products: &str) -> Tree {
    let mut tree = shipped();
    let all = "products: [leaflet, trifold, booklet, large-print, card, worksheet, worksheet-paper]";
    edit(&mut tree, "sources/project.yaml", all, &format!("products: [{products}]"));
    tree
}

/// What each job of a project prints whose name a condition holds for; all of them pass.
pub(crate) fn all_pages(tree: &Tree, wanted: impl Fn(&str) -> bool) -> Vec<(String, Pages)> {
    let (loaded, sink) = project(tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let (loaded, base) = (loaded.expect("a project"), base(tree));
    let jobs = jobs(&loaded);
    let wanted = jobs.iter().filter(|job| wanted(&job.stem()));
    let set = wanted.map(|job| {
        assert_eq!(make(&base, job), [], "{}", job.stem());
        (job.stem(), pages(&base, job))
    });
    set.collect()
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
    let (project, _, sink) = loaded(tree);
    (project, sink)
}

/// The same with its sources.
pub(crate) fn loaded(tree: &Tree) -> (Option<Project>, Sources, Sink) {
    let mut sink = Sink::default();
    let (project, sources) = job::load(tree, &FONTS, TODAY.parse().expect("a date"), &mut sink);
    (project, sources, sink)
}

/// Every job of a project.
pub(crate) fn jobs(project: &Project) -> Vec<Job<'_>> {
    job::plan(project, &ReviewStatuses::of(project, TODAY.parse().expect("a date")), &mut Sink::default()).jobs
}

/// What a job says in the first way to set it.
pub(crate) fn said<'a>(job: &'a Job<'a>) -> Document<'a> {
    Document::compose(job, fit_ladder(job.product)[0]).expect("a language with sentences")
}

/// The data file of a job.
pub(crate) fn data(job: &Job) -> serde_json::Value {
    engine::data::data(&said(job), &FONTS.families())
}

/// What all documents of a tree share.
pub(crate) fn base(tree: &Tree) -> Base {
    Base::new(tree, Fonts::load(tree))
}

/// The findings of making a job.
pub(crate) fn make(base: &Base, job: &Job) -> Vec<Finding> {
    let mut sink = Sink::default();
    made(base, job, &Sources::default(), &[OutputTarget::Office], &mut sink);
    sink.into_sorted()
}

/// Sets the first job of a product with a changed layout, and looks for the audit's words.
#[track_caller]
pub(crate) fn refused(tree: &Tree, product: &str, words: &str) {
    let (loaded, sink) = project(tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let loaded = loaded.expect("a project");
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|j| j.product.as_str() == product).expect("a job of the product");
    let findings = make(&base(tree), job);
    let layout: Vec<_> = findings.iter().filter(|f| f.code == Code::Layout).collect();
    assert!(layout.is_empty(), "the override itself fails: {layout:?}");
    let found =
        findings.iter().filter(|f| matches!(f.code, Code::Audit | Code::DoesNotFit)).any(|f| f.message.contains(words));
    assert!(found, "no `{words}` in {findings:#?}");
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
pub(crate) fn made(base: &Base, job: &Job, sources: &Sources, prints: &[OutputTarget], sink: &mut Sink) -> Outcome {
    let stopwatch = Stopwatch::stopped();
    let shared = Shared { base, sources, asked: &[], sight: Sight::Pixels, stopwatch: &stopwatch };
    let options = Options {
        export: true,
        prints: WantedTargets { asked: prints.to_vec(), ..WantedTargets::default() },
        ..Options::default()
    };
    job::build_document(job, &shared, &options, sink)
}

/// The laid-out pages of a job, in the first way in which it fits.
#[track_caller]
pub(crate) fn document(base: &Base, job: &Job) -> PagedDocument {
    fitted(base, job, |_, pages| pages.clone())
}

/// What is asked of a document and its pages, in the first way in which it fits.
#[track_caller]
fn fitted<T>(base: &Base, job: &Job, ask: impl Fn(&Document, &PagedDocument) -> T) -> T {
    let (stopwatch, sources) = (Stopwatch::stopped(), Sources::default());
    let shared = Shared { base, sources: &sources, asked: &[], sight: Sight::Pixels, stopwatch: &stopwatch };
    let mut sink = Sink::default();
    match (Fitter { job, shared: &shared }).fit(&mut sink) {
        Fitting::Set(fitted) => ask(&fitted.document, &fitted.pages),
        _ => panic!("{:?}", sink.into_sorted()),
    }
}

/// The pages of a job, audited.
#[track_caller]
pub(crate) fn pages(base: &Base, job: &Job) -> Pages {
    let (pages, sink) = fitted(base, job, |document, set| {
        let mut sink = Sink::default();
        (handout::audit::audit(document, set, &Sources::default(), Sight::Pixels, &mut sink), sink)
    });
    engine::compile::evict(1);
    assert!(sink.is_empty(), "{}: {:#?}", job.stem(), sink.into_sorted());
    pages
}
