//! Pictures of a document as those of a guide: their files, widths and ids.

use crate::import::pictures::extension;
use crate::import::tree::{Fate, FoundPicture, ReadDocument, excerpt};
use crate::model::FigureWidth;
use crate::model::figure::FindPictureFlaw;

/// A picture that the guide has.
#[derive(Debug)]
pub(super) struct TakenPicture {
    /// Its id.
    pub(super) id: String,
    /// The name of its file beside the guide.
    pub(super) file: String,
    /// What it shows; empty where the document does not say.
    pub(super) alt: String,
    /// Words below it.
    pub(super) caption: String,
    /// How wide it is.
    pub(super) width: FigureWidth,
}

/// The pictures of a guide.
#[derive(Debug, Default)]
pub(super) struct TakenPictures {
    /// Those that it has.
    pub(super) taken: Vec<TakenPicture>,
    /// Their files: names and bytes, each once.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// The id of each picture of the document, where the guide has it.
    pub(super) ids: Vec<Option<String>>,
}

/// The most pictures of a guide.
const MOST: usize = 200;

/// Takes what a guide can have.
pub(super) fn take(document: &mut ReadDocument, flaw: FindPictureFlaw) -> TakenPictures {
    let mut all = TakenPictures::default();
    for picture in std::mem::take(&mut document.pictures) {
        let id = match checked(&picture, flaw, all.taken.len()) {
            Ok((extension, width)) => Some(all.add(&picture, extension, width)),
            Err(why) => {
                let name = [&picture.name, &picture.alt].into_iter().find(|name| !name.is_empty());
                let name = name.map(|name| format!(" (“{}”)", excerpt(name))).unwrap_or_default();
                // One without bytes was told of where it stood.
                if !picture.bytes.is_empty() {
                    let what = format!("a picture{name}: {why}");
                    document.note(Fate::Left, picture.spot, what, &picture.caption, BETTER);
                }
                None
            }
        };
        all.ids.push(id);
    }
    all
}

const BETTER: &str =
    "find a better file of it (.png, .jpg or .svg), put it beside the guide and list it under `figures`";

/// The end of its file's name and a width at which it can be printed.
fn checked(picture: &FoundPicture, flaw: FindPictureFlaw, count: usize) -> Result<(&'static str, FigureWidth), String> {
    let extension = extension(&picture.bytes).map_err(|kind| format!("it is {kind}, which no guide takes"))?;
    if count >= MOST {
        return Err(format!("a guide takes {MOST} pictures"));
    }
    let name = format!("a.{extension}");
    let mut why = String::new();
    for width in [FigureWidth::Half, FigureWidth::Third] {
        match flaw(&name, &picture.bytes, width) {
            Some(found) if !found.printed => why = found.what,
            _ => return Ok((extension, width)),
        }
    }
    Err(why)
}

impl TakenPictures {
    fn add(&mut self, picture: &FoundPicture, extension: &str, width: FigureWidth) -> String {
        let id = format!("picture-{}", self.taken.len() + 1);
        let known = self.files.iter().find(|(_, bytes)| *bytes == picture.bytes).map(|(file, _)| file.clone());
        let file = known.unwrap_or_else(|| {
            let file = format!("{id}.{extension}");
            self.files.push((file.clone(), picture.bytes.clone()));
            file
        });
        // The name of a file says nothing to who cannot see the picture.
        let named = picture.alt.rsplit_once('.').is_some_and(|(_, end)| end.len() < 5 && !picture.alt.contains(' '));
        let alt = if named { String::new() } else { picture.alt.clone() };
        self.taken.push(TakenPicture { id: id.clone(), file, alt, caption: picture.caption.clone(), width });
        id
    }
}
