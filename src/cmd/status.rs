//! `handout status`: every text and facts file with its review state.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::design::design_of;
use super::exit;
use super::known_answer::{AnswerPlace, KnownAnswer};
use super::load::{Loaded, load_tree, read};
use super::not_built::{EMPTY, is_empty};
use super::release::BROKEN_REVIEWS;
use crate::cli::args::{Format, StatusArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::{Terminal, table};
use crate::diag::list;
use crate::model::fact::review_id;
use crate::model::{Namesake, Person, Project};
use crate::project::Tree;
use crate::review::design::Design;
use crate::review::state::{ReviewStatus, State};
use crate::review::statuses::ReviewStatuses;
use crate::review::subject::Subject;

/// A text or facts file with its review status.
pub(super) struct Row<'a> {
    pub(super) subject: Subject<'a>,
    /// Its own.
    status: ReviewStatus,
    /// Of a text the status of those facts that its documents print, with the id of their file: for each region in which
    /// there are clinics.
    facts: Vec<(String, Arc<ReviewStatus>)>,
    /// Of facts that changed, the ids of the texts for which that is no matter: they print none of what changed.
    unchanged_for: Vec<String>,
}

impl Row<'_> {
    /// The state that its documents print: the worse of its own and that of its facts.
    pub(super) fn state(&self) -> State {
        self.facts.iter().map(|(_, facts)| facts.state).fold(self.status.state, State::max)
    }

    /// The day of the next review as its documents print it: the first of its own and that of its facts.
    fn next_review(&self) -> Option<NaiveDate> {
        let own = self.status.next_review?;
        Some(self.facts.iter().filter_map(|(_, facts)| facts.next_review).fold(own, Ord::min))
    }

    /// Why it is in its state, and what ends it.
    fn reason(&self) -> String {
        let own = &self.status.reason;
        let wanting = self.facts.iter().filter(|(_, facts)| facts.state != State::Current);
        // One thing is said once.
        let same = |facts: &ReviewStatus| facts.state == self.status.state && facts.reason == *own;
        let as_well = wanting.clone().find(|(_, facts)| same(facts));
        let wanting: Vec<String> = wanting
            .map(|(id, facts)| {
                let why = if same(facts) { " as well".to_owned() } else { format!(": {}", facts.reason) };
                format!("`{id}`, which it prints, is {}{why}", facts.state.as_str())
            })
            .collect();
        let first = self.facts.iter().find(|(_, facts)| {
            facts.next_review.is_some()
                && facts.next_review == self.next_review()
                && self.status.next_review != self.next_review()
        });
        match first {
            _ if as_well.is_some() => format!("{own}; {}", wanting.join("; ")),
            _ if !wanting.is_empty() => format!("{}; {own}", wanting.join("; ")),
            Some((id, _)) if self.status.state == State::Current => {
                format!("{own}; `{id}`, which it prints, is due first")
            }
            Some(_) | None if self.unchanged_for.is_empty() => own.clone(),
            Some(_) | None => {
                let texts = list(self.unchanged_for.iter().map(String::as_str));
                format!("{own}, but none of those in {texts}")
            }
        }
    }
}

/// Every text and facts file of a project with its review status, facts last.
pub(super) fn statuses<'p>(project: &'p Project, reviews: &ReviewStatuses) -> Vec<Row<'p>> {
    let unread = |id: &str, lang: &str| project.broken_reviews.contains(&(id.to_owned(), lang.to_owned()));
    let clinics = project.settings.clinics.iter().filter_map(|id| project.clinics.get(id));
    let regions: BTreeSet<&String> = clinics.map(|clinic| &clinic.region).collect();
    let row = |subject: Subject<'p>| {
        let (id, lang) = (subject.id(), subject.lang());
        let known = match subject {
            Subject::Text(_) => reviews.text(&id, lang),
            Subject::Facts(facts) => reviews.facts(&facts.region, lang),
        };
        let mut status = known?.as_ref().clone();
        if unread(&id, lang) {
            BROKEN_REVIEWS.clone_into(&mut status.reason);
        }
        let (mut facts, mut unchanged_for) = (Vec::new(), Vec::new());
        match subject {
            Subject::Text(_) => {
                for region in &regions {
                    let Some(mut printed) = reviews.printed_facts(&id, lang, region) else { continue };
                    if unread(&review_id(region), lang) {
                        BROKEN_REVIEWS.clone_into(&mut Arc::make_mut(&mut printed).reason);
                    }
                    facts.push((review_id(region), printed));
                }
            }
            Subject::Facts(own) if status.state == State::Changed => {
                let texts = project.texts.keys().filter(|(id, lang)| {
                    let status = reviews.printed_facts(id, lang, &own.region);
                    *lang == own.lang && status.is_some_and(|status| status.ruling().is_some())
                });
                unchanged_for = texts.map(|(id, _)| id.clone()).collect();
            }
            Subject::Facts(_) => {}
        }
        Some(Row { subject, status, facts, unchanged_for })
    };
    let texts = project.texts.values().filter_map(|text| row(Subject::Text(text)));
    let facts = project.facts.values().filter_map(|facts| row(Subject::Facts(facts)));
    texts.chain(facts).collect()
}

/// State and reason of a text whose file has errors.
pub(super) const UNREADABLE: (&str, &str) = ("unreadable", "the file has errors");

/// `guide`, `worksheet` or `facts`, of a text whose file has errors.
pub(super) fn kind(tree: &Tree, id: &str, lang: &str) -> &'static str {
    let has = |folder: &str| tree.get(&format!("sources/{folder}/{id}/{lang}.yaml")).is_some();
    if has("guides") {
        "guide"
    } else if has("worksheets") {
        "worksheet"
    } else {
        "facts"
    }
}

/// Prints the table.
///
/// # Errors
/// Where the project cannot be read.
pub fn run(global: &Global, args: &StatusArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let tree = read(global)?;
    let asked = format!("{:?} {today}", args.format);
    let place = AnswerPlace::of(&global.root, "status", &asked, &tree);
    if let Some(KnownAnswer { findings, lines }) = place.as_ref().and_then(AnswerPlace::read) {
        terminal.findings(&findings, &tree.files());
        lines.iter().for_each(|line| terminal.result(line));
        return Ok(exit(&findings));
    }
    let Loaded { tree, sources, project, sink, .. } = load_tree(tree, today);
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    let Some(project) = project else { return Ok(Exit::Usage) };
    let rows = statuses(&project, &ReviewStatuses::of(&project, today));
    let design = design_of(&tree, &project, today);
    let lines = match args.format {
        Format::Json => vec![json(&project, &rows, design.as_ref(), &tree)],
        Format::Text => lines(&project, &rows, design.as_ref()),
    };
    lines.iter().for_each(|line| terminal.result(line));
    let ends = exit(&findings);
    if let Some(place) = place {
        place.keep(&KnownAnswer { findings, lines });
    }
    Ok(ends)
}

/// The table, and what there is to say below it.
fn lines(project: &Project, rows: &[Row], design: Option<&Design>) -> Vec<String> {
    let mut lines = table(&cells(project, rows));
    lines.extend(is_empty(project).then(|| EMPTY.to_owned()));
    lines.extend(namesakes(project).map(|(person, namesake)| {
        let reason = &namesake.reason;
        format!("people.yaml: `{}` ({}) is not `{}`: {reason}", person.id, person.name, namesake.id)
    }));
    lines.extend(exceptions(rows));
    lines.extend(unstated_funding(rows));
    lines.extend(design.iter().flat_map(|design| [design.sentence(), format!("  digest {}", design.digest.as_str())]));
    lines
}

/// All that is known, for programs.
fn json(project: &Project, rows: &[Row], design: Option<&Design>, tree: &Tree) -> String {
    let known = rows.iter().map(|row| {
        let Row { subject, status, .. } = row;
        let ruling = status.ruling();
        let facts = row.facts.iter().map(|(id, facts)| {
            let (state, changed) = (facts.state.as_str(), &facts.changed_facts);
            json!({"id": id, "state": state, "reason": facts.reason, "changed": changed})
        });
        let facts: Vec<Value> = facts.collect();
        json!({
            "id": subject.id(),
            "lang": subject.lang(),
            "kind": subject.kind(),
            "revision": subject.revision(),
            "state": row.state().as_str(),
            "reason": row.reason(),
            "text_state": status.state.as_str(),
            "facts": facts,
            "reviewers": status.valid_sign_offs.iter().map(|s| s.reviewer.name.clone()).collect::<Vec<_>>(),
            "reviewed": ruling.map(|r| r.reviewed.to_string()),
            "next_review": row.next_review().map(|day| day.to_string()),
            "digest": status.digest.as_str(),
            "exceptions": subject.exceptions(),
            "funding": subject.paid_by(),
        })
    });
    let unreadable = project.broken.iter().map(|(id, lang)| {
        json!({
            "id": id,
            "lang": lang,
            "kind": kind(tree, id, lang),
            "revision": null,
            "state": UNREADABLE.0,
            "reason": UNREADABLE.1,
            "text_state": UNREADABLE.0,
            "facts": [],
            "reviewers": [],
            "reviewed": null,
            "next_review": null,
            "digest": null,
            "exceptions": [],
            "funding": null,
        })
    });
    let texts: Vec<Value> = known.chain(unreadable).collect();
    let told_apart =
        |(person, namesake): (&Person, &Namesake)| json!({"ids": [person.id, namesake.id], "reason": namesake.reason});
    let namesakes: Vec<Value> = namesakes(project).map(told_apart).collect();
    let mut all = json!({"texts": texts, "namesakes": namesakes});
    if let Some(design) = design {
        all["design"] = design_json(design);
    }
    serde_json::to_string_pretty(&all).unwrap_or_default()
}

/// Those who would be taken for one person by their names, and are two.
fn namesakes(project: &Project) -> impl Iterator<Item = (&Person, &Namesake)> {
    project.people.values().flat_map(|person| person.not_same_as.iter().map(move |namesake| (person, namesake)))
}

/// What reviewers must judge besides: words that a rule would refuse, and why they stand.
fn exceptions(rows: &[Row]) -> Vec<String> {
    let all = rows.iter().flat_map(|row| row.subject.exceptions().iter().map(move |e| (row.subject, e)));
    let lines = all.map(|(subject, e)| {
        format!(
            "  {} ({}): `{}` stands in spite of {}: {}",
            subject.id(),
            subject.lang(),
            e.text,
            e.code.as_str(),
            e.reason
        )
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() { lines } else { [vec![String::new(), "exceptions:".to_owned()], lines].concat() }
}

/// How many texts a line names.
const MOST_NAMED: usize = 12;

/// Texts that do not say who paid for them: their pages say nothing of it.
fn unstated_funding(rows: &[Row]) -> Option<String> {
    let unstated = |row: &&Row| matches!(row.subject, Subject::Text(_)) && row.subject.paid_by().is_none();
    let unstated: Vec<String> =
        rows.iter().filter(unstated).map(|row| format!("{} ({})", row.subject.id(), row.subject.lang())).collect();
    let more = unstated.len().saturating_sub(MOST_NAMED);
    let end =
        if more == 0 { String::new() } else { format!(" and {more} more (`handout status --format json` names all)") };
    let named = unstated.get(..MOST_NAMED).unwrap_or(&unstated).join(", ");
    (!unstated.is_empty()).then(|| format!("funding not stated: {named}{end}"))
}

/// A design of one's own; the key is not there where all of it is the program's.
fn design_json(design: &Design) -> Value {
    let signed = design.signed.as_ref().ok();
    json!({
        "state": if signed.is_some() { "signed" } else { "unsigned" },
        "reason": design.signed.as_ref().err(),
        "signed_by": signed.map(|s| &s.signed_by),
        "signed": signed.map(|s| &s.signed),
        "digest": design.digest.as_str(),
        "files": design.files,
    })
}

/// The table for people, with its head.
fn cells(project: &Project, rows: &[Row]) -> Vec<Vec<String>> {
    let head = ["text", "lang", "rev", "state", "next review", "why"].map(str::to_owned);
    let known = rows.iter().map(|row| {
        let (subject, next) = (row.subject, row.next_review().map(|day| day.to_string()));
        [
            subject.id(),
            subject.lang().to_owned(),
            subject.revision().to_string(),
            row.state().as_str().to_owned(),
            next.unwrap_or_else(|| "-".to_owned()),
            row.reason(),
        ]
    });
    let unreadable = project
        .broken
        .iter()
        .map(|(id, lang)| [id.as_str(), lang, "-", UNREADABLE.0, "-", UNREADABLE.1].map(str::to_owned));
    std::iter::once(head).chain(known).chain(unreadable).map(Vec::from).collect()
}
