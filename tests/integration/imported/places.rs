//! Where something stands in a document of which it is said, and what else was once lost unsaid.

use super::files::{docx, item, p, part, styles};
use super::{guide, holds};

#[test]
fn places_in_texts_have_a_line_a_column_and_an_excerpt() {
    let (_, run, _) = guide("a.md", "# T\n\n## S\n\nÉl y ~~old words~~ here.\n");
    run.complains(" --> a.md:5:6\n").complains("5 | Él y ~~old words~~ here.\n  |      ^^^^^^^^^^^^^\n");
    let page = "<h1>T</h1>\n<h2>S</h2>\n<p>Now <s title='a>b'>old\nwords</s>.</p>\n<nav\n class=x>Home</nav>\n";
    let (_, run, _) = guide("a.html", page);
    run.complains(" --> a.html:3:8\n")
        .complains("3 | <p>Now <s title='a>b'>old\n  |        ^^")
        .complains(" --> a.html:5:1\n");
    // A page on one line, as programs write them, is not shown.
    let long = format!("<h1>T</h1><p>{}</p><nav>Home</nav>", "word ".repeat(1000));
    let (_, run, _) = guide("a.html", long);
    run.complains("--> a.html:1:5018\n = help").says_nothing_of("word word");
    let (_, run, _) = guide("a.md", b"\xef\xbb\xbf# T\n\n~~old~~ new\n");
    run.complains(" --> a.md:3:1\n").complains("  | ^^^^^^^\n");
}

#[test]
fn places_in_word_files_have_the_first_words() {
    let struck = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>old words</w:t></w:r></w:p>";
    let hidden = "<w:p><w:r><w:t>Take one of them in the morning and </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>two</w:t></w:r></w:p>";
    let body = [p("H1", "Pills"), hidden.to_owned(), struck.to_owned(), p("H1", "More"), p("", "Words.")].concat();
    let (_, run, _) = guide("a.docx", docx(&body, &[("styles.xml", "styles", styles().as_bytes())]));
    run.complains("struck-out words: “two” (paragraph 2, “Take one of them in the ..”, under “Pills”)")
        .complains("struck-out words: “old words” (paragraph 3, behind “Take one of them in the ..”, under “Pills”)");
}

#[test]
fn links_that_a_guide_cannot_keep_are_said() {
    let text = "# T\n\n## [S](https://a.org/1)\n\nWords[^1].\n\n### Is [it](https://a.org/2) so?\n\n[![A pump](pump.png)](https://a.org/3)\n\n[^1]: [A page](https://a.org/4) and [more](#x).\n[^2]: Never named.\n\n> **[Box](https://a.org/5)**\n>\n> words\n";
    let (_, run, _) = guide("a.md", text);
    for said in [
        "where a link leads, `https://a.org/1`; its words are kept: “S”",
        "where a link leads, `https://a.org/2`; its words are kept: “it”",
        "where a picture leads, `https://a.org/3`",
        "where a link in a footnote leads, `https://a.org/4`; its words are kept",
        "where a link leads, `https://a.org/5`; its words are kept: “Box”",
        "a footnote that the text does not lead to: “Never named.”",
    ] {
        run.complains(said);
    }
    let (_, run, _) = guide("a.html", "<h1>T</h1><p>Words.</p><ol type=a><li>one<li value=7>two</ol>");
    run.complains("lists with letters or Roman numbers").complains("numbers that a list skips");
    let wide = "# T\n\n|a|b|c|d|e|Signature|\n|---|---|---|---|---|---|\n|1|2|3|4|5||\n";
    let (_, run, _) = guide("a.md", wide);
    run.complains("the heads of columns in which nothing stands: “Signature”");
    let (_, _, text) = guide("a.md", "---\ntitle: >-\n  A title\n  of two lines\ntags:\n  - one\n---\n\nWords.\n");
    holds(&text, &["title: A title of two lines\n", "`tags: one` in the head of the file"]);
}

#[test]
fn what_word_sets_around_words_is_said() {
    let field = "<w:p><w:fldSimple w:instr=\" HYPERLINK &quot;https://a.org/b&quot; \"><w:r><w:t>a page</w:t></w:r></w:fldSimple></w:p>";
    let framed = "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\"/></w:pBdr></w:pPr><w:r><w:t>In a frame</w:t></w:r></w:p>";
    let body = [
        p("", "Words."),
        field.to_owned(),
        framed.to_owned(),
        item(1, 0, "one"),
        "<w:sectPr><w:headerReference r:id=\"header1.xml\"/></w:sectPr>".to_owned(),
    ]
    .concat();
    let level = "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"Step %1:\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>";
    let numbering = part("numbering", level);
    let header = "<w:p><w:r><w:drawing><a:blip r:embed=\"x\"/></w:drawing></w:r></w:p>";
    let header = part("hdr", header);
    let parts: &[(&str, &str, &[u8])] =
        &[("numbering.xml", "numbering", numbering.as_bytes()), ("header1.xml", "header", header.as_bytes())];
    let (_, run, text) = guide("a.docx", docx(&body, parts));
    holds(&text, &["[a page](https://a.org/b)"]);
    for said in [
        "paragraphs with a frame or a coloured ground",
        "lists with letters or Roman numbers",
        "the words before the numbers of a list, “Step %1:”",
        "a picture in the head of the pages",
    ] {
        run.complains(said);
    }
}
