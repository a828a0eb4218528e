//! People and organisations.

use crate::diag::Sink;
use crate::source::lint::{Claims, Lint};
use crate::source::yaml::YamlNode;

/// Reports what is wrong with `people.yaml`.
pub(crate) fn check(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    lint.characters(root, sink);
    let printed = ["people[].name", "people[].name_in.*", "people[].credentials", "people[].role"];
    for node in root.select_all(&printed) {
        lint.plain_claims(node, Claims::Credit, sink);
    }
    lint.distinct("person", &root.select("people[].id"), sink);
}
