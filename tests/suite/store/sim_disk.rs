//! A disk in memory that fails and crashes on demand.
//!
//! Data is on the disk once its file was synced, a name once its folder was; of what was not, a
//! crash may leave anything: this is what POSIX promises, and no more.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, SystemTime},
};

use hashiye::store::{Disk, FileKind, FileSink, FileSource, FileStat, ListedName};

#[derive(Clone, Debug)]
pub(crate) struct SimDisk(Arc<Mutex<World>>);

#[derive(Clone, Debug, Default)]
struct World {
    files: Vec<Data>,
    names: BTreeMap<PathBuf, Node>,
    durable: BTreeMap<PathBuf, Node>,
    pending: Vec<(PathBuf, Change)>,
    operations: usize,
    fault: Fault,
    /// What another program writes, and before which operation.
    other: Option<(usize, PathBuf, Vec<u8>)>,
}

#[derive(Clone, Debug, Default)]
struct Data {
    now: Vec<u8>,
    synced: Vec<u8>,
    ticks: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Node {
    Folder,
    File(usize),
}

#[derive(Clone, Debug)]
enum Change {
    Set(PathBuf, Node),
    Move(PathBuf, PathBuf, Node),
    Unset(PathBuf),
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Fault {
    #[default]
    None,
    /// From operation `n` on nothing happens any more.
    Crash(usize),
    /// Operation `n` fails, those after it do not.
    Once(usize, io::ErrorKind),
    /// From operation `n` to `m` every one fails.
    Between(usize, usize, io::ErrorKind),
    /// Operation `n` takes half of what it is to write, the one after it fails.
    Torn(usize, io::ErrorKind),
    /// Writes take only half of what they are given.
    Short,
}

/// What a crash leaves of data that was not synced.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Left {
    All,
    Nothing,
    Half,
    Zeros,
}

impl Left {
    pub(crate) const ALL: [Self; 4] = [Self::All, Self::Nothing, Self::Half, Self::Zeros];
}

impl SimDisk {
    /// A disk with one folder that holds these files, all safe on it.
    pub(crate) fn with<T: AsRef<[u8]>>(folder: &str, files: &[(&str, T)]) -> Self {
        let mut world = World::default();
        world.names.insert(PathBuf::from(folder), Node::Folder);
        for (name, content) in files {
            let path = Path::new(folder).join(name);
            let around = path.ancestors().skip(1).take_while(|it| it.starts_with(folder));
            world.names.extend(around.map(|it| (it.to_owned(), Node::Folder)));
            let data = content.as_ref().to_vec();
            let node = Node::File(world.files.len());
            world.files.push(Data { now: data.clone(), synced: data, ticks: 0 });
            world.names.insert(path, node);
        }
        world.durable = world.names.clone();
        Self(Arc::new(Mutex::new(world)))
    }

    pub(crate) fn set_fault(&self, fault: Fault) {
        self.world().fault = fault;
    }

    /// Has another program write a file right before operation `at`.
    pub(crate) fn meddle(&self, at: usize, path: &str, content: &str) {
        self.world().other = Some((at, PathBuf::from(path), content.as_bytes().to_vec()));
    }

    /// What a file holds.
    pub(crate) fn text(&self, path: &str) -> String {
        let world = self.world();
        let at = world.file(Path::new(path)).expect("it is there");
        String::from_utf8_lossy(&world.files[at].now).into_owned()
    }

    /// The names of the files that hold exactly this.
    pub(crate) fn holding(&self, content: &str) -> Vec<PathBuf> {
        let world = self.world();
        let holds = |node: &Node| matches!(node, Node::File(at) if world.files[*at].now == content.as_bytes());
        let names = world.names.iter().filter(|(_, node)| holds(node));
        names.map(|(name, _)| name.clone()).collect()
    }

    pub(crate) fn operations(&self) -> usize {
        self.world().operations
    }

    pub(crate) fn shared(&self) -> Arc<dyn Disk> {
        Arc::new(self.clone())
    }

    /// How many changes of names a crash may or may not leave.
    pub(crate) fn pending(&self) -> usize {
        self.world().pending.len()
    }

    /// A disk as a crash may leave it now: of the changes of names those in `kept`, bit by bit; of
    /// the data of every other file one thing, of the rest another. The process that held locks is
    /// gone.
    pub(crate) fn crashed(&self, kept: u64, left: [Left; 2]) -> Self {
        let mut world = self.world().clone();
        world.fault = Fault::None;
        let mut names = world.durable.clone();
        for (at, (_, change)) in world.pending.drain(..).enumerate() {
            if at < 64 && kept & (1 << at) != 0 {
                change.apply(&mut names);
            }
        }
        let orphans: Vec<PathBuf> = names
            .keys()
            .filter(|it| {
                it.ancestors()
                    .skip(1)
                    .any(|it| it.components().count() > 1 && names.get(it) != Some(&Node::Folder))
            })
            .cloned()
            .collect();
        for orphan in orphans {
            names.remove(&orphan);
        }
        names.retain(|name, _| !name.to_string_lossy().ends_with(".lock"));
        for (data, left) in world.files.iter_mut().zip(left.into_iter().cycle()) {
            data.crash(left);
        }
        world.durable = names.clone();
        world.names = names;
        Self(Arc::new(Mutex::new(world)))
    }

    /// The same without a folder.
    pub(crate) fn without(self, folder: &str) -> Self {
        self.world().names.retain(|name, _| !name.starts_with(folder));
        self
    }

    /// Everything as it is, without the process that held locks.
    pub(crate) fn killed(&self) -> Self {
        self.crashed(u64::MAX, [Left::All; 2])
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().expect("nobody panics in here")
    }

    /// Counts an operation and lets it fail when it is its turn.
    fn operation(&self) -> io::Result<MutexGuard<'_, World>> {
        let mut world = self.world();
        let now = world.operations;
        world.operations += 1;
        if let Some((_, path, content)) = world.other.take_if(|it| it.0 == now) {
            let at = world.files.len();
            world.files.push(Data { now: content.clone(), synced: content, ticks: 0 });
            world.names.insert(path.clone(), Node::File(at));
            world.durable.insert(path, Node::File(at));
        }
        match world.fault {
            Fault::Crash(at) if now >= at => Err(io::Error::other("crashed")),
            Fault::Once(at, kind) if now == at => Err(kind.into()),
            Fault::Torn(at, kind) if now == at + 1 => Err(kind.into()),
            Fault::Between(from, to, kind) if (from..to).contains(&now) => Err(kind.into()),
            _ => Ok(world),
        }
    }
}

impl Data {
    fn crash(&mut self, left: Left) {
        let is_longer = self.now.starts_with(&self.synced);
        let fresh = self.now.len() - if is_longer { self.synced.len() } else { 0 };
        let kept = self.now.len() - fresh;
        match left {
            Left::All => {}
            Left::Nothing => self.now.clone_from(&self.synced),
            Left::Half => self.now.truncate(kept + fresh / 2),
            Left::Zeros => {
                for byte in self.now.iter_mut().skip(kept) {
                    *byte = 0;
                }
            }
        }
        self.synced.clone_from(&self.now);
    }
}

impl Change {
    fn apply(self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Set(name, node) => {
                names.insert(name, node);
            }
            Self::Move(from, to, node) => {
                names.remove(&from);
                names.insert(to, node);
            }
            Self::Unset(name) => {
                names.remove(&name);
            }
        }
    }
}

impl World {
    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.names.get(path) {
            Some(Node::File(at)) => Ok(*at),
            Some(Node::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn change(&mut self, path: &Path, change: Change) -> io::Result<()> {
        let folder = path.parent().unwrap_or(path).to_owned();
        if self.names.get(&folder) != Some(&Node::Folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        change.clone().apply(&mut self.names);
        self.pending.push((folder, change));
        Ok(())
    }

    fn make_file(&mut self, path: &Path) -> io::Result<usize> {
        let at = self.files.len();
        self.change(path, Change::Set(path.to_owned(), Node::File(at)))?;
        self.files.push(Data::default());
        Ok(at)
    }
}

impl Disk for SimDisk {
    fn open(&self, path: &Path) -> io::Result<Box<dyn FileSource>> {
        let world = self.operation()?;
        let data = world.file(path).map(|at| world.files[at].now.clone())?;
        Ok(Box::new(Cursor::new(data)))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn FileSink>> {
        let mut world = self.operation()?;
        if world.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = world.make_file(path)?;
        Ok(Box::new(SimFile { disk: self.clone(), file }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn FileSink>> {
        let mut world = self.operation()?;
        let file = match world.file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => world.make_file(path)?,
            result => result?,
        };
        Ok(Box::new(SimFile { disk: self.clone(), file }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut world = self.operation()?;
        let node = Node::File(world.file(from)?);
        world.change(to, Change::Move(from.to_owned(), to.to_owned(), node))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut world = self.operation()?;
        world.file(path)?;
        world.change(path, Change::Unset(path.to_owned()))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut world = self.operation()?;
        world.change(path, Change::Set(path.to_owned(), Node::Folder))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut world = self.operation()?;
        let (synced, pending) =
            std::mem::take(&mut world.pending).into_iter().partition(|(folder, _)| folder == path);
        world.pending = pending;
        let synced: Vec<(PathBuf, Change)> = synced;
        for (_, change) in synced {
            change.apply(&mut world.durable);
        }
        Ok(())
    }

    fn stat(&self, path: &Path) -> io::Result<FileStat> {
        let world = self.operation()?;
        if world.names.get(path) == Some(&Node::Folder) {
            return Ok(FileStat {
                kind: FileKind::Folder,
                len: 0,
                modified: None,
                read_only: false,
            });
        }
        let at = world.file(path)?;
        let data = &world.files[at];
        // Every file has clock ticks of its own, so that replacing one shows.
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(at as u64 * 1000 + data.ticks);
        let len = data.now.len() as u64;
        Ok(FileStat { kind: FileKind::File, len, modified: Some(modified), read_only: false })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<ListedName>> {
        let world = self.operation()?;
        let inside = world.names.iter().filter(|(path, _)| path.parent() == Some(folder));
        let listed = inside.map(|(path, node)| ListedName {
            name: path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default(),
            kind: if *node == Node::Folder { FileKind::Folder } else { FileKind::File },
        });
        Ok(listed.collect())
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        let world = self.operation()?;
        world.file(from).and(world.file(to)).map(|_file| ())
    }
}

struct SimFile {
    disk: SimDisk,
    file: usize,
}

impl Write for SimFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut world = self.disk.operation()?;
        let now = world.operations - 1;
        let taken = match world.fault {
            Fault::Torn(at, _) if at == now => bytes.len().div_ceil(2),
            Fault::Short => bytes.len().div_ceil(2),
            _ => bytes.len(),
        };
        let data = &mut world.files[self.file];
        data.now.extend_from_slice(&bytes[..taken]);
        data.ticks += 1;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl FileSink for SimFile {
    fn sync(&mut self) -> io::Result<()> {
        let mut world = self.disk.operation()?;
        let data = &mut world.files[self.file];
        data.synced.clone_from(&data.now);
        Ok(())
    }

    fn again(&self) -> io::Result<Box<dyn FileSink>> {
        Ok(Box::new(Self { disk: self.disk.clone(), file: self.file }))
    }
}
