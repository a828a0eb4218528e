//! How days, telephone numbers and numbers are written in each language: said on the page, and held to on the way back.

use chrono::NaiveDate;

use super::plan::Entry;

/// What the page says beside such a field; empty where anything goes.
pub fn hint(lang: &str, entry: Entry) -> &'static str {
    match (lang, entry) {
        (_, Entry::Words) => "",
        ("en", Entry::Date) => "MM/DD/YYYY",
        ("es", Entry::Date) => "DD/MM/AAAA",
        (_, Entry::Date) => "YYYY-MM-DD",
        ("en", Entry::Phone) => "with area code",
        ("es", Entry::Phone) => "con código de área",
        ("en", Entry::Number) => "in digits",
        ("es", Entry::Number) => "en cifras",
        (_, Entry::Phone | Entry::Number) => "",
    }
}

/// What a screen reader says of a box or circle on a flattened page.
pub fn ticked(lang: &str, on: bool) -> &'static str {
    match (lang, on) {
        ("en", true) => "ticked",
        ("en", false) => "not ticked",
        ("es", true) => "marcado",
        ("es", false) => "sin marcar",
        (_, true) => "[x]",
        (_, false) => "[ ]",
    }
}

/// What a screen reader says of a field without an answer on a flattened page.
pub fn empty(lang: &str) -> &'static str {
    match lang {
        "en" => "no answer",
        "es" => "sin respuesta",
        _ => "–",
    }
}

/// A day as a family writes it; YYYY-MM-DD is understood in every language.
pub fn read_date(lang: &str, text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let pieces: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let [a, b, c] = pieces.as_slice() else { return None };
    let digits = |s: &str, most: usize| -> Option<u32> {
        (!s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?
    };
    let day = |y: &str, m: &str, d: &str| {
        if y.len() != 4 {
            return None;
        }
        NaiveDate::from_ymd_opt(i32::try_from(digits(y, 4)?).ok()?, digits(m, 2)?, digits(d, 2)?)
    };
    match lang {
        _ if a.len() == 4 => day(a, b, c),
        "en" => day(c, a, b),
        "es" => day(c, b, a),
        _ => None,
    }
}

/// A day as the page asks for it.
pub fn write_date(lang: &str, date: NaiveDate) -> String {
    match lang {
        "en" => date.format("%m/%d/%Y").to_string(),
        "es" => date.format("%d/%m/%Y").to_string(),
        _ => date.format("%Y-%m-%d").to_string(),
    }
}

/// A number as a family writes it: in Spanish with a decimal comma.
pub fn read_number(lang: &str, text: &str) -> Option<f64> {
    let text = text.trim();
    let (sign, body) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (point, group) = if lang == "es" { (',', '.') } else { ('.', ',') };
    let (whole, part) = body.split_once(point).map_or((body, None), |(w, p)| (w, Some(p)));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if part.is_some_and(|p| !digits(p)) {
        return None;
    }
    let groups: Vec<&str> = whole.split([group, ' ', '\u{a0}', '\u{202f}']).collect();
    let grouped = groups.len() > 1;
    let sound =
        groups.iter().enumerate().all(|(i, g)| digits(g) && (!grouped || g.len() == 3 || (i == 0 && g.len() < 3)));
    if !sound {
        return None;
    }
    let number: f64 = format!("{}.{}", groups.concat(), part.unwrap_or("0")).parse().ok()?;
    number.is_finite().then_some(sign * number)
}

/// A number as the page asks for it.
pub fn write_number(lang: &str, number: f64) -> String {
    let text = number.to_string();
    if lang == "es" { text.replace('.', ",") } else { text }
}

/// Whether it can be dialled: 3 to 15 digits (ITU-T E.164), with the signs that people put between them.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let extension = text.to_lowercase();
    let (main, _) = ["ext", "x", "#"].iter().find_map(|w| extension.split_once(w)).unwrap_or((&extension, ""));
    let main_digits = main.chars().filter(char::is_ascii_digit).count();
    (3..=15).contains(&main_digits)
        && digits <= 21
        && main.chars().all(|c| c.is_ascii_digit() || " ()-./+\u{a0}–".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_order_of_the_language() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 3);
        assert_eq!(read_date("en", "12/3/2026"), day);
        assert_eq!(read_date("es", "3/12/2026"), day);
        assert_eq!(read_date("es", " 2026-12-03 "), day);
        for wrong in ["13/12/2026x", "2/30/2026", "1/2/26", "soon", "", "1/2", "20261203"] {
            assert_eq!(read_date("en", wrong), None, "{wrong}");
        }
        let day = day.unwrap_or_default();
        for lang in ["en", "es", "fr"] {
            assert_eq!(read_date(lang, &write_date(lang, day)), Some(day));
        }
    }

    #[test]
    fn numbers_are_read_with_the_signs_of_the_language() {
        assert_eq!(read_number("en", "1,234.5"), Some(1234.5));
        assert_eq!(read_number("es", "1.234,5"), Some(1234.5));
        assert_eq!(read_number("en", "-3"), Some(-3.0));
        for wrong in ["1st", "", "1,2", "1..2", "1e5", "NaN", ",5", "--1", "12 34"] {
            assert_eq!(read_number("en", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn telephone_numbers_may_hold_what_people_put_into_them() {
        for right in ["(555) 010-0199", "+1 555 010 0199", "988", "555.010.0199 ext. 12", "555-010-0199 x3"] {
            assert!(is_phone(right), "{right}");
        }
        for wrong in ["12", "call me", "", "1234567890123456", "555-abc"] {
            assert!(!is_phone(wrong), "{wrong}");
        }
    }
}
