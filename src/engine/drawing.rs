//! Pages as SVG, for a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use roxmltree::{Document, Node};
use typst_layout::PagedDocument;

/// Each page as an SVG file of its own.
pub fn drawings(document: &PagedDocument) -> Vec<String> {
    let draw = |page| lines(&typst_svg::svg(page, &typst_svg::SvgOptions::default()));
    document.pages().par_iter().map(draw).collect()
}

/// A drawing in which letters that follow each other are one path. Typst draws each letter as a `use` of an outline, and
/// browsers take three times as long over thousands of these.
fn lines(svg: &str) -> String {
    let Ok(tree) = Document::parse(svg) else { return svg.to_owned() };
    let outlines: BTreeMap<&str, Outline> = tree.descendants().filter_map(outline).collect();
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    for group in tree.descendants().filter(Node::is_element) {
        let children: Vec<(Node, Option<DrawnLetter>)> = group.children().map(|node| (node, letter(node))).collect();
        for run in children.chunk_by(|(_, a), (_, b)| a.as_ref().map(|a| a.fill) == b.as_ref().map(|b| b.fill)) {
            let path: Option<String> = run.iter().map(|(_, letter)| path(letter.as_ref()?, &outlines)).collect();
            match (path, run) {
                (Some(path), [(first, Some(DrawnLetter { fill, .. })), ..]) => {
                    let end = run.last().map_or(first.range().end, |(last, _)| last.range().end);
                    changes.push((first.range().start..end, format!("<path fill=\"{fill}\" d=\"{path}\"/>")));
                }
                _ => kept.extend(run.iter().filter_map(|(node, _)| target(*node))),
            }
        }
    }
    let unused = outlines.iter().filter(|(id, _)| !kept.contains(*id));
    changes.extend(unused.map(|(_, outline)| (outline.range.clone(), String::new())));
    changes.sort_by_key(|(range, _)| range.start);
    let mut drawing = String::with_capacity(2 * svg.len());
    let mut done = 0;
    for (range, new) in changes {
        drawing.push_str(&svg[done..range.start]);
        drawing.push_str(&new);
        done = range.end;
    }
    drawing.push_str(&svg[done..]);
    drawing
}

/// The outline of a letter, as the drawing defines it.
struct Outline {
    /// Behind its first point, which is 0 0: all the rest is relative to that.
    steps: String,
    range: Range<usize>,
}

/// A symbol that is a path without colours of its own, by its id.
fn outline<'a>(node: Node<'a, '_>) -> Option<(&'a str, Outline)> {
    let path = node.first_element_child().filter(|path| path.has_tag_name((SVG, "path")))?;
    let is_plain = node.has_tag_name((SVG, "symbol")) && node.children().count() == 1 && path.attributes().len() == 1;
    let steps = path.attribute("d").filter(|_| is_plain)?.strip_prefix("M 0 0")?;
    // A point that is not relative would move with no letter.
    let is_relative = !steps.contains(|step: char| step.is_ascii_uppercase() && step != 'Z');
    is_relative.then_some((node.attribute("id")?, Outline { steps: packed(steps), range: node.range() }))
}

/// Steps without the spaces that nobody needs: a page has thousands.
fn packed(steps: &str) -> String {
    let parts = |last: char, next: char| !(last.is_ascii_alphabetic() || next.is_ascii_alphabetic() || next == '-');
    let mut packed = String::with_capacity(steps.len());
    for step in steps.split_ascii_whitespace() {
        let ends = packed.chars().last().zip(step.chars().next());
        if ends.is_some_and(|(last, next)| parts(last, next)) {
            packed.push(' ');
        }
        packed.push_str(step);
    }
    packed
}

/// A letter where it stands.
struct DrawnLetter<'a> {
    id: &'a str,
    at: [&'a str; 2],
    fill: &'a str,
}

fn letter<'a>(node: Node<'a, '_>) -> Option<DrawnLetter<'a>> {
    let is_plain = node.attributes().len() == 5 && node.attribute("fill-rule") == Some("nonzero");
    let at = [node.attribute("x")?, node.attribute("y")?];
    Some(DrawnLetter { id: target(node).filter(|_| is_plain)?, at, fill: node.attribute("fill")? })
}

/// What a `use` draws, by its id.
fn target<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute((XLINK, "href")).filter(|_| node.has_tag_name((SVG, "use")))?.strip_prefix('#')
}

fn path(letter: &DrawnLetter, outlines: &BTreeMap<&str, Outline>) -> Option<String> {
    let [x, y] = letter.at;
    Some(format!("M{x} {y}{}", outlines.get(letter.id)?.steps))
}

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWN: &str = concat!(
        r##"<svg viewBox="0 0 60 30" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">"##,
        r##"<path fill="#ffffff" d="M 0 0h 60v 30h -60Z"/><g transform="matrix(1 0 0 -1 0 20)">"##,
        r##"<use xlink:href="#a" x="2" y="0" fill="#000" fill-rule="nonzero"/>"##,
        r##"<use xlink:href="#b" x="12.5" y="1" fill="#000" fill-rule="nonzero"/>"##,
        r##"<use xlink:href="#b" x="24" y="0" fill="#c00" fill-rule="nonzero"/>"##,
        r##"<use xlink:href="#a" x="36" y="0" fill="#c00" fill-rule="nonzero" opacity="0.5"/></g><defs>"##,
        r##"<symbol id="a" overflow="visible"><path d="M 0 0m 1 0h 6v 8h -6Z m 2 2v 4h 2v -4Z "/></symbol>"##,
        r##"<symbol id="b" overflow="visible"><path d="M 0 0m 0 0q 4 8 8 0Z "/></symbol></defs></svg>"##,
    );

    fn pixels(svg: &str) -> Vec<u8> {
        let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).expect("an SVG");
        let mut map = resvg::tiny_skia::Pixmap::new(240, 120).expect("a size");
        resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(4.0, 4.0), &mut map.as_mut());
        map.take()
    }

    #[test]
    fn letters_of_one_colour_become_one_path_that_looks_the_same() {
        let drawing = lines(DRAWN);
        assert_eq!(drawing.matches("<path fill=\"#000\"").count(), 1, "{drawing}");
        assert_eq!(drawing.matches("<path fill=\"#c00\"").count(), 1, "{drawing}");
        // What is drawn in another way stays, with its outline.
        assert_eq!((drawing.matches("<use").count(), drawing.matches("<symbol").count()), (1, 1), "{drawing}");
        assert!(pixels(&drawing) == pixels(DRAWN));
    }
}
