//! Taking every disagreement that is left as one analyst has it.

use egui::Ui;

use crate::{
    session::{EditAction, Session},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        compare::{analyst_color, shown_analyst},
        dialog_middle::middle_ui,
        dialog_view::DialogView,
        guide::GuidePart,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// Whose to take; nothing is entered in it.
#[derive(Debug)]
pub(super) struct RestDialog;

impl DialogView for RestDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-rest-of-article")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Comparing)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let Some(adjudication) = cx.session.editor().and_then(|it| it.deciding()) else { return };
        let left = adjudication.left();
        middle_ui(ui, cx, |ui| {
            label(ui, cx, StyledWords::new(cx.strings.count("rest-left", left)).wrapped());
            for (column, at) in adjudication.columns().iter().copied().enumerate() {
                let name = shown_analyst(cx, adjudication, at);
                let open = adjudication.listed().filter(|it| adjudication.is_open(*it));
                let (has, lacks): (Vec<usize>, Vec<usize>) =
                    open.partition(|it| adjudication.tag_of(*it, at).is_some());
                let [taken, none] = [has.len(), lacks.len()].map(|it| cx.strings.number(it));
                let values = [("analyst", name.as_str()), ("taken", &taken), ("none", &none)];
                let words = cx.strings.with("rest-as", &values);
                let look = ButtonLook::new(StyledWords::new(words).as_window()).full_width();
                let look = look.swatch(analyst_color(cx, column));
                if button(ui, cx, look).clicked() {
                    requests.push(WindowAction::Dismiss);
                    requests.push(EditAction::TakeRestOf(at));
                }
            }
        });
        if button(ui, cx, ButtonLook::new(cx.t("cancel"))).clicked() {
            requests.push(WindowAction::Dismiss);
        }
    }

    fn is_needless(&self, session: &Session) -> bool {
        !session.is_deciding()
    }
}
