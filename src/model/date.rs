//! Dates as people of each language write them.

use std::fmt::{self, Display};

use chrono::{Datelike, NaiveDate};

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// "November 24, 2026", "24 de noviembre de 2026"; other languages get 2026-11-24.
pub fn written(date: NaiveDate, lang: &str) -> String {
    let (day, month, year) = (date.day(), date.month0() as usize, date.year());
    match lang {
        "en" => format!("{} {day}, {year}", ENGLISH[month]),
        "es" => format!("{day} de {} de {year}", SPANISH[month]),
        _ => date.to_string(),
    }
}

/// A date written YYYY-MM-DD that the calendar has.
pub fn parse(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|d| d.to_string() == text)
}

/// A day, or as much of it as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KnownDate {
    /// The day.
    Day(NaiveDate),
    /// The month, by its first day.
    Month(NaiveDate),
    /// The year.
    Year(i32),
}

impl KnownDate {
    /// One that is written YYYY-MM-DD, YYYY-MM or YYYY; `None` of what the calendar does not have.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        match text.len() {
            4 if digits(text) => text.parse().ok().map(KnownDate::Year),
            7 => parse(&format!("{text}-01")).map(KnownDate::Month),
            _ => parse(text).map(KnownDate::Day),
        }
    }

    /// As it stands behind "was published": "November 24, 2026", "in April 2010", "in 2014"; "el 24 de noviembre de 2026",
    /// "en abril de 2010", "en 2014".
    pub fn when(self, lang: &str) -> String {
        match (self, lang) {
            (KnownDate::Day(day), "es") => format!("el {}", written(day, lang)),
            (KnownDate::Day(day), _) => written(day, lang),
            (KnownDate::Month(first), "en") => format!("in {} {}", ENGLISH[first.month0() as usize], first.year()),
            (KnownDate::Month(first), "es") => format!("en {} de {}", SPANISH[first.month0() as usize], first.year()),
            (KnownDate::Year(year), "es") => format!("en {year}"),
            (KnownDate::Year(year), "en") => format!("in {year}"),
            (KnownDate::Month(_) | KnownDate::Year(_), _) => self.to_string(),
        }
    }
}

impl Display for KnownDate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            KnownDate::Day(day) => day.fmt(f),
            KnownDate::Month(first) => write!(f, "{}", first.format("%Y-%m")),
            KnownDate::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// The day that somebody wrote in words: "November 24, 2026", "24 de noviembre de 2026", "24 Nov 2026".
pub fn in_words(text: &str) -> Option<NaiveDate> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.'));
    let words: Vec<String> =
        words.map(str::to_lowercase).filter(|w| !matches!(w.as_str(), "" | "de" | "del" | "of")).collect();
    let [first, second, year] = words.as_slice() else { return None };
    let month = |word: &str| {
        let named = |name: &str| word.len() >= 3 && name.to_lowercase().starts_with(word);
        ENGLISH.iter().position(|name| named(name)).or_else(|| SPANISH.iter().position(|name| named(name)))
    };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        (Some(_), Some(_)) | (None, None) => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º').parse().ok()?;
    let year = year.parse().ok().filter(|year| (1000..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()? + 1, day)
}

/// The days that somebody may have meant who wrote one in numbers, "11/20/2026", "20.11.2026", "2026-1-5": one, or two
/// where day and month could be either.
pub fn in_numbers(text: &str) -> Vec<NaiveDate> {
    let groups: Vec<&str> = text
        .trim()
        .split(|c: char| matches!(c, '/' | '.' | '-' | ' ' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        .filter(|group| !group.is_empty())
        .collect();
    let digits = |group: &&str| group.len() <= 4 && group.bytes().all(|b| b.is_ascii_digit());
    let [first, second, third] = groups.as_slice() else { return Vec::new() };
    if !groups.iter().all(digits) {
        return Vec::new();
    }
    let (year, one, other) = if first.len() == 4 { (first, second, third) } else { (third, first, second) };
    let number = |group: &str| group.parse::<u32>().unwrap_or(0);
    // Nobody issues a handout in another century.
    let year = match year.len() {
        4 => number(year),
        2 => 2000 + number(year),
        _ => return Vec::new(),
    };
    let day = |month: &str, day: &str| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month), number(day));
    let first_month = day(one, other);
    // Where the year comes first, the month follows.
    let first_day = if first.len() == 4 && first_month.is_some() { None } else { day(other, one) };
    let mut days: Vec<NaiveDate> = first_month.into_iter().chain(first_day).collect();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words_are_understood() {
        for text in
            ["November 24, 2026", "Nov. 24th 2026", "24 November 2026", "24 de noviembre de 2026", "24 nov 2026"]
        {
            assert_eq!(in_words(text), parse("2026-11-24"), "{text}");
        }
        for text in ["24.11.2026", "November 2026", "November 31, 2026", "24 ma 2026", "May May 2026", "24 May 26", ""]
        {
            assert_eq!(in_words(text), None, "{text}");
        }
    }

    #[test]
    fn days_in_numbers_are_understood() {
        for (text, days) in [
            ("11/20/2026", &["2026-11-20"][..]),
            ("25/11/2026", &["2026-11-25"]),
            ("20.11.2026", &["2026-11-20"]),
            ("2026-1-5", &["2026-01-05"]),
            ("2026–11–20", &["2026-11-20"]),
            ("2026/11/20", &["2026-11-20"]),
            ("2026-20-11", &["2026-11-20"]),
            ("11-20-26", &["2026-11-20"]),
            ("11/8/2026", &["2026-11-08", "2026-08-11"]),
            ("8/8/2026", &["2026-08-08"]),
            ("13/13/2026", &[]),
            ("2026-11", &[]),
            ("11/2026/20", &[]),
            ("99999/1/2", &[]),
            ("today", &[]),
        ] {
            let read: Vec<String> = in_numbers(text).iter().map(NaiveDate::to_string).collect();
            assert_eq!(read, days, "{text}");
        }
    }

    #[test]
    fn as_much_of_a_day_as_is_known() {
        for (text, english, spanish) in [
            ("2014", "in 2014", "en 2014"),
            ("2010-04", "in April 2010", "en abril de 2010"),
            ("2024-03-04", "March 4, 2024", "el 4 de marzo de 2024"),
        ] {
            let date = KnownDate::parse(text).expect("a date");
            assert_eq!((date.when("en").as_str(), date.when("es").as_str()), (english, spanish));
            assert_eq!(date.to_string(), text);
        }
        for text in ["2010-13", "2010-4", "201", "2010-02-30", "April 2010", ""] {
            assert_eq!(KnownDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        let date = parse("2026-11-04").unwrap_or_default();
        assert_eq!(written(date, "en"), "November 4, 2026");
        assert_eq!(written(date, "es"), "4 de noviembre de 2026");
        assert_eq!(parse("2026-02-30"), None);
        assert_eq!(parse("2026-2-3"), None);
    }
}
