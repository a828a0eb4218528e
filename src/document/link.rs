//! Where links lead to.

use url::Url;

/// An address as a link leads to it: signs that no address has are encoded (RFC 3986, 2.1), a host of other letters than
/// ASCII is written in those (RFC 3492). One that has none is as it was typed; what is signed is always what was typed.
pub(super) fn target(typed: &str) -> String {
    let legal = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    if typed.chars().all(legal) {
        return typed.to_owned();
    }
    Url::parse(typed).map_or_else(|_| typed.to_owned(), String::from)
}

/// An address as readers type it: without its scheme, and without a slash at its end.
pub(super) fn shown(typed: &str) -> &str {
    let rest = ["https://", "http://", "mailto:"].iter().find_map(|scheme| typed.strip_prefix(scheme)).unwrap_or(typed);
    rest.trim_end_matches('/')
}

/// The longest address that is printed whole within a text, in letters: a line of a narrow panel.
const LONGEST: usize = 34;

/// What is printed behind the words of a link, which paper does not lead anywhere: its address, of a long one where it
/// begins; nothing where the words name the host.
pub(super) fn behind(typed: &str, words: &str) -> Option<String> {
    let address = shown(typed);
    let host = address.split('/').next().unwrap_or_default();
    let said = words.to_lowercase().contains(&host.to_lowercase());
    let printed = if address.chars().count() <= LONGEST { address } else { host };
    (!said).then(|| format!(" ({printed})"))
}

#[cfg(test)]
mod tests {
    use super::{behind, target};

    #[test]
    fn words_that_lead_somewhere_say_where() {
        let long = "https://example.org/a/very/long/address/of/a/page/";
        for (address, words, printed) in [
            ("https://example.org/help", "our page", Some(" (example.org/help)")),
            ("https://example.org/", "Example.org", None),
            ("mailto:us@example.org", "write to us", Some(" (us@example.org)")),
            (long, "our page", Some(" (example.org)")),
            (long, "example.org", None),
        ] {
            assert_eq!(behind(address, words).as_deref(), printed, "{address}");
        }
    }

    #[test]
    fn addresses_are_encoded_where_they_must_be() {
        for (typed, leads) in [
            ("https://example.org/a_b/?q=1&r=%20#x", "https://example.org/a_b/?q=1&r=%20#x"),
            ("https://example.org", "https://example.org"),
            ("https://example.org/Adicción", "https://example.org/Adicci%C3%B3n"),
            ("https://example.org/%C3%A1/ñ?q=é#ü", "https://example.org/%C3%A1/%C3%B1?q=%C3%A9#%C3%BC"),
            ("https://clínica.example/", "https://xn--clnica-4va.example/"),
            ("mailto:señora@example.org", "mailto:se%C3%B1ora@example.org"),
        ] {
            assert_eq!(target(typed), leads);
        }
    }
}
