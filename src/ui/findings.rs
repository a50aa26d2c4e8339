//! Findings in the words of the window: on a tag's card and in the list.

use egui::Color32;

use super::{Cx, attribute::Line};
use crate::{
    check::{self, Code, Finding, Severity},
    model::Annotation,
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

/// A finding in words.
pub(super) fn words(cx: &Cx<'_>, finding: &Finding) -> String {
    cx.words_of(&finding.named_by(cx.session.schema()))
}
