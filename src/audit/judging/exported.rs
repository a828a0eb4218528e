//! The exported file against the pages that it was made of: what was judged there is what whoever has the file gets.

use super::aloud::{self, seen};
use super::channels::bare;
use super::judged::Problems;
use crate::audit::matching::excerpt;
use crate::audit::reading::{Bounds, Pages, TextRun};
use crate::audit::rereading::{ExportedFile, ExportedLetter, ExportedPage, PressTarget, reread};
use crate::document::Document;

/// How far letters and areas may stand from their place, in points: files have numbers to a hundredth.
const SLACK: f64 = 0.1;

/// What differs between a tagged file to read and the pages of its document.
pub fn reading(document: &Document, pages: &Pages, bytes: &[u8]) -> Vec<String> {
    judged(pages, bytes, |file, problems| {
        problems.extend(file.boxes.iter().map(|what| format!("it has {what}, which cannot be judged")));
        places(pages, document.form.is_some(), file, problems);
        bookmarks(pages, file, problems);
        properties(document, file, problems);
        aloud::check(document, pages, file, problems);
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
