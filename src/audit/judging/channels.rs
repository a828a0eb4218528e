//! What viewers and screen readers get beside the words on the pages: pages, metadata, bookmarks, links.

use super::areas::{holds, union};
use super::judged::{Judged, Problems};
use super::jumps;
use crate::audit::matching::excerpt;
use crate::audit::matching::same::squeeze;
use crate::audit::reading::{Bounds, ReadHeading, TextRun, Weblink};
use crate::document::{Node, Role};

/// How far a link may reach around its words, in points.
const ROUND: f64 = 8.0;

/// A heading that stands in the line of its words, and is no place to go to.
const RUN_IN: &str = "worksheets.heading";

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let Judged { document, pages, .. } = judged;
    for (page, what) in &pages.strange {
        problems.push(format!("page {} has {what}, which cannot be judged", page + 1));
    }
    check_pages(judged, problems);
    if pages.info != document.info {
        problems.push("title, authors, description or keywords of the file are not those of the text".to_owned());
    }
    for heading in &pages.headings {
        let runs = pages.runs.get(heading.runs.0..heading.runs.1).unwrap_or_default();
        let printed: String = runs.iter().map(|run| squeeze(&run.letters.words)).collect();
        let (words, printed) = (bare(&heading.words), bare(&printed));
        if words != printed {
            problems
                .push(format!("the heading `{}` is in the bookmarks and not on the pages", excerpt(&heading.words)));
        }
    }
    for heading in &pages.headings {
        check_heading(judged, heading, problems);
    }
    check_levels(judged, problems);
    let bookmarked = |turn: usize| {
        pages.headings.iter().any(|heading| heading.bookmarked && (heading.runs.0..heading.runs.1).contains(&turn))
    };
    let headings = judged.table.flow.iter().filter(|node| node.role == Role::Heading && *node.path != *RUN_IN);
    for p in headings.filter_map(|node| judged.first(&node.path)) {
        if !bookmarked(p.runs.0) {
            problems.push(format!("the heading `{}` is not in the bookmarks", p.block.path));
        }
    }
    jumps::check(document, pages, problems);
    let pressed = |run: &TextRun, url: &String| {
        pages.links.iter().any(|link| link.page == run.page && link.url == *url && holds(&link.bounds, &run.bounds))
    };
    for run in pages.runs.iter().filter(|run| !run.is_blank()) {
        if let Some(url) = run.link.as_ref().filter(|url| !pressed(run, url)) {
            let (words, page) = (excerpt(&run.text), run.page + 1);
            problems.push(format!("`{words}` on page {page} cannot be pressed, and should lead to `{}`", excerpt(url)));
        }
    }
    for link in &pages.links {
        check_link(judged, link, problems);
    }
}

/// The node whose words a heading begins with.
fn written_as<'a>(judged: &Judged<'a>, heading: &ReadHeading) -> Option<&'a Node> {
    let runs = judged.pages.runs.get(heading.runs.0..heading.runs.1).unwrap_or_default();
    let block = runs.iter().find_map(|run| run.block.as_ref())?;
    judged.table.node(&block.path)
}

/// A heading is the whole of what is written as one: half a sentence among the headings says something else.
fn check_heading(judged: &Judged, heading: &ReadHeading, problems: &mut Problems) {
    let node = written_as(judged, heading);
    let whole = node.is_some_and(|node| {
        let role = matches!(node.role, Role::Paragraph | Role::TableCell | Role::Caption | Role::Reference);
        !role && bare(&node.text()) == bare(&heading.words)
    });
    if !whole {
        problems.push(format!("`{}` is a heading, and is not written as one", excerpt(&heading.words)));
    }
}

/// Headings of the same kind have the same level, and questions lie below those of their sections.
fn check_levels(judged: &Judged, problems: &mut Problems) {
    // Panels have heads above those of their sections.
    if judged.document.job.has_panels() {
        return;
    }
    let levels = |is: fn(&Role) -> bool| {
        let heading = move |heading: &&ReadHeading| written_as(judged, heading).is_some_and(|node| is(&node.role));
        judged.pages.headings.iter().filter(heading)
    };
    let sections = || levels(|role| *role == Role::Heading);
    let first = sections().map(|heading| heading.level).min();
    let odd = sections().find(|heading| Some(heading.level) != first);
    let questions = || levels(|role| *role == Role::Question);
    let odd = odd.or_else(|| questions().find(|heading| first.is_some_and(|first| heading.level != first + 1)));
    problems.extend(
        odd.map(|heading| {
            format!("the heading `{}` has another level than those of its kind", excerpt(&heading.words))
        }),
    );
}

/// Letters and digits alone: at the end of a line a hyphen may come twice, and signs that are not seen may be anywhere.
pub(super) fn bare(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Number and size of the pages.
fn check_pages(judged: &Judged, problems: &mut Problems) {
    let Judged { document, pages, .. } = judged;
    if let Some(count) = document.pages.filter(|count| *count != pages.count) {
        problems.push(format!("there are {} pages, not {count}", pages.count));
    }
    let size = document.job.product.page_size(document.job.paper);
    for (page, (width, height)) in pages.sizes.iter().enumerate() {
        if (width - size.0).abs() > 1.0 || (height - size.1).abs() > 1.0 {
            let page = page + 1;
            problems.push(format!("page {page} is {width:.0} x {height:.0} pt, not {:.0} x {:.0} pt", size.0, size.1));
        }
    }
}

/// A link lies on words that lead where it does, and on no others.
fn check_link(judged: &Judged, link: &Weblink, problems: &mut Problems) {
    let page = link.page + 1;
    let under = judged.pages.runs.iter().filter(|run| run.page == link.page && !run.is_blank());
    let own: Vec<Bounds> = under.clone().filter(|run| holds(&link.bounds, &run.bounds)).map(|run| run.bounds).collect();
    let words = own.iter().copied().reduce(|a, b| union(&a, &b));
    let wide = words.is_some_and(|w| {
        let l = link.bounds;
        w[0] - l[0] > ROUND || w[1] - l[1] > ROUND || l[2] - w[2] > ROUND || l[3] - w[3] > ROUND
    });
    if wide {
        problems.push(format!("page {page} has a link that is larger than its words: `{}`", excerpt(&link.url)));
    }
    let mut under = under.filter(|run| holds(&link.bounds, &run.bounds)).peekable();
    let on_none = under.peek().is_none() && !is_part(judged, link);
    if on_none || under.any(|run| run.link.as_ref() != Some(&link.url)) {
        problems.push(format!("page {page} has a link that lies on no words of its own: `{}`", excerpt(&link.url)));
    }
}

/// Whether a link that lies on no words is a part of one that does: where a line ends within it, Typst leaves an area of
/// its own for the space there. It is no wider than one, stands in the line of its words and no farther from them than
/// their own link may, and lies on no words of others.
fn is_part(judged: &Judged, link: &Weblink) -> bool {
    let l = link.bounds;
    let shared = |run: &TextRun| {
        let w = run.bounds;
        [l[2].min(w[2]) - l[0].max(w[0]), l[3].min(w[3]) - l[1].max(w[1])]
    };
    let (own, others): (Vec<&TextRun>, Vec<&TextRun>) = judged
        .pages
        .runs
        .iter()
        .filter(|run| run.page == link.page && !run.is_blank())
        .partition(|run| run.link.as_ref() == Some(&link.url));
    let beside = |run: &&TextRun| {
        let (w, [across, along]) = (run.bounds, shared(run));
        across >= -ROUND && along >= 0.5 * (l[3] - l[1]).min(w[3] - w[1])
    };
    let covers = |run: &&TextRun| shared(run).into_iter().all(|shared| shared > 1.0);
    l[2] - l[0] <= ROUND && own.iter().any(beside) && !others.iter().any(covers)
}
