//! The best pairs between two sets of things: the assignment with the largest sum of gains.
//!
//! Shortest augmenting paths over the pairs that are possible at all (Jonker and Volgenant 1987, in its
//! sparse form). Spans overlap with few others, so that a search ends after a few steps and the whole
//! is linear in practice.

use std::{cmp::Reverse, collections::BinaryHeap};

/// A pair that is possible, and what it gains; more than 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct PossiblePair {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) gain: f64,
}

/// The pairs with the largest sum of gains in which each of the `firsts` and `seconds` is once at most,
/// in order of the first.
pub(super) fn best_pairs(
    firsts: usize,
    seconds: usize,
    possible: &[PossiblePair],
) -> Vec<(usize, usize)> {
    let mut choices: Vec<Vec<(usize, f64)>> = vec![Vec::new(); firsts];
    for pair in possible {
        if let Some(of) = choices.get_mut(pair.first) {
            of.push((pair.second, -pair.gain));
        }
    }
    // Each of the first has one more choice, which is theirs alone and gains nothing: to stay single.
    for (at, of) in choices.iter_mut().enumerate() {
        of.push((seconds + at, 0.0));
    }
    let mut search = PathSearch::new(firsts, seconds + firsts, choices);
    for first in 0..firsts {
        search.place(first);
    }
    let placed = search.second_of.iter().enumerate();
    placed
        .filter_map(|(first, second)| Some((first, (*second)?)))
        .filter(|it| it.1 < seconds)
        .collect()
}

/// A distance that has an order: none of them is NaN.
#[derive(Clone, Copy, PartialEq)]
struct PathLength(f64);

impl Eq for PathLength {}

impl PartialOrd for PathLength {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PathLength {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The shortest way to one of the second that a search has found so far.
#[derive(Clone, Copy)]
struct ReachedSecond {
    length: f64,
    /// From which of the first.
    from: usize,
    /// True once there can be no shorter way.
    is_settled: bool,
}

/// What is assigned so far, with a price of each of the second that makes every assigned pair the
/// cheapest choice of its first.
struct PathSearch {
    choices: Vec<Vec<(usize, f64)>>,
    second_of: Vec<Option<usize>>,
    first_of: Vec<Option<usize>>,
    prices: Vec<f64>,
    /// Of the search under way, by the second; `touched` says where.
    reached: Vec<Option<ReachedSecond>>,
    touched: Vec<usize>,
    open: BinaryHeap<Reverse<(PathLength, usize)>>,
}

impl PathSearch {
    fn new(firsts: usize, seconds: usize, choices: Vec<Vec<(usize, f64)>>) -> Self {
        Self {
            choices,
            second_of: vec![None; firsts],
            first_of: vec![None; seconds],
            prices: vec![0.0; seconds],
            reached: vec![None; seconds],
            touched: Vec::new(),
            open: BinaryHeap::new(),
        }
    }

    /// Finds a place for one more, moving others where that gains.
    fn place(&mut self, start: usize) {
        self.look_around(start, 0.0);
        while let Some((second, length)) = self.settle_nearest() {
            let Some(first) = self.first_of.get(second).copied().flatten() else {
                self.raise_prices(length);
                self.move_up(second, start);
                break;
            };
            self.look_around(first, length - self.own_cost(first));
        }
        for it in self.touched.drain(..) {
            if let Some(reached) = self.reached.get_mut(it) {
                *reached = None;
            }
        }
        self.open.clear();
    }

    /// What the present place of `first` costs, at the present price.
    fn own_cost(&self, first: usize) -> f64 {
        let Some(Some(second)) = self.second_of.get(first) else { return 0.0 };
        let choice = self.choices.get(first).into_iter().flatten().find(|it| it.0 == *second);
        choice.map_or(0.0, |it| it.1 - self.prices.get(*second).copied().unwrap_or_default())
    }

    /// Looks at every choice of one of the first, to whom it is `so_far`.
    fn look_around(&mut self, first: usize, so_far: f64) {
        for &(second, cost) in self.choices.get(first).into_iter().flatten() {
            let price = self.prices.get(second).copied().unwrap_or_default();
            let length = so_far + cost - price;
            let Some(reached) = self.reached.get_mut(second) else { continue };
            // What is settled stays so: a rounding error must not lead in a circle.
            if reached.is_some_and(|it| it.is_settled || it.length <= length) {
                continue;
            }
            if reached.is_none() {
                self.touched.push(second);
            }
            *reached = Some(ReachedSecond { length, from: first, is_settled: false });
            self.open.push(Reverse((PathLength(length), second)));
        }
    }

    /// The nearest of the second that was not settled yet.
    fn settle_nearest(&mut self) -> Option<(usize, f64)> {
        loop {
            let Reverse((_, second)) = self.open.pop()?;
            if let Some(Some(reached)) = self.reached.get_mut(second)
                && !reached.is_settled
            {
                reached.is_settled = true;
                return Some((second, reached.length));
            }
        }
    }

    /// Keeps every assigned pair the cheapest choice of its first, after a search of this length.
    fn raise_prices(&mut self, length: f64) {
        for &second in &self.touched {
            if let (Some(Some(reached)), Some(price)) =
                (self.reached.get(second), self.prices.get_mut(second))
                && reached.is_settled
            {
                *price -= length - reached.length;
            }
        }
    }

    /// Gives everybody on the way from `start` to `second` the next place.
    fn move_up(&mut self, second: usize, start: usize) {
        let mut second = second;
        while let Some(Some(ReachedSecond { from, .. })) = self.reached.get(second).copied() {
            let before = self.second_of.get_mut(from).and_then(|it| it.replace(second));
            if let Some(of) = self.first_of.get_mut(second) {
                *of = Some(from);
            }
            match before {
                Some(before) if from != start => second = before,
                Some(_) | None => break,
            }
        }
    }
}
