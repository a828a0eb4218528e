//! Slips that came back from places: what became of the copies of a withdrawn text.

use std::path::Path;

use chrono::NaiveDate;

use super::came_back::CameBack;
use super::load::load;
use super::notices::{mark_of, slip_file};
use super::packet_reply::{one_line, refused};
use super::text_record::TextRecord;
use super::withdraw::{add_missing, mark_file, read_marks};
use crate::cli::exit::Failure;
use crate::cli::options::Global;
use crate::diag::{Finding, Severity, Sink};
use crate::model::{FoundCopies, PlaceAnswer, SlipInfo, Withdrawal, date};
use crate::output;

/// Where slips are taken, while nobody else writes records.
pub(super) struct SlipDesk<'a> {
    /// The folder of the records.
    pub(super) reviews: &'a Path,
    pub(super) today: NaiveDate,
    pub(super) global: &'a Global,
}

/// What to do about a slip that cannot be taken.
const AGAIN: &str = "make the notices again with `handout withdraw ID --notices`, and ask again; nothing was recorded";

impl SlipDesk<'_> {
    /// Takes an answer; what there is to say of it comes back.
    pub(super) fn take(
        &self,
        back: &CameBack,
        info: &SlipInfo,
        bytes: &[u8],
        sink: &mut Sink,
    ) -> Result<Vec<String>, Failure> {
        let known = std::fs::read(slip_file(self.reviews, info)).ok();
        let known = known.and_then(|bytes| serde_json::from_slice::<SlipInfo>(&bytes).ok());
        if known.as_ref() != Some(info) {
            let what = format!("this project did not make this slip, which {} sent on {}", info.publisher, info.asked);
            sink.push(refused(&back.name, what, "import it where it was made"));
            return Ok(Vec::new());
        }
        let Some(answer) = self.answer(back, info, sink) else { return Ok(Vec::new()) };
        // One answer after the other goes into the record, which is read anew for each.
        let Some(project) = load(self.global, self.today)?.project else { return Ok(Vec::new()) };
        let mut records = Vec::new();
        let mut is_new = false;
        for lang in &info.langs {
            let mut record = TextRecord::of(&project, self.reviews, &info.text, lang, self.global)?;
            add_missing(&mut record, &read_marks(&mark_file(self.reviews, &info.text, lang))?);
            // Also where it was taken back since: copies of it may lie there all the same.
            let is_own = |own: &&mut Withdrawal| own.on == info.withdrawn && mark_of(own) == info.withdrawal;
            let own = record.reviews.withdrawals.iter_mut().rfind(is_own);
            let Some(own) = own else {
                let what = format!("the record of `{}` ({lang}) has no withdrawal of {}", info.text, info.withdrawn);
                sink.push(refused(&back.name, what, "`handout history ID` tells what happened; nothing was recorded"));
                return Ok(Vec::new());
            };
            if own.answers.iter().all(|known| known.evidence != answer.evidence || known.place != answer.place) {
                own.answers.push(answer.clone());
                is_new = true;
            }
            records.push(record);
        }
        if !is_new {
            let again = refused(&back.name, "this very slip was imported already", "nothing is to be done");
            sink.push(Finding { severity: Severity::Warning, ..again });
            return Ok(Vec::new());
        }
        let evidence = self.reviews.join("evidence").join(format!("{}.pdf", back.digest));
        output::write(&evidence, bytes).map_err(|e| Failure::unwritten(evidence.display(), &e))?;
        records.iter().try_for_each(TextRecord::write)?;
        if let Some(unsure) = &back.unsure {
            let what = format!("{unsure}: the answer is recorded, and does not count as cleared");
            let found = refused(&back.name, what, "look at the slip itself");
            sink.push(Finding { severity: Severity::Warning, ..found });
        }
        let place = project.settings.places.iter().find(|place| place.id == info.place);
        let place = place.map_or(info.place.as_str(), |place| place.name.as_str());
        let text = format!("`{}` ({})", info.text, info.langs.join(", "));
        let words = answer.words.as_ref().map_or_else(String::new, |words| format!(": “{words}”"));
        let said = format!("recorded: {place} answered about {text}: {}{words}", answer.copies.said());
        let ask = "find out which copies are left, and ask the place to answer again".to_owned();
        Ok(if answer.copies.are_gone() { vec![said] } else { vec![said, ask] })
    }

    /// What a slip says, where it says enough.
    fn answer(&self, back: &CameBack, info: &SlipInfo, sink: &mut Sink) -> Option<PlaceAnswer> {
        let word = |field: &str| {
            let words = back.values.get(&format!("answer.{field}"))?.as_str()?;
            Some(one_line(words)).filter(|words| !words.is_empty())
        };
        let copies = word("copies").and_then(|id| FoundCopies::ALL.iter().find(|(own, _)| *own == id));
        let (Some((_, copies)), Some(by), Some(day)) = (copies, word("name"), word("date")) else {
            let lacks = [
                (copies.is_none(), "what became of the copies"),
                (word("name").is_none(), "who answered"),
                (word("date").is_none(), "on which day"),
            ];
            let lacks: Vec<&str> = lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
            let what = format!("the slip of the place `{}` does not say {}", info.place, lacks.join(", "));
            sink.push(refused(&back.name, what, "ask the place; nothing was recorded"));
            return None;
        };
        let on = date::parse(&day).filter(|day| *day <= self.today);
        let Some(on) = on.filter(|day| date::parse(&info.asked).is_none_or(|asked| asked <= *day)) else {
            let what = format!("the slip is dated {day}, and was made on {}; today is {}", info.asked, self.today);
            sink.push(refused(&back.name, what, AGAIN));
            return None;
        };
        // What stands beside the boxes may say otherwise than they do.
        let copies = if back.unsure.is_some() { FoundCopies::Left } else { *copies };
        let words: Vec<String> = word("words").into_iter().chain(back.unsure.clone()).collect();
        let words = Some(words.join("; ")).filter(|words| !words.trim().is_empty());
        let (place, evidence) = (info.place.clone(), back.digest.clone());
        Some(PlaceAnswer { place, copies, count: word("count"), words, by, on: on.to_string(), evidence })
    }
}
