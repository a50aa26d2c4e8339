//! Findings in the words of the window: on a tag's card and in the list.

use egui::Color32;

use super::{Cx, attribute::Line, dates, strings::isolated};
use crate::{
    check::{self, Code, Finding, Group, Severity},
    model::Annotation,
    timex::weekday_name,
};

/// What is found of a tag, for its card. What the card says already («missing …») is left out.
pub(super) fn lines(cx: &Cx<'_>, annotation: &Annotation) -> Vec<Line> {
    let Some(open) = cx.session.open() else { return Vec::new() };
    let found = check::tag(open.document(), annotation, &cx.session.context());
    let says_so = |it: &Finding| match it.code {
        Code::MissingLink | Code::MissingAttribute => true,
        Code::UnresolvedDate => it.said.is_empty(),
        _ => false,
    };
    let shown = found.iter().filter(|it| !says_so(it));
    let mut lines: Vec<Line> = shown
        .map(|it| Line { text: words(cx, it), color: color(cx, it.code.severity()) })
        .collect();
    let agrees = check::partner(open.document(), annotation).is_some()
        && annotation.label == "date"
        && !found.iter().any(|it| it.code == Code::PairDisagrees);
    if agrees {
        lines.push(Line { text: cx.t("pair-agrees"), color: *cx.theme.good });
    }
    lines
}

/// The color of a severity.
pub(super) fn color(cx: &Cx<'_>, severity: Severity) -> Color32 {
    match severity {
        Severity::Error => *cx.theme.error,
        Severity::Warning => *cx.theme.warning,
        Severity::Hint => *cx.theme.ink_soft,
    }
}

/// What a group of findings is called.
pub(super) fn group_title(cx: &Cx<'_>, group: Group) -> String {
    cx.t(match group {
        Group::Dates => "findings-dates",
        Group::Claims => "findings-claims",
        Group::Tags => "findings-tags",
        Group::Schema => "findings-schema",
    })
}

/// A finding in words.
pub(super) fn words(cx: &Cx<'_>, finding: &Finding) -> String {
    let Finding { said, against, .. } = finding;
    let plain = |key: &str| cx.t(key);
    let two = |key: &str, said: &str, against: &str| {
        let values = [("said", isolated(said)), ("against", isolated(against))];
        cx.strings.with(key, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let weekday = |number: &str| {
        let language = cx.strings.language();
        number.parse().map_or("", |it| weekday_name(it, language))
    };
    match finding.code {
        Code::PairDisagrees => {
            two("fault-pair-disagrees", &dates::in_words(cx, said), &dates::in_words(cx, against))
        }
        Code::ImpossibleDate => two("fault-impossible", said, ""),
        Code::OtherWeekday => two("fault-other-weekday", weekday(said), weekday(against)),
        Code::AfterPublication => {
            two("fault-after-publication", &dates::in_words(cx, said), against)
        }
        Code::UnresolvedDate => plain("fault-unresolved"),
        Code::EndsBeforeBegin => two("fault-ends-before-begin", said, against),
        Code::NoPublicationDay => two("fault-no-publication-day", said, ""),
        Code::StartsWithThat => plain("fault-starts-with-that"),
        Code::StartsWithMark => plain("fault-starts-with-mark"),
        Code::EndsWithMark => plain("fault-ends-with-mark"),
        Code::InQuotationMarks => plain("fault-in-quotation-marks"),
        Code::MissingLink => two("fault-missing-link", &relation(cx, said), ""),
        Code::UnlinkedDate => plain("fault-unlinked-date"),
        Code::InsideWord => two("fault-inside-word", said, ""),
        Code::SplitCharacter => plain("fault-split-character"),
        Code::Twice => plain("fault-twice"),
        Code::OtherLabelElsewhere => two("fault-other-label-elsewhere", "", &label(cx, against)),
        Code::MissingAttribute => two("fault-missing-attribute", &attribute(cx, said), ""),
        Code::UnknownLabel => two("fault-unknown-label", said, ""),
        Code::UnknownAttribute => two("fault-unknown-attribute", said, ""),
        Code::WrongValue => two("fault-wrong-value", &attribute(cx, said), against),
        Code::UnknownLink => two("fault-unknown-link", said, ""),
        Code::WrongEnds => two("fault-wrong-ends", &relation(cx, said), against),
    }
}

fn label(cx: &Cx<'_>, id: &str) -> String {
    cx.label_title(&id.into())
}

fn relation(cx: &Cx<'_>, id: &str) -> String {
    let kind = cx.session.schema().relation(id);
    kind.map_or_else(|| id.to_owned(), |it| cx.title(&it.title))
}

/// The title of an attribute of any label.
fn attribute(cx: &Cx<'_>, id: &str) -> String {
    let found = cx.session.schema().labels.iter().find_map(|it| it.attribute(id));
    found.map_or_else(|| id.to_owned(), |it| cx.title(&it.title))
}
