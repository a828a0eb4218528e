//! What can be typed after `due`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::values::{date, horizon};
use crate::review::due::Horizon;

/// How to print what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DueFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

/// `due`
#[derive(Clone, Debug, clap::Args)]
pub struct DueArgs {
    /// How far to look ahead: numbers of d(ays), w(eeks), mo(nths) or y(ears)
    #[arg(
        long,
        value_name = "SPANS",
        value_delimiter = ',',
        default_values = ["6mo", "3mo", "2mo"],
        value_parser = horizon
    )]
    pub within: Vec<Horizon>,
    /// Show what is due later, too, and facts that no text prints
    #[arg(long)]
    pub all: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = DueFormat::Text)]
    pub format: DueFormat,
    /// Write it to this file, which ends in .txt, .json or .csv as its format does
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write the days into this calendar too, for Outlook, Google and Apple
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}
