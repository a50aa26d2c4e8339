//! Opening an article: plain text as it is, a web page by what is written in it.

use std::{
    collections::BTreeMap,
    io::Read as _,
    path::{Path, PathBuf},
};

use super::{
    article_kind::{ArticleKind, kind_of},
    error::{FileOperation, StoreError, StoreFailure},
    system::{
        atomic,
        disk::{Disk, RealDisk, name_of},
    },
};
use crate::{
    model::{Document, Name},
    recognize::date::PageDays,
    text::{Article, PageFault, PageMetadata, Text, text_of_page},
    timex::Timezone,
};

/// An article that was opened.
#[derive(Clone, Debug)]
pub struct ArticleFile {
    /// Its text.
    pub article: Article,
    /// The file that holds this text: the one asked for, or the one a web page was extracted into.
    pub path: PathBuf,
    /// What a web page says of itself: `published` (`YYYY-MM-DD`), `title`, `source` (its address).
    pub meta: BTreeMap<Name, String>,
    /// When its web page says it was published.
    pub page_days: PageDays,
    /// True when the text was extracted from a web page just now.
    pub extracted: bool,
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Opens an article: `.txt` and `.md` as they are. The text of an `.html` or `.htm` page is
/// extracted once into a `.txt` beside it, which then is the article; a `.txt` that is there is
/// never overwritten but opened.
///
/// Fails when the file can't be read, is larger than [`Article::LARGEST`], or is not text.
pub fn read_article(path: &Path) -> Result<ArticleFile, StoreError> {
    read_article_on(&RealDisk, path)
}

/// The text of an article alone, without what a page beside it says.
///
/// Fails as [`read_article`] does.
pub fn read_text(path: &Path) -> Result<Text, StoreError> {
    match kind_of(path) {
        Some(ArticleKind::Plain) => decode(&RealDisk, path).map(|it| it.text),
        Some(ArticleKind::Page) | None => read_article(path).map(|it| it.article.text),
    }
}

pub(super) fn read_article_on(disk: &dyn Disk, path: &Path) -> Result<ArticleFile, StoreError> {
    match kind_of(path) {
        None => Err(StoreError::new(path, StoreFailure::NotAnArticle)),
        Some(ArticleKind::Plain) => {
            let article = decode(disk, path)?;
            let (meta, page_days) = page_beside(disk, path);
            Ok(ArticleFile { article, path: path.to_owned(), meta, page_days, extracted: false })
        }
        Some(ArticleKind::Page) => read_page(disk, path),
    }
}

/// How long the web page is that [`read_article`] has to read for the article at `path`, in bytes; 0
/// without one.
pub fn page_to_read(path: &Path) -> u64 {
    let beside = ["html", "htm"].map(|it| path.with_extension(it));
    let pages = match kind_of(path) {
        Some(ArticleKind::Plain) => &beside[..],
        Some(ArticleKind::Page) => &[path.to_owned()],
        None => &[],
    };
    let lengths = pages.iter().filter_map(|it| RealDisk.stat_target(it).ok());
    lengths.map(|it| it.len).max().unwrap_or(0)
}

/// Saves text that was never a file, such as pasted text, as an article that is not there yet.
///
/// Fails when `path` does not end in `.txt` or `.md`, is taken, or can't be written.
pub fn create_article(path: &Path, text: &str) -> Result<ArticleFile, StoreError> {
    create_on(&RealDisk, path, text)
}

fn create_on(disk: &dyn Disk, path: &Path, text: &str) -> Result<ArticleFile, StoreError> {
    if kind_of(path) != Some(ArticleKind::Plain) {
        return Err(StoreError::new(path, StoreFailure::NotAnArticle));
    }
    // Read it first: what can't be read back must not be written.
    Article::decode(text.as_bytes().to_vec())
        .map_err(|error| StoreError::new(path, StoreFailure::NotText(error)))?;
    // Reading takes one byte order mark away; a text that begins with one keeps its own.
    let mark = if text.starts_with(BYTE_ORDER_MARK) { "\u{FEFF}" } else { "" };
    let write = |out: &mut dyn std::io::Write| {
        out.write_all(mark.as_bytes())?;
        out.write_all(text.as_bytes())
    };
    atomic::create(disk, path, write).map_err(StoreError::io(FileOperation::Write, path))?;
    let article = decode(disk, path)?;
    Ok(ArticleFile {
        article,
        path: path.to_owned(),
        meta: BTreeMap::new(),
        page_days: PageDays::default(),
        extracted: false,
    })
}

fn decode(disk: &dyn Disk, path: &Path) -> Result<Article, StoreError> {
    let bytes = read_whole(disk, path, Article::LARGEST)?;
    Article::decode(bytes).map_err(|error| StoreError::new(path, StoreFailure::NotText(error)))
}

/// The bytes of a file of at most `largest` bytes.
pub(super) fn read_whole(
    disk: &dyn Disk,
    path: &Path,
    largest: u64,
) -> Result<Vec<u8>, StoreError> {
    let failed = |error| StoreError::io(FileOperation::Read, path)(error);
    let source = disk.open(path).map_err(failed)?;
    let len = disk.stat(path).map_or(0, |it| it.len);
    if len > largest {
        return Err(StoreError::new(path, StoreFailure::TooLarge { bytes: len, largest }));
    }
    // What is read twice as large as it is would cost more memory than the document.
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0) + 1);
    source.take(largest + 1).read_to_end(&mut bytes).map_err(failed)?;
    match u64::try_from(bytes.len()) {
        Ok(len) if len <= largest => Ok(bytes),
        _ => Err(StoreError::new(path, StoreFailure::TooLarge { bytes: largest + 1, largest })),
    }
}

fn read_page(disk: &dyn Disk, path: &Path) -> Result<ArticleFile, StoreError> {
    let text_path = path.with_extension("txt");
    let html = decode(disk, path)?;
    if let Some(fault) = PageFault::of(html.text.as_str()) {
        return Err(StoreError::new(path, StoreFailure::Page(fault)));
    }
    let (meta, page_days) = page(html.text.as_str());
    let is_there = disk.stat(&text_path).is_ok();
    if !is_there {
        let text = text_of_page(html.text.as_str());
        let text = text.ok_or_else(|| StoreError::new(path, StoreFailure::NoArticleInPage))?;
        match atomic::create(disk, &text_path, |out| out.write_all(text.as_bytes())) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            result => result.map_err(StoreError::io(FileOperation::Write, &text_path))?,
        }
    }
    let article = decode(disk, &text_path)?;
    Ok(ArticleFile { article, path: text_path, meta, page_days, extracted: !is_there })
}

/// What the page says of itself from which `path` was extracted, if it still lies beside it.
fn page_beside(disk: &dyn Disk, path: &Path) -> (BTreeMap<Name, String>, PageDays) {
    let pages = ["html", "htm"].map(|it| path.with_extension(it));
    let html = pages.iter().find_map(|it| decode(disk, it).ok());
    let html = html.filter(|it| PageFault::of(it.text.as_str()).is_none());
    html.map(|it| page(it.text.as_str())).unwrap_or_default()
}

/// A page's metadata, and when it says it was published.
fn page(html: &str) -> (BTreeMap<Name, String>, PageDays) {
    let PageMetadata { title, published, url } = PageMetadata::of(html);
    let days = PageDays::of(html, &published, Timezone::default());
    let day = days.day().map(|it| it.to_string()).unwrap_or_default();
    let known = [(Document::PUBLISHED, day), ("title", title), ("source", url)];
    let known = known.into_iter().filter(|(_, value)| !value.is_empty());
    (known.map(|(key, value)| (Name::from(key), value)).collect(), days)
}

/// What an article is called: its file's name without the extension.
pub fn stem_of(path: &Path) -> String {
    let name = name_of(path);
    let stem = Path::new(&name).file_stem().and_then(|it| it.to_str());
    stem.map_or_else(|| name.clone(), str::to_owned)
}
