//! A suggestion as it would be taken: as it was found, or as the analyst has corrected it so far.

use super::{
    recognition::{attributes, attributes_under},
    selection::{SpanEdge, StepDirection},
};
use crate::{
    model::{Attributes, DismissalTarget, Document, Extent, Name, schema::LabelRole},
    recognize::Mention,
};

/// A suggestion as it would be taken. Correcting it changes nothing in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionDraft {
    /// What was suggested.
    pub target: DismissalTarget,
    /// The rule that suggested it.
    pub rule: Name,
    /// What would be tagged now.
    pub tag: DraftedTag,
    found: DraftedTag,
    /// What it was before each correction.
    former: Vec<DraftedTag>,
    /// What was taken back, the last one last.
    undone: Vec<DraftedTag>,
}

/// What taking a suggestion would tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftedTag {
    /// Which words.
    pub extent: Extent,
    /// Their label.
    pub label: Name,
    /// What is said of them.
    pub attributes: Attributes,
    /// What they are linked to.
    pub links: Vec<DraftedLink>,
}

/// A link of a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftedLink {
    /// What it says: the key of a relation.
    pub relation: Name,
    /// The label of the words it leads to.
    pub label: Name,
    /// Those words.
    pub extent: Extent,
    /// True where they are tagged with the suggestion if they are not yet: parts, and what the
    /// analyst has chosen. A claim or a date that was found is taken or left for itself.
    pub brings_tag: bool,
    /// True where the analyst has chosen it.
    pub is_chosen: bool,
}

/// How the current suggestion is corrected before it is taken; the document stays as it is until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectAction {
    /// Begin; what was corrected before stays.
    Begin,
    /// Leave it as it was found.
    Discard,
    /// Move an edge by a word.
    MoveEdge {
        /// Which edge.
        edge: SpanEdge,
        /// Where to.
        toward: StepDirection,
    },
    /// Put it on other words.
    SetExtent(Extent),
    /// Give it another label.
    SetLabel(Name),
    /// Set an attribute of a suggestion that was corrected, whether it is still the current one or not.
    Enter {
        /// Which suggestion.
        of: DismissalTarget,
        /// Which attribute.
        key: Name,
        /// Its value.
        value: String,
    },
    /// Set an attribute; an empty value removes it.
    SetAttribute {
        /// Which attribute.
        key: Name,
        /// Its value.
        value: String,
    },
    /// Link the selected words; the first ones chosen take the place of those that were found.
    Link(Name),
    /// Take away the link with this number in [`DraftedTag::links`].
    Unlink(usize),
}

impl DraftedTag {
    /// Its label on its words.
    pub fn target(&self) -> DismissalTarget {
        DismissalTarget::at(self.extent.clone(), self.label.clone())
    }
}

impl SuggestionDraft {
    /// A mention as it was found, by the names that the schema has now; `None` where it has none.
    pub(crate) fn of(document: &Document, mention: &Mention) -> Option<Self> {
        let schema = document.schema();
        let target = target_of(document, mention)?;
        schema.label(target.label.as_str())?;
        let link = |it: &crate::recognize::Link| {
            let label = schema.label_ever(it.label)?;
            let relation = schema.relation_ever(it.relation)?;
            Some(DraftedLink {
                relation: relation.id.as_str().into(),
                label: label.id.as_str().into(),
                extent: Extent::of(it.pieces.iter().copied())?,
                brings_tag: label.role == LabelRole::Part,
                is_chosen: false,
            })
        };
        let found = DraftedTag {
            extent: target.extent()?.clone(),
            label: target.label.clone(),
            attributes: attributes_under(schema, &mention.label, &attributes(mention)),
            links: mention.links.iter().filter_map(link).collect(),
        };
        Some(Self {
            target,
            rule: Name::from(&*mention.rule),
            tag: found.clone(),
            found,
            former: Vec::new(),
            undone: Vec::new(),
        })
    }

    /// As it was corrected before the program ended: `found` and what was made of it.
    pub(super) fn restored(rule: Name, found: DraftedTag, tag: DraftedTag) -> Self {
        let (former, undone) = (vec![found.clone()], Vec::new());
        Self { target: found.target(), rule, tag, found, former, undone }
    }

    /// What was found.
    pub(super) fn found(&self) -> &DraftedTag {
        &self.found
    }

    /// True where something was corrected.
    pub fn is_corrected(&self) -> bool {
        self.tag != self.found
    }

    /// True where a correction can be undone.
    pub fn can_undo(&self) -> bool {
        !self.former.is_empty()
    }

    /// True where a correction can be made again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    pub(super) fn correct(&mut self, tag: DraftedTag) {
        if tag != self.tag {
            self.former.push(std::mem::replace(&mut self.tag, tag));
            self.undone.clear();
        }
    }

    /// Takes the last correction back; false where there is none.
    pub(super) fn undo(&mut self) -> bool {
        let Some(former) = self.former.pop() else { return false };
        self.undone.push(std::mem::replace(&mut self.tag, former));
        true
    }

    /// Makes the correction undone last again; false where there is none.
    pub(super) fn redo(&mut self) -> bool {
        let Some(undone) = self.undone.pop() else { return false };
        self.former.push(std::mem::replace(&mut self.tag, undone));
        true
    }
}

/// What a mention suggests, by the name that the schema has for its label now.
pub(super) fn target_of(document: &Document, mention: &Mention) -> Option<DismissalTarget> {
    let extent = Extent::of(mention.pieces.iter().copied())?;
    Some(DismissalTarget::at(extent, document.schema().label_now(&mention.label)))
}
