//! From documents to what learning takes: tags, rejections, and what the rules find.

use super::ArticleStatus;
use crate::{
    learn::{ArticleWork, LabeledRange, Learner, OutsideFinding},
    model::{DismissalKind, Document},
    recognize::{self, Context, Mention, Recognizer},
    text::Text,
};

/// What was done in an article, as learning takes it.
pub fn work_of(document: &Document) -> ArticleWork {
    let tag = |range, label: &crate::model::Name| LabeledRange { range, label: label.clone() };
    let mut work = ArticleWork {
        tags: document.annotations().map(|it| tag(it.extent.first(), &it.label)).collect(),
        is_done: document.meta_value(ArticleStatus::KEY) == ArticleStatus::Done.as_str(),
        ..ArticleWork::default()
    };
    for it in document.dismissals() {
        let Some(extent) = it.target.extent() else { continue };
        let what = tag(extent.first(), &it.target.label);
        if it.everywhere {
            work.never.push(what.clone());
        }
        match it.kind {
            DismissalKind::Rejected | DismissalKind::Corrected => work.rejected.push(what),
            DismissalKind::Later => {}
        }
    }
    work
}

/// What `recognizers` find in a text, by start, longest first.
pub fn find_mentions(
    recognizers: &[&'static Recognizer],
    text: &Text,
    context: Context,
) -> Vec<Mention> {
    let mut found: Vec<Mention> =
        recognizers.iter().flat_map(|it| (it.find)(text, &context)).collect();
    found.sort_by_key(|it| it.pieces.first().map(|it| (it.start(), usize::MAX - it.end())));
    found
}

/// The same mentions, as learning judges them; each keeps its place.
pub fn outside_findings(mentions: &[Mention]) -> Vec<OutsideFinding> {
    let kind = |it: &Mention| {
        let kinds = ["kind", "type"];
        let found = it.attributes.iter().find(|(key, _)| kinds.contains(key));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let finding = |it: &Mention| {
        // A mention without words is none; recognizers make no such.
        let range = it.pieces.first().copied()?;
        let (label, rule) = (it.label.into(), it.rule.to_owned());
        Some(OutsideFinding { range, label, rule, kind: kind(it), confidence: it.confidence })
    };
    mentions.iter().filter_map(finding).collect()
}

/// Learns from an analyst's articles, in their order. What rules find in them is judged too.
pub fn learn_from<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Learner {
    let mut learner = Learner::new();
    for document in documents {
        learn_one(&mut learner, document);
    }
    learner
}

/// Learns from one more article, and gives what was decided in it.
pub fn learn_one(
    learner: &mut Learner,
    document: &Document,
) -> Vec<crate::learn::ReplayedDecision> {
    let work = work_of(document);
    // An article in which nothing was done says nothing.
    if work == ArticleWork::default() {
        return Vec::new();
    }
    let context = Context { published: document.meta_value("published").parse().ok() };
    let mentions = find_mentions(recognize::ALL, document.text(), context);
    let outside = outside_findings(&mentions);
    let article = learner.experience().read(document.text(), outside, None);
    learner.learn(&article, &work)
}
