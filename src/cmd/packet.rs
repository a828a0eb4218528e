//! `handout review packet`: a PDF in which a clinician answers, part by part.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::coverage::covered;
use super::load::{Loaded, load};
use super::names::did_you_mean;
use super::release::{PEOPLE, unfinished};
use super::review::{lock, subject, typed};
use super::sheet::{SheetDesk, keep_answers, sheet_folder};
use crate::cli::args::PacketArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::coverage::CoveredItem;
use crate::diag::{Finding, Severity, Sink};
use crate::language::graded_texts;
use crate::model::person::same_person;
use crate::model::{PacketInfo, Person, Product, Project, SignOff};
use crate::output;
use crate::packet::compose::{EarlierEdition, PacketList, PacketRequest, packet};
use crate::project::Tree;
use crate::review::digest::{CANON, Digest};
use crate::review::state::{evaluate, newest};
use crate::review::subject::Subject;
use crate::source::Sources;
use crate::source::load::{TextFile, text_files};

/// Makes a packet of a text as it is now.
///
/// # Errors
/// Where there is no such text or person, nothing was signed before that it could be held against, or the file cannot be
/// written.
pub fn run(global: &Global, args: &PacketArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let lang = typed(args.lang.as_ref(), "--lang")?;
    let Loaded { tree, sources, project, mut sink, fonts } = load(global, today)?;
    let Some(project) = project else {
        terminal.findings(&sink.into_sorted(), sources.files());
        return Ok(Exit::Usage);
    };
    let subject = subject(&project, &args.id, lang)?;
    if let Some(file) = [subject.file(), PEOPLE].into_iter().find(|file| unfinished(&sink).contains(*file)) {
        return Err(format!(
            "placeholders stand for words in {file}: write these first, since nothing of it could be signed"
        )
        .into());
    }
    can_be_signed(&project, subject, today)?;
    let person = args.person.as_deref().map(|id| asked(&project, subject, id)).transpose()?;
    let out = sheet_folder(global, args.out.as_deref(), "packets")?;
    let canonical = subject.canonical(CANON).unwrap_or_default();
    let digest = Digest::of(canonical.as_bytes());
    let since = earlier(&project, &tree, subject, args)?;
    // Whoever did not sign the edition before has not seen what did not change.
    let signed = |since: &EarlierEdition| {
        let digest = Digest::of(since.canonical.as_bytes());
        person.is_some_and(|person| has_signed(&project, subject, person, digest.as_str()))
    };
    let whole = args.whole || !since.as_ref().is_some_and(signed);
    let info = PacketInfo {
        text: args.id.clone(),
        lang: lang.to_owned(),
        revision: subject.revision(),
        canon: CANON,
        digest: digest.as_str().to_owned(),
        since: since.as_ref().map(|since| Digest::of(since.canonical.as_bytes()).as_str().to_owned()),
        whole,
        person: person.map(|person| person.id.clone()),
        publisher: project.settings.publisher.clone(),
        asked: today.to_string(),
        wanted: args.by.map(|day: NaiveDate| day.to_string()),
    };
    let speaks_english = lang == "en";
    // Who looks at what changed knows the lists.
    let with_lists = speaks_english && whole;
    let request = PacketRequest {
        subject,
        info: &info,
        person,
        since,
        whole,
        is_paper: args.paper,
        checks: speaks_english.then(|| checks(&sources, subject, &sink)),
        lists: if with_lists { lists(&project, &tree, &sources, subject, today) } else { Vec::new() },
    };
    let Some((text, sheet)) = packet(&request) else {
        return Err(format!("packets do not speak `{lang}`").into());
    };
    let product = if args.paper { Product::WorksheetPaper } else { Product::Worksheet };
    let made = SheetDesk::new(&project, &tree, &sources, fonts, today).make(&text, &sheet, product, &mut sink)?;
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    let Some(bytes) = made else { return Ok(Exit::Findings) };
    let file = out.join(file_name(&info, args.paper));
    keep_answers(global, &file)?;
    keep(global, &info, &canonical)?;
    output::write(&file, &bytes).map_err(|e| Failure::unwritten(file.display(), &e))?;
    terminal.say(&format!("wrote {}", global.shown(&file)));
    Ok(Exit::Done)
}

/// Whether somebody signed the words of a digest, and that was not taken back.
pub(super) fn has_signed(project: &Project, subject: Subject, person: &Person, digest: &str) -> bool {
    let signed = crate::review::state::sign_offs(project, subject);
    signed.iter().any(|s| s.reviewer.id == person.id && s.digest == digest && s.taken_back.is_none())
}

/// Refuses to ask for what could not be signed afterwards: every revision names one text, and newer ones follow older ones.
fn can_be_signed(project: &Project, subject: Subject, today: NaiveDate) -> Result<(), Failure> {
    let (id, revision) = (subject.id(), subject.revision());
    let signed = crate::review::state::sign_offs(project, subject);
    if let Some(newer) = newest(signed).filter(|newer| *newer > revision) {
        return Err(format!(
            "revision {newer} of `{id}` was signed, and this is revision {revision}: raise `revision` in {} first",
            subject.file()
        )
        .into());
    }
    if evaluate(project, subject, today).status.changed_under_revision {
        return Err(format!(
            "revision {revision} of `{id}` was signed with other words: raise `revision` in {} first, so that every revision names one text",
            subject.file()
        )
        .into());
    }
    Ok(())
}

/// What the checks say of a text, its words among them, without what keeps the packet from being made.
fn checks(sources: &Sources, subject: Subject, sink: &Sink) -> Vec<String> {
    let mut words = Sink::default();
    let files: Vec<TextFile> = text_files(sources).into_iter().filter(|file| file.path == subject.file()).collect();
    graded_texts(&files, &mut words);
    let words = words.into_sorted();
    let is_own = |found: &&Finding| found.place.as_ref().is_some_and(|place| place.file == subject.file());
    let is_said = |found: &&Finding| found.severity != Severity::Error;
    sink.iter().chain(&words).filter(is_own).filter(is_said).map(|found| sentence(&found.message)).collect()
}

/// A message as a sentence.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

/// How a text stands against the published lists that are about all of it.
fn lists(project: &Project, tree: &Tree, sources: &Sources, subject: Subject, today: NaiveDate) -> Vec<PacketList> {
    let Subject::Text(text) = subject else { return Vec::new() };
    let item = |item: &CoveredItem| {
        let number = item.number.as_ref().map_or_else(String::new, |number| format!("{number}. "));
        [format!("{number}{}", item.name), item.verdict.said().to_owned(), item.words.clone()]
    };
    let covered = covered(project, tree, sources, text, today).into_iter();
    let of_all = covered.filter(|list| IN_PACKETS.contains(&list.instrument.id.as_str()));
    of_all
        .map(|list| PacketList { title: list.instrument.title.clone(), rows: list.items.iter().map(item).collect() })
        .collect()
}

/// The lists that packets print.
const IN_PACKETS: &[&str] = &["pif-tick", "cdc-cci"];

/// `first-visit.en-r2-sample-reviewer.pdf`
fn file_name(info: &PacketInfo, paper: bool) -> String {
    let person = info.person.as_deref().map_or_else(String::new, |id| format!("-{id}"));
    let paper = if paper { "-paper" } else { "" };
    format!("{}.{}-r{}{person}{paper}.pdf", info.text, info.lang, info.revision)
}

/// Keeps what was asked, and the words that it was asked about: only what is kept here can be answered.
fn keep(global: &Global, info: &PacketInfo, canonical: &str) -> Result<(), Failure> {
    let reviews = global.root.join("sources/reviews");
    let _lock = lock(&reviews, global)?;
    let json = serde_json::to_string_pretty(info).unwrap_or_default() + "\n";
    let id = packet_id(info);
    let write =
        |path: PathBuf, bytes: &[u8]| output::write(&path, bytes).map_err(|e| Failure::unwritten(path.display(), &e));
    write(reviews.join("texts").join(format!("{}.json", info.digest)), canonical.as_bytes())?;
    write(reviews.join(PACKETS).join(format!("{id}.json")), json.as_bytes())
}

/// The folder below `sources/reviews/` of what was asked, and answered.
pub(super) const PACKETS: &str = "packets";

/// The id of a packet: the first digits of the digest of what it asks about.
pub(super) fn packet_id(info: &PacketInfo) -> String {
    let json = serde_json::to_vec(info).unwrap_or_default();
    let mut id = Digest::of(&json).as_str().to_owned();
    id.truncate(16);
    id
}

/// Whoever is asked: a person with credentials, and no author of the text.
fn asked<'p>(project: &'p Project, subject: Subject, id: &str) -> Result<&'p Person, Failure> {
    let person = super::review::person(project, id)?;
    let people = |id: &str| project.people.get(id).cloned();
    let own = |author: &&Person| same_person(&author.signer(), &person.signer(), &people);
    match subject.authors().iter().find(own) {
        Some(author) => Err(format!("{} is an author of `{}` and cannot check it", author.name, subject.id()).into()),
        None => Ok(person),
    }
}

/// The edition that a packet is held against: the one that was typed, else the last one that this person signed, else the
/// last that anybody did; `None` where it is the first packet.
fn earlier(
    project: &Project,
    tree: &Tree,
    subject: Subject,
    args: &PacketArgs,
) -> Result<Option<EarlierEdition>, Failure> {
    let all = crate::review::state::sign_offs(project, subject);
    let signed: Vec<&SignOff> = all.iter().filter(|s| s.taken_back.is_none()).collect();
    let of_person = |s: &&SignOff| args.person.as_ref().is_none_or(|id| s.reviewer.id == *id);
    let found = match args.since.as_deref() {
        Some("signed") | None => signed.iter().copied().rfind(of_person),
        Some(revision) => {
            let number: u32 = revision
                .trim_start_matches('r')
                .parse()
                .map_err(|_| format!("--since takes `signed` or the number of a revision, not `{revision}`"))?;
            let found = signed.iter().copied().rfind(|s| s.revision == number);
            let known: Vec<String> = signed.iter().map(|s| s.revision.to_string()).collect();
            Some(found.ok_or_else(|| {
                let known = did_you_mean(revision, known.iter().map(String::as_str));
                format!("no revision {number} of `{}` was signed{known}", args.id)
            })?)
        }
    };
    let Some(found) = found else {
        return match args.since {
            Some(_) => {
                Err(format!("nothing of `{}` was signed yet, so there is nothing to hold it against", args.id).into())
            }
            None => Ok(None),
        };
    };
    // In the form under which it was signed: what did not change is printed whole.
    let same = subject.canonical(found.canon).is_some_and(|json| Digest::of(json.as_bytes()).as_str() == found.digest);
    if same {
        return Ok(None);
    }
    let path = format!("sources/reviews/texts/{}.json", found.digest);
    let kept = tree.get(&path).and_then(|file| String::from_utf8(file.bytes.to_vec()).ok());
    let whole = kept.filter(|text| Digest::of(text.as_bytes()).as_str() == found.digest);
    match whole {
        Some(canonical) => Ok(Some(EarlierEdition {
            canonical,
            canon: found.canon,
            revision: found.revision,
            day: found.reviewed.clone(),
        })),
        None if args.since.is_some() => {
            Err(format!("the words of revision {} are not kept as they were ({path})", found.revision).into())
        }
        None => Ok(None),
    }
}
