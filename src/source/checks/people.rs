//! People and organisations.

use super::ids::unknown;
use crate::diag::{Code, Sink};
use crate::source::lint::{Claims, Lint};
use crate::source::yaml::YamlNode;

/// Reports what is wrong with `people.yaml`.
pub(crate) fn check(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    lint.characters(root, sink);
    let printed = ["people[].name", "people[].name_in.*", "people[].credentials", "people[].role"];
    for node in root.select_all(&printed) {
        lint.plain_claims(node, Claims::Credit, sink);
        lint.curly(node, sink);
    }
    let ids = root.select("people[].id");
    lint.distinct("person", &ids, sink);
    for person in root.select("people[]") {
        for node in person.select("not_same_as[].id") {
            let own = person.get("id").and_then(YamlNode::as_str);
            match node.as_str() {
                Some(id) if own == Some(id) => sink.push(
                    lint.node(Code::BadValue, node, "this is the person's own id").hint("name the other one of both"),
                ),
                Some(id) if !ids.iter().any(|other| other.as_str() == Some(id)) => {
                    sink.push(unknown(lint.file, node, "person", id, ids.iter().filter_map(|id| id.as_str())));
                }
                _ => {}
            }
        }
    }
}
