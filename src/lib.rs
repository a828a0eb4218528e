//! `handout` turns clinical guides, FAQs and worksheets written in YAML into checked, tagged PDFs: pamphlets that a
//! clinic prints, folds and staples, and worksheets that a family fills in on a screen or with a pen. A clinical-review
//! credit is printed only on the exact text that was reviewed.
//!
//! This page is the architecture. How the program is used stands in `README.md`, the data file of the layouts in
//! `layouts/README.md`.
//!
//! # Data flow
//!
//! ```text
//! sources/*.yaml
//!   -> project   files on disk over the defaults in the binary
//!   -> source    spanned trees; each file held against its schema; every mistake found, with file:line:column
//!   -> model     valid by construction; no later step checks again
//!   -> review    (digest, sign-offs, today) -> state, and the sentences that the credits may say
//!   -> job       text x product x language x clinic x paper, sorted by output path
//!   -> engine    model -> data file -> Typst -> pages
//!   -> audit     pages against model: every text whole, once and in order, and nothing else
//!   -> impose    pages -> sheets to fold, staple or cut, held against the pages
//!   -> pdf       pages -> objects of a file, tagged PDF/UA-1 and PDF/A-2a in one file
//!   -> form      placeholders of worksheets -> AcroForm fields, with the questions inside the file
//!   -> output    temporary file, sync, rename
//!   -> manifest  what a folder of outputs holds, with the digests of inputs and outputs
//! ```
//!
//! Each step is a function that takes its whole input as parameters and adds what it found to a [`diag::Sink`]. Only
//! [`job`] knows the order from data file to bytes, only [`cmd`] what surrounds it. A finding that is an error stops
//! the document it concerns and no other; all findings of a run are printed together, at its end.
//!
//! # Modules
//!
//! [`cli`] holds what can be typed ([`cli::args`]), what it means ([`cli::options`]), the only writer to the terminal
//! ([`cli::terminal`]) and the exit codes ([`cli::exit`]: 0 done, 1 findings in the content, 2 usage, configuration,
//! input or output). It alone reads the clock, the environment and the current folder, and hands on `today` and a
//! [`job::Stopwatch`]. [`cli::main`] may be called more than once in a process.
//!
//! [`cmd`] has one file for each command. [`cmd::build`] loads, plans, makes and writes; `check` is the same without
//! writing. [`cmd::fill`], [`cmd::extract`], [`cmd::flatten`] and [`cmd::fields`] are the commands on forms; what reads
//! PDFs needs no project. [`cmd::release`] decides what may be released, and what becomes of a released file whose
//! text may not be released any more. [`cmd::review`] writes sign-offs, [`cmd::status`] lists states, [`cmd::schema`]
//! prints schemas.
//!
//! [`project`] lists the files of a run as a [`project::Tree`]: `sources/`, `layouts/` and `fonts/` of the project over
//! the layouts, fonts, labels and facts inside the binary, file by file. Guides, worksheets, people, clinics and
//! reviews are never embedded, so that no sample clinic and no foreign review leaks into a project.
//!
//! [`source`] reads authored files. [`source::yaml`] keeps the place of every key and value, and `syntax` says in words
//! of clinic staff why a file is no YAML. [`source::raw`] holds the shape of each kind of file as Rust types, from which
//! [`source::schema`] makes the JSON Schema for editors and for the check, so that there is one definition.
//! [`source::lint`] and the checks of [`source::load`] look at the same tree for what a schema cannot say (ids, dates,
//! numbers typed by hand, characters, Markdown), whether or not the schema held. [`source::markdown`] parses the
//! subset, [`source::place`] finds an offset of a value in its file again.
//!
//! [`model`] holds what the sources mean: [`model::Text`] (a guide or a worksheet in one language), [`model::Facts`],
//! [`model::Clinic`], [`model::Person`], [`model::Strings`], [`model::Settings`]. Text is data: Markdown has become
//! [`model::rich`] nodes. The table of safety facts that a topic demands is [`model::topic`], in Rust on purpose: no
//! project file and no layout can shorten it.
//!
//! [`review`] is pure. [`review::digest`] makes the canonical JSON of a text (RFC 8785, Unicode NFC, with the version
//! of its form) and its SHA-256; [`review::state`] judges sign-offs on a day; [`review::credit`] composes every
//! sentence about review, fixed for each language. Facts are a text of their own with their own sign-offs; for a
//! document the worse of the two states rules.
//!
//! [`job`] plans documents ([`job::plan()`]), makes one ([`job::make`]) and makes all on several threads
//! ([`job::batch()`]), with results in the order of the plan. [`job::Setting`] fits a text into a product of a fixed
//! number of pages: it is set in declared ways, one after the other ([`job::ways`]), and what has room in none is said
//! with the text to shorten. [`job::proof()`] makes proofs and dummies for whoever prints.
//!
//! [`engine`] turns a job into pages. [`engine::data`] composes the data file that the layouts read;
//! [`engine::lines()`] the lines made of content and labels, which the audit takes from the same place;
//! [`engine::Base`] holds library, fonts and layouts, loaded once for a process; [`engine::compile`] runs Typst and
//! drops afterwards what it memoised, since nothing useful is shared between documents.
//!
//! [`audit`] reads the words back from the laid-out pages, with place, label, size and visibility, and holds them
//! against a table of what must be printed, how often and where ([`audit::expectations`]). The table is Rust, never
//! read from layouts. A label says where to look and proves nothing; the words under it do. On worksheets for a screen it
//! holds the placeholders of controls against [`form::plan`]: which, in which order, how large, and at which question.
//!
//! [`impose`] puts pages on sheets. [`impose::order`] (which page goes where), [`impose::sheet`] (where it lies, where
//! it is folded) and [`impose::marks`] are pure functions on numbers; [`impose::compose`] moves the frames of finished
//! pages, so nothing is set anew. [`audit::sheets`] holds the sheets against the pages.
//!
//! [`pdf`] exports pages as PDF/UA-1 and PDF/A-2a, with identifier and date from the sources, and names the producer.
//!
//! It also holds PDF files as objects: [`pdf::file`] reads any bytes within bounds and writes a file whole, `parse` and
//! [`pdf::object`] are its tokens and objects. [`pdf::sheet`] makes sheets ready for a printer: boxes, marks, and for a
//! press every colour in inks (`press` finds all that pages draw, `recolour` and `content` go through one stream), which
//! [`model::ink`] chooses.
//!
//! [`form`] makes worksheets forms. [`form::schema`] holds the questions, which travel inside the PDF ([`form::embed`]);
//! [`form::plan`] the controls with their names and tooltips; [`form::write`] turns the placeholders of the layouts into
//! fields. [`form::read`] finds what stands in the fields of any file, [`form::answers`] types it, [`form::data`] reads
//! answers from YAML and JSON, [`form::table`] from CSV, [`form::spread`] moves what has no room to the page for it
//! and back, [`form::settle`] goes from answers to a finished file, [`form::flatten`] makes fields page content,
//! [`form::seal`] knows whether the drawing commands of pages are as they were made. Typst has no forms of its own
//! yet: `write` and `layouts/components/field.typ` are the seam.
//!
//! [`impose`] knows which page goes where on a folded, stapled or cut sheet; no product uses it yet.
//!
//! [`output`] writes a file so that a reader sees the old one or the new one, whole; [`manifest`] says what a folder
//! holds. Only files that a manifest lists are ever removed.
//!
//! [`diag`] has findings as data: a stable [`diag::Code`], a severity, a message, a place, hints; and their rendering.
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
//! | crate | known to |
//! | --- | --- |
//! | `typst`, `typst-layout` | [`engine`] (`compile`, `world`, `fonts`, `image`), [`audit`] (`pages`, `visible`; `hold` hands the document on), [`pdf`] (`export`) |
//! | `typst-pdf` | [`pdf`] (`export`) |
//! | `comemo` | [`engine::compile`] |
//! | `flate2` | [`pdf`] (`pack`), [`form::font`], [`form::embed`] |
//! | `ttf-parser` | [`form::font`] |
//! | `base64` | [`form::embed`] |
//! | `csv` | [`form::table`], [`form::extract`] |
//! | `serde-saphyr` (as `serde_yaml`) | [`source::yaml`] |
//! | `schemars` | [`source::raw`], [`source::schema`] |
//! | `jsonschema`, `strsim` | [`source::schema`] |
//! | `pulldown-cmark` | [`source::markdown`] |
//! | `sha2`, `serde_json_canonicalizer`, `unicode-normalization` | [`review::digest`] |
//! | `clap` | [`cli`] |
//! | `anstream`, `indicatif` | [`cli::terminal`] |
//! | `annotate-snippets` | [`diag`] (`emit`) |
//! | `rust-embed` | [`project`] |
//! | `tempfile` | [`output`] |
//! | `chrono` | everywhere, as `NaiveDate`; its clock in [`cli::options`] |
//! | `serde`, `serde_json` | wherever a format is read or written |
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
//! | 7.14 | fields that cannot be filled in on screen | flattened forms: [`form::flatten`] gives `PrintField` attributes and the spoken answer; on the paper twin a field is drawn as an artifact, its question, help and options are tagged text |
//! | 7.17 | bookmarks | export refuses a file without; construction: from the headings |
//! | 7.18 | links tagged, with alternative text, in reading order | export; author: that the words of a link say where it leads |
//! | 7.18.1, 7.18.4 | fields named and tagged as `Form`, one element each; Tab order as the structure | construction: [`form::write`], names from [`form::plan`]; `audit` holds the order of the controls |
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
//! | 6.4.1 | fields with appearances, no actions, no `NeedAppearances` | construction: [`form::write`], [`form::fill`] |
//! | 6.4.2 | no XFA | not used |
//! | 6.6.2.3 | extension schema for properties of our own | construction: [`form::embed`] |
//! | 6.6.2, 6.6.4 | metadata as XMP, identification | export |
//! | 6.6.3 | information dictionary and XMP agree | export; construction: [`pdf`] writes the producer into both |
//! | 6.6.5, 6.6.6 | identifier and history | construction: identifier from the output path, date from `dates.issued` |
//! | 6.7.3 | words set apart by spaces | construction: a space stays in the text where a line breaks |
//! | 6.7.4 | language of the document | export always writes one; construction: the language of the text |
//! | 6.7.7, 6.7.8 | replacement text, expansion of abbreviations | author: spell an abbreviation out where it comes first |
//! | 6.8 to 6.11 | embedded files, optional content, presentations, requirements | not used |

pub mod acroform;
pub mod answers;
pub mod audit;
pub mod cli;
pub mod cmd;
pub mod diag;
pub mod document;
pub mod engine;

pub mod impose;
pub mod job;
pub mod manifest;
pub mod model;
pub mod output;
pub mod pdf;
pub mod project;
pub mod questions;
pub mod review;
pub mod run;
pub mod source;
