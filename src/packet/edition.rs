//! An edition of a text as its parts, from its canonical JSON: what was signed is known only by that.

use serde_json::Value;

/// A part of an edition: a section, a question, a part of a worksheet, a fact, or what stands around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionPart {
    /// What it is, and its id: `section:at-home`, `head`.
    pub key: String,
    /// Its heading; empty of what has none.
    pub heading: String,
    /// What it says, a line for each paragraph, item, cell or value.
    pub lines: Vec<String>,
}

/// Lists of an edition whose entries are parts of their own, with what their keys begin with.
const LISTS: &[(&str, &str)] = &[("sections", "section"), ("faq", "question"), ("parts", "part"), ("facts", "fact")];

/// Values that are of another edition each time, or that no reader sees.
const UNSEEN: &[&str] = &["canon", "revision", "kind", "id", "lang"];

/// The key of the opening words, which are a part of their own.
pub const INTRODUCTION: &str = "introduction";

/// The parts of an edition in its order; none of what is no canonical JSON.
pub fn parts(canonical: &str) -> Vec<EditionPart> {
    parts_with(canonical, &|_, _| true)
}

/// The same, of what is not shown elsewhere: `is_wanted` is asked of each key with the kind of its part.
pub fn rest(canonical: &str, is_wanted: &dyn Fn(&str, &str) -> bool) -> Vec<EditionPart> {
    let mut parts = parts_with(canonical, is_wanted);
    for part in &mut parts {
        let worded = part.lines.iter().map(|line| worded(line)).filter(|line| !line.is_empty());
        part.lines = worded.fold(Vec::new(), joined);
    }
    parts.retain(|part| !part.lines.is_empty());
    parts
}

/// Lines with one more: values of one key that follow each other stand in one.
fn joined(mut lines: Vec<String>, line: String) -> Vec<String> {
    let key = |line: &str| line.split_once(": ").map(|(key, _)| key.to_owned()).filter(|_| !line.contains("; "));
    match (lines.last_mut(), key(&line)) {
        (Some(last), Some(own)) if key(last).is_some_and(|key| key == own) => {
            last.push_str(" · ");
            last.push_str(line.get(own.len() + 2..).unwrap_or_default());
        }
        _ => lines.push(line),
    }
    lines
}

/// A line without what is no word to a reader.
fn worded(line: &str) -> String {
    const BARE: &[&str] =
        &["id", "type", "width", "sha256", "lines", "rows", "required", "numbered", "danger line", "figure"];
    let is_bare =
        |value: &&str| BARE.iter().any(|key| value.strip_prefix(key).is_some_and(|rest| rest.starts_with(": ")));
    let kept: Vec<&str> = line.split("; ").filter(|value| !is_bare(value)).collect();
    kept.join("; ")
}

fn parts_with(canonical: &str, is_wanted: &dyn Fn(&str, &str) -> bool) -> Vec<EditionPart> {
    let Ok(Value::Object(all)) = serde_json::from_str::<Value>(canonical) else { return Vec::new() };
    let mut parts = Vec::new();
    let mut head = EditionPart { key: "head".to_owned(), heading: String::new(), lines: Vec::new() };
    // Of a guide `facts` are names.
    let entries = |list: &str| {
        let entries = all.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if entries.iter().all(Value::is_object) { entries } else { &[] }
    };
    let listed = |key: &str| LISTS.iter().any(|(list, _)| *list == key) && !entries(key).is_empty();
    let of_head = |key: &str| !listed(key) && key != INTRODUCTION && !UNSEEN.contains(&key) && is_wanted("head", key);
    for (key, value) in all.iter().filter(|(key, _)| of_head(key)) {
        lines(key, value, &mut head.lines);
    }
    parts.push(head);
    if let Some(value) = all.get(INTRODUCTION).filter(|_| is_wanted(INTRODUCTION, INTRODUCTION)) {
        let mut introduction = EditionPart { key: INTRODUCTION.to_owned(), heading: String::new(), lines: Vec::new() };
        lines(INTRODUCTION, value, &mut introduction.lines);
        parts.extend((!introduction.lines.is_empty()).then_some(introduction));
    }
    for (list, kind) in LISTS {
        for entry in entries(list) {
            let word = |key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let heading = ["heading", "question", "title"].map(word).into_iter().find(|words| !words.is_empty());
            let mut part = EditionPart {
                key: format!("{kind}:{}", word("id")),
                heading: heading.unwrap_or_default(),
                lines: Vec::new(),
            };
            let own = entry.as_object().into_iter().flatten();
            for (key, value) in own.filter(|(key, _)| key.as_str() != "id" && is_wanted(kind, key)) {
                lines(key, value, &mut part.lines);
            }
            parts.push(part);
        }
    }
    parts
}

/// The lines of a value under a key.
fn lines(key: &str, value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::String(words) if matches!(key, "heading" | "question" | "title" | "summary") => out.push(words.clone()),
        Value::String(words) => out.push(format!("{}: {words}", key.replace('_', " "))),
        Value::Bool(_) | Value::Number(_) => out.push(format!("{}: {value}", key.replace('_', " "))),
        Value::Array(entries) if entries.iter().all(is_block) => entries.iter().for_each(|entry| block(entry, out)),
        Value::Array(entries) => entries.iter().for_each(|entry| lines(key, entry, out)),
        Value::Object(map) => {
            let mut own: Vec<(&String, &Value)> = map.iter().filter(|(_, value)| !value.is_null()).collect();
            // A question comes before what helps to answer it.
            own.sort_by_key(|(key, _)| key.as_str() != "label");
            if own.iter().all(|(_, value)| value.is_string() || value.is_number() || value.is_boolean()) {
                let said = own.iter().map(|(key, value)| match value {
                    Value::String(words) => format!("{}: {words}", key.replace('_', " ")),
                    other => format!("{}: {other}", key.replace('_', " ")),
                });
                out.push(said.collect::<Vec<_>>().join("; "));
            } else {
                // Whoever wrote and reviewed what is adapted has no part in this text.
                let of = if key == "based_on" { "original, " } else { "" };
                for (key, value) in own {
                    let key = format!("{of}{key}");
                    match value {
                        // Here it is no heading of a part.
                        Value::String(words) => out.push(format!("{}: {words}", key.replace('_', " "))),
                        other => lines(&key, other, out),
                    }
                }
            }
        }
    }
}

/// The names of blocks in canonical forms.
const BLOCKS: &[&str] = &["p", "h", "list", "ul", "ol", "table", "box", "note", "fact", "figure"];

fn is_block(value: &Value) -> bool {
    let name = value.as_array().and_then(|entry| entry.first()).and_then(Value::as_str);
    name.is_some_and(|name| BLOCKS.contains(&name))
}

/// The lines of a block: of a list a line for each item, of a table one for each row.
fn block(value: &Value, out: &mut Vec<String>) {
    let Some([name, rest @ ..]) = value.as_array().map(Vec::as_slice) else { return };
    match (name.as_str().unwrap_or_default(), rest) {
        ("p" | "h", [content]) => out.push(inline(content)),
        ("table", [head, rows]) => {
            let row = |cells: &Value| {
                let cells = cells.as_array().into_iter().flatten().map(inline);
                cells.collect::<Vec<_>>().join(" | ")
            };
            out.push(row(head));
            out.extend(rows.as_array().into_iter().flatten().map(row));
        }
        ("fact" | "figure", [id]) => out.push(format!("[{}: {}]", name.as_str().unwrap_or_default(), inline(id))),
        ("list", [Value::Number(first), Value::Array(items)]) => numbered(first.as_u64().unwrap_or(1), items, out),
        ("ol", [Value::Array(items)]) => numbered(1, items, out),
        (name, rest) => {
            if matches!(name, "box" | "note") {
                let words = rest.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
                out.push(format!("[{}]", words.join(": ")));
            }
            rest.iter().for_each(|value| nested(value, out));
        }
    }
}

/// The items of a list with their numbers.
fn numbered(first: u64, items: &[Value], out: &mut Vec<String>) {
    for (number, item) in (first..).zip(items) {
        let mut own = Vec::new();
        nested(item, &mut own);
        if let Some(line) = own.first_mut() {
            *line = format!("{number}. {}", line.trim_start_matches("• "));
        }
        out.extend(own);
    }
}

/// The blocks within a list or a box, however deep they stand.
fn nested(value: &Value, out: &mut Vec<String>) {
    if is_block(value) {
        let mut own = Vec::new();
        block(value, &mut own);
        out.extend(own.into_iter().map(|line| format!("• {line}").replace("• • ", "•• ")));
    } else if let Value::Array(entries) = value {
        entries.iter().for_each(|entry| nested(entry, out));
    }
}

/// The words of a line, without its marks; what is put in later stands in brackets.
fn inline(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Array(entries) => match entries.as_slice() {
            [Value::String(name), content] if name == "strong" => format!("**{}**", inline(content)),
            [Value::String(name), content] if name == "em" => format!("*{}*", inline(content)),
            [Value::String(name), Value::String(url), content] if name == "link" => {
                format!("{} <{url}>", inline(content))
            }
            [Value::String(name), Value::String(id)] if matches!(name.as_str(), "number" | "cite" | "clinic") => {
                format!("[{name}: {id}]")
            }
            all => all.iter().map(inline).collect(),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_falls_into_its_parts() {
        let json = r#"{"canon":2,"id":"a","lang":"en","revision":3,"title":"A title","topics":["opioids"],"facts":["call-911"],
            "introduction":[["p",["Begin here."]]],
            "sections":[{"id":"one","heading":"At home","brief":"Short.","body":[["p",["Go ",["strong",["now"]]]],
            ["list",1,[[null,[["p",["First"]]]],[null,[["p",["Call ",["number","call-911"]]]]]]],
            ["box","do","Do this",[["p",["Wait."]]]],["table",[["A"],["B"]],[[["1"],["2"]]]]]}],
            "faq":[{"id":"q","question":"Why?","answer":[["p",["So."]]]}]}"#;
        let parts = parts(json);
        assert_eq!(
            parts.iter().map(|p| p.key.as_str()).collect::<Vec<_>>(),
            ["head", "introduction", "section:one", "question:q"]
        );
        assert_eq!(parts[0].lines, ["A title", "topics: opioids", "facts: call-911"]);
        assert_eq!(parts[1].lines, ["Begin here."]);
        let body = [
            "At home",
            "brief: Short.",
            "Go **now**",
            "1. First",
            "2. Call [number: call-911]",
            "[do: Do this]",
            "• Wait.",
            "A | B",
            "1 | 2",
        ];
        assert_eq!(parts[2].lines, body);
        assert_eq!(parts[3].lines, ["Why?", "So."]);
        assert!(super::parts("no JSON").is_empty());
    }
}
