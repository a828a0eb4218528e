//! Whatever stands in a file, the program says so at a place in that file, and never panics.

use std::sync::OnceLock;

use handout::diag::{Sink, Style, render};
use handout::engine::{image, picture};
use handout::job::plan;
use handout::model::date;
use handout::project::Tree;
use handout::review::credit;
use handout::review::digest::Digest;
use handout::review::statuses::ReviewStatuses;
use handout::source::load::{Context, load};
use handout::source::{markdown, place, yaml};
use proptest::prelude::*;

use crate::findings::cases::{CLINIC, FACTS, GUIDE, PEOPLE, PROJECT, REVIEW, SHEET};
use crate::support::{TODAY, root};

/// The reviewed fixture over the defaults.
fn good() -> &'static Tree {
    static TREE: OnceLock<Tree> = OnceLock::new();
    TREE.get_or_init(|| Tree::read(&root().join("tests/fixtures/reviewed")).expect("the fixture can be read"))
}

/// Loads the fixture with one file replaced, plans, and renders what was found; counts the findings.
fn judge(file: &str, bytes: &[u8]) -> usize {
    let mut tree = good().clone();
    tree.insert(file, bytes);
    let today = date::parse(TODAY).expect("a date");
    let mut sink = Sink::default();
    let context = Context {
        covers: &|c| c < '\u{2100}',
        today,
        speaks: &credit::speaks,
        sha256: &|bytes| Digest::of(bytes).as_str().to_owned(),
        own_sentences: &credit::own_sentences(),
        logo_problem: &image::problem,
        picture_flaw: &picture::flaw,
    };
    let (project, _) = load(&tree, &context, &mut sink);
    if let Some(project) = &project {
        plan(project, &ReviewStatuses::of(project, today), &mut sink);
    }
    let files = tree.files();
    let findings = sink.into_sorted();
    for finding in &findings {
        assert!(!finding.message.is_empty() && !finding.message.ends_with('.'), "{finding:?}");
        assert!(!finding.message.contains("is not as it should be ("), "not in the words of staff: {finding:?}");
        if let Some(place) = &finding.place {
            let text = files.get(&place.file).map_or("", |text| text);
            let (start, end) = (place.range.start, place.range.end);
            // A mark may stand at the end of the file, one behind its last byte.
            assert!(start <= end && end <= text.len() + 1 || place.is_whole_file(), "{finding:?}");
            assert!(text.is_char_boundary(start) && (end > text.len() || text.is_char_boundary(end)), "{finding:?}");
        }
        assert!(render(finding, &files, Style::Plain).contains(finding.code.as_str()));
    }
    findings.len()
}

const FILES: [&str; 7] = [PROJECT, PEOPLE, CLINIC, FACTS, GUIDE, SHEET, REVIEW];

/// Signs that mean something in YAML or Markdown, and some that are long or invisible.
fn signs() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![
        "\n",
        "\n  ",
        "\n- ",
        "\n    ",
        "\t",
        "\r\n",
        " ",
        ": ",
        "#",
        " #",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "\"",
        "'",
        "|",
        ">",
        "|-",
        "&a ",
        "*a",
        "!x ",
        "%",
        "@",
        "`",
        "---",
        "...",
        "? ",
        "\\",
        "**",
        "*",
        "_",
        "](",
        "> [!NOTE] ",
        "> [!FACT] ",
        "> ",
        "1. ",
        "<b>",
        "~~",
        "[^",
        "&amp;",
        "fact:",
        "id",
        "title",
        "sections",
        "yes",
        "null",
        "~",
        ".inf",
        "0x1f",
        "1e9",
        "911",
        "2026-02-30",
        "<<: ",
        "\u{feff}",
        "\u{200b}",
        "\u{e9}",
        "\u{1f600}",
        "\u{2028}",
        "a",
        "\0",
    ]);
    prop::collection::vec(sign, 0..40).prop_map(|signs| signs.concat())
}

/// What is done to a good file: from and to as shares of its length, and what is put there.
#[derive(Clone, Debug)]
enum Change {
    Delete(usize, usize),
    Double(usize, usize),
    Replace(usize, usize, String),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let range = || (0..10_000usize, 0..300usize);
    let change = prop_oneof![
        range().prop_map(|(at, len)| Change::Delete(at, len)),
        range().prop_map(|(at, len)| Change::Double(at, len)),
        (range(), signs()).prop_map(|((at, len), text)| Change::Replace(at, len, text)),
    ];
    prop::collection::vec(change, 1..4)
}

fn changed(text: &str, changes: &[Change]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for change in changes {
        let (Change::Delete(at, len) | Change::Double(at, len) | Change::Replace(at, len, _)) = change;
        let from = at * bytes.len() / 10_000;
        let to = (from + len).min(bytes.len());
        let part = match change {
            Change::Delete(..) => Vec::new(),
            Change::Double(..) => bytes[from..to].repeat(2),
            Change::Replace(.., text) => text.clone().into_bytes(),
        };
        bytes.splice(from..to, part);
    }
    bytes
}

/// The places that a Markdown text's problems and facts name lie in it.
fn hold_markdown(text: &str) {
    let parsed = markdown::parse(text);
    let ranges = parsed.problems.iter().map(|p| &p.range).chain(parsed.named.iter().map(|f| &f.range));
    for range in ranges {
        assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_as_a_guide(text in any::<String>()) {
        prop_assert!(judge(GUIDE, text.as_bytes()) > 0);
    }

    #[test]
    fn any_bytes_as_any_file(file in prop::sample::select(&FILES[..]), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        judge(file, &bytes);
    }

    #[test]
    fn any_signs_as_any_file(file in prop::sample::select(&FILES[..]), text in signs()) {
        judge(file, text.as_bytes());
    }

    #[test]
    fn any_signs_as_an_answer(text in signs()) {
        let indented: String = text.lines().map(|l| format!("      {l}\n")).collect();
        let guide = std::str::from_utf8(&good().get(GUIDE).expect("the fixture has it").bytes).expect("it is UTF-8").to_owned();
        judge(GUIDE, guide.replace("      Anyone the person trusts. Two people are enough.\n", &indented).as_bytes());
    }

    #[test]
    fn any_change_of_a_good_file(file in prop::sample::select(&FILES[..]), changes in changes()) {
        let text = std::str::from_utf8(&good().get(file).expect("the fixture has it").bytes).expect("it is UTF-8");
        judge(file, &changed(text, &changes));
    }

    #[test]
    fn any_markdown(text in any::<String>(), signs in signs()) {
        hold_markdown(&text);
        hold_markdown(&signs);
    }

    #[test]
    fn places_in_scalars(before in signs(), text in "[a-zé→ :#'\"\\\\|>-]{0,12}(\n[a-zé→ :#'\"\\\\|>-]{0,12}){0,3}", style in 0..7usize, from in 0..40usize, len in 0..10usize) {
        let block = |mark: &str| {
            let lines: String = text.split('\n').map(|l| if l.is_empty() { "\n".to_owned() } else { format!("    {l}\n") }).collect();
            format!("  key: {mark}\n{lines}  after: 1\n")
        };
        let written = match style {
            0 => block("|"),
            1 => block("|-"),
            2 => block(">"),
            3 => block("|+ # comment"),
            4 => format!("  key: {text}\n"),
            5 => format!("  key: '{}'\n", text.replace('\'', "''")),
            _ => format!("  key: {text:?}\n"),
        };
        let file = format!("# {}\nblock:\n{written}", before.replace(['\n', '\r', '\u{2028}', '\0'], " "));
        let Some(root) = yaml::parse("f", &file, &mut Sink::default()) else { return Ok(()) };
        let Some(node) = root.get("block").and_then(|b| b.get("key")) else { return Ok(()) };
        let Some(value) = node.as_str() else { return Ok(()) };
        let boundary = |i: usize| (i.min(value.len())..=value.len()).find(|i| value.is_char_boundary(*i)).unwrap_or(value.len());
        let range = boundary(from)..boundary(from + len);
        let found = place::locate(&file, node, &range);
        let shown = file.get(found.clone());
        prop_assert!(shown.is_some(), "{:?} of {:?}", found, file);
        // The words themselves, whatever was typed for signs and white space; or their beginning where lines differ, or the
        // whole value where it is written otherwise.
        let (words, shown) = (&value[range], shown.unwrap_or_default());
        let first = words.lines().next().unwrap_or_default();
        prop_assert!(
            unwritten(shown, style) == unwritten(words, 0)
                || found == node.range
                || shown.starts_with(first)
                || first.starts_with(shown),
            "{:?} for {:?} in {:?}", shown, words, file
        );
    }
}

/// The signs of some words, of which those in quotes are typed otherwise, without white space.
fn unwritten(typed: &str, style: usize) -> String {
    let mut signs = String::new();
    let mut rest = typed.chars();
    while let Some(c) = rest.next() {
        match (c, style) {
            ('\'', 5) => signs.extend(rest.next()),
            ('\\', 6) => signs.extend(rest.next().filter(|c| *c != 'n')),
            _ => signs.push(c),
        }
    }
    signs.retain(|c| !c.is_whitespace());
    signs
}

/// The scalars of a tree with their paths.
fn scalars<'a>(node: &'a yaml::YamlNode, path: &str, found: &mut Vec<(String, &'a yaml::YamlNode)>) {
    match &node.value {
        yaml::Value::Seq(items) => {
            items.iter().enumerate().for_each(|(i, n)| scalars(n, &format!("{path}.{i}"), found));
        }
        yaml::Value::Map(pairs) => pairs.iter().for_each(|(key, n)| scalars(n, &format!("{path}.{}", key.name), found)),
        _ => found.push((path.trim_start_matches('.').to_owned(), node)),
    }
}

#[test]
fn a_value_of_another_kind_is_found_wherever_it_stands() {
    let mut silent = Vec::new();
    for file in FILES {
        let text = std::str::from_utf8(&good().get(file).expect("the fixture has it").bytes).expect("it is UTF-8");
        let root = yaml::parse(file, text, &mut Sink::default()).expect("it is YAML");
        let mut places = Vec::new();
        scalars(&root, "", &mut places);
        for (path, node) in places {
            let range = &node.range;
            // A block has its mark on the line of its key.
            if text[range.clone()].contains('\n') || text[..range.start].trim_end().ends_with(['|', '>', '-']) {
                continue;
            }
            for value in ["[]", "{a: b}", "~", "' '", "true", "3"] {
                let same_kind =
                    matches!((&node.value, value), (yaml::Value::Int(_), "3") | (yaml::Value::Bool(_), "true"));
                if same_kind {
                    continue;
                }
                let changed = format!("{}{value}{}", &text[..range.start], &text[range.end..]);
                if judge(file, changed.as_bytes()) == 0 {
                    silent.push(format!("{file} {path}: {value}"));
                }
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

fn keys<'a>(node: &'a yaml::YamlNode, found: &mut Vec<&'a yaml::Key>) {
    match &node.value {
        yaml::Value::Seq(items) => items.iter().for_each(|n| keys(n, found)),
        yaml::Value::Map(pairs) => pairs.iter().for_each(|(key, n)| {
            found.push(key);
            keys(n, found);
        }),
        _ => {}
    }
}

#[test]
fn a_misspelt_key_is_found_once_wherever_it_stands() {
    let mut wrong = Vec::new();
    for file in FILES {
        let text = std::str::from_utf8(&good().get(file).expect("the fixture has it").bytes).expect("it is UTF-8");
        let root = yaml::parse(file, text, &mut Sink::default()).expect("it is YAML");
        let mut places = Vec::new();
        keys(&root, &mut places);
        for key in places {
            let changed = format!("{}q{}", &text[..key.range.end], &text[key.range.end..]);
            let count = judge(file, changed.as_bytes());
            if count != 1 {
                wrong.push(format!("{file} {} at {}: {count}", key.name, key.range.start));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
