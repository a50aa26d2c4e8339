//! Who speaks in the folder: looked through on a thread, decided on in `people.ron`, offered in fields.

use std::path::{Path, PathBuf};

use crate::{
    dataset::ArticleSources,
    language::{Fold, Folded},
    model::{Annotation, Document, schema::standard::CLAIMANT},
    people::{PeopleDirectory, PeopleEdit, PeopleRegister},
    session::{
        Editor, ExportScope, FolderPeople, NoticeKind, Reason, Session, TaskResult,
        workspace::{RegisterStep, SpokenArticle},
    },
    store::{self, StoreError},
};

/// The longest title of an article in a list of what somebody says, in code points.
const LONGEST_TITLE: usize = 120;

/// What is done about the people of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleAction {
    /// Look through the articles for who speaks in them.
    Look,
    /// Decide who is who.
    Decide(PeopleEdit),
    /// Take the last decision back.
    Undo,
    /// Make it again.
    Redo,
}

/// What a look through the articles found.
#[derive(Debug)]
pub(in crate::session) struct PeopleLooked {
    folder: PathBuf,
    register: Result<Option<PeopleRegister>, StoreError>,
    people: FolderPeople,
}

/// A register that was written, or not.
#[derive(Debug)]
pub(in crate::session) struct PeopleWritten {
    folder: PathBuf,
    step: RegisterStep,
    register: PeopleRegister,
    outcome: Result<FolderPeople, StoreError>,
}

impl Session {
    /// Who speaks in the folder, as of the last look.
    pub fn people(&self) -> Option<&FolderPeople> {
        self.workspace.people.looked().map(|it| &**it)
    }

    /// True while articles are looked through or a decision is written.
    pub fn are_people_under_way(&self) -> bool {
        self.workspace.people.is_under_way
    }

    /// Whether the last decision can be taken back.
    pub fn may_undo_people(&self) -> Result<(), Reason> {
        self.workspace.people.before().map(|_| ()).ok_or(Reason::NothingToUndo)
    }

    /// Whether it can be made again.
    pub fn may_redo_people(&self) -> Result<(), Reason> {
        self.workspace.people.after().map(|_| ()).ok_or(Reason::NothingToRedo)
    }

    /// By what else somebody is known who is called so.
    pub fn other_names(&self, name: &str) -> &[String] {
        let register = self.workspace.people.register();
        let person = register.and_then(|it| it.person(name));
        person.map(|it| it.aliases.as_slice()).unwrap_or_default()
    }

    /// What is offered for the name of who makes a claim: the person that its words mean, then who was
    /// named before, everybody by the one name that they go by.
    pub(in crate::session) fn people_offered(
        &self,
        claim: &Annotation,
        used: Vec<String>,
    ) -> Vec<String> {
        let Some(register) = self.workspace.people.register() else { return used };
        let document = self.editor.as_ref().map(Editor::document);
        let words = document.into_iter().flat_map(|it| {
            it.linked(claim.id, it.schema().relation_now(CLAIMANT)).map(|part| it.quote(part))
        });
        let meant = words.filter_map(|it| register.person(&it).map(|it| it.name.clone()));
        let used = used.into_iter().map(|it| match register.person(&it) {
            Some(person) => person.name.clone(),
            None => it,
        });
        let others = register.people.iter().map(|it| it.name.clone());
        let mut offered: Vec<String> = Vec::new();
        for name in meant.chain(used).chain(others) {
            if !offered.contains(&name) {
                offered.push(name);
            }
        }
        offered
    }

    pub(in crate::session) fn perform_people(&mut self, action: PeopleAction) {
        if self.workspace.people.is_under_way {
            return self.post_notice(NoticeKind::Refused(Reason::PeopleUnderWay), []);
        }
        let step = match action {
            PeopleAction::Look => return self.look_for_people(),
            PeopleAction::Decide(edit) => return self.decide_people(&edit),
            PeopleAction::Undo => (RegisterStep::Undo, self.workspace.people.before()),
            PeopleAction::Redo => (RegisterStep::Redo, self.workspace.people.after()),
        };
        match step {
            (step, Some(register)) => self.write_people(step, register),
            (RegisterStep::Redo, None) => {
                self.post_notice(NoticeKind::Refused(Reason::NothingToRedo), []);
            }
            (RegisterStep::Undo | RegisterStep::Decide, None) => {
                self.post_notice(NoticeKind::Refused(Reason::NothingToUndo), []);
            }
        }
    }

    /// Uses the register of `folder`.
    pub(in crate::session) fn enter_people(&mut self, folder: &Path) {
        self.notices.forget(|it| matches!(it, NoticeKind::PeopleNotRead(_)));
        if let Err(error) = self.workspace.people.enter(folder) {
            self.post_notice(NoticeKind::PeopleNotRead(error), []);
        }
    }

    fn look_for_people(&mut self) {
        let Some(sources) = self.sources(ExportScope::Folder) else {
            return self.post_notice(NoticeKind::Refused(Reason::NoArticle), []);
        };
        let folder = self.workspace.people.folder().to_owned();
        self.workspace.people.is_under_way = true;
        self.tasks.start(move || {
            let register = store::people_of(&folder);
            let (documents, paths, unreadable) = spoken_work(&sources);
            let named = register.as_ref().ok().and_then(Option::as_ref).cloned();
            let directory = PeopleDirectory::of(&documents, &named.unwrap_or_default());
            let articles = documents.iter().zip(paths).map(|(document, path)| SpokenArticle {
                path,
                title: document.title(LONGEST_TITLE),
                published: document.meta_value(Document::PUBLISHED).to_owned(),
            });
            let people = FolderPeople { directory, articles: articles.collect(), unreadable };
            TaskResult::PeopleLooked(Box::new(PeopleLooked { folder, register, people }))
        });
    }

    pub(in crate::session) fn on_people_looked(&mut self, looked: PeopleLooked) {
        self.workspace.people.is_under_way = false;
        if looked.folder != self.workspace.people.folder() {
            return;
        }
        let register = match looked.register {
            Ok(register) => register,
            Err(error) => {
                self.post_notice(NoticeKind::PeopleNotRead(error), []);
                None
            }
        };
        self.workspace.people.take(register, looked.people);
    }

    fn decide_people(&mut self, edit: &PeopleEdit) {
        let Some(people) = self.workspace.people.looked() else {
            return self.post_notice(NoticeKind::Refused(Reason::PeopleUnderWay), []);
        };
        let register = self.workspace.people.register().map(|it| (**it).clone());
        let decided = people.directory.checked(edit);
        match decided.and_then(|it| register.unwrap_or_default().with(&it)) {
            Ok(register) => self.write_people(RegisterStep::Decide, register),
            Err(refusal) => self.post_notice(NoticeKind::PeopleRefused(refusal), []),
        }
    }

    fn write_people(&mut self, step: RegisterStep, register: PeopleRegister) {
        let people = &mut self.workspace.people;
        let Some(looked) = people.looked().cloned() else { return };
        let (folder, known) = (people.folder().to_owned(), people.register().cloned());
        people.is_under_way = true;
        self.tasks.start(move || {
            let written = store::replace_people(&folder, known.as_deref(), &register);
            let outcome = written.map(|_path| FolderPeople {
                directory: looked.directory.named_by(&register),
                ..FolderPeople::clone(&looked)
            });
            let written = PeopleWritten { folder, step, register, outcome };
            TaskResult::PeopleWritten(Box::new(written))
        });
    }

    pub(in crate::session) fn on_people_written(&mut self, written: PeopleWritten) {
        let PeopleWritten { folder, step, register, outcome } = written;
        self.workspace.people.is_under_way = false;
        match outcome {
            Ok(people) => {
                let forget = |it: &NoticeKind| {
                    matches!(it, NoticeKind::PeopleRefused(_) | NoticeKind::PeopleNotWritten(_))
                };
                self.notices.forget(forget);
                if folder == self.workspace.people.folder() {
                    self.workspace.people.written(step, register, people);
                }
            }
            Err(error) => self.post_notice(NoticeKind::PeopleNotWritten(error), []),
        }
    }
}

/// The analyst's own work with the article of each, and how many articles could not be read. What a
/// document calls itself says nothing of its file: that may have been renamed.
fn spoken_work(sources: &ArticleSources) -> (Vec<Document>, Vec<Option<PathBuf>>, usize) {
    let (mut documents, mut paths, mut unreadable) = (Vec::new(), Vec::new(), 0);
    let mut take = |sources: &ArticleSources, path: Option<&PathBuf>| {
        let read = sources.documents(|it| *it == sources.analyst);
        unreadable += read.unreadable.len();
        for (document, _) in read.documents {
            documents.push(document);
            paths.push(path.cloned());
        }
    };
    if sources.entries.is_empty() {
        take(sources, sources.open.1.as_ref());
    }
    let without_entries = ArticleSources { entries: Vec::new(), ..sources.clone() };
    for entry in &sources.entries {
        take(
            &ArticleSources { entries: vec![entry.clone()], ..without_entries.clone() },
            Some(&entry.path),
        );
    }
    (documents, paths, unreadable)
}

/// Words in which names are looked for while they are typed: the name and what else means the person.
pub fn searched_names(session: &Session, name: &str) -> String {
    let others = session.other_names(name).iter().map(String::as_str);
    let all: Vec<&str> = std::iter::once(name).chain(others).collect();
    Folded::new(&all.join("\n"), Fold::Loose).as_str().to_owned()
}
