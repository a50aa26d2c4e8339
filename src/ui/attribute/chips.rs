//! The values of a choice side by side. What was chosen is filled; a value that goes without saying is
//! outlined alone, so that nothing looks chosen that nobody chose.

use egui::{Response, Ui, vec2};

use crate::{
    messages::isolated,
    ui::{
        FrameContext,
        text::{ButtonLook, StyledWords, button, label},
    },
};

/// How high a value is, in points.
const CHIP: f32 = 28.0;

/// What an attribute can be, and what it is.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct ChoiceValues<'a> {
    /// What the attribute is called.
    pub(in crate::ui) title: &'a str,
    /// Each value with its title.
    pub(in crate::ui) values: &'a [(String, String)],
    /// The value that was chosen; empty where none was.
    pub(in crate::ui) chosen: &'a str,
    /// The value that goes without saying; empty where none does.
    pub(in crate::ui) default: &'a str,
}

/// How a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChipState {
    Chosen,
    Default,
    Open,
}

impl ChoiceValues<'_> {
    fn state_of(&self, id: &str) -> ChipState {
        if self.chosen == id {
            ChipState::Chosen
        } else if self.chosen.is_empty() && self.default == id {
            ChipState::Default
        } else {
            ChipState::Open
        }
    }
}

/// Shows the values; a press on the chosen one takes it away. Gives back the value that is asked for, and
/// what takes the keyboard: the value that stands, or the first.
pub(in crate::ui) fn chips_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    choice: &ChoiceValues<'_>,
) -> (Option<String>, Response) {
    let rows = cx.in_rows(ui, CHIP, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let (mut first, mut asked) = (None, None);
        for (id, words) in choice.values {
            let state = choice.state_of(id);
            let chip = chip_ui(ui, cx, choice.title, words, state);
            if chip.clicked() {
                asked = Some(if state == ChipState::Chosen { String::new() } else { id.clone() });
            }
            if state != ChipState::Open || first.is_none() {
                first = Some(chip);
            }
        }
        // A value that is none of the choices stays in sight.
        let is_known = choice.values.iter().any(|it| it.0 == choice.chosen);
        if !choice.chosen.is_empty() && !is_known {
            let words = StyledWords::new(isolated(choice.chosen)).small();
            button(ui, cx, ButtonLook::new(words).selected_if(true));
        }
        (asked, first)
    });
    let (asked, first) = rows.inner;
    (asked, first.unwrap_or(rows.response))
}

fn chip_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    title: &str,
    words: &str,
    state: ChipState,
) -> Response {
    let name = format!("{title}: {words}");
    let look = ButtonLook::new(StyledWords::new(words).small());
    let look = look.selected_if(state == ChipState::Chosen);
    if state != ChipState::Default {
        return button(ui, cx, look.named(name));
    }
    let name = cx.strings.with("choice-default", &[("choice", &name)]);
    button(ui, cx, look.outlined().named(name)).on_hover_ui(|ui| {
        ui.set_max_width(280.0);
        label(ui, cx, StyledWords::new(cx.t("choice-default-hint")).small().wrapped().as_window());
    })
}
