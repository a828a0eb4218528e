//! What a build says at its end: what was made, what was not released, how long it took.

use std::time::Duration;

use super::folder::BuildTarget;
use super::outcome::BuildOutcome;
use super::release::Refusal;
use crate::cli::options::Global;
use crate::cli::terminal::{Terminal, table};
use crate::manifest::FolderKind;

/// How long the steps of a build took, by the clock.
pub(crate) struct Laps {
    /// Reading the project.
    pub(crate) loaded: Duration,
    /// Planning, and opening the folder.
    pub(crate) checked: Duration,
    /// Making and writing documents.
    pub(crate) worked: Duration,
}

/// A number with its word, which ends in s where there are more or less than one.
pub(crate) fn count(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// What was made, in a line, and what of it had been made before.
pub(crate) fn summary(built: &BuildOutcome, target: Option<&BuildTarget>, global: &Global) -> String {
    let made = built.timings.documents - built.kept;
    let how = match (built.kept, made) {
        (0, _) => String::new(),
        (_, 0) => UNCHANGED.to_owned(),
        (kept, made) => format!("; {made} made anew, {kept} had not changed"),
    };
    format!("{}{how}", what(built, target, global))
}

/// What is said where all had been made before.
pub(crate) const UNCHANGED: &str = "; nothing had changed";

/// What was made, in words; a file that is the only one is named.
pub(crate) fn what(built: &BuildOutcome, target: Option<&BuildTarget>, global: &Global) -> String {
    let documents = count(built.timings.documents, "document");
    let Some(target) = target else { return format!("checked {documents}") };
    if let Some(path) = &built.only {
        let done = if target.kind == FolderKind::Releases { "released" } else { "built" };
        let draft = match built.drafts {
            0 => "",
            _ if target.withdrawn => ", withdrawn",
            _ => ", a draft (`handout status` says why)",
        };
        let pages = count(built.timings.pages, "page");
        return format!("{done} {} ({pages}){draft}", global.shown(&target.path.join(path)));
    }
    let place = global.shown(&target.path);
    let more = built.files.saturating_sub(built.timings.documents);
    let more = if more == 0 { String::new() } else { format!(" and {more} to print") };
    match target.kind {
        FolderKind::Releases => format!("released {documents}{more} in {place}"),
        FolderKind::Drafts => {
            let pages = count(built.timings.pages, "page");
            let drafts = if built.drafts == 0 || target.withdrawn {
                String::new()
            } else {
                format!(", {} (`handout status` says why)", count(built.drafts, "draft"))
            };
            format!("built {documents} ({pages}){more} in {place}{drafts}")
        }
    }
}

/// The table of what was not released; nothing where all was.
pub(crate) fn print_refused(terminal: &mut Terminal, refused: &[Refusal]) {
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

/// The table of what each step took.
pub(crate) fn print_timings(terminal: &mut Terminal, laps: &Laps, built: &BuildOutcome) {
    let timings = &built.timings;
    let ms = |d: Duration| format!("{:.1} ms", d.as_secs_f64() * 1000.0);
    let each = |d: Duration| {
        let n = u32::try_from((timings.documents - built.kept).max(1)).unwrap_or(u32::MAX);
        format!("{} each", ms(d / n))
    };
    let once = |name: &str, d: Duration| vec![name.to_owned(), ms(d), String::new()];
    let mut rows = vec![once("load", laps.loaded), once("check", laps.checked)];
    for (name, d) in ["compile", "audit", "sheets", "export"].into_iter().zip(timings.took) {
        rows.push(vec![name.to_owned(), ms(d), each(d)]);
    }
    rows.push(vec!["write".to_owned(), ms(built.write_time), each(built.write_time)]);
    rows.push(vec!["compile to write, by the clock".to_owned(), ms(laps.worked), each(laps.worked)]);
    for line in table(&rows) {
        terminal.result(line.trim_end());
    }
}
