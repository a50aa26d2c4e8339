//! Rows of the forms: a name and what is to be entered.

use std::collections::{BTreeSet, HashMap};

use egui::{Key, Response, ScrollArea, Ui};

use crate::{
    edit::{key_from_words, set_title},
    model::schema::LocalizedText,
    text::Language,
    ui::{
        FrameContext,
        dialog_view::inset,
        text::{ButtonLook, FieldEvent, StyledWords, TextField, area, button, field, label},
    },
};

/// Where a text field is: the part, what it is for, and which one of several.
pub(super) type FieldPlace = (u32, &'static str, usize);

/// Text fields in use.
#[derive(Debug, Default)]
pub(super) struct EditorFields {
    texts: HashMap<FieldPlace, TextField>,
    /// Fields that had the keyboard and have it no more.
    left: BTreeSet<(u32, &'static str)>,
    /// Parts that are to be right by now, whatever was left.
    finished: BTreeSet<u32>,
    /// The field that gets the keyboard when it is shown next.
    awaited: Option<FieldPlace>,
}

impl EditorFields {
    /// True where somebody has been in this field of a part, or is done with the part.
    pub(super) fn was_left(&self, serial: u32, field: &'static str) -> bool {
        self.is_finished(serial) || self.left.contains(&(serial, field))
    }

    /// True where somebody has been in any field of a part but `first`, or is done with the part.
    pub(super) fn was_left_beyond(&self, serial: u32, first: &'static str) -> bool {
        let any = self.left.iter().any(|(part, field)| *part == serial && *field != first);
        any || self.is_finished(serial)
    }

    /// True where somebody is done with a part.
    pub(super) fn is_finished(&self, serial: u32) -> bool {
        self.finished.contains(&serial)
    }

    /// Gives the keyboard to the name of a part in the language of the window, once it is shown.
    pub(super) fn await_name(&mut self, cx: &FrameContext<'_>, serial: u32) {
        let field = match cx.strings.language() {
            Language::Persian => "title-fa",
            Language::English => "title-en",
        };
        self.awaited = Some((serial, field, 0));
    }

    /// Notes that somebody is done with these parts.
    pub(super) fn finish(&mut self, serials: impl IntoIterator<Item = u32>) {
        self.finished.extend(serials);
    }
}

/// How wide the names of rows are, in points.
const NAMES: f32 = 108.0;

/// A row with a name.
pub(super) fn row(ui: &mut Ui, cx: &FrameContext<'_>, key: &str, add: impl FnOnce(&mut Ui)) {
    cx.in_row(ui, 30.0, |ui| {
        ui.scope(|ui| {
            ui.set_width(NAMES);
            label(ui, cx, StyledWords::new(cx.t(key)).small().color(*cx.theme.ink_soft));
        });
        ui.scope(|ui| {
            let rest = egui::vec2(ui.available_width(), 30.0);
            ui.allocate_ui_with_layout(rest, cx.row().with_main_wrap(true), add);
        });
    });
}

/// A heading inside a form.
pub(super) fn section(ui: &mut Ui, cx: &FrameContext<'_>, key: &str) {
    ui.add_space(6.0);
    label(ui, cx, StyledWords::new(cx.t(key)).strong());
}

/// Words below a row.
pub(super) fn remark(ui: &mut Ui, cx: &FrameContext<'_>, words: String, color: egui::Color32) {
    label(ui, cx, StyledWords::new(words).small().wrapped().as_window().color(color));
}

/// One line of text; true where it changed.
pub(super) fn line(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    at: FieldPlace,
    name: &str,
    value: &mut String,
) -> bool {
    written(ui, cx, fields, at, (name, field), value)
}

/// How a text field is shown: `field` or `area`.
type ShowField =
    fn(&mut Ui, &FrameContext<'_>, &mut TextField, &str, &str) -> (Response, FieldEvent);

/// Keeps a text field and the value it stands for the same; true where the field changed it.
fn written(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    at: FieldPlace,
    (name, show): (&str, ShowField),
    value: &mut String,
) -> bool {
    let state = fields.texts.entry(at).or_insert_with(|| unselected(value));
    if state.text() != value {
        *state = unselected(value);
    }
    if fields.awaited == Some(at) {
        fields.awaited = None;
        *state = unselected(value).focused();
    }
    let (_, event) = show(ui, cx, state, name, "");
    if event.changed {
        state.text().clone_into(value);
    }
    if event.left {
        fields.left.insert((at.0, at.1));
    }
    event.changed
}

/// Several lines of text.
fn lines(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    at: FieldPlace,
    name: &str,
    value: &mut String,
) -> bool {
    written(ui, cx, fields, at, (name, area), value)
}

fn unselected(value: &str) -> TextField {
    let mut field = TextField::new(value);
    field.line.move_to(value.len());
    field
}

/// Names in both languages and the key in files. A new part gets its key from its English name.
pub(super) fn names(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    serial: u32,
    title: &mut LocalizedText,
    id: &mut String,
    is_new: bool,
) {
    for (language, row_key, at) in
        [("fa", "schema-name-fa", "title-fa"), ("en", "schema-name-en", "title-en")]
    {
        let before = title.0.get(language).cloned().unwrap_or_default();
        let mut words = before.clone();
        let mut changed = false;
        row(ui, cx, row_key, |ui| {
            changed = line(ui, cx, fields, (serial, at, 0), &cx.t(row_key), &mut words);
        });
        if !changed {
            continue;
        }
        set_title(title, language, words.trim());
        let follows = key_from_words(&before).is_none_or(|it| it == *id);
        if is_new && language == "en" && follows {
            *id = key_from_words(&words).unwrap_or_else(|| id.clone());
        }
    }
    row(ui, cx, "schema-id", |ui| {
        line(ui, cx, fields, (serial, "id", 0), &cx.t("schema-id"), id);
    });
}

/// Text in both languages, over several lines.
pub(super) fn texts(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    (serial, at): (u32, [&'static str; 2]),
    keys: [&str; 2],
    title: &mut LocalizedText,
) {
    for (language, (at, key)) in ["fa", "en"].into_iter().zip(at.into_iter().zip(keys)) {
        let mut words = title.0.get(language).cloned().unwrap_or_default();
        label(ui, cx, StyledWords::new(cx.t(key)).small().color(*cx.theme.ink_soft));
        if lines(ui, cx, fields, (serial, at, 0), &cx.t(key), &mut words) {
            set_title(title, language, &words);
        }
    }
}

/// One of several, as buttons beside each other.
pub(super) fn choices<T: Clone + PartialEq>(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    value: &mut T,
    all: &[(T, &str)],
) {
    for (choice, key) in all {
        let look =
            ButtonLook::new(StyledWords::new(cx.t(key)).small()).selected_if(value == choice);
        if button(ui, cx, look).clicked() {
            *value = choice.clone();
        }
    }
}

/// A key of the keyboard: chosen by pressing it while the button has the keyboard; what is `wrong` with it is
/// said beside it.
pub(super) fn keyboard_key(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    value: &mut String,
    wrong: Option<String>,
) {
    row(ui, cx, "schema-key", |ui| {
        let shown = if value.is_empty() { "—".to_owned() } else { value.clone() };
        let look =
            ButtonLook::new(StyledWords::new(shown).left_to_right()).named(cx.t("schema-key"));
        let response = button(ui, cx, look);
        if response.clicked() {
            response.request_focus();
        }
        if response.has_focus() {
            if let Some(key) = pressed(ui) {
                *value = key;
            }
            label(ui, cx, StyledWords::new(cx.t("schema-press")).small().color(*cx.theme.accent));
        } else if !value.is_empty() {
            let clear = ButtonLook::new(StyledWords::new(cx.t("schema-no-key")).small()).plain();
            if button(ui, cx, clear).clicked() {
                value.clear();
            }
        }
        if let Some(wrong) = wrong {
            label(ui, cx, StyledWords::new(wrong).small().as_window().color(*cx.theme.error));
        }
    });
}

/// The letter or digit pressed in this frame, whatever layout is on; nothing for what takes it away.
fn pressed(ui: &Ui) -> Option<String> {
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            egui::Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. } => {
                Some(String::new())
            }
            egui::Event::Key { key, pressed: true, modifiers, .. }
                if modifiers.is_none() || modifiers.shift_only() =>
            {
                let name = key.name();
                let is_one = name.len() == 1 && name.chars().all(|c| c.is_ascii_alphanumeric());
                is_one.then(|| name.to_owned())
            }
            _ => None,
        })
    })
}

/// Buttons to move a part among its neighbors and to take it away; the last is what was pressed.
pub(super) fn order_ui(ui: &mut Ui, cx: &FrameContext<'_>) -> Option<PartMove> {
    let mut order = None;
    cx.in_row(ui, 30.0, |ui| {
        for (key, wish) in [
            ("schema-up", PartMove::Up),
            ("schema-down", PartMove::Down),
            ("schema-remove", PartMove::Remove),
        ] {
            let color = if wish == PartMove::Remove { *cx.theme.error } else { *cx.theme.ink };
            let look = ButtonLook::new(StyledWords::new(cx.t(key)).small().color(color)).plain();
            if button(ui, cx, look).clicked() {
                order = Some(wish);
            }
        }
    });
    order
}

/// What is to happen to the place of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartMove {
    Up,
    Down,
    Remove,
}

/// Moves what is at `at` one place.
pub(super) fn reorder<T>(all: &mut [T], at: usize, order: PartMove) {
    let neighbor = match order {
        PartMove::Up => at.checked_sub(1),
        PartMove::Down => Some(at + 1).filter(|it| *it < all.len()),
        PartMove::Remove => None,
    };
    if let Some(neighbor) = neighbor {
        all.swap(at, neighbor);
    }
}

/// A column that scrolls.
pub(super) fn scrolled(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    salt: impl egui::AsIdSalt,
    add: impl FnOnce(&mut Ui),
) {
    let area = ScrollArea::vertical().id_salt(salt).auto_shrink(false);
    area.show(ui, |ui| inset(ui, cx, add));
}
