//! Leaflets of others, carried over: credits of any length, boxes that nothing stands above, tables as wide as the page,
//! lines in cells, pictures in rows, numbers that a tri-fold must not lose, dates of which a year is known.

use handout::audit::reading::{Pages, TextRun};
use handout::diag::Severity;
use handout::project::Tree;
use handout::review::digest::{CANON, canonical_text};

use crate::inside::{base, edit, jobs, make, pages, project, reviewed};
use crate::support::{Fixture, TODAY};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const SHEET: &str = "sources/worksheets/all-fields/en.yaml";
const BODY: &str = "      Rest. Opioid use disorder is an illness, and treatment takes time.\n";
const FUNDING: &str = "interests: No one paid for this text.";
const PRODUCTS: &str = "products: [leaflet, ";

fn block(typed: &str) -> String {
    typed.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("      {line}\n") }).collect()
}

/// The pages of the documents of a tree on Letter whose name ends so, which are made without an error.
#[track_caller]
fn made(tree: &Tree, ends: &str) -> Vec<Pages> {
    let (loaded, sink) = project(tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let loaded = loaded.expect("a project");
    let base = base(tree);
    let jobs = jobs(&loaded);
    let wanted: Vec<_> = jobs.iter().filter(|job| job.stem().ends_with(ends)).collect();
    assert!(!wanted.is_empty(), "nothing ends in {ends}");
    wanted
        .into_iter()
        .map(|job| {
            let findings = make(&base, job);
            assert!(findings.iter().all(|f| f.severity != Severity::Error), "{}: {findings:#?}", job.stem());
            pages(&base, job)
        })
        .collect()
}

/// The runs of words below a path.
fn runs<'a>(pages: &'a Pages, path: &str) -> Vec<&'a TextRun> {
    let below = |run: &&TextRun| run.block.as_ref().is_some_and(|block| block.path.starts_with(path));
    pages.runs.iter().filter(below).collect()
}

fn words(pages: &Pages) -> String {
    pages.runs.iter().flat_map(|run| run.text.split_whitespace()).collect()
}

#[test]
fn credits_of_any_length_are_in_order() {
    let long = "a foundation that helps ".repeat(12);
    for paid in (0..12).map(|n| &long[..n * 24]) {
        let mut tree = reviewed();
        edit(&mut tree, GUIDE, FUNDING, &format!("funding: Nobody but {paid}us."));
        edit(&mut tree, SHEET, "parts:\n", &format!("purpose: It is {paid}good.\nfunding: Nobody.\nparts:\n"));
        made(&tree, "-letter");
    }
}

#[test]
fn an_introduction_begins_with_any_block() {
    for typed in
        ["> [!DO]\n> - Sleep.", "### At night\n\nSleep.", "> [!STOP] Is it safe?\n> Sleep.", "> [!FACT] helpline"]
    {
        let mut tree = reviewed();
        edit(&mut tree, "sources/project.yaml", PRODUCTS, "products: [leaflet, large-print, booklet, trifold, ");
        edit(&mut tree, GUIDE, "topics: [opioids]\n", "");
        let own = "  A first visit takes about an hour. *Nobody* has to decide anything on that day.\n";
        edit(&mut tree, GUIDE, own, &block(typed).replace("      ", "  "));
        assert_eq!(made(&tree, "-letter").len(), 6);
    }
}

#[test]
fn a_table_takes_the_width_of_the_page_and_shares_it_by_its_words() {
    let long = "with words that go on for longer than any other column has them, and on";
    let table = format!(
        "| Food | A day | Sizes | Examples | Why |\n| --- | --- | --- | --- | --- |\n| Grains | 6-8 | {long} | {long} {long} | {long} |"
    );
    let mut tree = reviewed();
    edit(&mut tree, GUIDE, BODY, &block(&table));
    let pages = &made(&tree, "first-visit.en-leaflet-letter")[0];
    let edge = |path: &str, side: usize| {
        let all = runs(pages, path).into_iter().map(|run| run.bounds[side]);
        if side == 0 { all.fold(f64::MAX, f64::min) } else { all.fold(0.0, f64::max) }
    };
    let column = |n: usize| edge(&format!("sections.after.body.0.columns.{n}"), 0);
    assert!(edge("sections.after.body.0", 2) > 500.0, "as wide as the page");
    assert!(column(2) - column(1) < 60.0, "a column of numbers is narrow");
    assert!(column(4) - column(3) > 1.2 * (column(3) - column(2)), "one with more words is wider");
}

#[test]
fn a_row_higher_than_a_third_of_a_page_goes_over_it() {
    let cell = "Go on with what you do. ".repeat(80);
    let row = |name: &str| format!("| {name} | {cell} |\n");
    let table = format!("| When | What |\n| --- | --- |\n{}{}{}", row("Noon"), row("Night"), row("Later"));
    let mut tree = reviewed();
    edit(&mut tree, GUIDE, BODY, &block(&table));
    let pages = &made(&tree, "first-visit.en-leaflet-letter")[0];
    let over = (0..3).any(|row| {
        let cell = runs(pages, &format!("sections.after.body.0.{row}.1"));
        cell.first().map(|run| run.page) != cell.last().map(|run| run.page)
    });
    assert!(over, "no row goes over a page");
}

#[test]
fn a_cell_has_lines() {
    let table =
        |between: &str| block(&format!("| Food | Sizes |\n| --- | --- |\n| Grains | 1 slice{between}1 ounce |"));
    let canonical = |between: &str| {
        let mut tree = reviewed();
        edit(&mut tree, GUIDE, BODY, &table(between));
        let (loaded, sink) = project(&tree);
        assert!(sink.is_empty() || !sink.has_errors(), "{sink:?}");
        let loaded = loaded.expect("a project");
        let text = loaded.texts.values().find(|text| text.head.id == "first-visit").expect("the guide");
        canonical_text(text, CANON).expect("this version has a form for it")
    };
    assert_eq!(canonical("<br>"), canonical(" <br /> "));
    assert_ne!(canonical("<br>"), canonical(" "));
    let mut tree = reviewed();
    edit(&mut tree, GUIDE, BODY, &table("<br>"));
    edit(&mut tree, "sources/project.yaml", PRODUCTS, "products: [leaflet, large-print, booklet, trifold, ");
    made(&tree, "trifold-letter");
    for pages in ["leaflet-letter", "large-print-letter", "booklet-letter"].map(|ends| made(&tree, ends)) {
        let cell = runs(&pages[0], "sections.after.body.0.0.1");
        let (slice, ounce) = (cell[0], cell[cell.len() - 1]);
        assert!(ounce.bounds[1] > slice.bounds[1] + 5.0 && (ounce.bounds[0] - slice.bounds[0]).abs() < 1.0, "{cell:?}");
    }
}

#[test]
fn pictures_of_a_third_share_a_row() {
    let mut tree = reviewed();
    let svg = |n: usize| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><rect width=\"{n}\" height=\"30\" fill=\"#0b4f5c\"/></svg>"
        )
    };
    let mut listed = "figures:\n".to_owned();
    for n in 1..4 {
        tree.insert(&format!("sources/guides/first-visit/p{n}.svg"), svg(10 * n));
        listed +=
            &format!("  - {{id: p{n}, file: p{n}.svg, alt: \"Picture {n}.\", caption: Number {n}., width: third}}\n");
    }
    edit(&mut tree, GUIDE, "references:\n", &format!("{listed}references:\n"));
    edit(&mut tree, GUIDE, BODY, &block("> [!FIGURE] p1\n\n> [!FIGURE] p2\n\n> [!FIGURE] p3\n\nRest."));
    edit(&mut tree, "sources/project.yaml", PRODUCTS, "products: [leaflet, large-print, ");
    for (ends, beside) in [("leaflet-letter", 3), ("large-print-letter", 2)] {
        let pages = &made(&tree, ends)[0];
        let at = |n: usize| runs(pages, &format!("sections.after.body.{n}.caption"))[0].bounds;
        for n in 1..beside {
            assert!((at(n)[1] - at(0)[1]).abs() < 1.0 && at(n)[0] > at(n - 1)[2], "{ends}: picture {n}");
        }
    }
}

#[test]
fn a_brief_names_a_number() {
    let mut tree = reviewed();
    edit(
        &mut tree,
        GUIDE,
        "brief: Rest, and talk about it the next day.",
        "brief: \"Call [](fact:helpline), and talk about it.\"",
    );
    edit(&mut tree, GUIDE, "topics: [opioids]\n", "products: [trifold]\n");
    edit(&mut tree, "sources/project.yaml", PRODUCTS, "products: [trifold, leaflet, ");
    let body = "Come in and sit down with us. ".repeat(130);
    edit(&mut tree, GUIDE, BODY, &block(&body));
    let pages = &made(&tree, "trifold-letter")[0];
    assert!(words(pages).contains("Call1-800-662-4357,andtalkaboutit"), "{}", words(pages));
    let (loaded, _) = project(&tree);
    let loaded = loaded.expect("a project");
    let text = loaded.texts.values().find(|text| text.head.id == "first-visit").expect("the guide");
    let canonical = canonical_text(text, CANON).expect("this version has a form for it");
    assert!(
        canonical.contains("[](fact:helpline)") && canonical.contains("\"facts\":[\"call-911\",\"helpline\","),
        "{canonical}"
    );
}

#[test]
fn a_number_in_letters_stands_before_its_digits() {
    let mut tree = reviewed();
    let facts = "sources/facts/us.en.yaml";
    edit(&mut tree, facts, "    number: 1-800-662-4357\n", "    number: 1-800-662-4357\n    letters: 1-800-662-HELP\n");
    edit(&mut tree, GUIDE, BODY, &block("Call [](fact:helpline) today."));
    let pages = &made(&tree, "first-visit.en-leaflet-letter")[0];
    assert!(words(pages).contains("Call1-800-662-HELP(1-800-662-4357)today."), "{}", words(pages));
}

#[test]
fn an_original_of_which_a_month_or_year_is_known() {
    let mut tree = reviewed();
    edit(&mut tree, GUIDE, "published: 2024-01-02", "published: 2010-04");
    edit(&mut tree, GUIDE, "edited: 2024-03-04", "edited: 2014");
    edit(&mut tree, GUIDE, "authors: [{name: Original Author, credentials: RN}]", "authors: [{name: unknown}]");
    let pages = &made(&tree, "first-visit.en-leaflet-letter")[0];
    assert!(words(pages).contains("TheoriginalwaspublishedinApril2010andlasteditedin2014."), "{}", words(pages));
    assert!(words(pages).contains("Adaptedfrom“Afirstvisit”.Theoriginal"), "{}", words(pages));
}

/// A guide of links whose words and addresses break over two and three lines, at other places in each paragraph.
fn of_long_links(lang: &str) -> String {
    let [title, lead, words, more] = match lang {
        "es" => [
            "Enlaces",
            "Lea más sobre esto en las palabras de otras personas que lo",
            "la hoja de la clínica sobre cómo se guarda la medicina en casa y en el camino",
            "y",
        ],
        _ => [
            "Links",
            "Read more about this in the words of other people who have had",
            "the page of the clinic about how a medicine is kept at home and on the road",
            "and",
        ],
    };
    let paragraph = |count: usize| {
        let lead = lead.split(' ').take(count).collect::<Vec<_>>().join(" ");
        let url = format!("https://www.example.org/a/long/address/of/a/page-{count}");
        let bold = format!("{lead} [**{words}**]({url}), {more}");
        let host =
            format!("[{words} www.example.org {more} {words}]({url}/b) {more} [{url}/with/words]({url}/with/words).");
        format!("      {bold} {host}\n\n")
    };
    let body: String = (1..=13).map(paragraph).collect();
    format!(
        "id: long-links\ntitle: {title}\nrevision: 1\naudience: {title}\nsummary: {lead}.\nauthors: [sample-authors]\n\
         dates: {{issued: 2026-11-20}}\nproducts: [leaflet, booklet, large-print]\nsections:\n  - id: one\n    heading: {title}\n    brief: {lead}.\n    body: |\n{body}"
    )
}

#[test]
fn links_break_over_lines() {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    fixture.edit("sources/project.yaml", "products: [", "products: [booklet, large-print, ");
    fixture.edit("sources/clinics/maple.yaml", "9 am to 4 pm\"}", "9 am to 4 pm\", es: \"Lunes a viernes\"}");
    fixture.edit("sources/clinics/maple.yaml", "a leaf\"}", "a leaf\", es: \"Una hoja\"}");
    for lang in ["en", "es"] {
        fixture.write(&format!("sources/guides/long-links/{lang}.yaml"), of_long_links(lang));
    }
    let run = fixture.run(&["check", "long-links", "--today", TODAY]);
    run.says_nothing_of("error[").exits(0);
}
