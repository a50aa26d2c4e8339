//! Which column of a table holds what of an article.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::{FormatError, FormatFault, ImportNote};
use crate::{recognize::date::published_on, timex::Timezone};

/// Which columns somebody chose; what is not chosen is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnChoices(BTreeMap<TableRole, Option<String>>);

impl ColumnChoices {
    /// Chooses a column by its name, or that none holds this.
    pub fn choose(&mut self, role: TableRole, column: Option<String>) {
        self.0.insert(role, column);
    }

    /// What was chosen; `Some(None)` where no column shall hold this.
    pub fn of(&self, role: TableRole) -> Option<Option<&str>> {
        self.0.get(&role).map(Option::as_deref)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum TableRole {
    /// The text.
    Text,
    /// The title.
    Title,
    /// When it was published.
    Published,
    /// Who published it.
    Source,
    /// Its address.
    Url,
    /// What it is called.
    Id,
    /// The file of an article, in a table beside articles.
    File,
}

impl TableRole {
    /// What a table of articles may hold, in the order it is looked for: what is surer first.
    pub const OF_ARTICLES: [Self; 6] =
        [Self::Text, Self::Title, Self::Published, Self::Url, Self::Source, Self::Id];
}

/// What columns are called, as `assets/formats/table_columns.ron` says.
static NAMES: LazyLock<BTreeMap<TableRole, Vec<String>>> = LazyLock::new(|| {
    ron::from_str(include_str!("../../assets/formats/table_columns.ron")).unwrap_or_default()
});

/// The columns of a table, and which of them holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableColumns {
    /// The names of all of them, in order.
    pub names: Vec<String>,
    found: BTreeMap<TableRole, usize>,
}

/// What tells whether a cell is one of a kind.
type CellTest<'a> = &'a dyn Fn(&str) -> bool;

type Rows = [Result<(usize, Vec<String>), FormatError>];

/// How many rows are looked at to tell columns.
const SAMPLE: usize = 200;

impl TableColumns {
    /// The columns by the names that are asked for, by their own names, then by what stands in them.
    ///
    /// Fails where there is no column of that name, or none that holds texts.
    pub(super) fn find(
        names: &[String],
        rows: &Rows,
        chosen: &ColumnChoices,
    ) -> Result<Self, FormatFault> {
        let mut found = BTreeMap::new();
        for role in TableRole::OF_ARTICLES {
            if let Some(Some(name)) = chosen.of(role) {
                let at = names.iter().position(|it| it == name || normal(it) == normal(name));
                let none =
                    || FormatFault::NoColumn { name: name.to_owned(), known: names.to_vec() };
                found.insert(role, at.ok_or_else(none)?);
            }
        }
        let is_open = |role: TableRole, found: &BTreeMap<TableRole, usize>| {
            !found.contains_key(&role) && chosen.of(role).is_none()
        };
        for role in TableRole::OF_ARTICLES {
            if is_open(role, &found)
                && let Some(at) = by_name(role, names, &found)
            {
                found.insert(role, at);
            }
        }
        let sample: Vec<&[String]> =
            rows.iter().flatten().take(SAMPLE).map(|it| it.1.as_slice()).collect();
        let columns = 0..names.len();
        if !found.contains_key(&TableRole::Text) {
            let length = |at: usize| {
                let cells = sample.iter().filter_map(|it| it.get(at));
                cells.filter(|it| it.contains(' ')).map(String::len).sum::<usize>()
            };
            let is_free = |at: &usize| !found.values().any(|it| it == at);
            let longest = columns.clone().filter(is_free).max_by_key(|&at| length(at));
            let longest = longest.filter(|&at| length(at) > 40 * sample.len().max(1));
            let none = || FormatFault::NoTextColumn { known: names.to_vec() };
            let at = longest.ok_or_else(none)?;
            found.insert(TableRole::Text, at);
        }
        let share = |at: usize, is_one: &dyn Fn(&str) -> bool| {
            let cells =
                sample.iter().filter_map(|it| it.get(at)).filter(|it| !it.trim().is_empty());
            let (all, some) = cells.fold((0_usize, 0_usize), |(all, some), it| {
                (all + 1, some + usize::from(is_one(it.trim())))
            });
            all > 0 && some * 10 >= all * 8
        };
        let is_day = |it: &str| {
            // Bare numbers are counts more often than days.
            it.len() > 6
                && !it.bytes().all(|it| it.is_ascii_digit())
                && it.chars().count() < 60
                && published_on(it, Timezone::default()).is_some()
        };
        let is_address = |it: &str| it.starts_with("http://") || it.starts_with("https://");
        let tests: [(TableRole, CellTest<'_>); 2] =
            [(TableRole::Published, &is_day), (TableRole::Url, &is_address)];
        for (role, test) in tests {
            if !is_open(role, &found) {
                continue;
            }
            let is_free = |at: &usize| !found.values().any(|it| it == at);
            if let Some(at) = columns.clone().filter(is_free).find(|&at| share(at, test)) {
                found.insert(role, at);
            }
        }
        Ok(Self { names: names.to_vec(), found })
    }

    /// Columns of which nobody knows what they hold.
    pub fn unknown(names: &[String]) -> Self {
        Self { names: names.to_vec(), found: BTreeMap::new() }
    }

    /// The name of the column with this, if there is one.
    pub fn name_of(&self, role: TableRole) -> Option<&str> {
        self.of(role).and_then(|at| self.names.get(at)).map(String::as_str)
    }

    /// The column with this, if there is one.
    pub(super) fn of(&self, role: TableRole) -> Option<usize> {
        self.found.get(&role).copied()
    }

    /// The names of the columns that hold nothing that is asked for.
    pub(super) fn unused(&self) -> Vec<String> {
        let is_free = |it: &(usize, &String)| !self.found.values().any(|at| *at == it.0);
        self.names.iter().enumerate().filter(is_free).map(|it| it.1.clone()).collect()
    }

    /// What was found to be where.
    pub(super) fn note(&self) -> ImportNote {
        let name = |role: TableRole| self.name_of(role).unwrap_or("–").to_owned();
        ImportNote::Columns {
            text: name(TableRole::Text),
            title: name(TableRole::Title),
            published: name(TableRole::Published),
            source: name(TableRole::Source),
            url: name(TableRole::Url),
            id: name(TableRole::Id),
        }
    }
}

/// A column whose name says it: wholly, else in its words.
fn by_name(role: TableRole, names: &[String], found: &BTreeMap<TableRole, usize>) -> Option<usize> {
    let known = NAMES.get(&role)?;
    let is_free = |at: &usize| !found.values().any(|it| it == at);
    let normal_names: Vec<String> = names.iter().map(|it| normal(it)).collect();
    let whole = || {
        known.iter().find_map(|known| {
            let known = normal(known);
            (0..names.len()).filter(is_free).find(|&at| normal_names.get(at) == Some(&known))
        })
    };
    let in_words = || {
        known.iter().find_map(|known| {
            let known = normal(known);
            let has = |at: &usize| {
                let name = normal_names.get(*at).map_or("", String::as_str);
                format!(" {name} ").contains(&format!(" {known} "))
            };
            (0..names.len()).filter(is_free).find(has)
        })
    };
    whole().or_else(in_words)
}

/// What a column with this is called, the surest name first.
pub(super) fn names_of(role: TableRole) -> &'static [String] {
    NAMES.get(&role).map_or(&[], Vec::as_slice)
}

/// A name without what people write differently: case, Arabic letters, joiners and signs.
pub(super) fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.trim().chars().flat_map(char::to_lowercase) {
        match c {
            'ي' | 'ى' => out.push('ی'),
            'ك' => out.push('ک'),
            '\u{200C}' | '\u{FEFF}' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out.trim().to_owned()
}
