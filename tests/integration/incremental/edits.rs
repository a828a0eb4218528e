//! Random edits of a project and of what builds left: of everything that a build reads.

use std::collections::BTreeMap;

use handout::record::{NAME, PROGRAM, digest_of};

use crate::support::{Fixture, TODAY, root};

/// A row of numbers that look random and are the same in every run (xorshift, Marsaglia 2003).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
        self.0 ^= self.0 >> 29;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 11).unwrap_or_default() % end.max(1)
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// The files that are edited; those of the design are there only for a while.
const SOURCES: [&str; 12] = [
    "sources/guides/short/en.yaml",
    "sources/guides/short/es.yaml",
    "sources/guides/short/leaf.svg",
    "sources/worksheets/tiny/en.yaml",
    "sources/facts/us.en.yaml",
    "sources/facts/us.es.yaml",
    "sources/strings/en.yaml",
    "sources/people.yaml",
    "sources/project.yaml",
    "sources/clinics/maple.yaml",
    "sources/clinics/maple.svg",
    "sources/reviews/facts-us.en.yaml",
];

/// The products that take the least time.
pub(crate) const FEW: &str = "products: [leaflet, card, worksheet-paper]";

/// Layouts and fonts of the project's own.
const DESIGN: [&str; 2] = ["layouts/components/credits.typ", "fonts/more/another.ttf"];

/// A project that is edited, with all that its files were.
pub(crate) struct Edited<'a> {
    fixture: &'a Fixture,
    chance: Chance,
    /// What each file has been while it could be built, the last one last; nothing where it was not there.
    before: BTreeMap<String, Vec<Option<Vec<u8>>>>,
    today: String,
    thickness: Option<&'static str>,
    verify: bool,
    /// Records of earlier builds.
    records: Vec<Vec<u8>>,
    turn: usize,
}

impl<'a> Edited<'a> {
    pub(crate) fn new(fixture: &'a Fixture, chance: Chance) -> Self {
        let mut edited = Self {
            fixture,
            chance,
            before: BTreeMap::new(),
            today: TODAY.to_owned(),
            thickness: None,
            verify: false,
            records: Vec::new(),
            turn: 0,
        };
        edited.keep();
        edited
    }

    /// What to build with.
    pub(crate) fn args(&self) -> Vec<String> {
        let mut args = vec!["--today".to_owned(), self.today.clone()];
        args.extend(self.thickness.iter().flat_map(|mm| ["--thickness".to_owned(), (*mm).to_owned()]));
        args.extend(self.verify.then(|| "--verify".to_owned()));
        args
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(self.fixture.path(path)).ok()
    }

    fn put(&self, path: &str, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => drop(self.fixture.write(path, bytes)),
            None => drop(std::fs::remove_file(self.fixture.path(path))),
        }
    }

    /// Files as they are can be built.
    pub(crate) fn keep(&mut self) {
        for path in SOURCES.iter().chain(&DESIGN) {
            let now = self.read(path);
            let before = self.before.entry((*path).to_owned()).or_default();
            if before.last() != Some(&now) {
                before.push(now);
            }
        }
        self.records.extend(self.read(&format!("grown/{NAME}")));
        let old = self.records.len().saturating_sub(5);
        self.records.drain(..old);
    }

    /// They cannot: they are again what they were.
    pub(crate) fn take_back(&mut self) {
        for (path, before) in &self.before {
            self.put(path, before.last().and_then(Option::as_deref));
        }
        TODAY.clone_into(&mut self.today);
    }

    /// Does something to the project, and says what.
    pub(crate) fn edit(&mut self) -> String {
        self.turn += 1;
        self.verify = false;
        match self.chance.below(40) {
            0..=13 => self.word(),
            14..=16 => self.comment(),
            17..=19 => self.earlier(),
            20 | 21 => self.day(),
            22 => self.sign(),
            23..=25 => self.setting(),
            26 | 27 => self.picture(),
            28 => self.design(),
            29 => self.absent(),
            30..=32 => self.output(),
            33..=35 => self.record(),
            36 => self.part(),
            37 => self.number(),
            _ => self.colour(),
        }
    }

    /// Changes a word in a line of text.
    fn word(&mut self) -> String {
        let path = *self.chance.of(&SOURCES);
        let text = String::from_utf8_lossy(&self.read(path).unwrap_or_default()).into_owned();
        let words: Vec<(usize, &str)> = text
            .match_indices(' ')
            .filter_map(|(at, _)| {
                let word = text[at + 1..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                let after = text[at + 1 + word.len()..].chars().next();
                (word.chars().count() > 3 && matches!(after, Some(' ' | '.' | ','))).then_some((at + 1, word))
            })
            .collect();
        if words.is_empty() {
            return self.comment();
        }
        let (at, word) = *self.chance.of(&words);
        let other = *self.chance.of(&["slowly", "sooner", "water", "garden", "morning", "paper", "gently"]);
        self.put(path, Some(format!("{}{other}{}", &text[..at], &text[at + word.len()..]).as_bytes()));
        format!("{path}: `{word}` at {at} becomes `{other}`")
    }

    /// Adds a line that says nothing, at the head or the end.
    fn comment(&mut self) -> String {
        let path = *self.chance.of(&SOURCES);
        let (mut bytes, line) = (self.read(path).unwrap_or_default(), format!("# note {}\n", self.turn));
        if path.ends_with(".svg") {
            bytes.push(b'\n');
        } else if self.chance.below(2) == 0 {
            bytes.splice(0..0, line.into_bytes());
        } else {
            bytes.extend(line.into_bytes());
        }
        self.put(path, Some(&bytes));
        format!("{path}: a line that says nothing")
    }

    /// Puts a file back to what it once was.
    fn earlier(&mut self) -> String {
        let path = *self.chance.of(&SOURCES);
        let before = &self.before[path];
        let index = self.chance.below(before.len());
        let bytes = before[index].clone();
        self.put(path, bytes.as_deref());
        format!("{path}: as it was at {index}")
    }

    fn day(&mut self) -> String {
        let days = [TODAY, "2026-12-02", "2027-02-22", "2027-02-23", "2027-06-01", "2028-11-24", "2028-11-25"];
        (*self.chance.of(&days)).clone_into(&mut self.today);
        format!("the day is {}", self.today)
    }

    /// Records a review, or takes one away.
    fn sign(&mut self) -> String {
        let (id, lang) = *self.chance.of(&[("short", "en"), ("short", "es"), ("tiny", "en"), ("facts-us", "en")]);
        let file = format!("sources/reviews/{id}.{lang}.yaml");
        if id != "facts-us" && self.read(&file).is_some() && self.chance.below(3) == 0 {
            self.put(&file, None);
            return format!("{file} is taken away");
        }
        let who = ["--reviewer", "sample-reviewer", "--by", "Sample Clerk", "--date", TODAY, "--today", TODAY];
        let run = self.fixture.run(&[&["review", "record", id, "--lang", lang][..], &who].concat());
        format!("{id} ({lang}) is signed: {}", run.code)
    }

    fn setting(&mut self) -> String {
        let path = "sources/project.yaml";
        let settings = [
            ("products:", "products: [leaflet, trifold, card, worksheet, worksheet-paper]"),
            ("products:", "products: [leaflet, worksheet]"),
            ("products:", "products: [card, worksheet-paper]"),
            ("products:", FEW),
            ("publisher:", "publisher: Sample Publisher"),
            ("publisher:", "publisher: Another Publisher"),
            ("papers:", "papers: [letter]"),
            ("papers:", "papers: [a4]"),
            ("languages:", "languages: [en]"),
            ("languages:", "languages: [en, es]"),
            ("review:", "review: {months: 12}"),
        ];
        if self.chance.below(6) == 0 {
            self.thickness = *self.chance.of(&[None, Some("0.2"), Some("0.3")]);
            return format!("paper is {:?} mm thick", self.thickness);
        }
        let (key, line) = *self.chance.of(&settings);
        self.line(path, key, line)
    }

    /// Replaces the line that begins with a key.
    fn line(&self, path: &str, key: &str, line: &str) -> String {
        let text = String::from_utf8_lossy(&self.read(path).unwrap_or_default()).into_owned();
        let lines = text.lines().map(|old| if old.trim_start().starts_with(key) { line } else { old });
        self.put(path, Some((lines.collect::<Vec<_>>().join("\n") + "\n").as_bytes()));
        format!("{path}: {line}")
    }

    /// Draws a picture otherwise, or says otherwise what it shows.
    fn picture(&mut self) -> String {
        let turn = self.turn;
        if self.chance.below(3) == 0 {
            let line = format!("  - {{id: leaf, file: leaf.svg, alt: Leaf {turn} of a maple tree, width: third}}");
            return self.line("sources/guides/short/en.yaml", "- {id: leaf", &line);
        }
        let path = *self.chance.of(&["sources/guides/short/leaf.svg", "sources/clinics/maple.svg"]);
        let text = String::from_utf8_lossy(&self.read(path).unwrap_or_default()).into_owned();
        let (head, tail) = text.rsplit_once("</svg>").expect("a drawing");
        let dot = format!("<circle cx=\"{}\" cy=\"8\" r=\"2\" fill=\"#2a4d14\"/>", 4 + turn % 20);
        self.put(path, Some(format!("{head}{dot}</svg>{tail}").as_bytes()));
        format!("{path}: a dot")
    }

    /// A layout of the project's own, a font, or neither.
    fn design(&mut self) -> String {
        let [layout, font] = DESIGN;
        if self.read(layout).is_some() || self.read(font).is_some() {
            DESIGN.iter().for_each(|path| self.put(path, None));
            return "the program's own design".to_owned();
        }
        let (path, from) = *self.chance.of(&[(layout, layout), (font, "fonts/atkinson-hyperlegible-next")]);
        if path == layout {
            let text = std::fs::read_to_string(root().join(from)).expect("a layout");
            self.put(path, Some(format!("{text}\n// {}\n", self.turn).as_bytes()));
        } else {
            let mut fonts: Vec<_> =
                std::fs::read_dir(root().join(from)).expect("fonts").flatten().map(|e| e.path()).collect();
            fonts.retain(|path| path.extension().is_some_and(|end| end == "ttf"));
            fonts.sort();
            self.put(path, Some(&std::fs::read(&fonts[0]).expect("a font")));
        }
        format!("{path} is the project's own")
    }

    /// Takes a text away, or brings it back.
    fn absent(&mut self) -> String {
        let path = *self.chance.of(&[SOURCES[1], SOURCES[3]]);
        let known = self.before[path].iter().rev().find_map(Clone::clone);
        match self.read(path) {
            Some(_) => self.put(path, None),
            None => self.put(path, known.as_deref()),
        }
        format!("{path} is there, or not")
    }

    /// Damages or takes away a PDF that was made.
    fn output(&mut self) -> String {
        let files: Vec<(String, Vec<u8>)> = super::pdfs(&self.fixture.path("grown")).into_iter().collect();
        let (name, mut bytes) = self.chance.of(&files).clone();
        let path = format!("grown/{name}");
        match self.chance.below(3) {
            0 => self.put(&path, None),
            1 => self.put(&path, Some(&bytes[..bytes.len() / 2])),
            _ => {
                // Only a build that reads it sees that.
                self.verify = true;
                bytes.iter_mut().take(9).for_each(|byte| *byte ^= 3);
                self.put(&path, Some(&bytes));
            }
        }
        format!("{path} is damaged")
    }

    /// Damages, takes away or puts back what is known of builds.
    fn record(&mut self) -> String {
        let path = format!("grown/{NAME}");
        let Some(mut bytes) = self.read(&path) else { return "there is no record".to_owned() };
        let what = self.chance.below(5);
        match what {
            0 => self.put(&path, None),
            1 => {
                bytes.truncate(self.chance.below(bytes.len()));
                self.put(&path, Some(&bytes));
            }
            2 => {
                let at = self.chance.below(bytes.len());
                bytes[at] ^= 1;
                self.put(&path, Some(&bytes));
            }
            3 => {
                let other = of_another_program(&String::from_utf8_lossy(&bytes));
                self.put(&path, Some(other.as_bytes()));
            }
            _ => {
                let old = self.chance.of(&self.records).clone();
                self.put(&path, Some(&old));
            }
        }
        format!("the record, way {what}")
    }

    /// Builds a part of the project after an edit.
    fn part(&mut self) -> String {
        let edit = self.word();
        let parts: [&[&str]; 4] = [&["short"], &["--lang", "en"], &["--product", "leaflet"], &["tiny"]];
        let part = *self.chance.of(&parts);
        let run = self.fixture.run(&[&["build", "--out", "grown", "--today", &self.today], part].concat());
        format!("{edit}, then a build of {part:?}: {}", run.code)
    }

    /// Changes a number of the clinic or of a fact.
    fn number(&mut self) -> String {
        let phone = format!("phone: 555-01{:02}", self.turn % 100);
        self.line("sources/clinics/maple.yaml", "phone:", &phone)
    }

    fn colour(&mut self) -> String {
        let colours = ["#2a4d14", "#14344d", "#4d1436"];
        let line = format!("colours: {{primary: \"{}\", tint: \"#e9f2e1\"}}", self.chance.of(&colours));
        self.line("sources/clinics/maple.yaml", "colours:", &line)
    }
}

/// A record as another program would have written it.
pub(crate) fn of_another_program(record: &str) -> String {
    let body = record.split_once('\n').map_or("", |(_, body)| body).replace(PROGRAM, "handout 0.0.9 0123456789abcdef");
    format!("{}\n{body}", digest_of(&body))
}
