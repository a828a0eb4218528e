//! The days on which reviews are due as a calendar (RFC 5545), which Outlook, Google and Apple read.
//!
//! The same rows, spans and day make the same bytes: nothing in it is of the clock or by chance.

use chrono::{DateTime, Datelike, NaiveDate};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};

use super::rows::{DueKind, DueRow, Standing};
use crate::review::due::Horizon;

/// The octets that a line may have, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// What surrounds the days of a calendar.
pub(super) struct DueCalendar<'a> {
    /// Who publishes the texts.
    pub(super) publisher: &'a str,
    /// How long before each day somebody is reminded, the shortest first.
    pub(super) horizons: &'a [Horizon],
    /// The day on which it is made.
    pub(super) today: NaiveDate,
}

/// Whether a row has a day for a calendar.
pub(super) fn has_day(row: &DueRow) -> bool {
    row.standing != Standing::Nothing && row.uid.is_some() && row.own_next_review.is_some_and(is_written)
}

/// Whether calendars can write a day: years have four digits there.
fn is_written(day: NaiveDate) -> bool {
    (0..=9999).contains(&day.year())
}

impl DueCalendar<'_> {
    /// The calendar of rows.
    ///
    /// # Errors
    /// Where its own day is in no year that calendars know.
    pub(super) fn write(&self, rows: &[&DueRow]) -> Result<String, String> {
        if !is_written(self.today) {
            return Err(format!("calendars know the years 0 to 9999, and {} is in none of them", self.today));
        }
        let mut calendar = Calendar::empty();
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//handout//reviews that are due//EN"),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
            ("X-WR-CALNAME", &printable(&format!("Reviews: {}", self.publisher))),
        ] {
            calendar.append_property(Property::new(key, value));
        }
        let mut dated: Vec<(NaiveDate, &DueRow)> =
            rows.iter().filter(|row| has_day(row)).filter_map(|row| Some((row.own_next_review?, *row))).collect();
        dated.sort_by(|(a, left), (b, right)| {
            (a, left.kind, &left.id, &left.lang).cmp(&(b, right.kind, &right.id, &right.lang))
        });
        for (day, row) in dated {
            calendar.push(self.event(day, row));
        }
        Ok(mended(&calendar.to_string()))
    }

    /// The day of a row.
    fn event(&self, day: NaiveDate, row: &DueRow) -> Event {
        let uid = row.uid.as_deref().unwrap_or_default();
        let mut event = Event::new();
        event
            .uid(uid)
            .add_property("DTSTAMP", self.stamp())
            .sequence(self.sequence())
            .summary(&printable(&summary(row)))
            .description(&printable(&description(row)))
            .add_property("TRANSP", "TRANSPARENT");
        event.starts(day);
        if let Some(next) = day.succ_opt().filter(|next| is_written(*next)) {
            event.ends(next);
        }
        let mut before: Vec<i64> = Vec::new();
        for horizon in self.horizons {
            let days = day.signed_duration_since(horizon.start(day)).num_days();
            if before.contains(&days) {
                continue;
            }
            before.push(days);
            let words = printable(&format!("In {}: {}", horizon.words(), summary(row)));
            let mut alarm = Alarm::display(&words, -chrono::Duration::days(1));
            // As days, which every program reads; the library writes them as seconds.
            alarm.add_property("TRIGGER", format!("-P{days}D"));
            alarm.add_property("UID", format!("{horizon}.{uid}"));
            alarm.add_property("DTSTAMP", self.stamp());
            event.alarm(alarm);
        }
        event.done()
    }

    fn stamp(&self) -> String {
        self.today.format("%Y%m%dT000000Z").to_string()
    }

    /// The number of the edition of an entry: whoever imports a later one has the later one.
    fn sequence(&self) -> u32 {
        let days = self.today.signed_duration_since(DateTime::UNIX_EPOCH.date_naive()).num_days();
        u32::try_from(days.max(0)).unwrap_or_default()
    }
}

/// What stands on the day.
fn summary(row: &DueRow) -> String {
    let title = row.title.as_deref().unwrap_or(&row.id);
    match row.kind {
        DueKind::Licence => format!("Licence due: {title}"),
        DueKind::Guide
        | DueKind::Worksheet
        | DueKind::Facts
        | DueKind::Translation
        | DueKind::Design
        | DueKind::Copies => {
            let lang = row.lang.as_deref().unwrap_or("-");
            format!("Review due: {title} ({lang}), revision {}", row.revision.unwrap_or_default())
        }
    }
}

/// What somebody needs to know on the day, and what to type.
fn description(row: &DueRow) -> String {
    let who = row.reviewers.join(", ");
    let reviewed = row.reviewed.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let due = row.due.as_deref().unwrap_or("the next review");
    let (id, lang) = (&row.id, row.lang.as_deref().unwrap_or("-"));
    let reviewer = row.reviewer.as_deref().unwrap_or("PERSON");
    match row.kind {
        DueKind::Licence => format!(
            "Id: {id}\nReviewer: {who}\nLooked up: {reviewed}\nDue: {due}\nWrite the new last day into `licence:` of \
             `{id}` in sources/people.yaml, and have what they signed signed again: handout due"
        ),
        DueKind::Guide
        | DueKind::Worksheet
        | DueKind::Facts
        | DueKind::Translation
        | DueKind::Design
        | DueKind::Copies => format!(
            "Id: {id} ({lang})\nReviewer: {who}\nLast review: {reviewed}\nDue: {due}\nLook: handout review show {id} \
             --lang {lang}\nAfter the review: handout review record {id} --lang {lang} --reviewer {reviewer} --date \
             DATE --by NAME"
        ),
    }
}

/// A text without the signs that no calendar may hold.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// The calendar as the standard has it. The library gives a folded line one octet too many where 75 are left for its last
/// part, and every alarm a stamp, which is none of its properties (3.6.6); once it does neither, this can go.
fn mended(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut in_alarm = false;
    for line in written.split_terminator("\r\n") {
        in_alarm = line == "BEGIN:VALARM" || in_alarm && line != "END:VALARM";
        if in_alarm && line.starts_with("DTSTAMP") {
            continue;
        }
        let cut = if line.len() > LINE { line.floor_char_boundary(LINE) } else { line.len() };
        let (head, rest) = line.split_at(cut);
        text.push_str(head);
        if !rest.is_empty() {
            text.push_str("\r\n ");
            text.push_str(rest);
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_it_may_be() {
        for length in 60..400 {
            for sign in ["x", "ü", "老", "x "] {
                let value: String = sign.chars().cycle().take(length).collect();
                let mut calendar = Calendar::empty();
                calendar.append_property(Property::new("X-WR-CALNAME", &value));
                let text = mended(&calendar.to_string());
                assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{length} of {sign}: {text}");
                assert!(text.replace("\r\n ", "").contains(&format!("X-WR-CALNAME:{value}\r\n")), "{text}");
            }
        }
    }
}
