//! Values of one form that several kinds of files have: days and numbers.

use chrono::NaiveDate;

use crate::diag::{Code, Sink};
use crate::model::date::{self, KnownDate};
use crate::source::lint::Lint;
use crate::source::schema::wording::day_hint;
use crate::source::yaml::{Value, YamlNode};

/// Dates that the calendar has; how they are written is the schema's affair.
pub(super) fn check_dates(lint: &Lint, nodes: &[&YamlNode], sink: &mut Sink) {
    for node in nodes {
        if let Some(text) = node.as_str()
            && text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
            && date::parse(text).is_none()
        {
            sink.push(lint.node(Code::BadDate, node, format!("the calendar has no `{text}`")).hint(day_hint(text)));
        }
    }
}

/// The same of dates of which a month or a year may be all that is known.
pub(super) fn check_known_dates(lint: &Lint, nodes: &[&YamlNode], sink: &mut Sink) {
    check_dates(lint, nodes, sink);
    for node in nodes {
        let month = |text: &&str| text.len() == 7 && text.as_bytes()[4] == b'-';
        if let Some(text) = node.as_str().filter(month).filter(|text| KnownDate::parse(text).is_none()) {
            sink.push(
                lint.node(Code::BadDate, node, format!("the calendar has no `{text}`"))
                    .hint("write year and month as numbers: 2026-11"),
            );
        }
    }
}

/// A day of issue is not after today.
pub(super) fn check_issued(lint: &Lint, nodes: &[&YamlNode], today: NaiveDate, sink: &mut Sink) {
    for node in nodes {
        if let Some(day) = node.as_str().and_then(date::parse).filter(|day| *day > today) {
            sink.push(
                lint.node(Code::IssuedInFuture, node, format!("the day of issue, {day}, is after today"))
                    .hint(format!("it is printed on every page; today is {today}")),
            );
        }
    }
}

/// The first revision was not published after the present one was issued.
pub(super) fn check_first_published(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    let day = |path: &str| {
        let node = root.select(path).into_iter().next()?;
        Some((node, node.as_str().and_then(date::parse)?))
    };
    if let (Some((node, first)), Some((_, issued))) = (day("dates.first_published"), day("dates.issued"))
        && first > issued
    {
        sink.push(
            lint.node(
                Code::BadDate,
                node,
                format!("first published on {first}, after this revision was issued, {issued}"),
            )
            .hint("`first_published` is the day of the first revision; leave it out where this is the first"),
        );
    }
}

/// A number, whole or not.
pub(super) fn number(node: &YamlNode) -> Option<f64> {
    match node.value {
        Value::Int(n) => Some(n as f64),
        Value::Float(n) => Some(n),
        Value::Null | Value::Bool(_) | Value::Str(_) | Value::Seq(_) | Value::Map(_) => None,
    }
}
