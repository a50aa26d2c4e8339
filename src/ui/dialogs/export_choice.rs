//! What was chosen for an export, and the request it makes.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::publication::read_day;
use crate::{
    formats::{self, Filter, Format, Options, Outer, Splits, Suggested},
    model::ArticleStatus,
    session::{ExportRequest, ExportScope, Session},
    ui::text::TextField,
};

/// What was chosen.
#[derive(Debug)]
pub(super) struct ExportChoice {
    pub(super) format: &'static Format,
    pub(super) layout: &'static str,
    pub(super) scope: ExportScope,
    /// Labels to leave out, by key.
    pub(super) without: BTreeSet<String>,
    /// Values of an article's status to leave out.
    pub(super) without_status: BTreeSet<&'static str>,
    /// Whose work; everybody's where it is empty.
    pub(super) analysts: BTreeSet<String>,
    pub(super) suggested: Suggested,
    pub(super) outer: Outer,
    pub(super) since: TextField,
    pub(super) until: TextField,
    /// Percent for validation and test.
    pub(super) percent: (u32, u32),
    pub(super) seed: TextField,
    pub(super) path: TextField,
    /// The path follows the format until somebody writes another.
    pub(super) own_path: bool,
}

impl ExportChoice {
    pub(super) fn new(session: &Session) -> Self {
        let format = writers().next().unwrap_or(formats::ALL[0]);
        let folder = session.folder().is_some();
        let scope = if folder { ExportScope::Folder } else { ExportScope::Article };
        let mut choice = Self {
            format,
            layout: "",
            scope,
            without: BTreeSet::new(),
            without_status: BTreeSet::new(),
            analysts: BTreeSet::from([session.analyst().as_str().to_owned()]),
            suggested: Suggested::Include,
            outer: Outer::Include,
            since: TextField::default(),
            until: TextField::default(),
            percent: Splits::default().percent,
            seed: TextField::new("0"),
            path: TextField::default(),
            own_path: false,
        };
        choice.set_format(format, session);
        choice
    }

    /// Takes another format, and with it a path that fits it.
    pub(super) fn set_format(&mut self, format: &'static Format, session: &Session) {
        self.format = format;
        self.layout = format.layouts.first().copied().unwrap_or_default();
        if !self.own_path {
            self.path =
                TextField::new(&default_path(session, format, self.scope).display().to_string());
        }
    }

    /// What is asked for.
    pub(super) fn request(&self, session: &Session) -> ExportRequest {
        let labels = session.schema().labels.iter().map(|it| it.id.clone());
        let statuses = ArticleStatus::ALL.map(ArticleStatus::as_str);
        let day =
            |it: &TextField| read_day(it.text().trim()).map_or(String::new(), |it| it.to_string());
        let only = |all: Vec<String>, some: bool| if some { all } else { Vec::new() };
        let filter = Filter {
            labels: only(
                labels.filter(|it| !self.without.contains(it)).collect(),
                !self.without.is_empty(),
            ),
            analysts: self.analysts.iter().cloned().collect(),
            statuses: only(
                statuses
                    .into_iter()
                    .filter(|it| !self.without_status.contains(it))
                    .map(ToOwned::to_owned)
                    .collect(),
                !self.without_status.is_empty(),
            ),
            published_from: day(&self.since),
            published_to: day(&self.until),
            suggested: self.suggested,
            outer: self.outer,
        };
        let seed = self.seed.text().trim().parse().unwrap_or(0);
        let options = Options {
            layout: (!self.layout.is_empty()).then(|| self.layout.to_owned()),
            filter,
            splits: Splits { percent: self.percent, seed, ..Splits::default() },
            ..Options::default()
        };
        let to = PathBuf::from(self.path.text().trim());
        ExportRequest { format: self.format.id, scope: self.scope, to, options, may_replace: false }
    }

    /// How many filters are on.
    pub(super) fn filters(&self) -> usize {
        let written = |it: &TextField| !it.text().trim().is_empty();
        [
            !self.without.is_empty(),
            !self.without_status.is_empty(),
            self.suggested != Suggested::Include,
            self.outer == Outer::LeaveOut,
            written(&self.since) || written(&self.until),
        ]
        .into_iter()
        .filter(|it| *it)
        .count()
    }

    /// True when something else than a day stands where a day belongs, or no number for the seed.
    pub(super) fn is_unreadable(&self) -> bool {
        let wrong = |it: &TextField| {
            let typed = it.text().trim();
            !typed.is_empty() && read_day(typed).is_none()
        };
        wrong(&self.since) || wrong(&self.until) || self.seed.text().trim().parse::<u64>().is_err()
    }
}

/// The formats that can be written.
pub(super) fn writers() -> impl Iterator<Item = &'static Format> {
    formats::ALL.iter().copied().filter(|it| it.export.is_some())
}

/// Beside the article, or beside the folder's articles, with the format's extension.
fn default_path(session: &Session, format: &Format, scope: ExportScope) -> PathBuf {
    let article = session.article_path().unwrap_or(Path::new("dataset"));
    let named = match (session.folder(), scope) {
        (Some(folder), ExportScope::Folder) => folder.path().to_owned(),
        (Some(_) | None, _) => article.with_extension(""),
    };
    let stem = named.file_name().map(|it| it.to_string_lossy().into_owned());
    let path = named.with_file_name(format!("{}-dataset", stem.unwrap_or_default()));
    if format.single_file { path.with_extension(format.extension) } else { path }
}
