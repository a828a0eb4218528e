//! From an offset in a YAML value to the bytes of the file.

use std::ops::Range;

use super::yaml::YamlNode;

/// The bytes of the file in which `range` of the node's words stands; the whole value where that cannot be told
/// (folded scalars and escapes).
pub fn locate(source: &str, node: &YamlNode, range: &Range<usize>) -> Range<usize> {
    let Some(value) = node.as_str() else { return node.range.clone() };
    let start = point(source, node, value, range.start);
    let end = point(source, node, value, range.end.max(range.start));
    match (start, end) {
        (Some(start), Some(end)) if end >= start => start..end,
        (Some(start), _) => start..start + source[start..].chars().next().map_or(0, char::len_utf8),
        _ => node.range.clone(),
    }
}

fn point(source: &str, node: &YamlNode, value: &str, offset: usize) -> Option<usize> {
    let offset = (0..=offset.min(value.len())).rev().find(|i| value.is_char_boundary(*i))?;
    let written = source.get(node.range.clone())?;
    if !value.contains('\n')
        && let Some(i) = written.find(value)
    {
        return Some(node.range.start + i + offset);
    }
    // A literal block: its lines are those of the value, indented. The span may begin at the `|` or at the text.
    let line = value[..offset].matches('\n').count();
    let column = offset - value[..offset].rfind('\n').map_or(0, |i| i + 1);
    let mut start = source[..node.range.start].rfind('\n').map_or(0, |i| i + 1);
    let first = &source[start..];
    let header = first.lines().next().unwrap_or_default();
    let indicator = header.trim_end();
    // A row of a table ends in a bar too.
    let is_text = value.lines().next().is_some_and(|line| line.trim() == header.trim());
    if indicator.ends_with(['|', '>', '-', '+']) && header.contains('|') && !is_text {
        start += first.find('\n')? + 1;
    }
    for _ in 0..line {
        start += source[start..].find('\n')? + 1;
    }
    let value_line = value.lines().nth(line).unwrap_or_default();
    let file_line = source[start..].lines().next().unwrap_or_default();
    let indent = file_line.len().checked_sub(value_line.len())?;
    (file_line.is_char_boundary(indent) && file_line[indent..] == *value_line).then(|| start + indent + column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::source::yaml;

    #[track_caller]
    fn at(text: &str, word: &str) {
        let node = yaml::parse("f", text, &mut Sink::default()).expect("YAML");
        let body = node.get("body").expect("body");
        let value = body.as_str().expect("words");
        let i = value.find(word).expect("word");
        let range = locate(text, body, &(i..i + word.len()));
        assert_eq!(&text[range], word, "in {text:?} (node {:?})", body.range);
    }

    #[test]
    fn words_are_found_in_every_style() {
        at("id: a\nbody: |\n  One line.\n\n  Second WORD here.\nmore: 1\n", "WORD");
        at("id: a\nbody: |-\n    - an item\n      with WORD\n", "WORD");
        at("id: a\nbody: plain WORD here\n", "WORD");
        at("id: a\nbody: \"quoted WORD here\"\n", "WORD");
        at("x:\n- y\nbody: 'it is WORD'\n", "WORD");
        at("body: |\n  WORD\n", "WORD");
        at("body: |\n  ñandú WORD\n", "WORD");
        at("body: |\n  | a |\n  | - |\n  | WORD |\n", "WORD");
    }
}
