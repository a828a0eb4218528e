//! `handout history`: the life of a text.

use serde_json::{Value, json};

use super::load::{SaidProject, load_said};
use super::names::did_you_mean;
use crate::cli::args::{Format, HistoryArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::{Terminal, table};
use crate::model::Project;
use crate::review::history::history;
use crate::review::state::evaluate;
use crate::review::subject::Subject;

/// Prints what happened to a text.
///
/// # Errors
/// Where the project cannot be read, or has no such text.
pub fn run(global: &Global, args: &HistoryArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let Some(SaidProject { project, exit, .. }) = load_said(global, today, terminal)? else { return Ok(Exit::Usage) };
    let langs = languages(&project, &args.id, args.lang.as_deref())?;
    let mut all = Vec::new();
    for lang in &langs {
        let now = subject(&project, &args.id, lang);
        let state = now.map(|now| (now.revision(), evaluate(&project, now, today).status));
        let events = history(&project, &args.id, lang);
        if args.format == Format::Json {
            let event = |e: &_| -> Value {
                let crate::review::history::HistoryEvent { day, what, revision, digest, said } = e;
                json!({"day": day, "what": what, "revision": revision, "digest": digest, "said": said})
            };
            all.push(json!({
                "id": args.id,
                "lang": lang,
                "revision": state.as_ref().map(|(revision, _)| revision),
                "state": state.as_ref().map(|(_, status)| status.state.as_str()),
                "reason": state.as_ref().map(|(_, status)| &status.reason),
                "digest": state.as_ref().map(|(_, status)| status.digest.as_str()),
                "events": events.iter().map(event).collect::<Value>(),
            }));
            continue;
        }
        let head = match &state {
            Some((revision, status)) => {
                let (state, why) = (status.state.as_str(), &status.reason);
                format!("{} ({lang}), now revision {revision}: {state}; {why}", args.id)
            }
            None => format!("{} ({lang}): its file has errors, or is not there any more", args.id),
        };
        terminal.result(&head);
        let rows: Vec<Vec<String>> = events
            .iter()
            .map(|e| {
                let revision = e.revision.map_or_else(|| "-".to_owned(), |revision| format!("rev {revision}"));
                let digest = e.digest.as_deref().and_then(|d| d.get(..12)).unwrap_or("-");
                vec![format!("  {}", e.day), revision, digest.to_owned(), e.said.clone()]
            })
            .collect();
        table(&rows).iter().for_each(|line| terminal.result(line));
        if events.is_empty() {
            terminal.result("  nothing is recorded of it");
        }
    }
    if args.format == Format::Json {
        terminal.result(&serde_json::to_string_pretty(&all).unwrap_or_default());
    }
    Ok(exit)
}

/// The text or facts file of an id, where it can be read.
fn subject<'a>(project: &'a Project, id: &str, lang: &str) -> Option<Subject<'a>> {
    let text = project.texts.get(&(id.to_owned(), lang.to_owned())).map(Subject::Text);
    let region = id.strip_prefix("facts-");
    let facts = region.and_then(|region| project.facts.get(&(region.to_owned(), lang.to_owned()))).map(Subject::Facts);
    text.or(facts)
}

/// The languages in which there is a text, or a record of one.
fn languages(project: &Project, id: &str, lang: Option<&str>) -> Result<Vec<String>, Failure> {
    let facts = project.facts.values().map(|facts| (facts.review_id(), facts.lang.clone()));
    let texts = project.texts.keys().chain(&project.broken).chain(project.sign_offs.keys()).cloned();
    let known: std::collections::BTreeSet<(String, String)> = texts.chain(facts).collect();
    let langs: Vec<String> = known.iter().filter(|(own, _)| own == id).map(|(_, lang)| lang.clone()).collect();
    match lang {
        _ if langs.is_empty() => {
            let ids = known.iter().map(|(id, _)| id.as_str());
            Err(format!("the project has no text `{id}`{}", did_you_mean(id, ids)).into())
        }
        Some(lang) if !langs.iter().any(|own| own == lang) => {
            Err(format!("`{id}` is not there in `{lang}`, only in {}", langs.join(", ")).into())
        }
        Some(lang) => Ok(vec![lang.to_owned()]),
        None => Ok(langs),
    }
}
