//! A form held against the worksheet that the project has now: whether it is of another edition, and what changed.

use crate::acroform::embed::Embedded;
use crate::answers::open::name_list;
use crate::diag::{Code, Finding, Sink};
use crate::model::field::CellType;
use crate::questions::schema::{FormField, FormPart, FormSchema};

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
    let mut finding = Finding::new(Code::FormSuperseded, message)
        .at(name, 0..0)
        .hint(if own.revision > current.revision {
            "the answers are read by the questions of the form itself; this project is older than the form: bring it up to date"
        } else {
            "nothing is lost: the answers are read by the questions of the form itself; give families the new one"
        });
    for (what, names) in changes(&asked(own), &asked(current)) {
        if !names.is_empty() {
            finding = finding.hint(format!("{what}: {}", name_list(&names, 20)));
        }
    }
    sink.push(finding);
    true
}

/// The names of what differs between what a form asks and what the project asks, under what is said of them.
fn changes(old: &[AskedItem], new: &[AskedItem]) -> [(&'static str, Vec<String>); 4] {
    let of = |these: &[AskedItem], is: &dyn Fn(&AskedItem) -> bool| -> Vec<String> {
        these.iter().filter(|a| is(a)).map(|a| a.name.clone()).collect()
    };
    let lacks = |those: &[AskedItem], name: &str| !those.iter().any(|a| a.name == name);
    // What belongs to a question that is not there needs no word of its own.
    let without = |those: &[AskedItem], a: &AskedItem| {
        lacks(those, &a.name) && !a.question.as_ref().is_some_and(|question| lacks(those, question))
    };
    let now = |a: &AskedItem| new.iter().find(|other| other.name == a.name);
    [
        ("not in the project's revision", of(old, &|a| without(new, a))),
        ("new in the project's revision", of(new, &|a| without(old, a))),
        (
            "of another type or size in the project's revision",
            of(old, &|a| now(a).is_some_and(|now| now.takes != a.takes)),
        ),
        ("in other words in the project's revision", of(old, &|a| now(a).is_some_and(|now| now.words != a.words))),
    ]
}

/// A question, option or column.
struct AskedItem {
    /// `part.field`, `part.field.option` or `part.field.column`.
    name: String,
    /// Of an option or column the question that it belongs to.
    question: Option<String>,
    /// What it takes, to compare.
    takes: String,
    /// Its words on the page.
    words: Vec<String>,
}

/// Everything that a form asks.
fn asked(schema: &FormSchema) -> Vec<AskedItem> {
    let fields = schema.parts.iter().flat_map(|part| part.fields.iter().map(move |field| (part, field)));
    fields.flat_map(|(part, field)| asked_by(part, field)).collect()
}

/// A question with its options or columns.
fn asked_by(part: &FormPart, field: &FormField) -> Vec<AskedItem> {
    let name = format!("{}.{}", part.id, field.id);
    let mut words: Vec<String> = [Some(&field.label), field.help.as_ref()].into_iter().flatten().cloned().collect();
    if let Some(CellType::Scale { low, high }) = field.kind.cells().first().map(|cell| cell.takes) {
        words.extend([low.to_owned(), high.to_owned()]);
    }
    let (rows, columns) = field.kind.table().unwrap_or((1, &[]));
    let takes = format!("{} {rows} {}", field.kind.name(), part.times());
    let below = |id: &str, takes: String, label: &str| AskedItem {
        name: format!("{name}.{id}"),
        question: Some(name.clone()),
        takes,
        words: vec![label.to_owned()],
    };
    let mut out = vec![AskedItem { name: name.clone(), question: None, takes, words }];
    out.extend(field.kind.options().unwrap_or_default().iter().map(|o| below(&o.id, String::new(), &o.label)));
    out.extend(columns.iter().map(|c| below(&c.id, format!("{:?}", c.kind), &c.label)));
    out
}
