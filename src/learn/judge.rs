//! One judge of everything that was found: a logistic regression that starts from what the finders
//! say and learns the rest from decisions.

use super::{
    hashing::{Hash, NOTHING, with},
    memory::PhraseCounts,
    numeric::{log_odds, probability},
};

/// How many weights there are, a power of two: what falls on the same one is learned together.
const WEIGHTS: usize = 1 << 16;

/// How far a decision moves a weight at first (`AdaGrad`, Duchi 2011).
const RATE: f64 = 0.07;

/// Where the sum of squares starts, so that the first decisions do not move a weight by the whole rate.
const START: f64 = 0.1;

/// What is known of a candidate before the analyst has said anything.
#[derive(Clone, Debug)]
pub(super) struct CandidateEvidence {
    /// The label's key.
    pub(super) label: Hash,
    /// The rule or program that found it, with how sure it is and of what kind it is.
    pub(super) rule: Option<RuleEvidence>,
    /// What other articles say of these words.
    pub(super) memory: PhraseCounts,
    /// What this article says of them so far: tagged and rejected.
    pub(super) here: PhraseCounts,
    /// The model's log odds.
    pub(super) model: Option<ModelEvidence>,
    /// True where something longer with the same label was found around it.
    pub(super) is_inside: bool,
    /// How many words it has.
    pub(super) length: usize,
    /// The words as a phrase, the first and the last of them, and the ones before and after.
    pub(super) phrase: Hash,
    pub(super) first: Hash,
    pub(super) last: Hash,
    pub(super) before: Hash,
    pub(super) after: Hash,
}

/// What a rule says.
#[derive(Clone, Copy, Debug)]
pub(super) struct RuleEvidence {
    pub(super) rule: Hash,
    pub(super) kind: Hash,
    pub(super) confidence: f64,
}

/// What the model says.
#[derive(Clone, Copy, Debug)]
pub(super) struct ModelEvidence {
    pub(super) log_odds: f64,
    pub(super) is_best: bool,
    /// How much it has seen: 0 at first, 1 from the tenth article on.
    pub(super) weight: f64,
}

impl CandidateEvidence {
    fn finders(&self) -> u64 {
        let has_memory = self.memory.tagged + self.here.tagged > 0;
        u64::from(self.rule.is_some())
            | u64::from(has_memory) << 1
            | u64::from(self.model.is_some()) << 2
    }

    /// What all articles say of these words.
    pub(super) fn known(&self) -> PhraseCounts {
        self.memory.plus(self.here)
    }

    /// What memory says of these words, if anything.
    pub(super) fn remembered(&self) -> Option<f64> {
        let known = self.known();
        (known.tagged > 0).then(|| {
            // Words that were tagged the one time they stood somewhere are right two times in three. A
            // rejection in this article counts twice: nobody is to reject the same words on and on.
            let seen = f64::from(known.seen() + self.here.rejected);
            log_odds((f64::from(known.tagged) + 0.3) / (seen + 1.0))
        })
    }

    /// What the finders say, before anything is learned.
    fn prior(&self, remembered: Option<f64>) -> f64 {
        let ruled = self.rule.map(|it| log_odds(it.confidence));
        let modeled = self.model.map_or(0.0, |it| it.weight * it.log_odds);
        match (ruled, remembered, self.model) {
            (Some(rule), Some(memory), _) => f64::midpoint(rule, memory),
            (Some(rule), None, _) => rule + 0.3 * modeled,
            (None, Some(memory), _) => memory + 0.8 * modeled,
            // Nothing but the model says so. It is too sure of itself by about this much, and has to
            // have seen something before it is asked at all.
            (None, None, Some(model)) => 0.6 * modeled - 0.5 - 2.0 * (1.0 - model.weight),
            // Words that were only ever rejected.
            (None, None, None) => log_odds(0.1),
        }
    }

    /// What the judge goes by.
    pub(super) fn judged_by(&self) -> JudgedBy {
        JudgedBy { prior: self.prior(self.remembered()), features: self.features() }
    }

    /// The same where all but the place is as it was where `known` was worked out, with what memory said: the
    /// words, the step in which the model's log odds lie, and that no rule found them.
    pub(super) fn judged_like(&self, known: &JudgedBy, remembered: Option<f64>) -> JudgedBy {
        let mut features = known.features;
        for (kind, what) in self.features_of_place() {
            features.set(kind, what);
        }
        JudgedBy { prior: self.prior(remembered), features }
    }

    /// The step in which a model's log odds lie.
    pub(super) fn step_of(model: Option<ModelEvidence>) -> u64 {
        model.map_or(0, odds_step)
    }

    /// Those of the features that are others in another place, by their numbers.
    fn features_of_place(&self) -> [(usize, Hash); 3] {
        [
            (INSIDE, with(self.finders(), u64::from(self.is_inside))),
            (BEFORE, with(self.label, self.before)),
            (AFTER, with(self.label, self.after)),
        ]
    }

    /// Everything that may change what the finders say.
    fn features(&self) -> FeatureList {
        let known = self.known();
        let finders = with(self.finders(), self.label);
        let share = share_step(known);
        let odds = Self::step_of(self.model);
        let length = self.length.min(10) as u64;
        let mut features = FeatureList::default();
        let [inside, before, after] = self.features_of_place();
        let mut say = |kind: usize, what: Hash| features.set(kind, what);
        say(1, self.finders());
        say(2, finders);
        say(3, with(count_step(known.tagged), count_step(known.untagged)));
        say(4, with(finders, share));
        say(5, with(self.finders(), odds));
        say(6, with(finders, odds));
        say(7, with(with(share, odds), self.finders()));
        say(8, with(finders, length));
        say(inside.0, inside.1);
        say(10, with(self.label, self.phrase));
        say(11, with(self.label, self.first));
        say(12, with(self.label, self.last));
        say(before.0, before.1);
        say(after.0, after.1);
        say(15, with(count_step(self.here.tagged), self.finders()));
        say(16, with(count_step(self.here.rejected), self.finders()));
        say(17, with(count_step(known.rejected), count_step(known.tagged)));
        say(18, with(count_step(known.inside), count_step(known.tagged)));
        if let Some(rule) = self.rule {
            say(19, rule.rule);
            say(20, with(rule.rule, rule.kind));
            say(21, with(rule.rule, length));
            say(22, with(rule.rule, odds));
        }
        features
    }
}

/// What the judge goes by in a candidate: what is left of its evidence once it is worked out.
#[derive(Clone, Copy, Debug)]
pub(super) struct JudgedBy {
    /// The log odds that the finders give it.
    prior: f64,
    features: FeatureList,
}

/// The most features a candidate has. They are numbered from 1; these are of the place, not of the words.
const MOST_FEATURES: usize = 22;
const INSIDE: usize = 9;
const BEFORE: usize = 13;
const AFTER: usize = 14;

/// The features of a candidate, by the place of their weights.
#[derive(Clone, Copy, Debug, Default)]
struct FeatureList {
    places: [u16; MOST_FEATURES],
    count: u8,
}

impl FeatureList {
    /// Sets the feature with this number: all before it are there.
    fn set(&mut self, number: usize, what: Hash) {
        let [a, b, ..] = with(with(NOTHING, number as u64), what).to_le_bytes();
        if let Some(place) = self.places.get_mut(number - 1) {
            // As many numbers as there are weights.
            *place = u16::from_le_bytes([a, b]);
            self.count = self.count.max(u8::try_from(number).unwrap_or(u8::MAX));
        }
    }

    fn places(&self) -> impl Iterator<Item = usize> + '_ {
        self.places.iter().take(usize::from(self.count)).map(|it| usize::from(*it))
    }
}

/// 0, 1, 2, 3–4, 5–8, 9–16, …
fn count_step(count: u32) -> u64 {
    match count {
        0..=2 => u64::from(count),
        more => 2 + u64::from((more - 1).ilog2()),
    }
}

/// How often the words were a tag, in steps; 0 where they never stood anywhere.
fn share_step(known: PhraseCounts) -> u64 {
    if known.seen() == 0 {
        return 0;
    }
    let percent = u64::from(known.tagged) * 100 / u64::from(known.seen().max(1));
    1 + [1, 15, 30, 45, 60, 75, 90, 100].iter().filter(|it| percent >= **it).count() as u64
}

/// The model's log odds in steps of one; the first is for what is not in its best reading.
fn odds_step(model: ModelEvidence) -> u64 {
    let step = (-5..5).filter(|it| model.log_odds >= f64::from(*it)).count() as u64;
    1 + step * 2 + u64::from(model.is_best)
}

/// The judge.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Judge {
    pub(super) weights: Vec<f32>,
    /// The sum of squares of what each weight was moved by.
    pub(super) squares: Vec<f32>,
}

impl Default for Judge {
    fn default() -> Self {
        Self { weights: vec![0.0; WEIGHTS], squares: vec![0.0; WEIGHTS] }
    }
}

impl Judge {
    /// How likely the analyst would have it so.
    pub(super) fn probability(&self, by: &JudgedBy) -> f64 {
        let weights = by.features.places().filter_map(|it| self.weights.get(it));
        let learned: f64 = weights.map(|it| f64::from(*it)).sum();
        probability(by.prior + learned)
    }

    /// Learns from a decision.
    pub(super) fn learn(&mut self, evidence: &CandidateEvidence, is_right: bool) {
        let by = evidence.judged_by();
        let step = f64::from(u8::from(is_right)) - self.probability(&by);
        for at in by.features.places() {
            if let (Some(known), Some(square)) =
                (self.weights.get_mut(at), self.squares.get_mut(at))
            {
                let sum = f64::from(*square) + step * step;
                *square = single(sum);
                *known = single(f64::from(*known) + RATE * step / (sum + START).sqrt());
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rounded the same way everywhere")]
fn single(it: f64) -> f32 {
    it as f32
}
