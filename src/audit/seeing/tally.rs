//! Pixels of a run, counted for each of its letters, and colours.

use super::raster::Pixel;

/// What is counted of a letter, or of a whole run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    /// How much ink it has: the sum of its coverage.
    pub(super) ink: u64,
    /// How much of that is not on the page as it should be.
    pub(super) lost: u64,
    /// Pixels under its ink.
    pub(super) under: u32,
    /// How many of them are not of the colour of the ground.
    pub(super) odd_under: u32,
    /// Pixels of its band.
    pub(super) band: u32,
    /// How many of them are not of the colour of the ground.
    pub(super) odd_band: u32,
    /// Pixels of its band that something drawn later touches.
    pub(super) later: u32,
    /// Pixels under its ink that something drawn later touches.
    pub(super) later_ink: u32,
}

impl Count {
    /// Adds another.
    fn add(&mut self, other: &Self) {
        self.ink += other.ink;
        self.lost += other.lost;
        self.under += other.under;
        self.odd_under += other.odd_under;
        self.band += other.band;
        self.odd_band += other.odd_band;
        self.later += other.later;
        self.later_ink += other.later_ink;
    }

    /// The sum of some.
    pub(super) fn sum(counts: &[Self]) -> Self {
        let mut sum = Self::default();
        counts.iter().for_each(|count| sum.add(count));
        sum
    }
}

/// How often each value of red, green and blue comes.
pub(super) struct PixelCounts {
    /// For each value of each.
    counts: [[u32; 256]; 3],
    /// How many colours were counted.
    total: u32,
}

impl PixelCounts {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { counts: [[0; 256]; 3], total: 0 }
    }

    /// Counts a colour.
    pub(super) fn count(&mut self, colour: Pixel) {
        for (counts, value) in self.counts.iter_mut().zip(colour) {
            counts[usize::from(value)] += 1;
        }
        self.total += 1;
    }

    /// The one in the middle.
    pub(super) fn median(&self) -> Pixel {
        let mut median = [u8::MAX; 4];
        for (value, counts) in median.iter_mut().zip(&self.counts) {
            let mut left = self.total / 2;
            for (i, count) in (0..=u8::MAX).zip(counts) {
                if *count > left {
                    *value = i;
                    break;
                }
                left -= count;
            }
        }
        median
    }
}

/// A colour laid over another.
pub(super) fn laid(top: Pixel, below: Pixel, opacity: u8) -> Pixel {
    let opacity = u32::from(opacity);
    let mut mixed = below;
    for (below, top) in mixed.iter_mut().zip(top) {
        *below = ((u32::from(top) * opacity + u32::from(*below) * (255 - opacity) + 127) / 255) as u8;
    }
    mixed
}

/// How far apart two colours are, in the part in which they differ most.
pub(super) fn apart(a: Pixel, b: Pixel) -> u8 {
    a.into_iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap_or_default()
}
