//! Places within pages, which an address names behind `#`.

/// Whether a page of HTML has a place of that name: an element with that `id`, or an old anchor with that `name`.
pub(super) fn has_place(page: &str, name: &str) -> bool {
    page.match_indices(name).any(|(at, _)| {
        let (before, behind) = (&page[..at], &page[at + name.len()..]);
        let (before, quote) = match before.chars().next_back() {
            Some(quote @ ('"' | '\'')) => (&before[..at - 1], Some(quote)),
            _ => (before, None),
        };
        let next = behind.chars().next();
        let ends = quote.map_or(next.is_none_or(|c| c.is_whitespace() || c == '>' || c == '/'), |q| next == Some(q));
        let Some(attribute) = before.trim_end().strip_suffix('=') else { return false };
        let attribute = attribute.trim_end();
        let key = &attribute[attribute.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |i| i + 1)..];
        ends && ["id", "name"].iter().any(|known| key.eq_ignore_ascii_case(known))
    })
}

/// Whether a place can be looked for in a page as it is sent: others are found by scripts, or by the browser.
pub(super) fn is_looked_for(name: &str) -> bool {
    !name.is_empty() && !name.contains([':', '/', '!', '=', '&', '%'])
}

#[cfg(test)]
mod tests {
    use super::has_place;

    #[test]
    fn places_are_found_by_id_and_by_name() {
        for page in ["<p id=\"dose\">", "<p class='a' ID='dose'>", "<a name=dose>", "<p id = \"dose\" class=x>"] {
            assert!(has_place(page, "dose"), "{page}");
        }
        for page in ["<p id=\"doses\">", "<p class=\"dose\">", "dose", "id=overdose", "\u{e9}dose", "=\"dose\""] {
            assert!(!has_place(page, "dose"), "{page}");
        }
    }
}
