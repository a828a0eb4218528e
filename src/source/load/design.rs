//! Sign-offs of the project's own design.

use super::files::SourceFiles;
use super::paths::DESIGN_REVIEWS;
use crate::diag::Sink;
use crate::model::design::DesignSignOff;
use crate::source::checks::design;
use crate::source::lower::line;
use crate::source::raw::{DesignReviews, SourceKind};

/// The sign-offs; `None` where their file has errors.
pub(super) fn load(files: &mut SourceFiles, sink: &mut Sink) -> Option<Vec<DesignSignOff>> {
    if files.tree.get(DESIGN_REVIEWS).is_none() {
        return Some(Vec::new());
    }
    let today = files.context.today;
    let mut bad = Sink::default();
    let (raw, ()) = files.read(SourceKind::Design, DESIGN_REVIEWS, sink, |lint, root, _| {
        design::check(lint, root, today, &mut bad);
    });
    // A sign-off that does not hold voids itself; the others in the file still count.
    sink.extend(bad.into_sorted());
    raw.map(|DesignReviews { sign_offs }| sign_offs.into_iter().map(named).collect())
}

/// A sign-off whose name stands in one line, since a build says it in one.
fn named(sign_off: DesignSignOff) -> DesignSignOff {
    let plain: String = sign_off.signed_by.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
    DesignSignOff { signed_by: line(&plain), ..sign_off }
}
