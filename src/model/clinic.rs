//! Clinics.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::colour::Colour;
use super::ink::{Inks, Palette};

/// A clinic that hands texts out.
#[derive(Clone, Debug)]
pub struct Clinic {
    /// The name of its file, and of the folder of its outputs.
    pub id: String,
    /// What it is called on pages.
    pub name: String,
    /// Whether it is made up.
    pub sample: bool,
    /// The region whose facts hold.
    pub region: String,
    /// Its address, in the lines in which it is printed.
    pub address: Vec<String>,
    /// Its telephone number, as it is printed.
    pub phone: String,
    /// Opening hours by language.
    pub hours: BTreeMap<String, String>,
    /// Where to send what was unclear.
    pub feedback: Option<String>,
    /// Printed beside its name, where it has one.
    pub logo: Option<Logo>,
    /// Titles and structure.
    pub primary: Colour,
    /// The ground of key points.
    pub tint: Colour,
    /// What a print shop prints both with, where the clinic says so.
    pub inks: Inks,
}

impl Clinic {
    /// The file that it stands in.
    pub fn file(&self) -> String {
        format!("sources/clinics/{}.yaml", self.id)
    }

    /// What each colour of its press sheets is printed with.
    pub fn palette(&self) -> Palette {
        Palette::new((self.primary, self.tint), &self.inks)
    }
}

/// What a clinic is known by, printed at the head of pages.
#[derive(Clone, Debug)]
pub struct Logo {
    /// SVG or PNG.
    pub kind: LogoKind,
    /// The file, as it lies in the project.
    pub bytes: Arc<[u8]>,
    /// What it shows, by language.
    pub alt: BTreeMap<String, String>,
}

/// The format of a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoKind {
    /// Vector.
    Svg,
    /// Pixels.
    Png,
}

impl LogoKind {
    /// The ending of its file.
    pub fn extension(self) -> &'static str {
        match self {
            LogoKind::Svg => "svg",
            LogoKind::Png => "png",
        }
    }
}
