//! Documents of the Markdown subset come back as they were put in, word by word.

use handout::model::ClinicDetail;
use handout::model::rich::{Block, BoxKind, Inline, ListItem};
use handout::source::markdown;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec("[A-Za-zñé]{1,8}[,.?]?", 1..6).prop_map(|words| words.join(" "))
}

fn inline() -> impl Strategy<Value = Inline> {
    let text = || words().prop_map(Inline::Text);
    prop_oneof![
        4 => text(),
        1 => text().prop_map(|t| Inline::Strong(vec![t])),
        1 => text().prop_map(|t| Inline::Emph(vec![t])),
        1 => ("https://[a-z]{1,6}\\.org/[a-z0-9-]{0,6}", text()).prop_map(|(url, t)| Inline::Link { url, content: vec![t] }),
        1 => "[a-z]{2,6}-[0-9]{1,3}".prop_map(Inline::FactNumber),
        1 => "[a-z]{2,6}".prop_map(Inline::Citation),
        1 => prop::sample::select(ClinicDetail::ALL).prop_map(Inline::Clinic),
    ]
}

/// A paragraph: each part set off by a space.
fn paragraph() -> impl Strategy<Value = Block> {
    prop::collection::vec(inline(), 1..5).prop_map(|parts| {
        let mut content: Vec<Inline> = Vec::new();
        for part in parts {
            let space = if content.is_empty() { "" } else { " " };
            match (content.last_mut(), part) {
                (Some(Inline::Text(before)), Inline::Text(words)) => before.push_str(&format!(" {words}")),
                (Some(Inline::Text(before)), part) => {
                    before.push_str(space);
                    content.push(part);
                }
                (_, Inline::Text(words)) => content.push(Inline::Text(format!("{space}{words}"))),
                (_, part) => {
                    if !space.is_empty() {
                        content.push(Inline::Text(space.to_owned()));
                    }
                    content.push(part);
                }
            }
        }
        Block::Paragraph(content)
    })
}

/// Every other item of a list of more than one begins with a picture.
fn pictured(items: Vec<Vec<Block>>) -> Vec<ListItem> {
    let figure = |i: usize| (i % 2 == 1).then(|| format!("step-{i}"));
    items.into_iter().enumerate().map(|(i, blocks)| ListItem { figure: figure(i), blocks }).collect()
}

fn items(items: Vec<Vec<Block>>) -> Vec<ListItem> {
    items.into_iter().map(|blocks| ListItem { figure: None, blocks }).collect()
}

/// A list; the items have a second paragraph or a list of their own.
fn list() -> impl Strategy<Value = Block> {
    let first = || prop::option::of(Just(1u32));
    let inner = (first(), prop::collection::vec(paragraph(), 1..3))
        .prop_map(|(first, own)| Block::List { first, items: items(own.into_iter().map(|p| vec![p]).collect()) });
    let item = (paragraph(), prop::option::of(prop_oneof![paragraph(), inner]))
        .prop_map(|(first, second)| [vec![first], second.into_iter().collect()].concat());
    (prop_oneof![Just(None), Just(Some(1)), (2..90u32).prop_map(Some)], prop::collection::vec(item, 1..4))
        .prop_map(|(first, own)| Block::List { first, items: pictured(own) })
}

fn table() -> impl Strategy<Value = Block> {
    let cell = || words().prop_map(|words| vec![Inline::Text(words)]);
    (2..6usize).prop_flat_map(move |columns| {
        let row = move || prop::collection::vec(cell(), columns);
        (row(), prop::collection::vec(row(), 1..4)).prop_map(|(head, rows)| Block::Table { head, rows })
    })
}

fn document() -> impl Strategy<Value = Vec<Block>> {
    // Lists that follow each other would be one list: each is followed by a paragraph.
    let pair = || (list(), paragraph()).prop_map(|(a, b)| vec![a, b]);
    let inside = prop::collection::vec(prop_oneof![paragraph().prop_map(|p| vec![p]), pair()], 1..3);
    let boxed = (prop::sample::select(BoxKind::ALL), prop::option::of(words()), words(), inside).prop_map(
        |(kind, title, own, blocks)| {
            let title = if kind == BoxKind::Note { Some(own.clone()) } else { title };
            // What not to do begins with a word that says so.
            let never = || vec![Block::Paragraph(vec![Inline::Text(format!("Never {own}"))])];
            let blocks = if kind == BoxKind::Dont { never() } else { blocks.concat() };
            vec![Block::Box { kind, title, blocks }]
        },
    );
    let heading = words().prop_map(|words| vec![Block::Heading(vec![Inline::Text(words)])]);
    let fact = "[a-z]{2,6}(-[a-z]{1,4})?".prop_map(|id| vec![Block::Fact(id)]);
    let figure = "[a-z]{2,6}".prop_map(|id| vec![Block::Figure(id)]);
    let block = prop_oneof![
        1 => figure,
        3 => paragraph().prop_map(|p| vec![p]),
        2 => pair(),
        1 => boxed,
        1 => fact,
        1 => heading,
        1 => table().prop_map(|t| vec![t]),
    ];
    prop::collection::vec(block, 0..6).prop_map(|blocks| blocks.concat())
}

fn written(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(words) => words.clone(),
            Inline::Strong(content) => format!("**{}**", written(content)),
            Inline::Emph(content) => format!("*{}*", written(content)),
            Inline::Link { url, content } => format!("[{}]({url})", written(content)),
            Inline::FactNumber(id) => format!("[](fact:{id})"),
            Inline::Citation(id) => format!("[](ref:{id})"),
            Inline::Clinic(detail) => format!("[](clinic:{})", detail.as_str()),
        })
        .collect()
}

/// The Markdown of blocks, with a line feed at its end; `wrap` breaks lines at every so many spaces.
fn markdown_of(blocks: &[Block], wrap: usize) -> String {
    blocks.iter().map(|b| block(b, wrap)).collect::<Vec<_>>().join("\n")
}

fn block(block: &Block, wrap: usize) -> String {
    match block {
        Block::Paragraph(content) => {
            let mut text = String::new();
            for (i, word) in written(content).split(' ').enumerate() {
                text.push_str(if i == 0 {
                    ""
                } else if i % wrap == 0 {
                    "\n"
                } else {
                    " "
                });
                text.push_str(word);
            }
            text + "\n"
        }
        Block::Heading(content) => format!("### {}\n", written(content)),
        Block::Table { head, rows } => {
            let row = |cells: &[Vec<Inline>]| {
                let cells: Vec<String> = cells.iter().map(|cell| written(cell)).collect();
                format!("| {} |\n", cells.join(" | "))
            };
            let rows: String = rows.iter().map(|cells| row(cells)).collect();
            format!("{}{}|\n{rows}", row(head), "| --- ".repeat(head.len()))
        }
        Block::List { first, items } => {
            let mut text = String::new();
            for (i, item) in items.iter().enumerate() {
                let mark = first.map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first as usize + i));
                let figure = item.figure.as_ref().map(|id| format!("[](figure:{id}) ")).unwrap_or_default();
                let indented = figure + &markdown_of(&item.blocks, wrap);
                for (j, line) in indented.lines().enumerate() {
                    let start = if j == 0 { mark.clone() } else { " ".repeat(mark.len()) };
                    text.push_str(&format!("{}\n", format!("{start}{line}").trim_end()));
                }
            }
            text
        }
        Block::Box { kind, title, blocks } => {
            let body: String = markdown_of(blocks, wrap).lines().map(|l| format!("> {l}\n")).collect();
            let title = title.as_ref().map(|title| format!(" {title}")).unwrap_or_default();
            format!("> [!{}]{title}\n{body}", kind.mark())
        }
        Block::Fact(id) => format!("> [!FACT] {id}\n"),
        Block::Figure(id) => format!("> [!FIGURE] {id}\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_put_in_comes_out(blocks in document(), wrap in 1..9usize) {
        let text = markdown_of(&blocks, wrap);
        let mut parsed = markdown::parse(&text);
        // "o", "a." and dashes may begin a line of words.
        parsed.problems.retain(|problem| !problem.unclear);
        prop_assert_eq!(&parsed.problems, &Vec::new(), "{}", text);
        prop_assert_eq!(parsed.blocks, blocks, "{}", text);
    }
}
