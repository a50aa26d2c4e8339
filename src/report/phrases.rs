//! What reports and figures say by themselves.

pub use crate::text::Language;
use crate::{
    language::{DigitSet, localize_digits},
    messages::{Message, Worded},
};

/// A sentence of a report or a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportPhrase {
    /// What the figure of dates is called.
    Timeline,
    /// How many dates have no place on the axis.
    Undated(usize),
    /// There is no date to draw.
    NoDates,
    /// When the article was published.
    Published,
    /// How many more there are than are drawn.
    AndMore(usize),
    /// Nobody was marked as who says it.
    Nobody,
    /// In which paragraph something is, from 1.
    Paragraph(usize),
    /// Of how many articles a figure is.
    Articles(usize),
    /// What the figure of claims is called.
    Network,
    /// There is no claim to draw.
    NoClaims,
    /// The column of those who claim.
    Who,
    /// The column of claims.
    What,
    /// The column of dates.
    When,
    /// Where the article is from.
    Source,
    /// Who wrote the article.
    Author,
    /// Who marked it.
    Analyst,
    /// Which program made the report.
    Made,
    /// The value `yes`.
    Yes,
    /// The value `no`.
    No,
    /// How many tags the list of them has.
    Notes(usize),
    /// The number of a page.
    Page {
        /// From 1.
        page: usize,
        /// How many there are.
        of: usize,
    },
}

impl Worded for ReportPhrase {
    fn message(&self) -> Message {
        let count = |key, n: usize| Message::new(key).with("n", n);
        match *self {
            Self::Timeline => Message::new("figure-timeline"),
            Self::Undated(n) => count("report-undated", n),
            Self::NoDates => Message::new("report-no-dates"),
            Self::Published => Message::new("report-published"),
            Self::AndMore(n) => count("report-and-more", n),
            Self::Nobody => Message::new("report-nobody"),
            Self::Paragraph(n) => count("report-paragraph", n),
            Self::Articles(n) => count("report-articles", n),
            Self::Network => Message::new("report-network-title"),
            Self::NoClaims => Message::new("report-no-claims"),
            Self::Who => Message::new("report-who"),
            Self::What => Message::new("report-what"),
            Self::When => Message::new("report-when"),
            Self::Source => Message::new("report-source"),
            Self::Author => Message::new("report-author"),
            Self::Analyst => Message::new("setting-analyst"),
            Self::Made => {
                Message::new("report-made").with_text("version", env!("CARGO_PKG_VERSION"))
            }
            Self::Yes => Message::new("yes"),
            Self::No => Message::new("no"),
            Self::Notes(n) => count("report-notes", n),
            Self::Page { page, of } => count("report-page", page).with("of", of),
        }
    }
}

/// Digits as `language` writes them.
pub(super) fn digits(words: &str, language: Language) -> String {
    let set = match language {
        Language::Persian => DigitSet::Persian,
        Language::English => DigitSet::Latin,
    };
    localize_digits(words, set)
}
