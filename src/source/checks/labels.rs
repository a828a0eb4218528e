//! Labels of a language: a few words on one line.

use crate::diag::{Code, Sink};
use crate::source::lint::{Lint, plain_letters};
use crate::source::yaml::{Value, YamlNode};

/// Reports labels that are more than a label.
pub(crate) fn check(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    lint.characters(root, sink);
    let Value::Map(pairs) = &root.value else { return };
    for (key, node) in pairs {
        let Some(text) = node.as_str() else { continue };
        let words = plain_letters(text);
        let problem = if text.trim_end().contains('\n') {
            "has more than one line"
        } else if text.chars().count() > 48 {
            "is longer than 48 characters"
        } else if text.chars().any(|c| c.is_ascii_digit()) {
            "has digits in it"
        } else if words.contains("http") || words.contains("www.") || words.contains('@') || words.contains("](") {
            "has a link in it"
        } else if text.contains(['.', '!', ';']) {
            "has a sentence in it"
        } else if speaks_of_review(&key.name, &words) {
            "has words about review in it"
        } else {
            continue;
        };
        sink.push(
            lint.node(Code::NotALabel, node, format!("the label `{}` {problem}", key.name))
                .hint("a label is a few words on one line; whatever tells a reader to do something belongs in a guide, a worksheet or the facts"),
        );
    }
}

/// Whether a label, in small letters without accents and look-alikes, has words about review; `revision` may be that one word.
fn speaks_of_review(key: &str, words: &str) -> bool {
    let number = key == "revision" && words.trim().chars().all(char::is_alphabetic);
    let claims = if number { &["review", "revised", "revisad"][..] } else { &["review", "revis"] };
    claims.iter().chain(&["certif", "approv", "aprob"]).any(|claim| words.contains(claim))
}
