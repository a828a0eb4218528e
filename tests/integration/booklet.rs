//! Booklets: two covers, text between them, pages for notes that fill the last sheet.

use handout::audit::reading::Pages;
use handout::diag::Code;
use handout::model::Product;
use handout::project::Tree;

use crate::inside::{all_pages, base, edit, jobs, make, pages, project, refused, reviewed, shipped_as, text};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const LAYOUT: &str = "layouts/products/booklet.typ";
const NOTES: &str = "layouts/components/notes.typ";
const PAGE: &str = "layouts/components/page.typ";

/// A project that makes booklets alone.
fn booklets(mut tree: Tree, all: &str) -> Tree {
    edit(&mut tree, "sources/project.yaml", all, "products: [booklet]");
    tree
}

fn own() -> Tree {
    shipped_as("booklet")
}

/// The paths of what stands on a page.
fn on(pages: &Pages, page: usize) -> Vec<&str> {
    let runs = pages.runs.iter().filter(|run| run.page == page);
    let mut paths: Vec<&str> = runs.filter_map(|run| run.block.as_ref()).map(|block| block.path.as_str()).collect();
    paths.dedup();
    paths
}

#[test]
fn covers_notes_and_whole_sheets() {
    for (stem, pages) in all_pages(&own(), |_| true) {
        let last = pages.count - 1;
        assert_eq!(pages.count % 4, 0, "{stem} has {} pages", pages.count);
        let furniture = |path: &&str| path.starts_with("footer.") || path.starts_with("header.");
        for page in 0..pages.count {
            let paths = on(&pages, page);
            let is_cover = page == 0 || page == last;
            assert_eq!(paths.iter().any(furniture), !is_cover, "{stem}, page {}: {paths:?}", page + 1);
        }
        let front = on(&pages, 0);
        assert!(front.ends_with(&["cover.danger", "cover.back"]), "{front:?}");
        let back = on(&pages, last);
        assert!(back.starts_with(&["emergency.call-911.title"]) && back.contains(&"clinic.call.phone"), "{back:?}");
        assert!(back.contains(&"credits.colophon"), "{back:?}");
        // Behind the text, perhaps on its last page, and on nothing but what has no text.
        let noted: Vec<usize> = (1..last).filter(|page| on(&pages, *page).contains(&"notes.heading")).collect();
        assert!(noted.iter().rev().zip((1..last).rev()).all(|(page, wanted)| *page == wanted), "{stem}: {noted:?}");
        assert!(noted.len() <= 4, "{stem} has {} pages for notes", noted.len());
    }
}

#[test]
fn covers_and_notes_that_a_layout_prints_otherwise_are_refused() {
    let page = "  footer: none,\n";
    for (path, from, to, words) in [
        (LAYOUT, page, "", "`footer.id` stands on page 1, which is a cover"),
        (LAYOUT, "  remember(data, t)\n", "  remember(data, t)\n  notes(data, t, 60pt)\n", "stands amid the text"),
        (NOTES, "data.labels.notes)", "[Call us])", "`notes.heading` on page"),
        (
            LAYOUT,
            "      notes(data, t, left)\n",
            "      notes(data, t, 60pt)\n      notes(data, t, 60pt)\n",
            "is printed more than once",
        ),
        (
            LAYOUT,
            "#let spare = {\n",
            "#let spare = {\n  for _ in range(4) { pagebreak(); notes(data, t, 60pt) }\n",
            "pages for notes, which is more than 3",
        ),
        (
            LAYOUT,
            "  if data.danger != none { danger-band(data, t, foot, edge.x) }\n",
            "",
            "`cover.danger` is not printed",
        ),
        (PAGE, "say-par(\"footer.page\", page-of)", "none", "the footer of page 2 lacks `footer.page`"),
    ] {
        let mut tree = own();
        edit(&mut tree, path, from, to);
        refused(&tree, "booklet", words);
    }
}

/// The headings of a text are too few for contents, or there are enough of them.
#[test]
fn few_headings_have_no_contents() {
    for (more, there) in [(0, false), (4, true)] {
        let mut tree = booklets(reviewed(), "products: [leaflet, worksheet, worksheet-paper]");
        let sections: String = (0..more)
            .map(|n| format!("  - {{id: more-{n}, heading: Once more, brief: Once more., body: Once more.}}\n"))
            .collect();
        edit(&mut tree, GUIDE, "faq:\n", &format!("{sections}faq:\n"));
        edit(&mut tree, GUIDE, "worksheets: [all-fields]\n", "");
        // Long enough for a booklet.
        let rest = "      Rest. Opioid use disorder is an illness, and treatment takes time.\n";
        let long = format!("      {}\n", "Come in, sit down and ask whatever you want to know. ".repeat(90).trim_end());
        edit(&mut tree, GUIDE, rest, &long);
        let (loaded, sink) = project(&tree);
        assert!(!sink.has_errors(), "{sink:?}");
        let loaded = loaded.expect("a project");
        let base = base(&tree);
        let all = jobs(&loaded);
        let pages = pages(&base, &all[0]);
        let printed = pages.runs.iter().any(|r| r.block.as_ref().is_some_and(|b| b.path == "contents.heading"));
        assert_eq!(printed, there);
    }
}

#[test]
fn a_text_of_one_page_becomes_no_booklet() {
    let mut tree = booklets(reviewed(), "products: [leaflet, worksheet, worksheet-paper]");
    tree.insert(GUIDE, short(&text(&tree, GUIDE)));
    let (loaded, sink) = project(&tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let loaded = loaded.expect("a project");
    let all = jobs(&loaded);
    let findings = make(&base(&tree), &all[0]);
    assert_eq!(all[0].product, Product::Booklet);
    assert!(findings.iter().any(|f| f.code == Code::TooShort), "{findings:#?}");
}

/// A guide of one section.
fn short(text: &str) -> String {
    let head = text.split("introduction:").next().expect("a head").replace("topics: [opioids]\n", "");
    format!("{head}sections:\n  - {{id: come, heading: Come, brief: Come., body: Come and sit down with us.}}\n")
}
