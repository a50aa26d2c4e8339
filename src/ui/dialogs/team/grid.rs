//! A table whose numbers open the lists they count.

use egui::{
    IdSalt, Rect, Role, ScrollArea, Ui, UiBuilder, accesskit,
    scroll_area::{ScrollBarVisibility, State},
    style::ScrollStyle,
    vec2,
};

use crate::{
    language::localize_digits,
    session::{TeamAction, TeamQuestion},
    ui::{
        FrameContext, FrameRequests,
        screen_reader::bounds,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// How high a row is, in points.
const ROW: f32 = 28.0;

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum GridCell {
    /// Words.
    Words(String),
    /// A heading.
    Head(String),
    /// A number with the places it counts.
    Count(usize, TeamQuestion),
}

/// Between two columns, in points.
const APART: f32 = 4.0;

/// Shows rows of cells; the first column is `first` points wide, every other `other`. A table wider than its
/// dialog scrolls sideways, from the side where reading begins, and its bar is always there.
pub(super) fn grid_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    rows: &[Vec<GridCell>],
    (first, other): (f32, f32),
) {
    let further = rows.first().map_or(0, |it| it.len().saturating_sub(1));
    let further = u8::try_from(further).map_or(0.0, f32::from);
    let width = first + further * (other + APART);
    let room = ui.available_width();
    if width <= room {
        return table_ui(ui, cx, requests, rows, (first, other));
    }
    let title = rows.first().and_then(|it| it.first()).map(words_of).unwrap_or_default();
    let salt = ("grid", title);
    ui.scope(|ui| {
        let begins = State::load(ui.ctx(), ui.make_persistent_id(IdSalt::new(&salt))).is_none();
        let mut area = ScrollArea::horizontal().id_salt(&salt).auto_shrink([false, true]);
        if begins && cx.is_mirrored() {
            area = area.horizontal_scroll_offset(width - room);
        }
        ui.spacing_mut().scroll = ScrollStyle::solid();
        area.scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible).show(ui, |ui| {
            let start = ui.max_rect().min;
            let whole = Rect::from_min_size(start, vec2(width, ui.available_height()));
            let builder = UiBuilder::new().max_rect(whole).layout(cx.column());
            let drawn = ui.scope_builder(builder, |ui| {
                table_ui(ui, cx, requests, rows, (first, other));
            });
            let height = drawn.response.rect.height();
            ui.advance_cursor_after_rect(Rect::from_min_size(start, vec2(width, height)));
        });
    });
}

/// The table itself, in as much room as it needs. What a number counts is named by its row and its column, for
/// who does not see the table.
fn table_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    rows: &[Vec<GridCell>],
    (first, other): (f32, f32),
) {
    let heads: Vec<String> = rows.first().into_iter().flatten().map(words_of).collect();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(APART, 1.0);
        part_node(ui, Role::Table, |node| {
            node.set_label(heads.first().map_or("", String::as_str));
            node.set_row_count(rows.len());
            node.set_column_count(heads.len());
        });
        for (at, row) in rows.iter().enumerate() {
            let title = row.first().map(words_of).unwrap_or_default();
            cx.in_row(ui, ROW, |ui| {
                part_node(ui, Role::Row, |node| node.set_row_index(at));
                for (column, cell) in row.iter().enumerate() {
                    let width = if column == 0 { first } else { other };
                    let size = vec2(width, ROW);
                    ui.allocate_ui_with_layout(size, cx.row(), |ui| {
                        ui.set_min_size(size);
                        part_node(ui, role_of((at, column)), |node| {
                            node.set_row_index(at);
                            node.set_column_index(column);
                            node.set_label(words_of(cell));
                        });
                        let head = heads.get(column).map_or("", String::as_str);
                        cell_ui(ui, cx, requests, cell, &format!("{title}, {head}"));
                    });
                }
            });
        }
    });
}

/// Makes the node of `ui` a part of a table, for screen readers.
fn part_node(ui: &Ui, role: Role, describe: impl FnOnce(&mut accesskit::Node)) {
    let place = ui.max_rect();
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        node.set_bounds(bounds(place));
        describe(node);
    });
}

/// What the cell in a row and a column is.
fn role_of(place: (usize, usize)) -> Role {
    match place {
        (0, _) => Role::ColumnHeader,
        (_, 0) => Role::RowHeader,
        _ => Role::Cell,
    }
}

fn words_of(cell: &GridCell) -> String {
    match cell {
        GridCell::Words(words) | GridCell::Head(words) => words.clone(),
        GridCell::Count(n, _) => n.to_string(),
    }
}

fn cell_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    cell: &GridCell,
    place: &str,
) {
    match cell {
        GridCell::Words(words) => {
            label(ui, cx, StyledWords::new(words.as_str()).small());
        }
        GridCell::Head(words) => {
            let words = StyledWords::new(words.as_str()).small().strong();
            label(ui, cx, words.color(*cx.theme.ink_soft));
        }
        GridCell::Count(0, _) => {
            let nothing = StyledWords::new(cx.strings.number(0)).small();
            label(ui, cx, nothing.color(*cx.theme.ink_faint));
        }
        GridCell::Count(n, question) => {
            let words = StyledWords::new(cx.strings.number(*n)).small().color(*cx.theme.accent);
            let name = cx
                .strings
                .with("team-places-of", &[("what", place), ("n", &cx.strings.number(*n))]);
            if button(ui, cx, ButtonLook::new(words).plain().named(name)).clicked() {
                requests.push(TeamAction::List(question.clone()));
            }
        }
    }
}

/// A figure, in the digits of the window.
pub(super) fn figure(cx: &FrameContext<'_>, value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |it| localized(cx, &format!("{it:.2}")))
}

/// A figure with its interval; where there are too few articles for one, it says so.
pub(super) fn with_interval(
    cx: &FrameContext<'_>,
    value: f64,
    interval: Option<[f64; 2]>,
) -> String {
    if let Some([low, high]) = interval {
        return localized(cx, &format!("{value:.2} [{low:.2}, {high:.2}]"));
    }
    let value = figure(cx, Some(value));
    cx.strings.with("team-too-few", &[("value", &value)])
}

fn localized(cx: &FrameContext<'_>, written: &str) -> String {
    let digits = localize_digits(written, cx.strings.digits());
    let digits = if digits == written { digits } else { digits.replace('.', "٫") };
    crate::messages::isolated(&digits)
}
