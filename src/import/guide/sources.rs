//! Lists of sources of a document, as the references of a guide.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::addresses::{ADDRESS, bare};
use super::blocks::is_bold;
use crate::import::tree::{
    DocumentPiece, DocumentSpot, Fate, GuideShape, ListedSource, PieceKind, ReadDocument, WordsRun, counted, each_runs,
    excerpt, level_of, plain, tidy,
};

/// Headings below which sources stand, in small letters.
const HEADINGS: &[&str] = &[
    "sources",
    "source",
    "references",
    "reference list",
    "sources and references",
    "references and sources",
    "further reading",
    "references and further reading",
    "sources and further reading",
    "bibliography",
    "works cited",
    "where this comes from",
    "fuentes",
    "fuente",
    "referencias",
    "referencias bibliográficas",
    "fuentes y referencias",
    "bibliografía",
    "lecturas recomendadas",
    "para leer más",
    "lecturas adicionales",
    "obras citadas",
];

/// Whether a heading says that sources follow.
fn heads_sources(heading: &str) -> bool {
    let words = heading.trim_end_matches([':', '.']).trim().to_lowercase();
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    HEADINGS.contains(&words)
}

/// A number in brackets before a source.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\[\d{1,3}\]\s*").expect("it is tried in a test"));
/// Numbers in brackets among words.
static CITED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]").expect("it is tried in a test"));
/// What is said of the document itself, which no source is.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:review|updated|revised|copyright|©|revisad|actualizad|revisión)")
        .expect("it is tried in a test")
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:19|20)\d\d\b").expect("it is tried in a test"));

/// The pieces without the lists of sources among them, which go into the form of the guide.
pub(super) fn listed_sources(
    pieces: Vec<DocumentPiece>,
    document: &mut ReadDocument,
    shape: &mut GuideShape,
) -> Vec<DocumentPiece> {
    let mut found = FoundSources::default();
    let mut out: Vec<DocumentPiece> = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let level = level_of(&piece);
        let heading = match &piece.kind {
            PieceKind::Heading(_, runs) => plain(runs),
            PieceKind::Paragraph(runs) if is_heading_line(runs) => plain(runs),
            _ => String::new(),
        };
        if !heads_sources(&heading) {
            out.push(piece);
            continue;
        }
        // Below a line that is no heading, the list that follows it.
        let mut below = Vec::new();
        while let Some(next) = rest.next_if(|next| match level {
            Some(level) => level_of(next).is_none_or(|own| own > level),
            None => below.is_empty() && matches!(next.kind, PieceKind::List(..)),
        }) {
            below.push(next);
        }
        let before = found.sources.len();
        let kept = found.below(below, document);
        let count = found.sources.len() - before;
        if count == 0 {
            out.push(piece);
            out.extend(kept);
            continue;
        }
        let what = format!("{} below “{}”", counted(count, "entry", "entries"), excerpt(&heading));
        let what = format!("{what}, made sources of the guide, each still without who publishes it");
        let hint = "complete `publisher`, and `year` where it is known; a text cites one by [](ref:source-1)";
        document.note(Fate::Changed, piece.spot, what, &std::mem::take(&mut found.numbers), hint);
        if kept.is_empty() {
            let what = format!("the heading “{}”: the program prints its own above the sources", excerpt(&heading));
            document.note(Fate::Left, piece.spot, what, &heading, "nothing");
            shape.gone.push(piece.spot);
        } else {
            out.push(piece);
            out.extend(kept);
        }
    }
    shape.sources = found.sources;
    cited(&mut out, shape, document);
    out
}

/// Says that the text names its sources by numbers.
fn cited(pieces: &mut [DocumentPiece], shape: &GuideShape, document: &mut ReadDocument) {
    let mut first: Option<(DocumentSpot, String)> = None;
    each_runs(pieces, &mut |spot, runs| {
        if first.is_none() {
            first = CITED.find(&plain(runs)).map(|found| (spot, found.as_str().to_owned()));
        }
    });
    if let Some((spot, words)) = first.filter(|_| !shape.sources.is_empty()) {
        let what = format!("numbers in brackets that name sources, kept as words, such as “{words}”");
        document.note(
            Fate::Changed,
            spot,
            what,
            "",
            "write [](ref:source-1) instead, so that numbers and sources agree",
        );
    }
}

/// Whether a paragraph is a line such as "Sources:".
fn is_heading_line(runs: &[WordsRun]) -> bool {
    is_bold(runs) || plain(runs).ends_with(':')
}

/// What was found.
#[derive(Default)]
struct FoundSources {
    sources: Vec<ListedSource>,
    /// The numbers that were typed before them.
    numbers: String,
}

impl FoundSources {
    /// Takes the sources out of what stands below their heading; gives the rest.
    fn below(&mut self, pieces: Vec<DocumentPiece>, document: &mut ReadDocument) -> Vec<DocumentPiece> {
        let listed = pieces.iter().any(|piece| matches!(piece.kind, PieceKind::List(..)));
        let mut kept = Vec::new();
        for piece in pieces {
            match piece.kind {
                PieceKind::List(_, items) if items.iter().all(|item| is_words(item)) => {
                    items.into_iter().for_each(|item| self.item(item, document));
                }
                PieceKind::Paragraph(ref runs) if looks_like_source(runs, listed) => {
                    let spot = piece.spot;
                    self.source(runs, spot, document);
                }
                kind => kept.push(DocumentPiece { spot: piece.spot, kind }),
            }
        }
        // A heading below which nothing is left says nothing.
        let mut i = 0;
        while i < kept.len() {
            let alone = level_of(&kept[i])
                .is_some_and(|own| kept.get(i + 1).and_then(level_of).map_or(i + 1 == kept.len(), |next| next <= own));
            if let (true, PieceKind::Heading(_, runs)) = (alone, &kept[i].kind) {
                let words = plain(runs);
                let what = format!("the heading “{}”, below which sources stood", excerpt(&words));
                document.note(Fate::Left, kept[i].spot, what, &words, "nothing: sources have no headings among them");
                kept.remove(i);
                i = i.saturating_sub(1);
            } else {
                i += 1;
            }
        }
        kept
    }

    /// An item, and those of the lists in it.
    fn item(&mut self, item: Vec<DocumentPiece>, document: &mut ReadDocument) {
        let mut words: Vec<WordsRun> = Vec::new();
        let mut spot = DocumentSpot::Whole;
        let mut inner = Vec::new();
        for piece in item {
            match piece.kind {
                PieceKind::Paragraph(runs) | PieceKind::Heading(_, runs) => {
                    if words.is_empty() {
                        spot = piece.spot;
                    } else {
                        words.push(WordsRun { text: " ".to_owned(), ..WordsRun::default() });
                    }
                    words.extend(runs);
                }
                PieceKind::List(_, items) => inner.extend(items),
                _ => {}
            }
        }
        if !plain(&words).is_empty() {
            self.source(&words, spot, document);
        }
        inner.into_iter().for_each(|item| self.item(item, document));
    }

    /// A source by its words.
    fn source(&mut self, runs: &[WordsRun], spot: DocumentSpot, document: &mut ReadDocument) {
        let words = plain(runs);
        let mut urls: Vec<String> = Vec::new();
        let mut add = |url: &str| {
            let url = url.trim().replace(char::is_whitespace, "%20");
            let same = |other: &String| other.trim_end_matches('/') == url.trim_end_matches('/');
            if !urls.iter().any(same) {
                urls.push(url);
            }
        };
        let web = |run: &&WordsRun| run.link.as_ref().is_some_and(|url| url.to_ascii_lowercase().starts_with("http"));
        runs.iter().filter(web).for_each(|run| add(run.link.as_deref().unwrap_or_default()));
        ADDRESS.find_iter(&words).for_each(|found| add(bare(found.as_str())));
        let mail = runs.iter().filter(|run| run.link.is_some() && !web(run)).count();
        let mut urls = urls.into_iter();
        let url = urls.next();
        for other in urls {
            let what = format!("another address of a source, `{}`", excerpt(&other));
            let hint = "a source has one address: make two of it, if they are two";
            document.note(Fate::Left, spot, what, &other, hint);
        }
        if mail > 0 {
            document.note_once(
                Fate::Left,
                spot,
                "mail addresses to which sources lead; their words are kept",
                "nothing",
            );
        }
        // The address that stands among the words is that of the source.
        let title = ADDRESS.replace_all(&words, |found: &Captures| found[0].replacen(bare(&found[0]), "", 1));
        let title = tidy(&title.replace("()", "").replace("<>", ""))
            .replace(" ,", ",")
            .replace(" .", ".")
            .replace(":.", ".")
            .replace("..", ".");
        let number = NUMBER.find(&title).map_or(0, |found| found.end());
        self.numbers.push_str(&title[..number]);
        let title = title[number..].trim_end_matches([',', ';', ':', '-', '–', '—', ' ']).trim();
        let title = if title.contains(char::is_alphanumeric) { title } else { "" };
        self.sources.push(ListedSource { title: title.to_owned(), url });
    }
}

/// Whether an item holds words alone, also in lists.
fn is_words(item: &[DocumentPiece]) -> bool {
    item.iter().all(|piece| match &piece.kind {
        PieceKind::Paragraph(_) | PieceKind::Heading(..) => true,
        PieceKind::List(_, items) => items.iter().all(|item| is_words(item)),
        _ => false,
    })
}

/// Whether a paragraph names a source: it leads somewhere or has a year, and no list has the sources.
fn looks_like_source(runs: &[WordsRun], listed: bool) -> bool {
    let words = plain(runs);
    let leads = runs.iter().any(|run| run.link.is_some()) || ADDRESS.is_match(&words);
    !words.ends_with(':') && !listed && (leads || YEAR.is_match(&words)) && !OWN.is_match(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, link: Option<&str>) -> WordsRun {
        WordsRun { text: text.to_owned(), link: link.map(Into::into), ..WordsRun::default() }
    }

    #[test]
    fn a_source_has_its_words_and_its_address() {
        for (runs, title, url) in [
            (
                vec![run("CDC. ", None), run("Naloxone", Some("https://a.org/b"))],
                "CDC. Naloxone",
                Some("https://a.org/b"),
            ),
            (vec![run("CDC, Naloxone, 2024: https://a.org/b.", None)], "CDC, Naloxone, 2024.", Some("https://a.org/b")),
            (vec![run("https://a.org/b", Some("https://a.org/b/"))], "", Some("https://a.org/b/")),
            (vec![run("The Big Book", None)], "The Big Book", None),
            (vec![run("[3] A page (https://a.org/b), CDC.", None)], "A page, CDC.", Some("https://a.org/b")),
            (vec![run("A page <https://a.org/b_(c)>", None)], "A page", Some("https://a.org/b_(c)")),
        ] {
            let mut found = FoundSources::default();
            found.source(&runs, DocumentSpot::Whole, &mut ReadDocument::default());
            assert_eq!(found.sources, [ListedSource { title: title.to_owned(), url: url.map(str::to_owned) }]);
        }
    }

    #[test]
    fn headings_of_sources_are_known() {
        for (heading, heads) in [
            ("References:", true),
            ("7. Further Reading", true),
            ("Fuentes", true),
            ("Sources of iron", false),
            ("", false),
        ] {
            assert_eq!(heads_sources(heading), heads, "{heading}");
        }
    }
}
