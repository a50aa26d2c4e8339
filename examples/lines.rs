//! Prints where lines start and how each reads from left to right, as JSON, for comparison with a
//! browser: `lines WIDTH_PX SIZE_PX < text` (see `tests/chromium/lines.py`).
//!
//! One object for a paragraph; offsets are code points from the paragraph's start. `visual` lists
//! the characters that take room, from left to right, each with its left edge in pixels.

use std::io::{self, Read as _, Write as _};

use hashiye::typeset::{
    FontSet, LineAlignment, ParagraphLayout, TextDirection, TextStyle, direction_of,
};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).filter_map(|it| it.parse::<f32>().ok());
    let width = numbers.next().unwrap_or(640.0);
    let style = TextStyle { size_px: numbers.next().unwrap_or(20.0), ..TextStyle::default() };
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut fonts = FontSet::bundled();
    let paragraphs: Vec<Value> = text
        .lines()
        .filter(|it| !it.trim().is_empty())
        .map(|it| describe(&mut fonts, it, &style, width))
        .collect();
    writeln!(io::stdout(), "{}", json!(paragraphs))
}

fn describe(fonts: &mut FontSet, text: &str, style: &TextStyle, width: f32) -> Value {
    let direction = direction_of(text);
    let laid_out =
        ParagraphLayout::lay_out(fonts, text, style, direction, Some(width), LineAlignment::Start);
    let chars = |byte: usize| text.get(..byte).unwrap_or_default().chars().count();
    let lines: Vec<Value> = (0..laid_out.line_count())
        .zip(laid_out.lines())
        .map(|(line, it)| json!({ "start": chars(it.bytes.start), "visual": visual(&laid_out, line, chars) }))
        .collect();
    let rtl = direction == TextDirection::RightToLeft;
    json!({ "text": text, "direction": if rtl { "rtl" } else { "ltr" }, "lines": lines })
}

fn visual(laid_out: &ParagraphLayout, line: usize, chars: impl Fn(usize) -> usize) -> Vec<Value> {
    let mut places = Vec::new();
    for run in laid_out.runs().into_iter().filter(|it| it.line == line) {
        let mut byte = run.bytes.start;
        for it in &run.characters {
            let left = match run.direction {
                TextDirection::RightToLeft => run.rect.right - it.position - it.width,
                TextDirection::LeftToRight => run.rect.left + it.position,
            };
            if it.width > 0.01 {
                places.push((left, chars(byte)));
            }
            byte += usize::from(it.len_bytes);
        }
    }
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places.into_iter().map(|(left, char)| json!([char, left])).collect()
}
