//! How a label's model is trained: averaged over all sentences it went through (Daumé 2006), and over
//! some orders in which it went through them.
//!
//! Weights are integers and the orders fixed: the same articles give the same bits on every machine.

use std::ops::Range;

use super::{
    features::{FEATURES, VERDICT_FEATURES, Verdicts, features_of},
    hashing::{FixedChance, Hash, HashedMap},
    tagger::{FIRST, FURTHER, OUTSIDE, SCALE, TAGS, Tagger, Weights, best_tags},
    words::FormedWords,
};

/// How often a learner goes through all sentences.
const ROUNDS: usize = 5;

/// How many learners are averaged, each with orders of its own: one alone has its whims as long as
/// there is little to learn from.
const ORDERS: i32 = 3;

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
    pub(super) fn add(&mut self, number: usize, article: FormedWords<'_>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.features.reserve(article.forms.len() * FEATURES);
        for sentence in &article.words.sentences {
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
    pub(super) fn train(&self, of: &[Option<TrainingArticle<'_>>]) -> Tagger {
        let has_say = |it: &&TrainingSentence| of.get(it.article).is_some_and(Option::is_some);
        let mut order: Vec<&TrainingSentence> = self.sentences.iter().filter(has_say).collect();
        let mut chance = FixedChance(0);
        let mut sum = Averages::new(self.hashes.len());
        for _ in 0..ORDERS {
            let mut learner = Learner::new(self.hashes.len());
            for _ in 0..ROUNDS {
                chance.shuffle(&mut order);
                for sentence in &order {
                    if let Some(Some(article)) = of.get(sentence.article) {
                        self.learn(&mut learner, sentence, article);
                    }
                }
            }
            learner.add_to(&mut sum);
        }
        sum.tagger(&self.hashes)
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
    for tag in tags.get(first..).unwrap_or_default().iter().take_while(|it| it.start < sentence.end)
    {
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

    /// Adds the averages over all sentences.
    fn add_to(&self, sum: &mut Averages) {
        let time = self.time + 1;
        let add = |sum: &mut Weights, weights: &Weights, late: &[i64; TAGS]| {
            for (sum, (weight, late)) in sum.iter_mut().zip(weights.iter().zip(late)) {
                let all = (i64::from(*weight) * time - late) * i64::from(SCALE) / time;
                *sum = sum.saturating_add(i32::try_from(all).unwrap_or_default());
            }
        };
        for (sum, learned) in [(&mut sum.words, &self.words), (&mut sum.verdicts, &self.verdicts)] {
            for (sum, it) in sum.iter_mut().zip(learned.weights.iter().zip(&learned.late)) {
                add(sum, it.0, it.1);
            }
        }
        for (sum, it) in sum.steps.iter_mut().zip(self.steps.weights.iter().zip(&self.steps.late)) {
            add(sum, it.0, it.1);
        }
    }
}

/// The averages of several learners.
#[derive(Debug)]
struct Averages {
    words: Vec<Weights>,
    verdicts: Vec<Weights>,
    steps: [Weights; TAGS],
}

impl Averages {
    fn new(features: usize) -> Self {
        Self {
            words: vec![[0; TAGS]; features],
            verdicts: vec![[0; TAGS]; VERDICT_FEATURES],
            steps: [[0; TAGS]; TAGS],
        }
    }

    /// The model they make; what came out as nothing is left out.
    fn tagger(self, hashes: &[Hash]) -> Tagger {
        let mean = |sum: Weights| sum.map(|it| it / ORDERS);
        let words = hashes.iter().copied().zip(self.words.into_iter().map(mean));
        Tagger {
            weights: words.filter(|it| it.1 != [0; TAGS]).collect(),
            verdicts: self.verdicts.into_iter().map(mean).collect(),
            steps: self.steps.map(mean),
        }
    }
}
