//! Pictures of texts: whether they can be drawn, are sharp enough, and survive a copier.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use typst::foundations::{Bytes, Smart};
use typst::visualize::{ExchangeFormat, RasterFormat, RasterImage};

use super::image;
use crate::model::{FigureWidth, PictureFlaw, PictureKind};

/// The most bytes of a picture.
const LARGEST: usize = 10_000_000;
/// The most pixels of one: 7 by 9 inches at 600 pixels to the inch, twice.
const MOST_PIXELS: u64 = 50_000_000;
/// Pixels to the inch at which a picture is sharp on paper.
const SHARP: f64 = 300.0;
/// Pixels to the inch below which it is a blur.
const COARSE: f64 = 150.0;
/// The greatest height, in points: the text of a Letter page.
const TALLEST: f64 = 640.0;

fn refused(what: impl Into<String>, hint: impl Into<String>) -> PictureFlaw {
    PictureFlaw { what: what.into(), hint: hint.into(), printed: false }
}

/// What is wrong with a picture of that name and those bytes, set at a width, if anything is.
pub fn flaw(name: &str, bytes: &[u8], width: FigureWidth) -> Option<PictureFlaw> {
    if bytes.len() > LARGEST {
        return Some(refused(
            "the picture is larger than 10 MB",
            "make it smaller, such as 2,500 pixels wide, and save it under the same name",
        ));
    }
    match PictureKind::of(name)? {
        PictureKind::Svg => vector(name, bytes, width),
        PictureKind::Png => pixels(bytes, ExchangeFormat::Png, width),
        PictureKind::Jpeg => pixels(bytes, ExchangeFormat::Jpg, width),
    }
}

fn too_tall(width: FigureWidth, ratio: f64) -> Option<PictureFlaw> {
    (width.points() * ratio > TALLEST).then(|| {
        let height = width.points() * ratio / 72.0;
        refused(
            format!("the picture would be {height:.1} in high, more than a page has"),
            "write `width: third`, or cut it to a wider form",
        )
    })
}

fn vector(name: &str, bytes: &[u8], width: FigureWidth) -> Option<PictureFlaw> {
    if let Some(problem) = image::problem(name, bytes) {
        let (what, hint) = problem.split_once("; ").unwrap_or((&problem, "save it again as a plain SVG picture"));
        return Some(refused(format!("the picture cannot be used: {what}"), hint));
    }
    let tree = Tree::from_data(bytes, &Options::default()).ok()?;
    let size = tree.size();
    let ratio = f64::from(size.height()) / f64::from(size.width());
    too_tall(width, ratio).or_else(|| {
        (kept(&tree)? < LEAST_KEPT).then(|| PictureFlaw {
            what:
                "the lines of this picture are too thin for a copier: in one black at 18 mm too little is left of them"
                    .to_owned(),
            hint: "draw its lines at least 0.3 mm thick at 18 mm, 2 of every 122 units of its width".to_owned(),
            printed: true,
        })
    })
}

fn pixels(bytes: &[u8], format: ExchangeFormat, width: FigureWidth) -> Option<PictureFlaw> {
    let Some((across, down, channels)) = header(bytes, format) else {
        let what = if format == ExchangeFormat::Png { "PNG" } else { "JPEG" };
        return Some(refused(
            format!("this is no {what} file, whatever its name says"),
            "save it again as PNG or JPEG",
        ));
    };
    if u64::from(across) * u64::from(down) > MOST_PIXELS {
        return Some(refused(
            format!("the picture has {across} x {down} pixels"),
            "make it smaller, such as 2,500 pixels wide",
        ));
    }
    if channels == 4 && format == ExchangeFormat::Jpg {
        return Some(refused("the picture is in inks (CMYK)", "save it again in the colours of a screen (RGB)"));
    }
    if let Err(why) = RasterImage::new(Bytes::new(bytes.to_vec()), RasterFormat::Exchange(format), Smart::Auto) {
        return Some(refused(format!("the picture is damaged ({why})"), "save it again as PNG or JPEG"));
    }
    if let Some(flaw) = too_tall(width, f64::from(down) / f64::from(across)) {
        return Some(flaw);
    }
    let ppi = f64::from(across) / (width.points() / 72.0);
    let wanted = (SHARP * width.points() / 72.0).ceil();
    (ppi < SHARP).then(|| PictureFlaw {
        what: format!("the picture has {ppi:.0} pixels to the inch at its width, and print asks for {SHARP:.0}"),
        hint: format!("use one of at least {wanted} pixels across, a drawing as SVG, or a smaller `width`"),
        printed: ppi >= COARSE,
    })
}

/// Width, height and channels by the head of a file: nothing is unpacked before it is known how much that is.
fn header(bytes: &[u8], format: ExchangeFormat) -> Option<(u32, u32, u8)> {
    if format == ExchangeFormat::Png {
        let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
        let number = |at: usize| Some(u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?));
        return (rest.get(4..8)? == b"IHDR")
            .then_some((number(8)?, number(12)?, 3))
            .filter(|(a, b, _)| *a > 0 && *b > 0);
    }
    // ITU-T T.81, B.1.1.4: markers with their lengths, up to the frame.
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let (marker, after) = (rest.get(1)?, rest.get(2..)?);
        if rest[0] != 0xff {
            return None;
        }
        if *marker == 0xff {
            rest = &rest[1..];
            continue;
        }
        let length = usize::from(u16::from_be_bytes(after.get(..2)?.try_into().ok()?));
        let segment = after.get(2..length)?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let number = |at: usize| Some(u32::from(u16::from_be_bytes(segment.get(at..at + 2)?.try_into().ok()?)));
            return Some((number(3)?, number(1)?, *segment.get(5)?)).filter(|(a, b, _)| *a > 0 && *b > 0);
        }
        rest = after.get(length..)?;
    }
}

/// 18 mm at 600 pixels to the inch.
const ACROSS: f32 = 18.0 / 25.4 * 600.0;
/// Half of 0.25 mm in the same pixels.
const RADIUS: f32 = 0.125 / 25.4 * 600.0;
/// The least share of the dark that must be left.
const LEAST_KEPT: f64 = 0.9;

/// How much of the dark of a drawing a copier keeps: its share that is left of one black at 18 mm once an opening has
/// taken out what is thinner than 0.25 mm.
fn kept(tree: &Tree) -> Option<f64> {
    let scale = ACROSS / tree.size().width();
    let (width, height) = (ACROSS.ceil() as u32, (tree.size().height() * scale).ceil().clamp(1.0, 4000.0) as u32);
    let mut pixmap = Pixmap::new(width, height)?;
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let black = |p: &resvg::tiny_skia::PremultipliedColorU8| {
        299 * u32::from(p.red()) + 587 * u32::from(p.green()) + 114 * u32::from(p.blue()) < 127_500
    };
    let rows = pixmap.pixels().chunks(width as usize).map(|row| BitRow::of(row.iter().map(black))).collect();
    let dark = BitGrid(rows);
    let all = dark.count();
    (all > 0).then(|| dark.opened().count() as f64 / all as f64)
}

/// A row of points, 64 to a word.
#[derive(Clone)]
struct BitRow(Vec<u64>);

impl BitRow {
    fn of(points: impl Iterator<Item = bool>) -> Self {
        let mut words = Vec::new();
        for (i, dark) in points.enumerate() {
            if i % 64 == 0 {
                words.push(0);
            }
            if let Some(word) = words.last_mut() {
                *word |= u64::from(dark) << (i % 64);
            }
        }
        Self(words)
    }

    /// The row moved by a few points, to the right where it is more than none; what comes in is light.
    fn moved(&self, by: i32) -> Self {
        let (words, n) = (&self.0, by.unsigned_abs());
        let word = |i: Option<usize>| i.and_then(|i| words.get(i)).copied().unwrap_or(0);
        let each = |i: usize| match by {
            0 => words[i],
            1.. => words[i] << n | word(i.checked_sub(1)) >> (64 - n),
            _ => words[i] >> n | word(Some(i + 1)) << (64 - n),
        };
        Self((0..words.len()).map(each).collect())
    }
}

/// Points that are dark or not.
struct BitGrid(Vec<BitRow>);

impl BitGrid {
    /// What is left once everything thinner than the disc is taken out (erosion, then dilation).
    fn opened(&self) -> Self {
        self.under_disc(u64::MAX, |a, b| a & b).under_disc(0, |a, b| a | b)
    }

    /// The points of the disc around each point put together; what lies outside is light.
    fn under_disc(&self, start: u64, put: fn(u64, u64) -> u64) -> Self {
        let reach = RADIUS.floor() as i32;
        let words = self.0.first().map_or(0, |row| row.0.len());
        let light = BitRow(vec![0; words]);
        let row_at = |y: i32| usize::try_from(y).ok().and_then(|y| self.0.get(y)).unwrap_or(&light);
        let each = |y: usize| {
            let mut out = vec![start; words];
            for dy in -reach..=reach {
                let half = (RADIUS * RADIUS - (dy * dy) as f32).max(0.0).sqrt().floor() as i32;
                let row = row_at(y as i32 + dy);
                for dx in -half..=half {
                    out.iter_mut().zip(row.moved(dx).0).for_each(|(out, word)| *out = put(*out, word));
                }
            }
            BitRow(out)
        };
        Self((0..self.0.len()).map(each).collect())
    }

    fn count(&self) -> u32 {
        self.0.iter().flat_map(|row| &row.0).map(|word| word.count_ones()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 122 100\">{inside}</svg>")
    }

    #[test]
    fn thin_lines_are_lost_on_a_copier() {
        let line =
            |width: f64| svg(&format!("<path d=\"M10 50L110 50\" stroke=\"#1d2b30\" stroke-width=\"{width}\"/>"));
        assert_eq!(flaw("a.svg", line(2.6).as_bytes(), FigureWidth::Third), None);
        let thin = flaw("a.svg", line(1.2).as_bytes(), FigureWidth::Third).expect("a flaw");
        assert!(thin.printed && thin.what.contains("too thin"), "{thin:?}");
        assert_eq!(flaw("a.svg", svg("").as_bytes(), FigureWidth::Third), None);
    }

    #[test]
    fn an_opening_takes_out_what_the_disc_does_not_fit_into() {
        let grid = |rows: &[&str]| BitGrid(rows.iter().map(|row| BitRow::of(row.chars().map(|c| c == '#'))).collect());
        // A bar of 5 rows, over the border of a word, with a line of 1 on it.
        let wide = "#".repeat(90);
        let line = format!("{}#{}", " ".repeat(40), " ".repeat(49));
        let bar: Vec<&str> = vec![&line, &line, &wide, &wide, &wide, &wide, &wide, &line];
        let left = grid(&bar).opened();
        let rows: Vec<u32> = left.0.iter().map(|row| row.0.iter().map(|word| word.count_ones()).sum()).collect();
        assert_eq!((rows[0], rows[1], rows[7]), (0, 0, 0));
        assert!(rows[2] >= 84 && rows[4] == 90, "{rows:?}");
    }

    #[test]
    fn heads_of_files_say_how_large_they_are() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x10\0\0\0\x08\0\x08\x02\0\0\0";
        assert_eq!(header(png, ExchangeFormat::Png), Some((4096, 2048, 3)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x11\x08\x08\0\x10\0\x04\0\0\0\0\0\0\0\0\0\0\0\0";
        assert_eq!(header(jpeg, ExchangeFormat::Jpg), Some((4096, 2048, 4)));
        for other in [&b"\xff\xd8"[..], b"\xff\xd8\xff", b"\xff\xd8\xff\xff\xff", b"", b"GIF89a"] {
            assert_eq!(header(other, ExchangeFormat::Jpg), None);
            assert_eq!(header(other, ExchangeFormat::Png), None);
        }
    }

    #[test]
    fn the_shipped_pictures_survive_a_copier() {
        let tree = crate::project::Tree::defaults();
        for (path, file) in tree.below("sources/facts/figures/") {
            assert_eq!(flaw(path, &file.bytes, FigureWidth::Third), None, "{path}");
        }
    }
}
