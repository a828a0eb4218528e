//! The rules of the page hold for guides and worksheets of every length, on both papers, in both languages.

use std::collections::BTreeMap;

use handout::audit::reading::{Pages, TextRun};
use handout::model::{Paper, Product};
use handout::project::Tree;

use crate::inside::{base, jobs, pages, project, reviewed};

/// What sentences are made of, in English and in Spanish, whose words are longer.
const ENGLISH: &str = "a quiet day helps more than many words when someone listens and waits before the next question comes nobody has to decide anything today treatment lowers risk";
const SPANISH: &str = "un día tranquilo ayuda más que muchas palabras cuando alguien escucha y espera antes de la próxima conversación nadie tiene decidir nada hoy el tratamiento reduce riesgo aquí también según cada señal";

/// Words that differ from call to call and never from run to run.
pub(crate) struct Words {
    seed: usize,
    words: Vec<&'static str>,
    first: &'static str,
}

impl Words {
    pub(crate) fn new(seed: usize, lang: &str) -> Self {
        let (words, first) = if lang == "es" { (SPANISH, "Después") } else { (ENGLISH, "Then") };
        Words { seed, words: words.split(' ').collect(), first }
    }

    pub(crate) fn number(&mut self, below: usize) -> usize {
        // A small linear congruential generator: fixed, so that every run sees the same texts.
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % below
    }

    pub(crate) fn word(&mut self) -> &'static str {
        let n = self.number(self.words.len());
        self.words[n]
    }

    pub(crate) fn sentence(&mut self, words: usize) -> String {
        let mut out: Vec<&str> = (0..words).map(|_| self.word()).collect();
        out[0] = self.first;
        format!("{}.", out.join(" "))
    }

    fn paragraph(&mut self) -> String {
        let sentences = 1 + self.number(5);
        (0..sentences)
            .map(|_| {
                let n = 4 + self.number(14);
                self.sentence(n)
            })
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A guide of so many paragraphs, spread over sections, lists, boxes and questions.
fn guide(paragraphs: usize, lang: &str) -> String {
    let mut words = Words::new(paragraphs, lang);
    let mut out = format!(
        "id: generated\ntitle: {}\nrevision: 1\naudience: Families\nsummary: {}\nauthors: [sample-authors]\ndates: {{issued: 2026-11-20}}\ntopics: [opioids]\nsections:\n",
        words.sentence(3 + paragraphs % 9).trim_end_matches('.'),
        words.sentence(18),
    );
    let (mut left, mut section) = (paragraphs, 0);
    let asked = paragraphs / 4;
    while left > asked {
        section += 1;
        let here = (1 + words.number(5)).min(left - asked);
        out += &format!(
            "  - id: s{section}\n    heading: {}\n    brief: Short.\n    body: |\n",
            words.sentence(2 + section % 5).trim_end_matches('.')
        );
        for i in 0..here {
            match words.number(6) {
                0 => (0..3).for_each(|_| out += &format!("      - {}\n", words.sentence(9))),
                1 => (1..4).for_each(|n| out += &format!("      {n}. {}\n", words.sentence(12))),
                _ => out += &format!("      {}\n", words.paragraph()),
            }
            if i + 1 < here {
                out += "\n";
            }
        }
        for _ in 0..words.number(3) {
            out += &format!("\n      > [!NOTE] Remember\n      > {}\n", words.paragraph());
        }
        left -= here;
    }
    if asked > 0 {
        out += "faq:\n";
        for i in 0..asked {
            out += &format!(
                "  - id: q{i}\n    question: {}\n    answer: |\n      {}\n\n      {}\n",
                words.sentence(6).replace('.', "?"),
                words.paragraph(),
                words.paragraph()
            );
        }
    }
    out
}

/// A worksheet of so many fields of every kind.
pub(crate) fn worksheet(fields: usize, lang: &str) -> String {
    let mut words = Words::new(fields + 1000, lang);
    let mut out = format!(
        "id: generated-sheet\ntitle: {}\nrevision: 1\naudience: Families\nsummary: {}\nauthors: [sample-authors]\ndates: {{issued: 2026-11-20}}\ntopics: [opioids]\nparts:\n",
        words.sentence(4).trim_end_matches('.'),
        words.sentence(14),
    );
    let (mut left, mut part, mut number) = (fields, 0, 0);
    while left > 0 {
        part += 1;
        let here = (1 + words.number(7)).min(left);
        out += &format!(
            "  - id: p{part}\n    heading: {}\n    danger_line: {}\n    text: |\n      {}\n    fields:\n",
            words.sentence(3).trim_end_matches('.'),
            part % 2 == 1,
            words.paragraph()
        );
        for _ in 0..here {
            number += 1;
            let label = words.sentence(4 + number % 8);
            let label = label.trim_end_matches('.');
            let options: Vec<String> = (0..2 + words.number(6))
                .map(|i| format!("{{id: o{i}, label: {}}}", words.sentence(1 + (number + i) % 6).trim_end_matches('.')))
                .collect();
            let more = match number % 12 {
                0 => format!("type: long-text, lines: {}", 1 + words.number(30)),
                1 => "type: text, width: half".to_owned(),
                2 => "type: date, width: half".to_owned(),
                3 => format!("type: checkboxes, options: [{}]", options.join(", ")),
                4 => format!("type: choice, options: [{}]", options.join(", ")),
                5 => "type: scale, low: Not at all, high: Very much".to_owned(),
                6 => format!(
                    "type: table, rows: {}, columns: [{{id: a, label: Name}}, {{id: b, label: Phone, type: phone}}, {{id: c, label: Here, type: checkbox}}]",
                    1 + words.number(30)
                ),
                7 => "type: signature".to_owned(),
                8 => "type: checkbox".to_owned(),
                9 => "type: number".to_owned(),
                10 => "type: phone, required: true".to_owned(),
                _ => "type: long-text".to_owned(),
            };
            out += &format!(
                "      - {{id: f{number}, label: {label}, help: {}, {more}}}\n",
                words.sentence(7).trim_end_matches('.')
            );
        }
        left -= here;
    }
    out
}

/// A line of a page: runs on one baseline that touch.
struct Line<'a> {
    page: usize,
    runs: Vec<&'a TextRun>,
}

impl Line<'_> {
    fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }

    fn path(&self) -> &str {
        self.runs[0].block.as_ref().map_or("", |b| b.path.as_str())
    }
}

/// The lines of a block, in order.
fn lines<'a>(pages: &'a Pages, keep: impl Fn(&str) -> bool) -> Vec<Line<'a>> {
    let mut out: Vec<Line> = Vec::new();
    for run in pages.runs.iter().filter(|r| r.block.as_ref().is_some_and(|b| keep(&b.path))) {
        let same = out.last().is_some_and(|l| {
            let last = l.runs[l.runs.len() - 1];
            last.block == run.block && last.page == run.page && (last.bounds[3] - run.bounds[3]).abs() < 2.0
        });
        match out.last_mut().filter(|_| same) {
            Some(line) => line.runs.push(run),
            None => out.push(Line { page: run.page, runs: vec![run] }),
        }
    }
    out
}

fn furniture(path: &str) -> bool {
    path.starts_with("footer.") || path.starts_with("header.")
}

/// Checks one document; says what is wrong, or nothing.
fn broken(pages: &Pages, paper: Paper, name: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let height = paper.size().1;
    // Sizes: 12 pt to act on, 9.5 pt and more elsewhere, help and scale 10.5.
    for run in pages.runs.iter().filter(|r| !r.text.trim().is_empty()) {
        let path = run.block.as_ref().map_or("", |b| b.path.as_str());
        let small = furniture(path)
            || ["credits.", "references.", "clinic.", "audience", "read", "pen", "screen"]
                .iter()
                .any(|p| path.starts_with(p))
            || [".help", ".low", ".high", ".date", ".required", ".number", ".format"].iter().any(|p| path.ends_with(p))
            || path.contains(".columns.");
        // Numbers of sources, in the list and raised in the text; words below pictures.
        let cites = run.text.chars().all(|c| c.is_ascii_digit() || ",.".contains(c));
        let least = match path {
            _ if cites => 9.0,
            "" => 9.5,
            _ if path.starts_with("credits.") || path.starts_with("references.") => 9.0,
            _ if path.ends_with(".caption") || path.ends_with(".credit") => 9.5,
            _ if small => 9.5,
            _ => 12.0,
        };
        if run.look.size + 0.01 < least {
            wrong.push(format!("`{path}` is set at {:.1} pt", run.look.size));
        }
        if path == "footer.danger" && run.look.size < 10.5 {
            wrong.push("the emergency line is small".to_owned());
        }
    }
    // A heading has text of its own below it on its page.
    let flow = lines(pages, |p| !furniture(p));
    for (i, line) in flow.iter().enumerate() {
        let path = line.path();
        let heading = path.ends_with(".heading")
            || path.ends_with(".question")
            || path.starts_with("parts.") && path.matches('.').count() == 2 && path.ends_with(".label");
        if heading && path != "references.heading" && path != "worksheets.heading" {
            let next = flow[i + 1..].iter().find(|l| l.path() != path);
            if next.is_none_or(|n| n.page != line.page) {
                wrong.push(format!("`{path}` stands at the foot of page {}", line.page + 1));
            }
        }
    }
    // A question and its answer on one page, where both fit one.
    let mut questions: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for line in flow.iter().filter(|l| l.path().starts_with("faq.") && l.path() != "faq.heading") {
        let id = line.path().split('.').nth(1).unwrap_or_default();
        let entry = questions.entry(id).or_insert((line.page, line.page, 0));
        entry.1 = line.page;
        entry.2 += 1;
    }
    for (id, (first, last, count)) in &questions {
        if first != last && *count < 34 {
            wrong.push(format!("the question `{id}` is torn from page {} to {}", first + 1, last + 1));
        }
    }
    // The last page has more than three lines.
    let last = flow.iter().filter(|l| l.page + 1 == pages.count).count();
    if last <= 3 {
        wrong.push(format!("the last page has {last} lines"));
    }
    // 50 to 70 characters a line where text is read at length, by the mean of full lines: four of six columns where a box
    // stands beside it, a little more elsewhere. Single ones may have more narrow letters, and a text of long words has a few less.
    let read = |p: &str| ["sections.", "faq.", "introduction"].iter().any(|r| p.starts_with(r));
    let mut full = Vec::new();
    for (line, next) in flow.iter().zip(flow.iter().skip(1)).filter(|(line, _)| read(line.path())) {
        let count = line.text().trim().chars().count();
        if count > 78 {
            wrong.push(format!("`{}` has a line of {count} characters: {}", line.path(), line.text()));
        }
        // Questions stand two in a row.
        let pair = line.path().starts_with("faq.");
        if next.path() == line.path() && line.runs[0].bounds[0] < 60.0 && !pair {
            full.push(count);
        }
    }
    let mean = full.iter().sum::<usize>() as f64 / full.len().max(1) as f64;
    if full.len() >= 20 && !(45.0..=70.0).contains(&mean) {
        wrong.push(format!("its lines have {mean:.1} characters on average"));
    }
    // Words do not lie on each other, and the text ends above the footer.
    for page in 0..pages.count {
        let runs: Vec<&TextRun> = pages.runs.iter().filter(|r| r.page == page && !r.text.trim().is_empty()).collect();
        let foot = runs
            .iter()
            .filter(|r| r.block.as_ref().is_some_and(|b| b.path.starts_with("footer.")))
            .map(|r| r.bounds[1])
            .fold(height, f64::min);
        for (i, a) in runs.iter().enumerate() {
            let in_footer = a.block.as_ref().is_some_and(|b| furniture(&b.path));
            if !in_footer && a.bounds[3] > foot + 0.5 {
                wrong.push(format!("`{}` on page {} runs into the footer", a.text, page + 1));
            }
            for b in &runs[i + 1..] {
                let across = a.bounds[2].min(b.bounds[2]) - a.bounds[0].max(b.bounds[0]);
                let down = a.bounds[3].min(b.bounds[3]) - a.bounds[1].max(b.bounds[1]);
                if across > 1.0 && down > 2.0 {
                    wrong.push(format!("`{}` and `{}` lie on each other on page {}", a.text, b.text, page + 1));
                }
            }
        }
    }
    wrong.dedup();
    wrong.into_iter().map(|w| format!("{name}: {w}")).collect()
}

/// The fixture without its texts and reviews, with what a project has of its own for one language, products and papers.
pub(crate) fn emptied(papers: &str, lang: &str, product: &str) -> Tree {
    let mut tree = reviewed();
    for path in [
        "sources/guides/first-visit/en.yaml",
        "sources/worksheets/all-fields/en.yaml",
        "sources/reviews/first-visit.en.yaml",
        "sources/reviews/all-fields.en.yaml",
        "sources/reviews/facts-us.en.yaml",
    ] {
        tree.remove(path);
    }
    let project = format!(
        "papers: [{papers}]\nlanguages: [{lang}]\nproducts: [{product}]\nclinics: [maple]\npublisher: Sample \
         Publisher\nreview: {{months: 24}}\n"
    );
    tree.insert("sources/project.yaml", project);
    let clinic = crate::inside::text(&tree, "sources/clinics/maple.yaml")
        .replace("hours: {en:", "hours: {es: \"De lunes a viernes, de 9 a 16 horas\", en:")
        .replace("logo_alt: {en:", "logo_alt: {es: \"Clínica Maple Street, una hoja\", en:");
    tree.insert("sources/clinics/maple.yaml", clinic);
    tree
}

/// One generated text in a language for one product, and nothing else.
fn tree(product: &str, id: &str, lang: &str, text: &str) -> Tree {
    let mut tree = emptied("letter, a4", lang, product);
    let folder = if product == "leaflet" { "guides" } else { "worksheets" };
    tree.insert(&format!("sources/{folder}/{id}/{lang}.yaml"), text);
    tree
}

#[track_caller]
fn hold(make: impl Fn(usize, &str) -> Tree, sizes: impl Iterator<Item = usize>) {
    let mut wrong = Vec::new();
    for size in sizes {
        for lang in ["en", "es"] {
            let tree = make(size, lang);
            let (loaded, sink) = project(&tree);
            assert!(!sink.has_errors(), "{size} {lang}: {sink:?}");
            let loaded = loaded.expect("a project");
            let base = base(&tree);
            let jobs = jobs(&loaded);
            assert_eq!(jobs.len(), 2);
            for job in &jobs {
                let pages = pages(&base, job);
                let name = format!("{size}, {lang}, {} {}", job.product.as_str(), job.paper.as_str());
                wrong.extend(broken(&pages, job.paper, &name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn guides_of_1_to_60_paragraphs() {
    hold(|size, lang| tree("leaflet", "generated", lang, &guide(size, lang)), 1..=60);
}

#[test]
fn worksheets_of_1_to_80_fields() {
    hold(|size, lang| tree("worksheet", "generated-sheet", lang, &worksheet(size, lang)), (1..=80).step_by(2));
}

#[test]
fn worksheets_on_paper_of_1_to_80_fields() {
    hold(|size, lang| tree("worksheet-paper", "generated-sheet", lang, &worksheet(size, lang)), (2..=80).step_by(4));
}

#[test]
fn the_shipped_pages() {
    let tree = crate::inside::shipped();
    let (loaded, _) = project(&tree);
    let loaded = loaded.expect("a project");
    let base = base(&tree);
    let mut wrong = Vec::new();
    for job in jobs(&loaded)
        .into_iter()
        .filter(|j| matches!(j.product, Product::Leaflet | Product::Worksheet | Product::WorksheetPaper))
    {
        let pages = pages(&base, &job);
        wrong.extend(broken(&pages, job.paper, &job.stem()));
        if job.text.head.id == "heroin-family-support" && pages.count > 5 {
            wrong.push(format!("{} has {} pages, and 5 are allowed", job.stem(), pages.count));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
