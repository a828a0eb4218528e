//! Topics, and the safety facts that each demands: a table in Rust, never read from layouts or project files.

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Heroin, fentanyl, prescription opioids.
    Opioids,
}

/// The safety facts that a topic demands, by id, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Demands {
    /// Lines to call, at the top of the emergency box.
    pub lines: &'static [&'static str],
    /// Signs and first steps, at the foot of the emergency box.
    pub first_aid: &'static [&'static str],
    /// Of those, the steps: a card has them on its front.
    pub steps: &'static [&'static str],
    /// Of those, the signs: a card has them on its back.
    pub signs: &'static [&'static str],
    /// What must stand in the text of long products: in the text's own words, or after them.
    pub in_text: &'static [&'static str],
    /// Of those, what nobody should leave without: a tri-fold has them where it has no room for all.
    pub urgent: &'static [&'static str],
    /// The facts whose `line` makes the emergency line: at the foot of worksheets, on the cover of tri-folds.
    pub emergency_line: &'static [&'static str],
}

impl Topic {
    /// Every topic.
    pub const ALL: &[Topic] = &[Topic::Opioids];

    /// The name used in the sources.
    pub fn as_str(self) -> &'static str {
        match self {
            Topic::Opioids => "opioids",
        }
    }

    /// The topic of a name.
    pub fn parse(name: &str) -> Option<Topic> {
        Topic::ALL.iter().copied().find(|t| t.as_str() == name)
    }

    /// The facts it demands.
    pub fn demands(self) -> Demands {
        match self {
            Topic::Opioids => Demands {
                lines: &["call-911", "crisis-988", "helpline"],
                first_aid: &["overdose-signs", "overdose-steps"],
                steps: &["overdose-steps"],
                signs: &["overdose-signs"],
                in_text: &["naloxone-works", "naloxone-wears-off", "naloxone-otc", "mixed-supply", "good-samaritan"],
                urgent: &["naloxone-wears-off"],
                emergency_line: &["call-911", "crisis-988"],
            },
        }
    }

    /// Whether words name what the topic is about.
    pub fn named_in(self, text: &str) -> bool {
        match self {
            Topic::Opioids => {
                let text = text.to_lowercase();
                OPIOIDS.iter().any(|name| text.contains(name))
            }
        }
    }
}

/// Opioids and what is given against them, in English and Spanish, lower case, without endings.
const OPIOIDS: &[&str] = &[
    "heroin",
    "heroín",
    "fentan",
    "opioid",
    "opiate",
    "opiáce",
    "opiace",
    "oxycod",
    "oxicod",
    "hydrocod",
    "hidrocod",
    "morphin",
    "morfin",
    "methadon",
    "metadon",
    "buprenorph",
    "buprenorf",
    "naloxon",
    "codein",
    "tramadol",
];
