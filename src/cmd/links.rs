//! `handout check --links`: whether the addresses in the sources still lead somewhere.

use std::time::Duration;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::advice::{check_wanted, exit_after, is_wanted, own_texts};
use super::load::{Loaded, load};
use crate::cli::args::CheckArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::{Global, proxy, today};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::links::{Address, AddressPlace, AskOptions, Asker, Judgement, LinkAnswer, ask_all, collect};
use crate::source::Sources;
use crate::source::load::clinic_files;

/// Asks for every address of what was asked for.
///
/// # Errors
/// Where the project cannot be read, has no such text, or nothing at all can be reached.
pub(super) fn check_links(global: &Global, args: &CheckArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let day = args.what.today.unwrap_or_else(today);
    let Loaded { tree, sources, project, mut sink, .. } = load(global, day)?;
    let Some(project) = project else {
        terminal.findings(&sink.into_sorted(), sources.files());
        return Ok(Exit::Usage);
    };
    let wanted = args.what.documents.selection();
    let files = own_texts(&sources, &tree);
    check_wanted(&project, &files, &wanted)?;
    let texts =
        files.iter().filter(|file| is_wanted(file, &wanted)).map(|file| (file.path, file.source, file.root, file.rich));
    let clinics = clinic_files(&sources).into_iter().filter(|_| wanted.is_all());
    let clinics = clinics.map(|(path, source, root)| (path, source, root, &[][..]));
    let addresses = collect(texts.chain(clinics));
    let options = AskOptions { timeout: Duration::from_secs(args.timeout.into()), proxy: proxy() };
    let asker = Asker::new(&options)?;
    let bar = terminal.progress(addresses.len());
    let names: Vec<&str> = addresses.iter().map(|(address, _)| address.as_str()).collect();
    let answers = ask_all(&names, &asker, &|| bar.step());
    bar.finish();
    let mut asked: Vec<(&Address, LinkAnswer)> = addresses.iter().zip(answers).collect();
    let unreached = !asked.is_empty() && asked.iter().all(|(_, answer)| !answer.reached);
    if unreached {
        // Nothing is known of any of them.
        asked.iter_mut().for_each(|(_, answer)| answer.judgement = Judgement::Unjudged);
    } else {
        asked.iter().for_each(|((address, places), answer)| report(address, places, answer, &mut sink));
    }
    let findings = sink.into_sorted();
    terminal.findings(&findings, sources.files());
    terminal.table(&rows(&asked, &sources), "links", value(&asked, &sources, day));
    terminal.say(&summary(&asked, day));
    if unreached {
        let why = "nothing could be reached: look whether this machine is on the network, and whether it needs a proxy (HTTPS_PROXY)";
        return Err(Failure::environment(why));
    }
    Ok(exit_after(&findings, args.strict))
}

/// What is to be looked at, once for each place.
fn report(address: &str, places: &[AddressPlace], answer: &LinkAnswer, sink: &mut Sink) {
    let said = &answer.said;
    let finding = match &answer.judgement {
        Judgement::There => None,
        Judgement::Moved { to, front_page } => {
            let finding =
                Finding::new(Code::MovedLink, "this address has moved for good").hint(format!("write `{to}`"));
            Some(match front_page {
                true => finding.hint("that is the front page of the site: look whether the page is still there"),
                false => finding,
            })
        }
        Judgement::Dead => Some(
            Finding::new(Code::DeadLink, format!("this address leads nowhere ({said})"))
                .hint("look for the page by its title, and write where it is now; or take the address out"),
        ),
        Judgement::Unjudged => Some(
            Finding::new(Code::UnjudgedLink, format!("whether this address leads anywhere cannot be judged ({said})"))
                .hint("open it in a browser"),
        ),
    };
    let missing = answer.missing.as_ref().map(|place| {
        let what = format!("the page is there, and the place `#{place}` in it is not found");
        let finding = Finding::new(Code::DeadLink, what);
        Finding { severity: Severity::Hint, ..finding }
            .hint(format!("open `{address}` in a browser, and look where it begins"))
    });
    for finding in finding.into_iter().chain(missing) {
        sink.extend(places.iter().map(|place| finding.clone().at(&place.file, place.range.clone())));
    }
}

/// How an answer is said in a table.
fn said(answer: &LinkAnswer) -> String {
    match &answer.judgement {
        Judgement::There => answer.said.clone(),
        Judgement::Moved { to, .. } => format!("moved to {to}"),
        Judgement::Dead => format!("dead: {}", answer.said),
        Judgement::Unjudged => format!("not judged: {}", answer.said),
    }
}

/// The table for people, with its head: each address at each place.
fn rows(asked: &[(&Address, LinkAnswer)], sources: &Sources) -> Vec<Vec<String>> {
    let head = ["place", "address", "answer"].map(str::to_owned).to_vec();
    let row = |address: &str, place: &AddressPlace, answer: &LinkAnswer| {
        vec![shown(place, sources), address.to_owned(), said(answer)]
    };
    let rows = asked
        .iter()
        .flat_map(|((address, places), answer)| places.iter().map(move |place| (place, row(address, place, answer))));
    let mut rows: Vec<(&AddressPlace, Vec<String>)> = rows.collect();
    rows.sort_by_key(|(place, _)| (&place.file, place.range.start));
    std::iter::once(head).chain(rows.into_iter().map(|(_, row)| row)).collect()
}

fn line(place: &AddressPlace, sources: &Sources) -> Option<usize> {
    sources.line(&place.file, &(place.range.end..place.range.end))
}

/// "guides/naloxone-at-home/en.yaml:120".
fn shown(place: &AddressPlace, sources: &Sources) -> String {
    let file = place.file.strip_prefix("sources/").unwrap_or(&place.file);
    line(place, sources).map_or(file.to_owned(), |line| format!("{file}:{line}"))
}

fn value(asked: &[(&Address, LinkAnswer)], sources: &Sources, day: NaiveDate) -> Value {
    let one = |((address, places), answer): &(&Address, LinkAnswer)| {
        let moved = match &answer.judgement {
            Judgement::Moved { to, .. } => Some(to),
            Judgement::There | Judgement::Dead | Judgement::Unjudged => None,
        };
        let places = places.iter().map(|place| json!({"file": place.file, "line": line(place, sources)}));
        json!({
            "address": address,
            "answer": answer.judgement.as_str(),
            "said": answer.said,
            "status": answer.status,
            "moved_to": moved,
            "missing_place": answer.missing,
            "places": places.collect::<Vec<_>>(),
        })
    };
    json!({"asked": day.to_string(), "addresses": asked.iter().map(one).collect::<Vec<_>>()})
}

/// "asked for 12 addresses on 2026-11-30: 10 there, 1 moved, 1 dead, 0 not judged".
fn summary(asked: &[(&Address, LinkAnswer)], day: NaiveDate) -> String {
    let count = |word: &str| asked.iter().filter(|(_, answer)| answer.judgement.as_str() == word).count();
    let (there, moved, dead, unjudged) = (count("there"), count("moved"), count("dead"), count("unjudged"));
    let addresses = if asked.len() == 1 { "1 address".to_owned() } else { format!("{} addresses", asked.len()) };
    format!("asked for {addresses} on {day}: {there} there, {moved} moved, {dead} dead, {unjudged} not judged")
}
