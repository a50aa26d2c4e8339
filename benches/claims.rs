//! How fast claims are found: megabytes a second on one core.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hashiye::{
    recognize::{Context, claim::RECOGNIZER},
    text::Text,
};

/// The sample article, with its lines, over and over.
fn news(bytes: usize) -> Text {
    let article = include_str!("../tests/data/article.txt");
    let mut source = String::with_capacity(bytes + article.len());
    while source.len() < bytes {
        source.push_str(article);
        source.push('\n');
    }
    Text::new(source)
}

/// Sentences with nothing but claims, the worst that can come.
fn claims_only(bytes: usize) -> Text {
    let line =
        "وی گفت که وزیر خارجه ایران این حمله را رد و بر صلح تاکید کرد، اما او خواستار آن شد. ";
    Text::new(line.repeat(bytes / line.len()))
}

fn speed(criterion: &mut Criterion) {
    let context = Context::default();
    let texts = [
        ("article", Text::new(include_str!("../tests/data/article.txt"))),
        ("news-1-mb", news(1_000_000)),
        ("news-10-mb", news(10_000_000)),
        ("claims-only-1-mb", claims_only(1_000_000)),
    ];
    let mut group = criterion.benchmark_group("claims");
    group.sample_size(10);
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len_bytes() as u64));
        group.bench_function(*name, |bencher| {
            bencher.iter(|| black_box((RECOGNIZER.find)(black_box(text), &context)));
        });
    }
    group.finish();
}

criterion_group!(benches, speed);
criterion_main!(benches);
