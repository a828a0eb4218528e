//! What can be typed to hold a text against instruments.

use chrono::NaiveDate;

use super::home::Format;
use super::values::date;

/// `coverage`
#[derive(Clone, Debug, clap::Args)]
pub struct CoverageArgs {
    /// Id of a guide or worksheet
    #[arg(value_name = "ID")]
    pub id: String,
    /// Languages, such as en,es [default: all]
    #[arg(long, value_delimiter = ',', value_name = "LANG")]
    pub lang: Vec<String>,
    /// Clinic that hands it out, by id [default: the project's first]
    #[arg(long, value_name = "ID")]
    pub clinic: Option<String>,
    /// Instruments, such as pif-tick,cdc-cci [default: all]
    #[arg(long, value_delimiter = ',', value_name = "NAME")]
    pub instrument: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// The day on which reviews are judged [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<NaiveDate>,
}
