//! Large print: every shipped guide at 18 pt, with contents where it is long.

use handout::diag::Code;
use handout::project::Tree;

use crate::inside::{all_pages, base, edit, jobs, make, project, shipped_as};

const LAYOUT: &str = "layouts/components/column.typ";

fn tree() -> Tree {
    shipped_as("large-print")
}

#[test]
fn every_shipped_guide_passes_at_18_points() {
    let set = all_pages(&tree(), |_| true);
    let (leaflets, _) = project(&shipped_as("leaflet"));
    assert_eq!(set.len(), jobs(&leaflets.expect("a project")).len(), "as many as leaflets");
    for (stem, pages) in set {
        for run in pages.runs.iter().filter(|run| !run.text.trim().is_empty()) {
            let path = run.block.as_ref().map_or("", |b| b.path.as_str());
            let cites = run.text.chars().all(|c| c.is_ascii_digit() || c == ',') && run.look.size < 18.0;
            let body = path.contains(".body.") || path.contains(".answer.");
            let least = if body && !cites { 18.0 } else { 16.0 };
            assert!(run.look.size >= least - 0.01, "{}: `{path}` at {} pt", stem, run.look.size);
        }
        // Credits share their page.
        let around = ["credits.", "footer.", "header."];
        let shared = pages.runs.iter().filter(|run| run.page + 1 == pages.count).filter_map(|run| run.block.as_ref());
        assert!(shared.into_iter().any(|b| !around.iter().any(|root| b.path.starts_with(root))), "{}", stem);
        // Signs and first steps have the page behind the calls.
        let on =
            |path: &str| pages.runs.iter().find(|r| r.block.as_ref().is_some_and(|b| b.path == path)).map(|r| r.page);
        assert_eq!(on("main_message"), Some(0), "{stem}");
        assert_eq!(on("emergency.overdose-signs.title"), Some(1), "{stem}");
        assert_eq!(on("emergency.overdose-steps.title"), Some(1), "{stem}");
        let contents = pages.runs.iter().any(|r| r.block.as_ref().is_some_and(|b| b.path == "contents.heading"));
        assert_eq!(contents, pages.count > 6, "{} has {} pages", stem, pages.count);
    }
}

/// Sets the first guide with a changed layout, and looks for the audit's words.
#[track_caller]
fn refused(from: &str, to: &str, words: &str) {
    let mut tree = tree();
    edit(&mut tree, LAYOUT, from, to);
    let (loaded, _) = project(&tree);
    let loaded = loaded.expect("a project");
    let jobs = jobs(&loaded);
    let findings = make(&base(&tree), &jobs[0]);
    let found = findings.iter().filter(|f| f.code == Code::Audit).any(|f| f.message.contains(words));
    assert!(found, "no `{words}` in {findings:#?}");
}

#[test]
fn contents_that_are_missing_or_wrong_are_refused() {
    refused("  contents(data, t)\n", "", "`contents.heading` is not printed");
    refused(
        "str(place.first().location().page())",
        "str(place.first().location().page() + 1)",
        "is printed otherwise than written",
    );
    refused(
        "say-par(\"contents.\" + path, words)",
        "say-par(\"contents.\" + path, words + \"!\")",
        "is printed otherwise than written",
    );
}
