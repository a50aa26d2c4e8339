//! How much is left to do in the articles of a folder: counted on a thread, some articles at a time.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::{
    check::{self, Usage},
    dataset::FolderCatalog,
    edit::UndoHistory,
    model::{Document, Schema},
    session::{
        LearningYield, SuggestionScope, SuggestionSettings,
        editor::{ArticleKnowledge, Editor, KnownPublication, SuggestionChoices},
        experience::LearnedFolder,
    },
    store::{self, Analyst, FileSyntax, InputDigest, StoreError},
};

/// What is left to do in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkFigures {
    /// Suggestions to decide on, those left for later too.
    pub suggestions_left: usize,
    /// What may be wrong.
    pub findings: usize,
    /// How long it is, in bytes.
    pub length: usize,
    /// How much deciding on it would teach.
    pub to_learn: LearningYield,
}

impl WorkFigures {
    /// Of the article on the page.
    pub(crate) fn of(editor: &Editor) -> Self {
        let suggestions = editor.suggestions();
        let suggestions_left = suggestions.left() + suggestions.later();
        Self {
            suggestions_left,
            findings: editor.findings().list().len(),
            length: editor.document().text().len_bytes(),
            to_learn: suggestions.to_learn(),
        }
    }
}

/// What was counted in an article of the folder.
#[derive(Debug)]
pub(crate) struct WeighedArticle {
    pub(super) path: PathBuf,
    pub(super) figures: Option<WorkFigures>,
    /// False where more was learned since.
    pub(super) is_current: bool,
    /// What its files were like, to know them again.
    pub(super) digest: Option<InputDigest>,
}

/// What counting needs to know of a folder.
#[derive(Clone, Debug)]
pub(crate) struct WeighingBasis {
    pub(crate) analyst: Analyst,
    pub(crate) schema: Arc<Schema>,
    pub(crate) catalog: Option<Arc<FolderCatalog>>,
    pub(crate) learned: LearnedFolder,
    pub(crate) suggestions: SuggestionSettings,
}

impl WeighingBasis {
    /// Counts in one article; nothing where it can't be read, which its row says.
    pub(super) fn weigh(&self, path: PathBuf) -> WeighedArticle {
        // Before it is read: what is written meanwhile looks different the next time.
        let digest = self.digest(&path);
        let catalogued = self.catalog.as_ref().and_then(|it| it.published(&path));
        let figures = self.read(&path).ok().map(|document| {
            let knowledge = self.learned.knowledge_for(&path, &document);
            let settings = self.suggestions.clone();
            let is_without = settings.leaves_out(&path);
            let choices = SuggestionChoices { settings, is_without };
            figures_of(document, catalogued, knowledge, choices)
        });
        WeighedArticle { path, figures, is_current: true, digest }
    }

    /// What is known of an article and its work without reading them.
    pub(super) fn digest(&self, path: &Path) -> Option<InputDigest> {
        let files = InputDigest::of_own_work(path, &self.analyst)?;
        let day = self.catalog.as_ref().and_then(|it| it.published(path));
        let day = day.map(|it| it.to_string()).unwrap_or_default();
        Some(InputDigest::of_several([(day.as_str(), files)]))
    }

    fn read(&self, path: &Path) -> Result<Document, StoreError> {
        let opened = store::read_article(path)?;
        let (schema, syntax) = (&self.schema, FileSyntax::default());
        store::read_work(&opened.path, &opened.article, &self.analyst, schema, syntax)?.sound()
    }
}

fn figures_of(
    document: Document,
    catalogued: Option<civil::Date>,
    knowledge: ArticleKnowledge,
    choices: SuggestionChoices,
) -> WorkFigures {
    let publication = KnownPublication { proposals: Vec::new(), catalogued };
    let mut editor = Editor::new(document, UndoHistory::default()).with_publication(publication);
    let is_off = choices.settings.scope == SuggestionScope::Off;
    editor.choose_suggestions(choices);
    if !is_off {
        let recognized = editor.begin_suggesting(0, 0)(knowledge);
        editor.on_suggested(recognized);
    }
    let document = editor.document();
    let found = check::check(document, &editor.context(), &Usage::of(document));
    let findings = found.len() + check::against_the_table(document, catalogued).len();
    WorkFigures { findings, ..WorkFigures::of(&editor) }
}
