//! Forms of other programs whose fields hang together in ways of their own: what stands in them is read.

use std::fmt::Write;

use handout::answers::{extract, open};
use handout::diag::Sink;
use serde_json::{Value, json};

/// Objects with their numbers.
type Objects<'o> = &'o [(usize, &'o str)];

/// A PDF of one page with a form: `fields` are listed, `annotations` stand on the page, objects have numbers from 5 on.
fn pdf(fields: &str, annotations: &str, objects: Objects) -> Vec<u8> {
    let frame = [
        (1, format!("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ {fields} ] /DA (/Helv 0 Tf 0 g) >> >>")),
        (2, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>".to_owned()),
        (
            3,
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 300 300 ] /Resources << >> /Annots [ {annotations} ] >>"
            ),
        ),
        (4, "<< /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Length 0 >>\nstream\n\nendstream".to_owned()),
    ];
    let widget = "/Type /Annot /Subtype /Widget /Rect [ 10 10 90 30 ] /P 3 0 R ";
    let own = objects.iter().map(|(number, object)| (*number, object.replace("WIDGET", widget)));
    let mut out = String::from("%PDF-1.7\n");
    let mut table = String::new();
    for (number, object) in frame.into_iter().chain(own) {
        let object = look_names(&object);
        let _ = write!(table, "{number} 1\n{:010} 00000 n \n", out.len());
        let _ = write!(out, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = out.len();
    let _ = write!(
        out,
        "xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Size 20 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    out.into_bytes()
}

/// `STATE(one)` as the looks of a button.
fn look_names(object: &str) -> String {
    match object.split_once("STATE(").and_then(|(before, rest)| Some((before, rest.split_once(')')?))) {
        Some((before, (state, after))) => format!("{before}/AP << /N << /{state} 4 0 R /Off 4 0 R >> >>{after}"),
        None => object.to_owned(),
    }
}

#[test]
fn fields_are_read_however_they_hang_together() {
    let group = "<< /T (group) /FT /Btn /Ff 49152 /V /two /Kids [ 7 0 R 8 0 R ] >>";
    let one = "<< WIDGET /Parent 6 0 R /AS /Off STATE(one) >>";
    let two = "<< WIDGET /Parent 6 0 R /AS /two STATE(two) >>";
    let cases: [(&str, &str, &str, Objects, Value); 9] = [
        (
            "kids without a name, below a field without a type",
            "6 0 R",
            "7 0 R 8 0 R",
            &[
                (6, "<< /T (family) /Kids [ 7 0 R 8 0 R ] >>"),
                (7, "<< WIDGET /Parent 6 0 R /FT /Tx /V (my sister) >>"),
                (8, "<< WIDGET /Parent 6 0 R /FT /Tx /V (my brother) >>"),
            ],
            json!({"family": "my sister", "family-2": "my brother"}),
        ),
        (
            "a field without a name between name and widget",
            "6 0 R",
            "8 0 R",
            &[
                (6, "<< /T (family) /Kids [ 7 0 R ] >>"),
                (7, "<< /Parent 6 0 R /FT /Tx /V (my sister) /Kids [ 8 0 R ] >>"),
                (8, "<< WIDGET /Parent 7 0 R >>"),
            ],
            json!({"family": "my sister"}),
        ),
        (
            "buttons listed instead of their field",
            "7 0 R 8 0 R",
            "7 0 R 8 0 R",
            &[(6, group), (7, one), (8, two)],
            json!({"group": "two"}),
        ),
        (
            "a named kid listed instead of the field above it",
            "7 0 R",
            "7 0 R",
            &[
                (6, "<< /T (family) /FT /Tx /V (theirs) /Kids [ 7 0 R ] >>"),
                (7, "<< WIDGET /Parent 6 0 R /T (first) >>"),
            ],
            json!({"family.first": "theirs"}),
        ),
        (
            "a kid with a value of its own that its field does not list",
            "6 0 R",
            "7 0 R 8 0 R",
            &[
                (6, "<< /FT /Tx /V (first) /T (family) /Kids [ 7 0 R ] >>"),
                (7, "<< WIDGET /Parent 6 0 R >>"),
                (8, "<< WIDGET /Parent 6 0 R /FT /Tx /V (second) >>"),
            ],
            json!({"family": "first", "family-2": "second"}),
        ),
        (
            "a button one level deeper",
            "6 0 R",
            "7 0 R 9 0 R",
            &[
                (6, group),
                (7, one),
                (8, "<< /Parent 6 0 R /Kids [ 9 0 R ] >>"),
                (9, "<< WIDGET /Parent 8 0 R /AS /two STATE(two) >>"),
            ],
            json!({"group": "two"}),
        ),
        (
            "check boxes of one field with states of their own",
            "6 0 R",
            "7 0 R 8 0 R",
            &[(6, "<< /T (often) /FT /Btn /V /two /Kids [ 7 0 R 8 0 R ] >>"), (7, one), (8, two)],
            json!({"often": "two"}),
        ),
        (
            "buttons that alone say that they are radio buttons",
            "6 0 R",
            "7 0 R",
            &[
                (6, "<< /T (often) /FT /Btn /V /weekly /Kids [ 7 0 R ] >>"),
                (7, "<< WIDGET /Parent 6 0 R /Ff 49152 /AS /weekly STATE(weekly) >>"),
            ],
            json!({"often": "weekly"}),
        ),
        (
            "a value in the widget alone",
            "6 0 R",
            "7 0 R",
            &[(6, "<< /T (family) /FT /Tx /Kids [ 7 0 R ] >>"), (7, "<< WIDGET /Parent 6 0 R /V (my sister) >>")],
            json!({"family": "my sister"}),
        ),
    ];
    for (what, fields, annotations, objects, answers) in cases {
        let mut sink = Sink::default();
        let (_, found) = open::open("a.pdf", &pdf(fields, annotations, objects), &mut sink)
            .unwrap_or_else(|| panic!("{what}: {sink:?}"));
        let read = extract::extract("a.pdf", found, None, false, &mut sink);
        assert_eq!(json!(read.values), answers, "{what}");
    }
}
