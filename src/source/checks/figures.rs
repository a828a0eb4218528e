//! Pictures of texts and facts.

use crate::diag::{Code, Finding, Severity, Sink, nearest};
use crate::model::figure::FindPictureFlaw;
use crate::model::{FigureWidth, PictureKind};
use crate::source::lint::Lint;
use crate::source::yaml::YamlNode;

/// The files beside a text.
pub(crate) struct Pictures<'a> {
    /// The bytes of one, by its name.
    pub(crate) get: &'a dyn Fn(&str) -> Option<&'a [u8]>,
    /// The names of those that may be pictures.
    pub(crate) names: &'a dyn Fn() -> Vec<&'a str>,
    /// What is wrong with one at its width.
    pub(crate) flaw: FindPictureFlaw<'a>,
}

/// Reports what is wrong with the pictures of a file.
pub(crate) fn check_figures(lint: &Lint, root: &YamlNode, pictures: &Pictures, sink: &mut Sink) {
    lint.distinct("picture", &root.select("figures[].id"), sink);
    for figure in root.select("figures[]") {
        check_file(lint, figure, pictures, sink);
        check_alt(lint, figure, sink);
    }
}

fn check_file(lint: &Lint, figure: &YamlNode, pictures: &Pictures, sink: &mut Sink) {
    let Some(node) = figure.get("file") else { return };
    let Some(name) = node.as_str().filter(|name| !name.trim().is_empty()) else { return };
    let own = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let found = if own != name && (pictures.get)(own).is_some() {
        Some(
            lint.node(Code::UnknownId, node, format!("pictures stand beside the text, not in `{name}`"))
                .hint(format!("write `file: {own}`")),
        )
    } else if PictureKind::of(name).is_none() {
        let hint = "save it as .svg, .png or .jpg, in small letters";
        Some(lint.node(Code::BadValue, node, format!("`{name}` is no picture that can be printed")).hint(hint))
    } else {
        match (pictures.get)(name) {
            None => Some(missing(lint, node, name, pictures)),
            Some(bytes) => {
                let flaw = (pictures.flaw)(name, bytes, width(figure));
                flaw.map(|flaw| {
                    let finding = lint.node(Code::BadValue, node, flaw.what).hint(flaw.hint);
                    if flaw.printed { Finding { severity: Severity::Warning, ..finding } } else { finding }
                })
            }
        }
    };
    sink.extend(found);
}

fn missing(lint: &Lint, node: &YamlNode, name: &str, pictures: &Pictures) -> Finding {
    let names = (pictures.names)();
    let finding = lint.node(Code::UnknownId, node, format!("there is no file `{name}` beside the text"));
    match nearest(name, names.iter().copied()) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint("put it into the folder of this file"),
    }
}

/// How wide it is set.
fn width(figure: &YamlNode) -> FigureWidth {
    match figure.get("width").and_then(YamlNode::as_str) {
        Some("third") => FigureWidth::Third,
        Some("full") => FigureWidth::Full,
        _ => FigureWidth::Half,
    }
}

/// The name of a file is no alternative text.
fn check_alt(lint: &Lint, figure: &YamlNode, sink: &mut Sink) {
    let (Some(node), Some(file)) = (figure.get("alt"), figure.get("file").and_then(YamlNode::as_str)) else { return };
    let alt = node.as_str().unwrap_or_default().trim().to_lowercase();
    let file = file.to_lowercase();
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let words = |text: &str| text.replace(['-', '_'], " ");
    if !alt.is_empty() && (alt == file || words(&alt) == words(stem) || PictureKind::of(&alt).is_some()) {
        sink.push(
            lint.node(Code::BadValue, node, "the alternative text is the name of a file")
                .hint("say in a sentence what the picture shows: a screen reader speaks it"),
        );
    }
}
