//! Words with their looks to a line of Markdown, as a guide reads it.

use crate::import::tree::{WordsRun, letters, prints_nothing};

/// Where the line stands, and so what must be escaped in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// A paragraph or an item.
    Text,
    /// A cell of a table.
    Cell,
}

/// Words of one look within a line.
#[derive(Clone, Debug, PartialEq)]
struct LookRun {
    text: String,
    strong: bool,
    emph: bool,
    link: Option<std::sync::Arc<str>>,
}

/// The lines of some runs, each in Markdown.
pub(super) fn lines(runs: &[WordsRun], inside: Inside) -> Vec<String> {
    let mut lines: Vec<Vec<LookRun>> = vec![Vec::new()];
    for run in runs {
        for (i, text) in run.text.split(['\n', '\u{b}', '\u{2028}', '\u{2029}', '\u{85}', '\u{c}']).enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            let text: String =
                text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !prints_nothing(*c)).collect();
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                // Both looks at once say no more than one.
                line.push(LookRun { text, strong: run.strong, emph: run.emph && !run.strong, link: run.link.clone() });
            }
        }
    }
    lines.into_iter().map(|line| written(spaced(line), inside)).filter(|line| !line.is_empty()).collect()
}

/// A line with one space between its words, and none at its ends; letters composed.
fn spaced(runs: Vec<LookRun>) -> Vec<LookRun> {
    let mut spaced: Vec<LookRun> = Vec::new();
    let mut blank = true;
    for run in runs {
        let mut text = String::new();
        for c in run.text.chars() {
            if c != ' ' || !blank {
                text.push(c);
            }
            blank = c == ' ';
        }
        let text = letters(&text);
        match spaced.last_mut() {
            Some(last) if (last.strong, last.emph, &last.link) == (run.strong, run.emph, &run.link) => {
                last.text.push_str(&text);
            }
            _ if text.is_empty() => {}
            _ => spaced.push(LookRun { text, ..run }),
        }
    }
    while let Some(last) = spaced.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        spaced.pop();
    }
    bridged(whole_words(spaced))
}

/// Looks that begin or end within a word are those of the whole word: Markdown has no others here.
fn whole_words(mut runs: Vec<LookRun>) -> Vec<LookRun> {
    for i in 1..runs.len() {
        if runs[i - 1].link != runs[i].link {
            continue;
        }
        let joined =
            runs[i - 1].text.ends_with(char::is_alphanumeric) && runs[i].text.starts_with(char::is_alphanumeric);
        if !joined {
            continue;
        }
        if runs[i - 1].strong || runs[i - 1].emph {
            let end = runs[i].text.find(|c: char| !c.is_alphanumeric()).unwrap_or(runs[i].text.len());
            let head: String = runs[i].text.drain(..end).collect();
            runs[i - 1].text.push_str(&head);
        } else {
            let begin = runs[i - 1]
                .text
                .char_indices()
                .rev()
                .take_while(|(_, c)| c.is_alphanumeric())
                .last()
                .map_or(0, |(at, _)| at);
            let tail = runs[i - 1].text.split_off(begin);
            runs[i].text.insert_str(0, &tail);
        }
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// Bold words with nothing but spaces and signs between them are one run; signs at the ends of one stand outside where a
/// letter follows.
fn bridged(runs: Vec<LookRun>) -> Vec<LookRun> {
    let mut bridged: Vec<LookRun> = Vec::new();
    for run in runs {
        let empty = !run.text.contains(char::is_alphanumeric);
        match bridged.last_mut() {
            Some(last)
                if empty && last.link == run.link && (last.strong || last.emph) && run.text.trim().is_empty() =>
            {
                last.text.push_str(&run.text);
            }
            Some(last) if (last.strong, last.emph, &last.link) == (run.strong, run.emph, &run.link) => {
                last.text.push_str(&run.text);
            }
            _ if empty => bridged.push(LookRun { strong: false, emph: false, ..run }),
            _ => bridged.push(run),
        }
    }
    bridged
}

/// A run as what stands before its look, within it, and behind it.
fn trimmed(run: &LookRun, before: Option<char>, behind: Option<char>) -> (&str, &str, &str) {
    let text = run.text.as_str();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let head = text.len() - text.trim_start().len();
    let inner = text.trim();
    if inner.is_empty() {
        return (text, "", "");
    }
    let lead = if letter(before) && head == 0 { inner.find(char::is_alphanumeric).unwrap_or(0) } else { 0 };
    let tail = text.trim_end().len() - head;
    let open = letter(behind) && text.trim_end().len() == text.len();
    let end = if open {
        inner.rfind(char::is_alphanumeric).map_or(tail, |at| at + inner[at..].chars().next().map_or(0, char::len_utf8))
    } else {
        tail
    };
    let (from, to) = (head + lead, (head + end).max(head + lead));
    (&text[..from], &text[from..to], &text[to..])
}

fn written(runs: Vec<LookRun>, inside: Inside) -> String {
    let mut line = String::new();
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        let before = at.checked_sub(1).and_then(|i| runs[i].text.chars().next_back());
        if let Some(url) = &run.link {
            let count = runs[at..].iter().take_while(|next| next.link == run.link).count();
            write_link(&mut line, &runs[at..at + count], url, inside);
            at += count;
            continue;
        }
        let behind = runs.get(at + 1).and_then(|next| next.text.chars().next());
        let (head, inner, tail) = trimmed(run, before, behind);
        let mark = match (run.strong, run.emph) {
            _ if inner.is_empty() => "",
            (true, _) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        for part in [&*escaped(head, inside), mark, &*escaped(inner, inside), mark, &*escaped(tail, inside)] {
            line.push_str(part);
        }
        at += 1;
    }
    line.trim().to_owned()
}

/// A link of several runs: bold where all of it is.
fn write_link(line: &mut String, runs: &[LookRun], url: &str, inside: Inside) {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let words = text.trim();
    if words.is_empty() {
        return line.push_str(&text);
    }
    let strong = runs.iter().all(|run| run.strong || !run.text.contains(char::is_alphanumeric));
    let mark = if strong && words.contains(char::is_alphanumeric) { "**" } else { "" };
    let begin = text.len() - text.trim_start().len();
    line.push_str(&text[..begin]);
    line.push_str(&format!("[{mark}{}{mark}]({})", escaped(words, inside), address(url)));
    line.push_str(&text[begin + words.len()..]);
}

/// An address in the parentheses of a link.
pub(in crate::import) fn address(url: &str) -> String {
    let mut address = String::new();
    for c in url.trim().chars() {
        match c {
            '(' => address.push_str("%28"),
            ')' => address.push_str("%29"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '\\' => address.push_str("%5C"),
            '"' => address.push_str("%22"),
            '|' => address.push_str("%7C"),
            '*' => address.push_str("%2A"),
            c if c.is_whitespace() => address.push_str("%20"),
            c if prints_nothing(c) => {}
            c => address.push(c),
        }
    }
    let scheme = address.find(':').unwrap_or(0);
    address[..scheme].to_ascii_lowercase() + &address[scheme..]
}

/// Words in which no sign is a mark of Markdown.
fn escaped(words: &str, inside: Inside) -> String {
    let mut escaped = String::with_capacity(words.len());
    let chars: Vec<char> = words.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| chars[i]);
        let behind = chars.get(i + 1).copied();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let mark = match c {
            '\\' | '`' | '[' | ']' => true,
            '*' => !(letter(before) && letter(behind)),
            '_' => {
                let line = before == Some('_') || behind == Some('_');
                !(line || letter(before) && letter(behind))
            }
            '!' => before == Some('[') || behind == Some('['),
            '^' => before == Some('['),
            '<' => behind.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '~' => before == Some('~') || behind == Some('~'),
            '&' => is_entity(&chars[i + 1..]),
            '|' => inside == Inside::Cell,
            _ => false,
        };
        if mark {
            escaped.push('\\');
        }
        escaped.push(*c);
    }
    escaped
}

/// Whether a `&` with this behind it would be read as another character.
fn is_entity(behind: &[char]) -> bool {
    let name = behind.iter().take(32).position(|c| *c == ';').map(|end| &behind[..end]);
    name.is_some_and(|name| !name.is_empty() && name.iter().all(|c| c.is_ascii_alphanumeric() || *c == '#'))
}

/// A line that begins a block, its beginning escaped where it would be a mark.
pub(super) fn begun(line: &str) -> String {
    let first = line.chars().next().unwrap_or_default();
    // A line to write on alone would be a rule.
    if matches!(first, '-' | '_' | '*') && line.len() > 2 && line.chars().all(|c| c == first || c == ' ') {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &line[digits..];
    if digits > 0 && behind.starts_with(['.', ')']) {
        return format!("{}\\{behind}", &line[..digits]);
    }
    let rest = &line[first.len_utf8().min(line.len())..];
    let marks = match first {
        '-' | '+' => rest.is_empty() || rest.starts_with([' ', '-', '+']),
        '#' => rest.trim_start_matches('#').starts_with(' ') || rest.trim_start_matches('#').is_empty(),
        '>' | '|' | '=' | '~' => true,
        _ => false,
    };
    if marks { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, strong: bool, link: Option<&str>) -> WordsRun {
        WordsRun { text: text.to_owned(), strong, emph: false, link: link.map(Into::into) }
    }

    #[test]
    fn looks_begin_and_end_at_words() {
        for (runs, line) in [
            (vec![run("Take ", false, None), run(" this ", true, None), run("now", false, None)], "Take **this** now"),
            (vec![run("A", true, None), run("1C is", false, None)], "**A1C** is"),
            (vec![run("vitamin B", false, None), run("12", true, None)], "vitamin **B12**"),
            (vec![run("Stop:", true, None), run("do", false, None)], "**Stop**:do"),
            (vec![run("one", true, None), run(" ", false, None), run("two", true, None)], "**one two**"),
            (vec![run("a", false, None), run("(b)", true, None)], "a(**b)**"),
            (
                vec![run("see ", false, None), run("here ", false, Some("https://a.org/b (c)")), run(".", false, None)],
                "see [here](https://a.org/b%20%28c%29) .",
            ),
            (vec![run("mail", true, Some("mailto:a@b.org"))], "[**mail**](mailto:a@b.org)"),
        ] {
            assert_eq!(lines(&runs, Inside::Text), [line]);
        }
    }

    #[test]
    fn signs_are_no_marks() {
        for (text, line) in [
            ("2*500 mg, a*, *b*, snake_case, ____, _c_", "2*500 mg, a\\*, \\*b\\*, snake_case, ____, \\_c\\_"),
            ("[x](y) <b> <5 &amp; R&D a|b", "\\[x\\](y) \\<b> <5 \\&amp; R&D a|b"),
            ("so\u{ad}ft zero\u{200b}width non\u{a0}breaking \u{feff}", "soft zerowidth non breaking"),
            ("~~no~~ ~5 [!NOTE] ![a]", "\\~\\~no\\~\\~ ~5 \\[\\!NOTE\\] \\!\\[a\\]"),
            ("“quotes” 'and' \"these\"", "“quotes” 'and' \"these\""),
        ] {
            assert_eq!(lines(&[run(text, false, None)], Inside::Text), [line], "{text}");
        }
        assert_eq!(lines(&[run("a|b\nc", false, None)], Inside::Cell), ["a\\|b", "c"]);
        for (line, begins) in [
            ("1. x", "1\\. x"),
            ("- x", "\\- x"),
            ("-5 °C", "-5 °C"),
            ("# x", "\\# x"),
            ("#5", "#5"),
            ("> x", "\\> x"),
            ("---", "\\---"),
            ("____", "\\____"),
            ("- -", "\\- -"),
        ] {
            assert_eq!(begun(line), begins);
        }
    }
}
