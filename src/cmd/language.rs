//! `handout check --language`: how hard the texts are to read, and words in them for which there are better ones.

use serde_json::{Value, json};

use super::advice::{check_wanted, exit_after, is_wanted, own_texts};
use super::load::{Loaded, load};
use crate::cli::args::CheckArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::language::{GradedText, Grades, graded_texts};
use crate::source::load::TextFile;

/// Judges the words of what was asked for.
///
/// # Errors
/// Where the project cannot be read, or has no such text.
pub(super) fn check_language(global: &Global, args: &CheckArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let Loaded { tree, sources, project, mut sink, .. } = load(global, args.what.today.unwrap_or_else(today))?;
    let wanted = args.what.documents.selection();
    let files = own_texts(&sources, &tree);
    let named: Vec<TextFile> = files.iter().filter(|file| is_wanted(file, &wanted)).cloned().collect();
    let texts = if project.is_some() { graded_texts(&named, &mut sink) } else { Vec::new() };
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    let Some(project) = project else { return Ok(Exit::Usage) };
    check_wanted(&project, &files, &wanted)?;
    terminal.table(&rows(&texts), "texts", Value::from(texts.iter().map(value).collect::<Vec<_>>()));
    Ok(exit_after(&findings, args.strict))
}

/// The table for people, with its head.
fn rows(texts: &[GradedText]) -> Vec<Vec<String>> {
    let head = ["file", "words", "sentences", "grade", "prose", "long", "plainer", "shaming", "excused"];
    let row = |text: &GradedText| {
        let file = text.file.strip_prefix("sources/").unwrap_or(&text.file).to_owned();
        let Some(grades) = &text.grades else {
            return vec![file, format!("no measure for the language `{}`", text.lang)];
        };
        let number = |count: usize| count.to_string();
        let Grades { words, sentences, long, plainer, shaming, .. } = *grades;
        let mut row = vec![file, number(words), number(sentences), graded(grades)];
        row.push(grades.prose.map_or("-".to_owned(), |grade| format!("{grade:.1}")));
        row.extend([long, plainer, shaming].map(number));
        row.push(if grades.excused.is_empty() { "-".to_owned() } else { grades.excused.join(", ") });
        row
    };
    std::iter::once(head.map(str::to_owned).to_vec()).chain(texts.iter().map(row)).collect()
}

/// "FK 3.6, SMOG 7.8".
fn graded(grades: &Grades) -> String {
    let said = grades.measures.iter().map(|(name, grade)| format!("{name} {grade:.1}"));
    let said: Vec<String> = said.collect();
    if said.is_empty() { "-".to_owned() } else { said.join(", ") }
}

fn value(text: &GradedText) -> Value {
    let grades = text.grades.as_ref().map(|grades| {
        let rounded = |grade: f64| (grade * 100.0).round() / 100.0;
        let measures: serde_json::Map<String, Value> =
            grades.measures.iter().map(|(name, grade)| ((*name).to_owned(), rounded(*grade).into())).collect();
        json!({
            "words": grades.words,
            "sentences": grades.sentences,
            "measures": measures,
            "prose": grades.prose.map(rounded),
            "long_sentences": grades.long,
            "plainer_words": grades.plainer,
            "shaming_words": grades.shaming,
            "excused": grades.excused,
        })
    });
    json!({"file": text.file, "id": text.id, "lang": text.lang, "grades": grades})
}
