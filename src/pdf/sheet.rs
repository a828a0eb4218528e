//! Sheets made ready for a printer: boxes, marks, what the print dialogue proposes, and for a press every colour in inks.
//!
//! The exporter of the typesetter has none of these. A sheet of the office is as large as its paper, in the colours of a
//! screen, so that it stays PDF/A-2b. A sheet of the press has bleed and marks around its trimmed size
//! (ISO 32000-1, 14.11.2), which is what a print shop's programs read.

use super::file::File;
use super::marks::{ALL, drawing};
use super::object::{Dict, Object, Stream};
use super::press::{self, PressReport};
use crate::impose::compose::margin;
use crate::impose::marks::marks;
use crate::impose::sheet::{BLEED, SheetSide};
use crate::model::{Cmyk, OutputTarget, Palette};

/// Makes the sheets of a file ready for a printer; `sides` are those of its pages.
///
/// # Errors
/// Where pages are not those of the sides, or hold a colour that is not made into inks; says what it is.
pub fn make_printable(
    file: &mut File,
    sides: &[SheetSide],
    print: OutputTarget,
    palette: &Palette,
) -> Result<PressReport, String> {
    let pages = file.pages();
    if pages.len() != sides.len() {
        return Err(format!("{} pages, but sides of sheets: {}", pages.len(), sides.len()));
    }
    set_print_preferences(file, sides).ok_or("no catalog")?;
    let mut report = PressReport::default();
    let mut all = None;
    if print == OutputTarget::Press {
        report = press::separate(file, &pages, palette)?;
        // What screens show the colours as is no intention of a press.
        file.root().and_then(|root| file.get_mut(root)?.dict_mut()?.remove("OutputIntents"));
        all = Some(press::separation(file, "All", Cmyk([100.0; 4])));
    }
    let before = file.add(plain("q\n"));
    let mut drawn: Option<(&SheetSide, u32)> = None;
    for (page, side) in pages.iter().zip(sides) {
        let origin = set_boxes(file, *page, side, print)?;
        let marks = match drawn {
            // Most sides are like the one before.
            Some((last, marks)) if last.trim == side.trim && last.folds == side.folds && like(last, side) => marks,
            _ => file.add(plain(&drawing(&marks(side, print), side, print, origin))),
        };
        drawn = Some((side, marks));
        add_marks(file, *page, before, marks)?;
        if let Some(all) = all {
            press::add_space(file, *page, ALL, all)?;
        }
    }
    Ok(report)
}

/// Whether the same lies at the same places.
fn like(a: &SheetSide, b: &SheetSide) -> bool {
    a.slots.len() == b.slots.len() && a.slots.iter().zip(&b.slots).all(|(a, b)| (a.at, a.size) == (b.at, b.size))
}

/// What the print dialogue proposes (12.2): the size of the pages as it is, the paper that fits it, both sides.
/// A paper that lies wide is turned over its short edge, one that stands over its long one: left is behind right.
pub fn set_print_preferences(file: &mut File, sides: &[SheetSide]) -> Option<()> {
    let is_wide = sides.first().is_some_and(|side| side.trim.0 > side.trim.1);
    let catalog = file.catalog()?;
    let mut preferences = file.dict_at(catalog, "ViewerPreferences").cloned().unwrap_or_default();
    let turned = if is_wide { "DuplexFlipShortEdge" } else { "DuplexFlipLongEdge" };
    preferences.set("PrintScaling", Object::name("None"));
    preferences.set("Duplex", Object::name(turned));
    preferences.set("PickTrayByPDFSize", Object::Bool(true));
    let root = file.root()?;
    file.get_mut(root)?.dict_mut()?.set("ViewerPreferences", Object::Dict(preferences));
    Some(())
}

/// Sets the boxes of a page (14.11.2); gives back the lower left corner of the trimmed sheet.
fn set_boxes(file: &mut File, page: u32, side: &SheetSide, print: OutputTarget) -> Result<(f64, f64), String> {
    let dict = file.get(page).and_then(Object::dict).ok_or("a page that is not there")?;
    let medium: Vec<f64> = file
        .inherited(dict, "MediaBox")
        .and_then(Object::array)
        .map(|all| all.iter().filter_map(|o| file.resolve(o)?.float()).collect())
        .unwrap_or_default();
    let &[left, bottom, right, top] = medium.as_slice() else { return Err("a page without a size".to_owned()) };
    let margin = margin(print);
    let (width, height) = (side.trim.0 + 2.0 * margin, side.trim.1 + 2.0 * margin);
    if (right - left - width).abs() > 0.5 || (top - bottom - height).abs() > 0.5 {
        return Err(format!(
            "a page of {:.0} x {:.0} pt instead of {width:.0} x {height:.0}",
            right - left,
            top - bottom
        ));
    }
    let inset = |by: f64| Object::numbers([left + by, bottom + by, right - by, top - by]);
    let mut set = vec![("MediaBox", inset(0.0)), ("TrimBox", inset(margin))];
    if print == OutputTarget::Press {
        set.extend([("CropBox", inset(0.0)), ("BleedBox", inset(margin - BLEED))]);
    }
    let dict = file.get_mut(page).and_then(Object::dict_mut).ok_or("a page that is not there")?;
    for (key, value) in set {
        dict.set(key, value);
    }
    Ok((left + margin, bottom + margin))
}

/// Puts a page's own contents between a saved state and the marks, so that nothing of it acts on them.
fn add_marks(file: &mut File, page: u32, before: u32, marks: u32) -> Result<(), String> {
    let mut parts = vec![before];
    parts.extend(file.contents(page));
    parts.push(marks);
    let dict = file.get_mut(page).and_then(Object::dict_mut).ok_or("a page that is not there")?;
    dict.set("Contents", Object::Array(parts.into_iter().map(Object::Ref).collect()));
    Ok(())
}

fn plain(text: &str) -> Object {
    Object::Stream(Stream { dict: Dict::default(), data: text.as_bytes().into() })
}

#[cfg(test)]
mod tests {
    use super::super::press::Picture;
    use super::*;
    use crate::impose::sheet::{SLUG, cards, letter_fold};
    use crate::model::{Colour, Ink, Inks, Paper};
    use proptest::prelude::*;

    const PRIMARY: &str = "0 .5019608 0";

    fn palette() -> Palette {
        let spot = |tint| Some(Ink::Spot { name: "HKS 63".to_owned(), cmyk: Cmyk([80.0, 0.0, 100.0, 40.0]), tint });
        let inks = Inks { primary: spot(100.0), tint: spot(12.0) };
        Palette::new((Colour(0, 0x80, 0), Colour(0xe0, 0xf0, 0xe0)), &inks)
    }

    /// A file of two pages that share their parent's size and resources: a form, a pattern, a font of drawings, a
    /// picture.
    fn file(width: f64, height: f64, content: &str) -> Vec<u8> {
        let stream = |head: &str, text: &str| format!("<<{head}/Length {}>>stream\n{text}\nendstream", text.len());
        let resources = "/ColorSpace<</c0[/ICCBased 10 0 R]/v[/Separation/Varnish/DeviceGray 10 0 R]>>\
             /XObject<</X 6 0 R/I 7 0 R>>/Pattern<</P 8 0 R>>/Font<</F 9 0 R>>";
        let objects = [
            "<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[]>>".to_owned(),
            format!("<</Type/Pages/Kids[3 0 R 4 0 R]/MediaBox[0 0 {width} {height}]/Resources<<{resources}>>>>"),
            "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/Contents[5 0 R 11 0 R]>>".to_owned(),
            stream("", content),
            stream("/Subtype/Form/Group<</S/Transparency/CS/DeviceRGB>>", &format!("/c0 cs {PRIMARY} scn f")),
            stream("/Subtype/Image/Width 4/Height 3/ColorSpace[/ICCBased 10 0 R]", "xxxx"),
            stream("/PatternType 1/Resources<<>>", "1 0 0 rg f"),
            "<</Subtype/Type3/CharProcs<</a 12 0 R>>>>".to_owned(),
            stream("/N 3", ""),
            stream("", "0 0 1 RG S"),
            stream("", ".8784314 .9411765 .8784314 rg f"),
        ];
        let mut out = "%PDF-1.7\n".to_owned();
        for (i, object) in objects.iter().enumerate() {
            out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", i + 1));
        }
        (out + "trailer<</Root 1 0 R>>\n").into_bytes()
    }

    fn finished(bytes: &[u8], sides: &[SheetSide], print: OutputTarget) -> Result<(File, PressReport), String> {
        let mut file = File::read(bytes).map_err(|p| format!("{p:?}"))?;
        let report = make_printable(&mut file, sides, print, &palette())?;
        // As whoever opens it finds it.
        File::read(&file.write()).map(|file| (file, report)).map_err(|p| format!("{p:?}"))
    }

    fn press() -> (File, PressReport) {
        let sides = letter_fold(Paper::Letter, false);
        finished(&file(792.0 + 2.0 * SLUG, 612.0 + 2.0 * SLUG, "0 g f"), &sides, OutputTarget::Press)
            .expect("it is sound")
    }

    fn page(file: &File, i: usize) -> &Dict {
        file.get(file.pages()[i]).and_then(Object::dict).expect("a page")
    }

    fn drawn(file: &File, i: usize) -> String {
        let parts = file.contents(file.pages()[i]).into_iter().map(|part| {
            let Some(Object::Stream(stream)) = file.get(part) else { return String::new() };
            String::from_utf8_lossy(&file.unpack(stream, 1 << 20).expect("it unpacks")).into_owned()
        });
        parts.collect::<Vec<_>>().join("|")
    }

    /// Every stream of a file that is neither picture nor profile.
    fn streams(file: &File) -> String {
        let texts = file.objects().filter_map(|(_, object)| {
            let Object::Stream(stream) = object else { return None };
            let is_other = stream.dict.get("N").is_some() || stream.dict.name("Subtype") == Some(b"Image");
            (!is_other)
                .then(|| String::from_utf8_lossy(&file.unpack(stream, 1 << 20).expect("it unpacks")).into_owned())
        });
        texts.collect::<Vec<_>>().join("\n")
    }

    fn numbers(dict: &Dict, key: &str) -> Vec<f64> {
        dict.get(key).and_then(Object::array).unwrap_or_default().iter().filter_map(Object::float).collect()
    }

    #[test]
    fn a_sheet_of_the_press_has_boxes_around_its_trimmed_size() {
        let (file, _) = press();
        for i in 0..2 {
            let page = page(&file, i);
            assert_eq!(numbers(page, "MediaBox"), [0.0, 0.0, 858.0, 678.0]);
            assert_eq!(numbers(page, "CropBox"), [0.0, 0.0, 858.0, 678.0]);
            assert_eq!(numbers(page, "BleedBox"), [24.0, 24.0, 834.0, 654.0]);
            assert_eq!(numbers(page, "TrimBox"), [33.0, 33.0, 825.0, 645.0]);
        }
    }

    #[test]
    fn the_print_dialogue_is_told_what_was_told_before_and_more() {
        let (file, _) = press();
        let catalog = file.catalog().expect("a catalog");
        let wanted = Dict::of([
            ("DisplayDocTitle", Object::Bool(true)),
            ("PrintScaling", Object::name("None")),
            ("Duplex", Object::name("DuplexFlipShortEdge")),
            ("PickTrayByPDFSize", Object::Bool(true)),
        ]);
        assert_eq!(file.dict_at(catalog, "ViewerPreferences"), Some(&wanted));
        assert_eq!(catalog.get("OutputIntents"), None);
    }

    #[test]
    fn all_that_a_page_draws_is_in_inks_once_each() {
        let (file, report) = press();
        let text = streams(&file);
        for screen in [" rg", " RG", " g\n", " g ", "c0"] {
            assert!(!text.contains(screen), "`{screen}` in {text}");
        }
        for ink in ["/HandoutSpot0 cs 1 scn f", "/HandoutSpot0 cs 0.12 scn f", "0 1 1 0 k f", "1 1 0 0 K S"] {
            assert_eq!(text.matches(ink).count(), 1, "`{ink}` in {text}");
        }
        assert_eq!(
            report.inks.iter().map(String::as_str).collect::<Vec<_>>(),
            ["Black", "Cyan", "HKS 63", "Magenta", "Yellow"]
        );
        assert!((report.most - 220.0).abs() < 1e-9, "{}", report.most);
        assert_eq!(report.pictures, [Picture { page: 1, size: (4, 3) }]);
        let spaces = file.dict_at(page(&file, 0), "Resources").and_then(|r| file.dict_at(r, "ColorSpace"));
        let names: Vec<_> =
            spaces.into_iter().flat_map(Dict::entries).map(|(k, _)| String::from_utf8_lossy(k)).collect();
        assert_eq!(names, ["v", "HandoutSpot0", "HandoutAll"]);
        let form = file.objects().find_map(|(_, o)| o.dict().filter(|d| d.name("Subtype") == Some(b"Form")));
        let group = form.and_then(|form| file.dict_at(form, "Group"));
        assert_eq!(group.and_then(|g| g.name("CS")), Some(&b"DeviceCMYK"[..]));
    }

    #[test]
    fn marks_are_drawn_last_and_in_black_alone() {
        let (file, _) = press();
        let drawn = drawn(&file, 0);
        assert!(drawn.starts_with("q\n|0 0 0 1 k f\n|\nQ\nq 0 0 0 1 K 0.35 w\n"), "{drawn}");
        // The corner at the top left: a line up from it, and one to the left.
        assert!(drawn.contains("33 657 m 33 675 l") && drawn.contains("21 645 m 3 645 l"), "{drawn}");
        assert!(drawn.contains("[2 1.2] 0 d") && drawn.contains("/HandoutAll CS 0.75 SCN"), "{drawn}");
        assert!(drawn.ends_with("S\nQ\n"));
    }

    #[test]
    fn a_sheet_of_the_office_keeps_its_colours_and_size() {
        let sides = cards(Paper::Letter);
        let (file, report) =
            finished(&file(612.0, 792.0, "1 0 0 rg f"), &sides, OutputTarget::Office).expect("it is sound");
        assert_eq!(report, PressReport::default());
        let (page, drawn) = (page(&file, 1), drawn(&file, 1));
        assert_eq!((numbers(page, "TrimBox"), page.get("BleedBox")), (vec![0.0, 0.0, 612.0, 792.0], None));
        // Ticks are drawn twice: their light edge, and they.
        assert!(drawn.starts_with("q\n|1 0 0 rg f|0 0 1 RG S|\nQ\nq 1 G 1.4 w\n"), "{drawn}");
        assert!(drawn.contains("S\n0 G 0.35 w\n"), "{drawn}");
        assert!(!drawn.contains("HandoutAll") && !drawn.contains(" K"), "{drawn}");
        assert!(file.catalog().is_some_and(|c| c.get("OutputIntents").is_some()));
    }

    #[test]
    fn what_cannot_be_printed_is_said() {
        let sides = letter_fold(Paper::Letter, false);
        let (width, height) = (792.0 + 2.0 * SLUG, 612.0 + 2.0 * SLUG);
        let why =
            |bytes: &[u8], sides: &[SheetSide]| finished(bytes, sides, OutputTarget::Press).err().unwrap_or_default();
        assert_eq!(why(&file(width, height, "0 g"), &sides[..1]), "2 pages, but sides of sheets: 1");
        assert_eq!(why(&file(792.0, 612.0, "0 g"), &sides), "a page of 792 x 612 pt instead of 858 x 678");
        assert_eq!(why(&file(width, height, "/S sh"), &sides), "a gradient");
        assert_eq!(why(&file(width, height, "BI ID x EI"), &sides), "a picture inside the drawing of a page");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_file_brings_it_down(at in 0usize..2000, with in any::<u8>(), content in "[a-z0-9 /.<>()\\[\\]%]{0,60}") {
            let mut bytes = file(858.0, 678.0, &content);
            let at = at % bytes.len();
            bytes[at] = with;
            let sides = letter_fold(Paper::Letter, false);
            for print in OutputTarget::ALL {
                let _ = finished(&bytes, &sides, *print);
            }
        }
    }
}
