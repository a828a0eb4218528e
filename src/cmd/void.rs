//! `handout review void`: a sign-off that was recorded by mistake is taken back, and stays in the record.

use super::design;
use super::review::{LockedProject, locked, subject, typed};
use super::said::in_words;
use crate::cli::args::VoidArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::model::TakenBack;
use crate::model::design::DESIGN;
use crate::model::person::credited;

/// One of several sign-offs, as it is chosen from.
struct Candidate {
    /// Its place in the file.
    place: usize,
    /// The signer's id, where the signer has one.
    signer: Option<String>,
    /// The day of the review, as in its file.
    day: String,
    /// The revision that was signed, where there are such.
    revision: Option<u32>,
    /// Who signed and when, in words.
    said: String,
}

/// Takes back a sign-off of a text.
///
/// # Errors
/// Where there is no such sign-off or more than one, a name or reason is missing, or the file cannot be written.
pub fn text(global: &Global, args: &VoidArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let lang = typed(args.lang.as_ref(), "--lang")?;
    let taken_back = taken_back(args)?;
    let today = args.today.unwrap_or_else(today);
    let Some(locked) = locked(global, today, terminal)? else { return Ok(Exit::Usage) };
    let mut record = locked.record(&args.id, lang, global)?;
    if !record.file.exists() {
        // Says which ids there are.
        subject(&locked.project, &args.id, lang)?;
    }
    let sign_offs = &mut record.reviews.sign_offs;
    let holding = sign_offs.iter().enumerate().filter(|(_, sign_off)| sign_off.taken_back.is_none());
    let candidates = holding.map(|(place, sign_off)| Candidate {
        place,
        signer: Some(sign_off.reviewer.id.clone()),
        day: sign_off.reviewed.clone(),
        revision: Some(sign_off.revision),
        said: format!(
            "that of {} on {}, --reviewer {} --date {} --revision {}",
            credited(&sign_off.reviewer.name, sign_off.reviewer.credentials.as_deref()),
            sign_off.reviewed,
            sign_off.reviewer.id,
            sign_off.reviewed,
            sign_off.revision
        ),
    });
    let places = chosen(candidates.collect(), args, &format!("`{}` ({lang})", args.id))?;
    let first = &sign_offs[places[0]];
    let said = format!(
        "the sign-off of `{}` ({lang}, revision {}) by {} on {}",
        args.id, first.revision, first.reviewer.name, first.reviewed
    );
    let words = first.clone();
    places.iter().for_each(|place| sign_offs[*place].taken_back = Some(taken_back.clone()));
    let other = sign_offs.iter().find(|s| s.taken_back.is_none() && s.is_of_words_of(&words));
    let other =
        other.map(|s| format!("{} signed the same words on {}: that sign-off stays", s.reviewer.name, s.reviewed));
    record.write()?;
    terminal.say(&format!("{said} is {taken_back}"));
    other.iter().for_each(|line| terminal.say(line));
    terminal.say("build again, and collect what was printed with this credit");
    terminal.detail(&global.shown(&record.file));
    Ok(Exit::Done)
}

/// Takes back a sign-off of the design.
///
/// # Errors
/// Where there is no such sign-off or more than one, a name or reason is missing, or the file cannot be written.
pub fn design(global: &Global, args: &VoidArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    if args.reviewer.is_some() || args.revision.is_some() {
        return Err("a design has no reviewer and no revision; of several sign-offs --date says which".into());
    }
    let taken_back = taken_back(args)?;
    let today = args.today.unwrap_or_else(today);
    let Some(locked) = locked(global, today, terminal)? else { return Ok(Exit::Usage) };
    let LockedProject { project, reviews, .. } = &locked;
    let file = reviews.join(format!("{DESIGN}.yaml"));
    let Some(mut sign_offs) = project.design_sign_offs.clone() else {
        return Err(format!("{} has errors; correct them first", global.shown(&file)).into());
    };
    let holding = sign_offs.iter().enumerate().filter(|(_, sign_off)| sign_off.taken_back.is_none());
    let candidates = holding.map(|(place, sign_off)| Candidate {
        place,
        signer: None,
        day: sign_off.signed.clone(),
        revision: None,
        said: format!("that of {} on {}, --date {}", sign_off.signed_by, sign_off.signed, sign_off.signed),
    });
    let places = chosen(candidates.collect(), args, "the design")?;
    let first = &sign_offs[places[0]];
    let said = format!("the sign-off of the design by {} on {}", first.signed_by, first.signed);
    places.iter().for_each(|place| sign_offs[*place].taken_back = Some(taken_back.clone()));
    design::write(&file, sign_offs)?;
    terminal.say(&format!("{said} is {taken_back}"));
    terminal.detail(&global.shown(&file));
    Ok(Exit::Done)
}

/// Who takes back, when and why.
fn taken_back(args: &VoidArgs) -> Result<TakenBack, Failure> {
    Ok(TakenBack {
        on: args.today.unwrap_or_else(today).to_string(),
        by: in_words(&args.by, "--by", "the name of the person who takes the sign-off back")?,
        reason: in_words(&args.reason, "--reason", "the reason in a few words")?,
    })
}

/// The places of the sign-off that is asked for: several where one review was recorded more than once.
fn chosen(mut candidates: Vec<Candidate>, args: &VoidArgs, what: &str) -> Result<Vec<usize>, Failure> {
    let list = |candidates: &[Candidate]| {
        let mut said: Vec<&str> = candidates.iter().map(|candidate| candidate.said.as_str()).collect();
        said.dedup();
        said.join("; ")
    };
    let all = list(&candidates);
    let day = args.date.map(|day| day.to_string());
    candidates.retain(|candidate| {
        args.reviewer.as_ref().is_none_or(|id| candidate.signer.as_ref() == Some(id))
            && day.as_ref().is_none_or(|day| candidate.day == *day)
            && args.revision.is_none_or(|revision| candidate.revision == Some(revision))
    });
    let today = args.today.unwrap_or_else(today).to_string();
    match candidates.as_slice() {
        [] if all.is_empty() => Err(format!("{what} has no sign-off that could be taken back").into()),
        [] => Err(format!("{what} has no such sign-off, only {all}").into()),
        [first, ..] if first.day > today => {
            Err(format!("that review is dated {}, after today ({today})", first.day).into())
        }
        [first, others @ ..] if others.iter().all(|other| other.said == first.said) => {
            Ok(candidates.iter().map(|candidate| candidate.place).collect())
        }
        several => Err(format!("{what} has several sign-offs; say which one: {}", list(several)).into()),
    }
}
