//! The people of the folder that is worked in, what was decided about them, and its own undo.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    people::{PeopleDirectory, PeopleRegister},
    store::{self, StoreError},
};

/// How many decisions can be undone.
const MOST_STEPS: usize = 200;

/// Who speaks in the articles of a folder, by one analyst's work.
#[derive(Clone, Debug, Default)]
pub struct FolderPeople {
    /// Everybody with all they say; documents are counted as in `articles`.
    pub directory: PeopleDirectory,
    /// The articles.
    pub articles: Vec<SpokenArticle>,
    /// How many articles could not be read.
    pub unreadable: usize,
}

/// An article in which somebody speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpokenArticle {
    /// Where it is; `None` for one without a file.
    pub path: Option<PathBuf>,
    /// What it is called.
    pub title: String,
    /// When it was published (ISO 8601), or `""`.
    pub published: String,
}

/// The people of the folder.
#[derive(Debug, Default)]
pub(crate) struct OpenPeople {
    folder: PathBuf,
    /// What lies there, as it was read; `None` for no file.
    register: Option<Arc<PeopleRegister>>,
    /// What lay there before each decision, and after each that was undone.
    done: Vec<Option<Arc<PeopleRegister>>>,
    undone: Vec<Option<Arc<PeopleRegister>>>,
    /// As the articles were looked through last.
    looked: Option<Arc<FolderPeople>>,
    pub(crate) is_under_way: bool,
}

/// What is done with the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RegisterStep {
    /// Something is decided.
    Decide,
    /// The last decision is taken back.
    Undo,
    /// It is made again.
    Redo,
}

impl OpenPeople {
    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What was decided.
    pub(crate) fn register(&self) -> Option<&Arc<PeopleRegister>> {
        self.register.as_ref()
    }

    /// Who speaks, as of the last look.
    pub(crate) fn looked(&self) -> Option<&Arc<FolderPeople>> {
        self.looked.as_ref()
    }

    /// Reads the register of `folder`, where it is another one.
    ///
    /// Fails when it can't be read; nobody is known by another name then.
    pub(crate) fn enter(&mut self, folder: &Path) -> Result<(), StoreError> {
        if self.folder == folder {
            return Ok(());
        }
        *self = Self { folder: folder.to_owned(), ..Self::default() };
        self.register = store::people_of(folder)?.map(Arc::new);
        Ok(())
    }

    /// Takes what was found in the articles, and the register as it lay there.
    pub(crate) fn take(&mut self, register: Option<PeopleRegister>, people: FolderPeople) {
        let register = register.map(Arc::new);
        if register != self.register {
            // What was decided here can't be undone over what somebody else wrote.
            (self.done, self.undone) = (Vec::new(), Vec::new());
            self.register = register;
        }
        self.looked = Some(Arc::new(people));
    }

    /// Takes what was written.
    pub(crate) fn written(
        &mut self,
        step: RegisterStep,
        register: PeopleRegister,
        people: FolderPeople,
    ) {
        let before = self.register.replace(Arc::new(register));
        match step {
            RegisterStep::Decide => {
                self.done.push(before);
                if self.done.len() > MOST_STEPS {
                    self.done.remove(0);
                }
                self.undone.clear();
            }
            RegisterStep::Undo => {
                self.done.pop();
                self.undone.push(before);
            }
            RegisterStep::Redo => {
                self.undone.pop();
                self.done.push(before);
            }
        }
        self.looked = Some(Arc::new(people));
    }

    /// What undoing leads back to; `None` where there is nothing to undo.
    pub(crate) fn before(&self) -> Option<PeopleRegister> {
        self.done.last().map(|it| it.as_deref().cloned().unwrap_or_default())
    }

    /// What redoing leads to; `None` where there is nothing to redo.
    pub(crate) fn after(&self) -> Option<PeopleRegister> {
        self.undone.last().map(|it| it.as_deref().cloned().unwrap_or_default())
    }
}
