//! The colours of a content stream, from what a screen shows to what a press prints (ISO 32000-1, 8.6.8).

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Operator, Operators};
use crate::model::{Cmyk, Colour, Ink, Palette};

/// What is known of a colour space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Set before the stream begins: the number of operands tells.
    Before,
    /// One component, black to white.
    Grey,
    /// Three components.
    Rgb,
    /// The four process inks.
    Cmyk,
    /// A pattern; its own stream has its colours.
    Pattern,
    /// Inks of their own, which stay: those of this number in [`UsedInks::kept`].
    Kept(usize),
    /// None that is made into inks, and why.
    Refused(&'static str),
}

/// The colour spaces of a stream's resources, by name.
pub(super) type Spaces = BTreeMap<Vec<u8>, Space>;

/// A spot ink (8.6.6.4).
pub(super) struct SpotInk {
    /// The name under which a print shop knows it.
    pub(super) name: String,
    /// What stands in for its full strength.
    pub(super) cmyk: Cmyk,
}

/// A colour as a stream sets it.
#[derive(Clone)]
struct Set {
    fill: String,
    stroke: String,
    spot: Option<usize>,
}

/// The inks of a file: how colours are mapped, and what was used.
pub(super) struct UsedInks<'a> {
    palette: &'a Palette,
    set: BTreeMap<[u8; 3], Set>,
    /// Spot inks that were used.
    pub(super) spots: Vec<SpotInk>,
    /// Names of inks that a stream brought along.
    pub(super) kept: Vec<Vec<String>>,
    /// Names of all inks that were used.
    pub(super) used: BTreeSet<String>,
    /// The most ink that any one colour has, in percent.
    pub(super) most: f64,
}

impl<'a> UsedInks<'a> {
    /// None used yet.
    pub(super) fn new(palette: &'a Palette) -> Self {
        Self { palette, set: BTreeMap::new(), spots: Vec::new(), kept: Vec::new(), used: BTreeSet::new(), most: 0.0 }
    }

    /// The name under which the resources of a stream hold a spot ink.
    pub(super) fn resource(spot: usize) -> String {
        format!("HandoutSpot{spot}")
    }

    /// The names of inks that a stream brought along, as a colour space.
    pub(super) fn keep(&mut self, names: Vec<String>) -> Space {
        let at = self.kept.iter().position(|kept| *kept == names).unwrap_or_else(|| {
            self.kept.push(names);
            self.kept.len() - 1
        });
        Space::Kept(at)
    }

    /// Notes that process inks are used.
    fn note(&mut self, cmyk: Cmyk) {
        self.most = self.most.max(cmyk.total());
        for (name, tint) in Cmyk::NAMES.iter().zip(cmyk.0) {
            if tint > 0.0 && !self.used.contains(*name) {
                self.used.insert((*name).to_owned());
            }
        }
    }

    /// How a colour of the screen is set.
    fn set(&mut self, rgb: [f64; 3]) -> &Set {
        let key = rgb.map(|v| (v * 255.0).round().clamp(0.0, 255.0) as u8);
        if !self.set.contains_key(&key) {
            let ink = self.palette.ink(Colour(key[0], key[1], key[2]));
            let set = self.written(ink);
            self.set.insert(key, set);
        }
        &self.set[&key]
    }

    fn written(&mut self, ink: Ink) -> Set {
        match ink {
            Ink::Process(cmyk) => {
                self.note(cmyk);
                let [c, m, y, k] = cmyk.0.map(unit);
                let numbers = format!("{c} {m} {y} {k}");
                Set { fill: format!("{numbers} k"), stroke: format!("{numbers} K"), spot: None }
            }
            Ink::Spot { name, cmyk, tint } => {
                self.most = self.most.max(cmyk.tint(tint).total());
                self.used.insert(name.clone());
                let spot = self.spots.iter().position(|s| s.name == name).unwrap_or_else(|| {
                    self.spots.push(SpotInk { name, cmyk });
                    self.spots.len() - 1
                });
                let (resource, tint) = (Self::resource(spot), unit(tint));
                Set {
                    fill: format!("/{resource} cs {tint} scn"),
                    stroke: format!("/{resource} CS {tint} SCN"),
                    spot: Some(spot),
                }
            }
        }
    }

    /// A stream with its colours as inks, and the spots that it uses; `None` where nothing is to change.
    ///
    /// # Errors
    /// Where it has a colour that is not made into inks.
    pub(super) fn recolour(
        &mut self,
        bytes: &[u8],
        spaces: &Spaces,
    ) -> Result<(Option<Vec<u8>>, BTreeSet<usize>), String> {
        let mut pass = Pass {
            inks: self,
            spaces,
            now: [Space::Before; 2],
            black: [false; 2],
            saved: Vec::new(),
            out: Vec::new(),
            copied: 0,
            spots: BTreeSet::new(),
        };
        for operator in Operators::new(bytes) {
            pass.operator(&operator, bytes)?;
        }
        if pass.copied == 0 {
            return Ok((None, BTreeSet::new()));
        }
        pass.out.extend_from_slice(bytes.get(pass.copied..).unwrap_or_default());
        Ok((Some(pass.out), pass.spots))
    }
}

/// Percent as a number from 0 to 1, in as few digits as it takes.
fn unit(percent: f64) -> f64 {
    (percent * 100.0).round() / 10_000.0
}

/// Fills, or strokes.
type PaintKind = usize;
const FILL: PaintKind = 0;
const STROKE: PaintKind = 1;

/// One stream gone through.
struct Pass<'a, 'b> {
    inks: &'a mut UsedInks<'b>,
    spaces: &'a Spaces,
    /// The spaces of fills and of strokes.
    now: [Space; 2],
    /// Whether a space was taken out that sets black by itself, and no colour has been set since.
    black: [bool; 2],
    /// Those of outer graphics states.
    saved: Vec<[Space; 2]>,
    out: Vec<u8>,
    /// How much of the stream has been copied or replaced.
    copied: usize,
    spots: BTreeSet<usize>,
}

impl Pass<'_, '_> {
    fn operator(&mut self, operator: &Operator, bytes: &[u8]) -> Result<(), String> {
        self.restore_black(operator, bytes);
        match operator.name {
            b"q" => self.saved.push(self.now),
            b"Q" => {
                if let Some(outer) = self.saved.pop() {
                    self.now = outer;
                }
            }
            b"g" => self.direct(operator, bytes, FILL, Space::Grey)?,
            b"G" => self.direct(operator, bytes, STROKE, Space::Grey)?,
            b"rg" => self.direct(operator, bytes, FILL, Space::Rgb)?,
            b"RG" => self.direct(operator, bytes, STROKE, Space::Rgb)?,
            b"k" => self.direct(operator, bytes, FILL, Space::Cmyk)?,
            b"K" => self.direct(operator, bytes, STROKE, Space::Cmyk)?,
            b"cs" => self.space(operator, bytes, FILL)?,
            b"CS" => self.space(operator, bytes, STROKE)?,
            b"sc" | b"scn" => self.colour(operator, bytes, FILL)?,
            b"SC" | b"SCN" => self.colour(operator, bytes, STROKE)?,
            b"sh" => return Err("a gradient".to_owned()),
            b"ID" => return Err("a picture inside the drawing of a page".to_owned()),
            _ => {}
        }
        Ok(())
    }

    /// An operator that sets space and colour at once.
    fn direct(&mut self, operator: &Operator, bytes: &[u8], which: PaintKind, space: Space) -> Result<(), String> {
        self.now[which] = space;
        self.colour(operator, bytes, which)
    }

    /// An operator that sets a space, and with it black, or the full ink of a spot.
    fn space(&mut self, operator: &Operator, bytes: &[u8], which: PaintKind) -> Result<(), String> {
        let name = operator.last_name().unwrap_or_default();
        let space = named(name).or_else(|| self.spaces.get(name).copied());
        let space = space.unwrap_or(Space::Refused("of a space that is not there"));
        self.now[which] = space;
        match space {
            Space::Refused(why) => return Err(format!("a colour {why}")),
            Space::Grey | Space::Rgb => {
                self.replace(operator, bytes, None);
                self.black[which] = true;
            }
            Space::Kept(names) => {
                let names = self.inks.kept.get(names).cloned().unwrap_or_default();
                self.inks.used.extend(names);
            }
            Space::Before | Space::Cmyk | Space::Pattern => {}
        }
        Ok(())
    }

    /// An operator that sets a colour in the present space.
    fn colour(&mut self, operator: &Operator, bytes: &[u8], which: PaintKind) -> Result<(), String> {
        let space = match (self.now[which], operator.last_name()) {
            (Space::Before, Some(_)) => Space::Pattern,
            (Space::Before, None) => match operator.count() {
                1 => Space::Grey,
                3 => Space::Rgb,
                4 => Space::Cmyk,
                _ => Space::Refused("of a space that is not known"),
            },
            (space, _) => space,
        };
        let broken = || "a colour that is no number".to_owned();
        match space {
            Space::Grey => {
                let [grey] = operator.numbers().ok_or_else(broken)?;
                self.replace(operator, bytes, Some((which, [grey; 3])));
            }
            Space::Rgb => {
                let rgb = operator.numbers().ok_or_else(broken)?;
                self.replace(operator, bytes, Some((which, rgb)));
            }
            Space::Cmyk => {
                let cmyk: [f64; 4] = operator.numbers().ok_or_else(broken)?;
                self.inks.note(Cmyk(cmyk.map(|v| v.clamp(0.0, 1.0) * 100.0)));
            }
            Space::Refused(why) => return Err(format!("a colour {why}")),
            Space::Before | Space::Pattern | Space::Kept(_) => {}
        }
        Ok(())
    }

    /// Sets the black of a space that was taken out, where an operator follows that does not set the colour anew.
    fn restore_black(&mut self, operator: &Operator, bytes: &[u8]) {
        if self.black == [false; 2] {
            return;
        }
        let sets: [&[&[u8]]; 2] =
            [&[b"sc", b"scn", b"g", b"rg", b"k", b"cs"], &[b"SC", b"SCN", b"G", b"RG", b"K", b"CS"]];
        for which in [FILL, STROKE] {
            if std::mem::take(&mut self.black[which]) && !sets[which].contains(&operator.name) {
                let before = Operator { end: operator.start, ..*operator };
                self.replace(&before, bytes, Some((which, [0.0; 3])));
                self.out.push(b' ');
            }
        }
    }

    /// Puts a colour in inks, or nothing, in the place of an operator.
    fn replace(&mut self, operator: &Operator, bytes: &[u8], colour: Option<(PaintKind, [f64; 3])>) {
        if self.out.capacity() == 0 {
            self.out.reserve(bytes.len() + bytes.len() / 8);
        }
        self.out.extend_from_slice(bytes.get(self.copied..operator.start).unwrap_or_default());
        if let Some((which, rgb)) = colour {
            let set = self.inks.set(rgb);
            let written = if which == FILL { &set.fill } else { &set.stroke };
            self.out.extend_from_slice(written.as_bytes());
            self.spots.extend(set.spot);
        }
        self.copied = operator.end;
    }
}

/// A space that needs no resources.
pub(super) fn named(name: &[u8]) -> Option<Space> {
    Some(match name {
        b"DeviceGray" | b"CalGray" => Space::Grey,
        b"DeviceRGB" | b"CalRGB" => Space::Rgb,
        b"DeviceCMYK" => Space::Cmyk,
        b"Pattern" => Space::Pattern,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Inks as Stated;

    const PRIMARY: Colour = Colour(0, 0x80, 0);

    fn palette() -> Palette {
        let spot = Ink::Spot { name: "HKS 63".to_owned(), cmyk: Cmyk([80.0, 0.0, 100.0, 40.0]), tint: 100.0 };
        Palette::new((PRIMARY, Colour(0xe0, 0xf0, 0xe0)), &Stated { primary: Some(spot), tint: None })
    }

    #[track_caller]
    fn recoloured(text: &str) -> String {
        let palette = palette();
        let mut inks = UsedInks::new(&palette);
        let kept = inks.keep(vec!["Varnish".to_owned()]);
        let spaces: Spaces = [("c0", Space::Rgb), ("c1", Space::Grey), ("v", kept), ("lab", Space::Refused("in Lab"))]
            .map(|(name, space)| (name.as_bytes().to_vec(), space))
            .into();
        match inks.recolour(text.as_bytes(), &spaces) {
            Ok((out, _)) => String::from_utf8_lossy(&out.unwrap_or_else(|| text.as_bytes().to_vec())).into_owned(),
            Err(why) => format!("error: {why}"),
        }
    }

    #[test]
    fn every_way_to_set_a_colour_becomes_inks() {
        let table = [
            ("0 g 1 G", "0 0 0 1 k 0 0 0 0 K"),
            ("1 0 0 rg 0 0 1 RG f", "0 1 1 0 k 1 1 0 0 K f"),
            ("/c0 cs 0.11372549 0.16862746 0.1882353 scn f", " 0 0 0 1 k f"),
            ("/DeviceGray CS .5 SC", " 0 0 0 0.63 K"),
            // A space sets black by itself.
            ("/c0 cs /c1 CS f S /c0 cs", " 0 0 0 1 k  0 0 0 1 K f S "),
            ("0 .5019608 0 rg", "/HandoutSpot0 cs 1 scn"),
            ("0 .5019608 0 RG", "/HandoutSpot0 CS 1 SCN"),
            // Outside of a saved state the space is the outer one.
            ("/c0 cs q /c1 cs 0 sc Q 1 1 0 sc", " 0 0 0 1 k q  0 0 0 1 k Q 0 0 1 0 k"),
            // Set outside of the stream.
            ("0 scn 1 0 0 scn /P0 scn 0 0 0 .5 scn", "0 0 0 1 k 0 1 1 0 k /P0 scn 0 0 0 .5 scn"),
            ("(0 g) Tj <</A 1>> BDC 1 0 0 rg", "(0 g) Tj <</A 1>> BDC 0 1 1 0 k"),
            ("0 0 0 1 k /v cs .5 scn /Pattern cs /P0 scn", "0 0 0 1 k /v cs .5 scn /Pattern cs /P0 scn"),
            ("/S0 sh", "error: a gradient"),
            ("/lab cs 0 0 0 sc", "error: a colour in Lab"),
            ("/none cs", "error: a colour of a space that is not there"),
            ("(a) 0 0 rg", "error: a colour that is no number"),
            ("1 2 scn", "error: a colour of a space that is not known"),
        ];
        for (text, wanted) in table {
            assert_eq!(recoloured(text), wanted, "of {text}");
        }
    }

    #[test]
    fn what_was_used_is_told() {
        let palette = palette();
        let mut inks = UsedInks::new(&palette);
        let text = b"0 .5019608 0 rg 1 0 0 rg .2 .4 .6 1 k";
        let (_, spots) = inks.recolour(text, &Spaces::new()).expect("colours that are known");
        assert_eq!(spots, BTreeSet::from([0]));
        assert_eq!(
            inks.used.iter().map(String::as_str).collect::<Vec<_>>(),
            ["Black", "Cyan", "HKS 63", "Magenta", "Yellow"]
        );
        assert!((inks.most - 220.0).abs() < 1e-6, "{}", inks.most);
        assert_eq!(inks.spots[0].cmyk, Cmyk([80.0, 0.0, 100.0, 40.0]));
    }
}
