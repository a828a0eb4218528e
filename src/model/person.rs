//! People and organisations.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::review::Signer;

/// A person or an organisation, by value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// By which texts and sign-offs name them.
    pub id: String,
    /// Person or organisation.
    pub kind: PersonKind,
    /// Name as printed.
    pub name: String,
    /// The name in other languages.
    pub name_in: BTreeMap<String, String>,
    /// Credentials, such as `MD`: a clinical reviewer needs them.
    pub credentials: Option<String>,
    /// Role, such as `addiction medicine physician`.
    pub role: Option<String>,
    /// Whether the person is an addiction professional.
    pub addiction_professional: bool,
}

/// Person or organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonKind {
    /// A person.
    #[default]
    Person,
    /// An organisation.
    Organisation,
}

impl Person {
    /// The person as named in a language: what its texts print, and what a sign-off of them keeps.
    #[must_use]
    pub fn in_lang(&self, lang: &str) -> Self {
        Self { name: self.name_in.get(lang).unwrap_or(&self.name).clone(), name_in: BTreeMap::new(), ..self.clone() }
    }

    /// Name and credentials: "Sample Reviewer, MD".
    pub fn credited(&self) -> String {
        credited(&self.name, self.credentials.as_deref())
    }

    /// The person as a sign-off keeps it.
    pub fn signer(&self) -> Signer {
        Signer {
            id: self.id.clone(),
            name: self.name.clone(),
            credentials: self.credentials.clone(),
            role: self.role.clone(),
            addiction_professional: self.addiction_professional,
        }
    }
}

/// Name and credentials: "Sample Reviewer, MD".
pub fn credited(name: &str, credentials: Option<&str>) -> String {
    match credentials {
        Some(credentials) => format!("{name}, {credentials}"),
        None => name.to_owned(),
    }
}

/// Words of a name that are no part of it.
const TITLES: &[&str] = &["dr", "dra", "prof", "mr", "mrs", "ms", "sr", "sra", "md"];

/// Small letters without accents, for comparisons.
pub(crate) fn fold(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

/// Whether two names are of one person: an author is the same person under a second id. Accents, capitals, punctuation
/// and titles make no difference.
pub fn same_name(a: &str, b: &str) -> bool {
    fn key(name: &str) -> String {
        let folded: String = name.chars().flat_map(fold).collect();
        let words = folded.split(|c: char| c.is_whitespace() || c == ',').map(|word| match word.split_once('.') {
            Some((title, rest)) if TITLES.contains(&title) => rest,
            _ => word,
        });
        let words = words.map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
        let (titles, own): (Vec<String>, Vec<String>) = words.partition(|word| TITLES.contains(&word.as_str()));
        // A name of titles alone is a name.
        Some(own.concat()).filter(|own| !own.is_empty()).unwrap_or_else(|| titles.concat())
    }
    key(a) == key(b)
}

/// Whether two signers are one person, by their ids or by any name that `people.yaml` has of them.
pub fn same_person(a: &Signer, b: &Signer, people: &dyn Fn(&str) -> Option<Person>) -> bool {
    let names = |signer: &Signer| -> Vec<String> {
        let person = people(&signer.id);
        let listed = person.into_iter().flat_map(|p| p.name_in.into_values().chain([p.name]));
        listed.chain([signer.name.clone()]).collect()
    };
    let (ours, theirs) = (names(a), names(b));
    a.id == b.id || ours.iter().any(|a| theirs.iter().any(|b| same_name(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_however_they_are_written() {
        for other in
            ["Dr. José Peña", "jose pena", "Jose\u{301} PEN\u{303}A, M.D.", "Dra.José-Peña", "Sr José  Peña MD"]
        {
            assert!(same_name("José Peña", other), "{other}");
        }
        assert!(!same_name("José Peña", "José Pérez"));
        assert!(!same_name("Drake Peña", "Ake Peña"), "a title is a whole word");
        assert!(!same_name("MD", "Dr"), "a name of titles alone");
    }

    #[test]
    fn people_are_one_under_any_of_their_names() {
        let signer = |id: &str, name: &str| Signer {
            id: id.to_owned(),
            name: name.to_owned(),
            credentials: None,
            role: None,
            addiction_professional: false,
        };
        let people = |id: &str| {
            (id == "a").then(|| Person {
                id: id.to_owned(),
                kind: PersonKind::Person,
                name: "Joan Roe".to_owned(),
                name_in: BTreeMap::from([("es".to_owned(), "Juana Roe".to_owned())]),
                credentials: None,
                role: None,
                addiction_professional: false,
            })
        };
        assert!(same_person(&signer("a", "Joan Roe"), &signer("b", "Dra. Juana Roe"), &people));
        assert!(!same_person(&signer("c", "Joan Roe"), &signer("b", "Juana Roe"), &people));
    }
}
