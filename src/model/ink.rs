//! Inks: what a print shop puts on paper for each colour. Only press sheets use them; everything else is in sRGB.
//!
//! A colour becomes inks in this order: white paper, black and the inks of text; the clinic's own two colours, as its
//! file states them; the fixed colours of `layouts/system.typ`; neutral colours, in black alone, so that text stays sharp
//! where plates do not meet; any other by rule. How much of an ink is put down is its tint, in percent, 0 to 100.

use std::hash::{Hash, Hasher};

use super::colour::Colour;

/// The most ink that paper takes at one spot, in percent.
pub const MOST_INK: f64 = 300.0;

/// Tints of cyan, magenta, yellow and black, in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cmyk(pub [f64; 4]);

impl Cmyk {
    /// The names of the inks, as separations have them.
    pub const NAMES: [&str; 4] = ["Cyan", "Magenta", "Yellow", "Black"];

    /// Black alone.
    pub fn black(tint: f64) -> Self {
        Self([0.0, 0.0, 0.0, tint])
    }

    /// All four together, in percent.
    pub fn total(self) -> f64 {
        self.0.iter().sum()
    }

    /// About the colour that it has on paper: what a screen shows of it.
    pub fn colour(self) -> Colour {
        let [c, m, y, k] = self.0.map(|tint| 1.0 - tint.clamp(0.0, 100.0) / 100.0);
        let [red, green, blue] = [c, m, y].map(|ink| (255.0 * ink * k).round() as u8);
        Colour(red, green, blue)
    }

    /// A tint of it, in percent of its full strength.
    pub fn tint(self, tint: f64) -> Self {
        Self(self.0.map(|c| c * tint / 100.0))
    }
}

/// What a colour is printed with.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    /// The four process inks.
    Process(Cmyk),
    /// An ink of its own.
    Spot {
        /// Its name, as the print shop knows it.
        name: String,
        /// What stands in for it where there is no such ink; that of its full strength.
        cmyk: Cmyk,
        /// How much of it, in percent (`share` of a clinic's file).
        tint: f64,
    },
}

impl Ink {
    /// What it is worth in process inks.
    pub fn cmyk(&self) -> Cmyk {
        match self {
            Ink::Process(cmyk) => *cmyk,
            Ink::Spot { cmyk, tint, .. } => cmyk.tint(*tint),
        }
    }

    /// The name of its own ink.
    pub fn spot(&self) -> Option<&str> {
        match self {
            Ink::Process(_) => None,
            Ink::Spot { name, .. } => Some(name),
        }
    }
}

impl Hash for Cmyk {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.map(f64::to_bits).hash(state);
    }
}

impl Hash for Ink {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Ink::Process(cmyk) => cmyk.hash(state),
            Ink::Spot { name, cmyk, tint } => (name, cmyk, tint.to_bits()).hash(state),
        }
    }
}

/// The inks that a clinic states for its colours.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Inks {
    /// Titles and structure.
    pub primary: Option<Ink>,
    /// The ground of key points.
    pub tint: Option<Ink>,
}

/// Colours that come before all others: paper, and text, which is set in black alone. Solid black is not screened;
/// the quiet colour is as light as it is on screen.
const TEXT: [(Colour, f64); 4] =
    [(Colour::WHITE, 0.0), (Colour(0, 0, 0), 100.0), (Colour::INK, 100.0), (Colour(0x4a, 0x5a, 0x60), 85.0)];

/// The fixed colours of `layouts/system.typ`. Chosen by eye and by a profile of coated paper, each within a difference
/// of 10 (CIE 1976) of what the screen shows: the red without cyan, light grounds without black, so that few plates have
/// to meet in small letters and light screens stay clean.
const FIXED: [(Colour, [f64; 4]); 5] = [
    // danger
    (Colour(0x6b, 0x1a, 0x10), [0.0, 88.0, 92.0, 58.0]),
    // danger-ground
    (Colour(0xfb, 0xea, 0xe6), [0.0, 8.0, 6.0, 0.0]),
    // sand
    (Colour(0xf7, 0xf1, 0xe8), [2.0, 4.0, 8.0, 0.0]),
    // rule, edge
    (Colour(0x5b, 0x7b, 0x81), [55.0, 18.0, 24.0, 30.0]),
    // field
    (Colour(0xf2, 0xf7, 0xf7), [5.0, 1.0, 2.0, 0.0]),
];

/// What each colour of a clinic's sheets is printed with.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    named: Vec<(Colour, Ink)>,
}

impl Palette {
    /// The inks for two colours, as far as they are stated. One spot has one recipe, that of the first.
    pub fn new((primary, tint): (Colour, Colour), inks: &Inks) -> Self {
        let mut named: Vec<(Colour, Ink)> =
            TEXT.into_iter().map(|(colour, black)| (colour, Ink::Process(Cmyk::black(black)))).collect();
        let mut tinted = inks.tint.clone();
        if let (Some(Ink::Spot { name, cmyk, .. }), Some(Ink::Spot { name: other, cmyk: its, .. })) =
            (&inks.primary, &mut tinted)
            && name == other
        {
            *its = *cmyk;
        }
        named.extend(inks.primary.clone().map(|ink| (primary, ink)));
        named.extend(tinted.map(|ink| (tint, ink)));
        named.extend(FIXED.into_iter().map(|(colour, cmyk)| (colour, Ink::Process(Cmyk(cmyk)))));
        Self { named }
    }

    /// What a colour is printed with.
    pub fn ink(&self, colour: Colour) -> Ink {
        let named = self.named.iter().find(|(named, _)| *named == colour);
        named.map_or_else(|| Ink::Process(converted(colour)), |(_, ink)| ink.clone())
    }
}

/// The inks of any colour.
fn converted(colour: Colour) -> Cmyk {
    match neutral(colour) {
        Some(black) => Cmyk::black(black),
        None => mixed(colour),
    }
}

/// The tint of black, in percent, for a grey, and for dark colours that are almost grey.
///
/// Black ink alone is not as dark as a black screen, and its screens print lighter than they are: 1.27 times the
/// darkness of sRGB meets the lightness of a profile of coated paper within two percent from 6 % to 97 %.
fn neutral(Colour(r, g, b): Colour) -> Option<f64> {
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let is_neutral = most - least <= 4 || (most - least <= 24 && most <= 128);
    let luma = (0.2126 * f64::from(r) + 0.7152 * f64::from(g) + 0.0722 * f64::from(b)) / 255.0;
    is_neutral.then(|| whole((1.0 - luma) * 127.0))
}

/// The inks of a colour that is not grey: masked for what magenta and yellow inks absorb beside their own, and half of
/// the grey in it taken over by black, so that no colour gets more than 260 %. The mean difference to a profile of coated
/// paper is 10 (CIE 1976), against 16 of plain subtraction.
fn mixed(Colour(r, g, b): Colour) -> Cmyk {
    let [c, m, y] = [r, g, b].map(|v| 1.0 - f64::from(v) / 255.0);
    let grey = c.min(m).min(y).powi(2);
    let masked = [c, m + 0.4 * (m - c) + 0.1 * (m - y), y + 0.6 * (y - m)];
    let [c, m, y] = masked.map(|v| whole((v - grey / 2.0) * 100.0));
    Cmyk([c, m, y, whole(grey * 100.0)])
}

/// A tint in whole percent: no press holds more than that.
fn whole(tint: f64) -> f64 {
    tint.round().clamp(0.0, 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GREEN: Colour = Colour(0x2a, 0x4d, 0x14);
    const PALE: Colour = Colour(0xe9, 0xf2, 0xe1);

    fn spot(cmyk: [f64; 4], tint: f64) -> Ink {
        Ink::Spot { name: "PANTONE 350 C".to_owned(), cmyk: Cmyk(cmyk), tint }
    }

    fn plain() -> Palette {
        Palette::new((GREEN, PALE), &Inks::default())
    }

    fn cmyk(colour: Colour) -> [f64; 4] {
        plain().ink(colour).cmyk().0
    }

    #[test]
    fn text_and_greys_are_black_alone() {
        let table = [
            (Colour::WHITE, 0.0),
            (Colour(0, 0, 0), 100.0),
            (Colour::INK, 100.0),
            (Colour(0x4a, 0x5a, 0x60), 85.0),
            (Colour(0x22, 0x22, 0x22), 100.0),
            (Colour(0x33, 0x3d, 0x40), 98.0),
            (Colour(0x80, 0x80, 0x80), 63.0),
            (Colour(0xe0, 0xe0, 0xe0), 15.0),
        ];
        for (colour, black) in table {
            assert_eq!(cmyk(colour), [0.0, 0.0, 0.0, black], "{}", colour.hex());
        }
    }

    #[test]
    fn stated_inks_come_before_those_of_the_system_but_never_before_paper_and_text() {
        let ink = Ink::Process(Cmyk([60.0, 0.0, 90.0, 50.0]));
        let inks = Inks { primary: Some(ink.clone()), tint: Some(spot([90.0, 20.0, 90.0, 40.0], 12.0)) };
        let palette = Palette::new((GREEN, PALE), &inks);
        assert_eq!(palette.ink(GREEN), ink);
        assert_eq!(palette.ink(PALE).spot(), Some("PANTONE 350 C"));
        let danger = Colour(0x6b, 0x1a, 0x10);
        assert_eq!(Palette::new((danger, Colour::WHITE), &inks).ink(danger), ink);
        for colour in [Colour::WHITE, Colour::INK] {
            assert_eq!(Palette::new((colour, colour), &inks).ink(colour).spot(), None);
            assert_eq!(Palette::new((colour, colour), &inks).ink(colour), plain().ink(colour));
        }
    }

    #[test]
    fn one_spot_has_one_recipe() {
        let inks = Inks { primary: Some(spot([90.0, 20.0, 90.0, 40.0], 100.0)), tint: Some(spot([1.0; 4], 10.0)) };
        let tint = Palette::new((GREEN, PALE), &inks).ink(PALE);
        assert_eq!(tint, spot([90.0, 20.0, 90.0, 40.0], 10.0));
        assert_eq!(tint.cmyk(), Cmyk([9.0, 2.0, 9.0, 4.0]));
    }

    #[test]
    fn no_colour_floods_the_paper() {
        let palette = plain();
        for r in (0..=255).step_by(5) {
            for g in (0..=255).step_by(5) {
                for b in (0..=255).step_by(5) {
                    let ink = palette.ink(Colour(r, g, b)).cmyk();
                    assert!(ink.total() <= 260.0, "{} prints with {ink:?}", Colour(r, g, b).hex());
                    assert!(ink.0.iter().all(|c| (0.0..=100.0).contains(c)));
                }
            }
        }
    }

    #[test]
    fn primaries_are_what_printers_expect() {
        assert_eq!(cmyk(Colour(255, 0, 0)), [0.0, 100.0, 100.0, 0.0]);
        assert_eq!(cmyk(Colour(255, 255, 0)), [0.0, 0.0, 100.0, 0.0]);
        assert_eq!(cmyk(Colour(0, 0, 255)), [100.0, 100.0, 0.0, 0.0]);
        assert_eq!(cmyk(Colour(0x6b, 0x1a, 0x10)), [0.0, 88.0, 92.0, 58.0]);
    }
}
