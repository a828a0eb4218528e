//! Panels, cards and sheets: what fits is set large enough, what does not is said with advice that holds, and sheets
//! carry every page.

use handout::audit::pages::{Pages, read};
use handout::audit::sheets;
use handout::diag::{Code, Finding, Severity, Sink};
use handout::impose::{compose, sides};
use handout::model::{Paper, Print, Product};
use handout::project::Tree;

use crate::inside::{base, document, edit, jobs, made, pages, project, reviewed, shipped, text};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";

/// The fixture with a tri-fold alone, which somebody asked for.
fn trifold() -> Tree {
    let mut tree = reviewed();
    edit(&mut tree, "sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", "products: [trifold]");
    edit(&mut tree, GUIDE, "worksheets: [all-fields]", "worksheets: [all-fields]\nproducts: [trifold]");
    tree
}

/// What is found of the tri-fold on a paper.
fn findings(tree: &Tree, paper: Paper) -> Vec<Finding> {
    let (loaded, sink) = project(tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let loaded = loaded.expect("a project");
    let jobs = jobs(&loaded);
    let job = jobs.iter().find(|j| j.product == Product::Trifold && j.paper == paper).expect("a tri-fold");
    let mut sink = Sink::default();
    made(&base(tree), job, &tree.files(), &[Print::Office], &mut sink);
    sink.into_sorted()
}

/// Numbers that differ from seed to seed and never from run to run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn words(&mut self, count: usize) -> String {
        const WORDS: &[&str] =
            &["come", "as", "you", "are", "and", "ask", "everything", "nobody", "hurries", "a", "conversation", "here"];
        (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }
}

/// What a hint advises: the path, the line and how many words.
fn advice(finding: &Finding) -> Option<(String, usize, usize)> {
    let hint = finding.hints.first()?;
    let path = hint.strip_prefix("shorten `")?.split('`').next()?.to_owned();
    let line = hint.split("(line ").nth(1)?.split(')').next()?.parse().ok()?;
    let words = hint.split("by about ").nth(1)?.split(' ').next()?.parse().ok()?;
    Some((path, line, words))
}

/// Cuts words off the end of a line of the guide, as whoever follows the advice does.
fn shorten(tree: &mut Tree, line: usize, words: usize) {
    let before = text(tree, GUIDE);
    let cut = before.lines().enumerate().map(|(i, own)| {
        if i + 1 != line {
            return own.to_owned();
        }
        let kept: Vec<&str> = own.split_inclusive(' ').collect();
        assert!(kept.len() > words, "{words} words off `{own}`");
        kept[..kept.len() - words].concat().trim_end().to_owned()
    });
    let after: String = cut.map(|line| line + "\n").collect();
    tree.insert(GUIDE, after);
}

#[test]
fn advice_that_is_followed_makes_a_text_fit() {
    let (mut random, mut said, mut several) = (Random(7), 0, 0);
    for turn in 0..14 {
        let mut tree = trifold();
        let questions: String = (0..4 + random.below(9))
            .map(|i| {
                let words = 40 + random.below(140);
                format!("  - id: q-{i}\n    question: And then?\n    answer: |\n      {}\n", random.words(words))
            })
            .collect();
        edit(&mut tree, GUIDE, "references:\n", &format!("{questions}references:\n"));
        let words = 20 + random.below(160);
        let brief = format!("brief: {}", random.words(words));
        edit(&mut tree, GUIDE, "brief: Rest, and talk about it the next day.", &brief);
        let paper = if turn % 2 == 0 { Paper::Letter } else { Paper::A4 };
        let found = findings(&tree, paper);
        let over: Vec<&Finding> = found.iter().filter(|f| f.code == Code::DoesNotFit).collect();
        if over.is_empty() {
            continue;
        }
        assert!(over.iter().all(|f| f.severity == Severity::Error), "{over:#?}");
        said += 1;
        several += usize::from(over.len() > 1);
        let before = text(&tree, GUIDE);
        for finding in &over {
            let (path, line, words) = advice(finding).unwrap_or_else(|| panic!("{turn}: {finding:#?}"));
            let place = finding.place.as_ref().expect("a place");
            assert_eq!(before[..place.range.start].lines().count(), line, "{path}");
            shorten(&mut tree, line, words);
        }
        let after = findings(&tree, paper);
        let still: Vec<&Finding> = after.iter().filter(|f| f.code == Code::DoesNotFit).collect();
        assert!(still.is_empty(), "{turn}: followed {over:#?}\nand still {still:#?}");
    }
    assert!(said >= 8 && several >= 2, "{said} texts did not fit, {several} of them with several to shorten");
}

#[test]
fn a_section_that_grew_by_sixty_words_is_named_with_its_panel() {
    let mut tree = trifold();
    let mut random = Random(3);
    let questions: String = (0..9)
        .map(|i| format!("  - id: q-{i}\n    question: And then?\n    answer: |\n      {}\n", random.words(58)))
        .collect();
    edit(&mut tree, GUIDE, "references:\n", &format!("{questions}references:\n"));
    edit(&mut tree, GUIDE, "brief: Rest, and talk about it the next day.", &format!("brief: {}", random.words(40)));
    let fits = |tree: &Tree| findings(tree, Paper::Letter).iter().all(|f| f.code != Code::DoesNotFit);
    // An answer grows until there is no room for one sentence more.
    let grown = |times: usize| {
        let mut tree = tree.clone();
        let answer = format!("      Ask us before the visit. {}We", "Do ask us then. ".repeat(times));
        edit(&mut tree, GUIDE, "      Ask us before the visit. We", &answer);
        tree
    };
    assert!(fits(&tree));
    let most = (0..120).find(|times| !fits(&grown(times + 1))).expect("panels that are full");
    let mut tree = grown(most);
    let before = text(&tree, GUIDE);
    let from = before.lines().find(|l| l.starts_with("    brief: ") && l.len() > 100).expect("the brief").to_owned();
    edit(&mut tree, GUIDE, &from, &format!("{from} {}", random.words(60)));
    let found = findings(&tree, Paper::Letter);
    let over: Vec<&Finding> = found.iter().filter(|f| f.code == Code::DoesNotFit).collect();
    assert_eq!(over.len(), 1, "{over:#?}");
    let (path, line, words) = advice(over[0]).expect("advice");
    assert_eq!(path, "sections.after.brief", "{over:#?}");
    assert!(over[0].hints[0].contains("on inner panel 1"), "{over:#?}");
    assert!(over[0].message.contains("lines over on the inner panels"), "{over:#?}");
    assert!((10..=60).contains(&words), "{over:#?}");
    shorten(&mut tree, line, words);
    assert!(fits(&tree));
}

/// Sizes of what is printed on panels and cards.
fn small(product: Product, pages: &Pages) -> Vec<String> {
    let least = |path: &str| match product {
        Product::Card => 8.0,
        _ if path.starts_with("credits.") || path.starts_with("references.") || path == "clinic.line" => 8.0,
        _ => 10.5,
    };
    let runs = pages.runs.iter().filter(|r| !r.text.trim().is_empty());
    runs.filter_map(|run| {
        let path = run.block.as_ref().map_or("", |b| b.path.as_str());
        (run.size < least(path) - 0.01).then(|| format!("`{path}` is set at {:.1} pt", run.size))
    })
    .collect()
}

/// The shipped project with every product of guides.
#[test]
fn shipped_panels_and_cards_are_set_large_enough() {
    let tree = shipped();
    let (loaded, _) = project(&tree);
    let loaded = loaded.expect("a project");
    let base = base(&tree);
    let mut counts = std::collections::BTreeMap::new();
    for job in jobs(&loaded) {
        *counts.entry(job.product).or_insert(0) += 1;
        if job.product.is_fitted() {
            let pages = pages(&base, &job);
            assert_eq!(small(job.product, &pages), Vec::<String>::new(), "{}", job.stem());
        }
    }
    for product in [Product::Trifold, Product::Booklet, Product::Card, Product::LargePrint] {
        assert_eq!(counts.get(&product), Some(&6), "{product:?}: 3 texts on 2 papers");
    }
}

#[test]
fn sheets_that_differ_from_their_pages_are_refused() {
    let tree = trifold();
    let (loaded, _) = project(&tree);
    let loaded = loaded.expect("a project");
    let base = base(&tree);
    let jobs = jobs(&loaded);
    let job = jobs.first().expect("a tri-fold");
    let document = document(&base, job);
    let pages = read(&document);
    for print in [Print::Office, Print::Press] {
        let good = sides(job, pages.count);
        let problems = |wrong: &[handout::impose::sheet::SheetSide]| {
            sheets::check(&pages, &read(&compose::compose(&document, wrong, print)), &good, print)
        };
        assert_eq!(problems(&good), Vec::<String>::new());
        let says = |change: fn(&mut Vec<handout::impose::sheet::SheetSide>), words: &str| {
            let mut wrong = good.clone();
            change(&mut wrong);
            let problems = problems(&wrong);
            assert!(problems.iter().any(|p| p.contains(words)), "no `{words}` in {problems:#?}");
        };
        says(|s| s.swap(0, 1), "is printed otherwise");
        says(|s| s[0].places[0].at.0 += 6.0, "stands at another place");
        says(|s| s[0].places.truncate(2), "is missing");
        says(
            |s| {
                let again = s[1].places[0];
                s[0].places.push(again);
            },
            "has words that no page has",
        );
        says(|s| s.truncate(1), "sides of sheets, not 2");
    }
    let mut without = sides(job, pages.count);
    without[1].places.truncate(2);
    let made = read(&compose::compose(&document, &without, Print::Press));
    let problems = sheets::check(&pages, &made, &without, Print::Press);
    assert!(problems.iter().any(|p| p == "page 5 is on no sheet"), "{problems:?}");
}
