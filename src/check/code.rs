//! The codes of findings: stable, each with its group and how much it weighs.

/// What may be wrong, without what it speaks of: [`FindingKind`](super::FindingKind) has that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingCode {
    /// Two dates that should be the same are not.
    PairDisagrees,
    /// A day that its calendar does not have, or a value that is none.
    ImpossibleDate,
    /// The weekday in the words is not that of the value.
    OtherWeekday,
    /// The weekday beside «امروز» is not that of the day counted from publication.
    OtherPublicationWeekday,
    /// A date is after publication and said in the past.
    AfterPublication,
    /// A date without a value, or with an open one.
    UnresolvedDate,
    /// A length of time ends before it begins.
    EndsBeforeBegin,
    /// The publication date is no day.
    NoPublicationDay,
    /// The publication date is not the one that the table of the folder says.
    OtherPublicationDay,
    /// A date is counted from a publication date other than the one that the table of the folder says.
    CountedFromOtherDay,
    /// A claim starts with «که».
    StartsWithThat,
    /// A claim starts with a mark.
    StartsWithMark,
    /// A claim ends with a mark.
    EndsWithMark,
    /// A claim holds the quotation marks around it.
    InQuotationMarks,
    /// A link that the schema asks for is not there.
    MissingLink,
    /// A date lies in a claim to which nothing links it.
    UnlinkedDate,
    /// An edge is inside a word.
    InsideWord,
    /// An edge parts a letter from its marks.
    SplitCharacter,
    /// The same words have the same label twice.
    Twice,
    /// A tag has no place in the article.
    WithoutPlace,
    /// Two sides of a merge changed a tag in different ways.
    MergeConflict,
    /// The same words have another label elsewhere, as often or more often.
    OtherLabelElsewhere,
    /// An attribute that the schema asks for is missing.
    MissingAttribute,
    /// The schema has no such label.
    UnknownLabel,
    /// The label has no such attribute.
    UnknownAttribute,
    /// An attribute can't have this value.
    WrongValue,
    /// The schema has no such link.
    UnknownLink,
    /// A link may not join these labels.
    WrongEnds,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It contradicts itself, the text or the schema.
    Error,
    /// It most likely needs a fix.
    Warning,
    /// Worth a look.
    Hint,
}

/// What findings are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingGroup {
    /// Dates and their values.
    Dates,
    /// Claims and their parts.
    Claims,
    /// Where tags are.
    Tags,
    /// What the schema says.
    Schema,
}

impl FindingGroup {
    /// Every group, in order of display.
    pub const ALL: &[Self] = &[Self::Dates, Self::Claims, Self::Tags, Self::Schema];
}

impl Severity {
    /// As reports write it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

impl FindingCode {
    /// Every code.
    const ALL: &[Self] = &[
        Self::PairDisagrees,
        Self::ImpossibleDate,
        Self::OtherWeekday,
        Self::OtherPublicationWeekday,
        Self::AfterPublication,
        Self::UnresolvedDate,
        Self::EndsBeforeBegin,
        Self::NoPublicationDay,
        Self::OtherPublicationDay,
        Self::CountedFromOtherDay,
        Self::StartsWithThat,
        Self::StartsWithMark,
        Self::EndsWithMark,
        Self::InQuotationMarks,
        Self::MissingLink,
        Self::UnlinkedDate,
        Self::InsideWord,
        Self::SplitCharacter,
        Self::Twice,
        Self::WithoutPlace,
        Self::MergeConflict,
        Self::OtherLabelElsewhere,
        Self::MissingAttribute,
        Self::UnknownLabel,
        Self::UnknownAttribute,
        Self::WrongValue,
        Self::UnknownLink,
        Self::WrongEnds,
    ];

    /// Every code.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied()
    }

    /// Its key, which stays what it is.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// What it is about.
    pub fn group(self) -> FindingGroup {
        self.row().1
    }

    /// How much it weighs.
    pub fn severity(self) -> Severity {
        self.row().2
    }

    /// Its key in reports, its group, its weight.
    const fn row(self) -> (&'static str, FindingGroup, Severity) {
        use FindingGroup as G;
        use Severity as S;
        match self {
            Self::PairDisagrees => ("pair-disagrees", G::Dates, S::Error),
            Self::ImpossibleDate => ("impossible-date", G::Dates, S::Error),
            Self::OtherWeekday => ("other-weekday", G::Dates, S::Error),
            Self::OtherPublicationWeekday => ("other-publication-weekday", G::Dates, S::Warning),
            Self::AfterPublication => ("after-publication", G::Dates, S::Warning),
            Self::UnresolvedDate => ("unresolved-date", G::Dates, S::Warning),
            Self::EndsBeforeBegin => ("ends-before-begin", G::Dates, S::Error),
            Self::NoPublicationDay => ("no-publication-day", G::Dates, S::Error),
            Self::OtherPublicationDay => ("other-publication-day", G::Dates, S::Warning),
            Self::CountedFromOtherDay => ("counted-from-other-day", G::Dates, S::Warning),
            Self::StartsWithThat => ("starts-with-that", G::Claims, S::Warning),
            Self::StartsWithMark => ("starts-with-mark", G::Claims, S::Warning),
            Self::EndsWithMark => ("ends-with-mark", G::Claims, S::Warning),
            Self::InQuotationMarks => ("in-quotation-marks", G::Claims, S::Warning),
            Self::MissingLink => ("missing-link", G::Claims, S::Warning),
            Self::UnlinkedDate => ("unlinked-date", G::Claims, S::Hint),
            Self::InsideWord => ("inside-word", G::Tags, S::Warning),
            Self::SplitCharacter => ("split-character", G::Tags, S::Error),
            Self::Twice => ("twice", G::Tags, S::Warning),
            Self::WithoutPlace => ("without-place", G::Tags, S::Warning),
            Self::MergeConflict => ("merge-conflict", G::Tags, S::Error),
            Self::OtherLabelElsewhere => ("other-label-elsewhere", G::Tags, S::Hint),
            Self::MissingAttribute => ("missing-attribute", G::Schema, S::Warning),
            Self::UnknownLabel => ("unknown-label", G::Schema, S::Error),
            Self::UnknownAttribute => ("unknown-attribute", G::Schema, S::Warning),
            Self::WrongValue => ("wrong-value", G::Schema, S::Error),
            Self::UnknownLink => ("unknown-link", G::Schema, S::Error),
            Self::WrongEnds => ("wrong-ends", G::Schema, S::Error),
        }
    }
}
