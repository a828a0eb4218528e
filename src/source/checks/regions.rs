//! The region of a clinic, whose facts its handouts print.

use crate::diag::{Code, Finding, Severity, Sink, nearest};
use crate::source::lint::Lint;
use crate::source::yaml::YamlNode;

/// The region that somebody meant with the name of its country.
pub(crate) fn country(typed: &str) -> Option<&'static str> {
    let letters: String = typed.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let is_us = ["us", "usa", "unitedstates", "unitedstatesofamerica", "america", "eeuu", "estadosunidos"];
    is_us.contains(&letters.as_str()).then_some("us")
}

/// Reports a region without facts that was probably meant as one that has them.
pub(crate) fn check(lint: &Lint, root: &YamlNode, regions: &[&str], sink: &mut Sink) {
    let Some((node, typed)) = root.get("region").and_then(|node| Some((node, node.as_str()?))) else { return };
    // What is no id is told by the schema.
    let is_id = typed.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if regions.contains(&typed) || !is_id {
        return;
    }
    let named = country(typed).filter(|region| regions.contains(region));
    // Two letters of another country are never far from these.
    let near = || nearest(typed, regions.iter().copied()).filter(|_| typed.len() > 3);
    if let Some(region) = named.or_else(near) {
        let finding = lint
            .node(Code::UnknownId, node, format!("there are no facts of a region `{typed}`"))
            .hint(format!("did you mean `{region}`?"));
        let severity = if named.is_some() { finding.severity } else { Severity::Warning };
        sink.push(Finding { severity, ..finding });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_their_names() {
        for typed in ["USA", "U.S.", "usa", "United States", "united-states"] {
            assert_eq!(country(typed), Some("us"), "{typed}");
        }
        assert_eq!(country("uk"), None);
    }
}
