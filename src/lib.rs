//! `handout` turns clinical guides, FAQs and worksheets written in YAML into checked, tagged PDFs: pamphlets that a
//! clinic prints, folds and staples, and worksheets that a family fills in on a screen or with a pen. A clinical-review
//! credit is printed only on the exact text that was reviewed.
//!
//! This page is the architecture. How the program is used stands in `docs/README.md`, how it is changed in
//! `CONTRIBUTING.md`, the data file of the layouts in `layouts/README.md`.
//!
//! # One direction
//!
//! ```text
//! main, run    dispatch: which command
//! cmd          one file for each command
//! links        whether web addresses lead somewhere: the only folder that uses the network
//! cli          what was typed, what it means, the terminal, exit codes
//! record       what each document of a folder of outputs was made of, so that nothing is made twice
//! manifest     what a folder of outputs holds, with the digests of inputs and outputs
//! job          which documents there are; one of them from model to bytes; all of them on all cores
//! audit        pages against the document: every word whole, once, in order, readable, and nothing else
//! engine       the document as a data file, set by Typst
//! answers      values in and out of forms: YAML, JSON, CSV
//! acroform     fields in PDF files: written, read, filled, flattened; the questions inside the file
//! pdf          pages to files of each standard; files as their objects; inks of press sheets
//! impose       pages to sheets that are folded, stapled or cut
//! document     what one document says, and which document it is
//! questions    what a worksheet asks: numbers, controls, tooltips, formats
//! packet       a text as a worksheet for its reviewer: what changed, each part, and places to answer
//! coverage     how a text stands against published lists of what patient information should have
//! review       digests, sign-offs, states, and every sentence about review
//! language     how hard a text is to read, and words in it for which there are better ones
//! import       Word files, web pages and Markdown read as pieces of text, and written as a guide to go on with
//! source       YAML read, held against its schema, checked, and lowered into
//! model        what the sources mean: valid by construction
//! project, output, diag
//!              files of a project over those in the binary; writing files whole; findings as data
//! ```
//!
//! A folder knows only folders further down, and no two files know each other; `tests/integration/order.rs` holds the code
//! to that. Each step is a function that takes its whole input as parameters and adds what it found to a [`diag::Sink`].
//! Only [`job`] knows the order of the steps from data file to bytes, only [`cmd`] what surrounds it. A finding that is an
//! error stops the document that it concerns and no other; all findings of a run are printed together, at its end.
//!
//! # One word on its way
//!
//! ```text
//! sections:                              sources/guides/first-visit/en.yaml
//!   - id: after
//!     heading: After the visit
//!       |
//! source::yaml        YamlNode: "After the visit", bytes 812..827    kept in `Sources`, for findings
//! source::schema      a heading is a string that is not empty
//! source::raw         RawSection { heading }                         what was typed
//! source::lower       line breaks become spaces
//! model::text         Section { heading }                            what it means
//!       |                  \
//!       |              review::digest   {"heading":"After the visit",...}   what a clinician signs
//!       |
//! document::compose   Node { path: sections.after.heading, role: Heading, origin: Text,
//!       |                    presence: Once, place: Flow, words }    the one list of what is printed
//!       |        \             \
//!       |         \          document::shorten     cut where there is no room (not a heading)
//!       |        document::slots                  the slot `Sections` of each product
//! engine::data        sections[1].heading in /build/data.json
//! layouts/            heading(level: 1, say("sections.after.heading", ..))
//! engine::compile     frames of words, with the label h:sections.after.heading
//!       |         \
//!       |       audit::reading, ::judging     whole, once, in order, seen: as the node says
//!       |       impose::compose              the same frames on sheets, held against the pages
//! pdf::export         <H1>, its letters, a bookmark
//!       |         \
//!       |       audit::rereading          of a design of one's own, before release and in tests: the file says the same
//! output              temporary file, sync, rename
//! ```
//!
//! # Where things stand
//!
//! [`run`] is called by `main` and by tests, more than once in a process. [`cli`] alone reads the clock, the environment,
//! the current folder and the terminal, and hands on `today` and a [`job::Stopwatch`].
//!
//! [`project`] lists the files of a run as a [`project::Tree`]: `sources/`, `layouts/` and `fonts/` of the project over
//! the layouts, fonts, labels and facts inside the binary, file by file. Guides, worksheets, people, clinics and
//! reviews are never embedded, so that no sample clinic and no foreign review leaks into a project.
//!
//! [`source`] reads each authored file once: a tree in which every key and value knows its place, held against the schema
//! that is made of the types of [`source::raw`], and checked for what a schema cannot say, whether or not it held. What is
//! right is lowered into [`model`]. The trees stay, as [`source::Sources`], for findings of later steps.
//!
//! [`import`] makes a guide of what a clinic has. Its readers make one tree of pieces and note what they leave out; one
//! writer makes YAML of it; at the end the words of document, guide and notes are counted, and a word that is in none of
//! the latter is told of.
//!
//! [`model`] is what the sources mean; no later step checks again. The table of safety facts that a topic demands is
//! [`model::topic`], in Rust on purpose: no project file and no layout can shorten it. [`model::field`] is the only list of
//! types of fields, [`model::path`] the only place that makes and reads paths.
//!
//! [`review`] is pure: canonical JSON of a text (RFC 8785, Unicode NFC, with the version of its form) and its SHA-256,
//! sign-offs judged on a day, and sentences fixed for each language. Facts are a text of their own with their own
//! sign-offs, and count for a document one by one, as far as it prints them; the worse of the two states rules.
//! [`review::design`] is apart from that: whether somebody signed the layouts, fonts and labels that are the project's own.
//!
//! [`language`] is advice: reading level, long sentences, hard words, and words that put shame on people. What it knows of a
//! language is a table; it reads the trees of [`source`], so that a text with mistakes is judged as well.
//!
//! [`coverage`] holds a text against instruments, item by item: met and by what, not met and what to do, or a question for a
//! person. Instruments are data, the checks that they name a closed list, and no score is made of them.
//!
//! [`document`] composes what one document says as a tree of [`document::Node`]s, each with path, role, words, origin,
//! presence and placement, and what of it is no word. The data file is its serialisation, the audit's table its nodes,
//! contents and bookmarks its headings; copy-fitting shortens it. That it loses nothing is tested against the list of the
//! digest (`tests/integration/tokens.rs`, `leaves.rs`). What a product prints is [`document::slots`].
//!
//! [`engine`] holds library, fonts and layouts, loaded once for a process, and evicts what Typst memoised by the number of
//! workers, each of which has its share of the cores. [`audit`] reads words back from the laid-out pages with place, label,
//! size and visibility. A label says where to look and proves nothing; the words under it do.
//!
//! [`questions`], [`acroform`] and [`answers`] make worksheets forms: the questions travel inside the PDF; the placeholders
//! of the layouts become fields; what stands in the fields of any file is found, typed and checked, and what has no room is
//! moved to the page for it and back. Typst has no forms of its own yet: [`acroform::write`] and
//! `layouts/components/field.typ` are the seam.
//!
//! [`links`] asks servers whether the addresses in the sources still lead somewhere, for `check --links` and for nothing
//! else. It stands above [`cli`], so that nothing that makes documents can know it.
//!
//! [`output`] writes a file so that a reader sees the old one or the new one, whole; [`manifest`] says what a folder
//! holds. Only files that a manifest lists are ever removed.
//!
//! # Determinism
//!
//! The same sources, settings and review states make the same bytes, on any machine, with any number of threads, today
//! and tomorrow. So nothing below `cli` reads the clock, the locale, the environment, the network, the terminal or a
//! system font (`clippy.toml` bans the calls); no map without an order reaches an output; `today` acts through review
//! states alone and is never printed; no output depends on the stopwatch.
//!
//! # Where each outside crate is known
//!
//! A place is a folder or a file; `tests/integration/order.rs` holds the table against the code.
//!
//! | crates | places |
//! | --- | --- |
//! | `chrono`, `serde`, `serde_json` | everywhere |
//! | `aes`, `cbc`, `md5`, `rc4` | `pdf::crypt` |
//! | `annotate-snippets` | `diag::emit` |
//! | `anstream`, `indicatif` | `cli::terminal` |
//! | `base64` | `acroform::embed`, `import::pictures` |
//! | `clap` | `cli::args`, `cli::generated`, `run` |
//! | `clap_complete` | `cli::args::home`, `cli::generated` |
//! | `clap_mangen` | `cli::generated` |
//! | `comemo` | `engine::compile` |
//! | `csv` | `answers`, `cmd::due::table` |
//! | `encoding_rs` | `import::decode` |
//! | `flate2` | `acroform`, `import::docx::package`, `pdf::pack` |
//! | `getrandom`, `notify` | `cmd::watch` |
//! | `glob` | `cmd::given` |
//! | `hayro-interpret`, `kurbo` | `audit::rereading` |
//! | `html5ever` | `import::html::dom` |
//! | `icalendar` | `cmd::due::calendar` |
//! | `hyper`, `hyper-util`, `http-body-util` | `cmd::watch::server` |
//! | `jsonschema` | `source::schema` |
//! | `mimalloc` | `main` |
//! | `open` | `cli::viewer` |
//! | `pulldown-cmark` | `import::markdown`, `source::markdown::reader`, `source::markdown::table` |
//! | `quick-xml` | `engine::image`, `pdf::xmp` |
//! | `rawzip` | `import::docx::package` |
//! | `rayon` | `audit::seeing`, `cmd::known`, `cmd::watch::worker`, `engine::drawing`, `job::batch`, `language`, `review::statuses`, `source::load` |
//! | `regex` | `document::letters`, `import::guide`, `import::verify`, `language`, `source::lint` |
//! | `resvg` | `engine::picture` |
//! | `roxmltree` | `audit::rereading`, `engine::drawing`, `engine::image`, `import::docx` |
//! | `rust-embed` | `project` |
//! | `schemars` | `model`, `source` |
//! | `serde_json_canonicalizer` | `review::digest` |
//! | `serde_yaml` | `source::yaml` |
//! | `sha2` | `pdf::crypt`, `review::digest` |
//! | `similar` | `packet::redline` |
//! | `strsim` | `diag::text` |
//! | `tempfile` | `output` |
//! | `tokio` | `cmd::watch` |
//! | `ttf-parser` | `acroform::face`, `audit::reading`, `audit::seeing`, `document::letters` |
//! | `typst` | `audit`, `engine`, `impose::compose`, `pdf::export` |
//! | `typst-layout` | `audit`, `engine::compile`, `engine::drawing`, `impose::compose`, `job`, `pdf::export` |
//! | `typst-pdf` | `pdf::export` |
//! | `typst-svg` | `engine::drawing` |
//! | `typst-render` | `audit::seeing` |
//! | `unicode-security` | `source::lint::claims::fold` |
//! | `ureq` | `links` |
//! | `url` | `cmd::watch::server`, `document::link`, `links` |
//! | `whatlang` | `source::lint` |
//! | `unicode-segmentation` | `answers::overflow` |
//! | `unicode-normalization` | `acroform::appearance`, `cmd::file_name`, `model`, `review::digest` |
//!
//! # Clause ledger
//!
//! Who sees to it that a file conforms. **Export**: the exporter writes it so, or refuses the file. **Construction**:
//! layouts, schema or audit see to it. **Author**: nothing but a person can. veraPDF and a second validator run over
//! every shipped PDF in `tests/conformance/`.
//!
//! PDF/UA-1 (ISO 14289-1:2014):
//!
//! | clause | asks for | by |
//! | --- | --- | --- |
//! | 5 | identification in the metadata | export |
//! | 7.1 | real content tagged, the rest artifacts, in logical order | export tags what the layouts say; construction: semantic elements, `audit` holds the order of the words, the kept readings of `tests/conformance/` the order of the tags |
//! | 7.1 | nothing by colour, shape or place alone | construction: labels and bars beside colour; author: words such as "the red box" |
//! | 7.1 | title in the metadata and shown | export refuses a file without; construction: `page.typ` sets it from `title` |
//! | 7.2 | natural language | export; construction: language of the text, web addresses as `zxx`. Author: words of another language within a text cannot be marked |
//! | 7.2, 7.21.7 | every glyph has its characters | export refuses others; construction: characters that print nothing are findings |
//! | 7.3 | alternative text of figures | export refuses a figure without; construction: a logo needs `logo_alt` in each language; author: that it is true |
//! | 7.4 | headings, none skipped | construction: title, sections on level 1, questions and repetitions on level 2 |
//! | 7.5 | headers of tables | construction: `table.header` with a label for each column |
//! | 7.6 | lists | construction: from Markdown lists. Author: that a list is one |
//! | 7.7, 7.9 | formulas; notes | not used |
//! | 7.8 | headers and footers are artifacts | export |
//! | 7.10, 7.11, 7.15, 7.16 | optional content, embedded files, XFA, encryption | not used |
//! | 7.14 | fields that cannot be filled in on screen | flattened forms: [`acroform::flatten`] gives `PrintField` attributes and the spoken answer; on the paper twin a field is drawn as an artifact, its question, help and options are tagged text |
//! | 7.17 | bookmarks | export refuses a file without; construction: from the headings |
//! | 7.18 | links tagged, with alternative text, in reading order | export; author: that the words of a link say where it leads |
//! | 7.18.1, 7.18.4 | fields named and tagged as `Form`, one element each; Tab order as the structure | construction: [`acroform::write`], names from [`questions::controls`]; `audit` holds the order of the controls |
//! | 7.19, 7.20 | no scripts, no reference objects | not used |
//! | 7.21 | fonts embedded, no `.notdef` | export refuses others; construction: a character that the fonts lack is a finding in the YAML |
//!
//! PDF/A-2a (ISO 19005-2:2011), where it asks for more:
//!
//! | clause | asks for | by |
//! | --- | --- | --- |
//! | 6.1 | file structure, limits, no encryption | export |
//! | 6.2.3, 6.2.4 | output intent, colours independent of a device | export: sRGB; it refuses CMYK |
//! | 6.2.8 | no interpolated pictures | export refuses them |
//! | 6.2.11.4 | fonts embedded and embeddable | export refuses others |
//! | 6.2.11.7 | Unicode for every glyph, none of the private use area | export refuses others; construction: such a character is a finding |
//! | 6.3, 6.5 | annotations printed, no actions but links | export |
//! | 6.4.1 | fields with appearances, no actions, no `NeedAppearances` | construction: [`acroform::write`], [`acroform::fill`] |
//! | 6.4.2 | no XFA | not used |
//! | 6.6.2.3 | extension schema for properties of our own | construction: [`acroform::embed`] |
//! | 6.6.2, 6.6.4 | metadata as XMP, identification | export |
//! | 6.6.3 | information dictionary and XMP agree | export writes both; forms and sheets keep them |
//! | 6.6.5, 6.6.6 | identifier and history | construction: identifier from the output path, date from `dates.issued` |
//! | 6.7.3 | words set apart by spaces | construction: a space stays in the text where a line breaks |
//! | 6.7.4 | language of the document | export always writes one; construction: the language of the text |
//! | 6.7.7, 6.7.8 | replacement text, expansion of abbreviations | author: spell an abbreviation out where it comes first |
//! | 6.8 to 6.11 | embedded files, optional content, presentations, requirements | not used |

// Where a new type of field, block, product or state must be thought about, no arm is for all others.
#[warn(clippy::wildcard_enum_match_arm)]
pub mod acroform;
#[warn(clippy::wildcard_enum_match_arm)]
pub mod answers;
pub mod audit;
pub mod cli;
pub mod cmd;
pub mod coverage;
pub mod diag;
#[warn(clippy::wildcard_enum_match_arm)]
pub mod document;
pub mod engine;
pub mod import;
#[warn(clippy::wildcard_enum_match_arm)]
pub mod impose;
#[warn(clippy::wildcard_enum_match_arm)]
pub mod job;
pub mod language;
pub mod links;
pub mod manifest;
#[warn(clippy::wildcard_enum_match_arm)]
pub mod model;
pub mod output;
pub mod packet;
pub mod pdf;
pub mod project;
#[warn(clippy::wildcard_enum_match_arm)]
pub mod questions;
#[warn(clippy::wildcard_enum_match_arm)]
pub mod record;
pub mod review;
pub mod run;
pub mod source;
