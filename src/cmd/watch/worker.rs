//! The process that sets pages: it reads a question a line, and writes an answer a line. A layout may never end; whoever
//! asks ends this process then, and begins another one.

use std::io::{BufRead, Write};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::answer::{Drawn, LOADED, ListedView, MadePages, Review, Said, SeenAnswer, ViewQuestion};
use crate::audit::Sight;
use crate::cli::exit::Exit;
use crate::cli::options::{Global, leave, today};
use crate::cmd::design::design_of;
use crate::diag::{Files, Finding, Severity, Sink, line_place};
use crate::document::Job;
use crate::engine::Base;
use crate::engine::fonts::Fonts;
use crate::job::{self, Plan, SeenPage, Selection, Shared, Stopwatch};
use crate::model::Product;
use crate::project::Tree;
use crate::record::digest_of;
use crate::review::digest::Digest;
use crate::review::statuses::ReviewStatuses;

/// What outlives a question: as long as the files of the design are the same, Typst knows them.
struct Kept {
    design: String,
    fonts: Fonts,
    base: Base,
}

/// Answers questions until there are no more, or nobody reads the answers.
pub(super) fn serve(global: &Global, selection: &Selection, day: Option<NaiveDate>) -> Exit {
    let (send, questions) = std::sync::mpsc::channel();
    // Whoever asks may be gone while pages are set that never end: so this is seen beside it.
    std::thread::spawn(move || {
        let lines = std::io::stdin().lock().lines();
        lines.map_while(Result::ok).take_while(|line| send.send(line.clone()).is_ok()).for_each(drop);
        leave();
    });
    let mut kept = None;
    for line in questions {
        let Ok(question) = serde_json::from_str(&line) else { break };
        let answer = answer(global, selection, day.unwrap_or_else(today), &question, &mut kept);
        let mut out = std::io::stdout().lock();
        let text = serde_json::to_string(&answer).unwrap_or_default();
        if writeln!(out, "{text}").and_then(|()| out.flush()).is_err() {
            // Whoever asked is gone.
            break;
        }
    }
    Exit::Done
}

fn answer(
    global: &Global,
    selection: &Selection,
    today: NaiveDate,
    question: &ViewQuestion,
    kept: &mut Option<Kept>,
) -> SeenAnswer {
    let mut answer = SeenAnswer { turn: question.turn, view: question.view.clone(), ..SeenAnswer::default() };
    let tree = match Tree::read(&global.root) {
        Ok(tree) => tree,
        Err(error) => {
            answer.findings = vec![unread(&error)];
            answer.errors = 1;
            return answer;
        }
    };
    let design = design_digest(&tree);
    let kept = match kept.take().filter(|kept| kept.design == design) {
        Some(same) => kept.insert(same),
        None => {
            let fonts = Fonts::load(&tree);
            kept.insert(Kept { design, base: Base::new(&tree, fonts.clone()), fonts })
        }
    };
    let mut sink = Sink::default();
    let (mut project, sources) = job::load(&tree, &kept.fonts, today, &mut sink);
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{LOADED}").and_then(|()| out.flush());
    drop(out);
    if let Some(project) = &mut project {
        // What is withdrawn is still written at.
        project.makes_withdrawn = true;
        let project = &*project;
        let reviews = ReviewStatuses::of(project, today);
        let plan = job::plan(project, &reviews, &mut sink);
        let wanted = plan.select(selection);
        answer.documents = wanted.jobs.iter().map(listed).collect();
        if let Some(job) = chosen(&wanted, &question.view) {
            answer.view = job.stem();
            job.text.head.title.clone_into(&mut answer.title);
            job.text.head.lang.clone_into(&mut answer.lang);
            answer.review = Some(review(job));
            let sight = if design_of(&tree, project, today).is_some() { Sight::Pixels } else { Sight::Frames };
            let stopwatch = &Stopwatch::stopped();
            let asked = [job.product];
            let shared = Shared { base: &kept.base, sources: &sources, asked: &asked, sight, stopwatch };
            let drawn = |page: Vec<SeenPage>| page.into_par_iter().map(|page| drawn(page, &question.known)).collect();
            answer.made = job::view(job, &shared, &mut sink)
                .map(|view| MadePages { pages: drawn(view.pages), sheets: drawn(view.sheets) });
        }
    }
    let mut findings = sink.into_sorted();
    // What stands in its own files comes first.
    let folder = question_folder(&answer.view);
    findings.sort_by_key(|found| {
        let own = found.place.as_ref().is_some_and(|place| !folder.is_empty() && place.file.contains(&folder));
        (!own, found.severity)
    });
    answer.errors = findings.iter().filter(|found| found.severity == Severity::Error).count();
    answer.findings = findings.iter().map(|found| said(found, sources.files())).collect();
    answer
}

/// The job that is looked at: the one that is named, or the first; a name that is no longer there shows nothing.
fn chosen<'p, 'a>(plan: &'p Plan<'a>, view: &str) -> Option<&'p Job<'a>> {
    if view.is_empty() {
        let rank = |job: &&Job| Product::ALL.iter().position(|product| *product == job.product);
        return plan.jobs.iter().min_by_key(rank);
    }
    plan.jobs.iter().find(|job| job.stem() == view)
}

/// `/id/` of a stem `clinic/id.lang-product-paper`: its files are in such a folder.
fn question_folder(stem: &str) -> String {
    let id = stem.split_once('/').and_then(|(_, rest)| rest.split_once('.'));
    id.map_or_else(String::new, |(id, _)| format!("/{id}/"))
}

fn design_digest(tree: &Tree) -> String {
    let files = ["layouts/", "fonts/"].into_iter().flat_map(|folder| tree.below(folder));
    let digests = files.map(|(path, file)| {
        let digest = file.sha256.map_or_else(|| Digest::of(&file.bytes), Digest::from);
        format!("{path} {}\n", digest.as_str())
    });
    digest_of(&digests.collect::<String>())
}

fn listed(job: &Job) -> ListedView {
    let head = &job.text.head;
    let label = format!(
        "{} ({}) · {} · {} · {}",
        head.title,
        head.lang,
        job.product.as_str(),
        job.paper.as_str(),
        job.clinic.id
    );
    ListedView { stem: job.stem(), label }
}

fn drawn(SeenPage { drawing, words }: SeenPage, known: &[String]) -> Drawn {
    let digest = digest_of(&drawing);
    let drawing = (!known.contains(&digest)).then_some(drawing);
    Drawn { digest, drawing, words }
}

/// The state that a document would print, and why.
fn review(job: &Job) -> Review {
    let facts = job.facts.as_ref().map(|(_, facts)| facts.as_ref());
    let worse = facts.filter(|facts| facts.state > job.text_review.state);
    let reason = worse
        .map_or_else(|| job.text_review.reason.clone(), |facts| format!("the facts that it prints: {}", facts.reason));
    Review { state: job.state().as_str().to_owned(), reason }
}

fn said(found: &Finding, files: &Files) -> Said {
    let line = line_place(found, files);
    let file = found.place.as_ref().map(|place| &place.file);
    let place = file.map(|file| match &line {
        Some(line) => format!("{file}:{}:{}", line.line, line.column),
        None => file.clone(),
    });
    let excerpt = file.zip(line).and_then(|(file, line)| files.get(file)?.lines().nth(line.line - 1));
    Said {
        severity: found.severity.as_str().to_owned(),
        code: found.code.as_str().to_owned(),
        message: found.message.clone(),
        place,
        excerpt: excerpt.map(|line| line.trim().to_owned()),
        hints: found.hints.clone(),
    }
}

/// A project that cannot be read.
fn unread(error: &std::io::Error) -> Said {
    Said {
        severity: Severity::Error.as_str().to_owned(),
        code: "unreadable-file".to_owned(),
        message: error.to_string(),
        place: None,
        excerpt: None,
        hints: Vec::new(),
    }
}
