//! The user's own folder: settings, text that was pasted and is no article yet; and where documents are.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use super::{
    article::read_whole,
    error::{FileOperation, StoreError, StoreFailure},
    system::{
        atomic,
        disk::{Disk as _, RealDisk},
    },
};

/// The folder with the user's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFolder(PathBuf);

const SETTINGS: &str = "settings.ron";
const PASTED: &str = "pasted.txt";
const LARGEST: u64 = 1 << 20;
/// The longest pasted text that is read again, in bytes.
const LARGEST_PASTED: u64 = 64 << 20;

impl ConfigFolder {
    /// Where the system keeps settings; `None` when the user has no home.
    pub fn of_user() -> Option<Self> {
        let folders = directories::ProjectDirs::from("", "", "hashiye")?;
        Some(Self(folders.config_dir().to_owned()))
    }

    /// A folder of one's own choice, such as one for tests.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The settings, or the default ones when there are none yet.
    ///
    /// Fails when the file can't be read; the damaged file is then set aside under another name, so
    /// that saving does not overwrite it.
    pub fn settings<T: DeserializeOwned + Default>(&self) -> Result<T, StoreError> {
        self.load(SETTINGS)
    }

    /// Where the settings are.
    pub fn settings_file(&self) -> PathBuf {
        self.0.join(SETTINGS)
    }

    /// Writes the settings.
    pub fn save_settings<T: Serialize>(&self, settings: &T) -> Result<(), StoreError> {
        self.save(SETTINGS, settings)
    }

    /// Text that was pasted and is no article yet.
    pub fn pasted(&self) -> Option<String> {
        let bytes = read_whole(&RealDisk, &self.0.join(PASTED), LARGEST_PASTED).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// Keeps such text, or forgets it.
    pub fn keep_pasted(&self, text: Option<&str>) -> Result<(), StoreError> {
        let path = self.0.join(PASTED);
        let Some(text) = text else {
            return match RealDisk.remove(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    Err(StoreError::io(FileOperation::Write, &path)(error))
                }
                _ => Ok(()),
            };
        };
        self.write(&path, text.as_bytes())
    }

    fn load<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, StoreError> {
        let path = self.0.join(name);
        let bytes = match read_whole(&RealDisk, &path, LARGEST) {
            Err(error) if error.is_not_found() => return Ok(T::default()),
            result => result?,
        };
        ron::de::from_bytes(&bytes).map_err(|error| {
            // Best effort: the error is reported in any case.
            let _kept = RealDisk.rename(&path, &path.with_extension("ron.damaged"));
            StoreError::new(&path, StoreFailure::Settings(error.into()))
        })
    }

    fn save<T: Serialize>(&self, name: &str, value: &T) -> Result<(), StoreError> {
        let path = self.0.join(name);
        let style = ron::ser::PrettyConfig::new().new_line("\n").escape_strings(false);
        let written = ron::ser::to_string_pretty(value, style)
            .map_err(io::Error::other)
            .map_err(StoreError::io(FileOperation::Write, &path))?;
        self.write(&path, format!("{written}\n").as_bytes())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        RealDisk
            .create_folder(&self.0)
            .map_err(StoreError::io(FileOperation::CreateFolder, &self.0))?;
        // Who keeps settings elsewhere and links to them keeps the link.
        atomic::replace(&RealDisk, &RealDisk.target(path), |out| out.write_all(bytes))
            .map_err(StoreError::io(FileOperation::Write, path))
    }
}

/// Where the user keeps documents; the present folder where there is no such place.
pub fn documents_folder() -> PathBuf {
    let user = directories::UserDirs::new();
    let folder = user.map(|it| it.document_dir().unwrap_or(it.home_dir()).to_owned());
    folder.filter(|it| it.is_dir()).unwrap_or_else(|| PathBuf::from("."))
}
