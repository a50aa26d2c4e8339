//! How fast dates are found: megabytes a second on one core.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hashiye::{
    recognize::{Context, date},
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

/// Sentences with nothing but dates, the worst that can come.
fn dates_only(bytes: usize) -> Text {
    let line = "روزهای ۹ و ۱۰ ماه ژانویه ۲۰۲۲ (۱۹ و ۲۰ دی ماه) و هفته گذشته و ۵۰ دقیقه و دیروز ";
    Text::new(line.repeat(bytes / line.len()))
}

#[expect(clippy::print_stderr, reason = "a benchmark prints its figures")]
fn speed(criterion: &mut Criterion) {
    let context = Context { published: "2021-12-31".parse().ok() };
    let texts = [
        ("article", Text::new(include_str!("../tests/data/article.txt"))),
        ("news-1-mb", news(1_000_000)),
        ("news-10-mb", news(10_000_000)),
        ("dates-only-1-mb", dates_only(1_000_000)),
    ];
    for (name, text) in &texts {
        eprintln!("{name}: {:?}", date::DateAgreement::of(text, &context));
    }
    let mut group = criterion.benchmark_group("dates");
    group.sample_size(10);
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len_bytes() as u64));
        group.bench_function(*name, |bencher| {
            bencher.iter(|| black_box(date::find(black_box(text), &context)));
        });
    }
    group.finish();
}

criterion_group!(benches, speed);
criterion_main!(benches);
