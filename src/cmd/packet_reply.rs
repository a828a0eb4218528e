//! What an answered packet says besides its decision: what it asks for, at its place in the file of the text, and what
//! somebody says of themselves.

use std::ops::Range;

use crate::diag::{Code, Finding, Sink};
use crate::model::person::credited;
use crate::model::{LeafPath, Person};
use crate::packet::reply::{PacketDecision, PacketReply, PartReply};
use crate::review::subject::Subject;
use crate::source::Sources;

/// Something that stands in the way of an answer.
pub(super) fn refused(name: &str, what: impl Into<String>, hint: &str) -> Finding {
    Finding::new(Code::PacketRefused, what).at(name, 0..0).hint(hint)
}

/// What a reviewer asks for, each at its place in the file of the text.
pub(super) fn asked_for(sources: &Sources, subject: Subject, person: &Person, reply: &PacketReply, sink: &mut Sink) {
    let who = format!("the reviewer {}", credited(&person.name, person.credentials.as_deref()));
    let file = subject.file();
    let mut say = |place: Range<usize>, what: String, hint: String| {
        sink.push(Finding::new(Code::ReviewerAsks, what).at(file, place).hint(hint));
    };
    for part in reply.parts.iter().filter(|part| !part.is_plain()) {
        let place = place_of(sources, file, part);
        let decided = match part.decision {
            Some(PacketDecision::Reject) => "says that this is wrong",
            Some(PacketDecision::Change) => "asks for a change",
            Some(PacketDecision::Comment) => "needs an answer",
            Some(PacketDecision::Approve) | None if part.answers_alone() => "answers",
            Some(PacketDecision::Approve) | None => "says something",
        };
        let quoted = |words: &Option<String>| words.as_ref().map(|words| format!("“{}”", one_line(words)));
        let change = match (quoted(&part.old), quoted(&part.new)) {
            (Some(old), Some(new)) => Some(format!("{new} instead of {old}")),
            (Some(old), None) => Some(format!("without {old}")),
            (None, new) => new,
        };
        let noted = part.notes.iter().map(|note| format!("“{}” to “{}”", one_line(&note.said), note.asked));
        let comments = part.comments.iter().map(|words| format!("“{}”", one_line(words)));
        let words: Vec<String> = change.into_iter().chain(comments).chain(noted).collect();
        let said = if words.is_empty() { "no words say what".to_owned() } else { words.join("; ") };
        let hint = if part.answers_alone() {
            "do as the answer says, or take the question out of `reviewer_notes`"
        } else if part.old.is_some() && part.new.is_some() {
            "`handout review apply` writes these words into the file; then make a new packet"
        } else {
            "change the words, raise `revision`, and make a new packet; or answer, and ask again"
        };
        say(place, format!("{who} {decided}: {said}"), hint.to_owned());
    }
    let whole = [(Some(PacketDecision::Reject), "rejects the whole text"), (None, "decided nothing of the whole text")];
    if let Some((_, what)) = whole.into_iter().find(|(decision, _)| *decision == reply.decision) {
        say(0..0, format!("{who} {what}"), "ask what is wanting; nothing is signed".to_owned());
    }
    if let Some(extra) = &reply.extra {
        say(
            0..0,
            format!("{who} wrote on the page for extra space: “{}”", one_line(extra)),
            "it belongs to no part: ask to which".to_owned(),
        );
    }
}

/// Where a part of a packet stands in the file of its text.
fn place_of(sources: &Sources, file: &str, part: &PartReply) -> Range<usize> {
    let kinds = [("section-", "sections"), ("question-", "faq"), ("part-", "parts"), ("fact-", "facts")];
    let found = kinds.iter().find_map(|(kind, list)| Some((list, part.part.strip_prefix(kind)?)));
    let place = |path: LeafPath| sources.place(file, &path);
    // The words themselves, where they are found.
    let words = part.old.as_ref().and_then(|old| sources.find_words(file, old));
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

/// What somebody says of themselves otherwise than `people.yaml` does.
pub(super) fn otherwise(person: &Person, reply: &PacketReply) -> Option<String> {
    let plain =
        |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let none = |words: &str| ["none", "no", "ninguno", "ninguna"].contains(&plain(words).as_str());
    let interests = person.interests.as_ref().map(|own| own.words.as_str());
    let until = person.licence.as_ref().map(|own| own.until.as_str());
    let licence = person.licence.as_ref().map(|own| own.body.as_str());
    if let (Some(body), Some(typed)) = (licence, reply.person.get("licence"))
        && !plain(typed).contains(&plain(body))
    {
        let typed = one_line(typed);
        return Some(format!(
            "the reviewer {} wrote `{typed}` for the license, and people.yaml says `{body}`",
            person.name
        ));
    }
    let own = [
        ("credentials", person.credentials.as_deref()),
        ("role", person.role.as_deref()),
        ("interests", interests),
        ("until", until),
    ];
    own.into_iter().find_map(|(key, own)| {
        let typed = reply.person.get(key)?;
        let same = own.is_some_and(|own| plain(own) == plain(typed));
        let nothing = key == "interests" && none(typed) && own.is_none_or(none);
        // A day of a licence that nobody wrote down is no other one.
        let unknown = key == "until" && own.is_none();
        let what = if key == "until" { "the last day of the licence" } else { key };
        let own = own.unwrap_or("nothing");
        (!same && !nothing && !unknown).then(|| {
            format!("the reviewer {} wrote `{}` for {what}, and people.yaml says `{own}`", person.name, one_line(typed))
        })
    })
}

/// Words in one line.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
