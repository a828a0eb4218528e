//! `handout status`: every text and facts file with its review state.

use serde_json::{Value, json};

use super::blocked::Blocks;
use super::design::design_of;
use super::exit;
use super::known_answer::{AnswerPlace, KnownAnswer};
use super::load::{Loaded, load_tree, read};
use super::not_built::{EMPTY, is_empty};
use super::release::unfinished;
use super::text_rows::{Row, UNREADABLE, kind, statuses};
use crate::cli::args::{Format, StatusArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::{Terminal, table};
use crate::model::{Namesake, Person, Project};
use crate::project::Tree;
use crate::review::design::Design;
use crate::review::enough::policy;
use crate::review::statuses::ReviewStatuses;
use crate::review::subject::Subject;

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
    let unfinished = unfinished(&sink);
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    let Some(project) = project else { return Ok(Exit::Usage) };
    let blocks = Blocks { project: &project, unfinished: &unfinished, today };
    let rows = statuses(&project, &ReviewStatuses::of(&project, today));
    let design = design_of(&tree, &project, today);
    let lines = match args.format {
        Format::Json => vec![json(&blocks, &rows, design.as_ref(), &tree)],
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
fn json(blocks: &Blocks, rows: &[Row], design: Option<&Design>, tree: &Tree) -> String {
    let project = blocks.project;
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
            "days_left": row.next_review().map(|day| day.signed_duration_since(blocks.today).num_days()),
            "reviewers_needed": policy(project, *subject).reviewers,
            "blocked_by": blocks.of(row),
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
            "days_left": null,
            "reviewers_needed": null,
            "blocked_by": blocks.of_unreadable(id, lang),
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
