//! The card of the current disagreement: a column an analyst, a row a difference, and below it the row
//! that never moves.

use egui::{
    Color32, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, accesskit, pos2, vec2,
};

use super::{
    analyst_color,
    cells::{CellWords, agreed_words, cell, field_title},
    ruling::{RulingField, ruling_key},
    shown_analyst,
};
use crate::{
    compare::{ComparedRecord, DifferingField, RecordStanding},
    messages::isolated,
    model::Decision,
    session::{
        Adjudication, CompareAction, ComparedQuestion, ComparisonPurpose, Editor, QuestionAction,
        Reason,
    },
    ui::{
        FrameContext, FrameRequests,
        bottom_panel::{MARGIN, ROW, bottom_panel, buttons_of_row, opened_height, row_height},
        command_button::{command, shown_command, shown_key_of},
        commands::{
            WindowCommand,
            deciding::{analyst_request, may_decide},
        },
        screen_reader::bounds,
        text::{ButtonLook, StyledWords, button, label, marked_size, paint_marked},
        theme,
    },
};

/// In a window narrower than this the words stand above the buttons, in points.
const ONE_ROW: f32 = 1080.0;
/// The narrowest column of an analyst, in points.
const COLUMN: f32 = 150.0;
/// The least height of a row of the table, in points.
const LINE: f32 = 28.0;

/// The card between frames.
#[derive(Debug, Default)]
pub struct CardState {
    /// How high its table was in the last frame, in points.
    table_height: f32,
    /// The field for a ruling.
    ruling: RulingField,
}

impl CardState {
    /// Gives the keyboard to the field in which a ruling is written, or takes the field away where nothing was
    /// written in it.
    pub fn write_ruling(&mut self) {
        self.ruling.write();
    }
}

/// What is shown in a row of the table.
enum CardRow {
    /// The words, where analysts do not differ in them: some have no such tag.
    Words,
    /// In what they differ.
    Field(DifferingField),
}

/// Shows the card in the place of the strip while works are compared; gives back how high its table is.
pub fn card_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut CardState,
) {
    let Some(open) = cx.session.editor() else { return };
    let Some(adjudication) = open.deciding() else { return };
    let record = adjudication.current_record();
    let key = record.and_then(|it| ruling_key(adjudication, it.0));
    let begun = key.as_ref().and_then(|it| cx.session.draft(it));
    if state.ruling.follow(record.map(|it| it.0), begun) {
        requests.push_or_explain(Err(Reason::RulingBegun));
    }
    let field_height = if state.ruling.is_shown() { ROW } else { 0.0 };
    let table = match record {
        Some(_) => opened_height(ui, state.table_height + 8.0, LINE),
        None => 0.0,
    };
    let color =
        record.map_or(*cx.theme.line, |(_, it)| cx.theme.label(cx.session.schema(), &it.label));
    let further = further_rows(ui, cx, adjudication);
    let heights = (row_height(ui, ONE_ROW) + further, field_height + table);
    let shown = bottom_panel(ui, cx, heights, color, |ui, below, above| {
        let (above, field) = above.split_top_bottom_at_y(above.bottom() - field_height);
        state.ruling.ui(ui, cx, requests, (field, key));
        if let Some((at, record)) = record {
            let builder = UiBuilder::new().id_salt("card").max_rect(above).layout(cx.column());
            ui.scope_builder(builder, |ui| {
                let area = ScrollArea::both().id_salt(at).auto_shrink([false, true]);
                let drawn = area.max_height(above.height()).show(ui, |ui| {
                    table_ui(ui, cx, requests, adjudication, at, record);
                });
                if (state.table_height - drawn.content_size.y).abs() > 0.5 {
                    state.table_height = drawn.content_size.y;
                    ui.ctx().request_repaint();
                }
            });
        }
        decision_ui(ui, cx, requests, open, adjudication, below);
    });
    name_card(ui, cx, &shown, adjudication);
}

/// The table: heads, a row for each difference, and what all say alike.
fn table_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    adjudication: &Adjudication,
    at: usize,
    record: &ComparedRecord,
) {
    ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
    let analysts = adjudication.analysts().len().max(1);
    let title = (ui.available_width() * 0.14).clamp(76.0, 130.0);
    #[expect(clippy::cast_precision_loss, reason = "a few analysts")]
    let column = ((ui.available_width() - title - 14.0) / analysts as f32 - 4.0).max(COLUMN);
    cx.in_row(ui, LINE, |ui| {
        room(ui, cx, title, LINE, |_| {});
        for analyst in adjudication.columns() {
            head_ui(ui, cx, requests, adjudication, *analyst, column);
        }
    });
    for row in card_rows(record) {
        row_ui(ui, cx, requests, adjudication, at, record, &row, (title, column));
    }
    if let Some(words) = agreed_words(cx, adjudication, at) {
        let holders: Vec<usize> = record.holders().collect();
        cx.in_row(ui, 22.0, |ui| {
            room(ui, cx, title, 22.0, |ui| {
                // What one alone has is the same for nobody.
                let said = match holders.as_slice() {
                    [one] => {
                        let name = shown_analyst(cx, adjudication, *one);
                        cx.strings.with("compare-alone", &[("analyst", &name)])
                    }
                    [] | [_, _, ..] => cx.t("compare-alike-rest"),
                };
                let words = StyledWords::new(said).small();
                label(ui, cx, words.color(*cx.theme.ink_faint));
            });
            let words = StyledWords::new(words).small().as_window().color(*cx.theme.ink_soft);
            label(ui, cx, words);
        });
    }
}

fn card_rows(record: &ComparedRecord) -> Vec<CardRow> {
    let has_place = record.fields.contains(&DifferingField::Place);
    let words = (!has_place && !record.is_article()).then_some(CardRow::Words);
    let fields = Adjudication::rows(record).into_iter().map(CardRow::Field);
    words.into_iter().chain(fields).collect()
}

/// A part of a row that is `width` points wide.
fn room(ui: &mut Ui, cx: &FrameContext<'_>, width: f32, height: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, height), cx.row(), |ui| {
        ui.set_min_size(vec2(width, height));
        add(ui);
    });
}

/// The head of a column: whose it is, and that a press takes all of it.
fn head_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    adjudication: &Adjudication,
    analyst: usize,
    width: f32,
) {
    let name = shown_analyst(cx, adjudication, analyst);
    let place = adjudication.column_of(analyst);
    let request = analyst_request(cx, adjudication, analyst);
    let decides = *adjudication.purpose() == ComparisonPurpose::Decide;
    let key = if decides && adjudication.field().is_none() && place < 9 {
        (place + 1).to_string()
    } else {
        String::new()
    };
    let take = cx.strings.with("compare-take", &[("analyst", &name)]);
    room(ui, cx, width, LINE, |ui| {
        let look = ButtonLook::new(StyledWords::new(name.as_str()).strong())
            .swatch(analyst_color(cx, place))
            .key(key)
            .full_width()
            .enabled_if(request.is_ok() || !decides)
            .named(if decides { take } else { name });
        if button(ui, cx, look).clicked() && decides {
            requests.push_or_explain(request);
        }
    });
}

/// A row: in what analysts differ, and what each says.
#[expect(clippy::too_many_arguments, reason = "a row of a table needs its place in it")]
fn row_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    adjudication: &Adjudication,
    at: usize,
    record: &ComparedRecord,
    row: &CardRow,
    (title, column): (f32, f32),
) {
    let field = match row {
        CardRow::Words => DifferingField::Place,
        CardRow::Field(field) => field.clone(),
    };
    let rows = Adjudication::rows(record);
    let is_chosen = adjudication.field().and_then(|it| rows.get(it)) == Some(&field);
    let columns = adjudication.columns();
    let cells: Vec<CellWords> =
        columns.iter().map(|it| cell(cx, adjudication, at, *it, &field)).collect();
    let heights = cells.iter().map(|it| marked_size(ui, cx, &it.text, column - 12.0).y + 8.0);
    let height = heights.fold(LINE, f32::max);
    let name = field_title(cx, &record.label, &field);
    let number = rows.iter().position(|it| *it == field).map_or(0, |it| it + 1);
    let has_number = matches!(row, CardRow::Field(_)) && (1..=9).contains(&number);
    let chosen = adjudication.chosen_for(&field).map(|it| adjudication.column_of(it));
    let shown = chosen.and_then(|it| cells.get(it)).cloned();
    let shown_row = cx.in_row(ui, height, |ui| {
        room(ui, cx, title, height, |ui| {
            let color = if is_chosen { *cx.theme.accent } else { *cx.theme.ink_soft };
            // Its key, with Alt.
            let numbered = |name: &str| format!("{} {name}", isolated(&cx.strings.number(number)));
            let shown = if has_number { numbered(&name) } else { name.clone() };
            let words = StyledWords::new(shown).small().color(color);
            label(ui, cx, if is_chosen { words.strong() } else { words });
        });
        for (place, (analyst, words)) in columns.iter().zip(&cells).enumerate() {
            let digit = if is_chosen { format!("{}", place + 1) } else { String::new() };
            let is_taken = matches!(row, CardRow::Field(_)) && shown.as_ref() == Some(words);
            let named =
                format!("{name}: {} {}", shown_analyst(cx, adjudication, *analyst), words.text);
            let cell = CardCell { words, digit, is_taken, named };
            let response = cell.ui(ui, cx, vec2(column, height), analyst_color(cx, place));
            if response.clicked() && matches!(row, CardRow::Field(_)) {
                let pick = QuestionAction::Pick(field.clone(), *analyst);
                requests
                    .push_or_explain(may_decide(cx).map(|()| CompareAction::Question(pick).into()));
            }
        }
    });
    if is_chosen {
        shown_row.response.scroll_to_me(None);
    }
}

/// A cell before it is shown.
struct CardCell<'a> {
    words: &'a CellWords,
    digit: String,
    is_taken: bool,
    named: String,
}

impl CardCell<'_> {
    fn ui(self, ui: &mut Ui, cx: &FrameContext<'_>, size: egui::Vec2, color: Color32) -> Response {
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response
            .widget_info(|| WidgetInfo::selected(Role::Button, true, self.is_taken, &self.named));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let fill = match () {
            () if self.is_taken => Some(*cx.theme.accent_soft),
            () if response.hovered() => Some(*cx.theme.hover),
            () => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, theme::RADIUS, fill);
        }
        let line = match () {
            () if response.has_focus() => Stroke::new(2.0, *cx.theme.accent),
            () if self.is_taken => Stroke::new(1.0, *cx.theme.accent),
            () => Stroke::new(1.0, *cx.theme.line),
        };
        ui.painter().rect_stroke(rect, theme::RADIUS, line, StrokeKind::Inside);
        let inner = rect.shrink2(vec2(6.0, 3.0));
        let key_room = if self.digit.is_empty() { 0.0 } else { 22.0 };
        let (words_rect, key) = if cx.is_mirrored() {
            (
                Rect::from_min_max(pos2(inner.left() + key_room, inner.top()), inner.max),
                Rect::from_min_size(inner.min, vec2(key_room, inner.height())),
            )
        } else {
            (
                Rect::from_min_max(inner.min, pos2(inner.right() - key_room, inner.bottom())),
                Rect::from_min_size(
                    pos2(inner.right() - key_room, inner.top()),
                    vec2(key_room, inner.height()),
                ),
            )
        };
        let ink = if self.words.is_empty { *cx.theme.ink_faint } else { *cx.theme.ink };
        paint_marked(ui, cx, &self.words.text, &self.words.marks, words_rect, (ink, color));
        if !self.digit.is_empty() {
            let cap = Rect::from_center_size(key.center(), vec2(18.0, 18.0));
            ui.painter().rect_stroke(
                cap,
                3.0,
                Stroke::new(1.0, *cx.theme.accent),
                StrokeKind::Inside,
            );
            let digit = StyledWords::new(self.digit).size(theme::SMALL - 1.0);
            let digit = digit.left_to_right().color(*cx.theme.accent);
            crate::ui::text::paint_words(ui, cx, &digit, cap, egui::Align::Center);
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}

/// The commands of a disagreement, from the reading end on.
const OF_RECORD: &[&str] = &[
    "next-disagreement",
    "disagreement-later",
    "write-ruling",
    "edit-record",
    "take-none",
    "take-each",
    "take-chosen",
];
/// The commands where all have the same.
const OF_ALIKE: &[&str] = &["next-disagreement", "take-alike"];
/// The commands where nothing waits.
const OF_NOTHING: &[&str] = &["previous-disagreement", "done"];
/// The commands of who only looks.
const OF_LOOKING: &[&str] = &["next-disagreement", "previous-disagreement"];

/// Between two buttons, in points.
const BETWEEN: f32 = 5.0;

/// Buttons beside each other.
type ButtonRow = Vec<(&'static WindowCommand, ButtonLook)>;

/// The buttons of some commands: in a narrow window without their keys where they have no room with them, and in
/// further rows where they have none without.
fn rows_of_buttons(ui: &Ui, cx: &FrameContext<'_>, ids: &[&str]) -> Vec<ButtonRow> {
    let looks = |with_keys: bool| -> ButtonRow {
        let found = ids.iter().filter_map(|it| command(it));
        let look = |found: &'static WindowCommand| {
            let title = StyledWords::new(cx.t(&format!("strip-{}", found.id)));
            let name = cx.t(&format!("command-{}", found.id));
            let look = ButtonLook::new(title).named(name);
            let look = if with_keys { look.key(shown_key_of(cx, found)) } else { look };
            let is_first = ["take-chosen", "take-alike", "done"].contains(&found.id);
            (found, if is_first { look.primary() } else { look })
        };
        found.map(look).collect()
    };
    let window = ui.ctx().content_rect().width();
    let room = window - 2.0 * f32::from(MARGIN);
    let width = |row: &ButtonRow| row.iter().map(|it| it.1.width(ui, cx) + BETWEEN).sum::<f32>();
    let with_keys = looks(true);
    if window >= ONE_ROW || width(&with_keys) <= room + BETWEEN {
        return vec![with_keys];
    }
    let mut rows: Vec<ButtonRow> = Vec::new();
    let mut used = 0.0;
    for button in looks(false) {
        let width = button.1.width(ui, cx) + BETWEEN;
        used += width;
        if let Some(row) = rows.last_mut().filter(|_| used <= room + BETWEEN) {
            row.push(button);
        } else {
            rows.push(vec![button]);
            used = width;
        }
    }
    rows
}

/// How high the rows of buttons after the first are, in points; as high whatever is asked, so that they stay where
/// they are.
fn further_rows(ui: &Ui, cx: &FrameContext<'_>, adjudication: &Adjudication) -> f32 {
    let decides = *adjudication.purpose() == ComparisonPurpose::Decide;
    let all = rows_of_buttons(ui, cx, if decides { OF_RECORD } else { OF_LOOKING });
    all.iter().skip(1).map(|_| ROW).sum()
}

/// The row that never moves: what is decided on from the reading start, the buttons at the reading end.
fn decision_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    open: &Editor,
    adjudication: &Adjudication,
    row: Rect,
) {
    let decides = *adjudication.purpose() == ComparisonPurpose::Decide;
    let ids = match (decides, adjudication.current()) {
        (false, _) => OF_LOOKING,
        (true, Some(ComparedQuestion::Record(_))) => OF_RECORD,
        (true, Some(ComparedQuestion::Alike)) => OF_ALIKE,
        (true, None) => OF_NOTHING,
    };
    let rows = rows_of_buttons(ui, cx, ids);
    let mut show = |ui: &mut Ui, buttons: ButtonRow| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        for (found, look) in buttons {
            shown_command(ui, cx, requests, found, look);
        }
    };
    let further = further_rows(ui, cx, adjudication);
    let (mut above, mut below) = row.split_top_bottom_at_y(row.bottom() - further);
    let mut rows = rows.into_iter();
    // The words stand beside the first of them, or above.
    let words = buttons_of_row(ui, cx, above, |ui| show(ui, rows.next().unwrap_or_default()));
    for (at, buttons) in rows.enumerate() {
        (above, below) = below.split_top_bottom_at_y(below.top() + ROW);
        ui.push_id(("further buttons", at), |ui| {
            buttons_of_row(ui, cx, above, |ui| show(ui, buttons));
        });
    }
    let builder = UiBuilder::new().id_salt("words").max_rect(words).layout(cx.row());
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(words.expand(2.0).intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.x = 7.0;
        sentence_ui(ui, cx, open, adjudication);
    });
}

/// What is decided on, in a line.
fn sentence_ui(ui: &mut Ui, cx: &FrameContext<'_>, open: &Editor, adjudication: &Adjudication) {
    let soft =
        |words: String| StyledWords::new(words).small().as_window().color(*cx.theme.ink_soft);
    match adjudication.current() {
        Some(ComparedQuestion::Alike) => {
            label(ui, cx, soft(cx.strings.count("compare-alike", adjudication.alike())));
        }
        Some(ComparedQuestion::Record(at)) => {
            let Some(record) = adjudication.records().get(at) else { return };
            let color = cx.theme.label(cx.session.schema(), &record.label);
            let (spot, _) = ui.allocate_exact_size(vec2(9.0, 9.0), Sense::hover());
            ui.painter().rect_filled(spot, 3.0, color);
            label(ui, cx, soft(title_of(cx, record)).strong());
            if let Some(words) = standing_words(cx, open, adjudication, at) {
                label(ui, cx, words);
            }
            label(ui, cx, soft(position_words(cx, adjudication, at)));
            if adjudication.is_ruled(at) {
                let words = StyledWords::new(cx.t("compare-ruled")).small().as_window();
                label(ui, cx, words.color(*cx.theme.good));
            }
        }
        None => {
            let key = match adjudication.purpose() {
                ComparisonPurpose::Mine if adjudication.listed().next().is_none() => {
                    "compare-mine-all"
                }
                ComparisonPurpose::Decide if adjudication.left_in_all() == 0 => {
                    "compare-all-decided"
                }
                ComparisonPurpose::Decide | ComparisonPurpose::Look | ComparisonPurpose::Mine => {
                    "compare-none-shown"
                }
            };
            label(ui, cx, soft(cx.t(key)));
        }
    }
}

fn title_of(cx: &FrameContext<'_>, record: &ComparedRecord) -> String {
    if record.is_article() {
        return cx.t("compare-article");
    }
    cx.label_title(&record.label.as_str().into())
}

/// How many there are, and which one this is.
pub(super) fn position_words(
    cx: &FrameContext<'_>,
    adjudication: &Adjudication,
    at: usize,
) -> String {
    let all: Vec<usize> = adjudication.listed().collect();
    let here = all.iter().position(|it| *it == at).map_or(0, |it| it + 1);
    let [here, all] = [here, all.len()].map(|it| cx.strings.number(it));
    cx.strings.with("compare-position", &[("here", &here), ("all", &all)])
}

/// What was decided on the record before.
fn standing_words(
    cx: &FrameContext<'_>,
    open: &Editor,
    adjudication: &Adjudication,
    at: usize,
) -> Option<StyledWords> {
    if *adjudication.purpose() == ComparisonPurpose::Mine {
        let words =
            decided_words(cx, adjudication, adjudication.what_became(at)?, "compare-became");
        return Some(StyledWords::new(words).small().as_window().color(*cx.theme.ink));
    }
    let decisions = adjudication.decisions_on(at, open.document());
    let first = decisions.first()?;
    match adjudication.standing(at)? {
        RecordStanding::Decided(_) => {
            let words = decided_words(cx, adjudication, first, "compare-decided");
            Some(StyledWords::new(words).small().as_window().color(*cx.theme.good))
        }
        RecordStanding::Reopened(_) => {
            let words = decided_words(cx, adjudication, first, "compare-reopened");
            Some(StyledWords::new(words).small().as_window().color(*cx.theme.warning))
        }
        RecordStanding::Open | RecordStanding::Alike => None,
    }
}

/// A decision in words: what was taken, and by whom.
fn decided_words(
    cx: &FrameContext<'_>,
    adjudication: &Adjudication,
    decision: &Decision,
    key: &str,
) -> String {
    let how = if let Some(name) = decision.how.strip_prefix("take:") {
        let analyst = adjudication.analysts().iter().position(|it| it == name);
        let name = match analyst {
            Some(analyst) => shown_analyst(cx, adjudication, analyst),
            None => name.to_owned(),
        };
        let name = name.as_str();
        cx.strings.with("compare-how-take", &[("analyst", name)])
    } else {
        // Behind the colon stands whose links were taken.
        let word = decision.how.split(':').next().unwrap_or_default();
        let key = format!("compare-how-{word}");
        if cx.strings.has(&key) { cx.t(&key) } else { isolated(&decision.how) }
    };
    let by = if decision.by.starts_with("rule:") {
        cx.t("compare-by-rule")
    } else {
        isolated(&decision.by)
    };
    cx.strings.with(key, &[("how", &how), ("by", &by)])
}

/// What the card is for screen readers and scripts: who says what.
fn name_card(ui: &Ui, cx: &FrameContext<'_>, response: &Response, adjudication: &Adjudication) {
    let name = match adjudication.current() {
        Some(ComparedQuestion::Record(at)) => {
            let Some(record) = adjudication.records().get(at) else { return };
            let words = record
                .holders()
                .next()
                .and_then(|it| Some(adjudication.work(it)?.quote(adjudication.tag_of(at, it)?)));
            let mut said = vec![
                position_words(cx, adjudication, at),
                title_of(cx, record),
                words.map(|it| format!("«{it}»")).unwrap_or_default(),
            ];
            for field in &record.fields {
                let each = adjudication.columns().iter().map(|analyst| {
                    let name = shown_analyst(cx, adjudication, *analyst);
                    let words = cell(cx, adjudication, at, *analyst, field).text;
                    format!("{name} {words}")
                });
                let each: Vec<String> = each.collect();
                let field = field_title(cx, &record.label, field);
                said.push(format!("{field}: {}", each.join("، ")));
            }
            said.retain(|it| !it.is_empty());
            said.join("؛ ")
        }
        Some(ComparedQuestion::Alike) => cx.strings.count("compare-alike", adjudication.alike()),
        None => cx.t("compare-all-decided"),
    };
    let id = response.id.with("node");
    ui.interact(response.rect, id, Sense::empty());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Group);
        node.set_label(name);
        node.set_live(accesskit::Live::Polite);
        node.set_bounds(bounds(response.rect));
    });
}
