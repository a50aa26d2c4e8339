//! The line below the page: saved or not, where the caret is, what is selected, zoom.

use egui::{Frame, Margin, Panel, Ui, UiBuilder};

use crate::{
    model::ArticleStatus,
    session::{NoticeAction, Reason, SaveState},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        command_button::{command, shown_command},
        screen_reader::announced,
        text::{ButtonLook, StyledWords, button, label, words_size},
    },
};

/// Between what is said and the buttons, in points.
const APART: f32 = 10.0;
/// The least room in which the number of issues is shown, in points.
const LEAST: f32 = 60.0;

/// Shows the line; `explained` is why the last key could do nothing.
pub fn status_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    explained: Option<&Reason>,
) {
    // Higher inside than a button: none makes the row grow, and words and buttons stand on one line.
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(12, 1));
    Panel::bottom("status").frame(frame).exact_size(32.0).show(ui, |ui| {
        let row = ui.available_rect_before_wrap();
        // First what stands at the reading end: what is said at the start has the room that is left.
        let builder = UiBuilder::new().max_rect(row).layout(cx.row_from_end());
        let buttons = ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for id in ["settings", "keys", "theme", "language"] {
                small(ui, cx, requests, id, &cx.t(&format!("short-{id}")));
            }
            let percent = cx.session.settings().percent();
            small(ui, cx, requests, "zoom-in", "+");
            small(ui, cx, requests, "zoom-reset", &cx.strings.count("percent", percent));
            small(ui, cx, requests, "zoom-out", "−");
            ui.min_rect()
        });
        let room = if cx.is_mirrored() {
            row.with_min_x(buttons.inner.right() + APART)
        } else {
            row.with_max_x(buttons.inner.left() - APART)
        };
        ui.scope_builder(UiBuilder::new().max_rect(room).layout(cx.row()), |ui| {
            ui.set_clip_rect(room.intersect(ui.clip_rect()));
            said_ui(ui, cx, requests, explained);
        });
        ui.advance_cursor_after_rect(row);
    });
}

/// Saved or not, and how much there is; where a key could do nothing, why, before what would leave it no
/// room.
fn said_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    explained: Option<&Reason>,
) {
    let is_open = cx.session.editor().is_some();
    if is_open {
        save_state(ui, cx, requests);
        finished(ui, cx, requests);
    }
    folded(ui, cx, requests);
    if let Some(why) = explained {
        let words = StyledWords::new(cx.words_of(why)).small().as_window();
        announced(&label(ui, cx, words.color(*cx.theme.warning)));
    }
    let Some(open) = cx.session.editor() else { return };
    let soft = |words: String| StyledWords::new(words).small().color(*cx.theme.ink_soft);
    let document = open.document();
    fitting(ui, cx, soft(cx.strings.count("count-tags", document.annotations().len())));
    without_place(ui, cx, requests);
    if ui.available_width() > LEAST {
        findings(ui, cx, requests);
    }
    fitting(ui, cx, soft(position(cx)));
    if let Some(selected) = open.selected() {
        let text = document.text();
        let chars = text.char_of_byte(selected.end()) - text.char_of_byte(selected.start());
        fitting(ui, cx, soft(cx.strings.count("count-selected", chars)));
    }
}

/// Words that are left out where not all of them have room.
fn fitting(ui: &mut Ui, cx: &FrameContext<'_>, words: StyledWords) {
    if words_size(ui, cx, &words).x <= ui.available_width() {
        label(ui, cx, words);
    }
}

fn small(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, id: &str, words: &str) {
    if let Some(found) = command(id) {
        let name = cx.t(&format!("command-{id}"));
        let look = ButtonLook::new(StyledWords::new(words).small().color(*cx.theme.ink_soft));
        shown_command(ui, cx, requests, found, look.plain().named(name));
    }
}

/// That the article is done or reviewed; takes it back.
fn finished(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let (Some(open), Some(back)) = (cx.session.editor(), command("not-done")) else { return };
    let key = match open.status() {
        ArticleStatus::New | ArticleStatus::InProgress => return,
        ArticleStatus::Done => "status-done",
        ArticleStatus::Reviewed => "status-reviewed",
    };
    let words = StyledWords::new(format!("✓ {}", cx.t(key))).small().color(*cx.theme.good);
    shown_command(ui, cx, requests, back, ButtonLook::new(words).plain());
}

/// What was taken away and still is so; shows it again.
fn folded(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let n = cx.session.folded_notices();
    // Of what stops the work the state itself leads back.
    let is_led_back = matches!(cx.session.save_state(), SaveState::ReadOnly | SaveState::Stopped);
    if n == 0 || is_led_back {
        return;
    }
    let words = StyledWords::new(cx.strings.count("status-folded", n)).small();
    if button(ui, cx, ButtonLook::new(words.color(*cx.theme.warning)).plain()).clicked() {
        requests.push(NoticeAction::Unfold);
    }
}

/// How many tags have no place in the article; opens their list.
fn without_place(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let orphans = cx.session.editor().map_or(0, |it| it.document().orphans().len());
    if orphans == 0 {
        return;
    }
    let words = StyledWords::new(cx.strings.count("status-without-place", orphans)).small();
    if button(ui, cx, ButtonLook::new(words.color(*cx.theme.warning)).plain()).clicked() {
        requests.push(WindowAction::ShowMoves);
    }
}

/// How much may be wrong, in the color of the worst; opens the list.
fn findings(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let (Some(open), Some(list)) = (cx.session.editor(), command("findings")) else { return };
    let found = open.findings();
    let worst = found.counts().map(|(code, _)| code.severity()).min();
    let color = worst.map_or(*cx.theme.ink_faint, |it| crate::ui::findings::color(cx, it));
    let words = StyledWords::new(cx.strings.count("count-findings", found.list().len()))
        .small()
        .color(color);
    shown_command(ui, cx, requests, list, ButtonLook::new(words).plain());
}

/// So long reading may take without a word on it, in seconds.
const PATIENCE: u64 = 3;

/// What is waited for, and for how long already.
fn loading(ui: &mut Ui, cx: &FrameContext<'_>) {
    let seconds = cx.session.loading_since().map_or(0, |it| it.as_secs());
    let words = if seconds < PATIENCE {
        cx.t("state-loading")
    } else {
        cx.strings.count("state-loading-long", usize::try_from(seconds).unwrap_or(usize::MAX))
    };
    label(ui, cx, StyledWords::new(words).small().color(*cx.theme.ink_soft));
}

fn save_state(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    let (key, color) = match cx.session.save_state() {
        SaveState::Untouched => ("state-untouched", *cx.theme.ink_soft),
        SaveState::Saved => ("state-saved", *cx.theme.good),
        SaveState::Saving => ("state-saving", *cx.theme.ink_soft),
        SaveState::Loading => return loading(ui, cx),
        SaveState::ReadOnly => ("state-read-only", *cx.theme.warning),
        SaveState::Stopped => ("state-stopped", *cx.theme.warning),
        SaveState::Failed => ("state-failed", *cx.theme.error),
    };
    let words = StyledWords::new(format!("● {}", cx.t(key))).small().color(color);
    match cx.session.save_state() {
        SaveState::Failed => {
            if let Some(save) = command("save") {
                let look = ButtonLook::new(StyledWords::new(cx.t(key)).small().color(color));
                shown_command(ui, cx, requests, save, look.named(cx.t("command-save")));
            }
        }
        // What still is so is led back to from here, whatever was done with its notice.
        SaveState::ReadOnly | SaveState::Stopped => {
            let is_review = cx.session.has_moves();
            if button(ui, cx, ButtonLook::new(words).plain().named(cx.t(key))).clicked() {
                if is_review {
                    requests.push(WindowAction::ShowMoves);
                } else {
                    requests.push(NoticeAction::LeadBack);
                }
            }
        }
        SaveState::Untouched | SaveState::Saved | SaveState::Saving | SaveState::Loading => {
            label(ui, cx, words);
        }
    }
}

fn position(cx: &FrameContext<'_>) -> String {
    let Some(open) = cx.session.editor() else { return String::new() };
    let paragraphs = open.document().text().paragraphs();
    let here = paragraphs.index_of(open.selection().head) + 1;
    // A line end at the end of the article is followed by an empty paragraph that nobody sees.
    let all = paragraphs.count();
    let all = if paragraphs.bytes(all - 1).is_empty() { (all - 1).max(1) } else { all };
    let (here, all) = (cx.strings.number(here.min(all)), cx.strings.number(all));
    cx.strings.with("position", &[("here", &here), ("all", &all)])
}
