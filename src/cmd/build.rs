//! `handout build`: PDFs into a folder, with a manifest.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::design::design_of;
use super::exit;
use super::folder::{BuildTarget, Changes, Folder, Prune};
use super::load::{Loaded, load_and_digest};
use super::names::check_names;
use super::not_built::{EMPTY, is_empty, not_built};
use super::outcome::{BuildOutcome, DocumentOutcome, write_document};
use super::release::{Gate, Refusal, blocked};
use super::summary::{Laps, print_refused, print_timings, summary};
use super::unmatched::unmatched;
use crate::audit::Sight;
use crate::cli::args::{BuildArgs, Selected};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, stopwatch, today};
use crate::cli::terminal::Terminal;
use crate::cli::viewer;
use crate::diag::{Code, Files, Finding, Sink};
use crate::document::Job;
use crate::engine::Base;
use crate::job::{self, Options, Plan, Shared, WantedTargets};
use crate::manifest::FolderKind;
use crate::model::Project;
use crate::model::settings::millimetres;
use crate::review::design::Design;
use crate::review::statuses::ReviewStatuses;
use crate::source::Sources;

/// Builds what was asked for into a folder of drafts or of releases.
///
/// # Errors
/// Where the project cannot be read or the folder cannot be written.
pub fn run(global: &Global, args: &BuildArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    terminal.report(args.format);
    let (name, kind) = if args.release { ("release", FolderKind::Releases) } else { ("out", FolderKind::Drafts) };
    let path = args.out.clone().unwrap_or_else(|| global.root.join(name));
    let target = BuildTarget { path, kind, prune: args.prune, open: args.open };
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
    let run = Run { global, what, target };
    let lap = watch.start();
    let today = what.today.unwrap_or_else(today);
    let opened = run.open_existing();
    let (Loaded { tree, sources, project, mut sink, fonts }, inputs) =
        load_and_digest(global, today, target.is_some())?;
    let loaded = lap();
    let lap = watch.start();
    let Some(mut project) = project else {
        terminal.findings(&sink.into_sorted(), sources.files());
        return opened.map(|_| Exit::Usage);
    };
    if let Some(thickness) = what.thickness {
        project.settings.thickness = millimetres(thickness);
    }
    if let Err(problem) = check_names(&project, &what.selection()) {
        return unwritable(terminal, sink, sources.files(), problem.into());
    }
    let reviews = ReviewStatuses::of(&project, today);
    let plan = job::plan(&project, &reviews, &mut sink);
    let broken = sink.has_errors();
    warn_changed(&plan.jobs, &reviews, &sources, &mut sink);
    let wanted = match run.wanted(&plan) {
        Ok(wanted) => wanted,
        Err(problem) => return unwritable(terminal, sink, sources.files(), problem),
    };
    let folder = match run.open(opened, &project) {
        Ok(folder) => folder,
        Err(problem) => return unwritable(terminal, sink, sources.files(), problem),
    };
    let blocked_texts = wanted.blocked.clone();
    let design = design_of(&tree, &project, today);
    let gate = gate(folder.as_ref(), &project, &reviews, design.as_ref(), today);
    let (jobs, mut refused) = sort(wanted, gate.as_ref());
    let prints = run.prints(folder.as_ref());
    if let Some(Err(problem)) = folder.as_ref().map(|folder| folder.begin(&jobs, &prints, &inputs)) {
        return unwritable(terminal, sink, sources.files(), problem);
    }
    let (base, sight) = (Base::new(&tree, fonts), sight(design.as_ref(), gate.as_ref()));
    let checked = lap();
    let lap = watch.start();
    let shared = Shared { base: &base, sources: &sources, asked: &what.product, sight, stopwatch: &watch };
    let options = Options { jobs: what.jobs.map_or(0, usize::from), export: true, prints };
    let outcomes = make_all(&jobs, &shared, &options, folder.as_ref(), terminal);
    let worked = lap();
    let mut built = BuildOutcome::collect(outcomes, &mut sink, terminal);
    let findings = of_design(sink.into_sorted(), design.as_ref());
    if let Some(gate) = &gate {
        gate.refuse_made(&jobs, &built, &mut refused);
    }
    let empty = is_empty(&project).then(|| EMPTY.to_owned());
    let mut said: Vec<String> = design.iter().map(Design::sentence).chain(empty).collect();
    let first = first_to_read(&jobs, &built);
    if let (Some(folder), Some(target)) = (&folder, target) {
        let removed: Vec<String> = refused.iter().filter(|r| r.remove).flat_map(|r| r.paths.clone()).collect();
        let written = std::mem::take(&mut built.entries);
        let (unfit, prune) = (&built.unfit, Prune { wanted: target.prune, broken });
        let prints = &options.prints;
        let changes = Changes { jobs: &jobs, written, removed: &removed, plan: &plan, prints, unfit, prune };
        let (lines, failures) = folder.close(changes, inputs);
        said.extend(not_built(&blocked_texts, &built, folder));
        said.extend(lines);
        built.failures.extend(failures);
    }
    terminal.findings(&findings, sources.files());
    let laps = what.timings.then_some(Laps { loaded, checked, worked });
    say_outcome(terminal, &built, &summary(&built, target, global), &said, &refused, laps.as_ref());
    if let Some(target) = target.filter(|target| target.open) {
        open_first(target, first.as_deref(), global, terminal)?;
    }
    Ok(exit_after(&built, &refused, &findings))
}

/// The first file to read that was made, by its path in the folder, in the order of the plan.
fn first_to_read(jobs: &[Job], built: &BuildOutcome) -> Option<String> {
    let names = jobs.iter().flat_map(|job| [job.path(None), job.released(None)]);
    names.into_iter().find(|name| built.entries.iter().any(|(path, _)| path == name))
}

/// Shows the first file that was made.
fn open_first(
    target: &BuildTarget,
    first: Option<&str>,
    global: &Global,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let Some(first) = first else {
        terminal.say("nothing was built that could be opened");
        return Ok(());
    };
    let file = target.path.join(first);
    viewer::show(&file).map_err(|e| Failure::environment(format!("{} cannot be opened: {e}", global.shown(&file))))
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
fn say_outcome(
    terminal: &mut Terminal,
    built: &BuildOutcome,
    summary: &str,
    said: &[String],
    refused: &[Refusal],
    laps: Option<&Laps>,
) {
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

/// A run as it was typed.
struct Run<'a> {
    global: &'a Global,
    what: &'a Selected,
    target: Option<&'a BuildTarget>,
}

impl Run<'_> {
    /// Opens the folder before the sources are read, so that no run writes over the outputs of newer ones; one that is
    /// not there yet is made once there is something to write.
    fn open_existing(&self) -> Result<Option<Folder>, Failure> {
        let target = self.target.filter(|target| target.path.is_dir());
        target.map(|target| Folder::open(target, self.global)).transpose()
    }

    /// What is asked for of a plan.
    fn wanted<'p>(&self, plan: &Plan<'p>) -> Result<Plan<'p>, Failure> {
        let selection = self.what.selection();
        let wanted = plan.select(&selection);
        if wanted.jobs.is_empty() && wanted.blocked.is_empty() && !selection.is_all() {
            return Err(unmatched(plan, &selection).into());
        }
        Ok(wanted)
    }

    /// The folder, ready to be written to; `None` where nothing is written.
    fn open(&self, opened: Result<Option<Folder>, Failure>, project: &Project) -> Result<Option<Folder>, Failure> {
        let Some(target) = self.target else { return opened };
        let mut folder = match opened? {
            Some(folder) => folder,
            None => Folder::open(target, self.global)?,
        };
        folder.admit(&project.settings.clinics)?;
        Ok(Some(folder))
    }

    /// How documents are to be printed: as asked, and as they were before.
    fn prints(&self, folder: Option<&Folder>) -> WantedTargets {
        let before = folder
            .into_iter()
            .flat_map(|folder| folder.before.files.keys().filter(|file| folder.path.join(file).exists()).cloned());
        WantedTargets { asked: self.what.prints(), before: before.collect() }
    }
}

/// What judges releases; none before a folder of drafts.
fn gate<'a>(
    folder: Option<&'a Folder>,
    project: &'a Project,
    reviews: &'a ReviewStatuses<'a>,
    design: Option<&'a Design>,
    today: NaiveDate,
) -> Option<Gate<'a>> {
    let folder = folder.filter(|folder| folder.kind == FolderKind::Releases)?;
    Some(Gate { project, reviews, folder, design, today })
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
