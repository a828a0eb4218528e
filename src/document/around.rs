//! Lines around a text: whose it is, which one, on which page.

use super::job::Job;
use super::node::{Node, Origin, Role, Span};
use crate::model::date::written;
use crate::model::{LeafPath, Product, Strings};

/// The name of the clinic; a card has no other line for its telephone.
pub(super) fn clinic_name(job: &Job) -> Node {
    let clinic = job.clinic;
    let words =
        if job.product == Product::Card { format!("{} · {}", clinic.name, clinic.phone) } else { clinic.name.clone() };
    of_clinic("name", words)
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

/// Id, language, revision, date of issue.
pub(super) fn id_line(job: &Job, root: &str) -> Node {
    let (head, strings) = (&job.text.head, job.strings);
    let words = format!(
        "{} · {} · {} {} · {} {}",
        head.id,
        strings.get("language_name"),
        strings.get("revision"),
        head.revision,
        strings.get("issued"),
        written(head.issued, &head.lang)
    );
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
