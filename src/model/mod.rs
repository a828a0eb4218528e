//! What the sources mean: valid by construction, so that no later step checks again.

pub mod clinic;
pub mod colour;
pub mod date;
pub mod fact;
pub mod field;
pub mod ink;
pub mod letters;
pub mod panel;
pub mod paper;
pub mod path;
pub mod pattern;
pub mod person;
pub mod product;
pub mod project;
pub mod review;
pub mod rich;
pub mod settings;
pub mod strings;
pub mod text;
pub mod topic;

pub use clinic::{Clinic, Logo, LogoKind};
pub use colour::Colour;
pub use fact::{Fact, Facts, Work};
pub use field::{CellAt, CellType, Choice, Column, ColumnKind, Entry, Field, FieldType, Width};
pub use ink::{Cmyk, Ink, Inks, Palette};
pub use panel::Panel;
pub use paper::Paper;
pub use path::LeafPath;
pub use person::{Namesake, Person, PersonKind};
pub use product::{Finishing, OutputTarget, Product};
pub use project::Project;
pub use review::{Evidence, SignOff, Signer};
pub use settings::Settings;
pub use strings::Strings;
pub use text::{BasedOn, Body, Credit, Guide, Head, Part, Question, Reference, Section, Text, Worksheet};
pub use topic::Topic;
