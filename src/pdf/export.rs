//! Tagged PDF/UA-1 and PDF/A-2a in one file, its identifier and date fixed by the sources.

use chrono::Datelike;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::object;
use crate::diag::{Code, Finding, Sink};
use crate::job::Job;

/// What the files say they were made by.
const MAKER: &str = concat!("handout ", env!("CARGO_PKG_VERSION"));

/// Exports the pages of a job.
pub fn export(job: &Job, document: &PagedDocument, sink: &mut Sink) -> Option<Vec<u8>> {
    let issued = job.text.head.issued;
    let (month, day) = (u8::try_from(issued.month()).ok()?, u8::try_from(issued.day()).ok()?);
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).ok()?;
    let options = PdfOptions {
        ident: Smart::Custom(job.stem()),
        creator: Smart::Custom(Some(MAKER.to_owned())),
        timestamp: Datetime::from_ymd_hms(issued.year(), month, day, 0, 0, 0).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(document, &options) {
        Ok(bytes) => match object::set_producer(&bytes, MAKER) {
            Ok(bytes) => Some(bytes),
            Err(why) => {
                sink.push(Finding::new(
                    Code::Export,
                    format!("the PDF of `{}` cannot name its producer ({why})", job.stem()),
                ));
                None
            }
        },
        Err(errors) => {
            for error in &errors {
                let mut finding = Finding::new(
                    Code::Export,
                    format!("`{}` cannot be written as PDF/UA-1 and PDF/A-2a ({})", job.stem(), error.message),
                );
                finding.hints.extend(error.hints.iter().map(|h| h.v.to_string()));
                sink.push(finding);
            }
            None
        }
    }
}
