//! What the articles of a folder taught, kept for the next start: `.hashiye/learned.<analyst>.bin`.
//!
//! Everything in it can be made anew from the articles. It is believed only where it is whole and of this
//! very version, and only as far as the files that it comes from are still as they were.

use std::{collections::BTreeMap, io, path::Path};

use sha2::{Digest as _, Sha256};

use super::{
    Analyst, AnnotationFile, FileSyntax, InputDigest,
    article::read_whole,
    error::{FileOperation, StoreError},
    sidecar_folder::SidecarFolder,
    system::{atomic, disk::RealDisk},
};

/// Changes with what is kept, and how.
const HEADER: &[u8] = b"hashiye learned folder 1\n";

/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// What was learned in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LearnedFile {
    /// The names of the articles' files that it comes from, each as it was then.
    pub articles: BTreeMap<String, InputDigest>,
    /// How many of them came after all articles were learned from together.
    pub added: usize,
    /// What was learned.
    pub experience: Vec<u8>,
}

impl LearnedFile {
    /// What was kept of the work of `analyst` in `folder`; `None` where nothing was, or it is not whole.
    pub fn read(folder: &Path, analyst: &Analyst) -> Option<Self> {
        let path = path_in(&sidecar(folder, analyst), analyst);
        Self::from_bytes(&read_whole(&RealDisk, &path, LARGEST).ok()?)
    }

    /// Keeps it for the next time.
    ///
    /// # Errors
    ///
    /// When the system refuses; what was kept before stays.
    pub fn write(&self, folder: &Path, analyst: &Analyst) -> Result<(), StoreError> {
        let sidecar = sidecar(folder, analyst);
        sidecar.make(&RealDisk)?;
        let path = path_in(&sidecar, analyst);
        let bytes = self.to_bytes();
        let written =
            atomic::replace(&RealDisk, &path, |out: &mut dyn io::Write| out.write_all(&bytes));
        written.map_err(StoreError::io(FileOperation::Write, &path))
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut out = HEADER.to_vec();
        let count = |out: &mut Vec<u8>, count: usize| out.extend((count as u64).to_le_bytes());
        count(&mut out, self.articles.len());
        for (name, digest) in &self.articles {
            count(&mut out, name.len());
            out.extend(name.bytes());
            out.extend(digest.bytes());
        }
        count(&mut out, self.added);
        out.extend(&self.experience);
        let digest = Sha256::digest(&out);
        out.extend(digest);
        out
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (body, digest) = bytes.split_last_chunk::<32>()?;
        if Sha256::digest(body)[..] != digest[..] {
            return None;
        }
        let mut rest = body.strip_prefix(HEADER)?;
        let mut articles = BTreeMap::new();
        for _ in 0..taken_count(&mut rest)? {
            let length = taken_count(&mut rest)?;
            let (name, after) = rest.split_at_checked(length)?;
            let (digest, after) = after.split_first_chunk::<32>()?;
            articles
                .insert(String::from_utf8(name.to_vec()).ok()?, InputDigest::from_bytes(*digest));
            rest = after;
        }
        let added = taken_count(&mut rest)?;
        Some(Self { articles, added, experience: rest.to_vec() })
    }
}

fn taken_count(rest: &mut &[u8]) -> Option<usize> {
    let (count, after) = rest.split_first_chunk::<8>()?;
    *rest = after;
    usize::try_from(u64::from_le_bytes(*count)).ok()
}

fn sidecar(folder: &Path, analyst: &Analyst) -> SidecarFolder {
    // The folder is the same for every article in it.
    let article = folder.join("article");
    SidecarFolder::of(&AnnotationFile {
        article,
        analyst: analyst.clone(),
        syntax: FileSyntax::default(),
    })
}

fn path_in(sidecar: &SidecarFolder, analyst: &Analyst) -> std::path::PathBuf {
    sidecar.folder().join(format!("learned.{analyst}.bin"))
}
