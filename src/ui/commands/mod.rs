//! Commands: requests with a name and a key, for menus, buttons, the palette and the key sheet.

mod annotate;
mod compare;
pub(super) mod deciding;
mod edit;
mod file;
mod findings;
mod report;
mod suggest;
mod view;

pub use suggest::toggle_label;

use egui::{Event, Key, KeyboardShortcut, Modifiers};

use self::deciding::edited_by;
use super::{
    BusyWith, DialogKind, FrameContext, FrameRequest, FrameRequests, WindowAction,
    attribute::{choices_by_key, choices_of, neighboring_value},
};
use crate::{
    model::Name,
    session::{CorrectAction, EditAction, FirstEdit, Reason, StepDirection},
};

/// Something a person can ask for by name.
#[derive(Debug)]
pub struct WindowCommand {
    /// Stable key: its words are `command-<id>` in `assets/lang/*`.
    pub id: &'static str,
    /// The keys that ask for it; the first is shown.
    pub keys: &'static [KeyboardShortcut],
    /// Where its keys work.
    pub scope: KeyScope,
    /// What it asks for now, or why it can't be done.
    pub request: fn(&FrameContext<'_>) -> Result<FrameRequest, Reason>,
}

/// Where the keys of a command work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyScope {
    /// Everywhere, also while a text field has the keyboard or a dialog is open: keys that write something
    /// aside, which a field has first.
    Everywhere,
    /// There too, but not while a dialog is open: what it speaks of stays as it is.
    OutsideDialogs,
    /// On the page and its panels, not while a text field has the keyboard.
    Page,
    /// There too, while works are compared: before what the key means otherwise.
    Comparing,
}

/// Commands that stand together in the menu.
#[derive(Debug)]
pub struct CommandGroup {
    /// The key of its title in `assets/lang/*`.
    pub title: &'static str,
    /// In menu order; between two sections stands a line.
    pub sections: &'static [&'static [&'static WindowCommand]],
}

impl CommandGroup {
    /// Its commands, in menu order.
    pub fn commands(&self) -> impl Iterator<Item = &'static WindowCommand> + use<> {
        self.sections.iter().flat_map(|it| it.iter().copied())
    }
}

/// Every command, in menu order. A new one is a constant and a line here.
pub const GROUPS: &[CommandGroup] = &[
    CommandGroup {
        title: "menu-file",
        sections: &[
            &[&file::OPEN, &file::OPEN_FOLDER, &file::PASTE],
            &[&file::SAVE, &file::SAVE_AS_RON, &file::SAVE_AS_JSON, &file::SAVE_ELSEWHERE],
            &[&file::VERSIONS, &file::MOVES, &file::FOLDER_MOVES],
            &[&file::EXPORT, &file::IMPORT],
            &[&report::REPORT, &report::TIMELINE, &report::NETWORK, &report::PEOPLE],
            &[&file::PUBLICATION, &file::CONFIRM_PUBLICATION, &file::CATALOG],
            &[&file::DONE, &file::NOT_DONE, &file::NEXT_ARTICLE, &file::PREVIOUS_ARTICLE],
            &[&file::CLOSE],
        ],
    },
    CommandGroup {
        title: "menu-edit",
        sections: &[
            &[&edit::UNDO, &edit::REDO],
            &[&edit::COPY, &edit::SELECT_ALL],
            &[&edit::FIND, &edit::FIND_NEXT, &edit::FIND_PREVIOUS, &edit::FIND_ALL],
        ],
    },
    CommandGroup {
        title: "menu-tags",
        sections: &[
            &[&annotate::OCCURRENCES],
            &[
                &annotate::END_AFTER,
                &annotate::END_BEFORE,
                &annotate::START_BEFORE,
                &annotate::START_AFTER,
                &annotate::ADD_PIECE,
            ],
            &[
                &annotate::NEXT_TAG,
                &annotate::PREVIOUS_TAG,
                &annotate::EDIT_TAG,
                &annotate::OPEN_STRIP,
            ],
            &[&annotate::REMOVE, &annotate::REMOVE_WITH_PARTS, &annotate::LET_GO],
        ],
    },
    CommandGroup {
        title: "menu-suggestions",
        sections: &[
            &[&suggest::NEXT, &suggest::PREVIOUS],
            &[
                &suggest::ACCEPT,
                &suggest::ACCEPT_ALL,
                &suggest::DISMISS,
                &suggest::LATER,
                &suggest::NEVER,
                &suggest::OTHER_READING,
            ],
            &[&suggest::HIDE, &suggest::HELD_BACK, &suggest::LIST],
            &[&suggest::LABEL_OFF, &suggest::LEARNED_OFF, &suggest::OFF],
        ],
    },
    CommandGroup {
        title: "menu-findings",
        sections: &[&[&findings::SHOW, &findings::NEXT, &findings::PREVIOUS, &findings::FIX]],
    },
    CommandGroup {
        title: "menu-compare",
        sections: &[
            &[&compare::COMPARE, &compare::MINE, &compare::TEAM],
            &[
                &compare::NEXT,
                &compare::PREVIOUS,
                &compare::TAKE_ALIKE,
                &compare::TAKE_CHOSEN,
                &compare::TAKE_EACH,
                &compare::TAKE_NONE,
            ],
            &[&compare::EDIT, &compare::LATER, &compare::RULE],
            &[&compare::NEXT_FIELD, &compare::PREVIOUS_FIELD, &compare::REST],
        ],
    },
    CommandGroup {
        title: "menu-view",
        sections: &[
            &[&view::ZOOM_IN, &view::ZOOM_OUT, &view::ZOOM_RESET],
            &[&view::INTERFACE_LARGER, &view::INTERFACE_SMALLER],
            &[&view::INVISIBLES],
            &[&view::ARTICLES, &view::GUIDELINE, &view::SCHEMA, &view::NEXT_PANE],
            &[&view::LANGUAGE, &view::THEME, &view::SETTINGS],
        ],
    },
    CommandGroup {
        title: "menu-help",
        sections: &[&[&view::GUIDE, &view::TOUR], &[&view::PALETTE, &view::KEYS]],
    },
];

/// Every command there is.
pub fn all() -> impl Iterator<Item = &'static WindowCommand> {
    GROUPS.iter().flat_map(CommandGroup::commands)
}

/// The modifiers of most chords: Ctrl, or Command on a Mac.
pub(super) const CTRL: Modifiers = Modifiers::COMMAND;
/// With Shift.
pub(super) const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

/// A chord.
pub(super) const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

/// Turns pressed keys into requests; a key that can do nothing now says why.
pub fn consume_keys(ctx: &egui::Context, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let typing = cx.typing;
    // The chord for copying arrives as an event of its own.
    if !typing && ctx.input(|input| input.events.contains(&Event::Copy)) {
        requests.push((edit::COPY.request)(cx).unwrap_or_else(FrameRequest::Explain));
    }
    let pressed: Vec<(Key, Key, Modifiers)> = ctx.input(|input| {
        let keys = input.events.iter().filter_map(|event| match event {
            Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                Some((*key, meant_key(*key, *physical_key, *modifiers), *modifiers))
            }
            _ => None,
        });
        keys.collect()
    });
    for (arrived, pressed, modifiers) in pressed {
        // Without an article Tab goes through the ways to one.
        if pressed == Key::Tab && cx.session.editor().is_none() {
            continue;
        }
        let deciding = !typing && cx.session.is_deciding();
        let has_key = |command: &&WindowCommand| {
            command.keys.iter().any(|it| it.logical_key == pressed && fits(*it, modifiers))
        };
        let of_comparing = all().find(|it| it.scope == KeyScope::Comparing && has_key(it));
        let command = of_comparing.filter(|_| deciding).or_else(|| {
            all().find(|command| {
                let here = match command.scope {
                    KeyScope::Everywhere | KeyScope::OutsideDialogs => {
                        !typing || !may_write(pressed, modifiers)
                    }
                    KeyScope::Page => !typing || is_function_key(pressed),
                    KeyScope::Comparing => false,
                };
                here && has_key(command)
            })
        });
        let request = match command {
            Some(command) => Some(beside_dialogs(cx, command)),
            None if typing => None,
            // The keys of labels sleep while works are compared.
            None if deciding && modifiers.is_none() => {
                deciding::digit_request(cx, pressed).or_else(|| link_by_hand(cx, pressed))
            }
            None if deciding && fits(key(CTRL, pressed), modifiers) => {
                deciding::start_request(cx, pressed)
            }
            None if deciding && modifiers == Modifiers::ALT => deciding::row_request(cx, pressed),
            None if deciding => None,
            None if modifiers.is_none() => {
                digit(cx, pressed, StepDirection::After).or_else(|| schema_key(cx, pressed))
            }
            None if fits(key(CTRL, pressed), modifiers) => {
                digit(cx, pressed, StepDirection::Before)
            }
            None if modifiers == Modifiers::SHIFT => piece_key(cx, pressed),
            None => None,
        };
        match request {
            Some(Ok(request)) => {
                ctx.input_mut(|input| input.consume_key(modifiers, arrived));
                requests.push(request);
            }
            Some(Err(reason)) => {
                ctx.input_mut(|input| input.consume_key(modifiers, arrived));
                // It is pressed to be sure that nothing is begun: then it has nothing to say.
                if pressed != Key::Escape {
                    requests.push(FrameRequest::Explain(reason));
                }
            }
            None => {}
        }
    }
}

/// What a command asks for now: what lies below a dialog stays as it is, and what was begun in one is not left
/// for another.
fn beside_dialogs(cx: &FrameContext<'_>, command: &WindowCommand) -> Result<FrameRequest, Reason> {
    let is_begun = match cx.busy_with {
        BusyWith::Page | BusyWith::Elsewhere => return (command.request)(cx),
        BusyWith::Dialog => false,
        BusyWith::BegunDialog => true,
    };
    if command.scope != KeyScope::Everywhere {
        return Err(Reason::DialogOpen);
    }
    let request = (command.request)(cx)?;
    // Of a dialog F1 shows the guide, over it.
    let leaves_it = match &request {
        FrameRequest::Window(WindowAction::Show(it)) => *it != DialogKind::Keys,
        FrameRequest::Window(it) => matches!(it, WindowAction::Browse(_) | WindowAction::StartTour),
        FrameRequest::Do(_) | FrameRequest::Explain(_) => false,
    };
    if is_begun && leaves_it { Err(Reason::DialogOpen) } else { Ok(request) }
}

/// True for a key that writes something where a field has the keyboard, or that a field needs.
fn may_write(pressed: Key, modifiers: Modifiers) -> bool {
    let is_chord = modifiers.command || modifiers.ctrl || modifiers.alt;
    !is_chord && !is_function_key(pressed) && pressed != Key::Escape
}

/// F-keys write nothing, so no field needs them.
fn is_function_key(key: Key) -> bool {
    key.name().starts_with('F') && key.name().len() > 1
}

/// The key that is meant. With Ctrl or Shift the letters of some layouts are marks: where no command has such a
/// mark, the letter at its place on the keyboard counts, as it does without Shift.
fn meant_key(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Key {
    let is_letter = |it: Key| it.name().len() == 1 && it.name().starts_with(char::is_alphanumeric);
    let is_chord = modifiers.command || modifiers.ctrl || modifiers.shift;
    let has_command = |it: Key| {
        all().any(|command| {
            command.keys.iter().any(|has| has.logical_key == it && fits(*has, modifiers))
        })
    };
    let letter = physical.filter(|it| is_letter(*it) && !is_letter(key));
    letter.filter(|_| is_chord && !has_command(key)).unwrap_or(key)
}

/// Exactly these modifiers: Ctrl+Shift+Z is not Ctrl+Z.
fn fits(shortcut: KeyboardShortcut, modifiers: Modifiers) -> bool {
    modifiers.matches_exact(shortcut.modifiers)
}

/// What a digit asks for while the form of a tag or a suggestion is open: the next value of the choice that
/// has it, or with Ctrl the one before.
fn digit(
    cx: &FrameContext<'_>,
    pressed: Key,
    toward: StepDirection,
) -> Option<Result<FrameRequest, Reason>> {
    let digit: usize = pressed.name().parse().ok()?;
    let open = cx.session.editor()?;
    if let Some(draft) = open.correction() {
        let choices = choices_of(cx, &draft.tag.label);
        let attribute = *choices.get(digit.checked_sub(1)?)?;
        let value = neighboring_value(&draft.tag.attributes, attribute, toward);
        let key = attribute.id.as_str().into();
        return Some(Ok(CorrectAction::SetAttribute { key, value }.into()));
    }
    let active = open.active().filter(|_| cx.below_page.strip)?;
    let choices = choices_by_key(cx, active);
    let attribute = *choices.get(digit.checked_sub(1)?)?;
    let value = neighboring_value(&active.attributes, attribute, toward);
    let key = attribute.id.as_str().into();
    Some(Ok(EditAction::SetAttribute { id: active.id, key, value }.into()))
}

/// What a key of the schema asks for: a label, or a relation from the active annotation.
fn schema_key(cx: &FrameContext<'_>, pressed: Key) -> Option<Result<FrameRequest, Reason>> {
    let open = cx.session.editor()?;
    let schema = open.document().schema();
    if let Some(label) = schema.label_for_key(pressed.name()) {
        return Some(tag(cx, &Name::from(label.id.as_str())));
    }
    let relation =
        schema.relations.iter().find(|it| it.key.eq_ignore_ascii_case(pressed.name()))?;
    Some(link(cx, &Name::from(relation.id.as_str())))
}

/// What the key of a relation asks for while works are compared: the record is edited by hand, beginning
/// with that link.
fn link_by_hand(cx: &FrameContext<'_>, pressed: Key) -> Option<Result<FrameRequest, Reason>> {
    let schema = cx.session.editor()?.document().schema();
    let mut kinds = schema.relations.iter();
    let relation = kinds.find(|it| it.key.eq_ignore_ascii_case(pressed.name()))?;
    Some(edited_by(cx, FirstEdit::Change(Box::new(EditAction::Link(relation.id.as_str().into())))))
}

/// What Shift and the key of a relation ask for: the selected words as a further piece.
fn piece_key(cx: &FrameContext<'_>, pressed: Key) -> Option<Result<FrameRequest, Reason>> {
    let schema = cx.session.editor()?.document().schema();
    let mut kinds = schema.relations.iter();
    let relation = kinds.find(|it| it.key.eq_ignore_ascii_case(pressed.name()))?;
    let name = Name::from(relation.id.as_str());
    let may = cx.session.may_write().and_then(|open| {
        open.selected().ok_or(Reason::NothingSelected)?;
        open.active().ok_or(Reason::NoClaimActive).map(|_| ())
    });
    Some(may.map(|()| EditAction::LinkPiece(name).into()))
}

/// The command that a letter or digit without a modifier asks for.
pub fn of_plain_key(written: &str) -> Option<&'static WindowCommand> {
    let plain = |it: &KeyboardShortcut| {
        it.modifiers.is_none() && it.logical_key.name().eq_ignore_ascii_case(written)
    };
    all().find(|it| it.scope != KeyScope::Comparing && it.keys.iter().any(plain))
}

/// Gives a label to what keys act on.
pub fn tag(cx: &FrameContext<'_>, label: &Name) -> Result<FrameRequest, Reason> {
    let tagging = cx.session.may_tag(label)?;
    // Nothing out of sight gets another label: it is shown first.
    let has_selection = cx.session.editor().is_some_and(|it| it.selected().is_some());
    match cx.unseen_tag.filter(|_| !has_selection) {
        Some(unseen) => Ok(WindowAction::ScrollTo(unseen).into()),
        None => Ok(EditAction::Tag(tagging).into()),
    }
}

/// Links the active annotation to what is selected.
pub fn link(cx: &FrameContext<'_>, relation: &Name) -> Result<FrameRequest, Reason> {
    cx.session.may_link(relation).map(FrameRequest::from)
}
