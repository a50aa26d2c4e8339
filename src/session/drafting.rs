//! What was begun and not finished: words in fields, a day of publication, corrections of suggestions,
//! a schema being edited. It is kept as it is typed. What can be entered is entered when the article is
//! left, as leaving the field does; what was found again after the program ended is not, since nobody has
//! looked at it.

use super::{EditAction, NoticeKind, Offer, Session, read_typed_value};
use crate::{
    edit::SchemaDraft,
    model::{AnnotationId, Name, schema::ValueKind},
    store::{DraftKey, Drafts},
};

/// What a field's words would be entered as.
struct EnteredWords {
    id: AnnotationId,
    key: Name,
    words: String,
    /// False where the tag says this already.
    is_new: bool,
}

impl Session {
    /// What was begun and not finished, such as words in a field.
    pub fn draft(&self, key: &DraftKey) -> Option<&str> {
        self.workspace.article.as_ref()?.drafts.get(key).map(String::as_str)
    }

    /// True for what was begun before the article was opened, also once it is finished: a field that was
    /// shown because of it stays where it is.
    pub fn was_begun_before(&self, key: &DraftKey) -> bool {
        self.workspace.article.as_ref().is_some_and(|it| it.begun_before.contains(key))
    }

    /// The first thing begun before the article was opened that a person can go on with.
    pub fn first_begun(&self) -> Option<&DraftKey> {
        self.still_begun().find(|it| !matches!(it, DraftKey::Correction(_) | DraftKey::Ruling(_)))
    }

    /// What of it is not finished yet.
    fn still_begun(&self) -> impl Iterator<Item = &DraftKey> {
        let open = self.workspace.article.iter();
        open.flat_map(|it| it.begun_before.iter().filter(move |key| it.drafts.contains_key(*key)))
    }

    pub(super) fn keep_draft(&mut self, key: DraftKey, words: Option<String>) {
        if let Some(article) = &mut self.workspace.article {
            article.touched.insert(key.clone());
        }
        self.change_drafts(|drafts| {
            match words {
                Some(words) => drafts.insert(key, words),
                None => drafts.remove(&key),
            };
        });
    }

    pub(super) fn change_drafts(&mut self, change: impl FnOnce(&mut Drafts)) {
        let Some(article) = &mut self.workspace.article else { return };
        change(&mut article.drafts);
        let left: Vec<DraftKey> = article.drafts.keys().cloned().collect();
        if let Err(error) = article.keep_drafts() {
            self.post_notice(NoticeKind::NotSaved(error), []);
        }
        self.notices.forget(
            |it| matches!(it, NoticeKind::ValueNotRead { field, .. } if !left.contains(field)),
        );
        if self.still_begun().next().is_none() {
            self.notices.forget(|it| matches!(it, NoticeKind::BegunWork(_)));
        }
    }

    /// Enters what was typed into a field, where it is a value; else it stays in the field.
    pub(super) fn enter_draft(&mut self, key: &DraftKey) {
        let Some(entered) = self.entered_words(key) else {
            return self.report_value_not_read(key);
        };
        if entered.is_new {
            let EnteredWords { id, key, words: value, .. } = entered;
            self.perform_edit(EditAction::SetAttribute { id, key, value });
        }
        self.keep_draft(key.clone(), None);
    }

    /// Says that a field was left with words in it that are no value, and offers the way back.
    fn report_value_not_read(&mut self, key: &DraftKey) {
        let DraftKey::Attribute(id, name) = key else { return };
        let (Some(typed), Some(editor)) = (self.draft(key), &self.editor) else { return };
        let document = editor.document();
        let label =
            document.annotation(*id).and_then(|it| document.schema().label(it.label.as_str()));
        let Some(attribute) = label.and_then(|it| it.attribute(name.as_str())) else { return };
        let (field, typed, attribute) = (key.clone(), typed.to_owned(), attribute.title.clone());
        let offer = Offer::CorrectValue(key.clone());
        self.post_notice(NoticeKind::ValueNotRead { field, typed, attribute }, [offer]);
    }

    fn entered_words(&self, key: &DraftKey) -> Option<EnteredWords> {
        let DraftKey::Attribute(id, name) = key else { return None };
        let typed = self.draft(key)?.trim();
        let document = self.may_write().ok()?.document();
        let annotation = document.annotation(*id)?;
        let label = document.schema().label(annotation.label.as_str())?;
        let attribute = label.attribute(name.as_str())?;
        let read = read_typed_value(attribute, typed, &self.context())?;
        let is_new = read != annotation.attributes.get(name.as_str()).unwrap_or_default();
        // A date in words of any calendar says more than its value.
        let words = match attribute.values {
            ValueKind::Date => typed.to_owned(),
            ValueKind::Text
            | ValueKind::Number
            | ValueKind::Link
            | ValueKind::Choice(_)
            | ValueKind::YesNo => read,
        };
        Some(EnteredWords { id: *id, key: name.clone(), words, is_new })
    }

    /// Enters all that was typed since the article was opened.
    pub(super) fn enter_drafts(&mut self) {
        let Some(article) = &self.workspace.article else { return };
        let is_ours =
            |it: &&DraftKey| article.touched.contains(*it) || !article.begun_before.contains(*it);
        // What is no value stays among what was begun.
        let is_value = |it: &&DraftKey| self.entered_words(it).is_some();
        let ours = article.drafts.keys().filter(is_ours).filter(is_value);
        for key in ours.cloned().collect::<Vec<DraftKey>>() {
            self.enter_draft(&key);
        }
    }

    /// Keeps what suggestions were corrected to, until they are taken.
    pub(super) fn keep_corrections(&mut self) {
        let Some(editor) = &self.editor else { return };
        let now = editor.kept_corrections();
        let Some(article) = &self.workspace.article else { return };
        let is_correction = |it: &DraftKey| matches!(it, DraftKey::Correction(_));
        let known = article.drafts.iter().filter(|it| is_correction(it.0));
        if known.eq(now.iter()) {
            return;
        }
        self.change_drafts(|drafts| {
            drafts.retain(|key, _| !is_correction(key));
            drafts.extend(now);
        });
    }

    /// Takes up what was begun before the article was opened, and says that it is there.
    pub(super) fn take_up_drafts(&mut self) {
        let (Some(editor), Some(article)) = (&mut self.editor, &mut self.workspace.article) else {
            return;
        };
        // Until it is known where the tags of a changed article are, nothing can be said of their fields.
        if article.review.is_some() {
            return;
        }
        let mut over = Vec::new();
        for (key, words) in &article.drafts {
            let is_there = match key {
                DraftKey::Attribute(id, _) => editor.document().annotation(*id).is_some(),
                DraftKey::Correction(_) => editor.take_up_correction(words),
                DraftKey::Place(_) => false,
                DraftKey::Ruling(_) => self.workspace.compared.is_some(),
                DraftKey::Published => true,
                DraftKey::Schema => {
                    SchemaDraft::from_kept(words, editor.document().schema()).is_some()
                }
            };
            if !is_there {
                over.push(key.clone());
            }
        }
        article.begun_before = article.drafts.keys().cloned().collect();
        self.change_drafts(|drafts| drafts.retain(|it, _| !over.contains(it)));
        // Entered just before the program ended.
        let said = self.still_begun();
        let said = said.filter(|it| self.entered_words(it).is_some_and(|it| !it.is_new));
        let said: Vec<DraftKey> = said.cloned().collect();
        self.change_drafts(|drafts| drafts.retain(|it, _| !said.contains(it)));
        let count = self.still_begun().count();
        if count > 0 {
            let offer = self.first_begun().map(|_| Offer::GoOn);
            self.post_notice(NoticeKind::BegunWork(count), offer);
        }
    }
}
