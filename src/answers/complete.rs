//! From answers to a finished file: what has no room is moved, values and looks are set, and the result is read back.

use std::collections::{BTreeMap, BTreeSet};

use crate::acroform::appearance::{add_faces, covers};
use crate::acroform::embed::Embedded;
use crate::acroform::fill::{fill, option_label, shown_values};
use crate::acroform::flatten::{drawn_by_a_viewer, drawn_in_another_font, flatten};
use crate::acroform::font::{FieldFont, FontInFile};
use crate::acroform::names::{FieldValues, MOVED, RESOURCE, RestLengths};
use crate::acroform::read::{FormContents, PdfFieldKind, read};
use crate::acroform::walk::has_actions;
use crate::answers::cell::cells;
use crate::answers::extract::{OnPaper, form_values, missing_letters, too_long};
use crate::answers::overflow::{CellMark, FieldCapacity, OverflowError, capacities, marks, move_overflow};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::pdf::file::File;
use crate::pdf::object::Object;
use crate::questions::schema::{FormSchema, extra_name};

/// An empty form, ready to be filled many times.
pub struct Template<'a> {
    file: File,
    contents: FormContents,
    limits: FormLimits<'a>,
    font_object: u32,
}

/// Values of which each fits its field.
#[derive(Clone, Debug)]
pub struct FittedValues {
    values: FieldValues,
    /// What stands on the page for what did not fit.
    lengths: RestLengths,
}

/// What a form asks and what its fields hold.
struct FormLimits<'a> {
    schema: FormSchema,
    marks: Vec<CellMark>,
    capacities: BTreeMap<String, FieldCapacity>,
    font: &'a FieldFont,
}

/// Where answers come from, and what becomes of them.
#[derive(Clone, Copy, Debug)]
pub struct FillOptions<'a> {
    /// What findings call the file of the answers.
    pub name: &'a str,
    /// The line of a table on which they stand.
    pub line: Option<usize>,
    /// Whether the fields become part of the pages.
    pub flatten: bool,
}

impl<'a> FillOptions<'a> {
    /// A form to be filled in further, from a file that holds nothing else.
    pub fn new(name: &'a str) -> Self {
        Self { name, line: None, flatten: false }
    }
}

impl<'a> Template<'a> {
    /// Prepares a form; `None` where it has no place for fonts.
    pub fn new(mut file: File, contents: FormContents, embedded: Embedded, font: &'a FieldFont) -> Option<Self> {
        let font_object = font_object(&mut file, &contents, font)?;
        let limits = FormLimits::new(&contents, embedded.schema, font);
        Some(Self { file, contents, limits, font_object })
    }

    /// What stands in the form already, for example what a clinic wrote in beforehand.
    pub fn answers(&self) -> FieldValues {
        form_values(&self.contents).map(|(_, values)| values).unwrap_or_default()
    }

    /// The questions.
    pub fn schema(&self) -> &FormSchema {
        &self.limits.schema
    }

    /// Moves what has no room to the page for it, and says what was moved and what cannot be shown. `None` where
    /// something has no room at all.
    pub fn fit(&self, values: FieldValues, options: FillOptions, sink: &mut Sink) -> Option<FittedValues> {
        let drawn = self.limits.drawn_by_viewers(&self.file, &self.contents, &values);
        self.limits.fit(values, options, (&drawn, OnPaper::Unwritten), sink)
    }

    /// The filled file.
    pub fn fill(&self, values: FieldValues, options: FillOptions, sink: &mut Sink) -> Option<Vec<u8>> {
        // What stands in the form already, drawn in a font that is not here, stays as it is drawn.
        let drawn = self.limits.drawn_by_viewers(&self.file, &self.contents, &values);
        let fitted = self.limits.fit(values, options, (&drawn, OnPaper::Unwritten), sink)?;
        if !has_looks(options.name, &self.contents, &fitted.values, sink) {
            return None;
        }
        let mut file = self.file.clone();
        let others = add_faces(&mut file, self.limits.font, shown_values(&self.limits.schema, &fitted.values));
        let font = FontInFile { font: self.limits.font, object: self.font_object, others: &others };
        fill(&mut file, &without(&self.contents, &drawn), &self.limits.schema, &fitted.values, font);
        self.limits.finish(file, &fitted, options, &drawn, sink)
    }
}

/// Flattens a file of this program as some viewer saved it: every answer gets its look anew.
pub fn flatten_saved(
    name: &str,
    mut file: File,
    contents: &FormContents,
    font: &FieldFont,
    sink: &mut Sink,
) -> Option<Vec<u8>> {
    let (embedded, values) = form_values(contents)?;
    let limits = FormLimits::new(contents, embedded.schema, font);
    let options = FillOptions { flatten: true, ..FillOptions::new(name) };
    let sound = has_looks(name, contents, &values, sink);
    let drawn = limits.drawn_by_viewers(&file, contents, &values);
    let fitted = limits.fit(values, options, (&drawn, OnPaper::Lost), sink).filter(|_| sound)?;
    let others = add_faces(&mut file, font, shown_values(&limits.schema, &fitted.values));
    let font = FontInFile { font, object: font_object(&mut file, contents, font)?, others: &others };
    // What a viewer drew in a font of its own stays as it is.
    fill(&mut file, &without(contents, &drawn), &limits.schema, &fitted.values, font);
    limits.finish(file, &fitted, options, &drawn, sink)
}

/// A form without the fields that stay as they are drawn.
fn without(contents: &FormContents, drawn: &BTreeSet<String>) -> FormContents {
    let mut anew = contents.clone();
    anew.fields.retain(|field, _| !drawn.contains(field));
    anew
}

/// Whether every answer of a button has a look: a circle or box that shows it.
fn has_looks(name: &str, contents: &FormContents, values: &FieldValues, sink: &mut Sink) -> bool {
    let mut sound = true;
    for (field, at) in &contents.fields {
        let Some(answer) = values.get(field).filter(|a| !a.is_empty()) else { continue };
        let shown = match at.kind {
            PdfFieldKind::Radio => at.widgets.iter().any(|w| w.state.as_ref() == Some(answer)),
            PdfFieldKind::Check => at.widgets.iter().any(|w| w.state.is_some()),
            PdfFieldKind::Text { .. } | PdfFieldKind::Choice => true,
        };
        if !shown {
            let message = format!("no box or circle shows the answer `{field}`");
            let finding = Finding::new(Code::BadAnswer, message).at(name, 0..0);
            sink.push(
                finding.hint("choose it once more in a viewer and save; or fill in a form that handout built anew"),
            );
            sound = false;
        }
    }
    sound
}

impl<'a> FormLimits<'a> {
    fn new(contents: &FormContents, schema: FormSchema, font: &'a FieldFont) -> Self {
        Self { marks: marks(&cells(&schema)), capacities: capacities(contents), schema, font }
    }

    /// The fields whose words our font cannot show and a viewer drew in another. Half an emoji, which Chromium keeps of
    /// one (U+FFFD), no font has: there any look of a viewer is as good.
    fn drawn_by_viewers(&self, file: &File, contents: &FormContents, values: &FieldValues) -> BTreeSet<String> {
        let kept = |(field, text): &(&String, &String)| {
            let shown = option_label(&self.schema, field, text).unwrap_or(text);
            let Some(at) = contents.fields.get(*field).filter(|_| !covers(self.font, shown)) else { return false };
            let whole = shown.replace('\u{fffd}', "");
            let drawn = if covers(self.font, &whole) { drawn_by_a_viewer } else { drawn_in_another_font };
            let widgets = &at.widgets;
            contents.values.get(*field) == Some(*text)
                && !widgets.is_empty()
                && widgets.iter().all(|w| drawn(file, w.object))
        };
        values.iter().filter(kept).map(|(field, _)| field.clone()).collect()
    }

    /// Moves what has no room, with findings for what was moved and what cannot be shown; `drawn` are fields that
    /// were drawn already, and `paper` is what becomes of letters that nobody can draw.
    fn fit(
        &self,
        mut values: FieldValues,
        options: FillOptions,
        (drawn, paper): (&BTreeSet<String>, OnPaper),
        sink: &mut Sink,
    ) -> Option<FittedValues> {
        let name = options.name;
        let mut say = |finding: Finding| {
            sink.push(match options.line {
                Some(line) => finding.at_line(name, line, 1),
                None => finding,
            });
        };
        values.retain(|_, text| !text.is_empty());
        let given = values.clone();
        let moved = match move_overflow(&mut values, &self.marks, &self.capacities, self.font) {
            Ok(moved) => moved,
            Err(error) => {
                overflow_findings(name, &error).into_iter().for_each(say);
                return None;
            }
        };
        let mut sound = true;
        for (field, text) in &given {
            let shown = option_label(&self.schema, field, text).unwrap_or(text);
            let kept = drawn.contains(field) && !moved.moved.contains(field);
            if self.capacities.contains_key(field) && !kept && !covers(self.font, shown) {
                sound = false;
                say(missing_letters(name, field, shown, self.font, paper));
            }
        }
        let hint = "the rest of it stands on the page for extra space, under the number of its question";
        moved.moved.iter().for_each(|field| say(too_long(name, field, hint)));
        sound.then_some(FittedValues { values, lengths: moved.lengths })
    }

    /// Flattens where asked, writes, and reads the fields back: what stands in the file is what was to stand there.
    fn finish(
        &self,
        mut file: File,
        fitted: &FittedValues,
        options: FillOptions,
        drawn: &BTreeSet<String>,
        sink: &mut Sink,
    ) -> Option<Vec<u8>> {
        let contents = read(&file)?;
        if contents.values != fitted.values {
            let message = "the form does not hold what was to be filled in";
            let finding = Finding::new(Code::BadAnswer, message).at(options.name, 0..0);
            sink.push(finding.hint("a field of it was changed: build the worksheet again"));
            return None;
        }
        if options.flatten {
            if let Err(why) = flatten(&mut file, &contents, &self.schema, self.font, drawn) {
                let message = format!("the file cannot be flattened: {why}");
                sink.push(Finding::new(Code::BadPdf, message).at(options.name, 0..0));
                return None;
            }
        } else {
            write_moved(&mut file, &contents, &fitted.lengths);
        }
        remove_actions(&mut file, &contents);
        Some(file.write())
    }
}

/// Says in the field for what did not fit how long its entries are, so that what is added to them later stays apart.
fn write_moved(file: &mut File, contents: &FormContents, lengths: &RestLengths) {
    let Some(field) = contents.fields.get(&extra_name()) else { return };
    let Some(dict) = file.get_mut(field.object).and_then(Object::dict_mut) else { return };
    dict.remove(MOVED);
    let entry = |(mark, length): (&String, &usize)| [Object::text(mark), Object::Int(*length as i64)];
    if !lengths.is_empty() {
        dict.set(MOVED, Object::Array(lengths.iter().flat_map(entry).collect()));
    }
}

/// Why values cannot be filled in, as findings.
fn overflow_findings(name: &str, error: &OverflowError) -> Vec<Finding> {
    match error {
        OverflowError::Ambiguous(fields) => {
            let hint = "the page for extra space begins and ends such halves with `…` and a number in square brackets: write these in another way";
            let finding = |field: &String| {
                let message = format!("the answer `{field}` reads like half of one that has no room in its field");
                Finding::new(Code::BadAnswer, message).at(name, 0..0).hint(hint)
            };
            fields.iter().map(finding).collect()
        }
        OverflowError::NoRoom(fields) => {
            let finding = |field: &String| {
                let hint = if *field == extra_name() {
                    "shorten it: this is the page for what did not fit"
                } else {
                    "shorten it: the page for extra space has no room for the rest either"
                };
                Finding { severity: Severity::Error, ..too_long(name, field, hint) }
            };
            fields.iter().map(finding).collect()
        }
    }
}

/// Takes out what a viewer or a stranger made run by itself: neither PDF/A nor a family has a use for it.
fn remove_actions(file: &mut File, contents: &FormContents) {
    let fields = contents.fields.values().flat_map(|f| f.widgets.iter().map(|w| w.object).chain([f.object]));
    fields.for_each(|number| remove_keys(file, number, &["A", "AA"]));
    for page in file.pages() {
        let annotations = file.get(page).and_then(Object::dict).and_then(|p| file.array_at(p, "Annots"));
        let acting: Vec<u32> = annotations
            .unwrap_or_default()
            .iter()
            .filter_map(Object::reference)
            .filter(|n| file.get(*n).and_then(Object::dict).is_some_and(|d| has_actions(file, d, "A")))
            .collect();
        acting.into_iter().for_each(|number| remove_keys(file, number, &["A", "AA"]));
        remove_keys(file, page, &["AA"]);
    }
    if let Some(form) = file.catalog().and_then(|c| c.reference("AcroForm")) {
        remove_keys(file, form, &["NeedAppearances", "XFA", "CO"]);
    }
    let Some(root) = file.root() else { return };
    let names = file.catalog().and_then(|c| file.dict_at(c, "Names")).cloned();
    remove_keys(file, root, &["OpenAction", "AA"]);
    if let (Some(mut names), Some(catalog)) = (names, file.get_mut(root).and_then(Object::dict_mut)) {
        names.remove("JavaScript");
        catalog.set("Names", Object::Dict(names));
    }
}

/// Takes keys out of a dictionary of the file.
fn remove_keys(file: &mut File, number: u32, keys: &[&str]) {
    if let Some(dict) = file.get_mut(number).and_then(Object::dict_mut) {
        keys.iter().for_each(|key| drop(dict.remove(key)));
    }
}

/// The object of the font in which answers are shown; put in again where a viewer lost it.
fn font_object(file: &mut File, contents: &FormContents, font: &FieldFont) -> Option<u32> {
    let form = file.catalog()?.get("AcroForm").cloned().unwrap_or(Object::Null);
    let mut dict = file.resolve(&form).and_then(Object::dict).cloned().unwrap_or_default();
    if !contents.loose.is_empty() {
        let mut fields = file.array_at(&dict, "Fields").unwrap_or_default().to_vec();
        fields.extend(contents.loose.iter().map(|number| Object::Ref(*number)));
        dict.set("Fields", Object::Array(fields));
    }
    let mut resources = file.dict_at(&dict, "DR").cloned().unwrap_or_default();
    let mut fonts = file.dict_at(&resources, "Font").cloned().unwrap_or_default();
    if let Some(number) = fonts.reference(RESOURCE)
        && file.get(number).and_then(Object::dict).is_some_and(|f| f.name("Subtype") == Some(b"Type0"))
        && contents.loose.is_empty()
    {
        return Some(number);
    }
    let number = font.add(file);
    fonts.set(RESOURCE, Object::Ref(number));
    resources.set("Font", Object::Dict(fonts));
    dict.set("DR", Object::Dict(resources));
    match form.reference() {
        Some(at) => file.set(at, Object::Dict(dict)),
        None => {
            let root = file.root()?;
            file.get_mut(root)?.dict_mut()?.set("AcroForm", Object::Dict(dict));
        }
    }
    Some(number)
}
