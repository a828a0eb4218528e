//! From pages to printed sheets: which page goes where, and where on the sheet. Pure functions on numbers; lengths are in
//! points, from the top left of the trimmed sheet.

pub mod order;
pub mod sheet;
