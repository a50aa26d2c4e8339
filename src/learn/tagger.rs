//! One label's model: an averaged structured perceptron over words that are outside a tag, its first
//! word, or a further one.
//!
//! Weights are integers, and training goes through the sentences in an order that is fixed: the same
//! articles give the same bits on every machine. (Collins 2002; averaging as Daumé 2006 has it.)

use std::ops::Range;

use super::{
    features::{FEATURES, VERDICT_FEATURES, Verdicts, features_of},
    hashing::{FixedChance, Hash, HashedMap},
    numeric::exp,
    words::ArticleWords,
};

/// How often training goes through all sentences.
const ROUNDS: usize = 5;

/// Weights are kept as multiples of one part in this many.
const SCALE: i64 = 64;

/// What a unit of weight is worth in log odds, so that probabilities come out with some spread.
const LOG_ODDS_A_UNIT: f64 = 0.1;

/// A segment that is less likely than this is no candidate.
const LEAST_LIKELY: f64 = 0.15;

/// The longest segment that is looked for besides those of the best reading, in words.
const LONGEST_SEGMENT: usize = 12;

/// The three things that a word can be.
const OUTSIDE: usize = 0;
const FIRST: usize = 1;
const FURTHER: usize = 2;
const TAGS: usize = 3;

/// A weight for each of the three.
type Weights = [i32; TAGS];

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
    pub(super) words: Range<usize>,
    /// By its own weights, not calibrated.
    pub(super) probability: f64,
    /// True where it is in the best reading.
    pub(super) is_best: bool,
}

impl Tagger {
    /// What is found in an article.
    pub(super) fn read(&self, article: &ArticleWords, verdicts: &Verdicts) -> Vec<ModelFinding> {
        let sentences = article.sentences.iter();
        sentences.flat_map(|it| self.read_sentence(article, it, verdicts)).collect()
    }

    fn read_sentence(
        &self,
        article: &ArticleWords,
        sentence: &Range<usize>,
        verdicts: &Verdicts,
    ) -> Vec<ModelFinding> {
        let scores: Vec<[i64; TAGS]> =
            sentence.clone().map(|at| self.scores(article, sentence, at, verdicts)).collect();
        let best = segments(&best_tags(&scores, &self.steps));
        let lattice = Lattice::new(&scores, &self.steps);
        let mut found: Vec<ModelFinding> = Vec::new();
        for segment in &best {
            let probability = lattice.probability(segment);
            found.push(ModelFinding { words: segment.clone(), probability, is_best: true });
        }
        for segment in lattice.likely_segments() {
            if !best.contains(&segment.0) {
                let (words, probability) = segment;
                found.push(ModelFinding { words, probability, is_best: false });
            }
        }
        for it in &mut found {
            it.words = it.words.start + sentence.start..it.words.end + sentence.start;
        }
        found
    }

    fn scores(
        &self,
        article: &ArticleWords,
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

    /// How much the weights of a feature speak for a tag's first word.
    pub(super) fn says_first(&self, feature: Hash) -> i32 {
        self.weights.get(&feature).map_or(0, |it| it[FIRST] - it[OUTSIDE])
    }
}

/// The tags with the highest sum (Viterbi).
fn best_tags<S>(scores: &[[S; TAGS]], steps: &[Weights; TAGS]) -> Vec<usize>
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
        let unit = LOG_ODDS_A_UNIT / f64::from(i32::try_from(SCALE).unwrap_or(1));
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
            for before in 0..TAGS {
                let inner = (0..TAGS).map(|it| self.steps[before][it] * word[it] * after[it]);
                sums[before] = inner.sum::<f64>() / scale;
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

/// The sentences that models are trained on, with their features as numbers.
#[derive(Debug, Default)]
pub(super) struct TrainingSet {
    numbers: HashedMap<u32>,
    hashes: Vec<Hash>,
    /// The features of all words, one after the other.
    features: Vec<u32>,
    /// Where those of a word start; one more than there are words.
    starts: Vec<usize>,
    sentences: Vec<TrainingSentence>,
}

#[derive(Clone, Debug)]
struct TrainingSentence {
    article: usize,
    /// Its words in the article, and where the first of them is in the set.
    words: Range<usize>,
    at: usize,
}

/// What is to be learned of one label from one article.
#[derive(Debug)]
pub(super) struct TrainingArticle<'a> {
    /// The tags, in the order of the text.
    pub(super) tags: &'a [Range<usize>],
    /// What memory says without the article.
    pub(super) verdicts: Verdicts,
}

impl TrainingSet {
    /// Adds an article; they are numbered as they come.
    pub(super) fn add(&mut self, number: usize, article: &ArticleWords) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.features.reserve(article.len() * FEATURES);
        for sentence in &article.sentences {
            let at = self.starts.len() - 1;
            self.sentences.push(TrainingSentence { article: number, words: sentence.clone(), at });
            for word in sentence.clone() {
                let Self { numbers, hashes, features, .. } = self;
                features_of(article, sentence, word, |feature| {
                    let number = *numbers.entry(feature).or_insert_with(|| {
                        hashes.push(feature);
                        u32::try_from(hashes.len() - 1).unwrap_or(u32::MAX)
                    });
                    features.push(number);
                });
                self.starts.push(self.features.len());
            }
        }
    }

    /// Trains the model of one label. `of` gives what an article says of it, if anything.
    pub(super) fn train<'a>(&self, of: &[Option<TrainingArticle<'a>>]) -> Tagger {
        let mut learner = Learner::new(self.hashes.len());
        let has_say = |it: &&TrainingSentence| of.get(it.article).is_some_and(Option::is_some);
        let mut order: Vec<&TrainingSentence> = self.sentences.iter().filter(has_say).collect();
        let mut chance = FixedChance(order.len() as u64);
        for _ in 0..ROUNDS {
            chance.shuffle(&mut order);
            for sentence in &order {
                if let Some(Some(article)) = of.get(sentence.article) {
                    self.learn(&mut learner, sentence, article);
                }
            }
        }
        learner.tagger(&self.hashes)
    }

    fn learn(
        &self,
        learner: &mut Learner,
        sentence: &TrainingSentence,
        article: &TrainingArticle<'_>,
    ) {
        let numbers = |at: usize| {
            let word = sentence.at + at;
            let bounds = self.starts.get(word).zip(self.starts.get(word + 1));
            bounds.and_then(|(a, b)| self.features.get(*a..*b)).unwrap_or_default()
        };
        let length = sentence.words.len();
        let scores: Vec<[i32; TAGS]> = (0..length)
            .map(|at| learner.scores(numbers(at), article.verdicts.at(sentence.words.start + at)))
            .collect();
        let found = best_tags(&scores, &learner.steps.weights);
        let wanted = wanted_tags(&sentence.words, article.tags);
        learner.time += 1;
        if found == wanted {
            return;
        }
        let (mut found_before, mut wanted_before) = (OUTSIDE, OUTSIDE);
        for (at, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
            if found != wanted {
                let verdicts = article.verdicts.at(sentence.words.start + at);
                learner.correct(numbers(at), verdicts, *found, *wanted);
            }
            if (found_before, found) != (wanted_before, wanted) {
                learner.steps.add(found_before, *found, -1, learner.time);
                learner.steps.add(wanted_before, *wanted, 1, learner.time);
            }
            (found_before, wanted_before) = (*found, *wanted);
        }
    }
}

/// The tags as the analyst has them, for the words of one sentence.
fn wanted_tags(sentence: &Range<usize>, tags: &[Range<usize>]) -> Vec<usize> {
    let mut wanted = vec![OUTSIDE; sentence.len()];
    let first = tags.partition_point(|it| it.end <= sentence.start);
    for tag in tags.get(first..).unwrap_or_default().iter().take_while(|it| it.start < sentence.end) {
        for at in tag.start.max(sentence.start)..tag.end.min(sentence.end) {
            let is_first = at == tag.start || at == sentence.start;
            if let Some(it) = wanted.get_mut(at - sentence.start) {
                *it = if is_first { FIRST } else { FURTHER };
            }
        }
    }
    wanted
}

/// Weights while they are learned, with what averaging needs.
#[derive(Debug)]
struct Averaged {
    weights: Vec<Weights>,
    /// Each change times the time at which it was made.
    late: Vec<[i64; TAGS]>,
}

/// The same for the steps from one tag to the next.
#[derive(Debug, Default)]
struct AveragedSteps {
    weights: [Weights; TAGS],
    late: [[i64; TAGS]; TAGS],
}

impl AveragedSteps {
    fn add(&mut self, before: usize, tag: usize, by: i32, time: i64) {
        self.weights[before][tag] += by;
        self.late[before][tag] += i64::from(by) * time;
    }
}

impl Averaged {
    fn new(len: usize) -> Self {
        Self { weights: vec![[0; TAGS]; len], late: vec![[0; TAGS]; len] }
    }

    fn correct(&mut self, at: usize, found: usize, wanted: usize, time: i64) {
        if let (Some(weights), Some(late)) = (self.weights.get_mut(at), self.late.get_mut(at)) {
            weights[found] -= 1;
            weights[wanted] += 1;
            late[found] -= time;
            late[wanted] += time;
        }
    }
}

#[derive(Debug)]
struct Learner {
    words: Averaged,
    verdicts: Averaged,
    steps: AveragedSteps,
    /// How many sentences were looked at.
    time: i64,
}

impl Learner {
    fn new(features: usize) -> Self {
        Self {
            words: Averaged::new(features),
            verdicts: Averaged::new(VERDICT_FEATURES),
            steps: AveragedSteps::default(),
            time: 0,
        }
    }

    fn scores(&self, features: &[u32], verdicts: impl Iterator<Item = usize>) -> Weights {
        let mut scores = [0; TAGS];
        let mut add = |weights: &Weights| {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight;
            }
        };
        for feature in features {
            self.words.weights.get(*feature as usize).into_iter().for_each(&mut add);
        }
        verdicts.filter_map(|it| self.verdicts.weights.get(it)).for_each(&mut add);
        scores
    }

    fn correct(
        &mut self,
        features: &[u32],
        verdicts: impl Iterator<Item = usize>,
        found: usize,
        wanted: usize,
    ) {
        for feature in features {
            self.words.correct(*feature as usize, found, wanted, self.time);
        }
        for verdict in verdicts {
            self.verdicts.correct(verdict, found, wanted, self.time);
        }
    }

    /// The average over all sentences; what came out as nothing is left out.
    fn tagger(self, hashes: &[Hash]) -> Tagger {
        let time = self.time.max(1);
        let average = |weights: &Weights, late: &[i64; TAGS]| {
            std::array::from_fn(|tag| {
                // Counted from before the first sentence, so that a change made at the last is small.
                let sum = i64::from(weights[tag]) * (time + 1) - late[tag];
                i32::try_from(sum * SCALE / (time + 1)).unwrap_or_default()
            })
        };
        let words = self.words.weights.iter().zip(&self.words.late).zip(hashes);
        let words = words.map(|((weights, late), hash)| (*hash, average(weights, late)));
        let verdicts = self.verdicts.weights.iter().zip(&self.verdicts.late);
        Tagger {
            weights: words.filter(|it| it.1 != [0; TAGS]).collect(),
            verdicts: verdicts.map(|(weights, late)| average(weights, late)).collect(),
            steps: std::array::from_fn(|before| {
                average(&self.steps.weights[before], &self.steps.late[before])
            }),
        }
    }
}
