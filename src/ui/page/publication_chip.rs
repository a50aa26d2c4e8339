//! When the article was published, in the line of its title: amber while nobody has confirmed it, with what
//! is proposed, why, and one key to confirm it.

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use super::place::PlacedPage;
use crate::{
    session::PublicationState,
    ui::{
        DialogKind, FrameContext, FrameRequests, WindowAction,
        command_button::{command, shown_command, shown_key_of},
        commands::WindowCommand,
        text::{ButtonLook, StyledWords, button, words_size},
    },
};

/// How high it is, in points.
const HEIGHT: f32 = 28.0;
/// Between it and the button that confirms, in points.
const BETWEEN: f32 = 4.0;
/// The longest reason shown, in characters.
const LONGEST: usize = 70;
/// The room of the button that confirms, in points.
const ROOM_FOR_KEY: f32 = 110.0;
/// How far the letter of a tag stands above the title, in points.
const LETTER: f32 = 11.0;
/// Between the title and the chip, in points.
const APART: f32 = 18.0;

/// Shows the chip where the title is in view.
pub(super) fn publication_chip_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    placed: &PlacedPage,
) {
    let Some(state) = cx.session.editor().map(crate::session::Editor::publication) else { return };
    let (words, is_sure) = words_of(cx, state);
    let Some(rect) = place(ui, cx, placed, &words) else { return };
    let confirm = matches!(state, PublicationState::Proposed(_))
        .then(|| command("confirm-publication"))
        .flatten()
        .map(|found| (found, confirm_look(cx, found)));
    // Where there is little room the words are shortened, and not what can be pressed.
    let room = confirm.as_ref().map_or(0.0, |it| it.1.width(ui, cx) + BETWEEN);
    let for_words = if cx.is_mirrored() {
        rect.with_min_x(rect.left() + room)
    } else {
        rect.with_max_x(rect.right() - room)
    };
    let builder = UiBuilder::new().id_salt("publication").max_rect(rect).layout(cx.row());
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        let ink = if is_sure { *cx.theme.ink_soft } else { *cx.theme.warning };
        let shown = StyledWords::new(words.as_str()).small().as_window().color(ink);
        let look = ButtonLook::new(shown);
        let look = if is_sure { look.plain() } else { look.filled(*cx.theme.warning_soft) };
        let builder = UiBuilder::new().max_rect(for_words).layout(cx.row());
        let is_clicked = ui.scope_builder(builder, |ui| button(ui, cx, look).clicked()).inner;
        if is_clicked {
            requests.push(WindowAction::Show(DialogKind::Publication));
        }
        if let Some((found, look)) = confirm {
            shown_command(ui, cx, requests, found, look);
        }
    });
}

fn confirm_look(cx: &FrameContext<'_>, found: &'static WindowCommand) -> ButtonLook {
    let words = StyledWords::new(cx.t("publication-confirm")).small();
    ButtonLook::new(words).key(shown_key_of(cx, found)).named(cx.t("command-confirm-publication"))
}

/// Its words, and whether the day is known.
fn words_of(cx: &FrameContext<'_>, state: PublicationState<'_>) -> (String, bool) {
    let shown =
        |key: &str, value: &str| cx.strings.with(key, &[("value", &cx.strings.value(value))]);
    match state {
        PublicationState::Confirmed(day) => (shown("publication-shown", day), true),
        PublicationState::Catalogued(day) => {
            (shown("publication-catalogued", &day.to_string()), true)
        }
        PublicationState::Proposed(proposal) => {
            let value = cx.strings.value(&proposal.day.to_string());
            let sign = proposal.signs.first().copied();
            let reason = cx.session.editor().zip(sign).map(|(open, sign)| open.reason_of(sign));
            let reason = reason.map(|it| cx.strings.write(&it)).unwrap_or_default();
            let reason: String = reason.chars().take(LONGEST).collect();
            let values = [("value", value.as_str()), ("reason", reason.as_str())];
            (cx.strings.with("publication-proposed", &values), false)
        }
        PublicationState::Unknown => (cx.t("publication-unknown"), false),
    }
}

/// Beside the title where it leaves room in its line, else above it; nowhere while the title is out of
/// view.
fn place(ui: &Ui, cx: &FrameContext<'_>, placed: &PlacedPage, words: &str) -> Option<Rect> {
    let title = placed.blocks.first().filter(|it| it.number == 0 && it.starts_paragraph)?;
    let line = title.paragraph.lines().next()?;
    let scale = placed.scale;
    let middle = title.origin.y + f32::midpoint(line.text_top, line.text_bottom) / scale;
    let has_key = cx
        .session
        .editor()
        .is_some_and(|it| matches!(it.publication(), PublicationState::Proposed(_)));
    let room_for_key = if has_key { ROOM_FOR_KEY } else { 0.0 };
    let wanted = words_size(ui, cx, &StyledWords::new(words).small()).x + 24.0 + room_for_key;
    let first_line: Vec<Rect> = title
        .rects(title.bytes.clone(), scale)
        .into_iter()
        .map(|it| it.text)
        .take_while(|it| it.y_range().contains(middle))
        .collect();
    let column = placed.column;
    let left = first_line.iter().map(Rect::left).fold(column.right(), f32::min);
    let right = first_line.iter().map(Rect::right).fold(column.left(), f32::max);
    let free = if title.is_rtl() {
        Rect::from_min_max(pos2(column.left(), middle), pos2(left - APART, middle))
    } else {
        Rect::from_min_max(pos2(right + APART, middle), pos2(column.right(), middle))
    };
    let beside = free.width() >= wanted;
    // Above the letters of tags that the title begins with.
    let letters = title.origin.y + line.text_top / scale;
    let at = if beside { middle } else { letters - LETTER - HEIGHT / 2.0 };
    let side = if beside { free.x_range() } else { column.x_range() };
    // On the side of the title, whatever the direction of the window.
    let across = if title.is_rtl() {
        (side.max - wanted).max(side.min)..=side.max
    } else {
        side.min..=(side.min + wanted).min(side.max)
    };
    Some(
        Rect::from_x_y_ranges(across, at - HEIGHT / 2.0..=at + HEIGHT / 2.0)
            .expand2(vec2(0.0, 1.0)),
    )
}
