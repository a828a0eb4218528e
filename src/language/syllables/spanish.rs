//! Syllables of Spanish words: groups of vowels, cut where two of them are said apart.

use super::WordLetters;

/// Syllables of a word in small letters, its accents composed.
pub(in crate::language) fn count(word: &str) -> usize {
    let letters = spoken(&WordLetters(word.chars().collect()));
    let groups = letters.split(|c| !vowel(*c)).filter(|group| !group.is_empty());
    groups.map(|group| 1 + group.windows(2).filter(|pair| apart(pair[0], pair[1])).count()).sum::<usize>().max(1)
}

fn vowel(c: char) -> bool {
    weak(c) || strong(c)
}

fn strong(c: char) -> bool {
    "aeoáéó".contains(c)
}

fn weak(c: char) -> bool {
    "iuíúü".contains(c)
}

/// Whether two vowels beside each other are of two syllables.
fn apart(a: char, b: char) -> bool {
    strong(a) && strong(b) || "íú".contains(a) || "íú".contains(b) || a == b
}

/// The letters as they are said: a u that is not, a y that is a vowel, an h between vowels of one syllable.
fn spoken(word: &WordLetters) -> Vec<char> {
    let mut said = Vec::with_capacity(word.0.len());
    for (at, c) in word.0.iter().copied().enumerate() {
        let (before, behind) = (word.before(at), word.at(at + 1));
        match c {
            'u' if before == 'q' && "eiéí".contains(behind) => {}
            'u' if before == 'g' && "eiéí".contains(behind) => {}
            'y' if !vowel(behind) => said.push('i'),
            'h' if vowel(before) && "iuü".contains(behind) => {}
            _ => said.push(c),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn vowels_are_said_together_or_apart() {
        for (word, wanted) in [
            ("ayuda", 3),
            ("heroína", 4),
            ("sobredosis", 4),
            ("que", 1),
            ("guía", 2),
            ("agüita", 3),
            ("muy", 1),
            ("y", 1),
            ("prohibido", 3),
            ("búho", 2),
            ("leer", 2),
            ("ciudad", 2),
            ("911", 1),
        ] {
            assert_eq!(count(word), wanted, "{word}");
        }
    }
}
