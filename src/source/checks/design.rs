//! Sign-offs of a design.

use chrono::NaiveDate;

use super::values::check_dates;
use crate::diag::{Code, Sink};
use crate::model::date;
use crate::source::lint::Lint;
use crate::source::yaml::YamlNode;

/// Reports days that the calendar does not have or that are after today.
pub(crate) fn check(lint: &Lint, root: &YamlNode, today: NaiveDate, sink: &mut Sink) {
    let days = root.select("sign_offs[].signed");
    check_dates(lint, &days, sink);
    for node in days {
        if let Some(day) = node.as_str().and_then(date::parse).filter(|day| *day > today) {
            sink.push(
                lint.node(
                    Code::ReviewInFuture,
                    node,
                    format!("this sign-off of the design is dated {day}, after today ({today})"),
                )
                .hint("take this sign-off out of the file, and record it with its right date"),
            );
        }
    }
}
