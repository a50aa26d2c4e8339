//! From documents to what learning takes: tags, rejections, and what the rules find.

use crate::{
    learn::{ArticleWork, Experience, LabeledRange, Learner, OutsideFinding, ReplayedDecision},
    model::{
        Annotation, ArticleStatus, DismissalKind, Document, Name, Schema, TagOrigin,
        schema::LabelRole,
    },
    recognize::{self, Context, Mention, Recognizer},
    store::ExternalProgram,
    text::{Text, TextRange},
};

/// What was done in an article, as learning takes it. Parts of others, such as who says a claim, are left
/// out: they are suggested with what they belong to, and mean nothing alone. While there are tags that
/// were added without anybody's look, the article is not done: nobody knows what its other words are not.
pub fn work_of(document: &Document) -> ArticleWork {
    let schema = document.schema();
    let is_part =
        |label: &Name| schema.label(label.as_str()).is_some_and(|it| it.role == LabelRole::Part);
    let tag = |range: TextRange, label: &Name| LabeledRange { range, label: label.clone() };
    let all = document.annotations().filter(|it| !is_part(&it.label));
    let (untouched, touched): (Vec<_>, Vec<_>) = all.partition(|it| it.tag_origin().is_automatic());
    let tags = |all: Vec<&Annotation>| -> Vec<LabeledRange> {
        all.into_iter().map(|it| tag(it.extent.first(), &it.label)).collect()
    };
    let mut work = ArticleWork {
        is_done: ArticleStatus::of(document).is_finished() && untouched.is_empty(),
        tags: tags(touched),
        untouched: tags(untouched),
        ..ArticleWork::default()
    };
    for it in document.dismissals() {
        let Some(extent) = it.target.extent() else { continue };
        let what = tag(extent.first(), &it.target.label);
        if it.everywhere {
            work.never.push(what.clone());
        }
        match it.kind {
            DismissalKind::Rejected => work.rejected.push(what),
            DismissalKind::Corrected => {
                work.corrected.push(what.clone());
                work.rejected.push(what);
            }
            DismissalKind::Later => {}
        }
    }
    work
}

/// What `experience` calls a label that the schema calls `label` now or called so once: a label that was
/// renamed keeps what was learned of it.
pub(super) fn known_label(experience: &Experience, schema: &Schema, label: &str) -> Name {
    let Some(kind) = schema.label_ever(label) else { return Name::from(label) };
    let mut names = std::iter::once(&kind.id).chain(&kind.former);
    let known = names.find(|it| experience.knows(it));
    Name::from(known.unwrap_or(&kind.id).as_str())
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
    outside_findings_as(mentions, |label| Name::from(label))
}

/// The same with their labels by the names that learning knows.
pub(super) fn outside_findings_as(
    mentions: &[Mention],
    name: impl Fn(&str) -> Name,
) -> Vec<OutsideFinding> {
    let kind = |it: &Mention| {
        let kinds = ["kind", "timex_type"];
        let found = it.attributes.iter().find(|(key, _)| kinds.contains(key));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let finding = |it: &Mention| {
        // A mention without words is none; nobody makes such.
        let range = it.pieces.first().copied()?;
        let (label, rule) = (name(&it.label), it.rule.to_string());
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
pub fn learn_one(learner: &mut Learner, document: &Document) -> Vec<ReplayedDecision> {
    let work = work_of(document);
    // An article in which nothing was done says nothing.
    if work == ArticleWork::default() {
        return Vec::new();
    }
    let outside = rules_in(document, |label| Name::from(document.schema().label_now(label)));
    let article = learner.experience().read(document.text(), outside, None);
    learner.learn(&article, &work)
}

/// The same experience with what was done in one more article; `was` is the article as it is in the
/// experience already.
pub(super) fn with_article(
    experience: &Experience,
    was: Option<&Document>,
    document: &Document,
) -> Experience {
    let schema = document.schema();
    let name = |label: &str| known_label(experience, schema, label);
    let was = was.map(|it| named(work_of(it), name));
    let work = named(work_of(document), name);
    let article = experience.read(document.text(), rules_in(document, name), was.as_ref());
    experience.with_article(&article, was.as_ref(), &work)
}

/// The same work with other names of labels.
pub(super) fn named(mut work: ArticleWork, name: impl Fn(&str) -> Name) -> ArticleWork {
    let decided = work.rejected.iter_mut().chain(&mut work.corrected).chain(&mut work.never);
    for it in work.tags.iter_mut().chain(&mut work.untouched).chain(decided) {
        it.label = name(it.label.as_str());
    }
    work
}

fn rules_in(document: &Document, name: impl Fn(&str) -> Name) -> Vec<OutsideFinding> {
    let context = Context { published: document.published() };
    let mentions = find_mentions(recognize::ALL, document.text(), context);
    let mut found = outside_findings_as(&mentions, &name);
    found.extend(of_programs(document, &name));
    found
}

/// What programs of the analyst's own found, as far as it was decided on: nothing else is known of it later.
fn of_programs(document: &Document, name: impl Fn(&str) -> Name) -> Vec<OutsideFinding> {
    /// How sure a program is that does not say; what it said then is not in the file.
    const UNSAID: f32 = 0.5;
    let finding = |range: TextRange, label: &Name, rule: &str| {
        ExternalProgram::name_in(rule)?;
        let (label, rule, kind) = (name(label.as_str()), rule.to_owned(), String::new());
        Some(OutsideFinding { range, label, rule, kind, confidence: UNSAID })
    };
    let accepted = document
        .annotations()
        .filter_map(|it| finding(it.extent.first(), &it.label, taken_by(it)?));
    let refused = document.dismissals().filter(|it| match it.kind {
        DismissalKind::Rejected | DismissalKind::Corrected => true,
        DismissalKind::Later => false,
    });
    let refused = refused
        .filter_map(|it| finding(it.target.extent()?.first(), &it.target.label, it.rule.as_str()));
    accepted.chain(refused).collect()
}

/// The rule whose suggestion the analyst took as it was.
fn taken_by(annotation: &Annotation) -> Option<&str> {
    match annotation.tag_origin() {
        TagOrigin::Suggested(rule) => Some(rule),
        TagOrigin::Hand
        | TagOrigin::Corrected(_)
        | TagOrigin::Automatic(_)
        | TagOrigin::Other(_) => None,
    }
}
