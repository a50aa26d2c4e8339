//! What was counted of the articles of a folder, kept for the next time: `.hashiye/team.cache`.
//!
//! Everything in it can be counted anew from the articles. It is believed only where it is whole and of
//! this very version, and only as far as the files that it comes from are still as they were.

use std::{collections::BTreeMap, io, path::Path, sync::Arc};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use super::{
    InputDigest,
    article::read_whole,
    atomic,
    disk::RealDisk,
    error::{FileOperation, StoreError},
    sidecar_folder::SidecarFolder,
};
use crate::{model::Schema, text::hex};

/// Changes with what is kept, and how.
const HEADER: &[u8] = concat!("hashiye team ", env!("CARGO_PKG_VERSION"), " 1\n").as_bytes();
/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;
/// A folder with fewer articles is counted in no time.
const FEWEST: usize = 200;

/// What was counted, by the names of the articles' files, each as its files were then.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
pub struct TeamCache<T> {
    stamp: String,
    articles: BTreeMap<String, (InputDigest, Arc<T>)>,
}

impl<T: Serialize + DeserializeOwned> TeamCache<T> {
    /// Nothing yet; `stamp` says what counts depend on besides the files of an article.
    pub fn new(stamp: String) -> Self {
        Self { stamp, articles: BTreeMap::new() }
    }

    /// A stamp of the name of the gold and the labels in use.
    pub fn stamp(gold: &str, schema: &Schema) -> String {
        let schema = serde_json::to_vec(schema).unwrap_or_default();
        format!("{gold} {}", hex(&Sha256::digest(schema)))
    }

    /// What was kept in `folder` under this stamp; nothing where nothing was, or it is not whole.
    pub fn read(folder: &Path, stamp: &str) -> Self {
        let path = path_in(&SidecarFolder::beside_articles(folder));
        let bytes = read_whole(&RealDisk, &path, LARGEST).ok();
        let kept = bytes.and_then(|it| Self::from_bytes(&it)).filter(|it| it.stamp == stamp);
        kept.unwrap_or_else(|| Self::new(stamp.to_owned()))
    }

    /// What was counted of an article, if its files are as they were.
    pub fn get(&self, article: &str, digest: InputDigest) -> Option<&Arc<T>> {
        self.articles.get(article).filter(|it| it.0 == digest).map(|it| &it.1)
    }

    /// Keeps what was counted of an article.
    pub fn keep(&mut self, article: String, digest: InputDigest, counted: Arc<T>) {
        self.articles.insert(article, (digest, counted));
    }

    /// True where it is of the same files.
    pub fn is_of_the_files_of(&self, other: &Self) -> bool {
        let files = |it: &Self| {
            it.articles.iter().map(|(name, it)| (name.clone(), it.0)).collect::<Vec<_>>()
        };
        self.stamp == other.stamp
            && self.articles.len() == other.articles.len()
            && files(self) == files(other)
    }

    /// Keeps it for the next time, where the folder is large.
    ///
    /// # Errors
    ///
    /// When the system refuses; what was kept before stays.
    pub fn write(&self, folder: &Path) -> Result<(), StoreError> {
        if self.articles.len() < FEWEST {
            return Ok(());
        }
        let sidecar = SidecarFolder::beside_articles(folder);
        sidecar.make(&RealDisk)?;
        let path = path_in(&sidecar);
        let failed = StoreError::io(FileOperation::Write, &path);
        let bytes = match self.to_bytes() {
            Ok(bytes) => bytes,
            Err(error) => return Err(failed(error.into())),
        };
        atomic::replace(&RealDisk, &path, |out: &mut dyn io::Write| out.write_all(&bytes))
            .map_err(failed)
    }

    fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut out = HEADER.to_vec();
        serde_json::to_writer(&mut out, self)?;
        let digest = Sha256::digest(&out);
        out.extend(digest);
        Ok(out)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (body, digest) = bytes.split_last_chunk::<32>()?;
        if Sha256::digest(body)[..] != digest[..] {
            return None;
        }
        serde_json::from_slice(body.strip_prefix(HEADER)?).ok()
    }
}

fn path_in(sidecar: &SidecarFolder) -> std::path::PathBuf {
    sidecar.folder().join("team.cache")
}
