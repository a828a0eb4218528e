//! The walk through the frames of all pages.

use std::sync::Arc;

use typst::foundations::{Content, Smart, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Rect, Sides, Size, Transform};
use typst::model::{Destination, Document, FigureElem, HeadingElem};
use typst::text::{FontInstance, TextItem};
use typst::visualize::{Image, ImageKind, Paint, Shape};
use typst_layout::{Page, PagedDocument};

use super::elements::{Element, element, strange};
use super::forms::{ShapeForm, form};
use super::geometry::{contains, points, transformed, upright};
use super::letters::{UsualGlyphs, letters};
use super::{
    Bounds, Flaw, Hidden, Jump, LabelledBlock, LetterLook, Pages, PlacedControl, PlacedPicture, PlacedShape,
    PlacedSign, ReadHeading, TextRun, Weblink,
};
use crate::document::Info;
use crate::model::LeafPath;
use crate::questions::controls::SCHEME;

/// How far the sides of a picture may differ from its own, as a share.
const SAME_RATIO: f64 = 0.02;

/// The least size of letters, in points.
const LEAST_SIZE: f64 = 7.0;

/// The longest dash or gap of a dashed line, in points: with longer ones a line is what its dashes make of it.
const LONGEST_DASH: f64 = 6.0;

#[derive(Default)]
struct PageWalk {
    pages: Pages,
    /// Open elements, also from page to page.
    open: Vec<(Location, Element)>,
    /// Where each link to a place in the file leads, by its turn.
    targets: Vec<Option<Location>>,
    /// The paths of labelled elements by their places.
    labelled: Vec<(Location, LeafPath)>,
    page: usize,
    /// The key, the page and the place of a corner that waits for the other one.
    corner: Option<(String, usize, Point)>,
    bounds: Option<Rect>,
    fonts: Vec<UsualGlyphs>,
    /// The bounds of what is cut out of the page where the walk is.
    clips: Vec<Rect>,
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
        walk.page(page);
    }
    for (jump, target) in walk.pages.jumps.iter_mut().zip(&walk.targets) {
        jump.to = walk.labelled.iter().find(|(at, _)| Some(at) == target.as_ref()).map(|(_, path)| path.clone());
    }
    walk.pages
}

impl PageWalk {
    fn strange(&mut self, what: &str) {
        if !self.pages.strange.iter().any(|(page, known)| *page == self.page && known == what) {
            self.pages.strange.push((self.page, what.to_owned()));
        }
    }

    fn page(&mut self, page: &Page) {
        let size = page.frame.size();
        self.bounds = Some(Rect::from_pos_size(Point::zero(), size));
        self.pages.sizes.push((size.x.to_pt(), size.y.to_pt()));
        if let Smart::Custom(Some(paint)) = &page.fill {
            self.colour(paint);
        }
        if page.numbering.is_some() {
            self.strange("a page label");
        }
        // Typst moves and shrinks what stands on a page with bleed; what is printed to an edge gets it on sheets.
        if page.bleed != Sides::default() {
            self.strange("a bleed");
        }
        self.frame(&page.frame, Transform::identity());
    }

    /// The colour of a paint; what has none may hold words or pictures of its own.
    fn colour(&mut self, paint: &Paint) -> [u8; 4] {
        if let Paint::Solid(colour) = paint {
            return colour.to_vec4_u8();
        }
        self.strange("a pattern or gradient");
        [0; 4]
    }

    fn frame(&mut self, frame: &Frame, ts: Transform) {
        for (pos, item) in frame.items() {
            let here = ts.pre_concat(Transform::translate(pos.x, pos.y));
            match item {
                FrameItem::Group(group) => self.group(group, here),
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Shape(shape, _) => self.shape(shape, here),
                FrameItem::Image(image, size, _) => self.picture(image, *size, here),
                FrameItem::Link(to, size) => {
                    self.link(to, transformed(Rect::from_pos_size(Point::zero(), *size), here), here);
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    self.corner(content, here);
                    self.begin(content);
                }
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
            }
        }
    }

    fn shape(&mut self, shape: &Shape, ts: Transform) {
        let ground = shape.fill.as_ref().map(|paint| self.colour(paint));
        let mut edge = None;
        if let Some(stroke) = &shape.stroke {
            edge = Some(self.colour(&stroke.paint));
            let lengths = stroke.dash.iter().flat_map(|dash| &dash.array);
            if lengths.into_iter().any(|length| length.to_pt() > LONGEST_DASH) {
                self.strange("a line with dashes or gaps of more than 6 pt");
            }
        }
        let whole = transformed(shape.geometry.bbox(None), ts);
        let bounds = points(&whole);
        if !self.clips.iter().all(|clip| contains(clip, &whole)) {
            self.strange("a drawing that is cut off");
        }
        match form(shape, ts) {
            ShapeForm::Plain { round, hollow } => {
                let ground = ground.filter(|_| !hollow);
                self.pages.shapes.push(PlacedShape { page: self.page, bounds: stroked(shape, ts), ground, round });
            }
            ShapeForm::Sign(sign) => self.pages.signs.push(PlacedSign {
                sign,
                after: self.pages.shapes.len(),
                thick: shape.stroke.as_ref().map(|stroke| stroke.thickness.to_pt()),
                page: self.page,
                bounds,
                colour: edge.or(ground).unwrap_or_default(),
            }),
            ShapeForm::Other => self.strange("a drawing that is none of the program's signs"),
        }
    }

    fn group(&mut self, group: &GroupItem, here: Transform) {
        let inner = here.pre_concat(group.transform);
        // What a turned or slanted clip leaves is not known by its box.
        self.clips.extend(group.clip.as_ref().map(|clip| {
            let whole = transformed(clip.bbox(None), inner);
            if upright(inner) { whole } else { Rect::new(whole.min, whole.min) }
        }));
        self.frame(&group.frame, inner);
        if group.clip.is_some() {
            self.clips.pop();
        }
    }

    /// A corner of a place that a pen fills in: the upper left one, then the lower right one.
    fn corner(&mut self, content: &Content, ts: Transform) {
        let Some(Value::Str(value)) = content.to_packed::<MetadataElem>().map(|metadata| &metadata.value) else {
            return;
        };
        let Some(key) = value.as_str().strip_prefix(SCHEME) else { return };
        let at = Point::zero().transform(ts);
        match self.corner.take() {
            Some((open, page, from)) if open == key && page == self.page => {
                self.control(key, true, Rect::new(from.min(at), from.max(at)), ts);
            }
            Some(_) => self.strange("a corner of a place to fill in without the other one"),
            None => self.corner = Some((key.to_owned(), self.page, at)),
        }
    }

    fn begin(&mut self, content: &Content) {
        let Some(location) = content.location() else { return };
        if let Some(name) = strange(content) {
            self.strange(&format!("an element `{name}`"));
        }
        let runs = self.pages.runs.len();
        // A heading may be a labelled block as well.
        if let Some(heading) = content.to_packed::<HeadingElem>() {
            self.open.push((location, Element::Heading(self.pages.headings.len())));
            let words = heading.body.plain_text().to_string();
            let level = heading.resolve_level(StyleChain::default()).get();
            let (outlined, bookmarked) = (
                heading.outlined.get(StyleChain::default()),
                heading.bookmarked.get(StyleChain::default()).unwrap_or(true),
            );
            let bookmarked = outlined && bookmarked;
            self.pages.headings.push(ReadHeading { words, level, bookmarked, runs: (runs, runs) });
        }
        if content
            .to_packed::<FigureElem>()
            .is_some_and(|figure| figure.alt.get_cloned(StyleChain::default()).is_some())
        {
            self.strange("a figure with an alternative text of its own");
        }
        let element = element(content);
        if let Element::LabelledBlock(path) = &element {
            self.labelled.push((location, path.clone()));
        }
        self.open.push((location, element));
    }

    fn end(&mut self, location: Location) {
        while let Some(i) = self.open.iter().rposition(|(open, _)| *open == location) {
            if let (_, Element::Heading(turn)) = self.open.remove(i)
                && let Some(heading) = self.pages.headings.get_mut(turn)
            {
                heading.runs.1 = self.pages.runs.len();
            }
        }
    }

    /// Whether the page and all that is cut out of it hold the whole of a rectangle.
    fn shows(&self, bounds: &Rect) -> bool {
        self.bounds.iter().chain(&self.clips).all(|outer| contains(outer, bounds))
    }

    fn is_artifact(&self) -> bool {
        self.open.iter().any(|(_, e)| matches!(e, Element::Artifact))
    }

    fn picture(&mut self, image: &Image, size: Size, ts: Transform) {
        let bytes: Arc<[u8]> = match image.kind() {
            ImageKind::Raster(raster) => Arc::from(raster.data().as_slice()),
            ImageKind::Svg(svg) => Arc::from(svg.data().as_slice()),
            _ => Arc::from(&[][..]),
        };
        let bounds = transformed(Rect::from_pos_size(Point::zero(), size), ts);
        let (own, drawn) = (image.width() / image.height(), size.x.to_pt() / size.y.to_pt());
        let hidden = if !self.shows(&bounds) {
            Some(Hidden::Outside)
        } else if !upright(ts) {
            Some(Hidden::Deformed)
        } else {
            // Also where it is stretched by what it stands in.
            let drawn = drawn * (ts.sx.get() / ts.sy.get()).abs();
            ((drawn / own - 1.0).abs() > SAME_RATIO).then_some(Hidden::Stretched)
        };
        let alt = self.open.iter().rev().find_map(|(_, element)| match element {
            Element::Picture(alt) => Some(alt.clone()),
            _ => None,
        });
        let bounds = points(&bounds);
        let artifact = self.is_artifact();
        let (page, alt, after) = (self.page, alt.flatten(), self.pages.shapes.len());
        let runs = self.pages.runs.len();
        self.pages.pictures.push(PlacedPicture { page, bounds, bytes, alt, artifact, hidden, after, runs });
    }

    fn link(&mut self, to: &Destination, bounds: Rect, ts: Transform) {
        let to = match to {
            Destination::Url(url) => match url.as_str().strip_prefix(SCHEME) {
                Some(key) => return self.control(key, false, bounds, ts),
                None => {
                    let url = url.as_str().to_owned();
                    return self.pages.links.push(Weblink { page: self.page, bounds: points(&bounds), url });
                }
            },
            Destination::Location(to) => Some(*to),
            Destination::Position(_) => None,
        };
        self.targets.push(to);
        let after = self.pages.runs.len();
        self.pages.jumps.push(Jump { page: self.page, bounds: points(&bounds), after, to: None });
    }

    fn control(&mut self, key: &str, pen: bool, bounds: Rect, ts: Transform) {
        let flaw = if !self.shows(&bounds) {
            Some(Flaw::Outside)
        } else if !upright(ts) {
            Some(Flaw::Turned)
        } else {
            self.is_artifact().then_some(Flaw::Artifact)
        };
        self.pages.controls.push(PlacedControl {
            key: LeafPath::read(key),
            page: self.page,
            bounds: points(&bounds),
            after: self.pages.runs.len(),
            pen,
            flaw,
        });
    }

    /// The turn of a font among those that are looked up.
    fn font(&mut self, font: &FontInstance) -> usize {
        self.fonts.iter().position(|known| known.is_of(font)).unwrap_or_else(|| {
            self.fonts.push(UsualGlyphs::of(font));
            self.fonts.len() - 1
        })
    }

    fn text(&mut self, text: &TextItem, ts: Transform) {
        let size = text.size.to_pt() * ts.sx.get().abs().min(ts.sy.get().abs());
        let whole = Rect::new(Point::new(Abs::zero(), text.size * -0.72), Point::new(text.width(), text.size * 0.2));
        let whole = transformed(whole, ts);
        let page = self.bounds.unwrap_or(whole);
        let turn = self.font(&text.font);
        let font = &self.fonts[turn];
        let (letters, family) = (letters(text, font), Arc::clone(&font.family));
        let at = |em: f64| Point::new(text.size * em, Abs::zero()).transform(ts);
        let (begin, end) = (at(letters.ends.0), at(letters.ends.1));
        let hidden = if letters.words.is_empty() {
            None
        } else if !self.shows(&whole) {
            Some(Hidden::Outside)
        } else if !upright(ts) || text.stroke.is_some() {
            Some(Hidden::Deformed)
        } else if size < LEAST_SIZE {
            Some(Hidden::Tiny(size))
        } else {
            letters.flaw.clone().map(Hidden::Letters)
        };
        let relevant = self.open.iter().rev().find(|(_, e)| matches!(e, Element::LabelledBlock(_) | Element::Mark));
        let run = TextRun {
            page: self.page,
            block: self.open.iter().rev().find_map(|(location, element)| match element {
                Element::LabelledBlock(path) => Some(LabelledBlock { path: path.clone(), element: location.hash() }),
                _ => None,
            }),
            mark: relevant.is_some_and(|(_, e)| matches!(e, Element::Mark)),
            artifact: self.is_artifact(),
            text: text.text.to_string(),
            lang: match text.region {
                Some(region) => format!("{}-{}", text.lang.as_str(), region.as_str()),
                None => text.lang.as_str().to_owned(),
            },
            height: ((whole.min.y + whole.max.y) / 2.0) / (page.max.y - page.min.y),
            bounds: points(&whole),
            ends: (begin.x.to_pt(), end.x.to_pt()),
            baseline: begin.y.to_pt(),
            look: LetterLook {
                size,
                colour: self.colour(&text.fill),
                family,
                weight: text.font.font().info().variant.weight.to_number(),
            },
            // What stands around the text belongs to no link that goes on over the page.
            link: self.open.iter().rev().take_while(|(_, element)| !matches!(element, Element::Artifact)).find_map(
                |(_, element)| match element {
                    Element::Link(url) if !url.starts_with(SCHEME) => Some(url.clone()),
                    _ => None,
                },
            ),
            letters,
            hidden,
        };
        self.pages.runs.push(run);
    }
}

/// Where a shape lies with half of its stroke.
fn stroked(shape: &Shape, ts: Transform) -> Bounds {
    let half = shape.stroke.as_ref().map_or(Abs::zero(), |stroke| stroke.thickness / 2.0);
    let own = shape.geometry.bbox(None);
    let whole = Rect::new(own.min - Point::splat(half), own.max + Point::splat(half));
    points(&transformed(whole, ts))
}
