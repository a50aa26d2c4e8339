//! One file written document after document, so that a dataset need not fit into memory.
//!
//! What a format makes of a document may depend on others only through a [`DatasetSurvey`]: names that two
//! documents would share, and columns that all have in common.

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    io::{self, Write},
    num::NonZero,
};

use super::{DocumentView, ExportNote, Loss, file_stem::file_stem, syntax::json};

/// Writes a file from documents that come in parts, one after the other.
pub trait DocumentWriter: Send {
    /// Adds `views` behind those that came before, and says of each what the file does not hold.
    ///
    /// Fails where `out` does.
    fn add(
        &mut self,
        views: &[DocumentView<'_>],
        out: &mut dyn Write,
    ) -> io::Result<Vec<DocumentRemarks>>;

    /// Adds what stands behind the last document.
    ///
    /// Fails where `out` does.
    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()>;
}

/// A file about to be written.
pub struct StreamedFile {
    /// What it is called where nobody gives it a name.
    pub(super) name: String,
    pub(super) writer: Box<dyn DocumentWriter>,
}

impl fmt::Debug for StreamedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamedFile").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Begins a file.
pub type BeginFile = fn(&super::Options, &DatasetSurvey) -> StreamedFile;

/// What is to be said of a document that was written.
#[derive(Clone, Debug, Default)]
pub struct DocumentRemarks {
    /// What of it is not in the file.
    pub(super) losses: Vec<Loss>,
    /// What may surprise who reads it.
    pub(super) note: Option<ExportNote>,
}

/// What has to be known of all documents before the first one is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatasetSurvey {
    documents: usize,
    /// How many documents would have each name, in small letters.
    names: HashMap<String, usize>,
    attributes: BTreeSet<String>,
    has_meta: bool,
}

impl DatasetSurvey {
    /// Takes a document into account; false where one before it has its name.
    pub(super) fn add(&mut self, view: &DocumentView<'_>) -> bool {
        let name = file_stem(view.document.id(), self.documents).to_lowercase();
        let same = self.names.entry(name).or_default();
        *same += 1;
        self.documents += 1;
        for (key, _) in view.spans.iter().flat_map(|it| &it.attributes) {
            if !self.attributes.contains(*key) {
                self.attributes.insert((*key).to_owned());
            }
        }
        self.has_meta |= !view.document.meta().is_empty() || !view.analyst.is_empty();
        *same == 1
    }

    /// How many documents would have each name, in small letters.
    pub(super) fn names(&self) -> &HashMap<String, usize> {
        &self.names
    }

    /// The attribute keys in use, in order.
    #[cfg(feature = "parquet")]
    pub(super) fn attributes(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(String::as_str)
    }

    /// True where something is said of a document besides its tags.
    #[cfg(feature = "parquet")]
    pub(super) fn has_meta(&self) -> bool {
        self.has_meta
    }
}

/// Makes the text of a document; the number counts documents from 0.
type DocumentText =
    Box<dyn Fn(&DocumentView<'_>, usize) -> (Vec<u8>, DocumentRemarks) + Send + Sync>;

/// Documents that are written by themselves, and stand one behind the other in the file.
pub(super) struct JoinedDocuments {
    name: String,
    head: &'static str,
    between: &'static str,
    tail: &'static str,
    document: DocumentText,
    count: usize,
}

impl JoinedDocuments {
    /// A file called `name` with nothing before, between and behind its documents.
    pub(super) fn new(
        name: &str,
        document: impl Fn(&DocumentView<'_>, usize) -> (Vec<u8>, DocumentRemarks)
        + Send
        + Sync
        + 'static,
    ) -> Self {
        let document = Box::new(document);
        Self { name: name.to_owned(), head: "", between: "", tail: "", document, count: 0 }
    }

    pub(super) fn around(self, head: &'static str, tail: &'static str) -> Self {
        Self { head, tail, ..self }
    }

    pub(super) fn between(self, between: &'static str) -> Self {
        Self { between, ..self }
    }

    pub(super) fn file(self) -> StreamedFile {
        StreamedFile { name: self.name.clone(), writer: Box::new(self) }
    }
}

impl DocumentWriter for JoinedDocuments {
    fn add(
        &mut self,
        views: &[DocumentView<'_>],
        out: &mut dyn Write,
    ) -> io::Result<Vec<DocumentRemarks>> {
        let first = self.count;
        let parts = on_all_cores(views, |at, view| {
            let (mut text, remarks) = (self.document)(view, first + at);
            json::tame(&self.name, &mut text);
            (text, remarks)
        });
        let mut all = Vec::with_capacity(parts.len());
        for (text, remarks) in parts {
            let before = if self.count == 0 { self.head } else { self.between };
            out.write_all(before.as_bytes())?;
            out.write_all(&text)?;
            self.count += 1;
            all.push(remarks);
        }
        Ok(all)
    }

    fn finish(self: Box<Self>, out: &mut dyn Write) -> io::Result<()> {
        if self.count == 0 {
            out.write_all(self.head.as_bytes())?;
        }
        out.write_all(self.tail.as_bytes())
    }
}

/// What `work` makes of each of `items`, in their order, on all cores.
pub(super) fn on_all_cores<'t, T: Sync, R: Send>(
    items: &'t [T],
    work: impl Fn(usize, &'t T) -> R + Sync,
) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(cores).max(1);
    if share >= items.len() {
        return items.iter().enumerate().map(|(at, it)| work(at, it)).collect();
    }
    let work = &work;
    std::thread::scope(|scope| {
        let parts = items.chunks(share).enumerate().map(|(part, items)| {
            let each = move |(at, it)| work(part * share + at, it);
            scope.spawn(move || items.iter().enumerate().map(each).collect::<Vec<R>>())
        });
        let parts: Vec<_> = parts.collect();
        let each = parts.into_iter().flat_map(|it| match it.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        each.collect()
    })
}
