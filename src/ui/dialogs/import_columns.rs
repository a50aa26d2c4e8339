//! Which columns of a table of articles hold what, as part of importing one: as found, and to be changed.

use egui::Ui;

use crate::{
    formats::{ColumnChoices, ImportNote, TableColumns, TableRole},
    messages::isolated,
    session::{ImportPlan, Refusal},
    ui::{
        FrameContext,
        menu::menu_ui,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// The columns of the table that is imported.
#[derive(Debug, Default)]
pub(super) struct ImportColumns {
    /// What was chosen instead of what was found.
    pub(super) chosen: ColumnChoices,
    /// The columns of the table that was looked into last, so that they stay where they are while it is
    /// looked into anew.
    known: Option<TableColumns>,
}

impl ImportColumns {
    /// Takes the columns that a plan has found; those of a table that none could be found in are to be
    /// chosen all the same.
    pub(super) fn take(&mut self, plan: &ImportPlan) {
        if let Some(found) = plan.tables.first() {
            self.known = Some(found.clone());
            return;
        }
        let names = match plan.refusal.as_deref() {
            Some(Refusal::Format(error)) => error.fault.known_columns(),
            Some(_) | None => None,
        };
        self.known = names.map(TableColumns::unknown);
    }

    /// The name of the column that holds this; `None` for none.
    fn name_of(&self, role: TableRole) -> Option<&str> {
        let found = || self.known.as_ref().and_then(|it| it.name_of(role));
        self.chosen.of(role).unwrap_or_else(found)
    }

    /// Shows what each column holds; true when another was chosen.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>) -> bool {
        let Some(known) = &self.known else { return false };
        let words = StyledWords::new(cx.t("import-columns")).small();
        label(ui, cx, words.color(*cx.theme.ink_soft));
        let mut changed = None;
        cx.in_rows(ui, 30.0, |ui| {
            for role in TableRole::OF_ARTICLES {
                let of = cx.t(key_of(role));
                let column = self.name_of(role);
                let shown = column.map_or_else(|| cx.t("import-column-none"), isolated);
                let words = cx.strings.with("import-column", &[("of", &of), ("column", &shown)]);
                let look = ButtonLook::new(StyledWords::new(words).small()).opens_list();
                let response = button(ui, cx, look);
                menu_ui(cx, &response, |ui| {
                    let mut rows = Vec::new();
                    // Without a text there is no article.
                    let none = (role != TableRole::Text).then_some(None);
                    for name in known.names.iter().map(Some).chain(none) {
                        let name = name.map(String::as_str);
                        let shown = name.map_or_else(|| cx.t("import-column-none"), str::to_owned);
                        let look = ButtonLook::new(shown).plain().full_width();
                        let row = button(ui, cx, look.selected_if(name == column));
                        if row.clicked() {
                            changed = Some((role, name.map(str::to_owned)));
                        }
                        rows.push(row);
                    }
                    let at = known.names.iter().position(|it| Some(it.as_str()) == column);
                    (rows, at.unwrap_or(0))
                });
            }
        });
        let Some((role, name)) = changed else { return false };
        self.chosen.choose(role, name);
        true
    }
}

fn key_of(role: TableRole) -> &'static str {
    match role {
        TableRole::Text => "column-text",
        TableRole::Title => "column-title",
        TableRole::Published => "column-published",
        TableRole::Source => "column-source",
        TableRole::Url => "column-url",
        TableRole::Id | TableRole::File => "column-id",
    }
}

/// The first rows of a table, as they will be.
pub(super) fn first_rows_ui(ui: &mut Ui, cx: &FrameContext<'_>, plan: &ImportPlan) {
    let rows = plan.warnings.iter().filter(|it| matches!(it.note, ImportNote::FirstRow { .. }));
    for it in rows {
        let words = StyledWords::new(cx.words_of(&it.note)).small().as_window();
        cx.in_row(ui, 22.0, |ui| label(ui, cx, words));
    }
}
