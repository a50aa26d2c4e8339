//! Setting the publication date.

use egui::Ui;

use super::{answer_ui, heading};
use crate::{
    session::{Action, Session},
    ui::{
        Cx, Requests, WindowAction,
        text::{Field, Words, field, label},
    },
};

/// What was typed.
#[derive(Debug)]
pub(super) struct State {
    typed: Field,
}

impl State {
    pub(super) fn new(session: &Session) -> Self {
        let published = session.open().map_or("", |it| it.document().meta_value("published"));
        Self { typed: Field::new(published).focused() }
    }
}

/// Shows the dialog.
pub(super) fn publication_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, state: &mut State) {
    heading(ui, cx, "publication-date");
    label(ui, cx, Words::new(cx.t("publication-how")).wrapped().color(*cx.theme.ink_soft));
    let name = cx.t("publication-date");
    let (_, event) = field(ui, cx, &mut state.typed, &name, &cx.t("publication-hint"));
    let typed = state.typed.text().trim();
    let read: Option<jiff::civil::Date> = typed.parse().ok();
    let fits = typed.is_empty() || read.is_some();
    let chosen = answer_ui(ui, cx, requests, "publication-set", fits);
    if (chosen || event.submitted) && fits {
        requests.push(WindowAction::Dismiss);
        let value = read.map(|it| it.to_string()).unwrap_or_default();
        requests.push(Action::SetMeta { key: "published".into(), value });
    }
}
