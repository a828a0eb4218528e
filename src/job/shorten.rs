//! The texts of a guide, and of the facts that it prints, that can be shortened where there is no room.

use std::ops::Range;

use super::plan::Job;
use crate::model::rich::{Block, Inline};
use crate::model::text::Body;
use crate::model::{Fact, Facts, Text};
use crate::source::yaml::Node;

/// A text of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Its title.
    Title,
    /// Its summary.
    Summary,
    /// For whom it is.
    Audience,
    /// The one thing to remember.
    MainMessage,
    /// Its opening words.
    Introduction,
    /// The brief of a section.
    Brief(String),
    /// The body of a section.
    Section(String),
    /// An answer.
    Answer(String),
    /// What a fact says in short.
    Short(String),
    /// The points of a fact.
    Points(String),
}

/// A text and its facts, to cut.
#[derive(Clone)]
pub(super) struct Cut {
    pub(super) text: Text,
    pub(super) facts: Option<Facts>,
}

/// The texts of a job that could be shorter, in order.
pub(super) fn parts(job: &Job, whole: bool) -> Vec<Part> {
    let mut parts = vec![Part::Title, Part::Summary, Part::Audience, Part::MainMessage, Part::Introduction];
    if let Body::Guide(guide) = &job.text.body {
        let section = |id: &str| if whole { Part::Section(id.to_owned()) } else { Part::Brief(id.to_owned()) };
        parts.extend(guide.sections.iter().map(|s| section(&s.id)));
        parts.extend(guide.faq.iter().map(|q| Part::Answer(q.id.clone())));
    }
    for fact in job.facts.iter().flat_map(|(facts, _)| &facts.facts) {
        parts.extend([Part::Short(fact.id.clone()), Part::Points(fact.id.clone())]);
    }
    parts
}

impl Part {
    /// Whether it is a safety fact, of all texts of a topic.
    pub(super) fn is_fact(&self) -> bool {
        matches!(self, Part::Short(_) | Part::Points(_))
    }

    /// How it is called in messages.
    pub(super) fn path(&self) -> String {
        match self {
            Part::Title => "title".to_owned(),
            Part::Summary => "summary".to_owned(),
            Part::Audience => "audience".to_owned(),
            Part::MainMessage => "main_message".to_owned(),
            Part::Introduction => "introduction".to_owned(),
            Part::Brief(id) => format!("sections.{id}.brief"),
            Part::Section(id) => format!("sections.{id}.body"),
            Part::Answer(id) => format!("faq.{id}.answer"),
            Part::Short(id) => format!("facts.{id}.short"),
            Part::Points(id) => format!("facts.{id}.points"),
        }
    }

    /// The path under which its words are printed, or that theirs begin with.
    pub(super) fn printed(&self) -> String {
        match self {
            Part::Short(id) => format!("emergency.{id}.short"),
            Part::Points(id) => format!("emergency.{id}.points"),
            _ => self.path(),
        }
    }

    /// The file that it stands in.
    pub(super) fn file<'a>(&self, job: &Job<'a>) -> &'a str {
        match (self, &job.facts) {
            (Part::Short(_) | Part::Points(_), Some((facts, _))) => &facts.file,
            _ => &job.text.file,
        }
    }

    /// Where it stands in the tree of its file.
    pub(super) fn find(&self, root: &Node) -> Option<Range<usize>> {
        let item = |list: &str, id: &str, key: &str| {
            let items = root.get(list)?.items().iter();
            let own = |node: &&Node| node.get("id").and_then(Node::as_str) == Some(id);
            Some(items.clone().find(own)?.get(key)?.range.clone())
        };
        match self {
            Part::Brief(id) => item("sections", id, "brief"),
            Part::Section(id) => item("sections", id, "body"),
            Part::Answer(id) => item("faq", id, "answer"),
            Part::Short(id) => item("facts", id, "short"),
            Part::Points(id) => item("facts", id, "points"),
            _ => Some(root.get(&self.path())?.range.clone()),
        }
    }

    /// How many words it has.
    pub(super) fn words(&self, cut: &mut Cut) -> usize {
        let mut words = 0;
        self.change(cut, &mut |own| {
            words = match own {
                Words::Line(line) => line.split_whitespace().count(),
                Words::Lines(lines) => lines.iter().map(|line| line.split_whitespace().count()).sum(),
                Words::Blocks(blocks) => blocks.iter().map(Block::words).sum(),
            }
        });
        words
    }

    /// Cuts words off its end.
    pub(super) fn cut(&self, cut: &mut Cut, mut words: usize) {
        self.change(cut, &mut |own| match own {
            Words::Line(line) => *line = without(line, words),
            Words::Lines(lines) => {
                for line in lines.iter_mut().rev() {
                    let own = line.split_whitespace().count();
                    *line = without(line, words);
                    words = words.saturating_sub(own - 1);
                }
            }
            Words::Blocks(blocks) => drop(cut_blocks(blocks, words)),
        });
    }

    fn change(&self, cut: &mut Cut, change: &mut dyn FnMut(Words)) {
        let head = &mut cut.text.head;
        let fact = |facts: &mut Option<Facts>, id: &str, change: &mut dyn FnMut(&mut Fact)| {
            facts.iter_mut().flat_map(|f| &mut f.facts).filter(|f| f.id == id).for_each(change);
        };
        match (self, &mut cut.text.body) {
            (Part::Title, _) => change(Words::Line(&mut head.title)),
            (Part::Summary, _) => change(Words::Line(&mut head.summary)),
            (Part::Audience, _) => change(Words::Line(&mut head.audience)),
            (Part::MainMessage, _) => head.main_message.iter_mut().for_each(|m| change(Words::Line(m))),
            (Part::Introduction, Body::Guide(guide)) => change(Words::Blocks(&mut guide.introduction)),
            (Part::Brief(id), Body::Guide(guide)) => {
                guide.sections.iter_mut().filter(|s| s.id == *id).for_each(|s| change(Words::Line(&mut s.brief)));
            }
            (Part::Section(id), Body::Guide(guide)) => {
                guide.sections.iter_mut().filter(|s| s.id == *id).for_each(|s| change(Words::Blocks(&mut s.body)));
            }
            (Part::Answer(id), Body::Guide(guide)) => {
                guide.faq.iter_mut().filter(|q| q.id == *id).for_each(|q| change(Words::Blocks(&mut q.answer)));
            }
            (Part::Short(id), _) => {
                fact(&mut cut.facts, id, &mut |f| f.short.iter_mut().for_each(|s| change(Words::Line(s))));
            }
            (Part::Points(id), _) => fact(&mut cut.facts, id, &mut |f| change(Words::Lines(&mut f.points))),
            (_, Body::Worksheet(_)) => {}
        }
    }
}

/// The words of a text, to change.
enum Words<'a> {
    Line(&'a mut String),
    Lines(&'a mut Vec<String>),
    Blocks(&'a mut Vec<Block>),
}

/// Words without the last ones; one is always left.
fn without(line: &str, words: usize) -> String {
    let all: Vec<&str> = line.split_whitespace().collect();
    all[..all.len().saturating_sub(words).max(1).min(all.len())].join(" ")
}

/// Cuts words off the end of blocks, and says how many are still to be cut.
fn cut_blocks(blocks: &mut Vec<Block>, mut words: usize) -> usize {
    while words > 0 {
        let Some(last) = blocks.last_mut() else { break };
        let own = last.words();
        if own <= words {
            blocks.pop();
            words -= own;
            continue;
        }
        words = match last {
            Block::Paragraph(content) => cut_inlines(content, words),
            Block::List { items, .. } => {
                let mut left = words;
                while left > 0 {
                    let Some(item) = items.last_mut() else { break };
                    left = cut_blocks(item, left);
                    if item.is_empty() {
                        items.pop();
                    }
                }
                left
            }
            Block::Note { blocks, .. } => cut_blocks(blocks, words),
            Block::Fact(_) => 0,
        };
        break;
    }
    words
}

fn cut_inlines(content: &mut Vec<Inline>, mut words: usize) -> usize {
    while words > 0 {
        match content.last_mut() {
            None => break,
            Some(Inline::Text(text)) => {
                let own = text.split_whitespace().count();
                if own > words {
                    *text = without(text, words);
                    return 0;
                }
                words -= own;
                content.pop();
            }
            Some(Inline::Strong(inner) | Inline::Emph(inner) | Inline::Link { content: inner, .. }) => {
                words = cut_inlines(inner, words);
                if inner.is_empty() {
                    content.pop();
                }
            }
            Some(Inline::FactNumber(_)) => {
                words -= 1;
                content.pop();
            }
        }
    }
    words
}
