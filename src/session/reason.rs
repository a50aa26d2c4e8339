//! Why something can't be done now.

use crate::{
    messages::{Message, Worded},
    model::EditConflict,
    store::ReadOnly,
};

/// Why something can't be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No article is open.
    NoArticle,
    /// No folder is open.
    NoFolder,
    /// The list has no article there.
    NoOtherArticle,
    /// The annotations are being read.
    Loading,
    /// A dialog is open, and the key is for what lies below it.
    DialogOpen,
    /// The annotation file can't be read, and nothing may be written in its place.
    AnnotationsUnreadable,
    /// The article or its annotation file may not be changed.
    ReadOnly(ReadOnly),
    /// What was agreed to is being written.
    Agreeing,
    /// Every tag has its place.
    NoMoves,
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to redo.
    NothingToRedo,
    /// No words are selected.
    NothingSelected,
    /// What was looked for is nowhere.
    NothingFound,
    /// No annotation is active.
    NoTag,
    /// The article is not marked as done.
    NotFinished,
    /// No annotation is active that a relation could start at.
    NoClaimActive,
    /// There is no annotation near that the relation could lead to.
    NothingNear,
    /// The schema has no such relation.
    NoSuchRelation,
    /// The relation does not start at annotations like the active one.
    NotFromThis,
    /// The relation is there already.
    LinkedAlready,
    /// There is no word at the caret.
    NoWord,
    /// What is selected has no words, only marks and spaces.
    OnlyMarks,
    /// The annotation has this label already.
    SameLabel,
    /// There are no further annotations in this direction.
    NoMoreTags,
    /// The text ends here.
    TextEnds,
    /// An annotation holds at least one word.
    TagTooShort,
    /// Every suggestion is decided on.
    NoSuggestions,
    /// Suggestions are still being looked for.
    SuggestionsUnderWay,
    /// No suggestion is held back.
    NothingHeldBack,
    /// No suggestion is the current one.
    NoSuggestionCurrent,
    /// The words of the suggestion mean one thing.
    NoOtherReading,
    /// No day of publication is proposed, or it is known already.
    NoProposal,
    /// The table has it all already.
    NothingToWrite,
    /// Nothing was decided on the suggestion.
    NothingToTakeBack,
    /// What was typed is no value; the value stays as it was.
    ValueNotRead,
    /// The label is the one that is suggested.
    SuggestedSo,
    /// Words that have nothing to do with the current suggestion are selected.
    OtherWordsSelected,
    /// The schema has no such label.
    NoSuchLabel,
    /// No place is ticked.
    NothingTicked,
    /// There are no findings.
    NoFindings,
    /// Nothing here can be fixed with certainty.
    NothingToFix,
    /// Fewer than two analysts are done with the article.
    NothingToCompare,
    /// The analyst's own work on the article is not done, and others' is not shown before.
    OwnNotDone,
    /// Works are not compared now.
    NotComparing,
    /// No disagreement is the current one.
    NoDisagreement,
    /// No further disagreement waits.
    NoDisagreements,
    /// Disagreements wait for a decision.
    DisagreementsLeft,
    /// Somebody else decides, as the list of tasks says.
    NotAdjudicator,
    /// What became of one's own tags is only shown.
    OnlyToLook,
    /// The analyst has no such record.
    HasNoRecord,
    /// One analyst alone has the record, so that not several can be right.
    OneHasIt,
    /// Nothing is left that all have alike.
    NothingAlike,
    /// So many analysts are not compared.
    NoSuchAnalyst,
    /// There are not so many rows.
    NoSuchRow,
    /// The file that says who works on what can't be read.
    TasksNotRead,
    /// The article has one such value: one of them has to be taken.
    OneOfThem,
    /// The gold of the article is not done.
    GoldNotDone,
    /// A ruling was begun and left; it stays with its disagreement.
    RulingBegun,
    /// The analyst has no work on the article.
    NoOwnWork,
    /// The gold is open.
    WhileComparing,
    /// The document is not the one that the change was made for.
    Conflict,
    /// The schema was given on the command line.
    SchemaGiven,
    /// The earlier version was made on another text of the article.
    OtherText,
    /// The earlier version has the same annotations as there are now.
    SameTags,
    /// Articles are looked through for who speaks in them, or a decision is being written.
    PeopleUnderWay,
}

impl From<EditConflict> for Reason {
    fn from(_: EditConflict) -> Self {
        Self::Conflict
    }
}

impl Worded for Reason {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::NoArticle => "reason-no-article",
            Self::NoFolder => "reason-no-folder",
            Self::NoOtherArticle => "reason-no-other-article",
            Self::Loading => "reason-loading",
            Self::DialogOpen => "reason-dialog-open",
            Self::AnnotationsUnreadable => "reason-annotations-unreadable",
            Self::ReadOnly(why) => in_short(why),
            Self::Agreeing => "reason-agreeing",
            Self::NoMoves => "reason-no-moves",
            Self::NothingToUndo => "reason-nothing-to-undo",
            Self::NothingToRedo => "reason-nothing-to-redo",
            Self::NothingSelected => "reason-nothing-selected",
            Self::NothingFound => "reason-nothing-found",
            Self::NoTag => "reason-no-tag",
            Self::NotFinished => "reason-not-finished",
            Self::NoClaimActive => "reason-no-claim-active",
            Self::NothingNear => "reason-nothing-near",
            Self::NoSuchRelation => "reason-no-such-relation",
            Self::NotFromThis => "reason-not-from-this",
            Self::LinkedAlready => "reason-linked-already",
            Self::NoWord => "reason-no-word",
            Self::OnlyMarks => "reason-only-marks",
            Self::SameLabel => "reason-same-label",
            Self::NoMoreTags => "reason-no-more-tags",
            Self::TextEnds => "reason-text-ends",
            Self::TagTooShort => "reason-tag-too-short",
            Self::NoSuggestions => "reason-no-suggestions",
            Self::SuggestionsUnderWay => "suggestions-still-looked-for",
            Self::NothingHeldBack => "reason-nothing-held-back",
            Self::NoSuggestionCurrent => "reason-no-suggestion-current",
            Self::NoOtherReading => "reason-no-other-reading",
            Self::NoProposal => "reason-no-proposal",
            Self::NothingToWrite => "reason-nothing-to-write",
            Self::NothingToTakeBack => "reason-nothing-to-take-back",
            Self::ValueNotRead => "reason-value-not-read",
            Self::SuggestedSo => "reason-suggested-so",
            Self::OtherWordsSelected => "reason-other-words-selected",
            Self::NoSuchLabel => "reason-no-such-label",
            Self::NothingTicked => "reason-nothing-ticked",
            Self::NoFindings => "reason-no-findings",
            Self::NothingToFix => "reason-nothing-to-fix",
            Self::NothingToCompare => "reason-nothing-to-compare",
            Self::OwnNotDone => "reason-own-not-done",
            Self::NotComparing => "reason-not-comparing",
            Self::NoDisagreement => "reason-no-disagreement",
            Self::NoDisagreements => "reason-no-disagreements",
            Self::DisagreementsLeft => "reason-disagreements-left",
            Self::NotAdjudicator => "reason-not-adjudicator",
            Self::OnlyToLook => "reason-only-to-look",
            Self::HasNoRecord => "reason-has-no-record",
            Self::OneHasIt => "reason-one-has-it",
            Self::NothingAlike => "reason-nothing-alike",
            Self::NoSuchAnalyst => "reason-no-such-analyst",
            Self::NoSuchRow => "reason-no-such-row",
            Self::TasksNotRead => "reason-tasks-not-read",
            Self::OneOfThem => "reason-one-of-them",
            Self::GoldNotDone => "reason-gold-not-done",
            Self::NoOwnWork => "reason-no-own-work",
            Self::RulingBegun => "reason-ruling-begun",
            Self::WhileComparing => "reason-while-comparing",
            Self::Conflict => "reason-conflict",
            Self::SchemaGiven => "reason-schema-given",
            Self::OtherText => "reason-other-text",
            Self::SameTags => "reason-same-tags",
            Self::PeopleUnderWay => "reason-people-under-way",
        })
    }
}

/// Why the article can only be read, for a greyed button; the notice says who and since when.
fn in_short(why: &ReadOnly) -> &'static str {
    match why {
        ReadOnly::Newer { .. } => "reason-newer",
        ReadOnly::ArticleChanged => "reason-article-changed",
        ReadOnly::Locked(_) | ReadOnly::LockLost => "reason-locked",
        ReadOnly::Marked => "reason-marked-read-only",
        ReadOnly::CannotWrite(_) => "reason-cannot-write",
    }
}
