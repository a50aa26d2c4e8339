//! When the open article was published: confirmed, said by the table of its folder, or proposed.

use jiff::civil;

use super::{EditAction, Editor};
use crate::{
    messages::Message,
    model::Document,
    recognize::{
        Context,
        date::{PublicationProposal, PublicationSign},
    },
    session::Reason,
};

/// What is known of when an article was published besides what its annotations say.
#[derive(Debug, Default)]
pub(crate) struct KnownPublication {
    /// What may be meant, the surest first.
    pub(crate) proposals: Vec<PublicationProposal>,
    /// What the table of the folder says.
    pub(crate) catalogued: Option<civil::Date>,
}

/// When an article was published, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicationState<'a> {
    /// The analyst has confirmed it: as it stands in the annotation file.
    Confirmed(&'a str),
    /// The table of the folder says it.
    Catalogued(civil::Date),
    /// It may have been then; nobody has confirmed it.
    Proposed(&'a PublicationProposal),
    /// Nothing says it.
    Unknown,
}

/// What a suggested date lacks as long as the day of publication is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwaitedPublication {
    /// The value it has once the proposal is confirmed; `None` where there is no proposal.
    pub proposed_value: Option<String>,
}

impl Editor {
    /// When the article was published, and how sure that is.
    pub fn publication(&self) -> PublicationState<'_> {
        let stated = self.document.meta_value(Document::PUBLISHED);
        if !stated.is_empty() {
            return PublicationState::Confirmed(stated);
        }
        if let Some(day) = self.publication.catalogued {
            return PublicationState::Catalogued(day);
        }
        let first = self.publication.proposals.first();
        first.map_or(PublicationState::Unknown, PublicationState::Proposed)
    }

    /// Every day on which the article may have been published, the surest first, whatever is confirmed.
    pub fn publication_proposals(&self) -> &[PublicationProposal] {
        &self.publication.proposals
    }

    /// What the table of the folder says of when the article was published.
    pub fn catalogued_publication(&self) -> Option<civil::Date> {
        self.publication.catalogued
    }

    /// Why a day is proposed, in words.
    pub fn reason_of(&self, sign: PublicationSign) -> Message {
        let text = self.document.text();
        let quoted = |key, range| Message::new(key).with_text("words", text.slice(range));
        match sign {
            PublicationSign::Stated(range) => quoted("publication-stated", range),
            PublicationSign::FrontMatter(range) => quoted("publication-front-matter", range),
            PublicationSign::PageShown => Message::new("publication-page-shown"),
            PublicationSign::Page => Message::new("publication-page"),
            PublicationSign::FileName => Message::new("publication-file-name"),
            PublicationSign::OwnLine(range) => quoted("publication-own-line", range),
            PublicationSign::Updated(range) => quoted("publication-updated", range),
            PublicationSign::Nearby(range) => quoted("publication-nearby", range),
        }
    }

    /// What confirms the proposal.
    ///
    /// Refused where there is none, or the day is known already.
    pub fn confirmation(&self) -> Result<EditAction, Reason> {
        let PublicationState::Proposed(proposal) = self.publication() else {
            return Err(Reason::NoProposal);
        };
        let value = proposal.day.to_string();
        Ok(EditAction::SetMeta { key: Document::PUBLISHED.into(), value })
    }

    /// What recognizers may know of the article: never what is only proposed, since a wrong guess would
    /// stand in every relative date.
    pub fn context(&self) -> Context {
        let stated = self.document.meta_value(Document::PUBLISHED);
        let stated = if stated.is_empty() { None } else { Some(stated) };
        let catalogued = self.publication.catalogued;
        Context { published: stated.map_or(catalogued, |it| it.parse().ok()) }
    }

    /// Takes what the table of the folder says; true where that changes what relative dates refer to.
    pub(crate) fn set_catalogued(&mut self, day: Option<civil::Date>) -> bool {
        let before = self.context();
        self.publication.catalogued = day;
        self.context() != before
    }
}
