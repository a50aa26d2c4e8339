//! Putting work on an article that changed, without a window.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    OpenedWork, SavePace, WorkRequest,
    open::{ChangedArticle, open_work},
};
use crate::model::{Document, Extent};
use crate::store::{
    AnnotationFile, DoubtKind, DraftKey, Drafts, PlaceChoice, PlacementProposal, ReadOnly,
    StoreError, StoreFailure, choices_kept, drafts,
    journal::read_journal,
    record::ArticleInfo,
    sidecar_folder::SidecarFolder,
    stored_document::{find_annotation_file, load_document},
};

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReanchorMode {
    /// Only say what would be done.
    DryRun,
    /// Write what has no doubt left.
    Write,
}

/// What became of the work of one analyst on an article that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReanchoredWork {
    /// Its file.
    pub file: AnnotationFile,
    /// How many tags went with their words.
    pub moved: usize,
    /// How many went where a person had said in the article.
    pub decided: usize,
    /// How many were put where they were likeliest, or left without a place, because that was asked
    /// for.
    pub accepted: BTreeMap<DoubtKind, usize>,
    /// How many wait for a person.
    pub waiting: BTreeMap<DoubtKind, usize>,
    /// True when the file was written; never while something waits.
    pub is_written: bool,
}

/// Puts the work that `request` means on its article as it is now; what somebody has said of a tag in the
/// article counts first, else what has a doubt of a kind that is `accepted` goes to its likeliest place, or
/// without one becomes an orphan. `None` where the article is the one that was annotated.
///
/// Written is only what leaves nothing to ask, as one step that can be undone.
///
/// Fails where the file can't be read, or can't be written now.
pub fn reanchor(
    request: WorkRequest,
    accepted: &BTreeSet<DoubtKind>,
    mode: ReanchorMode,
) -> Result<Option<ReanchoredWork>, StoreError> {
    let Some(ChangedWork { file, document, proposal, drafts }) = look(&request)? else {
        return Ok(None);
    };
    let (_, outcome) = settle(file, document, &proposal, (accepted, &drafts));
    if mode == ReanchorMode::DryRun || !outcome.waiting.is_empty() {
        return Ok(Some(outcome));
    }
    let request = WorkRequest { pace: SavePace::Manual, ..request };
    let OpenedWork { document, proposal, read_only, files, mut drafts, .. } = open_work(request)?;
    match (read_only, proposal) {
        (Some(ReadOnly::ArticleChanged), Some(proposal)) => {
            let (document, mut outcome) =
                settle(files.file(), document, &proposal, (accepted, &drafts));
            if outcome.waiting.is_empty() {
                let (document, history) = proposal.agreed(document);
                files.confirm_placement(document, history)()?;
                outcome.is_written = true;
                // What was said is carried out.
                drafts.retain(|key, _| !matches!(key, DraftKey::Place(_)));
                files.keep_drafts(&drafts)?;
            }
            Ok(Some(outcome))
        }
        (Some(reason), _) => {
            Err(StoreError::new(files.file().path(), StoreFailure::ReadOnly(reason)))
        }
        (None, _) => Ok(None),
    }
}

/// Work on an article that changed, and what was said of it so far.
struct ChangedWork {
    file: AnnotationFile,
    document: Document,
    proposal: PlacementProposal,
    drafts: Drafts,
}

/// Reads what would be placed; writes nothing, not even a lock.
fn look(request: &WorkRequest) -> Result<Option<ChangedWork>, StoreError> {
    let WorkRequest { path, article, analyst, schema, syntax, disk, .. } = request;
    let disk = &**disk;
    let file = find_annotation_file(disk, path, analyst, *syntax)?;
    let sidecar = SidecarFolder::of(&file);
    let info = ArticleInfo::of(path, article);
    let loaded = load_document(disk, &file, &file.path(), file.syntax, &info, article, schema)?;
    let written_for = loaded.written_for.as_ref().map(|it| it.sha256.clone());
    let Some(sha256) = written_for.filter(|_| loaded.read_only == Some(ReadOnly::ArticleChanged))
    else {
        return Ok(None);
    };
    let entries = read_journal(disk, &sidecar.journal())?;
    let change = ChangedArticle {
        disk,
        file: &file,
        sidecar: &sidecar,
        sha256: &sha256,
        path,
        article,
        schema,
    };
    let (document, proposal, _unsaved) = change.place(entries, loaded)?;
    let drafts = drafts::read(disk, &sidecar, &info.sha256);
    Ok(Some(ChangedWork { file, document, proposal, drafts }))
}

/// Takes what was decided and what is accepted.
fn settle(
    file: AnnotationFile,
    mut document: Document,
    proposal: &PlacementProposal,
    (accepted, drafts): (&BTreeSet<DoubtKind>, &Drafts),
) -> (Document, ReanchoredWork) {
    let mut outcome = ReanchoredWork {
        file,
        moved: proposal.certain,
        decided: 0,
        accepted: BTreeMap::new(),
        waiting: BTreeMap::new(),
        is_written: false,
    };
    let text = document.text().clone();
    let decided = choices_kept(drafts, &text);
    let mut place = |id, extent: &Extent| {
        if let Some(step) = proposal.place(&document, id, extent.clone()) {
            // Its id was given to nothing else.
            let _fits = document.apply(&step);
        }
    };
    for doubt in &proposal.doubts {
        let id = doubt.annotation.id;
        if let Some(choice) = decided.get(&id) {
            outcome.decided += 1;
            if let PlaceChoice::At(extent) = choice {
                place(id, extent);
            }
            continue;
        }
        let kind = doubt.kind(&text);
        let counted =
            if accepted.contains(&kind) { &mut outcome.accepted } else { &mut outcome.waiting };
        *counted.entry(kind).or_default() += 1;
        if let Some(extent) = doubt.candidates.first().filter(|_| accepted.contains(&kind)) {
            place(id, extent);
        }
    }
    (document, outcome)
}
