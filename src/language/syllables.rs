//! How many syllables a word has, by the rules of its language.

pub(super) mod english;
pub(super) mod spanish;

/// WordLetters of a word, asked for by their place; a blank where there is none.
struct WordLetters(Vec<char>);

impl WordLetters {
    /// The letter at a place.
    fn at(&self, place: usize) -> char {
        self.0.get(place).copied().unwrap_or(' ')
    }

    /// The letter so far from the end, from 1.
    fn back(&self, from_end: usize) -> char {
        self.0.len().checked_sub(from_end).map_or(' ', |place| self.at(place))
    }

    /// The letter before another one.
    fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or(' ', |place| self.at(place))
    }
}
