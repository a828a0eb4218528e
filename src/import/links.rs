//! The last check of links: each that a document has stands in the guide, or is said to be left out.

use std::collections::BTreeMap;

use super::account::each_rich;
use super::guide::address;
use super::tree::{DocumentPiece, DocumentSpot, Fate, Notice, WordsRun, each_runs, excerpt, plain};
use crate::diag::Sink;
use crate::model::rich::{Block, Inline};
use crate::source::markdown;
use crate::source::yaml::{self, Value, YamlNode};

/// A link of a document.
#[derive(Debug)]
pub(super) struct FoundLink {
    spot: DocumentSpot,
    url: String,
    words: String,
}

/// The links of some pieces, each once however many looks its words have.
pub(super) fn links_of(pieces: &mut [DocumentPiece]) -> Vec<FoundLink> {
    let mut found = Vec::new();
    each_runs(pieces, &mut |spot, runs| {
        for same in runs.chunk_by(|a, b| a.link == b.link) {
            let words = plain(same);
            if let Some(WordsRun { link: Some(url), .. }) = same.first()
                && !words.is_empty()
            {
                found.push(FoundLink { spot, url: address(url), words });
            }
        }
    });
    found
}

/// The links that the guide does not have and of which nothing was said.
pub(super) fn lost(links: &[FoundLink], guide: &str, notices: &[Notice]) -> Vec<Notice> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    if let Some(root) = yaml::parse("guide", guide, &mut Sink::default()) {
        count(&root, &mut counts);
    }
    let mut lost = Vec::new();
    for link in links {
        match counts.get_mut(&link.url) {
            Some(left) if *left > 0 => *left -= 1,
            _ if notices.iter().any(|notice| names(&notice.words, &link.url)) => {}
            _ => {
                let (url, words) = (excerpt(&link.url), excerpt(&link.words));
                let what = format!("where a link leads, `{url}`; its words are kept: “{words}”");
                let hint = "links stand in texts, not in headings, questions and titles: set it into the text below";
                lost.push(Notice { fate: Fate::Left, spot: link.spot, what, words: String::new(), hint, more: 0 });
            }
        }
    }
    lost
}

/// Whether words name an address, and not only a longer one that begins like it.
fn names(words: &str, url: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "/?#&=-_%".contains(c));
    words.match_indices(url).any(|(at, _)| ends(&words[at + url.len()..]))
}

/// How often each address stands in a guide.
fn count(node: &YamlNode, counts: &mut BTreeMap<String, usize>) {
    each_rich(node, &mut |text| blocks(&markdown::parse(text).blocks, counts));
    for source in node.get("references").map(YamlNode::items).unwrap_or_default() {
        if let Some(Value::Str(url)) = source.get("url").map(|url| &url.value) {
            *counts.entry(address(url)).or_default() += 1;
        }
    }
}

fn blocks(all: &[Block], counts: &mut BTreeMap<String, usize>) {
    for block in all {
        match block {
            Block::Paragraph(content) | Block::Heading(content) => inline(content, counts),
            Block::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, counts)),
            Block::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| inline(cell, counts));
            }
            Block::Box { blocks: inner, .. } => blocks(inner, counts),
            Block::Figure(_) | Block::Fact(_) => {}
        }
    }
}

fn inline(content: &[Inline], counts: &mut BTreeMap<String, usize>) {
    for part in content {
        match part {
            Inline::Link { url, .. } => *counts.entry(url.clone()).or_default() += 1,
            Inline::Strong(inner) | Inline::Emph(inner) => inline(inner, counts),
            Inline::Text(_) | Inline::FactNumber(_) | Inline::Citation(_) | Inline::Clinic(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tree::PieceKind;

    #[test]
    fn every_link_is_counted() {
        let run = |url: &str| WordsRun { text: "here".to_owned(), link: Some(url.into()), ..WordsRun::default() };
        let paragraph = |runs| DocumentPiece { spot: DocumentSpot::Paragraph(1), kind: PieceKind::Paragraph(runs) };
        let mut pieces = [paragraph(vec![run("https://a.org"), run("https://a.org"), run("https://b.org/(c)")])];
        let links = links_of(&mut pieces);
        assert_eq!(links.len(), 2);
        let guide = "introduction: |\n  **[here](https://a.org)**\n";
        let what: Vec<String> = lost(&links, guide, &[]).into_iter().map(|notice| notice.what).collect();
        assert_eq!(what, ["where a link leads, `https://b.org/%28c%29`; its words are kept: “here”"]);
        let guide = "introduction: |\n  [here](https://a.org)\nreferences:\n  - url: https://b.org/(c)\n";
        assert!(lost(&links, guide, &[]).is_empty());
    }
}
