//! The margin as gloss: beside each tag what the page does not say of it, in one to three lines, level with
//! its line. Where there is no room for a note, a dot at the line counts what stands there.

mod column;

use egui::{
    Color32, Id, Rect, Response, Sense, Stroke, Ui, UiBuilder, accesskit, emath::GuiRounding as _,
    pos2, vec2,
};

use self::column::WantedNote;
use super::{
    place::{LineStrip, PlacedPage},
    view::PageView,
};
use crate::{
    edit,
    model::{Annotation, AnnotationId, Document, schema::LabelRole},
    session::{Editor, NavigateAction},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        screen_reader::bounds,
        tag_summary::{self, LineFit, TagLine},
        text::{StyledWords, label, paint_words_with, wrapped_height},
        theme,
    },
};

/// How high a line of a note is, in points.
const LINE: f32 = 20.0;
/// From the edges of a note to its words, in points.
const PAD: f32 = 10.0;
/// So many notes of one line are looked at: no more find room below each other and in two columns. The rest
/// are counted in the dot.
const MOST: usize = 8;
/// The most rows of a line that goes on.
const MOST_ROWS: u8 = 3;
/// How wide a dot with its count is, in points.
const DOT: f32 = 26.0;
/// How wide a column of notes is at least where two stand beside each other, in points.
pub(super) const COLUMN: f32 = 250.0;

/// The keys that matter first, and what they do.
const FIRST_KEYS: &[(&str, &str)] = &[
    ("key-tab", "first-tab"),
    ("first-date-key", "first-date"),
    ("first-claim-key", "first-claim"),
];

/// A note: a tag, where its line begins, and what is said of it.
struct GlossNote<'a> {
    tag: &'a Annotation,
    y: f32,
    /// Each line with the rows it takes.
    lines: Vec<(TagLine, u8)>,
}

impl GlossNote<'_> {
    fn height(&self) -> f32 {
        let rows: f32 = self.lines.iter().map(|it| f32::from(it.1)).sum();
        LINE * rows.max(1.0) + 4.0
    }
}

/// What is said of a tag, in a note with so much room for its words.
fn measured(ui: &Ui, cx: &FrameContext<'_>, tag: &Annotation, width: f32) -> Vec<(TagLine, u8)> {
    let rows = |line: &TagLine| match line.fit {
        LineFit::Cut | LineFit::ShortenBefore(_) => 1,
        // As narrow as beside a dot, which takes of a row what nobody knows before it has a place.
        LineFit::Wrap => {
            let width = width - line_start(line) - DOT;
            rows_of(wrapped_height(ui, cx, words_of(line), width))
        }
    };
    let lines = tag_summary::gloss(cx, tag).into_iter();
    lines.map(|it| (rows(&it), it)).map(|(rows, it)| (it, rows)).collect()
}

/// How far a line begins after the others, in points.
fn line_start(line: &TagLine) -> f32 {
    if line.of.is_some() { 8.0 } else { 0.0 }
}

/// The words of a line as they are laid out.
fn words_of(line: &TagLine) -> StyledWords {
    let words = StyledWords::new(line.text.as_str()).small().as_window().color(line.color);
    match line.fit {
        LineFit::Cut => words,
        LineFit::ShortenBefore(byte) => words.shortened_before(byte),
        LineFit::Wrap => words.wrapped(),
    }
}

/// The same in the room that is left beside a dot: what would go on below its rows is shortened instead.
fn words_within(ui: &Ui, cx: &FrameContext<'_>, line: &TagLine, rows: u8) -> StyledWords {
    let words = words_of(line);
    let height = || wrapped_height(ui, cx, words.clone(), ui.available_width());
    if line.fit == LineFit::Wrap && rows_of(height()) > rows {
        StyledWords::new(line.text.as_str()).small().as_window().color(line.color)
    } else {
        words
    }
}

/// How many rows words take that are so high.
fn rows_of(height: f32) -> u8 {
    (1..MOST_ROWS).find(|it| height <= LINE * f32::from(*it) + 4.0).unwrap_or(MOST_ROWS)
}

/// Shows the gloss in `margin`.
pub(super) fn gloss_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    placed: &PlacedPage,
    margin: Rect,
) {
    let Some(open) = cx.session.editor().filter(|_| margin.width() > 1.0) else { return };
    if open.document().annotations().len() == 0 && open.adjudication().is_some() {
        return;
    }
    if open.document().annotations().len() == 0 {
        first_keys_ui(ui, cx, margin);
        return;
    }
    let active = open.active().map(|it| it.id);
    let width = columns_of(cx, margin).first().map_or(0.0, Rect::width) - 2.0 * PAD;
    let mut notes: Vec<GlossNote<'_>> = Vec::new();
    let mut further: Vec<(f32, &Annotation)> = Vec::new();
    let mut line = (f32::NEG_INFINITY, 0);
    for (tag, y) in tags_in_view(cx, open, placed, margin) {
        line = if (line.0 - y).abs() < 1.0 { (line.0, line.1 + 1) } else { (y, 1) };
        if line.1 <= MOST || Some(tag.id) == active {
            notes.push(GlossNote { tag, y, lines: measured(ui, cx, tag, width) });
        } else {
            further.push((y, tag));
        }
    }
    let rects = place_notes(cx, &notes, margin, active);
    let mut without_room = further;
    let hidden = notes.iter().zip(&rects).filter(|it| it.1.is_none());
    without_room.extend(hidden.map(|(note, _)| (note.y, note.tag)));
    without_room.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| Document::order(a.1, b.1)));
    let mut dots: Vec<(Rect, Vec<&Annotation>)> = Vec::new();
    for (y, tag) in without_room {
        match dots.last_mut().filter(|it| (it.0.top() - y).abs() < 1.0) {
            Some((_, there)) => there.push(tag),
            None => dots.push((dot_rect(cx, margin, y), vec![tag])),
        }
    }
    let taken: Vec<Rect> = dots.iter().map(|it| it.0).collect();
    ui.scope_builder(UiBuilder::new().id_salt("gloss").max_rect(margin), |ui| {
        ui.set_clip_rect(margin.intersect(ui.clip_rect()));
        for (note, rect) in notes.iter().zip(rects) {
            if let Some(rect) = rect {
                note_ui(ui, cx, requests, view, note, (rect, &taken));
            }
        }
        for (rect, tags) in &dots {
            dot_ui(ui, cx, requests, tags, *rect);
        }
    });
}

/// Where each note stands, if there is room for it: in a wide margin those without room beside the text
/// stand beside the others.
fn place_notes(
    cx: &FrameContext<'_>,
    notes: &[GlossNote<'_>],
    margin: Rect,
    active: Option<AnnotationId>,
) -> Vec<Option<Rect>> {
    let room = margin.top()..margin.bottom();
    let mut rects: Vec<Option<Rect>> = vec![None; notes.len()];
    for column in columns_of(cx, margin) {
        let left: Vec<usize> =
            (0..notes.len()).filter(|at| rects.get(*at).is_some_and(Option::is_none)).collect();
        let wanted: Vec<WantedNote> = left
            .iter()
            .filter_map(|at| notes.get(*at))
            .map(|it| WantedNote {
                y: it.y,
                height: it.height(),
                is_fixed: Some(it.tag.id) == active,
            })
            .collect();
        let tops = column::place(&wanted, &room);
        for ((at, note), top) in left.into_iter().zip(&wanted).zip(tops) {
            let size = vec2(column.width(), note.height);
            let rect = top.map(|top| Rect::from_min_size(pos2(column.left(), top), size));
            if let Some(place) = rects.get_mut(at) {
                *place = rect;
            }
        }
    }
    rects
}

/// The columns of a margin, that beside the text first.
fn columns_of(cx: &FrameContext<'_>, margin: Rect) -> Vec<Rect> {
    if margin.width() < 2.0 * COLUMN {
        return vec![margin];
    }
    let (left, right) = margin.split_left_right_at_fraction(0.5);
    let (left, right) =
        (left.with_max_x(left.right() - PAD / 2.0), right.with_min_x(right.left() + PAD / 2.0));
    if cx.is_mirrored() { vec![right, left] } else { vec![left, right] }
}

/// The three keys that matter, in an article without tags.
fn first_keys_ui(ui: &mut Ui, cx: &FrameContext<'_>, margin: Rect) {
    // Tab leads nowhere where nothing is suggested.
    let has_suggestions = cx.session.suggestions_left() > 0;
    let leads = |it: &&(&str, &str)| it.0 != "key-tab" || has_suggestions;
    let rows = FIRST_KEYS.iter().filter(leads).map(|(key, words)| (cx.t(key), cx.t(words)));
    let rows: Vec<(String, String)> = rows.collect();
    let rect = margin.shrink2(vec2(PAD, 0.0)).with_min_y(margin.top() + 30.0);
    let builder = UiBuilder::new().id_salt("first-keys").max_rect(rect).layout(cx.column());
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(margin.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
        for (key, words) in rows {
            cx.in_row(ui, LINE + 6.0, |ui| {
                let key = StyledWords::new(key).small().strong().left_to_right();
                label(ui, cx, key.color(*cx.theme.accent));
                label(ui, cx, StyledWords::new(words).small().color(*cx.theme.ink_soft));
            });
        }
    });
}

/// The tags whose first line is in view, with its height, in order of it. Parts that another tag is
/// linked to, and dates that hang on a claim in view, are said there.
fn tags_in_view<'a>(
    cx: &FrameContext<'_>,
    open: &'a Editor,
    placed: &PlacedPage,
    margin: Rect,
) -> Vec<(&'a Annotation, f32)> {
    let document = open.document();
    let active = open.active().map(|it| it.id);
    let mut found: Vec<(&Annotation, f32)> = Vec::new();
    // Many tags may begin at one place.
    let mut last: Option<(usize, LineStrip)> = None;
    for block in &placed.blocks {
        for annotation in document.annotations_in(block.bytes.start, block.bytes.end) {
            let starts_here = block.bytes.contains(&annotation.extent.start());
            let is_active = Some(annotation.id) == active;
            if !starts_here || !is_active && is_said_by_another(cx, open, annotation) {
                continue;
            }
            let start = annotation.extent.start();
            let known = last.filter(|(at, _)| *at == start).map(|it| it.1);
            let strip = || block.rects(start..start + 1, placed.scale).first().copied();
            let Some(strip) = known.or_else(strip) else { continue };
            last = Some((start, strip));
            if margin.y_range().contains(strip.text.center().y) {
                found.push((annotation, strip.text.top()));
            }
        }
    }
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    found
}

/// True for what the note of a tag that is linked to it says: parts, and dates of a claim.
fn is_said_by_another(cx: &FrameContext<'_>, open: &Editor, annotation: &Annotation) -> bool {
    let document = open.document();
    let label = document.schema().label(annotation.label.as_str());
    if label.is_some_and(|it| it.role == LabelRole::Part) {
        return !edit::is_unused_part(document, annotation.id);
    }
    tag_summary::is_date(cx, annotation)
        && document.relations_of(annotation.id).any(|it| {
            let from = document.annotation(it.from);
            it.to == annotation.id && from.is_some_and(|it| !tag_summary::is_date(cx, it))
        })
}

fn note_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &mut PageView,
    note: &GlossNote<'_>,
    (rect, dots): (Rect, &[Rect]),
) {
    let color = cx.theme.label(cx.session.schema(), note.tag.label.as_str());
    let active = cx.session.editor().and_then(Editor::active).map(|it| it.id);
    let is_active = active == Some(note.tag.id);
    let response = ui.interact(rect, Id::unique(("gloss", note.tag.id)), Sense::click());
    if response.hovered() {
        view.hovered = Some(note.tag.id);
    }
    let is_strong = is_active || view.hovered == Some(note.tag.id);
    if is_strong {
        ui.painter().rect_filled(rect, theme::RADIUS, color.gamma_multiply(0.10));
    }
    bar(ui, cx, rect, color, if is_strong { 3.0 } else { 2.0 });
    let inner = rect.shrink2(vec2(PAD, 2.0));
    let mut top = inner.top();
    for (line, rows) in &note.lines {
        let size = vec2(inner.width(), LINE * f32::from(*rows));
        let row = Rect::from_min_size(pos2(inner.left(), top), size);
        top = row.bottom();
        line_ui(ui, cx, requests, note, (line, *rows), beside(cx, row, dots).round_ui());
    }
    name_note(&response, rect, cx, note.tag);
    if response.clicked() {
        go_to(requests, note.tag.id, note.tag.extent.start());
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
}

/// A row without what a dot takes of it.
fn beside(cx: &FrameContext<'_>, row: Rect, dots: &[Rect]) -> Rect {
    let Some(dot) = dots.iter().find(|it| it.shrink(1.0).intersects(row)) else { return row };
    if cx.is_mirrored() {
        row.with_min_x(row.left().max(dot.right() + 4.0))
    } else {
        row.with_max_x(row.right().min(dot.left() - 4.0))
    }
}

/// A line of a note; one that speaks of another tag leads there.
fn line_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    note: &GlossNote<'_>,
    (line, rows): (&TagLine, u8),
    row: Rect,
) {
    let builder = UiBuilder::new().max_rect(row).layout(cx.row());
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.add_space(line_start(line));
        label(ui, cx, words_within(ui, cx, line, rows));
    });
    let Some((id, start)) = line.of.and_then(|id| {
        let document = cx.session.editor()?.document();
        Some((id, document.annotation(id)?.extent.start()))
    }) else {
        return;
    };
    let link = ui.interact(row, Id::unique(("gloss", note.tag.id, id)), Sense::click());
    if link.clicked() {
        go_to(requests, id, start);
    }
}

fn go_to(requests: &mut FrameRequests, id: AnnotationId, start: usize) {
    requests.push(NavigateAction::CurrentSuggestion(None));
    requests.push(NavigateAction::Activate(Some(id)));
    requests.push(WindowAction::ScrollTo(start));
}

/// The colored bar at the side of the text.
fn bar(ui: &Ui, cx: &FrameContext<'_>, rect: Rect, color: Color32, width: f32) {
    let x = if cx.is_mirrored() { rect.right() } else { rect.left() };
    ui.painter().vline(x, rect.y_range(), Stroke::new(width, color));
}

/// Where the dot of the line at a height stands: at the outer edge, since notes stand beside the text.
fn dot_rect(cx: &FrameContext<'_>, margin: Rect, y: f32) -> Rect {
    let x = if cx.is_mirrored() { margin.left() } else { margin.right() - DOT };
    Rect::from_min_size(pos2(x, y), vec2(DOT, LINE))
}

/// A dot with a count at the line of what has no room; a press goes to the next of them.
fn dot_ui(
    ui: &Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    tags: &[&Annotation],
    rect: Rect,
) {
    let Some(first) = tags.first() else { return };
    let response = ui.interact(rect, Id::unique(("gloss-dot", first.id)), Sense::click());
    let color = cx.theme.label(cx.session.schema(), first.label.as_str());
    let fill = if response.hovered() { *cx.theme.hover } else { *cx.theme.panel };
    ui.painter().rect_filled(rect, LINE / 2.0, fill);
    ui.painter().circle_filled(pos2(rect.left() + 8.0, rect.center().y), 3.0, color);
    let words = StyledWords::new(cx.strings.number(tags.len())).size(theme::SMALL - 1.5);
    let count = Rect::from_min_max(pos2(rect.left() + 11.0, rect.top()), rect.max);
    paint_words_with(ui.painter(), cx, &words.color(*cx.theme.ink_soft), count);
    let name = cx.strings.count("gloss-more", tags.len());
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Button);
        node.set_label(name);
        node.set_bounds(bounds(rect));
    });
    if response.clicked() {
        let active = cx.session.editor().and_then(Editor::active).map(|it| it.id);
        let at = tags.iter().position(|it| Some(it.id) == active);
        let next = tags.get(at.map_or(0, |it| it + 1)).unwrap_or(first);
        go_to(requests, next.id, next.extent.start());
    }
}

/// A note's node says of which tag it is.
fn name_note(response: &Response, rect: Rect, cx: &FrameContext<'_>, tag: &Annotation) {
    let Some(open) = cx.session.editor() else { return };
    let words = open.document().quote(tag);
    let tag = format!("{}: {words}", cx.label_title(&tag.label));
    let name = cx.strings.with("gloss-of", &[("tag", &tag)]);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Group);
        node.set_label(name);
        node.set_bounds(bounds(rect));
    });
}
