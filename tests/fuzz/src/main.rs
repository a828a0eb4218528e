//! Changes worksheets at random, keeps what reaches code that nothing reached before, and goes on from there.
//!
//! usage: handout-fuzz SEEDS OUT SECONDS
//! Writes to OUT what made the program panic (`panic-*`), took longer than two seconds (`slow-*`) or broke a rule
//! (`rule-*`), and `current`, the file that was looked at last.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use handout::diag::Sink;
use handout::engine::fonts::Fonts;
use handout::acroform::names::FieldValues;
use handout::acroform::font::FieldFont;
use handout::answers::complete::{FillOptions, Template, flatten_saved};
use handout::acroform::embed;
use handout::answers::{extract, open};
use handout::pdf::file::File;
use handout::pdf::object::{Dict, Object};
use handout::pdf::xmp;
use handout::project::Tree;
use serde_json::Value;

unsafe extern "C" {
    safe fn handout_fuzz_news() -> usize;
    safe fn handout_fuzz_known() -> usize;
    safe fn handout_fuzz_edges() -> usize;
}

/// Longer than this is a finding.
const SLOW: Duration = Duration::from_secs(2);

/// What is larger, or takes longer, is not kept to go on from: the search is to be quick.
const LARGEST: usize = 200_000;
const LONGEST: Duration = Duration::from_millis(50);

const PIECES: [&str; 46] = [
    "obj",
    "endobj",
    "stream\n",
    "endstream",
    "xref\n",
    "trailer\n",
    "startxref\n",
    "%%EOF",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "%",
    "/",
    "#",
    " 0 R",
    "1 0 R",
    "/Kids",
    "/Parent",
    "/Length",
    "/Prev",
    "/Type",
    "/ObjStm",
    "/XRef",
    "/FlateDecode",
    "/V",
    "/T",
    "/FT",
    "/Rect",
    "-1",
    "4294967295",
    "18446744073709551615",
    "9223372036854775807",
    "99999999999999999999999999",
    "0.0000000001",
    "\\",
    "/DecodeParms",
    "/Predictor 12",
    "/XRefStm",
    "/Encrypt",
    "/W",
    "/Index",
];

/// xorshift64*
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let [_, seeds, out, seconds] = args.as_slice() else { panic!("usage: handout-fuzz SEEDS OUT SECONDS") };
    let (out, seconds) = (PathBuf::from(out), Duration::from_secs(seconds.parse().expect("a number of seconds")));
    std::fs::create_dir_all(&out)?;
    std::panic::set_hook(Box::new(|_| {}));
    let font = Fonts::load(&Tree::defaults()).for_fields().expect("the font is in the program");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(seeds)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut corpus: Vec<Vec<u8>> = Vec::new();
    for path in paths.iter().filter(|p| p.metadata().is_ok_and(|m| m.len() < 1_000_000)) {
        let bytes = std::fs::read(path)?;
        let slim = slim(&bytes).unwrap_or(bytes);
        let before = Instant::now();
        if slim.len() <= LARGEST && judge(&slim, &font).is_ok() && before.elapsed() <= LONGEST {
            corpus.push(slim);
        }
    }
    handout_fuzz_news();
    println!("{} seeds, {} of {} edges", corpus.len(), handout_fuzz_known(), handout_fuzz_edges());
    let (start, mut said, mut runs, mut found) = (Instant::now(), Duration::ZERO, 0u64, 0);
    let mut slowest = Duration::ZERO;
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ std::process::id() as u64);
    while start.elapsed() < seconds {
        // The last ones more often: they lead further.
        let some = random.below(3) > 0 && corpus.len() > 64;
        let from = if some { corpus.len() - 1 - random.below(64) } else { random.below(corpus.len()) };
        let bytes = mutant(&corpus, from, &mut random);
        std::fs::write(out.join("current"), &bytes)?;
        let before = Instant::now();
        let verdict = std::panic::catch_unwind(|| judge(&bytes, &font));
        let took = before.elapsed();
        slowest = slowest.max(took);
        runs += 1;
        let kind = match verdict {
            Err(_) => Some("panic"),
            Ok(Err(())) => Some("rule"),
            Ok(Ok(())) if took > SLOW => Some("slow"),
            Ok(Ok(())) => None,
        };
        if handout_fuzz_news() > 0 {
            if kind.is_some() {
                found += 1;
                keep(&out, kind.unwrap_or_default(), found, &bytes)?;
            } else if bytes.len() <= LARGEST && took <= LONGEST {
                corpus.push(bytes);
            }
        } else if kind.is_some() && found < 200 {
            found += 1;
            keep(&out, kind.unwrap_or_default(), found, &bytes)?;
        }
        if start.elapsed() > said + Duration::from_secs(30) {
            said = start.elapsed();
            println!(
                "{:5} s  {runs} runs, {:.0} per second, {} kept, {} edges, slowest {} ms, {found} findings",
                said.as_secs(),
                runs as f64 / said.as_secs_f64(),
                corpus.len(),
                handout_fuzz_known(),
                slowest.as_millis(),
            );
            std::io::stdout().flush()?;
        }
    }
    println!(
        "{runs} runs, {} kept, {} of {} edges, {found} findings",
        corpus.len(),
        handout_fuzz_known(),
        handout_fuzz_edges()
    );
    Ok(())
}

fn keep(out: &Path, kind: &str, number: u64, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::write(out.join(format!("{kind}-{number}")), bytes)
}

/// Reads, flattens and fills as the commands do; an error where a rule is broken.
fn judge(bytes: &[u8], font: &FieldFont) -> Result<(), ()> {
    let (name, mut sink) = ("file.pdf", Sink::default());
    let opened = open::open(name, bytes, &mut sink);
    let mut made = Vec::new();
    if let Some((file, found)) = &opened
        && let Ok(embedded) = &found.embedded
    {
        made.extend(flatten_saved(name, file.clone(), found, font, &mut sink));
        let raw = FieldValues::from([("short.full-name".to_owned(), "Ana".to_owned())]);
        let template = Template::new(file.clone(), found.clone(), embedded.clone(), font);
        made.extend(template.and_then(|t| t.fill(raw, FillOptions::new(name), &mut sink)));
    }
    if let Some((_, found)) = opened {
        let answers = extract::extract(name, found, Some(font), true, &mut sink);
        answers.to_row();
        answers.to_json(name, None).to_string();
    }
    let plain = |text: &str| !text.contains(|c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}'));
    let sound = sink.into_sorted().iter().all(|f| plain(&f.message) && f.hints.iter().all(|h| plain(h)));
    let again = made.iter().all(|bytes| File::read(bytes).is_ok());
    if sound && again { Ok(()) } else { Err(()) }
}

/// A file without the long streams that forms do not look at.
fn slim(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = File::read(bytes).ok()?;
    let long: Vec<u32> = file.objects().filter(|(_, o)| is_long(o)).map(|(n, _)| n).collect();
    for number in long {
        file.set(number, Object::Dict(Dict::default()));
    }
    Some(file.write())
}

fn is_long(object: &Object) -> bool {
    match object {
        Object::Stream(stream) => stream.data.len() > 1_000 && stream.dict.name("Type") != Some(b"Metadata"),
        Object::Array(list) => list.len() > 1_000,
        _ => false,
    }
}

fn mutant(corpus: &[Vec<u8>], from: usize, random: &mut Random) -> Vec<u8> {
    let mut bytes = corpus[from].clone();
    match random.below(10) {
        0..3 => {
            if let Ok(mut file) = File::read(&bytes) {
                (0..=random.below(6)).for_each(|_| tamper(&mut file, random));
                bytes = file.write();
            }
        }
        3 => {
            if let Some(asked) = asking(&bytes, random) {
                bytes = asked;
            }
        }
        _ => {}
    }
    if random.below(4) > 0 {
        let other = &corpus[random.below(corpus.len())];
        (0..=random.below(8)).for_each(|_| edit(&mut bytes, other, random));
    }
    bytes
}

fn edit(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    if bytes.is_empty() {
        return;
    }
    let at = random.below(bytes.len());
    match random.below(9) {
        0 => bytes[at] = random.next() as u8,
        1 => bytes[at] ^= 1 << random.below(8),
        2 | 3 => {
            let piece = PIECES[random.below(PIECES.len())].bytes();
            let end = if random.below(2) == 0 { at } else { (at + piece.len()).min(bytes.len()) };
            bytes.splice(at..end, piece);
        }
        4 => drop(bytes.drain(at..(at + 1 + random.below(100)).min(bytes.len()))),
        5 => {
            let piece = bytes[at..(at + 1 + random.below(300)).min(bytes.len())].to_vec();
            let to = random.below(bytes.len());
            bytes.splice(to..to, piece);
        }
        6 if !other.is_empty() => {
            let from = random.below(other.len());
            let piece = other[from..(from + 1 + random.below(300)).min(other.len())].to_vec();
            let end = (at + piece.len() * random.below(2)).min(bytes.len());
            bytes.splice(at..end, piece);
        }
        7 => {
            // A number near here becomes another.
            let digits = |b: &u8| b.is_ascii_digit();
            if let Some(from) = bytes[at..].iter().position(|b| digits(b)).map(|n| at + n) {
                let length = bytes[from..].iter().take_while(|b| digits(b)).count();
                let number = match random.below(4) {
                    0 => random.below(300) as u64,
                    1 => random.below(bytes.len()) as u64,
                    2 => 1 << random.below(64),
                    _ => random.next(),
                };
                bytes.splice(from..from + length, number.to_string().into_bytes());
            }
        }
        _ if random.below(20) == 0 => bytes.truncate(at),
        _ => {}
    }
}

/// Changes an entry of an object.
fn tamper(file: &mut File, random: &mut Random) {
    let numbers: Vec<u32> = file.objects().map(|(n, _)| n).collect();
    if numbers.is_empty() {
        return;
    }
    let odd = match random.below(16) {
        0 => Object::Int(random.next() as i64),
        1 => Object::Int(i64::MIN),
        2 => Object::Real(1e300),
        3 => Object::Str(vec![0xFE, 0xFF, 0xD8]),
        4 => Object::Name(Vec::new()),
        5 => Object::Array(Vec::new()),
        6 => Object::Dict(Dict::default()),
        7 => Object::Array(vec![Object::Real(-1e300), Object::Int(i64::MAX), Object::Int(0), Object::Real(1e300)]),
        8 => Object::name(["Btn", "Tx", "Ch", "Sig"][random.below(4)]),
        9 => Object::Int(1 << random.below(33)),
        10 => Object::text(
            ["Yes", "12", "… [1]", "[1] …\n[2] …", "a… [12.1.2]", "1e999", "31.12.9999", "𐀀", ""][random.below(9)],
        ),
        11 => Object::text(&"word ".repeat(random.below(400))),
        _ => Object::Ref(numbers[random.below(numbers.len())]),
    };
    let Some(object) = file.get_mut(numbers[random.below(numbers.len())]) else { return };
    match object {
        Object::Array(list) if !list.is_empty() => {
            let at = random.below(list.len());
            list[at] = odd;
        }
        object => {
            let Some(dict) = object.dict_mut() else { return };
            let keys: Vec<String> = dict.entries().map(|(k, _)| String::from_utf8_lossy(k).into_owned()).collect();
            match keys.get(random.below(keys.len() + 1)) {
                Some(key) if random.below(6) == 0 => drop(dict.remove(key)),
                Some(key) => dict.set(key, odd),
                None => {
                    dict.set(["V", "T", "Kids", "FT", "Ff", "AA", "MaxLen", "Opt", "AS", "Rect"][random.below(10)], odd)
                }
            }
        }
    }
}

/// The questions inside a form changed and sealed again.
fn asking(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut file = File::read(bytes).ok()?;
    let embedded = embed::read(&file).ok()?;
    let mut value = serde_json::to_value(&embedded).ok()?;
    (0..=random.below(3)).for_each(|_| change(&mut value, random));
    let digest = serde_json::from_value::<embed::Embedded>(value.clone()).ok()?.digest();
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&serde_json::to_vec(&value).ok()?).ok()?;
    let schema = STANDARD.encode(encoder.finish().ok()?);
    let mut packet = xmp::read(&file)?;
    for (name, value) in [("Schema", schema.as_str()), ("SchemaDigest", digest.as_str())] {
        let from = packet.find(&format!("<handout:{name}>"))? + name.len() + 10;
        let to = from + packet[from..].find('<')?;
        packet.replace_range(from..to, value);
    }
    xmp::write(&mut file, packet)?;
    Some(file.write())
}

/// Changes one value somewhere in JSON.
fn change(value: &mut Value, random: &mut Random) {
    let down = random.below(12) > 0;
    match value {
        Value::Array(list) if down && !list.is_empty() => {
            let at = random.below(list.len());
            match random.below(12) {
                0 => drop(list.remove(at)),
                1 => list.push(list[at].clone()),
                _ => change(&mut list[at], random),
            }
        }
        Value::Object(map) if down && !map.is_empty() => {
            let at = random.below(map.len());
            if let Some((_, value)) = map.iter_mut().nth(at) {
                change(value, random);
            }
        }
        Value::Number(_) => *value = (random.next() >> random.below(64)).into(),
        Value::String(text) => {
            let odd = [
                "",
                "a",
                "es",
                "fr",
                "table",
                "choice",
                "scale",
                "checkboxes",
                "signature",
                "date",
                "long-text",
                "\u{1b}[2J",
            ];
            *text = odd[random.below(odd.len())].to_owned();
        }
        other => *other = Value::from(random.below(200)),
    }
}
