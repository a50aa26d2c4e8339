//! What the page remembers between frames: the layout, what is in view, the caret's side.

use egui::{Rect, Ui, pos2};

use super::{
    caret::PageCaret,
    place::{CaretSpot, PlacedBlock, PlacedPage},
};
use crate::{
    model::{AnnotationId, Name},
    session::{Editor, Session, SpanEdge, Typeface},
    text::Text,
    typeset::{
        DirectionRule, FontFace, FontSet, LineAlignment, PageAnchor, PageLayout, PageStyle,
        TextStyle,
    },
    ui::{FrameContext, compare, theme},
};

/// Space above the first line, in points.
pub(super) const TOP: f32 = 44.0;
/// Space for paragraph numbers beside the column, in points.
const GUTTER: f32 = 46.0;
/// How far down the view one reads, where there is no caret to go by.
const READING_HEIGHT: f64 = 1.0 / 3.0;
/// The most space at either side of the column, in points.
const WIDEST_SIDE: f32 = 40.0;
/// The narrowest column, in points.
const NARROWEST: f32 = 180.0;

/// The page between frames.
#[derive(Debug)]
pub struct PageView {
    pub(super) page: Option<PageLayout>,
    /// What is at the top of the view.
    pub(super) anchor: PageAnchor,
    /// The line that stays where it is while the page is laid out again.
    scroll_anchor: Option<ScrollAnchor>,
    /// On which side of its neighbors the caret shows.
    pub(super) caret: PageCaret,
    /// Where the caret wants to be when it moves up and down, in pixels.
    pub(super) goal_x: Option<f32>,
    pub(super) drag: PointerDrag,
    /// True while what is selected was selected with the pointer.
    pub(super) selected_by_pointer: bool,
    /// How large the bar above the selection is, in points, once it was drawn.
    pub(super) bar_size: Option<egui::Vec2>,
    /// The link for which something is being chosen, and the document's revision then.
    linking: Option<(Name, AnnotationId, u64)>,
    /// The place on its line that the right button was pressed on, in points.
    pub(super) pressed_line: Option<Rect>,
    /// Under the pointer.
    pub(super) hovered: Option<AnnotationId>,
    /// The suggestion under the pointer, where no tag is.
    pub(super) hovered_suggestion: Option<usize>,
    /// True while marks without ink are shown.
    pub shows_invisibles: bool,
    /// What is to be brought into view.
    wanted: Option<WantedPlace>,
    /// True while only the current suggestion is shown.
    pub hides_suggestions: bool,
    /// What the strip speaks of, as it was on the page in the frame before.
    at_hand: Option<ThingAtHand>,
    /// What was in view last: to see what has changed.
    seen: SeenState,
    column: Rect,
    pub(super) scale: f32,
    pub(super) height: f32,
    /// The text and style the page was laid out for.
    text: Option<Text>,
}

/// A line, by its first byte, and how far below the top of the view it is kept, in points.
///
/// It is chosen once, when a zoom or a resize begins, and let go when one scrolls: were it chosen
/// again at every width, the page would creep, and would not come back with the window's size.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ScrollAnchor {
    byte: usize,
    below_top: f64,
}

/// What the pointer is dragging.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum PointerDrag {
    /// Nothing.
    #[default]
    None,
    /// A selection.
    Selection {
        /// Where it began.
        from: CaretSpot,
        /// The character that was pressed on.
        pressed: Option<usize>,
    },
    /// An edge of an annotation.
    Edge {
        /// Of which annotation.
        id: AnnotationId,
        /// Which edge.
        edge: SpanEdge,
    },
}

/// A place that is to be brought into view, by a byte of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WantedPlace {
    /// Wherever it takes the least scrolling.
    InView(usize),
    /// Where one reads: what is decided on next always stands at the same height.
    WhereOneReads(usize),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct SeenState {
    head: usize,
    active: Option<AnnotationId>,
    suggestion: Option<usize>,
    /// The disagreement that is decided on, and where it begins.
    question: Option<(usize, usize)>,
    /// Where the last step back or on changed something, and its number.
    stepped: (Option<usize>, u64),
}

/// What the strip speaks of, and whether its words are on the page.
#[derive(Clone, Copy, Debug)]
struct ThingAtHand {
    /// The suggestion; `None` for a tag.
    suggestion: Option<usize>,
    /// Where its words begin.
    start: usize,
    is_seen: bool,
}

impl Default for PageView {
    fn default() -> Self {
        Self {
            page: None,
            anchor: PageAnchor { byte: 0, dy: 0.0 },
            caret: PageCaret::default(),
            goal_x: None,
            drag: PointerDrag::None,
            selected_by_pointer: false,
            bar_size: None,
            linking: None,
            pressed_line: None,
            hovered: None,
            hovered_suggestion: None,
            scroll_anchor: None,
            shows_invisibles: false,
            wanted: None,
            hides_suggestions: false,
            at_hand: None,
            seen: SeenState::default(),
            column: Rect::NOTHING,
            scale: 1.0,
            height: 0.0,
            text: None,
        }
    }
}

impl PageView {
    /// Lays the article out for this pane; the line under the eye stays there.
    pub(super) fn fit(&mut self, ui: &Ui, cx: &FrameContext<'_>, open: &Editor, paper: Rect) {
        let scale_before = std::mem::replace(&mut self.scale, ui.ctx().pixels_per_point());
        let height_before = std::mem::replace(&mut self.height, paper.height());
        // What is worked on stays in sight when a form or a panel takes room from the page.
        if self.height < height_before
            && let Some(at_hand) = self.at_hand.filter(|it| it.is_seen)
        {
            self.reveal(at_hand.start);
        }
        self.column = column_in(paper, cx.session.settings().zoom, cx.is_mirrored());
        let text = open.document().text();
        let style = style_of(cx, text, self.column.width() * self.scale, self.scale);
        let same_text = self.text.as_ref() == Some(text);
        match &mut self.page {
            Some(_) if same_text => {
                self.set_anew(&mut cx.engine.borrow_mut().fonts, style, scale_before);
            }
            page => {
                *page = Some(PageLayout::new(text, style));
                self.scroll_anchor = None;
                self.text = Some(text.clone());
                self.anchor = PageAnchor { byte: 0, dy: 0.0 };
                self.drag = PointerDrag::None;
                self.seen = SeenState::default();
            }
        }
    }

    /// Lays the page out in another style; `scale_before` is the pixels of a point until now.
    fn set_anew(&mut self, fonts: &mut FontSet, style: PageStyle, scale_before: f32) {
        let room = f64::from(self.height * scale_before);
        let (scale_before, scale) = (f64::from(scale_before), f64::from(self.scale));
        let Some(page) = &mut self.page else { return };
        if *page.style() == style {
            return;
        }
        let top = page.y_of(fonts, self.anchor);
        let kept = self.scroll_anchor.or_else(|| {
            let (byte, below_top) = line_read(page, fonts, top, room, self.seen.head)?;
            Some(ScrollAnchor { byte, below_top: below_top / scale_before })
        });
        page.restyle(style);
        if let Some(kept) = kept {
            let line = page.anchor_of(kept.byte);
            self.anchor = page.moved(fonts, line, -kept.below_top * scale);
        }
        self.scroll_anchor = kept;
    }

    /// Brings what a key or a command has changed into view.
    pub(super) fn follow(&mut self, cx: &FrameContext<'_>, open: &Editor) {
        let now = SeenState {
            head: open.selection().head,
            active: open.active().map(|it| it.id),
            suggestion: open.suggestions().current(),
            question: compare::question_start(open),
            stepped: open.stepped(),
        };
        let before = std::mem::replace(&mut self.seen, now);
        if let Some(page) = &mut self.page {
            let fonts = &mut cx.engine.borrow_mut().fonts;
            if self.caret.follow(page, fonts, open.selection()) {
                self.goal_x = None;
            }
        }
        if self.drag != PointerDrag::None || before == now {
            return;
        }
        if open.found().current.is_some() {
            self.selected_by_pointer = false;
        }
        let suggestion = now.suggestion.filter(|_| now.suggestion != before.suggestion);
        let mention = suggestion.and_then(|it| open.suggestions().mentions().get(it));
        if let Some(start) = mention.and_then(|it| it.pieces.first()).map(|it| it.start()) {
            self.wanted = Some(WantedPlace::WhereOneReads(start));
        } else if let Some((_, start)) = now.question.filter(|_| now.question != before.question) {
            self.wanted = Some(WantedPlace::WhereOneReads(start));
        } else if let Some(changed) = now.stepped.0.filter(|_| now.stepped != before.stepped) {
            // What is taken back out of sight would be taken back unseen.
            self.reveal(changed);
        } else if before.head != now.head {
            self.reveal(now.head);
        } else if before.active != now.active
            && let Some(active) = open.active()
        {
            self.reveal(active.extent.start());
        }
    }

    /// The link for which something is to be chosen on the page now; any change of what is marked
    /// ends it.
    pub fn linking(&self, session: &Session) -> Option<Name> {
        let open = session.editor()?;
        let (relation, from, revision) = self.linking.as_ref()?;
        let goes_on = *revision == open.document().revision()
            && open.active().is_some_and(|it| it.id == *from);
        goes_on.then(|| relation.clone())
    }

    /// Begins to choose something for a link of the active tag, or stops.
    pub fn choose_for(&mut self, session: &Session, relation: Option<Name>) {
        let from =
            session.editor().and_then(|it| Some((it.active()?.id, it.document().revision())));
        self.linking = relation.zip(from).map(|(it, (from, revision))| (it, from, revision));
    }

    /// Marks the tag that is pointed at in the strip.
    pub fn follow_strip(&mut self, hovered: Option<AnnotationId>) {
        self.hovered = hovered.or(self.hovered);
    }

    /// Scrolls as little as it takes to show the line with `byte`.
    pub fn reveal(&mut self, byte: usize) {
        self.wanted = Some(WantedPlace::InView(byte));
    }

    /// Where the current suggestion begins, while none of its words is in sight.
    pub fn unseen_suggestion(&self, session: &Session) -> Option<usize> {
        let current = session.editor()?.suggestions().current()?;
        let at_hand = self.at_hand.filter(|it| it.suggestion == Some(current) && !it.is_seen);
        at_hand.map(|it| it.start)
    }

    /// Where the active tag begins, while none of its words is in sight and no suggestion is at hand.
    pub fn unseen_tag(&self, session: &Session) -> Option<usize> {
        let active = session.editor()?.active()?.extent.start();
        let at_hand = self.at_hand.filter(|it| it.suggestion.is_none() && !it.is_seen);
        at_hand.map(|it| it.start).filter(|it| *it == active)
    }

    /// Keeps whether the suggestion or tag at hand is among what is `placed` on the `paper`.
    pub(super) fn look_for_what_is_at_hand(
        &mut self,
        open: &Editor,
        placed: &PlacedPage,
        paper: Rect,
    ) {
        let suggestions = open.suggestions();
        let suggestion = suggestions.current();
        let mention = suggestion.and_then(|it| suggestions.mentions().get(it));
        let words = match mention {
            Some(mention) => mention.pieces.first().copied(),
            None => open.active().map(|it| it.extent.first()),
        };
        self.at_hand = words.map(|words| {
            let strips =
                |it: &PlacedBlock| it.rects(words.start()..words.end(), placed.scale).into_iter();
            let mut strips = placed.blocks.iter().flat_map(strips);
            let is_seen = strips.any(|it| paper.intersects(it.text));
            ThingAtHand { suggestion, start: words.start(), is_seen }
        });
    }

    /// Lays out what is in view.
    pub(super) fn place(&mut self, cx: &FrameContext<'_>, paper: Rect) -> PlacedPage {
        let (scale, column) = (self.scale, self.column);
        let mut placed = PlacedPage { blocks: Vec::new(), column, scale };
        let wanted = self.wanted.take();
        match wanted {
            Some(WantedPlace::InView(byte)) => self.show_line(cx, byte),
            Some(WantedPlace::WhereOneReads(byte)) => self.show_where_one_reads(cx, byte),
            None => {}
        }
        self.keep_inside(cx);
        let anchor = self.anchor;
        let Some(page) = &mut self.page else { return placed };
        let fonts = &mut cx.engine.borrow_mut().fonts;
        let above = f64::from(TOP * scale);
        let below = f64::from((paper.height() - TOP) * scale);
        let (top, visible) = page.view(fonts, anchor, above, below);
        for shown in visible {
            let y = paper.top() + TOP + to_points(shown.top - top, scale);
            let starts_paragraph =
                shown.index == 0 || page.paragraph_of(shown.index - 1) != shown.paragraph_index;
            // Aligned to whole pixels, or glyphs would be blurred while scrolling.
            let origin = pos2(column.left(), (y * scale).round() / scale);
            placed.blocks.push(PlacedBlock {
                bytes: shown.bytes,
                paragraph: shown.paragraph,
                origin,
                number: shown.paragraph_index,
                starts_paragraph,
            });
        }
        placed
    }

    /// Scrolls by `points`, down where they are above zero.
    pub(super) fn scroll_by(&mut self, cx: &FrameContext<'_>, points: f32) {
        self.scroll_anchor = None;
        let Some(page) = &mut self.page else { return };
        let fonts = &mut cx.engine.borrow_mut().fonts;
        self.anchor = page.moved(fonts, self.anchor, f64::from(points * self.scale));
    }

    /// Puts the part `share` (0 to 1) of the article at the top.
    pub(super) fn scroll_to_share(&mut self, cx: &FrameContext<'_>, share: f64) {
        self.scroll_anchor = None;
        let last = self.last_top();
        let Some(page) = &mut self.page else { return };
        let fonts = &mut cx.engine.borrow_mut().fonts;
        self.anchor = page.anchor_at(fonts, (share * last).clamp(0.0, last));
    }

    /// How far down the view is (0 to 1), and which share of the article it shows.
    pub(super) fn share(&mut self, cx: &FrameContext<'_>) -> (f64, f64) {
        let last = self.last_top();
        let shown = f64::from(self.height * self.scale);
        let Some(page) = &mut self.page else { return (0.0, 1.0) };
        let fonts = &mut cx.engine.borrow_mut().fonts;
        let top = page.y_of(fonts, self.anchor);
        let share = if last > 0.0 { (top / last).clamp(0.0, 1.0) } else { 0.0 };
        (share, (shown / (last + shown)).clamp(0.0, 1.0))
    }

    /// How high the view is, in pixels.
    pub(super) fn height_px(&self) -> f32 {
        self.height * self.scale
    }

    /// The lowest height that may be at the top, in pixels.
    fn last_top(&self) -> f64 {
        let Some(page) = &self.page else { return 0.0 };
        let height = page.total_height();
        if height <= f64::from((self.height - TOP).max(0.0) * self.scale) {
            // All of it is seen at once.
            return 0.0;
        }
        // The last line can stand where one reads, as every other.
        let line = f64::from(page.style().body.size_px * page.style().body.line_height);
        let above =
            f64::from(self.height * self.scale) * READING_HEIGHT - f64::from(TOP * self.scale);
        (height - line - above.max(0.0)).max(0.0)
    }

    fn keep_inside(&mut self, cx: &FrameContext<'_>) {
        let last = self.last_top();
        let Some(page) = &mut self.page else { return };
        let fonts = &mut cx.engine.borrow_mut().fonts;
        if page.y_of(fonts, self.anchor) > last {
            self.anchor = page.anchor_at(fonts, last);
        }
    }

    /// Scrolls so that the line with `byte` stands where one reads, as far as the article goes.
    fn show_where_one_reads(&mut self, cx: &FrameContext<'_>, byte: usize) {
        let last = self.last_top();
        let above =
            f64::from(self.height * self.scale) * READING_HEIGHT - f64::from(TOP * self.scale);
        let Some(page) = &mut self.page else { return };
        let fonts = &mut cx.engine.borrow_mut().fonts;
        let line = page.y_of(fonts, page.anchor_of(byte));
        self.anchor = page.anchor_at(fonts, (line - above).clamp(0.0, last));
        self.scroll_anchor = None;
    }

    /// Scrolls so that the line with `byte` is well inside the view.
    fn show_line(&mut self, cx: &FrameContext<'_>, byte: usize) {
        let scale = f64::from(self.scale);
        let room = f64::from(self.height - TOP) * scale;
        let Some(page) = &mut self.page else { return };
        let fonts = &mut cx.engine.borrow_mut().fonts;
        let top = page.y_of(fonts, self.anchor);
        let line = page.y_of(fonts, page.anchor_of(byte));
        let line_height = f64::from(page.style().body.size_px * page.style().body.line_height);
        let margin = (room * 0.2).min(80.0 * scale);
        let upper = top + if top > 0.0 { margin } else { 0.0 };
        let lower = top + room - margin - line_height;
        if line >= upper && line <= lower {
            return;
        }
        let near = (line - top).abs() < 3.0 * room;
        let target = match (near, line < upper) {
            (true, true) => line - margin,
            (true, false) => line - (room - margin - line_height),
            (false, _) => line - room * 0.4,
        };
        self.anchor = page.anchor_at(fonts, target.max(0.0));
        self.scroll_anchor = None;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a distance within the view")]
fn to_points(pixels: f64, scale: f32) -> f32 {
    pixels as f32 / scale
}

/// How wide the text with what stands at its sides is at most, in points.
pub(super) fn widest_column(cx: &FrameContext<'_>) -> f32 {
    theme::MEASURE * theme::PAGE_TEXT * cx.session.settings().zoom + GUTTER + 2.0 * WIDEST_SIDE
}

/// The column of text inside the paper.
fn column_in(paper: Rect, zoom: f32, is_mirrored: bool) -> Rect {
    let widest = theme::MEASURE * theme::PAGE_TEXT * zoom;
    let side = (paper.width() * 0.04).clamp(10.0, WIDEST_SIDE);
    let room = (paper.width() - GUTTER - 2.0 * side).max(NARROWEST);
    let width = room.min(widest);
    // Whole points: a width that follows each pixel of a resize would shimmer.
    // Beside the gloss, which is at the reading end of the window.
    let free = if is_mirrored { 0.0 } else { room - width };
    let left = (paper.left() + side + free).round();
    Rect::from_min_max(pos2(left, paper.top()), pos2(left + width.floor(), paper.bottom()))
}

fn style_of(cx: &FrameContext<'_>, text: &Text, width_px: f32, scale: f32) -> PageStyle {
    let settings = cx.session.settings();
    let face = match settings.typeface {
        Typeface::Vazirmatn => FontFace::Vazirmatn,
        Typeface::Naskh => FontFace::Naskh,
    };
    let size_px = theme::PAGE_TEXT * settings.zoom * scale;
    let body = TextStyle { face, size_px, line_height: theme::PAGE_LINE, weight: 400.0 };
    let title = TextStyle { size_px: size_px * 1.3, line_height: 1.7, weight: 700.0, ..body };
    PageStyle {
        body,
        title: has_title(text).then_some(title),
        gap_px: (size_px * 0.45).round(),
        width_px,
        alignment: LineAlignment::Start,
        direction: DirectionRule::ByLetters,
    }
}

/// True where the first paragraph is short and others follow: news begins with its headline.
fn has_title(text: &Text) -> bool {
    const LONGEST: usize = 240;
    let paragraphs = text.paragraphs();
    paragraphs.count() > 1 && (2..LONGEST).contains(&paragraphs.bytes(0).len())
}

/// The caret's line where it is in view, else the line at reading height: its first byte, and how far
/// it is below `top`, in pixels. `None` at the very top of an article, which stays there.
fn line_read(
    page: &mut PageLayout,
    fonts: &mut FontSet,
    top: f64,
    room: f64,
    caret: usize,
) -> Option<(usize, f64)> {
    if top < 1.0 {
        return None;
    }
    let line = page.y_of(fonts, page.anchor_of(caret)) - top;
    if (0.0..room).contains(&line) {
        return Some((caret, line));
    }
    let below_top = room * READING_HEIGHT;
    let read = page.anchor_at(fonts, top + below_top);
    Some((read.byte, below_top - f64::from(read.dy)))
}
