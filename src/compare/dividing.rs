//! Who works on which article: `tasks.ron`, and dividing a folder's articles.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What the gold is called where nobody gave it another name.
pub const GOLD: &str = "gold";

/// Who works on which article of a folder, and who decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskPlan {
    /// Of the format.
    pub version: u32,
    /// What the order of the articles is drawn from.
    pub seed: u64,
    /// Under which name the gold is kept.
    pub gold: String,
    /// Who decides.
    pub adjudicators: Vec<String>,
    /// Who may not see whose work it is.
    pub blind: BlindRules,
    /// Who works on which article, in order of name.
    pub assigned: Vec<AssignedArticle>,
}

/// Who may not see whose work it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BlindRules {
    /// An analyst sees nobody else's work on an article until their own is done.
    pub analysts: bool,
    /// The adjudicator sees no names.
    pub adjudicator: bool,
}

/// Who works on one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssignedArticle {
    /// The name of its file.
    pub article: String,
    /// The analysts.
    pub to: Vec<String>,
    /// True where all do it, first, to learn the guideline.
    pub calibration: bool,
}

impl Default for BlindRules {
    fn default() -> Self {
        Self { analysts: true, adjudicator: false }
    }
}

impl Default for TaskPlan {
    fn default() -> Self {
        Self {
            version: 1,
            seed: 1400,
            gold: GOLD.to_owned(),
            adjudicators: Vec::new(),
            blind: BlindRules::default(),
            assigned: Vec::new(),
        }
    }
}

/// How to divide articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DivisionWish {
    /// Among whom.
    pub analysts: Vec<String>,
    /// How many of a hundred articles several do.
    pub shared_percent: usize,
    /// How many do these.
    pub by: usize,
    /// How many articles all do, first.
    pub calibration: usize,
}

/// An article to divide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DivisibleArticle {
    /// The name of its file.
    pub name: String,
    /// Its length in code points.
    pub chars: usize,
}

impl TaskPlan {
    /// Reads a `tasks.ron`. The lines of an article that is there twice are united.
    ///
    /// Fails with line, column and the parser's words where it is no RON or has another shape.
    pub fn from_ron(source: &str) -> Result<Self, (usize, usize, String)> {
        let read: Result<Self, _> = ron::from_str(source.trim_start_matches('\u{FEFF}'));
        let mut plan = read.map_err(|error| {
            let start = error.span.start;
            (start.line, start.col, error.code.to_string())
        })?;
        let mut lines: BTreeMap<String, AssignedArticle> = BTreeMap::new();
        for line in std::mem::take(&mut plan.assigned) {
            let known = lines.entry(line.article.clone()).or_default();
            known.article = line.article;
            known.calibration |= line.calibration;
            for name in line.to {
                if !known.to.contains(&name) {
                    known.to.push(name);
                }
            }
        }
        plan.assigned = lines.into_values().collect();
        Ok(plan)
    }

    /// Who works on articles.
    pub fn analysts(&self) -> BTreeSet<&str> {
        self.assigned.iter().flat_map(|it| &it.to).map(String::as_str).collect()
    }

    /// True for who works on an article, or decides.
    pub fn knows(&self, name: &str) -> bool {
        let decides = name == self.gold || self.adjudicators.iter().any(|it| it == name);
        decides || self.assigned.iter().any(|it| it.to.iter().any(|it| it == name))
    }

    /// Writes a `tasks.ron`: an article a line, in order of name.
    pub fn to_ron(&self) -> String {
        let Self { version, seed, gold, adjudicators, blind, assigned } = self;
        let BlindRules { analysts, adjudicator } = blind;
        let list = |names: &[String]| {
            let names: Vec<String> = names.iter().map(|it| format!("{it:?}")).collect();
            names.join(", ")
        };
        let mut lines = vec![
            "(".to_owned(),
            format!("  version: {version}, seed: {seed}, gold: {gold:?},"),
            format!("  adjudicators: [{}],", list(adjudicators)),
            format!("  blind: (analysts: {analysts}, adjudicator: {adjudicator}),"),
            "  assigned: [".to_owned(),
        ];
        for AssignedArticle { article, to, calibration } in assigned {
            let calibration = if *calibration { ", calibration: true" } else { "" };
            lines.push(format!("    (article: {article:?}, to: [{}]{calibration}),", list(to)));
        }
        lines.extend(["  ],".to_owned(), ")\n".to_owned()]);
        lines.join("\n")
    }

    /// Who is to work on an article; nobody where it is not divided.
    pub fn assigned_to(&self, article: &str) -> &[String] {
        self.line_of(article).map(|it| it.to.as_slice()).unwrap_or_default()
    }

    /// True for an article that all do, first.
    pub fn is_calibration(&self, article: &str) -> bool {
        self.line_of(article).is_some_and(|it| it.calibration)
    }

    fn line_of(&self, article: &str) -> Option<&AssignedArticle> {
        let at = self.assigned.binary_search_by(|it| it.article.as_str().cmp(article));
        self.assigned.get(at.ok()?)
    }

    /// Divides the articles that are not divided yet; every line that is there stays as it is.
    ///
    /// In an order drawn from the seed: first those that all do, then those that several do, each by
    /// the pair whose turn it is, then the others, each for whom has the fewest characters so far.
    pub fn divide(&mut self, articles: &[DivisibleArticle], wish: &DivisionWish) {
        let known: BTreeSet<&str> = self.assigned.iter().map(|it| it.article.as_str()).collect();
        let mut new: Vec<&DivisibleArticle> =
            articles.iter().filter(|it| !known.contains(it.name.as_str())).collect();
        new.sort_by_cached_key(|it| (draw(self.seed, &it.name), it.name.clone()));
        if wish.analysts.is_empty() {
            return;
        }
        let mut shares = TaskShares::new(wish, &self.assigned, articles);
        let calibrated = self.assigned.iter().filter(|it| it.calibration).count();
        let calibration = wish.calibration.saturating_sub(calibrated).min(new.len());
        let others = new.split_off(calibration);
        let is_shared = |it: &&AssignedArticle| !it.calibration && it.to.len() > 1;
        let shared = self.assigned.iter().filter(is_shared).count();
        let single = self.assigned.iter().filter(|it| !it.calibration).count();
        // Rounded to the nearest; of all articles, so that dividing in two steps comes to the same.
        let wanted = ((single + others.len()) * wish.shared_percent + 50) / 100;
        let shared = wanted.saturating_sub(shared).min(others.len());
        for article in new {
            let to = wish.analysts.clone();
            shares.add(&to, article.chars);
            self.assigned.push(AssignedArticle {
                article: article.name.clone(),
                to,
                calibration: true,
            });
        }
        for (at, article) in others.into_iter().enumerate() {
            let to = if at < shared { shares.next_group(wish.by) } else { shares.next_group(1) };
            shares.add(&to, article.chars);
            let article = article.name.clone();
            self.assigned.push(AssignedArticle { article, to, calibration: false });
        }
        self.assigned.sort_by(|a, b| a.article.cmp(&b.article));
    }
}

/// Where an article comes in the order.
fn draw(seed: u64, name: &str) -> [u8; 32] {
    Sha256::digest(format!("{seed}\n{name}")).into()
}

/// The positions of `names` in an order that is drawn for each article anew, and the same each time.
pub fn drawn_order(seed: u64, article: &str, names: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|at| names.get(*at).map(|it| draw(seed, &format!("{article}\n{it}"))));
    order
}

/// How much each analyst has to do so far, and how often each two of them do the same article.
struct TaskShares {
    /// In the order they were named, each with their characters.
    loads: Vec<(String, usize)>,
    /// By position, the smaller first.
    pairs: BTreeMap<(usize, usize), usize>,
}

impl TaskShares {
    fn new(
        wish: &DivisionWish,
        assigned: &[AssignedArticle],
        articles: &[DivisibleArticle],
    ) -> Self {
        let mut seen = BTreeSet::new();
        let names = wish.analysts.iter().filter(|it| seen.insert(it.as_str()));
        let loads = names.map(|it| (it.clone(), 0)).collect();
        let mut shares = Self { loads, pairs: BTreeMap::new() };
        let chars: BTreeMap<&str, usize> =
            articles.iter().map(|it| (it.name.as_str(), it.chars)).collect();
        for line in assigned {
            let length = chars.get(line.article.as_str()).copied().unwrap_or_default();
            let to: Vec<String> = if line.calibration { Vec::new() } else { line.to.clone() };
            shares.add(&to, length);
            if line.calibration {
                shares.load(&line.to, length);
            }
        }
        shares
    }

    fn load(&mut self, to: &[String], chars: usize) {
        for (_, load) in self.loads.iter_mut().filter(|it| to.contains(&it.0)) {
            *load += chars;
        }
    }

    fn add(&mut self, to: &[String], chars: usize) {
        self.load(to, chars);
        // What all do is nobody's turn.
        if to.len() == self.loads.len() && to.len() > 2 {
            return;
        }
        let at = |name: &String| self.loads.iter().position(|it| it.0 == *name);
        let places: Vec<usize> = to.iter().filter_map(at).collect();
        for (one, other) in pairs_of(&places) {
            *self.pairs.entry((one.min(other), one.max(other))).or_default() += 1;
        }
    }

    /// The analysts whose turn it is to do an article: those who did the fewest together, then those
    /// who have the least to do.
    fn next_group(&self, size: usize) -> Vec<String> {
        let all = 0..self.loads.len();
        let load = |at: usize| self.loads.get(at).map(|it| it.1).unwrap_or_default();
        let together = |one: usize, other: usize| {
            self.pairs.get(&(one.min(other), one.max(other))).copied().unwrap_or_default()
        };
        let places: Vec<usize> = all.clone().collect();
        let mut group: Vec<usize> = if size > 1 {
            let best = pairs_of(&places).into_iter().min_by_key(|&(one, other)| {
                (together(one, other), load(one) + load(other), one, other)
            });
            best.map(|(one, other)| vec![one, other]).unwrap_or(places)
        } else {
            all.clone().min_by_key(|at| (load(*at), *at)).into_iter().collect()
        };
        while group.len() < size.min(self.loads.len()) {
            let left = all.clone().filter(|it| !group.contains(it));
            let next = left.min_by_key(|&at| {
                let sum: usize = group.iter().map(|it| together(*it, at)).sum();
                (sum, load(at), at)
            });
            group.extend(next);
        }
        group.sort_unstable();
        group.into_iter().filter_map(|at| self.loads.get(at)).map(|it| it.0.clone()).collect()
    }
}

/// Each two of several.
fn pairs_of(all: &[usize]) -> Vec<(usize, usize)> {
    let with_rest = all.iter().enumerate();
    with_rest.flat_map(|(at, one)| all.iter().skip(at + 1).map(move |it| (*one, *it))).collect()
}
