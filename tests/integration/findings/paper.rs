//! What the program says of texts on panels, cards and sheets.

use handout::diag::Code;

use super::cases::{CLINIC, Case, FACTS, GUIDE, PROJECT, case, overlay, run};
use crate::support::Fixture;

/// The fixture's guide as a tri-fold alone.
fn trifold(fixture: &Fixture) {
    fixture.edit(PROJECT, "products: [leaflet, worksheet, worksheet-paper]", "products: [trifold, card]");
}

/// Words that say nothing, one sentence after the other.
fn words(count: usize) -> String {
    let sentence = ["Come", "in", "and", "sit", "down", "with", "us."];
    (0..count).map(|i| sentence[i % sentence.len()]).collect::<Vec<_>>().join(" ")
}

/// A text in the place of the answer to the second question.
fn answer(fixture: &Fixture, text: &str) {
    fixture.edit(GUIDE, "      Ask us before the visit. We look for a way together.\n", &format!("      {text}\n"));
}

/// The guide with a section of a line, and nothing else.
fn short(fixture: &Fixture) {
    let text = fixture.read(GUIDE);
    let head = text.split("introduction:").next().expect("a head").replace("topics: [opioids]\n", "");
    let section = "sections:\n  - {id: come, heading: Come, brief: Come., body: Come and sit down with us.}\n";
    fixture.write(GUIDE, format!("{head}{section}"));
}

/// A logo of two squares on each other, the upper one as stated.
fn logo(fixture: &Fixture, upper: &str) {
    let lower = "<rect width=\"30\" height=\"30\" fill=\"#0b4f5c\"/>";
    let upper = format!("{upper} x=\"10\" y=\"10\" width=\"25\" height=\"25\"/>");
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\">{lower}{upper}</svg>");
    fixture.write("sources/clinics/maple.svg", svg);
}

/// A fact with a number that no topic prints, before another one.
const DOCTORS_LINE: &str = "  - id: doctors-line\n    title: Ask a doctor\n    number: 555-0177\n    body: |\n      A doctor \
                            answers.\n    source: none\n    recheck_after: 90\n  - id: helpline\n";

pub(super) const PAPER_CASES: &[Case] = &[
    case("does-not-fit", Code::DoesNotFit, |f| {
        trifold(f);
        f.edit(GUIDE, "worksheets: [all-fields]", "worksheets: [all-fields]\nproducts: [trifold]");
        answer(f, &words(1200));
    }),
    case("does-not-fit-unasked", Code::DoesNotFit, |f| {
        trifold(f);
        answer(f, &words(1200));
    }),
    case("does-not-fit-several", Code::DoesNotFit, |f| {
        trifold(f);
        let questions: String = (1..=12)
            .map(|n| format!("  - id: more-{n}\n    question: And then?\n    answer: |\n      {}\n", words(120 + n)))
            .collect();
        f.edit(GUIDE, "references:\n", &format!("{questions}references:\n"));
    }),
    case("does-not-fit-cover", Code::DoesNotFit, |f| {
        trifold(f);
        f.edit(
            GUIDE,
            "summary: What happens at a first visit, and how a family can help.",
            &format!("summary: {}", words(160)),
        );
    }),
    case("does-not-fit-booklet", Code::DoesNotFit, |f| {
        f.edit(PROJECT, "products: [leaflet, worksheet, worksheet-paper]", "products: [booklet]");
        f.edit(GUIDE, "worksheets: [all-fields]", "worksheets: [all-fields]\nproducts: [booklet]");
        f.edit(
            GUIDE,
            "summary: What happens at a first visit, and how a family can help.",
            &format!("summary: {}", words(400)),
        );
    }),
    case("too-short", Code::TooShort, |f| {
        f.edit(PROJECT, "products: [leaflet, worksheet, worksheet-paper]", "products: [booklet]");
        short(f);
    }),
    case("too-short-asked", Code::TooShort, |f| {
        f.edit(PROJECT, "products: [leaflet, worksheet, worksheet-paper]", "products: [booklet]");
        f.edit(GUIDE, "dates:", "products: [booklet]\ndates:");
        short(f);
    }),
    case("long-word", Code::LongWord, |f| {
        trifold(f);
        f.edit(PROJECT, "products: [trifold, card]", "products: [leaflet, booklet, large-print]");
        answer(f, &format!("Read {} first.", "a".repeat(120)));
        f.edit(GUIDE, "\ntitle: ", "\ntitle: Pneumonoultramicroscopicsilicovolcanoconiosis and ");
    }),
    case("long-word-beside-a-box", Code::LongWord, |f| {
        f.edit(GUIDE, "title: The first visit\n", "title: The first visit at CountyHealthDepartmentFamilyServices\n");
        answer(f, "Write to NationalInstituteOfChildHealthAndHumanDevelopmentInformation@mail.example.org before.");
    }),
    case("long-word-of-a-panel", Code::LongWord, |f| {
        trifold(f);
        answer(f, "Write to NICHDInformationResourceCenter@mail.example.org first.");
    }),
    case("does-not-fit-card", Code::DoesNotFit, |f| {
        trifold(f);
        f.edit(
            "sources/facts/us.en.yaml",
            "short: Overdose, or any danger to life.",
            &format!("short: Overdose, or any danger to life. {}", words(60)),
        );
    }),
    case("copy-fitted", Code::CopyFitted, |f| {
        trifold(f);
        answer(f, &words(860));
    }),
    case("facts-left-out", Code::FactsLeftOut, |f| {
        trifold(f);
        answer(f, &words(720));
    }),
    case("low-contrast-inks", Code::LowContrast, |f| {
        f.edit(
            CLINIC,
            "logo: maple.svg",
            "print: {primary: {cmyk: [1, 2, 3, 4]}, tint: {cmyk: [90, 90, 90, 0]}}\nlogo: maple.svg",
        );
    }),
    case("product-does-not-fit-card", Code::ProductDoesNotFit, |f| {
        f.edit(GUIDE, "topics: [opioids]\n", "").edit(
            GUIDE,
            "worksheets: [all-fields]",
            "worksheets: [all-fields]\nproducts: [leaflet, card]",
        );
    }),
    run("does-not-fit-asked", Code::DoesNotFit, &["check", "--paper", "letter", "--product", "trifold"], |f| {
        trifold(f);
        answer(f, &words(1200));
    }),
    case("underfull-panel", Code::UnderfullPanel, |f| {
        trifold(f);
        f.edit(GUIDE, "topics: [opioids]\n", "").edit(GUIDE, "worksheets: [all-fields]\n", "");
        f.edit(PROJECT, "products: [trifold, card]", "products: [trifold]");
    }),
    case("numbers-left-out", Code::NumbersLeftOut, |f| {
        trifold(f);
        let named = "      Call [](fact:doctors-line). Rest. Opioid use";
        f.edit(GUIDE, "      Rest. Opioid use", named);
        f.edit(FACTS, "  - id: helpline\n", DOCTORS_LINE);
        answer(f, &words(720));
    }),
    run("low-resolution", Code::LowResolution, &["check", "--paper", "letter", "--print", "press"], |f| {
        trifold(f);
        let picture = tiny_skia::Pixmap::new(40, 40).and_then(|p| p.encode_png().ok()).expect("a picture");
        f.write("sources/clinics/maple.png", picture).edit(CLINIC, "logo: maple.svg", "logo: maple.png");
    }),
    case("inks-differ", Code::InksDiffer, |f| {
        f.edit(CLINIC, "logo: maple.svg", "print: {primary: {cmyk: [0, 90, 90, 40]}}\nlogo: maple.svg");
    }),
    case("ink-no-percent", Code::BadValue, |f| {
        f.edit(
            CLINIC,
            "logo: maple.svg",
            "print: {primary: {spot: Moss, cmyk: [1, 0.4, 0.4, 0.5]}, tint: {spot: Moss, cmyk: [1, 0.4, 0.4, 0.5], share: 0.12}}\nlogo: maple.svg",
        );
    }),
    case("colour-without-quotes", Code::YamlSyntax, |f| {
        f.edit(CLINIC, "primary: \"#2a4d14\"", "primary: #2a4d14");
    }),
    case("summary-too-long", Code::DoesNotFit, |f| {
        f.edit(PROJECT, "products: [leaflet, worksheet, worksheet-paper]", "products: [leaflet]");
        f.edit(
            GUIDE,
            "summary: What happens at a first visit, and how a family can help.",
            &format!("summary: {}", words(260)),
        );
    }),
    run("screen-colours", Code::ScreenColours, &["check", "--paper", "letter", "--print", "press"], |f| {
        trifold(f);
        logo(f, "<filter id=\"f\"><feGaussianBlur stdDeviation=\"1\"/></filter><rect filter=\"url(#f)\"");
    }),
    run("blend-mode", Code::Export, &["check", "--paper", "letter", "--print", "press"], |f| {
        trifold(f);
        logo(f, "<rect style=\"mix-blend-mode: multiply\"");
    }),
    run("gradient", Code::Export, &["check", "--paper", "letter", "--print", "press"], |f| {
        trifold(f);
        let stops = "<stop stop-color=\"#000\"/><stop offset=\"1\" stop-color=\"#fff\"/>";
        logo(f, &format!("<linearGradient id=\"g\">{stops}</linearGradient><rect fill=\"url(#g)\""));
    }),
    case("imposition", Code::Imposition, |f| {
        trifold(f);
        overlay(f, "layouts/system.typ", "margin: (x: 24pt, y: 30pt)", "margin: (x: 24pt, y: 14pt)");
    }),
];
