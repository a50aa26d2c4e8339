//! The places behind a figure of a team.

use std::{
    num::NonZero,
    ops::Range,
    path::{Path, PathBuf},
};

use super::basis::{TeamAsker, TeamBasis};
use crate::{
    compare::{ArticleComparison, ComparedWork},
    model::Annotation,
    session::{
        Reason,
        comparing::{WorkReader, is_done, may_look},
    },
    store::{ArticleEntry, ArticleFolder},
    text::Text,
};

/// A figure, for the places it counts. Labels and relations are their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamQuestion {
    /// Tags of a label that are not on the same pieces, or that one alone has.
    NotExact {
        /// Whose.
        pair: [String; 2],
        /// Which label.
        label: String,
    },
    /// Tags of a label that one of the two alone has.
    Alone {
        /// Whose.
        pair: [String; 2],
        /// Which label.
        label: String,
    },
    /// Matched tags with other values of an attribute.
    Values {
        /// Whose.
        pair: [String; 2],
        /// Which label.
        label: String,
        /// Which attribute.
        key: String,
        /// Only these values, where they are named.
        values: Option<[String; 2]>,
    },
    /// Links that one of the two alone has.
    Links {
        /// Whose.
        pair: [String; 2],
        /// Which relation.
        relation: String,
    },
    /// Tags with these labels; `""` where one has none.
    Labels {
        /// Whose.
        pair: [String; 2],
        /// What each calls it.
        labels: [String; 2],
    },
}

impl TeamQuestion {
    /// Whose works are compared.
    pub fn pair(&self) -> &[String; 2] {
        match self {
            Self::NotExact { pair, .. }
            | Self::Alone { pair, .. }
            | Self::Values { pair, .. }
            | Self::Links { pair, .. }
            | Self::Labels { pair, .. } => pair,
        }
    }
}

/// A place that a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPlace {
    /// The article.
    pub path: PathBuf,
    /// Where in it, in bytes.
    pub bytes: Range<usize>,
    /// The words, with what is around them.
    pub words: [String; 3],
    /// What each of the two says; `""` for nothing.
    pub said: [String; 2],
}

/// The places of a figure.
#[derive(Clone, Debug)]
pub struct TeamList {
    /// The figure.
    pub question: TeamQuestion,
    /// The places; `None` until they are read.
    pub places: Option<Vec<TeamPlace>>,
}

/// The places of a figure, read.
#[derive(Debug)]
pub(in crate::session) struct ListedPlaces {
    pub(super) question: TeamQuestion,
    pub(super) places: Result<Vec<TeamPlace>, Reason>,
}

/// Which places are asked for.
#[derive(Debug)]
pub(super) struct PlacesRequest {
    pub(super) asker: TeamAsker,
    pub(super) folder: PathBuf,
    pub(super) question: TeamQuestion,
}

impl PlacesRequest {
    /// Reads them, article after article, on all cores.
    pub(super) fn list(self) -> ListedPlaces {
        let Self { asker, folder, question } = self;
        let places = asker.basis(&folder).map(|basis| {
            let articles = ArticleFolder::open(&folder).map(|it| it.articles).unwrap_or_default();
            let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
            let of_each = articles.len().div_ceil(threads).max(1);
            let (basis, question) = (&basis, &question);
            std::thread::scope(|scope| {
                let of_thread = move |articles: &[ArticleEntry]| {
                    articles.iter().flat_map(|it| basis.places(it, question)).collect::<Vec<_>>()
                };
                let parts = articles.chunks(of_each).map(|it| scope.spawn(move || of_thread(it)));
                let parts: Vec<_> = parts.collect();
                parts
                    .into_iter()
                    .flat_map(|it| it.join().unwrap_or_else(|it| std::panic::resume_unwind(it)))
                    .collect()
            })
        });
        ListedPlaces { question, places }
    }
}

impl TeamBasis {
    /// The places of an article that a figure counts.
    fn places(&self, entry: &ArticleEntry, question: &TeamQuestion) -> Vec<TeamPlace> {
        let pair = question.pair();
        let has_file =
            |name: &String| entry.annotations.iter().any(|it| it.analyst.as_str() == name);
        if !pair.iter().all(has_file) {
            return Vec::new();
        }
        let Ok(reader) = WorkReader::new(&entry.path, &self.schema) else { return Vec::new() };
        if may_look(entry, &self.plan, &self.person, &reader).is_err() {
            return Vec::new();
        }
        let mut documents = Vec::new();
        for file in &entry.annotations {
            let name = file.analyst.as_str();
            if !pair.iter().any(|it| it == name) {
                continue;
            }
            let document = reader.read(file);
            documents.extend(document.filter(is_done).map(|it| (name.to_owned(), it)));
        }
        let works: Vec<ComparedWork<'_>> =
            documents.iter().map(|(name, it)| ComparedWork::new(it, name)).collect();
        let text = reader.text();
        let compared = ArticleComparison::new(&text, &works);
        let mut places = places_of(&compared, question, &text, &entry.path);
        places.sort_by_key(|it| it.bytes.start);
        places
    }
}

fn places_of(
    compared: &ArticleComparison<'_>,
    question: &TeamQuestion,
    text: &Text,
    path: &Path,
) -> Vec<TeamPlace> {
    let place = |tag: &Annotation, said: [String; 2]| TeamPlace {
        path: path.to_owned(),
        bytes: tag.extent.start()..tag.extent.end(),
        words: around(text, tag),
        said,
    };
    let quote =
        |tag: Option<&Annotation>| text.quote(tag.into_iter().flat_map(|it| it.extent.pieces()));
    let label_of = |tag: Option<&Annotation>| tag.map_or("", |it| it.label.as_str()).to_owned();
    let pairs = |is_meant: &dyn Fn([&str; 2], bool) -> bool, says_label: bool| {
        let meant = compared.tag_pairs().into_iter().filter(|it| {
            let labels = it.tags.map(|it| it.map_or("", |it| it.label.as_str()));
            is_meant(labels, it.is_exact)
        });
        let listed = meant.filter_map(|it| {
            let tag = it.tags[0].or(it.tags[1])?;
            Some(place(tag, it.tags.map(|it| if says_label { label_of(it) } else { quote(it) })))
        });
        listed.collect::<Vec<_>>()
    };
    match question {
        TeamQuestion::NotExact { label, .. } => pairs(
            &|labels, is_exact| {
                labels.contains(&label.as_str()) && (labels[0] != labels[1] || !is_exact)
            },
            false,
        ),
        TeamQuestion::Alone { label, .. } => {
            pairs(&|labels, _| labels.contains(&label.as_str()) && labels[0] != labels[1], true)
        }
        TeamQuestion::Labels { labels: wanted, .. } => {
            pairs(&|labels, _| labels == [wanted[0].as_str(), wanted[1].as_str()], true)
        }
        TeamQuestion::Values { label, key, values, .. } => {
            let found = compared.differing_values().into_iter().filter_map(|it| {
                let tag = it.pair.tags[0].filter(|tag| tag.label == *label.as_str())?;
                let is_meant = values
                    .as_ref()
                    .is_none_or(|wanted| it.values == [wanted[0].as_str(), wanted[1].as_str()]);
                (it.key == key && is_meant).then(|| place(tag, it.values.map(str::to_owned)))
            });
            found.collect()
        }
        TeamQuestion::Links { relation, .. } => {
            let lone = compared.lone_links().into_iter().filter(|it| it.relation == relation);
            let found = lone.map(|it| {
                let mut said = [String::new(), String::new()];
                if let Some(own) = said.get_mut(it.whose) {
                    *own = quote(Some(it.to));
                }
                place(it.from, said)
            });
            found.collect()
        }
    }
}

/// The words of a tag with a few characters on either side.
fn around(text: &Text, tag: &Annotation) -> [String; 3] {
    const AROUND: usize = 30;
    const LONGEST: usize = 90;
    let (source, hull) = (text.as_str(), tag.extent.hull());
    let before = source.get(..hull.start()).unwrap_or_default();
    let before: Vec<char> = before.chars().rev().take(AROUND).collect();
    let after = source.get(hull.end()..).unwrap_or_default();
    let words: String = text.slice(hull).chars().take(LONGEST).collect();
    let plain = |it: String| it.replace('\n', " ");
    [
        plain(before.into_iter().rev().collect()),
        plain(words),
        plain(after.chars().take(AROUND).collect()),
    ]
}
