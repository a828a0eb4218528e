//! Sign-offs of a text.

use chrono::NaiveDate;

use super::values::check_dates;
use crate::diag::{Code, Sink};
use crate::model::person::same_person;
use crate::model::{Signer, date};
use crate::source::lint::Lint;
use crate::source::names::Names;
use crate::source::yaml::YamlNode;

/// Reports what is wrong with the sign-offs of a text, which is known by its id and language.
pub(crate) fn check(
    lint: &Lint,
    root: &YamlNode,
    text: (&str, &str),
    names: &Names,
    today: NaiveDate,
    sink: &mut Sink,
) {
    check_dates(lint, &root.select_all(&["sign_offs[].reviewed", "sign_offs[].next_review"]), sink);
    // What was taken back may be wrong in any way.
    for sign_off in root.select("sign_offs[]").into_iter().filter(|sign_off| sign_off.get("taken_back").is_none()) {
        check_text(lint, sign_off, text, sink);
        check_day(lint, sign_off, today, sink);
        check_signer(lint, sign_off, names, sink);
    }
}

/// It is of the text that its file is named after.
fn check_text(lint: &Lint, sign_off: &YamlNode, (id, lang): (&str, &str), sink: &mut Sink) {
    let signed = |key: &str| sign_off.get(key).and_then(YamlNode::as_str);
    if let (Some(signed_id), Some(signed_lang)) = (signed("text"), signed("lang"))
        && (signed_id, signed_lang) != (id, lang)
        && let Some(node) = sign_off.get("text")
    {
        sink.push(
            lint.node(
                Code::BadReview,
                node,
                format!("this sign-off is of `{signed_id}` in `{signed_lang}`, not of `{id}` in `{lang}`"),
            )
            .hint("files in `reviews/` are written by `handout review record`; do not edit them"),
        );
    }
}

fn check_day(lint: &Lint, sign_off: &YamlNode, today: NaiveDate, sink: &mut Sink) {
    if let Some(node) = sign_off.get("reviewed")
        && let Some(day) = node.as_str().and_then(date::parse)
        && day > today
    {
        sink.push(
            lint.node(Code::ReviewInFuture, node, format!("this review is dated {day}, after today ({today})"))
                .hint(
                    "look at the clock of this machine; if that is right, take this sign-off out of the file, which somebody \
                     changed by hand, and record the review with its right date",
                ),
        );
    }
}

/// Nobody reviews a text of their own.
fn check_signer(lint: &Lint, sign_off: &YamlNode, names: &Names, sink: &mut Sink) {
    let Some(reviewer) = sign_off.get("reviewer") else { return };
    let reviewed_by = signer(reviewer);
    let people = |id: &str| names.people.get(id).cloned().flatten();
    if sign_off.select("authors[]").iter().any(|author| same_person(&signer(author), &reviewed_by, &people)) {
        sink.push(
            lint.node(
                Code::OwnReview,
                reviewer.get("name").unwrap_or(reviewer),
                format!("`{}` wrote this text and cannot review it", reviewed_by.name),
            )
            .hint("have another clinician review it"),
        );
    }
}

/// Who signed or wrote, as far as it takes to know them again.
fn signer(node: &YamlNode) -> Signer {
    let words = |key: &str| node.get(key).and_then(YamlNode::as_str).unwrap_or_default().to_owned();
    Signer { id: words("id"), name: words("name"), ..Signer::default() }
}
