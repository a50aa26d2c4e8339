//! The card of the current suggestion.

use egui::{Frame, Margin, Stroke, Ui, vec2};

use crate::{
    recognize::Mention,
    session::{EditAction, NavigateAction, StepDirection},
    ui::{
        FrameContext, FrameRequests,
        page::place::PlacedPage,
        tag_summary,
        text::{ButtonLook, StyledWords, button, label},
        theme,
    },
};

/// What the card shows.
#[derive(Debug)]
pub(super) struct SuggestionCard {
    mention: Mention,
    words: String,
    /// Which suggestion it is.
    pub(super) index: usize,
    /// Where its line begins, in points.
    pub(super) y: f32,
}

/// The card of the current suggestion, where it is in view.
pub(super) fn suggestion(cx: &FrameContext<'_>, placed: &PlacedPage) -> Option<SuggestionCard> {
    let open = cx.session.editor()?;
    let index = open.suggestions().current()?;
    let mention = open.suggestions().open(open.document(), index)?.clone();
    let first = *mention.pieces.first()?;
    let block = placed.block_of(first.start())?;
    let y = block.rects(first.bytes(), placed.scale).first()?.text.top();
    let text = open.document().text();
    let pieces: Vec<&str> = mention.pieces.iter().map(|it| text.slice(*it)).collect();
    Some(SuggestionCard { words: pieces.join(" … "), mention, index, y })
}

impl SuggestionCard {
    /// Shows it.
    pub(super) fn show(&self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let color = cx.theme.label(cx.session.schema(), self.mention.label);
        let frame = Frame::new()
            .fill(*cx.theme.panel_raised)
            .stroke(Stroke::new(2.0, color))
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::symmetric(10, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
            let title = cx.label_title(&self.mention.label.into());
            let head = cx.strings.with("suggestion-of", &[("label", &title)]);
            label(ui, cx, StyledWords::new(head).small().strong());
            label(ui, cx, StyledWords::new(self.words.as_str()).wrapped());
            for line in tag_summary::mention_summary(cx, &self.mention) {
                let words = StyledWords::new(line.text).small().as_window().wrapped();
                label(ui, cx, words.color(line.color));
            }
            ui.add_space(2.0);
            cx.in_rows(ui, 30.0, |ui| answers(ui, cx, requests));
        });
    }
}

fn answers(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let accept = ButtonLook::new(cx.t("short-accept")).key("Enter").primary();
    if button(ui, cx, accept.named(cx.t("command-accept-suggestion"))).clicked() {
        requests.push(EditAction::AcceptSuggestion);
    }
    let dismiss = ButtonLook::new(cx.t("short-dismiss")).key("⌫");
    if button(ui, cx, dismiss.named(cx.t("command-dismiss-suggestion"))).clicked() {
        requests.push(EditAction::RejectSuggestion);
    }
    let next = ButtonLook::new(cx.t("short-next")).plain();
    if button(ui, cx, next.named(cx.t("command-next-suggestion"))).clicked() {
        requests.push(NavigateAction::StepSuggestion(StepDirection::After));
    }
}
