//! The audit refuses layouts that print less, more or otherwise than the sources say, and passes those that ship.

use handout::project::Tree;

use crate::inside::{all_pass, base, edit, jobs, make, project, refused, reviewed, shipped, with_help};

/// What is said of the first job of a product.
#[track_caller]
fn audited(tree: &Tree, product: &str) -> Vec<String> {
    let (loaded, _) = project(tree);
    let loaded = loaded.expect("a project");
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|j| j.product.as_str() == product).expect("a job of the product");
    make(&base(tree), job).into_iter().map(|f| f.message).collect()
}

/// Sets the first job of a product with a changed layout that the audit has nothing against.
#[track_caller]
fn passes(tree: &Tree, product: &str) {
    let findings = audited(tree, product);
    assert!(findings.is_empty(), "{findings:#?}");
}

/// The reviewed fixture with words of a layout replaced.
#[track_caller]
fn changed(path: &str, from: &str, to: &str) -> Tree {
    let mut tree = reviewed();
    edit(&mut tree, path, from, to);
    tree
}

const RICH: &str = "layouts/components/rich.typ";
const PARAGRAPH: &str = "say-par(node.path, ..space, ..kept, words)";
const EMERGENCY: &str = "layouts/components/emergency.typ";
const SHORT: &str = "say-par(node.path + \".short\", bound(node.short))";
const LEAFLET: &str = "layouts/products/leaflet.typ";
const CREDITS: &str = "layouts/components/credits.typ";
const PAGE: &str = "layouts/components/page.typ";
/// The sentence of the state in the footer of full pages.
const REVIEW: &str = "number, review, if f.yours";
const FIELD: &str = "layouts/components/field.typ";
const PLACEHOLDER: &str = "link(\"x-field:\" + key, body)";
const QUESTION: &str = "layouts/components/question.typ";
const SHEET: &str = "layouts/products/worksheet.typ";

#[test]
fn all_shipped_documents_pass() {
    for tree in [shipped(), reviewed(), with_help()] {
        all_pass(&tree);
    }
}

/// The reviewed fixture with two sources, cited one behind the other.
fn citing() -> Tree {
    let mut tree = reviewed();
    let guide = "sources/guides/first-visit/en.yaml";
    edit(
        &mut tree,
        guide,
        "  - {title: A sample source,",
        "  - {id: two, title: Another, publisher: Sample House}\n  - {id: one, title: A sample source,",
    );
    edit(&mut tree, guide, "and treatment takes time.", "and treatment takes time.[](ref:one)[](ref:two)");
    edit(&mut tree, "sources/project.yaml", "[leaflet, ", "[leaflet, large-print, booklet, trifold, ");
    tree
}

/// How many links of the first job of a product lead to a place in the file.
fn jumps(tree: &Tree, product: &str) -> Vec<String> {
    let (loaded, sink) = project(tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|j| j.product.as_str() == product).expect("a job of the product");
    let to = |jump: handout::audit::reading::Jump| jump.to.map(|to| to.to_string()).unwrap_or_default();
    crate::inside::pages(&base(tree), job).jumps.into_iter().map(to).collect()
}

#[test]
fn citations_lead_to_their_sources_and_to_nothing_else() {
    let tree = citing();
    for product in ["leaflet", "large-print"] {
        passes(&tree, product);
        assert_eq!(jumps(&tree, product), ["references.0", "references.1"], "{product}");
    }
    // Paper to fold leads nowhere.
    for product in ["booklet", "trifold"] {
        assert_eq!(jumps(&tree, product), Vec::<String>::new(), "{product}");
    }
    let own = "if node.to != none { link(label(\"h:\" + node.to), number) } else { number }";
    for wrong in [
        "if node.to != none { link(label(\"h:references.1\"), number) } else { number }",
        "if node.to != none { link(label(\"h:references.heading\"), number) } else { number }",
        "if node.to != none { link((page: 1, x: 0pt, y: 0pt), number) } else { number }",
        "if node.to != none { link(label(\"h:\" + node.to), box(width: 60pt, number)) } else { number }",
        "if node.to != none { number; box(width: 0pt, height: 0pt, place(link(label(\"h:\" + node.to), box(width: 90pt, height: 90pt)))) } else { number }",
    ] {
        let mut tree = citing();
        edit(&mut tree, RICH, own, wrong);
        refused(&tree, "leaflet", "has a link to a place in the file that is not that of a citation to its source");
    }
    let words = changed(RICH, PARAGRAPH, "say-par(node.path, ..space, ..kept, link(label(\"h:title\"), words))");
    refused(&words, "leaflet", "has a link to a place in the file that is not that of a citation to its source");
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
    let reversed = changed(RICH, "in nodes.enumerate() {", "in nodes.rev().enumerate() {");
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
    let sentence = "Reviewed by Sample Reviewer, MD · November 25, 2026 · next review November 25, 2028";
    let panel = "  let panel(breakable) = block(\n    width: 100%,";
    let unreviewed = |to: &str| {
        let mut tree = changed(CREDITS, panel, &format!("  {to}\n{panel}"));
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
        "say-par(\"credits.checked.\" + str(i), strong(words)",
        &format!("say-par(\"credits.checked.\" + str(i), strong[{sentence}]"),
    );
    refused(&instead, "leaflet", "`credits.checked.0` is printed otherwise than written");
}

#[test]
fn a_text_that_claims_its_own_review() {
    // The check of the text refuses such words before its pages are made, so they are put behind it.
    let tree = reviewed();
    let mut project = project(&tree).0.expect("a project");
    for text in project.texts.values_mut() {
        "The text of this handout is overdue for review.".clone_into(&mut text.head.summary);
    }
    let base = base(&tree);
    let jobs = jobs(&project);
    let job = jobs.iter().find(|job| job.product.as_str() == "leaflet").expect("a leaflet");
    let findings = make(&base, job);
    assert!(findings.iter().any(|f| f.message.contains("says of the review what is not true")), "{findings:#?}");
}

#[test]
fn a_draft_mark_missing_from_one_footer() {
    let mut tree = changed(PAGE, REVIEW, "number, if here().page() == 2 [] else { review }, if f.yours");
    tree.remove("sources/reviews/first-visit.en.yaml");
    refused(&tree, "leaflet", "the footer of page 2 lacks `footer.review`");
}

#[test]
fn a_footer_line_at_the_head() {
    let mut tree = changed(PAGE, REVIEW, "number, [], if f.yours");
    edit(
        &mut tree,
        PAGE,
        "  banner(data, t)\n  context if",
        "  context { say-par(\"footer.review\", data.footer.review) }\n  context if",
    );
    refused(&tree, "leaflet", "is not at the foot of the page");
}

#[test]
fn a_warning_that_nobody_can_see() {
    let hidden = [
        ("text(fill: t.colour.danger, node.short)", "has a contrast of"),
        ("text(fill: rgb(\"#7a2015\"), node.short)", "has a contrast of"),
        (
            "text(fill: t.colour.paper.transparentize(85%), node.short)",
            "cannot be judged: letters that are see-through",
        ),
        ("text(size: 1pt, node.short)", "is set at 1.0 pt"),
        ("box(width: 100%, scale(x: 40%, y: 40%, node.short))", "is set at 4.8 pt"),
        ("box(move(dx: 900pt, node.short))", "stands outside the page"),
        ("box(move(dy: -900pt, node.short))", "stands outside the page"),
        ("text(fill: gradient.linear(red, blue), node.short)", "cannot be judged: letters with a gradient or pattern"),
    ];
    for (words, why) in hidden {
        let tree = changed(EMERGENCY, SHORT, &format!("say-par(node.path + \".short\", {words})"));
        refused(&tree, "leaflet", why);
    }
}

#[test]
fn a_warning_under_something() {
    let covered = "is covered by something drawn over it";
    for (cover, why) in [
        ("place(top + left, rect(width: 100%, height: 200pt, fill: white))", covered),
        ("place(top + left, circle(radius: 120pt, fill: rgb(\"#fbeae6\")))", covered),
        ("place(top + left, line(length: 300pt, stroke: 90pt + white))", covered),
        ("place(top + left, rect(width: 100%, height: 100pt, fill: gradient.linear(white, white)))", covered),
    ] {
        let tree = changed(EMERGENCY, SHORT, &format!("{{ {SHORT}; {cover} }}"));
        refused(&tree, "leaflet", why);
    }
}

/// The words under the emergency numbers, drawn with something before or after them.
#[track_caller]
fn beside_words(drawn: &str) -> Tree {
    changed(EMERGENCY, SHORT, &drawn.replace("WORDS", SHORT))
}

#[test]
fn a_ground_that_a_clip_hides() {
    let same = SHORT.replace("bound(node.short)", "text(fill: t.colour.danger, node.short)");
    let hidden = |clip: &str, ground: &str| {
        let ground = format!("box(width: 0pt, height: 0pt, {clip}, clip: true, place(top + left, {ground}))");
        changed(EMERGENCY, SHORT, &format!("{{ place(top + left, {ground}); {same} }}"))
    };
    let light = "rect(width: 300pt, height: 80pt, fill: white)";
    refused(&hidden("stroke: none", light), "leaflet", "has a contrast of");
    let curve = "curve(fill: white, curve.move((0pt, 0pt)), curve.line((300pt, 0pt)), curve.line((300pt, 80pt)), curve.line((0pt, 80pt)), curve.close())";
    refused(&hidden("stroke: none", curve), "leaflet", "has a contrast of");
    // Half of the words are on what the clip leaves.
    let half = format!("box(width: 30pt, height: 80pt, clip: true, place(top + left, {light}))");
    let tree = changed(EMERGENCY, SHORT, &format!("{{ place(top + left, {half}); {same} }}"));
    refused(&tree, "leaflet", "stands on more than one colour");
    let round = format!("box(width: 60pt, height: 60pt, radius: 30pt, clip: true, place(top + left, {light}))");
    let tree = changed(EMERGENCY, SHORT, &format!("{{ place(top + left, {round}); {same} }}"));
    refused(&tree, "leaflet", "stands on more than one colour");
}

#[test]
fn a_drawing_that_a_clip_cuts_off_cannot_be_judged() {
    let cover = "place(top + left, box(width: 0pt, height: 0pt, clip: true, place(top + left, rect(width: 300pt, height: 80pt, fill: white))))";
    refused(&beside_words(&format!("{{ WORDS; {cover} }}")), "leaflet", "a drawing that is cut off");
    let line = "place(top + left, box(width: 0pt, height: 0pt, clip: true, place(top + left, line(length: 300pt, stroke: 90pt))))";
    refused(&beside_words(&format!("{{ WORDS; {line} }}")), "leaflet", "a drawing that is cut off");
}

#[test]
fn a_turned_box_is_no_box() {
    let turned = "rotate(45deg, rect(width: 120pt, height: 120pt, fill: black))";
    let white = SHORT.replace("bound(node.short)", "text(fill: white, node.short)");
    let ground = format!("{{ place(top + left, dx: -20pt, dy: -60pt, {turned}); {white} }}");
    refused(&changed(EMERGENCY, SHORT, &ground), "leaflet", "stands on more than one colour");
    let over = format!("{{ WORDS; place(top + left, dx: -20pt, dy: -60pt, {turned}) }}");
    refused(&beside_words(&over), "leaflet", "is covered by something drawn over it");
    let right =
        "{ place(top + left, rotate(90deg, reflow: true, rect(width: 90pt, height: 300pt, fill: black))); WORDS }";
    let white = right.replace("WORDS", &white);
    // What is turned by a right angle is a box still: white words on black.
    let findings = audited(&changed(EMERGENCY, SHORT, &white), "leaflet");
    assert!(!findings.iter().any(|message| message.contains("a drawing that is none")), "{findings:?}");
}

#[test]
fn several_grounds_under_one_line() {
    let grounds = |colour: &str| {
        let grounds = format!(
            "for i in range(9) {{ place(top + left, dx: i * 2pt, rect(width: 12pt + i * 3pt, height: 90pt, fill: {colour})) }}"
        );
        let white = SHORT.replace("bound(node.short)", "text(fill: rgb(\"#fbeae6\"), node.short)");
        changed(EMERGENCY, SHORT, &format!("{{ {grounds}; {white} }}"))
    };
    let many = "rgb(0, 0, 0, 60 + 10 * i)";
    refused(&grounds(many), "leaflet", "stands on more than one colour");
    // Nine grounds of one colour are two.
    refused(&grounds("black"), "leaflet", "stands on more than one colour");
}

#[test]
fn a_page_with_bleed() {
    for (bleed, product) in [("3mm", "leaflet"), ("-3mm", "worksheet"), ("(left: 1pt)", "worksheet-paper")] {
        let tree = changed(PAGE, "set page(..sheet(t))", &format!("set page(..sheet(t), bleed: {bleed})"));
        refused(&tree, product, "page 1 has a bleed, which cannot be judged");
    }
}

#[test]
fn a_picture_that_is_not_the_logo() {
    let picture = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"), alt: \"A picture\")";
    let tree = changed(LEAFLET, "#emergency(data.emergency, t)", &format!("#emergency(data.emergency, t)\n{picture}"));
    refused(&tree, "leaflet", "page 1 has a picture that the text does not have there");
    let twice = changed(
        LEAFLET,
        "#emergency(data.emergency, t)",
        "#emergency(data.emergency, t)\n#image(data.clinic.logo.path, alt: data.clinic.logo.alt)",
    );
    refused(&twice, "leaflet", "page 1 has a picture that the text does not have there, or has it twice");
}

#[test]
fn words_at_the_edge_of_a_page() {
    let tree = changed(LEAFLET, "  credits(data, t)\n", "  move(dx: -40pt, credits(data, t))\n");
    refused(&tree, "leaflet", "stands less than 18 pt from the left or right edge of the page");
}

#[test]
fn credits_elsewhere_than_on_the_last_page() {
    let tree = changed(LEAFLET, "  credits(data, t)\n", "  credits(data, t)\n})\n#pagebreak()\n#place(bottom, {\n");
    refused(&tree, "leaflet", "`credits.wrote` is not on the last page");
}

#[test]
fn words_and_pictures_in_a_pattern() {
    let sentence = "The health text of this handout was reviewed by Jane Doe, MD on November 25, 2026.";
    for fill in [
        format!("tiling(size: (500pt, 16pt), text(size: 9.5pt)[{sentence}])"),
        "gradient.linear(white, white)".to_owned(),
    ] {
        let rect = format!("  rect(width: 500pt, height: 16pt, fill: {fill})\n");
        let tree = changed(LEAFLET, "  credits(data, t)\n", &format!("  credits(data, t)\n{rect}"));
        refused(&tree, "leaflet", "has a pattern or gradient, which cannot be judged");
    }
}

#[test]
fn letters_that_are_outlined_turned_or_pushed_together() {
    let (deformed, pressed) = ("is turned, mirrored, slanted or outlined", "has its letters pushed together");
    for (words, why) in [
        ("text(stroke: 2pt + white, node.short)", deformed),
        ("text(spacing: -20pt, node.short)", pressed),
        ("text(tracking: -4.4pt, node.short)", pressed),
        ("box(width: 100%, scale(x: -100%, node.short))", deformed),
        ("box(width: 100%, rotate(180deg, node.short))", deformed),
        ("box(width: 100%, skew(ax: 30deg, node.short))", deformed),
    ] {
        let tree = changed(EMERGENCY, SHORT, &format!("say-par(node.path + \".short\", {words})"));
        refused(&tree, "leaflet", why);
    }
    let squashed = "box(width: 100%, scale(x: 30%, y: 100%, text(size: 14pt, node.short)))";
    let tree = changed(EMERGENCY, SHORT, &format!("say-par(node.path + \".short\", {squashed})"));
    refused(&tree, "leaflet", "is set at 4.2 pt");
    let tree = changed(EMERGENCY, SHORT, "say(node.path + \".short\", par(leading: -0.9em, node.short))");
    refused(&tree, "leaflet", "lies on `emergency.call-911.short`");
}

#[test]
fn one_word_hidden_in_a_line() {
    let one_word = "place(dx: 40pt, dy: -30pt, rect(width: 30pt, height: 9pt, fill: rgb(\"#fbeae6\")))";
    refused(&changed(EMERGENCY, SHORT, &format!("{{ {SHORT}; {one_word} }}")), "leaflet", "is covered by");
    let layers =
        "for i in range(90) { place(dy: -60pt, rect(width: 100%, height: 60pt, fill: rgb(251, 234, 230, 12))) }";
    refused(&changed(EMERGENCY, SHORT, &format!("{{ {SHORT}; {layers} }}")), "leaflet", "is covered by");
    let white = "{ place(rect(width: 25pt, height: 12pt, fill: white)); say-par(node.path + \".short\", text(fill: t.colour.danger, node.short)) }";
    refused(&changed(EMERGENCY, SHORT, white), "leaflet", "stands on more than one colour");
    let strokes =
        "for i in range(12) { place(dy: -6pt * i, rect(width: 100%, height: 0pt, stroke: 6pt + rgb(\"#fbeae6\"))) }";
    refused(&changed(EMERGENCY, SHORT, &format!("{{ {SHORT}; {strokes} }}")), "leaflet", "is covered by");
    let struck = changed("layouts/components/say.typ", "par(body)", "par(strike(body))");
    refused(&struck, "leaflet", "has an element `strike`, which cannot be judged");
}

#[test]
fn a_round_cut_out() {
    let cut = "say(node.path, box(width: 300pt, height: 300pt, radius: 150pt, clip: true, place(top + left, par(inline(node.content)))))";
    refused(&changed(RICH, PARAGRAPH, cut), "leaflet", "stands outside the page or is cut off");
}

#[test]
fn steps_in_another_order_or_without_their_numbers() {
    let reversed = changed(EMERGENCY, "enum(..points)", "enum(reversed: true, ..points)");
    refused(&reversed, "leaflet", "the mark `1.` does not stand before `emergency.overdose-steps.points.0`");
    let unmarked = changed(EMERGENCY, "enum(..points)", "points.join()");
    refused(&unmarked, "leaflet", "the mark `1.` does not stand before");
    let moved = changed(
        EMERGENCY,
        "node.points.map(point-words)",
        "node.points.enumerate().map(((i, point)) => move(dy: (node.points.len() - 1 - 2 * i) * 15pt, point-words(point)))",
    );
    refused(&moved, "leaflet", "which is read before it");
}

#[test]
fn answers_under_each_other_s_question() {
    let tree = changed(
        LEAFLET,
        "  rich(node.answer, level: 3, above: 4pt)",
        "  move(dy: if node.path.contains(\"who\") { 44pt } else { -44pt }, rich(node.answer, level: 3))",
    );
    refused(&tree, "leaflet", "which is read before it");
}

#[test]
fn a_footer_that_only_begins_in_the_footer() {
    let tree = changed(
        PAGE,
        REVIEW,
        "number, say-par(\"footer.review\", [T#box(place(dy: -300pt, f.review.slice(1)))]), if f.yours",
    );
    let mut tree = tree;
    tree.remove("sources/reviews/first-visit.en.yaml");
    refused(&tree, "leaflet", "`footer.review` of page 1");
}

/// The reviewed fixture as a draft: nobody signed its guide.
#[track_caller]
fn draft(path: &str, from: &str, to: &str) -> Tree {
    let mut tree = changed(path, from, to);
    tree.remove("sources/reviews/first-visit.en.yaml");
    tree
}

#[test]
fn footers_of_drafts_and_of_reviewed_texts_that_nobody_can_see() {
    let lines = [
        (
            "footer.review",
            "fill: if data.credits.draft { t.colour.danger } else { t.colour.ink }, if reserve { f.longest } else { f.review }",
        ),
        ("footer.id", "say-par(\"footer.id\", if t.stacked { dated(f.id) } else { f.id })"),
        ("footer.page", "say-par(\"footer.page\", page-of)"),
    ];
    for (line, set) in lines {
        let drawn = |how: &str, wrap: &str| {
            if line == "footer.review" {
                format!("{how}, {wrap}(if reserve {{ f.longest }} else {{ f.review }})")
            } else {
                let words = set.split_once(", ").expect("path and words").1;
                let words = words.strip_suffix(')').expect("a call");
                format!("say-par(\"{line}\", text({how}, {wrap}({words})))")
            }
        };
        for (how, wrap, why) in [
            ("fill: white", "", "has a contrast of 1.0:1"),
            ("fill: rgb(\"#999999\")", "", "has a contrast of 2.8:1"),
            ("size: 6pt", "", "is set at 6.0 pt, below 7 pt"),
            ("fill: t.colour.danger", "box.with(height: 2pt, clip: true)", "stands outside the page or is cut off"),
            ("fill: t.colour.danger", "hide", "the footer of page 1 lacks"),
        ] {
            for tree in [draft(PAGE, set, &drawn(how, wrap)), changed(PAGE, set, &drawn(how, wrap))] {
                let findings = audited(&tree, "leaflet");
                let found = findings.iter().any(|message| message.contains(line) && message.contains(why));
                assert!(found, "{line} {how} {wrap}: {findings:#?}");
            }
        }
    }
    for cover in
        ["rect(width: 100%, height: 12pt, fill: white)", "line(start: (0pt, 6pt), length: 100%, stroke: 12pt + white)"]
    {
        let set = "    rows(id, number, review, if f.yours != none { align(end, say-par(\"footer.yours\", f.yours)) })";
        let to = format!("{set}\n    place(dy: -12pt, {cover})");
        for tree in [draft(PAGE, set, &to), changed(PAGE, set, &to)] {
            let findings = audited(&tree, "leaflet");
            let found = |m: &String| {
                m.contains("`footer.review` on page 1 is covered") || m.contains("`footer.review` on page 1 is struck")
            };
            assert!(findings.iter().any(found), "{cover}: {findings:#?}");
        }
    }
}

#[test]
fn pages_of_another_size() {
    let tree = changed(PAGE, "set page(..sheet(t))", "set page(width: 2000pt, height: 2600pt)");
    refused(&tree, "leaflet", "page 1 is 2000 x 2600 pt, not 595 x 842 pt");
}

#[test]
fn what_readers_get_beside_the_pages() {
    let emergency = "#emergency(data.emergency, t)";
    let add = |what: &str| changed(LEAFLET, emergency, &format!("{emergency}\n{what}"));
    refused(
        &changed(PAGE, "    title: data.meta.title,", "    title: \"Reviewed by Jane Doe\","),
        "leaflet",
        "title, authors, description or keywords",
    );
    refused(
        &add("#hide(heading(level: 1)[Clinically reviewed])"),
        "leaflet",
        "is in the bookmarks and not on the pages",
    );
    refused(
        &changed(LEAFLET, emergency, "#pdf.artifact(emergency(data.emergency, t))"),
        "leaflet",
        "is hidden from screen readers",
    );
    refused(
        &add("#figure(alt: \"Clinically reviewed\", rect())"),
        "leaflet",
        "has a figure with an alternative text of its own, which cannot be judged",
    );
    refused(
        &changed(PAGE, "set page(..sheet(t))", "set page(..sheet(t), numbering: \"Reviewed 1\")"),
        "leaflet",
        "has a page label",
    );
    refused(
        &changed(PAGE, "    lang: data.lang,\n    hyphenate", "    lang: \"zh\",\n    hyphenate"),
        "leaflet",
        "is marked as of the language `zh`",
    );
    refused(
        &add("#place(link(\"https://example.com\", box(width: 90pt, height: 90pt)))"),
        "leaflet",
        "has a link that lies on no words of its own",
    );
    refused(
        &changed(
            "layouts/components/masthead.typ",
            "let picture(height) = image(logo.path, alt: logo.alt",
            "let picture(height) = image(logo.path, alt: \"Clinically reviewed\"",
        ),
        "leaflet",
        "has the alternative text `Clinically reviewed`, and its own is",
    );
}

/// The reviewed fixture with the placeholder of one control drawn otherwise.
#[track_caller]
fn control(key: &str, drawn: &str) -> Tree {
    changed(FIELD, PLACEHOLDER, &format!("if key == \"{key}\" {{ {drawn} }} else {{ {PLACEHOLDER} }}"))
}

#[test]
fn a_control_that_is_missing_or_there_twice_or_unknown() {
    let missing = control("parts.short.day", "body");
    refused(&missing, "worksheet", "the control `parts.short.day` is missing");
    let twice = control("parts.short.day", &format!("{PLACEHOLDER}; {PLACEHOLDER}"));
    refused(&twice, "worksheet", "the control `parts.short.day` is there more than once");
    let unknown = control("parts.short.day", "link(\"x-field:parts.short.night\", body)");
    refused(&unknown, "worksheet", "the control `parts.short.night` on page 1 belongs to no question");
    refused(&unknown, "worksheet", "the control `parts.short.day` is missing");
    for drop in ["and node.drop { [] }", "and node.drop { options(node, t, \"circle\") }"] {
        let tree = changed(QUESTION, "and node.drop { draw(\"drop\") }", drop);
        refused(&tree, "worksheet", "the control `parts.long.weekday` is missing");
    }
    let rest = changed(SHEET, "extra(field(t, \"extra.text\", kind: \"rest\"))", "extra(none)");
    refused(&rest, "worksheet", "the control `extra.text` is missing");
}

#[test]
fn controls_in_another_order_or_place() {
    let keys = "if key == \"parts.short.day\" { \"parts.short.phone\" } else if key == \"parts.short.phone\" { \"parts.short.day\" } else { key }";
    let swapped = changed(FIELD, PLACEHOLDER, &format!("link(\"x-field:\" + {keys}, body)"));
    refused(&swapped, "worksheet", "the control `parts.short.day` on page 1 is out of order");
    // In order, and each under the other's question.
    let sides = "{ let by = if key == \"parts.short.day\" { 1 } else if key == \"parts.short.phone\" { -1 } else { 0 }; move(dx: by * 260pt, LINK) }";
    let moved = changed(FIELD, PLACEHOLDER, &sides.replace("LINK", PLACEHOLDER));
    refused(&moved, "worksheet", "the control `parts.short.phone` on page 1 stands at another question");
    let before = changed(
        QUESTION,
        "else { ask(node, t, labels) }\n    if push",
        "else { draw(\"line\"); ask(node, t, labels) }\n    if push",
    );
    refused(&before, "worksheet", "the control `parts.short.day` on page 1 comes before its question");
    let ticked = "move(dx: if key.ends-with(\"options.list\") { 228pt } else if key.ends-with(\"options.card\") { -228pt } else { 0pt }, LINK)";
    let other = changed(FIELD, PLACEHOLDER, &ticked.replace("LINK", PLACEHOLDER));
    refused(
        &other,
        "worksheet",
        "the control `parts.long.bring.options.list` on page 2 does not stand at its own words",
    );
    let step = "move(dx: if key.ends-with(\"scale.3\") { 24pt } else { 0pt }, LINK)";
    let off = changed(FIELD, PLACEHOLDER, &step.replace("LINK", PLACEHOLDER));
    refused(&off, "worksheet", "the control `parts.long.worry.scale.3` on page 2 does not stand at its own words");
    let columns = changed(
        QUESTION,
        "range(node.rows).map(i => node.columns.map(",
        "range(node.rows).map(i => (node.columns.slice(1) + node.columns.slice(0, 1)).map(",
    );
    refused(
        &columns,
        "worksheet",
        "the control `parts.long.family.rows.1.who` on page 2 does not stand at its own words",
    );
}

#[test]
fn a_control_that_nobody_can_hit() {
    let link = |body: &str| format!("link(\"x-field:\" + key, {body})");
    for (drawn, words) in [
        (link("box(width: 60pt, height: 12pt)"), "is 60 x 12 pt, below 18 x 18 pt"),
        (link("box(width: 9pt, height: 20pt)"), "is 9 x 20 pt, below 18 x 18 pt"),
        (format!("move(dx: 900pt, {PLACEHOLDER})"), "stands outside the page or is cut off"),
        (
            format!("box(width: 100%, height: 6pt, clip: true, {})", link("box(width: 60pt, height: 20pt)")),
            "stands outside the page or is cut off",
        ),
        (format!("rotate(180deg, {PLACEHOLDER})"), "is turned"),
        (format!("scale(x: -100%, {PLACEHOLDER})"), "is turned"),
        (format!("move(dy: -22pt, {PLACEHOLDER})"), "lies over words"),
        (link("box(width: 140%, height: 20pt)"), "lies over the control `parts.short.phone`"),
        (
            format!("{PLACEHOLDER}; place(top, dx: -2pt, dy: -2pt, rect(width: 110%, height: 28pt, fill: white))"),
            "has no edge with a contrast of 3:1",
        ),
        (format!("{PLACEHOLDER}; place(top, dy: 11pt, line(length: 100%, stroke: 9pt))"), "has something drawn in it"),
        (format!("pdf.artifact({PLACEHOLDER})"), "is hidden from screen readers"),
    ] {
        refused(
            &control("parts.short.day", &drawn),
            "worksheet",
            &format!("the control `parts.short.day` on page 1 {words}"),
        );
    }
}

#[test]
fn words_under_a_control() {
    let inside =
        control("parts.short.day", "link(\"x-field:\" + key, box(width: 100%, height: 20pt)[Call 911 instead.])");
    refused(&inside, "worksheet", "`Call 911 instead.` on page 1 belongs to no text");
    let over = changed(EMERGENCY, SHORT, &format!("link(\"x-field:parts.short.day\", {SHORT})"));
    refused(&over, "worksheet", "the control `parts.short.day` on page 1 lies over words");
    let web = changed(EMERGENCY, SHORT, &format!("link(\"https://example.com\", {SHORT})"));
    refused(&web, "worksheet", "has words that do not lead where they should, or lead anywhere");
}

#[test]
fn controls_on_paper_or_in_a_leaflet() {
    let paper = changed(
        FIELD,
        "if t.fillable { placeholder(key, drawn()) } else { drawn(corners(key)) }",
        "placeholder(key, drawn())",
    );
    refused(&paper, "worksheet-paper", "the control `parts.short.agreed` on page 1 belongs to no question");
    let added = "\n#place(link(\"x-field:extra.text\", box(width: 90pt, height: 90pt)))";
    let leaflet = changed(LEAFLET, "#emergency(data.emergency, t)", &format!("#emergency(data.emergency, t){added}"));
    refused(&leaflet, "leaflet", "the control `extra.text` on page 1 belongs to no question");
}

#[test]
fn how_to_write_a_day_and_the_page_for_what_did_not_fit() {
    let unsaid = changed(
        QUESTION,
        "#let format(path, words, t) = if words != none {",
        "#let format(path, words, t) = if false {",
    );
    for product in ["worksheet", "worksheet-paper"] {
        refused(&unsaid, product, "`parts.short.day.format` is not printed: `MM/DD/YYYY`");
        refused(&unsaid, product, "`parts.long.signed.format` is not printed: `MM/DD/YYYY`");
    }
    let column = changed(QUESTION, "if c.format != none {", "if false {");
    refused(&column, "worksheet", "`parts.long.family.columns.born.format` is not printed");
    let extra = changed(SHEET, "  say-par(\"extra.help\", data.labels.extra_help, below: 6pt)\n", "");
    refused(&extra, "worksheet", "`extra.help` is not printed");
    let listed = changed(
        QUESTION,
        "and node.drop { draw(\"drop\") }",
        "and node.drop { draw(\"drop\"); options(node, t, \"circle\") }",
    );
    refused(&listed, "worksheet", "belongs to no text (labelled `parts.long.weekday.options.mon`)");
    let how = changed(SHEET, "if t.fillable { \"screen\" } else { \"pen\" }", "\"pen\"");
    refused(&how, "worksheet", "`screen` is not printed");
}
