//! `handout build`: PDFs into a folder, with a manifest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::folder::{Folder, Prune};
use super::release::{Gate, Refusal};
use super::{Loaded, exit, read, release};
use crate::cli::args::{BuildArgs, Selected};
use crate::cli::exit::Exit;
use crate::cli::options::{Global, stopwatch, today};
use crate::cli::terminal::{Terminal, table};
use crate::diag::nearest;
use crate::diag::{Code, Files, Finding, Sink};
use crate::document::Job;
use crate::job::{self, JobResult, Options, Selection, Shared, Timings, WantedTargets};
use crate::manifest::{FileEntry, FolderKind};
use crate::model::Project;
use crate::model::settings::millimetres;
use crate::output;
use crate::review::state::State;
use crate::source::Sources;

/// Where documents go.
pub(crate) struct BuildTarget {
    path: PathBuf,
    holds: FolderKind,
    prune: bool,
}

/// Builds.
///
/// # Errors
/// Where the project cannot be read or the folder cannot be written.
pub fn run(global: &Global, args: &BuildArgs, terminal: &mut Terminal) -> Result<Exit, String> {
    let (name, holds) = if args.release { ("release", FolderKind::Releases) } else { ("out", FolderKind::Drafts) };
    let path = args.out.clone().unwrap_or_else(|| global.root.join(name));
    make(global, &args.what, Some(BuildTarget { path, holds, prune: args.prune }), terminal)
}

/// What became of a job on the thread that made it.
struct Made {
    path: String,
    draft: bool,
    entries: Vec<(String, FileEntry)>,
    findings: Sink,
    failed: Vec<String>,
    /// Whether findings forbid it.
    forbidden: bool,
    /// Whether it has no room in its product.
    unfit: bool,
    timings: Timings,
    wrote: Duration,
}

/// What became of all of them.
#[derive(Default)]
struct Sum {
    entries: Vec<(String, FileEntry)>,
    drafts: usize,
    /// Paths of jobs that findings forbid.
    forbidden: BTreeSet<String>,
    /// Paths of jobs that have no room in their product.
    unfit: BTreeSet<String>,
    /// Files, of which a document may have several.
    files: usize,
    failures: Vec<String>,
    timings: Timings,
    wrote: Duration,
}

/// Loads, plans, makes, writes; without a target it only checks.
pub(crate) fn make(
    global: &Global,
    what: &Selected,
    target: Option<BuildTarget>,
    terminal: &mut Terminal,
) -> Result<Exit, String> {
    let watch = stopwatch();
    let lap = watch.start();
    let today = what.today.unwrap_or_else(today);
    let open = |t: &BuildTarget| Folder::open(&t.path, t.holds, global);
    // Before the sources are read, so that no run writes over the outputs of newer ones; a folder that is not there yet
    // is made once there is something to write.
    let mut opened = target.as_ref().filter(|t| t.path.is_dir()).map(open).transpose();
    let Loaded { tree, sources, project, mut sink, fonts } = read(global, today)?;
    let loaded = lap();
    let lap = watch.start();
    let Some(mut project) = project else {
        terminal.findings(&sink.into_sorted(), sources.files());
        return opened.map(|_| Exit::Usage);
    };
    if let Some(thickness) = what.thickness {
        project.settings.thickness = millimetres(thickness);
    }
    let selection = what.selection();
    unknown_names(&project, &selection)?;
    let all = job::plan(&project, &Selection::default(), today, &mut sink);
    let broken = sink.has_errors();
    warn_changed(&all.jobs, &sources, &mut sink);
    let wanted = job::plan(&project, &selection, today, &mut Sink::default());
    if wanted.jobs.is_empty() && wanted.blocked.is_empty() && !selection.is_all() {
        return Err(
            "no document is all of what was asked for; `handout build` without names makes everything".to_owned()
        );
    }
    if let (Ok(None), Some(target)) = (&opened, &target) {
        opened = open(target).map(Some);
    }
    let ready = opened.and_then(|folder| {
        folder.iter().try_for_each(|folder| folder.admits(&project.settings.clinics, global))?;
        Ok(folder)
    });
    let folder = match ready {
        Ok(folder) => folder,
        Err(problem) => return unwritable(terminal, sink, sources.files(), problem),
    };
    let gate = folder
        .as_ref()
        .filter(|folder| folder.holds == FolderKind::Releases)
        .map(|folder| Gate::new(&project, &folder.before, today));
    let (jobs, mut refused) = match &gate {
        Some(gate) => {
            let (jobs, mut refused) = gate.sort(wanted.jobs);
            refused.extend(release::blocked(&wanted.blocked));
            (jobs, refused)
        }
        None => (wanted.jobs, Vec::new()),
    };
    let prints = WantedTargets {
        asked: what.prints(),
        before: folder
            .iter()
            .flat_map(|folder| folder.before.files.keys().filter(|file| folder.path.join(file).exists()).cloned())
            .collect(),
    };
    if let Some(Err(problem)) = folder.as_ref().map(|folder| folder.begin(&jobs, &prints, &tree)) {
        return unwritable(terminal, sink, sources.files(), problem);
    }
    let base = Loaded::base(&tree, fonts);
    let checked = lap();
    let lap = watch.start();
    let bar = terminal.progress(jobs.len());
    let shared = Shared { base: &base, sources: &sources, asked: &what.product, stopwatch: &watch };
    let options = Options { jobs: what.jobs.map_or(0, usize::from), export: true, prints };
    let made = job::batch(&jobs, &shared, &options, |outcome| {
        let made = finish(outcome, folder.as_ref().map(|f| f.path.as_path()), &watch);
        bar.step();
        made
    });
    bar.finish();
    let worked = lap();
    let mut sum = add(made, &mut sink, terminal);
    let findings = sink.into_sorted();
    let mut said = Vec::new();
    if let Some(gate) = &gate {
        refused.extend(jobs.iter().filter(|job| sum.forbidden.contains(&job.path(None))).map(|job| gate.unmade(job)));
        let swept = gate.sweep(&sum.entries, &refused);
        refused.extend(swept);
    }
    if let (Some(folder), Some(target)) = (&folder, &target) {
        let gone: Vec<String> = refused.iter().filter(|r| r.remove).flat_map(|r| r.paths.clone()).collect();
        let prune = Prune { wanted: target.prune, broken };
        let (lines, failures) = folder.close(
            &jobs,
            std::mem::take(&mut sum.entries),
            &gone,
            (&all, &options.prints, &sum.unfit),
            prune,
            &tree,
        );
        said = lines;
        sum.failures.extend(failures);
    }
    terminal.findings(&findings, sources.files());
    if sum.failures.is_empty() {
        terminal.say(&summary(&sum, target.as_ref(), global));
    }
    said.iter().for_each(|line| terminal.say(line));
    print_refused(terminal, &refused);
    if what.timings {
        print_timings(terminal, &sum.timings, &[("load", loaded), ("check", checked)], sum.wrote, worked);
    }
    if !sum.failures.is_empty() {
        sum.failures.iter().for_each(|problem| terminal.failure(problem));
        return Ok(Exit::Usage);
    }
    Ok(if refused.is_empty() { exit(&findings) } else { Exit::Findings })
}

/// What was found so far, where nothing can be written.
fn unwritable(terminal: &mut Terminal, sink: Sink, files: &Files, problem: String) -> Result<Exit, String> {
    terminal.findings(&sink.into_sorted(), files);
    Err(problem)
}

/// Writes one document where it belongs.
fn finish(outcome: JobResult, folder: Option<&Path>, watch: &job::Stopwatch) -> Made {
    let job = outcome.job;
    let mut made = Made {
        path: job.path(None),
        draft: job.state() != State::Current,
        entries: Vec::new(),
        findings: outcome.findings,
        failed: Vec::new(),
        forbidden: matches!(outcome.outcome, job::Outcome::Forbidden),
        unfit: matches!(outcome.outcome, job::Outcome::NoRoom),
        timings: Timings::default(),
        wrote: Duration::ZERO,
    };
    let job::Outcome::Built(document) = outcome.outcome else { return made };
    made.timings.add(&document);
    let Some(folder) = folder else { return made };
    let lap = watch.start();
    for out in &document.outputs {
        let path = job.path(out.print);
        let file = folder.join(&path);
        match output::write(&file, &out.bytes) {
            Ok(()) => made.entries.push((path, FileEntry::new(job, out))),
            Err(error) => made.failed.push(format!("{} cannot be written: {error}", file.display())),
        }
    }
    made.wrote = lap();
    made
}

fn add(made: Vec<Made>, sink: &mut Sink, terminal: &mut Terminal) -> Sum {
    let mut sum = Sum::default();
    for one in made {
        sink.extend(one.findings.into_sorted());
        sum.drafts += usize::from(one.draft && one.timings.documents > 0);
        sum.timings.sum(&one.timings);
        sum.wrote += one.wrote;
        sum.failures.extend(one.failed);
        if one.forbidden {
            sum.forbidden.insert(one.path);
        } else if one.unfit {
            sum.unfit.insert(one.path);
        }
        one.entries.iter().for_each(|(path, _)| terminal.detail(path));
        sum.files += one.entries.len();
        sum.entries.extend(one.entries);
    }
    sum
}

fn count(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

fn summary(sum: &Sum, target: Option<&BuildTarget>, global: &Global) -> String {
    let documents = count(sum.timings.documents, "document");
    let Some(target) = target else { return format!("checked {documents}") };
    let place = global.shown(&target.path);
    let more = sum.files.saturating_sub(sum.timings.documents);
    let more = if more == 0 { String::new() } else { format!(" and {more} to print") };
    match target.holds {
        FolderKind::Releases => format!("released {documents}{more} in {place}"),
        FolderKind::Drafts => {
            let pages = count(sum.timings.pages, "page");
            let drafts = if sum.drafts == 0 {
                String::new()
            } else {
                format!(", {} (`handout status` says why)", count(sum.drafts, "draft"))
            };
            format!("built {documents} ({pages}){more} in {place}{drafts}")
        }
    }
}

fn print_refused(terminal: &mut Terminal, refused: &[Refusal]) {
    if refused.is_empty() {
        return;
    }
    terminal.result(&format!("not released: {}", count(refused.len(), "document")));
    let rows: Vec<Vec<String>> =
        refused.iter().map(|r| vec![r.stem.clone(), r.reason.clone(), r.effect.clone()]).collect();
    for line in table(&rows) {
        terminal.result(&format!("  {line}"));
    }
}

/// Names on the command line that the project does not have.
pub(crate) fn unknown_names(project: &Project, selection: &Selection) -> Result<(), String> {
    let broken = project.broken.iter().filter(|(id, _)| !id.starts_with("facts-"));
    let ids: Vec<&str> = project.texts.keys().chain(broken).map(|(id, _)| id.as_str()).collect();
    let langs: Vec<&str> = project.settings.languages.iter().map(String::as_str).collect();
    let clinics: Vec<&str> = project.settings.clinics.iter().map(String::as_str).collect();
    for (what, given, known) in
        [("text", &selection.ids, ids), ("language", &selection.langs, langs), ("clinic", &selection.clinics, clinics)]
    {
        for name in given {
            if !known.contains(&name.as_str()) {
                let hint = nearest(name, known.iter().copied())
                    .map_or_else(String::new, |n| format!(" (did you mean `{n}`?)"));
                return Err(format!("the project has no {what} `{name}`{hint}"));
            }
        }
    }
    Ok(())
}

/// Texts that changed under a signed revision number, once each.
fn warn_changed(jobs: &[Job], sources: &Sources, sink: &mut Sink) {
    let texts = jobs.iter().map(|job| (&job.text.file, &job.standing));
    let facts = jobs.iter().filter_map(|job| job.facts.as_ref()).map(|(facts, standing)| (&facts.file, standing));
    let changed: BTreeSet<&String> =
        texts.chain(facts).filter(|(_, standing)| standing.changed_under_revision).map(|(file, _)| file).collect();
    for file in changed {
        let revision = sources.key(file, "revision");
        sink.push(
            Finding::new(Code::ChangedUnderRevision, "the words changed after a sign-off, and `revision` is still the signed one")
                .at(file, revision)
                .hint("raise `revision` by one, and have the text reviewed again; until then it prints as changed since its review"),
        );
    }
}

fn print_timings(
    terminal: &mut Terminal,
    timings: &Timings,
    before: &[(&str, Duration)],
    wrote: Duration,
    worked: Duration,
) {
    let ms = |d: Duration| format!("{:.1} ms", d.as_secs_f64() * 1000.0);
    let each = |d: Duration| {
        let n = u32::try_from(timings.documents.max(1)).unwrap_or(u32::MAX);
        format!("{} each", ms(d / n))
    };
    let mut rows: Vec<Vec<String>> =
        before.iter().map(|(name, d)| vec![(*name).to_owned(), ms(*d), String::new()]).collect();
    for (name, d) in ["compile", "audit", "sheets", "export"].into_iter().zip(timings.took) {
        rows.push(vec![name.to_owned(), ms(d), each(d)]);
    }
    rows.push(vec!["write".to_owned(), ms(wrote), each(wrote)]);
    rows.push(vec!["compile to write, by the clock".to_owned(), ms(worked), each(worked)]);
    for line in table(&rows) {
        terminal.result(line.trim_end());
    }
}
