//! A line in, a line out: on all cores, in order, in constant memory.
//!
//! Lines are dealt to the workers in turn and their answers collected in the same turn, so that
//! order needs no numbers. Every channel is bounded: who is ahead waits.

use std::{
    io::{self, BufRead as _, BufWriter, Read as _, Write as _},
    num::NonZero,
    sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    thread,
};

use clap::Args;
use jiff::civil;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Failure, Outcome, finder::Finder, out};
use crate::{
    messages::Message,
    text::{Text, escape_json_line_ends},
};

/// How many lines may wait at each worker.
const WAITING: usize = 4;

/// The longest line that is read, in bytes.
pub(super) const LONGEST: u64 = 1 << 30;

/// How a stream is gone through.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct StreamArgs {
    /// How many documents of a stream are worked on at once; as many as there are cores otherwise
    #[arg(long, value_name = "NUMBER", requires = "stream")]
    pub(super) workers: Option<NonZero<usize>>,
    /// Answer a line of a stream that cannot be read with {"id", "error"} and go on, instead of
    /// ending there
    #[arg(long, requires = "stream")]
    pub(super) keep_going: bool,
}

impl StreamArgs {
    pub(super) fn workers(self) -> NonZero<usize> {
        let cores = || thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        self.workers.unwrap_or_else(cores)
    }
}

/// A document as it comes in.
#[derive(Deserialize)]
pub(super) struct StreamRecord {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    published: Option<String>,
}

/// A line with its number, from 1.
type NumberedLine = (usize, Vec<u8>);

/// The answer to a line.
pub(super) struct LineAnswer {
    /// What is written.
    pub(super) line: String,
    /// True where something was found that the exit code tells.
    pub(super) has_findings: bool,
}

/// Why there is no answer to a line.
pub(super) struct LineFault {
    pub(super) what: Message,
    column: Option<usize>,
}

impl LineFault {
    pub(super) fn new(what: Message, column: Option<usize>) -> Self {
        Self { what, column }
    }

    /// A line is no document.
    pub(super) fn no_document(error: &serde_json::Error) -> Self {
        let what = error.to_string();
        let what = what.rsplit_once(" at line ").map_or(&*what, |(what, _place)| what);
        let what = Message::new("terminal-no-document").with_text("why", what);
        Self::new(what, Some(error.column()))
    }

    /// The same where there are no columns of characters.
    #[cfg(feature = "parquet")]
    pub(super) fn without_column(self) -> Self {
        Self { column: None, ..self }
    }

    /// What is written in the place of an answer, without the line's number: in another part of the same
    /// dataset it would be another.
    pub(super) fn instead(&self, id: &Value) -> Value {
        json!({ "id": id, "error": out::words(&self.what) })
    }

    /// The same with the line it is about.
    pub(super) fn at(self, number: usize) -> Message {
        let Some(column) = self.column else {
            let message = Message::new("terminal-input-line").with("what", self.what);
            return message.with("line", number);
        };
        let message = Message::new("terminal-input-column").with("what", self.what);
        message.with("line", number).with("column", column)
    }
}

/// What a worker hands over: an answer, or the number of a line with why it has none and what is
/// written in its place.
type Handover = Result<LineAnswer, (usize, LineFault, String)>;

/// Suggests for every line of standard input on standard output.
pub(super) fn run(finder: &Finder, args: StreamArgs) -> Done {
    answer_each(args, |number, line| suggest(finder, number, line))
}

/// Answers every line of standard input on standard output.
pub(super) fn answer_each(
    args: StreamArgs,
    answer: impl Fn(usize, &[u8]) -> Result<LineAnswer, LineFault> + Sync,
) -> Done {
    let answer = &answer;
    thread::scope(|scope| {
        let mut desks = Vec::new();
        let mut answers = Vec::new();
        for _ in 0..args.workers().get() {
            let (to_worker, lines) = sync_channel::<NumberedLine>(WAITING);
            let (to_writer, done) = sync_channel::<Handover>(WAITING);
            let at_work = move || work(answer, &lines, &to_writer);
            match thread::Builder::new().spawn_scoped(scope, at_work) {
                Ok(_) => {
                    desks.push(to_worker);
                    answers.push(done);
                }
                // As many as the system gives.
                Err(_) if !desks.is_empty() => break,
                Err(error) => return Err(Failure::unreadable(&out::unread(&error))),
            }
        }
        // Not of this scope: after a bad line nobody waits for the rest of the input.
        let reader = thread::Builder::new().spawn(move || deal(&desks));
        let reader = reader.map_err(|error| Failure::unreadable(&out::unread(&error)))?;
        let written = write(&answers, args.keep_going);
        // Workers that nobody listens to end, and with them the reader.
        drop(answers);
        let read = if written.is_ok() { reader.join().unwrap_or(Ok(())) } else { Ok(()) };
        let outcome = written?;
        read.map_err(|error| Failure::unreadable(&out::unread(&error)))?;
        Ok(outcome)
    })
}

/// Deals the lines of standard input to the workers in turn.
fn deal(desks: &[SyncSender<NumberedLine>]) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut turn = desks.iter().cycle();
    for number in 1.. {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        if turn.next().is_none_or(|desk| desk.send((number, line)).is_err()) {
            break;
        }
    }
    Ok(())
}

fn work(
    answer: &(impl Fn(usize, &[u8]) -> Result<LineAnswer, LineFault> + Sync),
    lines: &Receiver<NumberedLine>,
    answers: &SyncSender<Handover>,
) {
    for (number, line) in lines {
        let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&line);
        let answer = answer(number, line).map_err(|fault| {
            let instead = fault.instead(&id_of(line)).to_string();
            (number, fault, instead)
        });
        if answers.send(answer).is_err() {
            break;
        }
    }
}

/// The `id` of what may be no document otherwise.
fn id_of(line: &[u8]) -> Value {
    let line: Value = serde_json::from_slice(line).unwrap_or_default();
    line.get("id").cloned().unwrap_or_default()
}

fn suggest(finder: &Finder, number: usize, line: &[u8]) -> Result<LineAnswer, LineFault> {
    let document = serde_json::from_slice(line).map_err(|error| LineFault::no_document(&error))?;
    let line = suggest_record(finder, document, format!("{}, line {number}", out::INPUT))?;
    Ok(LineAnswer { line, has_findings: false })
}

/// What is found in a document, as a line of JSON.
pub(super) fn suggest_record(
    finder: &Finder,
    document: StreamRecord,
    place: String,
) -> Result<String, LineFault> {
    let published = read_day(document.published.as_deref(), finder.published)?;
    Ok(finder.published_on(published).at(place).line(&document.id, &Text::new(document.text)))
}

/// `2021-12-31`, with or without a time behind it; `otherwise` where there is none.
pub(super) fn read_day(
    day: Option<&str>,
    otherwise: Option<civil::Date>,
) -> Result<Option<civil::Date>, LineFault> {
    let Some(day) = day.map(str::trim).filter(|it| !it.is_empty()) else { return Ok(otherwise) };
    let read = day.split(['T', ' ']).next().and_then(|it| it.parse().ok());
    let no_day = || Message::new("terminal-no-day").with_title("day", day, None);
    read.map(Some).ok_or_else(|| LineFault::new(no_day(), None))
}

/// Writes the answers in the turn in which the lines were dealt.
fn write(answers: &[Receiver<Handover>], keep_going: bool) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Done;
    let mut unread = 0_usize;
    for worker in answers.iter().cycle() {
        let answer = match worker.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                if gone(out.flush())? {
                    return Ok(outcome);
                }
                let Ok(answer) = worker.recv() else { break };
                answer
            }
        };
        let line = match answer {
            Ok(answer) => {
                if answer.has_findings {
                    outcome = Outcome::Findings;
                }
                answer.line
            }
            Err((number, fault, instead)) if keep_going => {
                out::remark(&fault.at(number));
                (outcome, unread) = (Outcome::Findings, unread + 1);
                instead
            }
            Err((number, fault, _instead)) => {
                gone(out.flush())?;
                return Err(Failure { outcome: Outcome::Unreadable, message: fault.at(number) });
            }
        };
        if gone(writeln!(out, "{}", escape_json_line_ends(&line)))? {
            return Ok(outcome);
        }
    }
    gone(out.flush())?;
    if unread > 0 {
        out::remark(&out::count("terminal-unread-lines", unread));
    }
    Ok(outcome)
}

/// True when the reader of our output went away, which is no error.
pub(super) fn gone(done: io::Result<()>) -> Result<bool, Failure> {
    match done {
        Ok(()) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(true),
        Err(error) => Err(Failure::unreadable(&out::unwritten(&error))),
    }
}
