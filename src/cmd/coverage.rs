//! `handout coverage`: how a text stands against published lists of what patient information should have.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::exit;
use super::load::{Loaded, load};
use super::names::{check_names, did_you_mean};
use crate::cli::args::{CoverageArgs, Format};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::{Terminal, table};
use crate::coverage::{CoverageSubject, CoveredItem, InstrumentCoverage, ItemVerdict, instruments, of};
use crate::diag::Sink;
use crate::job::Selection;
use crate::language::{Grades, graded_texts};
use crate::model::{Clinic, Instrument, Project, Text};
use crate::project::Tree;
use crate::review::design::Design;
use crate::review::statuses::ReviewStatuses;
use crate::source::Sources;
use crate::source::load::{TextFile, text_files};

/// Prints how a text stands, in each language that was asked for.
///
/// # Errors
/// Where the project cannot be read, or has no such text, language, clinic or instrument.
pub fn run(global: &Global, args: &CoverageArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let Loaded { tree, sources, project, sink, .. } = load(global, today)?;
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    let Some(project) = project else { return Ok(Exit::Usage) };
    let wanted = Selection {
        ids: vec![args.id.clone()],
        langs: args.lang.clone(),
        clinics: args.clinic.iter().cloned().collect(),
        ..Selection::default()
    };
    check_names(&project, &wanted)?;
    let chosen = chosen(&project, &args.instrument)?;
    let is_wanted =
        |id: &str, lang: &str| id == args.id && (args.lang.is_empty() || args.lang.iter().any(|l| l == lang));
    let texts: Vec<&Text> = project.texts.values().filter(|text| is_wanted(&text.head.id, &text.head.lang)).collect();
    let unreadable: Vec<&(String, String)> = project.broken.iter().filter(|(id, lang)| is_wanted(id, lang)).collect();
    if texts.is_empty() && unreadable.is_empty() {
        return Err("the project has no such text in that language".into());
    }
    let reviews = ReviewStatuses::of(&project, today);
    let asked = CoverageRequest {
        project: &project,
        tree: &tree,
        sources: &sources,
        clinic: args.clinic.as_deref(),
        reviews: &reviews,
        today,
    };
    let covered: Vec<CoveredText> = texts.into_iter().map(|text| asked.covered(text, &chosen)).collect();
    match args.format {
        Format::Json => {
            let broken = unreadable.iter().map(|(id, lang)| json!({"id": id, "lang": lang, "instruments": null}));
            let texts: Vec<Value> = covered.iter().map(CoveredText::json).chain(broken).collect();
            terminal.result(&serde_json::to_string_pretty(&json!({"texts": texts})).unwrap_or_default());
        }
        Format::Text => {
            let broken = unreadable
                .iter()
                .map(|(id, lang)| vec![format!("{id} ({lang}) cannot be held against anything: its file has errors")]);
            let parts: Vec<Vec<String>> = covered.iter().map(CoveredText::lines).chain(broken).collect();
            parts.join(&String::new()).iter().for_each(|line| terminal.result(line.trim_end()));
        }
    }
    Ok(exit(&findings))
}

/// How a text stands against all instruments, for the first clinic that has its language.
pub(super) fn covered(
    project: &Project,
    tree: &Tree,
    sources: &Sources,
    text: &Text,
    today: NaiveDate,
) -> Vec<InstrumentCoverage> {
    let reviews = ReviewStatuses::of(project, today);
    let asked = CoverageRequest { project, tree, sources, clinic: None, reviews: &reviews, today };
    asked.covered(text, &instruments(project)).against
}

/// The instruments that were asked for, in the order in which they are shown.
fn chosen(project: &Project, names: &[String]) -> Result<Vec<Instrument>, String> {
    let all = instruments(project);
    let known = || all.iter().map(|instrument| instrument.id.as_str());
    if let Some(name) = names.iter().find(|name| !known().any(|id| id == name.as_str())) {
        return Err(format!("there is no instrument `{name}`{}", did_you_mean(name, known())));
    }
    Ok(all.into_iter().filter(|instrument| names.is_empty() || names.contains(&instrument.id)).collect())
}

/// What was asked for, and where it is found.
struct CoverageRequest<'a> {
    project: &'a Project,
    tree: &'a Tree,
    sources: &'a Sources,
    clinic: Option<&'a str>,
    reviews: &'a ReviewStatuses<'a>,
    today: NaiveDate,
}

impl CoverageRequest<'_> {
    /// The clinic that was named; else the first that has a language, or the first of all.
    fn clinic(&self, lang: &str) -> Option<&Clinic> {
        let named = |id: &String| self.clinic.is_none_or(|named| named == id);
        let all = self.project.settings.clinics.iter().filter(|id| named(id));
        let clinics: Vec<&Clinic> = all.filter_map(|id| self.project.clinics.get(id)).collect();
        clinics.iter().find(|clinic| clinic.speaks(lang)).or(clinics.first()).copied()
    }

    /// How hard a text is to read.
    fn grades(&self, text: &Text) -> Option<Grades> {
        let files: Vec<TextFile> = text_files(self.sources).into_iter().filter(|file| file.path == text.file).collect();
        graded_texts(&files, &mut Sink::default()).into_iter().next()?.grades
    }

    fn covered<'t>(&'t self, text: &'t Text, instruments: &[Instrument]) -> CoveredText<'t> {
        let (id, lang) = (text.head.id.as_str(), text.head.lang.as_str());
        let (clinic, grades) = (self.clinic(lang), self.grades(text));
        let facts_review = clinic.and_then(|clinic| self.reviews.printed_facts(id, lang, &clinic.region));
        let own_design = Design::of(self.tree, self.project.design_sign_offs.as_deref(), self.today).is_some();
        let against = self.reviews.text(id, lang).map(|review| {
            let subject = CoverageSubject {
                project: self.project,
                text,
                clinic,
                review: &review,
                facts_review: facts_review.as_deref(),
                grades: grades.as_ref(),
                own_design,
            };
            instruments.iter().map(|instrument| of(instrument, &subject)).collect()
        });
        CoveredText { text, clinic, against: against.unwrap_or_default() }
    }
}

/// How a text stands against the instruments that were asked for.
struct CoveredText<'a> {
    text: &'a Text,
    clinic: Option<&'a Clinic>,
    against: Vec<InstrumentCoverage>,
}

impl CoveredText<'_> {
    /// The tables for people.
    fn lines(&self) -> Vec<String> {
        let head = &self.text.head;
        let clinic = self.clinic.map(|clinic| format!(", for the clinic {}", clinic.id)).unwrap_or_default();
        let mut lines = vec![format!("{} ({}), revision {}{clinic}", head.id, head.lang, head.revision)];
        for against in &self.against {
            let Instrument { id, title, edition, publisher, url, note, .. } = &against.instrument;
            lines.extend([String::new(), format!("{title} ({id}): {edition}")]);
            let place = url.as_ref().map(|url| format!(", {url}")).unwrap_or_default();
            lines.push(format!("{publisher}{place}"));
            lines.extend(note.clone());
            lines.extend(table(&cells(against)));
            lines.push(against.counted());
        }
        lines
    }

    fn json(&self) -> Value {
        let head = &self.text.head;
        let against: Vec<Value> = self.against.iter().map(against_json).collect();
        json!({
            "id": head.id,
            "lang": head.lang,
            "kind": self.text.kind(),
            "revision": head.revision,
            "clinic": self.clinic.map(|clinic| clinic.id.as_str()),
            "instruments": against,
        })
    }
}

/// The table of an instrument, with its head: what helps to judge stands below the question.
fn cells(against: &InstrumentCoverage) -> Vec<Vec<String>> {
    let mut rows = vec![["no", "item", "stands", "by what, what to do, or what to ask"].map(str::to_owned).to_vec()];
    for item in &against.items {
        let number = item.number.clone().unwrap_or_else(|| "-".to_owned());
        rows.push(vec![number, item.name.clone(), item.verdict.said().to_owned(), item.words.clone()]);
        let empty = || [String::new(), String::new(), String::new()];
        rows.extend(item.helps.iter().map(|help| [empty().to_vec(), vec![format!("- {help}")]].concat()));
    }
    rows
}

fn against_json(against: &InstrumentCoverage) -> Value {
    let Instrument { id, title, edition, publisher, url, note, .. } = &against.instrument;
    let item = |item: &CoveredItem| {
        json!({
            "number": item.number,
            "name": item.name,
            "asks": item.asks,
            "verdict": item.verdict.as_str(),
            "words": item.words,
            "helps": item.helps,
        })
    };
    json!({
        "id": id,
        "title": title,
        "edition": edition,
        "publisher": publisher,
        "url": url,
        "note": note,
        "counts": {
            "met": against.count(ItemVerdict::Met),
            "not_met": against.count(ItemVerdict::NotMet),
            "to_judge": against.count(ItemVerdict::ToJudge),
            "does_not_apply": against.count(ItemVerdict::DoesNotApply),
        },
        "items": against.items.iter().map(item).collect::<Vec<_>>(),
    })
}
