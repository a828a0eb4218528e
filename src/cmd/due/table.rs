//! What is due as text for people, JSON for programs and CSV for spreadsheets.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::rows::{DueKind, DueRow};
use crate::answers::table::guarded;
use crate::cli::terminal::table;
use crate::cmd::summary::count;
use crate::review::due::{DueGroup, Horizon};
use crate::review::state::State;

/// The rows of a project with what they are held against.
pub(super) struct DueTable<'a> {
    /// Each with when it is due; what is due first is first.
    rows: Vec<(DueGroup, &'a DueRow)>,
    /// How far somebody looks ahead, the shortest first.
    horizons: &'a [Horizon],
    /// The day on which reviews are judged.
    today: NaiveDate,
}

impl<'a> DueTable<'a> {
    /// Puts rows into their groups.
    pub(super) fn new(rows: &'a [DueRow], horizons: &'a [Horizon], today: NaiveDate) -> Self {
        let mut rows: Vec<_> = rows.iter().map(|row| (row.group(horizons, today), row)).collect();
        // What has no day keeps its order.
        rows.sort_by_key(|(group, row)| (place(*group), row.next_review));
        Self { rows, horizons, today }
    }

    /// Whether somebody has to do something by the longest horizon.
    pub(super) fn is_due(&self) -> bool {
        self.rows.iter().any(|(group, _)| group.is_due())
    }

    /// Those that text and CSV show.
    fn shown(&self, all: bool) -> impl Iterator<Item = &(DueGroup, &'a DueRow)> {
        self.rows.iter().filter(move |(group, row)| all || is_shown(*group, row))
    }

    /// Groups below one another, and how many there are of each.
    pub(super) fn lines(&self, all: bool) -> Vec<String> {
        let head = ["what", "id", "lang", "rev", "state", "reviewers", "reviewed", "next review", "days", "why"];
        let shown: Vec<_> = self.shown(all).collect();
        let cells = shown.iter().map(|(_, row)| self.cells(row));
        let cells: Vec<Vec<String>> = std::iter::once(head.map(str::to_owned).to_vec()).chain(cells).collect();
        let mut set = table(&cells).into_iter().map(|line| format!("  {}", line.trim_end()));
        let mut lines = Vec::new();
        if !shown.is_empty() {
            lines.extend(set.next());
        }
        let mut before = None;
        for ((group, _), line) in shown.iter().zip(set) {
            if before != Some(*group) {
                let rows = self.rows.iter().filter(|(own, row)| own == group && (all || is_shown(*own, row)));
                lines.push(format!("{} ({})", self.heading(*group), rows.count()));
                before = Some(*group);
            }
            lines.push(line);
        }
        lines.push(self.sum(all));
        lines
    }

    /// All of it in a line.
    fn sum(&self, all: bool) -> String {
        let of = |wanted: &dyn Fn(DueGroup) -> bool| self.rows.iter().filter(|(group, _)| wanted(*group)).count();
        let longest = self.horizons.last().map_or_else(|| "any span".to_owned(), |horizon| horizon.words());
        let later = match of(&|group| group == DueGroup::Later) {
            0 => String::new(),
            n if all => format!("; {n} due later"),
            n => format!("; {n} due later (`handout due --all` shows them)"),
        };
        if !self.is_due() {
            return format!(
                "on {} nothing is overdue, nothing is unreviewed, and nothing is due within {longest}{later}",
                self.today
            );
        }
        let overdue = of(&|group| group == DueGroup::Overdue);
        let unreviewed = of(&|group| group == DueGroup::Unreviewed);
        let within = of(&|group| matches!(group, DueGroup::Within(_)));
        let places = match of(&|group| group == DueGroup::Unanswered) {
            0 => String::new(),
            n => format!(", copies to clear at {}", count(n, "place")),
        };
        format!(
            "on {}: {overdue} overdue, {unreviewed} not reviewed{places}, {within} due within {longest}{later}",
            self.today
        )
    }

    fn heading(&self, group: DueGroup) -> String {
        match group {
            DueGroup::Overdue => "overdue".to_owned(),
            DueGroup::Unreviewed => "not reviewed as it stands".to_owned(),
            DueGroup::Unanswered => "withdrawn, and copies may still lie there".to_owned(),
            DueGroup::Within(at) => format!("due within {}", self.horizon(at).map_or_else(String::new, Horizon::words)),
            DueGroup::Later => "due later".to_owned(),
            DueGroup::Nothing => "nothing to do".to_owned(),
        }
    }

    fn horizon(&self, at: usize) -> Option<Horizon> {
        self.horizons.get(at).copied()
    }

    /// The name of a group in JSON and CSV.
    fn key(&self, group: DueGroup) -> String {
        match group {
            DueGroup::Overdue => "overdue".to_owned(),
            DueGroup::Unreviewed => "unreviewed".to_owned(),
            DueGroup::Unanswered => "unanswered".to_owned(),
            DueGroup::Within(at) => self.horizon(at).map_or_else(String::new, |horizon| format!("within-{horizon}")),
            DueGroup::Later => "later".to_owned(),
            DueGroup::Nothing => "nothing".to_owned(),
        }
    }

    /// A row for people.
    fn cells(&self, row: &DueRow) -> Vec<String> {
        let or_none = |cell: Option<String>| cell.unwrap_or_else(|| "-".to_owned());
        let what = match (row.kind, &row.translation_of) {
            (DueKind::Translation, Some(lang)) => format!("translation of {lang}"),
            (kind, _) => kind.as_str().to_owned(),
        };
        vec![
            what,
            row.id.clone(),
            or_none(row.lang.clone()),
            or_none(row.revision.map(|revision| revision.to_string())),
            row.state.clone(),
            or_none((!row.reviewers.is_empty()).then(|| row.reviewers.join(", "))),
            or_none(row.reviewed.map(|day| day.to_string())),
            or_none(row.next_review.map(|day| day.to_string())),
            or_none(row.days_left(self.today).map(|days| days.to_string())),
            row.blocked_by.join("; "),
        ]
    }

    /// All of it for programs; with a calendar what is not in it.
    pub(super) fn json(&self, calendar: Option<Value>) -> Value {
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|(group, row)| {
                json!({
                    "kind": row.kind.as_str(),
                    "id": row.id,
                    "lang": row.lang,
                    "title": row.title,
                    "text_kind": row.text_kind,
                    "translation_of": row.translation_of,
                    "revision": row.revision,
                    "state": row.state,
                    "group": self.key(*group),
                    "reviewers": row.reviewers,
                    "reviewers_needed": row.reviewers_needed,
                    "reviewed": row.reviewed.map(|day| day.to_string()),
                    "next_review": row.next_review.map(|day| day.to_string()),
                    "own_next_review": row.own_next_review.map(|day| day.to_string()),
                    "days_left": row.days_left(self.today),
                    "blocked_by": row.blocked_by,
                })
            })
            .collect();
        let within: Vec<String> = self.horizons.iter().map(ToString::to_string).collect();
        let mut all = json!({"today": self.today.to_string(), "within": within, "is_due": self.is_due(), "rows": rows});
        if let Some(calendar) = calendar {
            all["calendar"] = calendar;
        }
        all
    }

    /// A table for spreadsheets: days YYYY-MM-DD, and nothing that one would run.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn csv(&self, all: bool) -> Result<String, String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let head = [
            "group",
            "kind",
            "id",
            "lang",
            "title",
            "translation_of",
            "revision",
            "state",
            "reviewers",
            "reviewers_needed",
            "reviewed",
            "next_review",
            "days_left",
            "blocked_by",
        ];
        writer.write_record(head).map_err(|e| e.to_string())?;
        for (group, row) in self.shown(all) {
            let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let number = |number: Option<String>| number.unwrap_or_default();
            let record = [
                self.key(*group),
                row.kind.as_str().to_owned(),
                row.id.clone(),
                row.lang.clone().unwrap_or_default(),
                row.title.clone().unwrap_or_default(),
                row.translation_of.clone().unwrap_or_default(),
                number(row.revision.map(|n| n.to_string())),
                row.state.clone(),
                row.reviewers.join("; "),
                number(row.reviewers_needed.map(|n| n.to_string())),
                day(row.reviewed),
                day(row.next_review),
                number(row.days_left(self.today).map(|n| n.to_string())),
                row.blocked_by.join("; "),
            ];
            writer.write_record(record.iter().map(|cell| guarded(cell))).map_err(|e| e.to_string())?;
        }
        let bytes = writer.into_inner().map_err(|e| e.to_string())?;
        String::from_utf8(bytes).map_err(|e| e.to_string())
    }
}

/// The order of groups.
fn place(group: DueGroup) -> (u8, usize) {
    match group {
        DueGroup::Overdue => (0, 0),
        DueGroup::Unreviewed => (1, 0),
        DueGroup::Unanswered => (2, 0),
        DueGroup::Within(at) => (3, at),
        DueGroup::Later => (4, 0),
        DueGroup::Nothing => (5, 0),
    }
}

/// Whether a row is shown without `--all`: what is withdrawn is, since staff look for it.
fn is_shown(group: DueGroup, row: &DueRow) -> bool {
    group.is_due() || group == DueGroup::Nothing && row.state == State::Withdrawn.as_str()
}

/// Rows that a calendar leaves out, in a line.
pub(super) fn left_out(rows: &[&DueRow]) -> Option<String> {
    const MOST: usize = 12;
    let named: Vec<String> = rows.iter().take(MOST).map(|row| row.named()).collect();
    let more = rows.len().saturating_sub(MOST);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let what = format!("left out of the calendar, as {} no day", if rows.len() == 1 { "it has" } else { "they have" });
    (!rows.is_empty()).then(|| format!("{what}: {}{more}", named.join(", ")))
}

/// What was written into a calendar, in a line.
pub(super) fn written(shown: &str, days: usize) -> String {
    format!("wrote {shown} with {}", count(days, "day"))
}
