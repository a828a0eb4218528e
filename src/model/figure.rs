//! Pictures of texts.

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics.
    Png,
    /// Joint Photographic Experts Group.
    Jpeg,
}

impl PictureKind {
    /// That of a file, by the end of its name.
    pub fn of(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "svg" => Some(PictureKind::Svg),
            "png" => Some(PictureKind::Png),
            "jpg" | "jpeg" => Some(PictureKind::Jpeg),
            _ => None,
        }
    }

    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            PictureKind::Svg => "svg",
            PictureKind::Png => "png",
            PictureKind::Jpeg => "jpg",
        }
    }
}

/// How wide a picture is set, where there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigureWidth {
    /// A third of the page.
    Third,
    /// Half of it.
    #[default]
    Half,
    /// All of it.
    Full,
}

impl FigureWidth {
    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            FigureWidth::Third => "third",
            FigureWidth::Half => "half",
            FigureWidth::Full => "full",
        }
    }

    /// The width on a Letter page in points, of which the text takes 528.
    pub fn points(self) -> f64 {
        match self {
            FigureWidth::Third => 168.0,
            FigureWidth::Half => 258.0,
            FigureWidth::Full => 528.0,
        }
    }
}

/// What is wrong with a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureFlaw {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub hint: String,
    /// Whether it is printed all the same.
    pub printed: bool,
}

/// What is wrong with a picture of a name and bytes at a width, if anything is.
pub type FindPictureFlaw<'a> = &'a (dyn Fn(&str, &[u8], FigureWidth) -> Option<PictureFlaw> + Sync);

/// The bytes of a picture, to keep, with their SHA-256 in hexadecimal digits.
pub type PictureFile = (Arc<[u8]>, String);

/// A picture of a text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Unique in the text: the text places it by it.
    pub id: String,
    /// Its format.
    pub kind: PictureKind,
    /// Its file.
    pub bytes: Arc<[u8]>,
    /// The SHA-256 of its file, in hexadecimal digits.
    pub sha256: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Words below it.
    pub caption: Option<String>,
    /// Who made it, where that must be said.
    pub credit: Option<String>,
    /// How wide it is set.
    pub width: FigureWidth,
}

impl Figure {
    /// Where layouts find it, from the root of the project: the same picture is there once.
    pub fn path(&self) -> String {
        format!("build/figures/{}.{}", self.sha256, self.kind.extension())
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // Without its bytes.
        let Self { id, kind, bytes: _, sha256, alt, caption, credit, width } = self;
        write!(f, "Figure {:?}", (id, kind, sha256, alt, caption, credit, width))
    }
}
