//! `handout review test-sheet`: a sheet for whoever tries a text with readers.

use super::load::{Loaded, load};
use super::review::{subject, typed};
use super::sheet::{SheetDesk, keep_answers, sheet_folder};
use crate::cli::args::TestSheetArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::model::{HelpCall, Product, Project, Text};
use crate::output;
use crate::packet::reading::{ReadingRequest, reading};
use crate::review::digest::{CANON, Digest};
use crate::review::subject::Subject;

/// Makes a sheet of a text as it is now.
///
/// # Errors
/// Where there is no such text, or the file cannot be written.
pub fn run(global: &Global, args: &TestSheetArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let lang = typed(args.lang.as_ref(), "--lang")?;
    let Loaded { tree, sources, project, mut sink, fonts } = load(global, today)?;
    let Some(project) = project else {
        terminal.findings(&sink.into_sorted(), sources.files());
        return Ok(Exit::Usage);
    };
    let subject = subject(&project, &args.id, lang)?;
    let Subject::Text(text) = subject else {
        return Err("facts are tested within a text that prints them: name that".into());
    };
    let out = sheet_folder(global, args.out.as_deref(), "reader-tests")?;
    let digest = Digest::of(subject.canonical(CANON).unwrap_or_default().as_bytes());
    let calls = calls(&project, text);
    let request = ReadingRequest { text, calls: &calls, digest: &digest.short(), today };
    let (sheet_text, sheet) = reading(&request).ok_or_else(|| format!("such sheets do not speak `{lang}`"))?;
    let product = if args.paper { Product::WorksheetPaper } else { Product::Worksheet };
    let desk = SheetDesk::new(&project, &tree, &sources, fonts, today);
    let made = desk.make(&sheet_text, &sheet, product, &mut sink)?;
    terminal.findings(&sink.into_sorted(), sources.files());
    let Some(bytes) = made else { return Ok(Exit::Findings) };
    let paper = if args.paper { "-paper" } else { "" };
    let file = out.join(format!("{}.{lang}-r{}-reader-test{paper}.pdf", args.id, text.head.revision));
    keep_answers(global, &file)?;
    output::write(&file, &bytes).map_err(|e| Failure::unwritten(file.display(), &e))?;
    terminal.say(&format!("wrote {}", global.shown(&file)));
    Ok(Exit::Done)
}

/// The calls of a text in words: those of its topics, then those of its own help.
fn calls(project: &Project, text: &Text) -> Vec<String> {
    let clinic = project.settings.clinics.iter().find_map(|id| project.clinics.get(id));
    let facts = clinic.and_then(|own| project.facts.get(&(own.region.clone(), text.head.lang.clone())));
    let title = |id: &str| facts.and_then(|own| own.facts.iter().find(|f| f.id == id)).map(|f| f.title.clone());
    let of_topics = text.head.topics.iter().flat_map(|topic| topic.demands().lines).filter_map(|id| title(id));
    let of_help = text.get_help.iter().flat_map(|row| &row.calls).filter_map(|call| match call {
        HelpCall::Fact(id) => title(id),
        HelpCall::Clinic => clinic.map(|clinic| clinic.name.clone()),
    });
    let mut calls: Vec<String> = Vec::new();
    for call in of_topics.chain(of_help) {
        if !calls.contains(&call) {
            calls.push(call);
        }
    }
    calls
}
