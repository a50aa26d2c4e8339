//! A part of the guide to read, and the way to its other parts.

use egui::{ScrollArea, Ui, vec2};

use super::{GuideBlock, GuidePart, GuideWords, blocks_of};
use crate::ui::{
    FrameContext, FrameRequests, WindowAction,
    dialog_middle::middle_ui,
    dialog_view::{DialogView, inset},
    text::{ButtonLook, StyledWords, button, label, parted_label},
    theme,
};

/// The guide as a dialog of its own, or over another one that stays as it is.
#[derive(Debug)]
pub struct GuideDialog {
    part: GuidePart,
    /// True while the list of parts is shown.
    lists_parts: bool,
}

impl GuideDialog {
    /// Open at `part`.
    pub fn at(part: GuidePart) -> Self {
        Self { part, lists_parts: false }
    }
}

/// How wide the guide is at most, in points: some seventy letters a line.
const WIDEST: f32 = 680.0;

impl DialogView for GuideDialog {
    fn only_looks(&self) -> bool {
        true
    }

    fn heading(&self) -> Option<&'static str> {
        Some("command-guide")
    }

    fn guide(&self) -> Option<GuidePart> {
        None
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        guide_ui(ui, cx, requests, self);
    }

    fn widest(&self) -> f32 {
        WIDEST
    }
}

/// Shows the part, or all their names, and what leads on.
pub fn guide_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut GuideDialog,
) {
    let height = (ui.ctx().content_rect().height() - 220.0).clamp(120.0, 560.0);
    let scroll = ScrollArea::vertical().id_salt((state.part, state.lists_parts));
    middle_ui(ui, cx, |ui| {
        scroll.max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            inset(ui, cx, |ui| {
                if state.lists_parts {
                    parts_ui(ui, cx, state);
                } else {
                    part_ui(ui, cx, state.part);
                }
            });
        });
    });
    ui.add_space(4.0);
    cx.in_rows(ui, 30.0, |ui| {
        if button(ui, cx, ButtonLook::new(cx.t("close-dialog")).primary()).clicked() {
            requests.push(WindowAction::Dismiss);
        }
        for (key, step) in [("guide-previous", -1), ("guide-next", 1)] {
            let beside = state.part.beside(step);
            let look = ButtonLook::new(cx.t(key)).enabled_if(beside.is_some());
            if let (true, Some(part)) = (button(ui, cx, look).clicked(), beside) {
                *state = GuideDialog::at(part);
            }
        }
        let look = ButtonLook::new(cx.t("guide-parts")).selected_if(state.lists_parts);
        if button(ui, cx, look).clicked() {
            state.lists_parts = !state.lists_parts;
        }
    });
}

fn parts_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut GuideDialog) {
    for part in GuidePart::ALL {
        let look = ButtonLook::new(guide_heading(cx, *part)).plain().full_width();
        if button(ui, cx, look.selected_if(*part == state.part)).clicked() {
            *state = GuideDialog::at(*part);
        }
    }
}

/// What a part is called.
pub fn guide_heading(cx: &FrameContext<'_>, part: GuidePart) -> String {
    let blocks = blocks_of(part, cx.strings.language());
    let headings = blocks.into_iter().filter_map(|it| match it {
        GuideBlock::Heading(words) => Some(words.text),
        GuideBlock::Paragraph(_) | GuideBlock::Item(..) | GuideBlock::Row(_) => None,
    });
    headings.take(1).collect()
}

fn part_ui(ui: &mut Ui, cx: &FrameContext<'_>, part: GuidePart) {
    // Room for a number or a key, in points.
    const SIGN: f32 = 26.0;
    const KEY: f32 = 60.0;
    ui.spacing_mut().item_spacing = vec2(6.0, 7.0);
    for block in blocks_of(part, cx.strings.language()) {
        match block {
            GuideBlock::Heading(words) => {
                label(ui, cx, StyledWords::new(words.text).size(theme::HEADING).strong());
            }
            GuideBlock::Paragraph(words) => {
                guide_label(ui, cx, &words);
            }
            GuideBlock::Item(sign, words) => {
                let sign = match sign.parse() {
                    Ok(number) => cx.strings.number(number),
                    Err(_) => sign,
                };
                beside_ui(ui, cx, &sign, &words, SIGN);
            }
            GuideBlock::Row(cells) => {
                let mut cells = cells.into_iter();
                let first = cells.next().unwrap_or_default();
                let others = cells.reduce(|mut all, cell| {
                    all.append(" · ", &cell);
                    all
                });
                let room = KEY.max(first_width(&first.text));
                beside_ui(ui, cx, &first.text, &others.unwrap_or_default(), room);
            }
        }
    }
}

/// Words over as many lines as they need, with what is strong in them and the keys.
fn guide_label(ui: &mut Ui, cx: &FrameContext<'_>, words: &GuideWords) {
    let text = StyledWords::new(words.text.as_str()).wrapped().as_window();
    parted_label(ui, cx, text, &words.parts);
}

/// A key takes a short column; what stands above it in a table may be longer, and is then a line.
fn first_width(first: &str) -> f32 {
    if first.chars().count() > 12 { f32::INFINITY } else { 0.0 }
}

/// Words with a sign before them, which the lines below leave free.
fn beside_ui(ui: &mut Ui, cx: &FrameContext<'_>, sign: &str, words: &GuideWords, room: f32) {
    if room.is_infinite() {
        let both = format!("{sign} — {}", words.text);
        label(
            ui,
            cx,
            StyledWords::new(both).small().wrapped().as_window().color(*cx.theme.ink_soft),
        );
        return;
    }
    let row = cx.row().with_cross_align(egui::Align::TOP);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), row, |ui| {
        ui.scope(|ui| {
            ui.set_width(room);
            label(ui, cx, StyledWords::new(sign).as_window().color(*cx.theme.accent));
        });
        ui.with_layout(cx.column(), |ui| {
            guide_label(ui, cx, words);
        });
    });
}
