//! The schema editor between frames.

use std::sync::Arc;

use super::{confirmation::ChangeConfirmation, form_rows::EditorFields};
use crate::{edit::SchemaDraft, model::Schema, session::Session, store::DraftKey};

/// What is being edited, and what is shown of it.
#[derive(Debug)]
pub(in crate::ui) struct SchemaEditor {
    pub(super) present: Arc<Schema>,
    pub(super) draft: SchemaDraft,
    /// The draft as it was kept last.
    pub(super) kept: Schema,
    pub(super) fields: EditorFields,
    pub(super) tab: EditorTab,
    /// The part whose form is shown, by serial.
    pub(super) shown: Option<u32>,
    /// True until its row was brought into view.
    pub(super) reveals: bool,
    pub(super) confirmation: Option<ChangeConfirmation>,
    /// True while it asks whether to drop the changes.
    pub(super) asks: bool,
    /// What was sent to be kept; closes when it is in use.
    pub(super) sent: Option<Arc<Schema>>,
    /// True after what was sent was not kept.
    pub(super) refused: bool,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EditorTab {
    Labels,
    Attributes,
    Relations,
}

impl SchemaEditor {
    /// On the schema in use; the label of the active annotation is shown first.
    pub(in crate::ui) fn new(session: &Session) -> Self {
        let present = session.editor().map(|it| Arc::clone(it.document().schema()));
        let present = present.unwrap_or_else(|| Arc::new(session.schema().clone()));
        let begun = session.draft(&DraftKey::Schema);
        let begun = begun.and_then(|it| SchemaDraft::from_kept(it, &present));
        let draft = begun.unwrap_or_else(|| SchemaDraft::of(&present));
        let active = session.editor().and_then(|it| it.active()).map(|it| it.label.clone());
        let label = active.and_then(|active| draft.labels.iter().find(|it| active == *it.now.id));
        let shown = label.or(draft.labels.first()).map(|it| it.serial);
        Self {
            kept: draft.schema(),
            present,
            draft,
            fields: EditorFields::default(),
            tab: EditorTab::Labels,
            shown,
            reveals: true,
            confirmation: None,
            asks: false,
            sent: None,
            refused: false,
        }
    }

    /// Shows the form of a part.
    pub(super) fn show(&mut self, tab: EditorTab, serial: u32) {
        self.tab = tab;
        self.shown = Some(serial);
        self.reveals = true;
    }
}
