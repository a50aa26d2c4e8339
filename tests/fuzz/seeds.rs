//! What fuzzing starts from: what our own exporters and our own store write, and, where the reader and a
//! folder are named, a dataset of another program.

use std::{fs, io, path::Path};

use hashiye::{
    edit::{self, AnnotationDraft},
    formats::{self, Exportable, Format, Input, Options},
    model::{AnnotationId, Document, Extent, Schema},
    text::Text,
};

use super::{case, desk};

/// Writes a folder for each reader into `to`. Each of `others` is `READER=FOLDER`.
pub(crate) fn write<'a>(to: &Path, others: impl Iterator<Item = &'a str>) -> io::Result<()> {
    for format in formats::ALL.iter().filter(|it| it.import.is_some()) {
        for (at, case) in datasets(format).iter().enumerate() {
            put(to, format.id, &format!("ours-{at}"), case)?;
        }
    }
    let disk = desk::worked_on();
    put(to, "text", "article", desk::ARTICLE.as_bytes())?;
    put(to, "ron", "tags", &desk::read(&disk, desk::TAGS))?;
    put(to, "json", "tags", &json()?)?;
    put(to, "journal", "steps", &steps(&desk::read(&disk, desk::JOURNAL)))?;
    let held = desk::open(&disk).expect("nobody has it");
    put(to, "lock", "held", &desk::read(&disk, desk::LOCK))?;
    drop(held);
    put(to, "schema", "standard", include_bytes!("../../assets/schema.ron"))?;
    put(to, "article", "sample", include_bytes!("../data/article.txt"))?;
    put(to, "article", "emoji", desk::ARTICLE.as_bytes())?;
    put(to, "page", "page", PAGE.as_bytes())?;
    put(to, "settings", "settings", SETTINGS.as_bytes())?;
    put(to, "table", "rows", TABLE.as_bytes())?;
    put(to, "any", "rows", TABLE.as_bytes())?;
    put(to, "docx", "paragraphs", DOCX.as_bytes())?;
    put(to, "docx", "odt", ODT.as_bytes())?;
    put(to, "xlsx", "sheet", XLSX.as_bytes())?;
    cases(to)?;
    for word in others {
        let (reader, folder) = word.split_once('=').expect("READER=FOLDER");
        let mut files = Vec::new();
        gather(Path::new(folder), "", &mut files)?;
        let name = format!("theirs-{}", folder.replace(['/', '.'], "_"));
        put(to, reader, &name, &case::of(&files))?;
    }
    Ok(())
}

const PAGE: &str = "<!doctype html><html lang=fa><head><title>خبر</title>\
    <meta property='article:published_time' content='2021-12-31T10:00:00+03:30'>\
    <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"خبر\"}</script></head>\
    <body><article><h1>خبر</h1><p>رئیس‌جمهوری دیروز گفت که هوا خوب است و فردا بهتر می‌شود، و دیگران هم \
    همین را گفتند.</p><p>پایان &amp; &#1582;</p></article></body></html>";

/// A table of articles, as people have them.
const TABLE: &str = "شناسه,تیتر,تاریخ انتشار,متن خبر\n۱,خبر,۱۴۰۳/۰۲/۳۱,\"<p>وزیر&nbsp;گفت: می&zwnj;آید.</p>\"\n\
    ۲,دیگر,1716154200,سطر دیگر\n";

const DOCX: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:body><w:p><w:r><w:t>خبر نخست</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">وزیر </w:t><w:tab/>\
    <w:t>گفت</w:t><w:br/><w:noBreakHyphen/></w:r></w:p></w:body></w:document>";

const ODT: &str = "<o:d xmlns:o=\"urn:o\" xmlns:text=\"urn:t\"><text:h>خبر</text:h><text:p>یک<text:s text:c=\"2\"/>\
    <text:line-break/>دو<text:note><text:p>سه</text:p></text:note></text:p></o:d>";

/// A sheet, and behind the cut the strings that its cells share.
const XLSX: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
    <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>date</t></is></c></row>\
    <row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>45432.5</v></c><c r=\"ZZ2\" t=\"b\"><v>1</v></c></row>\
    <row r=\"3\"><c r=\"A3\" t=\"str\"><f>A1</f><v>متن خبر</v></c><c r=\"B3\" t=\"e\"><v>#N/A</v></c></row>\
    </sheetData></worksheet>\n--8<-- strings.xml\n\
    <sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>text</t></si>\
    <si><r><t>خبر</t></r><r><t xml:space=\"preserve\"> دیگر</t></r></si></sst>";

const SETTINGS: &str =
    "(analyst: \"a1\", language: Persian, theme: Dark, zoom: 1.2, recent: [\"/a\"])";

/// What other tools wrote, by the format that it is read as: among them archives, spreadsheets, tables
/// and pages, which nothing of ours writes.
fn cases(to: &Path) -> io::Result<()> {
    for folder in fs::read_dir("tests/data/imports")? {
        let folder = folder?.path();
        let expected = fs::read_to_string(folder.join("expected.json"))?;
        let format = expected.split_once("\"from\": \"").and_then(|it| it.1.split_once('"'));
        let Some((format, _)) = format else { continue };
        let mut files = Vec::new();
        gather(&folder, "", &mut files)?;
        files.retain(|it| it.name != "expected.json");
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        put(to, format, &name, &case::of(&files))?;
        put(to, "any", &name, &case::of(&files))?;
    }
    Ok(())
}

fn put(to: &Path, reader: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = to.join(reader);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}

fn gather(folder: &Path, below: &str, files: &mut Vec<Input>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = if below.is_empty() { name.into_owned() } else { format!("{below}/{name}") };
        if path.is_dir() {
            gather(&path, &name, files)?;
        } else {
            files.push(Input::new(name, fs::read(&path)?));
        }
    }
    Ok(())
}

/// What our exporter writes in each layout.
fn datasets(format: &Format) -> Vec<Vec<u8>> {
    let documents = documents();
    let exportables: Vec<Exportable<'_>> =
        documents.iter().map(|document| Exportable { document, analyst: "a1" }).collect();
    let layouts = if format.layouts.is_empty() { &[""] } else { format.layouts };
    let write = |layout: &&str| {
        let layout = (!layout.is_empty()).then(|| (*layout).to_owned());
        formats::export(format, &exportables, &Options { layout, ..Options::default() })
    };
    layouts.iter().filter_map(write).map(|it| case::of(&case::written(it))).collect()
}

/// The lines of a journal without their checksums.
fn steps(journal: &[u8]) -> Vec<u8> {
    let lines = journal.split(|&it| it == b'\n').filter_map(|it| it.get(9..));
    lines.collect::<Vec<_>>().join(&b'\n')
}

/// The annotation file in JSON.
fn json() -> io::Result<Vec<u8>> {
    use hashiye::store::FileSyntax;
    let disk = desk::worked_on();
    let started = desk::open(&disk).expect("nobody has it");
    started.files.save_as(&started.document, FileSyntax::Json).expect("it can be written");
    started.files.finish(&started.document).expect("it can be written");
    Ok(desk::read(&disk, "news.txt.a1.json"))
}

/// Documents with all that a format may have to hold.
fn documents() -> Vec<Document> {
    let source = "😀 او گفت: «A<B> & \"C\" \\ D»\tپایان\nخط دوم\u{200F} است\n\nهوا خوب است.\n";
    let mut it = Document::new("one", Text::new(source), Schema::standard());
    let range = |from: usize, to: usize| it.text().range_of_chars(from, to).ok();
    let places = [(2, 4), (10, 26), (27, 36), (30, 33), (28, 35)];
    let mut drafts: Vec<AnnotationDraft> = places
        .iter()
        .zip(["claimant", "claim", "date", "date", "claim"])
        .filter_map(|(&(from, to), label)| Some(AnnotationDraft::new(range(from, to)?, label)))
        .collect();
    let pieces = [range(2, 4), range(5, 8)].into_iter().flatten();
    drafts.extend(Extent::of(pieces).map(|it| AnnotationDraft::new(it, "claimant")));
    for draft in &mut drafts {
        draft.attributes = draft.attributes.clone().with("note", "a|b_c[d]*;\tg\nh \"j\" <k>");
        draft.attributes = draft.attributes.clone().with("value", "2021-12-31");
    }
    let tags = edit::annotate(&it, drafts);
    it.apply(&tags).expect("it fits");
    for (from, to) in [(2, 1), (3, 4), (2, 2)] {
        let link = edit::relate(&it, AnnotationId(from), AnnotationId(to), "claimant");
        it.apply(&link.expect("both are there")).expect("it fits");
    }
    let day = edit::set_meta(&it, "published", "2021-12-31").expect("it says nothing yet");
    it.apply(&day).expect("it fits");
    vec![it, Document::new("two", Text::new("هیچ\n"), Schema::standard())]
}
