//! `handout status`: every text and facts file with its review state.

use serde_json::{Value, json};

use super::release::BROKEN_REVIEWS;
use super::{exit, read};
use crate::cli::args::{Format, StatusArgs};
use crate::cli::exit::Exit;
use crate::cli::options::{Global, today};
use crate::cli::terminal::{Terminal, table};
use crate::model::Project;
use crate::project::Tree;
use crate::review::state::{ReviewStatus, Subject, evaluate};

/// Every text and facts file of a project with its standing, facts last.
pub(crate) fn statuses(project: &Project, today: chrono::NaiveDate) -> Vec<(Subject<'_>, ReviewStatus)> {
    let texts = project.texts.values().map(Subject::Text);
    let facts = project.facts.values().map(Subject::Facts);
    let people = |id: &str| project.people.get(id).cloned();
    texts
        .chain(facts)
        .map(|subject| {
            let key = (subject.id(), subject.lang().to_owned());
            let sign_offs = project.sign_offs.get(&key).map(Vec::as_slice).unwrap_or_default();
            let mut standing = evaluate(subject, sign_offs, &people, today);
            if project.broken_reviews.contains(&key) {
                BROKEN_REVIEWS.clone_into(&mut standing.reason);
            }
            (subject, standing)
        })
        .collect()
}

/// State and reason of a text whose file has errors.
const UNREADABLE: (&str, &str) = ("unreadable", "the file has errors");

/// `guide`, `worksheet` or `facts`, of a text whose file has errors.
fn kind(tree: &Tree, id: &str, lang: &str) -> &'static str {
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
pub fn run(global: &Global, args: &StatusArgs, terminal: &mut Terminal) -> Result<Exit, String> {
    let today = args.today.unwrap_or_else(today);
    let loaded = read(global, today)?;
    let findings = loaded.sink.into_sorted();
    terminal.findings(&findings, loaded.sources.files());
    let Some(project) = loaded.project else { return Ok(Exit::Usage) };
    let statuses = statuses(&project, today);
    match args.format {
        Format::Json => {
            let mut texts: Vec<Value> = statuses
                .iter()
                .map(|(subject, standing)| {
                    let held = standing.ruling();
                    json!({
                        "id": subject.id(),
                        "lang": subject.lang(),
                        "kind": subject.kind(),
                        "revision": subject.revision(),
                        "state": standing.state.as_str(),
                        "reason": standing.reason,
                        "reviewers": standing.holding.iter().map(|h| h.reviewer.name.clone()).collect::<Vec<_>>(),
                        "reviewed": held.map(|h| h.reviewed.to_string()),
                        "next_review": held.map(|h| h.next_review.to_string()),
                        "digest": standing.digest.as_str(),
                    })
                })
                .collect();
            texts.extend(project.broken.iter().map(|(id, lang)| {
                json!({
                    "id": id,
                    "lang": lang,
                    "kind": kind(&loaded.tree, id, lang),
                    "revision": null,
                    "state": UNREADABLE.0,
                    "reason": UNREADABLE.1,
                    "reviewers": [],
                    "reviewed": null,
                    "next_review": null,
                    "digest": null,
                })
            }));
            terminal.result(&serde_json::to_string_pretty(&json!({"texts": texts})).unwrap_or_default());
        }
        Format::Text => {
            let mut rows = vec![["text", "lang", "rev", "state", "next review", "why"].map(str::to_owned).to_vec()];
            for (subject, standing) in &statuses {
                let next = standing.ruling().map(|h| h.next_review.to_string());
                rows.push(vec![
                    subject.id(),
                    subject.lang().to_owned(),
                    subject.revision().to_string(),
                    standing.state.as_str().to_owned(),
                    next.unwrap_or_else(|| "-".to_owned()),
                    standing.reason.clone(),
                ]);
            }
            for (id, lang) in &project.broken {
                let dash = || "-".to_owned();
                rows.push(vec![
                    id.clone(),
                    lang.clone(),
                    dash(),
                    UNREADABLE.0.to_owned(),
                    dash(),
                    UNREADABLE.1.to_owned(),
                ]);
            }
            for line in table(&rows) {
                terminal.result(&line);
            }
        }
    }
    Ok(exit(&findings))
}
