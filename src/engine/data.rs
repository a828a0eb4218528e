//! The data file of a document, which the layouts read as `/build/data.json` (shape: `layouts/README.md`).
//!
//! Text is data, never code. Every block carries the path under which the layout must label it, so that the audit
//! finds it again on the pages.

use serde_json::{Value, json};

use super::lines::{Lines, column_format, drops, format as written_as};
use crate::job::{Fit, Job};
use crate::model::rich::{Block, Inline};
use crate::model::text::{Body, Field, FieldShape, Guide, Part};
use crate::model::{Facts, Product, Width};
use crate::review::credit::Credits;
use crate::review::state::State;

/// Composes the data file of a job, set in one way.
pub fn data(job: &Job, lines: &Lines, credits: &Credits, fonts: &[String], fit: Fit) -> Value {
    let (text, head, clinic) = (job.text, &job.text.head, job.clinic);
    let facts = job.facts.as_ref().map(|(f, _)| *f);
    let rich = Rich { facts };
    let mut value = json!({
        "product": job.product.as_str(),
        "step": fit.step,
        "whole": fit.whole,
        "fillable": job.product.fillable(),
        "id": head.id,
        "lang": head.lang,
        "paper": job.paper.as_str(),
        "fonts": fonts,
        "meta": {
            "title": head.title,
            "authors": head.authors.iter().map(|a| a.name.clone()).collect::<Vec<_>>(),
            "description": head.summary,
            "keywords": keywords(job),
        },
        "clinic": {
            "name": clinic.name,
            "line": lines.clinic,
            "primary": clinic.primary.hex(),
            "tint": clinic.tint.hex(),
            "logo": clinic.logo.as_ref().map(|l| json!({
                "path": format!("/build/logo.{}", l.kind.extension()),
                "alt": l.alt.get(&head.lang),
            })),
        },
        "labels": job.strings.all(),
        "title": head.title,
        "audience": head.audience,
        "read": lines.read,
        "main_message": head.main_message,
        "summary": head.summary,
        "emergency": facts.and_then(|f| emergency(job, f)),
        "references": lines.references.iter().enumerate()
            .map(|(i, line)| json!({"path": format!("references.{i}"), "content": rich.inline(line)}))
            .collect::<Vec<_>>(),
        "credits": {
            "draft": credits.state != State::Current,
            "wrote_label": credits.wrote_label,
            "wrote": credits.wrote,
            "original": credits.original,
            "checked_label": credits.checked_label,
            "checked": credits.checked,
            "current_label": credits.current_label,
            "current": credits.current,
            "more": lines.more,
        },
        "footer": {
            "id": lines.footer_id,
            "yours": lines.footer_yours,
            "danger": lines.danger,
            "review": credits.footer,
        },
    });
    match &text.body {
        Body::Guide(guide) => {
            value["introduction"] = rich.blocks("introduction", &guide.introduction);
            value["sections"] = guide.sections.iter().map(|s| section(&rich, s)).collect();
            value["faq"] = guide
                .faq
                .iter()
                .map(|q| {
                    let path = format!("faq.{}", q.id);
                    json!({
                        "path": path,
                        "question": q.question,
                        "answer": rich.blocks(&format!("{path}.answer"), &q.answer),
                    })
                })
                .collect();
            value["safety"] = facts.filter(|_| fit.facts).map_or(json!([]), |f| {
                safety(job, guide, f, fit).iter().map(|id| rich.fact(&format!("safety.{id}"), id)).collect()
            });
            value["worksheets"] = json!(lines.worksheets);
            value["contents"] = json!(contents(job));
            value["contents_after"] = json!(contents_after(job.product));
            value["danger"] = json!(lines.danger);
        }
        Body::Worksheet(sheet) => {
            let mut number = 0;
            value["parts"] = sheet.parts.iter().map(|p| part(job, &rich, p, &mut number)).collect();
        }
    }
    value
}

/// The headings that the contents of long handouts name: their paths and words.
pub fn contents(job: &Job) -> Vec<(String, String)> {
    let Body::Guide(guide) = &job.text.body else { return Vec::new() };
    if contents_after(job.product).is_none() {
        return Vec::new();
    }
    let label = |key: &str| job.strings.get(key).to_owned();
    let mut list: Vec<(String, String)> =
        guide.sections.iter().map(|s| (format!("sections.{}.heading", s.id), s.heading.clone())).collect();
    if !guide.faq.is_empty() {
        list.push(("faq.heading".to_owned(), label("questions")));
    }
    if job
        .facts
        .as_ref()
        .is_some_and(|(facts, _)| !safety(job, guide, facts, Fit { whole: true, ..Fit::default() }).is_empty())
    {
        list.push(("safety.heading".to_owned(), label("safety")));
    }
    if !guide.worksheets.is_empty() {
        list.push(("worksheets.heading".to_owned(), label("worksheets")));
    }
    list
}

/// The most pages that a product has without contents; `None` where it never has any.
pub fn contents_after(product: Product) -> Option<usize> {
    match product {
        Product::LargePrint => Some(6),
        Product::Booklet => Some(0),
        _ => None,
    }
}

/// A section: its text, and the boxes at its end, which may stand beside it.
fn section(rich: &Rich, section: &crate::model::Section) -> Value {
    let path = format!("sections.{}", section.id);
    let split = section.text_length();
    let blocks = rich.list(&format!("{path}.body"), &section.body);
    json!({
        "path": path,
        "heading": section.heading,
        "brief": section.brief,
        "body": blocks[..split],
        "aside": blocks[split..],
    })
}

/// The safety facts that a guide must print and does not print in its own text.
pub fn safety(job: &Job, guide: &Guide, facts: &Facts, fit: Fit) -> Vec<String> {
    let own: Vec<&str> = guide
        .introduction
        .iter()
        .chain(guide.sections.iter().filter(|_| fit.whole).flat_map(|s| &s.body))
        .chain(guide.faq.iter().flat_map(|q| &q.answer))
        .filter_map(|b| match b {
            Block::Fact(id) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    let mut ids: Vec<String> = Vec::new();
    for id in job.text.head.topics.iter().flat_map(|t| t.demands().elsewhere) {
        if !own.contains(id) && facts.get(id).is_some() && !ids.iter().any(|i| i == id) {
            ids.push((*id).to_owned());
        }
    }
    ids
}

fn emergency(job: &Job, facts: &Facts) -> Option<Value> {
    let topics = &job.text.head.topics;
    if topics.is_empty() {
        return None;
    }
    let entries = |pick: fn(crate::model::topic::Demands) -> &'static [&'static str]| -> Vec<Value> {
        topics
            .iter()
            .flat_map(|t| pick(t.demands()))
            .filter_map(|id| facts.get(id))
            .map(|f| json!({"path": format!("emergency.{}", f.id), "title": f.title, "short": f.short, "points": f.points, "numbered": f.numbered}))
            .collect()
    };
    let first_aid = entries(if job.product == Product::Card { |d| d.steps } else { |d| d.first_aid });
    Some(json!({"lines": entries(|d| d.lines), "first_aid": first_aid}))
}

/// Keywords of the file: id, revision, topics.
pub fn keywords(job: &Job) -> Vec<String> {
    let head = &job.text.head;
    let mut words = vec![head.id.clone(), format!("{} {}", job.strings.get("revision"), head.revision)];
    words.extend(head.topics.iter().map(|t| t.as_str().to_owned()));
    words
}

/// Rich text with numbers and facts put in.
struct Rich<'a> {
    facts: Option<&'a Facts>,
}

impl Rich<'_> {
    fn blocks(&self, path: &str, blocks: &[Block]) -> Value {
        Value::Array(self.list(path, blocks))
    }

    fn list(&self, path: &str, blocks: &[Block]) -> Vec<Value> {
        blocks.iter().enumerate().map(|(i, block)| self.block(&format!("{path}.{i}"), block)).collect()
    }

    fn block(&self, path: &str, block: &Block) -> Value {
        match block {
            Block::Paragraph(content) => json!({"kind": "paragraph", "path": path, "content": self.inline(content)}),
            Block::List { ordered, items } => json!({
                "kind": "list",
                "ordered": ordered,
                "items": items.iter().enumerate().map(|(i, item)| self.blocks(&format!("{path}.{i}"), item)).collect::<Vec<_>>(),
            }),
            Block::Note { title, blocks } => json!({
                "kind": "note",
                "path": path,
                "title": title,
                "blocks": self.blocks(path, blocks),
            }),
            Block::Fact(id) => self.fact(path, id),
        }
    }

    fn fact(&self, path: &str, id: &str) -> Value {
        let fact = self.facts.and_then(|f| f.get(id));
        json!({
            "kind": "fact",
            "path": path,
            "title": fact.map(|f| f.title.clone()),
            "blocks": fact.map(|f| self.blocks(path, &f.body)),
        })
    }

    fn inline(&self, content: &[Inline]) -> Value {
        content
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => json!({"kind": "text", "text": text}),
                Inline::Strong(content) => json!({"kind": "strong", "content": self.inline(content)}),
                Inline::Emph(content) => json!({"kind": "emph", "content": self.inline(content)}),
                Inline::Link { url, content } => json!({"kind": "link", "url": url, "content": self.inline(content)}),
                Inline::FactNumber(id) => {
                    let number = self.facts.and_then(|f| f.get(id)?.number.clone());
                    json!({"kind": "number", "text": number})
                }
            })
            .collect()
    }
}

fn part(job: &Job, rich: &Rich, part: &Part, number: &mut usize) -> Value {
    let path = format!("parts.{}", part.id);
    let times = part.repeat.as_ref().map_or(1, |(n, _)| *n);
    let blocks: Vec<Value> = (1..=times)
        .map(|time| {
            let prefix = if part.repeat.is_some() { format!("{path}.{time}") } else { path.clone() };
            json!({
                "path": prefix,
                "label": part.repeat.as_ref().map(|(_, label)| format!("{label} {time}")),
                "fields": part.fields.iter().map(|f| {
                    *number += 1;
                    field(job, &prefix, f, *number)
                }).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "path": path,
        "heading": part.heading,
        "text": rich.blocks(&format!("{path}.text"), &part.text),
        "danger": part.danger_line,
        "blocks": blocks,
    })
}

fn field(job: &Job, prefix: &str, field: &Field, number: usize) -> Value {
    let lang = &job.text.head.lang;
    let mut value = json!({
        "path": format!("{prefix}.{}", field.id),
        "number": number.to_string(),
        "type": field.shape.name(),
        "label": field.label,
        "help": field.help,
        "required": field.required,
        "format": written_as(lang, &field.shape),
        "half": field.width == Width::Half,
    });
    match &field.shape {
        FieldShape::LongText { lines } => value["lines"] = json!(lines),
        FieldShape::Checkboxes(options) | FieldShape::Choice(options) => {
            value["options"] = options.iter().map(|o| json!({"id": o.id, "label": o.label})).collect();
            value["drop"] = json!(drops(job.product, &field.shape));
        }
        FieldShape::Scale { low, high } => {
            value["low"] = json!(low);
            value["high"] = json!(high);
        }
        FieldShape::Table { rows, columns } => {
            value["rows"] = json!(rows);
            value["columns"] = columns
                .iter()
                .map(|c| json!({"id": c.id, "label": c.label, "type": c.kind, "format": column_format(lang, c.kind)}))
                .collect();
        }
        _ => {}
    }
    value
}
