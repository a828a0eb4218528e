//! Texts judged one by one: grades, and findings at their places.

use std::ops::Range;

use rayon::prelude::*;
use regex::{Regex, RegexBuilder};

use super::cut::{Passage, original_title, passages};
use super::english::ENGLISH;
use super::grade::Counts;
use super::rules::{LanguageRules, Measure};
use super::spanish::SPANISH;
use super::words::WordFinder;
use crate::diag::{Code, Finding, Sink};
use crate::model::Topic;
use crate::source::lint::PrintedWords;
use crate::source::load::TextFile;
use crate::source::place::locate;
use crate::source::yaml::YamlNode;

/// The languages that have a measure.
static LANGUAGES: &[&LanguageRules] = &[&ENGLISH, &SPANISH];

/// What is said of a text.
#[derive(Clone, Debug)]
pub(crate) struct GradedText {
    /// Its file.
    pub(crate) file: String,
    /// Its id.
    pub(crate) id: String,
    /// Its language.
    pub(crate) lang: String,
    /// Its grades; `None` where its language has no measure.
    pub(crate) grades: Option<Grades>,
}

/// The grades of a text, and how many words were found in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grades {
    /// Words.
    pub(crate) words: usize,
    /// Sentences of three words and more.
    pub(crate) sentences: usize,
    /// Measures by name, with grades: none of a text without words.
    pub(crate) measures: Vec<(&'static str, f64)>,
    /// The first of them, of running prose alone.
    pub(crate) prose: Option<f64>,
    /// Measures that do not keep to what families can read: "FK 9.1, wanted at most 8".
    pub(crate) missed: Vec<String>,
    /// Long sentences.
    pub(crate) long: usize,
    /// Words for which there are plainer ones.
    pub(crate) plainer: usize,
    /// Words that put shame on people.
    pub(crate) shaming: usize,
    /// Those that the text excuses.
    pub(crate) excused: Vec<String>,
}

/// Judges texts; what they can say better goes to `sink`.
pub(crate) fn graded_texts(files: &[TextFile], sink: &mut Sink) -> Vec<GradedText> {
    let finders: Vec<WordFinder> = LANGUAGES.iter().map(|rules| WordFinder::new(rules)).collect();
    let judge = |file: &TextFile| {
        let known = LANGUAGES.iter().zip(&finders).find(|(rules, _)| rules.code == file.lang);
        let grades = known.map(|(rules, finder)| Judge { file, rules, finder, sink: Sink::default() }.judge());
        let (grades, found) = grades.unzip();
        (GradedText { file: file.path.to_owned(), id: file.id.clone(), lang: file.lang.to_owned(), grades }, found)
    };
    let judged: Vec<(GradedText, Option<Sink>)> = files.par_iter().map(judge).collect();
    let mut texts = Vec::with_capacity(judged.len());
    for (text, found) in judged {
        sink.extend(found.into_iter().flat_map(Sink::into_sorted));
        texts.push(text);
    }
    texts
}

/// A text under judgement.
struct Judge<'a> {
    file: &'a TextFile<'a>,
    rules: &'static LanguageRules,
    finder: &'a WordFinder,
    sink: Sink,
}

impl Judge<'_> {
    fn judge(mut self) -> (Grades, Sink) {
        let passages = passages(self.file, self.rules);
        let all = || passages.iter().flat_map(|passage| &passage.sentences);
        let counts = Counts::of(all(), self.rules);
        let prose = Counts::of(all().filter(|sentence| sentence.prose), self.rules);
        let graded = |measure: &'static Measure| Some((measure, counts.grade(measure.formula)?));
        let measures: Vec<(&Measure, f64)> = self.rules.measures.iter().filter_map(graded).collect();
        let missed = missed(&measures);
        self.hard_to_read(&missed);
        let long = self.long_sentences(&passages);
        let plainer = self.hard_words(&passages);
        let (shaming, excused) = self.words_about_people(&passages);
        let grades = Grades {
            words: counts.words,
            sentences: counts.sentences,
            measures: measures.iter().map(|(measure, grade)| (measure.name, *grade)).collect(),
            prose: self.rules.measures.first().and_then(|measure| prose.grade(measure.formula)),
            missed,
            long,
            plainer,
            shaming,
            excused,
        };
        (grades, self.sink)
    }

    /// Says where some printed words stand.
    fn at(&self, code: Code, printed: &PrintedWords, range: &Range<usize>, message: String) -> Finding {
        let place = locate(self.file.source, printed.node(), &printed.place(range));
        Finding::new(code, message).at(self.file.path, place)
    }

    /// Grades that do not keep to what families can read.
    fn hard_to_read(&mut self, missed: &[String]) {
        if missed.is_empty() {
            return;
        }
        let place = self.file.root.entry("title").map_or(0..0, |(key, _)| key.range.clone());
        self.sink.push(
            Finding::new(Code::HardToRead, format!("many families cannot read this text ({})", missed.join("; ")))
                .at(self.file.path, place)
                .hint("write shorter sentences and words; `long-sentence` and `plainer-word` mark some that can be"),
        );
    }

    fn long_sentences(&mut self, passages: &[Passage]) -> usize {
        let longest = self.rules.longest;
        let mut found = 0;
        for passage in passages {
            for sentence in passage.sentences.iter().filter(|sentence| sentence.words.len() > longest) {
                let message = format!("a sentence of {} words", sentence.words.len());
                let finding = self.at(Code::LongSentence, &passage.printed, &sentence.range, message);
                self.sink.push(finding.hint(format!("make two of it, each of {longest} words or fewer")));
                found += 1;
            }
        }
        found
    }

    fn hard_words(&mut self, passages: &[Passage]) -> usize {
        let mut found = 0;
        for passage in passages.iter().filter(|passage| !passage.is_title) {
            let text = passage.printed.words();
            for (range, word) in self.finder.hard(text) {
                let message = format!("`{}` has a plainer word", &text[range.clone()]);
                let finding = self.at(Code::PlainerWord, &passage.printed, &range, message);
                self.sink.push(finding.hint(format!("perhaps: {}", word.plainer)));
                found += 1;
            }
        }
        found
    }

    /// Words that put shame on people: how many stand, and those that the text excuses in its titles.
    fn words_about_people(&mut self, passages: &[Passage]) -> (usize, Vec<String>) {
        let drug_use = self.is_about_drug_use(passages);
        let exceptions = exceptions(self.file.root);
        let (mut stand, mut excused, mut used) = (0, Vec::new(), Vec::new());
        let original = original_title(self.file.root);
        let texts = passages.iter().map(|passage| (&passage.printed, passage.is_title));
        for (printed, is_title) in texts.chain(original.iter().map(|title| (title, true))) {
            let text = printed.words();
            for (range, word) in self.finder.shaming(text, drug_use) {
                let by = exceptions.iter().position(|e| is_title && e.covers(text, &range));
                if let Some(by) = by {
                    excused.push(text[range].to_owned());
                    used.push(by);
                    continue;
                }
                let message = format!("`{}` puts shame on people", &text[range.clone()]);
                let finding = self.at(Code::ShamingWord, printed, &range, message);
                self.sink.push(finding.hint(format!("perhaps: {}", word.instead)));
                stand += 1;
            }
        }
        for (_, exception) in exceptions.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
            self.sink.push(
                Finding::new(Code::UnusedException, format!("the exception `{}` excuses nothing", exception.term))
                    .at(self.file.path, exception.node.range.clone())
                    .hint("it holds for `title` and for the title of the original alone: take it out"),
            );
        }
        (stand, excused)
    }

    /// Whether the text is about drug use: by its topics, or since it names an opioid.
    fn is_about_drug_use(&self, passages: &[Passage]) -> bool {
        let named = |passage: &Passage| Topic::ALL.iter().any(|topic| topic.named_in(passage.printed.words()));
        !self.file.root.select("topics[]").is_empty() || passages.iter().any(named)
    }
}

/// The measures that do not keep to what families can read, with what is wanted.
fn missed(measures: &[(&Measure, f64)]) -> Vec<String> {
    let hard = measures.iter().filter(|(measure, grade)| !measure.limit.holds(*grade));
    hard.map(|(measure, grade)| format!("{} {grade:.1}, wanted {}", measure.name, measure.limit.said())).collect()
}

/// A word that a text says it cannot do without in its titles.
struct TitleException<'a> {
    term: String,
    pattern: Option<Regex>,
    node: &'a YamlNode,
}

impl TitleException<'_> {
    /// Whether a range of words is a part of it.
    fn covers(&self, text: &str, range: &Range<usize>) -> bool {
        let whole = |found: regex::Match| {
            let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            apart(text[..found.start()].chars().next_back()) && apart(text[found.end()..].chars().next())
        };
        let covers = |found: &regex::Match| found.start() <= range.start && range.end <= found.end();
        self.pattern.iter().flat_map(|pattern| pattern.find_iter(text)).any(|found| covers(&found) && whole(found))
    }
}

/// The exceptions of a text that have a term and a reason.
fn exceptions(root: &YamlNode) -> Vec<TitleException<'_>> {
    let words = |node: &YamlNode, key: &str| {
        let words = node.get(key)?.as_str()?.trim().to_owned();
        (!words.is_empty()).then_some(words)
    };
    let one = |node| {
        words(node, "reason")?;
        let term = words(node, "term")?;
        let pattern = RegexBuilder::new(&regex::escape(&term)).case_insensitive(true).build().ok();
        Some(TitleException { term, pattern, node: node.get("term")? })
    };
    root.select("language_exceptions[]").into_iter().filter_map(one).collect()
}
