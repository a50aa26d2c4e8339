//! What the program has to say at once, each with what can be done about it.

use std::{path::PathBuf, sync::Arc, time::Instant};

use jiff::civil;

use crate::{
    dataset::TableRemark,
    formats::{CatalogFinding, Counts},
    messages::{Argument, Message, Worded},
    model::schema::{LocalizedText, MovedKey},
    people::PeopleRefusal,
    session::{Offer, Reason, Refusal, UnfinishedWork},
    store::{
        Analyst, AnalystNameError, DraftKey, ExternalFailure, ExternalFault, FileFinding,
        FileSyntax, ReadOnly, StoreError, UnreadReason,
    },
    text::Encoding,
};

/// A notice to the person at work.
#[derive(Debug)]
pub struct Notice {
    /// Sets notices apart; grows.
    pub serial: u64,
    /// What it says.
    pub kind: NoticeKind,
    /// What a person may choose to do about it, the safest first.
    pub offers: Vec<Offer>,
    /// The article it speaks of.
    pub(in crate::session) article: Option<PathBuf>,
    /// When the session saw it first.
    pub(in crate::session) since: Option<Instant>,
}

/// What a notice says.
#[derive(Debug)]
pub enum NoticeKind {
    /// What was asked for can't be done.
    Refused(Reason),
    /// An article, a folder or an earlier version could not be opened.
    NotOpened(StoreError),
    /// The article was taken out of a web page into this file.
    Extracted(PathBuf),
    /// A web page shows another day of publication than its metadata name.
    PageDaysDiffer {
        /// The moment that the metadata name.
        moment: String,
        /// The day that the page shows, which is proposed.
        shown: civil::Date,
    },
    /// The article was read in another encoding than UTF-8.
    OtherEncoding(Encoding),
    /// The annotation file can't be read and stays as it is.
    AnnotationsUnreadable(StoreError),
    /// The analyst has an annotation file in either syntax.
    BothSyntaxes {
        /// How many annotations the RON file has, where that is known.
        ron: Option<usize>,
        /// The same of the JSON file.
        json: Option<usize>,
        /// Which of them was written later.
        later: FileSyntax,
    },
    /// What stood in the place of the annotation file was set aside, here.
    SetAside(Option<PathBuf>),
    /// An earlier version took the place of an annotation file that could not be read, which is here now;
    /// what was done after that version is lost.
    PutBackAlone(Option<PathBuf>),
    /// Entries of the annotation file do not fit the article.
    EntriesUnfit {
        /// How many.
        count: usize,
        /// The first of them.
        first: FileFinding,
    },
    /// The article can only be read.
    ReadOnly(ReadOnly),
    /// So many steps that were not saved were recovered.
    Recovered(usize),
    /// So much was begun before the article was opened, and not finished.
    BegunWork(usize),
    /// What was typed as a value is none; the value stays as it was, and what was typed in its field.
    ValueNotRead {
        /// The field.
        field: DraftKey,
        /// What was typed.
        typed: String,
        /// What people call the attribute.
        attribute: LocalizedText,
    },
    /// Another analyst's name was chosen, and there is work under the one before.
    OtherAnalyst {
        /// The name before.
        before: Analyst,
        /// The name now.
        now: Analyst,
        /// How many articles of the folder have work under the name before.
        articles: usize,
    },
    /// A name was chosen under which there is work already.
    WorkTakenUp {
        /// The name before.
        before: Analyst,
        /// The name now.
        now: Analyst,
        /// How many articles of the folder have work under it.
        articles: usize,
    },
    /// Work was taken along to another name.
    WorkTakenAlong {
        /// The name now.
        now: Analyst,
        /// Of how many articles.
        articles: usize,
        /// How many were left where they are: there is work under the new name, or they are open elsewhere.
        left: usize,
    },
    /// The file was changed since it was open here, so that earlier steps can't be undone.
    WasChangedOutside,
    /// The article has changed since it was annotated.
    TagsMoved {
        /// How many annotations found their words again.
        certain: usize,
        /// How many are in doubt.
        doubts: usize,
    },
    /// Articles of the folder have changed since they were annotated.
    ArticlesMoved {
        /// How many.
        articles: usize,
        /// How many annotations found their words again.
        certain: usize,
        /// How many are in doubt.
        doubts: usize,
    },
    /// The annotations of changed articles were placed.
    ArticlesPlaced {
        /// In how many articles.
        articles: usize,
        /// How many annotations.
        tags: usize,
        /// How many articles wait.
        waiting: usize,
    },
    /// Nothing that was agreed to was written.
    NotAgreed(StoreError),
    /// So many annotations have no place in the article.
    WithoutPlace(usize),
    /// Annotation files without their article.
    OrphanedFiles {
        /// How many.
        count: usize,
        /// The first of them.
        first: PathBuf,
    },
    /// Files that look like annotation files and are not read.
    UnreadFiles {
        /// How many.
        count: usize,
        /// The first of them.
        first: PathBuf,
        /// Why that one is not read.
        why: UnreadReason,
    },
    /// The folder has no article.
    EmptyFolder(PathBuf),
    /// Something is open in the article that is to be marked done.
    Unfinished(UnfinishedWork),
    /// Places of a search were tagged.
    PlacesTagged {
        /// How many.
        tags: usize,
        /// In how many articles.
        articles: usize,
        /// How many had the label already.
        already: usize,
        /// How many hold other words by now.
        changed: usize,
    },
    /// Articles that were to be changed were left as they are.
    ArticlesLeft {
        /// How many.
        count: usize,
        /// Why the first of them was.
        first: Message,
    },
    /// Every article of the folder is done.
    AllDone,
    /// The article is done; so many others are not, and are open elsewhere.
    RestIsHeld(usize),
    /// Every article that is the analyst's to work on is done; others have some too.
    OwnDone,
    /// What was ruled could not be written down.
    RulingNotKept(StoreError),
    /// The file that says who works on what can't be read.
    TasksNotRead(StoreError),
    /// Who works on what was changed: so many articles are the analyst's now.
    TasksChanged(usize),
    /// The articles are divided, and whoever is at work is not among those who work on them or decide.
    NotAmongAnalysts {
        /// Under which name the person works.
        name: Analyst,
        /// Who works on the articles.
        analysts: Vec<String>,
    },
    /// Another program put articles into the folder.
    ArticlesCame {
        /// How many.
        count: usize,
        /// One of them.
        first: PathBuf,
    },
    /// Articles are not in the folder any more.
    ArticlesGone {
        /// How many.
        count: usize,
        /// One of them.
        first: PathBuf,
    },
    /// The gold is done, and nothing waits in another article.
    GoldDone,
    /// Everything is in this file.
    Saved(PathBuf),
    /// Something could not be written.
    NotSaved(StoreError),
    /// Many annotations were removed at once.
    ManyRemoved {
        /// How many.
        lost: usize,
        /// Where the file with all of them is kept.
        copy: Option<PathBuf>,
    },
    /// What could not be saved is kept here.
    KeptAside(PathBuf),
    /// Another program changed the annotation file.
    ChangedOutside(PathBuf),
    /// What lies in the place of the annotation file is none, or damaged.
    BrokenOutside(PathBuf),
    /// The annotation file is gone.
    FileGone(PathBuf),
    /// Another program changed the words of the article.
    ArticleChanged(PathBuf),
    /// The article is gone.
    ArticleGone(PathBuf),
    /// The folder can't be reached.
    FolderGone(PathBuf),
    /// Somebody took the article over.
    LockLost(PathBuf),
    /// An earlier version was restored, with so many annotations.
    Restored(usize),
    /// These words were parts of annotations, and nothing uses them any more.
    PartsLeft(Vec<String>),
    /// The schema of the folder can't be used.
    SchemaUnusable(StoreError),
    /// A key of the folder's schema is one of the program's own.
    KeyMoved(MovedKey),
    /// The schema of the folder was written.
    SchemaKept(PathBuf),
    /// Another window or a hand has changed the schema of the folder, and it is used from now on.
    SchemaFollowed,
    /// The schema of the folder could not be written.
    SchemaNotKept(StoreError),
    /// The annotations of the folder could not be counted.
    NotCounted(StoreError),
    /// The table of the folder's articles can't be read.
    CatalogNotRead(Refusal),
    /// The table of the folder's articles could not be written.
    CatalogNotWritten(Refusal),
    /// The table of the folder's articles was written.
    CatalogWritten {
        /// How many cells changed.
        cells: usize,
        /// Its file.
        to: PathBuf,
    },
    /// So many dates were counted anew from the day that the table says now.
    DatesRecounted(usize),
    /// To so many other articles with work on them the table gives another publication date than before.
    OtherDaysInTable(usize),
    /// The table of the folder's articles has other columns than ours.
    CatalogColumns {
        /// Those that are used.
        used: Vec<String>,
        /// Those that are not.
        others: Vec<String>,
    },
    /// Something in the table of the folder's articles is not certain, and not used.
    CatalogUncertain {
        /// Its file.
        path: PathBuf,
        /// How much.
        count: usize,
        /// The first of it.
        first: CatalogFinding,
    },
    /// A dataset was written.
    Exported {
        /// Where to.
        to: PathBuf,
        /// What is in it.
        counts: Counts,
        /// What of it the files hold.
        written: Counts,
        /// How much the format could not hold.
        losses: usize,
        /// How many articles could not be read.
        unreadable: usize,
    },
    /// No dataset was written.
    NotExported(Arc<Refusal>),
    /// A dataset was brought in.
    Imported {
        /// What is in it.
        counts: Counts,
        /// How much of it was left out.
        left_out: usize,
    },
    /// What the table of the folder's articles got of it, and what not.
    ImportedIntoTable(TableRemark),
    /// What was brought in is the work of others: it lies beside one's own.
    ImportedForOthers(Vec<String>),
    /// No dataset was brought in.
    NotImported(Arc<Refusal>),
    /// A report is being written.
    Reporting {
        /// How many articles are set.
        done: usize,
        /// How many there are.
        all: usize,
    },
    /// Writing a report was broken off.
    ReportStopped {
        /// Where to.
        to: PathBuf,
        /// How many files were written before.
        files: usize,
    },
    /// A report was written.
    Reported {
        /// Where to.
        to: PathBuf,
        /// How many articles could not be read.
        unreadable: usize,
    },
    /// No report was written.
    NotReported(Refusal),
    /// A program of the user's own is to be run that nobody has agreed to yet.
    ProgramAsks {
        /// What it is called.
        program: String,
        /// What would be run.
        command: String,
    },
    /// Nothing came of a program for the open article.
    ProgramFailed {
        /// What it is called.
        program: String,
        /// What happened.
        failure: ExternalFailure,
    },
    /// Some of what a program wrote was left out.
    ProgramRefused {
        /// What it is called.
        program: String,
        /// How much.
        count: usize,
        /// The first of it.
        first: ExternalFault,
    },
    /// It can't be decided who is who so.
    PeopleRefused(PeopleRefusal),
    /// The register of people can't be read.
    PeopleNotRead(StoreError),
    /// The register of people could not be written.
    PeopleNotWritten(StoreError),
    /// The settings could not be written.
    SettingsNotKept(StoreError),
    /// The settings can't be read and were set aside.
    SettingsDamaged(StoreError),
    /// This can't be an analyst's name.
    BadAnalyst(AnalystNameError),
    /// The program failed the last time, and left a report.
    StoppedBefore,
    /// Something done on a thread failed, and left a report.
    PartFailed,
}

/// How urgent a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeLevel {
    /// Something went as asked.
    Info,
    /// Something to look at; nothing is lost.
    Warning,
    /// Something did not work.
    Error,
}

impl NoticeKind {
    /// How urgent it is.
    pub fn level(&self) -> NoticeLevel {
        match self {
            Self::Refused(Reason::OtherText)
            | Self::Exported { losses: 1.., .. }
            | Self::Exported { unreadable: 1.., .. }
            | Self::Imported { left_out: 1.., .. }
            | Self::Reported { unreadable: 1.., .. }
            | Self::BothSyntaxes { .. }
            | Self::EntriesUnfit { .. }
            | Self::ProgramAsks { .. }
            | Self::ProgramFailed { .. }
            | Self::ProgramRefused { .. }
            | Self::CatalogUncertain { .. }
            | Self::ReadOnly(_)
            | Self::ValueNotRead { .. }
            | Self::OtherAnalyst { .. }
            | Self::WorkTakenUp { .. }
            | Self::NotAmongAnalysts { .. }
            | Self::WorkTakenAlong { left: 1.., .. }
            | Self::TagsMoved { .. }
            | Self::ArticlesMoved { .. }
            | Self::OrphanedFiles { .. }
            | Self::UnreadFiles { .. }
            | Self::EmptyFolder(_)
            | Self::Unfinished(_)
            | Self::ArticlesLeft { .. }
            | Self::ManyRemoved { .. }
            | Self::KeptAside(_)
            | Self::PutBackAlone(_)
            | Self::ChangedOutside(_)
            | Self::BrokenOutside(_)
            | Self::FileGone(_)
            | Self::ArticleChanged(_)
            | Self::ArticleGone(_)
            | Self::LockLost(_)
            | Self::StoppedBefore
            | Self::SettingsDamaged(_) => NoticeLevel::Warning,
            Self::Refused(_)
            | Self::Extracted(_)
            | Self::PageDaysDiffer { .. }
            | Self::OtherEncoding(_)
            | Self::SetAside(_)
            | Self::Recovered(_)
            | Self::BegunWork(_)
            | Self::WorkTakenAlong { .. }
            | Self::WasChangedOutside
            | Self::WithoutPlace(_)
            | Self::AllDone
            | Self::RestIsHeld(_)
            | Self::OwnDone
            | Self::TasksChanged(_)
            | Self::ArticlesCame { .. }
            | Self::ArticlesGone { .. }
            | Self::GoldDone
            | Self::Saved(_)
            | Self::Restored(_)
            | Self::PartsLeft(_)
            | Self::SchemaKept(_)
            | Self::SchemaFollowed
            | Self::KeyMoved(_)
            | Self::ArticlesPlaced { .. }
            | Self::CatalogWritten { .. }
            | Self::DatesRecounted(_)
            | Self::OtherDaysInTable(_)
            | Self::PlacesTagged { .. }
            | Self::CatalogColumns { .. }
            | Self::Exported { .. }
            | Self::Imported { .. }
            | Self::ImportedForOthers(_)
            | Self::ImportedIntoTable(_)
            | Self::Reporting { .. }
            | Self::ReportStopped { .. }
            | Self::Reported { .. } => NoticeLevel::Info,
            Self::NotOpened(_)
            | Self::AnnotationsUnreadable(_)
            | Self::NotAgreed(_)
            | Self::NotSaved(_)
            | Self::FolderGone(_)
            | Self::SchemaUnusable(_)
            | Self::SchemaNotKept(_)
            | Self::NotCounted(_)
            | Self::CatalogNotRead(_)
            | Self::CatalogNotWritten(_)
            | Self::NotExported(_)
            | Self::NotImported(_)
            | Self::NotReported(_)
            | Self::PeopleRefused(_)
            | Self::PeopleNotRead(_)
            | Self::PeopleNotWritten(_)
            | Self::SettingsNotKept(_)
            | Self::RulingNotKept(_)
            | Self::TasksNotRead(_)
            | Self::PartFailed
            | Self::BadAnalyst(_) => NoticeLevel::Error,
        }
    }

    /// True for what is no longer so once the annotation file is saved.
    pub(in crate::session) fn is_over_once_saved(&self) -> bool {
        matches!(
            self,
            Self::NotSaved(_)
                | Self::ChangedOutside(_)
                | Self::BrokenOutside(_)
                | Self::FileGone(_)
        )
    }

    /// True for what is no longer so once the article is as it was.
    pub(in crate::session) fn is_over_with_article(&self) -> bool {
        matches!(self, Self::ArticleChanged(_) | Self::ArticleGone(_) | Self::FolderGone(_))
    }
}

impl Worded for NoticeKind {
    #[expect(clippy::too_many_lines, reason = "a list: one sentence for each kind")]
    fn message(&self) -> Message {
        let about = |key, path: &PathBuf| Message::new(key).with("path", path);
        let since = |key, why: &dyn Worded| Message::new(key).with("why", why.message());
        let count = |key, n: usize| Message::new(key).with("n", n);
        match self {
            Self::Refused(reason) => reason.message(),
            Self::NotOpened(why) => since("notice-not-opened", why),
            Self::Extracted(to) => about("notice-extracted", to),
            Self::PageDaysDiffer { moment, shown } => Message::new("notice-page-days-differ")
                .with_text("moment", moment)
                .with("shown", Argument::Value(shown.to_string())),
            Self::OtherEncoding(it) => {
                Message::new("notice-encoding").with_text("encoding", it.name())
            }
            Self::AnnotationsUnreadable(why) => since("notice-annotations-unreadable", why),
            Self::BothSyntaxes { ron, json, later } => both_syntaxes(*ron, *json, *later),
            Self::SetAside(to) => about("notice-set-aside", &to.clone().unwrap_or_default()),
            Self::PutBackAlone(to) => {
                about("notice-put-back-alone", &to.clone().unwrap_or_default())
            }
            Self::EntriesUnfit { count: n, first } => {
                count("notice-findings", *n).with_words("first", first)
            }
            Self::ReadOnly(why) => since("notice-read-only", why),
            Self::Recovered(steps) => count("notice-recovered", *steps),
            Self::BegunWork(n) => count("notice-begun", *n),
            Self::ValueNotRead { typed, attribute, .. } => Message::new("notice-value-not-read")
                .with_text("typed", typed)
                .with_title("attribute", "", Some(attribute)),
            Self::OtherAnalyst { before, now, articles } => {
                count("notice-other-analyst", *articles)
                    .with_text("before", before)
                    .with_text("now", now)
            }
            Self::WorkTakenUp { before, now, articles } => count("notice-work-taken-up", *articles)
                .with_text("before", before)
                .with_text("now", now),
            Self::WorkTakenAlong { now, articles, left } => {
                count("notice-work-taken-along", *articles)
                    .with_text("now", now)
                    .with("left", *left)
            }
            Self::WasChangedOutside => Message::new("notice-was-changed-outside"),
            Self::TagsMoved { certain, doubts } => {
                Message::new("notice-moved").with("certain", *certain).with("doubts", *doubts)
            }
            Self::ArticlesMoved { articles, certain, doubts } => {
                Message::new("notice-articles-moved")
                    .with("articles", *articles)
                    .with("certain", *certain)
                    .with("doubts", *doubts)
            }
            Self::ArticlesPlaced { articles, tags, waiting } => {
                Message::new("notice-articles-placed")
                    .with("articles", *articles)
                    .with("tags", *tags)
                    .with("waiting", *waiting)
            }
            Self::NotAgreed(why) => since("notice-not-agreed", why),
            Self::WithoutPlace(n) => count("notice-without-place", *n),
            Self::OrphanedFiles { count: n, first } => {
                count("notice-orphaned-files", *n).with("first", first)
            }
            Self::UnreadFiles { count: n, first, why } => {
                count("notice-unread-files", *n).with("first", first).with_words("why", why)
            }
            Self::EmptyFolder(folder) => about("notice-empty-folder", folder),
            Self::Unfinished(work) => work.message(),
            Self::PlacesTagged { tags, articles, already, changed } => {
                let tagged = count("notice-places-tagged", *tags).with("articles", *articles);
                tagged.with("already", *already).with("changed", *changed)
            }
            Self::ArticlesLeft { count: n, first } => {
                count("notice-articles-left", *n).with("first", first.clone())
            }
            Self::AllDone => Message::new("notice-all-done"),
            Self::RestIsHeld(n) => Message::new("notice-rest-is-held").with("n", *n),
            Self::OwnDone => Message::new("notice-own-done"),
            Self::TasksNotRead(why) => since("notice-tasks-not-read", why),
            Self::TasksChanged(n) => count("notice-tasks-changed", *n),
            Self::NotAmongAnalysts { name, analysts } => Message::new("notice-not-among-analysts")
                .with_text("name", name)
                .with_text("names", &analysts.join(" · ")),
            Self::ArticlesCame { count: n, first } => {
                count("notice-articles-came", *n).with("first", first)
            }
            Self::ArticlesGone { count: n, first } => {
                count("notice-articles-gone", *n).with("first", first)
            }
            Self::RulingNotKept(why) => since("notice-ruling", why),
            Self::GoldDone => Message::new("notice-gold-done"),
            Self::Saved(to) => about("notice-saved", to),
            Self::NotSaved(why) => since("notice-not-saved", why),
            Self::ManyRemoved { lost, copy } => Message::new("notice-many-removed")
                .with("lost", *lost)
                .with("copy", &copy.clone().unwrap_or_default()),
            Self::KeptAside(to) => about("notice-kept-aside", to),
            Self::ChangedOutside(file) => about("notice-changed-outside", file),
            Self::BrokenOutside(file) => about("notice-broken-outside", file),
            Self::FileGone(file) => about("notice-file-gone", file),
            Self::ArticleChanged(article) => about("notice-article-changed", article),
            Self::ArticleGone(article) => about("notice-article-gone", article),
            Self::FolderGone(folder) => about("notice-folder-gone", folder),
            Self::LockLost(file) => about("notice-lock-lost", file),
            Self::Restored(tags) => count("notice-restored", *tags),
            Self::PartsLeft(quotes) => {
                let quotes: Vec<String> = quotes.iter().map(|it| format!("«{it}»")).collect();
                Message::new("notice-parts-left").with_text("words", &quotes.join(" "))
            }
            Self::SchemaUnusable(why) => since("notice-schema", why),
            Self::KeyMoved(MovedKey { title, before, now }) => {
                let said = |key| {
                    let said = Message::new(key).with_title("what", before, Some(title));
                    said.with_text("before", before)
                };
                match now.as_str() {
                    "" => said("notice-key-gone"),
                    now => said("notice-key-moved").with_text("now", now),
                }
            }
            Self::SchemaKept(to) => about("notice-schema-kept", to),
            Self::SchemaFollowed => Message::new("notice-schema-followed"),
            Self::SchemaNotKept(why) => since("notice-schema-not-kept", why),
            Self::NotCounted(why) => since("notice-not-counted", why),
            Self::CatalogNotRead(why) => since("notice-catalog-not-read", why),
            Self::CatalogNotWritten(why) => since("notice-catalog-not-written", why),
            Self::CatalogWritten { cells, to } => {
                count("notice-catalog-written", *cells).with("path", to)
            }
            Self::DatesRecounted(n) => count("notice-dates-recounted", *n),
            Self::OtherDaysInTable(n) => count("notice-other-days-in-table", *n),
            Self::CatalogColumns { used, others } => Message::new("notice-catalog-columns")
                .with_text("used", &used.join(", "))
                .with_text("others", &others.join(", ")),
            Self::CatalogUncertain { path, count: n, first } => {
                count("notice-catalog-uncertain", *n)
                    .with("path", path)
                    .with("line", first.line)
                    .with_words("first", &first.fault)
            }
            Self::Exported { to, counts, written, losses, unreadable } => {
                exported(*counts, *written, *losses, *unreadable).with("path", to)
            }
            Self::NotExported(why) => since("notice-not-exported", &**why),
            Self::Imported { counts, left_out } => {
                let imported = counted("notice-imported", *counts).with("left", *left_out);
                imported.with("documents", counts.documents)
            }
            Self::ImportedIntoTable(what) => what.message(),
            Self::ImportedForOthers(names) => {
                let named = Message::new("notice-imported-for-others");
                named.with_text("names", &names.join(" · "))
            }
            Self::NotImported(why) => since("notice-not-imported", &**why),
            Self::Reporting { done, all } => {
                Message::new("notice-reporting").with("done", *done).with("all", *all)
            }
            Self::ReportStopped { to, files } => {
                count("notice-report-stopped", *files).with("path", to)
            }
            Self::Reported { to, unreadable: 0 } => about("notice-reported", to),
            Self::Reported { to, unreadable } => {
                about("notice-reported-in-part", to).with("unreadable", *unreadable)
            }
            Self::NotReported(why) => since("notice-not-reported", why),
            Self::ProgramAsks { program, command } => Message::new("notice-program-asks")
                .with_text("program", program)
                .with_text("command", command),
            Self::ProgramFailed { program, failure } => Message::new("notice-program-failed")
                .with_text("program", program)
                .with_words("why", failure),
            Self::ProgramRefused { program, count: n, first } => {
                count("notice-program-refused", *n)
                    .with_text("program", program)
                    .with_words("first", first)
            }
            Self::PeopleRefused(why) => since("notice-people-refused", why),
            Self::PeopleNotRead(why) => since("notice-people-not-read", why),
            Self::PeopleNotWritten(why) => since("notice-people-not-written", why),
            Self::SettingsNotKept(why) => since("notice-settings", why),
            Self::SettingsDamaged(why) => since("notice-settings-damaged", why),
            Self::BadAnalyst(why) => since("notice-analyst", why),
            Self::StoppedBefore => Message::new("notice-stopped-before"),
            Self::PartFailed => Message::new("notice-part-failed"),
        }
    }
}

fn both_syntaxes(ron: Option<usize>, json: Option<usize>, later: FileSyntax) -> Message {
    let tags = |message: Message, name, n: Option<usize>| match n {
        Some(n) => message.with(name, n),
        None => message.with_text(name, "?"),
    };
    let message = tags(Message::new("notice-both-syntaxes"), "ron", ron);
    tags(message, "json", json).with_text("later", &format!(".{}", later.extension()))
}

fn exported(counts: Counts, written: Counts, losses: usize, unreadable: usize) -> Message {
    if losses + unreadable == 0 {
        return counted("notice-exported", counts);
    }
    counted("notice-exported-with-losses", written)
        .with("all_spans", counts.spans)
        .with("all_relations", counts.relations)
        .with("losses", losses)
        .with("unreadable", unreadable)
}

fn counted(key: &'static str, counts: Counts) -> Message {
    Message::new(key)
        .with("articles", counts.articles)
        .with("spans", counts.spans)
        .with("relations", counts.relations)
}
