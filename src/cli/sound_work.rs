//! The work that can be trusted, all at once or part by part.

use std::path::{Path, PathBuf};

use super::{
    Failure, Outcome, out,
    sources::{LoadedWork, SourceArgs},
    walking,
};
use crate::{
    messages::{Message, Worded as _},
    store::ReadOnly,
};

/// The work that can be trusted.
#[derive(Debug)]
pub(super) struct SoundWork {
    pub(super) loaded: Vec<LoadedWork>,
    /// How many works were left out.
    pub(super) left_out: LeftOutWorks,
}

/// How many works a verb left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct LeftOutWorks(usize);

impl LeftOutWorks {
    /// How a verb ends that ended as `outcome` with the others: what was left out is a finding.
    pub(super) fn outcome(self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Done if self.0 > 0 => Outcome::Findings,
            Outcome::Done | Outcome::Findings | Outcome::Usage | Outcome::Unreadable => outcome,
        }
    }
}

impl SoundWork {
    /// How a verb ends that ended as `outcome` with what is here.
    pub(super) fn outcome(&self, outcome: Outcome) -> Outcome {
        self.left_out.outcome(outcome)
    }
}

/// What is to be said of work that was read, once all of it is.
#[derive(Debug, Default)]
pub(super) struct SoundReading {
    /// The files it was read from.
    pub(super) files: Vec<PathBuf>,
    problems: Vec<Message>,
    doubts: Vec<(PathBuf, ReadOnly)>,
    works: usize,
}

impl SoundReading {
    /// Takes note of a work; true where it can be trusted.
    fn takes(&mut self, work: &LoadedWork) -> bool {
        self.files.extend(work.files().map(Path::to_owned));
        self.problems.extend(work.problems.iter().map(|what| what.message().at(&work.path)));
        self.doubts.extend(work.doubt.clone().map(|doubt| (work.path.clone(), doubt)));
        self.works += 1;
        work.doubt.is_none()
    }

    /// Says what was odd, and what was left out because its tags may not be where they were put; refuses
    /// all of it where that was asked for, or where nothing is left.
    pub(super) fn report(self, source: &SourceArgs) -> Result<LeftOutWorks, Failure> {
        let Self { problems, doubts, works, .. } = self;
        problems.iter().for_each(out::remark);
        if let (true, Some((path, doubt))) =
            (source.strict || doubts.len() == works, doubts.first())
        {
            return Err(Failure::at(doubt, path));
        }
        for (path, doubt) in &doubts {
            let why = doubt.message().at(path);
            out::remark(&Message::new("terminal-left-out").with("why", why));
        }
        if !doubts.is_empty() {
            let left = out::count("terminal-works", doubts.len());
            out::remark(&Message::new("terminal-left-out-all").with("works", left));
        }
        Ok(LeftOutWorks(doubts.len() + source.report_unread()?))
    }
}

impl SourceArgs {
    /// The work that can be trusted, with remarks on what was odd.
    pub(super) fn load_sound(&self) -> Result<SoundWork, Failure> {
        let mut loaded = Vec::new();
        let reading = self.read_sound(usize::MAX, |part| {
            loaded.append(part);
            Ok(())
        })?;
        Ok(SoundWork { loaded, left_out: reading.report(self)? })
    }

    /// Hands the same to `visit` in parts of about `size` works, which it may let go.
    pub(super) fn read_sound(
        &self,
        size: usize,
        mut visit: impl FnMut(&mut Vec<LoadedWork>) -> Result<(), Failure>,
    ) -> Result<SoundReading, Failure> {
        self.report_copies()?;
        let mut reading = SoundReading::default();
        let mut waiting = Vec::new();
        let mut outcome = Ok(());
        self.for_each_article(|works| {
            for work in works {
                match work {
                    // The first one that fails is reported.
                    _ if outcome.is_err() => {}
                    Err(why) => outcome = Err(why),
                    Ok(work) if self.is_reported_copy(&work) => {}
                    Ok(work) if reading.takes(&work) => waiting.push(work),
                    Ok(_in_doubt) => {}
                }
            }
            if waiting.len() >= size && outcome.is_ok() {
                outcome = visit(&mut waiting);
                waiting.clear();
            }
        })?;
        outcome?;
        visit(&mut waiting)?;
        Ok(reading)
    }

    /// Names what looks like work beside what is read and is not read itself, and work whose article is not
    /// there; returns how much.
    pub(super) fn report_unread(&self) -> Result<usize, Failure> {
        let unread = walking::unread_files(&self.paths)?;
        for it in &unread {
            let why = Message::new("terminal-unread").with_words("why", &it.why);
            out::remark(&why.at(&it.path));
        }
        let orphaned = walking::orphaned_files(&self.paths)?;
        for it in &orphaned {
            out::remark(&Message::new("terminal-no-article").at(it));
        }
        Ok(unread.len() + orphaned.len())
    }
}
