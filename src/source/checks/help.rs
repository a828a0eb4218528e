//! When to get help: its levels, and whom to call.

use super::named::unknown_fact;
use crate::diag::{Code, Sink};
use crate::model::{ClinicDetail, HelpCall, HelpLevel};
use crate::source::lint::Lint;
use crate::source::markdown::{NamedUse, UseKind};
use crate::source::names::Names;
use crate::source::yaml::YamlNode;

/// Reports what is wrong with the levels of a text and with whom they say to call.
pub(super) fn check_help(lint: &Lint, root: &YamlNode, lang: &str, names: &Names, sink: &mut Sink) {
    let mut before: Vec<(HelpLevel, &YamlNode)> = Vec::new();
    for row in root.select("get_help[]") {
        let level = row.get("level").and_then(|node| Some((level(node)?, node)));
        if let Some((level, node)) = level {
            check_order(lint, level, node, &before, sink);
            before.push((level, node));
        }
        let calls = calls(row);
        lint.once("call", &calls, sink);
        for (i, node) in calls.into_iter().enumerate() {
            let is_first = i == 0 && level.is_some_and(|(level, _)| level == HelpLevel::Emergency);
            check_call(lint, node, is_first, lang, names, sink);
        }
    }
}

fn level(node: &YamlNode) -> Option<HelpLevel> {
    HelpLevel::ALL.iter().copied().find(|level| node.as_str() == Some(level.as_str()))
}

/// The calls of a level: one, or a list of them.
fn calls(row: &YamlNode) -> Vec<&YamlNode> {
    match row.get("call") {
        Some(node) if node.as_str().is_some() => vec![node],
        Some(node) => node.items().iter().collect(),
        None => Vec::new(),
    }
}

/// Each level stands once, after those that are more urgent.
fn check_order(lint: &Lint, level: HelpLevel, node: &YamlNode, before: &[(HelpLevel, &YamlNode)], sink: &mut Sink) {
    let name = level.as_str();
    let line = |node: &YamlNode| lint.source[..node.range.start].matches('\n').count() + 1;
    if let Some((_, first)) = before.iter().find(|(other, _)| *other == level) {
        sink.push(
            lint.node(Code::DuplicateId, node, format!("the level `{name}` stands here twice"))
                .hint(format!("the first one is on line {}: put all its signs into the `when` of one", line(first))),
        );
    } else if let Some((later, first)) = before.iter().find(|(other, _)| *other > level) {
        let later = later.as_str();
        sink.push(
            lint.node(Code::BadValue, node, format!("`{name}` is more urgent than `{later}`, which stands above it"))
                .hint(format!(
                    "move it above line {}: what is most urgent is read first, `emergency`, then `today`, then `routine`",
                    line(first)
                )),
        );
    }
}

/// A call is the number of a fact or of the clinic; `is_first` of an emergency.
fn check_call(lint: &Lint, node: &YamlNode, is_first: bool, lang: &str, names: &Names, sink: &mut Sink) {
    let Some(typed) = node.as_str().filter(|typed| !typed.trim().is_empty()) else { return };
    match HelpCall::parse(typed) {
        Some(HelpCall::Fact(id)) => {
            let range = typed.len() - id.len()..typed.len();
            let used = NamedUse { kind: UseKind::FactNumber, id, range };
            sink.extend(unknown_fact(lint, node, &used, (lang, "`clinic:phone`"), names));
        }
        Some(HelpCall::Clinic) if is_first => sink.push(
            lint.node(Code::BadValue, node, "in an emergency the clinic's telephone may not be answered").hint(
                "name a number first that is answered day and night, such as `fact:call-911`; the clinic's may follow \
                 it in a list",
            ),
        ),
        Some(HelpCall::Clinic) => {}
        None => sink.push(no_call(lint, node, typed)),
    }
}

/// Something that is no number to call.
fn no_call(lint: &Lint, node: &YamlNode, typed: &str) -> crate::diag::Finding {
    let detail = typed.trim().strip_prefix("clinic:");
    if detail.is_some_and(|detail| ClinicDetail::ALL.iter().any(|known| known.as_str() == detail)) {
        let what = format!("`{typed}` is nothing that can be called");
        return lint
            .node(Code::BadValue, node, what)
            .hint("write `clinic:phone`; the clinic's hours are printed with it");
    }
    let finding = lint.node(Code::BadValue, node, format!("`{typed}` does not say whom to call"));
    let inner = typed.trim().trim_start_matches("[](").trim_end_matches(')').replace(": ", ":");
    match HelpCall::parse(&inner) {
        Some(call) => finding.hint(format!("write `{}`", call.written())),
        None => finding.hint(
            "name the number of a fact, such as `fact:call-911`, or the clinic's own, `clinic:phone`: numbers are typed \
             in the facts file and in the clinic's file alone",
        ),
    }
}
