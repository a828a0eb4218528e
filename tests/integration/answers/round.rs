//! What is filled in comes back: 1,000 sets of answers of every type, in two languages, as JSON, YAML and CSV, and on
//! flattened pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use handout::acroform::appearance::{FieldBox, covers, printed};
use handout::acroform::font::{FieldFont, FontInFile};
use handout::acroform::names::FieldValues;
use handout::acroform::read::read;
use handout::answers::cell::{cells, tidy};
use handout::answers::complete::{FillOptions, Template};
use handout::answers::extract::{self, Extracted};
use handout::answers::nested::nested;
use handout::answers::overflow::{capacities, marks, move_overflow};
use handout::answers::table::AnswerTable;
use handout::answers::{export, file, open};
use handout::diag::{Code, Finding, Severity, Sink};
use handout::document::Job;
use handout::model::field::{CellType, Entry};
use handout::model::{Paper, Product};
use handout::pdf::file::File;
use handout::pdf::object::Object;
use handout::questions::schema::FormSchema;
use handout::source::{Sources, yaml};
use serde_json::{Value, json};

use crate::inside::{FONTS, base, jobs, made, project, reviewed};

/// A worksheet with every type, in parts that come once and more than once.
const WORKSHEET: &str = "\
id: every-type
title: Every type
revision: 1
audience: Families
summary: A sheet.
authors: [sample-authors]
dates: {issued: 2026-11-20}
parts:
  - id: once
    heading: Once
    fields:
      - {id: name, type: text, label: Name, required: true}
      - {id: half, type: text, label: Half, width: half}
      - {id: day, type: date, label: Day, width: half}
      - {id: phone, type: phone, label: Phone, width: half}
      - {id: many, type: number, label: Many, width: half}
      - {id: box, type: checkbox, label: Box}
      - {id: long, type: long-text, label: Long, lines: 5}
      - {id: two, type: long-text, label: Two, lines: 2}
      - {id: any, type: checkboxes, label: Any, options: [{id: a, label: A}, {id: b, label: B}, {id: c-d, label: C; D}]}
      - {id: one, type: choice, label: One, options: [{id: \"yes\", label: \"Yes\"}, {id: \"no\", label: \"No\"}]}
      - {id: drop, type: choice, label: Drop, options: [{id: o1, label: One}, {id: o2, label: Two}, {id: o3, label: Three}, {id: o4, label: Four}, {id: o5, label: Five}, {id: o6, label: Six}]}
      - {id: scale, type: scale, label: Scale, low: Low, high: High}
      - {id: signed, type: signature, label: Signed}
  - id: again
    heading: Again
    repeat: 2
    repeat_label: Time
    fields:
      - {id: what, type: text, label: What}
      - {id: which, type: choice, label: Which, options: [{id: x, label: X}, {id: z, label: Z}]}
      - id: rows
        type: table
        label: Rows
        rows: 3
        columns: [{id: w, label: Words}, {id: d, label: Day, type: date}, {id: p, label: Phone, type: phone}, {id: m, label: Many, type: number}, {id: t, label: Tick, type: checkbox}]
";

pub(super) static FONT: LazyLock<FieldFont> = LazyLock::new(|| FONTS.for_fields().expect("the font of answers ships"));

/// The glyphs of a word as a look shows them, face by face.
pub(super) fn shown(word: &str) -> Vec<String> {
    let mut content = String::new();
    FontInFile { font: &FONT, object: 0, others: &[] }.show(&mut content, word, 10.0);
    content.split('<').skip(1).filter_map(|run| Some(run.split_once('>')?.0.to_owned())).collect()
}

/// The form in a language, ready to be filled.
pub(super) fn template(lang: &str) -> Template<'static> {
    let mut tree = reviewed();
    tree.insert(&format!("sources/worksheets/every-type/{lang}.yaml"), WORKSHEET.to_owned());
    tree.insert("sources/project.yaml", "papers: [letter]\nlanguages: [en, es]\nproducts: [worksheet]\nclinics: [maple]\npublisher: Sample Publisher\nreview: {months: 24}\n".to_owned());
    let clinic = "id: maple\nname: Maple Clinic\nregion: us\naddress: [\"1 Main Street\"]\nphone: 555-0123\n";
    tree.insert("sources/clinics/maple.yaml", clinic.to_owned());
    let (loaded, sink) = project(&tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let loaded = loaded.expect("a project");
    let jobs = jobs(&loaded);
    let wanted =
        |j: &&Job| j.text.head.id == "every-type" && j.product == Product::Worksheet && j.paper == Paper::Letter;
    let job = jobs.iter().find(wanted).expect("a worksheet");
    let mut sink = Sink::default();
    let made = made(&base(&tree), job, &Sources::default(), &[], &mut sink);
    assert!(sink.is_empty(), "{sink:?}");
    let file = File::read(&made.bytes().expect("a file")).expect("a file that can be read");
    let found = read(&file).expect("a form");
    let embedded = found.embedded.clone().expect("a form of handout");
    Template::new(file, found, embedded, &FONT).expect("a form with a font")
}

/// Choices that differ from set to set and never from run to run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    fn words(&mut self, count: usize) -> String {
        const WORDS: &[&str] =
            &["a", "quiet", "día", "helps", "más", "than", "words", "someone", "listens", "and", "waits,", "Ñúñez"];
        (0..count).map(|_| self.of(WORDS)).collect::<Vec<_>>().join(self.of(&[" ", " ", " ", "  ", "\n"]))
    }

    /// Words of every kind.
    fn text(&mut self) -> String {
        match self.below(20) {
            0 | 1 => String::new(),
            2..=6 => {
                let count = 1 + self.below(8);
                self.words(count)
            }
            7 => self
                .of(&["José Ñúñez", "Jose\u{301}", "a\u{308}\u{301}b", "Zoë", "\u{301}", "Łódź", "ﬁ", "½ €"])
                .to_owned(),
            8 => self.of(&["🙂", "👩‍👩‍👧‍👦 family", "🇪🇸🇲🇽", "👍🏽", "❤️", "a🙂b", "𝒜"]).to_owned(),
            9 => self
                .of(&["שלום עולם", "مرحبا", "Anna שלום 12", "\u{202e}abc\u{202c}", "Привет", "你好", "한국어"])
                .to_owned(),
            10 => self
                .of(&[
                    " ",
                    "    ",
                    "  a  ",
                    "\ta\tb",
                    "\n",
                    "\n\n\n",
                    "a\n",
                    "\na",
                    " \n ",
                    "a\n\n\n\n\n\n\n\nb",
                    "\u{3000}a\u{a0}",
                ])
                .to_owned(),
            11 => self
                .of(&[
                    "=1+1", "+1 555", "-2", "@x", "'=x", "''", "'", "'-2", "\t=x", "-", "＝x", "=\"a\"", "\"",
                    ",;\t\"\n", "a;b,c",
                ])
                .to_owned(),
            12 => self
                .of(&[
                    "yes",
                    "no",
                    "null",
                    "~",
                    "1e3",
                    "007",
                    "- a",
                    "# x",
                    "a: b",
                    "{a}",
                    "[a]",
                    "|",
                    "> a",
                    "2026-12-03",
                    "%",
                    "&a *a",
                    "!x",
                    "---",
                    "...",
                    "? a",
                    ".inf",
                    "0x1F",
                    "true",
                    "\\n",
                    "\\",
                ])
                .to_owned(),
            13 => self
                .of(&[
                    "\u{200b}a\u{200b}",
                    "a\u{feff}",
                    "\u{feff}a",
                    "a\u{ad}b",
                    "\u{2028}a",
                    "a\u{7}b",
                    "a\r\nb\rc",
                    "a\u{b}b\u{c}c\u{85}d",
                    "\u{e000}",
                    "\u{fffd}\u{fffe}",
                ])
                .to_owned(),
            // What reads like the signs of answers that go on.
            14 => self.of(&["see … [1]", "[1] …", "x\n[7] … y", "… [8]", "… [16.1.1]", "[7] … [1]"]).to_owned(),
            15 => {
                let count = 20 + self.below(60);
                self.words(count)
            }
            16 => "W".repeat(1 + self.below(200)),
            17 => self.of(&["ab", "é", "🙂", "e\u{301}", "👩‍👧", "\n"]).repeat(1 + self.below(90)),
            18 if self.below(8) == 0 => {
                let count = 100 + self.below(900);
                self.words(count)
            }
            18 => " ".repeat(1 + self.below(200)) + "a",
            _ => (0..1 + self.below(12)).filter_map(|_| char::from_u32(self.below(0x2_0000) as u32)).collect(),
        }
    }

    fn number(&mut self) -> f64 {
        match self.below(6) {
            0 => 0.0,
            1 => self.below(200) as f64 - 100.0,
            2 => (self.below(2_000_000) as f64 - 1_000_000.0) / 1000.0,
            3 => (self.below(2000) as f64 - 1000.0) / 100.0,
            4 => self.below(1 << 31) as f64 * 10_000.0,
            _ => 1.0 / (1 + self.below(1000)) as f64,
        }
    }

    /// Typed answers to a form, by the name of their cell, and what stands on the page for what did not fit.
    fn answers(&mut self, schema: &FormSchema) -> (BTreeMap<String, Value>, Option<String>) {
        let words = |text: String| if tidy(&text).is_empty() { Value::Null } else { json!(text) };
        let mut values = BTreeMap::new();
        let crowded = self.below(3) == 0;
        for cell in cells(schema) {
            let value = match cell.takes {
                _ if !crowded && self.below(8) > 0 => match cell.takes {
                    CellType::Tick => json!(false),
                    CellType::Ticks(_) => json!([]),
                    _ => Value::Null,
                },
                CellType::Words(Entry::Words | Entry::Lines) => words(self.text()),
                CellType::Words(Entry::Date) => {
                    json!(format!("{:04}-{:02}-{:02}", 1900 + self.below(200), 1 + self.below(12), 1 + self.below(28)))
                }
                CellType::Words(Entry::Time) => json!(format!("{:02}:{:02}", self.below(24), self.below(60))),
                CellType::Words(Entry::Phone) => json!(self.of(&[
                    "+1 555 010 0199",
                    "(555) 010-0199",
                    "911",
                    "555.010.0199 ext. 12",
                    "555–010–0199"
                ])),
                CellType::Words(Entry::Number) => match self.number() {
                    n if n.fract() == 0.0 => json!(n as i64),
                    n => json!(n),
                },
                CellType::Tick => json!(self.below(2) == 0),
                CellType::Ticks(options) => {
                    json!(options.iter().filter(|_| self.below(2) == 0).map(|o| o.id.clone()).collect::<Vec<_>>())
                }
                CellType::One(options) => json!(options[self.below(options.len())].id),
                CellType::YesNo => json!(self.of(&["yes", "no"])),
                CellType::Scale { .. } => json!(self.below(11)),
            };
            values.insert(cell.name, value);
        }
        let extra = if self.below(3) == 0 { Some(self.text()).filter(|t| !tidy(t).is_empty()) } else { None };
        (values, extra)
    }
}

/// Text as a form keeps it.
fn kept(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(tidy(text)),
        Value::Array(list) => list.iter().map(kept).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), kept(value))).collect(),
        other => other.clone(),
    }
}

/// What is expected of 1,000 sets of answers, to see that the test has seen every way.
#[derive(Debug, Default)]
struct Seen {
    whole: usize,
    moved: usize,
    too_long: usize,
    mixed: usize,
    lacking: usize,
}

/// A text with another letter for each that no font of the form has.
fn drawable(text: &str) -> String {
    let whole = covers(&FONT, text);
    text.chars().map(|c| if whole || covers(&FONT, c.encode_utf8(&mut [0; 4])) { c } else { 'x' }).collect()
}

/// A form in which a viewer wrote other values over those that are not the same.
fn typed_over(bytes: &[u8], old: &FieldValues, new: &FieldValues) -> Vec<u8> {
    let changed = || new.iter().filter(|(name, text)| old.get(*name) != Some(*text));
    if changed().next().is_none() {
        return bytes.to_vec();
    }
    let mut file = File::read(bytes).expect("a PDF");
    let fields = read(&file).expect("a form").fields;
    for (name, text) in changed() {
        let field = file.get_mut(fields[name].object).and_then(Object::dict_mut).expect("a field");
        field.set("V", Object::text(text));
    }
    file.write()
}

fn errors(sink: &Sink) -> Vec<&Finding> {
    sink.iter().filter(|f| f.severity == Severity::Error).collect()
}

fn back(bytes: &[u8]) -> (Extracted, Vec<Finding>) {
    let mut sink = Sink::default();
    let (_, found) = open::open("filled.pdf", bytes, &mut sink).expect("a form");
    let extracted = extract::extract("filled.pdf", found, Some(&FONT), false, &mut sink);
    (extracted, sink.into_sorted())
}

#[test]
fn a_thousand_sets_of_answers_come_back() {
    for (lang, seeds) in [("en", 0..600u64), ("es", 600..1000)] {
        let template = template(lang);
        let schema = template.schema();
        let mut seen = Seen::default();
        let mut all: Vec<(String, Extracted, FieldValues)> = Vec::new();
        for seed in seeds {
            let (values, extra) = Random(seed).answers(schema);
            let given = nested(schema, &values, extra.as_deref());
            let mut sink = Sink::default();
            let raw = file::read(schema, "a.json", &given.to_string(), &mut sink).expect("JSON");
            assert!(sink.is_empty(), "{lang} {seed}: {sink:?} in {given:#}");
            let drawable: FieldValues = raw.iter().map(|(name, text)| (name.clone(), drawable(text))).collect();
            if drawable != raw {
                let mut sink = Sink::default();
                let refused = template.fill(raw.clone(), FillOptions::new("a.json"), &mut sink).is_none();
                assert!(refused && !errors(&sink).is_empty(), "{lang} {seed}: question marks");
                seen.lacking += 1;
            }
            let Some(bytes) = template.fill(drawable.clone(), FillOptions::new("a.json"), &mut sink) else {
                let errors = errors(&sink);
                assert!(!errors.is_empty(), "{lang} {seed}: refused without a word");
                let mixed =
                    errors.iter().all(|f| f.code == Code::BadAnswer && f.message.contains("reads like half of one"));
                let long = errors.iter().all(|f| f.code == Code::AnswerTooLong);
                assert!(long || mixed, "{lang} {seed}: {errors:?}");
                // Nothing that fits is refused, but for what reads like our own signs.
                let size: usize = raw.values().map(|text| text.len() + 60 * text.matches('\n').count()).sum();
                assert!(
                    if mixed { given.to_string().contains('…') } else { size > 1200 },
                    "{lang} {seed}: {errors:?} {given:#}"
                );
                if mixed {
                    seen.mixed += 1;
                } else {
                    seen.too_long += 1;
                }
                continue;
            };
            let moved = sink.iter().any(|f| f.code == Code::AnswerTooLong);
            if moved {
                seen.moved += 1;
            } else {
                seen.whole += 1;
            }
            assert!(sink.iter().all(|f| f.code == Code::AnswerTooLong), "{lang} {seed}: {sink:?}");
            // What our fonts lack is typed in a viewer.
            if moved && drawable != raw {
                continue;
            }
            let bytes = typed_over(&bytes, &drawable, &raw);
            let (extracted, findings) = back(&bytes);
            let came = extracted.to_json("filled.pdf", None)["answers"].clone();
            assert_eq!(came, kept(&given), "{lang} {seed}");
            // Every field shows whole what it holds.
            // A line that reads like one that was moved may be a family's own.
            let usual = [Code::AnswerMissing, Code::AnswerMissingGlyph, Code::ExtraSpaceChanged];
            // What our fonts lack may be wider than the question mark that it had room as.
            let wider = |f: &Finding| f.code == Code::AnswerTooLong && drawable != raw;
            let others = |f: &&Finding| !usual.contains(&f.code) && !wider(f);
            assert_eq!(findings.iter().find(others), None, "{lang} {seed}");
            // As YAML, the way `extract` prints it.
            let text = yaml::document(&extracted.to_json("filled.pdf", None)).expect("YAML");
            let mut sink = Sink::default();
            let again = file::read(schema, "a.yaml", &text, &mut sink);
            assert!(sink.is_empty(), "{lang} {seed}: {sink:?} in {text}");
            let said = |raw: &FieldValues| {
                raw.iter()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect::<FieldValues>()
            };
            assert_eq!(again.as_ref().map(said), Some(said(&raw)), "{lang} {seed}: {text}");
            all.push((format!("{seed}.pdf"), extracted, raw));
        }
        assert!(seen.whole > 50 && seen.moved > 100 && seen.too_long > 10 && seen.lacking > 100, "{lang}: {seen:?}");
        // As one table.
        let text = export::csv(all.iter().map(|(name, answers, _)| (name.as_str(), answers))).expect("a table");
        for text in [text.clone(), format!("\u{feff}{text}")] {
            let mut sink = Sink::default();
            let table = AnswerTable::open(schema, "a.csv", &text, None, &mut sink);
            let mut rows = Vec::new();
            table.unwrap_or_else(|| panic!("{sink:?}")).rows(|row| rows.push(row.values), &mut sink);
            assert!(sink.is_empty(), "{lang}: {sink:?}");
            assert_eq!(rows.len(), all.len());
            for (row, (name, _, raw)) in rows.iter().zip(&all) {
                // An empty cell mentions nothing.
                let said = |raw: &FieldValues| {
                    raw.iter()
                        .filter(|(_, text)| !text.is_empty())
                        .map(|(k, v)| (k.clone(), v.clone()))
                        .collect::<FieldValues>()
                };
                assert_eq!(said(row), said(raw), "{lang} {name}");
            }
        }
    }
}

#[test]
fn answers_in_yaml_read_like_a_list_of_answers() {
    let long = "A text that goes on for longer than a line of eighty letters, so that it is folded.";
    let answers = json!({
        "short": {"name": "José Ñúñez", "day": "2026-12-03", "many": -2.5, "box": true, "none": null, "no": "no"},
        "long": {"text": "Two\n\nlines", "last": "a\n", "fold": long, "any": ["a", "b"], "not": []},
        "again": [{"w": "a: b", "rows": [{"w": "1_000", "t": false}, {}]}, {"w": "", "rows": [["x"], []]}],
    });
    assert_eq!(
        yaml::document(&answers).as_deref(),
        Ok(
            "short:\n  name: José Ñúñez\n  day: \"2026-12-03\"\n  many: -2.5\n  box: true\n  none: null\n  \"no\": \"no\"\n\
            long:\n  text: |-\n    Two\n\n    lines\n  last: |\n    a\n  fold: >-\n    A text that goes on for longer than a line of eighty letters, so that it is\n    folded.\n  any:\n  - a\n  - b\n  not: []\n\
            again:\n- w: \"a: b\"\n  rows:\n  - w: \"1_000\"\n    t: false\n  - {}\n- w: \"\"\n  rows:\n  - - x\n  - []\n"
        )
    );
}

/// Texts that a reader of YAML could take for something else, each alone, as a key, in a list and in a table.
#[test]
fn any_text_comes_back_from_yaml() {
    let mut texts: Vec<String> = [
        "\u{7}",
        "\u{0}",
        "a\u{1b}b",
        "\u{7f}",
        "\u{85}",
        "a\u{2028}b",
        "\u{2029}",
        "\u{feff}a",
        "a\u{feff}",
        "\u{fffe}",
        "\u{202e}abc\u{202c}",
        "\u{200b}",
        "\u{e0001}",
        "\u{e000}",
        "\u{a0}a\u{3000}",
        "😀",
        "👩‍👩‍👧‍👦",
        "",
        " ",
        " lead",
        "  lead\n x",
        "a\n",
        "a\n\n",
        "\n",
        "\na",
        "a \nb",
        "a\n ",
        "\ta",
        "a\tb",
        "a\n\tb",
        "a\r\nb\rc",
        "no",
        "Y",
        "off",
        "1_000",
        "0x1f",
        "0o17",
        "017",
        "1:30",
        "2026-12-03",
        "2026-12-03T00:00:00Z",
        ".inf",
        "-.INF",
        ".nan",
        "1e3",
        "1.",
        "+1",
        "~",
        "null",
        "- x",
        "-",
        "---",
        "--- x",
        "...",
        "key: value",
        "a:",
        ":a",
        "#",
        "a # b",
        "a\n#b",
        "a\n---\nb",
        "%",
        "@x",
        "`x`",
        "&a *a",
        "!x",
        "!!str x",
        "? a",
        "|",
        "> a",
        "{a}",
        "[a",
        "'",
        "\"",
        "\\n",
        "=",
        "<<",
    ]
    .map(str::to_owned)
    .to_vec();
    let long = "word ".repeat(40);
    texts.extend(["", "- ", "# ", "\u{2028}"].map(|sign| format!("{sign}{long}")));
    texts.extend(["", "\n", "  x", "\nmore", "\u{85}x"].map(|sign| format!("{}{sign}", long.trim_end())));
    texts.extend([" ", "\n", "\n\n"].map(|sign| long.replace(' ', sign) + &"W".repeat(200)));
    let mut random = Random(5000);
    texts.extend((0..3000).map(|_| random.text()));
    let letters: Vec<char> = "a 0-:#\"'\\\n\t>|%?!&*{[,~=@`_.nNoOyY\u{2028}\u{200b}\u{feff}".chars().collect();
    texts.extend((0..3000).map(|_| (0..random.below(9)).map(|_| letters[random.below(letters.len())]).collect()));
    for text in texts {
        let value =
            json!({"map": {"text": text, "next": 1}, "list": [text, {"text": text}, [text]], "key": {text.clone(): 1}});
        let written = yaml::document(&value).unwrap_or_else(|e| panic!("{text:?}: {e}"));
        let mut sink = Sink::default();
        let read = yaml::parse("a.yaml", &written, &mut sink).map(|node| node.to_json());
        assert!(sink.is_empty(), "{text:?}: {sink:?} in {written}");
        assert_eq!(read, Some(value), "{text:?}: {written}");
    }
}

#[test]
fn what_reads_like_an_answer_that_goes_on_is_refused_or_comes_back() {
    let template = template("en");
    let long = "a quiet word ".repeat(20);
    for (name, half, extra, sound) in [
        ("see … [1]", "", "", true),
        ("see … [1]", "", "[2] … more", true),
        ("see … [1]", "", "[1] … more", false),
        ("see", "", "x\n[1] … more", true),
        // What was moved comes behind what stands there, and the first beginning counts.
        (&long, "", "x\n[1] … more", false),
        (&long, "", "x [1] … more", true),
        (&long, &long, "[9] …", true),
        (&format!("{long}\n[2] … more"), &long, "", false),
        (&format!("{long} … [1]"), "", "", true),
        (&long, "… [2]", "\n", true),
    ] {
        let given = json!({"once": {"name": name, "half": half}, "extra-space": {"text": extra}});
        let mut sink = Sink::default();
        let raw = file::read(template.schema(), "a.json", &given.to_string(), &mut sink).expect("JSON");
        let bytes = template.fill(raw, FillOptions::new("a.json"), &mut sink);
        assert_eq!(bytes.is_some(), sound, "{given}: {sink:?}");
        let Some(bytes) = bytes else {
            assert!(errors(&sink).iter().all(|f| f.code == Code::BadAnswer), "{sink:?}");
            continue;
        };
        let (back, _) = back(&bytes);
        assert_eq!(back.values["once.name"], json!(name));
        assert_eq!(back.extra.unwrap_or_default(), extra);
    }
}

#[test]
fn an_answer_that_goes_on_is_cut_between_letters() {
    let template = template("en");
    let empty = template.fill(FieldValues::new(), FillOptions::new("a"), &mut Sink::default()).expect("a form");
    let capacities = capacities(&read(&File::read(&empty).expect("a PDF")).expect("a form"));
    let marks = marks(&cells(template.schema()));
    for letter in
        ["e\u{301}\u{323}", "🇪🇸", "👩\u{200d}👩\u{200d}👧", "👍🏽", "❤\u{fe0f}", "\u{1112}\u{1161}\u{11ab}", "क्ष"]
    {
        let mut values = FieldValues::from([("once.name".to_owned(), letter.repeat(120))]);
        move_overflow(&mut values, &marks, &capacities, &FONT).expect("room for all of it");
        let shown = values["once.name"].strip_suffix("… [1]").expect("it goes on");
        assert_eq!(shown, letter.repeat(shown.len() / letter.len()), "{letter}");
        assert!(!shown.is_empty());
    }
}

#[test]
fn a_room_shows_what_it_can_of_any_words() {
    let room = |width: f64, height: f64, lines: bool| FieldBox { width, height, lines, size: 10.0 };
    let line = room(100.0, 18.0, false);
    for (text, shows) in [
        ("", 0),
        ("a quiet day", 11),
        // Nothing to see at the end.
        ("a quiet day\n\n   ", 16),
        (&" ".repeat(500), 500),
        ("\n\n", 2),
        // One line shows no second one.
        ("a\nb", 1),
        ("\na", 0),
    ] {
        assert_eq!(line.shows(&FONT, text), shows, "{text:?}");
    }
    // What prints nothing needs no room, and a mark stands on its letter.
    let name = "Jose\u{301} Nu\u{301}n\u{303}ez";
    let width = FONT.width("José Núñez", 10.0) + 6.5;
    let hidden: String = name.chars().flat_map(|c| [c, '\u{200b}']).collect();
    for text in [name, hidden.as_str(), "José Núñez"] {
        assert_eq!(room(width, 18.0, false).shows(&FONT, text), text.len(), "{text:?}");
        assert!(room(width - 5.0, 18.0, false).shows(&FONT, text) < text.len(), "{text:?}");
        assert_eq!(printed(&FONT, text), "José Núñez");
    }
    for seed in 3000..4000 {
        let mut random = Random(seed);
        let text = tidy(&random.text());
        let size = |random: &mut Random| random.below(400) as f64;
        let room = room(size(&mut random), size(&mut random) / 4.0, random.below(2) == 0);
        let at = room.shows(&FONT, &text);
        assert!(text.is_char_boundary(at), "{seed}");
        assert_eq!(room.shows(&FONT, &text[..at]), at, "{seed}: what shows, shows: {text:?} in {room:?}");
    }
}

/// Everything that the pages of a file draw.
fn drawn(file: &File) -> String {
    let streams = file.objects().filter_map(|(_, object)| match object {
        Object::Stream(stream) => Some(stream),
        _ => None,
    });
    // Glyphs in hexadecimal, as answers are drawn.
    streams.filter_map(|s| String::from_utf8(file.unpack(s, 1 << 20).ok()?).ok()).collect::<Vec<_>>().join("\n")
}

#[test]
fn answers_stand_on_flattened_pages() {
    let template = template("en");
    let schema = template.schema();
    let mut words = 0;
    for seed in 2000..2250 {
        let (values, extra) = Random(seed).answers(schema);
        let given = nested(schema, &values, extra.as_deref());
        let mut sink = Sink::default();
        let raw = file::read(schema, "a.json", &given.to_string(), &mut sink).expect("JSON");
        let options = FillOptions { flatten: true, ..FillOptions::new("a.json") };
        let Some(bytes) = template.fill(raw.clone(), options, &mut sink) else { continue };
        let file = File::read(&bytes).expect("a file that can be read");
        assert!(read(&file).is_none(), "{seed}: there are fields");
        assert!(file.catalog().is_some_and(|c| c.get("AcroForm").is_none()), "{seed}: there is a form");
        let drawn = drawn(&file);
        let fields = cells(schema).into_iter().filter(|c| matches!(c.takes, CellType::Words(_)));
        let texts = fields.filter_map(|c| Some((raw.get(&c.name)?, c.name)));
        for (text, name) in texts {
            for word in text.split_whitespace().map(|w| printed(&FONT, w)) {
                if (1..=12).contains(&word.chars().count()) && word.chars().all(|c| FONT.covers(c)) {
                    words += 1;
                    assert!(
                        shown(&word).iter().all(|run| drawn.contains(run)),
                        "{seed}: `{word}` of {name} is not on the pages"
                    );
                }
            }
        }
        let mut sink = Sink::default();
        assert!(open::open("flat.pdf", &bytes, &mut sink).is_none());
        assert_eq!(errors(&sink).first().map(|f| f.code), Some(Code::NoForm));
    }
    assert!(words > 1000, "{words}");
}

#[test]
fn a_form_filled_again_takes_what_is_given_and_keeps_the_rest() {
    let template = template("en");
    let read = |text: &str| {
        let mut sink = Sink::default();
        let raw = file::read(template.schema(), "a.yaml", text, &mut sink).expect("answers");
        assert!(sink.is_empty(), "{sink:?}");
        raw
    };
    let first = read("{once: {name: Ana, box: true, any: [a, b], one: 'yes', long: much}}");
    let again = read("{once: {name: null, box: false, any: [b], one: ''}}");
    let mut all = first;
    all.extend(again);
    let bytes = template.fill(all, FillOptions::new("a"), &mut Sink::default()).expect("a form");
    let (_, found) = open::open("a", &bytes, &mut Sink::default()).expect("a form");
    let held: Vec<(&str, &str)> = found.values.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(held, [("once.any.b", "Yes"), ("once.long", "much")]);
}
