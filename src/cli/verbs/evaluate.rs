//! `hashiye evaluate`: how well an analyst's articles would have been suggested, had each been met with
//! what the ones before it teach.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{
        Done, Outcome,
        blind_articles::BlindArticles,
        out, redrawing,
        sources::{LoadedWork, SourceArgs},
    },
    learn::{Learner, ReplayedDecision},
    messages::Message,
    session::{learn_one, work_of},
};

/// Fewer tags than this say nothing.
const FEW_TAGS: usize = 30;

/// What to evaluate.
#[derive(Args, Clone, Debug)]
pub struct EvaluateArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Only these labels
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    label: Vec<String>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// What was counted in one article for one label.
#[derive(Clone, Copy, Debug, Default)]
struct LabelCounts {
    tags: usize,
    /// Suggestions that would have been shown, right and wrong.
    right: usize,
    wrong: usize,
    /// The same of the rules alone, all of them shown.
    ruled_right: usize,
    ruled_wrong: usize,
}

/// Precision, recall, their harmonic mean, and the share of actions that suggestions save: accepting or
/// rejecting is one action, tagging by hand two.
#[derive(Clone, Copy, Debug)]
struct SuggestionFigures {
    precision: f64,
    recall: f64,
    f1: f64,
    saved: f64,
}

/// What was counted, by label, for each finished article, in their order.
type ByArticle = Vec<BTreeMap<String, LabelCounts>>;

pub(super) fn run(args: &EvaluateArgs) -> Done {
    let sound = args.source.load_sound()?;
    let mut analysts: BTreeMap<&str, Vec<&LoadedWork>> = BTreeMap::new();
    for it in sound.loaded.iter().filter(|it| !it.analyst.is_empty()) {
        analysts.entry(&it.analyst).or_default().push(it);
    }
    let mut answers = Vec::new();
    for (analyst, works) in analysts {
        let (articles, learner) = replay(&works);
        let wanted = |label: &str| args.label.is_empty() || args.label.iter().any(|it| it == label);
        let windows = windows(&articles, wanted);
        let blind = BlindArticles::of(&works);
        if args.json {
            let rows: Vec<Value> = windows.iter().map(|it| it.json(&learner)).collect();
            answers.push(json!({
                "analyst": analyst, "articles": articles.len(), "windows": rows,
                "without_suggestions": blind.json(wanted),
            }));
            continue;
        }
        let finished = out::count("terminal-articles", articles.len());
        let title = Message::new("terminal-evaluated").with_text("analyst", analyst);
        out::say(&out::words(&title.with("articles", finished)));
        out::table(&table(&windows, &learner));
        blind.print(analyst, wanted);
    }
    if args.json {
        out::json(&json!({ "analysts": answers }));
    }
    Ok(sound.outcome(Outcome::Done))
}

/// Goes through an analyst's articles in their order.
fn replay(works: &[&LoadedWork]) -> (ByArticle, Learner) {
    let mut learner = Learner::new();
    let mut articles = ByArticle::new();
    for it in works {
        let decisions = learn_one(&mut learner, &it.document);
        let work = work_of(&it.document);
        if !work.is_done {
            continue;
        }
        let mut counts: BTreeMap<String, LabelCounts> = BTreeMap::new();
        for tag in &work.tags {
            counts.entry(tag.label.to_string()).or_default().tags += 1;
        }
        for decision in &decisions {
            counts.entry(decision.label.to_string()).or_default().add(decision);
        }
        articles.push(counts);
    }
    (articles, learner)
}

impl LabelCounts {
    fn add(&mut self, decision: &ReplayedDecision) {
        if decision.is_shown {
            self.right += usize::from(decision.is_right);
            self.wrong += usize::from(!decision.is_right);
        }
        if decision.is_outside {
            self.ruled_right += usize::from(decision.is_right);
            self.ruled_wrong += usize::from(!decision.is_right);
        }
    }

    fn plus(self, more: Self) -> Self {
        Self {
            tags: self.tags + more.tags,
            right: self.right + more.right,
            wrong: self.wrong + more.wrong,
            ruled_right: self.ruled_right + more.ruled_right,
            ruled_wrong: self.ruled_wrong + more.ruled_wrong,
        }
    }

    fn shown(self) -> SuggestionFigures {
        SuggestionFigures::new(self.tags, self.right, self.wrong)
    }

    fn ruled(self) -> SuggestionFigures {
        SuggestionFigures::new(self.tags, self.ruled_right, self.ruled_wrong)
    }
}

impl SuggestionFigures {
    fn new(tags: usize, right: usize, wrong: usize) -> Self {
        let ratio = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let (tags, right, wrong) = (number(tags), number(right), number(wrong));
        let (precision, recall) = (ratio(right, right + wrong), ratio(right, tags));
        let f1 = ratio(2.0 * precision * recall, precision + recall);
        Self { precision, recall, f1, saved: ratio(right - wrong, 2.0 * tags) }
    }
}

/// A label in a run of articles.
struct Window {
    label: String,
    /// From 1.
    first: usize,
    last: usize,
    counts: Vec<LabelCounts>,
}

impl Window {
    fn sum(&self) -> LabelCounts {
        self.counts.iter().fold(LabelCounts::default(), |sum, it| sum.plus(*it))
    }

    fn is_small(&self) -> bool {
        self.sum().tags < FEW_TAGS
    }

    /// Where `saved` lies in 95 of 100 cases, had other articles of the kind been there.
    fn interval(&self) -> (f64, f64) {
        redrawing::interval(|draw| {
            let drawn = (0..self.counts.len()).map(|_| draw(self.counts.len()));
            let drawn = drawn.filter_map(|it| self.counts.get(it));
            drawn.fold(LabelCounts::default(), |sum, it| sum.plus(*it)).shown().saved
        })
    }

    fn json(&self, learner: &Learner) -> Value {
        let sum = self.sum();
        let place = json!({
            "label": self.label, "first": self.first, "last": self.last, "tags": sum.tags,
            "threshold": learner.experience().threshold(&self.label),
        });
        let Value::Object(mut found) = place else { return place };
        if self.is_small() {
            found.insert("too_few".to_owned(), true.into());
            return found.into();
        }
        let (low, high) = self.interval();
        let figures = |it: SuggestionFigures| {
            json!({
                "precision": rounded(it.precision), "recall": rounded(it.recall),
                "f1": rounded(it.f1), "saved": rounded(it.saved),
            })
        };
        found.insert("shown".to_owned(), figures(sum.shown()));
        found.insert("saved_95".to_owned(), json!([rounded(low), rounded(high)]));
        found.insert("rules_alone".to_owned(), figures(sum.ruled()));
        found.into()
    }
}

/// Each label in 1, 2, 3–5, 6–10, 11–20, 21–50, … articles, and in all.
fn windows(articles: &ByArticle, wanted: impl Fn(&str) -> bool) -> Vec<Window> {
    let steps = [1, 2, 5].into_iter();
    let ends = (0..6).flat_map(|power| steps.clone().map(move |it| it * 10_usize.pow(power)));
    let ends = ends.take_while(|it| *it < articles.len()).chain([articles.len()]);
    let mut bounds: Vec<(usize, usize)> = Vec::new();
    for end in ends {
        bounds.push((bounds.last().map_or(1, |it| it.1 + 1), end));
    }
    if bounds.len() > 1 {
        bounds.push((1, articles.len()));
    }
    let all = articles.iter().flat_map(|it| it.iter());
    let tagged = all.filter(|it| it.1.tags > 0).map(|it| it.0.as_str());
    let labels: BTreeSet<&str> = tagged.filter(|it| wanted(it)).collect();
    let window = |label: &str, (first, last): (usize, usize)| {
        let inside = articles.get(first.saturating_sub(1)..last).unwrap_or_default().iter();
        let counts = inside.map(|it| it.get(label).copied().unwrap_or_default()).collect();
        Window { label: label.to_owned(), first, last, counts }
    };
    labels.iter().flat_map(|label| bounds.iter().map(|it| window(label, *it))).collect()
}

fn table(windows: &[Window], learner: &Learner) -> Vec<Vec<String>> {
    let head = [
        "label",
        "articles",
        "tags",
        "P",
        "R",
        "F",
        "saved",
        "95 %",
        "rules P",
        "rules saved",
        "threshold",
    ];
    let share = |it: f64| format!("{it:.2}");
    let row = |it: &Window| {
        let sum = it.sum();
        let mut row =
            vec![it.label.clone(), format!("{}-{}", it.first, it.last), sum.tags.to_string()];
        if it.is_small() {
            row.push(out::words(&Message::new("terminal-too-few")));
            return row;
        }
        let (shown, ruled, (low, high)) = (sum.shown(), sum.ruled(), it.interval());
        row.extend([shown.precision, shown.recall, shown.f1, shown.saved].map(share));
        row.push(format!("{low:.2}..{high:.2}"));
        let has_rules = sum.ruled_right + sum.ruled_wrong > 0;
        let of_rules = [ruled.precision, ruled.saved];
        row.extend(of_rules.map(|it| if has_rules { share(it) } else { "-".to_owned() }));
        let threshold = learner.experience().threshold(&it.label);
        row.push(threshold.map_or_else(|| "silent".to_owned(), share));
        row
    };
    [head.map(str::to_owned).to_vec()].into_iter().chain(windows.iter().map(row)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of tags are far below 2⁵²")]
fn number(count: usize) -> f64 {
    count as f64
}

fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
