//! What the strip speaks of, on one line: `claim · claimant › cue › «content»`, or what a date says in
//! both calendars.

use egui::{Color32, Sense, Ui, vec2};

use super::{CurrentThing, StripState, link_slots::empty_slot_ui};
use crate::{
    check,
    messages::isolated,
    model::{
        Annotation, Name,
        schema::{
            LabelRole,
            standard::{DATE, VALUE},
        },
    },
    recognize::Mention,
    ui::{
        FrameContext, FrameRequests,
        command_button::{command, shown_command, shown_key_of},
        panels::why_words,
        tag_summary::{self, TagPart},
        text::{ButtonLook, StyledWords, label},
    },
};

/// The longest words shown of a tag, in characters: more than any line holds.
const LONGEST: usize = 160;

/// Shows the line in a row; what has no room at its end is cut off with dots.
pub(super) fn sentence_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    thing: CurrentThing<'_>,
) {
    let Some(open) = cx.session.editor() else { return };
    let document = open.document();
    match thing {
        CurrentThing::Suggestion(mention) => {
            let title = cx.label_title(&Name::from(&*mention.label));
            let title = cx.strings.with("suggestion-of", &[("label", &title)]);
            let color = cx.theme.label(document.schema(), &mention.label);
            let words = document.text().quote(mention.pieces.iter().copied());
            let parts = tag_summary::parts_of_mention(cx, document, mention);
            let current = open.suggestions().current();
            let reading = current.and_then(|it| tag_summary::reading_of_suggestion(open, it));
            let awaited = current.and_then(|it| open.suggestions().awaited(it));
            title_ui(ui, cx, &title, color);
            line_ui(ui, cx, &parts, &words, reading);
            if awaited.is_some() {
                waits_ui(ui, cx, requests);
            }
            other_reading_ui(ui, cx, requests, mention);
        }
        CurrentThing::Correction(_, draft) => {
            let label = cx.label_title(&draft.tag.label);
            let title = cx.strings.with("correct-of", &[("label", &label)]);
            let color = cx.theme.label(document.schema(), draft.tag.label.as_str());
            title_ui(ui, cx, &title, color);
            line_ui(ui, cx, &[], &document.text().quote(draft.tag.extent.pieces()), None);
        }
        CurrentThing::Tag(annotation) => {
            let title = cx.label_title(&annotation.label);
            let color = cx.theme.label(document.schema(), annotation.label.as_str());
            let parts = tag_summary::parts(cx, annotation);
            let words = document.quote(annotation);
            title_ui(ui, cx, &title, color);
            wanted_ui(ui, cx, requests, state, annotation);
            line_ui(ui, cx, &parts, &words, reading_of(cx, annotation));
        }
        CurrentThing::Nothing => nothing_ui(ui, cx),
    }
}

/// Says why the current suggestion is made.
pub(super) fn why_ui(ui: &mut Ui, cx: &FrameContext<'_>) {
    let Some(open) = cx.session.editor() else { return };
    let Some(index) = open.suggestions().current() else { return };
    let words = why_words(cx, open, index);
    let shown = StyledWords::new(words.as_str()).as_window().small().color(*cx.theme.ink_soft);
    label(ui, cx, shown).on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        label(ui, cx, StyledWords::new(words.as_str()).as_window().small().wrapped());
    });
}

/// Says that a date waits for the day of publication, with the way to confirm it.
fn waits_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let Some(found) = command("confirm-publication") else { return };
    let words = StyledWords::new(cx.t("strip-awaits")).small().color(*cx.theme.warning);
    let look = ButtonLook::new(words).key(shown_key_of(cx, found)).named(cx.t("strip-awaits"));
    shown_command(ui, cx, requests, found, look);
}

/// What else the words may mean, as a button that takes it.
fn other_reading_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    mention: &Mention,
) {
    let Some(other) = mention.other_readings.first() else { return };
    let value = other.attribute(VALUE);
    let (Some(value), Some(found)) = (value, command("other-reading")) else { return };
    let words = cx.strings.with("strip-or", &[("value", &cx.strings.value(value))]);
    let words = StyledWords::new(words).small().color(*cx.theme.ink_soft);
    let look =
        ButtonLook::new(words).key(shown_key_of(cx, found)).named(cx.t("command-other-reading"));
    shown_command(ui, cx, requests, found, look);
}

/// The value of a date.
fn reading_of<'a>(cx: &FrameContext<'_>, annotation: &'a Annotation) -> Option<&'a str> {
    let is_date = annotation.is_a(cx.session.schema(), DATE);
    annotation.attributes.get(VALUE).filter(|_| is_date)
}

fn line_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    parts: &[TagPart],
    words: &str,
    reading: Option<&str>,
) {
    for part in parts {
        label(ui, cx, StyledWords::new(shortened(&part.words)).strong().color(part.color));
        label(ui, cx, StyledWords::new("›").as_window().color(*cx.theme.ink_faint));
    }
    if let Some(value) = reading {
        label(ui, cx, StyledWords::new(quoted(words)));
        label(ui, cx, StyledWords::new("›").as_window().color(*cx.theme.ink_faint));
        label(ui, cx, StyledWords::new(cx.strings.value(value)).as_window().strong());
    } else {
        label(ui, cx, StyledWords::new(quoted(words)));
    }
}

/// The words in quotation marks, but for those that begin or end with some of their own.
fn quoted(words: &str) -> String {
    let words = shortened(words);
    let has_own = words.starts_with('«') || words.ends_with('»');
    if has_own { words } else { format!("«{words}»") }
}

fn shortened(words: &str) -> String {
    let short: String = words.chars().take(LONGEST).collect();
    short.replace('\n', " ")
}

fn title_ui(ui: &mut Ui, cx: &FrameContext<'_>, title: &str, color: Color32) {
    let (spot, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
    // In the middle of the letters, which stand above that of their line.
    ui.painter().rect_filled(spot.translate(vec2(0.0, -1.0)), 3.0, color);
    label(ui, cx, StyledWords::new(title).small().color(*cx.theme.ink_soft));
}

/// The links that a tag wants and does not have, each with its key; while the words for one are chosen, it
/// says so.
fn wanted_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut StripState,
    annotation: &Annotation,
) {
    let Some(open) = cx.session.editor().filter(|_| !state.is_open) else { return };
    let document = open.document();
    for kind in document.schema().relations_from(annotation.label.as_str()) {
        let is_armed = cx.is_linking(kind);
        if is_armed || check::lacks_link(document, annotation, kind) {
            let words = if is_armed { cx.t("slot-armed") } else { cx.title(&kind.title) };
            let words = StyledWords::new(words).small().color(*cx.theme.warning);
            let look = ButtonLook::new(words);
            empty_slot_ui(ui, cx, requests, state, annotation, kind, look);
        }
    }
}

/// Nothing is current: how many suggestions wait, or the keys that matter in an article without tags.
fn nothing_ui(ui: &mut Ui, cx: &FrameContext<'_>) {
    let left = cx.session.suggestions_left();
    let has_tags = cx.session.editor().is_some_and(|it| it.document().annotations().len() > 0);
    let are_off = cx.session.editor().is_some_and(|it| it.suggestions().choices().are_off());
    let is_selected = cx.session.editor().is_some_and(|it| it.selected().is_some());
    let words = match (left, has_tags) {
        _ if is_selected => selected_words(cx),
        (0, false) if are_off => cx.t("strip-off"),
        (0, _) if cx.session.awaits_suggestions() => cx.t("suggestions-still-looked-for"),
        (0, false) => cx.t("strip-first"),
        (0, true) => cx.t("strip-nothing"),
        (left, _) => cx.strings.count("strip-waiting", left),
    };
    label(ui, cx, StyledWords::new(words).small().color(*cx.theme.ink_soft));
}

/// What can be done with words that are selected while nothing is active: the labels with their keys.
fn selected_words(cx: &FrameContext<'_>) -> String {
    let labels = cx.session.schema().labels.iter().filter(|it| it.role == LabelRole::Main);
    let keyed = labels.filter(|it| !it.key.is_empty()).take(4);
    let keyed = keyed.map(|it| format!("{} {}", isolated(&it.key), cx.title(&it.title)));
    let keyed: Vec<String> = keyed.collect();
    cx.strings.with("strip-selected", &[("labels", &keyed.join(" · "))])
}
