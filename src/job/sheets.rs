//! Sheets of a document: composed from its pages, held against them, and made ready for a printer.

use typst_layout::PagedDocument;

use crate::audit;
use crate::audit::reading::Pages;
use crate::diag::{Code, Finding, Sink};
use crate::document::Job;
use crate::impose;
use crate::impose::sheet::SheetSide;
use crate::model::{OutputTarget, PictureKind};
use crate::pdf::{self, FileKind, Picture, PressReport, Stamp};

/// The sides of the sheets of a job.
pub fn sides(job: &Job, pages: usize) -> Vec<SheetSide> {
    impose::sides(job.product.finishing(), job.paper, pages, job.thickness, job.right_to_left())
}

/// Pixels to the inch that a print shop asks for.
const PPI: f64 = 300.0;

/// A document about to be put on sheets.
pub(super) struct Imposition<'a> {
    pub(super) job: &'a Job<'a>,
    /// The pages, as they were set.
    pub(super) document: &'a PagedDocument,
    /// What was read back from them.
    pub(super) pages: &'a Pages,
    /// Where they go.
    pub(super) sides: &'a [SheetSide],
}

impl Imposition<'_> {
    /// The sheets, held against the pages.
    pub(super) fn sheets(&self, print: OutputTarget, sink: &mut Sink) -> Option<PagedDocument> {
        let stem = self.job.stem();
        let sheets = impose::compose::compose(self.document, self.sides, print);
        let problems = audit::sheets::check(self.pages, &audit::reading::read(&sheets), self.sides, print);
        let fine = problems.is_empty();
        for problem in problems {
            let what = format!("the sheets of `{stem}` ({}): {problem}", print.as_str());
            let layout = format!("layouts/products/{}.typ", self.job.product.as_str());
            sink.push(Finding::new(Code::Imposition, what).at(&layout, 0..0).hint("no file of it was written"));
        }
        if print == OutputTarget::Press {
            self.say_coarse(sink);
        }
        fine.then_some(sheets)
    }

    /// Says which pictures have fewer pixels than a print shop asks for.
    fn say_coarse(&self, sink: &mut Sink) {
        let stem = self.job.stem();
        let picture = if has_pictures(self.job) { "a picture" } else { "the logo" };
        for ppi in impose::compose::coarse(self.document, PPI) {
            let what =
                format!("{picture} has {ppi:.0} pixels to the inch in `{stem}`, and a print shop asks for {PPI:.0}");
            let found = Finding::new(Code::LowResolution, what).at(&self.job.clinic.file(), 0..0);
            sink.push(found.hint("an SVG file is sharp at any size; or a PNG file with more pixels"));
        }
    }

    /// Exports sheets for one way of printing, with what they are printed with.
    pub(super) fn export(
        &self,
        sheets: &PagedDocument,
        print: OutputTarget,
        sink: &mut Sink,
    ) -> Option<(Vec<u8>, PressReport)> {
        let job = self.job;
        let identifier = format!("{}-{}", job.stem(), print.as_str());
        let stamp = Stamp { file: &job.text.file, identifier: &identifier, issued: job.text.head.issued };
        let mut file = pdf::export_objects(sheets, FileKind::Sheets(print), stamp, sink)?;
        match pdf::sheet::make_printable(&mut file, self.sides, print, &job.clinic.palette()) {
            Ok(report) => {
                say_pictures(job, &report, sink);
                Some((file.write(), report))
            }
            Err(why) => {
                let what = format!("`{identifier}` cannot be made ready for printing ({why})");
                let found = Finding::new(Code::Export, what).at(&job.clinic.file(), 0..0);
                sink.push(
                    found
                        .hint("a logo in flat colours can be printed with inks; one with gradients or blend modes cannot")
                        .hint(
                            "without a file for the print shop the others are made: leave `--print press` out, and delete \
                             that of an earlier build",
                        ),
                );
                None
            }
        }
    }
}

/// Whether a text has pictures of pixels, beside the clinic's logo.
fn has_pictures(job: &Job) -> bool {
    job.text.figures.iter().any(|figure| figure.kind != PictureKind::Svg)
}

/// Says which pictures a print shop gets in the colours of a screen.
fn say_pictures(job: &Job, report: &PressReport, sink: &mut Sink) {
    let Some(Picture { size: (width, height), .. }) = report.pictures.first() else { return };
    let is_svg = job.clinic.logo.as_ref().is_some_and(|logo| logo.kind == PictureKind::Svg);
    let (part, hint) = if has_pictures(job) {
        ("a picture", "the print shop converts them; an SVG file in flat colours is printed in inks")
    } else if is_svg {
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
