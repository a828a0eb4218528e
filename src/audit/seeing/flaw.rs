//! What is said of words and of places to answer.

use crate::model::Colour;

/// Words that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Unseen {
    /// Their page, from 0.
    pub page: usize,
    /// Which words of the whole document they are, in the order of the frames, from 0: blank ones count too.
    pub turn: usize,
    /// What is wrong with them.
    pub flaw: InkFlaw,
}

/// Why words cannot be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InkFlaw {
    /// The contrast with their ground is below 4.5:1 (3:1 from 18 pt on).
    Faint(f64),
    /// Their ground is not of one colour: other ink is under or between their letters.
    Crossed,
    /// Something drawn later lies over them, or they are cut off.
    Covered,
    /// They share their place with the words of this turn.
    Overlapped(usize),
    /// They cannot be judged: why.
    Unjudged(&'static str),
}

/// Why nobody knows where to write or tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceFlaw {
    /// The place has no edge with a contrast of 3:1.
    NoEdge,
    /// Something is drawn in it.
    Inked,
}

/// How a place to write or tick looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceLook {
    /// The colour in it.
    pub ground: Colour,
    /// How much of an edge it has, as a share of the way around it one pixel wide.
    pub edge: f64,
}
