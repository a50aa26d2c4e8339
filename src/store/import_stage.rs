//! Bringing many files into a folder at once: all of them, or none.
//!
//! They are written beside where they go. A folder that was not there yet is then put in place as a
//! whole. In one that is there, a mark says that everything is written, and each file is moved; what
//! a crash leaves after the mark is moved by who looks next, and what it leaves before is thrown away.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    StoreError,
    article::read_whole,
    article_kind::kind_of,
    error::FileOperation,
    folder_files::schema::{SCHEMA_FILE, schema_of},
    plain_files::{LARGEST_FILE, list_files, make_folder, write_file},
    sidecar_folder::{keep_aside, keep_line_ends},
    system::{
        atomic,
        disk::{Disk as _, RealDisk, folder_of, in_folder, name_of},
    },
};

/// The folder in which what is brought in waits, inside the one that it goes to.
const STAGE: &str = ".hashiye-import";
/// The table of the folder's articles.
const TABLE_FILE: &str = "articles.csv";
/// What the folder's table was when the one that waits was made of it.
const TABLE_BEFORE: &str = ".articles.csv.before";
/// Says that everything is written.
const COMPLETE: &str = ".complete";

/// A folder in which files are written that are to come into another all at once.
#[derive(Debug)]
pub struct ImportStage {
    path: PathBuf,
    to: PathBuf,
    is_new: bool,
    is_done: bool,
}

impl ImportStage {
    /// Begins to bring files into `to`, after what an earlier import left there is settled.
    ///
    /// Fails when the system refuses.
    pub fn begin(to: &Path) -> Result<Self, StoreError> {
        finish_import(to)?;
        let is_new = RealDisk.stat(to).is_err();
        let path = if is_new { beside(to) } else { to.join(STAGE) };
        if is_new {
            make_folder(&folder_of(to))?;
            throw_away(&path)?;
        }
        make_folder(&path)?;
        if is_new {
            keep_line_ends(&RealDisk, &path);
        }
        Ok(Self { path, to: to.to_owned(), is_new, is_done: false })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the folder's table of articles as it will be, made of what lies there now.
    ///
    /// Fails when the system refuses.
    pub fn write_table(&self, before: Option<&[u8]>, after: &[u8]) -> Result<(), StoreError> {
        if let Some(before) = before {
            write_file(&self.path.join(TABLE_BEFORE), before)?;
        }
        write_file(&self.path.join(TABLE_FILE), after)
    }

    /// Puts everything in its place.
    ///
    /// Fails when the system refuses; what is moved by then stays, and the rest follows with the next
    /// look into the folder.
    pub fn finish(mut self) -> Result<(), StoreError> {
        if self.is_new {
            RealDisk
                .rename(&self.path, &self.to)
                .and_then(|()| RealDisk.sync_folder(&folder_of(&self.to)))
                .map_err(StoreError::io(FileOperation::Write, &self.to))?;
            self.is_done = true;
            return Ok(());
        }
        let mark = self.path.join(COMPLETE);
        atomic::create(&RealDisk, &mark, |out| out.write_all(b"\n"))
            .map_err(StoreError::io(FileOperation::Write, &mark))?;
        self.is_done = true;
        finish_import(&self.to)
    }
}

impl Drop for ImportStage {
    fn drop(&mut self) {
        if !self.is_done {
            // The next import tries again.
            let _left_behind = throw_away(&self.path);
        }
    }
}

/// Settles what an import left in a folder that was interrupted: moves what was written whole, throws
/// away what was not.
///
/// Fails when the system refuses.
pub fn finish_import(to: &Path) -> Result<(), StoreError> {
    let stage = to.join(STAGE);
    if RealDisk.stat(&stage).is_err() {
        return Ok(());
    }
    if RealDisk.stat(&stage.join(COMPLETE)).is_ok() {
        let mut names = list_files(&stage)?;
        // Work without its article would be an orphan meanwhile.
        let is_schema = |it: &str| it == SCHEMA_FILE;
        names.sort_by_key(|it| (!is_schema(it), kind_of(Path::new(it)).is_none()));
        for name in names {
            let (from, to) = (in_folder(&stage, &name), in_folder(to, &name));
            match &*name {
                SCHEMA_FILE => put_schema(&from, &to)?,
                TABLE_FILE => put_table(&from, &to)?,
                _ => put_new(&from, &to)?,
            }
        }
        RealDisk.sync_folder(to).map_err(StoreError::io(FileOperation::Write, to))?;
    }
    throw_away(&stage)
}

/// Puts a file where nothing is. The same article, or what somebody put there since, stays.
fn put_new(from: &Path, to: &Path) -> Result<(), StoreError> {
    if RealDisk.stat(to).is_ok() {
        return Ok(());
    }
    RealDisk.rename(from, to).map_err(StoreError::io(FileOperation::Write, to))
}

/// Puts the schema that an import added to in the place of the one it was added to. One that was laid out by
/// hand, or changed since, is kept aside.
fn put_schema(from: &Path, to: &Path) -> Result<(), StoreError> {
    let folder = folder_of(to);
    let written = schema_of(&folder).ok().flatten().map(|it| it.to_ron());
    let there = read_whole(&RealDisk, to, LARGEST_FILE).ok();
    if let Some(there) = there.filter(|it| written.as_ref().is_none_or(|own| own.as_bytes() != it))
    {
        keep_aside(to, &there)?;
    }
    write_over(&read_whole(&RealDisk, from, LARGEST_FILE)?, to)
}

/// Puts the table of articles that an import added to in the place of the one it was made of. Where that was
/// changed since, it stays, and the other one is kept aside.
fn put_table(from: &Path, to: &Path) -> Result<(), StoreError> {
    let read = |path: &Path| match read_whole(&RealDisk, path, LARGEST_FILE) {
        Err(error) if error.is_not_found() => Ok(None),
        result => result.map(Some),
    };
    let before = read(&from.with_file_name(TABLE_BEFORE))?;
    let (there, after) = (read(to)?, read_whole(&RealDisk, from, LARGEST_FILE)?);
    if there == before {
        return write_over(&after, to);
    }
    // An earlier try may have come so far.
    if there.as_ref() == Some(&after) { Ok(()) } else { keep_aside(to, &after) }
}

/// Writes a file in the place of another; a link stays one.
fn write_over(bytes: &[u8], to: &Path) -> Result<(), StoreError> {
    let target = RealDisk.target(to);
    atomic::replace(&RealDisk, &target, |out| out.write_all(bytes))
        .map_err(StoreError::io(FileOperation::Write, to))
}

fn throw_away(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::io(FileOperation::Remove, folder)(error))
        }
        _ => Ok(()),
    }
}

/// Where a folder waits that is not there yet.
fn beside(to: &Path) -> PathBuf {
    folder_of(to).join(format!(".{}{STAGE}", name_of(to)))
}
