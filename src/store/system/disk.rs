//! The few things that are asked of a file system, so that tests can put a failing one in its
//! place.

use std::{
    ffi::{OsStr, OsString},
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

/// A file system.
pub trait Disk: fmt::Debug + Send + Sync {
    /// Opens a file for reading. Fails for what is no file, such as a pipe.
    fn open(&self, path: &Path) -> io::Result<Box<dyn FileSource>>;
    /// Makes a file that must not be there yet.
    fn create(&self, path: &Path) -> io::Result<Box<dyn FileSink>>;
    /// Opens a file for writing at its end, making it when it is not there.
    fn append(&self, path: &Path) -> io::Result<Box<dyn FileSink>>;
    /// Puts a file in the place of another, at once.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those around it; succeeds when it is there.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// What is at `path`, links not followed.
    fn stat(&self, path: &Path) -> io::Result<FileStat>;
    /// The same of what a link leads to.
    fn stat_target(&self, path: &Path) -> io::Result<FileStat> {
        self.stat(path)
    }
    /// Where a link leads in the end; the path itself for what is none, or leads nowhere.
    fn target(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }
    /// The names in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<ListedName>>;
    /// Gives `to` the permissions of `from`.
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Tells the disk that a folder is on from others; `None` where nobody knows.
    fn device(&self, _folder: &Path) -> Option<u64> {
        None
    }
    /// Has `changed` called, on another thread, whenever something changes in a folder, until what
    /// is returned is dropped.
    ///
    /// Fails where the system does not report it; what others do on another machine is never
    /// reported.
    fn watch(&self, _folder: &Path, _changed: OnChange) -> io::Result<FolderWatch> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// What is called when a folder changes.
pub type OnChange = Box<dyn Fn() + Send + Sync>;

/// Watching a folder; dropping it ends that.
pub struct FolderWatch(#[expect(dead_code, reason = "it is held, not used")] Box<dyn Send + Sync>);

impl fmt::Debug for FolderWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FolderWatch")
    }
}

/// A file that is read.
pub trait FileSource: Read + Seek + Send {}

impl<T: Read + Seek + Send> FileSource for T {}

/// A file that is written.
pub trait FileSink: Write + Send {
    /// Waits until everything written is on the disk.
    fn sync(&mut self) -> io::Result<()>;
    /// A second handle on the same file, for a thread that syncs it.
    fn again(&self) -> io::Result<Box<dyn FileSink>>;
}

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStat {
    /// What it is.
    pub kind: FileKind,
    /// Its length in bytes.
    pub len: u64,
    /// When it was written last, where the system says.
    pub modified: Option<SystemTime>,
    /// True when it is marked as not to be written.
    pub read_only: bool,
}

/// What a name in a folder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link or something else.
    Other,
}

/// A name in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedName {
    /// The name alone, as text: bytes that are none are escaped.
    pub name: String,
    /// What it stands for.
    pub kind: FileKind,
}

/// The machine's own file system.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

impl RealDisk {
    /// For what wants to share a disk.
    pub fn shared() -> Arc<dyn Disk> {
        Arc::new(Self)
    }
}

impl Disk for RealDisk {
    fn open(&self, path: &Path) -> io::Result<Box<dyn FileSource>> {
        // Opening a pipe waits for who writes into it, perhaps for ever.
        let there = fs::metadata(path)?;
        if there.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !there.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is no file"));
        }
        Ok(Box::new(File::open(path)?))
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn FileSink>> {
        Ok(Box::new(OpenOptions::new().write(true).create_new(true).open(path)?))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn FileSink>> {
        Ok(Box::new(OpenOptions::new().append(true).create(true).open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if !cfg!(unix) {
            return Ok(());
        }
        match File::open(path)?.sync_all() {
            // Some network file systems know no such thing.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(())
            }
            result => result,
        }
    }

    fn stat(&self, path: &Path) -> io::Result<FileStat> {
        let meta = fs::symlink_metadata(path)?;
        let modified = meta.modified().ok();
        let read_only = meta.permissions().readonly();
        Ok(FileStat { kind: kind(meta.file_type()), len: meta.len(), modified, read_only })
    }

    fn stat_target(&self, path: &Path) -> io::Result<FileStat> {
        let meta = fs::metadata(path)?;
        let (modified, read_only) = (meta.modified().ok(), meta.permissions().readonly());
        Ok(FileStat { kind: kind(meta.file_type()), len: meta.len(), modified, read_only })
    }

    fn target(&self, path: &Path) -> PathBuf {
        let is_link = fs::symlink_metadata(path).is_ok_and(|it| it.file_type().is_symlink());
        if !is_link {
            return path.to_owned();
        }
        // A link that leads nowhere is replaced: who laid it may want a file made in its place.
        fs::canonicalize(path).unwrap_or_else(|_leads_nowhere| path.to_owned())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<ListedName>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = text_of_name(&entry.file_name());
            names.push(ListedName { name, kind: kind(entry.file_type()?) });
        }
        Ok(names)
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::set_permissions(to, fs::metadata(from)?.permissions())
    }

    #[cfg(unix)]
    fn device(&self, folder: &Path) -> Option<u64> {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(folder).ok().map(|it| it.dev())
    }

    fn watch(&self, folder: &Path, changed: OnChange) -> io::Result<FolderWatch> {
        use notify::{RecursiveMode, Watcher as _};
        let on_event = move |event: notify::Result<notify::Event>| {
            // Somebody reading is no change.
            if event.is_ok_and(|it| !it.kind.is_access()) {
                changed();
            }
        };
        let mut watcher = notify::recommended_watcher(on_event).map_err(io::Error::other)?;
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
        Ok(FolderWatch(Box::new(watcher)))
    }
}

impl FileSink for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }

    fn again(&self) -> io::Result<Box<dyn FileSink>> {
        Ok(Box::new(self.try_clone()?))
    }
}

fn kind(file_type: fs::FileType) -> FileKind {
    if file_type.is_file() {
        FileKind::File
    } else if file_type.is_dir() {
        FileKind::Folder
    } else {
        FileKind::Other
    }
}

/// The folder of the program's own files, beside the articles.
pub const OWN_FOLDER: &str = ".hashiye";

/// Has `changed` called, on another thread, whenever something changes in a folder, until what is returned is
/// dropped; `None` where the system does not report it.
pub fn watch_folder(folder: &Path, changed: OnChange) -> Option<FolderWatch> {
    RealDisk.watch(folder, changed).ok()
}

/// The folder a file lies in.
pub(in crate::store) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
        Some(folder) => folder.to_owned(),
        None => path.to_owned(),
    }
}

/// The last part of a path, as text: see [`text_of_name`].
pub(in crate::store) fn name_of(path: &Path) -> String {
    path.file_name().map(text_of_name).unwrap_or_default()
}

/// What marks a byte that is no text in the text of a name; two hexadecimal digits follow it.
const NO_TEXT: char = char::REPLACEMENT_CHARACTER;

/// A file's name as text. Names may be any bytes: those that are no text are written as U+FFFD and two
/// digits, so that two names never have the same text and [`name_of_text`] leads back.
#[cfg(unix)]
pub(in crate::store) fn text_of_name(name: &OsStr) -> String {
    use std::{fmt::Write as _, os::unix::ffi::OsStrExt as _};
    if let Some(text) = name.to_str().filter(|it| !it.contains(NO_TEXT)) {
        return text.to_owned();
    }
    let mut text = String::with_capacity(name.len());
    let escape = |text: &mut String, bytes: &[u8]| {
        for byte in bytes {
            let _in_memory = write!(text, "{NO_TEXT}{byte:02X}");
        }
    };
    for chunk in name.as_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                NO_TEXT => escape(&mut text, NO_TEXT.encode_utf8(&mut [0; 4]).as_bytes()),
                _ => text.push(c),
            }
        }
        escape(&mut text, chunk.invalid());
    }
    text
}

/// Elsewhere names are Unicode but for what no program of today makes.
#[cfg(not(unix))]
pub(in crate::store) fn text_of_name(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

/// The name, or the relative path, that [`text_of_name`] wrote so.
#[cfg(unix)]
pub(in crate::store) fn name_of_text(text: &str) -> OsString {
    use std::os::unix::ffi::OsStringExt as _;
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split(NO_TEXT);
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let escaped = part.get(..2).and_then(|it| u8::from_str_radix(it, 16).ok());
        if let Some(byte) = escaped {
            bytes.push(byte);
            bytes.extend(part.get(2..).unwrap_or_default().bytes());
        } else {
            bytes.extend(NO_TEXT.encode_utf8(&mut [0; 4]).bytes());
            bytes.extend(part.bytes());
        }
    }
    OsString::from_vec(bytes)
}

/// The same elsewhere.
#[cfg(not(unix))]
pub(in crate::store) fn name_of_text(text: &str) -> OsString {
    OsString::from(text)
}

/// What is called `name`, as text, in a folder.
pub(in crate::store) fn in_folder(folder: &Path, name: &str) -> PathBuf {
    folder.join(name_of_text(name))
}
