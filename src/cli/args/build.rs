//! What can be typed behind `build`, `check` and `watch`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::values::{date, millimetres};
use crate::model::{OutputTarget, Paper, Product};

/// Which documents of a project.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Documents {
    /// Ids of guides and worksheets [default: all]
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// Languages, such as en,es
    #[arg(long, value_delimiter = ',', value_name = "LANG")]
    pub lang: Vec<String>,
    /// Products, such as leaflet,worksheet-paper
    #[arg(long, value_delimiter = ',', value_enum, ignore_case = true, value_name = "PRODUCT")]
    pub product: Vec<Product>,
    /// Clinics, by id
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub clinic: Vec<String>,
    /// Papers, such as letter,a4
    #[arg(long, value_delimiter = ',', value_enum, ignore_case = true, value_name = "PAPER")]
    pub paper: Vec<Paper>,
}

/// What to build.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Selected {
    /// Of which documents
    #[command(flatten)]
    pub documents: Documents,
    /// For whom to print what is folded or cut: office, press [default: office]
    #[arg(long, value_delimiter = ',', value_enum, ignore_case = true, value_name = "PRINT")]
    pub print: Vec<OutputTarget>,
    /// How thick the paper of booklets is, in mm [default: that of project.yaml, or 0.1]
    #[arg(long, value_name = "MM", value_parser = millimetres)]
    pub thickness: Option<f64>,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
    /// Worker threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Show what each step took
    #[arg(long)]
    pub timings: bool,
}

/// `build`
#[derive(Clone, Debug, Default, clap::Args)]
pub struct BuildArgs {
    /// What to build
    #[command(flatten)]
    pub what: Selected,
    /// Folder for the PDFs [default: out/, release/ with --release, archive/ with --withdrawn]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Build what may be released, and say what may not
    #[arg(long)]
    pub release: bool,
    /// Print withdrawn texts for the archive, with a banner on every page, into archive/
    #[arg(long, conflicts_with = "release")]
    pub withdrawn: bool,
    /// Remove files of earlier builds that the project makes no more
    #[arg(long)]
    pub prune: bool,
    /// Open the first PDF that was built in the viewer of this system
    #[arg(long)]
    pub open: bool,
    /// Say of each document why it was made, or why not
    #[arg(long)]
    pub explain: bool,
    /// Read the PDFs of earlier builds before they count as made, not only their sizes
    #[arg(long)]
    pub verify: bool,
    /// Make everything, whatever earlier builds made
    #[arg(long, conflicts_with = "verify")]
    pub anew: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

/// `watch`
#[derive(Clone, Debug, Default, clap::Args)]
pub struct WatchArgs {
    /// Which documents to look at
    #[command(flatten)]
    pub documents: Documents,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
    /// Port of this machine [default: one that is free]
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// Open the page in the browser of this system
    #[arg(long)]
    pub open: bool,
    /// Set pages for another run of this program
    #[arg(long, hide = true)]
    pub worker: bool,
}

/// How to print what a run found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For editors and code hosts: SARIF 2.1.0
    Sarif,
}

/// Options that are about pages alone.
const OF_PAGES: [&str; 7] = ["product", "clinic", "paper", "print", "thickness", "jobs", "timings"];

/// `check`
#[derive(Clone, Debug, Default, clap::Args)]
pub struct CheckArgs {
    /// What to check
    #[command(flatten)]
    pub what: Selected,
    /// Instead of the pages, judge the words: reading level, long sentences, hard words, words that put shame on people
    #[arg(long, group = "advice", conflicts_with_all = OF_PAGES)]
    pub language: bool,
    /// Instead of the pages, ask over the network whether the web addresses still lead somewhere
    #[arg(long, group = "advice", conflicts_with_all = OF_PAGES)]
    pub links: bool,
    /// Fail where there are warnings, and not for errors alone: with --language or --links
    #[arg(long, requires = "advice")]
    pub strict: bool,
    /// How long the answer of a server may take, with --links
    #[arg(long, value_name = "SECONDS", default_value_t = 20, requires = "links", value_parser = clap::value_parser!(u16).range(1..=600))]
    pub timeout: u16,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}
