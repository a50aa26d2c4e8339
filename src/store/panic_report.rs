//! What is written when the program fails in a way that nobody foresaw: a report beside the settings,
//! for somebody to send by hand, with no word of an article and no name of a file.

use std::{
    backtrace::Backtrace,
    collections::VecDeque,
    fmt::{self, Write as _},
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::{
    ConfigFolder, StoreError,
    plain_files::{list_files, read_if_there, remove_file, write_file},
    system::{clock::time_now, disk::in_folder},
};

/// The last things that were asked for, the latest last: what they are called, not what they hold.
static LAST_ACTIONS: Mutex<VecDeque<String>> = Mutex::new(VecDeque::new());
/// Panics of this process so far.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// How many actions a report tells.
const LAST_COMMANDS: usize = 20;
/// How many reports are kept.
const KEPT: usize = 10;
/// How reports are called, before the time and after it.
const PREFIX: &str = "panic-";
const SUFFIX: &str = ".txt";

/// A report that lies beside the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanicReport {
    /// Its file's name; later ones are greater.
    pub name: String,
    /// Where.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// What is known of a panic.
struct PanicFacts<'a> {
    when: &'a str,
    system: &'a str,
    thread: &'a str,
    place: &'a str,
    message: &'a str,
    actions: &'a [String],
    backtrace: &'a str,
}

impl ConfigFolder {
    /// Writes a report beside the settings from now on when a thread panics, before what was done
    /// until now is done.
    pub fn report_panics(&self) {
        self.thin_out_panics();
        let folder = self.path().to_owned();
        let system = system();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // Nothing can be done where that fails, too; what follows says what happened.
            let _unwritten = write_report(&folder, &system, info);
            before(info);
        }));
    }

    /// The latest report, if there is one.
    pub fn latest_panic(&self) -> Option<PanicReport> {
        let name = self.panic_reports().pop()?;
        let path = in_folder(self.path(), &name);
        Some(PanicReport { text: read_if_there(&path).ok()?, name, path })
    }

    /// Removes the oldest reports; what can't be removed stays.
    fn thin_out_panics(&self) {
        let all = self.panic_reports();
        for name in all.iter().take(all.len().saturating_sub(KEPT)) {
            let _stays = remove_file(&in_folder(self.path(), name));
        }
    }

    /// The names of all reports, the oldest first.
    fn panic_reports(&self) -> Vec<String> {
        let files = list_files(self.path()).unwrap_or_default();
        files.into_iter().filter(|it| it.starts_with(PREFIX) && it.ends_with(SUFFIX)).collect()
    }
}

/// Notes what was asked for, for a report that may follow: the names of the variants of its type, down
/// to the first value that is none.
pub fn note_action(asked: &impl fmt::Debug) {
    let name = variant_names(asked);
    // Noted is what can be noted at once: nobody waits for this.
    if let Ok(mut last) = LAST_ACTIONS.try_lock() {
        if last.len() == LAST_COMMANDS {
            last.pop_front();
        }
        last.push_back(name);
    }
}

fn write_report(folder: &Path, system: &str, info: &PanicHookInfo<'_>) -> Result<(), StoreError> {
    let number = PANICS.fetch_add(1, Ordering::Relaxed);
    let when = time_now();
    let place = info.location().map_or_else(String::new, ToString::to_string);
    let message = message_of(info);
    let backtrace = Backtrace::force_capture().to_string();
    let actions: Vec<String> =
        LAST_ACTIONS.try_lock().map(|it| it.iter().cloned().collect()).unwrap_or_default();
    let text = PanicFacts {
        when: &when,
        system,
        thread: thread::current().name().unwrap_or("without a name"),
        place: &place,
        message: &message,
        actions: &actions,
        backtrace: &backtrace,
    }
    .to_string();
    let name = format!("{PREFIX}{}-{number:02}{SUFFIX}", when.replace(':', "-"));
    write_file(&in_folder(folder, &name), text.as_bytes())
}

impl fmt::Display for PanicFacts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { when, system, thread, place, message, actions, backtrace } = self;
        writeln!(f, "Hashiye {} failed in a way that nobody foresaw.", env!("CARGO_PKG_VERSION"))?;
        writeln!(f, "There is no word of an article and no name of a file in this report.\n")?;
        writeln!(f, "when:    {when}\nsystem:  {system}\nthread:  {thread}\nplace:   {place}")?;
        writeln!(f, "message: {message}\n\nlast actions, the latest last:")?;
        for action in *actions {
            writeln!(f, "  {action}")?;
        }
        writeln!(f, "\nbacktrace:\n{backtrace}")
    }
}

/// What the program runs on.
fn system() -> String {
    let version = sysinfo::System::long_os_version().unwrap_or_default();
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let features: Vec<&str> = [
        cfg!(feature = "window").then_some("window"),
        cfg!(feature = "parquet").then_some("parquet"),
        cfg!(feature = "inspection").then_some("inspection"),
        cfg!(debug_assertions).then_some("debug"),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{os} {arch}, {version}; built with {}", features.join(", "))
}

/// What a panic says, as far as it cannot hold a word of an article: what stands in the program's
/// source as it is, and what the standard library says of numbers.
fn message_of(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    match (payload.downcast_ref::<&'static str>(), payload.downcast_ref::<String>()) {
        (Some(literal), _) => (*literal).to_owned(),
        (None, Some(made)) => without_words(made),
        (None, None) => "of no known type".to_owned(),
    }
}

/// What may stay of a message that was made while the program ran.
fn without_words(message: &str) -> String {
    /// How messages of the standard library begin that go on with numbers.
    const OF_NUMBERS: &[&str] = &[
        "index out of bounds: ",
        "range start index ",
        "range end index ",
        "slice index starts at ",
        "byte index ",
        "start byte index ",
        "end byte index ",
        "begin <= end (",
        "mid > len",
        "removal index (",
        "insertion index (",
        "swap_remove index (",
        "copy_from_slice: ",
        "source slice length ",
    ];
    const RESULT: &str = "called `Result::unwrap()` on an `Err` value";
    const ASSERTION: &str = "assertion `left == right` failed";
    if let Some(known) = [RESULT, ASSERTION].iter().find(|it| message.starts_with(**it)) {
        return format!("{known} (the value is left out)");
    }
    if OF_NUMBERS.iter().any(|it| message.starts_with(it)) {
        // What is quoted may be text.
        let end = message.find(|c: char| !c.is_ascii() || matches!(c, '`' | '\'' | '"'));
        return message.split_at(end.unwrap_or(message.len())).0.trim_end().to_owned();
    }
    "left out, since it may hold words of the article".to_owned()
}

/// The names of variants and structures that `it` consists of, from the outside in: `File Open` of
/// `File(Open("/home/…"))`. Only so much of it is written as is needed.
fn variant_names(debug: &impl fmt::Debug) -> String {
    struct Beginning(String);
    impl fmt::Write for Beginning {
        fn write_str(&mut self, written: &str) -> fmt::Result {
            const ENOUGH: usize = 80;
            self.0.push_str(written);
            if self.0.len() < ENOUGH { Ok(()) } else { Err(fmt::Error) }
        }
    }
    let mut beginning = Beginning(String::new());
    // Stopping early is an error of the writer.
    let _stopped = write!(beginning, "{debug:?}");
    let mut names = Vec::new();
    for part in beginning.0.split('(') {
        let name: String = part.chars().take_while(char::is_ascii_alphanumeric).collect();
        if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
            break;
        }
        let is_whole = name.len() == part.len();
        names.push(name);
        if !is_whole {
            break;
        }
    }
    names.join(" ")
}

/// Fails on purpose with a word of an article, where the environment asks for it at this place: for
/// tests of what follows.
///
/// # Panics
///
/// Where that was asked for.
#[cfg(feature = "inspection")]
pub fn fail_if_asked(place: &str) {
    let is_meant = std::env::var("HASHIYE_FAIL_AT").is_ok_and(|it| it == place);
    assert!(!is_meant, "failed on purpose at «هشدار داد» in {place}");
}

/// The names under which an action is noted.
#[cfg(feature = "inspection")]
pub fn noted_name(asked: &impl fmt::Debug) -> String {
    variant_names(asked)
}
