//! The sample project: articles of our own with the work of two analysts and a gold, to try
//! everything on. It is in the program, and copied where it is asked for: who tries it may write in it.

use std::path::{Path, PathBuf};

use super::{
    ImportStage, StoreError,
    config_folder::documents_folder,
    plain_files::{list_files, write_file},
};

/// What the copy is called.
const NAME: &str = "hashiye-sample";

macro_rules! sample_files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_bytes!(concat!("../../assets/sample/", $name)).as_slice())),+]
    };
}

/// Every file of it by its name.
pub const SAMPLE_FILES: &[(&str, &[u8])] = &sample_files![
    "1-agency.txt",
    "1-agency.txt.a1.ron",
    "1-agency.txt.a2.ron",
    "1-agency.txt.gold.ron",
    "2-post.txt",
    "2-post.txt.a1.ron",
    "2-post.txt.a2.ron",
    "2-post.txt.gold.ron",
    "3-denial.txt",
    "3-denial.txt.a1.ron",
    "3-denial.txt.a2.ron",
    "4-economy.txt",
    "4-economy.txt.a1.ron",
    "4-economy.txt.a2.ron",
    "5-minutes.txt",
    "5-minutes.txt.a1.ron",
    "6-conference.txt",
    "6-conference.txt.a1.ron",
    "6-conference.txt.a2.ron",
    "7-sport.txt",
    "7-sport.txt.a2.ron",
    "8-longread.txt",
    "articles.csv",
];

/// Puts the sample project into a folder of its own in `parent`, or in the user's documents, and says
/// where it is. What is there from an earlier time is left as it is: somebody has worked in it.
///
/// Fails when the system refuses; then nothing is there.
pub fn copy_sample(parent: Option<&Path>) -> Result<PathBuf, StoreError> {
    let folder = parent.map_or_else(documents_folder, Path::to_owned).join(NAME);
    if !list_files(&folder)?.is_empty() {
        return Ok(folder);
    }
    let stage = ImportStage::begin(&folder)?;
    for (name, bytes) in SAMPLE_FILES {
        write_file(&stage.path().join(name), bytes)?;
    }
    stage.finish()?;
    Ok(folder)
}
