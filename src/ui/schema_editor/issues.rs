//! What is wrong with the draft, in words and where it can be corrected.

use egui::Ui;

use super::{
    editor_state::EditorTab,
    form_rows::{self, EditorFields},
};
use crate::{
    edit::{LabelDraft, SchemaDraft},
    messages::isolated,
    model::{
        Schema,
        schema::{
            LocalizedText, SchemaFault, SchemaFaultKind, SchemaPlace, ValueKind, standard::DATE,
        },
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
    /// The keyboard's key is that of another part, which had it first.
    KeyOf {
        key: String,
        /// The other part.
        owner: KeyOwner,
    },
    /// The keyboard's key is a command's.
    Command(String, &'static str),
    /// The keyboard's key is one of the program's own.
    Reserved(String),
    /// The program reads what dates say under the key that was changed.
    ReadByProgram(String),
    /// There is nothing for people to read.
    Nameless,
}

/// A part with a key of the keyboard.
#[derive(Clone, Debug)]
struct KeyOwner {
    tab: EditorTab,
    serial: u32,
    title: LocalizedText,
    id: String,
    key: String,
    /// True where it is new, or had another key in the schema that is in use.
    is_changed: bool,
}

/// Every part that has a key, labels before links.
fn key_owners(present: &Schema, draft: &SchemaDraft) -> Vec<KeyOwner> {
    let labels = draft.labels.iter().map(|it| {
        let before = it.was.as_deref().and_then(|id| present.label(id)).map(|it| &it.key);
        let (title, id, key) = (it.now.title.clone(), it.now.id.clone(), it.now.key.clone());
        let is_changed = before != Some(&it.now.key);
        KeyOwner { tab: EditorTab::Labels, serial: it.serial, title, id, key, is_changed }
    });
    let links = draft.relations.iter().map(|it| {
        let was = it.was.as_deref();
        let before = present.relations.iter().find(|it| was == Some(&it.id)).map(|it| &it.key);
        let (title, id, key) = (it.now.title.clone(), it.now.id.clone(), it.now.key.clone());
        let is_changed = before != Some(&it.now.key);
        KeyOwner { tab: EditorTab::Relations, serial: it.serial, title, id, key, is_changed }
    });
    labels.chain(links).filter(|it| !it.key.is_empty()).collect()
}

/// Parts that took a key that another one has: of two, the one that was changed, else the later.
fn taken_keys(present: &Schema, draft: &SchemaDraft) -> Vec<SchemaIssue> {
    let owners = key_owners(present, draft);
    let mut issues = Vec::new();
    for (at, later) in owners.iter().enumerate() {
        let is_same = |it: &&KeyOwner| it.key.eq_ignore_ascii_case(&later.key);
        let Some(first) = owners.iter().take(at).find(is_same) else { continue };
        let (taker, owner) = match (first.is_changed, later.is_changed) {
            (true, false) => (first, later),
            (true, true) | (false, _) => (later, first),
        };
        let kind = IssueKind::KeyOf { key: taker.key.clone(), owner: owner.clone() };
        issues.push(SchemaIssue { tab: taker.tab, serial: taker.serial, kind });
    }
    issues
}

/// Attributes of dates, and their choices, whose key in files is no longer the one under which the program
/// reads and writes them: dates would be neither counted nor compared any more, and nothing would say so.
fn keys_of_dates(present: &Schema, draft: &SchemaDraft) -> Vec<SchemaIssue> {
    let standard = Schema::standard();
    let date = present.label_now(DATE);
    let is_date = |it: &&LabelDraft| it.was.as_deref() == Some(date);
    let parts = draft.labels.iter().filter(is_date).flat_map(|it| &it.parts);
    let attributes = parts.filter_map(|serial| draft.attribute(*serial));
    let mut issues = Vec::new();
    for attribute in attributes {
        let known = standard.label(DATE).zip(attribute.was.as_deref());
        let Some(known) = known.and_then(|(label, was)| label.attribute(was)) else { continue };
        let choices = attribute.parts.iter().map(|it| (it.was.as_deref(), it.now.id.as_str()));
        let known_choices =
            if let ValueKind::Choice(choices) = &known.values { choices.as_slice() } else { &[] };
        let is_known = |it: &str| known_choices.iter().any(|choice| choice.id == it);
        let ids = choices.filter(|(was, _)| was.is_some_and(is_known));
        let own = (attribute.was.as_deref(), attribute.now.id.as_str());
        for (was, now) in ids.chain([own]) {
            if let Some(was) = was.filter(|it| *it != now) {
                let kind = IssueKind::ReadByProgram(was.to_owned());
                issues.push(SchemaIssue {
                    tab: EditorTab::Attributes,
                    serial: attribute.serial,
                    kind,
                });
            }
        }
    }
    issues
}

/// Everything that is wrong with `schema`, which is what `draft` leads to from the one that is in use.
pub(super) fn schema_issues(
    present: &Schema,
    schema: &Schema,
    draft: &SchemaDraft,
) -> Vec<SchemaIssue> {
    let mut issues: Vec<SchemaIssue> = Vec::new();
    let mut add = |tab, serial: Option<u32>, kind| {
        let Some(serial) = serial else { return };
        issues.push(SchemaIssue { tab, serial, kind });
    };
    let is_taken_key = |it: &SchemaFault| matches!(it.what, SchemaFaultKind::KeyTaken { .. });
    for fault in schema.faults().into_iter().filter(|it| !is_taken_key(it)) {
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
    issues.extend(taken_keys(present, draft));
    issues.extend(keys_of_dates(present, draft));
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
            | IssueKind::KeyOf { .. }
            | IssueKind::ReadByProgram(_)
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

    /// True where it is about the key of the keyboard, and is said beside that.
    fn is_of_key(&self) -> bool {
        match &self.kind {
            IssueKind::KeyOf { .. } | IssueKind::Command(..) | IssueKind::Reserved(_) => true,
            IssueKind::Nameless | IssueKind::ReadByProgram(_) | IssueKind::Unfit(_) => false,
        }
    }

    /// In words.
    pub(super) fn words(&self, cx: &FrameContext<'_>) -> String {
        let with = |key: &str, values: &[(&str, &str)]| cx.strings.with(key, values);
        match &self.kind {
            IssueKind::Nameless => cx.t("schema-wrong-nameless"),
            IssueKind::Command(key, id) => {
                let command = cx.t(&format!("command-{id}"));
                with("schema-wrong-command", &[("key", key), ("what", &command)])
            }
            IssueKind::ReadByProgram(key) => with("schema-wrong-read-by-program", &[("key", key)]),
            IssueKind::Reserved(key) => with("schema-wrong-reserved", &[("key", key)]),
            IssueKind::KeyOf { key, owner } => {
                let title = cx.title(&owner.title);
                let title = if title.is_empty() { owner.id.clone() } else { title };
                let of = match owner.tab {
                    EditorTab::Labels | EditorTab::Attributes => "schema-wrong-key-of-label",
                    EditorTab::Relations => "schema-wrong-key-of-link",
                };
                with(of, &[("key", key), ("what", &isolated(&title))])
            }
            IssueKind::Unfit(wrong) => cx.words_of(wrong),
        }
    }
}

/// What is wrong with the key of the keyboard of one part, for the row in which it is chosen.
pub(super) fn key_issue(
    cx: &FrameContext<'_>,
    issues: &[SchemaIssue],
    tab: EditorTab,
    serial: u32,
) -> Option<String> {
    let is_of_it = |it: &&SchemaIssue| it.tab == tab && it.serial == serial && it.is_of_key();
    issues.iter().find(is_of_it).map(|it| it.words(cx))
}

/// What is wrong with one part, above its form.
pub(super) fn issues_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    issues: &[SchemaIssue],
    tab: EditorTab,
    serial: u32,
) {
    // A room of its own also where it is empty: else what is below would be other widgets, and the field
    // that is written in would lose the keyboard.
    ui.scope(|ui| {
        let is_here = |it: &&SchemaIssue| it.tab == tab && it.serial == serial && !it.is_of_key();
        for issue in issues.iter().filter(is_here) {
            form_rows::remark(ui, cx, issue.words(cx), *cx.theme.error);
        }
    });
}
