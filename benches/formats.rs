//! How long a thousand articles with a hundred thousand tags take to each format, and tables of two
//! thousand articles to a folder and back.

#[path = "../tests/suite/support/archive.rs"]
mod archive;
#[path = "../tests/suite/support/spreadsheet.rs"]
mod spreadsheet;

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, criterion_group, criterion_main};
use hashiye::{
    dataset::{ArticleSources, ImportTarget, OutputPlace, PlannedExport, read_any},
    edit::{self, AnnotationDraft},
    formats::{self, ColumnChoices, Exportable, Format, Input, Options},
    language::words,
    model::{Document, Schema},
    store::{self, Analyst, ArticleFolder},
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

const TABLE_ROWS: usize = 2000;

/// A table of articles made of the sample's paragraphs, as people have them: each with its title, its
/// day in the solar calendar and its source.
fn news() -> Vec<Vec<String>> {
    let paragraphs: Vec<&str> = include_str!("../tests/data/article.txt").lines().collect();
    let head = ["شناسه", "تیتر", "تاریخ انتشار", "منبع", "متن خبر"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for at in 0..TABLE_ROWS {
        let turned = paragraphs.iter().cycle().skip(at % paragraphs.len()).take(paragraphs.len());
        let text: Vec<&str> = turned.copied().collect();
        let day = format!("{}/{:02}/{:02}", 1390 + at % 12, 1 + at % 12, 1 + at % 29);
        let title = format!("خبر {at}");
        rows.push(vec![at.to_string(), title, day, "ایسنا".to_owned(), text.join("\n")]);
    }
    rows
}

/// The same table in three kinds of files.
fn write_tables(folder: &Path) -> Vec<(&'static str, std::path::PathBuf)> {
    let rows = news();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row).expect("there is memory");
    }
    let mut tables = vec![
        ("csv", writer.into_inner().expect("there is memory")),
        ("xlsx", spreadsheet::spreadsheet(&rows)),
    ];
    let document = |row: &Vec<String>| {
        let text = Text::new(row[4].as_str());
        let mut it = Document::new(row[0].as_str(), text, Schema::standard());
        let day = edit::set_meta(&it, "published", &row[2]).expect("it says nothing yet");
        it.apply(&day).map(|()| it).ok()
    };
    let documents: Vec<Document> = rows.iter().skip(1).filter_map(document).collect();
    let exportables: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "" }).collect();
    let parquet = Format::find("parquet");
    let written = parquet.and_then(|it| formats::export(it, &exportables, &Options::default()));
    tables.extend(written.and_then(|mut it| it.files.pop()).map(|it| ("parquet", it.1)));
    let place = |(kind, bytes): (&'static str, Vec<u8>)| {
        let path = folder.join(format!("news.{kind}"));
        fs::write(&path, bytes).expect("it can be written");
        (kind, path)
    };
    tables.into_iter().map(place).collect()
}

/// Brings a table into a folder; every article gets its day of publication.
fn to_folder(table: &Path, to: &Path) {
    let format = Format::find("table");
    let (_, imported) = read_any(table, to, format, &ColumnChoices::default()).expect("read");
    let dated =
        imported.documents.iter().filter(|it| !it.document.meta_value("published").is_empty());
    assert_eq!(dated.count(), TABLE_ROWS);
    let analyst = Analyst::new("a1").expect("a good name");
    let target = ImportTarget { to, analyst: &analyst, published: None };
    target.write(&imported, &|| {}).expect("it can be written");
}

/// Writes the work of a folder as one table.
fn from_folder(folder: &Path, to: &Path) {
    let entries = ArticleFolder::open(folder).expect("it is there").articles;
    let first = store::read_article(&entries[0].path).expect("it is there");
    let schema = Schema::standard();
    let open = Document::new("", first.article.text, schema.clone());
    let sources = ArticleSources {
        open: (open, None),
        entries,
        analyst: Analyst::new("a1").expect("a good name"),
        schema,
        catalog: None,
    };
    let documents = sources.documents(|_| true).documents;
    let exportables: Vec<Exportable<'_>> = documents
        .iter()
        .map(|(document, analyst)| Exportable { document, analyst: analyst.as_str() })
        .collect();
    let format = Format::find("csv").expect("it is there");
    let planned = PlannedExport::new(format, &exportables, [], &Options::default());
    planned.expect("it is written").write(&OutputPlace::of(to)).expect("it can be written");
}

fn tables(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut group = criterion.benchmark_group("2,000 articles");
    group.sample_size(10);
    let fresh = |number: &mut usize| {
        *number += 1;
        folder.path().join(number.to_string())
    };
    let mut number = 0;
    for (kind, table) in write_tables(folder.path()) {
        group.bench_function(format!("from-{kind}-to-folder"), |bencher| {
            bencher.iter_batched(
                || fresh(&mut number),
                |to| to_folder(&table, &to),
                criterion::BatchSize::PerIteration,
            );
        });
    }
    let made = folder.path().join("1");
    group.bench_function("from-folder-to-csv", |bencher| {
        bencher.iter_batched(
            || fresh(&mut number),
            |to| from_folder(&made, &to),
            criterion::BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, thousand_articles, tables);
criterion_main!(benches);
