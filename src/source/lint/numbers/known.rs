//! Numbers that a text can name in place of typing them: those of facts and of clinics.

use crate::model::letters::unaccented;

/// The numbers of the facts and clinics of a project, by what is dialled.
#[derive(Debug, Default)]
pub(crate) struct KnownNumbers(Vec<(String, String)>);

impl KnownNumbers {
    /// Adds the number of a fact.
    pub(crate) fn add_fact(&mut self, id: &str, number: &str) {
        self.0.push((dialled(number), format!("fact:{id}")));
    }

    /// Adds the number of a clinic.
    pub(crate) fn add_clinic(&mut self, number: &str) {
        self.0.push((dialled(number), "clinic:phone".to_owned()));
    }

    /// How a number that was typed is named.
    pub(crate) fn name(&self, typed: &str) -> Option<&str> {
        let typed = dialled(typed);
        let (_, name) = self.0.iter().find(|(number, _)| *number == typed && number.len() > 2)?;
        Some(name)
    }
}

/// Whether two numbers are dialled alike, however they are written.
pub(crate) fn same_line(one: &str, other: &str) -> bool {
    dialled(one) == dialled(other)
}

/// Words of digits, English and Spanish.
const DIGITS: &[(&str, &str)] = &[
    ("zero", "0"),
    ("cero", "0"),
    ("one", "1"),
    ("uno", "1"),
    ("two", "2"),
    ("dos", "2"),
    ("eight", "8"),
    ("ocho", "8"),
    ("nine", "9"),
    ("nueve", "9"),
    ("once", "11"),
    ("eleven", "11"),
];

/// The digits that are dialled for a number: letters are those of the keypad, and a 1 before ten digits is left out.
fn dialled(number: &str) -> String {
    let small = unaccented(number).to_lowercase();
    let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let spelt: Option<String> =
        words().map(|word| DIGITS.iter().find(|(name, _)| *name == word).map(|(_, digits)| *digits)).collect();
    let digits = spelt.unwrap_or_else(|| small.chars().filter_map(key).collect());
    match digits.strip_prefix('1') {
        Some(rest) if rest.len() == 10 => rest.to_owned(),
        _ => digits,
    }
}

/// The key of a digit or letter on a telephone (ITU-T E.161).
fn key(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        'a'..='c' => '2',
        'd'..='f' => '3',
        'g'..='i' => '4',
        'j'..='l' => '5',
        'm'..='o' => '6',
        'p'..='s' => '7',
        't'..='v' => '8',
        'w'..='z' => '9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_however_they_are_typed() {
        let mut known = KnownNumbers::default();
        known.add_fact("call-911", "911");
        known.add_fact("helpline", "1-800-662-4357");
        known.add_clinic("(555) 555-0101");
        for (typed, name) in [
            ("911", Some("fact:call-911")),
            ("9-1-1", Some("fact:call-911")),
            ("nine-one-one", Some("fact:call-911")),
            ("nueve once", Some("fact:call-911")),
            ("1-800-662-HELP", Some("fact:helpline")),
            ("(800) 662-4357", Some("fact:helpline")),
            ("+1 555.555.0101", Some("clinic:phone")),
            ("555-0101", None),
            ("1", None),
        ] {
            assert_eq!(known.name(typed), name, "{typed}");
        }
    }
}
