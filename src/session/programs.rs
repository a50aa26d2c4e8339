//! Programs of the user's own: asked about the open article on threads, what they find put beside the rest,
//! how they fail said once.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use super::{NoticeKind, Offer, Session, TaskResult, learning::work_of};
use crate::{
    learn::{ArticleWork, LabeledRange},
    model::Schema,
    recognize::{FoundBy, Mention},
    store::{
        ExternalAnswer, ExternalCause, ExternalFailure, ExternalFinding, ExternalLesson,
        ExternalProgram, ExternalQuestion, ExternalRunner, ExternalSpan, ProgramLeash,
    },
    text::Text,
};

/// A program is ended so long after it was last asked; it is started again when it is needed.
const IDLE: Duration = Duration::from_mins(5);

/// The programs that are asked.
#[derive(Debug, Default)]
pub(super) struct AskedPrograms {
    running: Vec<AskedProgram>,
    /// The number of the last look at an article; who comes to an earlier one does not ask any more.
    wanted: Arc<AtomicU64>,
    /// Programs that have been asked about in this session and not answered.
    doubted: BTreeSet<String>,
}

/// A program that is asked.
#[derive(Debug)]
struct AskedProgram {
    program: ExternalProgram,
    runner: Arc<Mutex<ExternalRunner>>,
    leash: ProgramLeash,
    last_asked: Option<Instant>,
}

/// What came of asking a program.
#[derive(Debug)]
pub(super) struct ProgramAnswer {
    program: ExternalProgram,
    text: Text,
    /// `None` where another article was opened before its turn came.
    outcome: Option<Result<ExternalAnswer, ExternalFailure>>,
}

impl AskedPrograms {
    /// Keeps those that are wanted as they are, ends the others and adds what is new.
    fn follow(&mut self, wanted: &[ExternalProgram]) {
        let is_wanted = |it: &ExternalProgram| it.on && it.is_agreed();
        let wanted: Vec<&ExternalProgram> = wanted.iter().filter(|it| is_wanted(it)).collect();
        let (kept, gone): (Vec<AskedProgram>, Vec<AskedProgram>) =
            std::mem::take(&mut self.running)
                .into_iter()
                .partition(|it| wanted.iter().any(|program| **program == it.program));
        for it in &gone {
            it.leash.cut();
        }
        self.running = kept;
        for program in wanted {
            if self.running.iter().all(|it| it.program.name != program.name) {
                let runner = ExternalRunner::new(program.clone());
                let leash = runner.leash();
                let (runner, program) = (Arc::new(Mutex::new(runner)), program.clone());
                self.running.push(AskedProgram { program, runner, leash, last_asked: None });
            }
        }
    }
}

impl Drop for AskedPrograms {
    /// Whoever is waited for on a thread ends with the window, too.
    fn drop(&mut self) {
        for it in &self.running {
            it.leash.cut();
        }
    }
}

impl Session {
    /// Asks every program about the open article.
    pub(super) fn ask_programs(&mut self) {
        self.ask_for_consent();
        self.programs.follow(&self.settings.external);
        let Some(editor) = &self.editor else { return };
        if editor.suggestions().choices().are_off() {
            return;
        }
        let document = editor.document();
        let (text, schema) = (document.text().clone(), Arc::clone(document.schema()));
        let published = editor.context().published;
        let serial = self.programs.wanted.fetch_add(1, Ordering::Relaxed) + 1;
        for it in &mut self.programs.running {
            it.last_asked = Some(Instant::now());
            let (runner, program) = (Arc::clone(&it.runner), it.program.clone());
            let (text, schema) = (text.clone(), Arc::clone(&schema));
            let wanted = Arc::clone(&self.programs.wanted);
            self.tasks.start(move || {
                // What another thread left of it is good, however that thread ended.
                let mut runner = runner.lock().unwrap_or_else(PoisonError::into_inner);
                let is_wanted = wanted.load(Ordering::Relaxed) == serial;
                let schema = Some(&*schema);
                let question = ExternalQuestion { text: &text, published, schema };
                let outcome = is_wanted.then(|| runner.ask(question));
                drop(runner);
                TaskResult::ProgramAnswered(Box::new(ProgramAnswer { program, text, outcome }))
            });
        }
    }

    /// Shows what would be run, and asks whether it may be: once in a session for each command.
    fn ask_for_consent(&mut self) {
        for it in self.settings.external.clone() {
            let command = it.command_line();
            if !it.on || it.is_agreed() || !self.programs.doubted.insert(command.clone()) {
                continue;
            }
            let offers =
                [Offer::AgreeToProgram(it.name.clone()), Offer::TurnProgramOff(it.name.clone())];
            self.post_notice(NoticeKind::ProgramAsks { program: it.name, command }, offers);
        }
    }

    /// Runs a program from now on, or does not.
    pub(super) fn decide_on_program(&mut self, name: &str, agrees: bool) {
        let program = self.settings.external.iter_mut().find(|it| it.name == name);
        let Some(program) = program else { return };
        program.on = agrees;
        if agrees {
            program.agreed.clone_from(&program.command);
        }
        self.keep_settings();
        self.ask_programs();
    }

    /// Takes what a program found: suggestions of the open article come anew, with it.
    pub(super) fn on_program_answered(&mut self, answer: ProgramAnswer) {
        let ProgramAnswer { program, text, outcome } = answer;
        let Some(outcome) = outcome else { return };
        let name = program.name.clone();
        self.forget_notices_of(&name);
        let found = match outcome {
            Ok(answer) => {
                if let Some(first) = answer.faults.into_iter().next() {
                    let (program, count) = (name.clone(), answer.refused);
                    self.post_notice(NoticeKind::ProgramRefused { program, count, first }, []);
                }
                answer.findings
            }
            Err(failure) => {
                // Whoever stopped it knows.
                if failure.cause != ExternalCause::Stopped && failure.cause != ExternalCause::Off {
                    self.post_notice(
                        NoticeKind::ProgramFailed { program: name.clone(), failure },
                        [],
                    );
                }
                Vec::new()
            }
        };
        let Some(editor) = self.editor.as_mut().filter(|it| *it.document().text() == text) else {
            return;
        };
        let schema = Arc::clone(editor.document().schema());
        let mentions =
            found.into_iter().map(|it| mention_of_program(it, &program, &schema)).collect();
        if editor.take_of_program(name, mentions) {
            self.look_for_suggestions();
        }
    }

    fn forget_notices_of(&mut self, name: &str) {
        self.notices.forget(|it| {
            let (NoticeKind::ProgramFailed { program, .. }
            | NoticeKind::ProgramRefused { program, .. }) = it
            else {
                return false;
            };
            program == name
        });
    }

    /// Tells the programs that learn what was done in the open article, which is finished.
    pub(super) fn teach_programs(&mut self) {
        let Some(editor) = &self.editor else { return };
        let document = editor.document().clone();
        let published = editor.context().published;
        for it in self.programs.running.iter_mut().filter(|it| it.program.learns) {
            it.last_asked = Some(Instant::now());
            let (runner, program) = (Arc::clone(&it.runner), it.program.clone());
            let document = document.clone();
            self.tasks.start(move || {
                let lesson = external_lesson(document.text(), &work_of(&document));
                let mut runner = runner.lock().unwrap_or_else(PoisonError::into_inner);
                let text = document.text().clone();
                let article = ExternalQuestion { text: &text, published, schema: None };
                // What it says to a lesson is nothing to suggest; that it failed is said.
                let taught = runner.teach(article, &lesson).err();
                drop(runner);
                let outcome = taught.map(Err);
                TaskResult::ProgramAnswered(Box::new(ProgramAnswer { program, text, outcome }))
            });
        }
    }

    /// Ends programs that were not asked for a while.
    pub(super) fn rest_programs(&mut self, now: Instant) {
        for it in &mut self.programs.running {
            let is_idle = it.last_asked.is_some_and(|at| now.saturating_duration_since(at) >= IDLE);
            // One that is being asked is not idle.
            if is_idle && let Ok(mut runner) = it.runner.try_lock() {
                runner.rest();
                it.last_asked = None;
            }
        }
    }

    /// When the next one is to be ended.
    pub(super) fn next_rest(&self) -> Option<Duration> {
        self.programs.running.iter().any(|it| it.last_asked.is_some()).then_some(IDLE)
    }
}

/// What a program found, as a suggestion; of what it says of the words only what the schema has a place for.
pub fn mention_of_program(
    found: ExternalFinding,
    program: &ExternalProgram,
    schema: &Schema,
) -> Mention {
    let kind = schema.label_ever(found.label.as_str());
    let is_known = |key: &str| kind.is_some_and(|it| it.attribute(it.attribute_now(key)).is_some());
    let attributes = found.attributes.into_iter().filter(|it| is_known(&it.0));
    let attributes = attributes.map(|(key, value)| (kept_key(&key), value));
    Mention {
        pieces: found.pieces,
        label: found.label.to_string().into(),
        found_by: FoundBy::Program(program.name.as_str().into()),
        confidence: found.confidence,
        rule: program.rule().into(),
        attributes: attributes.collect(),
        links: Vec::new(),
        other_readings: Vec::new(),
    }
}

/// The key for as long as the program runs: suggestions share their keys, and a schema has few.
fn kept_key(key: &str) -> &'static str {
    static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.get(key) {
        return known;
    }
    let new: &'static str = Box::leak(key.to_owned().into_boxed_str());
    kept.insert(new);
    new
}

/// What was done in a finished article, for a program that learns.
pub fn external_lesson(text: &Text, work: &ArticleWork) -> ExternalLesson {
    let span = |it: &LabeledRange| ExternalSpan {
        start: text.char_of_byte(it.range.start()),
        end: text.char_of_byte(it.range.end()),
        label: it.label.to_string(),
    };
    ExternalLesson {
        spans: work.tags.iter().map(span).collect(),
        rejected: work.rejected.iter().map(span).collect(),
        learn: "done",
    }
}
