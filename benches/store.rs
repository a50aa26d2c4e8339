//! Saving and opening a hundred thousand tags on ten megabytes of text.

use std::{fmt::Write as _, path::PathBuf, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use hashiye::{
    edit::{self, AnnotationDraft},
    model::{Attributes, Document, Schema},
    store::{
        self, Analyst, AnnotationFile, ArticleInfo, FileSyntax, JournalStep, SavePace, WorkRequest,
    },
    text::Article,
};

const TAGS: usize = 100_000;

struct Desk {
    _folder: tempfile::TempDir,
    path: PathBuf,
    article: Article,
    analyst: Analyst,
    document: Document,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("news.txt");
        let mut text = String::new();
        for at in 0..TAGS {
            writeln!(text, "رئیس جمهوری روسیه در روز {at} گفت که تحریم‌های تازه اشتباه است.")
                .expect("memory");
        }
        let article = store::create_article(&path, &text).expect("it can be written").article;
        let mut document = Document::new("news", article.text.clone(), Schema::standard());
        let mut start = 0;
        let drafts: Vec<AnnotationDraft> = text
            .split_inclusive('\n')
            .map(|line| {
                let end = start + "رئیس جمهوری روسیه".len();
                let range = article.text.range(start, end).expect("words");
                start += line.len();
                let attributes = Attributes::default().with("kind", "prediction");
                AnnotationDraft { attributes, ..AnnotationDraft::new(range, "claim") }
            })
            .collect();
        let transaction = edit::annotate(&document, drafts);
        document.apply(&transaction).expect("it fits");
        let analyst = Analyst::new("a1").expect("a good name");
        Self { _folder: folder, path, article, analyst, document }
    }
}

fn files(criterion: &mut Criterion) {
    let desk = Desk::new();
    let info = ArticleInfo::of(&desk.path, &desk.article);
    let mut group = criterion.benchmark_group("100,000 tags on 10 MB");
    group.sample_size(10);
    for syntax in FileSyntax::ALL {
        let file =
            AnnotationFile { article: desk.path.clone(), analyst: desk.analyst.clone(), syntax };
        group.bench_function(format!("save {}", syntax.extension()), |bencher| {
            bencher.iter(|| {
                store::save_document(&desk.document, &file, &info).expect("it can be written")
            });
        });
        group.bench_function(format!("open {}", syntax.extension()), |bencher| {
            bencher.iter(|| {
                let (article, analyst) = (&desk.article, &desk.analyst);
                store::read_work(&desk.path, article, analyst, &Schema::standard(), syntax)
                    .expect("it can be read")
            });
        });
        std::fs::remove_file(file.path()).expect("it is there");
    }
    group.finish();
}

fn journal(criterion: &mut Criterion) {
    let desk = Desk::new();
    let opened = store::read_article(&desk.path).expect("it is an article");
    let opening = WorkRequest {
        pace: SavePace::Manual,
        ..WorkRequest::new(&opened, desk.analyst.clone(), Arc::clone(desk.document.schema()))
    };
    let started = store::open_work(opening).expect("it can be opened");
    let range = desk.article.text.range(0, 8).expect("a word");
    let step = edit::annotate(&started.document, [AnnotationDraft::new(range, "claim")]);
    criterion.bench_function("record a step", |bencher| {
        bencher.iter(|| started.files.record(JournalStep::Do(&step)).expect("it can be written"));
    });
}

criterion_group!(benches, files, journal);
criterion_main!(benches);
