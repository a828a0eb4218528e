//! Pictured steps: the points of a fact in the lengths for which products have room, with their pictures, in their order.

use handout::audit::reading::Pages;
use handout::diag::Severity;
use handout::project::Tree;
use handout::review::digest::{CANON, canonical_facts};

use crate::inside::{base, edit, jobs, make, pages, project, refused, reviewed, shipped, text};
use crate::support::{Fixture, TODAY};

const FACTS: &str = "sources/facts/us.en.yaml";
const STEPS: &str = "layouts/components/steps.typ";

/// The facts that ship, with the author of the fixture.
fn pictured_facts() -> String {
    let facts = text(&shipped(), FACTS).replace("title: US", "title: Sample US");
    facts.replace("authors: [handout-project]", "authors: [sample-authors]")
}

/// The fixture with the facts that ship, and with every product.
pub(crate) fn pictured() -> Tree {
    let mut tree = reviewed();
    tree.insert(FACTS, pictured_facts());
    let all = "products: [leaflet, large-print, trifold, booklet, card, worksheet, worksheet-paper]";
    edit(&mut tree, "sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", all);
    tree
}

/// Audited pages of each product of the fixture on Letter.
fn products(tree: &Tree, see: impl Fn(&str, &Pages)) {
    let (loaded, sink) = project(tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    let base = base(tree);
    let jobs = jobs(&loaded);
    let jobs: Vec<_> = jobs.iter().filter(|job| job.paper.as_str() == "letter").collect();
    assert_eq!(jobs.len(), 7);
    for job in jobs {
        let findings = make(&base, job);
        assert!(findings.iter().all(|f| f.severity != Severity::Error), "{}: {findings:#?}", job.stem());
        see(job.product.as_str(), &pages(&base, job));
    }
}

fn words(pages: &Pages) -> String {
    pages.runs.iter().flat_map(|run| run.text.split_whitespace()).collect()
}

#[test]
fn each_product_prints_the_lengths_for_which_it_has_room() {
    let tree = pictured();
    products(&tree, |product, pages| {
        let words = words(pages);
        let (long, pictures, shorter) = match product {
            "booklet" => (true, 6, false),
            "leaflet" | "large-print" | "trifold" => (false, 6, false),
            "card" => (false, 0, true),
            "worksheet" | "worksheet-paper" => (false, 0, false),
            other => panic!("{other}"),
        };
        let number = if pictures > 0 { "4" } else { "4." };
        let said = if long {
            "Supportbreathing.Ifthepersondoesnotbreathe,giveCPRasthedispatchertellsyou."
        } else {
            "Supportbreathing.Notbreathing?CPRas911says."
        };
        assert!(words.contains(&format!("{number}{said}")), "{product}: {words}");
        // A step that has a head alone.
        assert!(words.contains("turnontotheside.6"), "{product}: {words}");
        let call = if shorter {
            "Overdose,oranydangertolife.Givetheaddress.Whattodo,inthisorder1."
        } else {
            "Givetheaddress.Sayifthepersoncannotbewokenordoesnotbreathe."
        };
        assert!(words.contains(call), "{product}: {words}");
        let drawings = ["wake", "call", "spray", "breath", "recovery", "stay"];
        let drawn = |name: &&&str| {
            let file = tree.get(&format!("sources/facts/figures/{name}.svg")).expect("it ships");
            pages.pictures.iter().filter(|picture| *picture.bytes == *file.bytes).count() == 1
        };
        assert_eq!(drawings.iter().filter(drawn).count(), pictures, "{product}");
        assert_eq!(
            pages
                .pictures
                .iter()
                .filter(|picture| picture.alt.as_deref().is_some_and(|alt| alt.contains("recovery position")))
                .count(),
            pictures / 6
        );
    });
}

#[test]
fn steps_are_read_and_seen_in_their_order() {
    products(&pictured(), |product, pages| {
        let place = |i: usize, leaf: &str| {
            let path = format!("emergency.overdose-steps.points.{i}.{leaf}");
            let of = |run: &&handout::audit::reading::TextRun| run.block.as_ref().is_some_and(|b| *b.path == path);
            let at = pages.runs.iter().position(|run| of(&run));
            at.map(|at| (at, &pages.runs[at]))
        };
        if matches!(product, "card" | "worksheet" | "worksheet-paper") {
            assert!(place(0, "mark").is_none(), "{product}: its numbers are marks of a list");
            return;
        }
        let mut last = 0;
        for i in 0..6 {
            let ((mark, number), (head, words)) =
                (place(i, "mark").expect("a number"), place(i, "head").expect("a head"));
            assert_eq!(number.text, (i + 1).to_string());
            assert!(last <= mark && mark < head, "{product}: step {}", i + 1);
            assert_eq!(number.page, words.page, "{product}: step {}", i + 1);
            // At the top left of its step.
            assert!(number.bounds[0] < words.bounds[2] && number.bounds[1] < words.bounds[3] + 30.0, "{product}");
            last = head;
        }
    });
}

#[test]
fn a_step_that_a_layout_prints_otherwise_is_refused() {
    let whole = "image(point.picture.path, alt: point.picture.alt, width: wide)";
    let number = "text(size: 0.75 * size, weight: \"bold\", fill: t.colour.paper, point.number)";
    for (from, to, why) in [
        (whole, "none", "the picture `wake` is not printed"),
        (
            whole,
            "image(point.picture.path, alt: \"A hand.\", width: wide)",
            "has the alternative text `A hand.`, and its own is",
        ),
        (number, "text(size: 0.75 * size, fill: t.colour.paper)[1]", "is printed otherwise than written"),
        (number, "text(size: 0.75 * size, fill: t.colour.primary, point.number)", "has a contrast of 1.0:1"),
        ("  fill: t.colour.primary,\n", "", "stands on more than one colour"),
        // A number on the picture beside it.
        (
            "place(top + left, dx: 0.12 * size",
            "place(top + left, dx: if point.number == \"2\" { 180pt } else { 2pt }",
            "to which it belongs",
        ),
        ("..points.map(point => block(", "..points.rev().map(point => block(", "is printed out of order"),
    ] {
        let mut tree = pictured();
        edit(&mut tree, STEPS, from, to);
        refused(&tree, "leaflet", why);
    }
}

#[test]
fn what_a_point_says_is_signed() {
    let fixture = Fixture::reviewed();
    let signed = |revision: u32| format!("facts-us     en    {revision}    current");
    let states = || fixture.run(&["status", "--today", TODAY]).out;
    assert!(states().contains(&signed(1)), "{}", states());
    // Sign-offs of version 1 hold for none of it.
    let plain = fixture.read(FACTS);
    for (from, to) in [
        ("      - Call 911.\n", "      - head: Call 911.\n"),
        ("    line: In danger now?", "    shorter: Any danger to life.\n    line: In danger now?"),
    ] {
        assert_eq!(plain.matches(from).count(), 1, "{from}");
        fixture.write(FACTS, plain.replacen(from, to, 1));
        assert!(states().contains("facts-us     en    1    changed"), "{from}: {}", states());
    }
    let facts = pictured_facts().replace("revision: 1\n", "revision: 2\n");
    fixture.write(FACTS, &facts).record("facts-us", "sample-reviewer", "2026-11-30");
    assert!(states().contains(&signed(2)), "{}", states());
    for (from, to) in [
        ("head: Give naloxone.", "head: Give naloxone now."),
        ("text: If the person does not breathe, give", "text: If the person does not breathe, then give"),
        ("brief: Not breathing? CPR", "brief: Not breathing? Then CPR"),
        ("        figure: wake\n", "        figure: call\n"),
        ("        brief: Give the address.\n", ""),
        ("    shorter: Overdose, or", "    shorter: Overdose or"),
        ("alt: A helper kneels", "alt: Somebody kneels"),
    ] {
        assert_eq!(facts.matches(from).count(), 1, "{from}");
        fixture.write(FACTS, facts.replacen(from, to, 1));
        assert!(states().contains("facts-us     en    2    changed"), "{from}: {}", states());
    }
    fixture.write(FACTS, &facts);
    assert!(states().contains(&signed(2)));
}

#[test]
fn facts_without_any_of_it_keep_their_forms() {
    let canonical = |tree: &Tree, canon| {
        let loaded = project(tree).0.expect("the fixture has no errors");
        canonical_facts(loaded.facts.values().next().expect("facts"), canon)
    };
    let plain = canonical(&reviewed(), 2).expect("a form");
    assert!(plain.contains("\"points\":[\"Try to wake the person.\",\"Call 911.\","), "{plain}");
    for key in ["head", "brief", "figure\"", "shorter"] {
        assert!(!plain.contains(&format!("\"{key}")), "{key}: {plain}");
    }
    let pictured = pictured();
    assert_eq!(canonical(&pictured, 1), None);
    assert!(canonical(&pictured, CANON).expect("a form").contains("\"head\":\"Call 911.\""));
}
