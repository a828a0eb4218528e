//! What has a review or ends one, each with its day and with what stands in its way.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::cmd::asked_packets::AskedPackets;
use crate::cmd::blocked::{Blocks, due_first};
use crate::cmd::design::design_of;
use crate::cmd::text_rows::{Row, UNREADABLE, kind, statuses};
use crate::model::design::DESIGN;
use crate::model::{LicenceRule, Person, Project, date};
use crate::project::Tree;
use crate::record::digest_of;
use crate::review::design::Design;
use crate::review::due::{DueGroup, Horizon};
use crate::review::enough::{original_of, policy};
use crate::review::sign_off::ValidSignOff;
use crate::review::state::State;
use crate::review::statuses::ReviewStatuses;
use crate::review::subject::Subject;

/// How many texts a line names.
const NAMED: usize = 12;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DueKind {
    /// A guide in the language in which it is written first, or in that alone.
    Guide,
    /// Such a worksheet.
    Worksheet,
    /// Such a file of facts.
    Facts,
    /// One of them in another language.
    Translation,
    /// The project's own design.
    Design,
    /// The licence of a reviewer.
    Licence,
    /// Copies of a withdrawn text at a place.
    Copies,
}

impl DueKind {
    /// The word in tables, JSON and CSV.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            DueKind::Guide => "guide",
            DueKind::Worksheet => "worksheet",
            DueKind::Facts => "facts",
            DueKind::Translation => "translation",
            DueKind::Design => "design",
            DueKind::Licence => "licence",
            DueKind::Copies => "copies",
        }
    }

    fn named(kind: &str) -> Self {
        match kind {
            "guide" => DueKind::Guide,
            "worksheet" => DueKind::Worksheet,
            _ => DueKind::Facts,
        }
    }
}

/// Whether somebody has to do something about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Standing {
    /// Its day is past.
    Overdue,
    /// It is not reviewed as it stands.
    Unreviewed,
    /// A place has not said that no copy is left.
    Unanswered,
    /// On its day.
    Current,
    /// Nobody.
    Nothing,
}

/// Something that has a review or ends one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct DueRow {
    /// What it is.
    pub(super) kind: DueKind,
    /// Its id; of a licence that of the person.
    pub(super) id: String,
    /// Its language, where it has one.
    pub(super) lang: Option<String>,
    /// Its title; of a licence the name of the person.
    pub(super) title: Option<String>,
    /// `guide`, `worksheet` or `facts`, of texts and facts.
    pub(super) text_kind: Option<String>,
    /// The language of which it is a translation.
    pub(super) translation_of: Option<String>,
    /// Its revision, where it has one.
    pub(super) revision: Option<u32>,
    /// Its state, in a word.
    pub(super) state: String,
    /// Whether somebody has to do something about it.
    pub(super) standing: Standing,
    /// The names of those whose sign-offs hold, the latest first.
    pub(super) reviewers: Vec<String>,
    /// The id of the first of them.
    pub(super) reviewer: Option<String>,
    /// How many have to sign it.
    pub(super) reviewers_needed: Option<usize>,
    /// The day of the last review; of a licence that on which somebody looked it up.
    #[serde(with = "day")]
    pub(super) reviewed: Option<NaiveDate>,
    /// The day of the next one, as its pages print it.
    #[serde(with = "day")]
    pub(super) next_review: Option<NaiveDate>,
    /// The same of its own words alone, whatever the facts say that it prints.
    #[serde(with = "day")]
    pub(super) own_next_review: Option<NaiveDate>,
    /// What is due on that day, in words.
    pub(super) due: Option<String>,
    /// What stands in its way.
    pub(super) blocked_by: Vec<String>,
    /// What tells this review from all others, in calendars.
    pub(super) uid: Option<String>,
}

/// Days as text.
mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::model::date;

    pub(super) fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.map(|day| day.to_string()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<String>::deserialize(from)?.as_deref().and_then(date::parse))
    }
}

impl DueRow {
    /// One of which nothing is known yet.
    fn new(kind: DueKind, id: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            lang: None,
            title: None,
            text_kind: None,
            translation_of: None,
            revision: None,
            state: String::new(),
            standing: Standing::Nothing,
            reviewers: Vec::new(),
            reviewer: None,
            reviewers_needed: None,
            reviewed: None,
            next_review: None,
            own_next_review: None,
            due: None,
            blocked_by: Vec::new(),
            uid: None,
        }
    }

    /// When it is due, by horizons of which the shortest is first.
    pub(super) fn group(&self, horizons: &[Horizon], today: NaiveDate) -> DueGroup {
        match (self.standing, self.next_review) {
            (Standing::Overdue, _) => DueGroup::Overdue,
            (Standing::Unreviewed, _) => DueGroup::Unreviewed,
            (Standing::Unanswered, _) => DueGroup::Unanswered,
            (Standing::Nothing, _) => DueGroup::Nothing,
            (Standing::Current, Some(day)) => DueGroup::of_day(day, horizons, today),
            (Standing::Current, None) => DueGroup::Later,
        }
    }

    /// How many days are left; below zero where its day is past.
    pub(super) fn days_left(&self, today: NaiveDate) -> Option<i64> {
        Some(self.next_review?.signed_duration_since(today).num_days())
    }

    /// The id with its language.
    pub(super) fn named(&self) -> String {
        named(&self.id, self.lang.as_deref())
    }
}

fn named(id: &str, lang: Option<&str>) -> String {
    lang.map_or_else(|| id.to_owned(), |lang| format!("{id} ({lang})"))
}

/// All rows of a project, texts and facts first.
pub(super) fn rows(project: &Project, tree: &Tree, unfinished: &BTreeSet<String>, today: NaiveDate) -> Vec<DueRow> {
    let reviews = ReviewStatuses::of(project, today);
    let texts = statuses(project, &reviews);
    let blocks = Blocks { project, unfinished, today };
    let printed: BTreeSet<(&str, &str)> = texts
        .iter()
        .filter(|row| row.status.state != State::Withdrawn)
        .flat_map(|row| row.facts.iter().map(|(id, _)| (id.as_str(), row.subject.lang())))
        .collect();
    let packets = AskedPackets::of(tree);
    let known = texts.iter().map(|row| {
        let mut known = text(row, &blocks, &printed);
        if matches!(known.standing, Standing::Overdue | Standing::Unreviewed) {
            known.blocked_by.extend(packets.open(project, row.subject));
        }
        known
    });
    let unreadable = project.broken.iter().map(|(id, lang)| {
        let withdrawn = blocks.withdrawal(id, lang).is_some();
        let text_kind = kind(tree, id, lang);
        DueRow {
            lang: Some(lang.clone()),
            text_kind: Some(text_kind.to_owned()),
            state: if withdrawn { State::Withdrawn.as_str() } else { UNREADABLE.0 }.to_owned(),
            standing: if withdrawn { Standing::Nothing } else { Standing::Unreviewed },
            blocked_by: blocks.of_unreadable(id, lang),
            ..DueRow::new(DueKind::named(text_kind), id)
        }
    });
    let design = design_of(tree, project, today).map(|own| design(&own));
    let licences = licences(project, &texts, today);
    known.chain(unreadable).chain(design).chain(licences).chain(copies(project)).collect()
}

/// The row of a text or facts file.
fn text(row: &Row, blocks: &Blocks, printed: &BTreeSet<(&str, &str)>) -> DueRow {
    let (subject, status) = (row.subject, &row.status);
    let (id, lang) = (subject.id(), subject.lang());
    let is_needed = match subject {
        Subject::Text(_) => true,
        Subject::Facts(_) => printed.contains(&(id.as_str(), lang)),
    };
    let standing = match row.state() {
        _ if !is_needed => Standing::Nothing,
        State::Current => Standing::Current,
        State::Overdue => Standing::Overdue,
        State::Changed | State::Unreviewed => Standing::Unreviewed,
        State::Withdrawn => Standing::Nothing,
    };
    let mut blocked_by = blocks.of(row);
    if !is_needed {
        blocked_by.insert(0, "no text prints it".to_owned());
    }
    let original = original_of(blocks.project, subject);
    let reviewers = status.of_each();
    let reviewed = status.ruling().map(|ruling| ruling.reviewed);
    let what =
        json!([blocks.project.settings.publisher, id, lang, reviewed.map(|d| d.to_string()), status.digest.as_str()]);
    DueRow {
        lang: Some(lang.to_owned()),
        title: Some(subject.title().to_owned()),
        text_kind: Some(subject.kind().to_owned()),
        translation_of: original.map(str::to_owned),
        revision: Some(subject.revision()),
        state: row.state().as_str().to_owned(),
        standing,
        reviewers: reviewers.iter().map(|s| s.reviewer.name.clone()).collect(),
        reviewer: reviewers.first().map(|s| s.reviewer.id.clone()),
        reviewers_needed: Some(policy(blocks.project, subject).reviewers),
        reviewed,
        next_review: row.next_review(),
        own_next_review: status.next_review,
        due: due_first(status).map(ValidSignOff::what_is_due),
        blocked_by,
        uid: reviewed.map(|day| uid(&format!("{id}.{lang}.{day}"), &what.to_string())),
        ..DueRow::new(if original.is_some() { DueKind::Translation } else { DueKind::named(subject.kind()) }, &id)
    }
}

/// What a program with a calendar tells an entry by: the same as long as it is of the same thing.
fn uid(readable: &str, what: &str) -> String {
    let digest = digest_of(what);
    format!("{readable}.{}@handout", digest.get(..16).unwrap_or(&digest))
}

/// The row of a design of the project's own.
fn design(design: &Design) -> DueRow {
    let signed = design.signed.as_ref().ok();
    let why = design.signed.as_ref().err();
    DueRow {
        title: Some(format!("the project's own design: {}", design.named())),
        state: if signed.is_some() { "signed" } else { "unsigned" }.to_owned(),
        standing: if signed.is_some() { Standing::Nothing } else { Standing::Unreviewed },
        reviewers: signed.iter().map(|s| s.signed_by.clone()).collect(),
        reviewed: signed.and_then(|s| date::parse(&s.signed)),
        blocked_by: why.map(|why| format!("{why}, so nothing is released")).into_iter().collect(),
        ..DueRow::new(DueKind::Design, DESIGN)
    }
}

/// A row for each withdrawn text and each place that has not said that no copy is left.
fn copies(project: &Project) -> Vec<DueRow> {
    let mut rows: Vec<DueRow> = Vec::new();
    for ((id, lang), withdrawal) in &project.withdrawn {
        let record = project.withdrawals.get(&(id.clone(), lang.clone()));
        let record = record.into_iter().flatten().find(|own| own.is_same(withdrawal)).unwrap_or(withdrawal);
        for place in &project.settings.places {
            let answer = record.answer_of(&place.id);
            if answer.is_some_and(|answer| answer.copies.are_gone()) {
                continue;
            }
            let why = match answer {
                Some(answer) => format!("{} said on {} that {}", answer.by, answer.on, answer.copies.said()),
                None => format!("withdrawn on {}, and no slip came back", withdrawal.on),
            };
            let why = vec![format!("{}: {why}", place.name)];
            // A place is asked once about all languages.
            if let Some(row) = rows.iter_mut().find(|row| row.id == *id && row.blocked_by == why) {
                row.lang = row.lang.take().map(|langs| format!("{langs}, {lang}"));
                continue;
            }
            rows.push(DueRow {
                lang: Some(lang.clone()),
                title: Some(place.name.clone()),
                state: if answer.is_some() { "copies-left" } else { "unanswered" }.to_owned(),
                standing: Standing::Unanswered,
                blocked_by: why,
                ..DueRow::new(DueKind::Copies, id)
            });
        }
    }
    rows
}

/// The licences of those whose sign-offs hold, where the project asks for them.
fn licences(project: &Project, texts: &[Row], today: NaiveDate) -> Vec<DueRow> {
    match project.settings.review.licence {
        LicenceRule::Ignored => return Vec::new(),
        LicenceRule::Lapses | LicenceRule::Required => {}
    }
    // What each signed with a licence, which its last day ends.
    let mut signed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in texts.iter().filter(|row| row.status.state != State::Withdrawn) {
        for sign_off in row.status.of_each() {
            let ended = signed.entry(&sign_off.reviewer.id).or_default();
            if sign_off.reviewer.licence.is_some() {
                ended.push(named(&row.subject.id(), Some(row.subject.lang())));
            }
        }
    }
    let people = signed.into_iter().filter_map(|(id, ended)| Some((project.people.get(id)?, ended)));
    people.filter_map(|(person, ended)| licence(project, person, &ended, today)).collect()
}

/// The row of a licence.
fn licence(project: &Project, person: &Person, ended: &[String], today: NaiveDate) -> Option<DueRow> {
    let licence = person.licence.as_ref()?;
    let until = date::parse(&licence.until)?;
    let (state, standing) =
        if until < today { (State::Overdue, Standing::Overdue) } else { (State::Current, Standing::Current) };
    let more = ended.len().saturating_sub(NAMED);
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let ends = match ended.get(..NAMED).unwrap_or(ended) {
        [] => "no sign-off names it, so its last day ends none".to_owned(),
        texts => format!("its last day ends the reviews of {}{more}", texts.join(", ")),
    };
    let what = json!([project.settings.publisher, "licence", person.id, licence.body, licence.verified]);
    Some(DueRow {
        title: Some(person.name.clone()),
        state: state.as_str().to_owned(),
        standing,
        reviewers: vec![person.name.clone()],
        reviewer: Some(person.id.clone()),
        reviewed: date::parse(&licence.verified),
        next_review: Some(until),
        own_next_review: Some(until),
        due: Some(format!("a new licence of {} ({})", person.name, licence.body)),
        blocked_by: vec![ends],
        uid: Some(uid(&format!("licence.{}.{}", person.id, licence.verified), &what.to_string())),
        ..DueRow::new(DueKind::Licence, &person.id)
    })
}
