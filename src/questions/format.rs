//! How days, times, telephone numbers and numbers are written in each language: said on the page, and held to on the
//! way back.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::model::Entry;
use crate::model::letters::dialled;

/// What the page says beside such a field; empty where anything goes.
pub fn hint(lang: &str, entry: Entry) -> &'static str {
    match (lang, entry) {
        (_, Entry::Words | Entry::Lines) => "",
        ("en", Entry::Date) => "MM/DD/YYYY",
        ("es", Entry::Date) => "DD/MM/AAAA",
        (_, Entry::Date) => "YYYY-MM-DD",
        ("en", Entry::Time) => "HH:MM AM/PM",
        (_, Entry::Time) => "HH:MM (24 h)",
        ("en", Entry::Phone) => "with area code",
        ("es", Entry::Phone) => "con código de área",
        ("en", Entry::Number) => "in digits",
        ("es", Entry::Number) => "en cifras",
        (_, Entry::Phone | Entry::Number) => "",
    }
}

/// What a screen reader says of a box or circle on a flattened page.
pub fn spoken_tick(lang: &str, on: bool) -> &'static str {
    match (lang, on) {
        ("en", true) => "ticked",
        ("en", false) => "not ticked",
        ("es", true) => "marcado",
        ("es", false) => "sin marcar",
        (_, true) => "[x]",
        (_, false) => "[ ]",
    }
}

/// What a screen reader says of a drawing that somebody put on a page.
pub fn spoken_drawing(lang: &str) -> &'static str {
    match lang {
        "es" => "Un dibujo o una marca a mano",
        _ => "A drawing or a mark by hand",
    }
}

/// What a screen reader says of a field without an answer on a flattened page.
pub fn spoken_empty(lang: &str) -> &'static str {
    match lang {
        "en" => "no answer",
        "es" => "sin respuesta",
        _ => "–",
    }
}

/// How programs write the beginning of a day.
const MIDNIGHT: [&str; 8] =
    ["0:00", "00:00", "0:00:00", "00:00:00", "00:00:00Z", "00:00:00.000", "12:00 AM", "12:00:00 AM"];

/// A day as a family writes it; YYYY-MM-DD is understood in every language, and so is the midnight that spreadsheets
/// put behind a day.
pub fn read_date(lang: &str, text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let text = match text.split_once([' ', 'T']) {
        Some((day, time)) if MIDNIGHT.contains(&time.trim()) => day,
        _ => text,
    };
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
        // With points or hyphens people mean the day first: what could be either is refused.
        "en" if text.contains('/') => day(c, a, b),
        "es" => day(c, b, a),
        _ => None,
    }
}

/// Whether a day could mean two, its first two numbers being months both: 03/04/2026. On paper the order stands beside
/// the question; in a table or a file it is that of whoever made it.
pub fn is_ambiguous_date(lang: &str, text: &str) -> bool {
    let Some(day) = read_date(lang, text) else { return false };
    let begins_with_year = text.trim().split(['/', '.', '-']).next().is_some_and(|first| first.trim().len() == 4);
    !begins_with_year && day.day() <= 12 && day.day() != day.month()
}

/// A day as the page asks for it.
pub fn write_date(lang: &str, date: NaiveDate) -> String {
    match lang {
        "en" => date.format("%m/%d/%Y").to_string(),
        "es" => date.format("%d/%m/%Y").to_string(),
        _ => date.format("%Y-%m-%d").to_string(),
    }
}

/// A time as a family writes it: with AM or PM (`a. m.`, `p.m.`), or by 24 hours. In English an hour from 1 to 12 needs
/// AM or PM (see [`is_ambiguous_time`]).
pub fn read_time(lang: &str, text: &str) -> Option<NaiveTime> {
    let time = ClockTime::read(text)?;
    match time.afternoon {
        Some(_) if !(1..=12).contains(&time.hour) => None,
        Some(afternoon) => NaiveTime::from_hms_opt(time.hour % 12 + if afternoon { 12 } else { 0 }, time.minute, 0),
        None if lang == "en" && (1..=12).contains(&time.hour) && !time.of_24 => None,
        None => NaiveTime::from_hms_opt(time.hour, time.minute, 0),
    }
}

/// Whether a time could be in the night or in the afternoon: `2:30` in English.
pub fn is_ambiguous_time(lang: &str, text: &str) -> bool {
    read_time(lang, text).is_none() && read_time("", text).is_some()
}

/// A time as answers keep it, HH:MM of 24 hours; so it is understood in every language.
pub fn normal_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// The time of which this is the form that answers keep; tables that went through a spreadsheet have seconds behind it.
pub fn read_normal_time(text: &str) -> Option<NaiveTime> {
    let minutes = text.strip_suffix(":00").filter(|minutes| minutes.contains(':')).unwrap_or(text);
    read_time("", minutes).filter(|time| normal_time(*time) == minutes)
}

/// A time as the page asks for it.
pub fn write_time(lang: &str, time: NaiveTime) -> String {
    if lang == "en" { time.format("%I:%M %p").to_string() } else { normal_time(time) }
}

/// A time as it was written.
struct ClockTime {
    hour: u32,
    minute: u32,
    /// Whether PM stood behind it, or AM.
    afternoon: Option<bool>,
    /// Whether it is said that the hours are counted to 24.
    of_24: bool,
}

impl ClockTime {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (digits, letters) = text.split_at(text.find(char::is_alphabetic).unwrap_or(text.len()));
        let letters: String = letters.chars().filter(|c| *c != '.' && !c.is_whitespace()).collect();
        let (afternoon, of_24) = match letters.as_str() {
            "" => (None, false),
            "am" | "a" => (Some(false), false),
            "pm" | "p" => (Some(true), false),
            "h" | "hs" | "hrs" | "horas" | "hours" => (None, true),
            _ => return None,
        };
        // A number alone, or one with a point, may mean anything.
        let said = !letters.is_empty();
        let pieces: Vec<&str> = digits.trim().split(|c| c == ':' || c == '.' && said).collect();
        let number = |piece: &str, least: usize| -> Option<u32> {
            let sound = (least..=2).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
            piece.parse().ok().filter(|_| sound)
        };
        let (hour, minute) = match pieces.as_slice() {
            [hour] if said => (hour, "00"),
            // Programs write seconds.
            [hour, minute] | [hour, minute, "00"] => (hour, *minute),
            _ => return None,
        };
        Some(Self { hour: number(hour, 1)?, minute: number(minute, 2)?, afternoon, of_24 })
    }
}

/// A number as a family writes it. In English the point is the decimal sign and the comma sets off thousands. Spanish is
/// written with either sign for either purpose, so what could mean two numbers is none (see [`is_ambiguous`]).
pub fn read_number(lang: &str, text: &str) -> Option<f64> {
    if is_ambiguous(lang, text) {
        return None;
    }
    let (sign, body) = split_sign(text);
    let (point, group) = if lang == "es" { number_signs(body) } else { (Some('.'), Some(',')) };
    let (whole, part) = match point.and_then(|p| body.split_once(p)) {
        Some((whole, part)) => (whole, Some(part)),
        None => (body, None),
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if part.is_some_and(|p| !digits(p)) {
        return None;
    }
    let groups: Vec<&str> = whole.split(|c| Some(c) == group || matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let grouped = groups.len() > 1;
    let sound =
        groups.iter().enumerate().all(|(i, g)| digits(g) && (!grouped || g.len() == 3 || (i == 0 && g.len() < 3)));
    let bare = whole.is_empty() && part.is_some();
    if !sound && !bare {
        return None;
    }
    let number: f64 = format!("0{}.{}", groups.concat(), part.unwrap_or("0")).parse().ok()?;
    number.is_finite().then_some(sign * number)
}

/// Whether a number could mean two: in Spanish `1.234` and `1,234` are a thousand and more to some, and a little more
/// than one to others.
pub fn is_ambiguous(lang: &str, text: &str) -> bool {
    let (_, body) = split_sign(text);
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    lang == "es"
        && body.split_once(['.', ',']).is_some_and(|(whole, part)| {
            (1..=3).contains(&whole.len())
                && part.len() == 3
                && digits(whole)
                && digits(part)
                && !whole.starts_with('0')
        })
}

/// The sign of a number, and the rest of it.
fn split_sign(text: &str) -> (f64, &str) {
    let text = text.trim();
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The decimal sign of a Spanish number and the sign between its thousands.
fn number_signs(body: &str) -> (Option<char>, Option<char>) {
    match (body.rfind('.'), body.rfind(',')) {
        (Some(point), Some(comma)) if point > comma => (Some('.'), Some(',')),
        (Some(_), Some(_)) => (Some(','), Some('.')),
        // A sign that comes more than once sets off thousands.
        (Some(_), None) if body.matches('.').count() > 1 => (None, Some('.')),
        (None, Some(_)) if body.matches(',').count() > 1 => (None, Some(',')),
        (Some(_), None) => (Some('.'), None),
        (None, _) => (Some(','), None),
    }
}

/// A number as the page asks for it, so that it means one number alone.
pub fn write_number(lang: &str, number: f64) -> String {
    // Not `-0`.
    let text = if number == 0.0 { "0".to_owned() } else { number.to_string() };
    if lang != "es" {
        return text;
    }
    let text = text.replace('.', ",");
    if is_ambiguous(lang, &text) { text + "0" } else { text }
}

/// Whether it can be dialled: 3 to 15 digits (ITU-T E.164), with the signs that people put between them and those that
/// copied numbers bring along.
pub fn is_phone(text: &str) -> bool {
    let text = dialled(text);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let extension = text.to_lowercase();
    let (main, _) = ["ext", "x", "#"].iter().find_map(|w| extension.split_once(w)).unwrap_or((&extension, ""));
    let main_digits = main.chars().filter(char::is_ascii_digit).count();
    (3..=15).contains(&main_digits)
        && digits <= 21
        && main.chars().all(|c| c.is_ascii_digit() || " ()-./+\u{a0}".contains(c))
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
        for right in ["2026-12-03 00:00:00", "2026-12-03T00:00:00", "12/3/2026 0:00", "12/3/2026 12:00:00 AM"] {
            assert_eq!(read_date("en", right), day, "{right}");
        }
        for wrong in
            ["13/12/2026x", "12/3/2026 9:30", "12/3/2026 soon", "2/30/2026", "1/2/26", "soon", "", "1/2", "20261203"]
        {
            assert_eq!(read_date("en", wrong), None, "{wrong}");
        }
        let day = day.unwrap_or_default();
        for lang in ["en", "es", "fr"] {
            assert_eq!(read_date(lang, &write_date(lang, day)), Some(day));
        }
    }

    #[test]
    fn a_day_that_means_two_is_known() {
        for text in ["03/04/2026", "3/4/2026", "12/1/2026 0:00", " 03/04/2026 "] {
            assert!(is_ambiguous_date("en", text) && is_ambiguous_date("es", text), "{text}");
        }
        for text in ["2026-03-04", "12/13/2026", "03/03/2026", "03-04-2026", "soon", ""] {
            assert!(!is_ambiguous_date("en", text), "{text}");
        }
        assert!(is_ambiguous_date("es", "03-04-2026"));
    }

    #[test]
    fn times_are_read_with_am_and_pm_or_by_24_hours() {
        for (text, normal) in [
            ("2:30 PM", "14:30"),
            (" 02:30pm ", "14:30"),
            ("2:30 p.m.", "14:30"),
            ("2:30\u{a0}p. m.", "14:30"),
            ("2 PM", "14:00"),
            ("2.30 pm", "14:30"),
            ("2:30:00 PM", "14:30"),
            ("12:05 AM", "00:05"),
            ("12:00 PM", "12:00"),
            ("14:30", "14:30"),
            ("14:30:00", "14:30"),
            ("0:15", "00:15"),
            ("9:30 h", "09:30"),
        ] {
            for lang in ["en", "es", "fr"] {
                assert_eq!(read_time(lang, text).map(normal_time).as_deref(), Some(normal), "{lang} {text}");
            }
        }
        for wrong in [
            "",
            "soon",
            "noon",
            "2",
            "14",
            "14.30",
            "0.50",
            "2:3 PM",
            "14:30 PM",
            "0:30 AM",
            "24:00",
            "12:60",
            "2:30:15",
            "2:30 PM x",
            "2:30 PMA",
            ":30",
            "2:",
            "-2:30",
            "002:30",
            "2:30:00:00",
            "½ PM",
            "٢:٣٠ PM",
            "PM",
        ] {
            for lang in ["en", "es"] {
                assert_eq!(read_time(lang, wrong), None, "{lang} {wrong}");
            }
        }
    }

    #[test]
    fn a_time_that_means_two_is_known_and_one_that_answers_keep_means_one() {
        for text in ["2:30", "10:30", "02:30", "12:00", "2:30:00"] {
            assert!(is_ambiguous_time("en", text) && !is_ambiguous_time("es", text), "{text}");
        }
        for text in ["2:30 PM", "14:30", "0:30", "2:30 h", "soon", "", "25:00"] {
            assert!(!is_ambiguous_time("en", text), "{text}");
        }
        for normal in ["00:00", "02:30", "12:00", "14:30", "23:59"] {
            let time = read_normal_time(normal).expect("a time");
            for lang in ["en", "es", "fr"] {
                assert_eq!(read_time(lang, &write_time(lang, time)), Some(time), "{lang} {normal}");
            }
        }
        assert_eq!(read_normal_time("2:30"), None);
        assert_eq!(read_normal_time("2:30:00"), None);
        assert_eq!(read_normal_time("14:30:15"), None);
        assert_eq!(read_normal_time("14:30:00").map(normal_time).as_deref(), Some("14:30"));
        assert_eq!(read_normal_time("02:30:00").map(normal_time).as_deref(), Some("02:30"));
        assert_eq!(read_normal_time("02:00").map(normal_time).as_deref(), Some("02:00"));
    }

    #[test]
    fn numbers_are_read_with_the_signs_of_the_language() {
        assert_eq!(read_number("en", "1,234.5"), Some(1234.5));
        assert_eq!(read_number("en", "-3"), Some(-3.0));
        assert_eq!(read_number("en", "+3"), Some(3.0));
        assert_eq!(read_number("en", ".5"), Some(0.5));
        for wrong in ["1st", "", "1,2", "1..2", "1e5", "NaN", ",5", "--1", "12 34", ".", "-", "1.", "$5", "5 mg"] {
            assert_eq!(read_number("en", wrong), None, "{wrong}");
        }
        for (text, number) in [
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1 234,567", 1234.567),
            ("1.234.567", 1_234_567.0),
            ("1,234,567", 1_234_567.0),
            ("1,5", 1.5),
            ("1.5", 1.5),
            ("0,125", 0.125),
            ("1234,567", 1234.567),
            ("−2", -2.0),
        ] {
            assert_eq!(read_number("es", text), Some(number), "{text}");
        }
        for wrong in ["1,2,3", "1.2.3", "1,234.5.6", "1,23,456", "", ",", "uno"] {
            assert_eq!(read_number("es", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_spanish_number_that_means_two_is_none() {
        for text in ["1.234", "1,234", "-12.345", " 999,000 "] {
            assert!(is_ambiguous("es", text), "{text}");
            assert_eq!(read_number("es", text), None, "{text}");
            assert!(!is_ambiguous("en", text), "{text}");
        }
        for number in [1.234, -12.345, 999.001, 1234.0, 1234.567, 0.125, 0.0, -0.0, 1e-7, 123_456_789_012_345.0] {
            for lang in ["en", "es", "fr"] {
                assert_eq!(read_number(lang, &write_number(lang, number)), Some(number), "{lang} {number}");
            }
        }
        assert_eq!(write_number("es", 1.234), "1,2340");
        assert_eq!(write_number("en", -0.0), "0");
    }

    #[test]
    fn telephone_numbers_may_hold_what_people_put_into_them() {
        for right in [
            "(555) 010-0199",
            "+1 555 010 0199",
            "988",
            "555.010.0199 ext. 12",
            "555-010-0199 x3",
            "\u{202a}555\u{2011}0199\u{202c}",
            "555–0199",
        ] {
            assert!(is_phone(right), "{right}");
        }
        for wrong in ["12", "call me", "", "1234567890123456", "555-abc"] {
            assert!(!is_phone(wrong), "{wrong}");
        }
    }
}
