//! How sure the judge has to be before something is shown: for each label, from the last decisions.

use std::collections::VecDeque;

/// How many decisions are looked back on.
const LOOKED_BACK: usize = 300;

/// With fewer than this nothing is known yet.
const FEW: u32 = 20;

/// What share of what is shown is to be right.
const RIGHT: f64 = 0.8;

/// Where nothing is known yet.
const AT_FIRST: f64 = 0.5;

/// Until shown otherwise, what is found is right: as if there had been this many decisions, with this
/// many of them right. Else a few wrong ones among the first silence a label for long.
const ASSUMED: (f64, f64) = (20.0, 18.0);

/// The thresholds there are.
const STEPS: [f64; 10] = [0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];

/// The last decisions on one label.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LabelDecisions {
    /// How likely each was thought to be before, and whether it was right.
    pub(super) last: VecDeque<(f64, bool)>,
    /// How many there were, those on rules that were thought unlikely too.
    pub(super) count: u32,
}

impl LabelDecisions {
    /// Notes a decision on what was likely enough that it might have been shown, or was as a rule.
    pub(super) fn note(&mut self, probability: f64, is_right: bool, is_ruled: bool) {
        let is_likely = probability >= STEPS[0];
        self.count = self.count.saturating_add(u32::from(is_likely || is_ruled));
        if !is_likely {
            return;
        }
        if self.last.len() == LOOKED_BACK {
            self.last.pop_front();
        }
        self.last.push_back((probability, is_right));
    }

    /// True while there are too few to go by.
    pub(super) fn are_few(&self) -> bool {
        self.count < FEW
    }

    /// The least that was right often enough; `None` where nothing was.
    pub(super) fn threshold(&self) -> Option<f64> {
        if self.are_few() {
            return Some(AT_FIRST);
        }
        STEPS.into_iter().find(|threshold| {
            let shown = self.last.iter().filter(|it| it.0 >= *threshold);
            let (all, right) =
                shown.fold((0, 0), |(all, right), it| (all + 1, right + u32::from(it.1)));
            let (assumed, assumed_right) = ASSUMED;
            all > 0 && f64::from(right) + assumed_right >= RIGHT * (f64::from(all) + assumed)
        })
    }
}
