//! What is said of a tag in few lines, and what a suggestion would say.

use egui::Color32;

use super::{FrameContext, attribute::shown_choice, dates, findings};
use crate::messages::isolated;
use crate::{
    check::{self, Code, Finding, PairComparison},
    model::{
        Annotation,
        schema::{LabelRole, RelationKind, ValueKind},
    },
    recognize::Mention,
};

/// A line about a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagLine {
    /// Its words.
    pub(super) text: String,
    /// Their color.
    pub(super) color: Color32,
}

/// What is said of a tag, in few lines.
pub(super) fn summary(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<TagLine> {
    let attributes: Vec<(&str, &str)> =
        annotation.attributes.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let mut lines = attribute_lines(cx, annotation.label.as_str(), &attributes);
    lines.extend(finding_lines(cx, annotation));
    lines.extend(linked(cx, annotation));
    lines
}

/// What a tag is linked to: its parts on one line, everything else on a line of its own.
fn linked(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<TagLine> {
    let Some(open) = cx.session.editor() else { return Vec::new() };
    let document = open.document();
    let schema = document.schema();
    let mut parts: Vec<(usize, String)> = Vec::new();
    let mut lines = Vec::new();
    for relation in document.relations_of(annotation.id).filter(|it| it.from == annotation.id) {
        let Some(to) = document.annotation(relation.to) else { continue };
        let kind = schema.relation(relation.label.as_str());
        let title = kind.map_or_else(|| relation.label.to_string(), |it| cx.title(&it.title));
        let text = format!("{title}: {}", isolated(&document.quote(to)));
        if kind.is_some_and(|it| is_for_parts(cx, it)) {
            parts.push((to.extent.start(), text));
        } else {
            lines.push(TagLine { text, color: *cx.theme.ink_soft });
        }
    }
    parts.sort_unstable();
    if !parts.is_empty() {
        let text: Vec<String> = parts.into_iter().map(|it| it.1).collect();
        lines.insert(0, TagLine { text: text.join(" · "), color: *cx.theme.ink_soft });
    }
    lines
}

/// True where a kind of link leads to words that stand for nothing else.
pub(super) fn is_for_parts(cx: &FrameContext<'_>, kind: &RelationKind) -> bool {
    let label = kind.to.first().and_then(|it| cx.session.schema().label(it));
    label.is_some_and(|it| it.role == LabelRole::Part)
}

/// What is wrong with the active tag, and for dates what they say; its form shows the rest.
pub(super) fn remarks(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<TagLine> {
    let attributes: Vec<(&str, &str)> =
        annotation.attributes.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let mut lines = date_lines(cx, annotation.label.as_str(), &attributes);
    lines.extend(finding_lines(cx, annotation));
    lines
}

/// What a suggestion would say.
pub(super) fn mention_summary(cx: &FrameContext<'_>, mention: &Mention) -> Vec<TagLine> {
    let attributes: Vec<(&str, &str)> =
        mention.attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let mut lines = attribute_lines(cx, mention.label, &attributes);
    let Some(open) = cx.session.editor() else { return lines };
    let document = open.document();
    for link in &mention.links {
        let words: Vec<&str> = link.pieces.iter().map(|it| document.text().slice(*it)).collect();
        let kind = document.schema().relation(link.relation);
        let title = kind.map_or_else(|| link.relation.to_owned(), |it| cx.title(&it.title));
        let text = format!("{title}: {}", isolated(&words.join(" … ")));
        lines.push(TagLine { text, color: *cx.theme.ink_soft });
    }
    let rule = cx.strings.with("found-by-rule", &[("rule", &isolated(mention.rule))]);
    lines.push(TagLine { text: rule, color: *cx.theme.ink_faint });
    lines
}

/// What attributes say, with what is missing.
fn attribute_lines(
    cx: &FrameContext<'_>,
    label: &str,
    attributes: &[(&str, &str)],
) -> Vec<TagLine> {
    let mut lines = date_lines(cx, label, attributes);
    let schema = cx.session.schema();
    let Some(kind) = schema.label_ever(label) else {
        // Kept as it is until somebody decides.
        let text = cx.strings.with("label-unknown", &[("label", label)]);
        lines.push(TagLine { text, color: *cx.theme.warning });
        let said = attributes.iter().map(|(key, value)| format!("{key}: {}", isolated(value)));
        let text = said.collect::<Vec<_>>().join(" · ");
        lines.extend((!text.is_empty()).then(|| TagLine { text, color: *cx.theme.ink_soft }));
        return lines;
    };
    let mut words: Vec<String> = Vec::new();
    for (key, value) in attributes {
        if dates::shows(label, key) {
            continue;
        }
        let Some(attribute) = kind.attribute(key) else {
            words.push(format!("{key}: {}", isolated(value)));
            continue;
        };
        words.push(match &attribute.values {
            ValueKind::Choice(choices) => shown_choice(cx, choices, value),
            ValueKind::Text
            | ValueKind::Number
            | ValueKind::YesNo
            | ValueKind::Date
            | ValueKind::Link => {
                format!("{}: {}", cx.title(&attribute.title), isolated(value))
            }
        });
    }
    if !words.is_empty() {
        lines.push(TagLine { text: words.join(" · "), color: *cx.theme.ink_soft });
    }
    for attribute in kind.attributes.iter().filter(|it| it.required) {
        if !attributes.iter().any(|(key, _)| *key == attribute.id) {
            let text = cx.strings.with("missing", &[("what", &cx.title(&attribute.title))]);
            lines.push(TagLine { text, color: *cx.theme.warning });
        }
    }
    lines
}

/// What a date says, in few lines: both calendars, the weekday.
fn date_lines(cx: &FrameContext<'_>, label: &str, attributes: &[(&str, &str)]) -> Vec<TagLine> {
    let value = attributes.iter().find(|it| it.0 == "value").map_or("", |it| it.1);
    if label != "date" || value.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![TagLine { text: cx.strings.value(value), color: *cx.theme.ink }];
    lines.push(TagLine { text: isolated(value), color: *cx.theme.ink_faint });
    let rule = attributes.iter().find(|it| it.0 == "rule").map(|it| it.1);
    let text = match rule {
        Some("typed") => Some(cx.t("value-typed")),
        Some(rule) => Some(cx.strings.with("found-by-rule", &[("rule", &isolated(rule))])),
        None => None,
    };
    lines.extend(text.map(|text| TagLine { text, color: *cx.theme.ink_faint }));
    lines
}

/// What is found of a tag, for its card. What the card says already («missing …») is left out.
fn finding_lines(cx: &FrameContext<'_>, annotation: &Annotation) -> Vec<TagLine> {
    let Some(open) = cx.session.editor() else { return Vec::new() };
    let found = check::tag(open.document(), annotation, &cx.session.context());
    let says_so = |it: &Finding| match it.code {
        Code::MissingLink | Code::MissingAttribute => true,
        Code::UnresolvedDate => it.said.is_empty(),
        // Only these are said in words of the card itself.
        _ => false,
    };
    let shown = found.iter().filter(|it| !says_so(it));
    let mut lines: Vec<TagLine> = shown
        .map(|it| TagLine {
            text: findings::words(cx, it),
            color: findings::color(cx, it.code.severity()),
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
    lines.extend(words.map(|(key, color)| TagLine { text: cx.t(key), color }));
    lines
}
