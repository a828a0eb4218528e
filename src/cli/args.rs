//! What can be typed.

mod build;
mod coverage;
mod due;
mod home;
mod review;
mod values;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

use self::values::{date, millimetres};
use crate::model::{OutputTarget, Paper, Product};

pub use build::{BuildArgs, CheckArgs, Documents, ReportFormat, Selected, WatchArgs};
pub use coverage::CoverageArgs;
pub use due::{DueArgs, DueFormat};
pub use home::{
    CompletionsArgs, DefaultsCommand, ExplainArgs, Format, ListArgs, ManArgs, NewArgs, SchemaArgs, ShowDefaultsArgs,
};
pub use review::{
    ApplyArgs, HistoryArgs, ImportArgs, PacketArgs, RecordArgs, ReviewArgs, ReviewCommand, ShowArgs, TestArgs,
    TestSheetArgs, VoidArgs, WithdrawArgs,
};

/// Turns clinical guides, FAQs and worksheets written in YAML into checked, tagged PDFs.
#[derive(Debug, Parser)]
#[command(
    name = "handout",
    version,
    max_term_width = 100,
    propagate_version = true,
    after_help = "Examples:\n  handout build\n  handout status\n  handout build --help"
)]
pub struct Args {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
    /// Folder of the project [default: the nearest folder with sources/project.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Print problems only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print every file
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build PDFs into out/, or those that may be released into release/
    #[command(
        after_help = "Examples:\n  handout build\n  handout build heroin-family-support --lang es --paper letter\n  handout build --release"
    )]
    Build(BuildArgs),
    /// Check everything that build checks, the printed pages too, and write nothing
    #[command(
        after_help = "Examples:\n  handout check naloxone-at-home\n  handout check --language --lang es\n  handout check --links"
    )]
    Check(CheckArgs),
    /// Show pages in a browser on this machine, made anew whenever a file is saved
    #[command(
        after_help = "Examples:\n  handout watch --open\n  handout watch naloxone-at-home --product trifold\n\nNothing is written: handout build does that. Stop with Ctrl+C."
    )]
    Watch(WatchArgs),
    /// List every text with its review state
    #[command(after_help = "Examples:\n  handout status\n  handout status --format json")]
    Status(StatusArgs),
    /// Say what has to be reviewed, by when, and what stands in the way of it
    #[command(
        after_help = "Examples:\n  handout due\n  handout due --within 90d\n  handout due --ics reviews.ics\n  handout due --format csv --out due.csv\n\nThe exit code is 0 where nothing has to be done within the longest span, and 1 where something has to."
    )]
    Due(DueArgs),
    /// Record and show sign-offs
    #[command(after_help = "Example:\n  handout review show heroin-family-support --lang en")]
    Review(ReviewArgs),
    /// Tell the life of a text: revisions, reviews, tests with readers, withdrawals
    #[command(
        after_help = "Examples:\n  handout history naloxone-at-home\n  handout history facts-us --lang en --format json"
    )]
    History(HistoryArgs),
    /// Take a text back: it is built no more, and what was made of it is removed
    #[command(
        after_help = "Examples:\n  handout withdraw naloxone-at-home --reason \"a dose was wrong\" --by \"Sample Clerk\"\n  handout withdraw naloxone-at-home --lang es --reason \"a wrong word\" --by sample-reviewer --replaced-by overdose-help\n  handout withdraw naloxone-at-home --take-back --reason \"it was another text\" --by \"Sample Clerk\"\n\nIts files in out/ and release/ are removed. What was printed must be collected by hand."
    )]
    Withdraw(WithdrawArgs),
    /// Fill a worksheet from data: one PDF from YAML or JSON, one for each row of a CSV file
    #[command(
        after_help = "Examples:\n  handout fill intervention-plan --lang en --data answers.yaml\n  handout fill intervention-plan --lang en --data families.csv --name-from case --out filled\n\nThe PDFs hold what families wrote: they are written so that only you can read them."
    )]
    Fill(FillArgs),
    /// Take the answers out of filled worksheets, typed and checked
    #[command(
        after_help = "Examples:\n  handout extract plan.pdf\n  handout extract --format csv --out answers.csv filled/*.pdf"
    )]
    Extract(ExtractArgs),
    /// Make the answers part of the pages: nothing can be filled in any more
    #[command(after_help = "Example:\n  handout flatten plan.pdf --out flat")]
    Flatten(FlattenArgs),
    /// List the fields of a worksheet
    #[command(
        after_help = "Examples:\n  handout fields intervention-plan --lang en\n  handout fields intervention-plan --lang en --format csv > families.csv"
    )]
    Fields(FieldsArgs),
    /// Make a proof of what is folded or cut, or blank sheets to fold
    #[command(
        after_help = "Examples:\n  handout proof heroin-family-support --product trifold --lang en\n  handout proof heroin-family-support --product trifold --dummy"
    )]
    Proof(ProofArgs),
    /// Begin a project, guide, worksheet, clinic or translation; write over nothing
    #[command(
        after_help = "Examples:\n  handout new our-handouts\n  handout new guide sleep\n  handout new guide sleep --from leaflet.docx\n  handout new worksheet my-plan --lang es\n  handout new clinic north-side\n  handout new sleep --lang es"
    )]
    New(NewArgs),
    /// List what the project has: texts with titles, states, products and pages
    #[command(after_help = "Examples:\n  handout list\n  handout list --format json")]
    List(ListArgs),
    /// Hold a text against published lists of what patient information should have
    #[command(
        after_help = "Examples:\n  handout coverage naloxone-at-home --lang en\n  handout coverage naloxone-at-home --instrument pif-tick,cdc-cci\n  handout coverage naloxone-at-home --format json"
    )]
    Coverage(CoverageArgs),
    /// Print the facts or labels that come with handout, as a file to start from
    #[command(
        after_help = "Examples:\n  handout show facts us --lang en > sources/facts/us.en.yaml\n  handout show strings --lang es > sources/strings/es.yaml"
    )]
    Show(ShowDefaultsArgs),
    /// Say what a finding means, with the mistake and how it is mended
    #[command(after_help = "Examples:\n  handout explain typed-number\n  handout explain")]
    Explain(ExplainArgs),
    /// Print the JSON Schema of a kind of file, or write those of all kinds, for editors
    #[command(after_help = "Examples:\n  handout schema guide > guide.schema.json\n  handout schema --all schemas")]
    Schema(SchemaArgs),
    /// Print what lets a shell complete commands and options
    #[command(after_help = "Example:\n  handout completions bash > ~/.local/share/bash-completion/completions/handout")]
    Completions(CompletionsArgs),
    /// Print the page of the manual of a command, or write all of them
    #[command(
        after_help = "Examples:\n  handout man | man -l -\n  handout man build | man -l -\n  handout man --all share/man/man1"
    )]
    Man(ManArgs),
}

/// `status`
#[derive(Clone, Debug, clap::Args)]
pub struct StatusArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// Which worksheet, where an id may mean several.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct WhichForm {
    /// Language [default: the only one]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Clinic, by id [default: the project's first]
    #[arg(long, value_name = "ID")]
    pub clinic: Option<String>,
    /// Paper [default: the project's first]
    #[arg(long, value_enum, ignore_case = true, value_name = "PAPER")]
    pub paper: Option<Paper>,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `fill`
#[derive(Clone, Debug, clap::Args)]
pub struct FillArgs {
    /// Id of a worksheet, or a PDF that handout made
    #[arg(value_name = "ID|PDF")]
    pub form: String,
    /// Answers: .yaml or .json for one worksheet, .csv for many
    #[arg(long, value_name = "FILE")]
    pub data: PathBuf,
    /// Which worksheet
    #[command(flatten)]
    pub which: WhichForm,
    /// Folder for the PDFs
    #[arg(long, value_name = "DIR", default_value = "filled")]
    pub out: PathBuf,
    /// CSV: name each PDF after what this column says
    #[arg(long, value_name = "COLUMN")]
    pub name_from: Option<String>,
    /// Make the answers part of the pages
    #[arg(long)]
    pub flatten: bool,
    /// Write over PDFs that are there already
    #[arg(long)]
    pub replace: bool,
    /// Worker threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// How to print answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For people and programs
    Yaml,
    /// For programs; a list where there are several files
    Json,
    /// For spreadsheets: one row for each file
    Csv,
}

/// `extract`
#[derive(Clone, Debug, clap::Args)]
pub struct ExtractArgs {
    /// Filled worksheets: files, patterns such as returned/*.pdf, or folders of PDFs
    #[arg(value_name = "PDF", required = true)]
    pub files: Vec<PathBuf>,
    /// How to print the answers
    #[arg(long, value_enum, default_value_t = AnswerFormat::Yaml)]
    pub format: AnswerFormat,
    /// Fail where a question that needs an answer has none
    #[arg(long)]
    pub complete: bool,
    /// Write over the file of --out
    #[arg(long, requires = "out")]
    pub replace: bool,
    /// Write to this file, so that only you can read it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Worker threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// `flatten`
#[derive(Clone, Debug, clap::Args)]
pub struct FlattenArgs {
    /// Filled worksheets: files, patterns such as returned/*.pdf, or folders of PDFs
    #[arg(value_name = "PDF", required = true)]
    pub files: Vec<PathBuf>,
    /// Folder for the flattened PDFs [default: beside each file, as NAME-flat.pdf]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Worker threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Write over PDFs that are there already
    #[arg(long)]
    pub replace: bool,
}

/// How to print the fields of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FieldsFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// The JSON Schema of the answers
    Schema,
    /// An empty table for `fill`
    Csv,
}

/// `fields`
#[derive(Clone, Debug, clap::Args)]
pub struct FieldsArgs {
    /// Id of a worksheet, or a PDF that handout made
    #[arg(value_name = "ID|PDF")]
    pub form: String,
    /// Which worksheet
    #[command(flatten)]
    pub which: WhichForm,
    /// How to print them
    #[arg(long, value_enum, default_value_t = FieldsFormat::Text)]
    pub format: FieldsFormat,
}

/// `proof`
#[derive(Clone, Debug, clap::Args)]
pub struct ProofArgs {
    /// Id of a guide
    #[arg(value_name = "ID")]
    pub id: String,
    /// Product: trifold, booklet or card
    #[arg(long, value_enum, ignore_case = true, value_name = "PRODUCT")]
    pub product: Product,
    /// Blank sheets to print and fold, instead of the proof
    #[arg(long)]
    pub dummy: bool,
    /// Languages, such as en,es [default: all]
    #[arg(long, value_delimiter = ',', value_name = "LANG")]
    pub lang: Vec<String>,
    /// Clinics, by id [default: all]
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub clinic: Vec<String>,
    /// Papers, such as letter,a4 [default: all]
    #[arg(long, value_delimiter = ',', value_enum, ignore_case = true, value_name = "PAPER")]
    pub paper: Vec<Paper>,
    /// How thick the paper of booklets is, in mm [default: that of project.yaml, or 0.1]
    #[arg(long, value_name = "MM", value_parser = millimetres)]
    pub thickness: Option<f64>,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
    /// Folder for the PDFs
    #[arg(long, value_name = "DIR", default_value = "proof")]
    pub out: PathBuf,
}

impl ValueEnum for Paper {
    fn value_variants<'a>() -> &'a [Self] {
        &[Paper::Letter, Paper::A4]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.as_str()))
    }
}

impl ValueEnum for Product {
    fn value_variants<'a>() -> &'a [Self] {
        Product::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.as_str()))
    }
}

impl ValueEnum for OutputTarget {
    fn value_variants<'a>() -> &'a [Self] {
        OutputTarget::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.as_str()))
    }
}
