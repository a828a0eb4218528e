//! A form opened: the file read, and what a reader should know of it before its answers.

use std::collections::BTreeSet;

use crate::acroform::beside::BesideFields;
use crate::acroform::embed::{self, Unusable};
use crate::acroform::names::FieldValues;
use crate::acroform::read::{FormContents, Note, PdfFieldKind, read};
use crate::answers::cell::{Cell, cells};
use crate::answers::no_form;
use crate::diag::{self, Code, Finding, Sink};
use crate::model::field::CellType;
use crate::pdf::file::{Damage, File, PdfProblem, READ_LIMITS};
use crate::questions::schema::extra_name;

/// How many fields a finding names.
const SOME: usize = 5;

/// Reads a file; `name` is what findings call it.
pub fn open(name: &str, bytes: &[u8], sink: &mut Sink) -> Option<(File, FormContents)> {
    let file = match File::read(bytes) {
        Ok(file) => file,
        Err(PdfProblem::NotPdf) => {
            sink.push(no_form::not_pdf(name, bytes));
            return None;
        }
        Err(problem) => {
            sink.push(unreadable(name, problem));
            return None;
        }
    };
    let Some(contents) = read(&file) else {
        // A form of ours that is damaged was not flattened: its fields are lost.
        let lost = match file.damage {
            Some(Damage::End) => true,
            Some(Damage::Tables) => embed::read(&file).is_ok(),
            None => false,
        };
        sink.push(if lost { unreadable(name, PdfProblem::Broken) } else { no_form::no_fields(name, &file) });
        return None;
    };
    // Where all is empty, what was answered stood in what is lost.
    if file.damage == Some(Damage::End) && contents.values.is_empty() {
        sink.push(unreadable(name, PdfProblem::Broken));
        return None;
    }
    sink.extend(file.damage.map(|damage| damaged(name, damage)));
    if contents.notes.contains(&Note::TooMuch) {
        let hint = "look whether it is the right file: it is not read, since a part would pass for the whole";
        let what = "the form has more fields or longer answers than any worksheet";
        sink.push(Finding::new(Code::BadPdf, what).at(name, 0..0).hint(hint));
        return None;
    }
    // A file that lost its list with its end was not put together anew.
    let notes = contents.notes.iter().filter(|note| file.damage.is_none() || **note != Note::Merged);
    sink.extend(notes.filter_map(|note| noted(name, *note)));
    if contents.fields.is_empty() {
        let finding = Finding::new(Code::NoForm, "the file has no fields that hold answers").at(name, 0..0);
        sink.push(no_form::type_in(finding.hint("name the PDF that was filled in and saved"), &file));
        return None;
    }
    sink.extend(beside(name, &contents));
    if !contents.duplicates.is_empty() {
        let message = format!("several fields are called {}", name_list(&contents.duplicates, SOME));
        let hint = "the first of each name is read";
        sink.push(Finding::new(Code::PdfContent, message).at(name, 0..0).hint(hint));
    }
    if let Ok(form) = &contents.embedded {
        sink.extend(asked_values(name, &contents, &cells(&form.schema)).1);
    }
    Some((file, contents))
}

/// A file that was read although it is damaged, as a finding.
fn damaged(name: &str, damage: Damage) -> Finding {
    let (what, hint) = match damage {
        Damage::End => (
            "the file is cut off: its end is missing",
            "what stands in it is read; answers that were saved last may be lost: ask for the file again, and compare",
        ),
        Damage::Tables => (
            "the file is damaged: its list of what stands where is wrong",
            "everything in it was searched for, and the newest edition of each answer is read; look them over",
        ),
    };
    Finding::new(Code::DamagedPdf, what).at(name, 0..0).hint(hint)
}

/// What stands on the pages beside the fields, as a finding.
fn beside(name: &str, contents: &FormContents) -> Option<Finding> {
    let counted = |n: usize, what: &str| match n {
        0 => None,
        1 => Some(format!("1 {what}")),
        n => Some(format!("{n} {what}s")),
    };
    let on_page = |page: &BesideFields| {
        let kinds = [(page.texts, "text"), (page.drawings, "drawing"), (page.notes, "note")];
        let kinds: Vec<String> = kinds.into_iter().filter_map(|(n, what)| counted(n, what)).collect();
        format!("page {}: {}", page.page, kinds.join(", "))
    };
    let mut pages: Vec<String> = contents.beside.iter().take(SOME).map(on_page).collect();
    if contents.beside.is_empty() {
        return None;
    }
    if contents.beside.len() > SOME {
        pages.push(format!("{} more pages", contents.beside.len() - SOME));
    }
    let empty = if contents.values.is_empty() { "no answer stands in this form: " } else { "" };
    let message = format!("{empty}somebody wrote or drew beside the fields ({})", pages.join("; "));
    let hint =
        "the words are given back under their page; look at the drawings yourself, and type in what is an answer";
    let paper = "`handout flatten` keeps texts and drawings on the page, and notes as notes";
    Some(Finding::new(Code::BesideFields, message).at(name, 0..0).hint(hint).hint(paper))
}

/// What a file has besides its fields, as a finding.
fn noted(name: &str, note: Note) -> Option<Finding> {
    let (what, hint) = match note {
        Note::Signed => ("is signed", "the answers are read; whether the signature holds is not looked at"),
        Note::Xfa => ("has an XFA form beside its fields", "the fields are read, the XFA form is not"),
        Note::Scripts => ("has scripts or actions", "nothing of them is run"),
        Note::Merged => (
            "was put together anew by another program: its list of fields is lost",
            "the fields are read from its pages, where names may be cut short or counted on (`name-2`): look them over",
        ),
        // Such a file is not read at all.
        Note::TooMuch => return None,
    };
    Some(Finding::new(Code::PdfContent, format!("the file {what}")).at(name, 0..0).hint(hint))
}

/// Why a file cannot be read, as a finding.
pub fn unreadable(name: &str, problem: PdfProblem) -> Finding {
    let mega = READ_LIMITS.file >> 20;
    let (what, hint) = match problem {
        PdfProblem::TooLarge => (
            format!("the file is larger than {mega} MB"),
            "a worksheet is far smaller: look whether it is the right file",
        ),
        PdfProblem::NotPdf => ("the file is no PDF".to_owned(), no_form::SAVED),
        PdfProblem::Encrypted => (
            "the file is encrypted under a password".to_owned(),
            "open it with its password, save it once without one, and name that file",
        ),
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

/// What stands in the fields that the questions ask for, and findings for fields that were taken out, added or changed.
pub(super) fn asked_values(name: &str, contents: &FormContents, cells: &[Cell]) -> (FieldValues, Vec<Finding>) {
    let mut values = contents.values.clone();
    let (mut gone, mut changed) = (Vec::new(), Vec::new());
    let mut strange: BTreeSet<&String> = contents.values.keys().filter(|field| **field != extra_name()).collect();
    for cell in cells {
        for field in field_names(cell) {
            strange.remove(&field);
            match contents.fields.get(&field) {
                Some(at) if takes_kind(cell.takes, at.kind) => {}
                Some(_) => {
                    values.remove(&field);
                    changed.push(field);
                }
                None => gone.push(field),
            }
        }
    }
    values.retain(|field, _| !strange.contains(field));
    let mut findings = Vec::new();
    let mut say = |what: &str, names: String, hint: &str| {
        findings.push(Finding::new(Code::BadAnswer, format!("{what} {names}")).at(name, 0..0).hint(hint));
    };
    if !gone.is_empty() {
        let hint = "ask for it again: these answers read as if they were empty";
        say("the form has lost the fields", name_list(&gone, SOME), hint);
    }
    if !changed.is_empty() {
        let hint = "ask for it again: a program changed these fields, and what stands in them is not read";
        say("the fields are of another kind than their questions:", name_list(&changed, SOME), hint);
    }
    if !strange.is_empty() {
        say("no question asks for the fields", name_list(strange, SOME), "what stands in them is not read");
    }
    (values, findings)
}

/// The names of the fields of a cell: boxes, any of which may be ticked, are several.
fn field_names(cell: &Cell) -> Vec<String> {
    match cell.takes {
        CellType::Ticks(options) => options.iter().map(|o| format!("{}.{}", cell.name, o.id)).collect(),
        CellType::Words(_) | CellType::Tick | CellType::One(_) | CellType::YesNo | CellType::Scale { .. } => {
            vec![cell.name.clone()]
        }
    }
}

/// Whether a field of a kind is one in which a cell is filled in.
fn takes_kind(takes: CellType, kind: PdfFieldKind) -> bool {
    match takes {
        CellType::Words(_) => matches!(kind, PdfFieldKind::Text { .. }),
        CellType::Tick | CellType::Ticks(_) => kind == PdfFieldKind::Check,
        CellType::One(_) => matches!(kind, PdfFieldKind::Radio | PdfFieldKind::Choice),
        CellType::YesNo | CellType::Scale { .. } => kind == PdfFieldKind::Radio,
    }
}

/// The names of fields from outside: at most so many of them, short and without anything that a terminal would act on.
pub(super) fn name_list<'a>(
    names: impl IntoIterator<Item = &'a String, IntoIter: ExactSizeIterator>,
    most: usize,
) -> String {
    let names = names.into_iter();
    let more = names.len().saturating_sub(most);
    let shown: Vec<String> = names.take(most).map(|name| shown_name(name)).collect();
    match more {
        0 => diag::list(shown.iter().map(String::as_str)),
        _ => format!("{} and {more} more", shown.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// A name from outside, short and without anything that a terminal would act on or that turns the line around.
pub(super) fn shown_name(name: &str) -> String {
    let plain = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '`')
    };
    name.chars().filter(plain).take(80).collect()
}
