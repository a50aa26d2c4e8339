//! Buttons, and everything else that is pressed.

use egui::{
    Align, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, vec2,
};

use super::{
    StyledWords,
    icon::{self, ButtonIcon, ChevronWay},
    label::{paint_words, words_size},
};
use crate::ui::{FrameContext, theme};

/// A button before it is shown.
#[derive(Clone, Debug)]
pub struct ButtonLook {
    words: StyledWords,
    name: Option<String>,
    key: String,
    swatch: Option<Color32>,
    icon: Option<ButtonIcon>,
    style: ButtonStyle,
    fill: Option<Color32>,
    enabled: bool,
    /// Nothing where it only does something, and is no choice that can be taken.
    selected: Option<bool>,
    /// Framed as if chosen, and not filled: what stands without having been chosen.
    outlined: bool,
    full_width: bool,
    /// The sign at the end of the words.
    chevron: Option<ChevronWay>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ButtonStyle {
    Plain,
    Framed,
    Primary,
}

impl ButtonLook {
    /// With a frame.
    pub fn new(words: impl Into<StyledWords>) -> Self {
        Self {
            words: words.into(),
            name: None,
            key: String::new(),
            swatch: None,
            icon: None,
            style: ButtonStyle::Framed,
            fill: None,
            enabled: true,
            selected: None,
            outlined: false,
            chevron: None,
            full_width: false,
        }
    }

    /// Without a frame until the pointer is over it.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.style = ButtonStyle::Plain;
        self
    }

    /// In the accent color: the one thing to do next.
    #[must_use]
    pub fn primary(mut self) -> Self {
        self.style = ButtonStyle::Primary;
        self
    }

    /// Known by another name to screen readers and scripts than the words it shows.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// With its key shown beside the words.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// With a spot of color before the words.
    #[must_use]
    pub fn swatch(mut self, color: Color32) -> Self {
        self.swatch = Some(color);
        self
    }

    /// With an icon before the words.
    #[must_use]
    pub fn icon(mut self, icon: ButtonIcon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// On a ground of its own.
    #[must_use]
    pub fn filled(mut self, fill: Color32) -> Self {
        self.fill = Some(fill);
        self
    }

    /// Usable only where `enabled`.
    #[must_use]
    pub fn enabled_if(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// One of several choices, or one that is turned on and off; shown as chosen where `selected`.
    #[must_use]
    pub fn selected_if(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }

    /// Framed as what is chosen is, and not filled: what stands though nobody chose it.
    #[must_use]
    pub fn outlined(mut self) -> Self {
        self.outlined = true;
        self
    }

    /// With the sign that it opens a list.
    #[must_use]
    pub fn opens_list(mut self) -> Self {
        self.chevron = Some(ChevronWay::Down);
        self
    }

    /// With the sign that a further menu opens beside it.
    #[must_use]
    pub fn opens_menu(mut self) -> Self {
        self.chevron = Some(ChevronWay::Onward);
        self
    }

    /// As wide as there is room.
    #[must_use]
    pub fn full_width(mut self) -> Self {
        self.full_width = true;
        self
    }
}

/// How large the parts of a button are, in points.
struct ButtonSizes {
    padding: Vec2,
    swatch: f32,
    key: f32,
    words: Vec2,
}

impl ButtonLook {
    /// How wide it is with all its words, in points.
    pub fn width(&self, ui: &Ui, cx: &FrameContext<'_>) -> f32 {
        let sizes = self.sizes(ui, cx);
        sizes.words.x + sizes.swatch + sizes.key + 2.0 * sizes.padding.x
    }

    fn key_words(&self) -> StyledWords {
        StyledWords::new(self.key.as_str()).size(theme::SMALL - 1.0).left_to_right()
    }

    fn sizes(&self, ui: &Ui, cx: &FrameContext<'_>) -> ButtonSizes {
        let swatch = match (self.swatch, self.icon) {
            (Some(_), _) => 16.0,
            (None, Some(_)) => icon::SIZE + 5.0,
            (None, None) => 0.0,
        };
        let key = match (self.chevron, self.key.is_empty()) {
            (Some(_), _) => icon::CHEVRON + 8.0,
            (None, true) => 0.0,
            (None, false) => words_size(ui, cx, &self.key_words()).x + 14.0,
        };
        ButtonSizes {
            padding: vec2(if self.style == ButtonStyle::Plain { 6.0 } else { 10.0 }, 3.0),
            swatch,
            key,
            words: words_size(ui, cx, &self.words),
        }
    }
}

/// Shows a button.
#[expect(clippy::needless_pass_by_value, reason = "a button is made where it is shown")]
pub fn button(ui: &mut Ui, cx: &FrameContext<'_>, look: ButtonLook) -> Response {
    let ButtonSizes { padding, swatch: swatch_width, key: key_width, words: words_size } =
        look.sizes(ui, cx);
    let key = look.key_words();
    let wanted = words_size.x + swatch_width + key_width + 2.0 * padding.x;
    let available = ui.available_width();
    let width = if look.full_width { available } else { wanted.min(available.max(24.0)) };
    let size = vec2(width, (words_size.y + 2.0 * padding.y).max(28.0));
    let sense = if look.enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let name = look.name.as_deref().unwrap_or(&look.words.text);
    response.widget_info(|| match look.selected {
        Some(selected) => WidgetInfo::selected(Role::Button, look.enabled, selected, name),
        None => WidgetInfo::labeled(Role::Button, look.enabled, name),
    });
    if response.gained_focus() {
        // What Tab reaches is scrolled into view.
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }

    let (fill, line, ink) = colors(cx, &look, &response);
    let corner = CornerRadius::same(theme::RADIUS);
    ui.painter().rect(rect, corner, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    if response.has_focus() {
        let ring = Stroke::new(2.0, *cx.theme.accent);
        ui.painter().rect_stroke(rect.expand(1.0), corner, ring, StrokeKind::Outside);
    }
    let inner = rect.shrink2(padding);
    let (swatch, words, key_rect) = split(cx, inner, swatch_width, key_width);
    if let Some(color) = look.swatch {
        let color = if look.enabled { color } else { cx.theme.tint(color, 0.4) };
        // In the middle of the letters, which stand above that of their line.
        let spot = Rect::from_center_size(swatch.center() - vec2(0.0, 1.0), vec2(9.0, 9.0));
        ui.painter().rect_filled(spot, 3.0, color);
    }
    if let Some(icon) = look.icon.filter(|_| look.swatch.is_none()) {
        icon.paint(ui.painter(), swatch.shrink2(vec2(2.0, 0.0)), ink, cx.is_mirrored());
    }
    let align = if look.full_width { Align::Min } else { Align::Center };
    let shown = look.words.clone();
    let shown = if look.enabled { shown.or_color(ink) } else { shown.color(ink) };
    paint_words(ui, cx, &shown, words, align);
    if let Some(way) = look.chevron {
        let ink = if look.style == ButtonStyle::Primary { ink } else { faint_ink(cx, &look) };
        way.paint(ui.painter(), key_rect, ink, cx.is_mirrored());
    } else if !look.key.is_empty() {
        let cap = key_rect.shrink2(vec2(2.0, 2.0));
        let cap_line = Stroke::new(1.0, *cx.theme.line_strong);
        let cap = Rect::from_center_size(cap.center(), vec2(cap.width(), cap.height().min(19.0)));
        ui.painter().rect_stroke(cap, 3.0, cap_line, StrokeKind::Inside);
        let faint = faint_ink(cx, &look);
        let faint = if look.style == ButtonStyle::Primary { ink } else { faint };
        paint_words(ui, cx, &key.color(faint), cap, Align::Center);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The ink of what stands beside the words.
fn faint_ink(cx: &FrameContext<'_>, look: &ButtonLook) -> Color32 {
    if look.enabled { *cx.theme.ink_soft } else { *cx.theme.ink_disabled }
}

/// Fill, frame and words.
fn colors(
    cx: &FrameContext<'_>,
    look: &ButtonLook,
    response: &Response,
) -> (Color32, Color32, Color32) {
    let theme = cx.theme;
    let clear = Color32::TRANSPARENT;
    if !look.enabled {
        let line = if look.style == ButtonStyle::Plain { clear } else { *theme.line };
        return (clear, line, *theme.ink_disabled);
    }
    let pressed = response.is_pointer_button_down_on();
    if look.style == ButtonStyle::Primary {
        let strength = if pressed {
            0.75
        } else if response.hovered() {
            0.88
        } else {
            1.0
        };
        let fill = theme.panel.lerp_to_gamma(*theme.accent, strength);
        return (fill, fill, *theme.accent_ink);
    }
    let line = if look.style == ButtonStyle::Plain { clear } else { *theme.line };
    let rest = if look.style == ButtonStyle::Plain { clear } else { *theme.panel_raised };
    let rest = look.fill.unwrap_or(rest);
    let fill = match () {
        () if pressed => *theme.press,
        () if look.selected == Some(true) => *theme.accent_soft,
        () if response.hovered() => *theme.hover,
        () => rest,
    };
    let is_framed = look.outlined || look.selected == Some(true);
    let line = if is_framed { *theme.accent } else { line };
    (fill, line, *theme.ink)
}

/// Rooms for the swatch, the words and the key, from the reading start on.
fn split(cx: &FrameContext<'_>, inner: Rect, swatch: f32, key: f32) -> (Rect, Rect, Rect) {
    let (start, end) = if cx.is_mirrored() { (key, swatch) } else { (swatch, key) };
    let left = Rect::from_min_max(inner.min, egui::pos2(inner.left() + start, inner.bottom()));
    let right = Rect::from_min_max(egui::pos2(inner.right() - end, inner.top()), inner.max);
    let middle = Rect::from_min_max(
        egui::pos2(left.right(), inner.top()),
        egui::pos2(right.left(), inner.bottom()),
    );
    if cx.is_mirrored() { (right, middle, left) } else { (left, middle, right) }
}
