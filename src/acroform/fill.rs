//! Values into fields: the value, its look, the state of its buttons.

use crate::acroform::appearance::{self, FieldBox, default_appearance};
use crate::acroform::font::FontInFile;
use crate::acroform::names::{FieldValues, ON};
use crate::acroform::read::{FormContents, PdfField, PdfFieldKind};
use crate::model::field::{CellType, FieldCell};
use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object};
use crate::questions::schema::FormSchema;

/// Puts values into the fields of a file and gives every field that has one its look. Fields without a value are emptied.
pub fn fill(file: &mut File, contents: &FormContents, schema: &FormSchema, values: &FieldValues, font: FontInFile) {
    for (name, field) in &contents.fields {
        let value = values.get(name).map_or("", String::as_str);
        // Only what is touched is written anew.
        if value.is_empty() && !contents.values.contains_key(name) {
            continue;
        }
        match field.kind {
            PdfFieldKind::Text { lines } => set_text(file, field, FieldText { value, shown: value, lines }, font),
            PdfFieldKind::Choice => {
                let shown = option_label(schema, name, value).unwrap_or(value);
                set_text(file, field, FieldText { value, shown, lines: false }, font);
            }
            PdfFieldKind::Check => {
                let on = field.widgets.first().and_then(|w| w.state.clone()).unwrap_or_else(|| ON.to_owned());
                set_button(file, field, if value.is_empty() { None } else { Some(&on) });
            }
            PdfFieldKind::Radio => set_button(file, field, Some(value).filter(|v| !v.is_empty())),
        }
    }
}

/// What is shown of values: words, and the labels of options.
pub(crate) fn shown_values<'a>(schema: &'a FormSchema, values: &'a FieldValues) -> impl Iterator<Item = &'a str> {
    values.iter().map(|(name, value)| option_label(schema, name, value).unwrap_or(value))
}

/// The words of an option of a drop-down list.
pub(crate) fn option_label<'a>(schema: &'a FormSchema, name: &str, id: &str) -> Option<&'a str> {
    let (prefix, field) = name.split_once('.')?;
    let part = schema
        .parts
        .iter()
        .find(|p| prefix == p.id || prefix.strip_prefix(&p.id).is_some_and(|r| r.starts_with('[')))?;
    let kind = &part.fields.iter().find(|f| f.id == field)?.kind;
    let [FieldCell { takes: CellType::One(options), .. }] = *kind.cells() else { return None };
    options.iter().find(|o| o.id == id).map(|o| o.label.as_str())
}

/// What stands in a text field or a list.
struct FieldText<'a> {
    /// What the file keeps: words, or the id of an option.
    value: &'a str,
    /// The words that are shown of it.
    shown: &'a str,
    /// Whether they may go over several lines.
    lines: bool,
}

/// Sets the value of a text field or a list, with its look (ISO 32000-1, 12.7.3.3).
fn set_text(file: &mut File, field: &PdfField, text: FieldText, font: FontInFile) {
    if let Some(dict) = file.get_mut(field.object).and_then(Object::dict_mut) {
        match text.value {
            "" => drop(dict.remove("V")),
            value => dict.set("V", Object::text(value)),
        }
        dict.remove("RV");
        // The position in the list of what was chosen, as some viewers write it.
        dict.remove("I");
        dict.set("DA", Object::text(&default_appearance(field.size)));
    }
    for widget in &field.widgets {
        let (width, height) = widget.size();
        let look = appearance::text(font, FieldBox { width, height, lines: text.lines, size: field.size }, text.shown);
        let look = file.add(Object::Stream(look));
        if let Some(dict) = file.get_mut(widget.object).and_then(Object::dict_mut) {
            dict.set("AP", Object::Dict(Dict::of([("N", Object::Ref(look))])));
            dict.remove("MK");
        }
    }
}

/// Sets the state of a box or of radio buttons; `None` is off (ISO 32000-1, 12.7.4.2).
fn set_button(file: &mut File, field: &PdfField, state: Option<&str>) {
    for number in [field.object].iter().chain(&field.others) {
        if let Some(dict) = file.get_mut(*number).and_then(Object::dict_mut) {
            dict.set("V", Object::name(state.unwrap_or("Off")));
        }
    }
    for widget in &field.widgets {
        if let Some(dict) = file.get_mut(widget.object).and_then(Object::dict_mut) {
            let shown = state.filter(|state| widget.state.as_deref() == Some(state));
            dict.set("AS", Object::name(shown.unwrap_or("Off")));
        }
    }
}
