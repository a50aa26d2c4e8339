//! `hashiye compare`: how far analysts agree, and where they do not.

use std::{collections::BTreeMap, fmt, path::Path, str::FromStr};

use clap::Args;
use serde_json::{Map, Value, json};

use crate::{
    cli::{
        Done, Outcome,
        folder_facts::FolderTasks,
        out,
        sources::{LoadedWork, SourceArgs},
    },
    compare::{
        AgreementCounts, AgreementFigures, ArticleComparison, DifferingField, Disagreement,
        LabelAgreement, LabelFigures, PairFigures,
    },
    messages::{Message, Worded as _},
    text::Text,
};

/// Whose work to compare, and what to say of it.
#[derive(Args, Clone, Debug)]
pub struct CompareArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Only these analysts
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    between: Vec<String>,
    /// Each analyst with this one alone, such as the gold
    #[arg(long, value_name = "NAME")]
    against: Option<String>,
    /// Only this label
    #[arg(long, value_name = "LABEL")]
    label: Vec<String>,
    /// Mathet's gamma too, which takes a hundred times as long as the rest
    #[arg(long)]
    gamma: bool,
    /// Every disagreement: where it is, who has what and in what they differ
    #[arg(long)]
    list: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// Fail below it, such as `f1_overlap=claim:.8`; the others are `f1_exact`, `cohen_kappa`,
    /// `alpha_words` and `alpha_u`
    #[arg(long, value_name = "MEASURE=LABEL:X")]
    min: Vec<LeastAgreement>,
}

/// What a figure has to be at least.
#[derive(Clone, Debug, PartialEq)]
struct LeastAgreement {
    measure: AgreementMeasure,
    label: String,
    least: f64,
}

/// A figure of all analysts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AgreementMeasure {
    Exact,
    Overlap,
    Kappa,
    AlphaOfWords,
    AlphaOfUnits,
}

impl AgreementMeasure {
    const ALL: [Self; 5] =
        [Self::Exact, Self::Overlap, Self::Kappa, Self::AlphaOfWords, Self::AlphaOfUnits];

    fn key(self) -> &'static str {
        match self {
            Self::Exact => "f1_exact",
            Self::Overlap => "f1_overlap",
            Self::Kappa => "cohen_kappa",
            Self::AlphaOfWords => "alpha_words",
            Self::AlphaOfUnits => "alpha_u",
        }
    }

    fn of(self, agreement: &LabelAgreement) -> Option<f64> {
        match self {
            Self::Exact => Some(agreement.f1_exact),
            Self::Overlap => Some(agreement.f1_overlap),
            Self::Kappa => agreement.cohen_kappa,
            Self::AlphaOfWords => Some(agreement.alpha_words),
            Self::AlphaOfUnits => Some(agreement.alpha_u),
        }
    }
}

impl FromStr for LeastAgreement {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let parts = || {
            let (measure, rest) = written.split_once('=')?;
            let (label, least) = rest.rsplit_once(':')?;
            let measure = AgreementMeasure::ALL.into_iter().find(|it| it.key() == measure)?;
            Some(Self { measure, label: label.to_owned(), least: least.parse().ok()? })
        };
        parts().ok_or_else(|| {
            let keys = AgreementMeasure::ALL.map(AgreementMeasure::key).join(", ");
            out::words(&Message::new("terminal-give-least").with_text("measures", &keys))
        })
    }
}

impl fmt::Display for LeastAgreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}:{}", self.measure.key(), self.label, self.least)
    }
}

/// A disagreement with where it is.
struct ListedDisagreement {
    article: String,
    file: String,
    /// From 1, in characters.
    line: usize,
    column: usize,
    /// What each says of the article, where they differ in that.
    said: [Option<String>; 2],
    words: String,
    disagreement: Disagreement,
}

pub(super) fn run(args: &CompareArgs) -> Done {
    let mut counts = AgreementCounts::default();
    let mut tasks = FolderTasks::default();
    let mut listed = Vec::new();
    let mut left_out: Vec<Message> = Vec::new();
    args.source.for_each_article(|loaded| {
        let mut sound = Vec::new();
        for it in &loaded {
            match it {
                // Tags that may not be where they were put say nothing about who put them.
                Ok(LoadedWork { doubt: Some(doubt), path, .. }) => {
                    left_out.push(doubt.message().at(path));
                }
                Ok(it) if it.report_copy().is_some() => {}
                Ok(it) if args.is_wanted(&it.analyst, &tasks.of(&it.article).gold) => {
                    sound.push(it);
                }
                Ok(_) => {}
                Err(failure) => left_out.push(failure.message.clone()),
            }
        }
        args.compare(&sound, &mut counts, &mut listed);
    })?;
    for it in &left_out {
        out::remark(&Message::new("terminal-not-compared").with("what", it.clone()));
    }
    let Some(figures) = counts.figures() else {
        return Ok(nothing_to_compare(args));
    };
    let figures = args.narrowed(figures);
    if args.json {
        out::json(&args.as_json(&figures, &listed));
    } else {
        args.say(&figures, &listed);
    }
    let missed = args.min.iter().filter(|it| !it.is_reached(&figures)).collect::<Vec<_>>();
    for it in &missed {
        let found = figures.by_label.get(&it.label).and_then(|found| it.measure.of(found));
        let found = found.map_or("–".to_owned(), |it| format!("{it:.3}"));
        out::complain(
            &Message::new("terminal-below-least")
                .with_text("least", &it)
                .with_text("found", &found),
        );
    }
    Ok(if missed.is_empty() { Outcome::Done } else { Outcome::Findings })
}

/// The figures of everything that was read; the gold is no analyst.
pub(super) fn figures(loaded: &[LoadedWork], with_gamma: bool) -> Option<AgreementFigures> {
    let mut tasks = FolderTasks::default();
    let mut articles: BTreeMap<&Path, Vec<&LoadedWork>> = BTreeMap::new();
    for work in loaded.iter().filter(|it| it.analyst != tasks.of(&it.article).gold) {
        articles.entry(&work.article).or_default().push(work);
    }
    let mut counts = AgreementCounts::default();
    for loaded in articles.values() {
        let works: Vec<_> = loaded.iter().map(|it| it.work()).collect();
        let Some(first) = loaded.first() else { continue };
        let article = ArticleComparison::new(first.document.text(), &works);
        counts.add(&article);
        if with_gamma {
            counts.add_gamma(&article);
        }
    }
    counts.figures()
}

/// What is missing is said, and is an answer all the same.
fn nothing_to_compare(args: &CompareArgs) -> Outcome {
    if args.json {
        out::json(&json!({ "articles": 0, "analysts": 0, "pairs": [], "by_label": {} }));
    }
    out::remark(&Message::new("terminal-nothing-to-compare"));
    if args.min.is_empty() { Outcome::Done } else { Outcome::Findings }
}

impl LeastAgreement {
    fn is_reached(&self, figures: &AgreementFigures) -> bool {
        let found = figures.by_label.get(&self.label).and_then(|it| self.measure.of(it));
        found.is_some_and(|it| it >= self.least)
    }
}

impl CompareArgs {
    /// The gold is no analyst, unless it is asked for.
    fn is_wanted(&self, analyst: &str, gold: &str) -> bool {
        let named = |it: &String| it == analyst;
        match &self.against {
            Some(against) if against == analyst => true,
            _ if !self.between.is_empty() => self.between.iter().any(named),
            _ => analyst != gold,
        }
    }

    fn compare(
        &self,
        loaded: &[&LoadedWork],
        counts: &mut AgreementCounts,
        listed: &mut Vec<ListedDisagreement>,
    ) {
        let Some(first) = loaded.first() else { return };
        let works: Vec<_> = loaded.iter().map(|it| it.work()).collect();
        let text = first.document.text();
        let mut article = ArticleComparison::new(text, &works);
        if let Some(gold) = &self.against {
            article.keep_against(gold);
        }
        counts.add(&article);
        if self.gamma {
            counts.add_gamma(&article);
        }
        if self.list {
            let found = article.disagreements().into_iter();
            let found = found.filter(|it| self.is_label(&it.label));
            listed.extend(found.map(|it| ListedDisagreement::new(loaded, it)));
        }
    }

    fn is_label(&self, label: &str) -> bool {
        self.label.is_empty() || self.label.iter().any(|it| it == label)
    }

    /// Without the labels that were not asked for.
    fn narrowed(&self, mut figures: AgreementFigures) -> AgreementFigures {
        figures.by_label.retain(|label, _| self.is_label(label));
        for pair in &mut figures.pairs {
            pair.by_label.retain(|label, _| self.is_label(label));
            pair.attributes.retain(|label, _| self.is_label(label));
            pair.confusion.retain(|it| self.is_label(&it.0) || self.is_label(&it.1));
        }
        figures
    }

    fn as_json(&self, figures: &AgreementFigures, listed: &[ListedDisagreement]) -> Value {
        let mut value = serde_json::to_value(figures).unwrap_or_default();
        if let Some(value) = value.as_object_mut() {
            if self.list {
                let rows = listed.iter().map(ListedDisagreement::as_json);
                value.insert("disagreements".to_owned(), rows.collect());
            }
            if let Some(gold) = &self.against {
                let pairs = figures.pairs.iter().map(|it| against_json(it, gold));
                value.insert("against".to_owned(), pairs.collect());
            }
        }
        value
    }

    fn say(&self, figures: &AgreementFigures, listed: &[ListedDisagreement]) {
        let AgreementFigures { articles, analysts, pairs, by_label } = figures;
        out::say(&format!("articles {articles}, analysts {analysts}"));
        for pair in pairs {
            out::say("");
            out::table(&match &self.against {
                Some(gold) => against_rows(pair, gold),
                None => pair_rows(pair),
            });
        }
        out::say("");
        let head = ["all", "alpha of words", "alpha of units"].map(str::to_owned).to_vec();
        let rows = by_label.iter().map(|(label, it)| {
            vec![label.clone(), format!("{:.3}", it.alpha_words), format!("{:.3}", it.alpha_u)]
        });
        out::table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
        if self.list {
            out::say("");
            for it in listed {
                out::say(&it.to_string());
            }
        }
    }
}

impl ListedDisagreement {
    fn new(loaded: &[&LoadedWork], disagreement: Disagreement) -> Self {
        let [one, other] = &disagreement.analysts;
        let [id, its] = disagreement.spans;
        let work = |analyst: &str| loaded.iter().find(|it| it.analyst == analyst);
        let first = work(one).zip(id).or_else(|| work(other).zip(its));
        let span = first.and_then(|(work, id)| Some((work, work.document.annotation(id)?)));
        let (line, column) =
            span.map_or((1, 1), |(work, span)| place(work.document.text(), span.extent.start()));
        let any = loaded.first();
        let meta = disagreement.fields.iter().find_map(|it| match it {
            DifferingField::Meta(key) => Some(key.as_str()),
            DifferingField::Missing
            | DifferingField::Place
            | DifferingField::Label
            | DifferingField::Attribute(_)
            | DifferingField::Relation(_)
            | DifferingField::RelationPlace(_) => None,
        });
        let said = |analyst: &String| {
            let said =
                work(analyst).zip(meta).map(|(it, key)| it.document.meta_value(key).to_owned());
            said.filter(|it| !it.is_empty())
        };
        let said = [said(one), said(other)];
        Self {
            article: any.map(|it| it.document.id().to_owned()).unwrap_or_default(),
            file: any.map(|it| it.article.display().to_string()).unwrap_or_default(),
            line,
            column,
            said,
            words: span.map(|(work, span)| work.document.quote(span)).unwrap_or_default(),
            disagreement,
        }
    }

    fn fields(&self) -> Vec<String> {
        self.disagreement.fields.iter().map(ToString::to_string).collect()
    }

    fn as_json(&self) -> Value {
        let Self { article, file, line, column, said, words, disagreement } = self;
        let mut value = json!({
            "article": article, "file": file, "line": line, "column": column, "words": words,
            "analysts": disagreement.analysts, "label": disagreement.label,
            "spans": disagreement.spans.map(|it| it.map(|it| it.to_string())), "fields": self.fields(),
        });
        if let Some(object) = value.as_object_mut().filter(|_| said.iter().any(Option::is_some)) {
            object.insert("said".to_owned(), json!(said));
        }
        value
    }
}

impl fmt::Display for ListedDisagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, said, words, disagreement, .. } = self;
        let has = disagreement.spans.iter().zip(said);
        let has = has.map(|(id, said)| id.map(|it| it.to_string()).or_else(|| said.clone()));
        let who = disagreement.analysts.iter().zip(has);
        let who = who.map(|(name, has)| format!("{name} {}", has.as_deref().unwrap_or("–")));
        let (who, fields) = (who.collect::<Vec<_>>().join(", "), self.fields().join(" "));
        write!(f, "{file}:{line}:{column}\t{}\t{who}\t{fields}\t{words}", disagreement.label)
    }
}

/// Line and column of a byte, from 1, in characters.
fn place(text: &Text, byte: usize) -> (usize, usize) {
    let before = text.as_str().get(..byte).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (1 + before.matches('\n').count(), 1 + line.chars().count())
}

fn shown(value: f64) -> String {
    format!("{value:.3}")
}

fn with_interval(value: f64, interval: Option<[f64; 2]>) -> String {
    interval.map_or(shown(value), |[low, high]| format!("{value:.3} [{low:.2}, {high:.2}]"))
}

fn pair_rows(pair: &PairFigures) -> Vec<Vec<String>> {
    let [one, other] = &pair.analysts;
    let mut rows = vec![
        [
            &*format!("{one}, {other} (articles {})", pair.articles),
            "spans",
            "F1 exact",
            "F1 overlap",
            "edges",
            "kappa of words",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for (label, it) in &pair.by_label {
        let kappa = it.cohen_kappa.map(|kappa| with_interval(kappa, it.cohen_kappa_interval));
        rows.push(vec![
            label.clone(),
            format!("{} {}", it.spans[0], it.spans[1]),
            with_interval(it.f1_exact, it.f1_exact_interval),
            with_interval(it.f1_overlap, it.f1_overlap_interval),
            it.mean_overlap.map_or("–".to_owned(), shown),
            kappa.unwrap_or_else(|| "–".to_owned()),
        ]);
    }
    for (label, attributes) in &pair.attributes {
        for (key, it) in attributes {
            let said = format!("same {} of {}", it.same, it.said);
            rows.push(vec![format!("{label} @{key}"), said, format!("alpha {:.3}", it.alpha)]);
        }
    }
    for (relation, it) in &pair.relations {
        let counts = format!("{} {}", it.relations[0], it.relations[1]);
        let among = it.f1_of_matched.map_or("–".to_owned(), shown);
        let among = format!("of matched ends {among}");
        rows.push(vec![format!(">{relation}"), counts, shown(it.f1), among]);
    }
    if let Some(dates) = &pair.dates {
        let instant = dates.instant.map_or("–".to_owned(), shown);
        let days = dates.days.map_or("–".to_owned(), shown);
        let kinds = dates.kinds.iter().map(|(kind, n)| format!("{kind} {n}"));
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        let what = format!("same instant {instant}");
        rows.push(vec!["dates".to_owned(), what, format!("days {days}"), kinds]);
    }
    if let Some(gamma) = pair.gamma {
        rows.push(vec!["gamma".to_owned(), shown(gamma)]);
    }
    rows
}

/// An analyst's spans by the gold's: precision, recall and F1, of exact pairs and of all.
fn against(label: &LabelFigures, is_first: bool) -> [[f64; 2]; 2] {
    let [mine, gold] = if is_first { label.spans } else { [label.spans[1], label.spans[0]] };
    let share = |part: u32, of: u32| {
        if of == 0 { 0.0 } else { f64::from(part) / f64::from(of) }
    };
    [label.exact, label.matched].map(|it| [share(it, mine), share(it, gold)])
}

fn against_json(pair: &PairFigures, gold: &str) -> Value {
    let is_first = pair.analysts[1] == gold;
    let labels = pair.by_label.iter().map(|(label, it)| {
        let [exact, overlap] = against(it, is_first);
        let figures = json!({
            "precision_exact": exact[0], "recall_exact": exact[1], "f1_exact": it.f1_exact,
            "precision_overlap": overlap[0], "recall_overlap": overlap[1],
            "f1_overlap": it.f1_overlap,
        });
        (label.clone(), figures)
    });
    let labels: Map<String, Value> = labels.collect();
    json!({ "analyst": pair.analysts[usize::from(!is_first)], "by_label": labels })
}

fn against_rows(pair: &PairFigures, gold: &str) -> Vec<Vec<String>> {
    let is_first = pair.analysts[1] == gold;
    let name = &pair.analysts[usize::from(!is_first)];
    let what = format!("{name} against {gold} (articles {})", pair.articles);
    let mut rows =
        vec![[&*what, "precision", "recall", "F1 exact", "F1 overlap"].map(str::to_owned).to_vec()];
    for (label, it) in &pair.by_label {
        let [[precision, recall], _overlap] = against(it, is_first);
        let exact = with_interval(it.f1_exact, it.f1_exact_interval);
        let overlap = with_interval(it.f1_overlap, it.f1_overlap_interval);
        rows.push(vec![label.clone(), shown(precision), shown(recall), exact, overlap]);
    }
    for (label, attributes) in &pair.attributes {
        for (key, it) in attributes {
            let said = format!("same {} of {}", it.same, it.said);
            rows.push(vec![format!("{label} @{key}"), said]);
        }
    }
    rows
}
