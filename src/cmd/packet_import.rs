//! `handout review import`: answered packets become sign-offs, and what they ask for becomes findings.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{Months, NaiveDate};

use super::came_back::CameBack;
use super::form;
use super::given::GivenFiles;
use super::load::load;
use super::packet::{PACKETS, has_signed, packet_id};
use super::packet_reply::{asked_for, one_line, otherwise, refused};
use super::release::{PEOPLE, unfinished};
use super::review::{lock, subject, with_earlier};
use super::slip_import::SlipDesk;
use super::text_record::TextRecord;
use crate::cli::args::ImportArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::diag::{Finding, Severity, Sink, list};
use crate::model::person::same_name;
use crate::model::{Evidence, PacketInfo, Person, PersonKind, Project, SheetPurpose, SignOff, date};
use crate::output;
use crate::packet::edition::parts;
use crate::packet::redline::{PartChange, compare};
use crate::packet::reply::PacketReply;
use crate::review::digest::{CANON, Digest};
use crate::review::enough::policy;
use crate::review::sign_off::own_review_among;
use crate::review::state::{State, evaluate};
use crate::review::subject::Subject;
use crate::source::Sources;

/// Reads answered packets back.
///
/// # Errors
/// Where the project or a record cannot be read or written.
pub fn run(global: &Global, args: &ImportArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let today = args.today.unwrap_or_else(today);
    let reviews = global.root.join("sources/reviews");
    let _lock = lock(&reviews, global)?;
    let loaded = load(global, today)?;
    let unfinished = unfinished(&loaded.sink);
    let Some(mut project) = loaded.project else {
        terminal.findings(&loaded.sink.into_sorted(), loaded.sources.files());
        return Ok(Exit::Usage);
    };
    let GivenFiles { files, .. } = GivenFiles::of(&args.files);
    let (mut sink, mut said) = (Sink::default(), Vec::new());
    for path in &files {
        let desk = PacketDesk {
            project: &project,
            sources: &loaded.sources,
            reviews: &reviews,
            unfinished: &unfinished,
            today,
            global,
        };
        let mut found = Sink::default();
        let taken = desk.take(path, &mut found);
        sink.extend(found.into_sorted());
        let TakenReply { said: lines, signed } = match taken {
            Ok(taken) => taken,
            Err(failure) => {
                // What was recorded of others is said all the same.
                terminal.findings(&sink.into_sorted(), loaded.sources.files());
                said.iter().for_each(|line: &String| terminal.say(line));
                return Err(failure);
            }
        };
        said.extend(lines);
        if let Some(sign_off) = signed {
            let key = (sign_off.text.clone(), sign_off.lang.clone());
            project.sign_offs.entry(key.clone()).or_default().push(sign_off);
            let status = subject(&project, &key.0, &key.1).map(|subject| evaluate(&project, subject, today).status);
            let wanting = status.ok().filter(|status| status.state != State::Current);
            said.extend(wanting.map(|s| format!("it prints as {} still: {}", s.state.as_str(), s.reason)));
        }
    }
    let findings = sink.into_sorted();
    terminal.findings(&findings, loaded.sources.files());
    said.iter().for_each(|line| terminal.say(line));
    Ok(super::exit(&findings))
}

/// What became of an answer.
#[derive(Default)]
struct TakenReply {
    /// What there is to say of it.
    said: Vec<String>,
    /// The sign-off that was recorded.
    signed: Option<SignOff>,
}

impl TakenReply {
    fn said(line: String) -> Self {
        Self { said: vec![line], signed: None }
    }
}

/// Where answers are taken.
struct PacketDesk<'a> {
    project: &'a Project,
    sources: &'a Sources,
    reviews: &'a Path,
    unfinished: &'a BTreeSet<String>,
    today: NaiveDate,
    global: &'a Global,
}

/// What to do about a packet that cannot be taken.
const AGAIN: &str = "make a new packet with `handout review packet`, and ask again; nothing was recorded";

/// A packet that came back.
struct AnsweredPacket {
    /// The file, as it was named.
    name: String,
    /// SHA-256 of its bytes.
    digest: String,
    info: PacketInfo,
    reply: PacketReply,
    /// Why it is no plain approval, whatever it says.
    unsure: Option<String>,
}

impl AnsweredPacket {
    /// Whether it may be signed.
    fn is_approval(&self) -> bool {
        self.unsure.is_none() && self.reply.is_approval()
    }
}

impl PacketDesk<'_> {
    /// Takes the answer of a file; what there is to say of it comes back.
    fn take(&self, path: &Path, sink: &mut Sink) -> Result<TakenReply, Failure> {
        let name = path.display().to_string();
        let Some(bytes) = form::bytes(path, &name, sink) else { return Ok(TakenReply::default()) };
        let Some(back) = CameBack::read(&name, &bytes, sink) else { return Ok(TakenReply::default()) };
        let reply = PacketReply::of(&back.values, &back.order, &back.labels, back.extra.clone());
        let CameBack { digest, about, unsure, .. } = &back;
        let answer = match about {
            SheetPurpose::Packet(info) => AnsweredPacket {
                name: name.clone(),
                digest: digest.clone(),
                info: info.clone(),
                reply,
                unsure: unsure.clone(),
            },
            SheetPurpose::Slip(info) => {
                let desk = SlipDesk { reviews: self.reviews, today: self.today, global: self.global };
                return Ok(TakenReply { said: desk.take(&back, info, &bytes, sink)?, signed: None });
            }
            SheetPurpose::ReaderTest => return Ok(TakenReply::default()),
        };
        let AnsweredPacket { digest, info, reply, .. } = &answer;
        let short = digest.get(..16).unwrap_or_default();
        let answer_file = self.reviews.join(PACKETS).join(format!("{}.{short}.json", packet_id(info)));
        // An approval that was kept and not signed was interrupted.
        if answer_file.exists() && (!answer.is_approval() || self.is_signed(info, digest)) {
            let again = refused(&name, "this very answer was imported already", "nothing is to be done");
            sink.push(Finding { severity: Severity::Warning, ..again });
            // What it asks for is said again, as long as the words are those that it was asked about.
            let unsaid = &mut Sink::default();
            if let Some(subject) = self.is_asked(&name, info, unsaid)
                && let Some((person, _)) = self.who(&answer, subject, unsaid)
            {
                asked_for(self.sources, subject, person, reply, sink);
            }
            return Ok(TakenReply::default());
        }
        let Some(subject) = self.is_asked(&name, info, sink) else { return Ok(TakenReply::default()) };
        let Some((person, day)) = self.who(&answer, subject, sink) else { return Ok(TakenReply::default()) };
        let ready = match answer.is_approval() {
            true => self.ready(&answer, subject, (person, day), sink)?,
            false => None,
        };
        if answer.is_approval() && ready.is_none() {
            return Ok(TakenReply::default());
        }
        // What came back is kept whatever it says: the file first, then what it says, then what follows of it.
        let write = |path: PathBuf, bytes: &[u8]| {
            output::write(&path, bytes).map_err(|e| Failure::unwritten(path.display(), &e))
        };
        write(self.reviews.join("evidence").join(format!("{digest}.pdf")), &bytes)?;
        let kept = serde_json::json!({"packet": info, "evidence": digest, "by": person.id, "reply": reply});
        write(answer_file, (serde_json::to_string_pretty(&kept).unwrap_or_default() + "\n").as_bytes())?;
        asked_for(self.sources, subject, person, reply, sink);
        if let Some(unsure) = &answer.unsure {
            let hint = "look at it, and record the review by hand if it changes nothing: `handout review record`";
            sink.push(refused(&name, format!("{unsure}, so that this is no plain approval"), hint));
        }
        let Some((record, sign_off)) = ready else {
            self.still_signed(subject, person, sink);
            let said = format!("kept the answer of {}: `{}` is not approved as it stands", person.name, info.text);
            return Ok(TakenReply::said(said));
        };
        record.write()?;
        let said = format!(
            "recorded: {} approved `{}` ({}, revision {}) on {day}, next review {}",
            person.credited(),
            info.text,
            info.lang,
            info.revision,
            sign_off.next_review
        );
        Ok(TakenReply { said: vec![said], signed: Some(sign_off) })
    }

    /// Where somebody who does not approve signed the very words before, that holds until it is taken back.
    fn still_signed(&self, subject: Subject, person: &Person, sink: &mut Sink) {
        let status = evaluate(self.project, subject, self.today).status;
        if let Some(own) = status.valid_sign_offs.iter().find(|s| s.reviewer.id == person.id) {
            let what = format!(
                "the reviewer {} signed these very words on {}, and that holds still",
                person.name, own.reviewed
            );
            let hint = format!(
                "take it back: `handout review void {} --lang {} --reviewer {} --by NAME --reason TEXT`",
                subject.id(),
                subject.lang(),
                person.id
            );
            sink.push(refused(subject.file(), what, &hint));
        }
    }

    /// The text that a packet asks about, where it was asked here and stands as it did.
    fn is_asked(&self, name: &str, info: &PacketInfo, sink: &mut Sink) -> Option<Subject<'_>> {
        let issued = self.reviews.join(PACKETS).join(format!("{}.json", packet_id(info)));
        let known = std::fs::read(&issued).ok().and_then(|bytes| serde_json::from_slice::<PacketInfo>(&bytes).ok());
        if known.as_ref() != Some(info) {
            let what =
                format!("this project did not make this packet, which {} asked for on {}", info.publisher, info.asked);
            sink.push(refused(
                name,
                what,
                "import it where it was made; if that is here, get `sources/reviews/packets/` back from a copy",
            ));
            return None;
        }
        let subject = match subject(self.project, &info.text, &info.lang) {
            Ok(subject) => subject,
            Err(failure) => {
                sink.push(refused(name, failure.problem, AGAIN));
                return None;
            }
        };
        let canonical = subject.canonical(CANON).unwrap_or_default();
        if Digest::of(canonical.as_bytes()).as_str() == info.digest && subject.revision() == info.revision {
            return Some(subject);
        }
        let kept = std::fs::read_to_string(self.reviews.join("texts").join(format!("{}.json", info.digest)));
        let asked = parts(&kept.unwrap_or_default());
        let changed: Vec<String> = compare(&asked, &parts(&canonical))
            .into_iter()
            .filter(|part| part.change != PartChange::Same || part.is_moved)
            .map(|part| if part.heading.is_empty() { part.key } else { part.heading })
            .collect();
        let changed =
            if changed.is_empty() { "the revision".to_owned() } else { list(changed.iter().map(String::as_str)) };
        let what = format!(
            "`{}` ({}) moved on since this packet was made of revision {}: {changed} changed",
            info.text, info.lang, info.revision
        );
        sink.push(refused(name, what, AGAIN));
        None
    }

    /// Who answered, and on which day: the person who was asked, with a name, on a day that can be.
    fn who(&self, answer: &AnsweredPacket, subject: Subject, sink: &mut Sink) -> Option<(&Person, NaiveDate)> {
        let AnsweredPacket { name, info, reply, .. } = answer;
        let Some(typed) = &reply.name else {
            sink.push(refused(
                name,
                "the packet does not say who answered",
                "ask for the name, and for the decision on the whole text",
            ));
            return None;
        };
        let is_named = |person: &&Person| {
            std::iter::once(&person.name).chain(person.name_in.values()).any(|own| same_name(own, typed))
        };
        let person = match &info.person {
            Some(id) => self.project.people.get(id).filter(is_named),
            // Whom a name means is clear where it is written as in `people.yaml`, and of one person alone.
            None => {
                let exact = |own: &String| one_line(own).eq_ignore_ascii_case(&one_line(typed));
                let own = |p: &&Person| p.kind == PersonKind::Person && p.credentials.is_some();
                let is_exact = |p: &&Person| std::iter::once(&p.name).chain(p.name_in.values()).any(exact);
                let mut found = self.project.people.values().filter(own).filter(is_exact);
                found.next().filter(|_| found.next().is_none())
            }
        };
        let Some(person) = person else {
            let asked =
                info.person.as_ref().and_then(|id| self.project.people.get(id)).map(|person| person.name.as_str());
            let what = match asked {
                Some(asked) => format!("`{typed}` answered a packet that was for {asked}"),
                None => {
                    format!("`{typed}`, who answered, is no one person with that name and credentials in people.yaml")
                }
            };
            sink.push(refused(
                name,
                what,
                "whoever answers signs: make a packet for them, or write them into people.yaml",
            ));
            return None;
        };
        let authors: Vec<_> = subject.authors().iter().map(Person::signer).collect();
        let people = |id: &str| self.project.people.get(id).cloned();
        if let Some(author) = own_review_among(&person.in_lang(&info.lang).signer(), &authors, &people) {
            sink.push(refused(
                name,
                format!("`{author}` is an author of `{}` and cannot check it", info.text),
                "ask another clinician",
            ));
            return None;
        }
        let day = reply.date.as_deref().and_then(date::parse);
        let asked = date::parse(&info.asked);
        match day {
            Some(day) if day <= self.today && asked.is_none_or(|asked| asked <= day) => Some((person, day)),
            Some(day) => {
                let what = format!(
                    "the answer is dated {day}, and the packet was made on {}; today is {}",
                    info.asked, self.today
                );
                sink.push(refused(name, what, "ask on which day it was answered"));
                None
            }
            None => {
                sink.push(refused(
                    name,
                    "the packet has no day on which it was answered that can be read",
                    "ask for the day, written as its box says",
                ));
                None
            }
        }
    }

    /// Whether a sign-off has the file of a digest as its evidence.
    fn is_signed(&self, info: &PacketInfo, digest: &str) -> bool {
        let signed = self.project.sign_offs.get(&(info.text.clone(), info.lang.clone()));
        signed.into_iter().flatten().any(|s| s.evidence.as_ref().is_some_and(|evidence| evidence.digest == digest))
    }

    /// The record with the sign-off of an approval, where nothing forbids it.
    fn ready(
        &self,
        answer: &AnsweredPacket,
        subject: Subject,
        (person, day): (&Person, NaiveDate),
        sink: &mut Sink,
    ) -> Result<Option<(TextRecord, SignOff)>, Failure> {
        let AnsweredPacket { name, digest, info, reply, .. } = answer;
        if let Some(file) = [subject.file(), PEOPLE].into_iter().find(|file| self.unfinished.contains(*file)) {
            let what = format!("placeholders stand for words in {file}, so that nothing is signed");
            sink.push(refused(name, what, "write these first, and ask again"));
            return Ok(None);
        }
        let since = info.since.as_deref().filter(|_| !info.whole);
        if let Some(since) = since.filter(|since| !has_signed(self.project, subject, person, since)) {
            let since = since.get(..12).unwrap_or(since);
            let what = format!(
                "this packet shows what changed since the edition {since} alone, which {} did not sign",
                person.name
            );
            sink.push(refused(name, what, AGAIN));
            return Ok(None);
        }
        if let Some(what) = otherwise(person, reply) {
            sink.push(refused(name, what, "put sources/people.yaml right, or ask; then import it again"));
            return Ok(None);
        }
        let months = policy(self.project, subject).months;
        let Some(next) = day.checked_add_months(Months::new(months)) else { return Ok(None) };
        let sign_off = SignOff {
            text: info.text.clone(),
            lang: info.lang.clone(),
            revision: info.revision,
            canon: info.canon,
            digest: info.digest.clone(),
            reviewed: day.to_string(),
            next_review: next.to_string(),
            recorded_by: format!("packet {}", packet_id(info)),
            reviewer: person.in_lang(&info.lang).signer(),
            authors: subject.authors().iter().map(Person::signer).collect(),
            evidence: Some(Evidence { file: format!("evidence/{digest}.pdf"), digest: digest.to_owned() }),
            seal: None,
            taken_back: None,
        };
        let mut record = TextRecord::of(self.project, self.reviews, &info.text, &info.lang, self.global)?;
        let same = |s: &SignOff| {
            s.recorded_by == sign_off.recorded_by && s.reviewer.id == sign_off.reviewer.id && s.taken_back.is_none()
        };
        if record.reviews.sign_offs.iter().any(same) {
            let what = format!("the reviewer {} answered this packet before, with another file", person.name);
            sink.push(refused(name, what, "the earlier answer counts; look which of them is meant"));
            return Ok(None);
        }
        if sign_off.authors.is_empty() {
            let what = format!("people.yaml lacks the authors of `{}`, so a sign-off could not name them", info.text);
            sink.push(refused(
                name,
                what,
                "add them there (the facts that come with handout are by `handout-project`)",
            ));
            return Ok(None);
        }
        // The same that `review record` asks for.
        match with_earlier(subject, std::mem::take(&mut record.reviews.sign_offs), sign_off.clone(), false) {
            Ok(sign_offs) => record.reviews.sign_offs = sign_offs,
            Err(failure) => {
                sink.push(refused(name, failure.problem, AGAIN));
                return Ok(None);
            }
        }
        Ok(Some((record, sign_off)))
    }
}
