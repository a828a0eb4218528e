//! From model, review and product to what one document says: each slot of the product is filled in its order.

use std::sync::Arc;

use super::around;
use super::content::{Document, Filled, Form, Info};
use super::entry::entry;
use super::fit::Fit;
use super::help::{help, placed_at_head, warning};
use super::job::Job;
use super::node::{Node, Origin, Placement, Presence, Role, Span};
use super::panels::{ON_PANELS, panel_nodes};
use super::products::{SlotKind, fact_form, page_count};
use super::rich::{Rich, mark};
use super::safety;
use super::slots::{EmergencyBox, Slot, sheet_slots, slots, with_banner};
use super::sources::{SourceNumbers, short_source, source, source_path};
use super::strip::{Strip, imprint, strip};
use super::worksheet::WorksheetComposer;
use crate::model::rich::{Inline, each_inline, with_numbers};
use crate::model::text::{Body, Guide, Section, Text};
use crate::model::topic::Demands;
use crate::model::{Fact, Facts, Figure, LeafPath, Panel, Product};
use crate::questions::controls::{controls, pen_places};
use crate::questions::schema::FormSchema;
use crate::review::credit::{Credits, credits, foreign_sentences};
use crate::review::state::State;

impl<'a> Document<'a> {
    /// What a job says, set in one way; `None` for a language without sentences about review.
    pub fn compose(job: &'a Job<'a>, fit: Fit) -> Option<Self> {
        let head = &job.text.head;
        let credits = credits(head, job.reviews(), job.clinic, job.publisher)?;
        let facts = job.facts.as_ref().map(|(facts, _)| *facts);
        let sources = SourceNumbers::of(job.text, job.product, !fit.whole);
        let strip = strip(job, &credits);
        let composer = Composer {
            job,
            fit,
            facts,
            credits: &credits,
            strip: &strip,
            sources: &sources,
            links: addresses(job.text),
        };
        let mut filled: Vec<Filled> = Vec::new();
        let own = match job.sheet {
            Some(sheet) => sheet_slots(job.product, &sheet.purpose),
            None => slots(job.product, composer.emergency()),
        };
        let own = if job.withdrawn.is_some() { with_banner(job.product, own) } else { own };
        for slot in own {
            let nodes = composer.nodes(&slot, &filled);
            filled.push(Filled { kind: slot.kind, nodes: placed_in(nodes, &slot) });
        }
        let schema = FormSchema::of(job.text).map(|schema| match job.sheet {
            Some(sheet) => schema.of_sheet(&sheet.purpose),
            None => schema,
        });
        let pen = schema.as_ref().map(|schema| pen_places(schema, job.strings)).unwrap_or_default();
        let form = schema.filter(|_| job.product.fillable());
        let form = form.map(|schema| Form { controls: controls(&schema, job.strings), schema });
        Some(Document {
            job,
            fit,
            draft: credits.state != State::Current,
            strip_height: strip.height,
            longest_footer: credits.longest_footer.clone(),
            slots: filled,
            info: Info {
                title: head.title.clone(),
                authors: head.authors.iter().map(|a| a.name.clone()).collect(),
                description: head.summary.clone(),
                keywords: keywords(job),
            },
            pages: page_count(job.product),
            foreign: foreign_sentences(&credits, &head.lang),
            pen: if form.is_some() { Vec::new() } else { pen },
            form,
        })
    }

    /// The ids of the safety facts of its topics that it has no room for.
    pub fn facts_left_out(&self) -> Vec<&str> {
        safety::left_out(self.job, self.fit)
    }
}

/// The addresses to which the links of a text lead, in order.
fn addresses(text: &Text) -> Vec<&str> {
    let mut found = Vec::new();
    each_inline(text.blocks(), &mut |inline| {
        if let Inline::Link { url, .. } = inline {
            found.push(url.as_str());
        }
    });
    found
}

/// Keywords of the file: id, revision, topics.
fn keywords(job: &Job) -> Vec<String> {
    let head = &job.text.head;
    let mut words = vec![head.id.clone(), format!("{} {}", job.strings.get("revision"), head.revision)];
    words.extend(head.topics.iter().map(|t| t.as_str().to_owned()));
    words
}

/// Nodes at the place of their slot, as often as it says.
fn placed_in(nodes: Vec<Node>, slot: &Slot) -> Vec<Node> {
    let placed = |(i, mut node): (usize, Node)| {
        // Each panel is a page of its own.
        let panel = Panel::InnerFirst.page() + i;
        let place = if slot.kind == SlotKind::Panels {
            Placement::Pages(panel, panel)
        } else if i == 0 {
            slot.place
        } else {
            slot.further
        };
        node.each_mut(&mut |node| {
            if node.place != Placement::Beside || place != Placement::Flow {
                node.place = place;
            }
            if slot.presence != Presence::Once && node.presence == Presence::Once {
                node.presence = slot.presence.clone();
            }
        });
        node
    };
    let mut nodes: Vec<Node> = nodes.into_iter().enumerate().map(placed).collect();
    if slot.kind == SlotKind::GetHelp {
        placed_at_head(&mut nodes, slot.place);
    }
    nodes
}

struct Composer<'a> {
    job: &'a Job<'a>,
    fit: Fit,
    facts: Option<&'a Facts>,
    credits: &'a Credits,
    strip: &'a Strip,
    sources: &'a SourceNumbers,
    /// The addresses of the links of the text.
    links: Vec<&'a str>,
}

impl Composer<'_> {
    /// What fills a slot; `before` are those before it. Panels hold what would flow over them.
    fn nodes(&self, slot: &Slot, before: &[Filled]) -> Vec<Node> {
        let flows = !self.job.has_panels() || !ON_PANELS.contains(&slot.kind);
        if flows { self.fill(slot.kind, before) } else { Vec::new() }
    }

    fn fill(&self, kind: SlotKind, before: &[Filled]) -> Vec<Node> {
        let (job, head) = (self.job, &self.job.text.head);
        let line =
            |path: &str, origin, words: String| vec![Node::plain(LeafPath::root(path), Role::Line, origin, words)];
        let text =
            |path: &str, words: &str| vec![Node::plain(LeafPath::root(path), Role::Paragraph, Origin::Text, words)];
        let within = |root: &str, step: &str| LeafPath::root(root).join(step);
        let one = |path, role, origin, words: String| vec![Node::plain(path, role, origin, words)];
        match kind {
            SlotKind::ClinicName => vec![around::clinic_name(job)],
            SlotKind::ClinicLine => vec![around::clinic_line(job)],
            SlotKind::ClinicImprint => vec![around::clinic_imprint(job)],
            SlotKind::ClinicCall => around::clinic_call(job),
            SlotKind::Audience => line("audience", Origin::Text, head.audience.clone()),
            SlotKind::ReadingTime => {
                let words = format!("{} {}", job.text.read_minutes(), job.strings.get("minute_read"));
                line("read", Origin::Computed, words)
            }
            SlotKind::Medium => vec![around::medium(job)],
            SlotKind::Title => one(LeafPath::root("title"), Role::Title, Origin::Text, head.title.clone()),
            SlotKind::Summary => text("summary", &head.summary),
            SlotKind::CoverWarning => self.cover_warning(),
            SlotKind::CoverPicture => self.guide(|guide| self.cover_picture(guide)),
            SlotKind::Calls => self.entries(|d| d.lines),
            SlotKind::GetHelp => self.get_help(),
            SlotKind::GetHelpFirst => help(job, self.facts).into_iter().take(1).collect(),
            SlotKind::GetHelpNext => help(job, self.facts).into_iter().skip(1).take(1).collect(),
            SlotKind::FirstAid => self.entries(|d| d.first_aid),
            SlotKind::FirstSteps => self.entries(|d| d.steps),
            SlotKind::Signs => self.entries(|d| d.signs),
            SlotKind::FirstCall => self.entries(|d| d.lines.get(..1).unwrap_or_default()),
            SlotKind::OtherCalls => self.entries(|d| d.lines.get(1..).unwrap_or_default()),
            SlotKind::MainMessage => {
                head.main_message.as_deref().map_or_else(Vec::new, |message| text("main_message", message))
            }
            SlotKind::Introduction => {
                self.guide(|guide| self.rich().blocks(&LeafPath::root("introduction"), &guide.introduction))
            }
            SlotKind::Sections => self.guide(|guide| guide.sections.iter().map(|s| self.section(s)).collect()),
            SlotKind::Panels => {
                self.guide(|guide| panel_nodes(guide, &job.text.figures, &|kind| self.fill(kind, before)))
            }
            SlotKind::Questions => self.guide(|guide| self.questions(guide)),
            SlotKind::Safety => self.safety(),
            SlotKind::Worksheets => self.guide(|guide| self.worksheets(guide)),
            SlotKind::Parts => self.parts(),
            SlotKind::References => self.references(),
            SlotKind::ExtraSpace => self.extra_space(),
            SlotKind::Contents => self.contents(before),
            SlotKind::Credits => self.strip.nodes(),
            SlotKind::Notes => {
                one(LeafPath::root("notes").heading(), Role::Line, Origin::Label, job.strings.get("notes").to_owned())
            }
            SlotKind::ImprintId => vec![around::id_line(job, "credits")],
            SlotKind::FooterId => vec![around::id_line(job, "footer")],
            SlotKind::ImprintReview => {
                one(within("credits", "review"), Role::Claim, Origin::Program, imprint(job, self.credits))
            }
            SlotKind::FooterReview => {
                let words = job.sheet.map_or(self.credits.footer.as_str(), |sheet| sheet.footer);
                one(within("footer", "review"), Role::Claim, Origin::Program, words.to_owned())
            }
            SlotKind::FooterPage => vec![around::page_number(job.strings)],
            SlotKind::FooterYours => {
                one(within("footer", "yours"), Role::Line, Origin::Label, job.strings.get("yours").to_owned())
            }
            SlotKind::FooterDanger => self.footer_danger(),
            SlotKind::Banner => around::banner(job).into_iter().collect(),
            SlotKind::RunningTitle => one(within("header", "title"), Role::Line, Origin::Text, head.title.clone()),
        }
    }

    /// The worksheets that go with a guide.
    fn worksheets(&self, guide: &Guide) -> Vec<Node> {
        let titles: Vec<&str> = guide.worksheets.iter().map(|w| w.title.as_str()).collect();
        let path = LeafPath::root("worksheets");
        let node = Node::plain(path, Role::Paragraph, Origin::Text, titles.join(" · "));
        self.headed("worksheets", "worksheets", vec![node], !titles.is_empty())
    }

    /// The emergency line at the foot of worksheets.
    fn footer_danger(&self) -> Vec<Node> {
        let path = LeafPath::root("footer").join("danger");
        let node = |danger| Node::plain(path, Role::Line, Origin::Facts, danger);
        let present = |node: Node| node.present(Presence::WithParts(self.warned_parts()));
        self.danger().map(node).map(present).into_iter().collect()
    }

    /// When to get help, and whom to call.
    fn get_help(&self) -> Vec<Node> {
        let rows = help(self.job, self.facts);
        let there = !rows.is_empty();
        self.headed("help", "help", rows, there)
    }

    /// That it may be an emergency, and where the numbers to call stand.
    fn cover_warning(&self) -> Vec<Node> {
        let path = LeafPath::root("cover");
        let own = self.danger_lines();
        let (mut lines, label) =
            if own.is_empty() { (warning(self.job.text, self.facts), "on_flap") } else { (own, "on_back") };
        if lines.is_empty() {
            return Vec::new();
        }
        // A booklet says it in one line at its foot.
        if self.job.product == Product::Booklet {
            lines.truncate(1);
        }
        let mut places = vec![self.job.strings.get(label)];
        if label == "on_back" && !self.entries(|topic| topic.first_aid).is_empty() {
            places.insert(0, self.job.strings.get("steps_inside"));
        }
        vec![
            Node::plain(path.join("danger"), Role::Line, Origin::Facts, lines.join(" ")),
            Node::plain(path.join("back"), Role::Line, Origin::Computed, places.join(". ")),
        ]
    }

    /// The picture of the cover.
    fn cover_picture(&self, guide: &Guide) -> Vec<Node> {
        let figure = guide.cover.as_ref().and_then(|id| self.job.text.figures.iter().find(|f| f.id == *id));
        let path = LeafPath::root("cover").join("figure");
        let picture = |figure: &Arc<Figure>| Node::group(path, Role::Figure(figure.clone()), Origin::Text, Vec::new());
        figure.map(picture).into_iter().collect()
    }

    /// The page for what did not fit.
    fn extra_space(&self) -> Vec<Node> {
        let path = LeafPath::root("extra");
        let said = |path, role, key| Node::plain(path, role, Origin::Label, self.job.strings.get(key));
        vec![said(path.heading(), Role::Heading, "extra"), said(path.join("help"), Role::Help, "extra_help")]
    }

    fn rich(&self) -> Rich<'_> {
        let Job { clinic, strings, text, .. } = self.job;
        let lang = text.head.lang.as_str();
        Rich {
            facts: self.facts,
            sources: self.sources,
            clinic,
            strings,
            lang,
            figures: &text.figures,
            on_paper: !self.job.product.fillable(),
            links: &self.links,
            columns: columns(self.job.product),
            origin: Origin::Text,
        }
    }

    fn guide(&self, fill: impl Fn(&Guide) -> Vec<Node>) -> Vec<Node> {
        match &self.job.text.body {
            Body::Guide(guide) => fill(guide),
            Body::Worksheet(_) => Vec::new(),
        }
    }

    /// Nodes under a heading that is a label; nothing at all unless `there`.
    fn headed(&self, path: &str, label: &str, nodes: Vec<Node>, there: bool) -> Vec<Node> {
        if !there {
            return Vec::new();
        }
        let words = self.job.strings.get(label);
        let heading = Node::plain(LeafPath::root(path).heading(), Role::Heading, Origin::Label, words);
        std::iter::once(heading).chain(nodes).collect()
    }

    /// What the text has of the emergency box.
    fn emergency(&self) -> EmergencyBox {
        if self.job.text.head.topics.is_empty() {
            return EmergencyBox::None;
        }
        let short = self.demanded(|d| d.lines).iter().all(|fact| fact.shorter.is_some());
        if short { EmergencyBox::Short } else { EmergencyBox::Whole }
    }

    /// The facts that the topics demand for some purpose, in order.
    fn demanded(&self, pick: fn(Demands) -> &'static [&'static str]) -> Vec<&Fact> {
        let ids = self.job.text.head.topics.iter().flat_map(|t| pick(t.demands()));
        ids.filter_map(|id| self.facts?.get(id)).collect()
    }

    /// What the emergency line says, fact by fact.
    fn danger_lines(&self) -> Vec<&str> {
        self.demanded(|d| d.emergency_line).iter().filter_map(|f| f.line.as_deref()).collect()
    }

    /// The emergency line.
    fn danger(&self) -> Option<String> {
        Some(self.danger_lines().join(" ")).filter(|line| !line.is_empty())
    }

    /// Entries of the emergency box.
    fn entries(&self, pick: fn(Demands) -> &'static [&'static str]) -> Vec<Node> {
        let Some(facts) = self.facts else { return Vec::new() };
        let form = fact_form(self.job.product);
        self.demanded(pick).into_iter().map(|fact| entry(facts, fact, form)).collect()
    }

    fn section(&self, section: &Section) -> Node {
        let path = LeafPath::section(&section.id);
        let heading = Node::plain(path.heading(), Role::Heading, Origin::Text, section.heading.clone());
        let mut children = vec![heading];
        if self.fit.whole {
            let blocks = self.rich().blocks(&path.join("body"), &section.body);
            let text = section.text_length();
            children.extend(blocks.into_iter().enumerate().map(|(i, block)| {
                // Boxes at its end may stand beside it.
                if i < text { block } else { block.placed(Placement::Beside) }
            }));
        } else {
            let words = self.rich().spans(&with_numbers(&section.brief));
            children.push(Node::words(path.join("brief"), Role::Paragraph, Origin::Text, words));
        }
        Node::group(path, Role::Section, Origin::Text, children)
    }

    fn questions(&self, guide: &Guide) -> Vec<Node> {
        let asked = |q: &crate::model::text::Question| {
            let path = LeafPath::question(&q.id);
            let question = Node::plain(path.join("question"), Role::Question, Origin::Text, q.question.clone());
            let answer = self.rich().blocks(&path.join("answer"), &q.answer);
            let children = std::iter::once(question).chain(answer).collect();
            Node::group(path, Role::Answered, Origin::Text, children)
        };
        self.headed("faq", "questions", guide.faq.iter().map(asked).collect(), !guide.faq.is_empty())
    }

    fn safety(&self) -> Vec<Node> {
        let facts = safety::printed(self.job, self.fit);
        let nodes = facts.iter().map(|fact| self.rich().fact(LeafPath::safety(&fact.id), fact)).collect();
        self.headed("safety", "safety", nodes, !facts.is_empty())
    }

    fn parts(&self) -> Vec<Node> {
        let Body::Worksheet(sheet) = &self.job.text.body else { return Vec::new() };
        let (strings, lang) = (self.job.strings, self.job.text.head.lang.as_str());
        WorksheetComposer { rich: self.rich(), strings, lang, fillable: self.job.product.fillable() }.parts(sheet)
    }

    /// The parts on whose pages the emergency line stands.
    fn warned_parts(&self) -> Vec<LeafPath> {
        let Body::Worksheet(sheet) = &self.job.text.body else { return Vec::new() };
        sheet.parts.iter().filter(|part| part.danger_line).map(|part| LeafPath::part(&part.id)).collect()
    }

    fn references(&self) -> Vec<Node> {
        let (references, seen) = (&self.job.text.references, self.job.strings.get("seen"));
        let lang = &self.job.text.head.lang;
        let nodes = self.sources.order.iter().enumerate().map(|(i, place)| {
            let reference = &references[*place];
            let short = self.job.product == Product::Trifold;
            let words = if short { short_source(reference) } else { source(reference, seen, lang) };
            let mark = self.sources.cited.then(|| mark(Some(1), i));
            Node { mark, ..Node::words(source_path(i), Role::Reference, Origin::Computed, words) }
        });
        self.headed("references", "sources", nodes.collect(), !references.is_empty())
    }

    /// The headings of the body with their pages.
    fn contents(&self, before: &[Filled]) -> Vec<Node> {
        let headings = |kinds: &[SlotKind], role: &Role| {
            let mut found = Vec::new();
            for node in before.iter().filter(|filled| kinds.contains(&filled.kind)).flat_map(|filled| &filled.nodes) {
                node.each(&mut |node| found.extend((node.role == *role).then(|| node.clone())));
            }
            found
        };
        // What may be needed at once comes first.
        let steps = headings(&[SlotKind::FirstAid], &Role::BoxTitle);
        let named = [SlotKind::Sections, SlotKind::Questions, SlotKind::Safety, SlotKind::Worksheets];
        let text = headings(&named, &Role::Heading);
        let there = text.len() >= FEWEST_CONTENTS;
        let entries = steps.into_iter().chain(text).flat_map(|node| {
            let path = LeafPath::contents(&node.path);
            let page = vec![Span::PageOf(node.path)];
            let words = Node::words(path.clone(), Role::Line, node.origin, node.words);
            [words, Node::words(path.join("page"), Role::Line, Origin::Computed, page)]
        });
        self.headed("contents", "contents", entries.collect(), there)
    }
}

/// Fewer headings than these need no contents.
const FEWEST_CONTENTS: usize = 5;

/// The most columns of a table for which a product has room.
fn columns(product: Product) -> usize {
    match product {
        Product::Leaflet | Product::Worksheet | Product::WorksheetPaper => 5,
        Product::LargePrint | Product::Booklet => 3,
        Product::Trifold | Product::Card => 0,
    }
}
