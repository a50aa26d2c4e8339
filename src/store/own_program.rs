//! How other programs start this one.

use std::{env, path::PathBuf};

/// What the program is called where its folder is among those that are searched for programs.
const NAME: &str = "hashiye";

/// The word with which a shell starts the program: its name where that is found, else its path in quotation
/// marks. An `AppImage` is started by its file and not by what is in it.
pub fn own_command() -> String {
    let file = format!("{NAME}{}", env::consts::EXE_SUFFIX);
    let searched = env::var_os("PATH").unwrap_or_default();
    if env::split_paths(&searched).any(|folder| folder.join(&file).is_file()) {
        return NAME.to_owned();
    }
    let image = env::var_os("APPIMAGE").map(PathBuf::from);
    match image.or_else(|| env::current_exe().ok()) {
        Some(path) => format!("'{}'", path.display().to_string().replace('\'', r"'\''")),
        None => NAME.to_owned(),
    }
}
