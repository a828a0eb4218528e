//! Links, and what is named by a link without words: facts, sources, the clinic.

use std::ops::Range;

use super::parsed::{NamedUse, UseKind};
use super::reader::MarkdownReader;
use crate::model::ClinicDetail;
use crate::model::rich::{Block, Inline};

impl MarkdownReader<'_> {
    /// A link, or what stands for one.
    pub(super) fn link(&mut self, url: String, content: Vec<Inline>, range: &Range<usize>) -> Option<Inline> {
        if let Some(id) = url.strip_prefix("fact:") {
            if !content.is_empty() {
                self.problem(
                    range.clone(),
                    "a fact with words of its own",
                    format!("leave the brackets empty: [](fact:{id}) prints its number"),
                );
            }
            self.named(range.clone(), id, UseKind::FactNumber);
            return Some(Inline::FactNumber(id.to_owned()));
        }
        if let Some(id) = url.strip_prefix("ref:") {
            if !content.is_empty() {
                let hint = format!("leave the brackets empty: [](ref:{id}) prints the number of the source");
                self.problem(range.clone(), "a citation with words of its own", hint);
            }
            self.named(range.clone(), id, UseKind::Citation);
            return Some(Inline::Citation(id.to_owned()));
        }
        if let Some(id) = url.strip_prefix("figure:") {
            self.named(range.clone(), id, UseKind::Figure);
            if !content.is_empty() || !self.open.set_figure(id) {
                let hint = format!("begin an item of a list with [](figure:{id}), or write `> [!FIGURE] {id}` alone");
                self.problem(range.clone(), "a picture within words", hint);
            }
            return None;
        }
        if let Some(word) = url.strip_prefix("clinic:") {
            return self.clinic(word, &content, range);
        }
        if content.is_empty() {
            self.problem(range.clone(), "a link without words", "write what the reader sees between the brackets");
            return None;
        }
        let mail = !url.contains(':') && url.contains('@');
        let url = if mail { format!("mailto:{url}") } else { url };
        if !["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
            let hint = if url.starts_with("tel:") {
                "name the number as a fact: [](fact:ID)"
            } else {
                "begin the address with https://"
            };
            self.problem(range.clone(), format!("the link `{url}` does not lead to a web page or mail address"), hint);
            return None;
        }
        Some(Inline::Link { url, content })
    }

    /// What the clinic says of itself.
    fn clinic(&mut self, word: &str, content: &[Inline], range: &Range<usize>) -> Option<Inline> {
        if !content.is_empty() {
            let hint = format!("leave the brackets empty: [](clinic:{word}) prints the clinic's own words");
            self.problem(range.clone(), "a detail of the clinic with words of its own", hint);
        }
        let detail = ClinicDetail::ALL.iter().find(|detail| detail.as_str() == word);
        if detail.is_none() {
            let what = format!("clinics have no `{word}`");
            self.problem(
                range.clone(),
                what,
                "write `clinic:name`, `clinic:phone`, `clinic:hours` or `clinic:address`",
            );
        }
        detail.copied().map(Inline::Clinic)
    }

    /// A heading within the text.
    pub(super) fn heading(&mut self, content: Vec<Inline>, range: Range<usize>) {
        if content.is_empty() {
            self.problem(range, "a heading without words", "write its words behind `###`, or take the line out");
        } else if content.iter().any(|inline| !matches!(inline, Inline::Text(_))) {
            self.problem(range, "Markdown in a heading", "write the heading in plain words");
        } else {
            self.open.push_block(Block::Heading(content));
        }
    }

    /// Notes what the text names.
    pub(super) fn named(&mut self, range: Range<usize>, id: &str, kind: UseKind) {
        let range = (self.shift)(range.start)..(self.shift)(range.end);
        self.out.named.push(NamedUse { range, id: id.to_owned(), kind });
    }
}
