//! A document as the data file that layouts read as `/build/data.json` (shape: `layouts/README.md`).
//!
//! Text is data, never code. Every block carries the path under which the layout must label it, so that the audit
//! finds it again on the pages.

use serde_json::{Value, json};

use crate::document::node::{FieldSpec, InBlock};
use crate::document::products::SlotKind;
use crate::document::{Document, Node, Placement, Presence, Role, Span};
use crate::model::Figure;

/// The data file of a document.
pub fn data(document: &Document, fonts: &[String]) -> Value {
    let mut value = frame(document, fonts);
    for filled in &document.slots {
        slot(&mut value, filled.kind, &filled.nodes);
    }
    value
}

/// What of a document is no word, and a place for everything that it may say.
fn frame(document: &Document, fonts: &[String]) -> Value {
    let (job, info) = (document.job, &document.info);
    let (head, clinic) = (&job.text.head, job.clinic);
    let logo = clinic
        .logo
        .as_ref()
        .map(|logo| json!({"path": format!("/build/logo.{}", logo.kind.extension()), "alt": logo.alt.get(&head.lang)}));
    let warned = !head.topics.is_empty() && job.facts.is_some();
    json!({
        "product": job.product.as_str(),
        "step": document.fit.step,
        "whole": document.fit.whole,
        "fillable": job.product.fillable(),
        "sheet": job.sheet.map(|sheet| sheet.purpose.as_str()),
        "id": head.id,
        "lang": head.lang,
        "paper": job.paper.as_str(),
        "fonts": fonts,
        "meta": {
            "title": info.title,
            "authors": info.authors,
            "description": info.description,
            "keywords": info.keywords,
        },
        "clinic": {
            "name": null,
            "line": null,
            "call": {},
            "primary": clinic.primary.hex(),
            "tint": clinic.tint.hex(),
            "logo": logo,
        },
        "labels": job.strings.all(),
        "how": null,
        "banner": null,
        "title": null,
        "audience": null,
        "read": null,
        "main_message": null,
        "summary": null,
        "emergency": warned.then(|| json!({"lines": [], "first_aid": []})),
        "help": null,
        "introduction": [],
        "sections": [],
        "panels": [],
        "cover": null,
        "faq": [],
        "safety": [],
        "worksheets": null,
        "danger": null,
        "danger_where": null,
        "parts": [],
        "references": [],
        "contents": [],
        "contents_after": null,
        "credits": {"draft": document.draft, "height": document.strip_height, "more": null},
        "footer": {"longest": document.longest_footer, "id": null, "yours": null, "danger": null, "review": null},
    })
}

/// Puts what fills a slot into its place.
fn slot(value: &mut Value, kind: SlotKind, nodes: &[Node]) {
    let Some(first) = nodes.first() else { return };
    // What stands below a heading that is a label, which layouts know.
    let below = || nodes.iter().filter(|node| node.role != Role::Heading);
    let each = |object: fn(&Node) -> Value| below().map(object).collect::<Value>();
    match kind {
        SlotKind::ClinicName => value["clinic"]["name"] = words(first),
        SlotKind::ClinicLine | SlotKind::ClinicImprint => value["clinic"]["line"] = words(first),
        SlotKind::ClinicCall => {
            for node in nodes {
                value["clinic"]["call"][node.path.last()] = words(node);
            }
        }
        SlotKind::Audience => value["audience"] = words(first),
        SlotKind::ReadingTime => value["read"] = words(first),
        SlotKind::Banner => value["banner"] = words(first),
        SlotKind::Title => value["title"] = words(first),
        SlotKind::Summary => value["summary"] = words(first),
        SlotKind::CoverWarning => {
            value["danger"] = words(first);
            value["danger_where"] = nodes.get(1).map_or(Value::Null, words);
        }
        SlotKind::Calls | SlotKind::FirstCall | SlotKind::OtherCalls => add(&mut value["emergency"]["lines"], nodes),
        SlotKind::FirstAid | SlotKind::FirstSteps | SlotKind::Signs => add(&mut value["emergency"]["first_aid"], nodes),
        SlotKind::GetHelp | SlotKind::GetHelpFirst => value["help"] = each(help),
        SlotKind::GetHelpNext => {
            if let Some(rows) = value["help"].as_array_mut() {
                rows.extend(nodes.iter().map(help));
            }
        }
        SlotKind::MainMessage => value["main_message"] = words(first),
        SlotKind::Introduction => value["introduction"] = each(block),
        SlotKind::Sections => value["sections"] = each(section),
        SlotKind::Panels => panels(value, nodes),
        SlotKind::CoverPicture => {
            if let Role::Figure(figure) = &first.role {
                value["cover"] = picture(figure);
            }
        }
        SlotKind::Questions => value["faq"] = each(question),
        SlotKind::Safety => value["safety"] = each(block),
        SlotKind::Worksheets => value["worksheets"] = below().next().map_or(Value::Null, words),
        SlotKind::Parts => value["parts"] = each(part),
        SlotKind::References => {
            let reference =
                |node: &Node| json!({"path": &*node.path, "mark": node.mark, "content": spans(&node.words)});
            value["references"] = each(reference);
        }
        SlotKind::Contents => contents(value, first, nodes),
        SlotKind::Credits => credits(&mut value["credits"], nodes),
        SlotKind::ImprintId | SlotKind::FooterId => value["footer"]["id"] = words(first),
        SlotKind::ImprintReview | SlotKind::FooterReview => value["footer"]["review"] = words(first),
        SlotKind::FooterYours => value["footer"]["yours"] = words(first),
        SlotKind::FooterDanger => value["footer"]["danger"] = words(first),
        // Layouts put these together from labels, the title and the numbers of pages.
        SlotKind::Medium => value["how"] = words(first),
        SlotKind::ExtraSpace | SlotKind::Notes | SlotKind::FooterPage | SlotKind::RunningTitle => {}
    }
}

/// Adds entries of the emergency box.
fn add(list: &mut Value, nodes: &[Node]) {
    if let Some(list) = list.as_array_mut() {
        list.extend(nodes.iter().map(entry));
    }
}

/// Words without marks.
fn words(node: &Node) -> Value {
    Value::String(node.text())
}

/// The words of the first child of a role, or null.
fn own(node: &Node, is: impl Fn(&Role) -> bool) -> Value {
    node.child(is).map_or(Value::Null, words)
}

/// Children that are blocks.
fn blocks<'a>(nodes: impl Iterator<Item = &'a Node>) -> Value {
    nodes.filter(|node| matches!(node.role.in_block(), InBlock::Kind(_))).map(block).collect()
}

/// A block of rich text: a list has items, a box its own words and blocks, a paragraph content.
fn block(node: &Node) -> Value {
    let InBlock::Kind(kind) = node.role.in_block() else { return Value::Null };
    let mut value = json!({"kind": kind, "path": &*node.path});
    if let Role::Figure(figure) = &node.role {
        value["picture"] = picture(figure);
        value["width"] = json!(figure.width.as_str());
        for child in &node.children {
            value[child.path.last()] = words(child);
        }
        return value;
    }
    if let Role::Boxed(kind) = node.role {
        value["box"] = json!(kind.as_str());
    }
    if node.role == Role::TextTable {
        let cell = |cell: &Node| json!({"path": &*cell.path, "content": spans(&cell.words)});
        let row = |row: &Node| row.children.iter().map(cell).collect::<Value>();
        value["head"] = node.children.first().map_or(Value::Null, row);
        value["rows"] = node.children.iter().skip(1).map(row).collect();
    } else if let Role::List { first } = node.role {
        value["first"] = json!(first);
        value["items"] = node.children.iter().map(|item| blocks(item.children.iter())).collect();
    } else if node.is_group() {
        for child in &node.children {
            if let InBlock::Key(key) = child.role.in_block() {
                value[key] = words(child);
            }
        }
        value["blocks"] = blocks(node.children.iter());
    } else {
        value["content"] = spans(&node.words);
    }
    value
}

/// Inline nodes.
fn spans(spans: &[Span]) -> Value {
    spans
        .iter()
        .map(|span| match span {
            Span::Text(text) => json!({"kind": "text", "text": text}),
            Span::Strong(content) => json!({"kind": "strong", "content": self::spans(content)}),
            Span::Emph(content) => json!({"kind": "emph", "content": self::spans(content)}),
            Span::Link { url, content } => json!({"kind": "link", "url": url, "content": self::spans(content)}),
            Span::Number(number) => json!({"kind": "number", "text": number}),
            Span::Citation { text, to } => json!({"kind": "citation", "text": text, "to": to.as_deref()}),
            Span::Clinic(words) => json!({"kind": "clinic", "text": words}),
            // Numbers of pages are the layout's to find.
            Span::Page | Span::PageCount | Span::PageOf(_) => Value::Null,
        })
        .collect()
}

/// An entry of the emergency box.
fn entry(node: &Node) -> Value {
    let points = node.children.iter().filter(|child| matches!(child.role, Role::Point | Role::HeadedPoint));
    json!({
        "path": &*node.path,
        "title": own(node, |role| *role == Role::BoxTitle),
        "short": own(node, |role| *role == Role::Paragraph),
        "points": points.map(point).collect::<Value>(),
        "numbered": matches!(node.role, Role::Entry { numbered: true }),
    })
}

/// When to get help of a level, with whom else to call; `null` where a call or the level does not say it.
fn help(node: &Node) -> Value {
    let call = |node: &Node| {
        let mut call = json!({"path": &*node.path});
        for key in ["title", "label", "phone", "hours", "short"] {
            call[key] = node.child_at(key).map_or(Value::Null, Value::from);
        }
        call
    };
    let of = |is: fn(&Role) -> bool| node.children.iter().filter(move |child| is(&child.role));
    let mut value = call(node);
    if let Role::HelpLevel(level) = node.role {
        value["level"] = json!(level.as_str());
    }
    value["when"] = of(|role| *role == Role::Point).map(words).collect();
    value["also"] = of(|role| *role == Role::HelpCall).map(call).collect();
    value
}

/// A point of such an entry: words, or a head with what belongs to it.
fn point(node: &Node) -> Value {
    let picture = node.children.iter().find_map(|child| match &child.role {
        Role::Figure(figure) => Some(picture(figure)),
        _ => None,
    });
    json!({
        "path": &*node.path,
        "words": (!node.is_group()).then(|| words(node)),
        "number": own(node, |role| *role == Role::Number),
        "picture": picture,
        "head": own(node, |role| *role == Role::Point),
        "text": own(node, |role| *role == Role::Paragraph),
    })
}

/// A picture, as layouts draw it.
fn picture(figure: &Figure) -> Value {
    json!({"path": format!("/{}", figure.path()), "alt": figure.alt})
}

/// Panels: their heads with the paths of what stands on each, which is where it is without panels.
fn panels(value: &mut Value, nodes: &[Node]) {
    let mut put = |key: &str, more: Value| {
        if let Some(list) = value[key].as_array_mut() {
            list.push(more);
        }
    };
    for panel in nodes {
        let mut parts: Vec<String> = Vec::new();
        for child in &panel.children {
            let root = child.path.split('.').next().unwrap_or_default();
            let part = match (&child.role, root) {
                (Role::Section, _) => {
                    put("sections", section(child));
                    child.path.to_string()
                }
                (Role::Answered, _) => {
                    put("faq", question(child));
                    root.to_owned()
                }
                (_, "introduction" | "safety") if child.role != Role::Heading => {
                    put(root, block(child));
                    root.to_owned()
                }
                (_, "main_message") => root.to_owned(),
                _ => continue,
            };
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let figure = panel.children.iter().find_map(|child| match &child.role {
            Role::Figure(figure) => Some(picture(figure)),
            _ => None,
        });
        let heading = own(panel, |role| *role == Role::Heading);
        put("panels", json!({"path": &*panel.path, "heading": heading, "picture": figure, "parts": parts}));
    }
    let message = nodes.iter().flat_map(|panel| &panel.children).find(|child| child.path == "main_message");
    if let Some(message) = message {
        value["main_message"] = words(message);
    }
}

/// A section: its text, and the boxes at its end, which may stand beside it; or its brief.
fn section(node: &Node) -> Value {
    let brief = node.path.join("brief");
    let body = || node.children.iter().filter(|child| child.path != brief);
    json!({
        "path": &*node.path,
        "heading": own(node, |role| *role == Role::Heading),
        "brief": node.children.iter().find(|child| child.path == brief).map(words),
        "body": blocks(body().filter(|child| child.place != Placement::Beside)),
        "aside": blocks(body().filter(|child| child.place == Placement::Beside)),
    })
}

fn question(node: &Node) -> Value {
    json!({
        "path": &*node.path,
        "question": own(node, |role| *role == Role::Question),
        "answer": blocks(node.children.iter()),
    })
}

fn part(node: &Node) -> Value {
    let repetitions = node.children.iter().filter(|child| child.role == Role::Repetition);
    json!({
        "path": &*node.path,
        "heading": own(node, |role| *role == Role::Heading),
        "text": blocks(node.children.iter()),
        "danger": matches!(node.role, Role::Part { danger_line: true }),
        "blocks": repetitions.map(repetition).collect::<Value>(),
    })
}

fn repetition(node: &Node) -> Value {
    let fields = node.children.iter().filter_map(|child| match &child.role {
        Role::Field(spec) => Some(field(child, spec)),
        _ => None,
    });
    json!({
        "path": &*node.path,
        "label": own(node, |role| *role == Role::Subheading),
        "fields": fields.collect::<Value>(),
    })
}

fn field(node: &Node, spec: &FieldSpec) -> Value {
    let mut value = json!({
        "path": &*node.path,
        "number": own(node, |role| *role == Role::Number),
        "type": spec.kind,
        "label": own(node, |role| *role == Role::Label),
        "help": own(node, |role| *role == Role::Help),
        "required": spec.required,
        // The heads of columns say their own.
        "format": node.child_at("format"),
        "half": spec.half,
    });
    let mut put = |key: &str, own: Option<Value>| {
        if let (Some(own), Some(map)) = (own, value.as_object_mut()) {
            map.insert(key.to_owned(), own);
        }
    };
    put("lines", spec.lines.map(Value::from));
    put("rows", spec.rows.map(Value::from));
    put("drop", spec.drop.map(Value::from));
    for end in ["low", "high"] {
        put(end, node.child_at(end).map(Value::from));
    }
    let choices = node.children.iter().filter(|child| child.role == Role::Choice);
    let choices = choices.map(|node| json!({"id": node.path.last(), "label": words(node)}));
    put("options", spec.drop.map(|_| choices.collect()));
    let columns = node.children.iter().filter_map(|head| match head.role {
        Role::ColumnHead(kind) => {
            let format = node.children.iter().find(|other| other.path == head.path.format());
            Some(json!({"id": head.path.last(), "label": words(head), "type": kind, "format": format.map(words)}))
        }
        _ => None,
    });
    put("columns", spec.rows.map(|_| columns.collect()));
    value
}

/// The headings with their words, each with the path of its own.
fn contents(value: &mut Value, first: &Node, nodes: &[Node]) {
    if let Presence::BeyondPages(pages) = first.presence {
        value["contents_after"] = json!(pages);
    }
    let page = |node: &&Node| matches!(node.words.as_slice(), [Span::PageOf(_)]);
    let entries = nodes.iter().skip(1).zip(nodes.iter().skip(2)).filter(|(_, next)| page(next));
    value["contents"] = entries
        .filter_map(|(entry, next)| match next.words.as_slice() {
            [Span::PageOf(heading)] => Some(json!([&**heading, words(entry)])),
            _ => None,
        })
        .collect();
}

/// The credits: lines of those who reviewed it, and words of each other kind.
fn credits(value: &mut Value, nodes: &[Node]) {
    for node in nodes {
        value[node.path.last()] = if node.is_group() { node.children.iter().map(words).collect() } else { words(node) };
    }
}
