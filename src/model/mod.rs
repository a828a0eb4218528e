//! What the sources mean: valid by construction, so that no later step checks again.

pub(crate) mod build;
pub mod clinic;
pub mod date;
pub mod fact;
pub mod ink;
pub mod person;
pub mod rich;
pub mod settings;
pub mod strings;
pub mod text;
pub mod topic;

pub use clinic::{Clinic, Colour, Logo, LogoKind};
pub use fact::{Fact, Facts, Work};
pub use ink::{Cmyk, Ink, Inks, Palette};
pub use person::Person;
pub use settings::{Print, Settings};
pub use strings::Strings;
pub use text::{
    BasedOn, Body, Column, Field, FieldShape, Guide, Head, Option_, Part, Question, Reference, Section, Text, Worksheet,
};
pub use topic::Topic;

pub use crate::source::raw::{ColumnKind, Paper, Product, Width};
