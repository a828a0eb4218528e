//! The frames of a document as words with their place, label and visibility; the only audit file that knows Typst.

use std::sync::Arc;

use typst::foundations::Content;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Size, Transform};
use typst::pdf::{PdfMarkerTag, PdfMarkerTagKind};
use typst::visualize::{Curve, FillRule, Geometry, ImageKind, Paint};
use typst_layout::PagedDocument;

/// The prefix of the labels under which layouts print blocks.
const PREFIX: &str = "h:";

/// A run of words on a page.
#[derive(Clone, Debug)]
pub struct Run {
    /// The page, from 0.
    pub page: usize,
    /// The block that it belongs to: the innermost label, and which element carries it.
    pub block: Option<Block>,
    /// Whether it is the mark of a list item, which belongs to no block.
    pub mark: bool,
    /// The words.
    pub text: String,
    /// Its middle from the top of the page, as a share of the page's height.
    pub height: f64,
    /// Left, top, right and bottom on the page, in points.
    pub bounds: [f64; 4],
    /// Size of its letters, in points.
    pub size: f64,
    /// Why a reader cannot see it.
    pub hidden: Option<Hidden>,
}

/// A labelled element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its path.
    pub path: String,
    /// Tells apart elements of the same path.
    pub element: u128,
}

/// Why words cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hidden {
    /// Outside the page or what is cut out of it.
    Outside,
    /// Smaller than 7 pt.
    Tiny(f64),
    /// Contrast with its ground below 4.5:1 (3:1 from 18 pt on).
    Faint(f64),
    /// Under something drawn later.
    Covered,
    /// In or on a gradient or pattern, or on a picture: cannot be judged.
    Unjudged,
}

/// What the pages hold.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Runs in the order of the frames.
    pub runs: Vec<Run>,
    /// Pictures, by their bytes, with their page.
    pub images: Vec<(usize, Arc<[u8]>)>,
    /// Number of pages.
    pub count: usize,
}

/// Something drawn that can hide words or be their ground.
struct Drawn {
    at: usize,
    bounds: Rect,
    /// Where it is filled, if it is no rectangle, and the way from the page to its own coordinates.
    curve: Option<(Curve, FillRule, Transform)>,
    /// `None`: cannot be judged.
    colour: Option<[f64; 4]>,
}

impl Drawn {
    /// The share of a rectangle that it fills.
    fn share(&self, bounds: &Rect) -> f64 {
        let share = overlap(&self.bounds, bounds);
        let Some((curve, rule, back)) = self.curve.as_ref().filter(|_| share > 0.0) else { return share };
        // Points spread over the rectangle: a frame drawn as a filled curve has nothing in its middle.
        let (columns, rows) = (5, 2);
        let size = bounds.max - bounds.min;
        let inside = (0..columns * rows)
            .filter(|i| {
                let (x, y) = (f64::from(i % columns), f64::from(i / columns));
                let at = Point::new(size.x * ((x + 0.5) / f64::from(columns)), size.y * ((y + 0.5) / f64::from(rows)));
                curve.contains(*rule, (bounds.min + at).transform(*back))
            })
            .count();
        inside as f64 / f64::from(columns * rows)
    }
}

struct Word {
    at: usize,
    run: usize,
    bounds: Rect,
    colour: Option<[f64; 4]>,
    size: f64,
}

/// What an open element is to the audit.
enum Element {
    /// A labelled block, by its path.
    Block(String),
    /// The mark of a list item.
    Mark,
    /// Neither.
    Other,
}

struct Walk {
    pages: Pages,
    /// Open elements.
    open: Vec<(Location, Element)>,
    drawn: Vec<Drawn>,
    words: Vec<Word>,
    page: usize,
    page_size: Size,
    clips: Vec<Rect>,
    order: usize,
}

/// Reads a document back.
pub fn read(document: &PagedDocument) -> Pages {
    let mut walk = Walk {
        pages: Pages { count: document.pages().len(), ..Pages::default() },
        open: Vec::new(),
        drawn: Vec::new(),
        words: Vec::new(),
        page: 0,
        page_size: Size::zero(),
        clips: Vec::new(),
        order: 0,
    };
    for (i, page) in document.pages().iter().enumerate() {
        walk.page = i;
        walk.page_size = page.frame.size();
        walk.drawn.clear();
        walk.words.clear();
        let paper = match &page.fill {
            typst::foundations::Smart::Custom(Some(paint)) => solid(paint),
            _ => Some([1.0; 4]),
        };
        walk.drawn.push(Drawn {
            at: 0,
            bounds: Rect::from_pos_size(Point::zero(), walk.page_size),
            curve: None,
            colour: paper,
        });
        walk.order = 1;
        walk.frame(&page.frame, Transform::identity());
        walk.judge();
    }
    walk.pages
}

fn solid(paint: &Paint) -> Option<[f64; 4]> {
    match paint {
        Paint::Solid(colour) => {
            let rgb = colour.to_rgb();
            Some([f64::from(rgb.red), f64::from(rgb.green), f64::from(rgb.blue), f64::from(rgb.alpha)])
        }
        _ => None,
    }
}

/// What an element is to the audit.
fn element(content: &Content) -> Element {
    let path = content.label().and_then(|label| label.resolve().as_str().strip_prefix(PREFIX).map(str::to_owned));
    let mark = || content.to_packed::<PdfMarkerTag>().is_some_and(|tag| tag.kind == PdfMarkerTagKind::ListItemLabel);
    match path {
        Some(path) => Element::Block(path),
        None if mark() => Element::Mark,
        None => Element::Other,
    }
}

impl Walk {
    fn frame(&mut self, frame: &Frame, ts: Transform) {
        for (pos, item) in frame.items() {
            let here = ts.pre_concat(Transform::translate(pos.x, pos.y));
            self.order += 1;
            match item {
                FrameItem::Group(group) => {
                    let inner = here.pre_concat(group.transform);
                    if let Some(clip) = &group.clip {
                        let bounds = transformed(clip.bbox(None), inner);
                        self.clips.push(bounds);
                    }
                    self.frame(&group.frame, inner);
                    if group.clip.is_some() {
                        self.clips.pop();
                    }
                }
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Shape(shape, _) => {
                    let fill = shape.fill.as_ref().map(solid);
                    if let Some(colour) = fill {
                        let bounds = transformed(shape.geometry.bbox(None), here);
                        let curve = match &shape.geometry {
                            Geometry::Curve(curve) => here.invert().map(|back| (curve.clone(), shape.fill_rule, back)),
                            _ => None,
                        };
                        self.drawn.push(Drawn { at: self.order, bounds, curve, colour });
                    }
                    if let Some(stroke) = &shape.stroke {
                        // A thin frame hides nothing; a line or a thick frame does.
                        let line = matches!(shape.geometry, Geometry::Line(_));
                        if line || stroke.thickness > Abs::pt(6.0) {
                            let bounds = transformed(shape.bbox(true), here);
                            self.drawn.push(Drawn {
                                at: self.order,
                                bounds,
                                curve: None,
                                colour: solid(&stroke.paint),
                            });
                        }
                    }
                }
                FrameItem::Image(image, size, _) => {
                    let bounds = transformed(Rect::from_pos_size(Point::zero(), *size), here);
                    self.drawn.push(Drawn { at: self.order, bounds, curve: None, colour: None });
                    let bytes: Arc<[u8]> = match image.kind() {
                        ImageKind::Raster(raster) => Arc::from(raster.data().as_slice()),
                        ImageKind::Svg(svg) => Arc::from(svg.data().as_slice()),
                        _ => Arc::from(&[][..]),
                    };
                    self.pages.images.push((self.page, bytes));
                }
                FrameItem::Link(..) => {}
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(location) = content.location() {
                        self.open.push((location, element(content)));
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    if let Some(i) = self.open.iter().rposition(|(open, _)| open == location) {
                        self.open.remove(i);
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &typst::text::TextItem, ts: Transform) {
        let scale = (ts.sx.get() * ts.sy.get() - ts.kx.get() * ts.ky.get()).abs().sqrt();
        let size = text.size.to_pt() * scale;
        let bounds = Rect::new(Point::new(Abs::zero(), text.size * -0.72), Point::new(text.width(), text.size * 0.2));
        let bounds = transformed(bounds, ts);
        let middle = (bounds.min.y + bounds.max.y) / 2.0;
        let run = Run {
            page: self.page,
            block: self.open.iter().rev().find_map(|(location, element)| match element {
                Element::Block(path) => Some(Block { path: path.clone(), element: location.hash() }),
                _ => None,
            }),
            mark: self
                .open
                .iter()
                .rev()
                .find(|(_, e)| !matches!(e, Element::Other))
                .is_some_and(|(_, e)| matches!(e, Element::Mark)),
            text: text.text.to_string(),
            height: middle / self.page_size.y,
            bounds: [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y].map(Abs::to_pt),
            size,
            hidden: None,
        };
        let slack = Abs::pt(0.5);
        let page = Rect::from_pos_size(Point::zero(), self.page_size);
        let inside = |outer: &Rect| {
            outer.min.x - slack <= bounds.min.x
                && outer.max.x + slack >= bounds.max.x
                && outer.min.y - slack <= bounds.min.y
                && outer.max.y + slack >= bounds.max.y
        };
        let blank = text.text.trim().is_empty();
        let hidden = if blank {
            None
        } else if !inside(&page) || !self.clips.iter().all(inside) {
            Some(Hidden::Outside)
        } else if size < 7.0 {
            Some(Hidden::Tiny(size))
        } else {
            None
        };
        self.pages.runs.push(Run { hidden, ..run });
        if !blank {
            self.words.push(Word {
                at: self.order,
                run: self.pages.runs.len() - 1,
                bounds,
                colour: solid(&text.fill),
                size,
            });
        }
    }

    /// Judges the words of a page against what is drawn under and over them.
    fn judge(&mut self) {
        for word in &self.words {
            let run = &mut self.pages.runs[word.run];
            if run.hidden.is_some() {
                continue;
            }
            let covered = self
                .drawn
                .iter()
                .any(|d| d.at > word.at && d.colour.is_none_or(|c| c[3] > 0.05) && d.share(&word.bounds) > 0.1);
            if covered {
                run.hidden = Some(Hidden::Covered);
                continue;
            }
            let mut ground = Some([1.0, 1.0, 1.0, 1.0]);
            for d in self.drawn.iter().filter(|d| d.at < word.at && d.share(&word.bounds) > 0.1) {
                ground = match (ground, d.colour) {
                    (_, Some(c)) if c[3] >= 0.999 => Some(c),
                    (Some(below), Some(c)) => Some(over(c, below)),
                    _ => None,
                };
            }
            let (Some(ground), Some(colour)) = (ground, word.colour) else {
                run.hidden = Some(Hidden::Unjudged);
                continue;
            };
            let ratio = contrast(over(colour, ground), ground);
            if ratio < if word.size >= 18.0 { 3.0 } else { 4.5 } {
                run.hidden = Some(Hidden::Faint(ratio));
            }
        }
    }
}

/// A colour laid over another.
fn over(top: [f64; 4], below: [f64; 4]) -> [f64; 4] {
    let a = top[3];
    let mix = |i: usize| top[i] * a + below[i] * (1.0 - a);
    [mix(0), mix(1), mix(2), 1.0]
}

fn contrast(a: [f64; 4], b: [f64; 4]) -> f64 {
    use crate::model::Colour;
    let byte = |x: f64| (x.clamp(0.0, 1.0) * 255.0).round() as u8;
    let colour = |c: [f64; 4]| Colour(byte(c[0]), byte(c[1]), byte(c[2]));
    colour(a).contrast(colour(b))
}

/// The share of `inner` that `outer` overlaps.
fn overlap(outer: &Rect, inner: &Rect) -> f64 {
    let span = |a0: Abs, a1: Abs, b0: Abs, b1: Abs| (a1.min(b1) - a0.max(b0)).max(Abs::zero());
    let w = span(outer.min.x, outer.max.x, inner.min.x, inner.max.x);
    let h = span(outer.min.y, outer.max.y, inner.min.y, inner.max.y);
    let area = (inner.max.x - inner.min.x).to_pt() * (inner.max.y - inner.min.y).to_pt();
    if area <= 0.0 { 0.0 } else { w.to_pt() * h.to_pt() / area }
}

/// The bounds of a rectangle after a transformation.
fn transformed(rect: Rect, ts: Transform) -> Rect {
    let corners = [rect.min, Point::new(rect.max.x, rect.min.y), rect.max, Point::new(rect.min.x, rect.max.y)]
        .map(|p| p.transform(ts));
    let mut min = corners[0];
    let mut max = corners[0];
    for p in corners {
        min = Point::new(min.x.min(p.x), min.y.min(p.y));
        max = Point::new(max.x.max(p.x), max.y.max(p.y));
    }
    Rect::new(min, max)
}
