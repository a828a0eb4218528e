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

/// The host of an address as readers type it.
fn host(address: &str) -> &str {
    address.split('/').next().unwrap_or_default()
}

/// What is printed behind the words of a link, which paper does not lead anywhere: its address, of a long one where it
/// begins, up to where it differs from the `others` of the text; nothing where the words name the host.
pub(super) fn behind(typed: &str, words: &str, others: &[&str]) -> Option<String> {
    let address = shown(typed);
    let host = host(address);
    if words.to_lowercase().contains(&host.to_lowercase()) {
        return None;
    }
    let printed = if address.chars().count() <= LONGEST { address } else { told_apart(address, others) };
    let more = if printed.len() < address.len() && printed != host { "/\u{2026}" } else { "" };
    Some(format!(" ({printed}{more})"))
}

/// As much of an address, from its host on, as no other one begins with.
fn told_apart<'a>(address: &'a str, others: &[&str]) -> &'a str {
    let begins =
        |other: &str, with: &str| other.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let ends = address.match_indices('/').map(|(at, _)| at).chain([address.len()]);
    let mut parts = ends.map(|end| &address[..end]);
    let others = || others.iter().map(|other| shown(other)).filter(|other| *other != address);
    parts.find(|part| !others().any(|other| begins(other, part))).unwrap_or(address)
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
            assert_eq!(behind(address, words, &[long, "https://example.com"]).as_deref(), printed, "{address}");
        }
    }

    #[test]
    fn links_to_one_host_are_told_apart() {
        let (one, other) = (
            "https://www.va.gov/health-care/conditions/ptsd/",
            "https://www.va.gov/health-care/conditions/depression/treatments/",
        );
        for (address, others, printed) in [
            (one, &[one, other][..], " (www.va.gov/health-care/conditions/ptsd)"),
            (other, &[one, other], " (www.va.gov/health-care/conditions/depression/…)"),
            (other, &[other, other], " (www.va.gov)"),
            (one, &["https://www.va.gov/"], " (www.va.gov/health-care/…)"),
            (one, &["https://www.va.gov.example/health-care"], " (www.va.gov)"),
        ] {
            assert_eq!(behind(address, "our page", others).as_deref(), Some(printed));
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
