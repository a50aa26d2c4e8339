//! One place of the words: a tick, the article, and the words in the middle of their line.

use egui::{Align, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::{
    model::Annotation,
    session::{ConcordanceHit, SearchAction},
    typeset::{TextDirection, direction_of},
    ui::{
        FrameContext, FrameRequests,
        text::{ButtonLook, StyledWords, button, paint_marked, paint_words, words_size},
        theme,
    },
};

/// The height of a line, in points.
pub(super) const ROW: f32 = 28.0;
/// Room for the tick, in points.
const TICK: f32 = 34.0;
/// A space between words, in points.
const SPACE: f32 = 4.0;

/// What of a line was pressed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PressedLine {
    pub(super) tick: bool,
    pub(super) line: bool,
}

/// Opens the article and selects the words.
pub(super) fn go_to(requests: &mut FrameRequests, hit: &ConcordanceHit) {
    requests.push(SearchAction::GoTo { path: hit.path.clone(), bytes: hit.bytes.clone() });
}

/// One place: a tick, the article's title, then the words with what is around them.
pub(super) fn line_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    hit: &ConcordanceHit,
    is_chosen: bool,
    is_ticked: bool,
) -> PressedLine {
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let mut name = format!("{}{}{}", hit.before, hit.words, hit.after);
    if let Some(tag) = cx.session.tag_on(hit) {
        name = format!("{name} ({})", cx.label_title(&tag.label));
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &name));
    let fill = match () {
        () if is_chosen => Some(*cx.theme.accent_soft),
        () if response.hovered() => Some(*cx.theme.hover),
        () => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, theme::RADIUS, fill);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, *cx.theme.accent);
        ui.painter().rect_stroke(rect, theme::RADIUS, ring, StrokeKind::Inside);
    }
    let (tick, rest) = cx.split_row(rect, TICK);
    let builder = UiBuilder::new().id_salt(("tick", hit.bytes.start, &hit.path)).max_rect(tick);
    let pressed = ui.scope_builder(builder.layout(cx.row()), |ui| {
        let sign = if is_ticked { "☑" } else { "☐" };
        let named = format!("{} {name}", cx.t("places-tick"));
        let look = ButtonLook::new(sign).plain().selected_if(is_ticked).named(named);
        button(ui, cx, look).clicked()
    });
    let mut text = rest.shrink2(vec2(6.0, 0.0));
    if cx.session.folder().is_some() {
        let (named, rest) = cx.split_row(text, text.width() * 0.2);
        text = rest.shrink2(vec2(8.0, 0.0));
        let title = cx.session.title_of(&hit.path);
        let words = StyledWords::new(title).small().color(*cx.theme.ink_soft);
        paint_words(ui, cx, &words, named, Align::Min);
    }
    if let Some(tag) = cx.session.tag_on(hit) {
        text = tagged_ui(ui, cx, tag, text);
    }
    paint_line(ui, cx, hit, text);
    PressedLine { tick: pressed.inner, line: response.clicked() }
}

/// The label that the words have already, at the reading end; gives back the room before it.
fn tagged_ui(ui: &Ui, cx: &FrameContext<'_>, tag: &Annotation, row: Rect) -> Rect {
    let words = StyledWords::new(cx.label_title(&tag.label)).small().color(*cx.theme.ink_soft);
    let width = words_size(ui, cx, &words).x + 22.0;
    let (rest, place) = cx.split_row(row, (row.width() - width).max(0.0));
    let (spot, title) = cx.split_row(place, 16.0);
    let color = cx.theme.label(cx.session.schema(), tag.label.as_str());
    ui.painter().rect_filled(Rect::from_center_size(spot.center(), vec2(9.0, 9.0)), 3.0, color);
    paint_words(ui, cx, &words, title, Align::Min);
    rest
}

fn paint_line(ui: &Ui, cx: &FrameContext<'_>, hit: &ConcordanceHit, rect: Rect) {
    // Letters join and change their shapes: a word of which a part was found is set whole.
    let (before, stem) = split_at_word_start(&hit.before);
    let (ending, after) = split_at_word_end(&hit.after);
    let whole = format!("{stem}{}{ending}", hit.words);
    let words = StyledWords::new(whole.as_str()).strong().color(*cx.theme.accent);
    let width = words_size(ui, cx, &words).x.min(rect.width() * 0.6);
    let middle = Rect::from_center_size(rect.center(), vec2(width, rect.height()));
    if stem.is_empty() && ending.is_empty() {
        paint_words(ui, cx, &words, middle, Align::Center);
    } else {
        let found = stem.len()..stem.len() + hit.words.len();
        let ink = (*cx.theme.ink, *cx.theme.accent);
        paint_marked(ui, cx, &whole, &[found], middle, ink);
    }
    // A gap stands for a space of the text, and only there.
    let gap = |has_space: bool| if has_space { SPACE } else { 0.0 };
    let [gap_before, gap_after] =
        [gap(before.ends_with(char::is_whitespace)), gap(after.starts_with(char::is_whitespace))];
    let line = format!("{}{}{}", hit.before, hit.words, hit.after);
    let rtl = direction_of(&line) == TextDirection::RightToLeft;
    let (at_left, at_right) = if rtl { (gap_after, gap_before) } else { (gap_before, gap_after) };
    let left = Rect::from_min_max(rect.min, pos2(middle.left() - at_left, rect.bottom()));
    let right = Rect::from_min_max(pos2(middle.right() + at_right, rect.top()), rect.max);
    let (first, last) = if rtl { (right, left) } else { (left, right) };
    let near_left = |it: Rect| it.left() > middle.left();
    let start = fitting(ui, cx, before.trim_end(), first.width(), KeptEnd::Last);
    let end = fitting(ui, cx, after.trim_start(), last.width(), KeptEnd::First);
    for (part, room) in [(start, first), (end, last)] {
        let part = StyledWords::new(part);
        let size = words_size(ui, cx, &part);
        let x = if near_left(room) { room.left() } else { room.right() - size.x };
        let place = Rect::from_min_size(pos2(x, room.top()), vec2(size.x, room.height()));
        paint_words(ui, cx, &part, place, Align::Center);
    }
}

/// True for what parts words in a line: anything but letters, digits, their marks and joiners.
fn parts_words(c: char) -> bool {
    let is_mark = ('\u{64B}'..='\u{65F}').contains(&c) || c == '\u{670}';
    !(c.is_alphanumeric() || is_mark || c == '\u{200C}' || c == '\u{200D}')
}

/// What stands before a place, and the start of the word that the place is in.
fn split_at_word_start(before: &str) -> (&str, &str) {
    let start = before.char_indices().rev().find(|(_, c)| parts_words(*c));
    before.split_at(start.map_or(0, |(at, c)| at + c.len_utf8()))
}

/// The end of the word that a place is in, and what stands after it.
fn split_at_word_end(after: &str) -> (&str, &str) {
    after.split_at(after.find(parts_words).unwrap_or(after.len()))
}

/// Which end of a stretch of words is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KeptEnd {
    First,
    Last,
}

/// As many whole words as fit into `room`, in points.
fn fitting(ui: &Ui, cx: &FrameContext<'_>, text: &str, room: f32, kept: KeptEnd) -> String {
    // A word of one letter and a space is wider than this, in points.
    const NARROWEST: f32 = 7.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few words")]
    let most = (room / NARROWEST).max(0.0) as usize;
    let all: Vec<&str> = text.split_whitespace().collect();
    for count in (0..=all.len().min(most)).rev() {
        let part = match kept {
            KeptEnd::First => all.get(..count),
            KeptEnd::Last => all.get(all.len() - count..),
        };
        let part = part.unwrap_or_default().join(" ");
        if words_size(ui, cx, &StyledWords::new(part.as_str())).x <= room {
            return part;
        }
    }
    String::new()
}
