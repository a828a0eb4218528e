//! Dates as people of each language write them.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_write_them() {
        let date = parse("2026-11-04").unwrap_or_default();
        assert_eq!(written(date, "en"), "November 4, 2026");
        assert_eq!(written(date, "es"), "4 de noviembre de 2026");
        assert_eq!(parse("2026-02-30"), None);
        assert_eq!(parse("2026-2-3"), None);
    }
}
