//! How a text is built: parts, lists, boxes, pictures, tables, and when to get help.

use crate::coverage::known::{CoverageSubject, Prints, parts};
use crate::coverage::outcome::CheckOutcome;
use crate::diag::list;
use crate::model::{Body, Figure, HelpRow, Topic};

/// The most items of a list that is grasped in one piece.
const MOST_ITEMS: usize = 7;

/// By what a text says whom to call, if it does.
fn calls(subject: &CoverageSubject) -> Option<String> {
    let rows = &subject.text.get_help;
    if !rows.is_empty() {
        let levels: Vec<&str> = rows.iter().map(|row: &HelpRow| row.level.as_str()).collect();
        let counted = if rows.len() == 1 { "1 level".to_owned() } else { format!("{} levels", rows.len()) };
        return Some(format!("`get_help`, {counted}: {}", levels.join(", ")));
    }
    let topics = &subject.text.head.topics;
    let facts: Vec<&str> = topics.iter().flat_map(|topic: &Topic| topic.demands().lines.iter().copied()).collect();
    (!facts.is_empty()).then(|| {
        format!(
            "the emergency box of `topics: [{}]`: {}",
            topics.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(", "),
            list(facts)
        )
    })
}

/// [`ItemCheck::GetHelp`](crate::model::ItemCheck::GetHelp).
pub(super) fn get_help(subject: &CoverageSubject) -> CheckOutcome {
    CheckOutcome::has_or(calls(subject), || {
        format!("write `get_help:` in {}: at which signs to call whom, and how soon", subject.file())
    })
}

/// By what a text has numbered steps, if it does.
fn steps(prints: &Prints) -> Option<String> {
    match (prints.numbered, prints.numbered_facts.as_slice()) {
        (0, []) => None,
        (0, facts) => Some(format!("numbered steps of the fact {}", list(facts.iter().map(String::as_str)))),
        (1, _) => Some("1 numbered list".to_owned()),
        (n, _) => Some(format!("{n} numbered lists")),
    }
}

/// [`ItemCheck::StepsNumbered`](crate::model::ItemCheck::StepsNumbered).
pub(super) fn steps_numbered(prints: &Prints) -> CheckOutcome {
    CheckOutcome::has_or(steps(prints), || {
        "write what is to be done as a numbered list, a step on each line after `1. `".to_owned()
    })
}

/// [`ItemCheck::Actions`](crate::model::ItemCheck::Actions).
pub(super) fn actions(subject: &CoverageSubject, prints: &Prints) -> CheckOutcome {
    let boxes = (prints.do_boxes > 0).then(|| "a box with what to do, `> [!DO]`".to_owned());
    match calls(subject).or(boxes) {
        Some(by) => CheckOutcome::Has(by),
        None => CheckOutcome::Unsure(
            "What does the text ask its readers to do? There is neither `get_help:` nor a box `> [!DO]`".to_owned(),
        ),
    }
}

/// [`ItemCheck::Directions`](crate::model::ItemCheck::Directions).
pub(super) fn directions(subject: &CoverageSubject, prints: &Prints) -> CheckOutcome {
    CheckOutcome::has_or(steps(prints).or_else(|| calls(subject)), || {
        format!("write how it is done as a numbered list, or `get_help:` in {}", subject.file())
    })
}

/// [`ItemCheck::ListsShort`](crate::model::ItemCheck::ListsShort).
pub(super) fn lists_short(subject: &CoverageSubject, prints: &Prints) -> CheckOutcome {
    let points = subject.printed_facts().into_iter().map(|fact| fact.points.len()).filter(|points| *points > 0);
    let lists: Vec<usize> = prints.lists.iter().copied().chain(points).collect();
    let long: Vec<String> = lists.iter().filter(|items| **items > MOST_ITEMS).map(usize::to_string).collect();
    match lists.iter().max() {
        None => {
            CheckOutcome::Lacks("write what belongs together as a list, an item on each line after `- `".to_owned())
        }
        Some(_) if !long.is_empty() => CheckOutcome::Lacks(format!(
            "cut lists of {} items into lists of {MOST_ITEMS} at most, each below words of its own",
            long.join(", ")
        )),
        Some(longest) if lists.len() == 1 => CheckOutcome::Has(format!("1 list of {longest} items")),
        Some(longest) => CheckOutcome::Has(format!("{} lists, the longest of {longest} items", lists.len())),
    }
}

/// [`ItemCheck::SectionsHeaded`](crate::model::ItemCheck::SectionsHeaded).
pub(super) fn sections_headed(subject: &CoverageSubject) -> CheckOutcome {
    let what = match subject.text.body {
        Body::Guide(_) => "section",
        Body::Worksheet(_) => "part",
    };
    CheckOutcome::Has(match parts(subject.text).len() {
        1 => format!("1 {what} with a heading"),
        n => format!("{n} {what}s, each with a heading"),
    })
}

/// [`ItemCheck::SectionLength`](crate::model::ItemCheck::SectionLength).
pub(super) fn section_length(subject: &CoverageSubject) -> CheckOutcome {
    let parts = parts(subject.text);
    let Some((id, words)) = parts.iter().max_by_key(|(_, words)| *words) else {
        return CheckOutcome::Unsure("the text has no parts".to_owned());
    };
    CheckOutcome::Unsure(match parts.len() {
        1 => format!("1 part, `{id}`, of {words} words"),
        n => format!("{n} parts, the longest `{id}` of {words} words"),
    })
}

/// [`ItemCheck::VisualCues`](crate::model::ItemCheck::VisualCues).
pub(super) fn visual_cues(subject: &CoverageSubject, prints: &Prints) -> CheckOutcome {
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let message = subject.text.head.main_message.as_ref().map(|_| "`main_message`".to_owned());
    let found: Vec<String> = [
        message,
        calls(subject).map(|_| "whom to call".to_owned()),
        counted(prints.boxes + prints.whole_facts.len(), "box", "boxes"),
        counted(prints.lists.len(), "list", "lists"),
        counted(prints.bold, "place in bold", "places in bold"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let by = (!found.is_empty()).then(|| format!("set apart: {}", found.join(", ")));
    CheckOutcome::has_or(by, || {
        "set apart what matters: `main_message:`, words in `**bold**`, or a box such as `> [!NOTE]`".to_owned()
    })
}

/// "1 picture", "4 pictures".
fn counted_pictures(number: usize) -> String {
    if number == 1 { "1 picture".to_owned() } else { format!("{number} pictures") }
}

/// [`ItemCheck::Pictures`](crate::model::ItemCheck::Pictures).
pub(super) fn pictures(subject: &CoverageSubject, prints: &Prints) -> CheckOutcome {
    let by = (prints.pictures() > 0).then(|| {
        let of_facts = match prints.fact_pictures {
            0 => String::new(),
            n if n == prints.pictures() => " of safety facts".to_owned(),
            n => format!(", {n} of them of safety facts"),
        };
        format!("{}{of_facts}", counted_pictures(prints.pictures()))
    });
    CheckOutcome::has_or(by, || {
        format!("list a picture under `figures:` in {}, and place it with `> [!FIGURE] ID`", subject.file())
    })
}

/// [`ItemCheck::PicturesCaptioned`](crate::model::ItemCheck::PicturesCaptioned).
pub(super) fn pictures_captioned(subject: &CoverageSubject, prints: &Prints) -> CheckOutcome {
    if prints.pictures() == 0 {
        return CheckOutcome::Unsure("the text prints no picture".to_owned());
    }
    let is_bare = |figure: &Figure| figure.caption.is_none() && prints.placed.contains(&figure.id);
    let bare: Vec<&str> =
        subject.text.figures.iter().filter(|figure| is_bare(figure)).map(|figure| figure.id.as_str()).collect();
    if bare.is_empty() {
        return CheckOutcome::Has(format!("{}, each with words at it", counted_pictures(prints.pictures())));
    }
    CheckOutcome::Lacks(format!("write `caption:` of the pictures {} in {}", list(bare), subject.file()))
}

/// [`ItemCheck::PicturesWithAlt`](crate::model::ItemCheck::PicturesWithAlt).
pub(super) fn pictures_with_alt(prints: &Prints) -> CheckOutcome {
    match prints.pictures() {
        0 => CheckOutcome::Unsure("the text prints no picture".to_owned()),
        n => CheckOutcome::Has(format!("{}, each with `alt`, which is read aloud", counted_pictures(n))),
    }
}

/// [`ItemCheck::TablesHeaded`](crate::model::ItemCheck::TablesHeaded).
pub(super) fn tables_headed(prints: &Prints) -> CheckOutcome {
    match prints.tables {
        0 => CheckOutcome::Unsure("the text prints no table".to_owned()),
        1 => CheckOutcome::Has("1 table with a row of headings".to_owned()),
        n => CheckOutcome::Has(format!("{n} tables, each with a row of headings")),
    }
}
