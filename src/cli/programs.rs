//! Programs of the user's own, asked from the terminal: which were chosen, what they say, how they fail.

use std::{
    fmt::Write as _,
    io::{self, IsTerminal as _, Write as _},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use super::{Failure, Outcome, out};
use crate::{
    messages::{Message, Worded as _},
    session::Settings,
    store::{
        ConfigFolder, ExternalAnswer, ExternalCause, ExternalFailure, ExternalFinding,
        ExternalLesson, ExternalProgram, ExternalQuestion, ExternalRunner,
    },
};

/// A program that is asked about every article, one at a time.
#[derive(Debug)]
pub(super) struct ProgramDesk {
    runner: Mutex<ExternalRunner>,
    pub(super) program: ExternalProgram,
    has_failed: AtomicBool,
    /// Articles it was not asked about, because it is off.
    passed_over: AtomicUsize,
}

impl ProgramDesk {
    fn new(program: ExternalProgram) -> Arc<Self> {
        Arc::new(Self {
            runner: Mutex::new(ExternalRunner::new(program.clone())),
            program,
            has_failed: AtomicBool::new(false),
            passed_over: AtomicUsize::new(0),
        })
    }

    /// What the program finds; how it fails is said on standard error.
    pub(super) fn ask(&self, question: ExternalQuestion<'_>, place: &str) -> Vec<ExternalFinding> {
        let answer = self.runner().ask(question);
        self.taken(answer, place)
    }

    /// Says what was done in an article to a program that learns. What it answers is nothing to suggest.
    pub(super) fn teach(
        &self,
        article: ExternalQuestion<'_>,
        lesson: &ExternalLesson,
        place: &str,
    ) {
        if self.program.learns {
            let answer = self.runner().teach(article, lesson);
            self.taken(answer, place);
        }
    }

    fn runner(&self) -> MutexGuard<'_, ExternalRunner> {
        // What another thread left of it is good, however that thread ended.
        self.runner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taken(
        &self,
        answer: Result<ExternalAnswer, ExternalFailure>,
        place: &str,
    ) -> Vec<ExternalFinding> {
        let said = |key| Message::new(key).with_text("program", &self.program.name);
        match answer {
            Ok(answer) => {
                if let Some(first) = answer.faults.first() {
                    let refused = said("terminal-program-refused").with_text("place", place);
                    let refused = refused.with("n", answer.refused);
                    out::complain(&refused.with("first", first.message()));
                }
                answer.findings
            }
            Err(failure) => {
                self.has_failed.store(true, Ordering::Relaxed);
                if failure.cause == ExternalCause::Off {
                    self.passed_over.fetch_add(1, Ordering::Relaxed);
                } else {
                    let failed = said("terminal-program-failed").with_text("place", place);
                    out::complain(&failed.with("why", failure.message()));
                }
                Vec::new()
            }
        }
    }
}

/// How a verb ended in which programs were asked.
pub(super) fn outcome(programs: &[Arc<ProgramDesk>], outcome: Outcome) -> Outcome {
    let mut has_failed = false;
    for it in programs {
        has_failed |= it.has_failed.load(Ordering::Relaxed);
        let passed_over = it.passed_over.load(Ordering::Relaxed);
        if passed_over > 0 {
            let articles = out::count("terminal-articles", passed_over);
            let left = Message::new("terminal-program-off").with_text("program", &it.program.name);
            out::complain(&left.with("articles", articles));
        }
    }
    if has_failed { Outcome::Unreadable } else { outcome }
}

/// The programs of the user's settings that are called so. One whose command was not agreed to is
/// shown and asked about; `agrees` is the answer that was given with the call.
pub(super) fn chosen(names: &[String], agrees: bool) -> Result<Vec<Arc<ProgramDesk>>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let no_settings = || Failure::usage(&Message::new("terminal-no-settings"));
    let config = ConfigFolder::of_user().ok_or_else(no_settings)?;
    let mut settings: Settings = config.settings()?;
    let mut desks = Vec::new();
    let mut is_news = false;
    for name in names {
        let known = settings.external.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        let program = settings.external.iter_mut().find(|it| it.name == *name);
        let program = program.ok_or_else(|| unknown(name, &known, &config))?;
        if !program.is_agreed() {
            agree(program, agrees)?;
            program.agreed.clone_from(&program.command);
            is_news = true;
        }
        desks.push(ProgramDesk::new(program.clone()));
    }
    if is_news {
        config.save_settings(&settings)?;
    }
    Ok(desks)
}

fn unknown(name: &str, known: &[String], config: &ConfigFolder) -> Failure {
    let file = config.settings_file();
    if known.is_empty() {
        return Failure::usage(&Message::new("terminal-no-programs").with("file", &file));
    }
    let what = Message::new("terminal-no-program").with_text("name", name).with("file", &file);
    Failure::usage(&what.with_text("programs", &known.join(", ")))
}

/// Shows what would be run, and asks whether it may be.
fn agree(program: &ExternalProgram, agrees: bool) -> Result<(), Failure> {
    let said = |key| {
        let said = Message::new(key).with_text("program", &program.name);
        said.with_text("command", &program.command_line())
    };
    if agrees {
        out::remark(&said("terminal-program-asks"));
        return Ok(());
    }
    let refusal = || Failure::usage(&said("terminal-program-not-agreed"));
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(refusal());
    }
    let mut question = out::words(&said("terminal-program-asks"));
    let _in_memory = write!(question, "\n{} ", out::words(&Message::new("terminal-agree")));
    let shown = io::stderr().write_all(question.as_bytes()).and_then(|()| io::stderr().flush());
    let mut answer = String::new();
    let read = shown.and_then(|()| io::stdin().read_line(&mut answer));
    let is_yes = matches!(answer.trim(), "y" | "Y" | "yes");
    if read.is_ok() && is_yes { Ok(()) } else { Err(refusal()) }
}
