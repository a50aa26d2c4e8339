//! What was counted of the articles of a folder, kept for the next time: `.hashiye/team.cache` and
//! `.hashiye/left.<analyst>.cache`.
//!
//! Everything in it can be counted anew from the articles. It is believed only where it is whole and of
//! this very version, and only as far as the files that it comes from are still as they were.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use super::{
    ArticleEntry, InputDigest,
    article::read_whole,
    error::{FileOperation, StoreError},
    sidecar_folder::SidecarFolder,
    system::{atomic, disk::RealDisk},
};
use crate::{model::Schema, text::hex};

/// Changes with what is kept, and how.
const HEADER: &[u8] = concat!("hashiye counts ", env!("CARGO_PKG_VERSION"), " 3\n").as_bytes();
/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;
/// Into so many shares the articles of a folder fall. What is kept of a share is hardly more than what is kept
/// of an article; where one of its articles has changed, all of them are counted anew.
const SHARES: u8 = 251;

/// What was counted, by article or by shares of them, each as its files were then.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "K: DeserializeOwned + Ord, T: DeserializeOwned"))]
pub struct CountsFile<K: Ord, T> {
    stamp: String,
    counts: BTreeMap<K, (InputDigest, Arc<T>)>,
}

/// Articles in the shares that are kept together: which share one is in depends on its name alone, so that new
/// articles move none.
pub fn team_shares(articles: Vec<ArticleEntry>) -> BTreeMap<u8, Vec<ArticleEntry>> {
    let mut shares: BTreeMap<u8, Vec<ArticleEntry>> = BTreeMap::new();
    for article in articles {
        let first = Sha256::digest(article.name.as_bytes()).first().copied().unwrap_or_default();
        shares.entry(first % SHARES).or_default().push(article);
    }
    shares
}

/// A stamp of the labels in use, and of what else counts depend on besides the files of an article.
pub fn counts_stamp(schema: &Schema, rest: &str) -> String {
    let schema = serde_json::to_vec(schema).unwrap_or_default();
    format!("{rest} {}", hex(&Sha256::digest(schema)))
}

impl<K, T> CountsFile<K, T>
where
    K: Serialize + DeserializeOwned + Ord + Clone,
    T: Serialize + DeserializeOwned,
{
    /// Nothing yet; `stamp` says what counts depend on besides the files of an article.
    pub fn new(stamp: String) -> Self {
        Self { stamp, counts: BTreeMap::new() }
    }

    /// What was kept in `folder` as `name` under this stamp; nothing where nothing was, or it is not whole.
    pub fn read(folder: &Path, name: &str, stamp: &str) -> Self {
        let path = path_in(&SidecarFolder::beside_articles(folder), name);
        let bytes = read_whole(&RealDisk, &path, LARGEST).ok();
        let kept = bytes.and_then(|it| Self::from_bytes(&it)).filter(|it| it.stamp == stamp);
        kept.unwrap_or_else(|| Self::new(stamp.to_owned()))
    }

    /// What counts depend on besides the files of an article.
    pub fn stamp(&self) -> &str {
        &self.stamp
    }

    /// What was counted, if its files are as they were.
    pub fn get(&self, key: &K, digest: InputDigest) -> Option<&Arc<T>> {
        self.counts.get(key).filter(|it| it.0 == digest).map(|it| &it.1)
    }

    /// Keeps what was counted.
    pub fn keep(&mut self, key: K, digest: InputDigest, counted: Arc<T>) {
        self.counts.insert(key, (digest, counted));
    }

    /// True where it is of the same files.
    pub fn is_of_the_files_of(&self, other: &Self) -> bool {
        let files =
            |it: &Self| it.counts.iter().map(|it| (it.0.clone(), it.1.0)).collect::<Vec<_>>();
        self.stamp == other.stamp && files(self) == files(other)
    }

    /// Keeps it in `folder` as `name` for the next time.
    ///
    /// # Errors
    ///
    /// When the system refuses; what was kept before stays.
    pub fn write(&self, folder: &Path, name: &str) -> Result<(), StoreError> {
        let sidecar = SidecarFolder::beside_articles(folder);
        sidecar.make(&RealDisk)?;
        let path = path_in(&sidecar, name);
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

fn path_in(sidecar: &SidecarFolder, name: &str) -> PathBuf {
    sidecar.folder().join(name)
}
