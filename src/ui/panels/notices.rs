//! Messages over the page: what was done, what to look at, what went wrong.

use egui::{Align2, Area, Frame, Id, Margin, Stroke, Ui, vec2};

use crate::{
    session::{Action, Level, Notice, Offer},
    text::localize_digits,
    ui::{
        Cx, Requests,
        strings::isolated,
        text::{Button, Words, button, label},
        theme,
    },
};

/// How many are shown at once.
const SHOWN: usize = 4;

/// Shows the latest notices at the lower reading start of the window.
pub fn notices_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests) {
    let notices = cx.session.notices();
    if notices.is_empty() {
        return;
    }
    let area = Area::new(Id::unique("notices")).order(egui::Order::Foreground);
    area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -44.0)).show(ui.ctx(), |ui| {
        ui.set_max_width(560.0);
        for notice in notices.iter().rev().take(SHOWN).rev() {
            notice_ui(ui, cx, requests, notice);
        }
    });
}

/// A notice in words.
pub fn words_of(cx: &Cx<'_>, notice: &Notice) -> String {
    let is_number = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    let shown: Vec<(&str, String)> = notice
        .arguments
        .iter()
        .map(|(name, value)| {
            let digits = cx.strings.digits();
            (*name, if is_number(value) { localize_digits(value, digits) } else { isolated(value) })
        })
        .collect();
    let arguments: Vec<(&str, &str)> =
        shown.iter().map(|(name, it)| (*name, it.as_str())).collect();
    cx.strings.with(notice.key, &arguments)
}

fn notice_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, notice: &Notice) {
    let (fill, line, ink) = match notice.level {
        Level::Info => (*cx.theme.panel_raised, *cx.theme.line_strong, *cx.theme.ink),
        Level::Warning => (*cx.theme.warning_soft, *cx.theme.warning, *cx.theme.ink),
        Level::Error => (*cx.theme.error_soft, *cx.theme.error, *cx.theme.ink),
    };
    let frame = Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.with_layout(cx.row_from_end(), |ui| {
            let close =
                Button::new(Words::new("×").color(ink)).plain().named(cx.t("dismiss-notice"));
            if button(ui, cx, close).clicked() {
                requests.push(Action::DismissNotice(notice.serial));
            }
            if let Some(Offer::RemoveParts(ids)) = &notice.offer
                && button(ui, cx, Button::new(cx.t("offer-remove-parts"))).clicked()
            {
                requests.push(Action::RemoveParts(ids.clone()));
            }
            ui.with_layout(cx.column(), |ui| {
                label(ui, cx, Words::new(words_of(cx, notice)).wrapped().as_window().color(ink));
            });
        });
    });
}
