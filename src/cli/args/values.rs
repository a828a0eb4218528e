//! Values on the command line, from their words.

use chrono::NaiveDate;

use crate::model::date as days;
use crate::review::due::Horizon;
use crate::source::raw::SourceKind;

/// A date as typed: year-month-day.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    days::parse(text).ok_or_else(|| "write year-month-day, such as 2026-11-24".to_owned())
}

/// How far somebody looks ahead, as typed.
pub(super) fn horizon(text: &str) -> Result<Horizon, String> {
    let hint = "write a number and d, w, mo or y, such as 90d, 2w, 6mo or 1y, several with commas: 6mo,3mo,2mo";
    Horizon::parse(text).ok_or_else(|| hint.to_owned())
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
