//! When to get help: printed where others have the emergency box, in every product, and in the digest.

use handout::audit::reading::Pages;
use handout::diag::{Code, Severity};
use handout::model::Product;
use handout::project::Tree;
use handout::review::digest::{CANON, canonical_text};

use crate::inside::{base, edit, jobs, make, pages, project, reviewed, with_help};
use crate::support::{Fixture, TODAY};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const HIP: &str = "sources/guides/hip-operation/en.yaml";
const TODAY_LEVEL: &str =
    "get_help:\n  - level: today\n    call: clinic:phone\n    when: [The pain gets worse.]\nintroduction: |\n";

/// The fixture with a guide about a hip operation and a worksheet to go with it, which have no topics, as every product.
fn hip() -> Tree {
    let mut tree = reviewed();
    tree.insert(HIP, include_str!("../fixtures/hip/en.yaml"));
    tree.insert("sources/guides/hip-operation/es.yaml", include_str!("../fixtures/hip/es.yaml"));
    tree.insert("sources/worksheets/after-hip/en.yaml", include_str!("../fixtures/hip/worksheet.yaml"));
    let all = "products: [leaflet, large-print, trifold, booklet, card, worksheet, worksheet-paper]";
    edit(&mut tree, "sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", all);
    edit(&mut tree, "sources/project.yaml", "languages: [en]", "languages: [en, es]");
    for (from, to) in
        [("4 pm\"}", "4 pm\", es: \"De lunes a viernes, de 9 a 16 h\"}"), ("a leaf\"}", "a leaf\", es: \"una hoja\"}")]
    {
        edit(&mut tree, "sources/clinics/maple.yaml", from, to);
    }
    tree
}

/// The words of pages, without spaces.
fn words(pages: &Pages, on: impl Fn(usize) -> bool) -> String {
    pages.runs.iter().filter(|run| on(run.page)).flat_map(|run| run.text.split_whitespace()).collect()
}

const EMERGENCY: &str = "Call911nowif•Youcannotcatchyourbreath.•Yourchesthurts.•Youfell,andcannotputweightontheleg.•Oneleg\
                         issuddenlyshorter,orturnedtotheside.Callortext988Forthoughtsofsuicide,";
const SAME_DAY: &str = "Callustodayif555-0101";
const ROUTINE: &str = "Atyournextvisit,askabout555-0101•whenyoumaydriveagain•howlongyouneedthecrutches";

#[test]
fn when_to_get_help_is_printed_and_audited_in_every_product() {
    let tree = hip();
    let (loaded, sink) = project(&tree);
    assert!(sink.is_empty(), "{sink:?}");
    let loaded = loaded.expect("a project");
    let base = base(&tree);
    let jobs = jobs(&loaded);
    let own: Vec<_> = jobs.iter().filter(|job| ["hip-operation", "after-hip"].contains(&&*job.text.head.id)).collect();
    // Five products of the guide in two languages, two of the worksheet, each on two papers.
    assert_eq!(own.len(), 24);
    for job in own {
        let findings = make(&base, job);
        assert!(findings.iter().all(|f| f.severity == Severity::Hint), "{}: {findings:#?}", job.stem());
        // So short a text may become no booklet.
        if findings.iter().any(|f| f.code == Code::TooShort) {
            assert_eq!(job.product, Product::Booklet);
            continue;
        }
        let pages = pages(&base, job);
        let all = words(&pages, |_| true);
        let on = |page| words(&pages, move |own| own == page);
        if job.text.head.lang == "es" {
            let said = "Llameal911ahoramismosi•Lefaltaelaire.";
            assert!(all.contains(said), "{}: {all}", job.stem());
            continue;
        }
        match job.product {
            Product::Leaflet => assert!(on(0).contains(EMERGENCY) && on(0).contains(ROUTINE), "{}", on(0)),
            Product::LargePrint => {
                assert!(on(0).contains(&EMERGENCY[..EMERGENCY.len() - 50]) && all.contains(ROUTINE), "{all}");
            }
            Product::Booklet => assert!(on(1).contains(EMERGENCY) && on(1).contains(ROUTINE), "{}", on(1)),
            Product::Trifold => {
                assert!(on(0).contains("Indangernow?Call911."), "{}", on(0));
                assert!(on(0).contains("Whentogethelp:inside"), "{}", on(0));
                assert!(on(1).contains(EMERGENCY) && on(1).contains(ROUTINE), "{}", on(1));
            }
            Product::Card => {
                assert!(on(0).contains(EMERGENCY) && !on(0).contains(SAME_DAY), "{}", on(0));
                assert!(on(1).contains(SAME_DAY) && !all.contains("nextvisit"), "{}", on(1));
            }
            Product::Worksheet | Product::WorksheetPaper => {
                let said = "Call911nowif•Youcannotcatchyourbreath.•Yourchesthurts.Callustodayif555-0101•Youhaveafever";
                assert!(on(0).contains(said) && on(0).contains("Call1-800-662-4357Findstreatment"), "{}", on(0));
            }
        }
        // The hours stand once beside the number, where there is room.
        let hours = all.matches("MondaytoFriday,9amto4pm").count();
        let expected = match job.product {
            Product::Card => 0,
            Product::Worksheet | Product::WorksheetPaper => 1,
            Product::Leaflet | Product::LargePrint | Product::Booklet | Product::Trifold => 2,
        };
        assert_eq!(hours, expected, "{}", job.stem());
    }
}

#[test]
fn long_lists_and_long_numbers_have_room() {
    let mut tree = hip();
    edit(&mut tree, "sources/clinics/maple.yaml", "phone: 555-0101", "phone: 1-800-555-0199 ext. 12");
    let sign = "      - Your chest hurts.\n";
    edit(&mut tree, HIP, sign, &"      - Your chest hurts, and it does not stop while you rest.\n".repeat(30));
    let (loaded, sink) = project(&tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    let base = base(&tree);
    let flows = |product: Product| !product.has_sheets() || product == Product::Booklet;
    let jobs = jobs(&loaded);
    let own: Vec<_> =
        jobs.iter().filter(|job| job.stem().contains("hip-operation.en-") && flows(job.product)).collect();
    assert_eq!(own.len(), 6);
    for job in own {
        let findings = make(&base, job);
        assert!(findings.iter().all(|f| f.severity == Severity::Hint), "{}: {findings:#?}", job.stem());
        let pages = pages(&base, job);
        let all = words(&pages, |_| true);
        assert_eq!(all.matches("doesnotstopwhileyourest.").count(), 30, "{}", job.stem());
        assert!(words(&pages, |page| page < 2).contains("WhentogethelpCall911nowif•Youcannot"), "{}", job.stem());
    }
}

#[test]
fn the_emergency_box_of_a_topic_comes_before_it() {
    let tree = with_help();
    let (loaded, sink) = project(&tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    let base = base(&tree);
    for job in jobs(&loaded).iter().filter(|job| job.stem().ends_with("letter")) {
        let findings = make(&base, job);
        assert!(findings.iter().all(|f| f.severity != Severity::Error), "{}: {findings:#?}", job.stem());
        let pages = pages(&base, job);
        let place = |words: &str| {
            let of = |run: &&handout::audit::reading::TextRun| run.block.as_ref().is_some_and(|b| *b.path == *words);
            pages.runs.iter().position(|run| of(&run))
        };
        // A card has room for the facts of the topic alone.
        if job.product == Product::Card {
            assert!(place("emergency.call-911.title").is_some() && place("help.today.label").is_none());
            continue;
        }
        let (calls, help) = (place("emergency.overdose-steps.title"), place("help.heading"));
        assert!(calls < help && calls.is_some(), "{}: {calls:?} {help:?}", job.stem());
    }
}

#[test]
fn a_level_that_a_layout_leaves_out_is_refused() {
    let typ = include_str!("../../layouts/components/help.typ");
    let leaflet = |from: &str, to: &str| {
        let mut tree = hip();
        assert_eq!(typ.matches(from).count(), 1, "`{from}`");
        tree.insert("layouts/components/help.typ", typ.replace(from, to));
        let (loaded, _) = project(&tree);
        let loaded = loaded.expect("the fixture has no errors");
        let jobs = jobs(&loaded);
        let job = jobs.iter().find(|job| job.stem().ends_with("hip-operation.en-leaflet-letter")).expect("the leaflet");
        let findings = make(&base(&tree), job);
        findings.into_iter().map(|f| f.message).collect::<Vec<_>>().join("\n")
    };
    let row = "for (i, node) in rows.enumerate() {";
    for (from, to, why) in [
        (row, "for (i, node) in rows.slice(1).enumerate() {", "`help.emergency.title` is not printed: `Call 911`"),
        (row, "for (i, node) in rows.rev().enumerate() {", "is printed out of order"),
        ("..node.when.enumerate()", "..node.when.slice(1).enumerate()", "is printed otherwise than written"),
        ("bound(node.at(key))))", "bound(node.at(key)) + if key == \"title\" [ now]))", "`Call911now` instead of"),
    ] {
        let said = leaflet(from, to);
        assert!(said.contains(why), "{why}: {said}");
    }
}

#[test]
fn a_sign_off_of_version_1_does_not_hold_for_it() {
    let fixture = Fixture::reviewed();
    fixture.run(&["status", "--today", TODAY]).prints("first-visit  en    2    current");
    fixture.edit(GUIDE, "introduction: |\n", TODAY_LEVEL);
    fixture.run(&["status", "--today", TODAY]).prints("first-visit  en    2    changed");
    let sheet = "sources/worksheets/all-fields/en.yaml";
    fixture.edit(sheet, "parts:\n", "get_help: [{level: today, call: clinic:phone, when: [It hurts.]}]\nparts:\n");
    fixture.run(&["status", "--today", TODAY]).prints("all-fields   en    1    changed");
}

#[test]
fn every_word_level_and_call_of_it_is_signed() {
    let fixture = Fixture::reviewed();
    let help = TODAY_LEVEL.replace("clinic:phone", "[clinic:phone, fact:helpline]");
    fixture.edit(GUIDE, "introduction: |\n", &help).edit(GUIDE, "revision: 2\n", "revision: 3\n");
    fixture.record("first-visit", "sample-reviewer", "2026-11-30");
    let typed = fixture.read(GUIDE);
    let states = |text: String| {
        fixture.write(GUIDE, text);
        fixture.run(&["status", "--today", TODAY]).out
    };
    assert!(states(typed.clone()).contains("first-visit  en    3    current"));
    for (from, to) in [
        ("level: today", "level: routine"),
        ("[clinic:phone, fact:helpline]", "[fact:helpline, clinic:phone]"),
        ("fact:helpline]", "fact:crisis-988]"),
        ("The pain gets worse.", "The pain gets better."),
        ("[The pain gets worse.]", "[The pain gets worse., It bleeds.]"),
    ] {
        assert_eq!(typed.matches(from).count(), 1, "{from}");
        let out = states(typed.replace(from, to));
        assert!(out.contains("first-visit  en    3    changed"), "{from}: {out}");
    }
    assert!(states(typed).contains("first-visit  en    3    current"));
}

#[test]
fn a_text_without_it_keeps_its_digest() {
    let canonical = |tree: &Tree| {
        let loaded = project(tree).0.expect("the fixture has no errors");
        let text = loaded.texts.values().find(|text| text.head.id == "first-visit").expect("the guide");
        (canonical_text(text, 1), canonical_text(text, CANON).expect("the newest version writes everything"))
    };
    let mut tree = reviewed();
    let (old, plain) = canonical(&tree);
    assert!(old.is_some() && !plain.contains("get_help"));
    edit(&mut tree, GUIDE, "introduction: |\n", TODAY_LEVEL);
    let (old, told) = canonical(&tree);
    assert_eq!(old, None);
    let key = r#""get_help":[{"calls":["clinic:phone"],"level":"today","when":["The pain gets worse."]}],"#;
    assert_eq!(told.replacen(key, "", 1), plain);
}

#[test]
fn its_words_count_for_the_reading_time() {
    let minutes = |when: &str| {
        let mut tree = reviewed();
        edit(&mut tree, GUIDE, "introduction: |\n", &TODAY_LEVEL.replace("The pain gets worse.", when));
        let loaded = project(&tree).0.expect("no errors");
        loaded.texts.values().find(|text| text.head.id == "first-visit").expect("the guide").read_minutes()
    };
    assert_eq!(minutes("It hurts.") + 1, minutes(&"word ".repeat(200)));
}

#[test]
fn a_long_box_goes_over_the_page_and_the_call_of_an_emergency_is_the_largest() {
    let mut tree = hip();
    let signs: String = (1..=9)
        .map(|n| {
            format!("      - Sign {n} is said in so many words that the box is higher than what the title leaves.\n")
        })
        .collect();
    let last = "      - You fell, and cannot";
    edit(&mut tree, HIP, last, &format!("{signs}{last}"));
    let loaded = project(&tree).0.expect("a project");
    let base = base(&tree);
    let all = jobs(&loaded);
    let of_pages = |job: &&handout::document::Job| {
        let long = [Product::Leaflet, Product::LargePrint].contains(&job.product);
        long && job.stem().contains("hip-operation.en-")
    };
    for job in all.iter().filter(of_pages) {
        let pages = pages(&base, job);
        let size = |path: &str| {
            let is_of = |run: &&handout::audit::reading::TextRun| run.block.as_ref().is_some_and(|b| *b.path == *path);
            pages.runs.iter().filter(is_of).map(|run| run.look.size).fold(0.0, f64::max)
        };
        let (urgent, own) = (size("help.emergency.title"), size("help.today.phone"));
        assert!(own > 0.0 && urgent > own, "{}: {urgent} pt, {own} pt", job.stem());
    }
}

#[test]
fn a_text_without_safety_facts_is_tried_in_no_way_twice() {
    use handout::document::products::fit_ladder;
    use handout::document::safety::without_repeats;
    let (loaded, _) = project(&hip());
    let loaded = loaded.expect("a project");
    let ladder = fit_ladder(Product::Trifold);
    let ways = |stem: &str| {
        let jobs = jobs(&loaded);
        let job = jobs.iter().find(|job| job.stem().contains(stem)).unwrap_or_else(|| panic!("no {stem}"));
        without_repeats(job, ladder).len()
    };
    assert_eq!(ways("first-visit.en"), ladder.len(), "its topic has facts");
    assert_eq!(ways("hip-operation.en"), 5, "whole, and in brief at each step");
}
