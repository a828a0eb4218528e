//! Which of the things that were asked for no document is.

use crate::job::{Plan, Selection, why_not};
use crate::model::text::Body;
use crate::model::{Project, Text};

/// Why nothing is made of what was asked for: the fewest of its parts that no document is all of.
pub(crate) fn unmatched(project: &Project, plan: &Plan, asked: &Selection) -> String {
    let every = || Selection::default();
    let words = |names: Vec<&str>| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
    let names = |list: &[String]| words(list.iter().map(String::as_str).collect());
    let parts: Vec<(String, Selection)> = [
        (format!("made of {}", names(&asked.ids)), Selection { ids: asked.ids.clone(), ..every() }),
        (format!("in the language {}", names(&asked.langs)), Selection { langs: asked.langs.clone(), ..every() }),
        (
            format!("a {}", words(asked.products.iter().map(|p| p.as_str()).collect())),
            Selection { products: asked.products.clone(), ..every() },
        ),
        (format!("for the clinic {}", names(&asked.clinics)), Selection { clinics: asked.clinics.clone(), ..every() }),
        (
            format!("on {}", words(asked.papers.iter().map(|p| p.as_str()).collect())),
            Selection { papers: asked.papers.clone(), ..every() },
        ),
    ]
    .into_iter()
    .filter(|(_, part)| !part.is_all())
    .collect();
    let mut sets: Vec<u32> = (1..1 << parts.len()).collect();
    sets.sort_by_key(|set| set.count_ones());
    let chosen = |set: u32| parts.iter().enumerate().filter(move |(i, _)| set >> i & 1 == 1).map(|(_, part)| part);
    let fewest = sets.into_iter().find(|set| {
        let wanted = chosen(*set).fold(Selection::default(), |all, (_, part)| all.and(part));
        let found = plan.select(&wanted);
        found.jobs.is_empty() && found.blocked.is_empty()
    });
    let said: Vec<&str> = fewest.into_iter().flat_map(chosen).map(|(words, _)| words.as_str()).collect();
    let why = missing(project, asked).unwrap_or_else(|| "`handout build` without names makes everything".to_owned());
    format!("no document is {}; {why}", said.join(" and "))
}

/// Why the first of the texts that were asked for has no document of the first of the products.
fn missing(project: &Project, asked: &Selection) -> Option<String> {
    let product = asked.products.first()?;
    let is_asked = |text: &&Text| asked.concerns(&text.file);
    let fits = |text: &&Text| product.of_worksheets() == matches!(text.body, Body::Worksheet(_));
    let mut texts = project.texts.values().filter(is_asked);
    let text = texts.clone().find(fits).or_else(|| texts.next())?;
    why_not(project, text, *product)
}
