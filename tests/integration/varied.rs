//! Five hundred texts made of everything that authors may write, each as one product on one paper, looked at as pixels and
//! read again from their files: whatever is written, the program's own layouts are found to print it as it is.

use std::fmt::Write;

use handout::diag::{Finding, Severity};
use handout::project::Tree;

use crate::inside::{base, jobs, make, project};
use crate::rules::{Words, emptied, worksheet};

/// How many texts there are.
const TEXTS: usize = 500;

/// Into how many tests they are shared out, which run beside each other.
const SHARES: usize = 4;

const PRODUCTS: [&str; 7] = ["leaflet", "trifold", "booklet", "large-print", "card", "worksheet", "worksheet-paper"];

/// The facts that every language has.
const NUMBERS: [&str; 3] = ["call-911", "crisis-988", "helpline"];
const FACTS: [&str; 3] = ["naloxone-works", "naloxone-otc", "mixed-supply"];

/// The pictures of a text, with their widths.
const PICTURES: [(&str, &str); 4] = [("one", "third"), ("two", "third"), ("three", "half"), ("four", "full")];

/// A drawing of one colour.
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\"><rect x=\"4\" y=\"4\" width=\"52\" \
                       height=\"32\" fill=\"none\" stroke=\"#223344\" stroke-width=\"3\"/><circle cx=\"30\" cy=\"20\" r=\"NN\" \
                       fill=\"#223344\"/></svg>";

/// What a guide is made of.
struct Author {
    words: Words,
    lang: &'static str,
    /// The pictures that are placed, and how many: each once.
    pictures: usize,
    facts: usize,
}

impl Author {
    fn one_in(&mut self, n: usize) -> bool {
        self.words.number(n) == 0
    }

    fn phrase(&mut self, most: usize) -> String {
        let words = 1 + self.words.number(most);
        self.words.sentence(words).trim_end_matches('.').to_owned()
    }

    /// A sentence with whatever may stand in one.
    fn sentence(&mut self) -> String {
        let mut words: Vec<String> = self.phrase(14).split(' ').map(str::to_owned).collect();
        let at = self.words.number(words.len());
        let word = words[at].clone();
        let number = NUMBERS[self.words.number(3)];
        words[at] = match self.words.number(12) {
            0 => format!("**{word}**"),
            1 => format!("*{word}*"),
            2 => format!("**{word} {}**", self.words.word()),
            3 => format!("[{word}](https://example.org/{})", self.words.number(5)),
            4 => format!("***{word}***"),
            5 => format!("{word} [](fact:{number})"),
            6 => format!("{word} [](clinic:phone)"),
            7 => format!("**{word}** *{}*", self.words.word()),
            8 => format!("{word} ([{} {}](mailto:help@example.org))", self.words.word(), self.words.word()),
            9 => format!("{word}, “{}”", self.words.word()),
            _ => word,
        };
        let cited = if self.one_in(6) { format!("[](ref:s{})", self.words.number(3)) } else { String::new() };
        format!("{}.{cited}", words.join(" "))
    }

    fn paragraph(&mut self) -> String {
        let sentences = 1 + self.words.number(4);
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    /// A list, its items perhaps with lists of their own.
    fn list(&mut self, out: &mut Vec<String>, indent: usize, depth: usize) {
        let (items, numbered) = (1 + self.words.number(4), self.one_in(2));
        // Within a paragraph only a list from 1 begins.
        let from = if depth == 0 && self.one_in(4) { 1 + self.words.number(20) } else { 1 };
        for i in 0..items {
            let mark = if numbered { format!("{}. ", from + i) } else { "- ".to_owned() };
            let inner = indent + mark.len();
            out.push(format!("{}{mark}{}", " ".repeat(indent), self.sentence()));
            if self.one_in(5) {
                out.extend([String::new(), format!("{}{}", " ".repeat(inner), self.paragraph()), String::new()]);
            }
            if depth < 2 && self.one_in(4) {
                self.list(out, inner, depth + 1);
            }
        }
    }

    fn table(&mut self, out: &mut Vec<String>) {
        let columns = 2 + self.words.number(3);
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        out.push(row((0..columns).map(|_| self.phrase(2)).collect()));
        out.push(row(vec!["---".to_owned(); columns]));
        for _ in 0..1 + self.words.number(5) {
            if self.one_in(6) {
                let mut cells = vec![String::new(); columns];
                cells[0] = format!("**{}**", self.phrase(2));
                out.push(row(cells));
            }
            let cells = (0..columns).map(|i| match self.words.number(5) {
                0 => format!("{}<br>{}", self.phrase(3), self.phrase(3)),
                1 if i > 0 => self.sentence(),
                _ => self.phrase(4),
            });
            let cells = cells.collect();
            out.push(row(cells));
        }
    }

    fn r#box(&mut self, out: &mut Vec<String>) {
        let kind = self.words.number(5);
        let title = self.phrase(4);
        out.push(match kind {
            0 => format!("> [!STOP] {title}"),
            1 => "> [!DO]".to_owned(),
            2 => "> [!DONT]".to_owned(),
            3 => "> [!SAY]".to_owned(),
            _ => format!("> [!NOTE] {title}"),
        });
        let mut inner = Vec::new();
        match kind {
            2 => {
                let never = if self.lang == "es" { "Nunca" } else { "Never" };
                inner.extend(
                    (0..1 + self.words.number(4)).map(|_| format!("- {never} {}.", self.phrase(6).to_lowercase())),
                );
            }
            3 => inner.extend((0..1 + self.words.number(3)).map(|_| format!("“{}.”", self.phrase(9)))),
            _ if self.one_in(2) => inner.push(self.paragraph()),
            _ => self.list(&mut inner, 0, 1),
        }
        if kind == 3 {
            inner = inner.join("\n\n").split('\n').map(str::to_owned).collect();
        }
        out.extend(inner.into_iter().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }));
    }

    /// One block of Markdown.
    fn block(&mut self, in_section: bool) -> Vec<String> {
        let mut out = Vec::new();
        match self.words.number(12) {
            0 | 1 => self.list(&mut out, 0, 0),
            2 | 3 => self.r#box(&mut out),
            4 => self.table(&mut out),
            5 if in_section => out.push(format!("### {}", self.phrase(5))),
            6 if self.facts < FACTS.len() => {
                out.push(format!("> [!FACT] {}", FACTS[self.facts]));
                self.facts += 1;
            }
            7 if self.pictures < PICTURES.len() => {
                out.push(format!("> [!FIGURE] {}", PICTURES[self.pictures].0));
                self.pictures += 1;
            }
            8 if self.pictures < 2 => {
                for i in 1..=2 + self.words.number(2) {
                    let picture = if self.pictures < 2 {
                        format!("[](figure:{}) ", PICTURES[self.pictures].0)
                    } else {
                        String::new()
                    };
                    self.pictures += usize::from(!picture.is_empty());
                    out.push(format!("{i}. {picture}{}", self.sentence()));
                }
            }
            _ => out.push(self.paragraph()),
        }
        if out[0].starts_with("###") {
            out.extend([String::new(), self.paragraph()]);
        }
        out
    }

    /// Blocks, indented as the value of a key.
    fn blocks(&mut self, count: usize, in_section: bool) -> String {
        let mut blocks: Vec<Vec<String>> = Vec::new();
        while blocks.len() < count {
            let block = self.block(in_section);
            let starts = |block: &[String], with: fn(&str) -> bool| with(&block[0]);
            let list =
                |line: &str| line.starts_with("- ") || line.split('.').next().is_some_and(|n| n.parse::<u32>().is_ok());
            // Two lists in a row are one.
            if blocks.last().is_some_and(|last| starts(last, list)) && starts(&block, list) {
                blocks.push(vec![self.paragraph()]);
            }
            blocks.push(block);
        }
        let lines = blocks.join(&String::new()).into_iter();
        lines.map(|line| if line.is_empty() { "\n".to_owned() } else { format!("      {line}\n") }).collect()
    }

    fn guide(&mut self) -> String {
        let mut out = format!(
            "id: generated\ntitle: {}\nrevision: {}\naudience: {}\nsummary: {}.\nauthors: [sample-authors]\ndates: {{issued: \
             2026-11-20}}\ntopics: [opioids]\n",
            self.phrase(8),
            1 + self.words.number(30),
            self.phrase(6),
            self.phrase(20),
        );
        if self.one_in(2) {
            let _ = writeln!(out, "main_message: {}.", self.phrase(12));
        }
        if self.one_in(2) {
            out.push_str("get_help:\n");
            for (level, call) in [
                ("emergency", "[fact:call-911, fact:crisis-988]"),
                ("today", "clinic:phone"),
                ("routine", "clinic:phone"),
            ] {
                let _ = writeln!(out, "  - level: {level}\n    call: {call}\n    when:");
                (0..1 + self.words.number(3)).for_each(|_| {
                    let _ = writeln!(out, "      - {}", self.phrase(8));
                });
            }
        }
        if self.one_in(3) {
            let _ = writeln!(out, "introduction: |\n  {}", self.paragraph());
        }
        out.push_str("sections:\n");
        for i in 0..1 + self.words.number(5) {
            let (heading, brief, count) = (self.phrase(6), self.phrase(10), 1 + self.words.number(6));
            let _ = write!(
                out,
                "  - id: p{i}\n    heading: {heading}\n    brief: {brief}.\n    body: |\n{}",
                self.blocks(count, true)
            );
        }
        let questions = self.words.number(5);
        if questions > 0 {
            out.push_str("faq:\n");
        }
        for i in 0..questions {
            let (question, count) = (self.phrase(9), 1 + self.words.number(2));
            let _ =
                write!(out, "  - id: q{i}\n    question: {question}?\n    answer: |\n{}", self.blocks(count, false));
        }
        if self.pictures > 0 {
            out.push_str("figures:\n");
        }
        for (id, width) in PICTURES.iter().take(self.pictures) {
            let caption = if self.one_in(2) { format!(", caption: {}.", self.phrase(6)) } else { String::new() };
            let _ =
                writeln!(out, "  - {{id: {id}, file: {id}.svg, alt: {}., width: {width}{caption}}}", self.phrase(8));
        }
        out.push_str("references:\n");
        for i in 0..3 {
            let url = if self.one_in(2) {
                format!(", url: \"https://example.org/{}/{i}\"", self.words.word())
            } else {
                String::new()
            };
            let _ = writeln!(out, "  - {{id: s{i}, title: {}, publisher: {}{url}}}", self.phrase(8), self.phrase(3));
        }
        out
    }
}

/// The project of one text, as one product on one paper.
fn tree(turn: usize) -> Tree {
    let (product, lang, paper) = (PRODUCTS[turn % 7], ["en", "es"][turn / 7 % 2], ["letter", "a4"][turn / 14 % 2]);
    let mut tree = emptied(paper, lang, product);
    if product.starts_with("worksheet") {
        let text = worksheet(1 + turn % 24, lang).replace("id: generated-sheet", "id: generated");
        tree.insert(&format!("sources/worksheets/generated/{lang}.yaml"), text);
        return tree;
    }
    let mut author = Author { words: Words::new(turn * 7919 + 13, lang), lang, pictures: 0, facts: 0 };
    tree.insert(&format!("sources/guides/generated/{lang}.yaml"), author.guide());
    for (i, (id, _)) in PICTURES.iter().enumerate() {
        tree.insert(&format!("sources/guides/generated/{id}.svg"), DRAWING.replace("NN", &(4 + 2 * i).to_string()));
    }
    tree
}

/// What is wrong with the texts of a share.
fn share(share: usize) {
    let mut wrong = Vec::new();
    for turn in (share..TEXTS).step_by(SHARES) {
        let tree = tree(turn);
        let (loaded, sink) = project(&tree);
        let errors: Vec<&Finding> = sink.iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{turn}: {errors:#?}");
        let loaded = loaded.expect("a project");
        let base = base(&tree);
        let jobs = jobs(&loaded);
        assert_eq!(jobs.len(), 1, "{turn}");
        let found = make(&base, &jobs[0]);
        let errors: Vec<&Finding> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
        if !errors.is_empty() {
            wrong.push(format!("{turn}: {errors:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_quarter_of_five_hundred_texts() {
    share(0);
}

#[test]
fn a_second_quarter() {
    share(1);
}

#[test]
fn a_third_quarter() {
    share(2);
}

#[test]
fn the_last_quarter() {
    share(3);
}
