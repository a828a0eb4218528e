//! `handout build`: PDFs into a folder, with a manifest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Loaded, exit, read, release};
use crate::cli::args::{Build, What};
use crate::cli::exit::Exit;
use crate::cli::options::{Global, stopwatch, today};
use crate::cli::terminal::{Terminal, table};
use crate::diag::{Code, Files, Finding, Sink};
use crate::job::{self, Job, Options, Outcome, Selection, Shared, Timings};
use crate::manifest::{Entry, Manifest, NAME};
use crate::output;
use crate::source::load::Project;
use crate::source::schema::nearest;
use crate::source::yaml;

/// Where documents go.
pub(crate) enum Target {
    /// Nowhere: a check.
    Nothing,
    /// Into a folder of drafts and reviewed texts.
    Folder { path: PathBuf, prune: bool },
    /// Into a folder of released texts.
    Release { path: PathBuf, prune: bool },
}

impl Target {
    fn folder(&self) -> Option<(&Path, bool)> {
        match self {
            Target::Nothing => None,
            Target::Folder { path, prune } | Target::Release { path, prune } => Some((path, *prune)),
        }
    }
}

/// Builds.
///
/// # Errors
/// Where the project cannot be read or the folder cannot be written.
pub fn run(global: &Global, args: &Build, terminal: &mut Terminal) -> Result<Exit, String> {
    let path = args.out.clone().unwrap_or_else(|| global.root.join(if args.release { "release" } else { "out" }));
    let target = if args.release {
        Target::Release { path, prune: args.prune }
    } else {
        if path.file_name().is_some_and(|n| n == "release") {
            return Err("only `build --release` writes to a folder called release".to_owned());
        }
        Target::Folder { path, prune: args.prune }
    };
    make(global, &args.what, &target, terminal)
}

/// What became of a job on the thread that made it.
struct Made {
    path: String,
    entry: Option<Entry>,
    findings: Sink,
    failed: Option<String>,
    timings: Timings,
    wrote: Duration,
}

/// Loads, plans, makes, writes.
pub(crate) fn make(global: &Global, what: &What, target: &Target, terminal: &mut Terminal) -> Result<Exit, String> {
    let watch = stopwatch();
    let lap = watch.start();
    let today = what.today.unwrap_or_else(today);
    let Loaded { tree, mut files, project, mut sink, fonts } = read(global, today)?;
    let loaded = lap();
    let lap = watch.start();
    let Some(project) = project else {
        let findings = sink.into_sorted();
        terminal.findings(&findings, &files);
        return Ok(exit(&findings));
    };
    let selection = what.selection();
    unknown_names(&project, &selection)?;
    let all = job::plan(&project, &Selection::default(), today, &mut sink);
    let broken_plan = sink.has_errors();
    warn_changed(&all, &files, &mut sink);
    let wanted = job::plan(&project, &selection, today, &mut Sink::default());
    let before = target.folder().map(|(path, _)| Manifest::read(path)).transpose()?.unwrap_or_default();
    let (jobs, refused) = match target {
        Target::Release { .. } => release::sort(wanted, &before, today),
        _ => (wanted, Vec::new()),
    };
    let base = Loaded::base(&tree, fonts);
    let checked = lap();
    let bar = terminal.progress(jobs.len());
    let shared = Shared { base: &base, stopwatch: &watch };
    let options = Options { jobs: what.jobs.map_or(0, usize::from), export: target.folder().is_some() };
    let lap = watch.start();
    let made = job::batch(&jobs, &shared, options, |outcome| {
        let made = finish(outcome, target, &watch);
        bar.step();
        made
    });
    bar.finish();
    let worked = lap();

    let mut timings = Timings::default();
    let (mut wrote, mut entries, mut failures) = (Duration::ZERO, Vec::new(), Vec::new());
    for one in made {
        sink.extend(one.findings.into_sorted());
        for (sum, part) in timings.took.iter_mut().zip(one.timings.took) {
            *sum += part;
        }
        timings.documents += one.timings.documents;
        timings.pages += one.timings.pages;
        wrote += one.wrote;
        failures.extend(one.failed);
        if let Some(entry) = one.entry {
            terminal.detail(&one.path);
            entries.push((one.path, entry));
        }
    }
    let findings = sink.into_sorted();
    let mut summary = Vec::new();
    if let Some((folder, prune)) = target.folder() {
        let mut manifest = before.clone();
        manifest.format = 1;
        manifest.made_by = concat!("handout ", env!("CARGO_PKG_VERSION")).to_owned();
        manifest.inputs = Manifest::inputs(&tree);
        manifest.files.extend(entries);
        for refusal in &refused {
            if refusal.remove && manifest.files.remove(&refusal.path).is_some() {
                remove(folder, &refusal.path)?;
            }
        }
        let released = matches!(target, Target::Release { .. });
        stale(&mut manifest, folder, &all, &project, Prune { wanted: prune, broken: broken_plan, released }, &mut summary)?;
        if !failures.is_empty() {
            return Err(failures.join("\n"));
        }
        if !manifest.files.is_empty() || !before.files.is_empty() {
            output::write(&folder.join(NAME), manifest.to_json().as_bytes())
                .map_err(|e| format!("{} cannot be written: {e}", folder.join(NAME).display()))?;
        }
    }
    files.retain(|path, _| findings.iter().any(|f| f.place.as_ref().is_some_and(|p| p.file == *path)));
    terminal.findings(&findings, &files);
    let count = |n: usize, word: &str| if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") };
    let drafts = jobs.iter().filter(|j| j.state() != crate::review::state::State::Current).count();
    match target {
        Target::Nothing => terminal.say(&format!("checked {}", count(timings.documents, "document"))),
        Target::Folder { path, .. } => terminal.say(&format!(
            "built {} ({}) in {}{}",
            count(timings.documents, "document"),
            count(timings.pages, "page"),
            global.shown(path),
            if drafts == 0 { String::new() } else { format!(", {} not clinically reviewed as printed", count(drafts, "draft")) },
        )),
        Target::Release { path, .. } => {
            terminal.say(&format!("released {} in {}", count(timings.documents, "document"), global.shown(path)));
        }
    }
    for line in &summary {
        terminal.say(line);
    }
    if !refused.is_empty() {
        let rows: Vec<Vec<String>> = refused.iter().map(|r| vec![r.stem.clone(), r.reason.clone(), r.effect.clone()]).collect();
        terminal.result(&format!("not released: {}", count(refused.len(), "document")));
        for line in table(&rows) {
            terminal.result(&format!("  {line}"));
        }
    }
    if what.timings {
        print_timings(terminal, &timings, &[("load", loaded), ("check", checked)], wrote, worked);
    }
    Ok(if refused.is_empty() { exit(&findings) } else { Exit::Findings })
}

/// Writes one document where it belongs.
fn finish(outcome: Outcome, target: &Target, watch: &job::Stopwatch) -> Made {
    let path = outcome.job.path();
    let mut made = Made { path, entry: None, findings: outcome.findings, failed: None, timings: Timings::default(), wrote: Duration::ZERO };
    let Some(document) = outcome.document else { return made };
    made.timings.add(&document);
    if let (Some((folder, _)), Some(bytes)) = (target.folder(), &document.bytes) {
        let lap = watch.start();
        let file = folder.join(&made.path);
        match output::write(&file, bytes) {
            Ok(()) => made.entry = Some(Entry::new(outcome.job, bytes, document.pages)),
            Err(error) => made.failed = Some(format!("{} cannot be written: {error}", file.display())),
        }
        made.wrote = lap();
    }
    made
}

/// Names on the command line that the project does not have.
fn unknown_names(project: &Project, selection: &Selection) -> Result<(), String> {
    let ids: Vec<&str> = project.texts.keys().chain(&project.broken).map(|(id, _)| id.as_str()).collect();
    let langs: Vec<&str> = project.settings.languages.iter().map(String::as_str).collect();
    let clinics: Vec<&str> = project.settings.clinics.iter().map(String::as_str).collect();
    for (what, given, known) in [("text", &selection.ids, ids), ("language", &selection.langs, langs), ("clinic", &selection.clinics, clinics)] {
        for name in given {
            if !known.contains(&name.as_str()) {
                let hint = nearest(name, known.iter().copied()).map_or_else(String::new, |n| format!(" (did you mean `{n}`?)"));
                return Err(format!("the project has no {what} `{name}`{hint}"));
            }
        }
    }
    Ok(())
}

/// Texts that changed under a signed revision number, once each.
fn warn_changed(jobs: &[Job], files: &Files, sink: &mut Sink) {
    let texts = jobs.iter().map(|job| (&job.text.file, &job.standing));
    let facts = jobs.iter().filter_map(|job| job.facts.as_ref()).map(|(facts, standing)| (&facts.file, standing));
    let changed: BTreeSet<&String> =
        texts.chain(facts).filter(|(_, standing)| standing.changed_under_revision).map(|(file, _)| file).collect();
    for file in changed {
        let root = files.get(file).and_then(|text| yaml::parse(file, text, &mut Sink::default()));
        let revision = root.as_ref().and_then(|root| root.entry("revision")).map_or(0..0, |(key, _)| key.range.clone());
        sink.push(
            Finding::new(Code::ChangedUnderRevision, "the words changed after a sign-off, and `revision` is still the signed one")
                .at(file, revision)
                .hint("raise `revision` by one, and have the text reviewed again; until then it prints as changed since its review"),
        );
    }
}

/// What may be done with files that no job makes any more.
struct Prune {
    wanted: bool,
    /// Files of the project have errors, so that its jobs are not all known.
    broken: bool,
    released: bool,
}

/// Lists files of earlier builds that the project makes no more, and removes them where asked.
fn stale(
    manifest: &mut Manifest,
    folder: &Path,
    all: &[Job],
    project: &Project,
    prune: Prune,
    summary: &mut Vec<String>,
) -> Result<(), String> {
    let planned: BTreeSet<String> =
        all.iter().map(|j| if prune.released { format!("{}.pdf", j.stem()) } else { j.path() }).collect();
    let stale: Vec<String> = manifest
        .files
        .iter()
        .filter(|(path, entry)| !planned.contains(*path) && !project.broken.contains(&(entry.text.clone(), entry.lang.clone())))
        .map(|(path, _)| path.clone())
        .collect();
    for path in stale {
        if prune.wanted && !prune.broken {
            remove(folder, &path)?;
            manifest.files.remove(&path);
            summary.push(format!("removed {path}, which the project makes no more"));
        } else if prune.wanted {
            summary.push(format!("kept {path}, which the project may make no more: correct the errors first, then prune"));
        } else if !prune.broken {
            summary.push(format!("{path} is of an earlier build and made no more (--prune removes it)"));
        }
    }
    Ok(())
}

/// Removes a file that a manifest lists; paths that leave the folder are never followed.
fn remove(folder: &Path, path: &str) -> Result<(), String> {
    let plain = Path::new(path).components().all(|c| matches!(c, std::path::Component::Normal(_)));
    if !plain {
        return Err(format!("{} lists `{path}`, which is no path in its folder", folder.join(NAME).display()));
    }
    match std::fs::remove_file(folder.join(path)) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("{} cannot be removed: {error}", folder.join(path).display())),
    }
}

fn print_timings(terminal: &mut Terminal, timings: &Timings, before: &[(&str, Duration)], wrote: Duration, worked: Duration) {
    let ms = |d: Duration| format!("{:.1} ms", d.as_secs_f64() * 1000.0);
    let each = |d: Duration| {
        let n = u32::try_from(timings.documents.max(1)).unwrap_or(u32::MAX);
        format!("{} each", ms(d / n))
    };
    let mut rows: Vec<Vec<String>> = before.iter().map(|(name, d)| vec![(*name).to_owned(), ms(*d), String::new()]).collect();
    for (name, d) in ["compile", "audit", "export"].into_iter().zip(timings.took) {
        rows.push(vec![name.to_owned(), ms(d), each(d)]);
    }
    rows.push(vec!["write".to_owned(), ms(wrote), each(wrote)]);
    rows.push(vec!["compile to write, by the clock".to_owned(), ms(worked), each(worked)]);
    for line in table(&rows) {
        terminal.result(line.trim_end());
    }
}
