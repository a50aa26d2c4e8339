//! One label's model: a structured perceptron over words that are outside a tag, its first word, or a
//! further one (Collins 2002). It is trained in `training`.

use std::ops::Range;

use super::{
    features::{Verdicts, features_of},
    hashing::{Hash, HashedMap},
    numeric::{exp, log_odds},
    words::{FormedWords, WordRun},
};

/// Weights are kept as multiples of one part in this many.
pub(super) const SCALE: i32 = 64;

/// What a unit of weight is worth in log odds, so that probabilities come out with some spread.
const LOG_ODDS_A_UNIT: f64 = 0.1;

/// A segment that is less likely than this is no candidate.
const LEAST_LIKELY: f64 = 0.15;

/// The longest segment that is looked for besides those of the best reading, in words.
const LONGEST_SEGMENT: usize = 12;

/// The three things that a word can be.
pub(super) const OUTSIDE: usize = 0;
pub(super) const FIRST: usize = 1;
pub(super) const FURTHER: usize = 2;
pub(super) const TAGS: usize = 3;

/// A weight for each of the three.
pub(super) type Weights = [i32; TAGS];

/// A tag can follow another unless a further word has nothing to follow.
fn may_follow(before: usize, tag: usize) -> bool {
    tag != FURTHER || before != OUTSIDE
}

/// The model of one label.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tagger {
    pub(super) weights: HashedMap<Weights>,
    pub(super) verdicts: Vec<Weights>,
    /// From one word's to the next one's.
    pub(super) steps: [Weights; TAGS],
}

/// Some words that the model takes for a tag.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ModelFinding {
    pub(super) words: WordRun,
    /// How likely it is by the model's own weights, not calibrated, as log odds.
    pub(super) log_odds: f64,
    /// True where it is in the best reading.
    pub(super) is_best: bool,
}

impl Tagger {
    /// What is found in an article.
    pub(super) fn read(&self, article: FormedWords<'_>, verdicts: &Verdicts) -> Vec<ModelFinding> {
        let sentences = article.words.sentences.iter();
        sentences.flat_map(|it| self.read_sentence(article, it, verdicts)).collect()
    }

    fn read_sentence(
        &self,
        article: FormedWords<'_>,
        sentence: &Range<usize>,
        verdicts: &Verdicts,
    ) -> Vec<ModelFinding> {
        let scores: Vec<[i64; TAGS]> =
            sentence.clone().map(|at| self.scores(article, sentence, at, verdicts)).collect();
        let best = segments(&best_tags(&scores, &self.steps));
        let lattice = Lattice::new(&scores, &self.steps);
        let mut found: Vec<ModelFinding> = Vec::new();
        let mut add = |words: &Range<usize>, probability: f64, is_best: bool| {
            let words = WordRun::new(words.start + sentence.start..words.end + sentence.start);
            found.push(ModelFinding { words, log_odds: log_odds(probability), is_best });
        };
        for segment in &best {
            add(segment, lattice.probability(segment), true);
        }
        for (words, probability) in lattice.likely_segments() {
            if !best.contains(&words) {
                add(&words, probability, false);
            }
        }
        found.sort_by_key(|it| it.words);
        found
    }

    fn scores(
        &self,
        article: FormedWords<'_>,
        sentence: &Range<usize>,
        at: usize,
        verdicts: &Verdicts,
    ) -> [i64; TAGS] {
        let mut scores = [0; TAGS];
        let mut add = |weights: &Weights| {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += i64::from(*weight);
            }
        };
        features_of(article, sentence, at, |feature| {
            self.weights.get(&feature).into_iter().for_each(&mut add);
        });
        verdicts.at(at).filter_map(|it| self.verdicts.get(it)).for_each(&mut add);
        scores
    }

    /// How much a feature speaks for a tag.
    pub(super) fn speaks_for_tag(&self, feature: Hash) -> i32 {
        self.weights.get(&feature).map_or(0, |it| it[FIRST].max(it[FURTHER]) - it[OUTSIDE])
    }
}

/// The tags with the highest sum (Viterbi).
pub(super) fn best_tags<S>(scores: &[[S; TAGS]], steps: &[Weights; TAGS]) -> Vec<usize>
where
    S: Copy + Into<i64>,
{
    let mut sums = [0_i64, i64::MIN / 2, i64::MIN / 2];
    let mut came_from: Vec<[usize; TAGS]> = Vec::with_capacity(scores.len());
    for score in scores {
        let mut next = [i64::MIN / 2; TAGS];
        let mut from = [OUTSIDE; TAGS];
        for tag in 0..TAGS {
            for before in (0..TAGS).filter(|it| may_follow(*it, tag)) {
                let sum = sums[before] + i64::from(steps[before][tag]) + score[tag].into();
                if sum > next[tag] {
                    next[tag] = sum;
                    from[tag] = before;
                }
            }
        }
        sums = next;
        came_from.push(from);
    }
    let mut tag = OUTSIDE;
    for other in [FIRST, FURTHER] {
        if sums[other] > sums[tag] {
            tag = other;
        }
    }
    let mut tags = vec![OUTSIDE; scores.len()];
    for (place, from) in tags.iter_mut().zip(&came_from).rev() {
        *place = tag;
        tag = from[tag];
    }
    tags
}

/// The runs of words that tags make.
fn segments(tags: &[usize]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        match (*tag, found.last_mut()) {
            (FIRST, _) => found.push(at..at + 1),
            (FURTHER, Some(last)) if last.end == at => last.end = at + 1,
            _ => {}
        }
    }
    found
}

/// The sums over all readings of a sentence (forward–backward), each word's brought to 1.
struct Lattice {
    /// e to the power of each word's scores, divided by the largest.
    words: Vec<[f64; TAGS]>,
    steps: [[f64; TAGS]; TAGS],
    /// Of all readings up to a word, by its tag.
    forward: Vec<[f64; TAGS]>,
    /// Of all readings from the word after on.
    backward: Vec<[f64; TAGS]>,
    /// What `forward` was divided by.
    scales: Vec<f64>,
}

impl Lattice {
    fn new(scores: &[[i64; TAGS]], steps: &[Weights; TAGS]) -> Self {
        let unit = LOG_ODDS_A_UNIT / f64::from(SCALE);
        let word = |score: &[i64; TAGS]| {
            let largest = score.iter().max().copied().unwrap_or_default();
            score.map(|it| {
                let below = i32::try_from(it - largest).unwrap_or(i32::MIN);
                exp(f64::from(below) * unit)
            })
        };
        let words: Vec<[f64; TAGS]> = scores.iter().map(word).collect();
        let mut weights = [[0.0; TAGS]; TAGS];
        for before in 0..TAGS {
            for tag in (0..TAGS).filter(|it| may_follow(before, *it)) {
                weights[before][tag] = exp(f64::from(steps[before][tag]) * unit);
            }
        }
        let mut lattice = Self {
            words,
            steps: weights,
            forward: Vec::new(),
            backward: Vec::new(),
            scales: Vec::new(),
        };
        lattice.sum();
        lattice
    }

    fn sum(&mut self) {
        let mut before = [1.0, 0.0, 0.0];
        for word in &self.words {
            let mut sums = [0.0; TAGS];
            for tag in 0..TAGS {
                let inner: f64 = (0..TAGS).map(|it| before[it] * self.steps[it][tag]).sum();
                sums[tag] = inner * word[tag];
            }
            let scale = sums.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            before = sums.map(|it| it / scale);
            self.forward.push(before);
            self.scales.push(scale);
        }
        let mut after = [1.0; TAGS];
        for (word, scale) in self.words.iter().zip(&self.scales).rev() {
            self.backward.push(after);
            let mut sums = [0.0; TAGS];
            for (sum, steps) in sums.iter_mut().zip(&self.steps) {
                let inner = (0..TAGS).map(|it| steps[it] * word[it] * after[it]);
                *sum = inner.sum::<f64>() / scale;
            }
            after = sums;
        }
        self.backward.reverse();
    }

    /// How likely it is that exactly these words are a tag.
    fn probability(&self, segment: &Range<usize>) -> f64 {
        let Some(begun) = self.begun(segment.start) else { return 0.0 };
        let mut sum = begun;
        let mut tag = FIRST;
        for at in segment.start + 1..segment.end {
            sum *= self.goes_on(at, tag);
            tag = FURTHER;
        }
        sum * self.ends(segment.end, tag)
    }

    /// The share of readings in which a tag starts at `at`, without what follows.
    fn begun(&self, at: usize) -> Option<f64> {
        let before = match at.checked_sub(1) {
            Some(before) => *self.forward.get(before)?,
            None => [1.0, 0.0, 0.0],
        };
        let inner: f64 = (0..TAGS).map(|it| before[it] * self.steps[it][FIRST]).sum();
        Some(inner * self.words.get(at)?[FIRST] / self.scales.get(at)?)
    }

    /// What it is multiplied by where the tag goes on with the word at `at`.
    fn goes_on(&self, at: usize, tag: usize) -> f64 {
        let (Some(word), Some(scale)) = (self.words.get(at), self.scales.get(at)) else {
            return 0.0;
        };
        self.steps[tag][FURTHER] * word[FURTHER] / scale
    }

    /// What it is multiplied by where the tag ended before the word at `at`.
    fn ends(&self, at: usize, tag: usize) -> f64 {
        let (Some(word), Some(scale), Some(after)) =
            (self.words.get(at), self.scales.get(at), self.backward.get(at))
        else {
            return 1.0;
        };
        let other = [OUTSIDE, FIRST].iter().map(|it| self.steps[tag][*it] * word[*it] * after[*it]);
        other.sum::<f64>() / scale
    }

    /// Every segment that is likely enough to be looked at.
    fn likely_segments(&self) -> Vec<(Range<usize>, f64)> {
        let mut found = Vec::new();
        for start in 0..self.words.len() {
            let first = self.forward.get(start).zip(self.backward.get(start));
            if first.is_none_or(|(f, b)| f[FIRST] * b[FIRST] < LEAST_LIKELY) {
                continue;
            }
            let mut sum = self.begun(start).unwrap_or_default();
            let mut tag = FIRST;
            for end in start + 1..=(start + LONGEST_SEGMENT).min(self.words.len()) {
                let probability = sum * self.ends(end, tag);
                if probability >= LEAST_LIKELY {
                    found.push((start..end, probability));
                }
                sum *= self.goes_on(end, tag);
                tag = FURTHER;
            }
        }
        found
    }
}
