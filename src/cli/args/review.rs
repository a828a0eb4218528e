//! What can be typed after `review`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use super::home::Format;
use super::values::date;

/// `review`
#[derive(Clone, Debug, clap::Args)]
pub struct ReviewArgs {
    /// What to do
    #[command(subcommand)]
    pub command: ReviewCommand,
}

/// What to do with sign-offs.
#[derive(Clone, Debug, Subcommand)]
pub enum ReviewCommand {
    /// Record that a clinician signed the text as it is now, or somebody the project's own design
    #[command(
        after_help = "Examples:\n  handout review record heroin-family-support --lang en --reviewer sample-reviewer \\\n    --date 2026-11-20 --by \"Sample Clerk\" --evidence letter.pdf\n  handout review record facts-us --lang en --reviewer sample-reviewer --date 2026-11-20 --by \"Sample Clerk\"\n  handout review record design --date 2026-11-20 --by \"Sample Designer\""
    )]
    Record(RecordArgs),
    /// Make a packet that a clinician fills in: the text, what changed in it, questions, and a place to answer each part
    #[command(
        after_help = "Examples:\n  handout review packet naloxone-at-home --lang en --for sample-reviewer --by 2026-12-20\n  handout review packet naloxone-at-home --lang en --since 3\n  handout review packet facts-us --lang en --paper"
    )]
    Packet(PacketArgs),
    /// Read answered packets and slips back: approvals become sign-offs, and what is asked for becomes findings
    #[command(after_help = "Examples:\n  handout review import answer.pdf\n  handout review import returned/*.pdf")]
    Import(ImportArgs),
    /// Write the words that a reviewer asked for in a packet into the file, raise its revision, and touch nothing else
    #[command(after_help = "Example:\n  handout review apply naloxone-at-home --lang en")]
    Apply(ApplyArgs),
    /// Record that readers tried the text as it is now
    #[command(
        after_help = "Examples:\n  handout review test naloxone-at-home --lang en --readers 8 --how \"read aloud, asked back\" \\\n    --by sample-nurse --date 2026-11-20\n  handout review test naloxone-at-home --lang en --by sample-nurse --date 2026-11-20 --take-back \"another text\""
    )]
    Test(TestArgs),
    /// Make a sheet for whoever tries a text with readers: what to ask back, from its headings and calls
    #[command(
        after_help = "Examples:\n  handout review test-sheet naloxone-at-home --lang en\n  handout review test-sheet naloxone-at-home --lang es --paper"
    )]
    TestSheet(TestSheetArgs),
    /// Show the sign-offs of a text or of the design, which of them hold, and why the others do not
    #[command(after_help = "Examples:\n  handout review show facts-us --lang en\n  handout review show design")]
    Show(ShowArgs),
    /// Take a sign-off back that was recorded by mistake; it stays in the record with who took it back and why
    #[command(
        after_help = "Examples:\n  handout review void facts-us --lang en --by \"Sample Clerk\" --reason \"recorded for the wrong text\"\n  handout review void facts-us --lang en --reviewer sample-reviewer --date 2026-11-20 \\\n    --by \"Sample Clerk\" --reason \"the letter is of another day\"\n  handout review void design --by \"Sample Designer\" --reason \"the proofs were not the last ones\""
    )]
    Void(VoidArgs),
}

/// `review record`
#[derive(Clone, Debug, clap::Args)]
pub struct RecordArgs {
    /// Id of a guide or worksheet, facts-REGION, or design
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language; a design has none
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The reviewer's id in people.yaml; a design has none
    #[arg(long, value_name = "PERSON")]
    pub reviewer: Option<String>,
    /// The day of the review
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: NaiveDate,
    /// The day the next review is due [default: by the project's policy]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub next: Option<NaiveDate>,
    /// Who records it; of a design, who looked at proofs and signs
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// A file that proves it, such as a signed letter; its name and digest are recorded
    #[arg(long, value_name = "FILE")]
    pub evidence: Option<PathBuf>,
    /// Sign a revision that is older than one that was signed: families get the older one again
    #[arg(long)]
    pub older: bool,
    /// The day on which dates are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `review void`
#[derive(Clone, Debug, clap::Args)]
pub struct VoidArgs {
    /// Id of a guide or worksheet, facts-REGION, or design
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language; a design has none
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Of several sign-offs that of this reviewer, by the id in people.yaml
    #[arg(long, value_name = "PERSON")]
    pub reviewer: Option<String>,
    /// Of several sign-offs that of this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<NaiveDate>,
    /// Of several sign-offs that of this revision
    #[arg(long, value_name = "N")]
    pub revision: Option<u32>,
    /// Who takes it back
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The day on which it is taken back [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `review show`
#[derive(Clone, Debug, clap::Args)]
pub struct ShowArgs {
    /// Id of a guide or worksheet, facts-REGION, or design
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language; a design has none
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `withdraw`
#[derive(Clone, Debug, clap::Args)]
pub struct WithdrawArgs {
    /// Id of a guide or worksheet
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language [default: all]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", required_unless_present = "notices")]
    pub reason: Option<String>,
    /// Who withdraws it: a name, or an id in people.yaml
    #[arg(long, value_name = "PERSON", required_unless_present = "notices")]
    pub by: Option<String>,
    /// The text that stands in its place, by id
    #[arg(long, value_name = "ID", conflicts_with = "take_back")]
    pub replaced_by: Option<String>,
    /// Take the withdrawal back: the text may be used again
    #[arg(long)]
    pub take_back: bool,
    /// Make the notices for the project's places again, of a text that is withdrawn
    #[arg(long, conflicts_with_all = ["reason", "by", "replaced_by", "take_back"])]
    pub notices: bool,
    /// Folder for the notices [default: notices/ in the project]
    #[arg(long, value_name = "DIR", conflicts_with = "take_back")]
    pub out: Option<PathBuf>,
    /// The day on which that is done [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `review test`
#[derive(Clone, Debug, clap::Args)]
pub struct TestArgs {
    /// Id of a guide or worksheet
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// How many families or readers tried it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=9999))]
    pub readers: Option<u32>,
    /// How, in a few words
    #[arg(long, value_name = "TEXT")]
    pub how: Option<String>,
    /// Who tried it with them, by the id in people.yaml
    #[arg(long, value_name = "PERSON")]
    pub by: String,
    /// The day on which it ended
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: NaiveDate,
    /// Take the test of that day back, and why
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["readers", "how"])]
    pub take_back: Option<String>,
    /// The day on which dates are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `review test-sheet`
#[derive(Clone, Debug, clap::Args)]
pub struct TestSheetArgs {
    /// Id of a guide or worksheet
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// A sheet to fill in with a pen
    #[arg(long)]
    pub paper: bool,
    /// Folder for the PDF [default: reader-tests/ in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The day on which it is made [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `history`
#[derive(Clone, Debug, clap::Args)]
pub struct HistoryArgs {
    /// Id of a guide or worksheet, or facts-REGION
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language [default: all]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `review packet`
#[derive(Clone, Debug, clap::Args)]
pub struct PacketArgs {
    /// Id of a guide or worksheet, or facts-REGION
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Who is asked, by the id in people.yaml
    #[arg(long = "for", value_name = "PERSON")]
    pub person: Option<String>,
    /// The edition to show changes since: `signed`, or the number of a revision [default: what this person signed last]
    #[arg(long, value_name = "EDITION")]
    pub since: Option<String>,
    /// Print parts too in which nothing changed
    #[arg(long)]
    pub whole: bool,
    /// The day by which an answer is wanted
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub by: Option<NaiveDate>,
    /// A packet to answer with a pen
    #[arg(long)]
    pub paper: bool,
    /// Folder for the PDF [default: packets/ in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The day on which it is asked [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `review import`
#[derive(Clone, Debug, clap::Args)]
pub struct ImportArgs {
    /// Answered packets and slips: files, patterns such as returned/*.pdf, or folders of PDFs
    #[arg(value_name = "PDF", required = true)]
    pub files: Vec<PathBuf>,
    /// The day on which dates are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}

/// `review apply`
#[derive(Clone, Debug, clap::Args)]
pub struct ApplyArgs {
    /// Id of a guide or worksheet, or facts-REGION
    #[arg(value_name = "ID")]
    pub id: String,
    /// Language
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}
