//! Streams unpacked within a bound, `FlateDecode` with its predictors, once, since forms use nothing else; and packed.

use std::io::{Read, Write};

use super::object::{Dict, Object, Stream};

/// Why a stream cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpackError {
    /// It unpacks to more than it may.
    TooLarge,
    /// It is packed in a way that forms do not use, or broken.
    Unsupported,
}

/// Unpacks a stream to at most so many bytes.
pub(super) fn unpack(
    stream: &Stream,
    most: usize,
    resolve: impl Fn(&Object) -> Option<Object>,
) -> Result<Vec<u8>, UnpackError> {
    let listed = |key: &str| -> Option<Vec<Object>> {
        match stream.dict.get(key).map(&resolve) {
            None => Some(Vec::new()),
            Some(Some(Object::Array(array))) => Some(array.iter().take(2).filter_map(&resolve).collect()),
            Some(Some(Object::Null)) => Some(Vec::new()),
            Some(Some(one)) => Some(vec![one]),
            Some(None) => None,
        }
    };
    let filters = listed("Filter").ok_or(UnpackError::Unsupported)?;
    let parameters = listed("DecodeParms").ok_or(UnpackError::Unsupported)?;
    match filters.as_slice() {
        [] if stream.data.len() > most => Err(UnpackError::TooLarge),
        [] => Ok(stream.data.to_vec()),
        [Object::Name(name)] if name == b"FlateDecode" || name == b"Fl" => {
            let predictor = match parameters.first().and_then(Object::dict) {
                Some(parameters) => Predictor::of(parameters).ok_or(UnpackError::Unsupported)?,
                None => None,
            };
            let data = inflate(&stream.data, most)?;
            Ok(match predictor {
                Some(predictor) => predictor.undo(&data),
                None => data,
            })
        }
        // Nothing that forms need is packed otherwise, and twice packed is how bombs are made.
        _ => Err(UnpackError::Unsupported),
    }
}

/// Packs bytes into a stream, whose dictionary is that of before.
pub(super) fn pack(mut dict: Dict, data: &[u8]) -> Option<Stream> {
    let mut encoder =
        flate2::write::ZlibEncoder::new(Vec::with_capacity(data.len() / 3), flate2::Compression::default());
    encoder.write_all(data).ok()?;
    dict.remove("DecodeParms");
    dict.set("Filter", Object::name("FlateDecode"));
    Some(Stream { dict, data: encoder.finish().ok()?.into() })
}

fn inflate(data: &[u8], most: usize) -> Result<Vec<u8>, UnpackError> {
    let mut out = Vec::new();
    let read = flate2::read::ZlibDecoder::new(data).take(most as u64 + 1).read_to_end(&mut out);
    match read {
        _ if out.len() > most => Err(UnpackError::TooLarge),
        // A stream that is cut off is worth what came out of it.
        Err(_) if out.is_empty() => Err(UnpackError::Unsupported),
        _ => Ok(out),
    }
}

/// A predictor of PNG (7.4.4.4).
struct Predictor {
    /// Bytes of a pixel.
    step: usize,
    /// Bytes of a row.
    width: usize,
}

impl Predictor {
    /// What the parameters of a filter ask for; `None` where no form would.
    fn of(parameters: &Dict) -> Option<Option<Self>> {
        let number = |key: &str, usual: usize| {
            parameters.int(key).map_or(Some(usual), |n| usize::try_from(n).ok().filter(|n| (1..=1 << 16).contains(n)))
        };
        let predictor = number("Predictor", 1)?;
        let (colours, bits) = (number("Colors", 1)?, number("BitsPerComponent", 8)?);
        match predictor {
            1 => Some(None),
            10.. if colours <= 32 && bits <= 16 => Some(Some(Self {
                step: (colours * bits).div_ceil(8),
                width: (number("Columns", 1)? * colours * bits).div_ceil(8),
            })),
            _ => None,
        }
    }

    /// Undoes it; no more comes out than goes in.
    fn undo(&self, data: &[u8]) -> Vec<u8> {
        let mut out: Vec<u8> = Vec::with_capacity(data.len());
        let mut above = vec![0u8; self.width.min(data.len())];
        for row in data.chunks(self.width + 1) {
            let Some((kind, row)) = row.split_first() else { continue };
            let start = out.len();
            out.extend_from_slice(row);
            let line = &mut out[start..];
            for i in 0..line.len() {
                let left = if i >= self.step { line[i - self.step] } else { 0 };
                let corner = if i >= self.step { above[i - self.step] } else { 0 };
                let guess = match kind {
                    1 => left,
                    2 => above[i],
                    3 => ((u16::from(left) + u16::from(above[i])) / 2) as u8,
                    4 => paeth(left, above[i], corner),
                    _ => 0,
                };
                line[i] = line[i].wrapping_add(guess);
            }
            above[..line.len()].copy_from_slice(line);
        }
        out
    }
}

fn paeth(a: u8, b: u8, c: u8) -> u8 {
    let (pa, pb, pc) = (i16::from(a), i16::from(b), i16::from(c));
    let guess = pa + pb - pc;
    let (da, db, dc) = ((guess - pa).abs(), (guess - pb).abs(), (guess - pc).abs());
    if da <= db && da <= dc {
        a
    } else if db <= dc {
        b
    } else {
        c
    }
}
