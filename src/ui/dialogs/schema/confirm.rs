//! What a change of the schema touches, and what becomes of tags whose label is gone.

use egui::Ui;

use super::{
    State,
    draft::{Draft, Fate},
    is_counted, rows, scrolled, send,
};
use crate::{
    model::{
        Schema, SchemaPart, SchemaUses, UseCount,
        schema::{LocalizedText, ValueKind},
    },
    session::Counting,
    ui::{
        Cx, Requests,
        strings::isolated,
        text::{Button, Words, button, label},
    },
};

/// What is touched, and what was decided.
#[derive(Debug)]
pub(super) struct Confirm {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    part: SchemaPart,
    title: String,
    fate: Fate,
    /// In the open article.
    here: UseCount,
    /// What its records could be called instead: key and title.
    others: Vec<(String, String)>,
    choice: Choice,
}

/// What becomes of records whose part is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// They stay, and are shown as unknown.
    Keep,
    /// They get another key.
    Move(String),
    /// Those of the open article go.
    Discard,
}

impl Confirm {
    pub(super) fn new(cx: &Cx<'_>, present: &Schema, draft: &Draft) -> Self {
        let uses = cx.session.open().map(|it| SchemaUses::of(it.document())).unwrap_or_default();
        let next = draft.schema();
        let row = |(part, fate): (SchemaPart, Fate)| Row {
            here: uses.of_part(&part),
            title: title_of(cx, present, &part),
            others: if fate == Fate::Removed { others(cx, &next, &part) } else { Vec::new() },
            part,
            fate,
            choice: Choice::Keep,
        };
        Self { rows: draft.fates(present).into_iter().map(row).collect() }
    }

    /// True where nothing that is used anywhere is touched.
    pub(super) fn is_needless(&self, counting: &Counting) -> bool {
        let used = |it: &Row| it.here.records + elsewhere(counting, &it.part).records > 0;
        self.rows.is_empty() || is_counted(counting) && !self.rows.iter().any(used)
    }

    /// The schema, with the names that were given up in favor of others, and what is discarded.
    pub(super) fn outcome(&self, draft: &Draft) -> (Schema, Vec<SchemaPart>) {
        let mut schema = draft.schema();
        let mut discards = Vec::new();
        for row in self.rows.iter().filter(|it| it.fate == Fate::Removed) {
            match &row.choice {
                Choice::Keep => {}
                Choice::Discard => discards.push(row.part.clone()),
                Choice::Move(to) => give_up(&mut schema, &row.part, to),
            }
        }
        (schema, discards)
    }
}

/// Notes that what `part` was is called `to` now.
fn give_up(schema: &mut Schema, part: &SchemaPart, to: &str) {
    let former = match part {
        SchemaPart::Label(id) => {
            let to = schema.labels.iter_mut().find(|it| it.id == to);
            to.map(|it| (&mut it.former, id))
        }
        SchemaPart::Relation(id) => {
            let to = schema.relations.iter_mut().find(|it| it.id == to);
            to.map(|it| (&mut it.former, id))
        }
        SchemaPart::Value(label, key, id) => {
            let label = schema.label_now(label.as_str()).to_owned();
            let label = schema.labels.iter_mut().find(|it| it.id == label);
            let attribute = label.and_then(|it| {
                let key = it.attribute_now(key.as_str()).to_owned();
                it.attributes.iter_mut().find(|it| it.id == key)
            });
            attribute.and_then(|it| match &mut it.values {
                ValueKind::Choice(all) => {
                    all.iter_mut().find(|it| it.id == to).map(|it| (&mut it.former, id))
                }
                _ => None,
            })
        }
        SchemaPart::Attribute(..) => None,
    };
    if let Some((former, id)) = former
        && !former.iter().any(|it| it == id.as_str())
    {
        former.push(id.to_string());
    }
}

/// In everybody's files of the folder but the open one's.
fn elsewhere(counting: &Counting, part: &SchemaPart) -> UseCount {
    match counting {
        Counting::Counted(uses) => uses.of_part(part),
        _ => UseCount::default(),
    }
}

/// Shows what is touched.
pub(super) fn confirm_ui(ui: &mut Ui, cx: &Cx<'_>, requests: &mut Requests, state: &mut State) {
    let Some(confirm) = &mut state.confirm else { return };
    let counting = cx.session.counting();
    label(ui, cx, Words::new(cx.t("schema-touched")).strong());
    let soft = *cx.theme.ink_soft;
    match counting {
        Counting::Counted(uses) if uses.unreadable > 0 => {
            let words = cx.strings.count("schema-unreadable", uses.unreadable);
            rows::remark(ui, cx, words, *cx.theme.warning);
        }
        Counting::Counted(_) => rows::remark(ui, cx, cx.t("schema-touched-how"), soft),
        _ => rows::remark(ui, cx, cx.t("schema-counting"), soft),
    }
    let height = (ui.ctx().content_rect().height() - 300.0).clamp(120.0, 520.0);
    ui.scope(|ui| {
        ui.set_max_height(height);
        scrolled(ui, cx, "touched", |ui| {
            for row in &mut confirm.rows {
                let there = elsewhere(counting, &row.part);
                if row.here.records + there.records > 0 {
                    row_ui(ui, cx, row, there);
                }
            }
        });
    });
    let ready = is_counted(counting);
    cx.in_row(ui, 30.0, |ui| {
        let keep = Button::new(cx.t("schema-keep-touched")).primary().enabled_if(ready);
        let kept = button(ui, cx, keep).clicked();
        let back = button(ui, cx, Button::new(cx.t("schema-back"))).clicked();
        if kept {
            send(requests, state);
        } else if back {
            state.confirm = None;
        }
    });
}

fn row_ui(ui: &mut Ui, cx: &Cx<'_>, row: &mut Row, there: UseCount) {
    ui.add_space(6.0);
    let title = isolated(&row.title);
    let what = match &row.fate {
        Fate::Renamed(to) => {
            cx.strings.with("schema-renamed", &[("what", &title), ("to", &isolated(to))])
        }
        Fate::Removed => cx.strings.with("schema-removed", &[("what", &title)]),
    };
    label(ui, cx, Words::new(what).wrapped().as_window());
    let number = |it: usize| cx.strings.number(it);
    let values = [
        ("here", number(row.here.records)),
        ("there", number(there.records)),
        ("files", number(there.files)),
    ];
    let values = values.each_ref().map(|(name, it)| (*name, it.as_str()));
    let key = if there.records == 0 { "schema-touches-here" } else { "schema-touches" };
    rows::remark(ui, cx, cx.strings.with(key, &values), *cx.theme.ink_soft);
    if row.fate != Fate::Removed {
        return;
    }
    cx.in_rows(ui, 30.0, |ui| {
        let mut all = vec![(Choice::Keep, cx.t("schema-fate-keep"))];
        for (id, title) in &row.others {
            let words = cx.strings.with("schema-fate-move", &[("what", title)]);
            all.push((Choice::Move(id.clone()), words));
        }
        if row.here.records > 0 {
            all.push((Choice::Discard, cx.t("schema-fate-discard")));
        }
        for (choice, words) in all {
            let look = Button::new(Words::new(words).small());
            if button(ui, cx, look.selected_if(row.choice == choice)).clicked() {
                row.choice = choice;
            }
        }
    });
    let told = match row.choice {
        Choice::Keep => "schema-fate-keep-how",
        Choice::Move(_) => "schema-fate-move-how",
        Choice::Discard => "schema-fate-discard-how",
    };
    rows::remark(ui, cx, cx.t(told), *cx.theme.ink_soft);
}

/// What people call a part of the present schema.
fn title_of(cx: &Cx<'_>, schema: &Schema, part: &SchemaPart) -> String {
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
            let choice = match attribute.map(|it| &it.values) {
                Some(ValueKind::Choice(all)) => all.iter().find(|it| it.id == value.as_str()),
                _ => None,
            };
            format!("{of} · {}", or(choice.map(|it| &it.title), value.as_str()))
        }
    }
}

/// What records of a part that is gone could be called instead.
fn others(cx: &Cx<'_>, next: &Schema, part: &SchemaPart) -> Vec<(String, String)> {
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
            match attribute.map(|it| &it.values) {
                Some(ValueKind::Choice(all)) => {
                    all.iter().map(|it| (it.id.clone(), cx.title(&it.title))).collect()
                }
                _ => Vec::new(),
            }
        }
        SchemaPart::Attribute(..) => Vec::new(),
    }
}
