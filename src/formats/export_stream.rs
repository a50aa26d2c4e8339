//! An export of one file whose documents come in parts.

use std::{
    collections::{BTreeSet, HashSet},
    fmt,
    io::{self, Write},
};

use sha2::{Digest as _, Sha256};

use super::{
    Counts, DatasetSurvey, Export, ExportNote, Exportable, Exported, Filter, Format, Options,
    streaming::{DocumentWriter, on_all_cores},
    view::DocumentNames,
};
use crate::model::Document;

/// An export of one file under way. What it counts and what it says is lost is of what was written.
pub struct ExportStream<'o> {
    format: &'o Format,
    options: &'o Options,
    name: String,
    writer: Box<dyn DocumentWriter>,
    /// What was known of the documents beforehand; nothing where names were hoped to be distinct.
    expected: Option<DatasetSurvey>,
    seen: DatasetSurvey,
    names: DocumentNames,
    /// Set once what is written cannot be what it should be: then nothing more is.
    is_off: bool,
    exported: Exported,
    articles: ArticleSets,
    unsaid: BTreeSet<String>,
}

impl fmt::Debug for ExportStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExportStream").field("name", &self.name).finish_non_exhaustive()
    }
}

/// How an export of one file ended.
#[derive(Debug)]
pub enum StreamEnd {
    /// It is written; the file is not among those of the export.
    Written(Box<Exported>),
    /// The documents are not as they were expected to be, but like this: what was written is nothing, and has
    /// to be written again from the first document on.
    Again(DatasetSurvey),
}

/// What an article is distinguished by: its id and text.
type ArticleDigest = [u8; 32];

#[derive(Default)]
struct ArticleSets {
    all: HashSet<ArticleDigest>,
    taken: HashSet<ArticleDigest>,
    written: HashSet<ArticleDigest>,
}

impl<'o> ExportStream<'o> {
    /// Begins a file; `survey` is of the same documents, where the one before it was not to the end.
    /// `None` for a format that needs all documents at the same time.
    pub fn begin(
        format: &'o Format,
        options: &'o Options,
        survey: Option<DatasetSurvey>,
    ) -> Option<Self> {
        let Export::Streamed { begin, needs_survey } = format.export_with(options)? else {
            return None;
        };
        let nothing = DatasetSurvey::default();
        let file = begin(options, survey.as_ref().unwrap_or(&nothing));
        Some(Self {
            format,
            options,
            name: file.name,
            writer: file.writer,
            names: DocumentNames::new(survey.as_ref().unwrap_or(&nothing).names().clone()),
            is_off: needs_survey && survey.is_none(),
            expected: survey,
            seen: nothing,
            exported: Exported::default(),
            articles: ArticleSets::default(),
            unsaid: BTreeSet::new(),
        })
    }

    /// What the file is called where nobody gives it a name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Adds documents behind those that came before.
    ///
    /// Fails where `out` does.
    pub fn add(&mut self, documents: &[Exportable<'_>], out: &mut dyn Write) -> io::Result<()> {
        let filter: &Filter = &self.options.filter;
        let looked_at = on_all_cores(documents, |_, &it| (digest(it.document), filter.view(it)));
        let mut views = Vec::with_capacity(looked_at.len());
        let mut articles = Vec::with_capacity(looked_at.len());
        for (article, (view, left_out)) in looked_at {
            self.articles.all.insert(article);
            self.exported.left_out.add(left_out);
            let Some(mut view) = view else { continue };
            let is_first = self.seen.add(&view);
            if !self.format.is_our_own {
                self.is_off |= self.expected.is_none() && !is_first;
                self.names.name(&mut view);
            }
            self.articles.taken.insert(article);
            views.push(view);
            articles.push(article);
        }
        if self.is_off {
            return Ok(());
        }
        let remarks = self.writer.add(&views, out)?;
        for ((view, article), remarks) in views.iter().zip(articles).zip(remarks) {
            let own = Counts::of(view);
            let left = own.without(&remarks.losses, std::slice::from_ref(view), &[0]);
            if left.articles > 0 {
                self.articles.written.insert(article);
            }
            self.exported.counts.add(own);
            self.exported.written.add(left);
            self.exported.losses.extend(remarks.losses);
            ExportNote::join(&mut self.exported.notes, remarks.note);
            let unsaid = self.format.unsaid(std::slice::from_ref(view), self.options);
            self.unsaid.extend(unsaid);
        }
        Ok(())
    }

    /// Adds what stands behind the last document.
    ///
    /// Fails where `out` does.
    pub fn finish(self, out: &mut dyn Write) -> io::Result<StreamEnd> {
        let is_other = self.expected.is_some_and(|it| it != self.seen);
        if self.is_off || is_other {
            return Ok(StreamEnd::Again(self.seen));
        }
        self.writer.finish(out)?;
        let ArticleSets { all, taken, written } = self.articles;
        let mut exported = self.exported;
        exported.counts.articles = taken.len();
        exported.written.articles = written.len();
        exported.left_out.articles = all.len() - taken.len();
        exported.unsaid = self.unsaid.into_iter().collect();
        Ok(StreamEnd::Written(Box::new(exported)))
    }
}

/// The same of documents that are all there, with the file.
pub(super) fn export_all(
    format: &Format,
    documents: &[Exportable<'_>],
    options: &Options,
) -> Option<Exported> {
    /// So many that each core has some.
    const PART: usize = 64;
    let mut survey = None;
    loop {
        let is_surveyed = survey.is_some();
        let mut stream = ExportStream::begin(format, options, survey)?;
        let (name, mut bytes) = (stream.name().to_owned(), Vec::new());
        // Writing to memory cannot fail.
        documents.chunks(PART).try_for_each(|it| stream.add(it, &mut bytes)).ok()?;
        match stream.finish(&mut bytes).ok()? {
            StreamEnd::Written(mut exported) => {
                exported.files = vec![(name, bytes)];
                return Some(*exported);
            }
            // The documents are the same as before.
            StreamEnd::Again(_) if is_surveyed => return None,
            StreamEnd::Again(seen) => survey = Some(seen),
        }
    }
}

fn digest(document: &Document) -> ArticleDigest {
    let mut hash = Sha256::new();
    hash.update(document.id().len().to_le_bytes());
    hash.update(document.id());
    hash.update(document.text().as_str());
    hash.finalize().into()
}
