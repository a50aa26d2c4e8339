//! One run of a program: lines in, lines out, and nobody ever waits for it without end.
//!
//! Three threads hold its streams. Their channels are bounded, and what it writes is read only while
//! there is room, so that a program that floods fills a pipe and nothing else.

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use super::program::ExternalProgram;

/// The longest line that is read, in bytes.
pub(super) const LONGEST_LINE: usize = 16 << 20;
/// The longest piece of error output that is kept, in bytes.
const LAST_WORDS: usize = 300;
/// How long a program that closed its output has to end by itself, and its last words to arrive.
const GRACE: Duration = Duration::from_millis(300);

/// A running program.
#[derive(Debug)]
pub(super) struct ProgramRun {
    /// `None` once it is being ended.
    child: Option<Child>,
    lines_in: SyncSender<Vec<u8>>,
    lines_out: Receiver<ProgramOutput>,
    errors: Arc<Mutex<ErrorOutput>>,
    leash: ProgramLeash,
}

/// What a program wrote.
#[derive(Debug)]
pub(super) enum ProgramOutput {
    /// A line.
    Line(Vec<u8>),
    /// A line that is too long; nothing more is read.
    LongLine,
}

/// Why nothing came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProgramSilence {
    /// It is too late.
    Late,
    /// Nothing will come any more.
    Closed,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProgramEnd {
    /// By itself, with this exit code where it has one.
    Ended(Option<i32>),
    /// It had closed its output and had to be ended.
    StillRunning,
}

/// The last line of what a program wrote as errors.
#[derive(Debug, Default)]
struct ErrorOutput {
    line: Vec<u8>,
    last: Vec<u8>,
    is_closed: bool,
}

impl ProgramRun {
    /// Starts a program in a group of its own.
    pub(super) fn start(program: &ExternalProgram, leash: &ProgramLeash) -> io::Result<Self> {
        let (name, arguments) = program.command.split_first().ok_or(io::ErrorKind::NotFound)?;
        let mut command = Command::new(name);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(Stdio::piped());
        // Python writes what it is asked in, line by line, whatever the system's settings are.
        command.env("PYTHONUTF8", "1").env("PYTHONUNBUFFERED", "1");
        // Not where the articles are: an interpreter might take code from there.
        if let Some(home) = directories::UserDirs::new().filter(|it| it.home_dir().is_dir()) {
            command.current_dir(home.home_dir());
        }
        apart(&mut command);
        let mut child = leash.start(&mut command)?;
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (to_program, to_write) = sync_channel(1);
        let (to_reader, from_program) = sync_channel(1);
        let errors = Arc::new(Mutex::new(ErrorOutput::default()));
        let run = Self {
            child: Some(child),
            lines_in: to_program,
            lines_out: from_program,
            errors: Arc::clone(&errors),
            leash: leash.clone(),
        };
        let (Some(stdin), Some(stdout), Some(stderr)) = streams else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let named = |what: &str| thread::Builder::new().name(format!("external {what}"));
        named("in").spawn(move || write_lines(stdin, &to_write))?;
        named("out").spawn(move || read_lines(stdout, &to_reader))?;
        named("errors").spawn(move || read_errors(stderr, &errors))?;
        Ok(run)
    }

    /// Hands a line over; false where the one before was not read or nobody reads any more.
    pub(super) fn send(&self, line: Vec<u8>) -> bool {
        self.lines_in.try_send(line).is_ok()
    }

    /// The next that it writes.
    pub(super) fn receive(&self, until: Instant) -> Result<ProgramOutput, ProgramSilence> {
        let left = until.saturating_duration_since(Instant::now());
        self.lines_out.recv_timeout(left).map_err(|why| match why {
            RecvTimeoutError::Timeout => ProgramSilence::Late,
            RecvTimeoutError::Disconnected => ProgramSilence::Closed,
        })
    }

    /// True where it has ended by itself.
    pub(super) fn has_ended(&mut self) -> bool {
        self.child.as_mut().is_none_or(|it| matches!(it.try_wait(), Ok(Some(_))))
    }

    /// Waits a moment for it to end by itself, and ends it.
    pub(super) fn end_of(&mut self) -> ProgramEnd {
        let until = Instant::now() + GRACE;
        loop {
            match self.child.as_mut().map(Child::try_wait) {
                Some(Ok(Some(status))) => return ProgramEnd::Ended(status.code()),
                Some(Ok(None)) if Instant::now() < until => {
                    thread::sleep(Duration::from_millis(5));
                }
                Some(_) | None => return ProgramEnd::StillRunning,
            }
        }
    }

    /// The last line of its error output; waits a moment for the rest of one that has ended.
    pub(super) fn last_words(&self) -> String {
        let until = Instant::now() + GRACE;
        while !held(&self.errors).is_closed && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        let errors = held(&self.errors);
        let line = if errors.line.trim_ascii().is_empty() { &errors.last } else { &errors.line };
        String::from_utf8_lossy(line).trim().to_owned()
    }
}

impl Drop for ProgramRun {
    fn drop(&mut self) {
        self.leash.kill();
        let Some(mut child) = self.child.take() else { return };
        let id = child.id();
        let leash = self.leash.clone();
        // The system keeps what is left of it until somebody asks how it ended.
        let _until_exit = thread::Builder::new().spawn(move || {
            let _how = child.wait();
            leash.forget(id);
        });
    }
}

/// What ends a program from any thread, also while another waits for it.
#[derive(Clone, Debug, Default)]
pub struct ProgramLeash(Arc<Mutex<LeashState>>);

#[derive(Debug, Default)]
struct LeashState {
    /// The process that runs.
    process: Option<u32>,
    /// True once nothing is to be started any more.
    is_cut: bool,
}

impl ProgramLeash {
    /// Ends the program and all it has started; it is not started again.
    pub fn cut(&self) {
        held(&self.0).is_cut = true;
        self.kill();
    }

    /// True once it is not to be started any more.
    pub(super) fn is_cut(&self) -> bool {
        held(&self.0).is_cut
    }

    fn start(&self, command: &mut Command) -> io::Result<Child> {
        let mut state = held(&self.0);
        if state.is_cut {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let child = command.spawn()?;
        state.process = Some(child.id());
        Ok(child)
    }

    fn kill(&self) {
        if let Some(process) = held(&self.0).process {
            kill_group(process);
        }
    }

    fn forget(&self, process: u32) {
        let mut state = held(&self.0);
        if state.process == Some(process) {
            state.process = None;
        }
    }
}

/// What another thread left is good, however that thread ended.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has the program be the first of a group, so that what it starts can be ended with it.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

/// The same where there are no groups; without a console of its own.
#[cfg(windows)]
fn apart(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(unix)]
fn kill_group(process: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let group = i32::try_from(process).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // It may be gone already.
        let _gone = kill_process_group(group, Signal::KILL);
    }
}

/// Ends a program with what it has started.
#[cfg(windows)]
fn kill_group(process: u32) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    let process = process.to_string();
    let mut kill = Command::new("taskkill");
    kill.args(["/F", "/T", "/PID", &process]).creation_flags(CREATE_NO_WINDOW);
    // It may be gone already.
    let _gone = kill.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

fn write_lines(mut stdin: ChildStdin, lines: &Receiver<Vec<u8>>) {
    for line in lines {
        if stdin.write_all(&line).and_then(|()| stdin.flush()).is_err() {
            break;
        }
    }
}

fn read_lines(stdout: ChildStdout, lines: &SyncSender<ProgramOutput>) {
    let mut stdout = BufReader::new(stdout);
    loop {
        let mut line = Vec::new();
        let longest = LONGEST_LINE as u64 + 1;
        match stdout.by_ref().take(longest).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let is_long = line.len() > LONGEST_LINE;
        let output = if is_long { ProgramOutput::LongLine } else { ProgramOutput::Line(line) };
        if lines.send(output).is_err() || is_long {
            return;
        }
    }
}

fn read_errors(mut stderr: ChildStderr, errors: &Mutex<ErrorOutput>) {
    let mut chunk = [0; 4096];
    loop {
        let read = match stderr.read(&mut chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Ok(0) | Err(_) => break,
            Ok(read) => read,
        };
        let mut errors = held(errors);
        for byte in chunk.iter().take(read) {
            if *byte == b'\n' {
                let line = std::mem::take(&mut errors.line);
                if !line.trim_ascii().is_empty() {
                    errors.last = line;
                }
            } else if errors.line.len() < LAST_WORDS {
                errors.line.push(*byte);
            }
        }
    }
    held(errors).is_closed = true;
}
