//! Colours as a screen shows them, in sRGB: how far apart they are, and how well one is read on the other.

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// White paper.
    pub const WHITE: Colour = Colour(255, 255, 255);
    /// The ink of body text (`layouts/system.typ` uses the same).
    pub const INK: Colour = Colour(0x1d, 0x2b, 0x30);

    /// How far apart two colours are: 0 to 1, as the eye weighs red, green and blue.
    pub fn apart(self, other: Colour) -> f64 {
        let part = |a: u8, b: u8, weight: f64| weight * ((f64::from(a) - f64::from(b)) / 255.0).powi(2);
        (part(self.0, other.0, 0.3) + part(self.1, other.1, 0.59) + part(self.2, other.2, 0.11)).sqrt()
    }

    /// From `#rrggbb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let hex = text.strip_prefix('#').filter(|h| h.len() == 6 && h.is_ascii())?;
        let part = |i| u8::from_str_radix(&hex[i..i + 2], 16).ok();
        Some(Colour(part(0)?, part(2)?, part(4)?))
    }

    /// As `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Relative luminance (WCAG 2.1).
    fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast ratio (WCAG 2.1, success criterion 1.4.3), 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Colour(0, 0, 0).contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!((Colour::parse("#767676").map_or(0.0, |c| c.contrast(Colour::WHITE)) - 4.54).abs() < 0.01);
        assert_eq!(Colour::parse("#12345"), None);
        assert_eq!(Colour::parse("#0b4f5c").map(Colour::hex).as_deref(), Some("#0b4f5c"));
    }
}
