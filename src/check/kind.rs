//! What findings say: each kind with what it speaks of.

use super::FindingCode;

/// What may be wrong, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// Two dates that should be the same are not.
    PairDisagrees {
        /// The value of this one.
        here: String,
        /// That of its partner.
        there: String,
    },
    /// A day that its calendar does not have, or a value that is none.
    ImpossibleDate {
        /// The value.
        value: String,
    },
    /// The weekday in the words is not that of the value.
    OtherWeekday(WeekdayPair),
    /// The weekday beside «امروز» is not that of the day counted from publication.
    OtherPublicationWeekday(WeekdayPair),
    /// The publication date is not the one that the table of the folder says.
    OtherPublicationDay {
        /// As the annotation file says.
        published: String,
        /// As the table says.
        catalogued: String,
    },
    /// A date is counted from a publication date other than the one that the table of the folder says.
    CountedFromOtherDay {
        /// Its value.
        value: String,
        /// What it is when it is counted from the day that the table says.
        counted: String,
    },
    /// A date is after publication and said in the past.
    AfterPublication {
        /// The value.
        value: String,
        /// When the article was published.
        published: String,
    },
    /// A date without a value, or with an open one.
    UnresolvedDate {
        /// The open value, or `""`.
        value: String,
    },
    /// A length of time ends before it begins.
    EndsBeforeBegin {
        /// The day it begins.
        begin: String,
        /// The day it ends.
        end: String,
    },
    /// The publication date is no day.
    NoPublicationDay {
        /// What it is.
        published: String,
    },
    /// A claim starts with «که».
    StartsWithThat,
    /// A claim starts with a mark.
    StartsWithMark,
    /// A claim ends with a mark.
    EndsWithMark,
    /// A claim holds the quotation marks around it.
    InQuotationMarks,
    /// A link that the schema asks for is not there.
    MissingLink {
        /// The key of the relation.
        relation: String,
    },
    /// A date lies in a claim to which nothing links it.
    UnlinkedDate,
    /// An edge is inside a word.
    InsideWord {
        /// The whole word.
        word: String,
    },
    /// An edge parts a letter from its marks.
    SplitCharacter,
    /// The same words have the same label twice.
    Twice {
        /// The key of the label.
        label: String,
    },
    /// A tag has no place in the article: its words are not there any more.
    WithoutPlace {
        /// The key of its label.
        label: String,
    },
    /// Two sides of a merge changed the tag in different ways, and both versions stand.
    MergeConflict {
        /// What the other version says.
        other: String,
    },
    /// The same words have another label elsewhere, as often or more often.
    OtherLabelElsewhere {
        /// The key of the label here.
        here: String,
        /// That of the label elsewhere.
        elsewhere: String,
    },
    /// An attribute that the schema asks for is missing.
    MissingAttribute {
        /// Its key.
        attribute: String,
    },
    /// The schema has no such label.
    UnknownLabel {
        /// Its key.
        label: String,
    },
    /// The label has no such attribute.
    UnknownAttribute {
        /// Its key.
        attribute: String,
    },
    /// An attribute can't have this value.
    WrongValue {
        /// Its key.
        attribute: String,
        /// The value.
        value: String,
    },
    /// The schema has no such link.
    UnknownLink {
        /// The key of the relation.
        relation: String,
    },
    /// A link may not join these labels.
    WrongEnds {
        /// The key of the relation.
        relation: String,
        /// The key of the label it starts at.
        from: String,
        /// The key of the label it ends at.
        to: String,
    },
}

/// Two weekdays that should be one; Monday is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayPair {
    /// The one in the words.
    pub written: i8,
    /// The one of the day.
    pub counted: i8,
}

impl FindingKind {
    /// Its code.
    pub fn code(&self) -> FindingCode {
        match self {
            Self::PairDisagrees { .. } => FindingCode::PairDisagrees,
            Self::ImpossibleDate { .. } => FindingCode::ImpossibleDate,
            Self::OtherWeekday(_) => FindingCode::OtherWeekday,
            Self::OtherPublicationWeekday(_) => FindingCode::OtherPublicationWeekday,
            Self::OtherPublicationDay { .. } => FindingCode::OtherPublicationDay,
            Self::CountedFromOtherDay { .. } => FindingCode::CountedFromOtherDay,
            Self::AfterPublication { .. } => FindingCode::AfterPublication,
            Self::UnresolvedDate { .. } => FindingCode::UnresolvedDate,
            Self::EndsBeforeBegin { .. } => FindingCode::EndsBeforeBegin,
            Self::NoPublicationDay { .. } => FindingCode::NoPublicationDay,
            Self::StartsWithThat => FindingCode::StartsWithThat,
            Self::StartsWithMark => FindingCode::StartsWithMark,
            Self::EndsWithMark => FindingCode::EndsWithMark,
            Self::InQuotationMarks => FindingCode::InQuotationMarks,
            Self::MissingLink { .. } => FindingCode::MissingLink,
            Self::UnlinkedDate => FindingCode::UnlinkedDate,
            Self::InsideWord { .. } => FindingCode::InsideWord,
            Self::SplitCharacter => FindingCode::SplitCharacter,
            Self::Twice { .. } => FindingCode::Twice,
            Self::WithoutPlace { .. } => FindingCode::WithoutPlace,
            Self::MergeConflict { .. } => FindingCode::MergeConflict,
            Self::OtherLabelElsewhere { .. } => FindingCode::OtherLabelElsewhere,
            Self::MissingAttribute { .. } => FindingCode::MissingAttribute,
            Self::UnknownLabel { .. } => FindingCode::UnknownLabel,
            Self::UnknownAttribute { .. } => FindingCode::UnknownAttribute,
            Self::WrongValue { .. } => FindingCode::WrongValue,
            Self::UnknownLink { .. } => FindingCode::UnknownLink,
            Self::WrongEnds { .. } => FindingCode::WrongEnds,
        }
    }
}
