//! The field in which a ruling on the current disagreement is written.

use egui::{Rect, Ui, UiBuilder};

use crate::{
    session::{Adjudication, CompareAction, FileAction},
    store::DraftKey,
    ui::{
        FrameContext, FrameRequests,
        request::page_id,
        text::{StyledWords, TextField, field, label},
    },
};

/// The field between frames.
#[derive(Debug, Default)]
pub(super) struct RulingField {
    /// What is being ruled, with the record.
    begun: Option<(usize, TextField)>,
    /// True until the field is shown.
    is_wanted: bool,
}

impl RulingField {
    pub(super) fn is_shown(&self) -> bool {
        self.begun.is_some()
    }

    /// Gives it the keyboard, or takes it away where nothing was written in it.
    pub(super) fn write(&mut self) {
        let emptied = self.begun.take_if(|it| it.1.text().trim().is_empty());
        self.is_wanted = emptied.is_none();
    }

    /// The field belongs to one record; `begun` is what was written on it before. True where another record was left
    /// with something in the field.
    pub(super) fn follow(&mut self, record: Option<usize>, begun: Option<&str>) -> bool {
        let left = self.begun.take_if(|it| Some(it.0) != record);
        if self.begun.is_none()
            && let (Some(record), Some(begun)) = (record, begun)
        {
            self.begun = Some((record, at_its_end(begun)));
        }
        if std::mem::take(&mut self.is_wanted)
            && let Some(record) = record
        {
            let begun = self.begun.take().map(|it| it.1);
            let begun = begun.as_ref().map_or("", TextField::text);
            self.begun = Some((record, at_its_end(begun).focused()));
        }
        left.is_some_and(|it| !it.1.text().trim().is_empty())
    }

    /// Shows the field, where there is one; Enter keeps it. What is written is kept as it is typed.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &FrameContext<'_>,
        requests: &mut FrameRequests,
        (row, key): (Rect, Option<DraftKey>),
    ) {
        let Some((_, typed)) = &mut self.begun else { return };
        let builder = UiBuilder::new().id_salt("ruling").max_rect(row).layout(cx.row());
        let event = ui.scope_builder(builder, |ui| {
            let name = cx.t("compare-ruling");
            let words = StyledWords::new(name.as_str()).small().color(*cx.theme.ink_soft);
            label(ui, cx, words);
            field(ui, cx, typed, &name, &cx.t("compare-ruling-hint")).1
        });
        let mut keep = |words: Option<String>| {
            if let Some(key) = key.clone() {
                requests.push(FileAction::KeepDraft { key, words });
            }
        };
        if event.inner.changed {
            keep(Some(typed.text().to_owned()).filter(|it| !it.trim().is_empty()));
        }
        if !event.inner.submitted {
            return;
        }
        keep(None);
        let ruled = typed.text().trim().to_owned();
        self.begun = None;
        ui.memory_mut(|memory| memory.request_focus(page_id()));
        if !ruled.is_empty() {
            requests.push(CompareAction::Rule(ruled));
        }
    }
}

/// A field in which one goes on with `words`.
fn at_its_end(words: &str) -> TextField {
    let mut field = TextField::new(words);
    field.line.move_to(words.len());
    field
}

/// Under what a ruling on a record is kept while it is written: the record's label and its bytes in the article.
pub(super) fn ruling_key(adjudication: &Adjudication, record: usize) -> Option<DraftKey> {
    let label = &adjudication.records().get(record)?.label;
    let mut holders = adjudication.records().get(record)?.holders();
    let tag = holders.find_map(|it| adjudication.tag_of(record, it));
    let bytes = tag.map(|it| it.extent.first().bytes()).unwrap_or_default();
    Some(DraftKey::Ruling(format!("{label} {} {}", bytes.start, bytes.end)))
}
