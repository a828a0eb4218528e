//! What the pages print under one label, put together from its runs as a reader puts them together: letters to words by
//! their gaps, words to lines by their baselines, lines below each other at one edge.

use crate::audit::reading::{Bounds, FAR, LEAST_GAP, LabelledBlock, LetterGaps, LetterLook, MOST_GAP, TextRun};

/// How far apart two baselines of one line may be, as a share of the size of the smaller letters: a raised number is on the
/// line of its word.
const ONE_LINE: f64 = 0.6;

/// How far a line may stand below the one before it, as a multiple of the size of its letters.
const MOST_LEADING: f64 = 2.2;

/// How far the first line of a block may begin left or right of the others, as a multiple of the size of its letters.
const MOST_HANG: f64 = 2.0;

/// How far the edges of lines may differ, in points.
const SLACK: f64 = 1.0;

/// How far stops and hyphens may hang over the end of a line, in em.
const MOST_OVERHANG: f64 = 0.35;

/// What stands between two letters of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::audit) enum Between {
    /// A gap.
    Space,
    /// A gap that is none between two words of a line.
    Far,
    /// The end of a line.
    Line,
}

/// A line of a block.
#[derive(Clone, Debug)]
pub(in crate::audit) struct PrintedLine {
    /// Its page, from 0.
    pub(in crate::audit) page: usize,
    /// Left, top, right and bottom, in points.
    pub(in crate::audit) bounds: Bounds,
    /// Where its largest letters stand, and how large they are, in points.
    pub(in crate::audit) baseline: f64,
    pub(in crate::audit) size: f64,
    /// Whether it is the first one of its column.
    pub(in crate::audit) begins: bool,
}

/// Letters of one look.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Piece {
    /// The first letter and the first one behind it, counted in letters of the block.
    pub(in crate::audit) letters: (usize, usize),
    pub(in crate::audit) look: LetterLook,
    /// How far it stands above the letters of its line, in points.
    pub(in crate::audit) rise: f64,
    /// Where a link on it leads.
    pub(in crate::audit) link: Option<String>,
}

/// A labelled element as printed.
pub(in crate::audit) struct Printed {
    pub(in crate::audit) block: LabelledBlock,
    /// Its letters, without what lies between them.
    pub(in crate::audit) letters: Vec<char>,
    /// What lies before letters, by their turn.
    pub(in crate::audit) between: Vec<(usize, Between)>,
    pub(in crate::audit) pieces: Vec<Piece>,
    pub(in crate::audit) lines: Vec<PrintedLine>,
    /// First and last page, from 0.
    pub(in crate::audit) pages: (usize, usize),
    /// Which run comes first, and which last.
    pub(in crate::audit) runs: (usize, usize),
    /// Highest and lowest of its words: place from the top as a share of the page.
    pub(in crate::audit) heights: (f64, f64),
    /// Where its first and its last run lie.
    pub(in crate::audit) first: Bounds,
    pub(in crate::audit) last: Bounds,
    /// How far its letters stand apart.
    pub(in crate::audit) gaps: LetterGaps,
    /// What is wrong with the places of its words, on which page.
    pub(in crate::audit) astray: Vec<(usize, &'static str)>,
}

impl Printed {
    /// What its first run begins.
    pub(in crate::audit) fn begun(run: &TextRun, block: &LabelledBlock, turn: usize) -> Self {
        let mut printed = Self {
            block: block.clone(),
            letters: Vec::new(),
            between: Vec::new(),
            pieces: Vec::new(),
            lines: Vec::new(),
            pages: (run.page, run.page),
            runs: (turn, turn),
            heights: (run.height, run.height),
            first: run.bounds,
            last: run.bounds,
            gaps: LetterGaps::default(),
            astray: Vec::new(),
        };
        printed.add(run, turn);
        printed
    }

    /// The letters in one.
    pub(in crate::audit) fn text(&self) -> String {
        self.letters.iter().collect()
    }

    /// The words as a reader reads them, from a letter on.
    pub(in crate::audit) fn words(&self, from: usize) -> String {
        let mut words = String::new();
        for (i, letter) in self.letters.iter().enumerate().skip(from) {
            if i > from && self.between.binary_search_by_key(&i, |(at, _)| *at).is_ok() {
                words.push(' ');
            }
            words.push(*letter);
        }
        words
    }

    /// Its lines on a page.
    pub(in crate::audit) fn on(&self, page: usize) -> impl Iterator<Item = &PrintedLine> {
        self.lines.iter().filter(move |line| line.page == page)
    }

    /// Adds its next run.
    pub(in crate::audit) fn add(&mut self, run: &TextRun, turn: usize) {
        let begins = self.letters.len();
        let between = self.join(run);
        self.gaps.join(run.letters.gaps);
        if let Some(between) = between.filter(|_| begins > 0) {
            self.between.push((begins, between));
        }
        for letter in run.letters.words.chars() {
            if letter == ' ' || letter == FAR {
                let between = if letter == FAR { Between::Far } else { Between::Space };
                self.between.push((self.letters.len(), between));
            // Some languages repeat a hyphen at which a line breaks.
            } else if letter != '-' || self.letters.last() != Some(&'-') {
                self.letters.push(letter);
            }
        }
        let rise = self.lines.last().map_or(0.0, |line| line.baseline - run.baseline);
        let letters = (begins, self.letters.len());
        let (look, link) = (run.look.clone(), run.link.clone());
        self.pieces.push(Piece { letters, look, rise, link });
        self.heights = (self.heights.0.min(run.height), self.heights.1.max(run.height));
        (self.last, self.pages.1, self.runs.1) = (run.bounds, run.page, turn);
    }

    /// Puts a run into the last line, or into one of its own, and says what lies before it.
    fn join(&mut self, run: &TextRun) -> Option<Between> {
        let (left, right, size) = (run.ends.0, run.ends.1, run.look.size);
        let bounds = [left, run.bounds[1], right, run.bounds[3]];
        let new = PrintedLine { page: run.page, bounds, baseline: run.baseline, size, begins: true };
        let Some(line) = self.lines.last_mut() else {
            self.lines.push(new);
            return None;
        };
        let down = run.baseline - line.baseline;
        if run.page != line.page {
            if run.page < line.page {
                self.astray.push((run.page, ORDER));
            }
            self.lines.push(new);
            return Some(Between::Line);
        }
        if down.abs() < ONE_LINE * size.min(line.size) && left > line.bounds[2] - size {
            let gap = (left - line.bounds[2]) / size.min(line.size);
            if gap < -LEAST_GAP {
                self.astray.push((run.page, "lie on each other"));
            }
            if (size - line.size).abs() < 0.01 {
                self.gaps.add(gap);
            }
            if size > line.size {
                (line.baseline, line.size) = (run.baseline, size);
            }
            let [l, t, r, b] = line.bounds;
            line.bounds = [l.min(left), t.min(bounds[1]), r.max(right), b.max(bounds[3])];
            return match gap {
                gap if gap > MOST_GAP => Some(Between::Far),
                gap if gap >= LEAST_GAP => Some(Between::Space),
                _ => None,
            };
        }
        let (page, size_before) = (line.page, line.size);
        // At the head of the next column: right of all that stands in the first one.
        let column = self.on(page).all(|line| left >= line.bounds[2]) && down < 0.0;
        let close = self.on(page).any(|line| left < line.bounds[2] + MOST_GAP * size);
        if column && close {
            self.astray.push((run.page, "stand in columns too close to be told apart"));
        } else if !column && down <= 0.0 {
            self.astray.push((run.page, ORDER));
        } else if !column && down > MOST_LEADING * size.max(size_before) {
            self.astray.push((run.page, "stand far below the line before them"));
        }
        self.lines.push(PrintedLine { begins: column, ..new });
        Some(Between::Line)
    }

    /// Whether its lines begin at one edge, end at one, or stand in the middle of one. The first line may hang out or in; that
    /// of words that go on in a line (`inline`) begins where that has room.
    pub(in crate::audit) fn is_aligned(&self, inline: bool) -> bool {
        let mut columns: Vec<Vec<&PrintedLine>> = Vec::new();
        let hangs = match self.lines.as_slice() {
            [first, second, ..] if !second.begins => {
                (second.bounds[0] - first.bounds[0]).abs() < MOST_HANG * first.size
            }
            _ => false,
        };
        for line in self.lines.iter().skip(usize::from(inline || hangs)) {
            match columns.last_mut().filter(|_| !line.begins) {
                Some(column) => column.push(line),
                None => columns.push(vec![line]),
            }
        }
        columns.iter().all(|lines| {
            let alike = |edge: fn(&Bounds) -> f64, slack: f64| {
                let edges = || lines.iter().map(|line| edge(&line.bounds));
                edges().fold(f64::MIN, f64::max) - edges().fold(f64::MAX, f64::min) <= slack
            };
            // Stops at the ends of lines hang over the edge.
            let hung = SLACK + lines.first().map_or(0.0, |line| MOST_OVERHANG * line.size);
            alike(|b| b[0], SLACK) || alike(|b| f64::midpoint(b[0], b[2]), hung) || alike(|b| b[2], hung)
        })
    }
}

/// What is said of words that stand before those that are read first.
const ORDER: &str = "stand in another order than they are read";
