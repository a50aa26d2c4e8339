//! Going through suggestions.

use egui::{Key, Modifiers};

use super::{KeyScope, WindowCommand, key};
use crate::{
    model::Name,
    session::{
        Action, EditAction, NavigateAction, Reason, StepDirection, SuggestionScope,
        SuggestionSettings,
    },
    ui::{DialogKind, FrameContext, FrameRequest, StripKeys, WindowAction},
};

pub(super) const NEXT: WindowCommand = WindowCommand {
    id: "next-suggestion",
    keys: &[key(Modifiers::NONE, Key::Tab)],
    scope: KeyScope::Page,
    request: |cx| step(cx, StepDirection::After),
};

pub(super) const PREVIOUS: WindowCommand = WindowCommand {
    id: "previous-suggestion",
    keys: &[key(Modifiers::SHIFT, Key::Tab)],
    scope: KeyScope::Page,
    request: |cx| step(cx, StepDirection::Before),
};

pub(super) const ACCEPT: WindowCommand = WindowCommand {
    id: "accept-suggestion",
    keys: &[key(Modifiers::NONE, Key::Enter)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        if let Some(relation) = cx.linking.as_ref().filter(|_| open.selected().is_some()) {
            return super::link(cx, relation);
        }
        if open.suggestions().current().is_some() {
            return decide(cx, EditAction::AcceptSuggestion);
        }
        let active = open.active().ok_or(Reason::NoSuggestionCurrent)?;
        let keys = if cx.below_page.strip { StripKeys::ToForm } else { StripKeys::AsTheyAre };
        Ok(WindowAction::OpenStrip { tag: active.id, keys }.into())
    },
};

pub(super) const OTHER_READING: WindowCommand = WindowCommand {
    id: "other-reading",
    keys: &[key(Modifiers::NONE, Key::R)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let suggestions = open.suggestions();
        let current = suggestions.current().ok_or(Reason::NoSuggestionCurrent)?;
        let mention = suggestions.mentions().get(current).ok_or(Reason::NoSuggestionCurrent)?;
        mention.other_readings.first().ok_or(Reason::NoOtherReading)?;
        Ok(NavigateAction::ReadOtherwise.into())
    },
};

pub(super) const LIST: WindowCommand = WindowCommand {
    id: "suggestions-list",
    keys: &[key(super::CTRL, Key::J)],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::ToggleSuggestionsList.into())
    },
};

pub(super) const HELD_BACK: WindowCommand = WindowCommand {
    id: "held-back",
    keys: &[key(Modifiers::SHIFT, Key::H)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let suggestions = open.suggestions();
        let shows = suggestions.shows_held_back();
        let is_there = shows || suggestions.held_back() > 0;
        let toggle = || NavigateAction::ShowHeldBack(!shows).into();
        is_there.then(toggle).ok_or_else(|| none_of(cx, Reason::NothingHeldBack))
    },
};

pub(super) const OFF: WindowCommand = WindowCommand {
    id: "suggestions-off",
    keys: &[],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        let choose = |it: &mut SuggestionSettings| {
            it.scope = match it.scope {
                SuggestionScope::Off => SuggestionScope::All,
                SuggestionScope::All | SuggestionScope::WithoutLearned => SuggestionScope::Off,
            };
        };
        Ok(set(cx, choose))
    },
};

pub(super) const LEARNED_OFF: WindowCommand = WindowCommand {
    id: "learned-off",
    keys: &[],
    scope: KeyScope::OutsideDialogs,
    request: |cx| {
        let choose = |it: &mut SuggestionSettings| {
            it.scope = match it.scope {
                SuggestionScope::All => SuggestionScope::WithoutLearned,
                SuggestionScope::WithoutLearned | SuggestionScope::Off => SuggestionScope::All,
            };
        };
        Ok(set(cx, choose))
    },
};

pub(super) const LABEL_OFF: WindowCommand = WindowCommand {
    id: "label-suggestions",
    keys: &[],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let suggestions = open.suggestions();
        let current = suggestions.current().and_then(|it| suggestions.target(open.document(), it));
        let label = current.map(|it| it.label).or_else(|| open.active().map(|it| it.label.clone()));
        Ok(toggle_label(cx, &label.ok_or(Reason::NoSuggestionCurrent)?))
    },
};

/// Has a label suggested, or not any more.
pub fn toggle_label(cx: &FrameContext<'_>, label: &Name) -> FrameRequest {
    set(cx, |it| {
        if !it.silent_labels.remove(label.as_str()) {
            it.silent_labels.insert(label.to_string());
        }
    })
}

fn set(cx: &FrameContext<'_>, choose: impl FnOnce(&mut SuggestionSettings)) -> FrameRequest {
    let mut settings = cx.session.settings().clone();
    choose(&mut settings.suggestions);
    Action::ChangeSettings(Box::new(settings)).into()
}

pub(super) const HIDE: WindowCommand = WindowCommand {
    id: "hide-suggestions",
    keys: &[key(Modifiers::NONE, Key::H)],
    scope: KeyScope::Page,
    request: |cx| {
        cx.session.editor().ok_or(Reason::NoArticle)?;
        Ok(WindowAction::ToggleSuggestions.into())
    },
};

pub(super) const ACCEPT_ALL: WindowCommand = WindowCommand {
    id: "accept-all",
    keys: &[key(Modifiers::SHIFT, Key::Enter)],
    scope: KeyScope::Page,
    request: |cx| {
        let open = cx.session.editor().ok_or(Reason::NoArticle)?;
        let left = open.suggestions().left();
        let show = || WindowAction::Show(DialogKind::AcceptAll).into();
        (left > 0).then(show).ok_or_else(|| none_of(cx, Reason::NoSuggestions))
    },
};

pub(super) const DISMISS: WindowCommand = WindowCommand {
    id: "dismiss-suggestion",
    keys: &[key(Modifiers::NONE, Key::Backspace)],
    scope: KeyScope::Page,
    request: |cx| decide(cx, EditAction::RejectSuggestion),
};

pub(super) const LATER: WindowCommand = WindowCommand {
    id: "postpone-suggestion",
    keys: &[key(Modifiers::NONE, Key::L)],
    scope: KeyScope::Page,
    request: |cx| decide(cx, EditAction::PostponeSuggestion),
};

pub(super) const NEVER: WindowCommand = WindowCommand {
    id: "never-suggest",
    keys: &[],
    scope: KeyScope::Page,
    request: |cx| decide(cx, EditAction::NeverSuggest),
};

fn decide(cx: &FrameContext<'_>, how: EditAction) -> Result<FrameRequest, Reason> {
    cx.session.may_decide()?;
    // What is not seen is shown first: nobody decides on words out of sight.
    Ok(cx.unseen_suggestion.map_or_else(|| how.into(), |it| WindowAction::ScrollTo(it).into()))
}

fn step(cx: &FrameContext<'_>, toward: StepDirection) -> Result<FrameRequest, Reason> {
    let open = cx.session.editor().ok_or(Reason::NoArticle)?;
    let next = open.suggestions().next_open(open.document(), toward, open.selection().head);
    let step = || NavigateAction::StepSuggestion(toward).into();
    next.map(|_| step()).ok_or_else(|| none_of(cx, Reason::NoSuggestions))
}

/// Why there is no suggestion to go to: `reason`, unless they are still being looked for.
fn none_of(cx: &FrameContext<'_>, reason: Reason) -> Reason {
    if cx.session.awaits_suggestions() { Reason::SuggestionsUnderWay } else { reason }
}
