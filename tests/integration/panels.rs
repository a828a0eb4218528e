//! The inner panels of a tri-fold that have heads of their own, and the picture of a cover: printed where they belong, and
//! signed.

use handout::audit::reading::Pages;
use handout::diag::Severity;
use handout::project::Tree;
use handout::review::digest::{CANON, canonical_text};

use crate::inside::{base, edit, jobs, make, pages, project, refused, reviewed};
use crate::support::{Fixture, TODAY};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const DOOR: &str = "sources/guides/first-visit/door.svg";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 122 100\"><path d=\"M10 10L110 10L110 90L10 90Z\" fill=\"none\" stroke=\"#1d2b30\" stroke-width=\"3\"/></svg>";
const FIGURES: &str = "figures: [{id: door, file: door.svg, alt: A door that stands open., width: third}]\n";
const PANELS: &str = "panels:\n  - {heading: \"Come with us,\", figure: door, sections: [before]}\n  - {heading: \"ask,\", sections: [faq]}\n  - {heading: and rest., sections: [after]}\n";

/// The fixture with keys at the end of its guide, and with every product of a guide.
fn with(keys: &str) -> Tree {
    let mut tree = reviewed();
    tree.insert(DOOR, SVG);
    edit(&mut tree, GUIDE, "worksheets: [all-fields]\n", &format!("worksheets: [all-fields]\n{FIGURES}{keys}"));
    let all = "products: [leaflet, large-print, trifold, booklet, card]";
    edit(&mut tree, "sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", all);
    tree
}

/// Audited pages of each product on Letter.
fn products(tree: &Tree, see: impl Fn(&str, &Pages)) {
    let (loaded, sink) = project(tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    let base = base(tree);
    for job in jobs(&loaded).iter().filter(|job| job.paper.as_str() == "letter") {
        let findings = make(&base, job);
        assert!(findings.iter().all(|f| f.severity == Severity::Hint), "{}: {findings:#?}", job.stem());
        see(job.product.as_str(), &pages(&base, job));
    }
}

/// The words of a page.
fn words(pages: &Pages, page: usize) -> String {
    let on = pages.runs.iter().filter(|run| run.page == page);
    on.flat_map(|run| run.text.split_whitespace()).collect()
}

fn drawn(pages: &Pages) -> Vec<usize> {
    pages.pictures.iter().filter(|picture| *picture.bytes == *SVG.as_bytes()).map(|picture| picture.page).collect()
}

#[test]
fn each_panel_has_its_head_and_its_sections() {
    products(&with(PANELS), |product, pages| {
        let all: String = (0..pages.count).map(|page| words(pages, page)).collect();
        if product != "trifold" {
            assert!(!all.contains("Comewithus"), "{product}");
            assert_eq!(drawn(pages), Vec::<usize>::new(), "{product}");
            return;
        }
        assert_eq!(drawn(pages), [2]);
        let message = "Comeasyouare,andbringyourquestions.";
        assert!(words(pages, 2).starts_with(&format!("Comewithus,{message}Afirstvisit")), "{}", words(pages, 2));
        assert!(words(pages, 2).contains("Beforeyoucome"));
        assert!(words(pages, 3).starts_with("ask,"), "{}", words(pages, 3));
        assert!(words(pages, 3).contains("Whatdoesitcost?"));
        assert!(words(pages, 4).starts_with("andrest.Afterthevisit"), "{}", words(pages, 4));
        // What no panel names stands on the last one.
        assert!(words(pages, 4).contains("Naloxonewearsoff"), "{}", words(pages, 4));
        assert!(words(pages, 4).contains("SampleHouse."));
    });
}

#[test]
fn a_head_that_a_layout_leaves_out_or_puts_elsewhere_is_refused() {
    let head = "heading(level: 1, say(panel.path + \".heading\", bound(panel.heading)))";
    let picture = "image(panel.picture.path, alt: panel.picture.alt, height: art - 6pt)";
    for (path, from, to, why) in [
        ("layouts/components/panels.typ", head, "none", "`panels.0.heading` is not printed"),
        ("layouts/components/panels.typ", picture, "none", "the picture `door` is not printed"),
        (
            "layouts/products/trifold.typ",
            "      set-in(t, body)\n",
            "      set-in(t, if i == 1 { parts.at(\"sections.after\").join() } else if last { parts.at(\"faq\").join() } else { body })\n",
            "is not on page 4",
        ),
    ] {
        let mut tree = with(PANELS);
        edit(&mut tree, path, from, to);
        refused(&tree, "trifold", why);
    }
}

#[test]
fn a_panel_without_room_is_named_with_what_to_shorten() {
    let fixture = Fixture::reviewed();
    let long = "Ask us before the visit, and ask again. ".repeat(100);
    fixture
        .write(DOOR, SVG)
        .edit(
            GUIDE,
            "worksheets: [all-fields]\n",
            &format!("worksheets: [all-fields]\nproducts: [trifold]\n{FIGURES}{PANELS}"),
        )
        .edit(GUIDE, "      Ask us before the visit. We look", &format!("      {long} We look"))
        .edit("sources/project.yaml", "products: [leaflet, ", "products: [trifold, ");
    let run = fixture.run(&["check", "first-visit", "--paper", "letter", "--today", TODAY]);
    run.complains("lines over on inner panel 2").complains("shorten `faq.what-does-it-cost.answer`");
}

#[test]
fn a_cover_carries_its_picture_and_no_other_page_does() {
    products(&with("cover: door\n"), |product, pages| {
        let expected = if matches!(product, "trifold" | "booklet") { vec![0] } else { Vec::new() };
        assert_eq!(drawn(pages), expected, "{product}");
    });
}

#[test]
fn panels_and_covers_are_signed() {
    let fixture = Fixture::reviewed();
    let typed = fixture.read(GUIDE);
    let states = || fixture.run(&["status", "--today", TODAY]).out;
    fixture.write(DOOR, SVG);
    let whole = format!("{typed}{FIGURES}{PANELS}cover: door\n").replace("revision: 2\n", "revision: 3\n");
    // Sign-offs of version 1 hold for none of it, with no figure listed either.
    let plain = PANELS.replace("figure: door, ", "");
    fixture.write(GUIDE, format!("{typed}{plain}"));
    assert!(states().contains("first-visit  en    2    changed"), "{}", states());
    fixture.write(GUIDE, &whole).record("first-visit", "sample-reviewer", "2026-11-30");
    assert!(states().contains("first-visit  en    3    current"), "{}", states());
    for (from, to) in [
        ("heading: \"ask,\"", "heading: \"ask us,\""),
        ("figure: door, ", ""),
        ("sections: [faq]", "sections: [safety, faq]"),
        ("cover: door\n", ""),
        (&plain.replace("heading: \"Come with us,\", ", "heading: \"Come with us,\", figure: door, "), ""),
    ] {
        assert_eq!(whole.matches(from).count(), 1, "{from}");
        fixture.write(GUIDE, whole.replacen(from, to, 1));
        assert!(states().contains("first-visit  en    3    changed"), "{from}: {}", states());
    }
}

#[test]
fn texts_without_panels_and_cover_keep_their_forms() {
    let canonical = |tree: &Tree, canon| {
        let loaded = project(tree).0.expect("the fixture has no errors");
        canonical_text(loaded.texts.values().find(|text| text.head.id == "first-visit").expect("the guide"), canon)
    };
    let plain = canonical(&reviewed(), CANON).expect("a form");
    assert!(!plain.contains("\"panels\"") && !plain.contains("\"cover\""), "{plain}");
    let mut tree = reviewed();
    edit(
        &mut tree,
        GUIDE,
        "worksheets: [all-fields]\n",
        &format!("worksheets: [all-fields]\n{}", PANELS.replace("figure: door, ", "")),
    );
    assert_eq!(canonical(&tree, 1), None);
    assert!(canonical(&tree, CANON).expect("a form").contains("\"sections\":[\"faq\"]"));
}
