//! People and organisations.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::pattern::ID_PATTERN;
use super::review::{Interests, Licence, Signer};

/// A person or an organisation, by value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// The fields in which the person is a specialist.
    pub specialties: Vec<String>,
    /// Interests that bear on what the person writes or reviews.
    pub interests: Option<Interests>,
    /// The licence to practise.
    pub licence: Option<Licence>,
    /// Those with a like name who are somebody else.
    pub not_same_as: Vec<Namesake>,
}

/// Somebody with a like name who is somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Namesake {
    /// Their id in `people.yaml`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// How that is known; `status` shows it.
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// Person or organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
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
            specialties: self.specialties.clone(),
            interests: self.interests.clone(),
            licence: self.licence.clone(),
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

/// Titles and credentials, which are no part of a name.
const TITLES: &[&str] = &[
    "dr", "dra", "prof", "profa", "mr", "mrs", "ms", "miss", "sr", "sra", "srta", "jr", "ii", "iii", "md", "phd",
    "psyd", "edd", "mph", "msc", "bsc", "rn", "lpn", "lvn", "np", "fnp", "pmhnp", "aprn", "crnp", "dnp", "msn", "bsn",
    "pac", "pharmd", "rph", "bcps", "msw", "lsw", "lcsw", "licsw", "lmsw", "lpc", "lpcc", "lmhc", "lmft", "cadc",
    "lcadc", "ladc", "casac", "facp", "faap", "fasam", "faan", "mbbs", "mbchb", "frcp", "mrcp", "dds", "dmd", "rdn",
    "cnm",
];

/// Credentials that are names too: they count as credentials in capitals.
const CAPITALS: &[&str] = &["DO", "MA", "PA", "RD", "LAC", "CNS", "LIC", "EMT"];

/// Small letters without accents, for comparisons.
pub(crate) fn fold(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase)
}

/// Whether two names may be of one person: an author is the same person under a second id. The order of the words, accents,
/// capitals, punctuation, initials, titles and credentials make no difference, and a further name makes none where two
/// others agree.
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (NameWords::new(a), NameWords::new(b));
    let (few, many) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    if few.words.is_empty() {
        // A name of titles and initials alone is a name.
        return many.words.is_empty() && few.rest == many.rest;
    }
    let further: Vec<&String> = many.words.difference(&few.words).collect();
    let initialled =
        || further.iter().all(|word| few.rest.iter().any(|rest| rest.len() == 1 && word.starts_with(rest.as_str())));
    few.words.is_subset(&many.words) && (further.is_empty() || few.words.len() > 1 || initialled())
}

/// The words of a name in small letters without accents.
struct NameWords {
    /// Those that tell people apart.
    words: BTreeSet<String>,
    /// Initials, titles and credentials.
    rest: BTreeSet<String>,
}

impl NameWords {
    fn new(name: &str) -> Self {
        let (mut words, mut rest) = (BTreeSet::new(), BTreeSet::new());
        let shouted = !name.chars().any(char::is_lowercase);
        let parts = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/' | '(' | ')' | '\u{2010}' | '\u{2011}');
        for part in name.split(parts) {
            // `Dr.Roe` is two words, `M.D.` one.
            let whole = letters(part);
            let is_title = |word: &str| TITLES.contains(&word) || word.chars().count() == 1;
            if is_title(&whole) || !shouted && CAPITALS.contains(&part.replace('.', "").as_str()) {
                rest.insert(whole);
                continue;
            }
            for word in part.split('.').map(letters).filter(|word| !word.is_empty()) {
                if is_title(&word) {
                    rest.insert(word)
                } else {
                    words.insert(word)
                };
            }
        }
        rest.remove("");
        Self { words, rest }
    }
}

/// The letters of a word, small and without accents.
fn letters(word: &str) -> String {
    word.chars().flat_map(fold).filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two signers are one person, by their ids or by any name that `people.yaml` has of them, unless it says that they
/// are not.
pub fn same_person(a: &Signer, b: &Signer, people: &dyn Fn(&str) -> Option<Person>) -> bool {
    let names = |signer: &Signer| -> Vec<String> {
        let person = people(&signer.id);
        let listed = person.into_iter().flat_map(|p| p.name_in.into_values().chain([p.name]));
        listed.chain([signer.name.clone()]).collect()
    };
    let told_apart = |a: &Signer, b: &Signer| people(&a.id).is_some_and(|p| p.not_same_as.iter().any(|n| n.id == b.id));
    if a.id != b.id && (told_apart(a, b) || told_apart(b, a)) {
        return false;
    }
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
        for other in [
            "Roe, Jane",
            "Jane Q. Roe, RN",
            "ROE Jane M.D.",
            "J. Roe",
            "Roe J, PharmD",
            "Jane Quinn Roe",
            "Jane Roe-Smith",
            "Dr.Jane Roe, LCSW, CADC-II",
        ] {
            assert!(same_name("Jane Roe", other), "{other}");
        }
        assert!(!same_name("Jane Ma", "Jane Do"), "names that are credentials too");
        for other in ["Jane Doe", "K. Roe", "Roe", "Mary Roe", "Jane"] {
            assert!(!same_name("Jane Roe", other), "{other}");
        }
        assert!(same_name("Sinead O'Brien", "O’Brien, Sinéad"));
        assert!(!same_name("José Peña", "José Pérez"));
        assert!(!same_name("Drake Peña", "Ake Peña"), "a title is a whole word");
        assert!(!same_name("MD", "Dr"), "a name of titles alone");
    }

    #[test]
    fn people_are_one_under_any_of_their_names() {
        let signer = |id: &str, name: &str| Signer { id: id.to_owned(), name: name.to_owned(), ..Signer::default() };
        let people = |id: &str| {
            (id == "a").then(|| Person {
                id: id.to_owned(),
                kind: PersonKind::Person,
                name: "Joan Roe".to_owned(),
                name_in: BTreeMap::from([("es".to_owned(), "Juana Roe".to_owned())]),
                credentials: None,
                role: None,
                addiction_professional: false,
                specialties: Vec::new(),
                interests: None,
                licence: None,
                not_same_as: vec![Namesake { id: "d".to_owned(), reason: "They work in two towns.".to_owned() }],
            })
        };
        assert!(same_person(&signer("a", "Joan Roe"), &signer("b", "Dra. Juana Roe"), &people));
        assert!(!same_person(&signer("c", "Joan Roe"), &signer("b", "Juana Roe"), &people));
        assert!(!same_person(&signer("a", "Joan Roe"), &signer("d", "Joan Roe"), &people));
        assert!(!same_person(&signer("d", "Joan Roe"), &signer("a", "Joan Roe"), &people));
    }
}
