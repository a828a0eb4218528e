//! Why a text is no YAML, told from its lines: what somebody did who never learnt YAML, and what to do instead.

use std::ops::Range;

/// What somebody did: where, what is wrong, what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// Its bytes in the file.
    pub(super) range: Range<usize>,
    /// What is wrong.
    pub(super) what: String,
    /// What to do about it.
    pub(super) hint: String,
}

/// A line that is not empty.
struct TypedLine<'a> {
    /// Where its first word begins, behind its spaces and hyphens.
    start: usize,
    /// In which column it begins.
    indent: usize,
    /// In which column its first word begins.
    column: usize,
    /// Its words.
    words: &'a str,
    /// The line whose `|` or `>` it stands below, where it is indented as such a text is.
    header: Option<usize>,
}

impl<'a> TypedLine<'a> {
    /// The key, if the line begins with a word and a colon.
    fn key(&self) -> Option<&'a str> {
        let (key, behind) = self.words.split_once(':')?;
        (is_word(key) && (behind.is_empty() || behind.starts_with(' '))).then_some(key)
    }

    /// What stands behind the key, or behind the hyphen of a line without one.
    fn value(&self) -> &'a str {
        self.key().map_or(self.words, |key| self.words[key.len() + 1..].trim_start())
    }

    /// Whether a text begins below it, which `|` or `>` announces.
    fn is_header(&self) -> bool {
        let value = self.value().split(" #").next().unwrap_or_default().trim_end();
        value.starts_with(['|', '>']) && value[1..].chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-'))
    }

    fn slip(&self, length: usize, what: impl Into<String>, hint: impl Into<String>) -> Option<Slip> {
        Some(Slip { range: self.start..self.start + length.max(1), what: what.into(), hint: hint.into() })
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// The lines of a text that are not empty and no comment, up to the line behind an offset.
fn lines(text: &str, end: usize) -> Vec<TypedLine<'_>> {
    let mut found: Vec<TypedLine> = Vec::new();
    // The line with the `|` that is open, and the least column of a text below it.
    let mut block: Option<(usize, usize)> = None;
    let (mut at, mut behind) = (0, false);
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let trimmed = whole.trim();
        let indent = whole.len() - whole.trim_start_matches(' ').len();
        block = block.filter(|(_, least)| trimmed.is_empty() || indent >= *least);
        if trimmed.is_empty() || block.is_none() && trimmed.starts_with('#') {
            continue;
        }
        if behind {
            break;
        }
        behind = start > end;
        let mut words = whole.trim_start_matches(' ');
        if block.is_none() {
            while let Some(rest) = words.strip_prefix("- ") {
                words = rest.trim_start_matches(' ');
            }
        }
        let column = whole.len() - words.len();
        let header = block.map(|(header, _)| header);
        let line = TypedLine { start: start + column, indent, column, words: words.trim_end(), header };
        if block.is_none() && line.is_header() {
            let parent = if line.key().is_some() { column } else { indent };
            block = Some((found.len(), parent + 1));
        }
        found.push(line);
    }
    found
}

/// What somebody did who wrote a text that the parser gave up on at `start`; `known` says whether a word is a key.
pub(super) fn find(text: &str, start: usize, known: &dyn Fn(&str) -> bool) -> Option<Slip> {
    let lines = lines(text, start);
    // The parser gives up at a line, or at the end of the one before.
    let at = lines.partition_point(|line| text[..line.start].rfind('\n').map_or(0, |i| i + 1) <= start).max(1) - 1;
    let near = [at.checked_sub(1), Some(at), Some(at + 1)];
    let near = || near.into_iter().flatten().filter(|i| *i < lines.len());
    let outside = || near().filter(|i| lines[*i].header.is_none());
    outside()
        .find_map(|i| wrong_hyphen(&lines[i], known).or_else(|| wrong_dash(&lines, i)))
        .or_else(|| outside().find_map(|i| wrong_colon(&lines[i], known)))
        .or_else(|| outside().find_map(|i| text_behind_mark(&lines[i])))
        .or_else(|| near().find_map(|i| below_mark(&lines, i, known)))
        .or_else(|| wrong_column(&lines, at, known))
        .or_else(|| goes_on(&lines, at, start))
}

/// A hyphen without its space, or a dash of a word processor, before a key.
fn wrong_hyphen(line: &TypedLine, known: &dyn Fn(&str) -> bool) -> Option<Slip> {
    let mut signs = line.words.chars();
    let sign = signs.next().filter(|c| matches!(c, '-' | '–' | '—' | '−' | '‐' | '‑' | '•' | '·' | '*' | '+'))?;
    let rest = signs.as_str().trim_start();
    let (key, behind) = rest.split_once(':')?;
    if !is_word(key) || !known(key) || !(behind.is_empty() || behind.starts_with(' ')) {
        return None;
    }
    let what = if sign == '-' {
        "no space stands behind this hyphen".to_owned()
    } else {
        format!("a `{sign}` stands where the hyphen of a list belongs")
    };
    line.slip(sign.len_utf8(), what, format!("write `- {key}:`, with a hyphen and a space"))
}

/// A dash of a word processor before an entry of a list, which is no key.
fn wrong_dash(lines: &[TypedLine], i: usize) -> Option<Slip> {
    let line = &lines[i];
    let sign = line.words.chars().next().filter(|c| matches!(c, '–' | '—' | '−' | '‐' | '‑' | '•' | '·'))?;
    let above = lines[..i].last()?;
    let in_list = above.key().is_some() && above.value().is_empty() || above.indent < above.column;
    let rest = line.words[sign.len_utf8()..].trim_start();
    let what = format!("a `{sign}` stands where the hyphen of a list belongs");
    in_list.then(|| line.slip(sign.len_utf8(), what, format!("write `- {}`, with a hyphen and a space", cut(rest))))?
}

/// A key without its colon, without the space behind it, or with another sign in its place.
fn wrong_colon(line: &TypedLine, known: &dyn Fn(&str) -> bool) -> Option<Slip> {
    let end = line.words.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(line.words.len());
    let (key, rest) = line.words.split_at(end);
    if !known(key) || line.key().is_some() {
        return None;
    }
    let value = rest.trim_start().trim_start_matches([':', '=', '：', ';', '-', '–', '.']).trim_start();
    let hint = if value.is_empty() { format!("write `{key}:`") } else { format!("write `{key}: {}`", cut(value)) };
    line.slip(key.len(), format!("a colon and a space belong behind `{key}`"), hint)
}

fn cut(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() { format!("{start}...") } else { start }
}

/// Words on the line of a `|` or `>`, below which they belong.
fn text_behind_mark(line: &TypedLine) -> Option<Slip> {
    let value = line.value();
    let rest = value.strip_prefix(['|', '>'])?.trim_start_matches(['-', '+']);
    let words = rest.trim_start();
    // `> 5 mg` means more than that.
    let more = value.starts_with('>') && words.starts_with(|c: char| c.is_ascii_digit());
    if more || words.is_empty() || words.starts_with('#') || line.key().is_none() {
        return None;
    }
    let mark = &value[..1];
    let key = line.key().unwrap_or_default();
    let place = line.start + line.words.len() - value.len();
    Some(Slip {
        range: place..place + 1,
        what: format!("words stand on the line of the `{mark}`, which announces a text below it"),
        hint: format!(
            "leave `{key}: {mark}` alone on its line, and begin the text on the next one, indented by {} spaces",
            line.column + 2
        ),
    })
}

/// A text that is not indented below its `|`, or of which the first line is indented more than the others.
fn below_mark(lines: &[TypedLine], i: usize, known: &dyn Fn(&str) -> bool) -> Option<Slip> {
    let line = &lines[i];
    let before = lines[..i].last()?;
    let is_text = line.key().is_none_or(|key| !known(key)) && line.column == line.indent;
    if before.is_header() && before.header.is_none() && line.header.is_none() {
        let mark = &before.value()[..1];
        let name = before.key().map_or(mark.to_owned(), |key| format!("{key}: {mark}"));
        let column = if before.key().is_some() { before.column } else { before.indent } + 2;
        return is_text.then(|| {
            line.slip(
                line.words.len(),
                format!("the text below `{name}` is not indented"),
                format!("begin each of its lines with {column} spaces"),
            )
        })?;
    }
    let header = line.header.or(before.header)?;
    let own: Vec<&TypedLine> = lines.iter().filter(|line| line.header == Some(header)).collect();
    let (first, least) = (own.first()?, own.iter().map(|line| line.indent).min()?);
    if first.indent <= least {
        return None;
    }
    first.slip(
        first.words.len(),
        format!("this line begins with {} spaces, and lines below it with {least}", first.indent),
        format!("begin it with {least} spaces, like the other lines of its text"),
    )
}

/// A key in another column than those of its block.
fn wrong_column(lines: &[TypedLine], at: usize, known: &dyn Fn(&str) -> bool) -> Option<Slip> {
    let line = lines.get(at).filter(|line| line.header.is_none())?;
    let column = line.column;
    // Another word before a colon may belong to the text above.
    line.key().filter(|key| known(key))?;
    let above = lines[..at].iter().rev().find(|above| above.header.is_none() && above.key().is_some())?;
    let is_list = line.indent < line.column;
    if let Some(slip) = wrong_entry(lines, at, above) {
        return Some(slip);
    }
    let move_it = |line: &TypedLine, to: usize| {
        let how = match (to, line.indent) {
            (0, _) => "at the left edge".to_owned(),
            (1, _) => "with one space".to_owned(),
            (to, _) => format!("with {to} spaces"),
        };
        line.slip(
            line.key().unwrap_or_default().len(),
            "this line is not in the same column as those of its block",
            format!("begin it {how}, like the keys that it belongs to"),
        )
    };
    if above.column < column && !above.value().is_empty() && !above.is_header() && !is_list {
        // `above` may be the one that moved: those before it stand in the column of this line.
        let before = lines[..at].iter().rev().filter(|l| l.header.is_none() && l.key().is_some()).nth(1);
        let moved = before.is_some_and(|before| before.column == column);
        return if moved { move_it(above, column) } else { move_it(line, above.column) };
    }
    // Less than its block, and in no column that is open.
    let open = |to: usize| lines[..at].iter().any(|l| l.header.is_none() && l.key().is_some() && l.column == to);
    let beside = above.column > column && !open(column) && !is_list;
    beside.then(|| move_it(line, above.column))?
}

/// A hyphen in another column than those of the entries before it; `above` is the key before the line.
fn wrong_entry(lines: &[TypedLine], at: usize, above: &TypedLine) -> Option<Slip> {
    let line = &lines[at];
    let mut entries = lines[..at].iter().rev().filter(|l| l.header.is_none() && l.indent < l.column);
    let move_to = |line: &TypedLine, to: usize| Slip {
        range: line.start + line.indent - line.column..line.start + line.indent - line.column + 1,
        what: "this hyphen is not in the same column as those of its list".to_owned(),
        hint: format!("begin the line with {to} spaces"),
    };
    if line.indent < line.column {
        let entry = entries.next().filter(|entry| entry.indent < line.indent && above.column == line.indent)?;
        return Some(move_to(line, entry.indent));
    }
    // The keys below it stand where those of the entry before it do.
    let mark = above.column - above.indent;
    let moved = mark > 0 && above.column > line.column && line.column >= mark;
    let before = moved && entries.any(|entry| entry.column == line.column);
    before.then(|| move_to(above, line.column - mark))
}

/// A line of words that is no key, below a text.
fn goes_on(lines: &[TypedLine], at: usize, start: usize) -> Option<Slip> {
    let line = lines.get(at).filter(|line| line.header.is_none())?;
    let above = lines[..at].last()?;
    let words = line.key().is_none() && !line.words.contains(": ") && !line.words.ends_with(':');
    let plain = line.words.starts_with(char::is_alphanumeric) && line.column == line.indent;
    let quoted = line.words.contains(['"', '\'', '[', '{']);
    // Anything but a key goes on with a text below `|`.
    if !words || start > line.start || above.header.is_none() && (!plain || quoted) {
        return None;
    }
    // The text above begins at its key; words of a list or of a text below `|` have their own.
    let key = lines[..at].iter().rev().find(|l| l.header.is_none() && l.key().is_some())?;
    let to = above.header.map_or(key.column + 2, |_| above.indent);
    let name = key.key().unwrap_or_default();
    line.slip(
        line.words.len(),
        "this line is neither a key nor part of a text",
        format!("if it goes on with the text of `{name}` above, begin it with {to} spaces; a key has a colon and a space behind it"),
    )
}
