//! A project of two hundred texts, made here, with what has to be said of each on a day: by days that a person worked out.

use std::collections::BTreeMap;

use handout::review::digest::{CANON, Digest};
use handout::review::subject::Subject;
use serde_json::{Value, json};

use crate::inside::project;
use crate::support::Fixture;
use handout::project::Tree;

/// The day on which all of it is judged: two months later is a leap day.
pub(crate) const ON: &str = "2027-12-31";

/// Somebody who signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// A physician without a licence in `people.yaml`.
    Reviewer,
    /// The same without being a nurse either.
    Professional,
    /// A nurse.
    Nurse,
    /// Somebody with a licence until 2028-01-31.
    Licensed,
    /// Somebody with a licence until 2027-12-01.
    Lapsed,
}

impl By {
    /// As a sign-off keeps them.
    fn signer(self) -> Value {
        let signer = |id: &str, name: &str, credentials: &str| json!({"id": id, "name": name, "credentials": credentials, "role": "counselor", "addiction_professional": false});
        let mut signer = match self {
            By::Reviewer => signer("one", "Sample One", "MD"),
            By::Professional => signer("two", "Sample Two", "LPC"),
            By::Nurse => signer("three", "Sample Three", "RN"),
            By::Licensed => signer("four", "Jörg Müßig; Sample", "MD"),
            By::Lapsed => signer("five", "Sample Five", "MD"),
        };
        let licence = |until: &str| json!({"body": "Sample Board, Ohio", "verified": "2026-11-01", "until": until});
        match self {
            By::Reviewer | By::Professional => {}
            By::Nurse => signer["specialties"] = json!(["nursing"]),
            By::Licensed => signer["licence"] = licence("2028-01-31"),
            By::Lapsed => signer["licence"] = licence("2027-12-01"),
        }
        signer
    }
}

const ALL: [By; 5] = [By::Reviewer, By::Professional, By::Nurse, By::Licensed, By::Lapsed];

/// What was done with a text.
#[derive(Clone, Copy)]
pub(crate) enum Done {
    /// Each signed on a day, with the day of the next review.
    Signed(&'static [(By, &'static str, &'static str)]),
    /// Signed, and changed afterwards.
    Changed,
    /// Signed, and withdrawn.
    Withdrawn,
    /// Signed, and its file has a mistake.
    Unreadable,
    /// Signed, and its record has a mistake.
    BrokenRecord,
    /// Signed, and a placeholder stands in it.
    Unfinished,
}

/// Texts of one kind: how many, what was done with them, and what is right on the day.
pub(crate) struct Batch {
    pub(crate) count: usize,
    pub(crate) kind: &'static str,
    pub(crate) lang: &'static str,
    pub(crate) done: Done,
    pub(crate) group: &'static str,
    pub(crate) state: &'static str,
    /// The next review and the days that are left.
    pub(crate) day: Option<(&'static str, i64)>,
    /// What stands in its way, or a part of it.
    pub(crate) why: &'static str,
    pub(crate) title: &'static str,
}

const TITLE: &str = "A visit";

const fn guides(
    count: usize,
    done: Done,
    group: &'static str,
    state: &'static str,
    day: Option<(&'static str, i64)>,
    why: &'static str,
) -> Batch {
    Batch { count, kind: "guide", lang: "en", done, group, state, day, why, title: TITLE }
}

const fn sheets(
    count: usize,
    done: Done,
    group: &'static str,
    state: &'static str,
    day: Option<(&'static str, i64)>,
    why: &'static str,
) -> Batch {
    Batch { count, kind: "worksheet", lang: "en", done, group, state, day, why, title: TITLE }
}

/// Two hundred texts. December 31, 2027 and two, three and six months are February 29, March 31 and June 30, 2028.
pub(crate) const BATCHES: &[Batch] = &[
    guides(
        20,
        Done::Signed(&[(By::Reviewer, "2026-02-28", "2028-02-29")]),
        "within-2mo",
        "current",
        Some(("2028-02-29", 60)),
        "",
    ),
    guides(
        10,
        Done::Signed(&[(By::Reviewer, "2026-03-01", "2028-03-01")]),
        "within-3mo",
        "current",
        Some(("2028-03-01", 61)),
        "",
    ),
    guides(
        10,
        Done::Signed(&[(By::Reviewer, "2026-03-31", "2028-03-31")]),
        "within-3mo",
        "current",
        Some(("2028-03-31", 91)),
        "",
    ),
    guides(
        10,
        Done::Signed(&[(By::Reviewer, "2026-04-01", "2028-04-01")]),
        "within-6mo",
        "current",
        Some(("2028-04-01", 92)),
        "",
    ),
    guides(
        10,
        Done::Signed(&[(By::Reviewer, "2026-06-30", "2028-06-30")]),
        "within-6mo",
        "current",
        Some(("2028-06-30", 182)),
        "",
    ),
    guides(
        20,
        Done::Signed(&[(By::Reviewer, "2026-07-01", "2028-07-01")]),
        "later",
        "current",
        Some(("2028-07-01", 183)),
        "",
    ),
    guides(10, Done::Signed(&[(By::Reviewer, "2025-12-31", ON)]), "within-2mo", "current", Some((ON, 0)), ""),
    guides(
        10,
        Done::Signed(&[(By::Reviewer, "2025-12-30", "2027-12-30")]),
        "overdue",
        "overdue",
        Some(("2027-12-30", -1)),
        "the next review was due on 2027-12-30; it may still be released until 2028-01-13",
    ),
    guides(
        5,
        Done::Signed(&[(By::Reviewer, "2025-12-17", "2027-12-17")]),
        "overdue",
        "overdue",
        Some(("2027-12-17", -14)),
        "the next review was due on 2027-12-17; it may still be released until 2027-12-31",
    ),
    guides(
        5,
        Done::Signed(&[(By::Reviewer, "2025-12-16", "2027-12-16")]),
        "overdue",
        "overdue",
        Some(("2027-12-16", -15)),
        "the next review was due on 2027-12-16",
    ),
    guides(20, Done::Signed(&[]), "unreviewed", "unreviewed", None, "nobody has signed it off"),
    guides(10, Done::Changed, "unreviewed", "changed", None, "the words changed after the last sign-off"),
    guides(
        5,
        Done::Withdrawn,
        "nothing",
        "withdrawn",
        None,
        "withdrawn on 2027-06-01 by Sample Clerk: a dose was wrong",
    ),
    guides(5, Done::Unreadable, "unreviewed", "unreadable", None, "the file has errors"),
    guides(5, Done::BrokenRecord, "unreviewed", "unreviewed", None, "the file of its sign-offs has errors"),
    guides(
        3,
        Done::Unfinished,
        "later",
        "current",
        Some(("2028-07-01", 183)),
        "placeholders stand for words in sources/guides/",
    ),
    sheets(
        5,
        Done::Signed(&[(By::Nurse, "2027-06-01", "2029-06-01")]),
        "unreviewed",
        "unreviewed",
        None,
        "1 of 2 reviewers signed it (signed by Sample Three on 2027-06-01)",
    ),
    sheets(
        5,
        Done::Signed(&[(By::Reviewer, "2027-06-01", "2029-06-01"), (By::Professional, "2027-06-02", "2029-06-02")]),
        "unreviewed",
        "unreviewed",
        None,
        "a specialist in nursing has to sign it too",
    ),
    sheets(
        5,
        Done::Signed(&[(By::Reviewer, "2027-06-01", "2028-06-01"), (By::Nurse, "2027-02-15", "2028-02-15")]),
        "within-2mo",
        "current",
        Some(("2028-02-15", 46)),
        "",
    ),
    Batch {
        count: 10,
        kind: "guide",
        lang: "es",
        done: Done::Signed(&[(By::Professional, "2027-05-15", "2028-05-15")]),
        group: "within-6mo",
        state: "current",
        day: Some(("2028-05-15", 136)),
        why: "",
        title: "Una visita",
    },
    guides(
        8,
        Done::Signed(&[(By::Licensed, "2027-06-30", "2029-06-30")]),
        "within-2mo",
        "current",
        Some(("2028-01-31", 31)),
        "a new licence of Jörg Müßig; Sample is due on 2028-01-31",
    ),
    guides(
        5,
        Done::Signed(&[(By::Lapsed, "2027-06-30", "2029-06-30")]),
        "overdue",
        "overdue",
        Some(("2027-12-01", -30)),
        "a new licence of Sample Five was due on 2027-12-01",
    ),
    Batch {
        count: 4,
        kind: "guide",
        lang: "en",
        done: Done::Signed(&[(By::Reviewer, "2026-02-10", "2028-02-10")]),
        group: "within-2mo",
        state: "current",
        day: Some(("2028-02-10", 41)),
        why: "",
        title: "=Größe, Maß; “Überblick”: ein sehr langer Titel, über den hinaus keine Zeile geht, älter, öfter, müde, süß",
    },
];

/// What is right of a text on the day.
pub(crate) struct Expected {
    pub(crate) batch: &'static Batch,
    pub(crate) id: String,
}

/// Ids and what is right of them. The texts in Spanish are translations of the first in English.
pub(crate) fn expected() -> Vec<Expected> {
    let mut all = Vec::new();
    let mut number = 0;
    for batch in BATCHES {
        for i in 1..=batch.count {
            number += 1;
            let id = if batch.lang == "es" { format!("text-{i:03}") } else { format!("text-{number:03}") };
            all.push(Expected { batch, id });
        }
    }
    assert_eq!(all.len(), 200);
    all
}

fn file(text: &Expected) -> String {
    let folder = if text.batch.kind == "guide" { "guides" } else { "worksheets" };
    format!("sources/{folder}/{}/{}.yaml", text.id, text.batch.lang)
}

/// The words of a text.
fn words(text: &Expected) -> String {
    let (id, title) = (&text.id, text.batch.title);
    let head = |audience: &str, message: &str, summary: &str| {
        format!(
            "id: {id}\ntitle: \"{title}\"\nrevision: 3\naudience: {audience}\nmain_message: {message}\nsummary: \
             {summary}\nauthors: [sample-authors]\ndates: {{issued: 2025-11-20}}\n"
        )
    };
    match (text.batch.kind, text.batch.lang) {
        ("worksheet", _) => {
            head("Families before a first visit", "Write down what you know.", "A sheet to bring along.")
                + "parts:\n  - id: short\n    heading: Short answers\n    fields:\n      - {id: full-name, type: text, label: Your name}\n"
        }
        (_, "es") => {
            head(
                "Familias antes de una visita",
                "Vengan con sus preguntas.",
                "Lo que pasa en una primera visita a la clínica.",
            ) + "sections:\n  - {id: before, heading: Antes de venir, brief: Escriba lo que quiere preguntar., body: 'Escriba tres preguntas y traiga la lista de medicinas a la visita.'}\n"
        }
        _ => {
            head(
                "Families before a first visit",
                "Come with your questions.",
                "What happens at a first visit to the clinic.",
            ) + "sections:\n  - {id: before, heading: Before you come, brief: Write down what you want to ask., body: 'Write down three questions and bring the list of medicines to the visit.'}\n"
        }
    }
}

/// A sign-off of a subject.
fn sign_off(subject: Subject, (by, reviewed, next): (By, &str, &str)) -> (Value, String) {
    let canonical = subject.canonical(CANON).expect("a version that is");
    let digest = Digest::of(canonical.as_bytes());
    let authors = [json!({"id": "sample-authors", "name": "Sample Authors", "addiction_professional": false})];
    let sign_off = json!({
        "text": subject.id(), "lang": subject.lang(), "revision": subject.revision(), "canon": CANON,
        "digest": digest.as_str(), "reviewed": reviewed, "next_review": next, "recorded_by": "Sample Clerk",
        "reviewer": by.signer(), "authors": authors,
    });
    (sign_off, canonical)
}

/// Writes the record of a subject.
fn record(fixture: &Fixture, subject: Subject, signed: &[(By, &str, &str)], withdrawals: &[Value]) {
    let mut sign_offs = Vec::new();
    for signed in signed {
        let (sign_off, canonical) = sign_off(subject, *signed);
        fixture.write(
            &format!("sources/reviews/texts/{}.json", sign_off["digest"].as_str().expect("a digest")),
            canonical,
        );
        sign_offs.push(sign_off);
    }
    let record = json!({"sign_offs": sign_offs, "withdrawals": withdrawals});
    fixture.write(&format!("sources/reviews/{}.{}.yaml", subject.id(), subject.lang()), record.to_string());
}

/// What is signed by `One` and not due soon.
const LONG: (By, &str, &str) = (By::Reviewer, "2026-07-01", "2028-07-01");

/// Does with a text what was done with it.
fn finish(fixture: &Fixture, text: &Expected, subject: Subject) {
    let (id, lang) = (subject.id(), subject.lang());
    let path = file(text);
    match text.batch.done {
        Done::Signed([]) => {}
        Done::Signed(signed) => record(fixture, subject, signed, &[]),
        Done::Changed => {
            record(fixture, subject, &[LONG], &[]);
            fixture.edit(&path, "revision: 3", "revision: 4").edit(&path, "three questions", "four questions");
        }
        Done::Withdrawn => {
            let withdrawal = json!({"on": "2027-06-01", "by": "Sample Clerk", "reason": "a dose was wrong"});
            record(fixture, subject, &[LONG], std::slice::from_ref(&withdrawal));
            fixture.write(&format!("sources/reviews/withdrawn/{id}.{lang}.json"), json!([withdrawal]).to_string());
        }
        Done::Unreadable => {
            record(fixture, subject, &[LONG], &[]);
            fixture.edit(&path, "revision: 3", "revision: three");
        }
        Done::BrokenRecord => {
            fixture.write(&format!("sources/reviews/{id}.{lang}.yaml"), "sign_offs: [{\n");
        }
        Done::Unfinished => record(fixture, subject, &[LONG], &[]),
    }
}

/// The project: two hundred texts, the two of the fixture that print facts, and the facts.
pub(crate) fn many() -> Fixture {
    let fixture = Fixture::reviewed();
    fixture.edit(
        "sources/project.yaml",
        "review: {months: 24}",
        "review: {months: 24, worksheet: {reviewers: 2, specialist: nursing}, translation: {months: 12}, grace: 14, licence: lapses}",
    );
    fixture.edit("sources/project.yaml", "languages: [en]", "languages: [en, es]");
    fixture.edit("sources/clinics/maple.yaml", "hours: {en: \"Monday to Friday, 9 am to 4 pm\"}\n", "");
    fixture.edit("sources/clinics/maple.yaml", "a leaf\"}", "a leaf\", es: \"Maple Street Clinic, una hoja\"}");
    // The facts that come with handout in Spanish are of its authors; no text here prints them.
    let mut people = vec![
        json!({"id": "sample-authors", "kind": "organisation", "name": "Sample Authors"}),
        json!({"id": "handout-project", "kind": "organisation", "name": "The handout project"}),
    ];
    people.extend(ALL.map(By::signer));
    fixture.write("sources/people.yaml", json!({"people": people}).to_string());
    let texts = expected();
    for text in &texts {
        let mut words = words(text);
        if matches!(text.batch.done, Done::Unfinished) {
            words = words.replace("the list of medicines", "the list of [insert what]");
        }
        fixture.write(&file(text), words);
    }
    let (loaded, sink) = project(&Tree::read(&fixture.path("")).expect("the project can be read"));
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    assert!(loaded.broken.is_empty(), "{sink:?}");
    let by_key: BTreeMap<_, _> = loaded.texts.iter().collect();
    let text = |id: &str, lang: &str| Subject::Text(by_key[&(id.to_owned(), lang.to_owned())]);
    for expected in &texts {
        finish(&fixture, expected, text(&expected.id, expected.batch.lang));
    }
    let facts = Subject::Facts(&loaded.facts[&("us".to_owned(), "en".to_owned())]);
    record(&fixture, facts, &[(By::Reviewer, "2027-12-20", "2029-12-20")], &[]);
    record(&fixture, text("first-visit", "en"), &[(By::Reviewer, "2027-11-25", "2029-11-25")], &[]);
    let two = [(By::Reviewer, "2027-11-25", "2029-11-25"), (By::Nurse, "2027-11-26", "2029-11-26")];
    record(&fixture, text("all-fields", "en"), &two, &[]);
    fixture
}
