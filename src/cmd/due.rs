//! `handout due`: what has to be reviewed, by when, and what stands in the way of it.

mod calendar;
mod rows;
mod table;

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

use self::calendar::{DueCalendar, has_day};
use self::rows::{DueRow, rows};
use self::table::{DueTable, left_out, written};
use super::exit;
use super::known_answer::{AnswerPlace, KnownAnswer};
use super::load::{Loaded, load_tree, read};
use super::release::unfinished;
use crate::answers::file::MARK;
use crate::cli::args::{DueArgs, DueFormat};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::output;
use crate::review::due::{Horizon, in_order};

/// What is known of a project on a day, however far somebody looks ahead.
#[derive(Serialize, Deserialize)]
struct DueAnswer {
    publisher: String,
    rows: Vec<DueRow>,
}

/// Prints what is due, and writes its days into a calendar where one is asked for.
///
/// # Errors
/// Where the project cannot be read, or a file cannot be written.
pub fn run(global: &Global, args: &DueArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    check_names(args)?;
    let today = args.today.unwrap_or_else(today);
    let Some((answer, found)) = answer(global, today, terminal)? else { return Ok(Exit::Usage) };
    let horizons = in_order(&args.within, today);
    let table = DueTable::new(&answer.rows, &horizons, today);
    let calendar = args.ics.as_deref().map(|file| calendar(global, file, &answer, &horizons, today)).transpose()?;
    let said = match args.format {
        DueFormat::Text => table.lines(args.all).join("\n"),
        DueFormat::Csv => table.csv(args.all)?,
        DueFormat::Json => {
            let calendar =
                calendar.as_ref().map(|calendar| json!({"days": calendar.days, "left_out": calendar.left_out}));
            serde_json::to_string_pretty(&table.json(calendar)).unwrap_or_default()
        }
    };
    let said = said.trim_end_matches('\n');
    match &args.out {
        Some(file) => {
            // Without the mark spreadsheets take the letters of a table for those of another encoding.
            let mark = if args.format == DueFormat::Csv { MARK.to_string() } else { String::new() };
            let text = format!("{mark}{said}\n");
            output::write(file, text.as_bytes()).map_err(|e| Failure::unwritten(file.display(), &e))?;
            terminal.say(&format!("wrote {}", global.shown(file)));
        }
        None => terminal.result(said),
    }
    let lines = calendar.into_iter().flat_map(|calendar| calendar.lines);
    match args.format {
        DueFormat::Text => lines.for_each(|line| terminal.say(&line)),
        // A program reads standard output.
        DueFormat::Json | DueFormat::Csv => lines.for_each(|line| terminal.aside(&line)),
    }
    Ok(found.max(if table.is_due() { Exit::Findings } else { Exit::Done }))
}

/// What is known of the project, and how a run ends where nothing of it is due; `None` where `project.yaml` itself cannot be
/// used. What was found is said.
fn answer(global: &Global, today: NaiveDate, terminal: &mut Terminal) -> Result<Option<(DueAnswer, Exit)>, Failure> {
    let tree = read(global)?;
    let place = AnswerPlace::of(&global.root, "due", &today.to_string(), &tree);
    if let Some(KnownAnswer { findings, lines }) = place.as_ref().and_then(AnswerPlace::read)
        && let Some(answer) = lines.first().and_then(|line| serde_json::from_str(line).ok())
    {
        terminal.findings(&findings, &tree.files());
        return Ok(Some((answer, exit(&findings))));
    }
    let Loaded { tree, sources, project, sink, .. } = load_tree(tree, today);
    let unfinished = unfinished(&sink);
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    let Some(project) = project else { return Ok(None) };
    let answer =
        DueAnswer { publisher: project.settings.publisher.clone(), rows: rows(&project, &tree, &unfinished, today) };
    let found = exit(&findings);
    if let Some(place) = place {
        place.keep(&KnownAnswer { findings, lines: vec![serde_json::to_string(&answer).unwrap_or_default()] });
    }
    Ok(Some((answer, found)))
}

/// A calendar that was written.
struct WrittenCalendar {
    /// How many days it has.
    days: usize,
    /// What it has no day of, with its language.
    left_out: Vec<String>,
    /// The same for people.
    lines: Vec<String>,
}

/// Writes the calendar of a project.
fn calendar(
    global: &Global,
    file: &Path,
    answer: &DueAnswer,
    horizons: &[Horizon],
    today: NaiveDate,
) -> Result<WrittenCalendar, Failure> {
    let (dated, without): (Vec<&DueRow>, Vec<&DueRow>) = answer.rows.iter().partition(|row| has_day(row));
    let text = DueCalendar { publisher: &answer.publisher, horizons, today }.write(&dated)?;
    output::write(file, text.as_bytes()).map_err(|e| Failure::unwritten(file.display(), &e))?;
    let lines = [Some(written(&global.shown(file), dated.len())), left_out(&without)];
    let left_out = without.iter().map(|row| row.named()).collect();
    Ok(WrittenCalendar { days: dated.len(), left_out, lines: lines.into_iter().flatten().collect() })
}

/// Refuses names of files that would be taken for something else, or that may be files of the project.
fn check_names(args: &DueArgs) -> Result<(), Failure> {
    let ends_in = |file: &Path, end: &str| file.extension().is_some_and(|own| own.eq_ignore_ascii_case(end));
    if args.ics.as_deref().is_some_and(|file| !ends_in(file, "ics")) {
        return Err("--ics needs the name of a calendar, which ends in .ics, such as reviews.ics".into());
    }
    let end = match args.format {
        DueFormat::Text => "txt",
        DueFormat::Json => "json",
        DueFormat::Csv => "csv",
    };
    match &args.out {
        Some(file) if !ends_in(file, end) => {
            Err(format!("--out needs the name of a file that ends in .{end}, as --format says").into())
        }
        Some(_) | None => Ok(()),
    }
}
