//! The team of the folder: who is where, how far analysts agree, and what they take for what. Every
//! number opens the list of the places it counts.

mod agreement;
mod confusions;
mod grid;
mod places;
mod work;

use egui::{ScrollArea, Ui};

use super::versions::ago;
use crate::{
    session::{Action, TeamAction, TeamView},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogView, inset},
        guide::GuidePart,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// What of the team is shown.
#[derive(Debug, Default)]
pub(super) struct TeamDialog {
    tab: TeamTab,
    /// Which two analysts, by position; the first where nothing was chosen.
    pair: usize,
}

/// The parts of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum TeamTab {
    /// Who is where.
    #[default]
    Work,
    /// How far analysts agree.
    Agreement,
    /// What they take for what.
    Confusions,
}

impl DialogView for TeamDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-team")
    }

    fn widest(&self) -> f32 {
        1080.0
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Team)
    }

    fn first_action(&self) -> Option<Action> {
        Some(TeamAction::Count.into())
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let team = cx.session.team();
        if let Some(list) = &team.list {
            return places::places_ui(ui, cx, requests, list);
        }
        cx.in_row(ui, 30.0, |ui| {
            let tabs = [
                (TeamTab::Work, "team-work"),
                (TeamTab::Agreement, "team-agreement"),
                (TeamTab::Confusions, "team-confusions"),
            ];
            for (tab, key) in tabs {
                let look = ButtonLook::new(cx.t(key)).plain().selected_if(self.tab == tab);
                if button(ui, cx, look).clicked() {
                    self.tab = tab;
                }
            }
        });
        if let Some(reason) = &team.refused {
            let words = StyledWords::new(cx.strings.words_of(reason)).wrapped();
            label(ui, cx, words.color(*cx.theme.warning));
            return close_ui(ui, cx, requests);
        }
        middle_ui(ui, cx, |ui| {
            state_ui(ui, cx, team);
            let height = (ui.ctx().content_rect().height() - 270.0).clamp(120.0, 640.0);
            match self.tab {
                TeamTab::Work => work::work_ui(ui, cx, requests, team, height),
                TeamTab::Agreement | TeamTab::Confusions => {
                    self.pairs_ui(ui, cx, team);
                    let area = ScrollArea::both().id_salt(self.pair).max_height(height);
                    area.auto_shrink([false, true]).show(ui, |ui| {
                        inset(ui, cx, |ui| {
                            let pairs = agreement::pairs(team);
                            let Some(pair) = pairs.get(self.pair) else {
                                let words = StyledWords::new(cx.t("team-nothing-to-compare"));
                                label(ui, cx, words.wrapped());
                                return;
                            };
                            match self.tab {
                                TeamTab::Confusions => {
                                    confusions::confusions_ui(ui, cx, requests, team, pair);
                                }
                                TeamTab::Agreement | TeamTab::Work => {
                                    agreement::agreement_ui(ui, cx, requests, team, pair);
                                }
                            }
                        });
                    });
                }
            }
        });
        close_ui(ui, cx, requests);
    }
}

fn close_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    if button(ui, cx, ButtonLook::new(cx.t("close-dialog")).primary()).clicked() {
        requests.push(WindowAction::Dismiss);
    }
}

impl TeamDialog {
    /// The pairs of analysts, then each with the gold.
    fn pairs_ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, team: &TeamView) {
        let pairs = agreement::pairs(team);
        self.pair = self.pair.min(pairs.len().saturating_sub(1));
        cx.in_rows(ui, 28.0, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for (at, pair) in pairs.iter().enumerate() {
                let [one, other] = &pair.analysts;
                let key = if *one == team.gold || *other == team.gold {
                    "team-against"
                } else {
                    "team-pair"
                };
                let (one, other) = if *one == team.gold { (other, one) } else { (one, other) };
                let words = cx.strings.with(key, &[("one", one), ("other", other)]);
                let look = ButtonLook::new(StyledWords::new(words).small().as_window()).plain();
                if button(ui, cx, look.selected_if(self.pair == at)).clicked() {
                    self.pair = at;
                }
            }
        });
    }
}

/// How far counting is, and what was left out.
fn state_ui(ui: &mut Ui, cx: &FrameContext<'_>, team: &TeamView) {
    let soft =
        |words: String| StyledWords::new(words).small().as_window().color(*cx.theme.ink_soft);
    if let Some(all) = team.all.filter(|all| team.rows.len() < *all) {
        let [done, all] = [team.rows.len(), all].map(|it| cx.strings.number(it));
        label(ui, cx, soft(cx.strings.with("team-reading", &[("done", &done), ("all", &all)])));
    }
    if team.left_out > 0 {
        let words = cx.strings.count("team-left-out", team.left_out);
        label(ui, cx, StyledWords::new(words).small().as_window().color(*cx.theme.warning));
    }
}
