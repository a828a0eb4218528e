//! Answers as YAML that reads back as the very same answers, whatever families write: one text a line, or a block where
//! it has several lines; what could be taken for anything but words stands in quotes, and what prints nothing as its
//! number.

use serde_json::Value;

use crate::acroform::appearance::is_hidden;

/// A value as a YAML document.
pub fn yaml(value: &Value) -> String {
    let mut out = String::new();
    block(value, 0, &mut out);
    out
}

/// A value on lines of its own, the first of which is begun.
fn block(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (i, (key, value)) in map.iter().enumerate() {
                if i > 0 {
                    out.push_str(&" ".repeat(indent));
                }
                out.push_str(&if is_plain(key) { key.clone() } else { quoted(key) });
                out.push(':');
                below(value, indent, out);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            for (i, value) in list.iter().enumerate() {
                if i > 0 {
                    out.push_str(&" ".repeat(indent));
                }
                out.push('-');
                match value {
                    Value::Object(map) if !map.is_empty() => {
                        out.push(' ');
                        block(value, indent + 2, out);
                    }
                    _ => below(value, indent, out),
                }
            }
        }
        scalar => {
            out.push_str(self::scalar(scalar, indent).trim_start());
            out.push('\n');
        }
    }
}

/// A value after its key or dash.
fn below(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            out.push_str(&" ".repeat(indent + 2));
            block(value, indent + 2, out);
        }
        Value::Array(list) if !list.is_empty() => {
            out.push('\n');
            out.push_str(&" ".repeat(indent + 2));
            block(value, indent + 2, out);
        }
        value => {
            out.push(' ');
            out.push_str(&scalar(value, indent));
            out.push('\n');
        }
    }
}

fn scalar(value: &Value, indent: usize) -> String {
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        Value::String(text) if is_block(text) => {
            let (sign, body) = text.strip_suffix('\n').map_or(("|-", text.as_str()), |body| ("|", body));
            let space = " ".repeat(indent + 2);
            let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("\n{space}{line}") };
            sign.to_owned() + &body.split('\n').map(line).collect::<String>()
        }
        Value::String(text) => quoted(text),
        Value::Array(_) => "[]".to_owned(),
        Value::Object(_) => "{}".to_owned(),
        other => other.to_string(),
    }
}

/// Whether a text is words to every reader of YAML: it begins with a letter, and has no sign that means anything.
fn is_plain(text: &str) -> bool {
    /// What some readers take for something else.
    const TAKEN: [&str; 12] = ["y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf", "nil"];
    let sign = |c: char| c.is_alphanumeric() || " -_()/'.,".contains(c);
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(sign)
        && !TAKEN.contains(&text.to_lowercase().as_str())
}

/// Whether a text of several lines may stand as a block.
fn is_block(text: &str) -> bool {
    let line = |line: &str| !line.ends_with(' ') && !line.chars().any(|c| c == '\t' || is_escaped(c));
    let body = text.strip_suffix('\n').unwrap_or(text);
    !text.is_empty()
        && text.contains('\n')
        && !body.ends_with('\n')
        && !body.is_empty()
        && !body.starts_with([' ', '\n'])
        && body.split('\n').all(line)
}

/// Whether a character is written as its number.
fn is_escaped(c: char) -> bool {
    c.is_control() || is_hidden(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_escaped(c) && u32::from(c) <= 0xFFFF => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c if is_escaped(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn answers_read_like_a_list_of_answers() {
        let answers = json!({
            "short": {"name": "José Ñúñez", "day": "2026-12-03", "many": -2.5, "box": true, "none": null, "no": "no"},
            "long": {"text": "Two\n\nlines", "last": "a\n", "odd": " a\n", "any": ["a", "b"], "not": []},
            "again": [{"w": "a: b", "rows": [{"w": "\u{202e}\u{e0001}", "t": false}, {}]}, {"w": "", "rows": [["x"], []]}],
        });
        assert_eq!(
            yaml(&answers),
            "short:\n  name: José Ñúñez\n  day: \"2026-12-03\"\n  many: -2.5\n  box: true\n  none: null\n  \"no\": \"no\"\n\
             long:\n  text: |-\n    Two\n\n    lines\n  last: |\n    a\n  odd: \" a\\n\"\n  any:\n    - a\n    - b\n  not: []\n\
             again:\n  - w: \"a: b\"\n    rows:\n      - w: \"\\u202E\\U000E0001\"\n        t: false\n      - {}\n  - w: \"\"\n    rows:\n      -\n        - x\n      - []\n"
        );
    }
}
