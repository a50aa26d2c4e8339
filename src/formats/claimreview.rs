//! schema.org `ClaimReview`: the claims with who made them, as a draft for a fact-checker.

use serde_json::{Value, json};

use super::{
    Cannot, DocumentView, Export, Format, Loss, Lost, OffsetUnit, Options, Output, SpanView,
};

pub(super) const FORMAT: Format = Format {
    id: "claimreview",
    title: "schema.org ClaimReview",
    extension: "jsonld",
    whole_in: &["jsonld", "html"],
    offset_unit: OffsetUnit::Nothing,
    cannot_carry: &[
        Cannot::Text,
        Cannot::OtherLabels,
        Cannot::Attributes,
        Cannot::Relations,
        Cannot::Pieces,
        Cannot::Metadata,
    ],
    export: Some(Export::All(export)),
    may_look_like_articles: true,
    metadata: &["published"],
    ..Format::BARE
};

/// The label whose spans are written.
const CLAIM: &str = "claim";
/// The relation that leads to who made a claim.
const CLAIMANT: &str = "claimant";

fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let mut reviews = Vec::new();
    let mut losses = Vec::new();
    for view in views {
        let authors = authors(view);
        for (span, author) in view.spans.iter().zip(&authors) {
            if span.label() == CLAIM {
                reviews.push(review(view, span, author.as_deref()));
            }
        }
        losses.extend(lost(view));
    }
    let graph = json!({ "@context": "https://schema.org", "@graph": reviews });
    let json = serde_json::to_string_pretty(&graph).unwrap_or_default();
    // `</script>` inside a claim would end the script.
    let script = json.replace('<', "\\u003c").replace('&', "\\u0026");
    let html = format!(
        "<!doctype html><html lang=\"fa\" dir=\"rtl\"><meta charset=\"utf-8\"><title>claims</title>\
         <script type=\"application/ld+json\">{script}</script></html>"
    );
    let files = vec![
        ("claims.jsonld".to_owned(), json.into_bytes()),
        ("claims.html".to_owned(), html.into_bytes()),
    ];
    Output { files, losses, ..Output::default() }
}

/// Who made each span: the name given to it, else the words of the claimant it is linked to.
fn authors(view: &DocumentView<'_>) -> Vec<Option<String>> {
    let name = |it: &SpanView<'_>| {
        it.attribute("claimant_name").filter(|it| !it.is_empty()).map(ToOwned::to_owned)
    };
    let mut authors: Vec<Option<String>> = view.spans.iter().map(name).collect();
    for link in view.relations.iter().filter(|it| it.label() == CLAIMANT) {
        if let (Some(author @ None), Some(to)) = (authors.get_mut(link.from), view.to(link)) {
            *author = Some(view.document.quote(to.annotation));
        }
    }
    authors
}

fn review(view: &DocumentView<'_>, span: &SpanView<'_>, author: Option<&str>) -> Value {
    let id = format!("urn:hashiye:{}:{}", view.id(), span.id());
    let words = view.document.quote(span.annotation);
    let mut appearance = json!({ "@type": "CreativeWork", "identifier": view.id() });
    if !view.published().is_empty() {
        appearance["datePublished"] = view.published().into();
    }
    if let Some(link) = span.attribute("source_url").filter(|it| !it.is_empty()) {
        appearance["url"] = link.into();
    }
    let mut item = json!({ "@type": "Claim", "@id": id, "text": words, "appearance": appearance });
    if let Some(name) = author {
        item["author"] = json!({ "@type": "Person", "name": name });
    }
    let mut review = json!({
        "@type": "ClaimReview", "@id": format!("{id}:review"), "inLanguage": "fa",
        "claimReviewed": words, "itemReviewed": item,
    });
    if let Some(verdict) = span.attribute("verdict").filter(|it| !it.is_empty()) {
        review["reviewRating"] = json!({ "@type": "Rating", "alternateName": verdict });
    }
    review
}

fn lost(view: &DocumentView<'_>) -> Vec<Loss> {
    const CARRIED: [&str; 3] = ["claimant_name", "source_url", "verdict"];
    let mut losses = view.lost_spans(|it| match it.label() {
        CLAIM => Some(Lost::Place),
        label => Some(Lost::Label(label.to_owned())),
    });
    for span in view.spans.iter().filter(|it| it.label() == CLAIM) {
        for (key, value) in span.attributes.iter().filter(|(key, _)| !CARRIED.contains(key)) {
            losses
                .push(view.span_loss(span, Lost::Attribute((*key).to_owned(), value.to_string())));
        }
    }
    losses.extend(view.lost_relations());
    losses
}
