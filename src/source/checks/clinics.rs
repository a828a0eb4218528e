//! A clinic, in each language of its project.

use super::ids::place_hint;
use super::inks::{check_colours, check_inks};
use crate::diag::{Code, Sink};
use crate::source::keys::lacks;
use crate::source::lint::{Claims, Lint};
use crate::source::yaml::YamlNode;

/// What is wrong with the logo of a name, if anything is; `None` where there is no such file.
pub(crate) type LogoProblem<'a> = &'a dyn Fn(&str) -> Option<Option<String>>;

/// Reports what is wrong with the clinic `id`, in each of the languages.
pub(crate) fn check(lint: &Lint, root: &YamlNode, id: &str, languages: &[&str], logo: LogoProblem, sink: &mut Sink) {
    let phone = root.select("phone");
    lint.characters_but(root, &phone, sink);
    phone.iter().for_each(|node| lint.phone(node, sink));
    check_id(lint, root, id, sink);
    check_languages(lint, root, languages, sink);
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
        sink.push(
            lint.node(Code::IdMismatch, node, format!("the file is called `{id}.yaml`"))
                .hint(place_hint("id", id, "file")),
        );
    }
    if ["release", "out"].contains(&id) {
        sink.push(
            lint.node(Code::BadValue, node, format!("no clinic can be called `{id}`"))
                .hint("choose another id and rename the file: a folder of the output has this name already"),
        );
    }
}

/// What is said in each language is said in all of them.
fn check_languages(lint: &Lint, root: &YamlNode, languages: &[&str], sink: &mut Sink) {
    for key in ["hours", "logo_alt"] {
        let Some((name, node)) = root.entry(key) else { continue };
        for lang in languages {
            if node.get(lang).is_none() {
                sink.push(
                    lint.key(Code::MissingLabel, name, format!("`{key}` has nothing for the language `{lang}`"))
                        .hint(format!("add `{lang}: ...` below `{key}`")),
                );
            }
        }
    }
}

fn check_logo(lint: &Lint, root: &YamlNode, logo: LogoProblem, sink: &mut Sink) {
    let Some((key, node)) = root.entry("logo") else { return };
    let Some(name) = node.as_str() else { return };
    if !name.ends_with(".svg") && !name.ends_with(".png") {
        sink.push(lint.node(Code::BadValue, node, "the logo is neither SVG nor PNG").hint("save it as .svg or .png"));
    } else {
        match logo(name) {
            None => sink.push(
                lint.node(Code::UnknownId, node, format!("there is no file `sources/clinics/{name}`"))
                    .hint("put the logo beside this file"),
            ),
            Some(Some(problem)) => sink.push(
                lint.node(Code::BadValue, node, format!("the logo cannot be used ({problem})"))
                    .hint("save it again as a plain SVG or PNG picture"),
            ),
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
