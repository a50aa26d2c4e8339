//! Looking for something, on threads where it takes long: words, suggestions, what may be wrong.

use std::{path::Path, sync::Arc, time::Instant};

use super::{
    Concordance, Editor, NoticeKind, Reason, SearchAction, Session, SuggestionScope, TaskResult,
    UsesCounting, workspace::CountedUses,
};
use crate::{language::Spelling, model::SchemaUses, store};

/// In articles up to this length looking for words takes less than a frame, in bytes.
const AT_ONCE: usize = 300_000;

impl Session {
    /// How many suggestions are open.
    pub fn suggestions_left(&self) -> usize {
        self.editor.as_ref().map_or(0, |it| it.suggestions().left())
    }

    /// True while suggestions of the open article are still being looked for, or will be as soon as its
    /// tags are read: nobody can say yet that there are none.
    pub fn awaits_suggestions(&self) -> bool {
        let is_under_way = |it: &Editor| it.suggestions().is_under_way();
        self.editor.as_ref().is_some_and(is_under_way) || self.awaits_tags()
    }

    /// True while what is tagged in the open article is being read.
    pub fn awaits_tags(&self) -> bool {
        matches!(self.may_write(), Err(Reason::Loading))
    }

    /// Where the words of the last search through all articles are.
    pub fn concordance(&self) -> &Concordance {
        &self.concordance
    }

    /// How often the schema's names are used in the folder, beside the open article.
    pub fn counting(&self) -> &UsesCounting {
        &self.workspace.schema.counting
    }

    pub(super) fn perform_search(&mut self, action: SearchAction) {
        match action {
            SearchAction::Find(query) => self.look_for(query),
            SearchAction::FindInAll(query) => self.find_in_all(query),
            SearchAction::SpellAs(spelling) => self.spell_as(spelling),
            SearchAction::FindInArticle(query) => self.find_in_article(query),
            SearchAction::TagPlaces(plan) => self.tag_places(plan),
            SearchAction::GoTo { path, bytes } => self.go_to(&path, &bytes),
            SearchAction::SuggestAround(byte) => self.suggest_around(byte),
            SearchAction::CountUses => self.count_uses(),
        }
    }

    /// Looks for suggestions, around the caret in a very long article.
    pub(super) fn look_for_suggestions(&mut self) {
        let head = self.editor.as_ref().map_or(0, |it| it.selection().head);
        self.suggest_around(head);
    }

    fn suggest_around(&mut self, byte: usize) {
        let job = self.tasks.next_serial();
        let Some(editor) = &mut self.editor else { return };
        if editor.suggestions().choices().settings.scope == SuggestionScope::Off {
            editor.forgo_suggestions(job);
            return self.refresh_figures();
        }
        let look = editor.begin_suggesting(byte, job);
        let known = self.learning.source();
        // Frames come first: the words are read while suggestions are looked for.
        self.tasks.start_in_background(move || {
            let (knowledge, learned) = known.prepare();
            TaskResult::Suggested(Box::new(look(knowledge)), learned)
        });
    }

    /// Which spellings words are found in.
    pub fn spelling(&self) -> Spelling {
        self.spelling
    }

    /// Looks again for what is looked for, in other spellings.
    fn spell_as(&mut self, spelling: Spelling) {
        self.spelling = spelling;
        let query = self.editor.as_ref().map(|it| it.found().query.clone()).unwrap_or_default();
        if !query.is_empty() {
            self.look_for(query);
        }
        let query = self.concordance.query().to_owned();
        if !query.is_empty() {
            self.find_in_all(query);
        }
    }

    /// Looks for words: at once in an article of the usual length.
    fn look_for(&mut self, query: String) {
        let spelling = self.spelling;
        let Some(editor) = &mut self.editor else {
            return self.post_notice(NoticeKind::Refused(Reason::NoArticle), []);
        };
        let look = editor.begin_search(query, spelling);
        if editor.document().text().len_bytes() <= AT_ONCE {
            editor.on_searched(look());
        } else {
            self.tasks.start(move || TaskResult::Searched(look()));
        }
    }

    /// Looks through every article of the folder, or through the open one where there is none.
    fn find_in_all(&mut self, query: String) {
        if let Some(folder) = &self.workspace.folder {
            let articles = folder.present().map(|it| it.path().to_owned()).collect();
            self.concordance = self.concordance.again(query, self.spelling, articles);
            return self.look_through_articles();
        }
        self.find_in_article(query);
    }

    /// Lists the places in the open article.
    fn find_in_article(&mut self, query: String) {
        let Some(editor) = &self.editor else {
            self.concordance = self.concordance.again(query, self.spelling, Vec::new());
            return;
        };
        let path = self.workspace.article_path().map(Path::to_owned).unwrap_or_default();
        self.concordance = self.concordance.again(query, self.spelling, vec![path]);
        if let Some(look) = self.concordance.look_in(editor.document().text().clone()) {
            self.tasks.start(move || TaskResult::LookedThrough(look()));
        }
    }

    /// Looks through the next articles; the rest follows when these have come back.
    pub(super) fn look_through_articles(&mut self) {
        if let Some(look) = self.concordance.look_on() {
            self.tasks.start(move || TaskResult::LookedThrough(look()));
        }
    }

    /// Looks through the open article for what may be wrong, where it has changed a while ago.
    pub(super) fn tend_findings(&mut self, now: Instant) {
        let serial = self.tasks.next_serial();
        let look = self.editor.as_mut().and_then(|it| it.begin_check(serial, now));
        if let Some(look) = look {
            self.tasks.start_in_background(move || TaskResult::Checked(look()));
        }
    }

    /// Counts on a thread, in everybody's files.
    fn count_uses(&mut self) {
        let schema = &mut self.workspace.schema;
        schema.counting = UsesCounting::UnderWay;
        let in_use = Arc::clone(schema.in_use());
        let Some(folder) = self.schema_folder() else {
            self.workspace.schema.counting = UsesCounting::Counted(Arc::default());
            return;
        };
        let except = self.annotation_path();
        self.tasks.start(move || {
            let uses = store::uses_in(&folder, except.as_deref(), &in_use);
            TaskResult::Counted(CountedUses { folder, uses })
        });
    }

    pub(super) fn on_uses_counted(&mut self, counted: CountedUses) {
        if self.schema_folder() != Some(counted.folder) {
            return;
        }
        let uses = counted.uses.unwrap_or_else(|error| {
            self.post_notice(NoticeKind::NotCounted(error), []);
            SchemaUses::default()
        });
        self.workspace.schema.counting = UsesCounting::Counted(Arc::new(uses));
    }
}
