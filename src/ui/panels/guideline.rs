//! The guideline beside the page: when to use a label, with examples.

use std::sync::Arc;

use egui::{Frame, Margin, Panel, ScrollArea, Ui, vec2};

use super::divider::divider;
use crate::{
    compare::Ruling,
    model::{
        Name,
        schema::{Label, LabelExample, LabelRole},
    },
    session::{EditAction, SchemaChange},
    ui::{
        FrameContext, FrameRequests,
        command_button::{command, shown_command},
        commands::toggle_label,
        text::{ButtonLook, StyledWords, button, label, marked_label},
        theme,
    },
};

/// How wide it is at least and at most, in points: in a small window, cards need room as well.
const WIDTHS: [f32; 2] = [196.0, 270.0];
/// Windows narrower than this have no room for it, in points.
const ROOM: f32 = 520.0;
/// In windows narrower than this there is no room for the articles beside it, in points.
const BOTH: f32 = 960.0;
/// Room for the scroll bar, in points.
const BAR: f32 = 10.0;

/// Which label is shown.
#[derive(Debug, Default)]
pub struct GuidelinePane {
    /// The label chosen by hand, and what was at work then.
    chosen: Option<(Name, Option<Name>)>,
}

/// True where the pane, which was asked for, goes before the articles of the folder.
pub fn goes_first(ui: &Ui, cx: &FrameContext<'_>) -> bool {
    cx.session.settings().guideline && ui.available_width() < BOTH
}

/// Shows the pane, where it is wanted and there is room.
pub fn guideline_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut GuidelinePane,
) {
    if !cx.session.settings().guideline || cx.session.editor().is_none() {
        return;
    }
    if ui.available_width() < ROOM {
        return;
    }
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(10, 8));
    let panel = if cx.is_mirrored() { Panel::right("guideline") } else { Panel::left("guideline") };
    let width = (ui.available_width() * 0.26).clamp(WIDTHS[0], WIDTHS[1]);
    let room = ui.available_rect_before_wrap().y_range();
    let panel = panel.frame(frame).show_separator_line(false);
    let shown = panel.exact_size(width).show(ui, |ui| {
        ui.with_layout(cx.column(), |ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 6.0);
            head_ui(ui, cx, requests);
            let shown = shown(cx, state);
            choices_ui(ui, cx, state, shown.map(|it| it.id.as_str()));
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.with_layout(cx.column(), |ui| {
                    ui.set_width(ui.available_width() - BAR);
                    match shown {
                        Some(kind) => {
                            label_ui(ui, cx, kind);
                            suggested_ui(ui, cx, requests, kind);
                            rulings_ui(ui, cx, requests, kind);
                        }
                        None => quiet(ui, cx, "guideline-none"),
                    }
                });
            });
        });
    });
    divider(ui, cx, &shown.response, room);
}

fn head_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
    cx.in_row(ui, 28.0, |ui| {
        label(ui, cx, StyledWords::new(cx.t("guideline-title")).strong());
        ui.with_layout(cx.row_from_end(), |ui| {
            for (id, words) in [("guideline", "×".to_owned()), ("schema", cx.t("short-schema"))] {
                if let Some(found) = command(id) {
                    let look =
                        ButtonLook::new(StyledWords::new(words).small().color(*cx.theme.ink_soft));
                    let name = cx.t(&format!("command-{id}"));
                    shown_command(ui, cx, requests, found, look.plain().named(name));
                }
            }
        });
    });
}

/// A button for each label.
fn choices_ui(ui: &mut Ui, cx: &FrameContext<'_>, state: &mut GuidelinePane, shown: Option<&str>) {
    cx.in_rows(ui, 28.0, |ui| {
        for kind in &cx.session.schema().labels {
            let title = cx.title(&kind.title);
            let name = cx.strings.with("guideline-of", &[("label", &title)]);
            let look = ButtonLook::new(StyledWords::new(title).small())
                .swatch(cx.theme.of_pair(&kind.color))
                .selected_if(shown == Some(kind.id.as_str()))
                .plain()
                .named(name);
            if button(ui, cx, look).clicked() {
                state.chosen = Some((kind.id.as_str().into(), at_work(cx)));
            }
        }
    });
}

/// The label of the current suggestion or of the active tag.
fn at_work(cx: &FrameContext<'_>) -> Option<Name> {
    let open = cx.session.editor()?;
    if let Some((_, record)) = open.deciding().and_then(|it| it.current_record()) {
        return Some(record.label.as_str().into()).filter(|it: &Name| !it.as_str().is_empty());
    }
    let suggestions = open.suggestions();
    let current = suggestions.current().and_then(|it| suggestions.open(open.document(), it));
    current.map(|it| Name::from(&*it.label)).or_else(|| open.active().map(|it| it.label.clone()))
}

/// The label whose guideline is shown: the one chosen by hand until something else is at work, else
/// what is at work, else the last one or the first.
fn shown<'a>(cx: &FrameContext<'a>, state: &mut GuidelinePane) -> Option<&'a Label> {
    let schema = cx.session.schema();
    let at_work = at_work(cx);
    if at_work.is_some() && state.chosen.as_ref().is_none_or(|it| it.1 != at_work) {
        state.chosen = at_work.clone().map(|it| (it, at_work));
    }
    let chosen = state.chosen.as_ref().and_then(|it| schema.label_ever(it.0.as_str()));
    chosen.or_else(|| schema.labels.first())
}

fn label_ui(ui: &mut Ui, cx: &FrameContext<'_>, kind: &Label) {
    let color = cx.theme.of_pair(&kind.color);
    let guideline = cx.title(&kind.guideline);
    if guideline.trim().is_empty() && kind.examples.is_empty() {
        return quiet(ui, cx, "guideline-empty");
    }
    for line in guideline.lines().filter(|it| !it.trim().is_empty()) {
        label(ui, cx, StyledWords::new(line).wrapped().as_window());
    }
    if !kind.examples.is_empty() {
        ui.add_space(4.0);
        let heading = StyledWords::new(cx.t("guideline-examples")).small().strong();
        label(ui, cx, heading.color(*cx.theme.ink_soft));
    }
    for example in &kind.examples {
        example_ui(ui, cx, example, color);
    }
}

/// What was ruled about a label while deciding, the latest first.
fn rulings_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, kind: &Label) {
    let of_label = |it: &&Ruling| {
        let present = cx.session.schema().label_ever(&it.label);
        it.label == kind.id || present.is_some_and(|it| it.id == kind.id)
    };
    let rulings: Vec<&Ruling> = cx.session.rulings().iter().rev().filter(of_label).collect();
    if rulings.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let heading = StyledWords::new(cx.t("guideline-rulings")).small().strong();
    label(ui, cx, heading.color(*cx.theme.ink_soft));
    let color = cx.theme.of_pair(&kind.color);
    for ruling in rulings {
        let frame = Frame::new()
            .fill(*cx.theme.paper)
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::symmetric(8, 5));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            label(ui, cx, StyledWords::new(ruling.ruled.as_str()).wrapped());
            let (words, part) = marked_part(&ruling.words);
            marked_label(ui, cx, &words, &[part], color);
            let by = [("by", ruling.by.as_str()), ("article", ruling.article.as_str())];
            let by = StyledWords::new(cx.strings.with("ruling-by", &by)).small().wrapped();
            label(ui, cx, by.as_window().color(*cx.theme.ink_soft));
            adopt_ui(ui, cx, requests, ruling);
        });
    }
}

/// A button that takes a ruling over into the guideline of its label, for everybody; nothing where it is
/// there already.
fn adopt_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, ruling: &Ruling) {
    let schema = cx.session.schema();
    let Some(schema) = ruling.in_guideline_of(schema, cx.strings.language().code()) else { return };
    let name = cx.strings.with("ruling-adopt-name", &[("ruled", &ruling.ruled)]);
    let look = ButtonLook::new(StyledWords::new(cx.t("ruling-adopt")).small()).named(name);
    if button(ui, cx, look).clicked() {
        let change = SchemaChange { schema: Arc::new(schema), discards: Vec::new() };
        requests.push(EditAction::ChangeSchema(Box::new(change)));
    }
}

/// Words without the `[ ]` around the tag, and where the tag is.
fn marked_part(words: &str) -> (String, std::ops::Range<usize>) {
    let parts = words.split_once('[').and_then(|(before, rest)| {
        let (part, after) = rest.rsplit_once(']')?;
        Some((before, part, after))
    });
    let Some((before, part, after)) = parts else { return (words.to_owned(), 0..0) };
    (format!("{before}{part}{after}"), before.len()..before.len() + part.len())
}

/// An example as the page shows it, with what is to be seen in it.
fn example_ui(ui: &mut Ui, cx: &FrameContext<'_>, example: &LabelExample, color: egui::Color32) {
    let frame = Frame::new()
        .fill(*cx.theme.paper)
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::symmetric(8, 5));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let (words, parts) = example.parts();
        marked_label(ui, cx, &words, &parts, color);
        let note = cx.title(&example.note);
        if !note.is_empty() {
            let words = StyledWords::new(note).small().wrapped().as_window();
            label(ui, cx, words.color(*cx.theme.ink_soft));
        }
    });
}

/// Whether the label is suggested, as a button that changes it, and whether anything was learned of it.
fn suggested_ui(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, kind: &Label) {
    if kind.role == LabelRole::Part {
        return;
    }
    ui.add_space(6.0);
    let settings = &cx.session.settings().suggestions;
    let is_silent = settings.silent_labels.contains(&kind.id);
    let key = if is_silent { "guideline-silent" } else { "guideline-suggested" };
    let title = cx.title(&kind.title);
    let words = StyledWords::new(cx.t(key)).small();
    let named = cx.strings.with("guideline-suggest", &[("label", &title)]);
    let look = ButtonLook::new(words).selected_if(!is_silent).named(named);
    if button(ui, cx, look).clicked() {
        requests.push(toggle_label(cx, &Name::from(kind.id.as_str())));
    }
    let Some(open) = cx.session.editor().filter(|_| !is_silent) else { return };
    if open.suggestions().is_silent_on(open.document(), &kind.id) {
        quiet(ui, cx, "guideline-unsure");
    }
}

fn quiet(ui: &mut Ui, cx: &FrameContext<'_>, key: &str) {
    label(ui, cx, StyledWords::new(cx.t(key)).small().wrapped().color(*cx.theme.ink_soft));
}
