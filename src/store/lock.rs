//! Who has an annotation file open.
//!
//! A lock is a small file made exclusively, which every file system can do, network ones included.
//! It names its holder; whether one on this machine has died is known from the process and boot it
//! names.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};
use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

use sha2::{Digest as _, Sha256};

use super::{
    analyst::Analyst,
    system::{
        atomic,
        clock::in_seconds,
        disk::{Disk, OWN_FOLDER, RealDisk},
    },
};
use crate::{messages::Message, text::hex};

/// Who has a file open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LockHolder {
    /// The analyst's name of whoever works there; empty where an earlier version of the program does.
    pub person: String,
    /// The system's name of the user.
    pub user: String,
    /// The name of the machine.
    pub host: String,
    /// The process on that machine.
    pub pid: u32,
    /// Since when, UTC, as `2026-01-31T10:20:00Z`.
    pub since: String,
    machine: String,
    boot: String,
    start: String,
    nonce: String,
}

impl LockHolder {
    /// Who it is: the analyst, else the user as the system calls them.
    pub fn who(&self) -> &str {
        if self.person.is_empty() { &self.user } else { &self.person }
    }

    /// How long ago it was opened there, in words.
    pub(super) fn opened_ago(&self) -> Message {
        let since = self.since.parse::<jiff::Timestamp>();
        let seconds = since.map_or(0, |it| jiff::Timestamp::now().duration_since(it).as_secs());
        let minutes = seconds.max(0) / 60;
        let (key, n) = match minutes {
            0 => return Message::new("ago-now"),
            1..60 => ("ago-minutes", minutes),
            60..1440 => ("ago-hours", minutes / 60),
            _ => ("ago-days", minutes / 1440),
        };
        Message::new(key).with("n", usize::try_from(n).unwrap_or(usize::MAX))
    }
}

/// A lock that is held; it is given back by [`FileLock::release`].
#[derive(Debug)]
pub(super) struct FileLock {
    path: PathBuf,
    me: LockHolder,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum LockAnswer {
    Mine(FileLock),
    Held(LockHolder),
}

impl FileLock {
    /// Asks for the lock at `path` for `person`. A holder that died on this machine is replaced silently.
    pub(super) fn ask(disk: &dyn Disk, path: &Path, person: &Analyst) -> io::Result<LockAnswer> {
        let me = LockHolder::me(person.as_str());
        if create(disk, path, &me)? {
            return Ok(LockAnswer::Mine(Self { path: path.to_owned(), me }));
        }
        match read(disk, path)? {
            Some(holder) if !holder.is_dead() => Ok(LockAnswer::Held(holder)),
            dead => Self::take_over(disk, path, &dead.unwrap_or_default(), person),
        }
    }

    /// Takes the lock from `holder`, if it still has it.
    pub(super) fn take_over(
        disk: &dyn Disk,
        path: &Path,
        holder: &LockHolder,
        person: &Analyst,
    ) -> io::Result<LockAnswer> {
        Self::take_over_within(disk, path, holder, person, GUARDS)
    }

    /// The same with so many guards above each other: whoever takes over a lock may die at it and leave its
    /// guard, which is a lock itself and taken over as one.
    fn take_over_within(
        disk: &dyn Disk,
        path: &Path,
        holder: &LockHolder,
        person: &Analyst,
        guards: u8,
    ) -> io::Result<LockAnswer> {
        let me = LockHolder::me(person.as_str());
        // Of several that see the same dead holder only one may replace it.
        let guard = guard_of(path);
        if !create(disk, &guard, &me)? && !Self::is_guard_mine(disk, &guard, person, guards)? {
            return Ok(LockAnswer::Held(holder.clone()));
        }
        let present = read(disk, path).map(Option::unwrap_or_default);
        let result = match present {
            Ok(present) if present.nonce == holder.nonce => {
                let json = serde_json::to_vec(&me)?;
                atomic::replace(disk, path, |out| out.write_all(&json))
                    .map(|()| LockAnswer::Mine(Self { path: path.to_owned(), me }))
            }
            Ok(other) => Ok(LockAnswer::Held(other)),
            Err(error) => Err(error),
        };
        // A guard left behind only delays the next takeover.
        let _removed = disk.remove(&guard);
        result
    }

    /// Whether a guard that is there already could be had: from one that has died at it.
    fn is_guard_mine(
        disk: &dyn Disk,
        guard: &Path,
        person: &Analyst,
        guards: u8,
    ) -> io::Result<bool> {
        if let Some(its_holder) = read(disk, guard)? {
            let further = guards.checked_sub(1).filter(|_| its_holder.is_dead());
            if let Some(further) = further {
                let taken = Self::take_over_within(disk, guard, &its_holder, person, further)?;
                return Ok(matches!(taken, LockAnswer::Mine(_)));
            }
        }
        // Of one on another machine only its age says something.
        let made = disk.stat(guard).ok().and_then(|it| it.modified);
        let age = made.and_then(|it| SystemTime::now().duration_since(it).ok());
        if age.is_some_and(|age| age >= TAKEOVER) {
            disk.remove(guard)?;
        }
        Ok(false)
    }

    /// True where nobody holds the lock at `path`, or one that has died.
    pub(super) fn is_free(disk: &dyn Disk, path: &Path) -> bool {
        read(disk, path).is_ok_and(|it| it.is_none_or(|it| it.is_dead()))
    }

    /// True as long as nobody took it over.
    pub(super) fn is_mine(&self, disk: &dyn Disk) -> bool {
        // A file that can't be read now says nothing; only another holder's name does.
        match read(disk, &self.path) {
            Ok(Some(holder)) => holder.nonce == self.me.nonce,
            _ => true,
        }
    }

    /// Writes it again where it was removed with its folder.
    pub(super) fn renew(&self, disk: &dyn Disk) -> io::Result<()> {
        create(disk, &self.path, &self.me).map(|_was_made| ())
    }

    /// Gives it back.
    pub(super) fn release(&self, disk: &dyn Disk) {
        if self.is_mine(disk) {
            // One left behind names a dead process and is replaced at the next opening.
            let _removed = disk.remove(&self.path);
        }
    }
}

/// Who has which files of a folder open now, by article and analyst as in `news.txt.a1`. A holder that
/// died on this machine has none.
pub fn open_files(folder: &Path) -> BTreeMap<String, LockHolder> {
    let own = folder.join(OWN_FOLDER);
    let listed = RealDisk.list(&own).unwrap_or_default();
    let held = listed.into_iter().filter_map(|it| {
        let key = it.name.strip_suffix(".lock")?.to_owned();
        let holder = read(&RealDisk, &own.join(&it.name)).ok()??;
        (!holder.is_dead()).then_some((key, holder))
    });
    held.collect()
}

/// Guards above each other at most.
const GUARDS: u8 = 2;

/// The lock that is held while the one at `path` is taken over.
fn guard_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-takeover");
    PathBuf::from(name)
}

/// How long a takeover may take.
const TAKEOVER: Duration = Duration::from_secs(10);

/// False when it is there already.
fn create(disk: &dyn Disk, path: &Path, me: &LockHolder) -> io::Result<bool> {
    match disk.create(path) {
        Ok(mut sink) => {
            let written = sink.write_all(&serde_json::to_vec(me)?).and_then(|()| sink.flush());
            if written.is_err() {
                let _removed = disk.remove(path);
            }
            written.map(|()| true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// The holder; `None` when the lock can't be understood: half written, or gone meanwhile.
fn read(disk: &dyn Disk, path: &Path) -> io::Result<Option<LockHolder>> {
    for _attempt in 0..5 {
        let mut json = Vec::new();
        match disk.open(path) {
            Ok(source) => source.take(4096).read_to_end(&mut json)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        if let Ok(holder) = serde_json::from_slice(&json) {
            return Ok(Some(holder));
        }
        // It may be half written at this moment.
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(None)
}

impl LockHolder {
    fn me(person: &str) -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let pid = std::process::id();
        let start = start_of(pid).unwrap_or_default();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let now = jiff::Timestamp::now();
        Self {
            person: person.to_owned(),
            user: whoami::username().unwrap_or_default(),
            host: whoami::hostname().unwrap_or_default(),
            pid,
            since: in_seconds(now),
            machine: machine(),
            boot: line_of("/proc/sys/kernel/random/boot_id"),
            nonce: format!("{pid}-{start}-{count}-{}", now.as_nanosecond()),
            start,
        }
    }

    /// True when it can't be known from here whether the process still runs: it is on another
    /// machine, or one of the two does not know which it is on.
    pub fn is_elsewhere(&self) -> bool {
        let me = Self::me("");
        // Earlier versions wrote the machine's id itself.
        let is_here = self.machine == me.machine || self.machine == raw_machine();
        self.host != me.host || !is_here || self.machine.is_empty()
    }

    /// True when it is certain that the process is gone: it ran on this machine, before the last
    /// start of the machine or under a number that is free or another's now.
    fn is_dead(&self) -> bool {
        if self.is_elsewhere() || self.start.is_empty() {
            return false;
        }
        self.boot != line_of("/proc/sys/kernel/random/boot_id")
            || start_of(self.pid).is_none_or(|it| !is_same_start(&it, &self.start))
    }
}

/// What distinguishes this machine from others of the same name: a hash, since the id itself is
/// nobody else's business and locks lie in folders that are shared.
fn machine() -> String {
    let id = raw_machine();
    if id.is_empty() {
        return id;
    }
    hex(Sha256::digest(format!("hashiye lock {id}")).get(..16).unwrap_or_default())
}

fn raw_machine() -> String {
    let id = line_of("/etc/machine-id");
    if id.is_empty() { sysinfo::Product::uuid().unwrap_or_default() } else { id }
}

fn line_of(path: &str) -> String {
    fs::read_to_string(path).map(|it| it.trim().to_owned()).unwrap_or_default()
}

/// True while a process has this number.
pub(super) fn is_running(pid: u32) -> bool {
    start_of(pid).is_some()
}

/// When process `pid` started, in words that only serve to compare; `None` when there is none such.
fn start_of(pid: u32) -> Option<String> {
    // Linux: proc(5)'s `stat`, after the name in parentheses. Field 3 is the state, field 22 when it started, in
    // ticks since the machine did.
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let mut fields = stat.rsplit_once(')').map_or("", |it| it.1).split_whitespace();
    // One that has ended has its number only until whoever started it asks how.
    if fields.next().is_some_and(|state| ["Z", "X"].contains(&state)) {
        return None;
    }
    let ticks = fields.nth(18).map(str::to_owned);
    ticks.or_else(|| seconds_of(pid).map(|it| format!("{it}{SECONDS}")))
}

/// Elsewhere: in seconds since 1970.
fn seconds_of(pid: u32) -> Option<u64> {
    let pid = Pid::from_u32(pid);
    let mut system = System::new().ok()?;
    let nothing_more = ProcessRefreshKind::nothing();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), true, nothing_more);
    system.process(pid).map(sysinfo::Process::start_time)
}

/// Marks a start that is counted in seconds.
const SECONDS: &str = "s";

/// Seconds may be off by one or two, where the clock was set meanwhile.
fn is_same_start(a: &str, b: &str) -> bool {
    let seconds = |it: &str| it.strip_suffix(SECONDS).and_then(|it| it.parse::<u64>().ok());
    match (seconds(a), seconds(b)) {
        (Some(a), Some(b)) => a.abs_diff(b) <= 2,
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_knows_when_a_process_started() {
        let me = std::process::id();
        let first = seconds_of(me).expect("it runs");
        assert_eq!(seconds_of(me), Some(first));
        // No process has the highest number there can be.
        assert_eq!(seconds_of(u32::MAX >> 2), None);
        assert!(is_same_start("100s", "101s") && !is_same_start("100s", "110s"));
        assert!(!is_same_start("100s", "100"));
    }
}
