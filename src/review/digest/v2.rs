//! Version 2 of the canonical form: headings within texts, tables, five kinds of boxes, lists that start at any number,
//! citations, pictures by the SHA-256 of their files, points of facts in several lengths, heads of panels, the picture of a
//! cover, what a clinic says of itself by its name, when to get help, fields for times and for yes or no; purpose, funding
//! and the first day of a text. What did not change is written as version 1 wrote it.

use serde_json::{Value, json};

use super::v1::{self, add_exceptions, facts_of};
use crate::model::rich::{Block, Inline, ListItem};
use crate::model::text::{
    Body, Guide, Head, InnerPanel, PanelPart, Part, Question, Reference, Section, Text, Worksheet,
};
use crate::model::{Fact, Facts, Figure, HeadedPoint, HelpCall, HelpRow, Point};

/// A text.
pub(super) fn text(text: &Text) -> Value {
    // Which products are made is no matter of words.
    let Text { file: _, head, body, get_help, references, figures, products: _ } = text;
    let mut value = self::head(head);
    value["kind"] = json!(text.kind());
    value["facts"] = json!(facts_of(text));
    value["references"] = references.iter().map(reference).collect();
    value["figures"] = figures.iter().map(|f| figure(f)).collect();
    // Only where there is any, so that a text without keeps its digest.
    if !get_help.is_empty() {
        value["get_help"] = get_help.iter().map(help).collect();
    }
    match body {
        Body::Guide(Guide { introduction, sections, faq, worksheets, panels, cover }) => {
            value["introduction"] = blocks(introduction);
            value["sections"] = sections.iter().map(section).collect();
            value["faq"] = faq.iter().map(question).collect();
            value["worksheets"] = worksheets.iter().map(|w| json!([w.id, w.title])).collect();
            if !panels.is_empty() {
                value["panels"] = panels.iter().map(panel).collect();
            }
            if let Some(cover) = cover {
                value["cover"] = json!(cover);
            }
        }
        Body::Worksheet(Worksheet { parts }) => value["parts"] = parts.iter().map(part).collect(),
    }
    value
}

/// What every text has. Keys that came later stand where a text has them, so that others keep their form.
fn head(head: &Head) -> Value {
    let mut value = v1::known_head(head);
    value["canon"] = json!(2);
    if let Some(purpose) = &head.purpose {
        value["purpose"] = json!(purpose);
    }
    if let Some(funding) = &head.funding {
        value["funding"] = json!(funding);
    }
    if let Some(day) = head.first_published {
        value["first_published"] = json!(day.to_string());
    }
    value
}

fn help(row: &HelpRow) -> Value {
    let HelpRow { level, calls, when } = row;
    json!({"level": level.as_str(), "calls": calls.iter().map(HelpCall::written).collect::<Vec<_>>(), "when": when})
}

fn reference(reference: &Reference) -> Value {
    let Reference { id, title, publisher, year, kind, url, accessed } = reference;
    json!({
        "id": id,
        "title": title,
        "publisher": publisher,
        "year": year,
        "kind": kind,
        "url": url,
        "accessed": accessed.map(|d| d.to_string()),
    })
}

fn figure(figure: &Figure) -> Value {
    // The format is in the bytes.
    let Figure { id, kind: _, bytes: _, sha256, alt, caption, credit, width } = figure;
    json!({"id": id, "sha256": sha256, "alt": alt, "caption": caption, "credit": credit, "width": width.as_str()})
}

fn section(section: &Section) -> Value {
    let Section { id, heading, brief, body } = section;
    json!({"id": id, "heading": heading, "brief": brief, "body": blocks(body)})
}

fn panel(panel: &InnerPanel) -> Value {
    let InnerPanel { heading, figure, parts } = panel;
    json!({"heading": heading, "figure": figure, "sections": parts.iter().map(PanelPart::name).collect::<Vec<_>>()})
}

fn question(question: &Question) -> Value {
    let Question { id, question, answer } = question;
    json!({"id": id, "question": question, "answer": blocks(answer)})
}

fn part(part: &Part) -> Value {
    let Part { id, heading, text, danger_line, repeat, fields } = part;
    json!({
        "id": id,
        "heading": heading,
        "text": blocks(text),
        "danger_line": danger_line,
        "repeat": repeat.as_ref().map(|(n, label)| json!([n, label])),
        "fields": fields.iter().map(v1::field).collect::<Vec<_>>(),
    })
}

/// The facts of a region.
pub(super) fn facts(facts: &Facts) -> Value {
    let Facts {
        file: _,
        region: _,
        lang,
        title,
        revision,
        issued: _,
        authors: _,
        exceptions,
        reviewer_notes: _,
        figures,
        facts: own,
    } = facts;
    let mut value = json!({
        "canon": 2,
        "kind": "facts",
        "id": facts.review_id(),
        "lang": lang,
        "revision": revision,
        "title": title,
        "facts": own.iter().map(fact).collect::<Vec<_>>(),
        "figures": figures.iter().map(|f| figure(f)).collect::<Vec<_>>(),
    });
    add_exceptions(&mut value, exceptions);
    value
}

fn fact(fact: &Fact) -> Value {
    let Fact { id, title, number, short, shorter, points, numbered, line, body, source, source_seen, recheck_after } =
        fact;
    let mut value = json!({
        "id": id,
        "title": title,
        "number": number,
        "short": short,
        "points": points.iter().map(point).collect::<Vec<_>>(),
        "numbered": numbered,
        "line": line,
        "body": blocks(body),
        "source": source.as_ref().map(|w| json!({"title": w.title, "publisher": w.publisher, "url": w.url})),
        "source_seen": source_seen.map(|d| d.to_string()),
        "recheck_after": recheck_after,
    });
    if let Some(shorter) = shorter {
        value["shorter"] = json!(shorter);
    }
    value
}

fn point(point: &Point) -> Value {
    match point {
        Point::Line(words) => json!(words),
        Point::Headed(HeadedPoint { head, text, brief, figure }) => {
            json!({"head": head, "text": text, "brief": brief, "figure": figure})
        }
    }
}

fn blocks(blocks: &[Block]) -> Value {
    let cells = |cells: &[Vec<Inline>]| cells.iter().map(|cell| inline(cell)).collect::<Value>();
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(content) => json!(["p", inline(content)]),
            Block::Heading(content) => json!(["h", inline(content)]),
            Block::List { first, items } => json!(["list", first, items.iter().map(item).collect::<Vec<_>>()]),
            Block::Table { head, rows } => {
                json!(["table", cells(head), rows.iter().map(|row| cells(row)).collect::<Vec<_>>()])
            }
            Block::Box { kind, title, blocks } => json!(["box", kind.as_str(), title, self::blocks(blocks)]),
            Block::Fact(id) => json!(["fact", id]),
            Block::Figure(id) => json!(["figure", id]),
        })
        .collect()
}

fn item(item: &ListItem) -> Value {
    let ListItem { figure, blocks } = item;
    json!([figure, self::blocks(blocks)])
}

fn inline(content: &[Inline]) -> Value {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => json!(text),
            Inline::Strong(content) => json!(["strong", self::inline(content)]),
            Inline::Emph(content) => json!(["em", self::inline(content)]),
            Inline::Link { url, content } => json!(["link", url, self::inline(content)]),
            Inline::FactNumber(id) => json!(["number", id]),
            Inline::Citation(id) => json!(["cite", id]),
            Inline::Clinic(detail) => json!(["clinic", detail.as_str()]),
        })
        .collect()
}
