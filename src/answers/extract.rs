//! Answers out of a form: what stands in its fields, typed by the questions inside it, and what to say about them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Value, json};

use crate::acroform::appearance::{covers, printed};
use crate::acroform::beside::BesideFields;
use crate::acroform::embed::Embedded;
use crate::acroform::fill::option_label;
use crate::acroform::font::FieldFont;
use crate::acroform::names::FieldValues;
use crate::acroform::read::{FormContents, PdfFieldKind};
use crate::answers::cell::{Cell, cells};
use crate::answers::nested::missing;
use crate::answers::open::{asked_values, foreign, shown_name};
use crate::answers::overflow::{PageSigns, bring_back, capacities, marks};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::questions::schema::extra_name;

/// The answers of a file.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// The form; `None` where it was not made by this program.
    pub form: Option<Embedded>,
    /// Typed answers by the name of their cell; of a foreign form by the name of the field.
    pub values: BTreeMap<String, Value>,
    /// The names in the order of the form.
    pub order: Vec<String>,
    /// What stands on the page for what did not fit and belongs to no question.
    pub extra: Option<String>,
    /// What stands on the pages beside the fields.
    pub beside: Vec<BesideFields>,
    /// Numbers and names of questions that need an answer and have none.
    pub missing: Vec<(u32, String)>,
}

/// The answers out of what a form holds; `complete` makes a missing one an error.
pub fn extract(
    name: &str,
    contents: FormContents,
    font: Option<&FieldFont>,
    complete: bool,
    sink: &mut Sink,
) -> Extracted {
    let form = match &contents.embedded {
        Ok(form) => form.clone(),
        Err(why) => {
            sink.push(foreign(name, *why));
            return untyped(contents);
        }
    };
    let cells = cells(&form.schema);
    let (mut field_values, _) = asked_values(name, &contents, &cells);
    if let Some(font) = font {
        sink.extend(cut_off(name, &contents, &form, &field_values, font));
    }
    let capacities = capacities(&contents);
    let signs = PageSigns { capacities: &capacities, lengths: &contents.moved };
    let strays = bring_back(&mut field_values, &marks(&cells), signs);
    if strays > 0 {
        sink.push(stray_lines(name, strays));
    }
    let values = typed(name, &form, &cells, &field_values, sink);
    let missing = missing(&form.schema, &values);
    for (number, field) in &missing {
        let message = format!("question {number}, `{field}`, has no answer and needs one");
        let mut finding = Finding::new(Code::AnswerMissing, message);
        if complete {
            finding.severity = Severity::Error;
        }
        sink.push(finding.at(name, question_order(*number)).hint("ask for it, and write it into the field"));
    }
    let order = cells.iter().map(|c| c.name.clone()).collect();
    let extra = field_values.remove(&extra_name());
    Extracted { values, order, extra, beside: contents.beside, missing, form: Some(form) }
}

/// Findings for answers that do not show whole on the page.
fn cut_off(
    name: &str,
    contents: &FormContents,
    form: &Embedded,
    values: &FieldValues,
    font: &FieldFont,
) -> Vec<Finding> {
    let capacities = capacities(contents);
    let mut findings = Vec::new();
    for (field, text) in values {
        let Some(capacity) = capacities.get(field) else { continue };
        let shown = option_label(&form.schema, field, text).unwrap_or(text);
        if !capacity.holds(font, shown) {
            findings.push(too_long(
                name,
                field,
                "the answer is read whole; on paper its end would be missing: `handout flatten` puts it on the page for extra space",
            ));
        }
        if !covers(font, shown) {
            findings.push(missing_letters(name, field, shown, font, OnPaper::AsDrawn));
        }
    }
    findings
}

/// The answers by the types of their cells, with findings for those that are of none.
fn typed(
    name: &str,
    form: &Embedded,
    cells: &[Cell],
    field_values: &FieldValues,
    sink: &mut Sink,
) -> BTreeMap<String, Value> {
    let mut values = BTreeMap::new();
    for cell in cells {
        let (value, wrong) = cell.read(&form.schema.lang, field_values);
        if let Some(wrong) = wrong {
            let message = format!("the answer to question {}, `{}`, {}", cell.number, cell.name, wrong.what);
            let finding = Finding::new(Code::BadAnswer, message).at(name, question_order(cell.number));
            sink.push(finding.hint(wrong.hint));
        }
        values.insert(cell.name.clone(), value);
    }
    values
}

/// The fields of a foreign form.
fn untyped(contents: FormContents) -> Extracted {
    let value = |name: &String| {
        let text = contents.values.get(name);
        match contents.fields.get(name).map(|f| f.kind) {
            Some(PdfFieldKind::Check) => Value::Bool(text.is_some()),
            Some(PdfFieldKind::Text { .. } | PdfFieldKind::Radio | PdfFieldKind::Choice) | None => json!(text),
        }
    };
    let values = contents.order.iter().map(|name| (name.clone(), value(name))).collect();
    Extracted { form: None, values, order: contents.order, extra: None, beside: contents.beside, missing: Vec::new() }
}

/// What stands in the fields of a form of this program, with what was moved brought back; `None` where its fields are
/// not those of its questions, which [`open`](super::open::open) says.
pub fn form_values(contents: &FormContents) -> Option<(Embedded, FieldValues)> {
    let form = contents.embedded.clone().ok()?;
    let cells = cells(&form.schema);
    let (mut values, wrong) = asked_values("", contents, &cells);
    if !wrong.is_empty() {
        return None;
    }
    let signs = PageSigns { capacities: &capacities(contents), lengths: &contents.moved };
    bring_back(&mut values, &marks(&cells), signs);
    Some((form, values))
}

/// Lines on the page for extra space that belong to no answer, as a finding.
fn stray_lines(name: &str, lines: usize) -> Finding {
    let of = if lines == 1 { "a line" } else { "lines" };
    let message =
        format!("{of} on the page for extra space belong to no answer: it was changed after it was filled in");
    let message = if lines == 1 { message.replace("belong ", "belongs ") } else { message };
    let hint = "the rest of an answer that was replaced, or what somebody added: it is given back under `extra-space`";
    Finding::new(Code::ExtraSpaceChanged, message).at(name, 0..0).hint(hint)
}

/// A place that puts findings into the order of the questions; no file has it, so only its name is shown.
fn question_order(number: u32) -> Range<usize> {
    let at = number as usize;
    at..at
}

/// An answer that does not show whole, as a finding.
pub fn too_long(name: &str, field: &str, hint: &str) -> Finding {
    let message = format!("the answer `{}` does not show whole in its field", shown_name(field));
    Finding::new(Code::AnswerTooLong, message).at(name, 0..0).hint(hint)
}

/// What becomes on paper of letters that the font lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnPaper {
    /// What a viewer drew is kept.
    AsDrawn,
    /// No viewer drew anything that could be kept.
    Lost,
    /// Nothing: the answer comes from a file and is not filled in.
    Unwritten,
}

/// An answer with letters that the fonts lack, as a finding: an error where question marks would stand for them.
pub fn missing_letters(name: &str, field: &str, text: &str, font: &FieldFont, paper: OnPaper) -> Finding {
    // Which ones would say what a family wrote.
    let letters = match printed(font, text).chars().filter(|c| !font.covers(*c)).count() {
        1 => "a letter".to_owned(),
        n => format!("{n} letters"),
    };
    let message = format!("the answer `{}` has {letters} that no font of the form can show", shown_name(field));
    let finding = Finding::new(Code::AnswerMissingGlyph, message).at(name, 0..0);
    let finding = match paper {
        OnPaper::AsDrawn => finding,
        OnPaper::Unwritten | OnPaper::Lost => Finding { severity: Severity::Error, ..finding },
    };
    let hint = match paper {
        OnPaper::AsDrawn => "the answer itself is read as it is; `handout flatten` keeps it as the viewer drew it",
        OnPaper::Unwritten => {
            "nothing is written, since question marks would stand for them: write it in letters that the fonts have, or, for scripts whose letters stand apart such as Cyrillic, put a regular font (.ttf) that has them into `fonts/`"
        }
        OnPaper::Lost => {
            "nothing is written, since question marks would stand for them: open the form in Chrome or Edge, click into the field, save, and flatten that file"
        }
    };
    finding.hint(hint)
}
