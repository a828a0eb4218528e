//! `handout review test`: readers tried exactly this text.

use super::names::did_you_mean;
use super::review::{locked, subject, typed};
use super::said::in_words;
use crate::cli::args::TestArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::model::{ReaderTest, TakenBack};
use crate::output;
use crate::review::digest::{CANON, Digest};
use crate::review::subject::Subject;

/// Records a test with readers, or takes one back.
///
/// # Errors
/// Where the text, the person or the day will not do, or the record cannot be written.
pub fn run(global: &Global, args: &TestArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let now = args.today.unwrap_or_else(today);
    let lang = typed(args.lang.as_ref(), "--lang")?;
    let Some(locked) = locked(global, now, terminal)? else { return Ok(Exit::Usage) };
    let project = &locked.project;
    let subject = subject(project, &args.id, lang)?;
    if matches!(subject, Subject::Facts(_)) {
        return Err("facts are tested within a text that prints them: name that".into());
    }
    let mut record = locked.record(&args.id, lang, global)?;
    if let Some(reason) = &args.take_back {
        let taken_back = TakenBack {
            on: now.to_string(),
            by: in_words(&args.by, "--by", "the name of the person who takes it back")?,
            reason: in_words(reason, "--take-back", "the reason in a few words")?,
        };
        let day = args.date.to_string();
        let tests = record.reader_tests_mut().filter(|test| test.tested == day && test.taken_back.is_none());
        let taken: Vec<()> = tests.map(|test| test.taken_back = Some(taken_back.clone())).collect();
        if taken.is_empty() {
            return Err(format!("`{}` ({lang}) has no test of {day} that could be taken back", args.id).into());
        }
        record.write()?;
        terminal.say(&format!("the test of `{}` ({lang}) of {day} is {taken_back}", args.id));
        return Ok(Exit::Done);
    }
    let person = project.people.get(&args.by).ok_or_else(|| {
        let people = project.people.keys().map(String::as_str);
        format!("people.yaml has no person `{}`{}", args.by, did_you_mean(&args.by, people))
    })?;
    let (Some(readers), Some(how)) = (args.readers, &args.how) else {
        return Err("a test needs --readers, how many tried it, and --how, in a few words".into());
    };
    if args.date > now {
        return Err(format!("the test is dated {}, after today ({now})", args.date).into());
    }
    let canonical = subject.canonical(CANON).unwrap_or_default();
    let digest = Digest::of(canonical.as_bytes());
    let test = ReaderTest {
        text: args.id.clone(),
        lang: lang.to_owned(),
        revision: subject.revision(),
        canon: CANON,
        digest: digest.as_str().to_owned(),
        readers,
        how: in_words(how, "--how", "how it was tried, in a few words")?,
        by: person.in_lang(lang).signer(),
        tested: args.date.to_string(),
        taken_back: None,
    };
    if record.reviews.reader_tests.contains(&test) {
        return Err("this very test is recorded already".into());
    }
    record.reviews.reader_tests.push(test);
    let kept = locked.reviews.join("texts").join(format!("{}.json", digest.as_str()));
    output::write(&kept, canonical.as_bytes()).map_err(|e| Failure::unwritten(kept.display(), &e))?;
    record.write()?;
    terminal.say(&format!(
        "recorded: {} tested `{}` ({lang}, revision {}) with {readers} readers on {}; it prints on these words alone",
        person.name,
        args.id,
        subject.revision(),
        args.date
    ));
    terminal.detail(&global.shown(&record.file));
    terminal.detail(&global.shown(&kept));
    Ok(Exit::Done)
}
