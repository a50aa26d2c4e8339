//! The margin: cards for what is in view, level with its lines. In a window too narrow for a margin
//! the one card that matters now is in a drawer below the page.

mod column;
mod link_slots;
mod selection_card;
mod suggestion_card;
mod tag_card;

use egui::{Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use self::{
    column::{CardColumn, CardStand, GAP, LINE, WantedCard},
    selection_card::selection_card_ui,
    suggestion_card::{SuggestionCard, suggestion},
};
use crate::{
    edit,
    model::{Annotation, AnnotationId},
    session::{Editor, NavigateAction},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        page::{
            place::PlacedPage,
            view::{CardKey, PageView},
        },
        text::{ButtonLook, StyledWords, button},
    },
};

/// What a card is taken for until it was drawn once, in points.
const USUAL: f32 = 58.0;
/// Room for a card, in points.
const TALLEST: f32 = 2000.0;
/// More tags than this are not looked at for one view.
const MOST: usize = 400;
/// From the margin's edges to the cards, in points.
const SIDE: f32 = 10.0;

/// Something that is shown beside the text.
enum MarginCard<'a> {
    Tag(&'a Annotation),
    Suggestion(SuggestionCard),
    /// What the selected words can become.
    Selection,
}

/// A card, where its line begins, and whether it is the one that stays level.
struct MarginEntry<'a> {
    card: MarginCard<'a>,
    y: f32,
    key: CardKey,
}

/// Shows the margin.
pub(super) fn cards_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    placed: &PlacedPage,
    margin: Rect,
) {
    view.card_scrolls = None;
    if margin.width() < 1.0 {
        return;
    }
    ui.painter().rect_filled(margin, 0.0, *cx.theme.panel);
    let edge = if cx.is_mirrored() { margin.right() } else { margin.left() };
    ui.painter().vline(edge, margin.y_range(), Stroke::new(1.0, *cx.theme.line));
    let Some(open) = cx.session.editor() else { return };
    let entries = entries(cx, open, view, placed, margin);
    let wanted: Vec<WantedCard> = entries
        .iter()
        .map(|it| WantedCard {
            y: it.y,
            height: view.card_heights.get(&it.key).copied().unwrap_or(USUAL),
            rigid: it.key == CardKey::Selection,
        })
        .collect();
    let focus = entries.iter().position(|it| it.key.is_focus());
    let room = (margin.top() + GAP)..(margin.bottom() - GAP);
    let column = column::place(&wanted, focus, &room);
    ui.scope_builder(UiBuilder::new().id_salt("cards").max_rect(margin), |ui| {
        ui.set_clip_rect(margin.intersect(ui.clip_rect()));
        for (entry, stand) in entries.iter().zip(&column.stands) {
            let (top, height) = match *stand {
                CardStand::Whole { top, height } => (top, Some(height)),
                CardStand::Line { top } => (top, None),
                CardStand::Hidden => continue,
            };
            let corner = pos2(margin.left() + SIDE, top);
            let rect = Rect::from_min_size(corner, vec2(margin.width() - 2.0 * SIDE, TALLEST));
            let shown = entry_ui(ui, cx, requests, view, entry, rect, height);
            if let MarginCard::Tag(annotation) = &entry.card
                && (entry.key.is_focus() || view.hovered == Some(annotation.id))
            {
                line_to_words(ui, cx, placed, annotation, shown, entry.y, margin);
            }
        }
        counts_ui(ui, cx, requests, &entries, &column, margin);
    });
}

/// Everything that is to be shown beside the text, from the top down.
fn entries<'a>(
    cx: &'a FrameContext<'_>,
    open: &'a Editor,
    view: &PageView,
    placed: &PlacedPage,
    margin: Rect,
) -> Vec<MarginEntry<'a>> {
    let active = open.active().map(|it| it.id);
    let mut entries: Vec<MarginEntry<'a>> = tags_in_view(open, placed, active, margin)
        .into_iter()
        .map(|(it, y)| {
            let key =
                if Some(it.id) == active { CardKey::Active(it.id) } else { CardKey::Tag(it.id) };
            MarginEntry { card: MarginCard::Tag(it), y, key }
        })
        .collect();
    if let Some(card) = suggestion(cx, placed) {
        entries.push(MarginEntry {
            y: card.y,
            key: CardKey::Suggestion(card.index),
            card: MarginCard::Suggestion(card),
        });
    }
    if let Some(y) = selection_card::wanted_at(cx, view, placed) {
        entries.push(MarginEntry { y, key: CardKey::Selection, card: MarginCard::Selection });
    }
    entries.sort_by(|a, b| a.y.total_cmp(&b.y));
    entries
}

/// The tags whose first line is in view, with its height; the active one wherever it is. Parts that
/// the card of another tag shows have none of their own.
fn tags_in_view<'a>(
    open: &'a Editor,
    placed: &PlacedPage,
    active: Option<AnnotationId>,
    margin: Rect,
) -> Vec<(&'a Annotation, f32)> {
    let document = open.document();
    let mut found: Vec<(&Annotation, f32)> = Vec::new();
    for block in &placed.blocks {
        for annotation in document.annotations_in(block.bytes.start, block.bytes.end) {
            let is_active = Some(annotation.id) == active;
            let starts_here = block.bytes.contains(&annotation.extent.start());
            let is_new = !is_active || found.iter().all(|(it, _)| it.id != annotation.id);
            let is_shown = is_active || starts_here && !is_shown_by_another(open, annotation);
            if !is_new || !is_shown || found.len() >= MOST && !is_active {
                continue;
            }
            let first = annotation.extent.first().bytes();
            let Some(strip) = block.rects(first, placed.scale).first().copied() else { continue };
            if is_active || margin.y_range().contains(strip.text.center().y) {
                found.push((annotation, strip.text.top()));
            }
        }
    }
    found
}

/// True for a part that another tag is linked to.
fn is_shown_by_another(open: &Editor, annotation: &Annotation) -> bool {
    let document = open.document();
    let label = document.schema().label(annotation.label.as_str());
    label.is_some_and(|it| it.role == crate::model::schema::LabelRole::Part)
        && !edit::is_unused_part(document, annotation.id)
}

/// Shows one card in `rect`, as one line where `height` is `None`; where it is, in points.
fn entry_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    entry: &MarginEntry<'_>,
    rect: Rect,
    height: Option<f32>,
) -> Rect {
    let builder = UiBuilder::new().id_salt(entry.key).max_rect(rect).layout(cx.column());
    ui.scope_builder(builder, |ui| match (&entry.card, height) {
        (MarginCard::Tag(annotation), None) => {
            let response = tag_card::line_card_ui(ui, cx, requests, annotation);
            if response.hovered() {
                view.hovered = Some(annotation.id);
            }
            response.rect
        }
        (MarginCard::Tag(annotation), Some(_)) if !entry.key.is_focus() => {
            let response = tag_card::short_card_ui(ui, cx, requests, annotation);
            if response.hovered() {
                view.hovered = Some(annotation.id);
            }
            remember(ui, view, entry.key, response.rect.height());
            response.rect
        }
        (_, height) => scrolled(ui, view, entry.key, height.unwrap_or(LINE), |ui, view| {
            focus_ui(ui, cx, requests, view, &entry.card);
        }),
    })
    .inner
}

/// Shows a card whole; where there is less room than it needs, it is scrolled.
fn scrolled(
    ui: &mut Ui,
    view: &mut PageView,
    key: CardKey,
    height: f32,
    add: impl FnOnce(&mut Ui, &mut PageView),
) -> Rect {
    let known = view.card_heights.contains_key(&key);
    let room = if known { height } else { TALLEST };
    let area = ScrollArea::vertical().id_salt("scroll").max_height(room).auto_shrink([false, true]);
    let shown = area.show(ui, |ui| add(ui, view));
    if known && shown.content_size.y > height + 1.0 {
        view.card_scrolls = Some(shown.inner_rect);
    }
    remember(ui, view, key, shown.content_size.y);
    shown.inner_rect
}

/// Remembers how high a card is; the next frame has room for it.
fn remember(ui: &Ui, view: &mut PageView, key: CardKey, height: f32) {
    let before = view.card_heights.insert(key, height);
    if before.is_none_or(|it| (it - height).abs() > 0.5) {
        ui.ctx().request_repaint();
    }
}

fn focus_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    card: &MarginCard<'_>,
) {
    match card {
        MarginCard::Tag(annotation) => {
            tag_card::form_card_ui(ui, cx, requests, view, annotation);
        }
        MarginCard::Suggestion(card) => card.show(ui, cx, requests),
        MarginCard::Selection => selection_card_ui(ui, cx, requests),
    }
}

/// How many tags have no room above and below; a press goes to the nearest of them.
fn counts_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    entries: &[MarginEntry<'_>],
    column: &CardColumn,
    margin: Rect,
) {
    let focus = entries.iter().position(|it| it.key.is_focus());
    let hidden = |range: std::ops::Range<usize>| -> Vec<&Annotation> {
        let part = entries.iter().zip(&column.stands).skip(range.start).take(range.len());
        let hidden = part.filter(|(_, stand)| **stand == CardStand::Hidden);
        let tags = hidden.filter_map(|(entry, _)| match entry.card {
            MarginCard::Tag(annotation) => Some(annotation),
            MarginCard::Suggestion(_) | MarginCard::Selection => None,
        });
        tags.collect()
    };
    let above = hidden(0..focus.unwrap_or(0));
    let below = hidden(focus.map_or(0, |it| it + 1)..entries.len());
    let sides =
        [("cards-above", above.last(), above.len()), ("cards-below", below.first(), below.len())];
    for ((key, nearest, count), top) in sides.into_iter().zip(column.counts) {
        let (Some(top), Some(nearest)) = (top, nearest) else { continue };
        let size = vec2(margin.width() - 2.0 * SIDE, LINE);
        let rect = Rect::from_min_size(pos2(margin.left() + SIDE, top), size);
        let builder = UiBuilder::new().id_salt(key).max_rect(rect).layout(cx.column());
        ui.scope_builder(builder, |ui| {
            let words =
                StyledWords::new(cx.strings.count(key, count)).small().color(*cx.theme.ink_soft);
            if button(ui, cx, ButtonLook::new(words).plain().full_width()).clicked() {
                requests.push(NavigateAction::Activate(Some(nearest.id)));
                requests.push(WindowAction::ScrollTo(nearest.extent.start()));
            }
        });
    }
}

/// A thin line from a card to its words, above the number of the paragraph.
fn line_to_words(
    ui: &Ui,
    cx: &FrameContext<'_>,
    placed: &PlacedPage,
    annotation: &Annotation,
    card: Rect,
    y: f32,
    margin: Rect,
) {
    let color = cx.theme.label(cx.session.schema(), annotation.label.as_str());
    let stroke = Stroke::new(1.0, color.gamma_multiply(0.8));
    let (from, edge, to) = if cx.is_mirrored() {
        (card.right(), margin.right(), placed.column.left() - 4.0)
    } else {
        (card.left(), margin.left(), placed.column.right() + 4.0)
    };
    let words = y + 2.0;
    // Over the paper, but not over what is below the page.
    let pane = Rect::from_x_y_ranges(egui::Rangef::EVERYTHING, margin.y_range());
    let painter = ui.ctx().layer_painter(ui.layer_id()).with_clip_rect(pane);
    painter.line_segment([pos2(from, card.top() + 14.0), pos2(edge, words)], stroke);
    painter.line_segment([pos2(edge, words), pos2(to, words)], stroke);
}

/// How high the drawer below the page is, in points, in a window without a margin: there is one
/// while something is selected, suggested or active.
pub(super) fn drawer_height(cx: &FrameContext<'_>, view: &PageView, pane: Rect) -> f32 {
    let Some(key) = drawer_key(cx, view) else { return 0.0 };
    let most = (pane.height() * 0.5).max(120.0).min(pane.height());
    let known = view.card_heights.get(&key).copied();
    known.map_or(most * 0.5, |it| (it + 2.0 * GAP).min(most))
}

fn drawer_key(cx: &FrameContext<'_>, view: &PageView) -> Option<CardKey> {
    let open = cx.session.editor()?;
    let suggestions = open.suggestions();
    let current = suggestions.current();
    let current = current.filter(|it| suggestions.open(open.document(), *it).is_some());
    if selection_card::is_wanted(cx, view) {
        Some(CardKey::Selection)
    } else if let Some(index) = current {
        Some(CardKey::Suggestion(index))
    } else {
        open.active().map(|it| CardKey::Active(it.id))
    }
}

/// Shows the drawer.
pub(super) fn drawer_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    placed: &PlacedPage,
    drawer: Rect,
) {
    view.card_scrolls = None;
    let Some(key) = drawer_key(cx, view).filter(|_| drawer.height() > 1.0) else { return };
    let Some(open) = cx.session.editor() else { return };
    let card = match key {
        CardKey::Selection => Some(MarginCard::Selection),
        CardKey::Suggestion(_) => suggestion(cx, placed).map(MarginCard::Suggestion),
        CardKey::Tag(_) | CardKey::Active(_) => open.active().map(MarginCard::Tag),
    };
    let Some(card) = card else { return };
    ui.painter().rect_filled(drawer, 0.0, *cx.theme.panel);
    ui.painter().hline(drawer.x_range(), drawer.top(), Stroke::new(1.0, *cx.theme.line));
    let rect = drawer.shrink2(vec2(SIDE, GAP));
    let builder = UiBuilder::new().id_salt("drawer").max_rect(rect).layout(cx.column());
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(drawer.intersect(ui.clip_rect()));
        scrolled(ui, view, key, rect.height(), |ui, view| {
            focus_ui(ui, cx, requests, view, &card);
        });
    });
}
