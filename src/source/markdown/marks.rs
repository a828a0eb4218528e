//! Marks of other Markdown dialects, which would be printed as they are.

use std::ops::Range;

/// A mark, what people mean by it, and what to do instead.
const MARKS: &[(&str, &str, &str)] = &[
    ("~~", "struck-out text", "take out the ~~"),
    ("[^", "a footnote", "write it into the text, or list the source under `references`"),
    ("[!", "a box inside a line", "begin a line of its own with `> [!NOTE] Title`"),
    ("[ ] ", "a task list", "take out the brackets; boxes to tick are fields of worksheets"),
    ("[x] ", "a task list", "take out the brackets; boxes to tick are fields of worksheets"),
];

/// Whether a run of words can have any of the marks, or a broken link: most have none of their signs.
pub(super) fn may_hold_marks(words: &str) -> bool {
    words.bytes().any(|byte| matches!(byte, b'[' | b']' | b'~' | b'|' | b':'))
        || BOXES.iter().any(|(_, named)| words.starts_with(named))
}

/// The marks in a run of words of a text: where, what they are meant as, and what to do.
pub(super) fn foreign(text: &str, run: &Range<usize>) -> Vec<(Range<usize>, &'static str, &'static str)> {
    let mut found = Vec::new();
    let words = &text[run.clone()];
    for (mark, what, hint) in MARKS {
        // `~~` stands at both ends of what it strikes out.
        let each = if *mark == "~~" { 2 } else { 1 };
        for (i, _) in words.match_indices(mark).step_by(each) {
            let start = run.start + i;
            if i == 0 && *mark == "[!" && unmarked_box(text, run).is_some() {
                continue;
            }
            found.push((start..start + mark.len(), *what, *hint));
        }
    }
    if words.starts_with('|') && begins_table(&text[..run.start]) {
        found.push((
            run.clone(),
            "a table",
            "put a line of hyphens and bars below its first row, such as `| --- | --- |`, and an empty line before it",
        ));
    }
    found
}

/// The boxes, and the words that some write in place of their marks.
const BOXES: &[(&str, &str)] = &[
    ("NOTE", "NOTE:"),
    ("FACT", "FACT:"),
    ("FIGURE", "FIGURE:"),
    ("STOP", "[STOP]"),
    ("DO", "[DO]"),
    ("DONT", "[DONT]"),
    ("SAY", "[SAY]"),
];

/// The line of a box that lacks its `>`, its `!` or its brackets, in a run of words that begins it: where it stands, how
/// it is written, and whether it is nothing else.
pub(super) fn unmarked_box(text: &str, run: &Range<usize>) -> Option<(Range<usize>, String, bool)> {
    let line = text[run.start..].lines().next().unwrap_or_default().trim_end();
    let above = text[..run.start].trim_end_matches(' ');
    if !above.is_empty() && !above.ends_with('\n') {
        return None;
    }
    BOXES.iter().find_map(|(kind, named)| {
        let marked = line.strip_prefix("[!").or_else(|| line.strip_prefix('['));
        let marked = marked.and_then(|rest| rest.strip_prefix(kind)?.strip_prefix(']'));
        // A sentence may begin with the word and a colon, but not with an id behind it.
        let begins = above.is_empty() || above.ends_with("\n\n");
        let rest = marked.or_else(|| line.strip_prefix(named).filter(|_| begins))?.trim_start_matches(':').trim();
        let named_by_id = ["FACT", "FIGURE"].contains(kind);
        let is_id = rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let bare = marked.is_some() && !named_by_id && *kind != "NOTE";
        let fits = (bare || !rest.is_empty()) && (marked.is_some() || !named_by_id || is_id);
        let sure = marked.is_some() || named_by_id;
        fits.then(|| (run.start..run.start + line.len(), format!("> [!{kind}] {rest}").trim_end().to_owned(), sure))
    })
}

/// How many bytes the words of a link are looked for.
const LONGEST_LINK: usize = 200;

/// Links with a space between their brackets, the wrong way round or not closed, in a run of words: where, and how they
/// are written.
pub(super) fn broken_links(text: &str, run: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let words = &text[run.clone()];
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for (mark, opening) in [("] (", '['), ("](", '['), (")[", '('), (") [", '(')] {
        for (at, _) in words.match_indices(mark) {
            let address = &words[at + mark.len()..];
            if !["http://", "https://", "www.", "mailto:", "fact:", "clinic:", "ref:"]
                .iter()
                .any(|begin| address.starts_with(begin))
            {
                continue;
            }
            let near = words.floor_char_boundary(at.saturating_sub(LONGEST_LINK));
            let Some(begin) = words[near..at].rfind(opening).map(|i| near + i) else { continue };
            let named =
                ["fact:", "clinic:", "ref:"].iter().find(|named| address.starts_with(**named)).map_or(0, |n| n.len());
            let id = named + address[named..].len() - address[named..].trim_start_matches(' ').len();
            let end = address[id..].find([')', ']', ' ', '\n']).map_or(address.len(), |end| id + end);
            let shown = &words[begin + 1..at];
            let range = run.start + begin..run.start + at + mark.len() + end;
            let scheme = if address.starts_with("www.") { "https://" } else { "" };
            found.push((range, format!("[{shown}]({scheme}{}{})", &address[..named], &address[id..end])));
        }
    }
    found
}

/// The first address of the web that begins in some words of a text.
pub(super) fn bare_address(text: &str, words: &Range<usize>) -> Option<Range<usize>> {
    let own = &text[words.clone()];
    let begins =
        |mark: &str| own.match_indices(mark).map(|(at, _)| at).find(|at| !own[..*at].ends_with(char::is_alphanumeric));
    let start = words.start + ["https://", "http://", "www."].into_iter().filter_map(begins).min()?;
    // That of a link whose brackets are wrong is told of as such.
    if broken(text, start) {
        return None;
    }
    let rest = &text[start..];
    let end = rest.find(|c: char| c.is_whitespace() || "<>()[]|\"“”".contains(c)).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'']);
    let host = address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    host.contains('.').then_some(start..start + address.len())
}

/// What is named in a text by a link without words.
const NAMED: [&str; 4] = ["fact:", "clinic:", "ref:", "figure:"];

/// What is named without the brackets and parentheses of a link, in a run of words: where, and how it is written.
pub(super) fn bare_names(text: &str, run: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let words = &text[run.clone()];
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for named in NAMED {
        for (at, _) in words.match_indices(named) {
            let id = &words[at + named.len()..];
            let id = &id[..id.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(id.len())];
            let before = words[..at].chars().next_back();
            if id.is_empty() || before.is_some_and(char::is_alphanumeric) || broken(words, at) {
                continue;
            }
            let (mut begin, mut end) = (at, at + named.len() + id.len());
            while words[..begin].ends_with(['{', '[', '(', '<']) && words[end..].starts_with(['}', ']', ')', '>']) {
                (begin, end) = (begin - 1, end + 1);
            }
            found.push((run.start + begin..run.start + end, format!("[]({named}{id})")));
        }
    }
    found
}

/// Whether what is named at a place stands in a link that [`broken_links`] tells of.
fn broken(words: &str, at: usize) -> bool {
    let before = words[..at].trim_end_matches(' ');
    ["](", "] (", ")[", ") ["].iter().any(|mark| before.ends_with(mark))
}

/// Names with a space in them, in a run of words: where the link stands, what is wanted, and the name.
pub(super) fn spaced_names(text: &str, run: &Range<usize>) -> Vec<(Range<usize>, &'static str, String)> {
    let words = &text[run.clone()];
    let mut found = Vec::new();
    for named in ["fact:", "ref:"] {
        let mark = format!("[]({named}");
        for (at, _) in words.match_indices(&mark) {
            let name = &words[at + mark.len()..];
            let Some(end) = name.find([')', '\n']).filter(|end| name[*end..].starts_with(')')) else { continue };
            let name = &name[..end];
            if name.trim().contains(' ') {
                found.push((run.start + at..run.start + at + mark.len() + end + 1, named, name.trim().to_owned()));
            }
        }
    }
    found
}

/// Whether a row that stands behind `before` is the first one of its table.
fn begins_table(before: &str) -> bool {
    let above = before.trim_end_matches([' ', '>']);
    let row = |line: &str| line.trim_start_matches([' ', '>']).starts_with('|');
    (above.ends_with('\n') || above.is_empty()) && !above.lines().next_back().is_some_and(row)
}
