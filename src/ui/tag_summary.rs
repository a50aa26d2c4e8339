//! What is said of a tag in few words: for the gloss beside its line, the strip, and its form.

use egui::Color32;

use super::{FrameContext, attribute::shown_choice, findings};
use crate::{
    check::{self, Finding, FindingKind, PairComparison},
    messages::isolated,
    model::{
        Annotation, AnnotationId, Document,
        schema::{
            LabelRole, ValueKind,
            standard::{DATE, RULE, VALUE},
        },
    },
    recognize::Mention,
    session::Editor,
    text::without_isolates,
};

/// A line about a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagLine {
    /// Its words.
    pub(super) text: String,
    /// Their color.
    pub(super) color: Color32,
    /// The tag it leads to, where that is another one.
    pub(super) of: Option<AnnotationId>,
    /// How it fits into too little room.
    pub(super) fit: LineFit,
}

/// What becomes of a line that is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineFit {
    /// Its end is left out.
    Cut,
    /// What stands before this byte is shortened: who says it, and not what they say.
    ShortenBefore(usize),
    /// It goes on in further lines.
    Wrap,
}

impl TagLine {
    fn new(text: String, color: Color32) -> Self {
        Self { text, color, of: None, fit: LineFit::Cut }
    }
}

/// Words that a tag is linked to and that stand for nothing else: who said it, with which verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagPart {
    /// The words.
    pub(super) words: String,
    /// The color of their label.
    pub(super) color: Color32,
}

/// Attributes that say most about a claim in the fewest words, the first first.
const TELLING: &[&str] = &["kind", "verdict"];
/// How many bytes the sign that ends an isolated stretch has.
const ISOLATE_END: usize = '\u{2069}'.len_utf8();
/// Dates of a claim that are read beside it; further ones are counted.
const NESTED: usize = 2;

/// What the page does not say of a tag: a line for the tag, one for each date that hangs on it, and one
/// for what may be wrong.
pub(super) fn gloss(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<TagLine> {
    let mut lines = vec![own_line(cx, annotation)];
    lines.extend(dates_of(cx, annotation));
    let lacking = lacking_line(cx, annotation);
    let worst = lacking.or_else(|| finding_lines(cx, annotation).into_iter().next());
    lines.extend(worst);
    lines
}

/// The links that a tag has to have and does not, all in one line.
fn lacking_line(cx: &FrameContext<'_>, annotation: &Annotation) -> Option<TagLine> {
    let document = cx.session.editor()?.document();
    let kinds = document.schema().relations_from(annotation.label.as_str());
    let lacking = kinds.filter(|it| check::lacks_link(document, annotation, it));
    let titles: Vec<String> = lacking.map(|it| isolated(&cx.title(&it.title))).collect();
    if titles.is_empty() {
        return None;
    }
    let between = if cx.is_mirrored() { "، " } else { ", " };
    let text = cx.strings.with("gloss-lacks", &[("what", &titles.join(between))]);
    Some(TagLine::new(text, *cx.theme.warning))
}

/// Who says it and how, or what a date means; the label where nothing of that is known.
fn own_line(cx: &FrameContext<'_>, annotation: &Annotation) -> TagLine {
    let schema = cx.session.schema();
    let ink = |text: String| TagLine::new(text, *cx.theme.ink);
    if schema.label_ever(annotation.label.as_str()).is_none() {
        let label = annotation.label.as_str();
        let text = cx.strings.with("label-unknown", &[("label", label)]);
        return TagLine::new(text, *cx.theme.warning);
    }
    if is_date(cx, annotation) {
        let value = annotation.attributes.get(VALUE).unwrap_or_default();
        if value.is_empty() {
            let text = cx.t("gloss-no-value");
            return TagLine::new(text, *cx.theme.warning);
        }
        // The end of a range is what one needs of it.
        return TagLine { fit: LineFit::Wrap, ..ink(cx.strings.value(value)) };
    }
    let parts: Vec<String> =
        parts(cx, annotation).into_iter().map(|it| isolated(&it.words)).collect();
    // Who says it may be long, and is what several notes beside each other have in common.
    let name_end = parts.first().and_then(|it| it.len().checked_sub(ISOLATE_END));
    let mut words: Vec<String> = Vec::new();
    if !parts.is_empty() {
        words.push(parts.join(" › "));
    }
    words.extend(telling(cx, annotation));
    if words.is_empty() {
        return TagLine::new(cx.label_title(&annotation.label), *cx.theme.ink_soft);
    }
    let fit = name_end.map_or(LineFit::Cut, LineFit::ShortenBefore);
    TagLine { fit, ..ink(words.join(" · ")) }
}

/// True for a date, whatever the schema calls it now.
pub(super) fn is_date(cx: &FrameContext<'_>, annotation: &Annotation) -> bool {
    annotation.is_a(cx.session.schema(), DATE)
}

/// The values chosen for the attributes that say most.
fn telling(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<String> {
    let Some(kind) = cx.session.schema().label_ever(annotation.label.as_str()) else {
        return Vec::new();
    };
    let chosen = TELLING.iter().filter_map(|key| {
        let value = annotation.attributes.get(key)?;
        match &kind.attribute(key)?.values {
            ValueKind::Choice(choices) => Some(shown_choice(cx, choices, value)),
            ValueKind::Text
            | ValueKind::Number
            | ValueKind::YesNo
            | ValueKind::Date
            | ValueKind::Link => Some(isolated(value)),
        }
    });
    chosen.collect()
}

/// The parts of a tag, in reading order.
pub(super) fn parts(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<TagPart> {
    let Some(open) = cx.session.editor() else { return Vec::new() };
    let document = open.document();
    let mut found: Vec<(usize, usize, TagPart)> = Vec::new();
    for relation in document.relations_of(annotation.id).filter(|it| it.from == annotation.id) {
        let kinds = &document.schema().relations;
        let Some(order) = kinds.iter().position(|it| relation.label == *it.id.as_str()) else {
            continue;
        };
        let Some(to) = document.annotation(relation.to) else { continue };
        if kinds.get(order).is_some_and(|it| cx.session.schema().leads_to_parts(it)) {
            let color = cx.theme.label(document.schema(), to.label.as_str());
            let part = TagPart { words: document.quote(to), color };
            found.push((order, to.extent.start(), part));
        }
    }
    found.sort_by_key(|it| (it.0, it.1));
    found.into_iter().map(|it| it.2).collect()
}

/// The dates a tag is linked to, each with what it means.
fn dates_of(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<TagLine> {
    let Some(open) = cx.session.editor().filter(|_| !is_date(cx, annotation)) else {
        return Vec::new();
    };
    let document = open.document();
    let links = document.relations_of(annotation.id).filter(|it| it.from == annotation.id);
    let dates: Vec<(String, &Annotation)> = links
        .filter_map(|relation| {
            let to = document.annotation(relation.to).filter(|it| is_date(cx, it))?;
            let kind = document.schema().relation(relation.label.as_str())?;
            Some((cx.title(&kind.title), to))
        })
        .collect();
    let line = |(title, date): &(String, &Annotation)| {
        let value = date.attributes.get(VALUE).filter(|it| !it.is_empty());
        let said = value.map_or_else(|| isolated(&document.quote(date)), |it| cx.strings.value(it));
        let text = format!("{title}: {said}");
        let line = TagLine::new(text, *cx.theme.ink_soft);
        TagLine { of: Some(date.id), fit: LineFit::Wrap, ..line }
    };
    let mut lines: Vec<TagLine> = dates.iter().take(NESTED).map(line).collect();
    if let Some(more) = dates.len().checked_sub(NESTED).filter(|it| *it > 0) {
        let text = cx.strings.count("gloss-more-dates", more);
        lines.push(TagLine::new(text, *cx.theme.ink_soft));
    }
    lines
}

/// What may be wrong with a tag. What is missing is said where it is to be filled in.
pub(super) fn finding_lines(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<TagLine> {
    let Some(open) = cx.session.editor() else { return Vec::new() };
    let found = check::tag(open.document(), annotation, &cx.session.context());
    let says_so = |it: &Finding| match &it.kind {
        FindingKind::MissingLink { .. } | FindingKind::MissingAttribute { .. } => true,
        FindingKind::UnresolvedDate { value } => value.is_empty(),
        // Only these are said in words of the form itself.
        _ => false,
    };
    let shown = found.iter().filter(|it| !says_so(it));
    let mut lines: Vec<TagLine> = shown
        .map(|it| {
            // What two calendars say is told by both halves.
            let wraps = matches!(it.kind, FindingKind::PairDisagrees { .. });
            let fit = if wraps { LineFit::Wrap } else { LineFit::Cut };
            let color = findings::color(cx, it.code().severity());
            TagLine { fit, ..TagLine::new(findings::words(cx, it), color) }
        })
        .collect();
    let compared = check::compared_pair(open.document(), annotation);
    let words = match compared {
        Some(PairComparison::BothCalendarsAgree) => Some(("pair-agrees", *cx.theme.good)),
        Some(PairComparison::SameTime) => Some(("pair-same-time", *cx.theme.good)),
        Some(PairComparison::NotCompared) => Some(("pair-not-compared", *cx.theme.ink_soft)),
        // Among the findings.
        Some(PairComparison::Disagrees) | None => None,
    };
    lines.extend(words.map(|(key, color)| TagLine::new(cx.t(key), color)));
    lines
}

/// How a date was read: its code, and the rule that read it.
pub(super) fn details(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<String> {
    let said = |key: &str| annotation.attributes.get(key).filter(|it| !it.is_empty());
    let mut lines = Vec::new();
    if is_date(cx, annotation) {
        lines.extend(said(VALUE).map(isolated));
    }
    lines.extend(match said(RULE) {
        Some("typed") => Some(cx.t("value-typed")),
        Some(rule) => Some(cx.strings.with("found-by-rule", &[("rule", &isolated(rule))])),
        None => None,
    });
    if let Some(origin) = &annotation.origin {
        let origin = isolated(origin.as_str());
        lines.push(cx.strings.with("detail-origin", &[("origin", &origin)]));
    }
    lines
}

/// The parts that a suggestion brings with it, in reading order.
pub(super) fn parts_of_mention(
    cx: &FrameContext<'_>,
    document: &Document,
    mention: &Mention,
) -> Vec<TagPart> {
    let schema = document.schema();
    let is_part =
        |label: &str| schema.label_ever(label).is_some_and(|it| it.role == LabelRole::Part);
    let links = mention.links.iter().filter(|it| is_part(it.label));
    let words = links.map(|link| {
        let words = document.text().quote(link.pieces.iter().copied());
        TagPart { words, color: cx.theme.label(schema, link.label) }
    });
    words.collect()
}

/// The value that a suggested date gets, if the publication date is known or proposed.
pub(super) fn reading_of_suggestion(open: &Editor, index: usize) -> Option<&str> {
    let suggestions = open.suggestions();
    let mention = suggestions.mentions().get(index).filter(|it| it.label == DATE)?;
    match suggestions.awaited(index) {
        Some(awaited) => awaited.proposed_value.as_deref(),
        None => mention.attribute(VALUE),
    }
}

/// A tag for other programs, which need no signs of ours around names and numbers: its words, and below them
/// all that is said of it beside its line.
pub(super) fn copied_tag(cx: &FrameContext<'_>, annotation: &Annotation) -> String {
    let words = cx.session.editor().map(|it| it.document().quote(annotation));
    let own = std::iter::once(own_line(cx, annotation)).chain(dates_of(cx, annotation));
    let issues = lacking_line(cx, annotation).into_iter().chain(finding_lines(cx, annotation));
    let lines = words.into_iter().chain(own.chain(issues).map(|it| it.text));
    without_isolates(&lines.collect::<Vec<_>>().join("\n"))
}

/// A suggestion for other programs, as the strip has it.
pub(super) fn copied_suggestion(cx: &FrameContext<'_>, open: &Editor, index: usize) -> String {
    without_isolates(&suggestion_line(cx, open, index))
}

/// A suggestion in one line as the strip has it: `claimant › cue › words`, or `words › what the date means`.
pub(super) fn suggestion_line(cx: &FrameContext<'_>, open: &Editor, index: usize) -> String {
    let document = open.document();
    let Some(mention) = open.suggestions().mentions().get(index) else { return String::new() };
    let parts = parts_of_mention(cx, document, mention).into_iter().map(|it| it.words);
    let reading = reading_of_suggestion(open, index).map(|it| cx.strings.value(it));
    let words = isolated(&document.text().quote(mention.pieces.iter().copied()));
    let all = parts.map(|it| isolated(&it)).chain([words]).chain(reading);
    all.collect::<Vec<_>>().join(" › ").replace('\n', " ")
}
