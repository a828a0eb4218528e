//! Lines around a text: whose it is, which one, on which page.

use super::job::Job;
use super::node::{Node, Origin, Role, Span};
use crate::model::date::written;
use crate::model::{LeafPath, Product, Strings};
use crate::review::credit;

/// Whether it is filled in on a screen or with a pen.
pub(super) fn medium(job: &Job) -> Node {
    let key = if job.product.fillable() { "screen" } else { "pen" };
    let (origin, words) = match job.sheet.and_then(|sheet| sheet.how) {
        Some(how) => (Origin::Program, how),
        None => (Origin::Label, job.strings.get(key)),
    };
    Node::plain(LeafPath::root(key), Role::Line, origin, words)
}

/// That the text was withdrawn.
pub(super) fn banner(job: &Job) -> Option<Node> {
    let words = credit::banner(&job.text.head.lang, job.withdrawn?)?;
    Some(Node::plain(LeafPath::root("header").join("banner"), Role::Line, Origin::Program, words))
}

/// The name of the clinic.
pub(super) fn clinic_name(job: &Job) -> Node {
    of_clinic("name", job.clinic.name.clone())
}

/// Its name and its telephone number, in lines of their own; its address and hours where there is room for them.
pub(super) fn clinic_call(job: &Job) -> Vec<Node> {
    let clinic = job.clinic;
    let said = |step: &str, words: String| of_clinic(&format!("call.{step}"), words);
    let (name, phone) = (said("name", clinic.name.clone()), said("phone", clinic.phone.clone()));
    if job.product == Product::Card {
        return vec![phone, name];
    }
    let hours = clinic.hours.get(&job.text.head.lang).cloned();
    let more = [Some(said("address", clinic.address.join(", "))), hours.map(|hours| said("hours", hours))];
    [name, phone].into_iter().chain(more.into_iter().flatten()).collect()
}

/// Address and telephone number of the clinic.
pub(super) fn clinic_line(job: &Job) -> Node {
    of_clinic("line", contact(job))
}

/// The same with its name, where it stands alone.
pub(super) fn clinic_imprint(job: &Job) -> Node {
    of_clinic("line", format!("{} · {}", job.clinic.name, contact(job)))
}

fn contact(job: &Job) -> String {
    let clinic = job.clinic;
    format!("{} · {} {}", clinic.address.join(", "), job.strings.get("phone"), clinic.phone)
}

fn of_clinic(step: &str, words: String) -> Node {
    Node::plain(LeafPath::root("clinic").join(step), Role::Line, Origin::Clinic, words)
}

/// Id, language, revision, date of issue; in narrow columns and large letters what takes one line.
pub(super) fn id_line(job: &Job, root: &str) -> Node {
    let (head, strings) = (&job.text.head, job.strings);
    let (revision, issued) =
        (format!("{} {}", strings.get("revision"), head.revision), written(head.issued, &head.lang));
    let words = if matches!(job.product, Product::Card | Product::Booklet | Product::LargePrint) {
        format!("{}, {revision}, {issued}", head.id)
    } else {
        let (language, label) = (strings.get("language_name"), strings.get("issued"));
        format!("{} · {language} · {revision} · {label} {issued}", head.id)
    };
    Node::plain(LeafPath::root(root).join("id"), Role::Line, Origin::Computed, words)
}

/// "Page 2 of 4"
pub(super) fn page_number(strings: &Strings) -> Node {
    let words = vec![
        Span::Text(format!("{} ", strings.get("page"))),
        Span::Page,
        Span::Text(format!(" {} ", strings.get("of"))),
        Span::PageCount,
    ];
    Node::words(LeafPath::root("footer").join("page"), Role::Line, Origin::Computed, words)
}
