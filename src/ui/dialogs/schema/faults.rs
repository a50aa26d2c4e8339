//! What is wrong with the draft, in words and where it can be mended.

use egui::Ui;

use super::{State, Tab, draft::Draft, rows};
use crate::{
    model::{
        Schema,
        schema::{SchemaFaultKind, SchemaPlace},
    },
    ui::{Cx, commands, strings::isolated},
};

/// Something that must be mended before the schema can be kept.
#[derive(Clone, Debug)]
pub(super) struct Trouble {
    /// Where its form is.
    pub(super) tab: Tab,
    /// Which part it is of.
    pub(super) serial: u32,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Schema(SchemaFaultKind),
    /// The keyboard's key is a command's.
    Command(String, &'static str),
    /// There is nothing for people to read.
    Nameless,
}

/// Everything that is wrong with `schema`, which is what `draft` leads to.
pub(super) fn troubles(schema: &Schema, draft: &Draft) -> Vec<Trouble> {
    let mut troubles: Vec<Trouble> = Vec::new();
    let mut add = |tab, serial: Option<u32>, what| {
        let Some(serial) = serial else { return };
        troubles.push(Trouble { tab, serial, what });
    };
    for fault in schema.faults() {
        let (tab, serial) = match fault.place {
            SchemaPlace::Label(at) => (Tab::Labels, draft.labels.get(at).map(|it| it.serial)),
            SchemaPlace::Attribute(label, at) => {
                let label = draft.labels.get(label);
                (Tab::Attributes, label.and_then(|it| it.parts.get(at)).copied())
            }
            SchemaPlace::Relation(at) => {
                (Tab::Relations, draft.relations.get(at).map(|it| it.serial))
            }
        };
        add(tab, serial, What::Schema(fault.what));
    }
    for it in &draft.labels {
        if let Some(command) = commands::of_plain_key(&it.it.key) {
            add(Tab::Labels, Some(it.serial), What::Command(it.it.key.clone(), command.id));
        }
        if it.it.title.is_empty() {
            add(Tab::Labels, Some(it.serial), What::Nameless);
        }
    }
    for it in &draft.relations {
        if let Some(command) = commands::of_plain_key(&it.it.key) {
            add(Tab::Relations, Some(it.serial), What::Command(it.it.key.clone(), command.id));
        }
        if it.it.title.is_empty() {
            add(Tab::Relations, Some(it.serial), What::Nameless);
        }
    }
    for it in draft.attributes.iter().filter(|it| it.it.title.is_empty()) {
        add(Tab::Attributes, Some(it.serial), What::Nameless);
    }
    troubles
}

impl Trouble {
    /// In words.
    pub(super) fn words(&self, cx: &Cx<'_>, draft: &Draft) -> String {
        let with = |key: &str, values: &[(&str, &str)]| cx.strings.with(key, values);
        match &self.what {
            What::Nameless => cx.t("schema-wrong-nameless"),
            What::Command(key, id) => {
                let command = cx.t(&format!("command-{id}"));
                with("schema-wrong-command", &[("key", key), ("what", &command)])
            }
            What::Schema(wrong) => match wrong {
                SchemaFaultKind::NotIdentifier(id) => {
                    with("schema-wrong-id", &[("id", &isolated(id))])
                }
                SchemaFaultKind::Twice(id) => with("schema-wrong-twice", &[("id", &isolated(id))]),
                SchemaFaultKind::ValueTwice(id) => {
                    with("schema-wrong-value", &[("id", &isolated(id))])
                }
                SchemaFaultKind::Formerly { id, now } => {
                    let values = [("id", isolated(id)), ("now", isolated(now))];
                    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
                    with("schema-wrong-former", &values)
                }
                SchemaFaultKind::KeyTaken { key, by } => {
                    let title = title_of(cx, draft, by);
                    with("schema-wrong-key-taken", &[("key", key), ("what", &title)])
                }
                SchemaFaultKind::NotKey(key) => {
                    with("schema-wrong-key", &[("key", &isolated(key))])
                }
                SchemaFaultKind::NotColor(_) => cx.t("schema-not-color"),
                SchemaFaultKind::NoLabel(id) => {
                    with("schema-wrong-no-label", &[("id", &isolated(id))])
                }
                SchemaFaultKind::NoEnd => cx.t("schema-wrong-no-end"),
                SchemaFaultKind::NoChoice => cx.t("schema-wrong-no-choice"),
            },
        }
    }
}

/// What people call the label or relation with a key.
fn title_of(cx: &Cx<'_>, draft: &Draft, id: &str) -> String {
    let label = draft.labels.iter().find(|it| it.it.id == id).map(|it| &it.it.title);
    let relation = || draft.relations.iter().find(|it| it.it.id == id).map(|it| &it.it.title);
    let title = label.or_else(relation).map(|it| cx.title(it)).unwrap_or_default();
    if title.is_empty() { id.to_owned() } else { title }
}

/// What is wrong with one part, above its form.
pub(super) fn faults_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    state: &State,
    troubles: &[Trouble],
    tab: Tab,
    serial: u32,
) {
    for it in troubles.iter().filter(|it| it.tab == tab && it.serial == serial) {
        rows::remark(ui, cx, it.words(cx, &state.draft), *cx.theme.error);
    }
}
