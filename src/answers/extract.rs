//! Answers out of a file: what stands in its fields, typed by the questions inside it, and what to say about them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::acroform::appearance::covers;
use crate::acroform::embed::{Embedded, Unusable};
use crate::acroform::font::FieldFont;
use crate::acroform::names::FieldValues;
use crate::acroform::read::{Found, Note, PdfFieldKind, read};
use crate::answers::cell::{Cell, cells};
use crate::answers::nested::{missing, nested};
use crate::answers::overflow::{gather, rooms};
use crate::answers::table::guarded;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::model::field::CellType;
use crate::pdf::file::{File, PdfProblem, READ_LIMITS};
use crate::questions::schema::{FormSchema, extra_name};

/// How many fields a finding names.
const SOME: usize = 5;

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

/// Reads a file; `name` is what findings call it.
pub fn open(name: &str, bytes: &[u8], sink: &mut Sink) -> Option<(File, Found)> {
    let file = match File::read(bytes) {
        Ok(file) => file,
        Err(problem) => {
            sink.push(unreadable(name, problem));
            return None;
        }
    };
    let Some(found) = read(&file) else {
        let flat = crate::acroform::embed::read(&file).is_ok();
        let finding = Finding::new(Code::NoForm, "the file has no fields").at(name, 0..0);
        sink.push(finding.hint(if flat {
            "it was flattened: its answers are printed on the pages and no data any more"
        } else {
            "name the PDF that was filled in and saved; printing to a new PDF takes the fields away"
        }));
        return None;
    };
    if found.notes.contains(&Note::TooMuch) {
        let hint = "look whether it is the right file: it is not read, since a part would pass for the whole";
        let what = "the form has more fields or longer answers than any worksheet";
        sink.push(Finding::new(Code::BadPdf, what).at(name, 0..0).hint(hint));
        return None;
    }
    for note in &found.notes {
        let (what, hint) = match note {
            Note::TooMuch => continue,
            Note::Signed => ("is signed", "the answers are read; whether the signature holds is not looked at"),
            Note::Xfa => ("has an XFA form beside its fields", "the fields are read, the XFA form is not"),
            Note::Scripts => ("has scripts or actions", "nothing of them is run"),
        };
        sink.push(Finding::new(Code::PdfContent, format!("the file {what}")).at(name, 0..0).hint(hint));
    }
    if found.fields.is_empty() {
        let finding = Finding::new(Code::NoForm, "the file has no fields that hold answers").at(name, 0..0);
        sink.push(finding.hint("name the PDF that was filled in and saved"));
        return None;
    }
    if !found.double.is_empty() {
        let message = format!("several fields are called {}", listed(&found.double, SOME));
        let hint = "the first of each name is read";
        sink.push(Finding::new(Code::PdfContent, message).at(name, 0..0).hint(hint));
    }
    if let Ok(form) = &found.embedded {
        sink.extend(held(name, &found, &cells(&form.schema)).1);
    }
    Some((file, found))
}

/// Why a file cannot be read, as a finding.
pub fn unreadable(name: &str, problem: PdfProblem) -> Finding {
    let mega = READ_LIMITS.file >> 20;
    let (what, hint) = match problem {
        PdfProblem::TooLarge => (
            format!("the file is larger than {mega} MB"),
            "a worksheet is far smaller: look whether it is the right file",
        ),
        PdfProblem::NotPdf => ("the file is no PDF".to_owned(), "name the PDF that was filled in and saved"),
        PdfProblem::Encrypted => {
            ("the file is encrypted".to_owned(), "save it once without a password and without restrictions")
        }
        PdfProblem::Bomb => (
            "the file holds, or unpacks to, more than any worksheet".to_owned(),
            "look whether it is the right file; some are made to bring programs down",
        ),
        PdfProblem::Broken => (
            "the file is cut off or broken".to_owned(),
            "ask for it again, or save it once more in the program that filled it in",
        ),
    };
    Finding::new(Code::BadPdf, what).at(name, 0..0).hint(hint)
}

/// Why the questions inside a form cannot be used, as a finding.
pub fn foreign(name: &str, why: Unusable) -> Finding {
    let (what, hint) = match why {
        Unusable::Missing => (
            "the form was not made by handout",
            "its answers are read as they stand, without types, limits or questions",
        ),
        Unusable::Newer => {
            ("the form was made by a newer handout", "its answers are read without types; update handout")
        }
        Unusable::Broken => (
            "the questions inside the form were changed or are broken",
            "its answers are read as they stand, without types, limits or questions",
        ),
    };
    Finding::new(Code::ForeignForm, what).at(name, 0..0).hint(hint)
}

/// CellType the answers out of what was found.
pub fn extract(name: &str, found: Found, font: Option<&FieldFont>, complete: bool, sink: &mut Sink) -> Extracted {
    let form = match &found.embedded {
        Ok(form) => form.clone(),
        Err(why) => {
            sink.push(foreign(name, *why));
            return untyped(found);
        }
    };
    let rooms = rooms(&found);
    let cells = cells(&form.schema);
    let (mut raw, _) = held(name, &found, &cells);
    if let Some(font) = font {
        for (field, text) in &raw {
            let Some(holds) = rooms.get(field) else { continue };
            let shown = crate::acroform::fill::label(&form.schema, field, text).unwrap_or(text);
            if !holds.whole(font, shown) {
                sink.push(too_long(
                    name,
                    field,
                    "the answer is read whole; on paper its end would be missing: `handout flatten` puts it on the page for extra space",
                ));
            }
            if !covers(font, shown) {
                sink.push(letters(name, field));
            }
        }
    }
    let marks: Vec<(String, String)> = cells.iter().map(|c| (c.name.clone(), c.mark.clone())).collect();
    gather(&mut raw, &marks);
    let mut values = BTreeMap::new();
    for cell in &cells {
        let (value, wrong) = cell.read(&form.schema.lang, &raw);
        if let Some(wrong) = wrong {
            let message = format!("the answer to question {}, `{}`, {}", cell.number, cell.name, wrong.what);
            sink.push(Finding::new(Code::BadAnswer, message).at(name, turn(cell.number)).hint(wrong.hint));
        }
        values.insert(cell.name.clone(), value);
    }
    let missing = missing(&form.schema, &values);
    for (number, field) in &missing {
        let mut finding =
            Finding::new(Code::AnswerMissing, format!("question {number}, `{field}`, has no answer and needs one"));
        if complete {
            finding.severity = Severity::Error;
        }
        sink.push(finding.at(name, turn(*number)).hint("ask for it, and write it into the field"));
    }
    let order = cells.iter().map(|c| c.name.clone()).collect();
    let extra = raw.remove(&extra_name());
    Extracted { values, order, extra, missing, form: Some(form) }
}

/// What stands in the fields that the questions ask for, and findings for fields that were taken out, added or changed.
fn held(name: &str, found: &Found, cells: &[Cell]) -> (FieldValues, Vec<Finding>) {
    let mut raw = found.values.clone();
    let (mut gone, mut other) = (Vec::new(), Vec::new());
    let mut strange: BTreeSet<&String> = found.values.keys().filter(|field| **field != extra_name()).collect();
    let mut hold = |field: String, fits: fn(PdfFieldKind) -> bool| {
        strange.remove(&field);
        match found.fields.get(&field) {
            Some(at) if fits(at.kind) => {}
            Some(_) => {
                raw.remove(&field);
                other.push(field);
            }
            None => gone.push(field),
        }
    };
    for cell in cells {
        match cell.takes {
            CellType::Words(_) => hold(cell.name.clone(), |kind| matches!(kind, PdfFieldKind::Text { .. })),
            CellType::Tick => hold(cell.name.clone(), |kind| kind == PdfFieldKind::Check),
            CellType::Ticks(options) => {
                options
                    .iter()
                    .for_each(|o| hold(format!("{}.{}", cell.name, o.id), |kind| kind == PdfFieldKind::Check));
            }
            CellType::One(_) => {
                hold(cell.name.clone(), |kind| matches!(kind, PdfFieldKind::Radio | PdfFieldKind::Choice))
            }
            CellType::Scale { .. } => hold(cell.name.clone(), |kind| kind == PdfFieldKind::Radio),
        }
    }
    let mut findings = Vec::new();
    let mut say = |what: &str, names: String, hint: &str| {
        findings.push(Finding::new(Code::BadAnswer, format!("{what} {names}")).at(name, 0..0).hint(hint));
    };
    if !gone.is_empty() {
        say(
            "the form has lost the fields",
            listed(&gone, SOME),
            "ask for it again: these answers read as if they were empty",
        );
    }
    if !other.is_empty() {
        let hint = "ask for it again: a program changed these fields, and what stands in them is not read";
        say("the fields are of another kind than their questions:", listed(&other, SOME), hint);
    }
    raw.retain(|field, _| !strange.contains(field));
    if !strange.is_empty() {
        say("no question asks for the fields", listed(strange, SOME), "what stands in them is not read");
    }
    (raw, findings)
}

/// A place that puts findings into the order of the questions; no file has it, so only its name is shown.
fn turn(number: u32) -> std::ops::Range<usize> {
    let at = number as usize;
    at..at
}

/// An answer that does not show whole, as a finding.
pub fn too_long(name: &str, field: &str, hint: &str) -> Finding {
    let message = format!("the answer `{}` does not show whole in its field", shown(field));
    Finding::new(Code::AnswerTooLong, message).at(name, 0..0).hint(hint)
}

/// An answer with letters that the font lacks, as a finding.
pub fn letters(name: &str, field: &str) -> Finding {
    let message = format!("the answer `{}` has letters that the font of the form cannot show", shown(field));
    Finding::new(Code::AnswerMissingGlyph, message)
        .at(name, 0..0)
        .hint("the answer itself is kept as it is; on the page a question mark stands for each of them")
}

/// The names of fields from outside: at most so many of them, short and without anything that a terminal would act on.
fn listed<'a>(names: impl IntoIterator<Item = &'a String, IntoIter: ExactSizeIterator>, most: usize) -> String {
    let names = names.into_iter();
    let more = names.len().saturating_sub(most);
    let shown: Vec<String> = names.take(most).map(|name| shown(name)).collect();
    match more {
        0 => crate::diag::list(shown.iter().map(String::as_str)),
        _ => format!("{} and {more} more", shown.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// A name from outside, short and without anything that a terminal would act on or that turns the line around.
fn shown(name: &str) -> String {
    let plain = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '`')
    };
    name.chars().filter(plain).take(80).collect()
}

/// The fields of a foreign form.
fn untyped(found: Found) -> Extracted {
    let value = |name: &String| match (found.fields.get(name).map(|f| f.kind), found.values.get(name)) {
        (Some(PdfFieldKind::Check), value) => Value::Bool(value.is_some()),
        (_, Some(text)) => json!(text),
        (_, None) => Value::Null,
    };
    let values = found.order.iter().map(|name| (name.clone(), value(name))).collect();
    Extracted { form: None, values, order: found.order, extra: None, missing: Vec::new() }
}

impl Extracted {
    /// Everything as one JSON value; `superseded` where the project has another edition of the form.
    pub fn to_json(&self, file: &str, superseded: Option<bool>) -> Value {
        let mut out = Map::new();
        out.insert("file".to_owned(), json!(file));
        let Some(form) = &self.form else {
            out.insert("form".to_owned(), Value::Null);
            let answers = self.order.iter().filter_map(|n| Some((n.clone(), self.values.get(n)?.clone())));
            out.insert("answers".to_owned(), Value::Object(answers.collect()));
            return Value::Object(out);
        };
        out.insert("form".to_owned(), json!(form.schema.form));
        out.insert("revision".to_owned(), json!(form.schema.revision));
        out.insert("language".to_owned(), json!(form.schema.lang));
        out.insert("superseded".to_owned(), superseded.map_or(Value::Null, Value::Bool));
        let missing: Vec<&String> = self.missing.iter().map(|(_, name)| name).collect();
        out.insert("missing".to_owned(), json!(missing));
        out.insert("answers".to_owned(), nested(&form.schema, &self.values, self.extra.as_deref()));
        Value::Object(out)
    }

    /// The answers as the cells of a CSV row, by column.
    pub fn to_row(&self) -> BTreeMap<String, String> {
        let lang = self.form.as_ref().map_or("", |f| f.schema.lang.as_str());
        let mut row: BTreeMap<String, String> =
            self.values.iter().map(|(name, value)| (name.clone(), cell(lang, value))).collect();
        if let Some(extra) = &self.extra {
            row.insert(extra_name(), extra.clone());
        }
        row
    }
}

/// A value as a cell of a table.
fn cell(lang: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        // An empty cell, so that a row says only what was said.
        Value::Bool(false) => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(|v| cell(lang, v)).collect::<Vec<_>>().join(";"),
        // As people of the language write it, and as `fill` reads it.
        Value::Number(n) => {
            n.as_f64().map_or_else(|| n.to_string(), |n| crate::questions::format::write_number(lang, n))
        }
        other => other.to_string(),
    }
}

/// A table in CSV of the answers of several files, each with its name: what the file is, then every answer. Numbers are
/// as people of the form's language write them, days YYYY-MM-DD, and nothing that a spreadsheet would run.
///
/// # Errors
/// Where it cannot be written.
pub fn table<'a>(read: impl Iterator<Item = (&'a str, &'a Extracted)> + Clone) -> Result<String, String> {
    let mut columns: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (_, answers) in read.clone() {
        let extra = answers.form.as_ref().map(|_| extra_name());
        for name in answers.order.iter().cloned().chain(extra) {
            if seen.insert(name.clone()) {
                columns.push(name);
            }
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["file", "form", "revision", "language"].map(str::to_owned).into_iter().chain(columns.iter().cloned());
    writer.write_record(head.map(|h| guarded(&h))).map_err(|e| e.to_string())?;
    for (name, answers) in read {
        let own = answers.form.as_ref().map(|f| &f.schema);
        let row = answers.to_row();
        let mut record = vec![
            name.to_owned(),
            own.map_or_else(String::new, |s| s.form.clone()),
            own.map_or_else(String::new, |s| s.revision.to_string()),
            own.map_or_else(String::new, |s| s.lang.clone()),
        ];
        record.extend(columns.iter().map(|c| row.get(c).cloned().unwrap_or_default()));
        writer.write_record(record.iter().map(|cell| guarded(cell))).map_err(|e| e.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|e| e.to_string())?;
    String::from_utf8(bytes).map_err(|e| e.to_string())
}

/// Whether a form is of another edition than the schema that the project has.
pub fn superseded(name: &str, form: &Embedded, current: &FormSchema, sink: &mut Sink) -> bool {
    let own = &form.schema;
    if own.digest() == current.digest() {
        return false;
    }
    let message = if own.revision == current.revision {
        format!(
            "the questions of `{}` changed since this form was made, under the same revision {}",
            own.form, own.revision
        )
    } else {
        format!(
            "the form is revision {} of `{}`, and the project has revision {}",
            own.revision, own.form, current.revision
        )
    };
    let (old, new) = (asked(own), asked(current));
    let of = |these: &[AskedItem], is: &dyn Fn(&AskedItem) -> bool| -> Vec<String> {
        these.iter().filter(|a| is(a)).map(|a| a.name.clone()).collect()
    };
    let lacks = |those: &[AskedItem], name: &str| !those.iter().any(|a| a.name == name);
    // What belongs to a question that is not there needs no word of its own.
    let without = |those: &[AskedItem], a: &AskedItem| {
        lacks(those, &a.name) && !a.of.as_ref().is_some_and(|question| lacks(those, question))
    };
    let now = |a: &AskedItem| new.iter().find(|other| other.name == a.name);
    let gone = of(&old, &|a| without(&new, a));
    let added = of(&new, &|a| without(&old, a));
    let changed = of(&old, &|a| now(a).is_some_and(|now| now.takes != a.takes));
    let reworded = of(&old, &|a| now(a).is_some_and(|now| now.words != a.words));
    let mut finding = Finding::new(Code::FormSuperseded, message)
        .at(name, 0..0)
        .hint(if own.revision > current.revision {
            "the answers are read by the questions of the form itself; this project is older than the form: bring it up to date"
        } else {
            "nothing is lost: the answers are read by the questions of the form itself; give families the new one"
        });
    for (what, names) in [
        ("not in the project's revision", gone),
        ("new in the project's revision", added),
        ("of another type or size in the project's revision", changed),
        ("in other words in the project's revision", reworded),
    ] {
        if !names.is_empty() {
            finding = finding.hint(format!("{what}: {}", listed(&names, 20)));
        }
    }
    sink.push(finding);
    true
}

/// A question, option or column.
struct AskedItem {
    name: String,
    /// The question that it belongs to.
    of: Option<String>,
    /// What it takes.
    takes: String,
    /// Its words on the page.
    words: Vec<String>,
}

fn asked(schema: &FormSchema) -> Vec<AskedItem> {
    let mut out = Vec::new();
    for (part, field) in schema.parts.iter().flat_map(|p| p.fields.iter().map(move |f| (p, f))) {
        let name = format!("{}.{}", part.id, field.id);
        let mut words: Vec<String> = [Some(&field.label), field.help.as_ref()].into_iter().flatten().cloned().collect();
        let below = |id: &str, takes: String, label: &str| AskedItem {
            name: format!("{name}.{id}"),
            of: Some(name.clone()),
            takes,
            words: vec![label.to_owned()],
        };
        let mut pieces: Vec<AskedItem> =
            field.kind.options().unwrap_or_default().iter().map(|o| below(&o.id, String::new(), &o.label)).collect();
        let (rows, columns) = field.kind.table().unwrap_or((1, &[]));
        pieces.extend(columns.iter().map(|c| below(&c.id, format!("{:?}", c.kind), &c.label)));
        if let Some(CellType::Scale { low, high }) = field.kind.cells().first().map(|cell| cell.takes) {
            words.extend([low.to_owned(), high.to_owned()]);
        }
        let takes = format!("{} {rows} {}", field.kind.name(), part.times());
        out.push(AskedItem { name: name.clone(), of: None, takes, words });
        out.extend(pieces);
    }
    out
}

/// What stands in the fields of a form of this program, with what was moved brought back; `None` where its fields are
/// not those of its questions, which [`open`] says.
pub fn whole(found: &Found) -> Option<(Embedded, FieldValues)> {
    let form = found.embedded.clone().ok()?;
    let cells = cells(&form.schema);
    let (mut raw, wrong) = held("", found, &cells);
    if !wrong.is_empty() {
        return None;
    }
    let marks: Vec<(String, String)> = cells.into_iter().map(|c| (c.name, c.mark)).collect();
    gather(&mut raw, &marks);
    Some((form, raw))
}
