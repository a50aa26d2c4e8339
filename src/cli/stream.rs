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

use jiff::civil;
use serde::Deserialize;
use serde_json::Value;

use super::{Done, Failure, Outcome, finder::Finder, out};
use crate::{
    messages::Message,
    text::{Text, escape_json_line_ends},
};

/// How many lines may wait at each worker.
const WAITING: usize = 4;

/// The longest line that is read, in bytes.
pub(super) const LONGEST: u64 = 1 << 30;

/// A document as it comes in.
#[derive(Deserialize)]
struct StreamRecord {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    published: Option<String>,
}

/// A line with its number, from 1.
type NumberedLine = (usize, Vec<u8>);

/// An answer, or why there is none.
type LineAnswer = Result<String, Message>;

/// Answers every line of standard input on standard output.
pub(super) fn run(finder: &Finder) -> Done {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let mut desks = Vec::new();
        let mut answers = Vec::new();
        for _ in 0..workers {
            let (to_worker, lines) = sync_channel::<NumberedLine>(WAITING);
            let (to_writer, done) = sync_channel::<LineAnswer>(WAITING);
            let answer = move || work(finder, &lines, &to_writer);
            match thread::Builder::new().spawn_scoped(scope, answer) {
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
        let written = write(&answers);
        // Workers that nobody listens to end, and with them the reader.
        drop(answers);
        let read = if written.is_ok() { reader.join().unwrap_or(Ok(())) } else { Ok(()) };
        written?;
        read.map_err(|error| Failure::unreadable(&out::unread(&error)))?;
        Ok(Outcome::Done)
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

fn work(finder: &Finder, lines: &Receiver<NumberedLine>, answers: &SyncSender<LineAnswer>) {
    for (number, line) in lines {
        if answers.send(answer(finder, number, &line)).is_err() {
            break;
        }
    }
}

fn answer(finder: &Finder, number: usize, line: &[u8]) -> LineAnswer {
    let line = line.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(line);
    let document: StreamRecord =
        serde_json::from_slice(line).map_err(|error| no_document(&error, number))?;
    let published = read_day(document.published.as_deref(), finder.published, number)?;
    let place = format!("{}, line {number}", out::INPUT);
    Ok(finder.published_on(published).at(place).line(&document.id, &Text::new(document.text)))
}

/// Why a line is no document.
pub(super) fn no_document(error: &serde_json::Error, number: usize) -> Message {
    let what = error.to_string();
    let what = what.rsplit_once(" at line ").map_or(&*what, |(what, _place)| what);
    let what = Message::new("terminal-no-document").with_text("why", what);
    let message = Message::new("terminal-input-column").with("what", what).with("line", number);
    message.with("column", error.column())
}

/// What is said of a line.
pub(super) fn at_line(what: Message, number: usize) -> Message {
    Message::new("terminal-input-line").with("what", what).with("line", number)
}

/// `2021-12-31`, with or without a time behind it; `otherwise` where there is none.
pub(super) fn read_day(
    day: Option<&str>,
    otherwise: Option<civil::Date>,
    number: usize,
) -> Result<Option<civil::Date>, Message> {
    let Some(day) = day.map(str::trim).filter(|it| !it.is_empty()) else { return Ok(otherwise) };
    let read = day.split(['T', ' ']).next().and_then(|it| it.parse().ok());
    let no_day = || at_line(Message::new("terminal-no-day").with_title("day", day, None), number);
    read.map(Some).ok_or_else(no_day)
}

/// Writes the answers in the turn in which the lines were dealt.
fn write(answers: &[Receiver<LineAnswer>]) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    for worker in answers.iter().cycle() {
        let answer = match worker.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                if gone(out.flush())? {
                    return Ok(());
                }
                let Ok(answer) = worker.recv() else { break };
                answer
            }
        };
        match answer {
            Ok(line) => {
                if gone(writeln!(out, "{}", escape_json_line_ends(&line)))? {
                    return Ok(());
                }
            }
            Err(message) => {
                gone(out.flush())?;
                return Err(Failure { outcome: Outcome::Unreadable, message });
            }
        }
    }
    gone(out.flush()).map(|_gone| ())
}

/// True when the reader of our output went away, which is no error.
pub(super) fn gone(done: io::Result<()>) -> Result<bool, Failure> {
    match done {
        Ok(()) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(true),
        Err(error) => Err(Failure::unreadable(&out::unwritten(&error))),
    }
}
