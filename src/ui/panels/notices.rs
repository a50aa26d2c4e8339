//! Messages below the page: what was done, what to look at, what went wrong.

use egui::{Align, Frame, Id, Margin, Panel, Stroke, Ui, vec2};

use crate::{
    session::{Notice, NoticeAction, NoticeKind, NoticeLevel, Offer},
    ui::{
        DialogKind, FrameContext, FrameRequests, WindowAction,
        screen_reader::announced,
        text::{ButtonLook, StyledWords, button, label},
        theme,
    },
};

/// How many are shown at once.
const SHOWN: usize = 4;
/// How high a row is taken for until it was drawn once, in points.
const ROW: f32 = 42.0;

/// Shows the latest notices in rows of their own below the page, over nothing, but for those that an open
/// panel or dialog shows.
pub fn notices_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    is_shown_elsewhere: impl Fn(&NoticeKind) -> bool,
) {
    let notices = cx.session.notices().iter().filter(|it| !is_shown_elsewhere(&it.kind));
    let notices: Vec<&Notice> = notices.collect();
    if notices.is_empty() {
        return;
    }
    let id = Id::unique("notices-height");
    let known = ui.data(|data| data.get_temp::<f32>(id));
    let frame = Frame::new().fill(*cx.theme.paper).inner_margin(Margin::symmetric(12, 4));
    let panel = Panel::bottom("notices").frame(frame).show_separator_line(false);
    panel.exact_size(known.unwrap_or(ROW) + 8.0).show(ui, |ui| {
        let top = ui.cursor().top();
        ui.spacing_mut().item_spacing.y = 4.0;
        for notice in notices.iter().rev().take(SHOWN).rev() {
            notice_ui(ui, cx, requests, notice);
        }
        let height = ui.min_rect().bottom() - top;
        if known.is_none_or(|it| (it - height).abs() > 0.5) {
            ui.data_mut(|data| data.insert_temp(id, height));
            ui.ctx().request_repaint();
        }
    });
}

/// What can be done about it; the first is the safest.
fn offers_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, notice: &Notice) {
    cx.in_rows(ui, 30.0, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (at, offer) in notice.offers.iter().enumerate() {
            let look = ButtonLook::new(cx.words_of(offer));
            let is_first_of_some = at == 0 && notice.kind.level() != NoticeLevel::Info;
            let look = if is_first_of_some { look.primary() } else { look };
            if button(ui, cx, look).clicked() {
                answer(cx, requests, notice, offer);
            }
        }
    });
}

fn answer(cx: &FrameContext<'_>, requests: &mut FrameRequests, notice: &Notice, offer: &Offer) {
    match offer {
        // What these are about is still to be decided while they are open.
        Offer::SaveElsewhere => requests.push(WindowAction::Show(DialogKind::SaveElsewhere)),
        Offer::Versions => requests.push(WindowAction::Show(DialogKind::Versions)),
        Offer::FailureReport => requests.push(WindowAction::Show(DialogKind::Failure)),
        Offer::Review => requests.push(WindowAction::ShowMoves),
        Offer::ReviewFolder => requests.push(WindowAction::Show(DialogKind::FolderMoves)),
        Offer::GoOn => {
            let begun = cx.session.first_begun().cloned();
            requests.push(NoticeAction::Dismiss(notice.serial));
            if let Some(begun) = begun {
                requests.push(WindowAction::GoOn(begun));
            }
        }
        Offer::CorrectValue(field) => {
            requests.push(NoticeAction::Dismiss(notice.serial));
            requests.push(WindowAction::GoOn(field.clone()));
        }
        Offer::RemoveParts(_)
        | Offer::GoTo(_)
        | Offer::TakeAlong(_)
        | Offer::GoOnAs(_)
        | Offer::Finish(_)
        | Offer::AgreeToProgram(_)
        | Offer::TurnProgramOff(_)
        | Offer::Reload
        | Offer::Overwrite
        | Offer::SaveAgain
        | Offer::OpenAgain
        | Offer::WriteArticle
        | Offer::BringBack(_)
        | Offer::PlaceAnew
        | Offer::TakeOver
        | Offer::Keep(_)
        | Offer::StopReports => {
            requests.push(NoticeAction::Answer { notice: notice.serial, offer: offer.clone() });
        }
    }
}

fn notice_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, notice: &Notice) {
    let (fill, line, ink) = match notice.kind.level() {
        NoticeLevel::Info => (*cx.theme.panel_raised, *cx.theme.line_strong, *cx.theme.ink),
        NoticeLevel::Warning => (*cx.theme.warning_soft, *cx.theme.warning, *cx.theme.ink),
        NoticeLevel::Error => (*cx.theme.error_soft, *cx.theme.error, *cx.theme.ink),
    };
    let frame = Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(12, 6));
    // At the top: a row that centers what is in it would take all the height there is, and the area
    // would grow from frame to frame.
    let row = cx.row_from_end().with_cross_align(Align::TOP);
    frame.show(ui, |ui| {
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), row, |ui| {
            let close = ButtonLook::new(StyledWords::new("×").color(ink))
                .plain()
                .named(cx.t("dismiss-notice"));
            if button(ui, cx, close).clicked() {
                requests.push(NoticeAction::Dismiss(notice.serial));
            }
            ui.with_layout(cx.column(), |ui| {
                let words = StyledWords::new(cx.words_of(&notice.kind)).wrapped().as_window();
                announced(&label(ui, cx, words.color(ink)));
                if !notice.offers.is_empty() {
                    offers_ui(ui, cx, requests, notice);
                }
            });
        });
    });
}
