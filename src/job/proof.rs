//! A proof for staff: each side of each sheet in small, with its folds, the names and numbers of its panels, and what was
//! measured; or the blank sheets themselves, to fold.

use serde_json::{Value, json};

use super::options::Shared;
use super::run::{Prepared, prepare};
use super::sheets::{Imposition, sides};
use crate::audit::reading::{Pages, read};
use crate::diag::Sink;
use crate::document::Job;
use crate::document::products::page_name;
use crate::engine::compile::LayoutInput;
use crate::engine::{self, Base};
use crate::impose;
use crate::impose::sheet::SheetSide;
use crate::model::OutputTarget;
use crate::pdf::{self, FileKind, Stamp};

/// What is looked at, or folded, before sheets are printed: a proof or a dummy.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// The proof of a job, or its dummy, in the program's own layouts; `None` where a finding says why not.
pub fn proof(job: &Job, shared: &Shared, own: &Base, dummy: bool, sink: &mut Sink) -> Option<Proof> {
    let made = make(job, shared, own, dummy, sink);
    engine::compile::evict(1);
    made
}

fn make(job: &Job, shared: &Shared, own: &Base, dummy: bool, sink: &mut Sink) -> Option<Proof> {
    let Prepared { fitted, pages, .. } = prepare(job, shared, sink).ok()?;
    let sides = sides(job, pages.count);
    let imposition = Imposition { job, document: &fitted.pages, pages: &pages, sides: &sides };
    let sheets = imposition.sheets(OutputTarget::Office, sink)?;
    let printed = read(&sheets);
    let (office, _) = imposition.export(&sheets, OutputTarget::Office, sink)?;
    let mut data = data(job, &sides, &printed, pages.count, &shared.base.families());
    if !dummy {
        let press = impose::compose::compose(&fitted.pages, &sides, OutputTarget::Press);
        // A logo that cannot be printed with inks is said when the press is asked for.
        if let Some((_, report)) = imposition.export(&press, OutputTarget::Press, &mut Sink::default()) {
            data["inks"] = json!(report.inks);
            data["ink_most"] = json!(report.most);
        }
    }
    let (layout, files) =
        if dummy { ("dummy", Vec::new()) } else { ("proof", vec![("build/sheets.pdf".to_owned(), office)]) };
    let set = engine::compile::set(own, job, LayoutInput { layout, data: &data, files }, sink)?;
    let identifier = format!("{}-{layout}", job.stem());
    let stamp = Stamp { file: &job.text.file, identifier: &identifier, issued: job.text.head.issued };
    let bytes = if dummy {
        // It is printed as its sheets are.
        let mut file = pdf::export_objects(&set, FileKind::Staff, stamp, sink)?;
        pdf::sheet::set_print_preferences(&mut file, &sides)?;
        file.write()
    } else {
        pdf::export(&set, FileKind::Staff, stamp, sink)?
    };
    Some(Proof { bytes, pages: set.pages().len() })
}

/// What the layouts of proof and dummy read.
fn data(job: &Job, sides: &[SheetSide], printed: &Pages, count: usize, fonts: &[String]) -> Value {
    // Where most pages have a number alone, the cover has one too.
    let is_numbered = page_name(job.product, count.saturating_sub(1)).starts_with("page ");
    let label = |page: usize| {
        if is_numbered {
            format!("page {}", page + 1)
        } else {
            page_name(job.product, page).trim_start_matches("the ").to_owned()
        }
    };
    let side = |(i, side): (usize, &SheetSide)| {
        json!({
            "name": side.name,
            "width": side.trim.0,
            "height": side.trim.1,
            "folds": side.folds,
            "places": side.slots.iter().map(|place| json!({
                "x": place.at.0,
                "y": place.at.1,
                "width": place.size.0,
                "height": place.size.1,
                "label": place.page.map_or_else(|| "blank".to_owned(), label),
                "number": place.page.map(|page| page + 1),
            })).collect::<Vec<_>>(),
            "clear": clear(side, printed, i),
        })
    };
    json!({
        "product": job.product.as_str(),
        "paper": job.paper.as_str(),
        "fonts": fonts,
        "title": job.text.head.title,
        "stem": job.stem(),
        "lang": job.text.head.lang,
        "pages": count,
        "draft": job.state() != crate::review::state::State::Current,
        "thickness": job.thickness * 25.4 / 72.0,
        "sides": sides.iter().enumerate().map(side).collect::<Vec<_>>(),
    })
}

/// The least distance of words from the edges of the sheet, or of their card, and from folds, in points.
fn clear(side: &SheetSide, printed: &Pages, index: usize) -> Value {
    let words = printed.runs.iter().filter(|r| r.page == index && !r.text.trim().is_empty());
    let (mut edge, mut fold) = (f64::INFINITY, f64::INFINITY);
    for run in words {
        let [left, top, right, bottom] = run.bounds;
        let own = side
            .slots
            .iter()
            .find(|p| p.at.0 <= left && left < p.at.0 + p.size.0 && p.at.1 <= top && top < p.at.1 + p.size.1);
        let cut = own
            .filter(|_| side.folds.is_empty())
            .map_or((0.0, 0.0, side.trim.0, side.trim.1), |p| (p.at.0, p.at.1, p.at.0 + p.size.0, p.at.1 + p.size.1));
        edge = [left - cut.0, top - cut.1, cut.2 - right, cut.3 - bottom].into_iter().fold(edge, f64::min);
        fold = side.folds.iter().map(|x| (x - right).max(left - x)).fold(fold, f64::min);
    }
    let known = |x: f64| x.is_finite().then_some(x);
    json!({"edge": known(edge), "fold": known(fold)})
}
