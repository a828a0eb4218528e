//! `handout proof`: what staff look at before a pile is printed, and blank sheets to fold.

use std::path::PathBuf;

use super::design::design_of;
use super::exit;
use super::guard::Guard;
use super::load::{Loaded, load};
use super::names::check_names;
use super::places::resolve;
use crate::audit::Sight;
use crate::cli::args::ProofArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, today};
use crate::cli::terminal::Terminal;
use crate::engine::Base;
use crate::engine::fonts::Fonts;
use crate::job::{self, Selection, Shared, Stopwatch};
use crate::manifest::FolderKind;
use crate::model::settings::millimetres;
use crate::output;
use crate::project::Tree;
use crate::review::state::State;
use crate::review::statuses::ReviewStatuses;

/// Makes a proof, or blank sheets to fold, of each document that was asked for.
///
/// # Errors
/// Where the project cannot be read, has no such document, or the folder cannot be written.
pub fn run(global: &Global, args: &ProofArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    if !args.product.has_sheets() {
        return Err(format!("a {} is neither folded nor cut: print its PDF as it is", args.product.as_str()).into());
    }
    let today = args.today.unwrap_or_else(today);
    let Loaded { tree, sources, project, mut sink, fonts } = load(global, today)?;
    let Some(mut project) = project else {
        terminal.findings(&sink.into_sorted(), sources.files());
        return Ok(Exit::Usage);
    };
    if let Some(thickness) = args.thickness {
        project.settings.thickness = millimetres(thickness);
    }
    Guard::new(FolderKind::Drafts, global).admit(&resolve(&global.here.join(&args.out)))?;
    let selection = Selection {
        ids: vec![args.id.clone()],
        langs: args.lang.clone(),
        products: vec![args.product],
        clinics: args.clinic.clone(),
        papers: args.paper.clone(),
    };
    check_names(&project, &selection)?;
    let plan = job::plan(&project, &ReviewStatuses::of(&project, today), &mut sink).select(&selection);
    if let Some(blocked) = plan.blocked.iter().find(|b| b.is_withdrawn).filter(|_| plan.jobs.is_empty()) {
        return Err(format!("`{}` ({}) is {}", args.id, blocked.lang, blocked.reason).into());
    }
    if plan.jobs.is_empty() && plan.blocked.is_empty() {
        return Err(format!("the project makes no {} of `{}`", args.product.as_str(), args.id).into());
    }
    let base = Base::new(&tree, fonts);
    // What a proof says comes with the program: nothing audits it.
    let own = Base::new(&Tree::defaults(), Fonts::load(&tree));
    let sight = if design_of(&tree, &project, today).is_some() { Sight::Pixels } else { Sight::Frames };
    let stopwatch = &Stopwatch::stopped();
    let shared = Shared { base: &base, sources: &sources, asked: &[args.product], sight, stopwatch };
    let name = if args.dummy { "dummy" } else { "proof" };
    let mut written = Vec::new();
    for job in &plan.jobs {
        let Some(proof) = job::proof(job, &shared, &own, args.dummy, &mut sink) else { continue };
        let stem = job.stem();
        let mark = if job.state() == State::Current { "" } else { "-DRAFT" };
        let path = args.out.join(format!("{stem}-{name}{mark}.pdf"));
        output::write(&path, &proof.bytes).map_err(|e| Failure::unwritten(path.display(), &e))?;
        written.push(path);
    }
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    written.iter().for_each(|path: &PathBuf| terminal.say(&format!("wrote {}", global.shown(path))));
    Ok(exit(&findings))
}
