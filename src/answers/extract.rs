//! Answers out of a form: what stands in its fields, typed by the questions inside it, and what to say about them.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Value, json};

use crate::acroform::appearance::covers;
use crate::acroform::embed::Embedded;
use crate::acroform::fill::option_label;
use crate::acroform::font::FieldFont;
use crate::acroform::names::FieldValues;
use crate::acroform::read::{FormContents, PdfFieldKind};
use crate::answers::cell::{Cell, cells};
use crate::answers::nested::missing;
use crate::answers::open::{asked_values, foreign, shown_name};
use crate::answers::overflow::{bring_back, capacities, marks};
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
    bring_back(&mut field_values, &marks(&cells));
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
    Extracted { values, order, extra, missing, form: Some(form) }
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
            findings.push(missing_letters(name, field));
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
    Extracted { form: None, values, order: contents.order, extra: None, missing: Vec::new() }
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
    bring_back(&mut values, &marks(&cells));
    Some((form, values))
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

/// An answer with letters that the font lacks, as a finding.
pub fn missing_letters(name: &str, field: &str) -> Finding {
    let message = format!("the answer `{}` has letters that the font of the form cannot show", shown_name(field));
    Finding::new(Code::AnswerMissingGlyph, message)
        .at(name, 0..0)
        .hint("the answer itself is kept as it is; on the page a question mark stands for each of them")
}
