//! A clinic, in each language of its project.

use super::ids::{is_id, place_hint};
use super::inks::{check_colours, check_inks};
use crate::diag::{Code, Finding, Sink};
use crate::source::keys::lacks;
use crate::source::lint::{Claims, Lint};
use crate::source::syntax::quotes::{CURLY, copy_logo};
use crate::source::yaml::{Value, YamlNode};

/// What is wrong with the logo of a name, if anything is; `None` where there is no such file.
pub(crate) type LogoProblem<'a> = &'a dyn Fn(&str) -> Option<Option<String>>;

/// Reports what is wrong with the clinic `id`, whatever the languages.
pub(crate) fn check(lint: &Lint, root: &YamlNode, id: &str, logo: LogoProblem, sink: &mut Sink) {
    let phone = root.select("phone");
    lint.characters_but(root, &phone, sink);
    phone.iter().for_each(|node| lint.phone(node, sink));
    check_id(lint, root, id, sink);
    check_quotes(lint, root, sink);
    check_feedback(lint, root, sink);
    check_logo(lint, root, logo, sink);
    let own = root.select_all(&["name", "phone", "feedback", "address[]", "hours.*", "logo_alt.*"]);
    for node in own {
        lint.plain_claims(node, Claims::Clinic, sink);
    }
    check_colours(lint, root, sink);
    check_inks(lint, root, sink);
}

fn check_id(lint: &Lint, root: &YamlNode, id: &str, sink: &mut Sink) {
    let Some(node) = root.get("id") else { return };
    if node.as_str().is_some_and(|i| i != id) {
        sink.push(lint.node(Code::IdMismatch, node, format!("the file is called `{id}.yaml`")).hint(
            match node.as_str().filter(|own| is_id(own) && !is_id(id)) {
                Some(own) => format!("rename the file to `{own}.yaml`"),
                None => place_hint("id", id, "file"),
            },
        ));
    }
    if ["release", "out"].contains(&id) {
        sink.push(
            lint.node(Code::BadValue, node, format!("no clinic can be called `{id}`"))
                .hint("choose another id and rename the file: a folder of the output has this name already"),
        );
    }
}

/// What is said in one language is said in all of them: texts in the others wait for it.
pub(crate) fn check_languages(lint: &Lint, root: &YamlNode, languages: &[&str], sink: &mut Sink) {
    for key in ["hours", "logo_alt"] {
        let Some((name, node)) = root.entry(key) else { continue };
        for lang in languages {
            if node.get(lang).is_none() && matches!(node.value, Value::Map(_)) {
                let words = |lang: &&str| node.get(lang).and_then(YamlNode::as_str).unwrap_or("...");
                let all: Vec<String> = languages.iter().map(|lang| format!("{lang}: \"{}\"", words(lang))).collect();
                let all = all.join(", ");
                sink.push(
                    lint.key(Code::MissingLabel, name, format!("`{key}` has nothing for the language `{lang}`"))
                        .hint(format!("write `{key}: {{{all}}}`, or take `{lang}` out of `languages` in project.yaml")),
                );
            }
        }
    }
}

/// Quotes of a word processor about a value: YAML takes them for letters, and a comma between them ends the text.
fn check_quotes(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    let nodes = root.select_all(&["name", "phone", "feedback", "address[]", "hours.*", "logo", "logo_alt.*"]);
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        let text = node.as_str().unwrap_or_default().trim();
        if !text.starts_with(CURLY) && !text.ends_with(['”', '»']) {
            continue;
        }
        let mut range = node.range.clone();
        // `“1 Maple Street, Suite 2”` in brackets is two texts to YAML.
        let closed = |text: &str| text.chars().next_back().is_some_and(|c| CURLY.contains(&c));
        let other = nodes.next_if(|next| !closed(text) && next.as_str().is_some_and(|text| closed(text.trim())));
        range.end = other.map_or(range.end, |other| other.range.end);
        let plain = lint.source.get(range.clone()).unwrap_or_default().trim().trim_matches(CURLY);
        sink.push(
            Finding::new(Code::BadValue, "these quotes of a word processor are printed with the text")
                .at(lint.file, range)
                .hint(format!(
                    "type straight quotes at both ends, \"{plain}\", or none where no comma or colon is in it"
                )),
        );
    }
}

/// A mail address of which the `@` is spelt out cannot be written to.
fn check_feedback(lint: &Lint, root: &YamlNode, sink: &mut Sink) {
    let Some(node) = root.get("feedback") else { return };
    let text = node.as_str().unwrap_or_default().trim();
    for at in [" at ", " (at) ", "(at)", "[at]", " arroba "] {
        let Some((name, host)) = text.split_once(at) else { continue };
        let word = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
        if word(name) && word(host) && host.contains('.') {
            sink.push(
                lint.node(Code::BadValue, node, "this mail address has no `@`")
                    .hint(format!("write `feedback: {name}@{host}`")),
            );
        }
    }
}

/// The name of a file at the end of its path, as it was typed.
fn file_name(path: &str) -> &str {
    path.trim_matches(['"', '\'']).rsplit(['/', '\\']).next().unwrap_or_default()
}

fn check_logo(lint: &Lint, root: &YamlNode, logo: LogoProblem, sink: &mut Sink) {
    let Some((key, node)) = root.entry("logo") else { return };
    let Some(name) = node.as_str() else { return };
    // In double quotes a backslash may have made another sign of the letter behind it.
    let written = lint.source.get(node.range.clone()).filter(|text| text.contains('\\')).unwrap_or(name);
    let own = file_name(written);
    if own != name && own.contains('.') {
        let there = logo(own).is_some();
        sink.push(lint.node(Code::UnknownId, node, "the logo is named with its folders").hint(if there {
            format!("write `logo: {own}`: it stands beside this file")
        } else {
            copy_logo(own)
        }));
    } else if !name.ends_with(".svg") && !name.ends_with(".png") {
        sink.push(lint.node(Code::BadValue, node, "the logo is neither SVG nor PNG").hint("save it as .svg or .png"));
    } else {
        match logo(name) {
            None => sink.push(
                lint.node(Code::UnknownId, node, format!("there is no file `sources/clinics/{name}`"))
                    .hint("put the logo beside this file"),
            ),
            Some(Some(problem)) => {
                let (what, hint) =
                    problem.split_once("; ").unwrap_or((&problem, "save it again as a plain SVG or PNG picture"));
                sink.push(lint.node(Code::BadValue, node, format!("the logo cannot be used: {what}")).hint(hint));
            }
            Some(None) => {}
        }
    }
    if lacks(root, "logo_alt") {
        sink.push(
            lint.key(Code::MissingKey, key, "the logo has no `logo_alt`")
                .hint("say in each language what it shows: a screen reader speaks it"),
        );
    }
}
