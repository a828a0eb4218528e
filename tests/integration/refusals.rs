//! The audit refuses layouts that print less, more or otherwise than the sources say, and passes those that ship.

use handout::diag::Code;
use handout::project::Tree;

use crate::inside::{base, edit, jobs, make, project, reviewed, shipped};

/// Sets the first job of a product with a changed layout, and looks for the audit's words.
#[track_caller]
fn refused(tree: &Tree, product: &str, words: &str) {
    let (loaded, sink) = project(tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let loaded = loaded.expect("a project");
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|j| j.product.as_str() == product).expect("a job of the product");
    let findings = make(&base(tree), job);
    let layout: Vec<_> = findings.iter().filter(|f| f.code == Code::Layout).collect();
    assert!(layout.is_empty(), "the override itself fails: {layout:?}");
    let found = findings.iter().filter(|f| f.code == Code::Audit).any(|f| f.message.contains(words));
    assert!(found, "no `{words}` in {findings:#?}");
}

/// The reviewed fixture with words of a layout replaced.
#[track_caller]
fn changed(path: &str, from: &str, to: &str) -> Tree {
    let mut tree = reviewed();
    edit(&mut tree, path, from, to);
    tree
}

const RICH: &str = "layouts/components/rich.typ";
const PARAGRAPH: &str = "say-par(node.path, inline(node.content))";
const EMERGENCY: &str = "layouts/components/emergency.typ";
const SHORT: &str = "say-par(node.path + \".short\", node.short)";
const LEAFLET: &str = "layouts/products/leaflet.typ";
const CREDITS: &str = "layouts/components/credits.typ";
const PAGE: &str = "layouts/components/page.typ";

#[test]
fn all_shipped_documents_pass() {
    for tree in [shipped(), reviewed()] {
        let (loaded, sink) = project(&tree);
        assert!(!sink.has_errors(), "{sink:?}");
        let loaded = loaded.expect("a project");
        let base = base(&tree);
        for job in jobs(&loaded) {
            assert_eq!(make(&base, &job), [], "{}", job.stem());
        }
    }
}

#[test]
fn a_dropped_emergency_box() {
    for product in ["leaflet", "worksheet"] {
        let tree = changed(EMERGENCY, "if box == none { return }", "return");
        refused(&tree, product, "`emergency.call-911.title` is not printed");
    }
}

#[test]
fn an_emergency_box_on_another_page() {
    let tree = changed(LEAFLET, "#emergency(data.emergency, t)", "#pagebreak()\n#emergency(data.emergency, t)");
    refused(&tree, "leaflet", "`emergency.call-911.title` is not on the first page");
}

#[test]
fn a_paragraph_cut_after_its_first_line() {
    let cut = "say(node.path, block(height: 13pt, clip: true, par(inline(node.content))))";
    refused(&changed(RICH, PARAGRAPH, cut), "leaflet", "stands outside the page or is cut off");
    let shortened = "say-par(node.path, inline(node.content.slice(0, 1)))";
    refused(&changed(RICH, PARAGRAPH, shortened), "leaflet", "is printed otherwise than written");
}

#[test]
fn paragraphs_in_another_order_or_twice() {
    let reversed = changed(RICH, "for node in nodes {", "for node in nodes.rev() {");
    refused(&reversed, "leaflet", "is printed out of order");
    let twice =
        changed(RICH, PARAGRAPH, "say-par(node.path, inline(node.content)); say-par(node.path, inline(node.content))");
    refused(&twice, "leaflet", "is printed more than once");
}

#[test]
fn a_sentence_made_of_the_text_s_own_words() {
    for (added, words) in [
        ("#par[Do not call 911.]", "belongs to no text"),
        ("#say-par(\"introduction.9\", \"Do not call 911.\")", "belongs to no text"),
        ("#say-par(\"sections.before.body.0\", \"Call\")", "is printed more than once"),
        ("#say-par(\"footer.id\", \"first-visit\")", "of page 1 is printed more than once"),
        ("#par[2.]", "belongs to no text"),
    ] {
        let tree =
            changed(LEAFLET, "#emergency(data.emergency, t)", &format!("#emergency(data.emergency, t)\n{added}"));
        refused(&tree, "leaflet", words);
    }
}

#[test]
fn words_put_into_a_block() {
    let tree = changed(EMERGENCY, SHORT, "say-par(node.path + \".short\", [Do not: #node.short])");
    refused(&tree, "leaflet", "`emergency.call-911.short` is printed otherwise than written");
}

#[test]
fn the_reviewed_sentence_on_an_unreviewed_text() {
    let sentence = "The health text of this handout was reviewed by Sample Reviewer, MD on November 25, 2026.";
    let panel = "block(width: 100%, fill: t.colour.sand";
    let unreviewed = |to: &str| {
        let mut tree = changed(CREDITS, panel, &format!("{to}\n  {panel}"));
        tree.remove("sources/reviews/first-visit.en.yaml");
        tree
    };
    refused(&unreviewed(&format!("par[{sentence}]")), "leaflet", "belongs to no text");
    refused(&unreviewed(&format!("say-par(\"credits.checked.9\", \"{sentence}\")")), "leaflet", "belongs to no text");
    let mut instead = reviewed();
    instead.remove("sources/reviews/first-visit.en.yaml");
    edit(
        &mut instead,
        CREDITS,
        "say-par(\"credits.\" + name + \".\" + str(i), words)",
        &format!("say-par(\"credits.\" + name + \".\" + str(i), if name == \"checked\" [{sentence}] else {{ words }})"),
    );
    refused(&instead, "leaflet", "`credits.checked.0` is printed otherwise than written");
}

#[test]
fn a_text_that_claims_its_own_review() {
    let mut tree = reviewed();
    let own = "The text of this handout is overdue for review.";
    edit(
        &mut tree,
        "sources/guides/first-visit/en.yaml",
        "Rest. Opioid use disorder",
        &format!("{own} Opioid use disorder"),
    );
    refused(&tree, "leaflet", "says of the review what is not true");
}

#[test]
fn a_draft_mark_missing_from_one_footer() {
    let mut tree = changed(
        PAGE,
        "say-par(\"footer.review\", review)",
        "if here().page() == 2 [] else { say-par(\"footer.review\", review) }",
    );
    tree.remove("sources/reviews/first-visit.en.yaml");
    refused(&tree, "leaflet", "the footer of page 2 lacks `footer.review`");
}

#[test]
fn a_footer_line_at_the_head() {
    let mut tree = changed(PAGE, "say-par(\"footer.review\", review)", "[]");
    edit(
        &mut tree,
        PAGE,
        "  if here().page() > 1 {",
        "  say-par(\"footer.review\", data.footer.review)\n  if here().page() > 1 {",
    );
    refused(&tree, "leaflet", "is not at the foot of the page");
}

#[test]
fn a_warning_that_nobody_can_see() {
    let hidden = [
        ("text(fill: white, node.short)", "has a contrast of"),
        ("text(fill: rgb(\"#fbeae6\"), node.short)", "has a contrast of"),
        ("text(fill: t.colour.ink.transparentize(85%), node.short)", "has a contrast of"),
        ("text(size: 1pt, node.short)", "is set at 1.0 pt"),
        ("box(width: 100%, scale(x: 40%, y: 40%, node.short))", "is set at 4.8 pt"),
        ("box(move(dx: 900pt, node.short))", "stands outside the page"),
        ("box(move(dy: -900pt, node.short))", "stands outside the page"),
        ("text(fill: gradient.linear(red, blue), node.short)", "stands in or on a gradient"),
    ];
    for (words, why) in hidden {
        let tree = changed(EMERGENCY, SHORT, &format!("say-par(node.path + \".short\", {words})"));
        refused(&tree, "leaflet", why);
    }
}

#[test]
fn a_warning_under_something() {
    for cover in [
        "place(top + left, rect(width: 100%, height: 200pt, fill: white))",
        "place(top + left, circle(radius: 120pt, fill: rgb(\"#fbeae6\")))",
        "place(top + left, line(length: 300pt, stroke: 90pt + white))",
        "place(top + left, rect(width: 100%, height: 100pt, fill: gradient.linear(white, white)))",
    ] {
        let tree = changed(EMERGENCY, SHORT, &format!("{{ {SHORT}; {cover} }}"));
        refused(&tree, "leaflet", "is covered by something drawn over it");
    }
}

#[test]
fn a_picture_that_is_not_the_logo() {
    let picture = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"), alt: \"A picture\")";
    let tree = changed(LEAFLET, "#emergency(data.emergency, t)", &format!("#emergency(data.emergency, t)\n{picture}"));
    refused(&tree, "leaflet", "page 1 has a picture that is not the clinic's logo");
    let twice = changed(
        LEAFLET,
        "#emergency(data.emergency, t)",
        "#emergency(data.emergency, t)\n#image(data.clinic.logo.path, alt: data.clinic.logo.alt)",
    );
    refused(&twice, "leaflet", "page 1 has a picture that is not the clinic's logo, or has it twice");
}

#[test]
fn credits_elsewhere_than_on_the_last_page() {
    let tree = changed(LEAFLET, "  credits(data, t)\n", "  credits(data, t)\n})\n#pagebreak()\n#place(bottom, {\n");
    refused(&tree, "leaflet", "`credits.wrote.label` is not on the last page");
}
