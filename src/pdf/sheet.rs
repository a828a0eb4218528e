//! Sheets made ready for a printer: boxes, marks, what the print dialogue proposes, and for a press every colour in inks.
//!
//! The exporter of the typesetter has none of these. A sheet of the office is as large as its paper, in the colours of a
//! screen, so that it stays PDF/A-2b. A sheet of the press has bleed and marks around its trimmed size
//! (ISO 32000-1, 14.11.2), which is what a print shop's programs read.

use std::collections::BTreeSet;

use super::file::File;
use super::object::{Dict, Object, Stream};
use super::press;
use crate::impose::compose::margin;
use crate::impose::marks::{self, Kind, Line, Marks, Target};
use crate::impose::sheet::{BLEED, Duplex, SheetSide};
use crate::model::{Cmyk, Palette, Print};

/// The share of every ink in a registration target: four of them together stay within what paper takes.
const TARGET: f64 = 0.75;

/// The name under which pages hold the colour space of registration targets.
const ALL: &str = "HandoutAll";

/// What a file is printed with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Names of the inks, process and spot; empty for the office.
    pub inks: BTreeSet<String>,
    /// The most ink that any one colour has, in percent.
    pub most: f64,
    /// Pictures that are still in the colours of a screen, each where it is first seen.
    pub pictures: Vec<Picture>,
}

/// A picture of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its page, from 1.
    pub page: usize,
    /// Its width and height in pixels.
    pub size: (u32, u32),
}

/// Makes the sheets of a file ready for a printer; `sides` are those of its pages.
///
/// # Errors
/// Where pages are not those of the sides, or hold a colour that is not made into inks; says what it is.
pub fn finish(
    file: &mut File,
    sides: &[SheetSide],
    print: Print,
    duplex: Duplex,
    palette: &Palette,
) -> Result<Report, String> {
    let pages = file.pages();
    if pages.len() != sides.len() {
        return Err(format!("{} pages for {} sides of sheets", pages.len(), sides.len()));
    }
    prefer(file, duplex).ok_or("no catalog")?;
    let mut report = Report::default();
    let mut all = None;
    if print == Print::Press {
        report = press::separate(file, &pages, palette)?;
        // What screens show the colours as is no intention of a press.
        file.root().and_then(|root| file.get_mut(root)?.dict_mut()?.remove("OutputIntents"));
        all = Some(press::separation(file, "All", Cmyk([100.0; 4])));
    }
    let before = file.add(plain("q\n"));
    let mut drawn: Option<(&SheetSide, u32)> = None;
    for (page, side) in pages.iter().zip(sides) {
        let origin = boxes(file, *page, side, print)?;
        let marks = match drawn {
            // Most sides are like the one before.
            Some((last, marks)) if last.trim == side.trim && last.folds == side.folds && like(last, side) => marks,
            _ => file.add(plain(&drawing(&marks::marks(side, print), side, print, origin))),
        };
        drawn = Some((side, marks));
        surround(file, *page, before, marks)?;
        if let Some(all) = all {
            press::add_space(file, *page, ALL, all)?;
        }
    }
    Ok(report)
}

/// Whether the same lies at the same places.
fn like(a: &SheetSide, b: &SheetSide) -> bool {
    a.places.len() == b.places.len() && a.places.iter().zip(&b.places).all(|(a, b)| (a.at, a.size) == (b.at, b.size))
}

/// What the print dialogue proposes (12.2): the size of the pages as it is, the paper that fits it, both sides.
fn prefer(file: &mut File, duplex: Duplex) -> Option<()> {
    let catalog = file.catalog()?;
    let mut preferences = file.dict_at(catalog, "ViewerPreferences").cloned().unwrap_or_default();
    let turned = match duplex {
        Duplex::ShortEdge => "DuplexFlipShortEdge",
        Duplex::LongEdge => "DuplexFlipLongEdge",
    };
    preferences.set("PrintScaling", Object::name("None"));
    preferences.set("Duplex", Object::name(turned));
    preferences.set("PickTrayByPDFSize", Object::Bool(true));
    let root = file.root()?;
    file.get_mut(root)?.dict_mut()?.set("ViewerPreferences", Object::Dict(preferences));
    Some(())
}

/// Sets the boxes of a page; gives back the lower left corner of the trimmed sheet.
fn boxes(file: &mut File, page: u32, side: &SheetSide, print: Print) -> Result<(f64, f64), String> {
    let dict = file.get(page).and_then(Object::dict).ok_or("a page that is not there")?;
    let medium: Vec<f64> = file
        .inherited(dict, "MediaBox")
        .and_then(Object::array)
        .map(|all| all.iter().filter_map(|o| file.resolve(o)?.float()).collect())
        .unwrap_or_default();
    let &[left, bottom, right, top] = medium.as_slice() else { return Err("a page without a size".to_owned()) };
    let margin = margin(print);
    let (width, height) = (side.trim.0 + 2.0 * margin, side.trim.1 + 2.0 * margin);
    if (right - left - width).abs() > 0.5 || (top - bottom - height).abs() > 0.5 {
        return Err(format!(
            "a page of {:.0} x {:.0} pt instead of {width:.0} x {height:.0}",
            right - left,
            top - bottom
        ));
    }
    let inset = |by: f64| Object::numbers([left + by, bottom + by, right - by, top - by]);
    let mut set = vec![("MediaBox", inset(0.0)), ("TrimBox", inset(margin))];
    if print == Print::Press {
        set.extend([("CropBox", inset(0.0)), ("BleedBox", inset(margin - BLEED))]);
    }
    let dict = file.get_mut(page).and_then(Object::dict_mut).ok_or("a page that is not there")?;
    for (key, value) in set {
        dict.set(key, value);
    }
    Ok((left + margin, bottom + margin))
}

/// Puts a page's own contents between a saved state and the marks, so that nothing of it acts on them.
fn surround(file: &mut File, page: u32, before: u32, marks: u32) -> Result<(), String> {
    let mut parts = vec![before];
    parts.extend(contents(file, page));
    parts.push(marks);
    let dict = file.get_mut(page).and_then(Object::dict_mut).ok_or("a page that is not there")?;
    dict.set("Contents", Object::Array(parts.into_iter().map(Object::Ref).collect()));
    Ok(())
}

/// The numbers of the streams that a page's contents are made of.
pub(super) fn contents(file: &File, page: u32) -> Vec<u32> {
    let referred = |parts: &[Object]| parts.iter().filter_map(Object::reference).collect();
    match file.get(page).and_then(Object::dict).and_then(|dict| dict.get("Contents")) {
        Some(Object::Array(parts)) => referred(parts),
        Some(Object::Ref(one)) => file.get(*one).and_then(Object::array).map_or_else(|| vec![*one], referred),
        _ => Vec::new(),
    }
}

fn plain(text: &str) -> Object {
    Object::Stream(Stream { dict: Dict::default(), data: text.as_bytes().into() })
}

/// Marks as a stream draws them: lines in black, those of folds dashed on press sheets, targets on every plate.
fn drawing(marks: &Marks, side: &SheetSide, print: Print, (left, bottom): (f64, f64)) -> String {
    // From the top left of the trimmed sheet to the page's own axes, which go up.
    let place = |(x, y): (f64, f64)| format!("{} {}", short(left + x), short(bottom + side.trim.1 - y));
    let line = |line: &Line| format!("{} m {} l\n", place(line.from), place(line.to));
    let black = match print {
        Print::Office => "0 G",
        Print::Press => "0 0 0 1 K",
    };
    let mut out = format!("\nQ\nq {black} {} w\n", marks::WIDTH);
    let (folds, others): (Vec<&Line>, Vec<&Line>) = marks.lines.iter().partition(|line| line.kind == Kind::Fold);
    out.extend(others.iter().map(|l| line(l)));
    if !others.is_empty() {
        out.push_str("S\n");
    }
    if print == Print::Press && !folds.is_empty() {
        out.push_str("[2 1.2] 0 d\n");
    }
    out.extend(folds.iter().map(|l| line(l)));
    if !folds.is_empty() {
        out.push_str("S\n");
    }
    if !marks.targets.is_empty() {
        out.push_str(&format!("[] 0 d /{ALL} CS {TARGET} SCN\n"));
        out.extend(marks.targets.iter().map(|t| target(t, place)));
    }
    out.push_str("Q\n");
    out
}

/// A ring, of four Bézier curves, with a cross.
fn target(target: &Target, place: impl Fn((f64, f64)) -> String) -> String {
    let (x, y) = target.centre;
    let at = |right: f64, down: f64| place((x + right, y + down));
    let (r, c, k) = (target.ring, target.cross, target.ring * 0.552_284_75);
    let mut out = format!("{} m\n", at(r, 0.0));
    for [a, b, to] in [
        [(r, k), (k, r), (0.0, r)],
        [(-k, r), (-r, k), (-r, 0.0)],
        [(-r, -k), (-k, -r), (0.0, -r)],
        [(k, -r), (r, -k), (r, 0.0)],
    ] {
        out.push_str(&format!("{} {} {} c\n", at(a.0, a.1), at(b.0, b.1), at(to.0, to.1)));
    }
    out.push_str(&format!("h {} m {} l {} m {} l S\n", at(-c, 0.0), at(c, 0.0), at(0.0, -c), at(0.0, c)));
    out
}

/// A number to a thousandth of a point.
fn short(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
