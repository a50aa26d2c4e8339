//! What was counted of the articles of a folder, kept for the next time: `.hashiye/team.cache`.
//!
//! Everything in it can be counted anew from the articles. It is believed only where it is whole and of
//! this very version, and only as far as the files that it comes from are still as they were.

use std::{collections::BTreeMap, io, path::Path, sync::Arc};

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
const HEADER: &[u8] = concat!("hashiye team ", env!("CARGO_PKG_VERSION"), " 2\n").as_bytes();
/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;
/// Into so many shares the articles of a folder fall. What is kept of a share is hardly more than what is kept
/// of an article; where one of its articles has changed, all of them are counted anew.
const SHARES: u8 = 251;

/// What was counted, by shares of the articles, each as its files were then.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
pub struct TeamCache<T> {
    stamp: String,
    shares: BTreeMap<u8, (InputDigest, Arc<T>)>,
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

impl<T: Serialize + DeserializeOwned> TeamCache<T> {
    /// Nothing yet; `stamp` says what counts depend on besides the files of an article.
    pub fn new(stamp: String) -> Self {
        Self { stamp, shares: BTreeMap::new() }
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

    /// What was counted of a share, if its files are as they were.
    pub fn get(&self, share: u8, digest: InputDigest) -> Option<&Arc<T>> {
        self.shares.get(&share).filter(|it| it.0 == digest).map(|it| &it.1)
    }

    /// Keeps what was counted of a share.
    pub fn keep(&mut self, share: u8, digest: InputDigest, counted: Arc<T>) {
        self.shares.insert(share, (digest, counted));
    }

    /// True where it is of the same files.
    pub fn is_of_the_files_of(&self, other: &Self) -> bool {
        let files = |it: &Self| it.shares.iter().map(|it| (*it.0, it.1.0)).collect::<Vec<_>>();
        self.stamp == other.stamp && files(self) == files(other)
    }

    /// Keeps it for the next time.
    ///
    /// # Errors
    ///
    /// When the system refuses; what was kept before stays.
    pub fn write(&self, folder: &Path) -> Result<(), StoreError> {
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
