//! Numbers stand whole: a dose, a range or a telephone number never goes over the end of a line.

use crate::inside::{base, edit, jobs, pages, project, reviewed};

const GUIDE: &str = "sources/guides/first-visit/en.yaml";
const BODY: &str = "      Rest. Opioid use disorder is an illness, and treatment takes time.\n";

const NUMBERS: &[&str] = &[
    "1,500-2,000 mg",
    "2.5–40 mg",
    "100.4-102.5",
    "90/60-120/80",
    "10:30-11:45",
    "$1-$2",
    "0.25 mcg",
    "38 °C",
    "24 mg-6 mg",
    "8:30 am-5:00 pm",
    "2.5 mg/5 mL",
    "10 mg/kg/day",
    "38.5-39.5 °C",
];

#[test]
fn numbers_stand_whole_on_a_line() {
    let mut tree = reviewed();
    // Paragraphs of every length before the numbers, so that each comes to the end of a line.
    let body: String = (0..40)
        .map(|n| {
            format!("      {}{}.\n\n", "word ".repeat(n % 20), NUMBERS.join(if n < 20 { " or " } else { " (a) " }))
        })
        .collect();
    edit(&mut tree, GUIDE, BODY, &body);
    edit(&mut tree, "sources/project.yaml", "products: [leaflet,", "products: [leaflet, large-print,");
    let (loaded, sink) = project(&tree);
    let loaded = loaded.unwrap_or_else(|| panic!("{sink:?}"));
    for product in ["leaflet", "large-print"] {
        let name = format!("first-visit.en-{product}-letter");
        let all = jobs(&loaded);
        let job = all.iter().find(|job| job.stem().contains(&name)).expect("the product");
        let pages = pages(&base(&tree), job);
        let mut lines: Vec<(usize, i64, String)> = Vec::new();
        for run in &pages.runs {
            let base = (run.bounds[3] * 2.0).round() as i64;
            match lines.last_mut().filter(|(page, at, _)| *page == run.page && (*at - base).abs() < 4) {
                Some((.., words)) => words.push_str(&run.text),
                None => lines.push((run.page, base, run.text.to_string())),
            }
        }
        for number in NUMBERS {
            let whole: usize =
                lines.iter().map(|(.., words)| words.replace('\u{a0}', " ").matches(number).count()).sum();
            assert_eq!(whole, 40, "{product}: `{number}` goes over the end of a line");
        }
    }
}
