//! Marks for whoever folds and cuts, as a content stream draws them; where they lie is `impose::marks`'s affair.

use crate::impose::marks::{self, Line, MarkKind, Marks, RegistrationTarget};
use crate::impose::sheet::SheetSide;
use crate::model::OutputTarget;

/// The tint of every ink in a registration target, 0 to 1: four of them together stay within what paper takes.
const TARGET: f64 = 0.75;

/// The name under which pages hold the colour space of registration targets.
pub(super) const ALL: &str = "HandoutAll";

/// Marks as a stream draws them: lines in black, those of folds dashed on press sheets, targets on every plate.
pub(super) fn drawing(marks: &Marks, side: &SheetSide, print: OutputTarget, (left, bottom): (f64, f64)) -> String {
    // From the top left of the trimmed sheet to the page's own axes, which go up.
    let place = |(x, y): (f64, f64)| format!("{} {}", short(left + x), short(bottom + side.trim.1 - y));
    let line = |line: &Line| format!("{} m {} l\n", place(line.from), place(line.to));
    let black = match print {
        OutputTarget::Office => "0 G",
        OutputTarget::Press => "0 0 0 1 K",
    };
    let mut out = "\nQ\nq ".to_owned();
    if print == OutputTarget::Office && !marks.lines.is_empty() {
        // Ticks lie on the ground of panels, which may be dark: a light edge makes them show.
        out.push_str(&format!("1 G {} w\n", marks::WIDTH * 4.0));
        out.extend(marks.lines.iter().map(line));
        out.push_str("S\n");
    }
    out.push_str(&format!("{black} {} w\n", marks::WIDTH));
    let (folds, others): (Vec<&Line>, Vec<&Line>) = marks.lines.iter().partition(|line| line.kind == MarkKind::Fold);
    out.extend(others.iter().map(|l| line(l)));
    if !others.is_empty() {
        out.push_str("S\n");
    }
    if print == OutputTarget::Press && !folds.is_empty() {
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
fn target(target: &RegistrationTarget, place: impl Fn((f64, f64)) -> String) -> String {
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
