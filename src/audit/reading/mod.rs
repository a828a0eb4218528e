//! The frames of a document as a reader meets them: words with their place, look and label, pictures, links and controls,
//! and what viewers and screen readers get beside them.
//!
//! With `seeing` the only audit files that know Typst.

mod elements;
mod forms;
pub(super) mod geometry;
mod letters;
mod walk;

use std::sync::Arc;

pub use forms::SignKind;
pub(super) use letters::{FAR, LEAST_GAP, MOST_GAP, is_unseen};
pub use letters::{LetterFlaw, LetterGaps, ReadLetters};
pub use walk::read;

use crate::document::Info;
use crate::model::LeafPath;

/// Left, top, right and bottom on a page, in points.
pub type Bounds = [f64; 4];

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
    /// The characters.
    pub text: String,
    /// The words as their letters stand.
    pub letters: ReadLetters,
    /// Their language.
    pub lang: String,
    /// Its middle from the top of the page, as a share of the page's height.
    pub height: f64,
    /// Where it lies: as wide as it advances, from above its capitals to below its baseline.
    pub bounds: Bounds,
    /// Where its letters begin and end from the left of the page, in points.
    pub ends: (f64, f64),
    /// Its baseline from the top of the page, in points.
    pub baseline: f64,
    /// How its letters look.
    pub look: LetterLook,
    /// Where a link on it leads on the web.
    pub link: Option<String>,
    /// Why a reader cannot see it.
    pub hidden: Option<Hidden>,
}

impl TextRun {
    /// Whether nothing of it is seen.
    pub fn is_blank(&self) -> bool {
        self.letters.words.is_empty()
    }
}

/// How letters look.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterLook {
    /// Their size, in points.
    pub size: f64,
    /// Their colour: red, green, blue and opacity.
    pub colour: [u8; 4],
    /// The family of their font.
    pub family: Arc<str>,
    /// Its weight, 400 for regular.
    pub weight: u16,
}

/// Why words cannot be read, as far as their frames say.
#[derive(Clone, Debug, PartialEq)]
pub enum Hidden {
    /// Outside the page or what is cut out of it.
    Outside,
    /// So near the edge of the page, in points, that a printer or a fold takes it.
    AtEdge(f64),
    /// Under something drawn later.
    Covered,
    /// Smaller than 7 pt.
    Tiny(f64),
    /// Turned, mirrored, slanted or outlined.
    Deformed,
    /// A picture that is stretched in one direction.
    Stretched,
    /// Letters at the wrong places, or of another form.
    Letters(LetterFlaw),
}

/// The place of a control that a screen fills in.
#[derive(Clone, Debug)]
pub struct PlacedControl {
    /// Its key.
    pub key: LeafPath,
    /// The page, from 0.
    pub page: usize,
    /// Where it lies.
    pub bounds: Bounds,
    /// How many runs are read before it.
    pub after: usize,
    /// Whether a pen fills it in, not a screen.
    pub pen: bool,
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
    /// What can be pressed.
    pub bounds: Bounds,
    /// How many runs are read before it.
    pub after: usize,
    /// The labelled element that it leads to; `None` of any other place.
    pub to: Option<LeafPath>,
}

/// A link to the web.
#[derive(Clone, Debug)]
pub struct Weblink {
    /// Its page, from 0.
    pub page: usize,
    /// What can be pressed.
    pub bounds: Bounds,
    /// Where it leads.
    pub url: String,
}

/// A picture on a page.
#[derive(Clone, Debug)]
pub struct PlacedPicture {
    /// Its page, from 0.
    pub page: usize,
    /// Where it lies.
    pub bounds: Bounds,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
    /// Whether screen readers pass it over.
    pub artifact: bool,
    /// Why a reader cannot see it.
    pub hidden: Option<Hidden>,
    /// How many shapes are drawn before it.
    pub after: usize,
    /// How many runs are read before it.
    pub runs: usize,
}

/// A ground, a frame, a rule or a disc on a page.
#[derive(Clone, Debug)]
pub struct PlacedShape {
    /// Its page, from 0.
    pub page: usize,
    /// Where it lies, with half of its stroke.
    pub bounds: Bounds,
    /// The colour of its ground: red, green, blue and opacity.
    pub ground: Option<[u8; 4]>,
    /// Whether it is a disc or a ring.
    pub round: bool,
}

/// A part of a sign on a page.
#[derive(Clone, Debug)]
pub struct PlacedSign {
    /// What it says.
    pub sign: SignKind,
    /// How many shapes are drawn before it.
    pub after: usize,
    /// How thick its stroke is, in points; `None` of a figure.
    pub thick: Option<f64>,
    /// Its page, from 0.
    pub page: usize,
    /// Where it lies.
    pub bounds: Bounds,
    /// Its colour: red, green, blue and opacity.
    pub colour: [u8; 4],
}

/// A heading as bookmarks name it.
#[derive(Clone, Debug)]
pub struct ReadHeading {
    /// Its words there.
    pub words: String,
    /// Its level, from 1.
    pub level: usize,
    /// Whether it is a bookmark.
    pub bookmarked: bool,
    /// The first run in it, and the first one behind it.
    pub runs: (usize, usize),
}

/// What the pages hold.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// Runs in the order of the frames.
    pub runs: Vec<TextRun>,
    /// Pictures in the order of the frames.
    pub pictures: Vec<PlacedPicture>,
    /// Signs in the order of the frames.
    pub signs: Vec<PlacedSign>,
    /// Other shapes in the order of the frames.
    pub shapes: Vec<PlacedShape>,
    /// Number of pages.
    pub count: usize,
    /// Width and height of each page, in points.
    pub sizes: Vec<(f64, f64)>,
    /// What cannot be judged, with its page.
    pub strange: Vec<(usize, String)>,
    /// What goes into bookmarks.
    pub headings: Vec<ReadHeading>,
    /// Links to the web, in the order of the frames.
    pub links: Vec<Weblink>,
    /// Links to places in the file, in the order of the frames.
    pub jumps: Vec<Jump>,
    /// Controls in the order of the frames.
    pub controls: Vec<PlacedControl>,
    /// Title, authors, description and keywords of the file.
    pub info: Info,
}
