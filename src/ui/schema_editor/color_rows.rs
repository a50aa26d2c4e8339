//! A label's color on both papers, with the contrast it has there.

use egui::{Color32, CornerRadius, Sense, Stroke, StrokeKind, Ui, vec2};

use super::form_rows::{EditorFields, FieldPlace, line, row};
use crate::{
    language::localize_digits,
    messages::isolated,
    model::schema::ColorPair,
    ui::{
        FrameContext,
        text::{ButtonLook, StyledWords, button, label, paint_words_with},
        theme::{self, LabelContrast, PaperShade, PaperTheme, color_of, written_color},
    },
};

/// Shows ready-made colors, a field for each paper, and a sample on each.
pub(super) fn color_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    serial: u32,
    pair: &mut ColorPair,
) {
    cx.in_rows(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (at, hue) in cx.themes.hues.iter().enumerate() {
            let name = cx.strings.count("schema-hue", at + 1);
            let look = ButtonLook::new("").swatch(cx.theme.of_pair(hue)).plain().named(name);
            if button(ui, cx, look.selected_if(pair == hue)).clicked() {
                pair.clone_from(hue);
            }
        }
    });
    for (paper, key, at) in [
        (PaperShade::Light, "schema-on-light", "color-light"),
        (PaperShade::Dark, "schema-on-dark", "color-dark"),
    ] {
        let written = if paper == PaperShade::Light { &mut pair.light } else { &mut pair.dark };
        paper_ui(ui, cx, fields, (serial, at, 0), key, paper, written);
    }
}

fn paper_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    fields: &mut EditorFields,
    at: FieldPlace,
    key: &str,
    paper: PaperShade,
    written: &mut String,
) {
    let theme = cx.themes.of(paper);
    row(ui, cx, key, |ui| {
        ui.scope(|ui| {
            ui.set_width(86.0);
            line(ui, cx, fields, at, &cx.t(key), written);
        });
        let Some(color) = color_of(written) else {
            let words = StyledWords::new(cx.t("schema-not-color")).small();
            label(ui, cx, words.color(*cx.theme.error));
            return;
        };
        sample(ui, cx, theme, color);
        let contrast = theme.label_contrast(color);
        figure(ui, cx, contrast);
        if !contrast.is_enough() {
            let fix = ButtonLook::new(StyledWords::new(cx.t("schema-make-readable")).small());
            let name = format!("{} · {}", cx.t("schema-make-readable"), cx.t(key));
            if button(ui, cx, fix.named(name)).clicked() {
                *written = written_color(theme.readable(color));
            }
        }
    });
}

/// A word tagged in this color on its paper.
fn sample(ui: &mut Ui, cx: &FrameContext<'_>, theme: &PaperTheme, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(74.0, 26.0), Sense::hover());
    let corner = CornerRadius::same(theme::RADIUS);
    let line = Stroke::new(1.0, *cx.theme.line);
    ui.painter().rect(rect, corner, *theme.paper, line, StrokeKind::Inside);
    let strip = rect.shrink2(vec2(9.0, 4.0));
    ui.painter().rect_filled(strip, 2.0, theme.tint(color, theme.tint_strength));
    ui.painter().hline(strip.x_range(), strip.bottom(), Stroke::new(2.0, color));
    let words = StyledWords::new(cx.t("schema-sample")).small().color(*theme.ink);
    paint_words_with(ui.painter(), cx, &words, strip);
}

/// The two ratios, and whether they are enough.
fn figure(ui: &mut Ui, cx: &FrameContext<'_>, contrast: LabelContrast) {
    let figure = |it: f32| isolated(&localize_digits(&format!("{it:.1}"), cx.strings.digits()));
    let (mark, words) = (figure(contrast.mark), figure(contrast.words));
    let (key, color) = if contrast.is_enough() {
        ("schema-contrast", *cx.theme.good)
    } else {
        ("schema-contrast-low", *cx.theme.warning)
    };
    let text = cx.strings.with(key, &[("mark", &mark), ("words", &words)]);
    label(ui, cx, StyledWords::new(text).small().as_window().color(color));
}
