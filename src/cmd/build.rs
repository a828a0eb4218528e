//! `handout build`: PDFs into a folder, with a manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::NaiveDate;

use super::design::design_of;
use super::exit;
use super::folder::{BuildTarget, Changes, Folder, Prune};
use super::known::Known;
use super::load::{Loaded, load_tree, read};
use super::making::Making;
use super::names::check_names;
use super::not_built::{EMPTY, is_empty, not_built};
use super::outcome::{BuildOutcome, DocumentOutcome, write_document};
use super::places::resolve;
use super::release::{Gate, Refusal, blocked, unfinished};
use super::summary::{Laps, print_refused, print_timings, summary, what};
use super::typed_build::Run;
use crate::audit::Sight;
use crate::cli::args::{BuildArgs, Selected};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, stopwatch, today};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Severity, Sink};
use crate::document::Job;
use crate::engine::Base;
use crate::job::{self, Blocked, Options, Plan, Selection, Shared, Stopwatch, WantedTargets};
use crate::manifest::{FileEntry, FolderKind, Manifest};
use crate::model::settings::millimetres;
use crate::model::{Product, Project};
use crate::project::Tree;
use crate::record::{KnownRun, Record, digest_of, digest_of_tree};
use crate::review::design::Design;
use crate::review::statuses::ReviewStatuses;
use crate::source::Sources;

/// Builds what was asked for into a folder of drafts or of releases.
///
/// # Errors
/// Where the project cannot be read or the folder cannot be written.
pub fn run(global: &Global, args: &BuildArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    terminal.report(args.format);
    let (name, kind) = match (args.release, args.withdrawn) {
        (true, _) => ("release", FolderKind::Releases),
        (false, true) => ("archive", FolderKind::Drafts),
        (false, false) => ("out", FolderKind::Drafts),
    };
    let path = args.out.clone().unwrap_or_else(|| global.root.join(name));
    if args.withdrawn && resolve(&path) == resolve(&global.root.join("out")) {
        return Err("withdrawn texts are not printed among the others: leave --out away, or name another folder".into());
    }
    let BuildArgs { prune, open, explain, verify, anew, withdrawn, .. } = *args;
    let target = BuildTarget { path, kind, prune, open, anew, verify, explain, withdrawn };
    build_documents(global, &args.what, Some(&target), terminal)
}

/// Loads, plans, makes, writes; without a target it only checks.
pub(crate) fn build_documents(
    global: &Global,
    what: &Selected,
    target: Option<&BuildTarget>,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let watch = stopwatch();
    let run = Run { global, what, target, today: what.today.unwrap_or_else(today) };
    let lap = watch.start();
    let mut opened = run.open_existing();
    let tree = read(global)?;
    let inputs = target.map(|_| Manifest::inputs(&tree)).unwrap_or_default();
    let mut record = Record::default();
    if let (Some(target), Ok(Some(folder))) = (target, &mut opened) {
        record = target.record();
        if !terminal.is_verbose()
            && let Some(known) = run.steady(folder, &record, &tree)
        {
            return run.say_again(known, &tree, terminal);
        }
    }
    let Loaded { tree, sources, project, sink, fonts } = load_tree(tree, run.today);
    let loaded = lap();
    let Some(mut project) = project else {
        terminal.findings(&sink.into_sorted(), sources.files());
        return opened.map(|_| Exit::Usage);
    };
    if run.is_of_archive() {
        project.make_archive(Product::ALL.iter().copied().filter(|product| product.is_of_archive()).collect());
    }
    if let Some(thickness) = what.thickness {
        project.settings.thickness = millimetres(thickness);
    }
    let base = Base::new(&tree, fonts);
    let workshop = Workshop { run, watch: &watch, tree, sources, project, inputs, base };
    workshop.build(sink, opened, record, loaded, terminal)
}

/// A run whose project is loaded.
struct Workshop<'a> {
    run: Run<'a>,
    watch: &'a Stopwatch,
    tree: Tree,
    sources: Sources,
    project: Project,
    /// Digests of its files, by path; none where nothing is written.
    inputs: BTreeMap<String, String>,
    base: Base,
}

impl Workshop<'_> {
    /// Plans, makes and writes.
    fn build(
        &self,
        mut sink: Sink,
        opened: Result<Option<Folder>, Failure>,
        record: Record,
        loaded: Duration,
        terminal: &mut Terminal,
    ) -> Result<Exit, Failure> {
        let Self { run, watch, tree, sources, project, inputs, base } = self;
        let lap = watch.start();
        let reviews = ReviewStatuses::of(project, run.today);
        let plan = job::plan(project, &reviews, &mut sink);
        let broken = sink.has_errors();
        let (wanted, folder) = match self.ready(&plan, &reviews, opened, &mut sink) {
            Ok(ready) => ready,
            Err(problem) => return unwritable(terminal, sink, sources.files(), problem),
        };
        let blocked = wanted.blocked.clone();
        let design = design_of(tree, project, run.today);
        let unfinished = unfinished(&sink);
        let gate = gate(folder.as_ref(), project, &reviews, design.as_ref(), run.today, &unfinished);
        let (jobs, mut refused) = sort(wanted, gate.as_ref());
        let prints = run.prints(folder.as_ref());
        let sight = sight(design.as_ref(), gate.as_ref());
        let shared = Shared { base, sources, asked: &run.what.documents.product, sight, stopwatch: watch };
        let known = folder.as_ref().map(|folder| {
            // What is released is held to its bytes.
            let verify = gate.is_some() || run.target.is_some_and(|target| target.verify);
            Known { record, folder, inputs, prints: &prints, verify }
        });
        let making = Making::of(&jobs, known.as_ref().map(|known| known.decide(&jobs, tree, &shared)));
        if let Some(Err(problem)) = folder.as_ref().map(|folder| folder.begin(&making.jobs, &prints, inputs)) {
            return unwritable(terminal, sink, sources.files(), problem);
        }
        let checked = lap();
        let lap = watch.start();
        let options = Options { jobs: run.what.jobs.map_or(0, usize::from), export: true, prints: prints.clone() };
        let outcomes = make_all(&making.jobs, &shared, &options, folder.as_ref(), terminal);
        let worked = lap();
        let made = making.with(outcomes);
        let record = known.map(|known| known.note(&jobs, &made));
        let mut built = BuildOutcome::collect(made.outcomes, &mut sink, terminal);
        let (findings, others) = of_asked(sink.into_sorted(), &run.what.documents.selection());
        let findings = of_design(findings, design.as_ref());
        if let Some(gate) = &gate {
            gate.refuse_made(&jobs, &built, &mut refused);
        }
        let empty = is_empty(project).then(|| EMPTY.to_owned());
        let said = design.iter().map(Design::sentence).chain(empty).chain(others).collect();
        let first = first_to_read(&jobs, &built);
        let written = std::mem::take(&mut built.entries);
        let mut end = End { built, findings, refused, said, first };
        if let (Some(folder), Some(record)) = (&folder, record) {
            let of = Closing { jobs: &jobs, plan: &plan, prints: &prints, blocked: &blocked, broken };
            self.close(folder, record, written, &of, &mut end);
        }
        terminal.findings(&end.findings, sources.files());
        if run.target.is_some_and(|target| target.explain) {
            made.reasons.iter().for_each(|line| terminal.result(line));
        }
        let laps = run.what.timings.then_some(Laps { loaded, checked, worked });
        say_outcome(terminal, &end, &summary(&end.built, run.target, run.global), laps.as_ref());
        run.show_first(end.first.as_deref(), terminal)?;
        Ok(exit_after(&end.built, &end.refused, &end.findings))
    }

    /// What is wanted of a plan, and the folder ready for it.
    fn ready<'p>(
        &self,
        plan: &Plan<'p>,
        reviews: &ReviewStatuses,
        opened: Result<Option<Folder>, Failure>,
        sink: &mut Sink,
    ) -> Result<(Plan<'p>, Option<Folder>), Failure> {
        check_names(&self.project, &self.run.what.documents.selection())?;
        warn_changed(&plan.jobs, reviews, &self.sources, sink);
        Ok((self.run.wanted(&self.project, plan)?, self.run.open(opened, &self.project)?))
    }

    /// Closes the folder, and notes what was made of what.
    fn close(&self, folder: &Folder, record: Record, written: Vec<(String, FileEntry)>, of: &Closing, end: &mut End) {
        let Closing { jobs, plan, prints, blocked, broken } = *of;
        let Some(target) = self.run.target else { return };
        let removed: Vec<String> = end.refused.iter().filter(|r| r.remove).flat_map(|r| r.paths.clone()).collect();
        let (unfit, prune) = (&end.built.unfit, Prune { wanted: target.prune, broken });
        let changes = Changes { jobs, written, removed: &removed, plan, prints, unfit, prune };
        let closed = folder.close(changes, self.inputs.clone());
        let not_built = not_built(blocked, &end.built, folder);
        // That a text is withdrawn stays as it is as long as no file changes.
        let all_made = blocked.iter().all(|b| b.is_withdrawn) && end.built.forbidden.is_empty();
        let is_steady = all_made && end.refused.is_empty() && end.built.failures.is_empty();
        let is_steady = is_steady && closed.failures.is_empty() && (closed.said.is_empty() || !target.prune);
        end.said.extend(not_built.into_iter().chain(closed.said));
        end.built.failures.extend(closed.failures);
        let mut record = record;
        if is_steady {
            let asked = self.run.asked();
            record.runs.retain(|run| run.asked != asked);
            record.runs.push(KnownRun {
                asked,
                files: digest_of_tree(&self.tree),
                clinics: self.project.settings.clinics.clone(),
                manifest: digest_of(&closed.manifest.to_json()),
                findings: end.findings.clone(),
                said: std::iter::once(what(&end.built, self.run.target, self.run.global))
                    .chain(end.said.iter().cloned())
                    .collect(),
                first: end.first.clone(),
            });
        }
        // Without it the next build only takes longer.
        let _ = record.write(&folder.path, &closed.manifest);
    }
}

/// What the closing of a folder goes by.
#[derive(Clone, Copy)]
struct Closing<'a> {
    jobs: &'a [Job<'a>],
    plan: &'a Plan<'a>,
    prints: &'a WantedTargets,
    blocked: &'a [Blocked],
    /// Whether files of the project have errors.
    broken: bool,
}

/// What a run came to.
struct End {
    built: BuildOutcome,
    findings: Vec<Finding>,
    refused: Vec<Refusal>,
    said: Vec<String>,
    /// The first file to read, by its path in the folder.
    first: Option<String>,
}

/// The first file to read that was made, by its path in the folder, in the order of the plan.
fn first_to_read(jobs: &[Job], built: &BuildOutcome) -> Option<String> {
    let names = jobs.iter().flat_map(|job| [job.path(None), job.released(None)]);
    names.into_iter().find(|name| built.entries.iter().any(|(path, _)| path == name))
}

/// The code of a run that has ended: what could not be written counts most, then what was not released.
fn exit_after(built: &BuildOutcome, refused: &[Refusal], findings: &[Finding]) -> Exit {
    match (built.failures.is_empty(), refused.is_empty()) {
        (false, _) => built.failures.iter().map(|failure| failure.exit).max().unwrap_or(Exit::Environment),
        (true, false) => Exit::Findings,
        (true, true) => exit(findings),
    }
}

/// Says what was built, what changed beside it, what was refused and what failed.
fn say_outcome(terminal: &mut Terminal, end: &End, summary: &str, laps: Option<&Laps>) {
    let End { built, refused, said, .. } = end;
    if built.failures.is_empty() {
        terminal.say(summary);
    }
    said.iter().for_each(|line| terminal.say(line));
    print_refused(terminal, refused);
    if let Some(laps) = laps {
        print_timings(terminal, laps, built);
    }
    built.failures.iter().for_each(|failure| terminal.failure(&failure.problem));
}

/// What judges releases; none before a folder of drafts.
fn gate<'a>(
    folder: Option<&'a Folder>,
    project: &'a Project,
    reviews: &'a ReviewStatuses<'a>,
    design: Option<&'a Design>,
    today: NaiveDate,
    unfinished: &'a BTreeSet<String>,
) -> Option<Gate<'a>> {
    let folder = folder.filter(|folder| folder.kind == FolderKind::Releases)?;
    Some(Gate { project, reviews, folder, design, today, unfinished })
}

/// The findings of what was asked for, and a line about errors in other texts.
fn of_asked(findings: Vec<Finding>, asked: &Selection) -> (Vec<Finding>, Option<String>) {
    let is_asked = |found: &Finding| found.place.as_ref().is_none_or(|place| asked.concerns(&place.file));
    let (own, others): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(is_asked);
    let errors = others.iter().filter(|found| found.severity == Severity::Error);
    let files: BTreeSet<&str> = errors.filter_map(|found| Some(found.place.as_ref()?.file.as_str())).collect();
    let line = match files.len() {
        0 => None,
        1 => Some("another file has errors, which `handout check` names".to_owned()),
        many => Some(format!("{many} other files have errors, which `handout check` names")),
    };
    (own, line)
}

/// Findings of the audit, with the files of a project's own design, one of which may be at fault.
fn of_design(mut findings: Vec<Finding>, design: Option<&Design>) -> Vec<Finding> {
    if let Some(design) = design {
        let hint = format!("of this project's own: {}", design.named());
        findings.iter_mut().filter(|found| found.code == Code::Audit).for_each(|found| found.hints.push(hint.clone()));
    }
    findings
}

/// How closely pages are looked at: the program's own layouts as pixels before they ship, and again in each release.
fn sight(design: Option<&Design>, gate: Option<&Gate>) -> Sight {
    if design.is_some() || gate.is_some() { Sight::Pixels } else { Sight::Frames }
}

/// Sorts what is wanted into what is made and, before a folder of releases, what is refused.
fn sort<'a>(wanted: Plan<'a>, gate: Option<&Gate>) -> (Vec<Job<'a>>, Vec<Refusal>) {
    let Some(gate) = gate else { return (wanted.jobs, Vec::new()) };
    let (jobs, mut refused) = gate.sort(wanted.jobs);
    refused.extend(blocked(&wanted.blocked));
    (jobs, refused)
}

/// Makes and writes documents on several threads.
fn make_all(
    jobs: &[Job],
    shared: &Shared,
    options: &Options,
    folder: Option<&Folder>,
    terminal: &Terminal,
) -> Vec<DocumentOutcome> {
    let bar = terminal.progress(jobs.len());
    let outcomes = job::batch(jobs, shared, options, |result| {
        let outcome = write_document(result, folder.map(|folder| folder.path.as_path()), shared.stopwatch);
        bar.step();
        outcome
    });
    bar.finish();
    outcomes
}

/// What was found so far, where nothing can be made or written.
fn unwritable(terminal: &mut Terminal, sink: Sink, files: &Files, problem: Failure) -> Result<Exit, Failure> {
    terminal.findings(&sink.into_sorted(), files);
    Err(problem)
}

/// Texts that changed under a signed revision number, once each.
fn warn_changed(jobs: &[Job], reviews: &ReviewStatuses, sources: &Sources, sink: &mut Sink) {
    const TEXT: &str = "until then it prints as changed since its review";
    const FACTS: &str = "until then texts that print what changed say that it was";
    let texts = jobs.iter().map(|job| (&job.text.file, job.text_review.clone(), TEXT));
    // All of a file of facts, whatever a text prints of it.
    let facts = jobs.iter().filter_map(|job| {
        let (facts, _) = job.facts.as_ref()?;
        Some((&facts.file, reviews.facts(&facts.region, &facts.lang)?, FACTS))
    });
    let changed: BTreeMap<&String, &str> = texts
        .chain(facts)
        .filter(|(_, review, _)| review.changed_under_revision)
        .map(|(file, _, then)| (file, then))
        .collect();
    for (file, then) in changed {
        let revision = sources.key(file, "revision");
        sink.push(
            Finding::new(
                Code::ChangedUnderRevision,
                "the words changed after a sign-off, and `revision` is still the signed one",
            )
            .at(file, revision)
            .hint(format!("raise `revision` by one, and have the text reviewed again; {then}")),
        );
    }
}
