//! What a node must print: its letters, where a space lies between them, and what each of them is.

use crate::audit::reading::is_unseen;
use crate::document::{Node, Span};

/// What letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::audit) struct LetterKind<'a> {
    /// Whether they are emphasised in bold.
    pub(in crate::audit) strong: bool,
    /// Whether they are a number to call, or the clinic's: bold or not.
    pub(in crate::audit) number: bool,
    /// Where they lead.
    pub(in crate::audit) link: Option<&'a str>,
    /// Whether they are the number of a source.
    pub(in crate::audit) citation: bool,
    /// Whether they are the number of a page.
    pub(in crate::audit) page: bool,
}

/// A letter that must be printed.
#[derive(Clone, Copy, Debug)]
pub(in crate::audit) struct Letter<'a> {
    pub(in crate::audit) letter: char,
    /// What lies before it.
    pub(in crate::audit) before: Gap,
    pub(in crate::audit) kind: LetterKind<'a>,
}

/// What lies before a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::audit) enum Gap {
    /// Nothing.
    None,
    /// A space that is so thin that it may be none.
    Thin,
    /// A space.
    Space,
    /// Several, as wide as they are written.
    Wide,
}

/// The letters of a node; `page` gives the number of the page of each span that asks for one.
pub(in crate::audit) fn wanted<'a>(node: &'a Node, page: &dyn Fn(&Span) -> String) -> Vec<Letter<'a>> {
    let mut wanted = Wanting { letters: Vec::new(), before: Gap::None, page };
    wanted.spans(&node.words, LetterKind::default());
    wanted.letters
}

struct Wanting<'a, 'p> {
    letters: Vec<Letter<'a>>,
    before: Gap,
    page: &'p dyn Fn(&Span) -> String,
}

impl<'a> Wanting<'a, '_> {
    fn spans(&mut self, spans: &'a [Span], kind: LetterKind<'a>) {
        for span in spans {
            match span {
                Span::Text(text) => self.text(text, kind),
                Span::Number(text) | Span::Clinic(text) => self.text(text, LetterKind { number: true, ..kind }),
                Span::Citation { text, .. } => self.text(text, LetterKind { citation: true, ..kind }),
                Span::Strong(content) => self.spans(content, LetterKind { strong: true, ..kind }),
                Span::Emph(content) => self.spans(content, kind),
                Span::Link { url, content } => self.spans(content, LetterKind { link: Some(url), ..kind }),
                Span::Page | Span::PageCount | Span::PageOf(_) => {
                    let number = (self.page)(span);
                    self.text(&number, LetterKind { page: true, ..kind });
                }
            }
        }
    }

    fn text(&mut self, text: &str, kind: LetterKind<'a>) {
        for letter in text.chars() {
            match letter {
                '\u{2009}' | '\u{200a}' | '\u{202f}' if self.before == Gap::None => self.before = Gap::Thin,
                _ if letter.is_whitespace() => {
                    self.before = if matches!(self.before, Gap::Space | Gap::Wide) { Gap::Wide } else { Gap::Space };
                }
                _ if is_unseen(letter) => {}
                // Of hyphens in a row one is read.
                '-' if self.before == Gap::None && self.letters.last().is_some_and(|l| l.letter == '-') => {}
                _ => {
                    self.letters.push(Letter { letter, before: self.before, kind });
                    self.before = Gap::None;
                }
            }
        }
    }
}
