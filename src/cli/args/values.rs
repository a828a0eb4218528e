//! Values on the command line, from their words.

use chrono::NaiveDate;

use crate::model::date as days;
use crate::source::raw::SourceKind;

/// A date as typed: year-month-day.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    days::parse(text).ok_or_else(|| "write year-month-day, such as 2026-11-24".to_owned())
}

/// A thickness in millimetres as typed.
pub(super) fn millimetres(text: &str) -> Result<f64, String> {
    let thickness = text.parse::<f64>().ok().filter(|mm| (0.0..=1.0).contains(mm));
    thickness.ok_or_else(|| "write millimetres from 0 to 1, such as 0.12".to_owned())
}

/// A kind of file as typed.
pub(super) fn kind(text: &str) -> Result<SourceKind, String> {
    SourceKind::ALL.iter().copied().find(|k| k.as_str() == text).ok_or_else(|| {
        format!("the kinds are {}", SourceKind::ALL.iter().map(|k| k.as_str()).collect::<Vec<_>>().join(", "))
    })
}
