//! A quotation without its `>` marks, every byte of which knows where it stands in the text.

use std::ops::Range;

/// A quotation without its `>` marks.
pub(super) struct Quote {
    /// Its text, lines and all.
    words: String,
    /// Where each line begins: in `words`, and in the text that holds the quotation.
    starts: Vec<(usize, usize)>,
    /// The first line without its mark that reads like a sentence of its own: its bytes in that text.
    unmarked: Option<Range<usize>>,
}

impl Quote {
    /// The quotation that stands in a range of a text.
    pub(super) fn new(text: &str, range: &Range<usize>) -> Self {
        let (mut words, mut starts, mut unmarked) = (String::new(), Vec::new(), None);
        let mut at = range.start;
        for line in text[range.clone()].split_inclusive('\n') {
            let trimmed = line.trim_start_matches(' ');
            let content = trimmed.strip_prefix('>').map_or(trimmed, |l| l.strip_prefix(' ').unwrap_or(l));
            let start = at + line.len() - content.len();
            if !trimmed.starts_with('>') && content.starts_with(char::is_uppercase) && unmarked.is_none() {
                unmarked = Some(start..start + content.trim_end().len());
            }
            starts.push((words.len(), start));
            words.push_str(content);
            at += line.len();
        }
        Self { words, starts, unmarked }
    }

    /// The first line.
    pub(super) fn head(&self) -> &str {
        self.words.lines().next().unwrap_or_default().trim_end()
    }

    /// The first line without its mark that reads like a sentence of its own.
    pub(super) fn unmarked(&self) -> Option<Range<usize>> {
        self.unmarked.clone()
    }

    /// The lines below the first one.
    pub(super) fn body(&self) -> &str {
        self.words.find('\n').map_or("", |i| &self.words[i + 1..])
    }

    /// Where an offset of the head stands in the text.
    pub(super) fn place_in_head(&self, offset: usize) -> usize {
        self.place(offset)
    }

    /// Where an offset of the body stands in the text.
    pub(super) fn place_in_body(&self, offset: usize) -> usize {
        self.place(self.words.len() - self.body().len() + offset)
    }

    fn place(&self, offset: usize) -> usize {
        let (from, to) = self.starts.iter().rev().find(|(from, _)| *from <= offset).copied().unwrap_or((0, 0));
        to + (offset - from)
    }
}
