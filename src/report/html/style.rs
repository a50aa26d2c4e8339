//! The style of a web page: colors of both themes, marks by label, cards in the margin.

use std::{collections::BTreeSet, fmt::Write as _, sync::LazyLock};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::woff;
use crate::{
    model::{Schema, schema::LaneStyle},
    report::{InkRole, PaperShade, ReportTypesetter},
    typeset::FontFace,
};

/// The font as every page carries it: packing it takes longer than the rest of a page.
static FONT: LazyLock<Option<String>> =
    LazyLock::new(|| Some(STANDARD.encode(woff::pack(FontFace::Vazirmatn.bytes())?)));

/// Everything that does not depend on the article.
const RULES: &str = include_str!("../../../assets/report.css");

/// The style for an article whose words lie under these sets of labels.
pub(super) fn sheet(
    typesetter: &ReportTypesetter,
    schema: &Schema,
    mixes: &BTreeSet<Vec<usize>>,
) -> String {
    let mut out = String::new();
    if let Some(font) = &*FONT {
        let _infallible = writeln!(
            out,
            "@font-face{{font-family:Vazirmatn;font-weight:100 900;\
             src:url(data:font/woff;base64,{font}) format(\"woff\")}}"
        );
    }
    let (light, dark) = (
        colors(typesetter, schema, PaperShade::Light),
        colors(typesetter, schema, PaperShade::Dark),
    );
    let _infallible = writeln!(out, ":root{{{light}}}");
    let _infallible = writeln!(out, "@media (prefers-color-scheme:dark){{:root{{{dark}}}}}");
    out += RULES;
    for index in 0..schema.labels.len() {
        let _infallible =
            writeln!(out, ".card.c{index}{{border-inline-start-color:var(--c{index})}}");
    }
    for mix in mixes {
        mark(&mut out, schema, mix);
    }
    out
}

/// Custom properties: the theme's colors, and each label's as a line (`--c`) and as a tint (`--t`).
fn colors(typesetter: &ReportTypesetter, schema: &Schema, shade: PaperShade) -> String {
    let mut out = String::new();
    for (name, ink) in [
        ("paper", InkRole::Paper),
        ("ink", InkRole::Words),
        ("soft", InkRole::Soft),
        ("faint", InkRole::Faint),
        ("line", InkRole::Line),
        ("accent", InkRole::Accent),
    ] {
        let color = typesetter.palette.rgb(&ink, shade, schema).hex();
        let _infallible = write!(out, "--{name}:{color};");
    }
    let tint = typesetter.palette.alpha(shade);
    for (index, label) in schema.labels.iter().enumerate() {
        let ink = InkRole::Label(label.id.as_str().into());
        let color = typesetter.palette.rgb(&ink, shade, schema).hex();
        let _infallible = write!(out, "--c{index}:{color};--t{index}:{color}{tint:02x};");
    }
    out
}

/// Words under several labels have a tint and a lane of each.
fn mark(out: &mut String, schema: &Schema, mix: &[usize]) {
    let class: Vec<String> = mix.iter().map(ToString::to_string).collect();
    let mut layers: Vec<String> = Vec::new();
    for (at, index) in mix.iter().enumerate() {
        let lane = schema.labels.get(*index).map(|it| it.lane).unwrap_or_default();
        let up = 4 * (mix.len() - 1 - at);
        layers.extend(lanes(lane, *index, up));
    }
    layers.extend(mix.iter().map(|it| format!("linear-gradient(var(--t{it}),var(--t{it}))")));
    let padding = 4 * mix.len();
    let _infallible = writeln!(
        out,
        ".k{}{{background:{};padding-bottom:{padding}px}}",
        class.join("-"),
        layers.join(",")
    );
}

/// A lane `up` pixels above the lower edge, drawn as its label says.
fn lanes(lane: LaneStyle, label: usize, up: usize) -> Vec<String> {
    let color = format!("var(--c{label})");
    let place = |up: usize, thick: usize| format!("0 calc(100% - {up}px)/100% {thick}px no-repeat");
    let dashes = |on: usize, all: usize| {
        format!(
            "repeating-linear-gradient(90deg,{color} 0 {on}px,transparent {on}px {all}px) {}",
            place(up, 2)
        )
    };
    let solid =
        |up: usize, thick: usize| format!("linear-gradient({color},{color}) {}", place(up, thick));
    match lane {
        LaneStyle::Solid => vec![solid(up, 2)],
        LaneStyle::Dotted => vec![dashes(2, 5)],
        LaneStyle::Dashed => vec![dashes(6, 10)],
        LaneStyle::Double => vec![solid(up, 1), solid(up + 2, 1)],
    }
}
