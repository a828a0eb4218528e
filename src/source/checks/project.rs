//! What the project makes, and for whom.

use crate::diag::{Code, Sink};
use crate::source::lint::{Claims, Lint};
use crate::source::yaml::YamlNode;

/// Reports what is wrong with `project.yaml`.
pub(crate) fn check(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    lint.characters(root, sink);
    for node in root.select("publisher") {
        lint.plain_claims(node, Claims::Clinic, sink);
        lint.curly(node, sink);
    }
    for key in ["languages", "clinics", "papers", "products"] {
        let nodes = root.select(&format!("{key}[]"));
        for (i, node) in nodes.iter().enumerate() {
            if nodes[..i].iter().any(|n| n.value == node.value) {
                let name = node.as_str().unwrap_or_default();
                sink.push(
                    lint.node(
                        Code::SameOutput,
                        node,
                        format!("`{name}` stands twice in `{key}`, so two jobs would write the same files"),
                    )
                    .hint("take one of them out"),
                );
            }
        }
    }
    let ids = root.select("places[].id");
    let is_known = |(i, node): &(usize, &&YamlNode)| ids.iter().take(*i).any(|earlier| earlier.value == node.value);
    for (_, node) in ids.iter().enumerate().filter(is_known) {
        let what = format!("another place has the id `{}`", node.as_str().unwrap_or_default());
        sink.push(lint.node(Code::DuplicateId, node, what).hint("each place has an id of its own"));
    }
}
