//! What a screen reader is told of the pages, as their file has it: words, headings, pictures, cells, lists.

use std::collections::BTreeMap;

use super::channels::bare;
use super::judged::Problems;
use crate::audit::matching::excerpt;
use crate::audit::matching::table::ExpectedNodes;
use crate::audit::reading::{Pages, is_unseen};
use crate::audit::rereading::{ExportedFile, Spoken, SpokenCell};
use crate::document::{Document, Node, Role};
use crate::model::LeafPath;

/// The letters that are seen of something, each with what it is of.
pub(super) fn seen<'a, T: Copy + 'a>(
    parts: impl Iterator<Item = (T, &'a str)> + 'a,
) -> impl Iterator<Item = (char, T)> + 'a {
    parts.flat_map(|(of, text)| text.chars().filter(|c| !is_unseen(*c)).map(move |c| (c, of)))
}

/// Holds what screen readers get of a file against the pages.
pub(super) fn check(document: &Document, pages: &Pages, file: &ExportedFile, problems: &mut Problems) {
    spoken(pages, file, problems);
    let told = told(pages, file);
    cells(document, &told, file, problems);
    lists(document, &told, file, problems);
}

/// The words that are none of the furniture, in the order of the pages, in their languages, with headings as headings, and
/// what each picture shows.
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

/// Where the blocks of a file are read out, by their path.
type Told<'a> = BTreeMap<&'a LeafPath, &'a Spoken>;

/// Where each block is read out: both have the same letters, or that is told already.
fn told<'a>(pages: &'a Pages, file: &'a ExportedFile) -> Told<'a> {
    let mut told = Told::new();
    let runs = pages.runs.iter().enumerate().filter(|(turn, run)| !run.artifact && !is_head_again(pages, *turn));
    let wanted = seen(runs.map(|(_, run)| (run.block.as_ref(), run.text.as_str())));
    let found = seen(file.spoken.iter().filter(|part| !part.picture).map(|part| (part, part.words.as_str())));
    for ((_, block), (_, part)) in wanted.zip(found) {
        if let Some(block) = block {
            told.entry(&block.path).or_insert(part);
        }
    }
    told
}

/// Cells of tables: each has the heads of its own column and row.
fn cells(document: &Document, told: &Told, file: &ExportedFile, problems: &mut Problems) {
    let cell = |path: &LeafPath| told.get(path).and_then(|part| file.cells.get(part.cell?));
    let scoped = |path: &LeafPath, scope: &str| cell(path).is_some_and(|cell| cell.is_head && cell.scope == scope);
    let nodes = ExpectedNodes::new(document);
    for path in told.iter().filter(|(_, part)| part.cell.is_some()).map(|(path, _)| *path) {
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

/// Lists: the items of each are told as one list, and a list in an item as one in that.
fn lists(document: &Document, told: &Told, file: &ExportedFile, problems: &mut Problems) {
    let of = |node: &Node| first_told(node, told).map(|part| part.list);
    let is_list = |node: &&Node| matches!(node.role, Role::List { .. });
    let mut beside = |nodes: &[Node]| {
        for list in nodes.iter().filter(is_list).filter_map(of).flatten() {
            let inside = nodes.iter().filter(|node| !is_list(node)).find(|node| of(node) == Some(Some(list)));
            problems
                .extend(inside.map(|node| format!("`{}` is told to screen readers as a part of a list", node.path)));
        }
    };
    for filled in &document.slots {
        beside(&filled.nodes);
        filled.nodes.iter().for_each(|node| node.each(&mut |node| beside(&node.children)));
    }
    for node in document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if !matches!(node.role, Role::List { .. }) {
                return;
            }
            let Some(list) = of(node) else { return };
            let odd = node.children.iter().find(|item| list.is_none() || of(item).is_some_and(|other| other != list));
            problems.extend(
                odd.map(|item| format!("`{}` is not told to screen readers in the list of its own", item.path)),
            );
            let inner = node.children.iter().flat_map(|item| &item.children);
            for inner in inner.filter(is_list) {
                let around = of(inner).flatten().and_then(|list| file.lists.get(list).copied()?);
                if around != list {
                    problems
                        .push(format!("the list `{}` is not told to screen readers as one in its item", inner.path));
                }
            }
        });
    }
}

/// Where the first words of a group are read out.
fn first_told<'a>(node: &Node, told: &Told<'a>) -> Option<&'a Spoken> {
    told.get(&node.path).copied().or_else(|| node.children.iter().find_map(|child| first_told(child, told)))
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
