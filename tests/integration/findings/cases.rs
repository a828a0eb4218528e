//! The bad projects, each an edit of the reviewed fixture.

use handout::diag::Code;

use crate::support::{Fixture, root};

pub(super) const PROJECT: &str = "sources/project.yaml";
pub(super) const PEOPLE: &str = "sources/people.yaml";
pub(super) const CLINIC: &str = "sources/clinics/maple.yaml";
pub(super) const FACTS: &str = "sources/facts/us.en.yaml";
pub(super) const GUIDE: &str = "sources/guides/first-visit/en.yaml";
pub(super) const SHEET: &str = "sources/worksheets/all-fields/en.yaml";
pub(super) const REVIEW: &str = "sources/reviews/first-visit.en.yaml";
const STRINGS: &str = "sources/strings/en.yaml";
const EMERGENCY: &str = "layouts/components/emergency.typ";

/// A bad project.
pub(super) struct Case {
    /// The name of its snapshot.
    pub(super) name: &'static str,
    /// The code that it shows.
    pub(super) code: Code,
    /// Makes the reviewed fixture bad.
    pub(super) set_up: fn(&Fixture),
    /// What is run; `check --paper letter` if empty.
    pub(super) args: &'static [&'static str],
    /// Whether nothing can be run, since `project.yaml` itself is wrong.
    pub(super) unusable: bool,
}

pub(super) const fn case(name: &'static str, code: Code, set_up: fn(&Fixture)) -> Case {
    Case { name, code, set_up, args: &[], unusable: false }
}

/// A case in which `project.yaml` itself cannot be used.
pub(super) const fn unusable(name: &'static str, code: Code, set_up: fn(&Fixture)) -> Case {
    Case { name, code, set_up, args: &[], unusable: true }
}

pub(super) const fn run(name: &'static str, code: Code, args: &'static [&'static str], set_up: fn(&Fixture)) -> Case {
    Case { name, code, set_up, args, unusable: false }
}

/// Puts a Markdown text in the place of an answer.
fn answer(fixture: &Fixture, text: &str) {
    let indented: String =
        text.lines().map(|l| if l.is_empty() { "\n".to_owned() } else { format!("      {l}\n") }).collect();
    fixture.edit(GUIDE, "      Anyone the person trusts. Two people are enough.\n", &indented);
}

/// Puts a file that ships into the project, with words replaced.
pub(super) fn overlay(fixture: &Fixture, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(root().join(path)).expect("it ships");
    assert!(text.contains(from), "`{from}` in {path}");
    fixture.write(path, text.replacen(from, to, 1));
}

/// The labels that ship, below others at the head of the file and without some.
fn labels(fixture: &Fixture, without: &[&str], above: &str) {
    let text = std::fs::read_to_string(root().join(STRINGS)).expect("it ships");
    let kept = text.lines().filter(|line| !line.starts_with('#'));
    let kept = kept.filter(|line| !without.iter().any(|key| line.starts_with(&format!("{key}:"))));
    fixture.write(STRINGS, above.to_owned() + &kept.map(|line| format!("{line}\n")).collect::<String>());
}

/// States what a clinic's colours are printed with.
fn inks(fixture: &Fixture, print: &str) {
    let clinic = fixture.read(CLINIC) + print;
    fixture.write(CLINIC, clinic);
}

pub(super) const CASES: &[Case] = &[
    // ---- YAML -----------------------------------------------------------------------------------------
    case("yaml-syntax-quote", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "title: The first visit\n", "title: \"The first visit\n");
    }),
    case("yaml-syntax-tab", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    heading: After the visit\n", "\theading: After the visit\n");
    }),
    case("yaml-syntax-colon", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "summary: What happens", "summary: Note: what happens");
    }),
    case("yaml-syntax-indentation", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    heading: After the visit\n", "   heading: After the visit\n");
    }),
    case("yaml-syntax-two-documents", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "title: The first visit\n", "---\ntitle: The first visit\n");
    }),
    case("yaml-syntax-people", Code::YamlSyntax, |f| {
        f.edit(PEOPLE, "name: Sample Authors}", "name: Sample Authors");
    }),
    unusable("yaml-syntax-project", Code::YamlSyntax, |f| {
        f.edit(PROJECT, "papers: [letter, a4]", "papers: [letter, a4");
    }),
    case("empty-file", Code::WrongType, |f| {
        f.write(GUIDE, "# nothing yet\n");
    }),
    case("not-keys", Code::WrongType, |f| {
        f.write(GUIDE, "- id: first-visit\n").write(SHEET, "A sheet with one field of every kind.\n");
    }),
    case("duplicate-key", Code::DuplicateKey, |f| {
        f.edit(GUIDE, "    brief: Rest, and talk", "    heading: Twice\n    brief: Rest, and talk").edit(
            GUIDE,
            "interests: No one",
            "title: Again\ninterests: No one",
        );
    }),
    case("duplicate-key-funding", Code::DuplicateKey, |f| {
        f.edit(GUIDE, "interests: No one", "funding: A grant.\ninterests: No one");
    }),
    case("comment-in-text", Code::CommentInText, |f| {
        f.edit(GUIDE, "heading: After the visit", "heading: Door #2 is ours").edit(
            GUIDE,
            "question: What does it cost?",
            "question: What does it cost?   # ask Ana",
        );
    }),
    case("yaml-mark", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "heading: After the visit", "heading: !Stop and rest");
    }),
    case("unknown-key-behind-comma", Code::UnknownKey, |f| {
        f.edit(GUIDE, "{name: Original Reviewer, credentials: MD}", "{name: Original Reviewer, MD, credentials: MD}");
    }),
    case("other-language", Code::OtherLanguage, |f| {
        f.edit(
            GUIDE,
            "Anyone the person trusts. Two people are enough.",
            "Cualquier persona en quien confíe. Dos personas bastan para acompañar.",
        );
    }),
    case("untranslated", Code::Untranslated, |f| {
        f.edit(GUIDE, "title: The first visit\n", "title: TRANSLATE The first visit\n");
        f.edit(GUIDE, "Rest. Opioid use", "TRANSLATE Rest. Opioid use");
        f.edit(SHEET, "label: Name, width: half", "label: TRANSLATE Name, width: half");
    }),
    case("placeholder", Code::Placeholder, |f| {
        f.edit(GUIDE, "audience: Families before a first visit", "audience: \"[insert for whom it is]\"");
        f.edit(GUIDE, "    heading: Before you come", "    heading: What the first section is about");
    }),
    case("author-by-name", Code::UnknownId, |f| {
        f.edit(GUIDE, "authors: [sample-authors]", "authors: [Sample authors]");
    }),
    case("issued-in-future", Code::IssuedInFuture, |f| {
        f.edit(GUIDE, "{issued: 2026-11-20,", "{issued: 2027-11-20,");
    }),
    case("markdown-run-together", Code::Markdown, |f| {
        f.edit(
            GUIDE,
            "      Rest. Opioid use disorder is an illness, and treatment takes time.",
            "      Bring:\n      • a card\n      o a list\n      1.Rest, and *talk",
        )
        .edit(GUIDE, "    brief: Rest, and talk", "    brief: |\n      - Rest\n      - and talk")
        .edit(GUIDE, "    answer: |\n      Anyone", "    answer: >-\n      - one\n      - Anyone");
    }),
    case("kept-text", Code::KeptText, |f| {
        f.remove("sources/reviews/texts/10ea8de2cbde37a267b92bc06639cccbe79113aa213531b37e430759619a6de1.json");
    }),
    case("id-mismatch-misplaced", Code::IdMismatch, |f| {
        let guide = f.read(GUIDE).replace("id: first-visit", "id: second-visit");
        f.write("sources/worksheets/second-visit/en.yaml", guide);
    }),
    case("stray-file-in-capitals", Code::StrayFile, |f| {
        f.write("sources/guides/second-visit/EN.yaml", f.read(GUIDE).replace("id: first-visit", "id: second-visit"));
    }),
    case("yaml-invisible-space", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "audience: Families", "audience:\u{a0}Families");
    }),
    // ---- keys and values ------------------------------------------------------------------------------
    case("unknown-key", Code::UnknownKey, |f| {
        f.edit(GUIDE, "audience: Fam", "audiense: Fam").edit(GUIDE, "    heading: After", "    headng: After").edit(
            GUIDE,
            "faq:\n",
            "colour_of_the_paper: red\nfaq:\n",
        );
    }),
    unusable("unknown-key-in-clinic-and-project", Code::UnknownKey, |f| {
        f.edit(CLINIC, "tint: \"#e9f2e1\"", "tint: \"#e9f2e1\", shade: \"#000000\"").edit(
            PROJECT,
            "{months: 24}",
            "{months: 24, weeks: 2}",
        );
    }),
    case("unknown-key-in-original", Code::UnknownKey, |f| {
        f.edit(GUIDE, "  edited: 2024-03-04", "  editd: 2024-03-04").edit(
            GUIDE,
            "credentials: RN}",
            "credentials: RN, degree: RN}",
        );
    }),
    case("unknown-key-of-field", Code::UnknownKey, |f| {
        f.edit(SHEET, "{id: day, type: date, label: Day,", "{id: day, type: date, lines: 2, label: Day,");
    }),
    case("unknown-key-in-source", Code::UnknownKey, |f| {
        f.edit(FACTS, "      publisher: FDA\n", "      publisher: FDA\n      page: 3\n");
    }),
    case("missing-key", Code::MissingKey, |f| {
        f.edit(GUIDE, "revision: 2\n", "").edit(GUIDE, "    brief: Rest, and talk about it the next day.\n", "").edit(
            GUIDE,
            "title: A sample source, ",
            "",
        );
    }),
    case("missing-key-of-field", Code::MissingKey, |f| {
        f.edit(SHEET, "rows: 3, ", "").edit(SHEET, "low: Not at all, ", "").edit(
            SHEET,
            "    repeat_label: Helper\n",
            "",
        );
    }),
    case("missing-key-logo-alt", Code::MissingKey, |f| {
        f.edit(CLINIC, "logo_alt: {en: \"Maple Street Clinic, a leaf\"}\n", "");
    }),
    case("missing-key-of-fact", Code::MissingKey, |f| {
        f.edit(FACTS, "    line: In danger now? Call 911.\n", "").edit(
            FACTS,
            "    short: Finds treatment",
            "    # short: Finds treatment",
        );
    }),
    case("missing-key-in-source", Code::MissingKey, |f| {
        f.edit(FACTS, "      publisher: FDA\n", "");
    }),
    case("wrong-type", Code::WrongType, |f| {
        f.edit(GUIDE, "title: The first visit", "title: 2026")
            .edit(GUIDE, "revision: 2", "revision: two")
            .edit(GUIDE, "audience: Families before a first visit", "audience:")
            .edit(
                GUIDE,
                "summary: What happens at a first visit, and how a family can help.",
                "summary: [What happens]",
            )
            .edit(GUIDE, "authors: [sample-authors]\nbased", "authors: sample-authors\nbased")
            .edit(GUIDE, "dates: {issued: 2026-11-20, evidence_checked: 2026-11-19}", "dates: 2026-11-20")
            .edit(GUIDE, "    heading: After the visit", "    heading: {After: the visit}");
    }),
    case("wrong-type-in-sheet", Code::WrongType, |f| {
        f.edit(SHEET, "called, required: true", "called, required: \"yes\"")
            .edit(SHEET, "rows: 3", "rows: \"3\"")
            .edit(SHEET, "label: \"Yes\"", "label: true")
            .edit(SHEET, "    danger_line: true", "    danger_line: 1")
            .edit(SHEET, "lines: 4", "lines: 4.5");
    }),
    case("wrong-type-source", Code::WrongType, |f| {
        f.edit(FACTS, "source: none", "source: nobody");
    }),
    case("bad-value", Code::BadValue, |f| {
        f.edit(GUIDE, "- id: before", "- id: Before You Come").edit(GUIDE, "revision: 2", "revision: 0").edit(
            GUIDE,
            "main_message: Come as you are, and bring your questions.",
            "products: [leaflit]",
        );
    }),
    case("bad-value-empty-lists", Code::BadValue, |f| {
        f.edit(GUIDE, "authors: [sample-authors]\nbased", "authors: []\nbased")
            .edit(SHEET, "parts:\n", "products: []\nparts:\n")
            .edit(SHEET, "options: [{id: list, label: A list of medicines}, {id: card, label: A card}]", "options: []");
    }),
    case("bad-value-blank", Code::BadValue, |f| {
        f.edit(GUIDE, "title: The first visit", "title: \"\"")
            .edit(GUIDE, "main_message: Come as you are, and bring your questions.", "main_message: \" \"")
            .edit(GUIDE, "      Rest. Opioid use disorder is an illness, and treatment takes time.\n", "\n")
            .edit(SHEET, "repeat_label: Helper", "repeat_label: \"\"")
            .edit(CLINIC, "name: Maple Street Clinic", "name: '  '");
    }),
    case("bad-value-address", Code::BadValue, |f| {
        f.edit(GUIDE, "url: \"https://example.org/source\"", "url: example.org/source").edit(
            FACTS,
            "url: https://teens.drugabuse.gov",
            "url: https://teens drugabuse gov",
        );
    }),
    case("bad-value-in-sheet", Code::BadValue, |f| {
        f.edit(SHEET, "type: scale", "type: scales")
            .edit(SHEET, "rows: 3", "rows: 300")
            .edit(SHEET, "width: half}\n      - {id: phone", "width: quarter}\n      - {id: phone")
            .edit(SHEET, "repeat: 2", "repeat: 1")
            .edit(
                SHEET,
                "{id: who, label: Name}",
                "{id: who, label: Name}, {id: a, label: A}, {id: b, label: B}, {id: c, label: C}, {id: d, label: D}",
            );
    }),
    case("bad-value-numbers", Code::BadValue, |f| {
        f.edit(GUIDE, "revision: 2", "revision: 99999999999999999999")
            .edit(SHEET, "revision: 1", "revision: 1.0")
            .edit(SHEET, "rows: 3", "rows: -3")
            .edit(SHEET, "lines: 4", "lines: 1e3");
    }),
    case("bad-value-part", Code::BadValue, |f| {
        f.edit(SHEET, "- id: helpers\n", "- id: extra-space\n");
    }),
    unusable("bad-value-in-project", Code::BadValue, |f| {
        f.edit(PROJECT, "papers: [letter, a4]", "papers: [letter, a5]").edit(PROJECT, "months: 24", "months: 240");
    }),
    case("bad-value-in-clinic", Code::BadValue, |f| {
        f.edit(CLINIC, "\"#2a4d14\"", "green").edit(CLINIC, "logo: maple.svg", "logo: maple.gif");
    }),
    case("bad-value-phone", Code::BadValue, |f| {
        f.edit(CLINIC, "phone: 555-0101", "phone: call us")
            .edit(FACTS, "number: \"911\"", "number: 9\u{2011}1\u{2011}1")
            .edit(FACTS, "number: \"988\"", "number: \"9\u{200b}88\"")
            .edit(FACTS, "number: 1-800-662-4357", "number: 1-800-662-4357 or 988");
    }),
    case("bad-value-logo", Code::BadValue, |f| {
        f.write("sources/clinics/maple.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>Maple</text></svg>");
    }),
    case("bad-value-logo-prefixed", Code::BadValue, |f| {
        f.write(
            "sources/clinics/maple.svg",
            "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:text>Certified</s:text></s:svg>",
        );
    }),
    case("bad-value-logo-damaged", Code::BadValue, |f| {
        f.write("sources/clinics/maple.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0L9 9\"></svg");
    }),
    case("bad-value-clinic-id", Code::BadValue, |f| {
        let text = f.read(CLINIC);
        for id in ["release", "out"] {
            f.write(&format!("sources/clinics/{id}.yaml"), text.replace("id: maple", &format!("id: {id}")));
        }
    }),
    case("bad-value-source-seen", Code::BadValue, |f| {
        f.edit(FACTS, "    source: none\n", "    source: none\n    source_seen: 2026-11-24\n");
    }),
    case("bad-value-facts-id", Code::BadValue, |f| {
        let text = f.read(SHEET).replace("id: all-fields", "id: facts-us");
        f.write("sources/worksheets/facts-us/en.yaml", text);
    }),
    case("bad-date-first-published", Code::BadDate, |f| {
        f.edit(GUIDE, "{issued: 2026-11-20,", "{issued: 2026-11-20, first_published: 2026-11-21,");
    }),
    case("bad-date", Code::BadDate, |f| {
        f.edit(GUIDE, "issued: 2026-11-20", "issued: 2026-02-30")
            .edit(GUIDE, "evidence_checked: 2026-11-19", "evidence_checked: 19.11.2026")
            .edit(GUIDE, "published: 2024-01-02", "published: \"2024-1-2\"")
            .edit(GUIDE, "accessed: 2026-11-18", "accessed: 2026-11-00")
            .edit(FACTS, "issued: 2026-11-24", "issued: 2026-13-24");
    }),
    // ---- ids and places -------------------------------------------------------------------------------
    case("unknown-id", Code::UnknownId, |f| {
        f.edit(GUIDE, "authors: [sample-authors]\nbased", "authors: [sample-author]\nbased")
            .edit(GUIDE, "topics: [opioids]", "topics: [opiods, opioids, smoking]")
            .edit(GUIDE, "worksheets: [all-fields]", "worksheets: [all-field]")
            .edit(GUIDE, "[](fact:call-911)", "[](fact:call-912)")
            .edit(GUIDE, "> [!FACT] naloxone-works", "> [!FACT] penicillin");
    }),
    case("unknown-id-of-many", Code::UnknownId, |f| {
        let more: String = (1..20).map(|i| format!("  - {{id: person-{i}, name: Person {i}}}\n")).collect();
        let people = f.read(PEOPLE) + &more;
        f.write(PEOPLE, people).edit(
            GUIDE,
            "authors: [sample-authors]\nbased",
            "authors: [sample-authors, zebra]\nbased",
        );
    }),
    case("unknown-id-of-nobody", Code::UnknownId, |f| {
        f.write(PEOPLE, "people: []\n");
    }),
    case("unknown-id-in-project", Code::UnknownId, |f| {
        f.edit(PROJECT, "clinics: [maple]", "clinics: [maple, mapel]").edit(
            CLINIC,
            "logo: maple.svg",
            "logo: leaf.svg",
        );
    }),
    case("unknown-id-in-language", Code::UnknownId, |f| {
        let text = f.read(GUIDE);
        f.write("sources/guides/first-visit/es.yaml", text)
            .edit(PROJECT, "languages: [en]", "languages: [en, es]")
            .edit(CLINIC, "hours: {en", "hours: {es: \"Lunes\", en")
            .edit(CLINIC, "logo_alt: {en", "logo_alt: {es: \"Una hoja\", en");
    }),
    case("unknown-id-of-review", Code::UnknownId, |f| {
        f.write("sources/reviews/second-visit.en.yaml", "sign_offs: []\n")
            .write("sources/reviews/facts-ca.en.yaml", "sign_offs: []\n");
    }),
    case("duplicate-id", Code::DuplicateId, |f| {
        f.edit(GUIDE, "- id: after\n", "- id: before\n")
            .edit(GUIDE, "- id: what-does-it-cost", "- id: who-may-come")
            .edit(PEOPLE, "- id: sample-professional", "- id: sample-reviewer")
            .edit(FACTS, "- id: naloxone-otc", "- id: naloxone-works");
    }),
    unusable("duplicate-id-of-place", Code::DuplicateId, |f| {
        let places = "places: [{id: ward-3, name: Ward 3}, {id: ward-3, name: Intensive care}, {name: Hall}]\n";
        f.write("sources/project.yaml", format!("{}{places}", f.read("sources/project.yaml")));
    }),
    case("duplicate-id-in-list", Code::DuplicateId, |f| {
        f.edit(GUIDE, "authors: [sample-authors]\nbased", "authors: [sample-authors, sample-authors]\nbased")
            .edit(GUIDE, "topics: [opioids]", "topics: [opioids, opioids]")
            .edit(GUIDE, "worksheets: [all-fields]", "worksheets: [all-fields, all-fields]");
    }),
    case("duplicate-id-of-field", Code::DuplicateId, |f| {
        f.edit(SHEET, "{id: helper-name,", "{id: full-name,")
            .edit(SHEET, "- id: helpers\n", "- id: long\n")
            .edit(SHEET, "{id: card,", "{id: list,")
            .edit(SHEET, "{id: tel,", "{id: who,");
    }),
    case("duplicate-id-guide-and-worksheet", Code::DuplicateId, |f| {
        let text = f.read(SHEET).replace("id: all-fields", "id: first-visit");
        f.write("sources/worksheets/first-visit/en.yaml", text);
    }),
    case("id-mismatch", Code::IdMismatch, |f| {
        f.edit(GUIDE, "id: first-visit\n", "id: the-first-visit\n").edit(CLINIC, "id: maple\n", "id: oak\n").edit(
            FACTS,
            "region: us\n",
            "region: ca\n",
        );
    }),
    case("id-mismatch-capitals", Code::IdMismatch, |f| {
        let text = f.read(GUIDE);
        f.write("sources/guides/First-Visit/en.yaml", text).remove(GUIDE);
    }),
    case("stray-file", Code::StrayFile, |f| {
        let text = f.read(GUIDE);
        f.write("sources/guides/first-visit/fr.yaml", &text)
            .write("sources/guides/first-visit/en.yml", &text)
            .write("sources/guides/first-visit.yaml", &text)
            .write("sources/clinics/notes.txt", "call them")
            .write("sources/facts/us.yaml", "region: us\n")
            .write("sources/reviews/README.md", "how reviews are kept");
    }),
    case("unreadable-file", Code::Unreadable, |f| {
        let text = f.read(GUIDE).replace("an hour", "an heure tr\u{e8}s longue");
        let latin1: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        f.write(GUIDE, latin1);
    }),
    case("unreadable-file-layout", Code::Unreadable, |f| {
        f.write(EMERGENCY, b"// Qu\xe9 hacer\n");
    }),
    case("unreadable-file-large", Code::Unreadable, |f| {
        let text = f.read(GUIDE) + &"# much too much\n".repeat(140_000);
        f.write(GUIDE, text);
    }),
    case("unreadable-file-no-people", Code::Unreadable, |f| {
        f.remove(PEOPLE);
    }),
    // ---- words ----------------------------------------------------------------------------------------
    case("markdown-blocks", Code::Markdown, |f| {
        answer(
            f,
            "# A heading\n\nA line\n====\n\n```\ncode\n```\n\n<div>\nhtml\n</div>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
             ---\n\n> quoted\n> words\n\nEnd.",
        );
    }),
    case("markdown-inlines", Code::Markdown, |f| {
        answer(
            f,
            "Words with `code`, <b>html</b>, ![a picture](a.png), ~~struck~~ words, a note[^1], a forced\\\nbreak and two \
             spaces  \nat the end.",
        );
    }),
    case("markdown-lists", Code::Markdown, |f| {
        answer(
            f,
            "- one\n  - two\n    - three\n\nWords.\n\n3. three\n4. four\n\n- [ ] a task\n- \n- # a heading\n\nWords.\n\n- > [!NOTE] Title\n  \
             > in a list",
        );
    }),
    case("markdown-dropped", Code::Markdown, |f| {
        answer(
            f,
            "[Warning]: never stop the medicine at once.\n\nOne &rarr; two, and &#57;11.\n\n> [!NOTE] Title\n> Words.\n>\n> \
             [Also]: here.\n\n    indented",
        );
    }),
    case("markdown-links", Code::Markdown, |f| {
        answer(
            f,
            "See [words](example.org), [call](tel:5550123), [](https://example.org), [titled](https://example.org \"title\"), \
             [by name][ref], [words](fact:call-911) and <https://example.org>.\n\n[ref]: https://example.org",
        );
    }),
    case("markdown-tables", Code::Markdown, |f| {
        f.edit(
            GUIDE,
            "      Rest. Opioid use disorder is an illness, and treatment takes time.\n",
            "      | One |\n      | --- |\n      | 1 |\n\n      | A | |\n      | --- | --- |\n      | 1 | 2 |\n\n      | A | B |\n      | --- | --- |\n      | 1 | 2 | 3 |\n      | | 2 |\n\n      | A | B |\n      | --- | --- |\n\n      - an item\n\n        | A | B |\n        | --- | --- |\n        | 1 | 2 |\n",
        );
    }),
    case("bad-value-picture", Code::BadValue, |f| {
        let svg =
            |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 400\">{inside}</svg>");
        f.write("sources/guides/first-visit/tall.svg", svg("<path d=\"M10 10L90 90\" stroke=\"black\" stroke-width=\"6\"/>"))
            .write("sources/guides/first-visit/thin.svg", svg("<path d=\"M10 10L90 90\" stroke=\"black\" stroke-width=\"0.4\"/>").replace("400", "100"))
            .write("sources/guides/first-visit/words.svg", svg("<text>Call</text>"))
            .write("sources/guides/first-visit/photo.png", "no picture")
            .write("sources/guides/first-visit/inks.jpg", [&b"\xff\xd8\xff\xc0\0\x14\x08\x08\0\x10\0\x04"[..], &[0; 20]].concat())
            .edit(GUIDE, "references:", "figures:\n  - {id: tall, file: tall.svg, alt: tall}\n  - {id: thin, file: thin.svg, alt: A line., width: third}\n  - {id: words, file: words.svg, alt: Words.}\n  - {id: photo, file: photo.png, alt: photo.png}\n  - {id: inks, file: inks.jpg, alt: Inks.}\n  - {id: none, file: thyn.svg, alt: A line.}\n  - {id: other, file: other.bmp, alt: A line.}\n  - {id: folder, file: pictures/thin.svg, alt: A line.}\nreferences:")
            .edit(GUIDE, "      Rest. Opioid use disorder is an illness, and treatment takes time.\n", "      > [!FIGURE] tal\n\n      Look [](figure:thin) here.\n");
    }),
    case("bad-value-lengths", Code::BadValue, |f| {
        f.edit(FACTS, "    line: In danger now?", "    shorter: Call 911 for an overdose, for any danger to life, and whenever somebody cannot be woken or does not breathe.\n    line: In danger now?")
            .edit(FACTS, "      - Call 911.\n", "      - {head: Call 911., brief: Give the address.}\n")
            .edit(FACTS, "      - Give naloxone.\n", "      - {head: Give naloxone., text: Now., brief: Right now., figure: spray}\n")
            .edit(FACTS, "      - Stay until help comes.\n", "      - {text: Stay until help comes.}\n      - [Stay]\n      - {head: Stay., Text: Until help comes.}\n      - head: |\n          - one\n          - two\n");
    }),
    case("bad-value-panels", Code::BadValue, |f| {
        f.edit(
            GUIDE,
            "worksheets: [all-fields]\n",
            "worksheets: [all-fields]\ncover: dor\npanels:\n  - {heading: Come, figure: door, sections: [before, befor]}\n  - {heading: Ask, sections: [faq, before]}\n  - {heading: Rest, sections: [safety]}\n",
        );
    }),
    case("bad-value-two-panels", Code::BadValue, |f| {
        f.edit(
            GUIDE,
            "worksheets: [all-fields]\n",
            "worksheets: [all-fields]\npanels:\n  - {heading: Come, sections: [before]}\n  - {sections: [after]}\n",
        );
    }),
    case("unknown-id-of-source", Code::UnknownId, |f| {
        f.edit(
            GUIDE,
            "      Rest. Opioid use disorder",
            "      Rest.[](ref:house) Call [](clinic:fax). Opioid use disorder",
        );
    }),
    case("markdown-boxes", Code::Markdown, |f| {
        answer(
            f,
            "> [!NOTE]\n> No title.\n\n> [!NOTE] No text\n\n> [!WARNING] Unknown\n> box\n\n> [!FACT] naloxone-works\n> with \
             text\n\n> [!FACT]\n\n> [!NOTE] A **strong** title\n> Text with `code` in it.\n>\n> > [!NOTE] Inside\n> > another\n\n\
             A line with [!NOTE] in it.",
        );
    }),
    case("markdown-in-plain-text", Code::Markdown, |f| {
        f.edit(GUIDE, "title: The first visit", "title: The **first** visit")
            .edit(GUIDE, "summary: What happens", "summary: See [the page](https://example.org). What happens")
            .edit(SHEET, "label: Day,", "label: \"`Day`\",")
            .edit(FACTS, "title: Naloxone wears off", "title: Naloxone **wears off**");
    }),
    case("markdown-in-facts", Code::Markdown, |f| {
        f.edit(
            FACTS,
            "      Many states have laws",
            "      # Laws\n\n      Call [](fact:call-911). Many states have laws",
        );
    }),
    case("typed-number", Code::TypedNumber, |f| {
        f.edit(GUIDE, "main_message: Come as you are", "main_message: Call 911, or come as you are")
            .edit(GUIDE, "      Rest. Opioid use", "      Call 988 or\n      (555) 555-0123. Rest. Opioid use")
            .edit(SHEET, "help: As you want to be called", "help: As at 1-800-555-0199");
    }),
    case("typed-number-over-lines", Code::TypedNumber, |f| {
        f.edit(GUIDE, "      Rest. Opioid use", "      Call 555-\n      0123, or 9\\-1\\-1. Rest. Opioid use");
    }),
    case("typed-read-time", Code::TypedReadTime, |f| {
        f.edit(GUIDE, "interests: No one", "read_time: 5\ninterests: No one");
    }),
    case("typed-read-time-in-words", Code::TypedReadTime, |f| {
        f.edit(GUIDE, "summary: What happens", "summary: A 6-minute read. What happens");
    }),
    case("invisible-character", Code::InvisibleCharacter, |f| {
        f.edit(GUIDE, "title: The first visit", "title: The\u{200b} first visit")
            .edit(GUIDE, "Anyone the person trusts.", "Any\u{ad}one the\u{202e} person trusts.")
            .edit(CLINIC, "name: Maple Street", "name: Maple\u{feff} Street");
    }),
    case("missing-glyph", Code::MissingGlyph, |f| {
        f.edit(
            GUIDE,
            "Anyone the person trusts.",
            "Anyone \u{2603} the person \u{2602} trusts \u{2602}. \u{1f600}, a \u{2192} \u{2713}",
        )
        .edit(PEOPLE, "name: Sample Authors", "name: Sample \u{410}uthors");
    }),
    case("missing-topic", Code::MissingTopic, |f| {
        f.edit(GUIDE, "topics: [opioids]\n", "topics: []\n").edit(SHEET, "topics: [opioids]\n", "");
    }),
    // ---- facts, labels, colours -----------------------------------------------------------------------
    case("missing-fact-region", Code::MissingFact, |f| {
        f.edit(CLINIC, "region: us", "region: ca");
    }),
    case("missing-fact-removed", Code::MissingFact, |f| {
        f.edit(FACTS, "- id: good-samaritan", "- id: law");
    }),
    case("missing-fact-number", Code::MissingFact, |f| {
        f.edit(FACTS, "    number: \"911\"\n", "");
    }),
    case("missing-fact-once", Code::MissingFact, |f| {
        let clinic = f.read(CLINIC).replace("id: maple", "id: oak");
        f.write("sources/clinics/oak.yaml", clinic)
            .edit(PROJECT, "clinics: [maple]", "clinics: [maple, oak]")
            .edit(FACTS, "    number: \"911\"\n", "")
            .edit(FACTS, "- id: good-samaritan", "- id: law");
    }),
    case("older-facts", Code::OlderFacts, |f| {
        f.edit(FACTS, "issued: 2026-11-24", "issued: 2026-01-24");
    }),
    case("missing-label", Code::MissingLabel, |f| {
        labels(f, &["of"], "");
    }),
    case("missing-label-of-clinic", Code::MissingLabel, |f| {
        f.edit(PROJECT, "languages: [en]", "languages: [en, es]");
    }),
    case("not-a-label", Code::NotALabel, |f| {
        labels(
            f,
            &["page", "of", "phone", "sources", "pen", "hours", "part"],
            "page: Page 1\nof: Call us. We help\nphone: see www.example\nsources: Sources approved by doctors\n\
             pen: |\n  Print it\n  and use a pen\nhours: The hours in which somebody answers the telephone\nprat: Part\n",
        );
    }),
    case("not-a-label-revision", Code::NotALabel, |f| {
        labels(f, &["revision"], "revision: Clinically reviewed edition\n");
    }),
    case("not-a-label-revision-word", Code::NotALabel, |f| {
        labels(f, &["revision"], "revision: Reviewed\n");
    }),
    case("low-contrast", Code::LowContrast, |f| {
        f.edit(CLINIC, "primary: \"#2a4d14\"", "primary: \"#9ad36f\"").edit(
            CLINIC,
            "tint: \"#e9f2e1\"",
            "tint: \"#4a7a2f\"",
        );
    }),
    case("too-much-ink", Code::TooMuchInk, |f| {
        inks(
            f,
            "print:\n  primary: {cmyk: [90, 70, 90, 70.5]}\n  tint: {spot: HKS 63, cmyk: [90, 80, 90, 80], share: 12}\n",
        );
    }),
    case("bad-value-inks", Code::BadValue, |f| {
        inks(
            f,
            "print:\n  primary: {spot: HKS 63, cmyk: [80, 0, 100, 120]}\n  tint: {spot: HKS 63, cmyk: [8, 0, 9, 1], share: 12}\n",
        );
    }),
    case("bad-value-inks-of-other-shapes", Code::BadValue, |f| {
        inks(f, "print:\n  primary: {spot: black, cmyk: [80, 0, 100]}\n  tint: {cmyk: [8, 0, 9, little], shar: 12}\n");
    }),
    // ---- review ---------------------------------------------------------------------------------------
    case("review-claim", Code::ReviewClaim, |f| {
        f.edit(GUIDE, "summary: What happens", "summary: Clinically reviewed. What happens")
            .edit(GUIDE, "      Rest. Opioid use", "      This text was reviewed by\n      a doctor. Rest. Opioid use")
            .edit(FACTS, "title: Naloxone wears off", "title: Naloxone wears off (medically reviewed)")
            .edit(CLINIC, "name: Maple Street Clinic", "name: Maple Street Certified Clinic");
    }),
    case("review-claim-in-marks", Code::ReviewClaim, |f| {
        f.edit(GUIDE, "      Rest. Opioid use", "      This was **reviewed**\n      by a doctor. Rest. Opioid use")
            .edit(GUIDE, "      Anyone the", "      The health text of this handout was read. Anyone the");
    }),
    case("review-claim-in-other-letters", Code::ReviewClaim, |f| {
        f.edit(
            GUIDE,
            "      Rest. Opioid use",
            "      It was re[view](https://example.org)ed\n      by us. Rest. Opioid use",
        )
        .edit(GUIDE, "summary: What happens", "summary: Rеviеwеd by us. What happens")
        .edit(GUIDE, "      Anyone the", "      > [!NOTE] Medically\n      > reviewed.\n\n      Anyone the");
    }),
    case("review-claim-in-own-sentences", Code::ReviewClaim, |f| {
        f.edit(
            GUIDE,
            "summary: What happens",
            "summary: Reviewed November 24, 2026, next review November 24, 2028. Text digest 43b6 1a2b 99ff. What happens",
        );
    }),
    case("review-claim-of-others", Code::ReviewClaim, |f| {
        f.edit(PEOPLE, "name: Sample Authors", "name: Sample Authors (checked and approved)")
            .edit(PEOPLE, "role: counselor", "role: \"counselor, reviewed  by us\"")
            .edit(PEOPLE, "credentials: LPC", "credentials: \"LPC, clinically reviewed\"")
            .edit(GUIDE, "publisher: Original Publisher", "publisher: Original Publisher, medically reviewed")
            .edit(GUIDE, "title: A sample source", "title: A sample source reviewed by doctors")
            .edit(FACTS, "    short: Overdose,", "    short: Review recorded. Overdose,")
            .edit(FACTS, "publisher: FDA\n", "publisher: FDA, clinically reviewed\n");
    }),
    unusable("review-claim-of-publisher", Code::ReviewClaim, |f| {
        let line = f.read(PROJECT).lines().find(|l| l.starts_with("publisher:")).map(str::to_owned);
        let line = line.expect("the project has a publisher");
        f.edit(PROJECT, &line, &format!("{line}, an approved house"));
    }),
    case("unused-exception", Code::UnusedException, |f| {
        f.edit(GUIDE, "sections:\n", "exceptions:\n  - {code: typed-number, text: 1-800-555, reason: A part number.}\n  - {code: review-claim, text: Text digest, reason: Wanted.}\nsections:\n")
            .edit(GUIDE, "      Rest. Opioid use", "      The part 1-800-555-0199. Text digest 43b6. Rest. Opioid use");
    }),
    case("bad-value-exception", Code::BadValue, |f| {
        f.edit(
            GUIDE,
            "sections:\n",
            "exceptions:\n  - {code: audit, text: a, reason: b}\n  - {code: typed-number, text: 911}\nsections:\n",
        );
    }),
    case("own-review-in-other-words", Code::OwnReview, |f| {
        f.edit(
            REVIEW,
            "  - id: sample-authors\n    name: Sample Authors",
            "  - id: somebody\n    name: Dr. S\u{e1}mple-Reviewer",
        );
    }),
    case("own-review-in-other-language", Code::OwnReview, |f| {
        f.edit(
            PEOPLE,
            "    name: Sample Reviewer\n",
            "    name: Sample Reviewer\n    name_in: {es: Revisora de Muestra}\n",
        )
        .edit(
            REVIEW,
            "  - id: sample-authors\n    name: Sample Authors",
            "  - id: somebody\n    name: Revisora de Muestra",
        );
    }),
    case("own-review", Code::OwnReview, |f| {
        f.edit(
            REVIEW,
            "  - id: sample-authors\n    name: Sample Authors",
            "  - id: somebody\n    name: sample reviewer",
        );
    }),
    case("review-in-future", Code::ReviewInFuture, |f| {
        f.edit(REVIEW, "reviewed: \"2026-11-25\"", "reviewed: \"2027-11-25\"");
    }),
    case("bad-review", Code::BadReview, |f| {
        f.edit(REVIEW, "text: first-visit", "text: all-fields");
    }),
    case("bad-review-by-hand", Code::BadValue, |f| {
        f.edit(REVIEW, "  digest: 43b6", "  digest: 43B6").edit(
            REVIEW,
            "next_review: \"2028-11-25\"",
            "next_review: \"2028-11-31\"",
        );
    }),
    case("changed-under-revision", Code::ChangedUnderRevision, |f| {
        f.edit(GUIDE, "Two people are enough.", "Three people are enough.").edit(
            FACTS,
            "These laws differ",
            "The laws differ",
        );
    }),
    // ---- products -------------------------------------------------------------------------------------
    case("product-does-not-fit", Code::ProductDoesNotFit, |f| {
        f.edit(GUIDE, "worksheets: [all-fields]", "worksheets: [all-fields]\nproducts: [leaflet, worksheet]").edit(
            SHEET,
            "parts:\n",
            "products: [leaflet]\nparts:\n",
        );
    }),
    case("unsupported-language", Code::UnsupportedLanguage, |f| {
        let text = f.read(GUIDE);
        f.write("sources/guides/first-visit/fr.yaml", text).edit(PROJECT, "languages: [en]", "languages: [en, fr]");
    }),
    unusable("same-output", Code::SameOutput, |f| {
        f.edit(PROJECT, "clinics: [maple]", "clinics: [maple, maple]").edit(
            PROJECT,
            "languages: [en]",
            "languages: [en, en]",
        );
    }),
    // ---- pages ----------------------------------------------------------------------------------------
    case("layout", Code::Layout, |f| {
        f.write(EMERGENCY, "// Whom to call.\n#let emergency(box,, t) = {\n}\n");
    }),
    case("layout-name", Code::Layout, |f| {
        f.write(EMERGENCY, "#let emergency(box, t) = {\n  set text(size: t.size.bodi)\n}\n");
    }),
    case("layout-picture", Code::Layout, |f| {
        f.write("layouts/leaf.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        f.write(EMERGENCY, "#let emergency(box, t) = image(\"../leaf.svg\")\n");
    }),
    case("layout-warning", Code::LayoutWarning, |f| {
        overlay(f, "layouts/components/page.typ", "// The page", "#let _ = text(font: \"Comic Sans\")[]\n// The page");
    }),
    run("layout-in-many", Code::Layout, &["check"], |f| {
        f.write(EMERGENCY, "#let emergency(box, t) = t.size.bodi\n");
        let clinic = f.read(CLINIC);
        for id in ["oak", "elm"] {
            f.write(&format!("sources/clinics/{id}.yaml"), clinic.replace("id: maple", &format!("id: {id}")));
        }
        f.edit(PROJECT, "clinics: [maple]", "clinics: [maple, oak, elm]");
    }),
    run("audit", Code::Audit, &["check", "first-visit", "--paper", "letter"], |f| {
        f.write(EMERGENCY, "#let emergency(box, t) = none\n");
    }),
    run("export", Code::Export, &["build", "first-visit", "--paper", "letter"], |f| {
        overlay(f, "layouts/components/emergency.typ", "level: if first { 1 } else { 2 },", "level: 2,");
    }),
];
