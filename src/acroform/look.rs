//! Looks that are in a file already (ISO 32000-1, 12.5.5), and where on the page they stand.

use crate::pdf::file::File;
use crate::pdf::object::{Dict, Object, Stream};

/// The normal look of an annotation, of several states that which it is in, with the number of its object.
pub fn normal<'f>(file: &'f File, annotation: &'f Dict) -> Option<(u32, &'f Stream)> {
    let looks = file.dict_at(annotation, "AP")?;
    let stream = |dict: &'f Dict, key: &str| {
        let Object::Stream(look) = file.at(dict, key)? else { return None };
        Some((dict.reference(key)?, look))
    };
    stream(looks, "N").or_else(|| {
        let state = String::from_utf8_lossy(annotation.name("AS")?).into_owned();
        stream(file.dict_at(looks, "N")?, &state)
    })
}

/// The numbers of an array.
pub fn numbers<const N: usize>(file: &File, dict: &Dict, key: &str) -> Option<[f64; N]> {
    let array = file.array_at(dict, key)?;
    let numbers: Vec<f64> = array.iter().take(N + 1).filter_map(|o| file.resolve(o)?.float()).collect();
    <[f64; N]>::try_from(numbers).ok().filter(|numbers| numbers.iter().all(|n| n.abs() < 1e6))
}

/// The matrix that puts a look into its rectangle on the page (12.5.5, algorithm 8.1), for `cm`; `None` where it has no
/// size.
pub fn placed(file: &File, look: &Stream, rect: [f64; 4]) -> Option<String> {
    let [a, b, c, d] = numbers::<4>(file, &look.dict, "BBox")?;
    let [m0, m1, m2, m3, m4, m5] = numbers::<6>(file, &look.dict, "Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let corners = [(a, b), (a, d), (c, b), (c, d)].map(|(x, y)| (m0 * x + m2 * y + m4, m1 * x + m3 * y + m5));
    let least = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| corners.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, right, foot, top) = (least(|p| p.0), most(|p| p.0), least(|p| p.1), most(|p| p.1));
    if right - left < 1e-6 || top - foot < 1e-6 {
        return None;
    }
    let [x0, y0, x1, y1] = [rect[0].min(rect[2]), rect[1].min(rect[3]), rect[0].max(rect[2]), rect[1].max(rect[3])];
    let (wide, high) = ((x1 - x0) / (right - left), (y1 - y0) / (top - foot));
    Some(format!("{wide:.5} 0 0 {high:.5} {:.2} {:.2}", x0 - left * wide, y0 - foot * high))
}
