//! `handout status`: every text and facts file with its review state.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::design::design_of;
use super::exit;
use super::load::load;
use super::release::BROKEN_REVIEWS;
use crate::cli::args::{Format, StatusArgs};
use crate::cli::exit::Exit;
use crate::cli::options::{Global, today};
use crate::cli::terminal::{Terminal, table};
use crate::model::{Namesake, Person, Project};
use crate::project::Tree;
use crate::review::design::Design;
use crate::review::state::{ReviewStatus, evaluate};
use crate::review::subject::Subject;

/// Every text and facts file of a project with its review status, facts last.
fn statuses(project: &Project, today: NaiveDate) -> Vec<(Subject<'_>, ReviewStatus)> {
    let texts = project.texts.values().map(Subject::Text);
    let facts = project.facts.values().map(Subject::Facts);
    let status = |subject: Subject| {
        let mut status = evaluate(project, subject, today).status;
        if project.broken_reviews.contains(&(subject.id(), subject.lang().to_owned())) {
            BROKEN_REVIEWS.clone_into(&mut status.reason);
        }
        status
    };
    texts.chain(facts).map(|subject| (subject, status(subject))).collect()
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
    let loaded = load(global, today)?;
    let findings = loaded.sink.into_sorted();
    terminal.findings(&findings, loaded.sources.files());
    let Some(project) = loaded.project else { return Ok(Exit::Usage) };
    let statuses = statuses(&project, today);
    let design = design_of(&loaded.tree, &project, today);
    match args.format {
        Format::Json => terminal.result(&json(&project, &statuses, design.as_ref(), &loaded.tree)),
        Format::Text => {
            table(&rows(&project, &statuses)).iter().for_each(|line| terminal.result(line));
            for (person, namesake) in namesakes(&project) {
                terminal.result(&format!(
                    "people.yaml: `{}` ({}) is not `{}`: {}",
                    person.id, person.name, namesake.id, namesake.reason
                ));
            }
            exceptions(&statuses).iter().for_each(|line| terminal.result(line));
            if let Some(design) = &design {
                terminal.result(&design.sentence());
                terminal.result(&format!("  digest {}", design.digest.as_str()));
            }
        }
    }
    Ok(exit(&findings))
}

/// All that is known, for programs.
fn json(project: &Project, statuses: &[(Subject, ReviewStatus)], design: Option<&Design>, tree: &Tree) -> String {
    let known = statuses.iter().map(|(subject, status)| {
        let ruling = status.ruling();
        json!({
            "id": subject.id(),
            "lang": subject.lang(),
            "kind": subject.kind(),
            "revision": subject.revision(),
            "state": status.state.as_str(),
            "reason": status.reason,
            "reviewers": status.valid_sign_offs.iter().map(|s| s.reviewer.name.clone()).collect::<Vec<_>>(),
            "reviewed": ruling.map(|r| r.reviewed.to_string()),
            "next_review": ruling.map(|r| r.next_review.to_string()),
            "digest": status.digest.as_str(),
            "exceptions": subject.exceptions(),
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
            "reviewers": [],
            "reviewed": null,
            "next_review": null,
            "digest": null,
            "exceptions": [],
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
fn exceptions(statuses: &[(Subject, ReviewStatus)]) -> Vec<String> {
    let all = statuses.iter().flat_map(|(subject, _)| subject.exceptions().iter().map(move |e| (subject, e)));
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
fn rows(project: &Project, statuses: &[(Subject, ReviewStatus)]) -> Vec<Vec<String>> {
    let head = ["text", "lang", "rev", "state", "next review", "why"].map(str::to_owned);
    let known = statuses.iter().map(|(subject, status)| {
        let next = status.ruling().map(|r| r.next_review.to_string());
        [
            subject.id(),
            subject.lang().to_owned(),
            subject.revision().to_string(),
            status.state.as_str().to_owned(),
            next.unwrap_or_else(|| "-".to_owned()),
            status.reason.clone(),
        ]
    });
    let unreadable = project
        .broken
        .iter()
        .map(|(id, lang)| [id.as_str(), lang, "-", UNREADABLE.0, "-", UNREADABLE.1].map(str::to_owned));
    std::iter::once(head).chain(known).chain(unreadable).map(Vec::from).collect()
}
