//! Formats: what goes out comes back.

mod agreement;
mod damaged;
mod filters;
mod imports;
mod round_trip;

use std::sync::Arc;

use hashiye::{
    edit::{self, Draft},
    formats::{self, Exportable, Exported, Format, Input, Options},
    model::{AnnotationId, Document, Extent, Schema},
    text::Text,
};

/// Documents with everything that is hard to carry: stacked, nested and crossing spans, one over a
/// line end, one in pieces, marks outside the basic plane, metacharacters, an article without tags.
fn documents() -> Vec<Document> {
    let source = "😀 او گفت: «A<B> & \"C\" \\ D»\tپایان\nخط دوم\u{200F} (RLM)، فاصلهٔ\u{A0}نشکن\n\n\
                  «تحریم\u{200C}های جدید» | [x] _y_ ; *z* -> پایان۱۴۰۰/۱۰/۱۰\n";
    let mut it = Document::new("hard", Text::new(source), Schema::standard());
    let range = |words: &str| {
        let start = source.find(words).expect("the words are there");
        it.text().range(start, start + words.len()).expect("whole characters")
    };
    let draft = |words: &str, label: &str| Draft::new(range(words), label);
    let mut drafts = vec![
        draft("«A<B> & \"C\" \\ D»", "claim"),
        draft("پایان\nخط دوم", "claim"),
        draft("تحریم\u{200C}های جدید", "claim"),
        draft("تحریم\u{200C}های جدید", "claim"),
        draft("های جدید» | [x]", "date"),
        draft("۱۴۰۰/۱۰/۱۰", "date"),
    ];
    let pieces = Extent::of([range("او"), range("گفت"), range("نشکن")]).expect("three pieces");
    drafts.push(Draft::new(pieces, "claimant"));
    let said = [("note", "a|b_c[d]*;->e\\f\tg\nh 'i' \"j\" <k> &l;"), ("claimant_name", "او")];
    for (draft, value) in drafts.iter_mut().zip(said) {
        draft.attributes = draft.attributes.clone().with(value.0, value.1);
    }
    drafts[5].attributes = drafts[5].attributes.clone().with("value", "2021-12-31");
    let transaction = edit::annotate(&it, drafts);
    it.apply(&transaction).expect("it fits");
    for (from, to, label) in [(1, 7, "claimant"), (3, 4, "repeats"), (1, 1, "repeats")] {
        let link = edit::relate(&it, AnnotationId(from), AnnotationId(to), label).expect("new");
        it.apply(&link).expect("it fits");
    }
    let published = edit::set_meta(&it, "published", "2021-12-31").expect("new");
    it.apply(&published).expect("it fits");
    vec![it, Document::new("empty", Text::new("هیچ\n"), Schema::standard())]
}

fn export(format: &Format, documents: &[Document]) -> Exported {
    let documents: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "a1" }).collect();
    formats::export(format, &documents, &Options::default()).expect("it is written")
}

fn import(format: &Format, exported: &Exported) -> Vec<Document> {
    let inputs: Vec<Input> =
        exported.files.iter().map(|(name, bytes)| Input::new(name, bytes.clone())).collect();
    let imported = formats::import(format, &inputs, &Options::default()).expect("it is read");
    imported.documents.into_iter().map(|it| it.document).collect()
}

fn find(id: &str) -> &'static Format {
    Format::find(id).expect("there is such a format")
}

#[test]
fn our_own_dataset_loses_nothing() {
    let before = documents();
    let exported = export(find("jsonl"), &before);
    assert_eq!(exported.losses, []);
    assert_eq!(import(find("jsonl"), &exported), before);
}

#[test]
fn what_goes_out_and_in_goes_out_the_same() {
    for format in formats::ALL.iter().filter(|it| it.import.is_some() && it.export.is_some()) {
        let first = export(format, &documents());
        let second = export(format, &import(format, &first));
        for ((name, first), (again, second)) in first.files.iter().zip(&second.files) {
            assert_eq!(name, again, "{}", format.id);
            let shown = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
            assert_eq!(shown(first), shown(second), "{} {name}", format.id);
        }
        assert_eq!(first.files.len(), second.files.len(), "{}", format.id);
    }
}

#[test]
fn names_that_the_schema_lacks_are_added_and_said() {
    let line = r#"{"id":"a","text":"حسن رفت","spans":[{"start":0,"end":3,"label":"PER/x"}]}"#;
    let input = Input::new("a.jsonl", line);
    let options = Options { schema: Some(Arc::default()), ..Options::default() };
    let imported = formats::import(find("jsonl"), &[input], &options).expect("it is read");
    assert_eq!(imported.added, ["label PER_x"]);
    assert_eq!(imported.warnings.len(), 1);
    let document = &imported.documents[0].document;
    assert!(document.schema().label("PER_x").is_some());
    assert!(document.schema().check().is_ok());
}

#[test]
fn damage_is_found_by_line_and_column() {
    let input = Input::new("a.jsonl", "{\"id\":\"a\",\"text\":\"b\"}\n{\"id\": }\n");
    let strict = Options { strict: true, ..Options::default() };
    let error = formats::import(find("jsonl"), &[input], &strict).expect_err("damaged");
    assert_eq!((error.line, error.column), (2, 8), "{error}");
    let input = Input::new("spans.csv", b"doc_id\r\n\xFF".to_vec());
    let error = formats::import(find("csv"), &[input], &Options::default()).expect_err("damaged");
    assert!(error.to_string().contains("documents.csv"), "{error}");
}
