//! `handout withdraw`: a text must not be used any more, and what was made of it is removed.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::folder::{BuildTarget, Folder};
use super::names::did_you_mean;
use super::notices::notices;
use super::review::{LockedProject, locked};
use super::said::{in_words, signed_by};
use super::text_record::TextRecord;
use crate::cli::args::WithdrawArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::diag::{Files, list};
use crate::manifest::FolderKind;
use crate::model::{CopyPlace, Project, TakenBack, Withdrawal};
use crate::output;
use crate::review::digest::CANON;
use crate::review::digest::Digest;
use crate::review::subject::Subject;

/// Withdraws a text, or takes its withdrawal back.
///
/// # Errors
/// Where there is no such text, a name or reason is missing, or a record cannot be written.
pub fn run(global: &Global, args: &WithdrawArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let day = args.today.unwrap_or_else(today);
    let words = args.reason.as_deref().unwrap_or_default();
    let reason = if args.notices { String::new() } else { in_words(words, "--reason", "the reason in a few words")? };
    let Some(locked) = locked(global, day, terminal)? else { return Ok(Exit::Usage) };
    let project = &locked.project;
    let langs = languages(project, &args.id, args.lang.as_deref())?;
    if args.notices {
        return tell_again(global, args, project, &langs, day, terminal);
    }
    let by = signed_by(project, args.by.as_deref().unwrap_or_default())?;
    if let Some(other) = &args.replaced_by {
        check_replacement(project, &args.id, other)?;
    }
    // One that cannot be changed does not keep the others from it.
    let (mut failed, mut done) = (None, 0);
    let done_by = TakenBack { on: day.to_string(), by, reason };
    for lang in &langs {
        let change = change(project, args, lang, done_by.clone());
        if let Err(failure) = change_one(&locked, &args.id, lang, &change, global) {
            failed = failed.or(Some(failure));
            continue;
        }
        done += 1;
        terminal.say(&match &change {
            Change::Withdraw(withdrawal) => format!("`{}` ({lang}) is {withdrawal}", args.id),
            Change::TakeBack(taken_back) => format!("the withdrawal of `{}` ({lang}) is {taken_back}", args.id),
        });
    }
    // Of several languages some may be as they are wanted already.
    let is_done = |failure: &Failure| done > 0 && failure.problem.ends_with(ALREADY);
    let outcome = |failed: Option<Failure>| failed.filter(|f| !is_done(f)).map_or(Ok(Exit::Done), Err);
    if args.take_back {
        if done == 0 {
            return outcome(failed);
        }
        terminal.say("its sign-offs hold again as far as its words are those that were signed; build again");
        let open = unanswered(project, &args.id, &langs);
        if !open.is_empty() {
            let open = list(open.iter().map(String::as_str));
            terminal.say(&format!("{open} did not say that no copy is left; `handout due` asks for that no more"));
        }
        return outcome(failed);
    }
    let removed = removed(&args.id, &langs, global)?;
    removed.iter().for_each(|path| terminal.say(&format!("removed {path}")));
    if removed.is_empty() {
        terminal.say("no file of it was in out/ or release/");
    }
    terminal.say("collect what was printed, and take it off every website: nothing does that by itself");
    let told = tell_places(global, args, &langs, day, terminal)?;
    outcome(failed).map(|exit| exit.max(told))
}

/// The places that did not say that no copy of a withdrawn text is left.
fn unanswered(project: &Project, id: &str, langs: &[String]) -> Vec<String> {
    let key = |lang: &String| (id.to_owned(), lang.clone());
    let ruling = |lang: &String| {
        let withdrawal = project.withdrawn.get(&key(lang))?;
        project.withdrawals.get(&key(lang)).into_iter().flatten().find(|own| own.is_same(withdrawal))
    };
    let records: Vec<&Withdrawal> = langs.iter().filter_map(ruling).collect();
    let is_open = |place: &&CopyPlace| {
        records.iter().any(|own| !own.answer_of(&place.id).is_some_and(|answer| answer.copies.are_gone()))
    };
    project.settings.places.iter().filter(is_open).map(|place| place.name.clone()).collect()
}

/// Makes the notices again of what is withdrawn.
fn tell_again(
    global: &Global,
    args: &WithdrawArgs,
    project: &Project,
    langs: &[String],
    day: NaiveDate,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let gone = |lang: &&String| project.withdrawn.contains_key(&(args.id.clone(), (*lang).clone()));
    let langs: Vec<String> = langs.iter().filter(gone).cloned().collect();
    if langs.is_empty() {
        return Err(format!("`{}` is not withdrawn, so there is nothing to tell", args.id).into());
    }
    if project.settings.places.is_empty() {
        return Err("sources/project.yaml has no `places:`, so there is nobody to tell".into());
    }
    tell_places(global, args, &langs, day, terminal)
}

/// Makes the notices for the places where copies lie, and says which.
fn tell_places(
    global: &Global,
    args: &WithdrawArgs,
    langs: &[String],
    day: NaiveDate,
    terminal: &mut Terminal,
) -> Result<Exit, Failure> {
    let made = notices(global, &args.id, langs, args.out.as_deref(), day)?;
    terminal.findings(&made.findings, &Files::default());
    made.files.iter().for_each(|file| terminal.say(&format!("wrote {file}")));
    if !made.files.is_empty() {
        terminal.say("send each to its place; `handout review import` reads the slips, and `handout due` lists places that have not answered");
    }
    Ok(super::exit(&made.findings))
}

/// How a failure ends that is none where something else was done: the text is as it is wanted.
const ALREADY: &str = " already";

/// What happens to the record of a text.
enum Change {
    Withdraw(Withdrawal),
    TakeBack(TakenBack),
}

/// What is to happen to the record of a text, on a day, by somebody and for a reason.
fn change(project: &Project, args: &WithdrawArgs, lang: &str, done: TakenBack) -> Change {
    if args.take_back {
        return Change::TakeBack(done);
    }
    let text = project.texts.get(&(args.id.clone(), lang.to_owned()));
    let canonical = text.and_then(|text| Subject::Text(text).canonical(CANON));
    let TakenBack { on, by, reason } = done;
    Change::Withdraw(Withdrawal {
        on,
        by,
        reason,
        revision: text.map(|text| text.head.revision),
        digest: canonical.map(|json| Digest::of(json.as_bytes()).as_str().to_owned()),
        replaced_by: args.replaced_by.clone(),
        answers: Vec::new(),
        taken_back: None,
    })
}

/// The languages of a text that are meant.
fn languages(project: &Project, id: &str, lang: Option<&str>) -> Result<Vec<String>, Failure> {
    let known = || project.texts.keys().chain(&project.broken).filter(|(id, _)| !id.starts_with("facts-"));
    let langs: Vec<String> = known().filter(|(own, _)| own == id).map(|(_, lang)| lang.clone()).collect();
    if langs.is_empty() {
        if id.starts_with("facts-") {
            return Err("facts are not withdrawn: correct them, raise `revision`, and have them signed; every text that prints what changed loses its credit until then".into());
        }
        let ids: Vec<&str> = known().map(|(id, _)| id.as_str()).collect();
        return Err(format!("the project has no text `{id}`{}", did_you_mean(id, ids)).into());
    }
    match lang {
        None => Ok(langs),
        Some(lang) if langs.iter().any(|own| own == lang) => Ok(vec![lang.to_owned()]),
        Some(lang) => Err(format!("`{id}` is not there in `{lang}`, only in {}", langs.join(", ")).into()),
    }
}

/// What stands in the place of a text is another one, which is not withdrawn.
fn check_replacement(project: &Project, id: &str, other: &str) -> Result<(), Failure> {
    let known = || project.texts.keys().map(|(id, _)| id.as_str());
    if id == other {
        return Err(format!("`{id}` cannot stand in its own place: name another text with --replaced-by").into());
    }
    if !known().any(|own| own == other) {
        return Err(format!("the project has no text `{other}`{}", did_you_mean(other, known())).into());
    }
    let gone = |(own, _): &&(String, String)| own == other;
    match project.withdrawn.keys().find(gone) {
        Some((_, lang)) => Err(format!("`{other}` ({lang}) is withdrawn itself").into()),
        None => Ok(()),
    }
}

/// Changes the record of a text and the mark beside it. The mark comes first where a text is withdrawn, and last where it is
/// brought back: a run that is killed in between leaves it withdrawn.
fn change_one(locked: &LockedProject, id: &str, lang: &str, change: &Change, global: &Global) -> Result<(), Failure> {
    let key = (id.to_owned(), lang.to_owned());
    let held = locked.project.withdrawn.get(&key);
    let mark_file = mark_file(&locked.reviews, id, lang);
    let write_mark = |own: &[Withdrawal]| -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(own).unwrap_or_default() + "\n";
        output::write(&mark_file, json.as_bytes()).map_err(|e| Failure::unwritten(mark_file.display(), &e))
    };
    let mut marks = read_marks(&mark_file)?;
    let record = locked.record(id, lang, global);
    match change {
        Change::Withdraw(withdrawal) => {
            if let (Some(held), Ok(_)) = (held, &record)
                && marks.iter().any(|mark| mark.is_same(held))
                && locked.project.withdrawals.get(&key).is_some_and(|own| own.iter().any(|w| w.is_same(held)))
            {
                return Err(format!("`{id}` ({lang}) is {held} already").into());
            }
            marks.push(withdrawal.clone());
            write_mark(&marks)?;
            let mut record = record.map_err(|failure| Failure {
                problem: format!("`{id}` ({lang}) is withdrawn, but {}, which could not take it in", failure.problem),
                ..failure
            })?;
            add_missing(&mut record, &marks);
            record.write()
        }
        Change::TakeBack(taken_back) => {
            if held.is_none() {
                return Err(format!("`{id}` ({lang}) is not withdrawn, so that it may be used already").into());
            }
            let mut record = record?;
            add_missing(&mut record, &marks);
            for own in record.reviews.withdrawals.iter_mut().filter(|own| own.taken_back.is_none()) {
                let by_mark = marks.iter().rfind(|mark| mark.is_same(own)).and_then(|mark| mark.taken_back.clone());
                own.taken_back = Some(by_mark.unwrap_or_else(|| taken_back.clone()));
            }
            record.write()?;
            write_mark(&record.reviews.withdrawals)
        }
    }
}

/// What stands in the mark of a text alone belongs into its record too; the same withdrawal twice is two of them.
pub(super) fn add_missing(record: &mut TextRecord, marks: &[Withdrawal]) {
    for mark in marks {
        let count = |all: &[Withdrawal]| all.iter().filter(|own| own.is_same(mark)).count();
        if count(&record.reviews.withdrawals) < count(marks) {
            record.reviews.withdrawals.push(mark.clone());
        }
    }
}

/// The mark beside the record of a text.
pub(super) fn mark_file(reviews: &Path, id: &str, lang: &str) -> PathBuf {
    reviews.join("withdrawn").join(format!("{id}.{lang}.json"))
}

/// What the mark of a text says; of one that cannot be read nothing, so that it is written anew.
pub(super) fn read_marks(file: &Path) -> Result<Vec<Withdrawal>, Failure> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).unwrap_or_default()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Failure::environment(format!("{} cannot be read: {error}", file.display()))),
    }
}

/// Removes what was made of a text, and says which files that were.
fn removed(id: &str, langs: &[String], global: &Global) -> Result<Vec<String>, Failure> {
    let mut removed = Vec::new();
    for (name, kind) in [("out", FolderKind::Drafts), ("release", FolderKind::Releases)] {
        let path = global.root.join(name);
        if !path.is_dir() {
            continue;
        }
        let folder = Folder::open(&BuildTarget::plain(path, kind), global)?;
        let gone = folder.remove_texts(&|entry| entry.text == id && langs.contains(&entry.lang))?;
        removed.extend(gone.into_iter().map(|file| format!("{name}/{file}")));
    }
    Ok(removed)
}
