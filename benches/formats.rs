//! How long a thousand articles with a hundred thousand tags take to each format.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use hashiye::{
    edit::{self, AnnotationDraft},
    formats::{self, Exportable, Input, Options},
    language::words,
    model::{Document, Schema},
    text::Text,
};

/// The sample article a thousand times, every fifth word or so tagged.
fn documents() -> Vec<Document> {
    let text = Text::new(include_str!("../tests/data/article.txt"));
    let found = words(&text, 0..text.len_bytes());
    let drafts: Vec<AnnotationDraft> = found
        .iter()
        .zip(found.iter().skip(3))
        .cycle()
        .step_by(5)
        .take(100)
        .map(|(first, last)| {
            let mut draft = AnnotationDraft::new(first.join(*last), "date");
            draft.attributes = draft.attributes.with("timex_type", "DATE");
            draft.attributes = draft.attributes.with("value", "2021-12-31");
            draft
        })
        .collect();
    let document = |id: usize| {
        let mut it = Document::new(format!("article-{id}"), text.clone(), Schema::standard());
        let tags = edit::annotate(&it, drafts.clone());
        it.apply(&tags).map(|()| it).ok()
    };
    (0..1000).filter_map(document).collect()
}

fn thousand_articles(criterion: &mut Criterion) {
    let documents = documents();
    let exportables: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "a1" }).collect();
    let mut group = criterion.benchmark_group("formats");
    group.sample_size(10);
    let options = Options::default();
    for format in formats::ALL {
        group.bench_function(format!("to-{}", format.id), |bencher| {
            bencher.iter(|| black_box(formats::export(format, &exportables, &options)));
        });
        if format.import.is_none() {
            continue;
        }
        let files = formats::export(format, &exportables, &options).map_or(vec![], |it| it.files);
        let inputs: Vec<Input> =
            files.into_iter().map(|(name, bytes)| Input::new(name, bytes)).collect();
        group.bench_function(format!("from-{}", format.id), |bencher| {
            bencher.iter(|| black_box(formats::import(format, &inputs, &options)));
        });
    }
    group.finish();
}

criterion_group!(benches, thousand_articles);
criterion_main!(benches);
