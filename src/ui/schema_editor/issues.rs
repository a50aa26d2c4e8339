//! What is wrong with the draft, in words and where it can be corrected.

use egui::Ui;

use super::{
    editor_state::EditorTab,
    form_rows::{self, EditorFields},
};
use crate::{
    edit::SchemaDraft,
    model::{
        Schema,
        schema::{SchemaFaultKind, SchemaPlace},
    },
    ui::{FrameContext, commands},
};

/// Something that must be corrected before the schema can be kept.
#[derive(Clone, Debug)]
pub(super) struct SchemaIssue {
    /// Where its form is.
    pub(super) tab: EditorTab,
    /// Which part it is of.
    pub(super) serial: u32,
    kind: IssueKind,
}

/// What is wrong with a part.
#[derive(Clone, Debug)]
enum IssueKind {
    /// It does not fit the other parts, or is no key or color.
    Unfit(SchemaFaultKind),
    /// The keyboard's key is a command's.
    Command(String, &'static str),
    /// The keyboard's key is one of the program's own.
    Reserved(String),
    /// There is nothing for people to read.
    Nameless,
}

/// Everything that is wrong with `schema`, which is what `draft` leads to.
pub(super) fn schema_issues(schema: &Schema, draft: &SchemaDraft) -> Vec<SchemaIssue> {
    let mut issues: Vec<SchemaIssue> = Vec::new();
    let mut add = |tab, serial: Option<u32>, kind| {
        let Some(serial) = serial else { return };
        issues.push(SchemaIssue { tab, serial, kind });
    };
    for fault in schema.faults() {
        let (tab, serial) = match fault.place {
            SchemaPlace::Label(at) => (EditorTab::Labels, draft.labels.get(at).map(|it| it.serial)),
            SchemaPlace::Attribute(label, at) => {
                let label = draft.labels.get(label);
                (EditorTab::Attributes, label.and_then(|it| it.parts.get(at)).copied())
            }
            SchemaPlace::Relation(at) => {
                (EditorTab::Relations, draft.relations.get(at).map(|it| it.serial))
            }
        };
        add(tab, serial, IssueKind::Unfit(fault.what));
    }
    for label in &draft.labels {
        if let Some(command) = commands::of_plain_key(&label.now.key) {
            add(
                EditorTab::Labels,
                Some(label.serial),
                IssueKind::Command(label.now.key.clone(), command.id),
            );
        } else if Schema::is_reserved_key(&label.now.key) {
            let kind = IssueKind::Reserved(label.now.key.clone());
            add(EditorTab::Labels, Some(label.serial), kind);
        }
        if label.now.title.is_empty() {
            add(EditorTab::Labels, Some(label.serial), IssueKind::Nameless);
        }
    }
    for relation in &draft.relations {
        if let Some(command) = commands::of_plain_key(&relation.now.key) {
            add(
                EditorTab::Relations,
                Some(relation.serial),
                IssueKind::Command(relation.now.key.clone(), command.id),
            );
        } else if Schema::is_reserved_key(&relation.now.key) {
            let kind = IssueKind::Reserved(relation.now.key.clone());
            add(EditorTab::Relations, Some(relation.serial), kind);
        }
        if relation.now.title.is_empty() {
            add(EditorTab::Relations, Some(relation.serial), IssueKind::Nameless);
        }
    }
    for attribute in draft.attributes.iter().filter(|it| it.now.title.is_empty()) {
        add(EditorTab::Attributes, Some(attribute.serial), IssueKind::Nameless);
    }
    issues
}

impl SchemaIssue {
    /// True where it is to be said: of a part that is new only once the field that it is about was left.
    pub(super) fn is_due(&self, draft: &SchemaDraft, fields: &EditorFields) -> bool {
        let is_old = !draft.is_new(self.serial);
        match &self.kind {
            // A key of the keyboard is pressed, and with that entered.
            IssueKind::Command(..)
            | IssueKind::Reserved(_)
            | IssueKind::Unfit(SchemaFaultKind::KeyTaken { .. }) => true,
            // One of the two names is enough.
            IssueKind::Nameless => is_old || fields.was_left(self.serial, "title-en"),
            IssueKind::Unfit(SchemaFaultKind::NoChoice | SchemaFaultKind::ValueTwice(_)) => {
                let choices = draft.attribute(self.serial).map(|it| it.parts.as_slice());
                let mut new = choices.unwrap_or_default().iter().filter(|it| it.was.is_none());
                let are_left = new.all(|it| fields.was_left_beyond(it.serial, "title-fa"));
                let is_left = is_old || fields.was_left_beyond(self.serial, "title-fa");
                is_left && are_left || fields.is_finished(self.serial)
            }
            // The key in files may follow from the second name.
            IssueKind::Unfit(_) => is_old || fields.was_left_beyond(self.serial, "title-fa"),
        }
    }

    /// In words.
    pub(super) fn words(&self, cx: &FrameContext<'_>, draft: &SchemaDraft) -> String {
        let with = |key: &str, values: &[(&str, &str)]| cx.strings.with(key, values);
        match &self.kind {
            IssueKind::Nameless => cx.t("schema-wrong-nameless"),
            IssueKind::Command(key, id) => {
                let command = cx.t(&format!("command-{id}"));
                with("schema-wrong-command", &[("key", key), ("what", &command)])
            }
            IssueKind::Reserved(key) => with("schema-wrong-reserved", &[("key", key)]),
            // The draft has the title of who has the key.
            IssueKind::Unfit(SchemaFaultKind::KeyTaken { key, by }) => {
                let title = title_of(cx, draft, by);
                with("schema-wrong-key-taken", &[("key", key), ("what", &title)])
            }
            IssueKind::Unfit(wrong) => cx.words_of(wrong),
        }
    }
}

/// What people call the label or relation with a key.
fn title_of(cx: &FrameContext<'_>, draft: &SchemaDraft, id: &str) -> String {
    let label = draft.labels.iter().find(|it| it.now.id == id).map(|it| &it.now.title);
    let relation = || draft.relations.iter().find(|it| it.now.id == id).map(|it| &it.now.title);
    let title = label.or_else(relation).map(|it| cx.title(it)).unwrap_or_default();
    if title.is_empty() { id.to_owned() } else { title }
}

/// What is wrong with one part, above its form.
pub(super) fn issues_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    draft: &SchemaDraft,
    issues: &[SchemaIssue],
    tab: EditorTab,
    serial: u32,
) {
    // A room of its own also where it is empty: else what is below would be other widgets, and the field
    // that is written in would lose the keyboard.
    ui.scope(|ui| {
        for issue in issues.iter().filter(|it| it.tab == tab && it.serial == serial) {
            form_rows::remark(ui, cx, issue.words(cx, draft), *cx.theme.error);
        }
    });
}
