//! Questions that are marked by letters or words, and lists of sources.

use super::files::{docx, item, numbering, p, styles};
use super::{errors, guide, holds};

const MARKED: &str = "# Naloxone\n\n## Good to know\n\nIt is a spray.\n\n## Questions\n\n**Q: Can it hurt?**\n**A:** No.\n\nIt does nothing else.\n\nQ2. Where is it?\n\nA2. At a pharmacy:\n\n- any\n- ours\n\nQuestion: Who may carry it?\n\nAnyone.\n";

#[test]
fn marked_questions_are_questions() {
    let (fixture, run, text) = guide("a.md", MARKED);
    run.prints("with 1 section, 3 questions");
    holds(
        &text,
        &[
            "    question: Can it hurt?\n    answer: |\n      No.\n\n      It does nothing else.\n",
            "    question: Where is it?\n    answer: |\n      At a pharmacy:\n\n      - any\n      - ours\n",
            "    question: Who may carry it?\n    answer: |\n      Anyone.\n",
        ],
    );
    run.complains(
        "taken otherwise: 3 questions, marked by “Q:” or a word before the line, without these marks (line 9, under “Can it hurt?”)",
    );
    assert_eq!(errors(&fixture), [""; 0]);
}

#[test]
fn marked_questions_of_pages_word_files_and_texts() {
    let page = "<h1>T</h1><h2>A</h2><p>Words.</p><h2>B</h2><p><b>P:</b> ¿Qué es?<br><b>R:</b> Un aerosol.</p><p>Pregunta 2: ¿Duele?</p><p>Respuesta: No.</p>";
    let (_, _, text) = guide("a.html", page);
    holds(
        &text,
        &[
            "question: \"¿Qué es?\"\n    answer: |\n      Un aerosol.\n",
            "question: \"¿Duele?\"\n    answer: |\n      No.\n",
        ],
    );
    let (_, _, text) = guide("a.html", "<h1>T</h1><p>Words.</p><dl><dt>Q: Why?</dt><dd>A: So.</dd></dl>");
    holds(&text, &["question: Why?\n    answer: |\n      So.\n"]);
    let (_, _, text) =
        guide("a.html", "<h1>T</h1><p>Words.</p><ul><li>Q: Why?<br>A: So.</li><li>Q: When?<br>A: Now.</li></ul>");
    holds(&text, &["question: Why?\n", "question: When?\n    answer: |\n      Now.\n"]);
    let body =
        [p("H1", "About"), p("", "Words."), p("H1", "Q: Why?"), p("", "A: So."), p("H1", "More"), p("", "Words.")];
    let (_, _, text) = guide("a.docx", docx(&body.concat(), &[("styles.xml", "styles", styles().as_bytes())]));
    holds(&text, &["heading: About\n", "heading: More\n", "question: Why?\n    answer: |\n      So.\n"]);
    let (_, _, text) = guide("a.txt", "Q: May I eat?\nA: Yes.\n\nQ: May I drink?\nA: Water.\n");
    holds(&text, &["question: May I eat?\n    answer: |\n      Yes.\n", "question: May I drink?\n"]);
}

#[test]
fn letters_that_mark_nothing_stay() {
    let words = "# T\n\n## S\n\nA: for adults\n\nB: for children\n\nP: 555-0100\n\nSee page\nP. 12 there.\n\nQ: without an answer\n";
    let (_, run, text) = guide("a.md", words);
    run.prints("0 questions");
    holds(&text, &["A: for adults", "P: 555-0100", "See page P. 12 there.", "Q: without an answer"]);
}

const SOURCES: &str = "# T\n\n## Care\n\nRest [1, 2].\n\n## References\n\n1. CDC. [Treating opioid use disorder](https://www.cdc.gov/a). 2024.\n2. Say What? Naloxone. https://nida.nih.gov/b.\n3. <https://example.org/c_(d)>\n4. The Big Book\n   - a part of it\n";

#[test]
fn lists_of_sources_are_references() {
    let (fixture, run, text) = guide("a.md", SOURCES);
    holds(
        &text,
        &[
            "references:\n  - id: source-1\n    title: CDC. Treating opioid use disorder. 2024.\n    publisher: \"[insert who publishes it, and take that out of the title]\"\n    url: \"https://www.cdc.gov/a\"\n",
            "    title: Say What? Naloxone.\n",
            "    url: \"https://nida.nih.gov/b\"\n",
            "    title: \"[insert what the page is called]\"\n",
            "    url: \"https://example.org/c_(d)\"\n",
            "    title: The Big Book\n    publisher: \"[insert who",
            "    title: a part of it\n",
        ],
    );
    assert!(!text.contains("heading: References"), "{text}");
    run.complains(
        "taken otherwise: 5 entries below “References”, made sources of the guide, each still without who publishes it",
    )
    .complains("left out: the heading “References”: the program prints its own above the sources")
        .complains("taken otherwise: numbers in brackets that name sources, kept as words, such as “[1, 2]” (line 5, under “Care”)");
    assert_eq!(errors(&fixture), [""; 0]);
}

#[test]
fn sources_of_pages_and_word_files() {
    let page = "<h1>T</h1><h2>Uno</h2><p>Words.</p><h3>Fuentes:</h3><p>OMS, 2020. <a href='https://a.org/b'>Una guía</a></p><p>MedlinePlus: https://b.org/c</p><p>Revisado en mayo de 2021</p><h2>Dos</h2><p>More.</p>";
    let (_, _, text) = guide("a.html", page);
    holds(
        &text,
        &[
            "title: OMS, 2020. Una guía\n",
            "title: MedlinePlus\n",
            "### Fuentes:\n\n      Revisado en mayo de 2021\n",
            "heading: Dos\n",
        ],
    );
    let (styles, numbering) = (styles(), numbering());
    let parts: &[(&str, &str, &[u8])] =
        &[("styles.xml", "styles", styles.as_bytes()), ("numbering.xml", "numbering", numbering.as_bytes())];
    let link = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:hyperlink r:id=\"web\"><w:r><w:t>A page</w:t></w:r></w:hyperlink></w:p>";
    let body =
        [p("H1", "One"), p("", "Words."), p("", "Sources:"), link.to_owned(), item(2, 0, "A book"), p("", "Behind.")];
    let (_, _, text) = guide("a.docx", docx(&body.concat(), parts));
    holds(
        &text,
        &["    title: A page\n", "    url: \"https://example.org/a%20b\"\n", "    title: A book\n", "      Behind.\n"],
    );
}

#[test]
fn typed_addresses_are_links() {
    let (fixture, run, text) =
        guide("a.txt", "See (https://a.org/b_c) or <https://b.org>, **https://c.org/d.**\n\n(1) One\n\n(2) Two\n");
    holds(
        &text,
        &[
            "See ([https://a.org/b_c](https://a.org/b_c)) or [https://b.org](https://b.org), [**https://c.org/d**](https://c.org/d).\n",
            "      1. One\n      2. Two\n",
        ],
    );
    run.complains("taken otherwise: addresses that were typed as words, made links");
    assert_eq!(errors(&fixture), [""; 0]);
}

#[test]
fn a_section_that_lists_no_sources_stays() {
    let (_, run, text) = guide(
        "a.md",
        "# T\n\n## Care\n\nRest.\n\n## Sources\n\nMilk and eggs have it.\n\n## Sources of iron\n\n- beans\n",
    );
    holds(
        &text,
        &["heading: Sources\n", "Milk and eggs", "heading: Sources of iron\n", "- beans\n", "# references:\n"],
    );
    run.says_nothing_of(", made sources of");
}
