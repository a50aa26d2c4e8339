//! What a change of the schema touches, and what becomes of tags whose label is gone.

use egui::Ui;

use super::{
    form_rows::{self, scrolled},
    middle_ui,
};
use crate::{
    edit::{RecordOutcome, SchemaDraft, SchemaEdit},
    messages::isolated,
    model::{
        Schema, SchemaPart, SchemaUses, UseCount,
        schema::{Attribute, LocalizedText, ValueChoice, ValueKind},
    },
    session::UsesCounting,
    ui::{
        FrameContext,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// What is touched, and what was decided.
#[derive(Debug)]
pub(super) struct ChangeConfirmation {
    rows: Vec<TouchedPart>,
}

/// A part of the present schema that is renamed or gone.
#[derive(Debug)]
struct TouchedPart {
    part: SchemaPart,
    title: String,
    edit: SchemaEdit,
    /// In the open article.
    here: UseCount,
    /// What its records could be called instead: key and title.
    others: Vec<(String, String)>,
    outcome: RecordOutcome,
}

impl ChangeConfirmation {
    pub(super) fn new(cx: &FrameContext<'_>, present: &Schema, draft: &SchemaDraft) -> Self {
        let uses = cx.session.editor().map(|it| SchemaUses::of(it.document())).unwrap_or_default();
        let next = draft.schema();
        let row = |(part, edit): (SchemaPart, SchemaEdit)| TouchedPart {
            here: uses.of_part(&part),
            title: title_of(cx, present, &part),
            others: if edit == SchemaEdit::Removed { others(cx, &next, &part) } else { Vec::new() },
            part,
            edit,
            outcome: RecordOutcome::Keep,
        };
        Self { rows: draft.edits(present).into_iter().map(row).collect() }
    }

    /// True where nothing that is used anywhere is touched.
    pub(super) fn is_needless(&self, counting: &UsesCounting) -> bool {
        let used = |it: &TouchedPart| it.here.records + elsewhere(counting, &it.part).records > 0;
        self.rows.is_empty() || is_counted(counting) && !self.rows.iter().any(used)
    }

    /// The schema, with the names that were given up in favor of others, and what is discarded.
    pub(super) fn outcome(&self, draft: &SchemaDraft) -> (Schema, Vec<SchemaPart>) {
        let gone = self.rows.iter().filter(|it| it.edit == SchemaEdit::Removed);
        draft.settled(gone.map(|it| (&it.part, &it.outcome)))
    }
}

/// In everybody's files of the folder but the open one's.
fn elsewhere(counting: &UsesCounting, part: &SchemaPart) -> UseCount {
    match counting {
        UsesCounting::Counted(uses) => uses.of_part(part),
        UsesCounting::NotAsked | UsesCounting::UnderWay => UseCount::default(),
    }
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConfirmationAnswer {
    /// Keep the changed schema.
    Keep,
    /// Go back to the forms.
    Back,
}

/// Shows what is touched; gives back the answer.
pub(super) fn confirmation_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    confirmation: &mut ChangeConfirmation,
) -> Option<ConfirmationAnswer> {
    let counting = cx.session.counting();
    label(ui, cx, StyledWords::new(cx.t("schema-touched")).strong());
    let soft = *cx.theme.ink_soft;
    match counting {
        UsesCounting::Counted(uses) if uses.unreadable > 0 => {
            let words = cx.strings.count("schema-unreadable", uses.unreadable);
            form_rows::remark(ui, cx, words, *cx.theme.warning);
        }
        UsesCounting::Counted(_) => form_rows::remark(ui, cx, cx.t("schema-touched-how"), soft),
        UsesCounting::NotAsked | UsesCounting::UnderWay => {
            form_rows::remark(ui, cx, cx.t("schema-counting"), soft);
        }
    }
    let height = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 520.0);
    middle_ui(ui, cx, |ui| {
        ui.set_max_height(height);
        scrolled(ui, cx, "touched", |ui| {
            for row in &mut confirmation.rows {
                let there = elsewhere(counting, &row.part);
                if row.here.records + there.records > 0 {
                    row_ui(ui, cx, row, there);
                }
            }
        });
    });
    let mut answer = None;
    cx.in_row(ui, 30.0, |ui| {
        let keep = ButtonLook::new(cx.t("schema-keep-touched")).primary();
        if button(ui, cx, keep.enabled_if(is_counted(counting))).clicked() {
            answer = Some(ConfirmationAnswer::Keep);
        }
        if button(ui, cx, ButtonLook::new(cx.t("schema-back"))).clicked() {
            answer = answer.or(Some(ConfirmationAnswer::Back));
        }
    });
    answer
}

fn row_ui(ui: &mut Ui, cx: &FrameContext<'_>, row: &mut TouchedPart, there: UseCount) {
    ui.add_space(6.0);
    let title = isolated(&row.title);
    let what = match &row.edit {
        SchemaEdit::Renamed(to) => {
            cx.strings.with("schema-renamed", &[("what", &title), ("to", &isolated(to))])
        }
        SchemaEdit::Removed => cx.strings.with("schema-removed", &[("what", &title)]),
    };
    label(ui, cx, StyledWords::new(what).wrapped().as_window());
    let number = |it: usize| cx.strings.number(it);
    let values = [
        ("here", number(row.here.records)),
        ("there", number(there.records)),
        ("files", number(there.files)),
    ];
    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
    let key = if there.records == 0 { "schema-touches-here" } else { "schema-touches" };
    form_rows::remark(ui, cx, cx.strings.with(key, &values), *cx.theme.ink_soft);
    if row.edit != SchemaEdit::Removed {
        return;
    }
    cx.in_rows(ui, 30.0, |ui| {
        let mut all = vec![(RecordOutcome::Keep, cx.t("schema-outcome-keep"))];
        for (id, title) in &row.others {
            let words = cx.strings.with("schema-outcome-move", &[("what", title)]);
            all.push((RecordOutcome::Move(id.clone()), words));
        }
        if row.here.records > 0 {
            all.push((RecordOutcome::Discard, cx.t("schema-outcome-discard")));
        }
        for (outcome, words) in all {
            let look = ButtonLook::new(StyledWords::new(words).small());
            if button(ui, cx, look.selected_if(row.outcome == outcome)).clicked() {
                row.outcome = outcome;
            }
        }
    });
    let explanation = match row.outcome {
        RecordOutcome::Keep => "schema-outcome-keep-how",
        RecordOutcome::Move(_) => "schema-outcome-move-how",
        RecordOutcome::Discard => "schema-outcome-discard-how",
    };
    form_rows::remark(ui, cx, cx.t(explanation), *cx.theme.ink_soft);
}

/// What people call a part of the present schema.
fn title_of(cx: &FrameContext<'_>, schema: &Schema, part: &SchemaPart) -> String {
    let or = |title: Option<&LocalizedText>, id: &str| {
        let title = title.map(|it| cx.title(it)).unwrap_or_default();
        if title.is_empty() { id.to_owned() } else { title }
    };
    match part {
        SchemaPart::Label(id) => or(schema.label(id.as_str()).map(|it| &it.title), id.as_str()),
        SchemaPart::Relation(id) => {
            or(schema.relation(id.as_str()).map(|it| &it.title), id.as_str())
        }
        SchemaPart::Attribute(label, key) => {
            let kind = schema.label(label.as_str());
            let of = or(kind.map(|it| &it.title), label.as_str());
            let attribute = kind.and_then(|it| it.attribute(key.as_str()));
            format!("{of} · {}", or(attribute.map(|it| &it.title), key.as_str()))
        }
        SchemaPart::Value(label, key, value) => {
            let of = title_of(cx, schema, &SchemaPart::Attribute(label.clone(), key.clone()));
            let kind = schema.label(label.as_str());
            let attribute = kind.and_then(|it| it.attribute(key.as_str()));
            let mut choices = attribute.map(choices_of).unwrap_or_default().iter();
            let choice = choices.find(|it| it.id == value.as_str());
            format!("{of} · {}", or(choice.map(|it| &it.title), value.as_str()))
        }
    }
}

/// What records of a part that is gone could be called instead.
fn others(cx: &FrameContext<'_>, next: &Schema, part: &SchemaPart) -> Vec<(String, String)> {
    match part {
        SchemaPart::Label(_) => {
            next.labels.iter().map(|it| (it.id.clone(), cx.title(&it.title))).collect()
        }
        SchemaPart::Relation(_) => {
            next.relations.iter().map(|it| (it.id.clone(), cx.title(&it.title))).collect()
        }
        SchemaPart::Value(label, key, _) => {
            let attribute = next
                .label_ever(label.as_str())
                .and_then(|it| it.attribute(it.attribute_now(key.as_str())));
            let choices = attribute.map(choices_of).unwrap_or_default();
            choices.iter().map(|it| (it.id.clone(), cx.title(&it.title))).collect()
        }
        SchemaPart::Attribute(..) => Vec::new(),
    }
}

/// The values to choose from, where there are any.
fn choices_of(attribute: &Attribute) -> &[ValueChoice] {
    match &attribute.values {
        ValueKind::Choice(choices) => choices,
        ValueKind::Text
        | ValueKind::Number
        | ValueKind::YesNo
        | ValueKind::Date
        | ValueKind::Link => &[],
    }
}

/// True once the folder's files were counted.
fn is_counted(counting: &UsesCounting) -> bool {
    matches!(counting, UsesCounting::Counted(_))
}
