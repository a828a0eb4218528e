//! Clinics.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::colour::Colour;
use super::figure::PictureKind;
use super::ink::{Inks, Palette};

/// A clinic that hands texts out.
#[derive(Clone, Debug, Hash)]
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
    /// Whether it says in a language what it says in any.
    pub fn speaks(&self, lang: &str) -> bool {
        let mut said = [Some(&self.hours), self.logo.as_ref().map(|logo| &logo.alt)].into_iter().flatten();
        said.all(|words| words.is_empty() || words.contains_key(lang))
    }

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
#[derive(Clone, Debug, Hash)]
pub struct Logo {
    /// SVG or PNG.
    pub kind: PictureKind,
    /// The file, as it lies in the project.
    pub bytes: Arc<[u8]>,
    /// What it shows, by language.
    pub alt: BTreeMap<String, String>,
}

/// What a text may name of the clinic that hands it out: the words are the clinic's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClinicDetail {
    /// Its name.
    Name,
    /// Its telephone number.
    Phone,
    /// Its opening hours.
    Hours,
    /// Its address.
    Address,
}

impl ClinicDetail {
    /// Every detail.
    pub const ALL: &[ClinicDetail] =
        &[ClinicDetail::Name, ClinicDetail::Phone, ClinicDetail::Hours, ClinicDetail::Address];

    /// The word behind `clinic:`.
    pub fn as_str(self) -> &'static str {
        match self {
            ClinicDetail::Name => "name",
            ClinicDetail::Phone => "phone",
            ClinicDetail::Hours => "hours",
            ClinicDetail::Address => "address",
        }
    }
}

impl Clinic {
    /// The words of a detail in a language; `None` where the clinic does not say it.
    pub fn detail(&self, detail: ClinicDetail, lang: &str) -> Option<String> {
        match detail {
            ClinicDetail::Name => Some(self.name.clone()),
            ClinicDetail::Phone => Some(self.phone.clone()),
            ClinicDetail::Hours => self.hours.get(lang).cloned(),
            ClinicDetail::Address => Some(self.address.join(", ")),
        }
    }
}
