//! Menus below buttons, worked by pointer and by keys: arrows walk, Enter takes, Escape goes back.

use egui::{Context, Event, Id, Key, Popup, PopupCloseBehavior, RectAlign, Response, Ui};

use super::FrameContext;

/// Where the button of the open menu is remembered.
fn owner_id() -> Id {
    Id::unique("menu-owner")
}

/// Shows a menu while it is open; the button `of` opens it. `rows` shows its rows and gives back
/// which of them is to have the keyboard first.
pub(super) fn menu_ui(
    cx: &FrameContext<'_>,
    of: &Response,
    rows: impl FnOnce(&mut Ui) -> (Vec<Response>, usize),
) {
    let ctx = &of.ctx;
    let shown = Popup::menu(of)
        .align(RectAlign::BOTTOM_START)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            ui.set_min_width(of.rect.width().clamp(140.0, 300.0));
            ui.set_max_width(320.0);
            ui.with_layout(cx.column(), rows).inner
        });
    let was_open = ctx.data(|data| data.get_temp::<Id>(owner_id())) == Some(of.id);
    let Some((rows, first)) = shown.map(|it| it.inner) else {
        if was_open {
            ctx.data_mut(|data| data.remove::<Id>(owner_id()));
        }
        return;
    };
    let focused = ctx.memory(egui::Memory::focused);
    let at = rows.iter().position(|it| Some(it.id) == focused);
    if !was_open {
        ctx.data_mut(|data| data.insert_temp(owner_id(), of.id));
        rows.get(first).or(rows.first()).inspect(|it| it.request_focus());
    } else if let Some(at) = at {
        hold_arrows(ctx, &rows, at);
        let next = at.saturating_add_signed(step(ctx)).min(rows.len().saturating_sub(1));
        rows.get(next).filter(|_| next != at).inspect(|it| it.request_focus());
    }
    let by_key = rows.iter().any(|it| it.clicked() && Some(it.id) == focused);
    if by_key || rows.iter().any(Response::clicked) {
        Popup::close_all(ctx);
        ctx.data_mut(|data| data.remove::<Id>(owner_id()));
    }
    if by_key {
        of.request_focus();
    }
}

/// Closes the open menu and gives the keyboard back to its button; false where none is open.
pub(super) fn close_menu(ctx: &Context) -> bool {
    let is_open = Popup::is_any_open(ctx);
    let owner = ctx.data(|data| data.get_temp::<Id>(owner_id()));
    ctx.data_mut(|data| data.remove::<Id>(owner_id()));
    if is_open {
        Popup::close_all(ctx);
        if let Some(owner) = owner {
            ctx.memory_mut(|memory| memory.request_focus(owner));
        }
    }
    is_open
}

/// The arrows are ours while the menu is open.
fn hold_arrows(ctx: &Context, rows: &[Response], at: usize) {
    let Some(row) = rows.get(at) else { return };
    let filter = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
    ctx.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
}

fn step(ctx: &Context) -> isize {
    ctx.input(|input| {
        let steps = input.events.iter().map(|event| match event {
            Event::Key { key: Key::ArrowDown, pressed: true, .. } => 1,
            Event::Key { key: Key::ArrowUp, pressed: true, .. } => -1,
            _ => 0,
        });
        steps.sum()
    })
}
