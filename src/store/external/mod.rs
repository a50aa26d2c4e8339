//! Recognizers of the user's own: programs that are asked line by line.
//!
//! An [`ExternalRunner`] keeps one program: started when it is first asked, kept for the next article,
//! ended when it fails. Whatever it does, [`ask`](ExternalRunner::ask) comes back in the time that the
//! settings give it, with what it found or with why nothing came.

mod answer;
mod failure;
mod process;
mod program;
mod wording;

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

pub use answer::{ExternalFinding, ExternalLesson, ExternalSpan};
pub use failure::{ExternalCause, ExternalFailure, ExternalFault, ExternalProblem};
pub use process::ProgramLeash;
pub use program::ExternalProgram;

use self::{
    answer::{AnswerLine, MOST_MENTIONS},
    process::{LONGEST_LINE, ProgramEnd, ProgramOutput, ProgramRun, ProgramSilence},
};
use crate::{model::Schema, text::Text};

/// After so many failures in a row a program is not asked any more.
const PATIENCE: u32 = 3;
/// So many lines that are no answer are passed over.
const OTHER_LINES: usize = 1000;
/// The longest article that is handed over, in bytes.
const LONGEST_ARTICLE: usize = 4 << 20;
/// So many faults of an answer are kept; the rest is counted.
const FAULTS: usize = 3;

/// A program that is asked.
#[derive(Debug)]
pub struct ExternalRunner {
    program: ExternalProgram,
    run: Option<ProgramRun>,
    leash: ProgramLeash,
    /// How often it has failed since it last answered.
    failures: u32,
    /// The number of the last question, of all runs.
    last_id: u64,
    /// Lines of output of this run.
    lines: usize,
    /// Labels of which it was said that the schema has no such.
    unknown: BTreeSet<String>,
}

/// An article that a program is asked about.
#[derive(Clone, Copy, Debug)]
pub struct ExternalQuestion<'a> {
    /// Its text.
    pub text: &'a Text,
    /// When it was published, if that is known.
    pub published: Option<jiff::civil::Date>,
    /// What labels there are; `None` where any will do.
    pub schema: Option<&'a Schema>,
}

/// What a program found in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExternalAnswer {
    /// What it found, in text order.
    pub findings: Vec<ExternalFinding>,
    /// What of its output was refused, the first few.
    pub faults: Vec<ExternalFault>,
    /// How much was refused in all.
    pub refused: usize,
}

impl ExternalAnswer {
    fn refuse(&mut self, line: usize, what: ExternalProblem) {
        self.refused += 1;
        if self.faults.len() < FAULTS {
            self.faults.push(ExternalFault { line, what });
        }
    }
}

/// How an attempt to ask ended.
enum AskingEnd {
    Answered(ExternalAnswer),
    /// Nothing came: the program was gone before it was asked.
    Gone,
    Failed(ExternalCause),
}

impl ExternalRunner {
    /// A program that is not started yet.
    pub fn new(program: ExternalProgram) -> Self {
        Self {
            program,
            run: None,
            leash: ProgramLeash::default(),
            failures: 0,
            last_id: 0,
            lines: 0,
            unknown: BTreeSet::new(),
        }
    }

    /// The program, as the settings have it.
    pub fn program(&self) -> &ExternalProgram {
        &self.program
    }

    /// What ends it from another thread.
    pub fn leash(&self) -> ProgramLeash {
        self.leash.clone()
    }

    /// Ends the program until it is asked again.
    pub fn rest(&mut self) {
        self.run = None;
    }

    /// True where it is not asked any more.
    pub fn is_off(&self) -> bool {
        self.failures >= PATIENCE
    }

    /// Asks what the program finds in an article. Waits as long as the settings say, and no longer.
    pub fn ask(
        &mut self,
        question: ExternalQuestion<'_>,
    ) -> Result<ExternalAnswer, ExternalFailure> {
        self.exchange(question, None)
    }

    /// Tells a program that learns what was done in an article; it answers any line with the same id.
    pub fn teach(
        &mut self,
        article: ExternalQuestion<'_>,
        lesson: &ExternalLesson,
    ) -> Result<ExternalAnswer, ExternalFailure> {
        self.exchange(article, Some(lesson))
    }

    fn exchange(
        &mut self,
        question: ExternalQuestion<'_>,
        lesson: Option<&ExternalLesson>,
    ) -> Result<ExternalAnswer, ExternalFailure> {
        if let Some(cause) = self.refusal(question.text) {
            return Err(ExternalFailure { cause, last_words: String::new(), is_last: false });
        }
        let until = Instant::now() + Duration::from_secs(self.program.patience().into());
        let mut end = self.attempt(question, lesson, until);
        if matches!(end, AskingEnd::Gone) {
            // It ended after its last answer, which is no failure; started anew it gets one chance.
            self.run = None;
            end = self.attempt(question, lesson, until);
        }
        let cause = match end {
            AskingEnd::Answered(answer) => {
                self.failures = 0;
                return Ok(answer);
            }
            AskingEnd::Gone => ExternalCause::Ended(None),
            AskingEnd::Failed(_) if self.leash.is_cut() => ExternalCause::Stopped,
            AskingEnd::Failed(cause) => cause,
        };
        Err(self.fail(cause))
    }

    /// What speaks against asking at all.
    fn refusal(&self, text: &Text) -> Option<ExternalCause> {
        if self.is_off() {
            return Some(ExternalCause::Off);
        }
        (text.len_bytes() > LONGEST_ARTICLE)
            .then_some(ExternalCause::LongArticle { longest: LONGEST_ARTICLE })
    }

    fn fail(&mut self, cause: ExternalCause) -> ExternalFailure {
        self.failures += 1;
        let said = self.run.as_ref().map(ProgramRun::last_words).unwrap_or_default();
        let last_words = answer::shortened(&said);
        self.run = None;
        ExternalFailure { cause, last_words, is_last: self.is_off() }
    }

    fn attempt(
        &mut self,
        question: ExternalQuestion<'_>,
        lesson: Option<&ExternalLesson>,
        until: Instant,
    ) -> AskingEnd {
        if self.run.as_mut().is_some_and(ProgramRun::has_ended) {
            self.run = None;
        }
        let was_running = self.run.is_some();
        if let Err(cause) = self.start() {
            return AskingEnd::Failed(cause);
        }
        self.last_id += 1;
        let id = self.last_id;
        let Some(run) = &mut self.run else { return AskingEnd::Gone };
        let line = answer::request(id, question.text, question.published, lesson);
        if !run.send(line) {
            return if was_running { AskingEnd::Gone } else { AskingEnd::Failed(how_ended(run)) };
        }
        let mut answer = ExternalAnswer::default();
        let mut others = 0;
        loop {
            let line = match run.receive(until) {
                Ok(ProgramOutput::Line(line)) => line,
                Ok(ProgramOutput::LongLine) => {
                    return AskingEnd::Failed(ExternalCause::LongLine { longest: LONGEST_LINE });
                }
                Err(ProgramSilence::Late) => {
                    let seconds = self.program.patience();
                    return AskingEnd::Failed(ExternalCause::Late { seconds });
                }
                Err(ProgramSilence::Closed) if was_running && others == 0 => {
                    return AskingEnd::Gone;
                }
                Err(ProgramSilence::Closed) => return AskingEnd::Failed(how_ended(run)),
            };
            self.lines += 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let what = match answer::read(&line, id, question.text, &self.program) {
                AnswerLine::Answer(findings, problems) => {
                    answer.findings = findings;
                    for what in problems {
                        answer.refuse(self.lines, what);
                    }
                    self.keep_known(&mut answer, question.schema);
                    return AskingEnd::Answered(answer);
                }
                AnswerLine::ManyMentions => {
                    return AskingEnd::Failed(ExternalCause::ManyMentions { most: MOST_MENTIONS });
                }
                AnswerLine::Other(what) => what,
            };
            answer.refuse(self.lines, what);
            others += 1;
            if others == OTHER_LINES
                && let Some(first) = answer.faults.first().cloned()
            {
                return AskingEnd::Failed(ExternalCause::OtherLines { count: others, first });
            }
        }
    }

    fn start(&mut self) -> Result<(), ExternalCause> {
        if self.run.is_some() {
            return Ok(());
        }
        if !self.program.is_well_named() {
            return Err(ExternalCause::BadName);
        }
        let Some(name) = self.program.command.first() else {
            return Err(ExternalCause::NoCommand);
        };
        if self.program.is_relative() {
            return Err(ExternalCause::RelativeCommand(name.clone()));
        }
        let run = ProgramRun::start(&self.program, &self.leash);
        self.run = Some(run.map_err(|error| ExternalCause::NotStarted(error.into()))?);
        self.lines = 0;
        Ok(())
    }

    /// Leaves out what the schema has no label for; each label is reported once.
    fn keep_known(&mut self, answer: &mut ExternalAnswer, schema: Option<&Schema>) {
        let Some(schema) = schema else { return };
        let findings = std::mem::take(&mut answer.findings);
        for finding in findings {
            if schema.label_ever(finding.label.as_str()).is_some() {
                answer.findings.push(finding);
            } else if self.unknown.len() < MOST_MENTIONS
                && self.unknown.insert(finding.label.to_string())
            {
                answer.refuse(self.lines, ExternalProblem::UnknownLabel(finding.label.to_string()));
            }
        }
    }
}

/// How a program ended that writes nothing any more.
fn how_ended(run: &mut ProgramRun) -> ExternalCause {
    match run.end_of() {
        ProgramEnd::Ended(code) => ExternalCause::Ended(code),
        ProgramEnd::StillRunning => ExternalCause::ClosedOutput,
    }
}
