//! Version 1 of the canonical form. It is frozen; whatever came after has no form in it. Everything is taken apart
//! whole, so that a new key does not compile before it is said what this version does with it.

use serde_json::{Value, json};

use crate::model::field::{ColumnKind, Field, FieldType};
use crate::model::rich::{Block, BoxKind, Inline, ListItem, fact_ids};
use crate::model::text::{BasedOn, Body, Guide, Head, Part, Question, Reference, Section, Text, Worksheet};
use crate::model::{Choice, Credit, Exception, Fact, Facts, Point};

/// All of several in this form, or nothing.
fn all<T>(items: &[T], each: impl Fn(&T) -> Option<Value>) -> Option<Value> {
    items.iter().map(each).collect::<Option<Vec<_>>>().map(Value::from)
}

/// A text.
pub(super) fn text(text: &Text) -> Option<Value> {
    let Text { file: _, head, body, get_help, references, figures, products: _ } = text;
    if !figures.is_empty() || !get_help.is_empty() {
        return None;
    }
    let mut value = self::head(head)?;
    value["kind"] = json!(text.kind());
    value["facts"] = json!(facts_of(text));
    value["references"] = all(references, reference)?;
    match body {
        Body::Guide(Guide { introduction, sections, faq, worksheets, panels, cover: None }) if panels.is_empty() => {
            value["introduction"] = blocks(introduction)?;
            value["sections"] = all(sections, section)?;
            value["faq"] = all(faq, question)?;
            value["worksheets"] = worksheets.iter().map(|w| json!([w.id, w.title])).collect();
        }
        Body::Guide(_) => return None,
        Body::Worksheet(Worksheet { parts }) => value["parts"] = all(parts, part)?,
    }
    Some(value)
}

/// What every text has; nothing of one that says more than this version was for.
fn head(head: &Head) -> Option<Value> {
    let new = head.purpose.is_some() || head.funding.is_some() || head.first_published.is_some();
    (!new).then(|| known_head(head))
}

/// What of a head this version was for.
pub(super) fn known_head(head: &Head) -> Value {
    let Head {
        id,
        lang,
        title,
        revision,
        purpose: _,
        audience,
        main_message,
        summary,
        // A sign-off holds them by value.
        authors: _,
        based_on,
        issued: _,
        first_published: _,
        evidence_checked,
        topics,
        funding: _,
        interests,
        exceptions,
        reviewer_notes: _,
    } = head;
    let mut value = json!({
        "canon": 1,
        "id": id,
        "lang": lang,
        "revision": revision,
        "title": title,
        "audience": audience,
        "main_message": main_message,
        "summary": summary,
        "interests": interests,
        "topics": topics.iter().map(|t| t.as_str()).collect::<Vec<_>>(),
        "evidence_checked": evidence_checked.map(|d| d.to_string()),
        "based_on": based_on.as_ref().map(self::based_on),
    });
    add_exceptions(&mut value, exceptions);
    value
}

/// The work that a text adapts.
pub(super) fn based_on(work: &BasedOn) -> Value {
    let BasedOn { title, authors, reviewed_by, published, edited, publisher } = work;
    let credits = |credits: &[Credit]| credits.iter().map(|c| json!([c.name, c.credentials])).collect::<Value>();
    json!({
        "title": title,
        "authors": credits(authors),
        "reviewed_by": credits(reviewed_by),
        "published": published.map(|d| d.to_string()),
        "edited": edited.map(|d| d.to_string()),
        "publisher": publisher,
    })
}

fn reference(reference: &Reference) -> Option<Value> {
    let Reference { id: None, title, publisher, year: None, kind: None, url, accessed } = reference else {
        return None;
    };
    Some(json!({"title": title, "publisher": publisher, "url": url, "accessed": accessed.map(|d| d.to_string())}))
}

fn section(section: &Section) -> Option<Value> {
    let Section { id, heading, brief, body } = section;
    Some(json!({"id": id, "heading": heading, "brief": brief, "body": blocks(body)?}))
}

fn question(question: &Question) -> Option<Value> {
    let Question { id, question, answer } = question;
    Some(json!({"id": id, "question": question, "answer": blocks(answer)?}))
}

fn part(part: &Part) -> Option<Value> {
    let Part { id, heading, text, danger_line, repeat, fields } = part;
    Some(json!({
        "id": id,
        "heading": heading,
        "text": blocks(text)?,
        "danger_line": danger_line,
        "repeat": repeat.as_ref().map(|(n, label)| json!([n, label])),
        "fields": all(fields, |field| is_in_version_1(&field.kind).then(|| self::field(field)))?,
    }))
}

/// Whether this version was for a type of field.
fn is_in_version_1(kind: &FieldType) -> bool {
    match kind {
        FieldType::Text
        | FieldType::LongText { .. }
        | FieldType::Date
        | FieldType::Phone
        | FieldType::Number
        | FieldType::Checkbox
        | FieldType::Checkboxes { .. }
        | FieldType::Choice { .. }
        | FieldType::Scale { .. }
        | FieldType::Signature => true,
        FieldType::Time | FieldType::YesNo => false,
        FieldType::Table { columns, .. } => columns.iter().all(|column| match column.kind {
            ColumnKind::Text | ColumnKind::Date | ColumnKind::Phone | ColumnKind::Number | ColumnKind::Checkbox => true,
            ColumnKind::Time | ColumnKind::YesNo => false,
        }),
    }
}

/// A field; the shape of a type says nothing where its name says all.
pub(super) fn field(field: &Field) -> Value {
    // The width is a matter of layout.
    let Field { id, label, help, required, width: _, kind } = field;
    let options = |options: &[Choice]| options.iter().map(|o| json!([o.id, o.label])).collect::<Value>();
    let shape = match kind {
        FieldType::LongText { lines } => json!({"lines": lines}),
        FieldType::Checkboxes { options: o } | FieldType::Choice { options: o } => json!({"options": options(o)}),
        FieldType::Scale { low, high } => json!({"low": low, "high": high}),
        FieldType::Table { rows, columns } => {
            let columns: Value = columns.iter().map(|c| json!([c.id, c.label, c.kind])).collect();
            json!({"rows": rows, "columns": columns})
        }
        FieldType::Text
        | FieldType::Date
        | FieldType::Time
        | FieldType::Phone
        | FieldType::Number
        | FieldType::Checkbox
        | FieldType::YesNo
        | FieldType::Signature => json!({}),
    };
    json!({"id": id, "type": kind.name(), "label": label, "help": help, "required": required, "shape": shape})
}

/// The facts of a region.
pub(super) fn facts(facts: &Facts) -> Option<Value> {
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
    if !figures.is_empty() {
        return None;
    }
    let mut value = json!({
        "canon": 1,
        "kind": "facts",
        "id": facts.review_id(),
        "lang": lang,
        "revision": revision,
        "title": title,
        "facts": all(own, fact)?,
    });
    add_exceptions(&mut value, exceptions);
    Some(value)
}

fn fact(fact: &Fact) -> Option<Value> {
    let Fact {
        id,
        title,
        number,
        short,
        shorter: None,
        points,
        numbered,
        line,
        body,
        source,
        source_seen,
        recheck_after,
    } = fact
    else {
        return None;
    };
    let point = |point: &Point| match point {
        Point::Line(words) => Some(json!(words)),
        Point::Headed(_) => None,
    };
    Some(json!({
        "id": id,
        "title": title,
        "number": number,
        "short": short,
        "points": all(points, point)?,
        "numbered": numbered,
        "line": line,
        "body": blocks(body)?,
        "source": source.as_ref().map(|w| json!({"title": w.title, "publisher": w.publisher, "url": w.url})),
        "source_seen": source_seen.map(|d| d.to_string()),
        "recheck_after": recheck_after,
    }))
}

fn blocks(blocks: &[Block]) -> Option<Value> {
    all(blocks, |block| {
        Some(match block {
            Block::Paragraph(content) => json!(["p", inline(content)?]),
            Block::List { first: None, items } => json!(["ul", all(items, item)?]),
            Block::List { first: Some(1), items } => json!(["ol", all(items, item)?]),
            Block::Box { kind: BoxKind::Note, title: Some(title), blocks } => {
                json!(["note", title, self::blocks(blocks)?])
            }
            Block::Fact(id) => json!(["fact", id]),
            Block::List { first: Some(_), .. }
            | Block::Heading(_)
            | Block::Table { .. }
            | Block::Box { .. }
            | Block::Figure(_) => return None,
        })
    })
    .filter(|_| depth(blocks) <= 2)
}

/// How many lists stand in each other: this version was for two.
fn depth(blocks: &[Block]) -> usize {
    let below = |block: &Block| match block {
        Block::List { items, .. } => 1 + items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0),
        Block::Box { blocks, .. } => depth(blocks),
        Block::Paragraph(_) | Block::Heading(_) | Block::Table { .. } | Block::Fact(_) | Block::Figure(_) => 0,
    };
    blocks.iter().map(below).max().unwrap_or(0)
}

fn item(item: &ListItem) -> Option<Value> {
    let ListItem { figure: None, blocks } = item else { return None };
    self::blocks(blocks)
}

fn inline(content: &[Inline]) -> Option<Value> {
    all(content, |inline| {
        Some(match inline {
            Inline::Text(text) => json!(text),
            Inline::Strong(content) => json!(["strong", self::inline(content)?]),
            Inline::Emph(content) => json!(["em", self::inline(content)?]),
            Inline::Link { url, content } => json!(["link", url, self::inline(content)?]),
            Inline::FactNumber(id) => json!(["number", id]),
            Inline::Citation(_) | Inline::Clinic(_) => return None,
        })
    })
}

/// The ids of the facts that a text prints: those that it names, and those of its topics.
pub(super) fn facts_of(text: &Text) -> Vec<String> {
    let mut facts: Vec<String> = text.blocks().into_iter().flat_map(|b| fact_ids(std::slice::from_ref(b))).collect();
    facts.extend(text.called_facts().chain(text.facts_in_briefs()).map(str::to_owned));
    for topic in &text.head.topics {
        let demands = topic.demands();
        let demanded = [demands.lines, demands.first_aid, demands.in_text, demands.emergency_line].concat();
        facts.extend(demanded.into_iter().map(str::to_owned));
    }
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// Adds exceptions where there are any: texts that were signed before there was such a key keep their form.
pub(super) fn add_exceptions(value: &mut Value, exceptions: &[Exception]) {
    if !exceptions.is_empty() {
        value["exceptions"] = exceptions.iter().map(|e| json!([e.code.as_str(), e.text, e.reason])).collect();
    }
}
