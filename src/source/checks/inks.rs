//! Colours and inks of a clinic: enough contrast, no more ink than paper takes, and spots that a print shop can mix.

use super::values::number;
use crate::diag::{Code, Sink};
use crate::model::Colour;
use crate::model::ink::{Cmyk, MOST_INK};
use crate::source::lint::Lint;
use crate::source::yaml::YamlNode;

/// Reports colours and inks that are not apart enough from paper, text and each other.
pub(super) fn check_colours(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    let colour = |key: &str| {
        let node = root.get("colours")?.get(key)?;
        Some((node, Colour::parse(node.as_str()?)?, format!("`{}`", node.as_str()?)))
    };
    hold_contrast(lint, colour("primary"), colour("tint"), sink);
    // Inks are held to the same, as about what they are on paper.
    let ink = |key: &str| {
        let node = root.get("print")?.get(key)?;
        let shares: Vec<f64> = node.get("cmyk")?.items().iter().filter_map(number).collect();
        let share = node.get("share").and_then(number).unwrap_or(100.0);
        let cmyk = Cmyk(shares.try_into().ok()?).tint(share);
        Some((node.get("cmyk")?, cmyk.colour(), format!("the ink of `{key}`")))
    };
    for key in ["primary", "tint"] {
        if let (Some(ink), Some(colour)) = (ink(key), colour(key))
            && ink.1.apart(colour.1) > FAR
        {
            let what = format!("the ink of `{key}` is quite another colour than {}", colour.2);
            sink.push(lint.node(Code::InksDiffer, ink.0, what).hint(
                "sheets for a print shop are printed with the ink, all others in the colour; state inks of the same colour, \
                 or leave `print` out",
            ));
        }
    }
    let named = |key: &str| ink(key).or_else(|| colour(key));
    if root.get("print").is_some() {
        hold_contrast(lint, ink("primary"), None, sink);
        hold_contrast(lint, None, ink("tint"), sink);
        if let (Some(primary), Some(tint)) = (named("primary"), named("tint"))
            && (ink("primary").is_some() || ink("tint").is_some())
            && tint.1.contrast(primary.1) < 4.5
        {
            let what = "the inks of titles and of the ground below them are too much alike";
            let node = ink("tint").map_or(primary.0, |tint| tint.0);
            sink.push(lint.node(Code::LowContrast, node, what).hint("less ink in `tint`, or more in `primary`"));
        }
    }
}

/// A colour with its place and its name.
type NamedColour<'a> = Option<(&'a YamlNode, Colour, String)>;

/// Holds two colours against paper, text and each other.
fn hold_contrast(lint: &Lint, primary: NamedColour, tint: NamedColour, sink: &mut Sink) {
    let mut hold = |a: &(&YamlNode, Colour, String), b: Colour, what: &str, hint: &str| {
        let ratio = a.1.contrast(b);
        if ratio < 4.5 {
            let message = format!("{} {what} has a contrast of {ratio:.1}:1, and 4.5:1 is needed", a.2);
            sink.push(lint.node(Code::LowContrast, a.0, message).hint(hint));
        }
    };
    if let Some(primary) = &primary {
        hold(primary, Colour::WHITE, "on white paper", "choose a darker colour");
    }
    if let Some(tint) = &tint {
        hold(tint, Colour::INK, "under text", "choose a lighter colour");
        if let Some(primary) = &primary {
            hold(tint, primary.1, "under titles", "choose a lighter tint or a darker primary colour");
        }
    }
}

/// How far an ink may be from the colour that it stands for, of 1: inks are judged roughly, and brands differ on paper.
const FAR: f64 = 0.3;

/// Reports more ink than paper takes, parts where percent are meant, and spots that a print shop cannot mix.
pub(super) fn check_inks(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    let Some(print) = root.get("print") else { return };
    let mut first: Option<(&str, Vec<f64>)> = None;
    for ink in ["primary", "tint"].iter().filter_map(|key| print.get(key)) {
        let Some(node) = ink.get("cmyk") else { continue };
        let cmyk: Vec<f64> = node.items().iter().filter_map(number).collect();
        check_amounts(lint, ink, node, &cmyk, sink);
        let Some((spot, name)) = ink.get("spot").and_then(|n| Some((n, n.as_str()?))) else { continue };
        if RESERVED.iter().any(|word| name.trim().eq_ignore_ascii_case(word)) {
            sink.push(
                lint.node(Code::BadValue, spot, format!("no spot ink can be called `{name}`")).hint(
                    "write the name of the ink in its colour book, or leave `spot` out for the four process inks",
                ),
            );
        }
        match &first {
            Some((other, recipe)) if *other == name && *recipe != cmyk => sink.push(
                lint.node(Code::BadValue, node, format!("`{name}` has two recipes"))
                    .hint("write the same `cmyk` for both, and how much of the ink with `share`"),
            ),
            Some(_) | None => first = Some((name, cmyk)),
        }
    }
}

/// How much of an ink there is: in percent, and no more than paper takes.
fn check_amounts(lint: &Lint, ink: &YamlNode, node: &YamlNode, cmyk: &[f64], sink: &mut Sink) {
    let share = ink.get("share").and_then(|node| Some((node, number(node)?)));
    let parts = cmyk.iter().any(|share| *share > 0.0 && share.fract() > 0.0) && cmyk.iter().all(|share| *share <= 1.0);
    for (node, is_part) in [(Some(node), parts), (share.map(|s| s.0), share.is_some_and(|s| s.1 > 0.0 && s.1 < 1.0))] {
        if let (Some(node), true) = (node, is_part) {
            let what = "less than one percent of ink is no colour";
            sink.push(lint.node(Code::BadValue, node, what).hint("write percent: 45, not 0.45"));
        }
    }
    let total = cmyk.iter().sum::<f64>() * share.map_or(100.0, |s| s.1) / 100.0;
    if total > MOST_INK {
        sink.push(
            lint.node(Code::TooMuchInk, node, format!("{total:.0} % ink together, and paper takes 300 %"))
                .hint("ask the print shop for the colour in less ink, with more of black and less of the other three"),
        );
    }
}

/// Names of separations that are no spot ink (ISO 32000-1, 8.6.6.4).
const RESERVED: [&str; 6] = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];
