//! Experience as bytes and back: numbers and the keys of labels, never words.
//!
//! A header with the version, the parts one after the other, and a checksum of it all. What is cut
//! short, damaged or of another version is no experience; whoever reads it makes it anew.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{
    experience::{Experience, KnownLabels, LabelPair, RuleCounts},
    hashing::{Hash, HashedMap},
    judge::Judge,
    memory::{LabelMemory, PhraseCounts, PhraseMemory, WordCounts},
    tagger::Tagger,
    threshold::LabelDecisions,
};
use crate::model::Name;

/// Changes with everything that changes what is learned, or how it is kept.
const HEADER: &[u8] = b"hashiye learned 2\n";

impl Experience {
    /// All of it as bytes; equal experiences have equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = BytesOut(HEADER.to_vec());
        out.all(&self.labels.names, |out, it| out.text(it.as_str()));
        out.memory(&self.memory);
        out.all(&self.models.iter().collect::<Vec<_>>(), |out, (label, model)| {
            out.count(**label);
            out.model(model);
        });
        out.judge(&self.judge);
        out.all(&self.decisions.iter().collect::<Vec<_>>(), |out, (label, decisions)| {
            out.count(**label);
            out.small(decisions.count);
            out.all(&decisions.last.iter().collect::<Vec<_>>(), |out, (probability, is_right)| {
                out.number(probability.to_bits());
                out.count(usize::from(*is_right));
            });
        });
        out.hashed(&self.rules, |out, it| {
            for count in [it.accepted, it.corrected, it.rejected, it.left] {
                out.small(count);
            }
        });
        out.all(&self.together.iter().collect::<Vec<_>>(), |out, LabelPair(label, other)| {
            out.count(*label);
            out.count(*other);
        });
        out.all(&self.never.iter().collect::<Vec<_>>(), |out, (label, phrase)| {
            out.count(*label);
            out.number(*phrase);
        });
        out.count(self.finished);
        let checksum = crc32fast::hash(&out.0);
        out.0.extend(checksum.to_le_bytes());
        out.0
    }

    /// What [`to_bytes`](Self::to_bytes) made; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (body, checksum) = bytes.split_last_chunk::<4>()?;
        if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let mut input = BytesIn(body.strip_prefix(HEADER)?);
        let names = input.all(|it| it.text().map(|it| Name::from(it.as_str())))?;
        let memory = input.memory()?;
        let models = input.all(|it| Some((it.count()?, it.model()?)))?.into_iter().collect();
        let judge = input.judge()?;
        let decision =
            |it: &mut BytesIn<'_>| Some((f64::from_bits(it.number()?), it.count()? == 1));
        let decisions = input
            .all(|it| {
                let label = it.count()?;
                let count = it.small()?;
                let last: VecDeque<(f64, bool)> = it.all(decision)?.into();
                Some((label, LabelDecisions { last, count }))
            })?
            .into_iter()
            .collect::<BTreeMap<_, _>>();
        let rules = input.hashed(|it| {
            let (accepted, corrected) = (it.small()?, it.small()?);
            Some(RuleCounts { accepted, corrected, rejected: it.small()?, left: it.small()? })
        })?;
        let together: BTreeSet<_> =
            input.all(|it| Some(LabelPair(it.count()?, it.count()?)))?.into_iter().collect();
        let never: BTreeSet<_> =
            input.all(|it| Some((it.count()?, it.number()?)))?.into_iter().collect();
        let finished = input.count()?;
        let labels = KnownLabels { names };
        input.0.is_empty().then_some(Self {
            labels,
            memory,
            models,
            judge,
            decisions,
            rules,
            together,
            never,
            finished,
        })
    }
}

/// Bytes being written: numbers take as many as they need, seven bits in each.
struct BytesOut(Vec<u8>);

impl BytesOut {
    fn number(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    fn small(&mut self, number: u32) {
        let mut rest = number;
        loop {
            let [low, ..] = rest.to_le_bytes();
            rest >>= 7;
            if rest == 0 {
                return self.0.push(low & 0x7F);
            }
            self.0.push(low | 0x80);
        }
    }

    fn signed(&mut self, number: i32) {
        // The sign goes last, so that small numbers stay short.
        self.small(number.unsigned_abs() << 1 | u32::from(number < 0));
    }

    fn count(&mut self, count: usize) {
        self.small(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend(text.bytes());
    }

    fn all<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.count(items.len());
        for it in items {
            write(self, it);
        }
    }

    fn hashed<T>(&mut self, map: &HashedMap<T>, mut write: impl FnMut(&mut Self, &T)) {
        let mut items: Vec<(&Hash, &T)> = map.iter().collect();
        items.sort_unstable_by_key(|it| it.0);
        self.all(&items, |out, (hash, it)| {
            out.number(**hash);
            write(out, it);
        });
    }

    fn memory(&mut self, memory: &PhraseMemory) {
        self.all(&memory.labels.iter().collect::<Vec<_>>(), |out, (label, memory)| {
            out.count(**label);
            out.hashed(&memory.phrases, |out, it| {
                for count in [it.tagged, it.untagged, it.inside, it.rejected] {
                    out.small(count);
                }
            });
            out.hashed(&memory.words, |out, it| {
                out.small(it.seen);
                out.small(it.tagged);
            });
        });
        self.hashed(&memory.longest, |out, it| out.small(u32::from(*it)));
    }

    fn model(&mut self, model: &Tagger) {
        self.hashed(&model.weights, Self::weights);
        self.all(&model.verdicts, Self::weights);
        for it in &model.steps {
            self.weights(it);
        }
    }

    fn weights(&mut self, weights: &[i32; 3]) {
        for weight in weights {
            self.signed(*weight);
        }
    }

    fn judge(&mut self, judge: &Judge) {
        let weights = judge.weights.iter().zip(&judge.squares).enumerate();
        let moved: Vec<_> = weights.filter(|(_, (_, square))| **square > 0.0).collect();
        self.all(&moved, |out, (at, (weight, square))| {
            out.count(*at);
            out.0.extend(weight.to_le_bytes());
            out.0.extend(square.to_le_bytes());
        });
    }
}

/// Bytes being read.
struct BytesIn<'a>(&'a [u8]);

impl BytesIn<'_> {
    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*bytes)
    }

    fn number(&mut self) -> Option<u64> {
        self.bytes().map(u64::from_le_bytes)
    }

    fn small(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..35).step_by(7) {
            let [byte] = self.bytes()?;
            number |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i32> {
        let number = self.small()?;
        let size = i32::try_from(number >> 1).ok()?;
        Some(if number & 1 == 1 { -size } else { size })
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.small()?).ok()
    }

    fn text(&mut self) -> Option<String> {
        let length = self.count()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn all<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        // Not with room for as many as it says: what it says may be anything.
        let mut found = Vec::new();
        for _ in 0..self.count()? {
            found.push(read(self)?);
        }
        Some(found)
    }

    fn hashed<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<HashedMap<T>> {
        let items = self.all(|it| Some((it.number()?, read(it)?)))?;
        Some(items.into_iter().collect())
    }

    fn memory(&mut self) -> Option<PhraseMemory> {
        let labels = self.all(|it| {
            let label = it.count()?;
            let phrases = it.hashed(|it| {
                Some(PhraseCounts {
                    tagged: it.small()?,
                    untagged: it.small()?,
                    inside: it.small()?,
                    rejected: it.small()?,
                })
            })?;
            let words =
                it.hashed(|it| Some(WordCounts { seen: it.small()?, tagged: it.small()? }))?;
            Some((label, LabelMemory { phrases, words }))
        })?;
        let longest = self.hashed(|it| u8::try_from(it.small()?).ok())?;
        Some(PhraseMemory { labels: labels.into_iter().collect(), longest })
    }

    fn weights(&mut self) -> Option<[i32; 3]> {
        Some([self.signed()?, self.signed()?, self.signed()?])
    }

    fn model(&mut self) -> Option<Tagger> {
        Some(Tagger {
            weights: self.hashed(Self::weights)?,
            verdicts: self.all(Self::weights)?,
            steps: [self.weights()?, self.weights()?, self.weights()?],
        })
    }

    fn judge(&mut self) -> Option<Judge> {
        let mut judge = Judge::default();
        let moved = self.all(|it| {
            let at = it.count()?;
            Some((at, f32::from_le_bytes(it.bytes()?), f32::from_le_bytes(it.bytes()?)))
        })?;
        for (at, weight, square) in moved {
            *judge.weights.get_mut(at)? = weight;
            *judge.squares.get_mut(at)? = square;
        }
        Some(judge)
    }
}
