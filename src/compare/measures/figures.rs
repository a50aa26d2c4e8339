//! How far analysts agree, as figures. The JSON of `compare` has them under these names.

use std::collections::BTreeMap;

use serde::Serialize;

/// How far analysts agree who worked on the same articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AgreementFigures {
    /// Articles that several analysts worked on.
    pub articles: u32,
    /// Analysts of these articles.
    pub analysts: u32,
    /// Each two of them with an article in common.
    pub pairs: Vec<PairFigures>,
    /// Each label that one of them used, of all analysts.
    pub by_label: BTreeMap<String, LabelAgreement>,
}

/// How far all analysts agree on one label.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LabelAgreement {
    /// F1 of spans, 0 to 1, where only the same pieces are the same span. Averaged over the pairs of
    /// analysts that used the label, each as many times as it has articles in common, as the two that
    /// follow.
    pub f1_exact: f64,
    /// F1 of spans, 0 to 1, where spans that were matched are the same.
    pub f1_overlap: f64,
    /// Cohen's kappa of words, -1 to 1: each word has the label or not. `None` without words.
    pub cohen_kappa: Option<f64>,
    /// Krippendorff's alpha of words, of any number of analysts; -1 to 1.
    pub alpha_words: f64,
    /// Krippendorff's alpha of units in characters; -1 to 1.
    pub alpha_u: f64,
}

/// How far two analysts agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairFigures {
    /// The two.
    pub analysts: [String; 2],
    /// Articles that both worked on.
    pub articles: u32,
    /// Each label that one of them used.
    pub by_label: BTreeMap<String, LabelFigures>,
    /// Each attribute of each label that one of them said anything of, over matched spans.
    pub attributes: BTreeMap<String, BTreeMap<String, AttributeFigures>>,
    /// Each relation that one of them used.
    pub relations: BTreeMap<String, RelationFigures>,
    /// The label of the first, that of the second, and how often; an empty one is nobody's.
    pub confusion: Vec<(String, String, u32)>,
    /// Values of matched dates by what they mean; `None` where there are none.
    pub dates: Option<DateFigures>,
    /// Mathet's gamma, where it was asked for.
    pub gamma: Option<f64>,
    /// Articles with too many tags for it.
    #[serde(skip_serializing_if = "is_zero")]
    pub gamma_left_out: u32,
}

/// How far two analysts agree on one label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelFigures {
    /// Spans of each.
    pub spans: [u32; 2],
    /// Pairs on the same pieces.
    pub exact: u32,
    /// Pairs.
    pub matched: u32,
    /// Twice the exact pairs over the spans of both.
    pub f1_exact: f64,
    /// Its interval of 95 %; `None` for fewer than three articles.
    pub f1_exact_interval: Option<[f64; 2]>,
    /// Twice the pairs over the spans of both.
    pub f1_overlap: f64,
    /// Its interval.
    pub f1_overlap_interval: Option<[f64; 2]>,
    /// What pairs share, on average; `None` without any.
    pub mean_overlap: Option<f64>,
    /// Cohen's kappa of words; `None` without words.
    pub cohen_kappa: Option<f64>,
    /// Its interval.
    pub cohen_kappa_interval: Option<[f64; 2]>,
    /// Articles in which one of them used it.
    pub articles: u32,
}

/// How far two analysts agree on one attribute of matched spans.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributeFigures {
    /// Matched pairs of the label.
    pub pairs: u32,
    /// Those of which one at least says it, or the schema for both.
    pub said: u32,
    /// Those of these with the same value.
    pub same: u32,
    /// Krippendorff's alpha; not to say it is a value of its own, unless the schema has a default.
    pub alpha: f64,
}

/// How far two analysts agree on one relation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelationFigures {
    /// Relations of each.
    pub relations: [u32; 2],
    /// Those between the same spans.
    pub matched: u32,
    /// Twice the matched over those of both.
    pub f1: f64,
    /// The same among those of which both ends are matched; `None` without any.
    pub f1_of_matched: Option<f64>,
}

/// How the values of matched dates stand to each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateFigures {
    /// How often which standing, by key.
    pub kinds: BTreeMap<&'static str, u32>,
    /// Pairs of which one at least says a value.
    pub compared: u32,
    /// The share of the same instants.
    pub instant: Option<f64>,
    /// Days in common over days of either, on average.
    pub days: Option<f64>,
}

/// Twice what both have over what each has.
pub(super) fn f1(both: u32, each: [u32; 2]) -> f64 {
    let all = f64::from(each[0]) + f64::from(each[1]);
    if all > 0.0 { 2.0 * f64::from(both) / all } else { 0.0 }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
