//! What `fill`, `extract` and `flatten` say of answers and of PDFs, on the worksheet of the fixture.

use handout::diag::Code;
use handout::pdf::object::{Dict, Object};

use super::cases::{Case, SHEET, run};
use crate::answers::ANSWERS;
use crate::support::{Fixture, TODAY};

const PDF: &str = "filled/all-fields.en-worksheet-letter-filled.pdf";
const FILL: &[&str] = &["fill", "all-fields", "--data", "answers.yaml"];
const FILL_JSON: &[&str] = &["fill", "all-fields", "--data", "answers.json"];
const FILL_CSV: &[&str] = &["fill", "all-fields", "--data", "families.csv"];
const NAMED: &[&str] = &["fill", "all-fields", "--data", "families.csv", "--name-from", "short.full-name"];
pub(super) const EXTRACT: &[&str] = &["extract", PDF];

/// Several lines with carriage returns, and the mark of byte order that a spreadsheet puts before them.
fn spreadsheet(fixture: &Fixture, lines: &[&str]) {
    fixture.write("families.csv", format!("\u{feff}{}\r\n", lines.join("\r\n")));
}

/// The catalog of a file.
fn catalog(file: &mut handout::pdf::file::File) -> &mut Dict {
    let root = file.root().expect("a catalog");
    file.get_mut(root).and_then(Object::dict_mut).expect("a catalog")
}

/// The dictionary of the form of a file.
fn form(file: &mut handout::pdf::file::File) -> &mut Dict {
    let number = catalog(file).reference("AcroForm").expect("a form");
    file.get_mut(number).and_then(Object::dict_mut).expect("a form")
}

pub(super) const ANSWER_CASES: &[Case] = &[
    // ---- answers in YAML and JSON -----------------------------------------------------------------------
    run("bad-answer", Code::BadAnswer, FILL, |f| {
        f.write(
            "answers.yaml",
            "\
shrt: {}
short:
  full-nam: Ann
  full-name: [Ann, Bob]
  day: soon
  phone: call me
  people: three
  agreed: perhaps
  somebody-else: Ann
long:
  hopes: {a: b}
  bring: [list, wallet]
  ride: taxi
  worry: 11
  family:
    - {who: Ann, tell: 555 0100, here: perhaps}
    - {}
    - {}
    - {}
  signed: {nam: Ann, date: 31/12/2026}
helpers:
  - {}
  - {helper-nme: Ann}
  - {}
extra-space: {text: [a], more: b}
",
        );
    }),
    run("bad-answer-shapes", Code::BadAnswer, FILL, |f| {
        f.write(
            "answers.yaml",
            "short: Ann\nlong:\n  family: {who: Ann}\n  signed: Ann\nhelpers: {helper-name: Ann}\nextra-space: Ann\n",
        );
    }),
    run("bad-answer-list", Code::BadAnswer, FILL, |f| {
        f.write("answers.yaml", "- short: {full-name: Ann}\n- short: {full-name: Bob}\n");
    }),
    run("bad-answer-of-another-form", Code::BadAnswer, FILL, |f| {
        f.write("answers.yaml", "file: plan.pdf\nform: plan\nanswers: {short: {full-name: Ann}}\n");
    }),
    run("bad-answer-in-json", Code::BadAnswer, FILL_JSON, |f| {
        f.write("answers.json", "{\n  \"short\": {\n    \"full-name\": \"\\ud83d\\ude42\",\n    \"day\": 3\n  }\n}\n");
    }),
    run("bad-answer-mixed", Code::BadAnswer, FILL, |f| {
        f.write(
            "answers.yaml",
            "short: {full-name: \"Ann … [1]\"}\nextra-space: {text: \"[1] … of a large family\"}\n",
        );
    }),
    run("answers-duplicate-key", Code::DuplicateKey, FILL, |f| {
        f.write("answers.yaml", "short:\n  full-name: Ann\n  day: soon\n  full-name: Bob\n");
    }),
    run("answers-yaml-syntax", Code::YamlSyntax, FILL, |f| {
        f.write("answers.yaml", "short:\n  full-name: Ann\nlong:\n  hopes: First: a day\n");
    }),
    run("answers-comment", Code::CommentInText, FILL, |f| {
        f.write("answers.yaml", "short:\n  full-name: Ann, door #2\n");
    }),
    run("answers-json-syntax", Code::YamlSyntax, FILL_JSON, |f| {
        f.write("answers.json", "{\"short\": {\"full-name\": \"Ann\"}\n");
    }),
    run("answers-two-documents", Code::YamlSyntax, FILL, |f| {
        f.write("answers.yaml", "short: {full-name: Ann}\n---\nshort: {full-name: Bob}\n");
    }),
    // ---- answers in CSV ---------------------------------------------------------------------------------
    run("bad-answer-table-head", Code::BadAnswer, NAMED, |f| {
        spreadsheet(f, &["short.ful-name,short.day,short.day,,Age,short.people", "Ann,soon,soon,,3,4"]);
    }),
    run("bad-answer-table-without-head", Code::BadAnswer, FILL_CSV, |f| {
        spreadsheet(f, &["Ann,12/13/2026,555-0100", "Bob,12/14/2026,555-0101"]);
    }),
    run("bad-answer-table-rows", Code::BadAnswer, FILL_CSV, |f| {
        spreadsheet(
            f,
            &[
                "form;language;short.full-name;short.day;long.bring;long.worry;",
                "all-fields;en;Ann;soon;list, wallet;11;",
                "all-fields;en;\"Ann",
                "Bob\";12/32/2026;;;",
                "all-fields;en;Cy",
                ";;;;;;",
                "plan;es;Dee;12/13/2026;;;",
                "all-fields;en;Eve;12/13/2026;;;;;x",
                "all-fields;en;Flo;12/13/2026;;;a note",
            ],
        );
    }),
    run("bad-answer-table-without-rows", Code::BadAnswer, FILL_CSV, |f| {
        spreadsheet(f, &["short.full-name;short.day", ";", ""]);
    }),
    run("bad-answer-table-empty", Code::BadAnswer, FILL_CSV, |f| {
        f.write("families.csv", "");
    }),
    run("bad-answer-table-names", Code::BadAnswer, NAMED, |f| {
        spreadsheet(f, &["short.full-name,short.day", "Ann,", ",12/13/2026", "ann,", "?!,", "Bob,"]);
    }),
    // ---- how answers look -------------------------------------------------------------------------------
    run("answer-too-long-moved", Code::AnswerTooLong, FILL, |f| {
        f.write("answers.yaml", format!("short: {{full-name: \"{}\"}}\n", "Ann and Bob, ".repeat(20)));
    }),
    run("answer-too-long-stuck", Code::AnswerTooLong, FILL, |f| {
        f.write("answers.yaml", format!("short: {{full-name: \"{}\", people: 3}}\n", "Ann and Bob, ".repeat(2000)));
    }),
    run("answer-too-long-extra", Code::AnswerTooLong, FILL, |f| {
        f.write("answers.yaml", format!("extra-space: {{text: \"{}\"}}\n", "Ann and Bob, ".repeat(2000)));
    }),
    run("answer-too-long-in-row", Code::AnswerTooLong, FILL_CSV, |f| {
        spreadsheet(f, &["short.full-name,short.day", "Ann,", &format!("\"{}\",", "Ann and Bob, ".repeat(2000))]);
    }),
    run("answer-too-long-in-pdf", Code::AnswerTooLong, EXTRACT, |f| {
        let pdf = f.filled(ANSWERS);
        f.typed(&pdf, &[("short.full-name", &"Ann and Bob, ".repeat(20))]);
    }),
    run("answer-missing-glyph", Code::AnswerMissingGlyph, FILL, |f| {
        f.write(
            "answers.yaml",
            "short: {full-name: Анна}\nhelpers:\n  - {helper-name: Jose\u{301}}\n  - {helper-name: 🙂}\n",
        );
    }),
    run("bad-answer-in-pdf", Code::BadAnswer, EXTRACT, |f| {
        let pdf = f.filled(ANSWERS);
        f.typed(
            &pdf,
            &[
                ("short.day", "soon"),
                ("short.phone", "call me"),
                ("short.people", "three"),
                ("long.weekday", "taxi"),
                ("long.signed.date", " "),
            ],
        );
    }),
    run("answer-missing", Code::AnswerMissing, EXTRACT, |f| {
        f.filled("short: {day: 2026-12-03, full-name: \"  \"}\n");
    }),
    run("answer-missing-complete", Code::AnswerMissing, &["extract", PDF, "--complete"], |f| {
        f.filled("short: {day: 2026-12-03}\n");
    }),
    run(
        "answer-missing-glyph-on-paper",
        Code::AnswerMissingGlyph,
        &["fill", "all-fields", "--data", "answers.yaml", "--flatten"],
        |f| {
            f.write("answers.yaml", "short: {full-name: Анна}\nhelpers:\n  - {helper-name: Ann}\n");
        },
    ),
    run("beside-fields", Code::BesideFields, EXTRACT, |f| {
        let pdf = f.filled(ANSWERS);
        f.alter(&pdf, |file, _| {
            let box_of_words = Dict::of([
                ("Type", Object::name("Annot")),
                ("Subtype", Object::name("FreeText")),
                ("Rect", Object::numbers([100.0, 300.0, 300.0, 330.0])),
                ("Contents", Object::text("My sister calls at 5")),
            ]);
            let number = file.add(Object::Dict(box_of_words));
            let page = file.pages()[0];
            let page = file.get_mut(page).and_then(Object::dict_mut).expect("a page");
            let Some(Object::Array(list)) = page.get_mut("Annots") else { panic!("no fields") };
            list.push(Object::Ref(number));
        });
    }),
    run("extra-space-changed", Code::ExtraSpaceChanged, EXTRACT, |f| {
        let pdf = f.filled(&ANSWERS.replace("José Ñúñez", &"Ann goes on ".repeat(20)));
        f.typed(&pdf, &[("short.full-name", "Ann")]);
    }),
    run("damaged-pdf", Code::DamagedPdf, EXTRACT, |f| {
        let pdf = f.filled(ANSWERS);
        let bytes = std::fs::read(f.path(&pdf)).expect("the PDF is there");
        f.write(&pdf, &bytes[..bytes.len() - 23]);
    }),
    run("bad-pdf-photo", Code::BadPdf, EXTRACT, |f| {
        f.write(PDF, b"\xff\xd8\xff\xe0");
    }),
    // ---- forms ------------------------------------------------------------------------------------------
    run("form-superseded", Code::FormSuperseded, EXTRACT, |f| {
        f.filled(ANSWERS);
        f.edit(SHEET, "revision: 1\n", "revision: 2\n")
            .edit(SHEET, "{id: people, type: number, label: How many people come?}", "{id: guests, type: number, label: How many people come?}\n      - {id: language, type: text, label: Language}")
            .edit(SHEET, ", {id: card, label: A card}", ", {id: coat, label: A coat}")
            .edit(SHEET, "rows: 3", "rows: 2")
            .edit(SHEET, "{id: day, type: date", "{id: day, type: text");
    }),
    run("form-superseded-under-revision", Code::FormSuperseded, EXTRACT, |f| {
        f.filled(ANSWERS);
        f.edit(SHEET, "label: Your name", "label: Your whole name");
    }),
    run("foreign-form", Code::ForeignForm, EXTRACT, |f| {
        let pdf = f.filled(ANSWERS);
        f.alter(&pdf, |file, _| drop(catalog(file).remove("Metadata")));
    }),
    run("foreign-form-to-fill", Code::ForeignForm, &["fill", PDF, "--data", "answers.yaml", "--out", "again"], |f| {
        let pdf = f.filled(ANSWERS);
        f.alter(&pdf, |file, _| drop(catalog(file).remove("Metadata")));
    }),
    run("foreign-form-to-flatten", Code::ForeignForm, &["flatten", PDF], |f| {
        let pdf = f.filled(ANSWERS);
        f.alter(&pdf, |file, _| drop(catalog(file).remove("Metadata")));
    }),
    run("pages-changed", Code::PagesChanged, EXTRACT, |f| {
        let pdf = f.filled(ANSWERS);
        change_page(f, &pdf);
    }),
    run("pages-changed-to-flatten", Code::PagesChanged, &["flatten", PDF], |f| {
        let pdf = f.filled(ANSWERS);
        change_page(f, &pdf);
    }),
    run(
        "no-form",
        Code::NoForm,
        &[
            "extract",
            "filled/all-fields.en-worksheet-letter-filled-flat.pdf",
            "out/maple/first-visit.en-leaflet-letter.pdf",
        ],
        |f| {
            let pdf = f.filled(ANSWERS);
            f.run(&["flatten", &pdf]).exits(0);
            f.run(&["build", "first-visit", "--paper", "letter", "--today", TODAY]).exits(0);
        },
    ),
    // ---- files ------------------------------------------------------------------------------------------
    run("bad-pdf", Code::BadPdf, &["extract", "letter.pdf", "cut.pdf", "sources", "no-such.pdf", "empty.pdf"], |f| {
        let pdf = f.filled(ANSWERS);
        let bytes = std::fs::read(f.path(&pdf)).expect("it is there");
        f.write("letter.pdf", "Dear clinic").write("empty.pdf", "").write("cut.pdf", &bytes[..bytes.len() / 2]);
    }),
    run("bad-pdf-to-fill", Code::BadPdf, &["fill", "letter.pdf", "--data", "answers.yaml"], |f| {
        f.write("letter.pdf", "Dear clinic").write("answers.yaml", ANSWERS);
    }),
    run("pdf-content", Code::PdfContent, EXTRACT, |f| {
        let pdf = f.filled(ANSWERS);
        f.alter(&pdf, |file, _| {
            form(file).set("XFA", Object::text("x"));
            catalog(file).set("AA", Object::Dict(Dict::default()));
            let signature = file.add(Object::Dict(Dict::of([
                ("FT", Object::name("Sig")),
                ("T", Object::text("seal")),
                ("V", Object::Dict(Dict::of([("Type", Object::name("Sig"))]))),
            ])));
            match form(file).get_mut("Fields") {
                Some(Object::Array(fields)) => fields.push(Object::Ref(signature)),
                _ => panic!("no fields"),
            }
        });
    }),
    run("pdf-content-signed", Code::PdfContent, &["flatten", PDF], |f| {
        let pdf = f.filled(ANSWERS);
        f.alter(&pdf, |file, _| {
            let value = Object::Dict(Dict::of([("Type", Object::name("Sig"))]));
            let field = Dict::of([("FT", Object::name("Sig")), ("T", Object::text("seal")), ("V", value)]);
            let signature = file.add(Object::Dict(field));
            match form(file).get_mut("Fields") {
                Some(Object::Array(fields)) => fields.push(Object::Ref(signature)),
                _ => panic!("no fields"),
            }
        });
    }),
];

/// Adds a line to the first page of a PDF.
fn change_page(fixture: &Fixture, pdf: &str) {
    fixture.alter(pdf, |file, _| {
        let page = file.pages()[0];
        let data = std::sync::Arc::from(&b"0 0 m 9 9 l S"[..]);
        let stream = file.add(Object::Stream(handout::pdf::object::Stream { dict: Dict::default(), data }));
        let page = file.get_mut(page).and_then(Object::dict_mut).expect("a page");
        let before = page.get("Contents").cloned().expect("contents");
        page.set("Contents", Object::Array(vec![before, Object::Ref(stream)]));
    });
}
