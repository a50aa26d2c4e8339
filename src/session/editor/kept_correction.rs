//! Corrections of suggestions that were not taken yet, as they are kept among the drafts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DraftedLink, DraftedTag, Editor, SuggestionDraft};
use crate::{
    model::{Attributes, DismissalKind, DismissalTarget, Document, Extent, Name},
    store::DraftKey,
    text::Text,
};

/// A correction, with what was found, so that it can be taken back.
#[derive(Serialize, Deserialize)]
struct KeptCorrection {
    rule: String,
    found: KeptTag,
    tag: KeptTag,
}

#[derive(Serialize, Deserialize)]
struct KeptTag {
    label: String,
    bytes: KeptPieces,
    attributes: BTreeMap<String, String>,
    links: Vec<KeptLink>,
}

#[derive(Serialize, Deserialize)]
struct KeptLink {
    relation: String,
    label: String,
    bytes: KeptPieces,
    brings_tag: bool,
    is_chosen: bool,
}

/// The bytes of an extent's pieces: drafts are kept for one text alone.
type KeptPieces = Vec<(usize, usize)>;

impl Editor {
    /// What was corrected and not decided on yet, as drafts.
    pub(in crate::session) fn kept_corrections(&self) -> BTreeMap<DraftKey, String> {
        let drafts = self.suggestions.drafts();
        let open =
            drafts.filter(|it| it.is_corrected() && !is_decided(self.document(), &it.target));
        open.filter_map(|it| Some((DraftKey::Correction(key_of(&it.target)?), it.kept()?)))
            .collect()
    }

    /// Goes on with a correction that was kept; false where it does not fit the article.
    pub(in crate::session) fn take_up_correction(&mut self, kept: &str) -> bool {
        let draft = SuggestionDraft::from_kept(kept, self.document().text());
        let draft = draft.filter(|it| !is_decided(self.document(), &it.target));
        let is_known =
            |it: &SuggestionDraft| self.document().schema().label(it.tag.label.as_str()).is_some();
        let Some(draft) = draft.filter(is_known) else { return false };
        self.suggestions.keep_draft(draft);
        true
    }
}

/// True once a suggestion was taken or turned down.
fn is_decided(document: &Document, target: &DismissalTarget) -> bool {
    let is_dismissed = document.dismissal(target).is_some_and(|it| it.kind != DismissalKind::Later);
    let Some(extent) = target.extent() else { return is_dismissed };
    let there = document.annotations_in(extent.start(), extent.end());
    is_dismissed || there.iter().any(|it| it.label == target.label && it.extent == *extent)
}

fn key_of(target: &DismissalTarget) -> Option<String> {
    let pieces = target.extent()?.pieces().map(|it| format!("{}-{}", it.start(), it.end()));
    Some(format!("{} {}", pieces.collect::<Vec<_>>().join(","), target.label))
}

impl SuggestionDraft {
    fn kept(&self) -> Option<String> {
        let (rule, found) = (self.rule.to_string(), KeptTag::of(self.found()));
        serde_json::to_string(&KeptCorrection { rule, found, tag: KeptTag::of(&self.tag) }).ok()
    }

    fn from_kept(kept: &str, text: &Text) -> Option<Self> {
        let KeptCorrection { rule, found, tag } = serde_json::from_str(kept).ok()?;
        Some(Self::restored(rule.as_str().into(), found.tag(text)?, tag.tag(text)?))
    }
}

impl KeptTag {
    fn of(tag: &DraftedTag) -> Self {
        let DraftedTag { extent, label, attributes, links } = tag;
        let link = |it: &DraftedLink| KeptLink {
            relation: it.relation.to_string(),
            label: it.label.to_string(),
            bytes: bytes_of(&it.extent),
            brings_tag: it.brings_tag,
            is_chosen: it.is_chosen,
        };
        let attributes = attributes.iter().map(|(key, value)| (key.to_string(), value.to_owned()));
        Self {
            label: label.to_string(),
            bytes: bytes_of(extent),
            attributes: attributes.collect(),
            links: links.iter().map(link).collect(),
        }
    }

    fn tag(self, text: &Text) -> Option<DraftedTag> {
        let mut attributes = Attributes::default();
        for (key, value) in &self.attributes {
            attributes.set(Name::from(key.as_str()), value);
        }
        let link = |it: KeptLink| {
            Some(DraftedLink {
                relation: it.relation.as_str().into(),
                label: it.label.as_str().into(),
                extent: extent_at(&it.bytes, text)?,
                brings_tag: it.brings_tag,
                is_chosen: it.is_chosen,
            })
        };
        Some(DraftedTag {
            extent: extent_at(&self.bytes, text)?,
            label: self.label.as_str().into(),
            attributes,
            links: self.links.into_iter().map(link).collect::<Option<_>>()?,
        })
    }
}

fn bytes_of(extent: &Extent) -> KeptPieces {
    extent.pieces().map(|it| (it.start(), it.end())).collect()
}

fn extent_at(bytes: &KeptPieces, text: &Text) -> Option<Extent> {
    let pieces: Option<Vec<_>> =
        bytes.iter().map(|&(start, end)| text.range(start, end).ok()).collect();
    Extent::of(pieces?)
}
