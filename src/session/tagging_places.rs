//! Giving a label to places of a search, in one article or in many, each article by a step of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    ConcordanceHit, EditAction, NoticeKind, Reason, Session, TaskResult,
    editor::{changed_places, places_to_tag},
    workspace::{ListedArticle, WeighingBasis},
};
use crate::{
    messages::{Message, Worded as _},
    model::{Annotation, Extent, Name},
    recognize::Context,
    store::{self, JournalStep, OpenedWork, StoreError, WorkRequest},
};

/// Places that get a label, by article: what [`tagging_plan`](Session::tagging_plan) says and
/// [`SearchAction::TagPlaces`](super::SearchAction::TagPlaces) does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaggingPlan {
    /// The label.
    pub label: Name,
    /// The articles, in order of path.
    pub articles: Vec<ArticlePlaces>,
}

/// Places in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticlePlaces {
    /// The article; empty for one that has no file.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// The places, in order: bytes, and the words that were found there.
    pub places: Vec<(Range<usize>, String)>,
}

impl TaggingPlan {
    /// How many places there are.
    pub fn count(&self) -> usize {
        self.articles.iter().map(|it| it.places.len()).sum()
    }
}

/// What became of a [`TaggingPlan`].
#[derive(Debug, Default)]
pub(super) struct TaggedPlaces {
    tags: usize,
    articles: usize,
    /// Places whose words have the label already.
    already: usize,
    /// Places that hold other words by now.
    changed: usize,
    /// Articles that were left as they are, each with the reason.
    left: Vec<Message>,
    listed: Vec<ListedArticle>,
}

/// What became of the places of one article.
#[derive(Clone, Copy, Debug)]
struct TaggingOutcome {
    /// How many have the label now.
    tags: usize,
    /// How many hold other words by now.
    changed: usize,
}

impl TaggedPlaces {
    /// Counts what became of the places of `article`, or why it was left as it is.
    fn count(&mut self, article: &ArticlePlaces, tagged: Result<TaggingOutcome, Message>) {
        match tagged {
            Ok(TaggingOutcome { tags, changed }) => {
                self.tags += tags;
                self.articles += usize::from(tags > 0);
                self.changed += changed;
                self.already += article.places.len() - tags - changed;
            }
            Err(why) => self.left.push(why),
        }
    }
}

impl Session {
    /// The title of an article of the search, or its file's name.
    pub fn title_of(&self, path: &Path) -> String {
        let title = self.folder().and_then(|it| it.title_of(path)).map(str::to_owned);
        let name = || path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        title.unwrap_or_else(name)
    }

    /// The tag of the open article on just the words of a place; what is tagged in articles that are not open is not
    /// known here, and is said once they were tagged.
    pub fn tag_on(&self, hit: &ConcordanceHit) -> Option<&Annotation> {
        let is_open = hit.path.as_os_str().is_empty() || Some(&*hit.path) == self.article_path();
        let document = self.editor().filter(|_| is_open)?.document();
        let range = document.text().range(hit.bytes.start, hit.bytes.end).ok()?;
        let extent = Extent::from(range);
        let there = document.annotations_in(range.start(), range.end());
        there.into_iter().find(|it| it.extent == extent)
    }

    /// What giving `label` to the places `ticked` of the last search would do.
    ///
    /// Refused where none is ticked, or the schema has no such label.
    pub fn tagging_plan(
        &self,
        ticked: &BTreeSet<usize>,
        label: &Name,
    ) -> Result<TaggingPlan, Reason> {
        self.schema().label(label.as_str()).ok_or(Reason::NoSuchLabel)?;
        let hits = self.concordance().hits().iter().enumerate();
        let mut by_article: BTreeMap<&Path, Vec<&ConcordanceHit>> = BTreeMap::new();
        for (_, hit) in hits.filter(|it| ticked.contains(&it.0)) {
            by_article.entry(&hit.path).or_default().push(hit);
        }
        if by_article.is_empty() {
            return Err(Reason::NothingTicked);
        }
        let place = |it: &&ConcordanceHit| (it.bytes.clone(), it.words.clone());
        let articles = by_article.into_iter().map(|(path, hits)| ArticlePlaces {
            path: path.to_owned(),
            title: self.title_of(path),
            places: hits.iter().map(place).collect(),
        });
        Ok(TaggingPlan { label: label.clone(), articles: articles.collect() })
    }

    /// Tags the places: of the open article on the page, of the others in their files, on a thread.
    pub(super) fn tag_places(&mut self, plan: TaggingPlan) {
        if self.workspace.compared.is_some() {
            // Of this article the gold is open, of the others nobody's.
            return self.refuse(Reason::WhileComparing);
        }
        let TaggingPlan { label, articles } = plan;
        let open = self.article_path().map(Path::to_owned);
        let is_open =
            |it: &ArticlePlaces| it.path.as_os_str().is_empty() || Some(&it.path) == open.as_ref();
        let (here, elsewhere): (Vec<_>, Vec<_>) = articles.into_iter().partition(is_open);
        let mut done = TaggedPlaces::default();
        for article in here {
            let tagged = self.tag_on_page(&article, &label);
            done.count(&article, tagged);
        }
        let basis = self.weighing_basis();
        if elsewhere.is_empty() {
            return self.on_places_tagged(done);
        }
        self.tasks.start(move || {
            for article in &elsewhere {
                let tagged = tag_in_file(article, &label, &basis);
                if let Ok(TaggingOutcome { tags: 1.., .. }) = tagged {
                    done.listed.extend(ListedArticle::look(&article.path, &basis.analyst));
                }
                done.count(article, tagged);
            }
            TaskResult::PlacesTagged(Box::new(done))
        });
    }

    fn tag_on_page(
        &mut self,
        article: &ArticlePlaces,
        label: &Name,
    ) -> Result<TaggingOutcome, Message> {
        let editor = self.may_write().map_err(|it| it.message())?;
        let ranges = places_to_tag(editor.document(), label, &article.places);
        let changed = changed_places(editor.document(), &article.places);
        let tags = ranges.len();
        if tags > 0 {
            self.perform_edit(EditAction::AnnotateAll { ranges, label: label.clone() });
        }
        Ok(TaggingOutcome { tags, changed })
    }

    pub(super) fn on_places_tagged(&mut self, done: TaggedPlaces) {
        let TaggedPlaces { tags, articles, already, changed, left, listed } = done;
        let schema = Arc::clone(self.schema_in_use());
        if let Some(folder) = &mut self.workspace.folder {
            folder.take(listed, &schema);
        }
        self.weigh_articles();
        if tags > 0 {
            self.learning.note_changes_elsewhere();
        }
        let first = left.first().cloned();
        self.post_notice(NoticeKind::PlacesTagged { tags, articles, already, changed }, []);
        if let Some(first) = first {
            self.post_notice(NoticeKind::ArticlesLeft { count: left.len(), first }, []);
        }
    }
}

/// Tags places of an article that is not open, through the same doors: lock, journal, the file written
/// whole. It can be undone once the article is open.
fn tag_in_file(
    article: &ArticlePlaces,
    label: &Name,
    basis: &WeighingBasis,
) -> Result<TaggingOutcome, Message> {
    let path = &article.path;
    let failed = |error: StoreError| error.message();
    let opened = store::read_article(path).map_err(failed)?;
    let analyst = basis.analyst.clone();
    let request = WorkRequest::new(&opened, analyst, Arc::clone(&basis.schema));
    let OpenedWork { mut document, read_only, files, recovered, .. } =
        store::open_work(request).map_err(failed)?;
    if let Some(reason) = read_only {
        return Err(reason.message().at(path));
    }
    let catalogued = basis.catalog.as_ref().and_then(|it| it.published(path));
    let context = Context { published: document.published().or(catalogued) };
    let ranges = places_to_tag(&document, label, &article.places);
    let changed = changed_places(&document, &article.places);
    let step = super::editor::tag_all(&document, &ranges, label, context);
    if !ranges.is_empty() {
        document.apply(&step).map_err(|it| Reason::from(it).message().at(path))?;
        files.record(JournalStep::Do(&step)).map_err(failed)?;
    }
    if !ranges.is_empty() || recovered > 0 {
        files.save(&document).map_err(failed)?;
    }
    files.finish(&document).map_err(failed)?;
    Ok(TaggingOutcome { tags: ranges.len(), changed })
}
