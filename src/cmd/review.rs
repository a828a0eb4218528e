//! `handout review`: recording and showing sign-offs.

use chrono::{Months, NaiveDate};

use super::{exit, read};
use crate::cli::args::{RecordArgs, ShowArgs};
use crate::cli::exit::Exit;
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::diag::{list, nearest};
use crate::model::Project;
use crate::model::{Evidence, PersonKind, SignOff};
use crate::output;
use crate::review::digest::{CANON, Digest};
use crate::review::state::{Subject, evaluate, hold, own_review_among};
use crate::source::raw::Reviews;
use crate::source::yaml;

/// The text or facts file of an id, or why there is none.
fn subject<'a>(project: &'a Project, id: &str, lang: &str) -> Result<Subject<'a>, String> {
    let key = (id.to_owned(), lang.to_owned());
    if let Some(text) = project.texts.get(&key) {
        return Ok(Subject::Text(text));
    }
    if let Some(facts) =
        id.strip_prefix("facts-").and_then(|region| project.facts.get(&(region.to_owned(), lang.to_owned())))
    {
        return Ok(Subject::Facts(facts));
    }
    if project.broken.contains(&key) {
        return Err(format!("`{id}` in `{lang}` has errors; correct them first"));
    }
    let facts: Vec<(String, &String)> = project.facts.values().map(|f| (f.review_id(), &f.lang)).collect();
    let known: Vec<(&str, &String)> =
        project.texts.keys().map(|(i, l)| (i.as_str(), l)).chain(facts.iter().map(|(i, l)| (i.as_str(), *l))).collect();
    if known.iter().any(|(i, _)| *i == id) {
        let langs = list(known.iter().filter(|(i, _)| *i == id).map(|(_, l)| l.as_str()));
        return Err(format!("`{id}` is not there in `{lang}`, only in {langs}"));
    }
    let hint =
        nearest(id, known.iter().map(|(i, _)| *i)).map_or_else(String::new, |n| format!(" (did you mean `{n}`?)"));
    Err(format!("the project has no text `{id}`{hint}"))
}

/// Records a sign-off of the text as it is now.
///
/// # Errors
/// Where the text, the person or a date will not do, or a file cannot be written.
pub fn record(global: &Global, args: &RecordArgs, terminal: &mut Terminal) -> Result<Exit, String> {
    let today = args.today.unwrap_or_else(today);
    let reviews = global.root.join("sources/reviews");
    // What is read below is written again with one more entry, so nobody else may write in between.
    let _lock =
        output::lock(&reviews).map_err(|e| format!("{} cannot be written: {e}", global.shown(&reviews)))?.ok_or_else(
            || format!("another sign-off is being written to {}; wait for it to end", global.shown(&reviews)),
        )?;
    output::sweep(&reviews);
    output::sweep(&reviews.join("texts"));
    let loaded = read(global, today)?;
    let findings = loaded.sink.into_sorted();
    terminal.findings(&findings, loaded.sources.files());
    let Some(project) = loaded.project else { return Ok(Exit::Usage) };
    let subject = subject(&project, &args.id, &args.lang)?;
    let people: Vec<&str> = project.people.keys().map(String::as_str).collect();
    let reviewer = project.people.get(&args.reviewer).ok_or_else(|| {
        let hint = nearest(&args.reviewer, people.iter().copied())
            .map_or_else(String::new, |n| format!(" (did you mean `{n}`?)"));
        format!("people.yaml has no person `{}`{hint}", args.reviewer)
    })?;
    if reviewer.kind != PersonKind::Person {
        return Err(format!("{} is an organisation; a person signs", reviewer.name));
    }
    if reviewer.credentials.is_none() {
        return Err(format!("{} has no credentials in people.yaml; a clinical reviewer needs them", reviewer.name));
    }
    let next = check_dates(args, project.settings.review_months, today)?;
    let signer = reviewer.in_lang(subject.lang()).signer();
    let authors: Vec<_> = subject.authors().iter().map(crate::model::Person::signer).collect();
    if let Some(author) = own_review_among(&signer, &authors, &|id| project.people.get(id).cloned()) {
        return Err(format!("{author} is an author of `{}` and cannot review it", args.id));
    }
    if authors.is_empty() {
        return Err(format!(
            "people.yaml lacks the authors of `{}`, so a sign-off could not name them; add them there (the facts that come with handout are by `handout-project`)",
            args.id
        ));
    }
    let by = args.by.trim();
    if by.is_empty() {
        return Err("--by needs the name of the person who records this".to_owned());
    }
    let evidence = args
        .evidence
        .as_ref()
        .map(|path| {
            let bytes = std::fs::read(path).map_err(|e| format!("{} cannot be read: {e}", path.display()))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok::<_, String>(Evidence { file: name, digest: Digest::of(&bytes).as_str().to_owned() })
        })
        .transpose()?;
    let canonical = subject.canonical(CANON).unwrap_or_default();
    let digest = Digest::of(canonical.as_bytes());
    let sign_off = SignOff {
        text: args.id.clone(),
        lang: args.lang.clone(),
        revision: subject.revision(),
        canon: CANON,
        digest: digest.as_str().to_owned(),
        reviewed: args.date.to_string(),
        next_review: next.to_string(),
        recorded_by: by.to_owned(),
        reviewer: signer,
        authors,
        evidence,
    };
    let key = (args.id.clone(), args.lang.clone());
    let file = reviews.join(format!("{}.{}.yaml", args.id, args.lang));
    let mut sign_offs = match project.sign_offs.get(&key) {
        Some(known) => known.clone(),
        None if file.exists() => return Err(format!("{} has errors; correct them first", global.shown(&file))),
        None => Vec::new(),
    };
    if let Some(other) = sign_offs
        .iter()
        .find(|s| s.revision == sign_off.revision && s.canon == sign_off.canon && s.digest != sign_off.digest)
    {
        return Err(format!(
            "revision {} of `{}` was signed on {} with other words; raise `revision` in its file first, so that every revision names one text",
            other.revision, args.id, other.reviewed
        ));
    }
    if sign_offs.contains(&sign_off) {
        return Err("this very sign-off is recorded already".to_owned());
    }
    sign_offs.push(sign_off);
    // The text first: a sign-off is never recorded without the words it is of.
    let kept = reviews.join("texts").join(format!("{}.json", digest.as_str()));
    let text = yaml::write(
        "Written by `handout review record`: do not edit. One entry for each sign-off.",
        &Reviews { sign_offs },
    )?;
    output::write(&kept, canonical.as_bytes()).map_err(|e| format!("{} cannot be written: {e}", kept.display()))?;
    output::write(&file, text.as_bytes()).map_err(|e| format!("{} cannot be written: {e}", file.display()))?;
    terminal.say(&format!(
        "recorded: {} reviewed `{}` ({}, revision {}) on {}, next review {next}",
        reviewer.credited(),
        args.id,
        args.lang,
        subject.revision(),
        args.date
    ));
    terminal.say(&format!("digest {}", digest.as_str()));
    terminal.detail(&global.shown(&file));
    terminal.detail(&global.shown(&kept));
    Ok(Exit::Done)
}

/// The day of the next review.
fn check_dates(args: &RecordArgs, months: u32, today: NaiveDate) -> Result<NaiveDate, String> {
    if args.date > today {
        return Err(format!("the review is dated {}, after today ({today})", args.date));
    }
    let latest = args.date.checked_add_months(Months::new(60));
    let next = match args.next {
        Some(next) => next,
        None => args
            .date
            .checked_add_months(Months::new(months))
            .ok_or("the next review would be after the end of the calendar")?,
    };
    if next <= args.date {
        return Err(format!("the next review ({next}) is not after this one ({})", args.date));
    }
    if latest.is_some_and(|latest| next > latest) {
        return Err(format!("the next review ({next}) is more than five years after this one"));
    }
    Ok(next)
}

/// Shows the sign-offs of a text.
///
/// # Errors
/// Where there is no such text.
pub fn show(global: &Global, args: &ShowArgs, terminal: &mut Terminal) -> Result<Exit, String> {
    let today = args.today.unwrap_or_else(today);
    let loaded = read(global, today)?;
    let findings = loaded.sink.into_sorted();
    terminal.findings(&findings, loaded.sources.files());
    let Some(project) = loaded.project else { return Ok(Exit::Usage) };
    let subject = subject(&project, &args.id, &args.lang)?;
    let people = |id: &str| project.people.get(id).cloned();
    let sign_offs = project.sign_offs.get(&(args.id.clone(), args.lang.clone())).map(Vec::as_slice).unwrap_or_default();
    let standing = evaluate(subject, sign_offs, &people, today);
    terminal.result(&format!(
        "{} ({}), revision {}: {}",
        subject.id(),
        subject.lang(),
        subject.revision(),
        standing.state.as_str()
    ));
    terminal.result(&format!("  {}", standing.reason));
    terminal.result(&format!("  digest {}", standing.digest.as_str()));
    for sign_off in sign_offs {
        let reviewer =
            crate::model::person::credited(&sign_off.reviewer.name, sign_off.reviewer.credentials.as_deref());
        terminal.result(&format!(
            "{} signed revision {} on {}, next review {}, recorded by {}",
            reviewer, sign_off.revision, sign_off.reviewed, sign_off.next_review, sign_off.recorded_by
        ));
        match hold(subject, sign_off, &people, today) {
            Ok(held) if held.next_review < today => {
                terminal.result(&format!("  holds for these words, but was due again on {}", held.next_review));
            }
            Ok(held) => {
                let first =
                    held.recheck.map_or_else(String::new, |id| format!(" (when the fact `{id}` must be checked)"));
                terminal.result(&format!("  holds until {}{first}", held.next_review));
            }
            Err(void) => terminal.result(&format!("  does not hold: {void}")),
        }
        terminal.result(&format!("  digest {}", sign_off.digest));
        if let Some(evidence) = &sign_off.evidence {
            terminal.result(&format!("  evidence {} ({})", evidence.file, evidence.digest));
        }
    }
    Ok(exit(&findings))
}
