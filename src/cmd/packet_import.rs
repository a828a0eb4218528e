//! `handout review import`: answered packets become sign-offs, and what they ask for becomes findings.

use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::{Months, NaiveDate};

use super::form;
use super::given::GivenFiles;
use super::packet::{PACKETS, packet_id};
use super::release::unfinished;
use super::review::{lock, subject};
use super::text_record::TextRecord;
use crate::acroform::fingerprint;
use crate::answers::extract::extract;
use crate::answers::open;
use crate::cli::args::ImportArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Finding, Severity, Sink, list};
use crate::model::person::{credited, same_name};
use crate::model::{Evidence, LeafPath, PacketInfo, Person, Project, SignOff, date};
use crate::output;
use crate::packet::edition::parts;
use crate::packet::redline::{PartChange, compare};
use crate::packet::reply::{PacketDecision, PacketReply, PartReply};
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
    let GivenFiles { files, .. } = GivenFiles::of(&args.files);
    let (mut sink, mut said, mut all) = (Sink::default(), Vec::new(), crate::diag::Files::new());
    for path in &files {
        // Read anew each time: an answer before may have been recorded.
        let loaded = super::load::load(global, today)?;
        let unfinished = unfinished(&loaded.sink);
        let Some(project) = loaded.project else {
            terminal.findings(&loaded.sink.into_sorted(), loaded.sources.files());
            return Ok(Exit::Usage);
        };
        let desk =
            PacketDesk { project: &project, sources: &loaded.sources, reviews: &reviews, unfinished, today, global };
        let mut found = Sink::default();
        said.extend(desk.take(path, &mut found)?);
        sink.extend(found.into_sorted());
        all.extend(loaded.sources.files().iter().map(|(path, text)| (path.clone(), text.clone())));
    }
    let findings = sink.into_sorted();
    terminal.findings(&findings, &all);
    said.iter().for_each(|line| terminal.say(line));
    Ok(super::exit(&findings))
}

/// Where answers are taken.
struct PacketDesk<'a> {
    project: &'a Project,
    sources: &'a Sources,
    reviews: &'a Path,
    unfinished: std::collections::BTreeSet<String>,
    today: NaiveDate,
    global: &'a Global,
}

/// Something that stands in the way of an answer.
fn refused(name: &str, what: impl Into<String>, hint: &str) -> Finding {
    Finding::new(Code::PacketRefused, what).at(name, 0..0).hint(hint)
}

/// What to do about a packet that cannot be taken.
const AGAIN: &str = "make a new packet with `handout review packet`, and ask again; nothing was recorded";

impl PacketDesk<'_> {
    /// Takes the answer of a file; what there is to say of it comes back.
    fn take(&self, path: &Path, sink: &mut Sink) -> Result<Vec<String>, Failure> {
        let name = path.display().to_string();
        let Some(bytes) = form::bytes(path, &name, sink) else { return Ok(Vec::new()) };
        let Some((file, found)) = open::open(&name, &bytes, sink) else { return Ok(Vec::new()) };
        if let Some(changed) = fingerprint::finding(&name, &file, &found) {
            sink.push(Finding { severity: Severity::Error, ..changed });
            return Ok(Vec::new());
        }
        let beside = !found.beside.is_empty();
        let answers = extract(&name, found, None, false, sink);
        let Some(info) = answers.form.as_ref().and_then(|form| form.schema.packet.clone()) else {
            sink.push(refused(
                &name,
                "this is no packet of handout",
                "name the packet that came back, as it was saved",
            ));
            return Ok(Vec::new());
        };
        let digest = Digest::of(&bytes).as_str().to_owned();
        let reply = PacketReply::of(&answers.values, &answers.order, answers.extra.clone());
        let Some(subject) = self.is_asked(&name, &info, sink) else { return Ok(Vec::new()) };
        let Some((person, day)) = self.who(&name, &info, subject, &reply, sink) else { return Ok(Vec::new()) };
        let id = packet_id(&info);
        let answer_file = self.reviews.join(PACKETS).join(format!("{id}.{}.json", &digest[..16]));
        if answer_file.exists() {
            sink.push(refused(&name, "this very answer was imported already", "nothing is to be done"));
            return Ok(Vec::new());
        }
        // What came back is kept whatever it says: the file first, then what it says, then what follows of it.
        let write = |path: PathBuf, bytes: &[u8]| {
            output::write(&path, bytes).map_err(|e| Failure::unwritten(path.display(), &e))
        };
        write(self.reviews.join("evidence").join(format!("{digest}.pdf")), &bytes)?;
        let kept = serde_json::json!({"packet": info, "evidence": digest, "by": person.id, "reply": reply});
        write(answer_file, (serde_json::to_string_pretty(&kept).unwrap_or_default() + "\n").as_bytes())?;
        self.asked_for(subject, person, &reply, sink);
        if beside {
            let hint = "look at them, and record the review by hand if they change nothing: `handout review record`";
            sink.push(refused(
                &name,
                "somebody wrote or drew beside the fields, so that this is no plain approval",
                hint,
            ));
            return Ok(vec![format!("kept the answer of {} as evidence {digest}", person.name)]);
        }
        if !reply.is_approval() {
            let said = format!("kept the answer of {}: `{}` is not approved as it stands", person.name, info.text);
            return Ok(vec![said]);
        }
        self.sign(&name, &info, subject, (person, day), &digest, sink)
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
    fn who(
        &self,
        name: &str,
        info: &PacketInfo,
        subject: Subject,
        reply: &PacketReply,
        sink: &mut Sink,
    ) -> Option<(&Person, NaiveDate)> {
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
            None => self.project.people.values().find(|person| is_named(person) && person.credentials.is_some()),
        };
        let Some(person) = person else {
            let asked =
                info.person.as_ref().and_then(|id| self.project.people.get(id)).map(|person| person.name.as_str());
            let what = match asked {
                Some(asked) => format!("`{typed}` answered a packet that was for {asked}"),
                None => format!("`{typed}`, who answered, is nobody in people.yaml with credentials"),
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
                format!("{author} is an author of `{}` and cannot check it", info.text),
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
                sink.push(refused(name, "the packet does not say on which day it was answered", "ask for the day"));
                None
            }
        }
    }

    /// What a reviewer asks for, each at its place in the file of the text.
    fn asked_for(&self, subject: Subject, person: &Person, reply: &PacketReply, sink: &mut Sink) {
        let who = credited(&person.name, person.credentials.as_deref());
        let file = subject.file();
        let mut say = |place: Range<usize>, what: String, hint: String| {
            sink.push(Finding::new(Code::ReviewerAsks, what).at(file, place).hint(hint));
        };
        for part in reply.parts.iter().filter(|part| !part.is_plain()) {
            let place = self.place(file, part);
            let decided = match part.decision {
                Some(PacketDecision::Reject) => "says that this is wrong",
                Some(PacketDecision::Change) => "asks for a change",
                Some(PacketDecision::Comment) => "needs an answer",
                Some(PacketDecision::Approve) | None => "says something",
            };
            let quoted = |words: &Option<String>| words.as_ref().map(|words| format!("“{}”", one_line(words)));
            let change = match (quoted(&part.old), quoted(&part.new)) {
                (Some(old), Some(new)) => Some(format!("{new} instead of {old}")),
                (Some(old), None) => Some(format!("without {old}")),
                (None, new) => new,
            };
            let words: Vec<String> =
                change.into_iter().chain(part.comments.iter().map(|words| one_line(words))).collect();
            let said = if words.is_empty() { "no words say what".to_owned() } else { words.join("; ") };
            let hint = "change the words, raise `revision`, and make a new packet; or answer, and ask again".to_owned();
            say(place, format!("{who} {decided}: {said}"), hint);
        }
        let whole =
            [(Some(PacketDecision::Reject), "rejects the whole text"), (None, "decided nothing of the whole text")];
        if let Some((_, what)) = whole.into_iter().find(|(decision, _)| *decision == reply.decision) {
            say(0..0, format!("{who} {what}"), "ask what is wanting; nothing is signed".to_owned());
        }
        if let Some(extra) = &reply.extra {
            say(
                0..0,
                format!("{who} wrote on the page for extra space: {}", one_line(extra)),
                "it belongs to no part: ask to which".to_owned(),
            );
        }
    }

    /// Where a part of a packet stands in the file of its text.
    fn place(&self, file: &str, part: &PartReply) -> Range<usize> {
        let kinds = [("section-", "sections"), ("question-", "faq"), ("part-", "parts"), ("fact-", "facts")];
        let found = kinds.iter().find_map(|(kind, list)| Some((list, part.part.strip_prefix(kind)?)));
        let place = |path: LeafPath| self.sources.place(file, &path);
        // The words themselves, where they are found.
        let words = part.old.as_ref().and_then(|old| self.sources.find_words(file, old));
        match (words, found) {
            (Some(words), _) => words,
            (None, Some((list, id))) => {
                let root = LeafPath::root(list).join(id);
                let body = [root.join("body"), root.join("answer"), root.join("heading"), root].map(place);
                body.into_iter().find(|range| *range != (0..0)).unwrap_or(0..0)
            }
            (None, None) if part.part == "introduction" => place(LeafPath::root("introduction")),
            (None, None) => place(LeafPath::root("title")),
        }
    }

    /// Records the sign-off of an approval.
    fn sign(
        &self,
        name: &str,
        info: &PacketInfo,
        subject: Subject,
        (person, day): (&Person, NaiveDate),
        digest: &str,
        sink: &mut Sink,
    ) -> Result<Vec<String>, Failure> {
        if let Some(file) =
            [subject.file(), "sources/people.yaml"].into_iter().find(|file| self.unfinished.contains(*file))
        {
            sink.push(refused(
                name,
                format!("placeholders stand for words in {file}, so that nothing is signed"),
                "write these first, and ask again",
            ));
            return Ok(Vec::new());
        }
        let months = policy(self.project, subject).months;
        let Some(next) = day.checked_add_months(Months::new(months)) else { return Ok(Vec::new()) };
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
        let same = |s: &SignOff| s.recorded_by == sign_off.recorded_by && s.taken_back.is_none();
        if record.reviews.sign_offs.iter().any(same) {
            sink.push(refused(
                name,
                format!("{} answered this packet before, with another file", person.name),
                "both files are kept; look which of them is meant",
            ));
            return Ok(Vec::new());
        }
        record.reviews.sign_offs.push(sign_off);
        record.write()?;
        let mut after = self.project.clone();
        let key = (info.text.clone(), info.lang.clone());
        after.sign_offs.insert(key, record.reviews.sign_offs);
        let status =
            super::review::subject(&after, &info.text, &info.lang).map(|s| evaluate(&after, s, self.today).status);
        let mut said = vec![format!(
            "recorded: {} approved `{}` ({}, revision {}) on {day}, next review {next}",
            person.credited(),
            info.text,
            info.lang,
            info.revision
        )];
        if let Ok(status) = status
            && status.state != State::Current
        {
            said.push(format!("it prints as {} still: {}", status.state.as_str(), status.reason));
        }
        Ok(said)
    }
}

/// Words in one line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
