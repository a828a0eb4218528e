//! `handout new guide ID --from FILE`: what a clinic has becomes a guide that loads, and nothing of it is lost unsaid.

mod asked;
pub(crate) mod files;
mod hostile;
mod places;

use files::{docx, item, numbering, p, part, png, styles};

use crate::support::{Fixture, Run, TODAY};

const GUIDE: &str = "sources/guides/made/en.yaml";

/// Makes a guide of a document in a project.
fn made_in(fixture: &Fixture, name: &str, bytes: impl AsRef<[u8]>) -> Run {
    fixture.write(name, bytes);
    fixture.run(&["new", "guide", "made", "--from", name, "--today", TODAY])
}

/// Makes one, which is expected to come about, and its text.
#[track_caller]
fn guide(name: &str, bytes: impl AsRef<[u8]>) -> (Fixture, Run, String) {
    let fixture = Fixture::reviewed();
    let run = made_in(&fixture, name, bytes);
    run.exits(0).says_nothing_of("nowhere in the guide");
    let text = fixture.read(GUIDE);
    (fixture, run, text)
}

/// The codes of the errors that `check` has for the new guide.
fn errors(fixture: &Fixture) -> Vec<String> {
    let run = fixture.run(&["check", "made", "--paper", "letter", "--product", "leaflet", "--today", TODAY]);
    let codes = run.err.lines().filter_map(|line| line.strip_prefix("error[")?.split_once(']'));
    codes.map(|(code, _)| code.to_owned()).collect()
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no `{part}` in:\n{text}");
    }
}

const MARKDOWN: &str = "---\ntitle: Living with asthma\nauthor: Ana Ruiz\n---\n\n# Living with asthma\n\nAbout 1 in 12 people have it[^1]. See [the page](https://example.org/a).\n\n[^1]: A source of 2019.\n\n## What to do\n\n1. Sit up.\n2. Take 2 puffs.\n   - wait\n3. Call 911.\n\n| Zone | What to do |\n|---|---|\n| Green | go on |\n\n> [!WARNING]\n> Do not wait.\n\n~~old words~~\n\n<details><summary>Can I do sport?</summary>\n\nYes, <b>you</b> can.\n\n</details>\n\n## Triggers\n\n• Dust\n• Pets\n\nText with `code`, [brackets], a_b, 2*3, # hash and: colon, ___ lines, &amp; and “quotes” 😀.\n\n## Questions\n\n### Is it catching?\n\nNo.\n";

#[test]
fn markdown_becomes_a_guide() {
    let (fixture, run, text) = guide("asthma.md", MARKDOWN);
    run.prints("made sources/guides/made/en.yaml with 2 sections, 2 questions and 0 pictures");
    holds(
        &text,
        &[
            "# The document names as its author: Ana Ruiz.",
            "title: Living with asthma\n",
            "summary: \"[insert two or three sentences",
            "introduction: |\n  About 1 in 12 people have it (A source of 2019). See [the page](https://example.org/a).\n",
            "  - id: what-to-do\n    heading: What to do\n    brief: \"[insert one",
            "      1. Sit up.\n      2. Take 2 puffs.\n         - wait\n      3. Call 911.\n",
            "      | Zone | What to do |\n      | --- | --- |\n      | Green | go on |\n",
            "      > [!STOP] Warning\n      > Do not wait.\n",
            "      - Dust\n      - Pets\n",
            "Text with code, \\[brackets\\], a_b, 2*3, # hash and: colon, ___ lines, & and “quotes” 😀.",
            "    question: Can I do sport?\n    answer: |\n      Yes, **you** can.\n",
            "    question: Is it catching?\n    answer: |\n      No.\n",
            "  - \"In “What to do”: doses and measures: `2 puffs` (line 15)\"\n",
            "`911` (line 17), write `[](fact:call-911)`",
        ],
    );
    run.complains("left out: struck-out words: “old words”")
        .complains("asthma.md:26:1")
        .complains("taken otherwise: a footnote, set into the text in parentheses: “A source of 2019.”");
    assert_eq!(errors(&fixture), ["typed-number", "missing-glyph"], "what the text itself has, and no more");
}

#[test]
fn a_page_becomes_a_guide_without_what_stands_about_it() {
    let page = "<!DOCTYPE html><html><head><title>Sleep well | Our clinic</title><meta name=author content=Ana><style>p{}</style></head><body>\
        <nav><a href=/>Home</a> <a href=/x>All topics</a></nav><header><p>Our clinic</p></header>\
        <main><h1>Sleep well</h1><p>Rest is <b>good</b>. <span hidden>Secret</span><a href='tel:911'>Call us</a></p>\
        <h2>Tonight</h2><ul><li>Dark<ul><li>and quiet</li></ul></li><li>Cool</li></ul>\
        <dl><dt>How long?</dt><dd>A week.</dd></dl><dl><dt>REM</dt><dd>A phase.</dd></dl>\
        <table><caption>Hours</caption><tr><th>Age<th>Hours<tr><td rowspan=2>Adults<td>7<tr><td>8</table>\
        <figure><img src=bed.png alt='A bed'><figcaption>Your bed</figcaption></figure><img src='../x.png'><img src='https://example.org/x.png'>\
        <video src=x.mp4 title='How to breathe'></video><input value=x></main><aside>Also read</aside><footer>© 2026</footer><script>alert('words')</script></body></html>";
    let fixture = Fixture::reviewed();
    fixture.write("bed.png", png(1100, 600));
    let run = made_in(&fixture, "sleep.html", page);
    run.exits(0).says_nothing_of("nowhere in the guide");
    let text = fixture.read(GUIDE);
    assert!(!text.contains("alert"), "{text}");
    holds(
        &text,
        &[
            "title: Sleep well\n",
            "introduction: |\n  Rest is **good**. Call us\n",
            "      - Dark\n        - and quiet\n      - Cool\n",
            "      * **REM**: A phase.\n",
            "      Hours\n\n      | Age | Hours |\n      | --- | --- |\n      | Adults | 7 |\n      | Adults | 8 |\n",
            "      > [!FIGURE] picture-1\n",
            "    question: How long?\n    answer: |\n      A week.\n",
            "figures:\n  - id: picture-1\n    file: picture-1.png\n    alt: A bed\n    caption: Your bed\n    width: half\n",
        ],
    );
    for said in [
        "the navigation of the page: “Home All topics”",
        "the head of the page: “Our clinic”",
        "hidden text: “Secret”",
        "where a link leads, `tel:911`",
        "merged cells",
        "a picture (`../x.png`): `../x.png` lies outside the folder of the document",
        "a picture (`https://example.org/x.png`): it stands on a web page, and nothing is fetched",
        "a video (“How to breathe”), which no paper has",
        "a field or button of a form",
        "a text beside the page: “Also read”",
        "the foot of the page: “© 2026”",
        "scripts and styles",
    ] {
        run.complains(said);
    }
    assert!(fixture.path("sources/guides/made/picture-1.png").is_file());
    assert_eq!(errors(&fixture), [""; 0]);
}

#[test]
fn letters_of_old_pages_are_read() {
    let (_, _, text) =
        guide("d.html", b"<meta charset=windows-1252><h1>D\xeda</h1><p>Ni\xf1os \x93s\xed\x94 tambi\xe9n</p>");
    holds(&text, &["Día", "Niños “sí” también"]);
    let (_, run, _) = guide("d.html", b"<h1>D\xeda</h1><p>Los ni\xf1os y los adultos tambi\xe9n pueden dormir bien cuando la habitaci\xf3n est\xe1 oscura y en silencio.</p>");
    run.complains("the letters, read as windows-1252")
        .complains("warning[other-language]: this looks like Spanish, and the guide is for `en`");
}

/// A Word file with a bit of everything.
fn leaflet() -> Vec<u8> {
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"A pump\"/><a:blip r:embed=\"a.png\"/></wp:inline></w:drawing></w:r></w:p>";
    let text_box = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>Boxed words</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Boxed words</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    let run =
        |look: &str, words: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let mixed = format!(
        "<w:p>{}{}{}<w:hyperlink r:id=\"web\"><w:r><w:t>our page</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:ins><w:r><w:t> added</w:t></w:r></w:ins><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>{}{}<w:r><w:commentReference w:id=\"3\"/></w:r><m:oMath><m:r><m:t>x=y</m:t></m:r></m:oMath><w:r><w:br w:type=\"page\"/></w:r></w:p>",
        run("<w:b/>", "Rest"),
        run("", " and "),
        run("<w:i/><w:color w:val=\"FF0000\"/>", "drink, see "),
        run("<w:vanish/>", "hidden words"),
        run("<w:strike/>", "struck"),
    );
    let field = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org/f\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>a field</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    let cell = |look: &str, words: &str| format!("<w:tc><w:tcPr>{look}</w:tcPr>{}</w:tc>", p("", words));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", "When"),
        cell("", "How much"),
        cell("<w:vMerge w:val=\"restart\"/>", "Morning"),
        cell("", "1 tablet"),
        "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>",
        cell("", "a|b *c*"),
    );
    let body = [
        p("T", "Heart failure"),
        p("TOC1", "What it is 3"),
        p("H1", "What it is"),
        mixed,
        field.to_owned(),
        item(1, 0, "weigh yourself"),
        item(1, 1, "each morning"),
        item(1, 0, "eat less salt"),
        item(2, 0, "First."),
        item(2, 0, "Second."),
        p("", "Between."),
        item(2, 0, "Third."),
        p("H2", "Medicines: yours"),
        table,
        picture.to_owned(),
        text_box.to_owned(),
        p("H1", "Frequently asked questions"),
        p("H2", "May I travel?"),
        p("", "Yes."),
        "<w:sectPr><w:headerReference r:id=\"header1.xml\"/></w:sectPr>".to_owned(),
    ]
    .concat();
    let note =
        |element: &str, id: u8, words: &str| format!("<w:{element} w:id=\"{id}\">{}</w:{element}>", p("", words));
    docx(
        &body,
        &[
            ("styles.xml", "styles", styles().as_bytes()),
            ("numbering.xml", "numbering", numbering().as_bytes()),
            ("footnotes.xml", "footnotes", part("footnotes", &note("footnote", 2, "A note.")).as_bytes()),
            ("comments.xml", "comments", part("comments", &note("comment", 3, "Is this right")).as_bytes()),
            ("header1.xml", "header", part("hdr", &p("", "Maple Street Clinic")).as_bytes()),
            ("a.png", "image", &png(1100, 500)),
        ],
    )
}

#[test]
fn a_word_file_becomes_a_guide() {
    let (fixture, run, text) = guide("heart.docx", leaflet());
    run.prints("with 1 section, 1 question and 1 picture");
    holds(
        &text,
        &[
            "title: Heart failure\n",
            "    heading: What it is\n",
            "      **Rest** and *drink, see* [our page](https://example.org/a%20b) (A note.) added\n",
            "      [a field](https://example.org/f)\n",
            "      - weigh yourself\n        - each morning\n      - eat less salt\n\n      1. First.\n      2. Second.\n\n      Between.\n\n      3. Third.\n",
            "      ### Medicines: yours\n\n      | When | How much |\n      | --- | --- |\n      | Morning | 1 tablet |\n      | Morning | a\\|b \\*c\\* |\n",
            "      > [!FIGURE] picture-1\n\n      Boxed words\n",
            "    question: May I travel?\n",
            "    alt: A pump\n",
        ],
    );
    for said in [
        "the table of contents (paragraph 2, “What it is 3”)",
        "a footnote, set into the text in parentheses: “A note.” (paragraph 4, “Rest and drink, see our page ..”, under “What it is”)",
        "an insertion that nobody has accepted yet, taken into the text: “added”",
        "a deletion that nobody has accepted yet: “deleted”",
        "hidden text: “hidden words”",
        "struck-out words: “struck”",
        "a comment: “Is this right”",
        "an equation: “x=y”",
        "page breaks",
        "underlined, marked or coloured words",
        "merged cells",
        "a text box, set behind the paragraph that holds it: “Boxed words”",
        "the head of the pages: “Maple Street Clinic”",
        "the heading “Frequently asked questions”: the program prints its own",
    ] {
        run.complains(said);
        let head = text.split("\nid: made").next().unwrap_or_default().replace("\n#   ", " ");
        assert!(head.contains(said.split(" (paragraph").next().unwrap_or_default()), "no `{said}` in\n{head}");
    }
    assert_eq!(errors(&fixture), [""; 0]);
}

#[test]
fn the_same_document_makes_the_same_bytes() {
    for (name, bytes) in [("a.md", MARKDOWN.as_bytes().to_vec()), ("a.docx", leaflet())] {
        let (_, first, one) = guide(name, &bytes);
        let (_, second, other) = guide(name, &bytes);
        assert_eq!((one, first.err), (other, second.err));
    }
}

#[test]
fn what_a_guide_cannot_have_is_set_in_another_way() {
    let wide = format!("|{}\n|{}\n|{}\n", " h |".repeat(7), "---|".repeat(7), " c |".repeat(7));
    let text = format!(
        "# T\n\n## S\n\n{wide}\n\n|a|b|\n|---|---|\n||x|\n|all|\n\n> Just said.\n\n- a\n  - b\n    - c\n      - d\n\n- x\n\n  | p | q |\n  |---|---|\n  | r | s |\n\n- y\n\n1. one\n\n1986\\. A year.\n\n\\____________\n\n* * *\n\n\\- no item\n\n```\ncode line\nnext\n```\n\n**Bold words in a line that goes on for much longer than any line of an editor is wide, so that it is wrapped - here** and on.\n"
    );
    let (fixture, run, text) = guide("a.md", text);
    holds(
        &text,
        &[
            "      - **h: c**\n        - h: c\n",
            "      | a | b |\n      | --- | --- |\n      | [insert] | x |\n      | **all** | |\n",
            "      Just said.\n",
            "      - a\n        - b\n          - c\n          - d\n      - x\n\n      | p | q |\n      | --- | --- |\n      | r | s |\n\n      - y\n\n      1. one\n",
            "      1986\\. A year.\n\n      \\____________\n\n      - no item\n\n      code line\n\n      next\n",
        ],
    );
    run.complains("a table of 7 columns, set as a list").complains("a list of more than three levels");
    assert_eq!(errors(&fixture), [""; 0]);
}

#[test]
fn a_document_without_headings_has_those_that_are_bold() {
    let (_, run, text) = guide("a.md", "**Before**\n\nEat nothing.\n\n**After**\n\nRest at home.\n\nCall us.\n");
    holds(&text, &["title: \"[insert the title]\"", "heading: Before\n", "heading: After\n"]);
    run.complains("2 lines in bold, made headings");
    let (_, _, text) = guide("a.txt", "Just words.\n");
    holds(&text, &["heading: \"[insert a heading]\"", "      Just words.\n"]);
    let (_, _, text) = guide(
        "a.md",
        "# T\n\n## Care\n\nWords.\n\n**May I eat?**\n\nYes.\n\n**May I drink?**\n\nWater.\n\n## What now?\n\nRest.\n\n## More\n\nWords.\n",
    );
    holds(&text, &["question: May I eat?\n", "question: May I drink?\n", "question: What now?\n", "heading: More\n"]);
}

#[test]
fn nothing_is_written_over_and_all_of_it_or_nothing() {
    let fixture = Fixture::reviewed();
    made_in(&fixture, "a.md", "# A\n\nWords.\n").exits(0);
    made_in(&fixture, "a.md", "# A\n\nWords.\n").exits(2).complains("there is a text `made` already");
    fixture.write("sources/guides/other/note.txt", "x").write("b.md", "# B\n\nWords.\n");
    let run = fixture.run(&["new", "guide", "other", "--from", "b.md"]);
    run.exits(2).complains("sources/guides/other is there already; nothing was written");
    fixture.run(&["new", "guide", "gone", "--from", "gone.md"]).exits(3).complains("gone.md cannot be read");
    fixture.run(&["new", "guide", "gone", "--from", "sources"]).exits(3).complains("it is no file");
    fixture.run(&["new", "worksheet", "w", "--from", "b.md"]).exits(2).complains("only a guide is made of a document");
    fixture.run(&["new", "guide", "Bad Id", "--from", "b.md"]).exits(2).complains("is no id");
    fixture.run(&["new", "guide", "--from", "b.md"]).exits(2);
    assert!(!fixture.path("sources/guides/gone").exists());
}

#[test]
fn the_marks_are_in_the_language_of_the_guide() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    fixture.write("a.md", "# Dormir bien\n\nEs bueno descansar.\n");
    fixture.run(&["new", "guide", "dormir", "--from", "a.md", "--lang", "es", "--today", TODAY]).exits(0);
    let text = fixture.read("sources/guides/dormir/es.yaml");
    holds(&text, &["title: Dormir bien\n", "[insertar dos o tres frases"]);
}
