//! Finding in all articles: every place on a line, the words found in the middle.

use std::path::Path;

use egui::{Align, Key, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::dialog_view::DialogView;
use crate::{
    session::{ConcordanceHit, SearchAction, Session},
    typeset::{TextDirection, direction_of},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        guide::GuidePart,
        text::{StyledWords, TextField, field, label, paint_words, words_size},
        theme,
    },
};

/// The height of a line, in points.
const ROW: f32 = 28.0;

/// What was typed, and which line is chosen.
#[derive(Debug)]
pub(super) struct ConcordanceDialog {
    query: TextField,
    chosen: usize,
}

impl ConcordanceDialog {
    /// With the selected words, which are looked for at once.
    pub(super) fn new(session: &Session) -> Self {
        let selected =
            session.editor().and_then(|it| Some(it.document().text().slice(it.selected()?)));
        let words = selected.filter(|it| !it.contains('\n'));
        let mut query = TextField::new(words.unwrap_or(session.concordance().query()));
        query.focus();
        Self { query, chosen: 0 }
    }
}

impl DialogView for ConcordanceDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-find-all")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Concordance)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let (name, hint) = (cx.t("command-find-all"), cx.t("find-all-hint"));
        let (_, event) = field(ui, cx, &mut self.query, &name, &hint);
        let found = cx.session.concordance();
        if self.query.text() != found.query() {
            self.chosen = 0;
            requests.push(SearchAction::FindInAll(self.query.text().to_owned()));
        }
        let hits = found.hits();
        let moved = choose(ui, self, hits.len());
        if event.submitted
            && let Some(hit) = hits.get(self.chosen)
        {
            go(requests, hit);
        }
        summary(ui, cx);
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 520.0);
        let area = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        let mut area = area;
        if moved {
            #[expect(clippy::cast_precision_loss, reason = "a line of some thousands")]
            let top = self.chosen as f32 * (ROW + ui.spacing().item_spacing.y);
            area = area.vertical_scroll_offset((top - height / 2.0).max(0.0));
        }
        area.show_rows(ui, ROW, hits.len(), |ui, rows| {
            ui.with_layout(cx.column(), |ui| {
                for index in rows {
                    let Some(hit) = hits.get(index) else { continue };
                    line_ui(ui, cx, requests, hit, index == self.chosen);
                }
            });
        });
    }
}

/// Up and down; true where another line was chosen.
fn choose(ui: &Ui, state: &mut ConcordanceDialog, count: usize) -> bool {
    let before = state.chosen;
    let (up, down) =
        ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
    if down {
        state.chosen = (state.chosen + 1).min(count.saturating_sub(1));
    }
    if up {
        state.chosen = state.chosen.saturating_sub(1);
    }
    state.chosen != before
}

fn go(requests: &mut FrameRequests, hit: &ConcordanceHit) {
    requests.push(WindowAction::Dismiss);
    requests.push(SearchAction::GoTo { path: hit.path.clone(), bytes: hit.bytes.clone() });
}

/// How many there are, and how far the search is.
fn summary(ui: &mut Ui, cx: &FrameContext<'_>) {
    let found = cx.session.concordance();
    if found.query().trim().is_empty() {
        return;
    }
    let (done, all) = found.progress();
    let [n, done_words, all_words] =
        [found.hits().len(), done, all].map(|it| cx.strings.number(it));
    let values = [("n", n.as_str()), ("done", &done_words), ("all", &all_words)];
    let key = match () {
        () if found.is_cut() => "find-all-cut",
        () if done < all => "find-all-under-way",
        () => "find-all-found",
    };
    label(
        ui,
        cx,
        StyledWords::new(cx.strings.with(key, &values)).small().color(*cx.theme.ink_soft),
    );
    if found.unread() > 0 {
        let words = cx.strings.count("find-all-unread", found.unread());
        label(ui, cx, StyledWords::new(words).small().color(*cx.theme.warning));
    }
}

/// One place: the article's name at the start, then the words with what is around them.
fn line_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    hit: &ConcordanceHit,
    chosen: bool,
) {
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{}{}{}", hit.before, hit.words, hit.after);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
    let fill = match () {
        () if chosen => Some(*cx.theme.accent_soft),
        () if response.hovered() => Some(*cx.theme.hover),
        () => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, theme::RADIUS, fill);
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let mut text = inner;
    if cx.session.folder().is_some() {
        const NAME: f32 = 0.18;
        let share = if cx.is_mirrored() { 1.0 - NAME } else { NAME };
        let (left, right) = inner.split_left_right_at_fraction(share);
        let (named, rest) = if cx.is_mirrored() { (right, left) } else { (left, right) };
        text = rest.shrink2(vec2(8.0, 0.0));
        let words = StyledWords::new(file_name(&hit.path)).small().color(*cx.theme.ink_soft);
        paint_words(ui, cx, &words, named, Align::Min);
    }
    paint_line(ui, cx, hit, text);
    if response.clicked() {
        go(requests, hit);
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn paint_line(ui: &Ui, cx: &FrameContext<'_>, hit: &ConcordanceHit, rect: Rect) {
    let words = StyledWords::new(hit.words.as_str()).strong().color(*cx.theme.accent);
    let width = words_size(ui, cx, &words).x.min(rect.width() * 0.6);
    let middle = Rect::from_center_size(rect.center(), vec2(width, rect.height()));
    paint_words(ui, cx, &words, middle, Align::Center);
    let gap = 4.0;
    let left = Rect::from_min_max(rect.min, pos2(middle.left() - gap, rect.bottom()));
    let right = Rect::from_min_max(pos2(middle.right() + gap, rect.top()), rect.max);
    let line = format!("{}{}{}", hit.before, hit.words, hit.after);
    let rtl = direction_of(&line) == TextDirection::RightToLeft;
    let (before, after) = if rtl { (right, left) } else { (left, right) };
    let near_left = |it: Rect| it.left() > middle.left();
    let start = fitting(ui, cx, hit.before.trim_end(), before.width(), KeptEnd::Last);
    let end = fitting(ui, cx, hit.after.trim_start(), after.width(), KeptEnd::First);
    for (part, room) in [(start, before), (end, after)] {
        let part = StyledWords::new(part);
        let size = words_size(ui, cx, &part);
        let x = if near_left(room) { room.left() } else { room.right() - size.x };
        let place = Rect::from_min_size(pos2(x, room.top()), vec2(size.x, room.height()));
        paint_words(ui, cx, &part, place, Align::Center);
    }
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
