//! Lines that are composed of content and labels: both the data file and the audit's table take them from here.

use crate::form::format::hint;
use crate::form::plan::{Entry, RADIO};
use crate::job::Job;
use crate::model::date::written;
use crate::model::rich::Inline;
use crate::model::text::FieldShape;
use crate::model::{Body, Product, Reference};
use crate::source::raw::ColumnKind;

/// The composed lines of one document.
#[derive(Clone, Debug)]
pub struct Lines {
    /// "6 minute read"; guides only.
    pub read: Option<String>,
    /// The clinic's address and telephone number.
    pub clinic: String,
    /// Footer: id, language, revision, date of issue.
    pub footer_id: String,
    /// Footer of worksheets: the answers stay with the family.
    pub footer_yours: Option<String>,
    /// The emergency line at the foot of worksheets and of the cover of a tri-fold.
    pub danger: Option<String>,
    /// Sources, one line each.
    pub references: Vec<Vec<Inline>>,
    /// What else the credits say: hours, feedback, other languages, evidence, interests.
    pub more: Vec<String>,
    /// Titles of worksheets that go with it.
    pub worksheets: Option<String>,
}

/// Composes the lines of a job.
pub fn lines(job: &Job) -> Lines {
    let (text, head, strings) = (job.text, &job.text.head, job.strings);
    let label = |key: &str| strings.get(key);
    let lang = head.lang.as_str();
    // The back of a tri-fold lies face up on a table: it says whose it is.
    let name = (job.product == Product::Trifold).then(|| job.clinic.name.clone());
    let contact = [job.clinic.address.join(", "), format!("{} {}", label("phone"), job.clinic.phone)];
    let clinic = name.into_iter().chain(contact).collect::<Vec<_>>().join(" · ");
    let footer_id = format!(
        "{} · {} · {} {} · {} {}",
        head.id,
        label("language_name"),
        label("revision"),
        head.revision,
        label("issued"),
        written(head.issued, lang)
    );
    let worksheet = job.product.of_worksheets();
    let warned = worksheet || job.product == Product::Trifold;
    let danger = job.facts.as_ref().filter(|_| warned).map(|(facts, _)| {
        let ids = head.topics.iter().flat_map(|t| t.demands().foot);
        ids.filter_map(|id| facts.get(id)?.line.clone()).collect::<Vec<_>>().join(" ")
    });
    let mut more = Vec::new();
    if let Some(hours) = job.clinic.hours.get(lang) {
        more.push(format!("{}: {hours}", label("hours")));
    }
    if let Some(feedback) = &job.clinic.feedback {
        more.push(format!("{}: {feedback}", label("feedback")));
    }
    if !job.also.is_empty() {
        more.push(job.also.join(" · "));
    }
    if let Some(checked) = head.evidence_checked {
        more.push(format!("{}: {}", label("evidence_checked"), written(checked, lang)));
    }
    more.push(format!("{}: {}", label("interests"), head.interests.as_deref().unwrap_or_else(|| label("not_stated"))));
    Lines {
        read: matches!(text.body, Body::Guide(_)).then(|| format!("{} {}", text.read_minutes(), label("minute_read"))),
        clinic,
        footer_id,
        footer_yours: worksheet.then(|| label("yours").to_owned()),
        danger: danger.filter(|d| !d.is_empty()),
        references: text.references.iter().map(|r| reference(r, label("seen"))).collect(),
        more,
        worksheets: match &text.body {
            Body::Guide(guide) if !guide.worksheets.is_empty() => {
                Some(guide.worksheets.iter().map(|w| w.title.as_str()).collect::<Vec<_>>().join(" · "))
            }
            _ => None,
        },
    }
}

fn reference(reference: &Reference, seen: &str) -> Vec<Inline> {
    let stop = |text: &str| if text.ends_with(['.', '?', '!']) { " " } else { ". " };
    let text = |t: String| Inline::Text(t);
    let mut line = vec![
        text(format!("{}{}", reference.publisher, stop(&reference.publisher))),
        Inline::Emph(vec![text(reference.title.clone())]),
        text(stop(&reference.title).to_owned()),
    ];
    if let Some(url) = &reference.url {
        let shown = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        line.push(Inline::Link { url: url.clone(), content: vec![text(shown.to_owned())] });
        line.push(text(". ".to_owned()));
    }
    if let Some(day) = reference.accessed {
        line.push(text(format!("{seen}\u{a0}{day}.")));
    }
    line
}

/// How to write the answer, said beside the question: of a signature, how to write its date.
pub fn format(lang: &str, shape: &FieldShape) -> Option<&'static str> {
    let entry = match shape {
        FieldShape::Date | FieldShape::Signature => Entry::Date,
        FieldShape::Phone => Entry::Phone,
        FieldShape::Number => Entry::Number,
        _ => return None,
    };
    Some(hint(lang, entry)).filter(|h| !h.is_empty())
}

/// How to write what the cells of a column take: said of days alone, since a heading has little room.
pub fn column_format(lang: &str, kind: ColumnKind) -> Option<&'static str> {
    (kind == ColumnKind::Date).then(|| hint(lang, Entry::Date)).filter(|h| !h.is_empty())
}

/// Whether its options stand in a drop-down list and not on the page.
pub fn drops(product: Product, shape: &FieldShape) -> bool {
    product.fillable() && matches!(shape, FieldShape::Choice(options) if options.len() > RADIO)
}
