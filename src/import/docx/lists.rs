//! Items of a Word file, which stand one by one, put together to lists.

use super::line::WordLine;
use super::styles::LevelForm;
use super::walk::DocumentWalk;
use crate::import::tree::{DocumentPiece, DocumentSpot, Fate, LETTERED, LETTERS, PieceKind, excerpt};

/// A list that is open: its level, its first number, its items.
type OpenList = (usize, Option<u32>, Vec<Vec<DocumentPiece>>);

impl DocumentWalk<'_> {
    /// Blocks with their lists put together.
    pub(super) fn grouped(&mut self, lines: Vec<WordLine>) -> Vec<DocumentPiece> {
        let (mut pieces, mut open) = (Vec::new(), Vec::<OpenList>::new());
        for line in lines {
            let Some((list, level)) = line.list else {
                let item = open.last_mut().and_then(|(_, _, items)| items.last_mut());
                match item.filter(|_| line.goes_on) {
                    Some(item) => item.push(line.piece),
                    None => {
                        close(&mut open, 0, &mut pieces);
                        pieces.push(line.piece);
                    }
                }
                continue;
            };
            // What is less deep ends the lists within.
            close(&mut open, level + 1, &mut pieces);
            let first = self.number(&list, level, line.piece.spot);
            let other_kind =
                open.last().is_some_and(|(own, numbered, _)| *own == level && numbered.is_some() != first.is_some());
            if other_kind {
                close(&mut open, level, &mut pieces);
            }
            match open.last_mut() {
                Some((own, _, items)) if *own == level => items.push(vec![line.piece]),
                _ => open.push((level, first, vec![vec![line.piece]])),
            }
        }
        close(&mut open, 0, &mut pieces);
        pieces
    }

    /// The number of the next item of a list; `None` of bullets.
    fn number(&mut self, list: &str, level: usize, spot: DocumentSpot) -> Option<u32> {
        let LevelForm { first, lettered, words } = self.lists.form(list, level);
        if lettered {
            self.document.note_once(Fate::Changed, spot, LETTERED, LETTERS);
        }
        if !words.is_empty() {
            let what = format!("the words before the numbers of a list, “{}”", excerpt(&words));
            self.document.note_once(Fate::Left, spot, &what, "write them into the items, where they are needed");
        }
        // Deeper levels begin anew.
        self.counted.retain(|(own, deep), _| own != list || *deep <= level);
        let count = self.counted.entry((list.to_owned(), level)).or_default();
        let number = first.map(|first| first.saturating_add(*count));
        *count += 1;
        number
    }
}

/// Ends the lists of a level and those within.
fn close(open: &mut Vec<OpenList>, level: usize, pieces: &mut Vec<DocumentPiece>) {
    while let Some((_, first, items)) = open.pop_if(|(own, ..)| *own >= level) {
        let spot = items.first().and_then(|item| item.first()).map(|piece| piece.spot).unwrap_or_default();
        let list = DocumentPiece { spot, kind: PieceKind::List(first, items) };
        match open.last_mut().and_then(|(_, _, items)| items.last_mut()) {
            Some(item) => item.push(list),
            None => pieces.push(list),
        }
    }
}
