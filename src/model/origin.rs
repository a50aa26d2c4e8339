//! Where a tag comes from, as files have it.

use super::{Annotation, Name};

/// Before the rule of a suggestion that was taken as it was.
const SUGGESTED: &str = "suggested:";
/// Before the rule of a suggestion that the analyst changed.
const CORRECTED: &str = "corrected:";
/// Before the rule of what was added to the file without anybody's look.
const AUTOMATIC: &str = "automatic:";

/// Where a tag comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagOrigin<'a> {
    /// The analyst made it.
    Hand,
    /// A suggestion by this rule, taken as it was.
    Suggested(&'a str),
    /// A suggestion by this rule that the analyst changed.
    Corrected(&'a str),
    /// Added to the file by this rule; the analyst has done nothing with it yet.
    Automatic(&'a str),
    /// Something else, such as an import.
    Other(&'a str),
}

impl<'a> TagOrigin<'a> {
    /// What a file says of it.
    pub fn read(stored: Option<&'a Name>) -> Self {
        let Some(stored) = stored.map(Name::as_str) else { return Self::Hand };
        let known = |kind: &str, of: fn(&'a str) -> Self| stored.strip_prefix(kind).map(of);
        known(SUGGESTED, Self::Suggested)
            .or_else(|| known(CORRECTED, Self::Corrected))
            .or_else(|| known(AUTOMATIC, Self::Automatic))
            .unwrap_or(Self::Other(stored))
    }

    /// What a file is to say; nothing of what the analyst made.
    pub fn stored(self) -> Option<Name> {
        match self {
            Self::Hand => None,
            Self::Suggested(rule) => Some(format!("{SUGGESTED}{rule}").into()),
            Self::Corrected(rule) => Some(format!("{CORRECTED}{rule}").into()),
            Self::Automatic(rule) => Some(format!("{AUTOMATIC}{rule}").into()),
            Self::Other(stored) => Some(stored.into()),
        }
    }

    /// The rule that suggested or added it.
    pub fn rule(self) -> Option<&'a str> {
        match self {
            Self::Suggested(rule) | Self::Corrected(rule) | Self::Automatic(rule) => Some(rule),
            Self::Hand | Self::Other(_) => None,
        }
    }

    /// The rule whose words and label it still has.
    pub fn unchanged_rule(self) -> Option<&'a str> {
        match self {
            Self::Suggested(rule) | Self::Automatic(rule) => Some(rule),
            Self::Hand | Self::Corrected(_) | Self::Other(_) => None,
        }
    }

    /// True where nobody has done anything with it since it was added.
    pub fn is_automatic(self) -> bool {
        match self {
            Self::Automatic(_) => true,
            Self::Hand | Self::Suggested(_) | Self::Corrected(_) | Self::Other(_) => false,
        }
    }
}

impl Annotation {
    /// Where it comes from.
    pub fn tag_origin(&self) -> TagOrigin<'_> {
        TagOrigin::read(self.origin.as_ref())
    }
}
