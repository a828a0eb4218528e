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

#[cfg(test)]
mod tests {
    use super::target;

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
