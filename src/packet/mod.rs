//! Packets for reviewers: a text whole, what changed since an earlier edition, open questions, and places to answer.
//!
//! A packet is a worksheet that is composed here and never written by hand: it goes the way of every worksheet, so that its
//! pages are audited, tagged and filled in like any other. Editions are told apart by the texts that are kept by digest.

pub mod compose;
pub mod edition;
pub mod notice;
mod pieces;
pub mod reading;
pub mod redline;
pub mod reply;
mod words;
