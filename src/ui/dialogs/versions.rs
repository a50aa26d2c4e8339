//! Earlier versions of the tags: when each was kept, what it has that is gone now, and the way back.

use std::{path::PathBuf, time::Duration};

use egui::{ScrollArea, Ui};

use crate::{
    session::{Action, EarlierVersion, FileAction, Reason},
    store::KeptReason,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::DialogView,
        guide::GuidePart,
        row_list::RowList,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// The version looked at.
#[derive(Debug, Default)]
pub(super) struct VersionsDialog {
    chosen: Option<PathBuf>,
}

/// The height of a row, in points.
const ROW: f32 = 32.0;

impl DialogView for VersionsDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-versions")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Versions)
    }

    fn first_action(&self) -> Option<Action> {
        Some(FileAction::LookAtVersions.into())
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let chosen = middle_ui(ui, cx, |ui| {
            match cx.session.earlier_versions() {
                None => {
                    label(ui, cx, StyledWords::new(cx.t("versions-reading")));
                }
                Some(Err(why)) => {
                    label(
                        ui,
                        cx,
                        StyledWords::new(cx.words_of(why)).wrapped().color(*cx.theme.error),
                    );
                }
                Some(Ok([])) => {
                    label(ui, cx, StyledWords::new(cx.t("versions-none")).wrapped());
                }
                Some(Ok(all)) => return list_ui(ui, cx, self, all),
            }
            None
        });
        cx.in_row(ui, 30.0, |ui| {
            if let Some((version, may_restore)) = chosen {
                let look = ButtonLook::new(cx.t("versions-restore")).primary();
                if button(ui, cx, look.enabled_if(may_restore)).clicked() {
                    requests.push(WindowAction::Dismiss);
                    requests.push(FileAction::Restore(version));
                }
            }
            if button(ui, cx, ButtonLook::new(cx.t("close-dialog"))).clicked() {
                requests.push(WindowAction::Dismiss);
            }
        });
    }
}

/// The versions, and what the chosen one would change; gives back which one that is, where it could be read, and
/// whether it may be restored.
fn list_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut VersionsDialog,
    all: &[EarlierVersion],
) -> Option<(PathBuf, bool)> {
    let how = if cx.session.restores_in_place() { "versions-how-in-place" } else { "versions-how" };
    label(ui, cx, StyledWords::new(cx.t(how)).small().wrapped().color(*cx.theme.ink_soft));
    // The last one is what somebody looks for most, and shows that there is a way back.
    if state.chosen.is_none() {
        state.chosen = all.first().map(|it| it.path.clone());
    }
    let room = ui.ctx().content_rect().height();
    let height = (room * 0.3).clamp(2.0 * ROW, 8.0 * ROW);
    let area = ScrollArea::vertical().id_salt("versions").max_height(height);
    let rows = RowList { height: ROW, count: all.len() };
    rows.show(ui, area.auto_shrink([false, true]), |ui, at| {
        let Some(version) = all.get(at) else { return };
        let is_chosen = state.chosen.as_ref() == Some(&version.path);
        let look = ButtonLook::new(StyledWords::new(line_of(cx, version)).as_window());
        let look = look.full_width().selected_if(is_chosen);
        let response = ui.with_layout(cx.column(), |ui| button(ui, cx, look)).inner;
        if response.clicked() {
            state.chosen = Some(version.path.clone());
        }
        let exact = format!("{} UTC", version.when);
        response.on_hover_ui(|ui| {
            label(ui, cx, StyledWords::new(exact).small().left_to_right());
        });
    });
    ui.separator();
    let chosen = all.iter().find(|it| Some(&it.path) == state.chosen.as_ref())?;
    Some((chosen.path.clone(), chosen_ui(ui, cx, chosen)?))
}

/// What restoring a version would bring back and take away; whether it may be restored.
fn chosen_ui(ui: &mut Ui, cx: &FrameContext<'_>, version: &EarlierVersion) -> Option<bool> {
    if let Err(why) = &version.tags {
        label(ui, cx, StyledWords::new(cx.words_of(why)).small().wrapped().color(*cx.theme.error));
        return None;
    }
    let refusal = match (cx.session.may_restore(), &version.since) {
        (Err(reason), _) => Some(reason),
        (_, None) => Some(Reason::OtherText),
        (_, Some(since)) if since.is_empty() => Some(Reason::SameTags),
        (Ok(()), Some(_)) => None,
    };
    let height = (ui.ctx().content_rect().height() * 0.25).clamp(60.0, 240.0);
    ScrollArea::vertical().id_salt("changes").max_height(height).show(ui, |ui| {
        ui.with_layout(cx.column(), |ui| {
            for (sign, color, tags) in
                [("+", *cx.theme.good, &version.lost), ("−", *cx.theme.error, &version.gained)]
            {
                for (kind, words) in tags {
                    let title = cx.label_title(&kind.as_str().into());
                    let words = format!("{sign} {title}: {words}");
                    label(
                        ui,
                        cx,
                        StyledWords::new(words).small().wrapped().as_window().color(color),
                    );
                }
            }
        });
    });
    if let Some(why) = &refusal {
        label(
            ui,
            cx,
            StyledWords::new(cx.words_of(why)).small().wrapped().color(*cx.theme.ink_soft),
        );
    }
    Some(refusal.is_none())
}

/// When, why, how many tags, and how it differs from now.
fn line_of(cx: &FrameContext<'_>, version: &EarlierVersion) -> String {
    let when = version.age.map_or_else(String::new, |age| ago(cx, age));
    let why = cx.t(match version.why {
        KeptReason::Routine => "why-routine",
        KeptReason::Loss => "why-loss",
        KeptReason::Repaired => "why-repaired",
        KeptReason::ArticleChanged => "why-article-changed",
        KeptReason::Outside => "why-outside",
        KeptReason::SetAside => "why-set-aside",
    });
    let tags = match &version.tags {
        Ok(tags) => cx.strings.count("count-tags", *tags),
        Err(_) => cx.t("versions-unreadable"),
    };
    let mut line = format!("{when} · {why} · {tags}");
    if let Some(since) = &version.since {
        let (more, less) = (since.removed.len() + since.changed.len(), since.added.len());
        if more + less > 0 {
            let (more, less) = (cx.strings.number(more), cx.strings.number(less));
            let against = cx.strings.with("versions-against", &[("more", &more), ("less", &less)]);
            line = format!("{line} · {against}");
        }
    }
    line
}

/// How long ago something was, in one unit.
pub(super) fn ago(cx: &FrameContext<'_>, age: Duration) -> String {
    let minutes = age.as_secs() / 60;
    let (key, n) = match minutes {
        0 => return cx.t("ago-now"),
        1..60 => ("ago-minutes", minutes),
        60..1440 => ("ago-hours", minutes / 60),
        _ => ("ago-days", minutes / 1440),
    };
    cx.strings.count(key, usize::try_from(n).unwrap_or(usize::MAX))
}
