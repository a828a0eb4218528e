//! What was read from the pages, found again in the document.

pub(in crate::audit) mod printed;
pub(in crate::audit) mod same;
pub(in crate::audit) mod table;
