//! The tables of what is folded or cut into panels and cards, whose pages are fixed in number.

use super::expect::{Table, Where};
use crate::engine::Lines;
use crate::impose::order::Panel;
use crate::job::{Fit, Job};
use crate::model::text::Body;
use crate::review::credit::Credits;

/// On the page of a panel.
fn on(panel: Panel) -> Where {
    Where::Pages(panel.page(), panel.page())
}

impl Table<'_> {
    /// Six panels: a cover that says where the numbers to call stand, a flap with signs and first steps, three inner
    /// panels, a back with the numbers, the credits and the clinic.
    pub(super) fn trifold(&mut self, job: &Job, lines: &Lines, credits: &Credits, fit: Fit) {
        let (facts, head) = (self.facts, &job.text.head);
        let (cover, flap, back) = (on(Panel::Cover), on(Panel::Flap), on(Panel::Back));
        let inner = Where::Pages(Panel::InnerFirst.page(), Panel::InnerLast.page());
        self.push("clinic.name", &job.clinic.name, cover);
        self.push("title", &head.title, cover);
        self.push("summary", &head.summary, cover);
        self.push("audience", &head.audience, cover);
        if let Some(read) = &lines.read {
            self.push("read", read, cover);
        }
        if let Some(danger) = &lines.danger {
            self.push("cover.danger", danger, cover);
            self.push("cover.back", job.strings.get("on_back"), cover);
        }
        let entries = |ids: fn(crate::model::topic::Demands) -> &'static [&'static str]| {
            let ids = head.topics.iter().flat_map(move |t| ids(t.demands()));
            ids.filter_map(move |id| facts?.get(id)).collect::<Vec<_>>()
        };
        for fact in entries(|d| d.first_aid) {
            self.entry(fact, flap);
        }
        if let Some(titles) = &lines.worksheets {
            self.push("worksheets.heading", job.strings.get("worksheets"), flap);
            self.push("worksheets", titles, flap);
        }
        let from = self.out.flow.len();
        if let Some(message) = &head.main_message {
            self.push("main_message", message, inner);
        }
        if let Body::Guide(guide) = &job.text.body {
            self.blocks("introduction", &guide.introduction);
            for section in &guide.sections {
                self.push(&format!("sections.{}.heading", section.id), &section.heading, inner);
                if fit.whole {
                    self.blocks(&format!("sections.{}.body", section.id), &section.body);
                } else {
                    self.push(&format!("sections.{}.brief", section.id), &section.brief, inner);
                }
            }
            if !guide.faq.is_empty() {
                self.push("faq.heading", job.strings.get("questions"), inner);
            }
            for question in &guide.faq {
                let path = format!("faq.{}", question.id);
                self.push(&format!("{path}.question"), &question.question, inner);
                self.blocks(&format!("{path}.answer"), &question.answer);
            }
            if let Some(facts) = facts.filter(|_| fit.facts) {
                let ids = crate::engine::data::safety(job, guide, facts, fit);
                if !ids.is_empty() {
                    self.push("safety.heading", job.strings.get("safety"), inner);
                }
                ids.iter().for_each(|id| self.fact(&format!("safety.{id}"), id));
            }
        }
        self.references(job, lines, inner);
        self.out.flow[from..].iter_mut().for_each(|expected| expected.place = inner);
        for fact in entries(|d| d.lines) {
            self.entry(fact, back);
        }
        self.credits(lines, credits);
        self.push("clinic.line", &lines.clinic, back);
        self.end(lines, credits, back);
        self.out.count = Some(Panel::ALL.len());
    }

    /// A card: numbers to call on its front, first steps on its back.
    pub(super) fn card(&mut self, job: &Job, lines: &Lines, credits: &Credits) {
        let (front, back) = (Where::Pages(0, 0), Where::Pages(1, 1));
        let Some(facts) = self.facts else { return };
        let demands = || job.text.head.topics.iter().map(|t| t.demands());
        for fact in demands().flat_map(|d| d.lines).filter_map(|id| facts.get(id)) {
            self.entry(fact, front);
        }
        self.push("clinic.name", &job.clinic.name, front);
        for fact in demands().flat_map(|d| d.steps).filter_map(|id| facts.get(id)) {
            self.entry(fact, back);
        }
        self.end(lines, credits, back);
        self.out.count = Some(2);
    }

    /// What stands in footers elsewhere stands once, at the end.
    fn end(&mut self, lines: &Lines, credits: &Credits, place: Where) {
        self.push("credits.id", &lines.footer_id, place);
        self.push("credits.review", &credits.footer, place);
        self.out.review_paths.push("credits.review".to_owned());
    }
}
