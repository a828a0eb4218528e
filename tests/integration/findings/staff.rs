//! What the program says to staff who know neither YAML nor Markdown: slips that people make, each with the way out.

use handout::diag::Code;

use super::cases::{CLINIC, Case, GUIDE, PEOPLE, PROJECT, SHEET, case, unusable};
use crate::support::Fixture;

/// A text in the place of the body of a section.
fn body(fixture: &Fixture, text: &str) {
    let indented: String =
        text.lines().map(|l| if l.is_empty() { "\n".to_owned() } else { format!("      {l}\n") }).collect();
    fixture.edit(GUIDE, "      Rest. Opioid use disorder is an illness, and treatment takes time.\n", &indented);
}

/// The heading, brief and the first line of the body of a section.
const AFTER: &str = "    heading: After the visit\n    brief: Rest, and talk about it the next day.\n    body: |\n";

/// A picture that can be printed.
const BED: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 60\"><path d=\"M10 20h70v30H10z\" fill=\"#0b4f5c\"/></svg>\n";

pub(super) const STAFF_CASES: &[Case] = &[
    // ---- YAML that cannot be read ---------------------------------------------------------------------
    case("slip-indented-more", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    heading: After the visit\n", "      heading: After the visit\n");
    }),
    case("slip-at-the-margin", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    question: What does it cost?\n", "question: What does it cost?\n");
    }),
    case("slip-hyphen", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "  - id: after\n", "  -id: after\n").edit(SHEET, "  - id: long\n", "  – id: long\n");
    }),
    case("slip-colon", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "title: The first visit\n", "title The first visit\n")
            .edit(SHEET, "summary: A sheet", "summary:A sheet")
            .edit(CLINIC, "name: Maple", "name = Maple");
    }),
    case("slip-goes-on-at-the-margin", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "how a family can help.\n", "how a family can help.\nIt takes an hour.\n");
    }),
    case("slip-text-not-indented", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "      Rest. Opioid use", "    Rest. Opioid use");
    }),
    case("slip-text-indented-more", Code::YamlSyntax, |f| {
        body(f, "  Rest.\n\nTreatment takes time.");
    }),
    case("slip-text-behind-mark", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    body: |\n      Rest.", "    body: | Rest.");
    }),
    case("slip-colon-in-braces", Code::YamlSyntax, |f| {
        f.edit(SHEET, "label: Your name,", "label: Name: yours,");
    }),
    case("slip-second-colon", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "title: The first visit\n", "title: The first visit: what to bring\n").edit(
            CLINIC,
            "name: Maple Street Clinic\n",
            "name: \"Maple\": Street: Clinic\n",
        );
    }),
    case("slip-tab", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    heading: After the visit\n    brief:", "\theading: After the visit\n\tbrief:").edit(
            SHEET,
            "summary: A sheet",
            "\tsummary: A sheet",
        );
    }),
    case("slip-quotes-in-brackets", Code::YamlSyntax, |f| {
        f.edit(CLINIC, "address: [\"1 Maple Street\", \"Sampletown\"]", "address: [\"1 Maple Street, \"Sampletown\"]")
            .edit(GUIDE, "authors: [sample-authors]", "authors: [sample-authors}");
    }),
    case("slip-hexadecimal", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    heading: After the visit\n", "    heading: \"After C:\\users\\x\"\n");
    }),
    case("slip-dots", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "faq:\n", "...\nfaq:\n");
    }),
    case("slip-line-break-of-word", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "title: The first visit", "title: The first\u{b}visit");
    }),
    case("slip-document-of-word", Code::Unreadable, |f| {
        f.write(GUIDE, "{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Times;}}}\n").write(SHEET, "PK\u{3}\u{4}words\n");
    }),
    case("slip-stars", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "main_message: Come as you are, and", "main_message: *Nobody* has to decide, and")
            .edit(SHEET, "label: Your name,", "label: **Your name**,")
            .edit(CLINIC, "name: Maple Street Clinic\n", "name: *Maple: Street* Clinic\n");
    }),
    case("slip-stars-in-a-body", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    body: |\n      Rest. Opioid use", "    body: **Rest.** Opioid use");
    }),
    case("slip-brace-missing", Code::YamlSyntax, |f| {
        f.edit(SHEET, "label: The children}]}", "label: The children}]");
    }),
    case("slip-bracket-missing", Code::YamlSyntax, |f| {
        f.edit(SHEET, "help: As you want to be called, required: true}", "help: As you want").edit(
            GUIDE,
            "authors: [sample-authors]",
            "authors: [sample-authors",
        );
    }),
    case("slip-semicolon", Code::YamlSyntax, |f| {
        f.edit(SHEET, "{id: full-name, type: text", "{id: full-name; type: text").edit(
            CLINIC,
            "colours: {primary: \"#2a4d14\", tint",
            "colours: {primary: green tint",
        );
    }),
    case("slip-hyphen-behind-key", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "heading: Before you come", "heading: - Before you come").edit(
            SHEET,
            "authors: [sample-authors]",
            "authors: - sample-authors",
        );
    }),
    case("slip-words-above", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "id: first-visit\n", "Our new guide\n\nid: first-visit\n").edit(
            SHEET,
            "id: all-fields\n",
            "id all-fields\n",
        );
    }),
    // ---- keys and values ------------------------------------------------------------------------------
    case("slip-words-for-keys", Code::UnknownKey, |f| {
        f.edit(GUIDE, "title: The first visit\n", "Título: The first visit\n")
            .edit(GUIDE, "summary: What", "description: What")
            .edit(GUIDE, "authors: [sample-authors]", "autor: [sample-authors]")
            .edit(GUIDE, "faq:\n", "questions:\n")
            .edit(GUIDE, "revision: 2", "\u{200b}revision: 2")
            .edit(CLINIC, "phone: 555-0101", "telephone: 555-0101");
    }),
    case("slip-in-braces", Code::UnknownKey, |f| {
        f.edit(GUIDE, "dates: {issued: 2026-11-20, evidence_checked: 2026-11-19}", "dates: {issued:2026-11-20}").edit(
            CLINIC,
            "hours: {en: \"Monday to Friday, 9 am to 4 pm\"}",
            "hours: {en: Monday to Friday, 9 am to 4 pm}",
        );
    }),
    case("slip-curly-quotes-in-braces", Code::UnknownKey, |f| {
        f.edit(SHEET, "label: \"Yes\"}", "label: “Yes, please, and soon”}").edit(
            SHEET,
            "label: Who comes,",
            "label: Who comes, and when, if you know,",
        );
    }),
    case("slip-curly-quotes", Code::BadValue, |f| {
        f.edit(GUIDE, "heading: After the visit", "heading: “After the visit”")
            .edit(GUIDE, "title: The first visit", "title: “The first visit\"")
            .edit(GUIDE, "question: What does it cost?", "question: “Is it free: yes or no?”")
            .edit(GUIDE, "question: Who may come along?", "question: \"“Who may come along?”\"")
            .edit(SHEET, "label: Your name,", "label: “Your name”,")
            .edit(SHEET, "summary: A sheet with", "summary: “A sheet” with")
            .edit(PEOPLE, "name: Sample Reviewer", "name: “Sample Reviewer”")
            .edit(PROJECT, "publisher: Sample Publisher", "publisher: „Sample Publisher“");
    }),
    case("slip-marks-in-plain-texts", Code::Markdown, |f| {
        f.edit(GUIDE, "heading: After the visit", "heading: \"# After the visit\"")
            .edit(GUIDE, "summary: What happens", "summary: What *really* happens")
            .edit(GUIDE, "main_message: Come as you are", "main_message: Come _as you are_")
            .edit(GUIDE, "question: What does it cost?", "question: What does it cost&nbsp;us?")
            .edit(GUIDE, "brief: Write down", "brief: <b>Write</b> down")
            .edit(SHEET, "label: Your name,", "label: 1. Your name,");
    }),
    case("slip-day-in-words", Code::BadDate, |f| {
        f.edit(GUIDE, "dates: {issued: 2026-11-20,", "dates: {issued: November 20, 2026,");
    }),
    case("slip-list-without-mark", Code::WrongType, |f| {
        f.edit(GUIDE, "    body: |\n      Rest. Opioid", "    body:\n      - Rest. Opioid");
    }),
    case("slip-shapes", Code::WrongType, |f| {
        f.edit(GUIDE, "  - {title: A sample source, publisher: Sample House, url: \"https://example.org/source\", accessed: 2026-11-18}", "  - Sample House, A sample source")
            .edit(GUIDE, "dates: {issued: 2026-11-20, evidence_checked: 2026-11-19}", "dates: 2026-11-20")
            .edit(SHEET, "options: [{id: list, label: A list of medicines}, {id: card, label: A card}]", "options: [A list]")
            .edit(SHEET, "rows: 3, columns: [{id: who, label: Name}, {id: born, label: Born, type: date}, {id: tel, label: Phone, type: phone}, {id: age, label: Age, type: number}, {id: here, label: Here, type: checkbox}]", "rows: 3");
    }),
    case("slip-braces-without-key", Code::MissingKey, |f| {
        f.edit(
            SHEET,
            "options: [{id: list, label: A list of medicines}, {id: card, label: A card}]",
            "options: [{id: list}]",
        )
        .edit(SHEET, "label: Your name,", "label: Your name, options: a list,");
    }),
    case("slip-list-for-words", Code::WrongType, |f| {
        f.edit(
            GUIDE,
            "summary: What happens at a first visit, and how a family can help.",
            "summary: [Parents, friends]",
        )
        .edit(GUIDE, "sections:\n", "sections: |\n")
        .edit(GUIDE, "authors: [sample-authors]", "authors: sample-authors");
    }),
    case("slip-list-twice", Code::DuplicateKey, |f| {
        f.edit(GUIDE, "  - id: after\n", "sections:\n  - id: after\n");
    }),
    case("slip-key-of-a-section", Code::UnknownKey, |f| {
        f.edit(GUIDE, "    brief: Rest, and talk", "brief: Rest, and talk").edit(
            GUIDE,
            "    body: |\n      Rest. Opioid use disorder is an illness, and treatment takes time.\n",
            "",
        );
    }),
    case("slip-entry-without-hyphen", Code::DuplicateKey, |f| {
        f.edit(GUIDE, "  - id: after\n", "    id: after\n");
    }),
    case("slip-person", Code::UnknownId, |f| {
        f.edit(GUIDE, "authors: [sample-authors]", "authors: [Jane Roe, dr-smith]");
    }),
    case("slip-no-worksheet", Code::UnknownId, |f| {
        f.edit(GUIDE, "worksheets: [all-fields]", "worksheets: [all-fields, sleep-diary]");
    }),
    case("slip-clinic", Code::BadValue, |f| {
        f.edit(CLINIC, "logo: maple.svg\n", "logo: clinics\\maple.svg\n")
            .edit(CLINIC, "feedback: feedback@example.org", "feedback: feedback at example.org")
            .edit(
                CLINIC,
                "address: [\"1 Maple Street\", \"Sampletown\"]",
                "address: [“1 Maple Street, Suite 2”, “Sampletown”]",
            );
    }),
    case("slip-no-text-in-a-language", Code::UnknownId, |f| {
        f.edit(PROJECT, "languages: [en]", "languages: [en, es]");
    }),
    case("slip-no-clinic", Code::UnknownId, |f| {
        f.edit(PROJECT, "clinics: [maple]", "clinics: [oak-street]");
    }),
    unusable("slip-empty-project", Code::WrongType, |f| {
        f.write(PROJECT, "");
    }),
    case("slip-entries-elsewhere", Code::UnknownKey, |f| {
        f.edit(
            GUIDE,
            "  - id: after\n",
            "  - id: how-long\n    question: How long is it?\n    answer: |\n      An hour.\n  - id: after\n",
        )
        .edit(
            GUIDE,
            "  - id: what-does-it-cost\n",
            "  - id: at-home\n    heading: At home\n    body: |\n      Rest.\n  - id: what-does-it-cost\n",
        )
        .edit(SHEET, "  - id: long\n", "  - {id: bedtime, type: text, label: When I go to bed}\n  - id: long\n")
        .edit(
            SHEET,
            "      - {id: day, type",
            "      - id: my-day\n        heading: My day\n        fields: []\n      - {id: day, type",
        );
    }),
    case("slip-days-in-numbers", Code::BadDate, |f| {
        f.edit(
            GUIDE,
            "issued: 2026-11-20, evidence_checked: 2026-11-19",
            "issued: 11/20/2026, evidence_checked: 11/8/2026",
        )
        .edit(GUIDE, "published: 2024-01-02", "published: 2024-1-2")
        .edit(GUIDE, "edited: 2024-03-04", "edited: 2024–03–04")
        .edit(GUIDE, "accessed: 2026-11-18", "accessed: 25.11.2026")
        .edit(SHEET, "issued: 2026-11-20", "issued: 2026-20-11");
    }),
    case("slip-authors-in-full", Code::UnknownId, |f| {
        f.edit(GUIDE, "authors: [sample-authors]", "authors: [Dr. Jane Miller, MD]").edit(
            SHEET,
            "authors: [sample-authors]",
            "authors: [sample-authors, Ana Roe, RN, PhD, Sample Reviewer, MD]",
        );
    }),
    case("slip-logo-of-a-computer", Code::UnknownId, |f| {
        f.edit(CLINIC, "logo: maple.svg\n", "logo: 'C:\\Users\\Maria\\Desktop\\logo.png'\n");
    }),
    case("slip-logo-in-quotes", Code::YamlSyntax, |f| {
        f.edit(CLINIC, "logo: maple.svg\n", "logo: \"C:\\Users\\Maria\\Desktop\\logo.png\"\n");
    }),
    case("slip-logo-of-another-kind", Code::UnknownId, |f| {
        f.edit(CLINIC, "logo: maple.svg\n", "logo: /home/maria/logo.jpg\n");
    }),
    case("slip-logo-with-signs", Code::UnknownId, |f| {
        f.edit(CLINIC, "logo: maple.svg\n", "logo: \"C:\\new\\team.png\"\n");
    }),
    case("slip-region", Code::BadValue, |f| {
        f.edit(CLINIC, "region: us", "region: U.S.A.");
    }),
    case("slip-region-of-a-country", Code::UnknownId, |f| {
        f.edit(CLINIC, "region: us", "region: usa");
    }),
    case("slip-review-in-a-guide", Code::UnknownKey, |f| {
        f.edit(GUIDE, "revision: 2\n", "revision: 2\nreviewed_by: Dr. Jane Miller\nreview_date: 2026-01-02\n");
    }),
    unusable("slip-papers", Code::WrongType, |f| {
        f.edit(PROJECT, "papers: [letter, a4]", "papers: A4, Letter").edit(
            PROJECT,
            "products: [leaflet, worksheet, worksheet-paper]",
            "products: Leaflet, Worksheet paper",
        );
    }),
    case("slip-clinic-file", Code::IdMismatch, |f| {
        let clinic = f.read(CLINIC);
        f.remove(CLINIC).write("sources/clinics/Maple Street Clinic.yaml", clinic);
    }),
    case("slip-text-file", Code::StrayFile, |f| {
        let guide = f.read(GUIDE);
        f.remove(GUIDE).write("sources/guides/first-visit/en.yaml.txt", guide);
    }),
    // ---- words that are lost --------------------------------------------------------------------------
    case("slip-backslash", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "    heading: After the visit\n", "    heading: \"After\\night visits\"\n");
    }),
    case("slip-words-behind-mark", Code::CommentInText, |f| {
        f.edit(GUIDE, AFTER, &AFTER.replace("body: |", "body: | #1 rule of rest:"));
    }),
    // ---- files ----------------------------------------------------------------------------------------
    case("slip-files", Code::StrayFile, |f| {
        let text = f.read(GUIDE);
        for name in ["guides/a/english", "guides/a/sp", "guides/a/fr", "guides/first-visit/en - Copy", "second/en"] {
            f.write(&format!("sources/{name}.yaml"), text.clone());
        }
        f.write("sources/guides/b/en.yaml.txt", text.clone()).write("sources/guides/en-US.yaml", text);
    }),
    // ---- what is printed otherwise --------------------------------------------------------------------
    case("slip-lines-in-one", Code::Markdown, |f| {
        body(
            f,
            "8 am 1 tablet\nNoon 1 tablet\n8 pm 2 tablets\n\nBreakfast: 2 units\nLunch: 4 units\n\n- water\nThen rinse.\n\nKeep it at\n- 4 °F",
        );
    }),
    case("slip-lines-below-a-colon", Code::Markdown, |f| {
        body(
            f,
            "Please bring:\nYour insurance card\nYour glasses\nA pen\n\nMonday      9 am     Room 4\nTuesday     10 am    Room 5",
        );
    }),
    case("slip-columns-of-a-spreadsheet", Code::InvisibleCharacter, |f| {
        body(f, "Come\tthen:\n\nDay\tTime\tRoom\nMonday\t9 am\t4\nTuesday\t10 am\t5");
        f.edit(GUIDE, "      Anyone the person", "      Any\tone the\tperson");
    }),
    case("slip-boxes-without-marks", Code::Markdown, |f| {
        body(
            f,
            "[NOTE] Bring with you\n\n[FACT] naloxone-works\n\nFACT: naloxone-works\n\nNOTE: Bring **your** card.\n\n[!FACT] naloxone-works\n\nFACT: it works.\n\nSee [!NOTE] here.",
        );
    }),
    case("slip-numbers-of-facts", Code::TypedNumber, |f| {
        body(f, "Call 1-800-662-HELP, 800.662.4357, nine-one-one, 555-0101 or 555-0199.");
    }),
    case("slip-folded", Code::Markdown, |f| {
        f.edit(
            GUIDE,
            "brief: Write down what you want to ask.\n    body: |",
            "brief: Write down what you want to ask.\n    body: >",
        );
    }),
    case("slip-placeholders", Code::Placeholder, |f| {
        body(f, "TODO: ask Ana.\n\nIt takes 3 minutes to read.");
        f.edit(CLINIC, "{en: \"Monday to Friday, 9 am to 4 pm\"}", "{en: \"...\"}").edit(
            SHEET,
            "summary: A sheet with one field of every kind.",
            "summary: A sheet of [insert clinic name].",
        );
    }),
    case("slip-long-title", Code::BadValue, |f| {
        f.edit(
            GUIDE,
            "title: The first visit\n",
            &format!("title: The first visit{}\n", ", and what to bring along".repeat(6)),
        );
    }),
    case("slip-space-in-a-fact", Code::Markdown, |f| {
        body(f, "Call [](fact: helpline) now.");
    }),
    case("slip-numbers", Code::Markdown, |f| {
        body(f, "1. Soap.\n2. Water.\n4. Gloves.\n\nWash first.\n\n4. Dry.");
    }),
    case("slip-marks", Code::Markdown, |f| {
        body(
            f,
            "Your **A**1C and **B**lood. **Stop:**do not.\n\nSee [us] (https://example.org), (us)[https://example.org] and [us](https://example.org\n\n> [!NOTE] Wait\n> Here.\nThen go on.\n\n> Words",
        );
    }),
    case("slip-boxes", Code::Markdown, |f| {
        body(f, "> [FACT] call-911\n\n> [NOTE] Wait\n> Here.\n\n| Time | Dose |\n| --- | --- |\n| 8 am | 1 tablet |");
    }),
    case("slip-html", Code::Markdown, |f| {
        body(
            f,
            "A <b>good day</b> and a <em>long</em> night.<br>Then <u>rest</u> &nbsp; and&shy;so &#8203;on&zwnj;. 5 &lt; 6 <x-y>.\n\n<p>Words.</p>\n\n<strong>\nMore.\n\n> [!NOTE] Wait\n> A <i>good</i> night.",
        );
    }),
    // ---- boxes, tables and names, nearly right ---------------------------------------------------------
    case("slip-colon-behind-box", Code::Markdown, |f| body(f, "> [!STOP]: Never go alone.")),
    case("slip-second-line-of-hyphens", Code::Markdown, |f| {
        body(f, "| When | How much |\n| --- | --- |\n| --- | --- |\n| 8 am | 1 tablet |");
    }),
    case("slip-row-goes-on", Code::Markdown, |f| {
        body(f, "| When | How much |\n| --- | --- |\n| 8 am | 1 tablet, with\na glass of water |\n| Noon | 2 |");
    }),
    case("slip-names-without-brackets", Code::Markdown, |f| {
        body(f, "We open {clinic:hours}. Call [clinic:phone].\n\nIt works (ref:house), see fact:naloxone-works too.");
    }),
    case("slip-mark-of-a-box", Code::Markdown, |f| {
        body(
            f,
            "> [STOP!] Never go alone.\n\n> [!STOPP] Never go alone.\n\n> [!Warning]\n> Rest.\n\n> [!DON'T]\n> Never run.",
        );
    }),
    case("slip-two-boxes", Code::Markdown, |f| {
        body(f, "> [!DO]\n> Stay close.\n> [!DONT]\n> Never leave.");
    }),
    case("slip-figures-in-a-section", Code::UnknownKey, |f| {
        f.edit(GUIDE, AFTER, &format!("    figures: [{{id: a, file: a.svg, alt: A bed}}]\n{AFTER}"));
    }),
    case("slip-fact-by-its-title", Code::UnknownId, |f| {
        body(f, "In danger, call [](fact:Call 911).\n\n> [!FACT] Call 911");
    }),
    case("slip-source-by-its-number", Code::UnknownId, |f| {
        body(f, "Rest.[](ref:1) Drink.[](ref:A sample source)");
    }),
    case("slip-source-by-its-title", Code::UnknownId, |f| {
        f.edit(GUIDE, "  - {title: A sample source,", "  - {id: house, title: A sample source,");
        body(f, "Rest.[](ref:1) Drink.[](ref:A sample source)");
    }),
    case("slip-options-of-yes-and-no", Code::WrongType, |f| {
        f.edit(
            SHEET,
            "options: [{id: yes-please, label: \"Yes\"}, {id: no-thanks, label: \"No\"}, {id: not-sure, label: Not sure}]",
            "options: [Yes, No]",
        );
    }),
    case("slip-spaces-of-word", Code::YamlSyntax, |f| {
        f.edit(GUIDE, "      - Bring the list", "\u{a0}\u{a0}    - Bring the list")
            .edit(GUIDE, "      1. Call the", "\u{a0}\u{a0}    1. Call the")
            .edit(GUIDE, "      2. Say when", "\u{a0}\u{a0}    2. Say when");
    }),
    case("slip-invisible-many-times", Code::InvisibleCharacter, |f| {
        body(f, "Rest.\u{200b} Drink.\u{200b}\n\nSleep.\u{200b}");
        f.edit(GUIDE, "title: The first visit", "title: The\u{200b} first visit");
    }),
    case("slip-bullets-with-tabs", Code::Markdown, |f| {
        body(f, "Bring:\n\n•\tYour card\n•\tYour list");
    }),
    case("slip-unplaced-picture", Code::UnplacedPicture, |f| {
        f.write("sources/guides/first-visit/bed.svg", BED).edit(
            GUIDE,
            "introduction: |",
            "figures: [{id: bed, file: bed.svg, alt: A bed by a window}]\nintroduction: |",
        );
    }),
    case("slip-something-to-do-in-dont", Code::Markdown, |f| {
        body(
            f,
            "> [!DONT]\n> - Never leave the person alone.\n> - Put the person in a cold bath.\n> - **Don’t** wait.",
        );
    }),
    case("slip-characters", Code::MissingGlyph, |f| {
        body(f, "E\u{2011}books and ﬁlms at 25 ℃\n\nDose\tTime");
    }),
];
