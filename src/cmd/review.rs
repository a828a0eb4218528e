//! `handout review`: recording and showing sign-offs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{Months, NaiveDate};

use super::load::{SaidProject, load, load_said};
use super::names::did_you_mean;
use super::release::{PEOPLE, unfinished};
use super::text_record::TextRecord;
use crate::cli::args::{RecordArgs, ShowArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::diag::list;
use crate::model::person::credited;
use crate::model::{Evidence, Person, PersonKind, Project, SignOff};
use crate::output;
use crate::project::Tree;
use crate::review::digest::{CANON, Digest, is_version};
use crate::review::enough::policy;
use crate::review::sign_off::{DueCause, LONGEST_MONTHS, own_review_among};
use crate::review::state::{Evaluation, State, evaluate, newest, sign_offs};
use crate::review::subject::Subject;

/// The text or facts file of an id, or why there is none.
pub(super) fn subject<'a>(project: &'a Project, id: &str, lang: &str) -> Result<Subject<'a>, Failure> {
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
        return Err(format!("`{id}` in `{lang}` has errors; correct them first").into());
    }
    let facts: Vec<(String, &String)> = project.facts.values().map(|f| (f.review_id(), &f.lang)).collect();
    let known: Vec<(&str, &String)> =
        project.texts.keys().map(|(i, l)| (i.as_str(), l)).chain(facts.iter().map(|(i, l)| (i.as_str(), *l))).collect();
    if known.iter().any(|(i, _)| *i == id) {
        let langs = list(known.iter().filter(|(i, _)| *i == id).map(|(_, l)| l.as_str()));
        return Err(format!("`{id}` is not there in `{lang}`, only in {langs}").into());
    }
    Err(format!("the project has no text `{id}`{}", did_you_mean(id, known.iter().map(|(i, _)| *i))).into())
}

/// Records a sign-off of the text as it is now.
///
/// # Errors
/// Where the text, the person or a date will not do, or a file cannot be written.
pub fn record(global: &Global, args: &RecordArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let lang = typed(args.lang.as_ref(), "--lang")?;
    let reviewer = typed(args.reviewer.as_ref(), "--reviewer")?;
    let Some(locked) = locked(global, today, terminal)? else { return Ok(Exit::Usage) };
    let LockedProject { project, reviews, unfinished, .. } = &locked;
    let subject = subject(project, &args.id, lang)?;
    if let Some(file) = [subject.file(), PEOPLE].into_iter().find(|file| unfinished.contains(*file)) {
        return Err(format!(
            "placeholders stand for words in {file} (see the warnings): write these first, since what is signed is printed"
        )
        .into());
    }
    let reviewer = person(project, reviewer)?;
    let next = next_review(args, policy(project, subject).months, today)?;
    let canonical = subject.canonical(CANON).unwrap_or_default();
    let digest = Digest::of(canonical.as_bytes());
    let sign_off = sign_off(project, args, &Signed { subject, reviewer, next, digest: &digest })?;
    let mut record = locked.record(&args.id, lang, global)?;
    let sign_offs = with_earlier(subject, record.reviews.sign_offs, sign_off, args.older)?;
    record.reviews.sign_offs = sign_offs.clone();
    // The text first: a sign-off is never recorded without the words it is of.
    let kept = reviews.join("texts").join(format!("{}.json", digest.as_str()));
    output::write(&kept, canonical.as_bytes()).map_err(|e| Failure::unwritten(kept.display(), &e))?;
    record.write()?;
    let key = (args.id.clone(), lang.to_owned());
    terminal.say(&format!(
        "recorded: {} reviewed `{}` ({}, revision {}) on {}, next review {next}",
        reviewer.credited(),
        args.id,
        lang,
        subject.revision(),
        args.date
    ));
    terminal.say(&format!("digest {}", digest.as_str()));
    still_wanting(project, &key, sign_offs, today).iter().for_each(|line| terminal.say(line));
    terminal.detail(&global.shown(&record.file));
    terminal.detail(&global.shown(&kept));
    Ok(Exit::Done)
}

/// What the policy of the project still asks for once these sign-offs are recorded.
fn still_wanting(
    project: &Project,
    key: &(String, String),
    sign_offs: Vec<SignOff>,
    today: NaiveDate,
) -> Option<String> {
    let mut after = project.clone();
    after.sign_offs.insert(key.clone(), sign_offs);
    let subject = subject(&after, &key.0, &key.1).ok()?;
    let status = evaluate(&after, subject, today).status;
    (status.state != State::Current).then(|| format!("it prints as {} still: {}", status.state.as_str(), status.reason))
}

/// What has to be typed for a text, though not for a design.
pub(super) fn typed<'a>(value: Option<&'a String>, option: &str) -> Result<&'a str, Failure> {
    let missing = || format!("a text needs {option}: see `handout review --help`").into();
    value.map(String::as_str).ok_or_else(missing)
}

/// A project whose sign-offs nobody else may write as long as this is there: take nothing out of it.
pub(super) struct LockedProject {
    pub(super) project: Project,
    pub(super) tree: Tree,
    /// The folder of the sign-offs.
    pub(super) reviews: PathBuf,
    /// The files in which placeholders stand for words.
    pub(super) unfinished: BTreeSet<String>,
    _lock: output::Lock,
}

impl LockedProject {
    /// The record of a text.
    ///
    /// # Errors
    /// Where its file has errors.
    pub(super) fn record(&self, id: &str, lang: &str, global: &Global) -> Result<TextRecord, Failure> {
        TextRecord::of(&self.project, &self.reviews, id, lang, global)
    }
}

/// Locks the sign-offs and reads the project; `None` where it cannot be used, which was said.
pub(super) fn locked(
    global: &Global,
    today: NaiveDate,
    terminal: &mut Terminal,
) -> Result<Option<LockedProject>, Failure> {
    let reviews = global.root.join("sources/reviews");
    let _lock = lock(&reviews, global)?;
    let loaded = load(global, today)?;
    let unfinished = unfinished(&loaded.sink);
    terminal.findings(&loaded.sink.into_sorted(), loaded.sources.files());
    let tree = loaded.tree;
    Ok(loaded.project.map(|project| LockedProject { project, tree, reviews, unfinished, _lock }))
}

/// Locks the folder of sign-offs: what is read from it is written again with one more entry, so nobody else may write
/// in between.
pub(super) fn lock(reviews: &Path, global: &Global) -> Result<output::Lock, Failure> {
    let shown = global.shown(reviews);
    let lock = output::lock(reviews).map_err(|e| format!("{shown} cannot be written: {e}"))?.ok_or_else(|| {
        Failure::environment(format!("another sign-off is being written to {shown}; wait for it to end"))
    })?;
    output::sweep(reviews);
    output::sweep(&reviews.join("texts"));
    Ok(lock)
}

/// A person who may review clinical texts.
pub(super) fn person<'p>(project: &'p Project, id: &str) -> Result<&'p Person, Failure> {
    let reviewer = project.people.get(id).ok_or_else(|| {
        let people = project.people.keys().map(String::as_str);
        let add = "add one to sources/people.yaml: `- {id: ID, name: \"Full Name\", credentials: MD}`";
        format!("people.yaml has no person `{id}`{}; {add}", did_you_mean(id, people))
    })?;
    if reviewer.kind != PersonKind::Person {
        return Err(format!("{} is an organisation; a person signs", reviewer.name).into());
    }
    if reviewer.credentials.is_none() {
        return Err(
            format!("{} has no credentials in people.yaml; a clinical reviewer needs them", reviewer.name).into()
        );
    }
    Ok(reviewer)
}

/// What is signed, by whom.
struct Signed<'a> {
    subject: Subject<'a>,
    reviewer: &'a Person,
    /// The day of the next review.
    next: NaiveDate,
    /// The digest of the words as they are.
    digest: &'a Digest,
}

/// The sign-off that was typed.
fn sign_off(project: &Project, args: &RecordArgs, signed: &Signed) -> Result<SignOff, Failure> {
    let Signed { subject, reviewer, next, digest } = signed;
    let signer = reviewer.in_lang(subject.lang()).signer();
    let authors: Vec<_> = subject.authors().iter().map(Person::signer).collect();
    if let Some(author) = own_review_among(&signer, &authors, &|id| project.people.get(id).cloned()) {
        return Err(format!("{author} is an author of `{}` and cannot review it", args.id).into());
    }
    if authors.is_empty() {
        return Err(format!(
            "people.yaml lacks the authors of `{}`, so a sign-off could not name them; add them there (the facts that come with handout are by `handout-project`)",
            args.id
        ).into());
    }
    let by = args.by.trim();
    if by.is_empty() {
        return Err("--by needs the name of the person who records this".into());
    }
    Ok(SignOff {
        text: args.id.clone(),
        lang: subject.lang().to_owned(),
        revision: subject.revision(),
        canon: CANON,
        digest: digest.as_str().to_owned(),
        reviewed: args.date.to_string(),
        next_review: next.to_string(),
        recorded_by: by.to_owned(),
        reviewer: signer,
        authors,
        evidence: args.evidence.as_deref().map(evidence).transpose()?,
        seal: None,
        taken_back: None,
    })
}

/// A file that proves a review, by its name and digest.
fn evidence(path: &Path) -> Result<Evidence, Failure> {
    let bytes = std::fs::read(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => Failure::from(format!("{} cannot be read: {e}", path.display())),
        _ => Failure::environment(format!("{} cannot be read: {e}", path.display())),
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Evidence { file: name, digest: Digest::of(&bytes).as_str().to_owned() })
}

/// A new sign-off after the earlier ones of its text.
pub(super) fn with_earlier(
    subject: Subject,
    mut sign_offs: Vec<SignOff>,
    new: SignOff,
    older: bool,
) -> Result<Vec<SignOff>, Failure> {
    if let Some(newer) = newest(&sign_offs).filter(|newer| *newer > new.revision && !older) {
        return Err(format!(
            "revision {newer} of `{}` was signed, and this is revision {}: raise `revision` in its file, or say with --older that families are to get the older one again",
            new.text, new.revision
        )
        .into());
    }
    // Each by the version of the canonical form that it was signed under.
    let digest = |canon| subject.canonical(canon).map(|json| Digest::of(json.as_bytes()));
    let same_words = |s: &SignOff| digest(s.canon).is_some_and(|digest| digest.as_str() == s.digest);
    let of_revision = |s: &&SignOff| s.revision == new.revision && is_version(s.canon);
    if let Some(other) = sign_offs.iter().filter(of_revision).find(|s| !same_words(s)) {
        return Err(format!(
            "revision {} of `{}` was signed on {} with other words; raise `revision` in its file first, so that every revision names one text",
            other.revision, new.text, other.reviewed
        ).into());
    }
    let again = |s: &SignOff| SignOff { canon: new.canon, digest: new.digest.clone(), ..s.clone() } == new;
    if sign_offs.iter().any(|s| again(s) && same_words(s)) {
        return Err("this very sign-off is recorded already".into());
    }
    sign_offs.push(new);
    Ok(sign_offs)
}

/// The day of the next review: as typed, else by the policy of the project, in months.
fn next_review(args: &RecordArgs, months: u32, today: NaiveDate) -> Result<NaiveDate, Failure> {
    if args.date > today {
        return Err(format!("the review is dated {}, after today ({today})", args.date).into());
    }
    let latest = args.date.checked_add_months(Months::new(LONGEST_MONTHS));
    let next = match args.next {
        Some(next) => next,
        None => args
            .date
            .checked_add_months(Months::new(months))
            .ok_or("the next review would be after the end of the calendar")?,
    };
    if next <= args.date {
        return Err(format!("the next review ({next}) is not after this one ({})", args.date).into());
    }
    if latest.is_some_and(|latest| next > latest) {
        return Err(format!("the next review ({next}) is more than five years after this one").into());
    }
    Ok(next)
}

/// Shows the sign-offs of a text.
///
/// # Errors
/// Where there is no such text.
pub fn show(global: &Global, args: &ShowArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let lang = typed(args.lang.as_ref(), "--lang")?;
    let Some(SaidProject { project, exit, .. }) = load_said(global, today, terminal)? else { return Ok(Exit::Usage) };
    let subject = subject(&project, &args.id, lang)?;
    let Evaluation { status, verdicts } = evaluate(&project, subject, today);
    terminal.result(&format!(
        "{} ({}), revision {}: {}",
        subject.id(),
        subject.lang(),
        subject.revision(),
        status.state.as_str()
    ));
    terminal.result(&format!("  {}", status.reason));
    terminal.result(&format!("  digest {}", status.digest.as_str()));
    if let Subject::Text(text) = subject {
        terminal.result(&format!("  funding {}", text.head.paid_by().unwrap_or("not stated")));
    }
    for (sign_off, verdict) in sign_offs(&project, subject).iter().zip(verdicts) {
        let reviewer = credited(&sign_off.reviewer.name, sign_off.reviewer.credentials.as_deref());
        terminal.result(&format!(
            "{} signed revision {} on {}, next review {}, recorded by {}",
            reviewer, sign_off.revision, sign_off.reviewed, sign_off.next_review, sign_off.recorded_by
        ));
        match verdict {
            Ok(valid) if valid.next_review < today => {
                terminal.result(&format!("  holds for these words, but was due again on {}", valid.next_review));
            }
            Ok(valid) => {
                let first = match valid.due {
                    DueCause::Review => String::new(),
                    DueCause::Recheck(id) => format!(" (when the fact `{id}` must be checked)"),
                    DueCause::Licence => " (when the reviewer's licence lapses)".to_owned(),
                };
                terminal.result(&format!("  holds until {}{first}", valid.next_review));
            }
            Err(void) => terminal.result(&format!("  does not hold: {void}")),
        }
        terminal.result(&format!("  digest {}", sign_off.digest));
        if let Some(evidence) = &sign_off.evidence {
            terminal.result(&format!("  evidence {} ({})", evidence.file, evidence.digest));
        }
    }
    Ok(exit)
}
