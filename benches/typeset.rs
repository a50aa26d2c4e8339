//! Laying out against bare shaping, and scrolling through ten megabytes.
//!
//! The first group's two figures are for the same text: their ratio is what direction, line
//! breaking and our own places cost on top of harfrust, whatever the machine.

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use harfrust::{FontRef, ShapeOptions, ShaperData, UnicodeBuffer};
use hashiye::{
    text::Text,
    typeset::{
        DirectionRule, FontSet, GlyphRasterizer, LineAlignment, PageLayout, PageStyle,
        ParagraphLayout, TextDirection, TextStyle,
    },
};

const ARTICLE: &str = include_str!("../tests/data/article.txt");
const FONT: &[u8] = include_bytes!("../fonts/Vazirmatn-Variable.ttf");

fn page_style(body: TextStyle) -> PageStyle {
    PageStyle {
        body,
        title: None,
        gap_px: 12.0,
        width_px: 700.0,
        alignment: LineAlignment::Start,
        direction: DirectionRule::ByLetters,
    }
}

/// The sample article over and over, ten megabytes of it.
fn ten_megabytes(article: &str) -> Text {
    Text::new(article.repeat(10_000_000 / article.len() + 1))
}

/// About what a window shows: the first paragraphs of the article.
fn visible() -> Vec<&'static str> {
    ARTICLE.lines().take(12).collect()
}

fn throughput(criterion: &mut Criterion) {
    let style = TextStyle { size_px: 20.0, ..TextStyle::default() };
    let bytes: usize = visible().iter().map(|it| it.len()).sum();
    let mut group = criterion.benchmark_group("visible text");
    group.throughput(Throughput::Bytes(bytes.try_into().unwrap_or(u64::MAX)));
    let mut fonts = FontSet::bundled();
    group.bench_function("laid out", |bencher| {
        bencher.iter(|| {
            for it in visible() {
                let (direction, width) = (TextDirection::RightToLeft, Some(700.0));
                let alignment = LineAlignment::Start;
                black_box(ParagraphLayout::lay_out(
                    &mut fonts, it, &style, direction, width, alignment,
                ));
            }
        });
    });
    let Ok(font) = FontRef::new(FONT) else { return };
    let data = ShaperData::new(&font);
    let shaper = data.shaper(&font).build();
    group.bench_function("shaped by harfrust", |bencher| {
        bencher.iter(|| {
            for it in visible() {
                let mut buffer = UnicodeBuffer::new();
                buffer.push_str(it);
                buffer.guess_segment_properties();
                black_box(shaper.shape(buffer, ShapeOptions::new()));
            }
        });
    });
    group.finish();
}

fn scrolling(criterion: &mut Criterion) {
    let style = page_style(TextStyle { size_px: 20.0, ..TextStyle::default() });
    let mut fonts = FontSet::bundled();
    let mut group = criterion.benchmark_group("ten megabytes");
    let one_line = ARTICLE.replace('\n', " ");
    for (name, text) in
        [("paragraphs", ten_megabytes(ARTICLE)), ("one line", ten_megabytes(&one_line))]
    {
        let mut page = PageLayout::new(&text, style);
        let mut at = page.anchor_of(text.len_bytes() / 2);
        group.bench_function(format!("{name}: a step of 100 px"), |bencher| {
            bencher.iter(|| {
                at = page.moved(&mut fonts, at, 100.0);
                let y = page.y_of(&mut fonts, at);
                black_box(page.visible(&mut fonts, y, y + 1000.0));
            });
        });
        let mut part = 0.0;
        group.bench_function(format!("{name}: a jump"), |bencher| {
            bencher.iter(|| {
                part = (part + 0.618) % 1.0;
                let y = page.total_height() * part;
                black_box(page.visible(&mut fonts, y, y + 1000.0));
            });
        });
        group.bench_function(format!("{name}: opened"), |bencher| {
            bencher.iter(|| black_box(PageLayout::new(&text, style)));
        });
    }
    group.finish();
}

fn pictures(criterion: &mut Criterion) {
    let style = TextStyle { size_px: 20.0, ..TextStyle::default() };
    let mut fonts = FontSet::bundled();
    let (direction, alignment) = (TextDirection::RightToLeft, LineAlignment::Start);
    let paragraph =
        ParagraphLayout::lay_out(&mut fonts, visible()[0], &style, direction, None, alignment);
    let mut rasterizer = GlyphRasterizer::new();
    criterion.bench_function("glyphs of a title drawn", |bencher| {
        bencher.iter(|| {
            for it in paragraph.glyphs() {
                black_box(rasterizer.image(it.font, it.id, it.size_px, 1));
            }
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1500));
    targets = throughput, scrolling, pictures
}
criterion_main!(benches);
