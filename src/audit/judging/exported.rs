//! The exported file against the pages that it was made of: what was judged there is what whoever has the file gets.

use std::collections::BTreeMap;

use super::channels::bare;
use super::judged::Problems;
use crate::audit::matching::excerpt;
use crate::audit::matching::table::ExpectedNodes;
use crate::audit::reading::{Bounds, Pages, TextRun, is_unseen};
use crate::audit::rereading::{ExportedFile, ExportedLetter, ExportedPage, PressTarget, SpokenCell, reread};
use crate::document::{Document, Node, Role};
use crate::model::LeafPath;

/// How far letters and areas may stand from their place, in points: files have numbers to a hundredth.
const SLACK: f64 = 0.1;

/// What differs between a tagged file to read and the pages of its document.
pub fn reading(document: &Document, pages: &Pages, bytes: &[u8]) -> Vec<String> {
    judged(pages, bytes, |file, problems| {
        problems.extend(file.boxes.iter().map(|what| format!("it has {what}, which cannot be judged")));
        places(pages, document.form.is_some(), file, problems);
        bookmarks(pages, file, problems);
        properties(document, file, problems);
        spoken(pages, file, problems);
        cells(document, pages, file, problems);
    })
}

/// What differs between a file of sheets, which nobody reads aloud, and the sheets.
pub fn sheets(sheets: &Pages, bytes: &[u8]) -> Vec<String> {
    judged(sheets, bytes, |_, _| {})
}

fn judged(pages: &Pages, bytes: &[u8], more: impl Fn(&ExportedFile, &mut Problems)) -> Vec<String> {
    let file = match reread(bytes) {
        Ok(file) => file,
        Err(why) => return vec![why],
    };
    let mut problems = Problems::default();
    problems.extend(file.strange.iter().map(|what| format!("it has {what}, which cannot be judged")));
    if file.pages.len() != pages.count {
        problems.push(format!("it has {} pages, not {}", file.pages.len(), pages.count));
    }
    for (turn, page) in file.pages.iter().enumerate() {
        letters(pages, turn, page, &mut problems);
    }
    more(&file, &mut problems);
    problems.0
}

/// The letters that are seen of something, each with what it is of.
fn seen<'a, T: Copy + 'a>(parts: impl Iterator<Item = (T, &'a str)> + 'a) -> impl Iterator<Item = (char, T)> + 'a {
    parts.flat_map(|(of, text)| text.chars().filter(|c| !is_unseen(*c)).map(move |c| (c, of)))
}

/// The letters of a page: the same ones, in the same order, at the same places, as large.
fn letters(pages: &Pages, turn: usize, page: &ExportedPage, problems: &mut Problems) {
    let number = turn + 1;
    let size = pages.sizes.get(turn).copied().unwrap_or_default();
    if (page.size.0 - size.0).abs() > SLACK || (page.size.1 - size.1).abs() > SLACK {
        problems.push(format!("its page {number} is {:.1} x {:.1} pt", page.size.0, page.size.1));
    }
    let runs = pages.runs.iter().filter(|run| run.page == turn);
    let wanted: Vec<(char, &TextRun)> = seen(runs.map(|run| (run, run.text.as_str()))).collect();
    let found: Vec<(char, &ExportedLetter)> =
        seen(page.letters.iter().map(|letter| (letter, letter.text.as_str()))).collect();
    let same = wanted.iter().zip(&found).take_while(|(wanted, found)| wanted.0 == found.0).count();
    if same < wanted.len().max(found.len()) {
        let instead: String = wanted.iter().skip(same).map(|letter| letter.0).collect();
        let has: String = found.iter().skip(same).map(|letter| letter.0).collect();
        problems.push(format!("its page {number} says `{}` instead of `{}`", excerpt(&has), excerpt(&instead)));
        return;
    }
    let mut before: Option<&TextRun> = None;
    for ((_, run), (_, letter)) in wanted.iter().zip(&found) {
        let begins = before.is_none_or(|before| !std::ptr::eq(before, *run));
        before = Some(run);
        let away = |a: f64, b: f64| (a - b).abs() > SLACK;
        let elsewhere = away(letter.at.1, run.baseline) || begins && away(letter.at.0, run.ends.0);
        if elsewhere || away(letter.size, run.look.size) {
            problems.push(format!("its page {number} has `{}` at another place or size", excerpt(&run.text)));
        }
    }
}

/// Links, and fields where a screen fills them in: the same ones, at the same places.
fn places(pages: &Pages, on_screen: bool, file: &ExportedFile, problems: &mut Problems) {
    let mut wanted: Vec<(usize, Bounds, PressTarget)> = Vec::new();
    wanted.extend(pages.links.iter().map(|link| (link.page, link.bounds, PressTarget::Web(link.url.clone()))));
    for jump in &pages.jumps {
        let path = jump.to.as_ref();
        let to = pages.runs.iter().find(|run| run.block.as_ref().map(|block| &block.path) == path);
        wanted.extend(to.map(|to| (jump.page, jump.bounds, PressTarget::Page(to.page))));
    }
    let controls = pages.controls.iter().filter(|_| on_screen);
    wanted.extend(controls.map(|control| (control.page, control.bounds, PressTarget::Field)));
    for (turn, page) in file.pages.iter().enumerate() {
        for (area, target) in &page.places {
            let near = |bounds: &Bounds| bounds.iter().zip(area).all(|(a, b)| (a - b).abs() <= SLACK);
            let own = wanted.iter().position(|(page, bounds, to)| *page == turn && to == target && near(bounds));
            match own {
                Some(own) => drop(wanted.swap_remove(own)),
                None => {
                    problems.push(format!("its page {} has {} that the pages do not have", turn + 1, named(target)));
                }
            }
        }
    }
    problems.extend(
        wanted
            .iter()
            .map(|(page, _, target)| format!("its page {} lacks {} that the pages have", page + 1, named(target))),
    );
}

/// What can be pressed or filled in, in words.
fn named(target: &PressTarget) -> String {
    match target {
        PressTarget::Web(url) => format!("a link to `{}`", excerpt(url)),
        PressTarget::Page(page) => format!("a link to page {}", page + 1),
        PressTarget::Field => "a field".to_owned(),
    }
}

/// Bookmarks: one for each heading, in the order of the pages.
fn bookmarks(pages: &Pages, file: &ExportedFile, problems: &mut Problems) {
    let wanted: Vec<(String, Option<usize>)> = pages
        .headings
        .iter()
        .filter(|heading| heading.bookmarked)
        .map(|heading| (bare(&heading.words), pages.runs.get(heading.runs.0).map(|run| run.page)))
        .collect();
    let found: Vec<(String, Option<usize>)> =
        file.bookmarks.iter().map(|bookmark| (bare(&bookmark.words), bookmark.page)).collect();
    if found != wanted {
        problems.push("its bookmarks are not the headings of the pages".to_owned());
    }
}

/// What viewers show of the file, and its language.
fn properties(document: &Document, file: &ExportedFile, problems: &mut Problems) {
    let (info, head) = (&document.info, &document.job.text.head);
    let wanted = [info.title.clone(), info.authors.join(", "), info.description.clone(), info.keywords.join(", ")];
    if file.properties != wanted || file.metadata != wanted {
        problems.push("its title, authors, description or keywords are not those of the text".to_owned());
    }
    if file.lang != head.lang {
        problems.push(format!("it is marked as of the language `{}`", file.lang));
    }
    let issued = head.issued.format("D:%Y%m%d000000Z").to_string();
    if let Some(date) = file.dates.iter().find(|date| **date != issued) {
        problems.push(format!("it is dated `{date}`, and was issued on {}", head.issued));
    }
}

/// What screen readers get: the words that are none of the furniture, in the order of the pages, in their languages, with
/// headings as headings, and what each picture shows.
fn spoken(pages: &Pages, file: &ExportedFile, problems: &mut Problems) {
    let runs = pages.runs.iter().enumerate().filter(|(turn, run)| !run.artifact && !is_head_again(pages, *turn));
    let runs = runs.map(|(_, run)| run);
    let wanted: Vec<(char, &str)> = seen(runs.map(|run| (run.lang.as_str(), run.text.as_str()))).collect();
    let words = file.spoken.iter().filter(|part| !part.picture);
    let found: Vec<(char, &str)> = seen(words.map(|part| (part.lang.as_str(), part.words.as_str()))).collect();
    let same = wanted.iter().zip(&found).take_while(|(wanted, found)| wanted == found).count();
    if same < wanted.len().max(found.len()) {
        let instead: String = wanted.iter().skip(same).map(|letter| letter.0).collect();
        let has: String = found.iter().skip(same).map(|letter| letter.0).collect();
        problems.push(format!("screen readers get `{}` instead of `{}`", excerpt(&has), excerpt(&instead)));
    }
    let mut left: BTreeMap<&str, i64> = BTreeMap::new();
    for picture in pages.pictures.iter().filter(|picture| !picture.artifact) {
        *left.entry(picture.alt.as_deref().unwrap_or_default()).or_default() += 1;
    }
    for part in file.spoken.iter().filter(|part| part.picture) {
        *left.entry(&part.words).or_default() -= 1;
    }
    for alt in left.iter().filter(|(_, count)| **count != 0).map(|(alt, _)| alt) {
        problems.push(format!("what a picture shows is not read out as it is written: `{}`", excerpt(alt)));
    }
    let of_headings: Vec<String> =
        file.spoken.iter().filter(|part| is_heading(&part.element)).map(|part| bare(&part.words)).collect();
    for heading in pages.headings.iter().map(|heading| bare(&heading.words)) {
        if !of_headings.iter().any(|words| words.contains(&heading)) {
            problems.push(format!("screen readers do not get `{}` as a heading", excerpt(&heading)));
        }
    }
}

/// Cells of tables: each has the heads of its own column and row.
fn cells(document: &Document, pages: &Pages, file: &ExportedFile, problems: &mut Problems) {
    // The cell in which each block is read out, by its path: both have the same letters, or that is told already.
    let mut told: BTreeMap<&LeafPath, Option<usize>> = BTreeMap::new();
    let runs = pages.runs.iter().enumerate().filter(|(turn, run)| !run.artifact && !is_head_again(pages, *turn));
    let wanted = seen(runs.map(|(_, run)| (run.block.as_ref(), run.text.as_str())));
    let found = seen(file.spoken.iter().filter(|part| !part.picture).map(|part| (part.cell, part.words.as_str())));
    for ((_, block), (_, cell)) in wanted.zip(found) {
        if let Some(block) = block {
            told.entry(&block.path).or_insert(cell);
        }
    }
    let cell = |path: &LeafPath| told.get(path).copied().flatten().and_then(|turn| file.cells.get(turn));
    let scoped = |path: &LeafPath, scope: &str| cell(path).is_some_and(|cell| cell.is_head && cell.scope == scope);
    let nodes = ExpectedNodes::new(document);
    for path in told.iter().filter(|(_, cell)| cell.is_some()).map(|(path, _)| *path) {
        let form = path.is_column_head() || path.is_in_row();
        let own = nodes.node(path).is_none_or(|node| matches!(node.role, Role::TableCell | Role::ColumnHead(_)));
        if !own && !form {
            problems.push(format!("`{path}` is told to screen readers as a cell of a table"));
        }
    }
    let mut say = |path: &LeafPath, what: &str| problems.push(format!("`{path}` {what} for screen readers"));
    for node in document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| match node.role {
            Role::ColumnHead(_)
                if node.path.is_column_head() && told.contains_key(&node.path) && !scoped(&node.path, "Column") =>
            {
                say(&node.path, "is no head of its column");
            }
            Role::TextTable
                if node.children.iter().any(|row| row.children.iter().any(|c| told.contains_key(&c.path))) =>
            {
                for (row, path) in odd_cells(node, &cell, &scoped, &file.cells) {
                    say(
                        path,
                        if row { "is no head of its row" } else { "does not stand at the heads of its column and row" },
                    );
                }
            }
            _ => {}
        });
    }
}

/// The cells of a table that are not told as they stand; of each whether it should be the head of its row.
fn odd_cells<'n>(
    table: &'n Node,
    cell: &dyn Fn(&LeafPath) -> Option<&'n SpokenCell>,
    scoped: &dyn Fn(&LeafPath, &str) -> bool,
    all: &[SpokenCell],
) -> Vec<(bool, &'n LeafPath)> {
    let Some((head, rows)) = table.children.split_first() else { return Vec::new() };
    let mut odd: Vec<(bool, &LeafPath)> =
        head.children.iter().filter(|head| !scoped(&head.path, "Column")).map(|head| (false, &head.path)).collect();
    for row in rows.iter().filter(|row| row.children.len() == head.children.len()) {
        let Some((first, others)) = row.children.split_first() else { continue };
        if !first.words.is_empty() && !scoped(&first.path, "Row") {
            odd.push((true, &first.path));
        }
        for (other, column) in
            others.iter().zip(head.children.iter().skip(1)).filter(|(other, _)| !other.words.is_empty())
        {
            let of = |path: &LeafPath| cell(path).map(|cell| cell.id.clone()).filter(|id| !id.is_empty());
            let heads = [of(&first.path), of(&column.path)];
            let own = cell(&other.path)
                .is_some_and(|cell| !cell.is_head && heads.iter().flatten().all(|head| has_head(cell, head, all, 0)));
            if !own {
                odd.push((false, &other.path));
            }
        }
    }
    odd
}

/// Whether a cell has a head, or one of its heads does: rows below a heading of their own have those of the table by that.
fn has_head(cell: &SpokenCell, id: &[u8], all: &[SpokenCell], depth: u8) -> bool {
    let mut heads = cell.heads.iter().filter_map(|head| all.iter().find(|cell| cell.id == *head));
    cell.heads.iter().any(|head| head == id) || depth < 2 && heads.any(|head| has_head(head, id, all, depth + 1))
}

/// Whether a run is the head of a column that an earlier page has, and that is read out there alone.
fn is_head_again(pages: &Pages, turn: usize) -> bool {
    let Some((before, [run, ..])) = pages.runs.split_at_checked(turn) else { return false };
    let Some(block) = run.block.as_ref().filter(|block| block.path.is_column_head()) else { return false };
    before.iter().any(|earlier| {
        let of = earlier.block.as_ref().is_some_and(|of| of.path == block.path && of.element != block.element);
        of && earlier.page < run.page
    })
}

/// Whether an element is a heading: `H1` to `H6`.
fn is_heading(element: &str) -> bool {
    element.strip_prefix('H').is_some_and(|level| level.parse::<u8>().is_ok())
}
