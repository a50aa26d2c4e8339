//! The first steps, shown below the page while they are made.

use egui::{Align, Frame, Id, Margin, Panel, Stroke, Ui, vec2};

use super::{
    DialogKind, FrameContext, FrameRequests, WindowAction,
    text::{ButtonLook, StyledWords, button, label},
    theme,
};
use crate::session::{Editor, Session};

/// What is to be tried, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TourStep {
    /// To take a suggestion.
    Suggestion,
    /// To tag words by hand.
    OwnTag,
    /// To open what there is to say of a tag.
    Details,
    /// To look at the dataset.
    Dataset,
}

impl TourStep {
    /// Every step.
    pub const ALL: &[Self] = &[Self::Suggestion, Self::OwnTag, Self::Details, Self::Dataset];

    /// Its sentence, by key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Suggestion => "tour-suggestion",
            Self::OwnTag => "tour-own-tag",
            Self::Details => "tour-details",
            Self::Dataset => "tour-dataset",
        }
    }

    /// From 1.
    fn number(self) -> usize {
        Self::ALL.iter().position(|it| *it == self).map_or(0, |it| it + 1)
    }

    fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }
}

/// Where somebody is in the tour.
#[derive(Debug, Default)]
pub struct Tour {
    step: Option<TourStep>,
    /// What was tagged when the step began.
    before: TagCounts,
}

/// How much of it was suggested, and how much was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct TagCounts {
    suggested: usize,
    own: usize,
}

impl TagCounts {
    fn of(session: &Session) -> Self {
        let Some(document) = session.editor().map(Editor::document) else { return Self::default() };
        let suggested = document.annotations().filter(|it| it.origin.is_some()).count();
        Self { suggested, own: document.annotations().len() - suggested }
    }
}

impl Tour {
    /// The step at hand.
    pub fn step(&self) -> Option<TourStep> {
        self.step
    }

    /// Begins with the first step.
    pub fn start(&mut self, session: &Session) {
        self.turn_to(TourStep::ALL.first().copied(), session);
    }

    /// Goes on with the next step, or ends.
    pub fn go_on(&mut self, session: &Session) {
        self.turn_to(self.step.and_then(TourStep::next), session);
    }

    /// Ends it.
    pub fn leave(&mut self) {
        self.step = None;
    }

    fn turn_to(&mut self, step: Option<TourStep>, session: &Session) {
        let before = step.map(|_| TagCounts::of(session));
        (self.step, self.before) = (step, before.unwrap_or_default());
    }

    /// Goes on where what the step asks for was done.
    pub(super) fn follow(&mut self, session: &Session, shown: TourView) {
        // In an article with 100,000 tags counting them takes longer than all else in a frame.
        let Some(step) = self.step else { return };
        let now = TagCounts::of(session);
        let is_done = match step {
            TourStep::Suggestion => now.suggested > self.before.suggested,
            TourStep::OwnTag => now.own > self.before.own,
            TourStep::Details => shown.has_open_strip,
            TourStep::Dataset => shown.dialog == Some(DialogKind::Export),
        };
        if is_done {
            self.go_on(session);
        } else if self.before.own > now.own || self.before.suggested > now.suggested {
            // What was undone may be done again.
            self.before = now;
        }
    }
}

/// What of the window tells that a step was made.
#[derive(Clone, Copy, Debug)]
pub(super) struct TourView {
    pub(super) has_open_strip: bool,
    pub(super) dialog: Option<DialogKind>,
}

/// How high the row is taken for until it was drawn once, in points.
const ROW: f32 = 58.0;

/// Shows the step at hand in a row of its own.
pub(super) fn tour_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    tour: &Tour,
) {
    let Some(step) = tour.step.filter(|_| cx.session.editor().is_some()) else { return };
    let id = Id::unique("tour-height");
    let known = ui.data(|data| data.get_temp::<f32>(id));
    let frame = Frame::new().fill(*cx.theme.paper).inner_margin(Margin::symmetric(12, 4));
    let panel = Panel::bottom("tour").frame(frame).show_separator_line(false);
    panel.exact_size(known.unwrap_or(ROW) + 8.0).show(ui, |ui| {
        let top = ui.cursor().top();
        step_ui(ui, cx, requests, step);
        let height = ui.min_rect().bottom() - top;
        if known.is_none_or(|it| (it - height).abs() > 0.5) {
            ui.data_mut(|data| data.insert_temp(id, height));
            ui.ctx().request_repaint();
        }
    });
}

fn step_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, step: TourStep) {
    let frame = Frame::new()
        .fill(*cx.theme.panel_raised)
        .stroke(Stroke::new(1.5, *cx.theme.accent))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(12, 6));
    let row = cx.row_from_end().with_cross_align(Align::TOP);
    frame.show(ui, |ui| {
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), row, |ui| {
            if button(ui, cx, ButtonLook::new(cx.t("tour-leave")).plain()).clicked() {
                requests.push(WindowAction::LeaveTour);
            }
            let is_last = step.next().is_none();
            let on = if is_last { "tour-end" } else { "tour-next" };
            if button(ui, cx, ButtonLook::new(cx.t(on)).primary()).clicked() {
                requests.push(WindowAction::GoOnWithTour);
            }
            ui.with_layout(cx.column(), |ui| {
                let here = cx.strings.number(step.number());
                let all = cx.strings.number(TourStep::ALL.len());
                let title = cx.strings.with("tour-step", &[("here", &here), ("all", &all)]);
                label(ui, cx, StyledWords::new(title).small().strong().color(*cx.theme.accent));
                label(ui, cx, StyledWords::new(cx.t(step.key())).wrapped().as_window());
            });
        });
    });
}
