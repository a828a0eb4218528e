//! Notices for the places where copies of a withdrawn text lie, each with a slip to send back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::load::{Loaded, load};
use super::packet::PACKETS;
use super::sheet::{SheetDesk, holds_answers, sheet_folder};
use crate::cli::exit::Failure;
use crate::cli::options::Global;
use crate::diag::{Code, Finding, Sink};
use crate::model::{CopyPlace, Product, Project, SlipInfo, Withdrawal};
use crate::output;
use crate::packet::notice::{NoticeRequest, notice};
use crate::review::digest::Digest;

/// The id of a slip: the first digits of the digest of what it asks about.
pub(super) fn slip_id(info: &SlipInfo) -> String {
    let json = serde_json::to_vec(info).unwrap_or_default();
    let mut id = Digest::of(&json).as_str().to_owned();
    id.truncate(16);
    id
}

/// What tells a withdrawal from others of its day, in all languages that were withdrawn at once.
pub(super) fn mark_of(withdrawal: &Withdrawal) -> String {
    let Withdrawal { on, by, reason, replaced_by, .. } = withdrawal;
    let json = serde_json::to_vec(&(on, by, reason, replaced_by)).unwrap_or_default();
    let mut mark = Digest::of(&json).as_str().to_owned();
    mark.truncate(16);
    mark
}

/// Where a slip is kept that was sent out.
pub(super) fn slip_file(reviews: &Path, info: &SlipInfo) -> PathBuf {
    reviews.join(PACKETS).join(format!("{}.slip.json", slip_id(info)))
}

/// Notices that were made.
pub(super) struct MadeNotices {
    /// Their files, as they are shown.
    pub(super) files: Vec<String>,
    /// Why others were not.
    pub(super) findings: Vec<Finding>,
}

/// Makes a notice for each place of a project about a text that is withdrawn in these languages.
///
/// # Errors
/// Where the project cannot be read, or a file cannot be written.
pub(super) fn notices(
    global: &Global,
    id: &str,
    langs: &[String],
    out: Option<&Path>,
    today: NaiveDate,
) -> Result<MadeNotices, Failure> {
    let Loaded { tree, sources, project, sink, fonts } = load(global, today)?;
    let mut made = MadeNotices { files: Vec::new(), findings: Vec::new() };
    let Some(project) = project.filter(|project| !project.settings.places.is_empty()) else { return Ok(made) };
    drop(sink);
    let out = sheet_folder(global, out, "notices")?;
    let reviews = global.root.join("sources/reviews");
    let desk = SheetDesk::new(&project, &tree, &sources, fonts, today);
    for (withdrawal, langs) in by_withdrawal(&project, id, langs) {
        for place in &project.settings.places {
            let info = SlipInfo {
                text: id.to_owned(),
                langs: langs.clone(),
                withdrawn: withdrawal.on.clone(),
                withdrawal: mark_of(withdrawal),
                place: place.id.clone(),
                publisher: project.settings.publisher.clone(),
                asked: today.to_string(),
            };
            let mut found = Sink::default();
            let bytes = one(&desk, &project, &info, place, withdrawal, &mut found)?;
            made.findings.extend(found.into_sorted());
            let Some(bytes) = bytes else { continue };
            let file = out.join(format!("{id}.{}-withdrawn-{}.pdf", langs.join("-"), place.id));
            if holds_answers(&file, &reviews) {
                let shown = global.shown(&file);
                let what = "this slip holds answers, so that no new one was written over it";
                let hint = "import it, or name another folder with --out";
                made.findings.push(Finding::new(Code::PacketRefused, what).at(&shown, 0..0).hint(hint));
                continue;
            }
            let json = serde_json::to_string_pretty(&info).unwrap_or_default() + "\n";
            for (path, bytes) in [(&slip_file(&reviews, &info), json.as_bytes()), (&file, &bytes)] {
                output::write(path, bytes).map_err(|e| Failure::unwritten(path.display(), &e))?;
            }
            made.files.push(global.shown(&file));
        }
    }
    Ok(made)
}

/// The languages of a text by the withdrawals that rule them: those that were withdrawn at once have one notice.
fn by_withdrawal<'p>(project: &'p Project, id: &str, langs: &[String]) -> Vec<(&'p Withdrawal, Vec<String>)> {
    let mut groups: Vec<(&Withdrawal, Vec<String>)> = Vec::new();
    let alike = |a: &Withdrawal, b: &Withdrawal| {
        (&a.on, &a.by, &a.reason, &a.replaced_by) == (&b.on, &b.by, &b.reason, &b.replaced_by)
    };
    for lang in langs {
        let Some(withdrawal) = project.withdrawn.get(&(id.to_owned(), lang.clone())) else { continue };
        match groups.iter_mut().find(|(own, _)| alike(own, withdrawal)) {
            Some((_, langs)) => langs.push(lang.clone()),
            None => groups.push((withdrawal, vec![lang.clone()])),
        }
    }
    groups
}

/// The notice for a place.
fn one(
    desk: &SheetDesk,
    project: &Project,
    info: &SlipInfo,
    place: &CopyPlace,
    withdrawal: &Withdrawal,
    sink: &mut Sink,
) -> Result<Option<Vec<u8>>, Failure> {
    // Staff speak the first language of the project.
    let known: BTreeSet<&str> = project.strings.keys().map(String::as_str).collect();
    let own = project.settings.languages.iter().map(String::as_str).find(|lang| known.contains(lang));
    // As the foot of its pages says it.
    let edition = |lang: &String| {
        let name = project.strings.get(lang).map_or(lang.as_str(), |strings| strings.get("language_name"));
        match project.texts.get(&(info.text.clone(), lang.clone())) {
            Some(text) => format!("{} ({} · {name})", text.head.title, info.text),
            None => format!("{} · {name}", info.text),
        }
    };
    let lang = own.unwrap_or("en");
    let editions: Vec<String> = info.langs.iter().map(edition).collect();
    let title = std::iter::once(lang).chain(info.langs.iter().map(String::as_str));
    let title = title.filter_map(|lang| project.texts.get(&(info.text.clone(), lang.to_owned()))).next();
    let replaced_by = withdrawal.replaced_by.as_ref();
    let replaced_by = replaced_by.and_then(|id| project.texts.get(&(id.clone(), lang.to_owned())));
    let request = NoticeRequest {
        info,
        place,
        withdrawal,
        title: title.map_or(info.text.as_str(), |text| text.head.title.as_str()),
        editions: &editions,
        replaced_by: replaced_by.map(|text| text.head.title.as_str()),
        lang,
    };
    let (text, sheet) = notice(&request).ok_or_else(|| format!("notices do not speak `{lang}`"))?;
    desk.make(&text, &sheet, Product::Worksheet, sink)
}
