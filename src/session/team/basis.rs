//! What reading a team needs to know, and one article of it, read and counted.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    rows::{AnalystProgress, GoldProgress},
    values::{ConfusedValues, ValueCounts, add_values},
};
use crate::{
    compare::{
        AgreementCounts, ArticleComparison, ComparedWork, RecordStanding, RecordTable, TaskPlan,
    },
    model::{Document, Schema},
    session::{
        Reason,
        comparing::{WorkReader, is_done, may_look},
        folder::dividing::plan_of,
    },
    store::{Analyst, ArticleEntry, counts_stamp},
};

/// Who asks about a team.
#[derive(Clone, Debug)]
pub(super) struct TeamAsker {
    pub(super) person: Analyst,
    pub(super) schema: Arc<Schema>,
}

/// What reading a team needs to know.
#[derive(Clone, Debug)]
pub(super) struct TeamBasis {
    pub(super) plan: TaskPlan,
    pub(super) person: Analyst,
    pub(super) schema: Arc<Schema>,
}

/// How far an article is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct ArticleProgress {
    /// How far those are who have a file.
    pub(super) analysts: BTreeMap<String, AnalystProgress>,
    pub(super) gold: GoldProgress,
}

/// All that is counted of the articles of a share.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct CountedShare {
    /// Each by the name of its file; those are missing that are not to be seen.
    pub(super) articles: BTreeMap<String, ArticleProgress>,
    pub(super) counts: AgreementCounts,
    pub(super) against: AgreementCounts,
    pub(super) values: Vec<(ConfusedValues, u32)>,
    /// Files that could not be read or whose tags may not be where they were put.
    pub(super) left_out: usize,
}

/// An article's works that may be compared.
struct TeamWorks {
    done: Vec<(String, Document)>,
    gold: Option<Document>,
}

impl TeamAsker {
    /// What reading the team of `folder` needs to know. Slow where many articles are divided.
    pub(super) fn basis(self, folder: &Path) -> Result<TeamBasis, Reason> {
        Ok(TeamBasis { plan: plan_of(folder)?, person: self.person, schema: self.schema })
    }
}

impl TeamBasis {
    /// What figures depend on besides the files of an article.
    pub(super) fn stamp(&self) -> String {
        counts_stamp(&self.schema, &self.plan.gold)
    }

    /// Whether the person may see an article that was counted before, without reading it.
    pub(super) fn may_see(&self, entry: &ArticleEntry, counted: Option<&ArticleProgress>) -> bool {
        let person = self.person.as_str();
        if !self.plan.blind.analysts || person == self.plan.gold {
            return true;
        }
        let has_begun = entry.annotations.iter().any(|it| it.analyst == self.person);
        let is_theirs = self.plan.assigned_to(&entry.name).iter().any(|it| it == person);
        match counted.and_then(|it| it.analysts.get(person)) {
            Some(progress) => *progress == AnalystProgress::Done,
            None => !has_begun && !is_theirs,
        }
    }

    /// Reads and counts articles; nothing of one of which others' work is not for the person to see.
    pub(super) fn count_all(&self, entries: &[ArticleEntry]) -> CountedShare {
        let mut counted = CountedShare::default();
        let mut values = ValueCounts::new();
        for entry in entries {
            let progress = self.count(entry, &mut counted, &mut values);
            counted.articles.extend(progress.map(|it| (entry.name.clone(), it)));
        }
        counted.values = values.into_iter().collect();
        counted
    }

    fn count(
        &self,
        entry: &ArticleEntry,
        counted: &mut CountedShare,
        values: &mut ValueCounts,
    ) -> Option<ArticleProgress> {
        let Ok(reader) = WorkReader::new(&entry.path, &self.schema) else {
            counted.left_out += 1;
            return Some(ArticleProgress::default());
        };
        if may_look(entry, &self.plan, &self.person, &reader).is_err() {
            return None;
        }
        let mut progress = ArticleProgress::default();
        let works = self.read(entry, &reader, &mut progress, &mut counted.left_out);
        let gold = &mut progress.gold;
        gold.is_there = works.gold.is_some();
        gold.is_done = works.gold.as_ref().is_some_and(is_done);
        gold.compared = works.done.len();
        let own: Vec<ComparedWork<'_>> = works.compared().collect();
        let text = reader.text();
        let compared = ArticleComparison::new(&text, &own);
        if works.done.len() > 1 {
            counted.counts.add(&compared);
            let table = RecordTable::new(&compared);
            let empty = Document::new("", reader.text(), Arc::clone(&self.schema));
            for standing in table.standings(works.gold.as_ref().unwrap_or(&empty)) {
                match standing {
                    RecordStanding::Open | RecordStanding::Alike => gold.left += 1,
                    RecordStanding::Reopened(_) => {
                        gold.left += 1;
                        gold.reopened += 1;
                    }
                    RecordStanding::Decided(_) => {}
                }
            }
        }
        add_values(values, &compared);
        // Of one that is not done figures would say how far it is, not how right anybody is.
        if let Some(gold) = works.gold.as_ref().filter(|it| is_done(it)) {
            let name = &self.plan.gold;
            let with_gold: Vec<ComparedWork<'_>> =
                works.compared().chain([ComparedWork::new(gold, name)]).collect();
            let mut compared = ArticleComparison::new(&text, &with_gold);
            compared.keep_against(name);
            counted.against.add(&compared);
            add_values(values, &compared);
        }
        Some(progress)
    }

    /// The works on an article; `progress` learns how far everybody is.
    fn read(
        &self,
        entry: &ArticleEntry,
        reader: &WorkReader,
        progress: &mut ArticleProgress,
        left_out: &mut usize,
    ) -> TeamWorks {
        let mut works = TeamWorks { done: Vec::new(), gold: None };
        for file in &entry.annotations {
            let Some(document) = reader.read(file) else {
                *left_out += 1;
                continue;
            };
            let name = file.analyst.to_string();
            if name == self.plan.gold {
                works.gold = Some(document);
            } else if is_done(&document) {
                progress.analysts.insert(name.clone(), AnalystProgress::Done);
                works.done.push((name, document));
            } else {
                progress.analysts.insert(name, AnalystProgress::Begun);
            }
        }
        works
    }
}

impl TeamWorks {
    fn compared(&self) -> impl Iterator<Item = ComparedWork<'_>> {
        self.done.iter().map(|(name, it)| ComparedWork::new(it, name))
    }
}
