//! Panels, cards and sheets: what fits is set large enough, what does not is said with advice that holds, and sheets
//! carry every page.

use handout::audit::reading::{Pages, read};
use handout::audit::sheets;
use handout::diag::{Code, Finding, Severity, Sink};
use handout::impose::compose;
use handout::job::sides;
use handout::model::{OutputTarget, Paper, Product};
use handout::project::Tree;

use crate::inside::{all_pass, base, document, edit, jobs, loaded, made, pages, project, reviewed, shipped, text};
use crate::support::{Fixture, TODAY};

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
    let (project, sources, sink) = loaded(tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let project = project.expect("a project");
    let jobs = jobs(&project);
    let job = jobs.iter().find(|j| j.product == Product::Trifold && j.paper == paper).expect("a tri-fold");
    let mut sink = Sink::default();
    made(&base(tree), job, &sources, &[OutputTarget::Office], &mut sink);
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
        // Numbers of sources.
        _ if path.is_empty() => 8.0,
        _ if path.starts_with("credits.") || path.starts_with("references.") || path == "clinic.line" => 8.0,
        _ => 10.5,
    };
    // Numbers of sources are raised.
    let cites = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ',');
    let runs = pages.runs.iter().filter(|r| !(r.text.trim().is_empty() || cites(&r.text) && r.look.size >= 8.0));
    runs.filter_map(|run| {
        let path = run.block.as_ref().map_or("", |b| b.path.as_str());
        (run.look.size < least(path) - 0.01).then(|| format!("`{path}` is set at {:.1} pt", run.look.size))
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
        if matches!(job.product, Product::Trifold | Product::Card) {
            let pages = pages(&base, &job);
            assert_eq!(small(job.product, &pages), Vec::<String>::new(), "{}", job.stem());
        }
    }
    for product in [Product::Trifold, Product::Booklet, Product::Card, Product::LargePrint] {
        assert_eq!(counts.get(&product), counts.get(&Product::Leaflet), "{product:?}: as many as leaflets");
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
    for print in [OutputTarget::Office, OutputTarget::Press] {
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
        says(|s| s[0].slots[0].at.0 += 6.0, "stands at another place");
        says(|s| s[0].slots.truncate(2), "is missing");
        says(
            |s| {
                let again = s[1].slots[0];
                s[0].slots.push(again);
            },
            "has words that no page has",
        );
        says(|s| s.truncate(1), "sides of sheets, not 2");
    }
    // What is drawn beyond a page is cut off on its sheet.
    let mut tree = tree;
    let from = "    [#metadata(\"inner\")#label(\"panel:inner\")]\n";
    let red = "    place(dx: 250pt, dy: 300pt, rect(width: 160pt, height: 100pt, fill: rgb(\"#ff0000\")))\n";
    edit(&mut tree, "layouts/products/trifold.typ", from, &format!("{from}{red}"));
    let (loaded, _) = project(&tree);
    let loaded = loaded.expect("a project");
    let jobs = self::jobs(&loaded);
    let job = jobs.first().expect("a tri-fold");
    let document = self::document(&self::base(&tree), job);
    let sheets = compose::compose(&document, &sides(job, 6), OutputTarget::Office);
    let options = typst_render::RenderOptions::default();
    let picture = typst_render::render(&sheets.pages()[1], &options);
    assert!(!picture.pixels().iter().any(|p| p.red() > 200 && p.green() < 50 && p.alpha() > 200));
    let mut without = sides(job, pages.count);
    without[1].slots.truncate(2);
    let made = read(&compose::compose(&document, &without, OutputTarget::Press));
    let problems = sheets::check(&pages, &made, &without, OutputTarget::Press);
    assert!(problems.iter().any(|p| p == "page 5 is on no sheet"), "{problems:?}");
}

/// The files of a folder of outputs, without their manifest.
fn files(fixture: &Fixture, folder: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(fixture.path(folder))
        .map(|dir| dir.filter_map(|e| Some(e.ok()?.file_name().to_string_lossy().into_owned())).collect())
        .unwrap_or_default();
    names.sort_unstable();
    names
}

/// The fixture that makes tri-folds on Letter alone.
fn folded() -> Fixture {
    let fixture = Fixture::reviewed();
    fixture.edit("sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", "products: [trifold]");
    fixture.edit("sources/project.yaml", "papers: [letter, a4]", "papers: [letter]");
    fixture
}

const READ: &str = "first-visit.en-trifold-letter.pdf";
const OFFICE: &str = "first-visit.en-trifold-letter-office.pdf";
const PRESS: &str = "first-visit.en-trifold-letter-press.pdf";

#[test]
fn press_files_are_made_anew_with_their_pages() {
    let fixture = folded();
    fixture.build(&["--print", "office,press"]).exits(0).prints("built 1 document (6 pages) and 2 to print in out");
    assert_eq!(files(&fixture, "out/maple"), [OFFICE, PRESS, READ]);
    let before = std::fs::read(fixture.path(&format!("out/maple/{PRESS}"))).expect("a file");
    // Other numbers of the clinic: the file for the press follows, though nobody asks for it.
    fixture.edit("sources/clinics/maple.yaml", "name: Maple Street Clinic", "name: Maple Lane Clinic");
    fixture.build(&[]).exits(0).prints("and 2 to print").says_nothing_of("made no more");
    assert_ne!(std::fs::read(fixture.path(&format!("out/maple/{PRESS}"))).expect("a file"), before);
    let manifest = fixture.read("out/manifest.json");
    assert!(manifest.contains("\"print\": \"press\"") && manifest.contains("\"print\": \"office\""));
    // Other words: drafts beside the reviewed files, which are of an earlier build, also that for the press.
    fixture.edit(GUIDE, "Rest, and talk about it the next day.", "Rest, and talk about it soon.");
    fixture.build(&[]).exits(0).prints(&format!("{PRESS} is of an earlier build and made no more"));
    fixture.build(&["--prune"]).exits(0);
    let drafts = ["first-visit.en-trifold-letter-DRAFT.pdf", "first-visit.en-trifold-letter-office-DRAFT.pdf"];
    assert_eq!(files(&fixture, "out/maple"), drafts);
    // What has no room any more is of an earlier build too.
    let long = format!("Ask us before the visit. {}", "Come in and sit down. ".repeat(300));
    fixture.edit(GUIDE, "Ask us before the visit. ", &long);
    fixture.build(&[]).exits(0).complains("hint[does-not-fit]").prints("made no more");
    fixture.build(&["--prune"]).exits(0);
    assert_eq!(files(&fixture, "out/maple"), Vec::<String>::new());
}

#[test]
fn released_sheets_go_with_their_pages() {
    let fixture = folded();
    fixture.build(&["--release", "--print", "office,press"]).exits(0).prints("released 1 document and 2 to print");
    assert_eq!(files(&fixture, "release/maple"), [OFFICE, PRESS, READ]);
    // Facts that changed void everything that prints them.
    fixture.edit("sources/facts/us.en.yaml", "Give the address. Say if", "Say where you are. Say if");
    fixture.build(&["--release"]).exits(1);
    assert_eq!(files(&fixture, "release/maple"), Vec::<String>::new());
}

#[test]
fn the_same_sheets_on_any_number_of_threads() {
    let fixture = Fixture::reviewed();
    let all = "products: [leaflet, large-print, trifold, booklet, card]";
    fixture.edit("sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", all);
    let outs = ["one", "two"].map(|out| fixture.path(out));
    for (out, jobs) in outs.iter().zip(["1", "3"]) {
        let out = out.display().to_string();
        fixture.build(&["--print", "office,press", "--jobs", jobs, "--out", &out]).exits(0);
    }
    let [one, two] = outs.map(|out| out.join("maple"));
    let mut count = 0;
    for entry in std::fs::read_dir(&one).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        let read = |folder: &std::path::Path| std::fs::read(folder.join(&name)).expect("a file");
        assert!(read(&one) == read(&two), "{} differs", name.display());
        count += 1;
    }
    assert_eq!(count, 5 * 2 + 3 * 2 * 2);
}

#[test]
fn proofs_and_dummies_are_written_beside_nothing_else() {
    let fixture = folded();
    let proof = ["proof", "first-visit", "--product", "trifold", "--today", TODAY];
    fixture.run(&proof).exits(0).prints("wrote proof/maple/first-visit.en-trifold-letter-proof.pdf");
    fixture.run(&[&proof[..], &["--dummy"]].concat()).exits(0).prints("first-visit.en-trifold-letter-dummy.pdf");
    assert_eq!(files(&fixture, "proof/maple").len(), 2);
    assert_eq!(files(&fixture, "out"), Vec::<String>::new());
    fixture.run(&[&proof[..], &["--out", "release"]].concat()).exits(2).complains("release");
    let leaflet = fixture.run(&["proof", "first-visit", "--product", "leaflet"]);
    leaflet.exits(2).complains("a leaflet is neither folded nor cut");
    fixture.run(&["proof", "nothing", "--product", "trifold"]).exits(2).complains("the project has no text `nothing`");
}

#[test]
fn contents_longer_than_a_page_go_over_it() {
    let mut tree = reviewed();
    edit(&mut tree, "sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", "products: [booklet]");
    let sections: String = (0..60)
        .map(|n| {
            format!("  - id: more-{n}\n    heading: Once more\n    brief: Once more.\n    body: |\n      Once more.\n")
        })
        .collect();
    edit(&mut tree, GUIDE, "faq:\n", &format!("{sections}faq:\n"));
    let (loaded, sink) = project(&tree);
    assert!(!sink.has_errors(), "{sink:?}");
    let loaded = loaded.expect("a project");
    for job in jobs(&loaded) {
        assert!(pages(&base(&tree), &job).count > 10);
    }
}

#[test]
fn titles_of_long_words_break_and_shrink_where_they_must() {
    for title in
        ["Understanding dextroamphetamine", "Electroencephalography explained", "What is electroencephalography"]
    {
        let mut tree = reviewed();
        let all = "products: [leaflet, large-print, trifold, booklet]";
        edit(&mut tree, "sources/project.yaml", "products: [leaflet, worksheet, worksheet-paper]", all);
        edit(&mut tree, GUIDE, "\ntitle: The first visit", &format!("\ntitle: {title}"));
        all_pass(&tree);
    }
}
