//! Files that are not the pages that were set: each change of a written file is found when it is read again.

use handout::audit::exported;
use handout::audit::reading::Pages;
use handout::diag::Sink;
use handout::document::Job;
use handout::model::Product;
use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object, Stream};
use handout::source::Sources;

use crate::inside::{base, jobs, made, pages, project, reviewed, said};

/// What is said of a file that was changed after it was written.
struct Written<'a> {
    job: Job<'a>,
    pages: Pages,
    file: File,
}

impl Written<'_> {
    fn said_of(&self, change: impl Fn(&mut File)) -> String {
        let mut file = self.file.clone();
        change(&mut file);
        exported::reading(&said(&self.job), &self.pages, &file.write()).join("\n")
    }

    #[track_caller]
    fn finds(&self, words: &str, change: impl Fn(&mut File)) {
        let found = self.said_of(change);
        assert!(found.contains(words), "no `{words}` in:\n{found}");
    }
}

/// Runs a test on the written file of a product of the reviewed fixture.
fn written(product: Product, test: impl Fn(&Written)) {
    let tree = reviewed();
    let (loaded, _) = project(&tree);
    let (loaded, base) = (loaded.expect("a project"), base(&tree));
    let job = jobs(&loaded).into_iter().find(|job| job.product == product).expect("a job of the product");
    let mut sink = Sink::default();
    let bytes = made(&base, &job, &Sources::default(), &[], &mut sink).bytes();
    let file = File::read(&bytes.unwrap_or_else(|| panic!("{:?}", sink.into_sorted()))).expect("a PDF file");
    let pages = pages(&base, &job);
    test(&Written { job, pages, file });
}

/// The dictionary of an object, to change.
fn dict(file: &mut File, number: u32) -> &mut Dict {
    file.get_mut(number).and_then(Object::dict_mut).expect("a dictionary")
}

fn root(file: &mut File) -> &mut Dict {
    let number = file.root().expect("a catalog");
    dict(file, number)
}

fn page(file: &mut File, turn: usize) -> &mut Dict {
    let number = file.pages()[turn];
    dict(file, number)
}

/// Changes the first dictionary for which something holds.
#[track_caller]
fn first(file: &mut File, is: impl Fn(&Dict) -> bool, change: impl FnOnce(&mut Dict)) {
    let found = file.objects().find(|(_, object)| object.dict().is_some_and(&is)).map(|(number, _)| number);
    change(dict(file, found.expect("such an object")));
}

fn element(name: &'static str) -> impl Fn(&Dict) -> bool {
    move |dict| dict.name("S") == Some(name.as_bytes()) && dict.get("P").is_some()
}

#[test]
fn a_file_that_is_as_it_was_set_passes() {
    for product in [Product::Leaflet, Product::Worksheet, Product::WorksheetPaper] {
        written(product, |written| assert_eq!(written.said_of(|_| {}), ""));
    }
}

#[test]
fn what_viewers_show_of_a_file() {
    written(Product::Leaflet, |written| {
        written.finds("it is marked as of the language `es`", |file| root(file).set("Lang", Object::text("es")));
        written.finds("the entry `OpenAction` in its catalog", |file| root(file).set("OpenAction", Object::Null));
        let info = |file: &mut File, key: &str, words: &str| {
            let number = file.trailer.reference("Info").expect("properties");
            dict(file, number).set(key, Object::text(words));
        };
        written.finds("its title, authors", |file| info(file, "Title", "Reviewed"));
        written.finds("its title, authors", |file| info(file, "Author", "Somebody Else"));
        written.finds("it is dated `D:20310101000000Z`", |file| info(file, "ModDate", "D:20310101000000Z"));
        written.finds("its title, authors", |file| {
            first(file, |dict| dict.name("Subtype") == Some(b"XML"), |dict| dict.set("Type", Object::name("Other")));
            root(file).remove("Metadata");
        });
        written.finds("its bookmarks are not the headings", |file| {
            first(
                file,
                |dict| dict.get("Title").is_some() && dict.get("Dest").is_some(),
                |dict| {
                    dict.set("Title", Object::text("Do not call"));
                },
            );
        });
    });
}

#[test]
fn pages_and_what_stands_on_them() {
    written(Product::Leaflet, |written| {
        written.finds("its page 1 is 612.0 x 700.0 pt", |file| {
            page(file, 0).set("MediaBox", Object::numbers([0.0, 0.0, 612.0, 700.0]));
        });
        written.finds("a `CropBox` of its own on page 1", |file| {
            page(file, 0).set("CropBox", Object::numbers([0.0, 100.0, 612.0, 792.0]));
        });
        written.finds("an entry `Rotate` on page 2", |file| page(file, 1).set("Rotate", Object::Int(180)));
        written.finds("its page 1 says", |file| {
            let other = page(file, 1).get("Contents").cloned().expect("contents");
            page(file, 0).set("Contents", other);
        });
        written.finds("at another place or size", |file| {
            let moved = Stream { dict: Dict::default(), data: (&b"1 0 0 1 9 0 cm\n"[..]).into() };
            let moved = file.add(Object::Stream(moved));
            let own = page(file, 0).get("Contents").cloned().expect("contents");
            page(file, 0).set("Contents", Object::Array(vec![Object::Ref(moved), own]));
        });
        written.finds("a link to `https://example.org/elsewhere`", |file| {
            let elsewhere = Object::Str(b"https://example.org/elsewhere".to_vec());
            let is = |dict: &Dict| dict.name("Subtype") == Some(b"Link") && dict.get("A").is_some();
            first(file, is, |dict| {
                let action = dict.get_mut("A").and_then(Object::dict_mut).expect("an action");
                action.set("URI", elsewhere);
            });
        });
        written.finds("an annotation that is no link and no field", |file| {
            let is = |dict: &Dict| dict.name("Subtype") == Some(b"Link");
            first(file, is, |dict| dict.set("Subtype", Object::name("Text")));
        });
    });
    written(Product::Worksheet, |written| {
        written.finds("its page 1 lacks a field", |file| {
            let annotations = page(file, 0).get("Annots").and_then(Object::array).expect("fields").to_vec();
            page(file, 0).set("Annots", Object::Array(annotations[1..].to_vec()));
        });
        written.finds("an annotation that is no link and no field", |file| {
            let is = |dict: &Dict| dict.name("Subtype") == Some(b"Widget");
            first(file, is, |dict| dict.set("AA", Object::Dict(Dict::default())));
        });
    });
}

#[test]
fn what_a_screen_reader_gets() {
    written(Product::Leaflet, |written| {
        written.finds("what a picture shows is not read out", |file| {
            first(file, element("Figure"), |dict| dict.set("Alt", Object::text("A bottle of pills")));
        });
        written.finds("words that are read out in the place of others: `Give it`", |file| {
            first(file, element("P"), |dict| dict.set("ActualText", Object::text("Give it")));
        });
        written.finds("words that are read out in the place of others: `Give it`", |file| {
            first(file, element("P"), |dict| dict.set("Alt", Object::text("Give it")));
        });
        written.finds("as a heading", |file| first(file, element("H1"), |dict| dict.set("S", Object::name("P"))));
        written
            .finds("an element `Quote`", |file| first(file, element("P"), |dict| dict.set("S", Object::name("Quote"))));
        written.finds("screen readers get", |file| {
            first(file, element("Document"), |dict| {
                let Some(Object::Array(kids)) = dict.get_mut("K") else { panic!("no kids") };
                kids.reverse();
            });
        });
        written.finds("words that no screen reader gets", |file| {
            first(file, element("Document"), |dict| {
                let Some(Object::Array(kids)) = dict.get_mut("K") else { panic!("no kids") };
                kids.pop();
            });
        });
        written.finds("screen readers get", |file| {
            first(file, element("P"), |dict| dict.set("Lang", Object::text("es")));
        });
    });
}
