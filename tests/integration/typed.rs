//! What staff type is what is printed: texts as people type them, read back from the pages, and what is said where they
//! would not come out so.

use handout::diag::{Finding, Severity};
use handout::project::Tree;

use crate::inside::{base, edit, jobs, pages, project, reviewed};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const BODY: &str = "      Rest. Opioid use disorder is an illness, and treatment takes time.\n";
const HEADING: &str = "    heading: After the visit\n";

/// A project in which a text takes the place of one in the guide.
fn tree(from: &str, to: &str) -> Tree {
    let mut tree = reviewed();
    edit(&mut tree, GUIDE, from, to);
    tree
}

/// A project in which the body of a section is another.
fn with_body(typed: &str) -> Tree {
    let lines: String = typed.lines().map(|line| format!("      {line}\n")).collect();
    tree(BODY, &lines)
}

/// What is found in the guide, but for what its new words do to its review.
fn found(tree: &Tree) -> Vec<Finding> {
    let (_, sink) = project(tree);
    let mut findings = sink.into_sorted();
    findings.retain(|f| {
        f.place.as_ref().is_some_and(|place| place.file == GUIDE) && f.code.as_str() != "changed-under-revision"
    });
    findings
}

/// The words of the leaflet, without the space between them, which lines break at.
fn printed(tree: &Tree) -> String {
    let (loaded, sink) = project(tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|job| job.stem().contains("first-visit.en-leaflet-letter")).expect("the leaflet");
    packed(&pages(&base(tree), job).runs.iter().map(|run| run.text.as_str()).collect::<String>())
}

fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn what_is_typed_is_printed_as_it_is() {
    for typed in [
        "Take 2*500 mg and 1*250 mg.",
        "Date: ___/___/___ and (___) ___-____.",
        "Take ___mg at___ and 3 * 2 of them.",
        "We see 5 * and snake_case_words.",
        "Walk, don't run: o así.",
        "> 120 mg/dL is high.",
        ">= 3 times, or\n> 5 % of them.",
        "Use a crib*, with a sheet.\n\n*A crib that was tested.",
        "(c) 2024 Oak Street Clinic",
    ] {
        let tree = with_body(typed);
        assert!(found(&tree).is_empty(), "{typed}: {:?}", found(&tree));
        let words = printed(&tree);
        assert!(words.contains(&packed(typed)), "{typed}: {words}");
    }
    let words = printed(&with_body("- > 65 years\n- >80 years\n\n> [!NOTE] Much\n> > 120 mg\n> 5 mg"));
    assert!(["•>65years", "•>80years", "Much>120mg5mg"].iter().all(|part| words.contains(part)), "{words}");
    let words = printed(&with_body("Una direccio\u{301}n, cafe\u{301}."));
    assert!(words.contains("Unadirección,café."), "{words}");
}

#[test]
fn words_that_would_not_come_out_are_found() {
    let heading = |to: &str| tree(HEADING, &format!("    heading: {to}\n"));
    let summary = "summary: What happens at a first visit, and how a family can help.\n";
    let brief = "    brief: Rest, and talk about it the next day.\n";
    for (tree, severity, message) in [
        (heading("Door #2 is ours"), Severity::Error, "a comment begins at this `#`"),
        (heading("Door  # 2"), Severity::Warning, "a comment begins at this `#`"),
        (heading("!Stop now"), Severity::Error, "a `!` that YAML takes"),
        (heading("&home we are"), Severity::Error, "a `&` that YAML takes"),
        (tree(summary, "summary: Behind\n  Door #2\n"), Severity::Error, "a comment begins at this `#`"),
        (with_body("Bring:\n• your card\n• your list"), Severity::Error, "looks like an item of a list"),
        (with_body("Signs:\n-chest pain"), Severity::Error, "looks like an item of a list"),
        (with_body("Steps:\n1.Rest\n2.Drink"), Severity::Error, "looks like an item of a list"),
        (with_body("Steps:\no rest\no drink"), Severity::Warning, "looks like an item of a list"),
        (with_body("Steps:\na. rest\nb. drink"), Severity::Warning, "looks like an item of a list"),
        (with_body("> [!NOTE] Bring\n> – your card\n> – your list"), Severity::Warning, "looks like an item of a list"),
        (with_body("Ask **before you come."), Severity::Warning, "a `*` that is printed as it stands"),
        (with_body("*Rest, and *talk"), Severity::Warning, "a `*` that is printed as it stands"),
        (heading("\"After\\night visits\""), Severity::Warning, "the backslash with its `n` is not printed"),
        (
            tree("    body: |\n      Rest.", "    body: | #1 rule\n      Rest."),
            Severity::Error,
            "a comment begins at this `#`",
        ),
        (with_body("8 am 1 tablet\nNoon 1 tablet\n8 pm 2 tablets"), Severity::Warning, "printed in one paragraph"),
        (with_body("Q: May I come?\nA: Yes."), Severity::Warning, "printed in one paragraph"),
        (with_body("- water\nThen rinse."), Severity::Warning, "printed as part of the item above"),
        (with_body("1. Soap\n2. Water\n4. Gloves"), Severity::Warning, "the number 4, and is printed with 3"),
        (with_body("> [!NOTE] Wait\n> Here.\nThen go on."), Severity::Warning, "printed inside the box above"),
        (with_body("See [us] (https://example.org)."), Severity::Warning, "a link that is printed with its brackets"),
        (with_body("Keep it at\n- 4 °F"), Severity::Warning, "no minus is printed"),
        (with_body("Ask ** before ** you come."), Severity::Warning, "a `*` that is printed as it stands"),
        (
            tree(brief, "    brief: |\n      Bring\n      - a card\n      - a list\n"),
            Severity::Error,
            "a list in a text",
        ),
        (tree(brief, "    brief: >-\n      Bring:\n      1. a card\n"), Severity::Error, "a list in a text"),
        (
            tree("    body: |\n      Rest.", "    body: >-\n      - Rest.\n      - Rest."),
            Severity::Error,
            "a list that YAML folds",
        ),
        (
            tree("    body: |\n      Rest.", "    body: >-\n      Come.\n\n      Rest."),
            Severity::Error,
            "an empty line between",
        ),
        (tree("    body: |\n      Rest.", "    body: Come.\n\n      Rest."), Severity::Error, "an empty line between"),
        (
            with_body("Los medicamentos reducen las ganas y el riesgo de morir de una sobredosis."),
            Severity::Warning,
            "this looks like Spanish",
        ),
        (
            tree("{issued: 2026-11-20,", "{issued: 2031-01-02,"),
            Severity::Warning,
            "the day of issue, 2031-01-02, is after today",
        ),
    ] {
        let findings = found(&tree);
        assert!(
            findings.iter().any(|f| f.severity == severity && f.message.contains(message)),
            "{message}: {findings:#?}\n{}",
            crate::inside::text(&tree, GUIDE)
        );
    }
}

#[test]
fn copied_telephone_numbers_are_printed_plain() {
    let mut tree = reviewed();
    edit(&mut tree, "sources/clinics/maple.yaml", "phone: 555-0101", "phone: \"\u{202a}555\u{2011}0101\u{202c}\"");
    let words = printed(&tree);
    assert!(words.contains("555-0101") && !words.contains('\u{2011}'), "{words}");
}
