//! Facts, labels, clinics and sign-offs, and the ids and dates of any file: what their schema cannot say.

use chrono::NaiveDate;

use super::lint::{CLINIC_CLAIMS, Lint, TEXT_CLAIMS};
use super::load::Names;
use super::schema::lacks;
use super::yaml::{self, Value, YamlNode};
use crate::diag::{Code, Finding, Sink};
use crate::diag::{list, nearest};
use crate::model::ink::{Cmyk, MOST_INK};
use crate::model::{self, Signer, date};

/// A finding for an id that names nothing.
pub(super) fn unknown<'a>(
    file: &str,
    node: &YamlNode,
    what: &str,
    id: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Finding {
    let finding = Finding::new(Code::UnknownId, format!("there is no {what} `{id}`")).at(file, node.range.clone());
    unknown_hint(finding, id, known)
}

/// Says what was probably meant, or what there is.
pub(super) fn unknown_hint<'a>(
    finding: Finding,
    id: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Finding {
    const SHOWN: usize = 12;
    let count = known.clone().into_iter().count();
    match nearest(id, known.clone()) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None if count == 0 => finding.hint("there is none in this project yet"),
        None if count > SHOWN => {
            let first: Vec<String> = known.into_iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
            finding.hint(format!("what there is: {} and {} more", first.join(", "), count - SHOWN))
        }
        None => finding.hint(format!("what there is: {}", list(known))),
    }
}

/// Authors that `people.yaml` has.
pub(super) fn check_authors(lint: &Lint, root: &YamlNode, names: &Names, sink: &mut Sink) {
    lint.once("person", &root.select("authors[]"), sink);
    if names.people_unknown {
        return;
    }
    for node in root.select("authors[]") {
        if let Some(id) = node.as_str()
            && !names.people.contains_key(id)
        {
            sink.push(unknown(lint.file, node, "person", id, names.people.keys().map(String::as_str)));
        }
    }
}

/// Dates that the calendar has; how they are written is the schema's affair.
pub(super) fn check_dates(lint: &Lint, nodes: &[&YamlNode], sink: &mut Sink) {
    for node in nodes {
        if let Some(text) = node.as_str()
            && text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
            && date::parse(text).is_none()
        {
            sink.push(
                lint.node(Code::BadDate, node, format!("the calendar has no `{text}`"))
                    .hint("write year-month-day: 2026-11-24"),
            );
        }
    }
}

/// Facts of a region; `default` where they come with the program.
pub(super) fn check_facts(lint: &Lint, root: &YamlNode, names: &Names, region: &str, default: bool, sink: &mut Sink) {
    lint.characters(root, sink);
    if !default {
        check_authors(lint, root, names, sink);
    }
    lint.distinct("fact", &root.select("facts[].id"), sink);
    let mut dates = root.select("facts[].source_seen");
    dates.extend(root.select("issued"));
    check_dates(lint, &dates, sink);
    if let Some(node) = root.get("region")
        && node.as_str().is_some_and(|r| r != region)
    {
        sink.push(
            lint.node(Code::IdMismatch, node, format!("this file is for the region `{region}` by its name"))
                .hint(place_hint("region", region, "file")),
        );
    }
    let words: Vec<&YamlNode> =
        ["title", "number", "short", "line", "points[]", "body", "source.title", "source.publisher"]
            .iter()
            .flat_map(|key| root.select(&format!("facts[].{key}")))
            .chain(root.select("title"))
            .collect();
    lint.claims(&words, TEXT_CLAIMS, sink);
    let plain: Vec<&YamlNode> = ["title", "number", "short", "line", "points[]"]
        .iter()
        .flat_map(|key| root.select(&format!("facts[].{key}")))
        .collect();
    lint.plain(&plain, sink);
    for fact in root.select("facts[]") {
        check_demanded(lint, fact, sink);
        let Some(body) = fact.get("body") else { continue };
        let parsed = lint.markdown(body, sink);
        for used in &parsed.facts {
            sink.push(
                lint.at(Code::Markdown, body, &used.range, "a fact that names another fact")
                    .hint("write the number or the words here: facts are the one place where numbers are typed"),
            );
        }
        if matches!(fact.get("source").and_then(YamlNode::as_str), Some("none"))
            && let Some((key, _)) = fact.entry("source_seen")
        {
            sink.push(
                lint.key(Code::BadValue, key, "a source that was never seen has a day of seeing")
                    .hint("take out `source_seen`, or name the source"),
            );
        }
    }
}

/// What the emergency box and the foot of worksheets print of a fact.
fn check_demanded(lint: &Lint, fact: &YamlNode, sink: &mut Sink) {
    let Some((key, id)) = fact.entry("id").and_then(|(key, node)| Some((key, node.as_str()?))) else { return };
    let demands: Vec<_> = model::Topic::ALL.iter().map(|t| t.demands()).collect();
    let boxed = demands.iter().any(|d| d.lines.contains(&id) || d.first_aid.contains(&id));
    let foot = demands.iter().any(|d| d.emergency_line.contains(&id));
    for (needed, name, what) in
        [(boxed, "short", "the emergency box prints it"), (foot, "line", "it stands at the foot of worksheets")]
    {
        // Signs and steps may be points, one a line.
        let points = fact.get("points").map_or(!lacks(fact, "points"), |points| !points.items().is_empty());
        let pointed = name == "short" && points;
        if needed && !pointed && lacks(fact, name) {
            sink.push(
                lint.key(Code::MissingKey, key, format!("the fact `{id}` lacks `{name}`"))
                    .hint(format!("add `{name}:` with one or two short sentences: {what}")),
            );
        }
    }
}

/// Labels of a language.
pub(super) fn check_strings(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    let yaml::Value::Map(pairs) = &root.value else { return };
    for (key, node) in pairs {
        let Some(text) = node.as_str() else { continue };
        let words = text.to_lowercase();
        let problem = if text.trim_end().contains('\n') {
            "has more than one line"
        } else if text.chars().count() > 48 {
            "is longer than 48 characters"
        } else if text.chars().any(|c| c.is_ascii_digit()) {
            "has digits in it"
        } else if words.contains("http") || words.contains("www.") || words.contains('@') || words.contains("](") {
            "has a link in it"
        } else if text.contains(['.', '!', ';']) {
            "has a sentence in it"
        } else if speaks_of_review(&key.name, &words) {
            "has words about review in it"
        } else {
            continue;
        };
        sink.push(
            lint.node(Code::NotALabel, node, format!("the label `{}` {problem}", key.name))
                .hint("a label is a few words on one line; whatever tells a reader to do something belongs in a guide, a worksheet or the facts"),
        );
    }
}

/// Whether a label, in small letters, has words about review; `revision` may be that one word.
fn speaks_of_review(key: &str, words: &str) -> bool {
    let number = key == "revision" && words.trim().chars().all(char::is_alphabetic);
    let claims = if number { &["review", "revised", "revisad"][..] } else { &["review", "revis"] };
    claims.iter().chain(&["certif", "approv", "aprob"]).any(|claim| words.contains(claim))
}

/// What to do about a name in a file that is not that of its file or folder.
pub(super) fn place_hint(key: &str, name: &str, what: &str) -> String {
    let small = |c: char| c.is_ascii_lowercase();
    let is_id = name.starts_with(small)
        && name.split('-').all(|part| !part.is_empty() && part.chars().all(|c| small(c) || c.is_ascii_digit()));
    if is_id {
        format!("write `{key}: {name}`, or rename the {what}")
    } else {
        format!("rename the {what} to small letters, digits and single hyphens: `{name}` is no id")
    }
}

/// A clinic, in each language; `logo` says what is wrong with the logo of a name, or `None` where there is no such file.
pub(super) fn check_clinic(
    lint: &Lint,
    root: &YamlNode,
    id: &str,
    languages: &[&str],
    logo: &dyn Fn(&str) -> Option<Option<String>>,
    sink: &mut Sink,
) {
    if let Some(node) = root.get("id")
        && node.as_str().is_some_and(|i| i != id)
    {
        sink.push(
            lint.node(Code::IdMismatch, node, format!("the file is called `{id}.yaml`"))
                .hint(place_hint("id", id, "file")),
        );
    }
    if ["release", "out"].contains(&id)
        && let Some(node) = root.get("id")
    {
        sink.push(
            lint.node(Code::BadValue, node, format!("no clinic can be called `{id}`"))
                .hint("choose another id and rename the file: a folder of the output has this name already"),
        );
    }
    for key in ["hours", "logo_alt"] {
        let Some((name, node)) = root.entry(key) else { continue };
        for lang in languages {
            if node.get(lang).is_none() {
                sink.push(
                    lint.key(Code::MissingLabel, name, format!("`{key}` has nothing for the language `{lang}`"))
                        .hint(format!("add `{lang}: ...` below `{key}`")),
                );
            }
        }
    }
    if let Some((key, node)) = root.entry("logo")
        && let Some(name) = node.as_str()
    {
        let path = format!("sources/clinics/{name}");
        if !name.ends_with(".svg") && !name.ends_with(".png") {
            sink.push(
                lint.node(Code::BadValue, node, "the logo is neither SVG nor PNG").hint("save it as .svg or .png"),
            );
        } else {
            match logo(name) {
                None => sink.push(
                    lint.node(Code::UnknownId, node, format!("there is no file `{path}`"))
                        .hint("put the logo beside this file"),
                ),
                Some(Some(problem)) => sink.push(
                    lint.node(Code::BadValue, node, format!("the logo cannot be used ({problem})"))
                        .hint("save it again as a plain SVG or PNG picture"),
                ),
                Some(None) => {}
            }
        }
        if lacks(root, "logo_alt") {
            sink.push(
                lint.key(Code::MissingKey, key, "the logo has no `logo_alt`")
                    .hint("say in each language what it shows: a screen reader speaks it"),
            );
        }
    }
    let own: Vec<&YamlNode> = ["name", "phone", "feedback", "address[]", "hours.*", "logo_alt.*"]
        .iter()
        .flat_map(|p| root.select(p))
        .collect();
    lint.claims(&own, CLINIC_CLAIMS, sink);
    check_colours(lint, root, sink);
    check_inks(lint, root, sink);
}

fn check_colours(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    use crate::model::Colour;
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
type NamedColour<'a> = Option<(&'a YamlNode, crate::model::Colour, String)>;

/// Holds two colours against paper, text and each other.
fn hold_contrast(lint: &Lint, primary: NamedColour, tint: NamedColour, sink: &mut Sink) {
    use crate::model::Colour;
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

/// The inks of a clinic: no more of them than paper takes, and spots that a print shop can mix.
fn check_inks(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    let Some(print) = root.get("print") else { return };
    let inks: Vec<&YamlNode> = ["primary", "tint"].iter().filter_map(|key| print.get(key)).collect();
    let mut first: Option<(&str, Vec<f64>)> = None;
    for ink in inks {
        let Some(node) = ink.get("cmyk") else { continue };
        let cmyk: Vec<f64> = node.items().iter().filter_map(number).collect();
        let share = ink.get("share").and_then(|node| Some((node, number(node)?)));
        let parts =
            cmyk.iter().any(|share| *share > 0.0 && share.fract() > 0.0) && cmyk.iter().all(|share| *share <= 1.0);
        for (node, is_part) in
            [(Some(node), parts), (share.map(|s| s.0), share.is_some_and(|s| s.1 > 0.0 && s.1 < 1.0))]
        {
            if let (Some(node), true) = (node, is_part) {
                let what = "less than one percent of ink is no colour";
                sink.push(lint.node(Code::BadValue, node, what).hint("write percent: 45, not 0.45"));
            }
        }
        let total = cmyk.iter().sum::<f64>() * ink.get("share").and_then(number).unwrap_or(100.0) / 100.0;
        if total > MOST_INK {
            sink.push(
                lint.node(Code::TooMuchInk, node, format!("{total:.0} % ink together, and paper takes 300 %")).hint(
                    "ask the print shop for the colour in less ink, with more of black and less of the other three",
                ),
            );
        }
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
            _ => first = Some((name, cmyk)),
        }
    }
}

/// Names of separations that are no spot ink (ISO 32000-1, 8.6.6.4).
const RESERVED: [&str; 6] = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];

fn number(node: &YamlNode) -> Option<f64> {
    match node.value {
        Value::Int(n) => Some(n as f64),
        Value::Float(n) => Some(n),
        _ => None,
    }
}

/// Sign-offs of a text, named by its id and language.
pub(super) fn check_reviews(
    lint: &Lint,
    root: &YamlNode,
    key: (&str, &str),
    names: &Names,
    today: NaiveDate,
    sink: &mut Sink,
) {
    let mut dates = root.select("sign_offs[].reviewed");
    dates.extend(root.select("sign_offs[].next_review"));
    check_dates(lint, &dates, sink);
    for sign_off in root.select("sign_offs[]") {
        let text = |k: &str| sign_off.get(k).and_then(YamlNode::as_str);
        if let (Some(id), Some(lang)) = (text("text"), text("lang"))
            && (id, lang) != key
            && let Some(node) = sign_off.get("text")
        {
            sink.push(
                lint.node(
                    Code::BadReview,
                    node,
                    format!("this sign-off is of `{id}` in `{lang}`, not of `{}` in `{}`", key.0, key.1),
                )
                .hint("files in `reviews/` are written by `handout review record`; do not edit them"),
            );
        }
        if let Some(node) = sign_off.get("reviewed")
            && let Some(day) = node.as_str().and_then(date::parse)
            && day > today
        {
            sink.push(
                lint.node(Code::ReviewInFuture, node, format!("this review is dated {day}, after today ({today})"))
                    .hint("take this sign-off out of the file, and record the review with its right date"),
            );
        }
        let reviewer = sign_off.get("reviewer");
        let name = |n: &YamlNode, k: &str| n.get(k).and_then(YamlNode::as_str).unwrap_or_default().to_owned();
        let signer = |n: &YamlNode| Signer {
            id: name(n, "id"),
            name: name(n, "name"),
            credentials: None,
            role: None,
            addiction_professional: false,
        };
        let people = |id: &str| names.people.get(id).cloned().flatten();
        if let Some(reviewer) = reviewer
            && sign_off
                .select("authors[]")
                .iter()
                .any(|author| model::person::same_person(&signer(author), &signer(reviewer), &people))
        {
            sink.push(
                lint.node(
                    Code::OwnReview,
                    reviewer.get("name").unwrap_or(reviewer),
                    format!("`{}` wrote this text and cannot review it", name(reviewer, "name")),
                )
                .hint("have another clinician review it"),
            );
        }
    }
}
