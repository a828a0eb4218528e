//! Every colour of a file in inks: the contents of its pages and all that they draw, each stream once.
//!
//! - Black text is black ink alone and knocks out what lies below it; nothing is set to overprint.
//! - Soft masks stay as they are: they say how much is seen, and put no ink down.
//! - Transparency is blended in process inks. Pictures keep their colours, and are told: the print shop converts them.
//! - Gradients, spaces other than grey, RGB and inks, blend modes, which add ink to ink, and pictures inside of contents are
//!   refused.

use std::collections::BTreeSet;

use super::file::{File, READ_LIMITS};
use super::object::{Dict, Object, Stream};
use super::pack::pack;
use super::recolour::{Space, Spaces, UsedInks, named};
use crate::model::{Cmyk, Palette};

/// How deep the colour spaces of pictures may lie in each other.
const DEPTH: usize = 4;

/// What sheets are printed with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PressReport {
    /// Names of the inks, process and spot; empty for the office, which prints the colours of a screen.
    pub inks: BTreeSet<String>,
    /// The most ink that any one colour has, in percent: 100 for each ink at full strength.
    pub most: f64,
    /// Pictures that are still in the colours of a screen, each where it is first seen.
    pub pictures: Vec<Picture>,
}

/// A picture of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The page on which it is first seen, from 1.
    pub page: usize,
    /// Width and height, in pixels.
    pub size: (u32, u32),
}

/// Sets the colours of pages in inks.
pub(super) fn separate(file: &mut File, pages: &[u32], palette: &Palette) -> Result<PressReport, String> {
    let mut walk = PressWalk {
        file,
        inks: UsedInks::new(palette),
        spots: Vec::new(),
        seen: BTreeSet::new(),
        owners: BTreeSet::new(),
        looked: BTreeSet::new(),
        left: READ_LIMITS.unpacked,
        pictures: Vec::new(),
    };
    for (i, page) in pages.iter().enumerate() {
        walk.page(*page, i + 1)?;
    }
    for owner in std::mem::take(&mut walk.owners) {
        walk.prune(owner);
    }
    let PressWalk { inks, pictures, .. } = walk;
    Ok(PressReport { inks: inks.used, most: inks.most, pictures })
}

/// A stream still to be looked at.
struct Task {
    /// The number of its object.
    stream: u32,
    /// What holds its resources: the stream itself, or else the page or the font it belongs to.
    owner: u32,
}

/// What resources hold (ISO 32000-1, 7.8.3).
#[derive(Default)]
struct Below {
    spaces: Spaces,
    tasks: Vec<Task>,
    pictures: Vec<u32>,
}

/// The way through all that pages draw.
struct PressWalk<'a> {
    file: &'a mut File,
    inks: UsedInks<'a>,
    /// The colour spaces of the spots, as far as they are written.
    spots: Vec<u32>,
    /// Streams that were done.
    seen: BTreeSet<u32>,
    /// What holds the resources of streams that were done.
    owners: BTreeSet<u32>,
    /// Pictures that were looked at.
    looked: BTreeSet<u32>,
    /// Bytes that may still be unpacked.
    left: usize,
    pictures: Vec<Picture>,
}

impl PressWalk<'_> {
    /// A page and all that it draws.
    fn page(&mut self, page: u32, number: usize) -> Result<(), String> {
        let mut bytes = Vec::new();
        for part in self.file.contents(page) {
            bytes.extend(self.unpack(part)?);
            bytes.push(b'\n');
        }
        let below = self.below(page)?;
        if let Some(done) = self.recolour(&bytes, &below.spaces, page)? {
            let stream = packed(Dict::default(), &done)?;
            let number = self.file.add(Object::Stream(stream));
            self.change(page, "Contents", Object::Ref(number));
        }
        self.blend(page, true);
        self.all(below, number)
    }

    /// All that resources hold, and what that holds in turn.
    fn all(&mut self, mut below: Below, page: usize) -> Result<(), String> {
        let mut tasks = Vec::new();
        loop {
            self.look(&below.pictures, page);
            tasks.append(&mut below.tasks);
            let Some(Task { stream, owner }) = tasks.pop() else { return Ok(()) };
            below = Below::default();
            if self.seen.insert(stream) {
                let bytes = self.unpack(stream)?;
                below = self.below(owner)?;
                if let Some(done) = self.recolour(&bytes, &below.spaces, owner)? {
                    let dict = self.file.get(stream).and_then(Object::dict).cloned().unwrap_or_default();
                    let done = packed(dict, &done)?;
                    self.file.set(stream, Object::Stream(done));
                }
                self.blend(stream, false);
            }
        }
    }

    fn unpack(&mut self, number: u32) -> Result<Vec<u8>, String> {
        let Some(Object::Stream(stream)) = self.file.get(number) else { return Ok(Vec::new()) };
        let bytes = self.file.unpack(stream, self.left).map_err(|_| "a stream that cannot be unpacked")?;
        self.left -= bytes.len().min(self.left);
        Ok(bytes)
    }

    /// A stream in inks, whose spots stand in the resources of its owner.
    fn recolour(&mut self, bytes: &[u8], spaces: &Spaces, owner: u32) -> Result<Option<Vec<u8>>, String> {
        let (done, spots) = self.inks.recolour(bytes, spaces)?;
        for spot in spots {
            while self.spots.len() <= spot {
                let Some(next) = self.inks.spots.get(self.spots.len()) else { break };
                let space = separation(self.file, &next.name, next.cmyk);
                self.spots.push(space);
            }
            if let Some(space) = self.spots.get(spot) {
                add_space(self.file, owner, &UsedInks::resource(spot), *space)?;
            }
        }
        Ok(done)
    }

    /// What the resources of a stream hold.
    fn below(&mut self, owner: u32) -> Result<Below, String> {
        self.owners.insert(owner);
        let mut below = Below::default();
        let Some(resources) = resources(self.file, owner) else { return Ok(below) };
        for (name, space) in self.file.dict_at(resources, "ColorSpace").into_iter().flat_map(Dict::entries) {
            below.spaces.insert(name.to_vec(), space_of(self.file, &mut self.inks, space));
        }
        for (_, object) in self.file.dict_at(resources, "XObject").into_iter().flat_map(Dict::entries) {
            let Some((number, dict)) = referred(self.file, object) else { continue };
            match dict.name("Subtype") {
                Some(b"Form") => below.tasks.push(task(number, dict, owner)),
                Some(b"Image") => below.pictures.push(number),
                _ => {}
            }
        }
        for (_, object) in self.file.dict_at(resources, "ExtGState").into_iter().flat_map(Dict::entries) {
            let state = self.file.resolve(object).and_then(Object::dict);
            if state.and_then(|dict| dict.get("BM")).is_some_and(|mode| !is_normal(self.file, mode)) {
                return Err("colours that are mixed with what lies below them".to_owned());
            }
        }
        for (_, object) in self.file.dict_at(resources, "Pattern").into_iter().flat_map(Dict::entries) {
            if self.file.resolve(object).and_then(Object::dict).and_then(|d| d.int("PatternType")) == Some(2) {
                return Err("a gradient".to_owned());
            }
            let Some((number, dict)) = referred(self.file, object) else { continue };
            below.tasks.push(task(number, dict, owner));
        }
        for (_, object) in self.file.dict_at(resources, "Font").into_iter().flat_map(Dict::entries) {
            let Some((font, dict)) = referred(self.file, object).filter(|f| f.1.name("Subtype") == Some(b"Type3"))
            else {
                continue;
            };
            let owner = task(font, dict, owner).owner;
            for (_, glyph) in self.file.dict_at(dict, "CharProcs").into_iter().flat_map(Dict::entries) {
                below.tasks.extend(glyph.reference().map(|stream| Task { stream, owner }));
            }
        }
        Ok(below)
    }

    /// Notes pictures that stay in the colours of a screen.
    fn look(&mut self, pictures: &[u32], page: usize) {
        for number in pictures {
            if !self.looked.insert(*number) {
                continue;
            }
            let Some(dict) = self.file.get(*number).and_then(Object::dict) else { continue };
            let is_mask = dict.get("ImageMask") == Some(&Object::Bool(true));
            if is_mask || !dict.get("ColorSpace").is_none_or(|space| is_rgb(self.file, space, DEPTH)) {
                continue;
            }
            let size = |key| dict.int(key).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
            self.pictures.push(Picture { page, size: (size("Width"), size("Height")) });
        }
    }

    /// Has a page or a form blended in inks (11.4.7).
    fn blend(&mut self, number: u32, is_page: bool) {
        let Some(dict) = self.file.get(number).and_then(Object::dict) else { return };
        let mut group = match self.file.dict_at(dict, "Group") {
            Some(group) => group.clone(),
            None if is_page => Dict::of([("Type", Object::name("Group")), ("S", Object::name("Transparency"))]),
            None => return,
        };
        if is_page || group.get("CS").is_some() {
            group.set("CS", Object::name("DeviceCMYK"));
            self.change(number, "Group", Object::Dict(group));
        }
    }

    /// Takes the spaces of a screen out of resources, since no stream names them any more.
    fn prune(&mut self, owner: u32) {
        let Some(mut holder) = resources(self.file, owner).cloned() else { return };
        let Some(mut spaces) = self.file.dict_at(&holder, "ColorSpace").cloned() else { return };
        let is_named = |name: &str| !name.starts_with("Default");
        let screen: Vec<String> = spaces
            .entries()
            .filter(|(_, space)| matches!(space_of(self.file, &mut self.inks, space), Space::Grey | Space::Rgb))
            .filter_map(|(name, _)| String::from_utf8(name.to_vec()).ok().filter(|name| is_named(name)))
            .collect();
        for name in &screen {
            spaces.remove(name);
        }
        if !screen.is_empty() {
            holder.set("ColorSpace", Object::Dict(spaces));
            self.change(owner, "Resources", Object::Dict(holder));
        }
    }

    fn change(&mut self, number: u32, key: &str, value: Object) {
        if let Some(dict) = self.file.get_mut(number).and_then(Object::dict_mut) {
            dict.set(key, value);
        }
    }
}

fn task(stream: u32, dict: &Dict, owner: u32) -> Task {
    Task { stream, owner: if dict.get("Resources").is_some() { stream } else { owner } }
}

fn packed(dict: Dict, bytes: &[u8]) -> Result<Stream, String> {
    pack(dict, bytes).ok_or_else(|| "a stream that cannot be packed".to_owned())
}

/// An object that is referred to, with its dictionary.
fn referred<'a>(file: &'a File, object: &Object) -> Option<(u32, &'a Dict)> {
    let number = object.reference()?;
    Some((number, file.get(number)?.dict()?))
}

/// The resources of a page, a form or a font.
fn resources(file: &File, owner: u32) -> Option<&Dict> {
    file.inherited(file.get(owner)?.dict()?, "Resources")?.dict()
}

/// What a colour space is.
fn space_of(file: &File, inks: &mut UsedInks, object: &Object) -> Space {
    let array = match file.resolve(object) {
        Some(Object::Name(name)) => return named(name).unwrap_or(Space::Refused("of a space that is not known")),
        Some(Object::Array(array)) => array,
        _ => return Space::Refused("of a space that is not there"),
    };
    let text = |object: &Object| match file.resolve(object) {
        Some(Object::Name(name)) => String::from_utf8_lossy(name).into_owned(),
        _ => String::new(),
    };
    match array.first().map(text).as_deref() {
        Some("ICCBased") => {
            let profile = array.get(1).and_then(|o| file.resolve(o)).and_then(Object::dict);
            match profile.and_then(|dict| dict.int("N")) {
                Some(1) => Space::Grey,
                Some(3) => Space::Rgb,
                Some(4) => Space::Cmyk,
                _ => Space::Refused("of a profile that is not known"),
            }
        }
        Some("Separation") => inks.keep(array.get(1).map(text).into_iter().filter(|name| is_ink(name)).collect()),
        Some("DeviceN") => {
            let names = array.get(1).and_then(|o| file.resolve(o)).and_then(Object::array).unwrap_or_default();
            inks.keep(names.iter().map(text).filter(|name| is_ink(name)).collect())
        }
        Some("Pattern") => match array.get(1) {
            Some(_) => Space::Refused("of a pattern without colours of its own"),
            None => Space::Pattern,
        },
        Some("Lab") => Space::Refused("in Lab"),
        Some("Indexed") => Space::Refused("of a table"),
        Some(name) => named(name.as_bytes()).unwrap_or(Space::Refused("of a space that is not known")),
        None => Space::Refused("of a space that is not known"),
    }
}

/// Whether colours cover what lies below them (11.6.3).
fn is_normal(file: &File, mode: &Object) -> bool {
    matches!(file.resolve(mode), Some(Object::Name(name)) if matches!(name.as_slice(), b"Normal" | b"Compatible"))
}

/// Whether a name is that of an ink.
fn is_ink(name: &str) -> bool {
    !matches!(name, "All" | "None" | "")
}

/// Whether a picture's space is that of a screen.
fn is_rgb(file: &File, object: &Object, depth: usize) -> bool {
    let array = match file.resolve(object) {
        Some(Object::Name(name)) => return matches!(name.as_slice(), b"DeviceRGB" | b"CalRGB"),
        Some(Object::Array(array)) => array,
        _ => return true,
    };
    let second = array.get(1);
    match array.first().and_then(|o| file.resolve(o)) {
        Some(Object::Name(name)) => match name.as_slice() {
            b"ICCBased" => second.and_then(|o| file.resolve(o)?.dict()?.int("N")) == Some(3),
            b"Indexed" => depth > 0 && second.is_some_and(|base| is_rgb(file, base, depth - 1)),
            b"DeviceRGB" | b"CalRGB" | b"Lab" => true,
            _ => false,
        },
        _ => true,
    }
}

/// A colour space with one ink of its own (8.6.6.4), and process inks that stand in for its full strength.
pub(super) fn separation(file: &mut File, name: &str, cmyk: Cmyk) -> u32 {
    let full = Object::Array(cmyk.0.iter().map(|tint| Object::Real(tint / 100.0)).collect());
    let function = Dict::of([
        ("FunctionType", Object::Int(2)),
        ("Domain", Object::numbers([0.0, 1.0])),
        ("C0", Object::numbers([0.0; 4])),
        ("C1", full),
        ("N", Object::Int(1)),
    ]);
    file.add(Object::Array(vec![
        Object::name("Separation"),
        Object::name(name),
        Object::name("DeviceCMYK"),
        Object::Dict(function),
    ]))
}

/// Puts a colour space into the resources of a page, a form or a font.
pub(super) fn add_space(file: &mut File, owner: u32, name: &str, space: u32) -> Result<(), String> {
    let mut holder = resources(file, owner).cloned().unwrap_or_default();
    let mut spaces = file.dict_at(&holder, "ColorSpace").cloned().unwrap_or_default();
    match spaces.get(name) {
        Some(Object::Ref(known)) if *known == space => return Ok(()),
        Some(_) => return Err(format!("a colour space that is called `{name}` already")),
        None => spaces.set(name, Object::Ref(space)),
    }
    holder.set("ColorSpace", Object::Dict(spaces));
    let dict = file.get_mut(owner).and_then(Object::dict_mut).ok_or("resources that are not there")?;
    dict.set("Resources", Object::Dict(holder));
    Ok(())
}
