//! Bad projects: words of texts that were carried over from elsewhere, with their tables, addresses, numbers and dates.

use handout::diag::Code;

use super::cases::{CLINIC, Case, FACTS, GUIDE, case, run};
use crate::support::Fixture;

/// Puts a Markdown text in the place of a section's words.
fn body(fixture: &Fixture, text: &str) {
    let indented: String =
        text.lines().map(|l| if l.is_empty() { "\n".to_owned() } else { format!("      {l}\n") }).collect();
    let own = "      Rest. Opioid use disorder is an illness, and treatment takes time.\n";
    fixture.edit(GUIDE, own, &indented);
}

/// Looks for words that could be better.
const LANGUAGE: &[&str] = &["check", "--language", "first-visit"];

pub(super) const WORD_CASES: &[Case] = &[
    run("hard-to-read", Code::HardToRead, LANGUAGE, |f| {
        body(
            f,
            "Accompanying representatives, unless unequivocally designated participating members of immediate family,\n\
             necessitate explicit authorization previously communicated to administrative personnel. Organizational\n\
             considerations occasionally necessitate reevaluation of anticipated arrangements, particularly regarding\n\
             confidentiality, accessibility, interpretation and transportation. Responsibility for coordinating\n\
             accommodation continues indefinitely.\n\
             Considerations previously communicated necessitate particularly explicit interpretation.",
        );
    }),
    run("long-sentence", Code::LongSentence, LANGUAGE, |f| {
        body(
            f,
            "Rest, and **talk about it** the next day with\nsomeone who was there, since two of you have heard\nmore than one, and who is tired forgets half of what was said.\n\n- Or [ask us](https://example.org/ask).",
        );
    }),
    run("plainer-word", Code::PlainerWord, LANGUAGE, |f| {
        body(f, "Contact your clinic prior\nto the visit, or utilize *our* page. No skin contact is meant.");
    }),
    run("shaming-word", Code::ShamingWord, LANGUAGE, |f| {
        f.edit(
            GUIDE,
            "summary: What happens at a first visit, and how a family can help.\n",
            "summary: >-\n  What happens at a first visit,\n  and how the family of an addict can help.\n",
        );
        f.edit(
            GUIDE,
            "introduction: |",
            "language_exceptions: [{term: addict, reason: Families know it.}]\nintroduction: |",
        );
    }),
    case("list-in-cell", Code::Markdown, |f| {
        body(
            f,
            "| Problem | Signs |\n| --- | --- |\n| gums | - red gums - bad breath |\n| mouth | • sores • a dry mouth |",
        );
    }),
    case("html-in-cell", Code::Markdown, |f| {
        body(f, "| Problem | Signs |\n| --- | --- |\n| gums | red<br>sore <b>gums</b> |");
    }),
    case("footnote-in-cell", Code::Markdown, |f| {
        body(f, "| Food | Servings |\n| --- | --- |\n| Grains* | 6 |\n| Oils** | 2 |\n\n*1 slice of bread.");
    }),
    case("bare-address", Code::Markdown, |f| {
        body(
            f,
            "Look at www.example.org/sleep_well, or at (https://example.org/a). [www.example.org](https://example.org) is one.",
        );
    }),
    case("number-in-source", Code::TypedNumber, |f| {
        f.edit(GUIDE, "title: A sample source,", "title: \"A sample source, call 1-800-555-0199\",");
    }),
    case("number-in-letters", Code::TypedNumber, |f| {
        body(f, "Call 1-877-SAMHSA-7 (1-877-726-4727).");
    }),
    case("number-in-brief", Code::TypedNumber, |f| {
        f.edit(GUIDE, "brief: Rest, and talk", "brief: Call 911 or 1-800-555-0199, and talk");
    }),
    case("fact-in-brief", Code::UnknownId, |f| {
        f.edit(GUIDE, "brief: Rest, and talk about it the next day.", "brief: \"Call [](fact:call-119).\"");
    }),
    case("other-number-of-fact", Code::TypedNumber, |f| {
        f.edit(FACTS, "title: Call 911\n", "title: Call 112\n").edit(
            FACTS,
            "line: Thoughts of suicide, or any crisis? Call or text 988, day",
            "line: Thoughts of suicide, or any crisis? Call or text 1-800-273-8255, day",
        );
    }),
    case("bad-value-letters", Code::BadValue, |f| {
        f.edit(FACTS, "    number: 1-800-662-4357\n", "    number: 1-800-662-4357\n    letters: 1-800-CDC-INFO\n")
            .edit(FACTS, "    number: \"988\"\n", "    number: 988 (1-800-CDC-INFO)\n");
    }),
    case("bad-date-known", Code::BadDate, |f| {
        f.edit(GUIDE, "published: 2024-01-02", "published: 2024-13")
            .edit(GUIDE, "edited: 2024-03-04", "edited: March 2024")
            .edit(GUIDE, "accessed: 2026-11-18", "accessed: 2026");
    }),
    case("authors-of-original", Code::WrongType, |f| {
        f.edit(GUIDE, "authors: [{name: Original Author, credentials: RN}]", "authors: [unknown]").edit(
            GUIDE,
            "reviewed_by: [{name: Original Reviewer, credentials: MD}]",
            "reviewed_by: [\"Roe, Jane\"]",
        );
    }),
    case("unknown-key-authors-of-source", Code::UnknownKey, |f| {
        f.edit(GUIDE, "publisher: Sample House,", "publisher: Sample House, authors: Roe J,").edit(
            CLINIC,
            "name: Maple Street Clinic",
            "name: Maple Street Clinic\nfaq: none",
        );
    }),
    case("unused-exception-shorter", Code::UnusedException, |f| {
        body(f, "The part 1-800-555-0199 rests.");
        f.edit(
            GUIDE,
            "references:\n",
            "exceptions: [{code: typed-number, text: 1-800-555, reason: A part.}]\nreferences:\n",
        );
    }),
];
