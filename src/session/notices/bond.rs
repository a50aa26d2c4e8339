//! How long a notice goes on to be true: with the article it speaks of, and as long as something is so.

use crate::session::{NoticeKind, Reason};

/// What a notice has to do with the open article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::session) enum ArticleBond {
    /// Nothing.
    None,
    /// It speaks of it, and goes with it.
    Goes,
    /// It speaks of it, and has to be known all the same.
    Outlives,
}

impl NoticeKind {
    /// True for what tells of a state that goes on: Escape does not take it away, and the status line leads
    /// back to it.
    pub fn is_lasting(&self) -> bool {
        self.stops_work()
            || matches!(
                self,
                Self::ReadOnly(_)
                    | Self::LockLost(_)
                    | Self::SchemaUnusable(_)
                    | Self::CatalogNotRead(_)
                    | Self::TasksNotRead(_)
                    | Self::NotAmongAnalysts { .. }
                    | Self::PeopleNotRead(_)
            )
    }

    /// True where something waits for a person's decision as long as it is so.
    pub(in crate::session) fn stops_work(&self) -> bool {
        matches!(
            self,
            Self::AnnotationsUnreadable(_)
                | Self::BothSyntaxes { .. }
                | Self::ChangedOutside(_)
                | Self::BrokenOutside(_)
                | Self::FileGone(_)
                | Self::ArticleChanged(_)
                | Self::ArticleGone(_)
                | Self::FolderGone(_)
        )
    }

    /// True for what is answered by the next thing that is done while comparing.
    pub(in crate::session) fn is_over_once_decided(&self) -> bool {
        matches!(
            self,
            Self::GoldDone
                | Self::Refused(
                    Reason::DisagreementsLeft
                        | Reason::NoDisagreements
                        | Reason::NoSuchAnalyst
                        | Reason::NoSuchRow
                        | Reason::HasNoRecord
                        | Reason::OneHasIt
                        | Reason::OneOfThem
                        | Reason::NothingAlike
                )
        )
    }

    pub(in crate::session) fn article_bond(&self) -> ArticleBond {
        let goes = self.stops_work()
            || matches!(
                self,
                Self::ReadOnly(_)
                    | Self::LockLost(_)
                    | Self::Refused(Reason::OtherText)
                    | Self::Extracted(_)
                    | Self::PageDaysDiffer { .. }
                    | Self::OtherEncoding(_)
                    | Self::EntriesUnfit { .. }
                    | Self::Recovered(_)
                    | Self::BegunWork(_)
                    | Self::WasChangedOutside
                    | Self::TagsMoved { .. }
                    | Self::WithoutPlace(_)
                    | Self::PartsLeft(_)
                    | Self::ValueNotRead { .. }
                    | Self::ProgramFailed { .. }
                    | Self::ProgramRefused { .. }
            );
        if matches!(self, Self::ManyRemoved { .. }) {
            ArticleBond::Outlives
        } else if goes {
            ArticleBond::Goes
        } else {
            ArticleBond::None
        }
    }
}
