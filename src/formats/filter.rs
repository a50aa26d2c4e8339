//! What of the documents goes into an export.

use std::collections::{BTreeSet, HashSet};

use super::{DocumentView, Exportable};
use crate::model::{Annotation, AnnotationId, ArticleStatus, Document, schema::LabelRole};

/// What to leave out of an export. The default takes everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these labels; all where it is empty.
    pub labels: Vec<String>,
    /// Only these analysts' work; everyone's where it is empty.
    pub analysts: Vec<String>,
    /// Only articles with one of these values of `status`; all where it is empty.
    pub statuses: Vec<String>,
    /// Only articles published on this day (ISO 8601) or later; all where it is empty.
    pub published_from: String,
    /// Only articles published on this day (ISO 8601) or earlier; all where it is empty.
    pub published_to: String,
    /// What to do with spans that a recognizer suggested and the analyst accepted.
    pub suggested: Suggested,
    /// What to do with outer attributions («به گزارش ایرنا»), the claims with `level=outer`.
    pub outer: Outer,
}

/// Whether accepted suggestions are exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suggested {
    /// Like any other span.
    #[default]
    Include,
    /// Not.
    LeaveOut,
    /// Nothing but them.
    Only,
}

/// Whether claims with `level=outer` are exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outer {
    /// Like any other claim.
    #[default]
    Include,
    /// Not, nor the parts that belong to them alone.
    LeaveOut,
}

/// How much the filter left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct LeftOut {
    /// Articles of which no document is left.
    pub articles: usize,
    /// Whole documents.
    pub documents: usize,
    /// Spans of the others.
    pub spans: usize,
    /// Relations of the others.
    pub relations: usize,
    /// Decisions on suggestions of labels that are left out.
    pub dismissals: usize,
    /// Tags whose words are not in the article any more; no filter asks for that.
    pub without_place: usize,
}

impl LeftOut {
    /// Adds what was left out of another document; articles may be the same as before, and are not added.
    pub(super) fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.spans += other.spans;
        self.relations += other.relations;
        self.dismissals += other.dismissals;
        self.without_place += other.without_place;
    }
}

impl Filter {
    /// The documents as they are exported, in the order given.
    pub fn views<'a>(&self, documents: &[Exportable<'a>]) -> (Vec<DocumentView<'a>>, LeftOut) {
        let mut left_out = LeftOut::default();
        let mut views = Vec::with_capacity(documents.len());
        for &exportable in documents {
            let (view, left) = self.view(exportable);
            left_out.add(left);
            views.extend(view);
        }
        let article = |it: &'a Document| (it.id(), it.text().as_str());
        let all: HashSet<_> = documents.iter().map(|it| article(it.document)).collect();
        let taken: HashSet<_> = views.iter().map(|it| article(it.document)).collect();
        left_out.articles = all.len() - taken.len();
        (views, left_out)
    }

    /// A document as it is exported, if it is, and what of it is left out.
    pub(super) fn view<'a>(
        &self,
        exportable: Exportable<'a>,
    ) -> (Option<DocumentView<'a>>, LeftOut) {
        if !self.takes_document(exportable) {
            return (None, LeftOut { documents: 1, ..LeftOut::default() });
        }
        let document = exportable.document;
        let orphans = self.orphans(document);
        let takes = |it: &Annotation| self.takes(it) && !orphans.contains(&it.id);
        let mut view = DocumentView::new(exportable, takes);
        view.dismissals.retain(|it| self.takes_label(it.target.label.as_str()));
        let left_out = LeftOut {
            spans: document.annotations().len() - view.spans.len(),
            relations: document.relations().len() - view.relations.len(),
            dismissals: document.dismissals().len() - view.dismissals.len(),
            without_place: document.orphans().len(),
            ..LeftOut::default()
        };
        (Some(view), left_out)
    }

    /// True where the work goes into an export, whatever of it does.
    pub fn takes_document(&self, Exportable { document, analyst }: Exportable<'_>) -> bool {
        let one_of =
            |wanted: &[String], it: &str| wanted.is_empty() || wanted.iter().any(|w| w == it);
        let published = document.meta_value("published");
        // ISO 8601 days sort as their letters do; a time of day behind the day is inside the day.
        let from = self.published_from.is_empty() || published >= self.published_from.as_str();
        let to = self.published_to.is_empty()
            || (!published.is_empty()
                && (published <= self.published_to.as_str()
                    || published.starts_with(&self.published_to)));
        // Work that was begun need not say so.
        let status = match document.meta_value(ArticleStatus::KEY) {
            "" => ArticleStatus::of(document).as_str(),
            stored => stored,
        };
        one_of(&self.analysts, analyst) && one_of(&self.statuses, status) && from && to
    }

    fn takes_label(&self, label: &str) -> bool {
        self.labels.is_empty() || self.labels.iter().any(|it| it == label)
    }

    fn takes(&self, annotation: &Annotation) -> bool {
        let suggested = annotation.tag_origin().unchanged_rule().is_some();
        let by_origin = match self.suggested {
            Suggested::Include => true,
            Suggested::LeaveOut => !suggested,
            Suggested::Only => suggested,
        };
        by_origin
            && self.takes_label(annotation.label.as_str())
            && !self.leaves_out_as_outer(annotation)
    }

    fn leaves_out_as_outer(&self, annotation: &Annotation) -> bool {
        self.outer == Outer::LeaveOut && annotation.attributes.get("level") == Some("outer")
    }

    /// Parts (claimants, cues) that hang on outer attributions alone.
    fn orphans(&self, document: &Document) -> BTreeSet<AnnotationId> {
        let outer = |id: AnnotationId| {
            document.annotation(id).is_some_and(|it| self.leaves_out_as_outer(it))
        };
        let is_part = |it: &&Annotation| {
            document.schema().label(it.label.as_str()).is_some_and(|it| it.role == LabelRole::Part)
        };
        let hangs_on_outer = |it: &&Annotation| {
            let mut owners =
                document.relations_of(it.id).filter(|link| link.to == it.id).peekable();
            owners.peek().is_some() && owners.all(|link| outer(link.from))
        };
        if !document.annotations().any(|it| self.leaves_out_as_outer(it)) {
            return BTreeSet::new();
        }
        document.annotations().filter(is_part).filter(hangs_on_outer).map(|it| it.id).collect()
    }
}
