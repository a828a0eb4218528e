//! What a file holds for whoever has it.

use crate::audit::reading::Bounds;

/// A file read again.
#[derive(Clone, Debug, Default)]
pub struct ExportedFile {
    /// Its pages.
    pub pages: Vec<ExportedPage>,
    /// Its bookmarks, each before those below it.
    pub bookmarks: Vec<Bookmark>,
    /// Title, authors, description and keywords as its properties name them.
    pub properties: [String; 4],
    /// The same as its XMP metadata have them.
    pub metadata: [String; 4],
    /// When it was made and changed, as its properties say.
    pub dates: [String; 2],
    /// The language of the file.
    pub lang: String,
    /// What screen readers get, in their order.
    pub spoken: Vec<Spoken>,
    /// The cells of its tables, in their order.
    pub cells: Vec<SpokenCell>,
    /// Its lists, in their order: the one in which each lies.
    pub lists: Vec<Option<usize>>,
    /// Boxes of pages that are not their size, as sheets have.
    pub boxes: Vec<String>,
    /// What no file of this program has.
    pub strange: Vec<String>,
}

/// A page of a file.
#[derive(Clone, Debug, Default)]
pub struct ExportedPage {
    /// Its top left corner in the axes of the file.
    pub corner: (f64, f64),
    /// Width and height, in points.
    pub size: (f64, f64),
    /// Its letters in the order in which they are drawn.
    pub letters: Vec<ExportedLetter>,
    /// What can be pressed or filled in, in the order of the file.
    pub places: Vec<(Bounds, PressTarget)>,
}

/// A letter, or what is one glyph.
#[derive(Clone, Debug)]
pub struct ExportedLetter {
    /// What copying and searching get of it.
    pub text: String,
    /// Where it stands on its baseline, from the left and the top of the page, in points.
    pub at: (f64, f64),
    /// Its size, in points.
    pub size: f64,
    /// The number of the marked content that it is in; `None` where screen readers pass it over.
    pub content: Option<i32>,
}

/// What an annotation does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressTarget {
    /// Leads to an address on the web.
    Web(String),
    /// Leads to a page of the file, from 0.
    Page(usize),
    /// Is the field of a control.
    Field,
}

/// A bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// Its words.
    pub words: String,
    /// The page that it leads to, from 0.
    pub page: Option<usize>,
}

/// A part of what screen readers get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The element that it is in (ISO 32000-1, 14.8.4), the innermost one that is not `Span`.
    pub element: String,
    /// Its language.
    pub lang: String,
    /// Its words, or in the place of a picture what it shows.
    pub words: String,
    /// Whether it stands for a picture.
    pub picture: bool,
    /// The cell of a table that it is in, by its turn in the file.
    pub cell: Option<usize>,
    /// The list that it is in, by its turn in the file: the innermost one.
    pub list: Option<usize>,
}

/// A cell of a table (ISO 32000-1, 14.8.5.7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpokenCell {
    /// Whether it is the head of others.
    pub is_head: bool,
    /// Of which others, those of its column or its row, as a head says.
    pub scope: String,
    /// Its own name.
    pub id: Vec<u8>,
    /// The names of its heads.
    pub heads: Vec<Vec<u8>>,
}
