//! Spans of time from a day on, and in which of them something is due.

use std::fmt::{self, Display};

use chrono::{Days, Months, NaiveDate};

/// How long from now somebody looks ahead, as it is typed: `90d`, `2w`, `6mo`, `1y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Horizon {
    count: u32,
    unit: HorizonUnit,
}

/// In what a horizon is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum HorizonUnit {
    Day,
    Week,
    Month,
    Year,
}

/// The most of a unit that is understood: enough for every day that a review can be due.
const MOST: u32 = 9_999;

impl Horizon {
    /// One as it is typed; `None` where it cannot be read.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (digits, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
        let unit = match unit.trim_start() {
            "d" => HorizonUnit::Day,
            "w" => HorizonUnit::Week,
            "mo" => HorizonUnit::Month,
            "y" => HorizonUnit::Year,
            _ => return None,
        };
        let count = digits.parse().ok().filter(|count| (1..=MOST).contains(count))?;
        Some(Self { count, unit })
    }

    /// The last day of it, from a day on. A month ends on the same day of another month, or on its last one.
    pub fn end(self, from: NaiveDate) -> NaiveDate {
        let (days, months) = self.length();
        let end = from.checked_add_months(months).and_then(|day| day.checked_add_days(days));
        end.unwrap_or(NaiveDate::MAX)
    }

    /// The day on which a day comes into it.
    pub fn start(self, to: NaiveDate) -> NaiveDate {
        let (days, months) = self.length();
        let start = to.checked_sub_months(months).and_then(|day| day.checked_sub_days(days));
        start.unwrap_or(NaiveDate::MIN)
    }

    /// In words: `2 months`.
    pub fn words(self) -> String {
        let word = match self.unit {
            HorizonUnit::Day => "day",
            HorizonUnit::Week => "week",
            HorizonUnit::Month => "month",
            HorizonUnit::Year => "year",
        };
        if self.count == 1 { format!("1 {word}") } else { format!("{} {word}s", self.count) }
    }

    fn length(self) -> (Days, Months) {
        match self.unit {
            HorizonUnit::Day => (Days::new(self.count.into()), Months::new(0)),
            HorizonUnit::Week => (Days::new(u64::from(self.count) * 7), Months::new(0)),
            HorizonUnit::Month => (Days::new(0), Months::new(self.count)),
            HorizonUnit::Year => (Days::new(0), Months::new(self.count * 12)),
        }
    }
}

impl Display for Horizon {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let unit = match self.unit {
            HorizonUnit::Day => "d",
            HorizonUnit::Week => "w",
            HorizonUnit::Month => "mo",
            HorizonUnit::Year => "y",
        };
        write!(f, "{}{unit}", self.count)
    }
}

/// Horizons from a day on, the shortest first; of those that end on the same day one.
pub fn in_order(horizons: &[Horizon], today: NaiveDate) -> Vec<Horizon> {
    let mut ordered = horizons.to_vec();
    ordered.sort_by_key(|horizon| horizon.end(today));
    ordered.dedup_by_key(|horizon| horizon.end(today));
    ordered
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DueGroup {
    /// It was.
    Overdue,
    /// Now: nobody has reviewed it as it stands.
    Unreviewed,
    /// Now: a place has not said that no copy of a withdrawn text is left.
    Unanswered,
    /// Within the place in a list of horizons.
    Within(usize),
    /// Later than any of them.
    Later,
    /// Never: there is nothing to do.
    Nothing,
}

impl DueGroup {
    /// When a day comes that is not past, by horizons of which the shortest is first.
    pub fn of_day(day: NaiveDate, horizons: &[Horizon], today: NaiveDate) -> Self {
        let within = horizons.iter().position(|horizon| day <= horizon.end(today));
        within.map_or(DueGroup::Later, DueGroup::Within)
    }

    /// Whether somebody has to do something about it by the longest horizon.
    pub fn is_due(self) -> bool {
        match self {
            DueGroup::Overdue | DueGroup::Unreviewed | DueGroup::Unanswered | DueGroup::Within(_) => true,
            DueGroup::Later | DueGroup::Nothing => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn horizon(text: &str) -> Horizon {
        Horizon::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn horizons_are_read_as_they_are_typed() {
        for (text, is, words) in [
            ("6mo", "6mo", "6 months"),
            ("1MO", "1mo", "1 month"),
            (" 90d", "90d", "90 days"),
            ("2 w", "2w", "2 weeks"),
            ("1y", "1y", "1 year"),
            ("09d", "9d", "9 days"),
        ] {
            let horizon = horizon(text);
            assert_eq!((horizon.to_string().as_str(), horizon.words().as_str()), (is, words));
        }
        for text in ["", "6", "mo", "6m", "0d", "-2w", "1.5y", "6 months", "99999d", "٣d", "6mo3d", "9999999999999d"] {
            assert_eq!(Horizon::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        for (from, span, end) in [
            ("2026-12-31", "2mo", "2027-02-28"),
            ("2027-12-31", "2mo", "2028-02-29"),
            ("2028-02-29", "1y", "2029-02-28"),
            ("2027-01-31", "3mo", "2027-04-30"),
            ("2027-03-15", "2w", "2027-03-29"),
            ("2028-02-28", "2d", "2028-03-01"),
        ] {
            assert_eq!(horizon(span).end(day(from)), day(end), "{from} and {span}");
        }
        assert_eq!(horizon("3mo").start(day("2028-05-31")), day("2028-02-29"));
        assert_eq!(horizon("9999y").end(NaiveDate::MAX), NaiveDate::MAX);
        assert_eq!(horizon("9999y").start(NaiveDate::MIN), NaiveDate::MIN);
    }

    #[test]
    fn a_day_is_in_the_shortest_horizon_that_holds_it() {
        let today = day("2027-12-31");
        let horizons = in_order(&[horizon("6mo"), horizon("2mo"), horizon("60d"), horizon("3mo")], today);
        let order: Vec<String> = horizons.iter().map(Horizon::to_string).collect();
        // Sixty days from then on end on the leap day too.
        assert_eq!(order, ["2mo", "3mo", "6mo"]);
        for (due, group) in [
            ("2027-12-31", DueGroup::Within(0)),
            ("2028-02-29", DueGroup::Within(0)),
            ("2028-03-01", DueGroup::Within(1)),
            ("2028-03-31", DueGroup::Within(1)),
            ("2028-06-30", DueGroup::Within(2)),
            ("2028-07-01", DueGroup::Later),
        ] {
            assert_eq!(DueGroup::of_day(day(due), &horizons, today), group, "{due}");
        }
    }
}
