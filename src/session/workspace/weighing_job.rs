//! Counting what is left in some articles of a folder, on whatever thread.

use std::{path::PathBuf, sync::Arc};

use super::{
    kept_figures::KeptFigures,
    weighing::{WeighedArticle, WeighingBasis},
};

/// Some articles to count in.
#[derive(Debug)]
pub(crate) struct WeighingJob {
    pub(super) basis: WeighingBasis,
    pub(super) kept: Arc<KeptFigures>,
    pub(super) paths: Vec<PathBuf>,
    pub(super) step: WeighingStep,
}

/// What is done with the articles of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WeighingStep {
    /// What was counted before is taken.
    Find,
    /// They are counted, and some are left.
    Count,
    /// They are counted, and are the last.
    CountLast,
}

impl WeighingJob {
    /// Does it.
    pub(crate) fn run(self) -> Vec<WeighedArticle> {
        let Self { basis, kept, paths, step } = self;
        if step == WeighingStep::Find {
            return kept.find(&basis, paths);
        }
        let weighed: Vec<WeighedArticle> = paths.into_iter().map(|it| basis.weigh(it)).collect();
        kept.keep(&basis, &weighed, step == WeighingStep::CountLast);
        weighed
    }
}
