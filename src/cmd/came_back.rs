//! A sheet that came back filled in: what it asks about, and what was answered.

use std::collections::BTreeMap;

use serde_json::Value;

use super::packet_reply::{one_line, refused};
use crate::acroform::fingerprint;
use crate::answers::extract::extract;
use crate::answers::open;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::model::SheetPurpose;
use crate::packet::reading::is_reading;
use crate::questions::schema::{FormField, FormPart};
use crate::review::digest::Digest;

/// A sheet that came back.
pub(super) struct CameBack {
    /// The file, as it was named.
    pub(super) name: String,
    /// SHA-256 of its bytes.
    pub(super) digest: String,
    /// What it asks about.
    pub(super) about: SheetPurpose,
    /// The answers by the names of their fields.
    pub(super) values: BTreeMap<String, Value>,
    /// The names of the fields, in the order of the page.
    pub(super) order: Vec<String>,
    /// The questions by the names of their fields.
    pub(super) labels: BTreeMap<String, String>,
    /// What stands on the page for what did not fit.
    pub(super) extra: Option<String>,
    /// Why what it says may not be all that was meant.
    pub(super) unsure: Option<String>,
}

impl CameBack {
    /// That of a file; findings say why it is none.
    pub(super) fn read(name: &str, bytes: &[u8], sink: &mut Sink) -> Option<Self> {
        let mut said = Sink::default();
        let opened = open::open(name, bytes, &mut said);
        let Some((file, found)) = opened else {
            // A packet on paper is recorded by hand.
            let paper = "of a packet or slip that was printed, ask for the saved file; or record what it says by hand: `handout review record ... --evidence FILE`";
            let on_paper = |found: Finding| if found.code == Code::NoForm { found.hint(paper) } else { found };
            sink.extend(said.into_sorted().into_iter().map(on_paper));
            return None;
        };
        if let Some(changed) = fingerprint::finding(name, &file, &found) {
            sink.push(Finding { severity: Severity::Error, ..changed });
            return None;
        }
        let beside: Vec<String> = found.beside.iter().flat_map(|page| page.words.iter().map(|w| one_line(w))).collect();
        let is_beside = !found.beside.is_empty();
        let answers = extract(name, found, None, false, &mut said);
        // What was lost, or may be, is no plain answer.
        let lost = [Code::DamagedPdf, Code::PdfContent, Code::BadAnswer, Code::ExtraSpaceChanged];
        let is_lost = file.damage.is_some() || said.iter().any(|found| lost.contains(&found.code));
        sink.extend(said.into_sorted());
        let schema = answers.form.as_ref().map(|form| &form.schema);
        let packet = schema.and_then(|schema| schema.packet.clone()).map(SheetPurpose::Packet);
        let slip = schema.and_then(|schema| schema.slip.clone()).map(SheetPurpose::Slip);
        let Some(about) = packet.or(slip) else {
            let (what, hint) = if schema.is_some_and(|schema| is_reading(&schema.form)) {
                let hint = "`handout extract` shows its answers; record the test with `handout review test`";
                ("this is a sheet of a test with readers, which is not imported", hint)
            } else {
                ("this is no packet of handout", "name the packet or slip that came back, as it was saved")
            };
            sink.push(refused(name, what, hint));
            return None;
        };
        let unsure = match (is_beside, is_lost) {
            (true, _) if beside.is_empty() => Some("somebody drew beside the fields".to_owned()),
            (true, _) => Some(format!("somebody wrote beside the fields: “{}”", beside.join(" · "))),
            (false, true) => Some("some of it may be lost or changed".to_owned()),
            (false, false) => None,
        };
        let digest = Digest::of(bytes).as_str().to_owned();
        let parts = schema.into_iter().flat_map(|schema| &schema.parts);
        let of_part = |part: &FormPart| {
            let name = |field: &FormField| (format!("{}.{}", part.id, field.id), field.label.clone());
            part.fields.iter().map(name).collect::<Vec<_>>()
        };
        let labels = parts.flat_map(of_part).collect();
        let (values, order, extra) = (answers.values, answers.order, answers.extra);
        Some(Self { name: name.to_owned(), digest, about, values, order, labels, extra, unsure })
    }
}
