//! People and organisations.

use std::collections::BTreeMap;

use crate::source::raw::{PersonKind, Signer};

/// A person or an organisation, by value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: String,
    /// Person or organisation.
    pub kind: PersonKind,
    /// Name as printed.
    pub name: String,
    /// The name in other languages.
    pub name_in: BTreeMap<String, String>,
    /// Credentials.
    pub credentials: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// Whether the person is an addiction professional.
    pub addiction_professional: bool,
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

/// A name as it is compared: an author is the same person under a second id.
pub fn same_name(a: &str, b: &str) -> bool {
    let key =
        |name: &str| -> String { name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    key(a) == key(b)
}
