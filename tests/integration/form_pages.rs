//! Worksheets on their pages: lines that grow, parts in one piece, the line about danger.

use handout::audit::reading::{Pages, PlacedControl};
use handout::project::Tree;

use crate::inside::{all_pages, shipped_as, text};

const SHEET: &str = "sources/worksheets/what-i-want-to-say/en.yaml";

/// The shipped worksheets, for a screen and for a pen.
fn worksheets() -> Tree {
    shipped_as("worksheet, worksheet-paper")
}

/// How far down the words and fields of a page reach, without its footer, in parts of its height.
fn filled(pages: &Pages, page: usize) -> f64 {
    let words = pages.runs.iter().filter(|run| run.page == page);
    let words = words.filter(|run| run.block.as_ref().is_some_and(|block| !block.path.is_furniture()));
    let fields = pages.controls.iter().filter(|control| control.page == page);
    let foot = words.map(|run| run.bounds[3]).chain(fields.map(|control| control.bounds[3])).fold(0.0, f64::max);
    foot / pages.sizes[page].1
}

/// The height of a control, in points.
fn height(control: &PlacedControl) -> f64 {
    control.bounds[3] - control.bounds[1]
}

#[test]
fn pages_of_shipped_worksheets_are_full() {
    for (stem, pages) in all_pages(&worksheets(), |_| true) {
        // Lines of a pen are no controls.
        for page in 0..pages.count - 1 {
            // Room for what did not fit leaves more where it takes the next page.
            let least = if page + 2 == pages.count { 0.5 } else { 0.6 };
            assert!(filled(&pages, page) > least, "{stem}: page {} is filled to {:.2}", page + 1, filled(&pages, page));
        }
    }
}

#[test]
fn lines_grow_no_further_than_a_hand_writes() {
    let set = all_pages(&worksheets(), |stem| stem.contains("-worksheet-letter"));
    let mut heights: Vec<f64> = set
        .iter()
        .flat_map(|(_, pages)| &pages.controls)
        .filter(|control| control.key.contains("phone") || control.key.contains("date") || control.key.contains("day"))
        .map(height)
        .collect();
    heights.sort_by(f64::total_cmp);
    let (least, most) = (heights[0], heights[heights.len() - 1]);
    assert!(least > 22.0 && most < 48.0, "{heights:?}");
    assert!(most > least + 1.0, "no line has grown: {heights:?}");
}

#[test]
fn no_page_has_credits_alone() {
    for (stem, pages) in all_pages(&worksheets(), |stem| stem.contains("-worksheet-paper-")) {
        let last = pages.runs.iter().filter(|run| run.page + 1 == pages.count);
        let asked = last.filter_map(|run| run.block.as_ref()).any(|block| block.path.contains("parts."));
        assert!(asked, "{stem} ends in a page of credits");
    }
}

#[test]
fn the_line_about_danger_stands_on_every_page_but_that_with_the_calls() {
    for (stem, pages) in all_pages(&worksheets(), |stem| stem.starts_with("riverside/what")) {
        for page in 0..pages.count {
            let warned = pages.runs.iter().filter(|run| run.page == page);
            let warned = warned.filter_map(|run| run.block.as_ref()).any(|block| block.path == "footer.danger");
            assert_eq!(warned, page > 0, "{stem}, page {}", page + 1);
        }
    }
}

#[test]
fn the_only_part_has_no_number() {
    let mut tree = worksheets();
    let sheet = text(&tree, SHEET);
    let (first, second) = sheet.split_once("  - id: keeping-calm").expect("a second part");
    let after = second.find("\nreferences:").or_else(|| second.find("\nauthors:")).map_or("", |at| &second[at + 1..]);
    tree.insert(SHEET, format!("{first}{after}"));
    for (stem, pages) in all_pages(&tree, |stem| stem.starts_with("riverside/what")) {
        let number = pages.runs.iter().any(|run| run.text.contains("Part 1"));
        assert!(!number, "{stem} counts its only part");
    }
}

#[test]
fn what_is_higher_than_a_page_goes_over_it() {
    let mut tree = worksheets();
    let rows = "    fields:\n      - {id: all, type: table, label: All, rows: 30, columns: [{id: who, type: text, label: Who}]}\n";
    let sheet = text(&tree, SHEET);
    let at = sheet.find("    fields:\n").expect("fields of a part");
    tree.insert(SHEET, format!("{}{rows}{}", &sheet[..at], &sheet[at + "    fields:\n".len()..]));
    for (stem, pages) in all_pages(&tree, |stem| stem.starts_with("riverside/what")) {
        assert!(pages.count > 2, "{stem}");
    }
}
