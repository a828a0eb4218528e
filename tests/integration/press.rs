//! Printed sheets as a print shop's programs read them: made of the shipped texts, with the clinic's colour as a spot.

use handout::diag::Sink;
use handout::document::Job;
use handout::engine;
use handout::job::Outcome;
use handout::model::{OutputTarget, Paper, Product};
use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object};
use handout::source::Sources;

use crate::inside::{base, edit, jobs, made, project, shipped};

/// What a press may read in a content stream: no operator that sets a colour of a screen.
const SCREEN: [&str; 8] = [" rg\n", " RG\n", " g\n", " G\n", "/c0 cs", "/c0 CS", "/c1 cs", "/c1 CS"];

/// Every tri-fold, booklet and card in English on Letter, as a file.
fn sheets(print: OutputTarget) -> Vec<(String, File)> {
    let mut tree = shipped();
    edit(
        &mut tree,
        "sources/clinics/riverside.yaml",
        "primary: {cmyk: [100, 40, 38, 45]}",
        "primary: {spot: PANTONE 3165 C, cmyk: [100, 40, 38, 45]}",
    );
    let (project, sink) = project(&tree);
    let project = project.unwrap_or_else(|| panic!("{:?}", sink.into_sorted()));
    let base = base(&tree);
    let is_asked = |job: &Job| {
        job.paper == Paper::Letter && job.text.head.lang == "en" && job.text.head.id == "heroin-family-support"
    };
    let jobs = jobs(&project).into_iter().filter(is_asked).filter(|job| job.product.has_sheets());
    jobs.map(|job| (job.product.as_str().to_owned(), file(&base, &job, print))).collect()
}

/// The sheets of a job, opened as whoever gets them does.
fn file(base: &engine::Base, job: &Job, print: OutputTarget) -> File {
    let mut sink = Sink::default();
    let Outcome::Built(built) = made(base, job, &Sources::default(), &[print], &mut sink) else {
        panic!("{:?}", sink.into_sorted())
    };
    let sheets = built.outputs.into_iter().find(|out| out.print == Some(print)).expect("sheets");
    File::read(&sheets.bytes).expect("what was written can be read")
}

/// All drawing commands of a file.
fn drawn(file: &File) -> String {
    let texts = file.objects().filter_map(|(_, object)| {
        let Object::Stream(stream) = object else { return None };
        let is_drawn = stream.dict.len() <= 2 || stream.dict.name("Subtype") == Some(b"Form");
        let text = file.unpack(stream, 1 << 24).ok().filter(|_| is_drawn)?;
        Some(String::from_utf8_lossy(&text).into_owned())
    });
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn press_sheets_are_in_inks_alone() {
    let all = sheets(OutputTarget::Press);
    let made: Vec<&str> = all.iter().map(|(product, _)| product.as_str()).collect();
    assert_eq!(made, [Product::Booklet, Product::Card, Product::Trifold].map(Product::as_str));
    for (product, file) in &all {
        let text = drawn(file);
        for screen in SCREEN {
            assert!(!text.contains(screen), "{product} has `{screen}`");
        }
        assert!(text.contains("0 0 0 1 k"), "{product} has no black text");
        assert!(text.contains("/HandoutSpot0 cs 1 scn"), "{product} does not use the clinic's ink");
        let spots = file.objects().filter(|(_, object)| {
            let array = object.array().unwrap_or_default();
            matches!(array, [Object::Name(kind), Object::Name(name), ..]
                if kind == b"Separation" && name == b"PANTONE 3165 C")
        });
        assert_eq!(spots.count(), 1, "{product} has one space of the clinic's ink");
    }
}

#[test]
fn every_page_of_a_sheet_has_its_boxes_and_the_file_its_preferences() {
    for print in OutputTarget::ALL {
        for (product, file) in sheets(*print) {
            let catalog = file.catalog().expect("a catalog");
            let preferences = file.dict_at(catalog, "ViewerPreferences").expect("preferences");
            assert_eq!(preferences.name("PrintScaling"), Some(&b"None"[..]));
            let turned: &[u8] = if product == "card" { b"DuplexFlipLongEdge" } else { b"DuplexFlipShortEdge" };
            assert_eq!(preferences.name("Duplex"), Some(turned), "{product}");
            for page in file.pages() {
                let page = file.get(page).and_then(Object::dict).expect("a page");
                let has: Vec<bool> = ["TrimBox", "BleedBox"].iter().map(|key| is_box(&file, page, key)).collect();
                assert_eq!(has, [true, *print == OutputTarget::Press], "{product}");
            }
        }
    }
}

fn is_box(file: &File, page: &Dict, key: &str) -> bool {
    file.array_at(page, key).is_some_and(|numbers| numbers.iter().filter_map(Object::float).count() == 4)
}
