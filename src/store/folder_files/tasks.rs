//! `tasks.ron`: who works on which article of a folder.

use std::path::{Path, PathBuf};

use crate::{
    compare::TaskPlan,
    store::{
        error::{FileOperation, StoreError, StoreFailure},
        file_syntax::{FileSyntaxError, SyntaxFault},
        system::{
            atomic,
            disk::{Disk as _, RealDisk},
        },
    },
};

/// Its name in a folder of articles.
pub const TASKS_FILE: &str = "tasks.ron";

/// Who works on which article of `folder`; `None` where nothing was divided.
///
/// Fails when the file can't be read or understood.
pub fn tasks_of(folder: &Path) -> Result<Option<TaskPlan>, StoreError> {
    let path = tasks_path(folder);
    let source = match RealDisk.open(&path) {
        Ok(mut file) => {
            let mut source = String::new();
            std::io::Read::read_to_string(&mut file, &mut source)
                .map_err(StoreError::io(FileOperation::Read, &path))?;
            source
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::io(FileOperation::Read, &path)(error)),
    };
    TaskPlan::from_ron(&source).map(Some).map_err(|(line, column, what)| {
        let what = SyntaxFault::Parser(what);
        StoreError::new(&path, StoreFailure::Syntax(FileSyntaxError { line, column, what }))
    })
}

/// Writes the `tasks.ron` of `folder`, whole or not at all.
pub fn save_tasks(folder: &Path, plan: &TaskPlan) -> Result<PathBuf, StoreError> {
    let path = tasks_path(folder);
    let write = |out: &mut dyn std::io::Write| out.write_all(plan.to_ron().as_bytes());
    atomic::replace(&RealDisk, &path, write)
        .map_err(StoreError::io(FileOperation::Write, &path))?;
    Ok(path)
}

fn tasks_path(folder: &Path) -> PathBuf {
    folder.join(TASKS_FILE)
}
