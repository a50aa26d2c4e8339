//! What was written before in the same place, offered while somebody types.

use egui::{Area, Event, EventFilter, Frame, Id, Key, Margin, Order, Response, Stroke, Ui, vec2};

use crate::{
    language::{Fold, Folded},
    model::{Annotation, AnnotationId, schema::Attribute},
    session::searched_names,
    ui::{
        FrameContext,
        text::{ButtonLook, TextField, button},
        theme,
    },
};

/// The most that are offered at once.
const SHOWN: usize = 6;

/// What is offered for one field.
#[derive(Clone, Debug)]
pub(super) struct ValueCompletion {
    field: (AnnotationId, String),
    /// What was used before, the likeliest first, each with the words that it is found by, folded.
    known: Vec<(String, String)>,
    /// The one that Enter takes.
    chosen: Option<usize>,
    has_pointer: bool,
}

impl ValueCompletion {
    /// True while the pointer is over what is offered.
    pub(super) fn has_pointer(&self) -> bool {
        self.has_pointer
    }

    /// Those that hold what was typed, in any spelling; not what stands there already.
    fn matching(&self, typed: &str) -> Vec<&String> {
        let folded = |it: &str| Folded::new(it, Fold::Loose).as_str().to_owned();
        let wanted = folded(typed.trim());
        let fits = |it: &&(String, String)| it.0 != typed && it.1.contains(&wanted);
        self.known.iter().filter(fits).map(|it| &it.0).take(SHOWN).collect()
    }
}

/// Offers what was written before in the field `of`; true where one was taken, which then stands in
/// the field.
pub(super) fn completion_ui(
    ui: &Ui,
    cx: &FrameContext<'_>,
    of: &Response,
    state: &mut TextField,
    completion: &mut Option<ValueCompletion>,
    annotation: &Annotation,
    attribute: &Attribute,
) -> bool {
    let ours = (annotation.id, attribute.id.clone());
    let has_keys = ui.memory(|memory| memory.has_focus(of.id));
    let is_shown = completion.as_ref().is_some_and(|it| it.field == ours);
    if !has_keys && !is_shown {
        return false;
    }
    if has_keys && !is_shown {
        let known = cx.session.values_used(annotation, &attribute.id).into_iter();
        // A person is found by all names.
        let known = known.map(|it| (it.clone(), searched_names(cx.session, &it))).collect();
        *completion =
            Some(ValueCompletion { field: ours, known, chosen: None, has_pointer: false });
    }
    let Some(mut offered) = completion.take() else { return false };
    let found: Vec<String> = offered.matching(state.text()).into_iter().cloned().collect();
    let mut taken = None;
    if has_keys && !found.is_empty() {
        taken = keys(ui, of, &mut offered, &found);
    }
    if !found.is_empty() {
        taken = list_ui(ui, cx, of, &mut offered, &found).or(taken);
    }
    let goes_on = (has_keys || offered.has_pointer) && taken.is_none();
    if let Some(words) = &taken {
        *state = TextField::new(words);
        state.line.move_to(words.len());
    }
    if goes_on {
        *completion = Some(offered);
    }
    taken.is_some()
}

/// Arrows walk through what is offered, Enter takes it.
fn keys(ui: &Ui, of: &Response, offered: &mut ValueCompletion, found: &[String]) -> Option<String> {
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(of.id, filter));
    let pressed = |key: Key| {
        ui.input(|input| {
            let is_key =
                |it: &Event| matches!(it, Event::Key { key: at, pressed: true, .. } if *at == key);
            input.events.iter().any(is_key)
        })
    };
    let last = found.len() - 1;
    if pressed(Key::ArrowDown) {
        offered.chosen = Some(offered.chosen.map_or(0, |it| (it + 1).min(last)));
    } else if pressed(Key::ArrowUp) {
        offered.chosen = offered.chosen.and_then(|it| it.checked_sub(1));
    }
    let chosen = offered.chosen.map(|it| it.min(last));
    chosen.filter(|_| pressed(Key::Enter)).and_then(|it| found.get(it).cloned())
}

/// The list below the field.
fn list_ui(
    ui: &Ui,
    cx: &FrameContext<'_>,
    of: &Response,
    offered: &mut ValueCompletion,
    found: &[String],
) -> Option<String> {
    let mut taken = None;
    let area = Area::new(Id::unique("completion")).order(Order::Foreground);
    let at = of.rect.left_bottom() + vec2(0.0, 2.0);
    let shown = area.fixed_pos(at).constrain(true).show(ui.ctx(), |ui| {
        let frame = Frame::new()
            .fill(*cx.theme.panel_raised)
            .stroke(Stroke::new(1.0, *cx.theme.line_strong))
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::same(3));
        frame.show(ui, |ui| {
            ui.set_width(of.rect.width() - 8.0);
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.with_layout(cx.column(), |ui| {
                for (index, words) in found.iter().enumerate() {
                    let look = ButtonLook::new(words.as_str()).plain().full_width();
                    let look = look.selected_if(offered.chosen == Some(index));
                    if button(ui, cx, look).clicked() {
                        taken = Some(words.clone());
                    }
                }
            });
        });
    });
    offered.has_pointer = shown.response.contains_pointer();
    taken
}
