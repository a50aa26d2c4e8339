//! The key sheet.

use egui::{ScrollArea, Ui, vec2};

use crate::ui::{
    FrameContext, FrameRequests, WindowAction,
    dialog_middle::middle_ui,
    dialog_view::{DialogView, inset},
    guide::GuidePart,
    key_list::key_lists,
    text::{ButtonLook, StyledWords, button, label},
};

/// Every key there is; nothing is entered in it.
#[derive(Debug)]
pub(super) struct KeySheet;

impl DialogView for KeySheet {
    fn heading(&self) -> Option<&'static str> {
        Some("command-keys")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Keys)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let height = (ui.ctx().content_rect().height() - 200.0).clamp(120.0, 520.0);
        middle_ui(ui, cx, |ui| {
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                inset(ui, cx, |ui| {
                    ui.spacing_mut().item_spacing = vec2(8.0, 3.0);
                    for list in key_lists(cx.strings, cx.session.schema()) {
                        label(ui, cx, StyledWords::new(list.title).strong());
                        for (keys, what) in &list.rows {
                            if keys.is_empty() {
                                label(ui, cx, StyledWords::new(what).small().wrapped());
                            } else {
                                row(ui, cx, keys, what);
                            }
                        }
                    }
                });
            });
        });
        if button(ui, cx, ButtonLook::new(cx.t("close-dialog")).primary()).clicked() {
            requests.push(WindowAction::Dismiss);
        }
    }
}

fn row(ui: &mut Ui, cx: &FrameContext<'_>, keys: &str, what: &str) {
    cx.in_row(ui, 22.0, |ui| {
        ui.scope(|ui| {
            ui.set_width(190.0);
            label(ui, cx, StyledWords::new(keys).small().left_to_right().color(*cx.theme.accent));
        });
        label(ui, cx, StyledWords::new(what).small());
    });
}
