//! What a text can say besides paragraphs: printed where it belongs, and in the digest under which it is signed.

use handout::diag::Severity;
use handout::review::digest::{CANON, canonical_text};

use crate::inside::{base, edit, jobs, make, pages, project, refused, reviewed};
use crate::support::{Fixture, TODAY};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const BODY: &str = "      Rest. Opioid use disorder is an illness, and treatment takes time.\n";
const SOURCE: &str = "  - {title: A sample source,";

/// Things that version 1 of the canonical form has no form for, and words that a leaflet prints of each, without spaces.
const THINGS: &[(&str, &str, &str)] = &[
    ("a heading", "### In the evening\n\nRest.", "IntheeveningRest."),
    ("a list that starts late", "4. Rest.\n5. Drink.", "4.Rest.5.Drink."),
    ("a list of three levels", "- one\n  - two\n    - three", "•one•two•three"),
    (
        "a table",
        "| When | How much |\n| --- | --- |\n| 8 am | 1 tablet |\n| Noon | 2 tablets |",
        "WhenHowmuch8am1tabletNoon2tablets",
    ),
    (
        "a table with headings of rows",
        "| When | How much |\n| --- | --- |\n| **By day** | |\n| 8 am | 1 tablet |\n| **By night** | |\n| 9 pm | |",
        "WhenHowmuchByday8am1tabletBynight9pm",
    ),
    ("a box that warns", "> [!STOP] Is it safe?\n> Do not go alone.", "Isitsafe?Donotgoalone."),
    ("a warning in one sentence", "> [!STOP] Never go alone.", "Nevergoalone."),
    ("what to do and not to do", "> [!DO]\n> Stay close.\n\n> [!DONT]\n> Never leave.", "DoStayclose.Don’tNeverleave."),
    ("words to say", "> [!SAY]\n> I was scared.", "Iwasscared."),
    ("a citation", "It works.[](ref:house)", "Itworks.1"),
    ("the clinic's number", "Call [](clinic:phone) in [](clinic:hours).", "Call555-0101inMondaytoFriday,9amto4pm."),
];

fn block(typed: &str) -> String {
    typed.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("      {line}\n") }).collect()
}

#[test]
fn each_thing_is_printed_and_audited_in_every_product() {
    for (what, typed, printed) in THINGS {
        let mut tree = reviewed();
        edit(&mut tree, GUIDE, BODY, &block(typed));
        edit(&mut tree, GUIDE, SOURCE, "  - {id: house, title: A sample source,");
        edit(&mut tree, "sources/project.yaml", "[leaflet, ", "[leaflet, large-print, booklet, trifold, ");
        let (loaded, sink) = project(&tree);
        let loaded = loaded.unwrap_or_else(|| panic!("{what}: {sink:?}"));
        let jobs = jobs(&loaded);
        let guides: Vec<_> = jobs.iter().filter(|job| job.stem().contains("first-visit")).collect();
        assert_eq!(guides.len(), 8, "{what}");
        for job in guides.iter().filter(|job| job.stem().ends_with("letter")) {
            let base = base(&tree);
            let findings = make(&base, job);
            assert!(findings.iter().all(|f| f.severity != Severity::Error), "{what}: {findings:?}");
            let pages = pages(&base, job);
            let words: String = pages.runs.iter().flat_map(|run| run.text.split_whitespace()).collect();
            if job.product.as_str() == "leaflet" {
                assert!(words.contains(printed), "{what}: {words}");
            }
        }
    }
}

#[test]
fn a_table_too_wide_for_a_product_loses_no_cell() {
    let mut tree = reviewed();
    let table = "| When | What | How | Note |\n| --- | --- | --- | --- |\n| **Day** | | | |\n| 8 am | Blue: | | After meals: |\n| Noon | White | Whole | Rest |";
    edit(&mut tree, GUIDE, BODY, &block(table));
    edit(&mut tree, "sources/project.yaml", "[leaflet, ", "[booklet, ");
    let (loaded, sink) = project(&tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|job| job.stem().ends_with("booklet-letter")).expect("the booklet");
    let pages = pages(&base(&tree), job);
    let words: String = pages.runs.iter().flat_map(|run| run.text.split_whitespace()).collect();
    let rows = "DayWhen:8am•What:Blue:•Note:Aftermeals:When:Noon•What:White•How:Whole•Note:Rest";
    assert!(words.contains(rows), "{words}");
}

#[test]
fn a_sign_off_of_version_1_does_not_hold_for_any_of_it() {
    let fixture = Fixture::reviewed();
    fixture.run(&["status", "--today", TODAY]).prints("first-visit  en    2    current");
    let typed = fixture.read(GUIDE);
    for (what, thing, _) in THINGS {
        fixture.write(
            GUIDE,
            typed.replace(BODY, &block(thing)).replace(SOURCE, "  - {id: house, title: A sample source,"),
        );
        let run = fixture.run(&["status", "--today", TODAY]);
        assert!(run.out.contains("first-visit  en    2    changed"), "{what}: {}", run.out);
    }
    for (what, source) in [("an id", "id: a"), ("a year", "year: 2024"), ("a kind", "kind: trial")] {
        fixture.write(GUIDE, typed.replace(SOURCE, &format!("  - {{{source}, title: A sample source,")));
        let run = fixture.run(&["status", "--today", TODAY]);
        assert!(run.out.contains("first-visit  en    2    changed"), "{what} of a source: {}", run.out);
    }
}

/// Keys of the head that version 1 has no form for, and words that the leaflet prints of each, without spaces.
const HEADS: &[(&str, &str, &str)] = &[
    ("interests:", "purpose: It tells families what to expect.\ninterests:", "Purpose:Ittellsfamilieswhattoexpect."),
    ("interests: No one paid", "funding: A grant paid", "Fundingandinterests:Agrantpaidforthistext."),
    ("{issued: 2026-11-20,", "{issued: 2026-11-20, first_published: 2024-01-31,", "Firstpublished:January31,2024"),
];

#[test]
fn purpose_funding_and_first_day_are_printed_and_signed() {
    for (from, to, printed) in HEADS {
        let fixture = Fixture::reviewed();
        fixture.run(&["status", "--today", TODAY]).prints("first-visit  en    2    current");
        fixture.edit(GUIDE, from, to);
        fixture.run(&["status", "--today", TODAY]).prints("first-visit  en    2    changed");
        let mut tree = reviewed();
        edit(&mut tree, GUIDE, from, to);
        let (loaded, sink) = project(&tree);
        let loaded = loaded.unwrap_or_else(|| panic!("{to}: {sink:?}"));
        let text = loaded.texts.values().find(|text| text.head.id == "first-visit").expect("the guide");
        assert_eq!(canonical_text(text, 1), None, "{to}");
        let signed = canonical_text(text, CANON).expect("a form");
        assert_ne!(canonical_text(&without_new_keys(text), CANON), Some(signed), "{to}");
        let jobs = jobs(&loaded);
        let job = jobs.iter().find(|job| job.stem().ends_with("first-visit.en-leaflet-letter")).expect("the leaflet");
        let findings = make(&base(&tree), job);
        assert!(findings.iter().all(|f| f.severity != Severity::Error), "{to}: {findings:?}");
        let words: String = pages(&base(&tree), job).runs.iter().flat_map(|run| run.text.split_whitespace()).collect();
        assert!(words.contains(printed), "{to}: {words}");
    }
}

fn without_new_keys(text: &handout::model::Text) -> handout::model::Text {
    let mut text = text.clone();
    (text.head.purpose, text.head.funding, text.head.first_published) = (None, None, None);
    text
}

#[test]
fn funding_that_is_not_stated_is_left_out_of_pages_and_kept_in_the_status() {
    let fixture = Fixture::reviewed();
    fixture.run(&["status", "--today", TODAY]).prints("funding not stated: all-fields (en)\n");
    fixture.run(&["review", "show", "all-fields", "--lang", "en", "--today", TODAY]).prints("  funding not stated\n");
    let shown = fixture.run(&["review", "show", "first-visit", "--lang", "en", "--today", TODAY]);
    shown.prints("  funding No one paid for this text.\n");
    let (loaded, _) = project(&reviewed());
    let loaded = loaded.expect("the fixture");
    for job in &jobs(&loaded) {
        let data = crate::inside::data(job);
        let printed = data["credits"]["more"].to_string();
        let stated = job.text.head.id == "first-visit" && job.product.as_str() != "card";
        assert_eq!(printed.contains("Funding and interests"), stated, "{}: {printed}", job.stem());
    }
}

#[test]
fn version_1_gives_nothing_for_what_it_has_no_form_for() {
    for (what, typed, _) in THINGS {
        let mut tree = reviewed();
        edit(&mut tree, GUIDE, BODY, &block(typed));
        edit(&mut tree, GUIDE, SOURCE, "  - {id: house, title: A sample source,");
        let (loaded, sink) = project(&tree);
        let loaded = loaded.unwrap_or_else(|| panic!("{what}: {sink:?}"));
        let text = loaded.texts.values().find(|text| text.head.id == "first-visit").expect("the guide");
        assert_eq!(canonical_text(text, 1), None, "{what}");
        assert!(canonical_text(text, CANON).is_some(), "{what}");
    }
}

#[test]
fn what_is_signed_in_version_2_is_current_until_a_word_of_it_changes() {
    let fixture = Fixture::reviewed();
    let table = "| When | How much |\n| --- | --- |\n| 8 am | 1 tablet |\n";
    fixture.edit(GUIDE, BODY, &block(table)).edit(GUIDE, "revision: 2\n", "revision: 3\n");
    fixture.record("first-visit", "sample-reviewer", "2026-11-30");
    fixture.run(&["status", "--today", TODAY]).prints("first-visit  en    3    current");
    fixture
        .edit(GUIDE, "1 tablet", "2 tablets")
        .run(&["status", "--today", TODAY])
        .prints("first-visit  en    3    changed");
}

#[test]
fn a_clinic_says_what_texts_print_of_it() {
    let fixture = Fixture::reviewed();
    fixture.edit(GUIDE, BODY, "      We are there [](clinic:hours).\n").edit(
        "sources/clinics/maple.yaml",
        "hours: {en: \"Monday to Friday, 9 am to 4 pm\"}\n",
        "",
    );
    let run = fixture.run(&["check", "--today", TODAY]);
    run.exits(1).complains("the clinic has no `hours` in the language `en`, which `first-visit` prints");
}

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 122 100\"><path d=\"M10 10L110 10L110 90L10 90Z\" fill=\"none\" stroke=\"#1d2b30\" stroke-width=\"3\"/></svg>";
const FIGURES: &str = "figures: [{id: door, file: door.svg, alt: A door that stands open., caption: The door on the left., credit: Sample Artist, width: third}]\nreferences:";

/// The fixture with a picture beside the guide, which places it by itself and beside a step.
fn with_picture() -> handout::project::Tree {
    let mut tree = reviewed();
    tree.insert("sources/guides/first-visit/door.svg", SVG);
    edit(&mut tree, GUIDE, "references:", FIGURES);
    edit(&mut tree, GUIDE, BODY, &block("1. [](figure:door) Find the door.\n2. Come in.\n\n> [!FIGURE] door"));
    tree
}

#[test]
fn pictures_are_printed_with_what_belongs_to_them_in_every_product() {
    let mut tree = with_picture();
    edit(&mut tree, "sources/project.yaml", "[leaflet, ", "[leaflet, large-print, booklet, ");
    let (loaded, sink) = project(&tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    for job in jobs(&loaded).iter().filter(|job| job.stem().contains("first-visit")) {
        let base = base(&tree);
        let findings = make(&base, job);
        assert!(findings.iter().all(|f| f.severity != Severity::Error), "{findings:?}");
        let pages = pages(&base, job);
        let drawn = pages.pictures.iter().filter(|picture| *picture.bytes == *SVG.as_bytes()).count();
        assert_eq!(drawn, 2, "{}", job.stem());
        assert_eq!(
            pages.pictures.iter().filter(|picture| picture.alt.as_deref() == Some("A door that stands open.")).count(),
            2
        );
        let words: String = pages.runs.iter().flat_map(|run| run.text.split_whitespace()).collect();
        for printed in ["1.Findthedoor.", "2.Comein.", "Thedoorontheleft.SampleArtist"] {
            assert!(words.contains(printed), "{}: {words}", job.stem());
        }
    }
}

#[test]
fn a_picture_that_a_layout_leaves_out_or_repeats_is_refused() {
    let rich = include_str!("../../layouts/components/rich.typ");
    let drawn = "let picture = image(node.picture.path, alt: node.picture.alt, width: 100%)";
    for (with, why) in [
        ("let picture = none", "the picture `door` is not printed"),
        (
            "let picture = image(node.picture.path, alt: \"A wall.\", width: 100%)",
            "has the alternative text `A wall.`, and its own is",
        ),
        (
            "let picture = 2 * image(node.picture.path, alt: node.picture.alt, width: 50%)",
            "has a picture that the text does not have there, or has it twice",
        ),
    ] {
        let mut tree = with_picture();
        assert!(rich.contains(drawn));
        tree.insert("layouts/components/rich.typ", rich.replace(drawn, with));
        refused(&tree, "leaflet", why);
    }
}

#[test]
fn the_bytes_and_words_of_a_picture_are_signed() {
    let fixture = Fixture::reviewed();
    let typed = fixture.read(GUIDE);
    let signed = "first-visit  en    3    current";
    let list = "1. [](figure:door) Find the door.\n2. Come in.\n\n> [!FIGURE] door";
    let text =
        typed.replace("references:", FIGURES).replace(BODY, &block(list)).replace("revision: 2\n", "revision: 3\n");
    fixture.write("sources/guides/first-visit/door.svg", SVG).write(GUIDE, text.clone());
    fixture.run(&["status", "--today", TODAY]).prints("first-visit  en    3    changed");
    fixture.record("first-visit", "sample-reviewer", "2026-11-30");
    fixture.run(&["status", "--today", TODAY]).prints(signed);
    for (from, to) in [
        ("A door that stands open.", "A door that is shut."),
        ("The door on the left.", "The door on the right."),
        ("Sample Artist", "Sample Painter"),
        ("width: third", "width: half"),
        ("1. [](figure:door) Find", "1. Find"),
        ("      > [!FIGURE] door\n", ""),
    ] {
        fixture.write(GUIDE, text.replacen(from, to, 1));
        let run = fixture.run(&["status", "--today", TODAY]);
        assert!(run.out.contains("first-visit  en    3    changed"), "{from}: {}", run.out);
    }
    fixture.write(GUIDE, text).write("sources/guides/first-visit/door.svg", SVG.replace("110", "100"));
    fixture.run(&["status", "--today", TODAY]).prints("first-visit  en    3    changed");
    fixture.write("sources/guides/first-visit/door.svg", SVG);
    fixture.run(&["status", "--today", TODAY]).prints(signed);
}
