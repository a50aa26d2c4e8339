//! Going back to an earlier version of the annotation file.

use std::path::Path;

use super::{
    EarlierVersion, NoticeKind, Offer, Reason, Session, TaskResult,
    workspace::{FoundVersions, read_version},
};
use crate::store::{self, AnnotationFile, KeptVersion, PutBackVersion, StoreError};

impl Session {
    /// The earlier versions of the open article's annotations, newest first; `None` while they are
    /// being read.
    pub fn earlier_versions(&self) -> Option<Result<&[EarlierVersion], &StoreError>> {
        self.workspace.earlier.as_ref()?.of(self.article_path()?)
    }

    /// Whether a version may be restored: into a document that may be changed, or in the place of a
    /// file that can't be read.
    pub fn may_restore(&self) -> Result<(), Reason> {
        let article = self.workspace.article.as_ref().ok_or(Reason::NoArticle)?;
        match &article.read_only {
            Some(Reason::AnnotationsUnreadable) | None => Ok(()),
            Some(reason) => Err(reason.clone()),
        }
    }

    /// True where a version would take the place of a file that can't be read: no step leads back from that.
    pub fn restores_in_place(&self) -> bool {
        let unreadable = Some(Reason::AnnotationsUnreadable);
        self.workspace.article.as_ref().is_some_and(|it| it.read_only == unreadable)
    }

    fn annotation_file(&self) -> Option<AnnotationFile> {
        self.workspace.annotation_file(self.settings.syntax)
    }

    pub(super) fn look_at_versions(&mut self) {
        let (Some(editor), Some(file)) = (&self.editor, self.annotation_file()) else { return };
        let present = editor.document().clone();
        self.workspace.earlier = None;
        self.tasks.start(move || TaskResult::Versions(FoundVersions::read(file, &present)));
    }

    pub(super) fn restore(&mut self, path: &Path) {
        let Some(file) = self.annotation_file() else { return };
        let all = KeptVersion::all(&file).unwrap_or_default();
        let Some(version) = all.into_iter().find(|it| it.path == path) else { return };
        if self.workspace.article.as_ref().is_some_and(|it| it.files.is_none()) {
            return self.put_back(&version, &file);
        }
        if let Err(reason) = self.may_write() {
            return self.refuse(reason);
        }
        let Some(editor) = &mut self.editor else { return };
        let earlier = match read_version(&version, &file, editor.document()) {
            Ok(Some(earlier)) => earlier,
            Ok(None) => return self.refuse(Reason::OtherText),
            Err(error) => return self.post_notice(NoticeKind::NotOpened(error), []),
        };
        let step = store::restore(editor.document(), &earlier);
        if editor.commit_as_is(step).is_ok() {
            self.journal_steps();
            self.post_notice(NoticeKind::Restored(earlier.annotations().len()), []);
        }
    }

    /// Puts a version in the place of a file that can't be read, which is set aside.
    fn put_back(&mut self, version: &KeptVersion, file: &AnnotationFile) {
        match version.put_back(file) {
            Ok(PutBackVersion { aside, steps_follow }) => {
                self.answer(u64::MAX, Offer::OpenAgain);
                self.post_notice(
                    if steps_follow {
                        NoticeKind::SetAside(aside)
                    } else {
                        NoticeKind::PutBackAlone(aside)
                    },
                    [],
                );
            }
            Err(error) => self.post_notice(NoticeKind::NotSaved(error), []),
        }
    }
}
