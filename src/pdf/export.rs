//! Tagged PDF/UA-1 and PDF/A-2a in one file, its identifier and date fixed by the sources.

use chrono::Datelike;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::file::File;
use super::object::Object;
use super::sheet::{Picture, Report};
use super::xmp;
use crate::diag::{Code, Finding, Sink};
use crate::impose::sheet::{Duplex, SheetSide};
use crate::job::Job;
use crate::model::{LogoKind, Palette, Print};

/// What the files say they were made by.
const MAKER: &str = concat!("handout ", env!("CARGO_PKG_VERSION"));

/// Exports the pages of a job, as the objects of its file.
pub fn export(job: &Job, document: &PagedDocument, sink: &mut Sink) -> Option<File> {
    let kind = Kind {
        ident: job.stem(),
        standards: &[PdfStandard::A_2a, PdfStandard::Ua_1],
        tagged: true,
        named: "PDF/UA-1 and PDF/A-2a",
    };
    write(job, document, &kind, sink)
}

/// Exports the sheets of a job for one way of printing: for the office as PDF/A-2b, for the press as plain PDF 1.7, since
/// the exporter refuses inks in PDF/A. No tags: what is read aloud is the file of the pages.
pub fn export_sheets(
    job: &Job,
    sheets: &PagedDocument,
    sides: &[SheetSide],
    print: Print,
    sink: &mut Sink,
) -> Option<(File, Report)> {
    let ident = format!("{}-{}", job.stem(), print.as_str());
    let (standards, named): (&[PdfStandard], _) = match print {
        Print::Office => (&[PdfStandard::A_2b], "PDF/A-2b"),
        Print::Press => (&[PdfStandard::V_1_7], "PDF 1.7"),
    };
    let mut file = write(job, sheets, &Kind { ident, standards, tagged: false, named }, sink)?;
    let duplex = turned(sides);
    match super::sheet::finish(&mut file, sides, print, duplex, &Palette::of(job.clinic)) {
        Ok(report) => {
            say_pictures(job, &report, sink);
            Some((file, report))
        }
        Err(why) => {
            let what = format!("`{}-{}` cannot be made ready for printing ({why})", job.stem(), print.as_str());
            let found = Finding::new(Code::Export, what).at(&job.clinic.file(), 0..0);
            sink.push(
                found
                    .hint("a logo in flat colours can be printed with inks; one with gradients or blend modes cannot")
                    .hint(
                        "without a file for the print shop the others are made: leave `--print press` out, and delete that of an \
                         earlier build",
                    ),
            );
            None
        }
    }
}

/// Says which pictures a print shop gets in the colours of a screen.
fn say_pictures(job: &Job, report: &Report, sink: &mut Sink) {
    let Some(Picture { size: (width, height), .. }) = report.pictures.first() else { return };
    let is_svg = job.clinic.logo.as_ref().is_some_and(|logo| logo.kind == LogoKind::Svg);
    let (part, hint) = if is_svg {
        (
            "a part of the logo",
            "shadows, blurs and other filters of an SVG file become pixels; without them it is sharp and in inks",
        )
    } else {
        ("the logo", "the print shop converts them; an SVG file in flat colours is printed in inks")
    };
    let what = format!("{part}, of {width} x {height} pixels, stays in the colours of a screen");
    sink.push(Finding::new(Code::ScreenColours, what).at(&job.clinic.file(), 0..0).hint(hint));
}

/// A paper that lies wide is turned over its short edge, one that stands over its long one: left is behind right.
fn turned(sides: &[SheetSide]) -> Duplex {
    let is_wide = sides.first().is_some_and(|side| side.trim.0 > side.trim.1);
    if is_wide { Duplex::ShortEdge } else { Duplex::LongEdge }
}

/// Exports what is for staff: a proof, or a dummy, which is printed as its sheets are.
pub fn export_proof(
    job: &Job,
    document: &PagedDocument,
    sheets: Option<&[SheetSide]>,
    name: &str,
    sink: &mut Sink,
) -> Option<File> {
    let ident = format!("{}-{name}", job.stem());
    let kind = Kind { ident, standards: &[PdfStandard::V_1_7], tagged: true, named: "PDF 1.7" };
    let mut file = write(job, document, &kind, sink)?;
    if let Some(sides) = sheets {
        super::sheet::prefer(&mut file, turned(sides))?;
    }
    Some(file)
}

/// What kind of file is written.
struct Kind<'a> {
    ident: String,
    standards: &'a [PdfStandard],
    tagged: bool,
    named: &'static str,
}

fn write(job: &Job, document: &PagedDocument, kind: &Kind, sink: &mut Sink) -> Option<File> {
    let issued = job.text.head.issued;
    let (month, day) = (u8::try_from(issued.month()).ok()?, u8::try_from(issued.day()).ok()?);
    let options = PdfOptions {
        ident: Smart::Custom(kind.ident.clone()),
        creator: Smart::Custom(Some(MAKER.to_owned())),
        timestamp: Datetime::from_ymd_hms(issued.year(), month, day, 0, 0, 0).map(Timestamp::new_utc),
        standards: PdfStandards::new(kind.standards).ok()?,
        tagged: kind.tagged,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(document, &options) {
        Ok(bytes) => {
            let file = File::read(&bytes).ok().and_then(|mut file| set_producer(&mut file).map(|()| file));
            if file.is_none() {
                let what = format!("the PDF of `{}` is not as the exporter writes it", kind.ident);
                sink.push(Finding::new(Code::Export, what));
            }
            file
        }
        Err(errors) => {
            for error in &errors {
                let what = format!("`{}` cannot be written as {} ({})", kind.ident, kind.named, error.message);
                let mut finding = Finding::new(Code::Export, what);
                finding.hints.extend(error.hints.iter().map(|h| h.v.to_string()));
                sink.push(finding);
            }
            None
        }
    }
}

/// Names the program that made the file, in the information dictionary and in the XMP metadata alike
/// (ISO 19005-2, 6.6.3: where both stand, both say the same). `typst-pdf` cannot.
fn set_producer(file: &mut File) -> Option<()> {
    let info = file.trailer.reference("Info")?;
    file.get_mut(info)?.dict_mut()?.set("Producer", Object::text(MAKER));
    let packet = xmp::read(file)?;
    let at = packet.find("<xmp:CreatorTool>")?;
    let producer = format!("<pdf:Producer>{}</pdf:Producer>", xmp::escaped(MAKER));
    xmp::write(file, [&packet[..at], &producer, &packet[at..]].concat())
}
