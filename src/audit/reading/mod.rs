//! The frames of a document as words with their place, label and visibility, and what readers get beside them.
//!
//! With `visible` the only audit file that knows Typst.

use std::rc::Rc;
use std::sync::Arc;

use typst::foundations::{Content, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Sides, Size, Transform};
use typst::model::{Destination, Document, FigureElem, HeadingElem};
use typst::pdf::{ArtifactElem, PdfMarkerTag, PdfMarkerTagKind};
use typst::text::{Glyph, TextItem};
use typst::visualize::{ImageElem, ImageKind, Paint, Shape};
use typst_layout::PagedDocument;

mod visible;

use crate::document::Info;
use crate::model::LeafPath;
use crate::questions::controls::SCHEME;
pub use visible::Hidden;
use visible::{Clip, Drawn, Word, contains, covered, judge, solid, transformed};

/// The prefix of the labels under which layouts print blocks.
const PREFIX: &str = "h:";

/// A run of words on a page.
#[derive(Clone, Debug)]
pub struct TextRun {
    /// The page, from 0.
    pub page: usize,
    /// The block that it belongs to: the innermost label, and which element carries it.
    pub block: Option<LabelledBlock>,
    /// Whether it is the mark of a list item, which belongs to no block.
    pub mark: bool,
    /// Whether screen readers pass it over.
    pub artifact: bool,
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: String,
    /// Its middle from the top of the page, as a share of the page's height.
    pub height: f64,
    /// Left, top, right and bottom on the page, in points.
    pub bounds: [f64; 4],
    /// Size of its letters, in points.
    pub size: f64,
    /// Why a reader cannot see it.
    pub hidden: Option<Hidden>,
}

/// The place of a control that a screen fills in.
#[derive(Clone, Debug)]
pub struct PlacedControl {
    /// Its key.
    pub key: LeafPath,
    /// The page, from 0.
    pub page: usize,
    /// Left, top, right and bottom on the page, in points.
    pub bounds: [f64; 4],
    /// How many runs are read before it.
    pub after: usize,
    /// Why nobody can use it.
    pub flaw: Option<Flaw>,
}

/// Why nobody can use a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Outside the page or what is cut out of it.
    Outside,
    /// Turned, mirrored or slanted.
    Turned,
    /// Under something drawn later.
    Covered,
    /// Screen readers pass it over.
    Artifact,
}

/// A labelled element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledBlock {
    /// Its path.
    pub path: LeafPath,
    /// Tells apart elements of the same path.
    pub element: u128,
}

/// A link to a place in the file.
#[derive(Clone, Debug)]
pub struct Jump {
    /// Its page, from 0.
    pub page: usize,
    /// Left, top, right and bottom of what can be pressed, in points.
    pub bounds: [f64; 4],
    /// How many runs are read before it.
    pub after: usize,
    /// The labelled element that it leads to; `None` of any other place.
    pub to: Option<LeafPath>,
}

/// What the pages hold.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Runs in the order of the frames.
    pub runs: Vec<TextRun>,
    /// Pictures, by their bytes, with their page.
    pub images: Vec<(usize, Arc<[u8]>)>,
    /// Number of pages.
    pub count: usize,
    /// Width and height of each page, in points.
    pub sizes: Vec<(f64, f64)>,
    /// What cannot be judged, with its page.
    pub strange: Vec<(usize, &'static str)>,
    /// What goes into bookmarks: the words of headings.
    pub headings: Vec<String>,
    /// Alternative texts of pictures.
    pub alts: Vec<String>,
    /// Where links lead.
    pub links: Vec<String>,
    /// Links to places in the file, in the order of the frames.
    pub jumps: Vec<Jump>,
    /// Controls in the order of the frames.
    pub controls: Vec<PlacedControl>,
    /// Title, authors, description and keywords of the file.
    pub info: Info,
}

/// What an open element is to the audit.
enum Element {
    /// A labelled block, by its path.
    LabelledBlock(LeafPath),
    /// The mark of a list item.
    Mark,
    /// Passed over by screen readers.
    Artifact,
    /// None of these.
    Other,
}

#[derive(Default)]
struct PageWalk {
    pages: Pages,
    /// Open elements, also from page to page.
    open: Vec<(Location, Element)>,
    /// Where each link to a place in the file leads, by its turn.
    targets: Vec<Option<Location>>,
    /// The paths of labelled elements by their places.
    labelled: Vec<(Location, LeafPath)>,
    drawn: Vec<Drawn>,
    words: Vec<(usize, Word)>,
    /// Controls of the page, with their turn in the order of drawing.
    controls: Vec<(usize, usize, Rect)>,
    page: usize,
    bounds: Option<Rect>,
    clips: Vec<Rc<Clip>>,
    order: usize,
}

/// Reads a document back.
pub fn read(document: &PagedDocument) -> Pages {
    let mut walk = PageWalk::default();
    walk.pages.count = document.pages().len();
    let info = document.info();
    let list = |items: &[typst::ecow::EcoString]| items.iter().map(ToString::to_string).collect();
    walk.pages.info = Info {
        title: info.title.as_deref().unwrap_or_default().to_owned(),
        authors: list(&info.author),
        description: info.description.as_deref().unwrap_or_default().to_owned(),
        keywords: list(&info.keywords),
    };
    for (i, page) in document.pages().iter().enumerate() {
        walk.page = i;
        let size = page.frame.size();
        let bounds = Rect::from_pos_size(Point::zero(), size);
        walk.bounds = Some(bounds);
        walk.pages.sizes.push((size.x.to_pt(), size.y.to_pt()));
        walk.drawn.clear();
        walk.words.clear();
        walk.controls.clear();
        let paper = match &page.fill {
            Smart::Custom(Some(paint)) => walk.paint(paint),
            _ => Some([1.0; 4]),
        };
        walk.drawn.push(Drawn::filled(0, bounds, Transform::identity(), paper));
        if page.numbering.is_some() {
            walk.strange("a page label");
        }
        // Typst moves and shrinks what stands on a page with bleed; what is printed to an edge gets it on sheets.
        if page.bleed != Sides::default() {
            walk.strange("a bleed");
        }
        walk.order = 1;
        walk.frame(&page.frame, Transform::identity());
        let words: Vec<Word> = Vec::new();
        let (runs, words): (Vec<usize>, Vec<Word>) =
            walk.words.drain(..).fold((Vec::new(), words), |(mut runs, mut words), (run, word)| {
                runs.push(run);
                words.push(word);
                (runs, words)
            });
        for (run, hidden) in runs.into_iter().zip(judge(&words, &walk.drawn)) {
            let run = &mut walk.pages.runs[run];
            run.hidden = run.hidden.or(hidden);
        }
        for (i, at, bounds) in &walk.controls {
            let control = &mut walk.pages.controls[*i];
            control.flaw = control.flaw.or(covered(*at, bounds, &walk.drawn).then_some(Flaw::Covered));
        }
    }
    for (jump, target) in walk.pages.jumps.iter_mut().zip(&walk.targets) {
        jump.to = walk.labelled.iter().find(|(at, _)| Some(at) == target.as_ref()).map(|(_, path)| path.clone());
    }
    walk.pages
}

impl PageWalk {
    fn strange(&mut self, what: &'static str) {
        if !self.pages.strange.contains(&(self.page, what)) {
            self.pages.strange.push((self.page, what));
        }
    }

    /// The colour of a paint; what has none may hold words or pictures of its own.
    fn paint(&mut self, paint: &Paint) -> Option<[f64; 4]> {
        let colour = solid(paint);
        if colour.is_none() {
            self.strange("a pattern or gradient");
        }
        colour
    }

    /// What an element is, and what it tells readers beside the pages.
    fn element(&mut self, content: &Content) -> Element {
        if let Some(heading) = content.to_packed::<HeadingElem>() {
            self.pages.headings.push(heading.body.plain_text().to_string());
        }
        if content.to_packed::<FigureElem>().is_some() {
            self.strange("a figure");
        }
        if let Some(image) = content.to_packed::<ImageElem>() {
            self.pages.alts.push(image.alt.get_cloned(StyleChain::default()).unwrap_or_default().to_string());
        }
        let path = content.label().and_then(|label| label.resolve().as_str().strip_prefix(PREFIX).map(LeafPath::read));
        let mark = || content.to_packed::<PdfMarkerTag>().is_some_and(|t| t.kind == PdfMarkerTagKind::ListItemLabel);
        match path {
            Some(path) => Element::LabelledBlock(path),
            None if content.to_packed::<ArtifactElem>().is_some() => Element::Artifact,
            None if mark() => Element::Mark,
            None => Element::Other,
        }
    }

    fn frame(&mut self, frame: &Frame, ts: Transform) {
        for (pos, item) in frame.items() {
            let here = ts.pre_concat(Transform::translate(pos.x, pos.y));
            self.order += 1;
            match item {
                FrameItem::Group(group) => {
                    let inner = here.pre_concat(group.transform);
                    self.clips.extend(group.clip.as_ref().map(|clip| Rc::new(Clip::new(clip, inner))));
                    self.frame(&group.frame, inner);
                    if group.clip.is_some() {
                        self.clips.pop();
                    }
                }
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Shape(shape, _) => self.shape(shape, here),
                FrameItem::Image(image, size, _) => {
                    let picture = Drawn::filled(self.order, Rect::from_pos_size(Point::zero(), *size), here, None);
                    self.drawn.extend(picture.cut(&self.clips));
                    let bytes: Arc<[u8]> = match image.kind() {
                        ImageKind::Raster(raster) => Arc::from(raster.data().as_slice()),
                        ImageKind::Svg(svg) => Arc::from(svg.data().as_slice()),
                        _ => Arc::from(&[][..]),
                    };
                    self.pages.images.push((self.page, bytes));
                }
                FrameItem::Link(Destination::Url(url), size) => match url.as_str().strip_prefix(SCHEME) {
                    Some(key) => self.control(key, *size, here),
                    None => self.pages.links.push(url.as_str().to_owned()),
                },
                FrameItem::Link(Destination::Location(to), size) => self.jump(Some(*to), *size, here),
                FrameItem::Link(Destination::Position(_), size) => self.jump(None, *size, here),
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(location) = content.location() {
                        let element = self.element(content);
                        if let Element::LabelledBlock(path) = &element {
                            self.labelled.push((location, path.clone()));
                        }
                        self.open.push((location, element));
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

    fn jump(&mut self, to: Option<Location>, size: Size, ts: Transform) {
        let bounds = points(&transformed(Rect::from_pos_size(Point::zero(), size), ts));
        self.targets.push(to);
        self.pages.jumps.push(Jump { page: self.page, bounds, after: self.pages.runs.len(), to: None });
    }

    fn control(&mut self, key: &str, size: Size, ts: Transform) {
        let bounds = transformed(Rect::from_pos_size(Point::zero(), size), ts);
        let page = self.bounds.unwrap_or(bounds);
        let flaw = if !contains(&page, &bounds) || !self.clips.iter().all(|clip| clip.shows(&bounds)) {
            Some(Flaw::Outside)
        } else if !upright(ts) {
            Some(Flaw::Turned)
        } else if self.open.iter().any(|(_, e)| matches!(e, Element::Artifact)) {
            Some(Flaw::Artifact)
        } else {
            None
        };
        self.controls.push((self.pages.controls.len(), self.order, bounds));
        self.pages.controls.push(PlacedControl {
            key: LeafPath::read(key),
            page: self.page,
            bounds: points(&bounds),
            after: self.pages.runs.len(),
            flaw,
        });
    }

    fn shape(&mut self, shape: &Shape, ts: Transform) {
        for paint in shape.fill.iter().chain(shape.stroke.as_ref().map(|s| &s.paint)) {
            self.paint(paint);
        }
        let whole = Drawn::of_shape(self.order, shape, ts);
        self.drawn.extend(whole.into_iter().filter_map(|drawn| drawn.cut(&self.clips)));
    }

    fn text(&mut self, text: &TextItem, ts: Transform) {
        let size = text.size.to_pt() * ts.sx.get().abs().min(ts.sy.get().abs());
        let whole = Rect::new(Point::new(Abs::zero(), text.size * -0.72), Point::new(text.width(), text.size * 0.2));
        let whole = transformed(whole, ts);
        let capitals = Rect::new(Point::new(Abs::zero(), text.size * -0.66), Point::new(text.width(), Abs::zero()));
        let page = self.bounds.unwrap_or(whole);
        let blank = text.text.trim().is_empty();
        let hidden = if blank {
            None
        } else if !contains(&page, &whole) || !self.clips.iter().all(|clip| clip.shows(&whole)) {
            Some(Hidden::Outside)
        } else if !upright(ts) || text.stroke.is_some() || squeezed(text) {
            Some(Hidden::Deformed)
        } else if size < 7.0 {
            Some(Hidden::Tiny(size))
        } else {
            None
        };
        let colour = self.paint(&text.fill);
        let relevant = self.open.iter().rev().find(|(_, e)| matches!(e, Element::LabelledBlock(_) | Element::Mark));
        self.pages.runs.push(TextRun {
            page: self.page,
            block: self.open.iter().rev().find_map(|(location, element)| match element {
                Element::LabelledBlock(path) => Some(LabelledBlock { path: path.clone(), element: location.hash() }),
                _ => None,
            }),
            mark: relevant.is_some_and(|(_, e)| matches!(e, Element::Mark)),
            artifact: self.open.iter().any(|(_, e)| matches!(e, Element::Artifact)),
            text: text.text.to_string(),
            lang: text.lang.as_str().to_owned(),
            height: ((whole.min.y + whole.max.y) / 2.0) / (page.max.y - page.min.y),
            bounds: points(&whole),
            size,
            hidden,
        });
        if !blank {
            let bounds = transformed(capitals, ts);
            self.words.push((self.pages.runs.len() - 1, Word { at: self.order, bounds, colour, size }));
        }
    }
}

fn upright(ts: Transform) -> bool {
    ts.kx.get().abs() < 1e-6 && ts.ky.get().abs() < 1e-6 && ts.sx.get() > 0.0 && ts.sy.get() > 0.0
}

/// Left, top, right and bottom in points.
fn points(rect: &Rect) -> [f64; 4] {
    [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(Abs::to_pt)
}

/// Whether letters are pushed together, so that they lie on each other.
fn squeezed(text: &TextItem) -> bool {
    // The space at the end of a line has no width.
    let blank = |glyph: &&Glyph| text.text[glyph.range()].trim().is_empty();
    let trailing = text.glyphs.iter().rev().take_while(blank).count();
    text.glyphs[..text.glyphs.len() - trailing].iter().any(|glyph| {
        let natural = text.font.x_advance(glyph.id).map_or(0.0, typst::layout::Em::get);
        natural > 0.1 && glyph.x_advance.get() < natural * 0.6
    })
}
