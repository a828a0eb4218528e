//! Pages to files of the standards that each kind of file meets, identifier and date fixed by the sources.

use chrono::{Datelike, NaiveDate};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::file::File;
use crate::diag::{Code, Finding, Sink};
use crate::model::OutputTarget;

/// The program in which the files were first made (`Creator` of ISO 32000-1, 14.3.3). The exporter names no producer.
const CREATOR: &str = concat!("handout ", env!("CARGO_PKG_VERSION"));

/// What to do about pages that cannot be written.
const NOT_THE_WORDS: &str = "the words may be right: what the layout makes of them cannot be written. If a layout is your \
                             own, take it back; else take out what was added last, and write to the makers of handout";

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// To read: tagged PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.
    Reading,
    /// Sheets to print: for the office PDF/A-2b, for the press plain PDF 1.7, since the exporter refuses inks in PDF/A. No
    /// tags: what is read aloud is the file of the pages.
    Sheets(OutputTarget),
    /// For staff: tagged PDF 1.7.
    Staff,
}

impl FileKind {
    /// The standards that the exporter holds the file to, their names, and whether it is tagged.
    fn standards(self) -> (&'static [PdfStandard], &'static str, bool) {
        match self {
            FileKind::Reading => (&[PdfStandard::A_2a, PdfStandard::Ua_1], "PDF/UA-1 and PDF/A-2a", true),
            FileKind::Sheets(OutputTarget::Office) => (&[PdfStandard::A_2b], "PDF/A-2b", false),
            FileKind::Sheets(OutputTarget::Press) => (&[PdfStandard::V_1_7], "PDF 1.7", false),
            FileKind::Staff => (&[PdfStandard::V_1_7], "PDF 1.7", true),
        }
    }
}

/// What makes a file this one, whenever and wherever it is made.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// The file with its words, at which findings point.
    pub file: &'a str,
    /// From which its identifier is made (ISO 32000-1, 14.4).
    pub identifier: &'a str,
    /// The day it was issued, as its date of creation.
    pub issued: NaiveDate,
}

/// Exports pages to the bytes of a file; `None` where a finding says why not.
pub fn export(document: &PagedDocument, kind: FileKind, stamp: Stamp, sink: &mut Sink) -> Option<Vec<u8>> {
    let (standards, named, tagged) = kind.standards();
    let Stamp { file, identifier, issued } = stamp;
    let (month, day) = (u8::try_from(issued.month()).ok()?, u8::try_from(issued.day()).ok()?);
    let options = PdfOptions {
        ident: Smart::Custom(identifier.to_owned()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: Datetime::from_ymd_hms(issued.year(), month, day, 0, 0, 0).map(Timestamp::new_utc),
        standards: PdfStandards::new(standards).ok()?,
        tagged,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(document, &options) {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            for error in &errors {
                let what = format!("`{identifier}` cannot be written as {named} ({})", error.message);
                let mut finding = Finding::new(Code::Export, what).at(file, 0..0);
                finding.hints.extend(error.hints.iter().map(|h| h.v.to_string()));
                sink.push(finding.hint(NOT_THE_WORDS));
            }
            None
        }
    }
}

/// Exports pages to the objects of a file, for what the exporter cannot write: fields, print boxes, inks.
pub fn export_objects(document: &PagedDocument, kind: FileKind, stamp: Stamp, sink: &mut Sink) -> Option<File> {
    let file = File::read(&export(document, kind, stamp, sink)?).ok();
    if file.is_none() {
        let what = format!("the PDF of `{}` is not as the exporter writes it", stamp.identifier);
        sink.push(Finding::new(Code::Export, what).at(stamp.file, 0..0).hint(NOT_THE_WORDS));
    }
    file
}
