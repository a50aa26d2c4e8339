//! Claims: their edges, the links they lack, the dates in them that nothing links.

use super::{Finding, FindingKind};
use crate::{
    model::{
        Annotation, Document,
        schema::{
            RelationKind,
            standard::{ABOUT, CLAIM, CLAIMANT, CLAIMANT_NAME, CUE, DATE, RULE},
        },
    },
    recognize::claim::check::{self, is_passive},
};

/// The rule of claims that have no cue.
const HEADLINE: &str = "headline-speaker";

pub(super) fn tag(document: &Document, annotation: &Annotation) -> Vec<Finding> {
    let schema = document.schema();
    let lacking = schema.relations_from(annotation.label.as_str());
    let lacking = lacking.filter(|it| lacks_link(document, annotation, it));
    let missing = |it: &RelationKind| FindingKind::MissingLink { relation: it.id.clone() };
    let mut findings: Vec<Finding> =
        lacking.map(|it| Finding::of(missing(it), annotation)).collect();
    if annotation.is_a(document.schema(), CLAIM) {
        let found = check::check(document.text(), annotation.extent.hull());
        findings.extend(found.into_iter().map(|it| Finding::of(kind(it), annotation)));
    }
    if let Some(claim) = claim_without_date(document, annotation) {
        let other = Some(claim.extent.hull());
        findings.push(Finding { other, ..Finding::of(FindingKind::UnlinkedDate, annotation) });
    }
    findings
}

/// True where the schema asks for a link of `kind` and there is none, nor a reason to do without:
/// the article's own claims (`attributed=no`) have no speaker and no cue, a dropped or remembered
/// speaker has a name and no words, what is said in the passive voice has no speaker, and a headline
/// «name: sentence» has no cue.
pub fn lacks_link(document: &Document, annotation: &Annotation, kind: &RelationKind) -> bool {
    let attribute = |key: &str| annotation.attributes.get(key).unwrap_or_default();
    if !kind.required || document.linked(annotation.id, &kind.id).next().is_some() {
        return false;
    }
    let passive = || {
        document
            .linked(annotation.id, document.schema().relation_now(CUE))
            .any(|it| is_passive(&document.quote(it)))
    };
    let excused = match kind.id.as_str() {
        _ if attribute("attributed") == "no" => true,
        CLAIMANT => !attribute(CLAIMANT_NAME).is_empty() || passive(),
        CUE => annotation.tag_origin().rule() == Some(HEADLINE) || attribute(RULE) == HEADLINE,
        _ => false,
    };
    !excused
}

/// The smallest claim around a tag.
pub fn innermost_claim<'a>(document: &'a Document, tag: &Annotation) -> Option<&'a Annotation> {
    let hull = tag.extent.hull();
    document.shortest_around(hull, |it| it.is_a(document.schema(), CLAIM) && it.id != tag.id)
}

/// The claim around a date that no claim is linked to. A length of time («دو ساعت») says nothing of
/// when, and of a pair one side is enough.
pub fn claim_without_date<'a>(document: &'a Document, date: &Annotation) -> Option<&'a Annotation> {
    let timex = date.attributes.get("timex_type").unwrap_or_default();
    let schema = document.schema();
    let fits = |it: &RelationKind| {
        it.from.iter().any(|it| it == schema.label_now(CLAIM))
            && it.to.iter().any(|it| it == schema.label_now(DATE))
    };
    let wanted = date.is_a(document.schema(), DATE)
        && matches!(timex, "DATE" | "TIME")
        && schema.relation(schema.relation_now(ABOUT)).is_some_and(fits);
    let claim = if wanted { innermost_claim(document, date) } else { None }?;
    let is_linked = |date| {
        let links = document.relations_of(date);
        links.filter(|it| it.to == date).any(|it| {
            document.annotation(it.from).is_some_and(|it| it.is_a(document.schema(), CLAIM))
        })
    };
    let pairs = document.relations_of(date.id).filter(|it| it.label == "pair");
    let mut sides = pairs.map(|it| if it.from == date.id { it.to } else { it.from });
    (!is_linked(date.id) && !sides.any(is_linked)).then_some(claim)
}

fn kind(found: check::ClaimFault) -> FindingKind {
    match found {
        check::ClaimFault::StartsWithThat => FindingKind::StartsWithThat,
        check::ClaimFault::StartsWithMark => FindingKind::StartsWithMark,
        check::ClaimFault::EndsWithMark => FindingKind::EndsWithMark,
        check::ClaimFault::InQuotationMarks => FindingKind::InQuotationMarks,
    }
}
