//! What can be typed to find one's way: lists, defaults, explanations, and what editors, shells and `man` read.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};

use super::values::{date, kind};

/// `new`
#[derive(Clone, Debug, clap::Args)]
pub struct NewArgs {
    /// guide, worksheet or clinic with the id of a new one; a folder for a new project; with --lang the id of a text
    #[arg(value_name = "WHAT")]
    pub what: String,
    /// Id of the new guide, worksheet or clinic: small letters, digits and hyphens
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Make the guide of a document: a Word file (.docx), a web page (.html) or Markdown (.md)
    #[arg(long, value_name = "FILE", requires = "id")]
    pub from: Option<PathBuf>,
    /// Language of the new file [default: the project's first]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The day of issue that is written into it [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// How to print a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// `list`
#[derive(Clone, Debug, clap::Args)]
pub struct ListArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `show`
#[derive(Clone, Debug, clap::Args)]
pub struct ShowDefaultsArgs {
    /// What to show
    #[command(subcommand)]
    pub command: DefaultsCommand,
}

/// What comes with the program.
#[derive(Clone, Debug, Subcommand)]
pub enum DefaultsCommand {
    /// The emergency and safety facts of a region
    #[command(after_help = "Example:\n  handout show facts us --lang en")]
    Facts {
        /// Region, such as us
        #[arg(value_name = "REGION", default_value = "us")]
        region: String,
        /// Language
        #[arg(long, value_name = "LANG", default_value = "en")]
        lang: String,
    },
    /// The labels of a language: short words that layouts print beside the texts
    #[command(after_help = "Example:\n  handout show strings --lang es")]
    Strings {
        /// Language
        #[arg(long, value_name = "LANG", default_value = "en")]
        lang: String,
    },
}

/// `explain`
#[derive(Clone, Debug, clap::Args)]
pub struct ExplainArgs {
    /// Code of a finding, as it stands in brackets [default: list all]
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `schema`
#[derive(Clone, Debug, clap::Args)]
pub struct SchemaArgs {
    /// Kind of file
    #[arg(value_name = "KIND", value_parser = kind, required_unless_present = "all")]
    pub kind: Option<crate::source::raw::SourceKind>,
    /// Write the schema of each kind into this folder, as KIND.schema.json
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    pub all: Option<PathBuf>,
}

/// `completions`
#[derive(Clone, Debug, clap::Args)]
pub struct CompletionsArgs {
    /// Shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `man`
#[derive(Clone, Debug, clap::Args)]
pub struct ManArgs {
    /// Command [default: the program]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write all pages into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub all: Option<PathBuf>,
}
