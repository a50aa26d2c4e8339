//! What the parts of an annotation file look like to serde.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt,
    marker::PhantomData,
};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor},
};

use crate::model::{IdCounters, Name, UnknownKey};

/// Everything in the file but its spans and relations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct FileHeader {
    /// What the document is called.
    pub(in crate::store) id: String,
    /// The version of the format.
    pub(in crate::store) version: u32,
    /// The ids to give next.
    pub(in crate::store) next: IdCounters,
    /// The article it belongs to.
    pub(in crate::store) article: ArticleInfo,
    /// Whose work it is.
    pub(in crate::store) analyst: String,
    /// Metadata.
    pub(in crate::store) meta: BTreeMap<Name, String>,
    /// What it says of its article beyond what is known.
    pub(in crate::store) article_unknown: Vec<UnknownKey>,
}

/// What an annotation file says of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Article")]
pub struct ArticleInfo {
    /// The name of its file.
    #[serde(default)]
    pub file: String,
    /// The SHA-256 of its text in UTF-8, in hexadecimal; `""` when it is not known.
    #[serde(default)]
    pub sha256: String,
    /// Its length in code points.
    #[serde(default)]
    pub chars: usize,
    /// How its bytes were read.
    #[serde(default)]
    pub encoding: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Next")]
pub(super) struct NextIds {
    #[serde(default = "first_id")]
    span: u32,
    #[serde(default = "first_id")]
    relation: u32,
}

fn first_id() -> u32 {
    1
}

impl From<NextIds> for IdCounters {
    fn from(next: NextIds) -> Self {
        Self { annotation: next.span, relation: next.relation }
    }
}

/// A span as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Span")]
pub(in crate::store) struct SpanRecord<'a> {
    #[serde(borrow)]
    pub(in crate::store) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(in crate::store) label: Cow<'a, str>,
    pub(in crate::store) start: usize,
    pub(in crate::store) end: usize,
    #[serde(default)]
    pub(in crate::store) also: Vec<(usize, usize)>,
    #[serde(borrow, default)]
    pub(in crate::store) quote: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) before: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) after: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) attributes: StringPairs<'a>,
    #[serde(borrow, default)]
    pub(in crate::store) origin: Cow<'a, str>,
    #[serde(skip)]
    pub(in crate::store) unknown: Vec<UnknownKey>,
}

/// A span without a place as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Orphan")]
pub(in crate::store) struct OrphanRecord<'a> {
    #[serde(borrow)]
    pub(in crate::store) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(in crate::store) label: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) quote: Cow<'a, str>,
    #[serde(default)]
    pub(in crate::store) pieces: Vec<(usize, usize)>,
    #[serde(borrow, default)]
    pub(in crate::store) before: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) after: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) attributes: StringPairs<'a>,
    #[serde(borrow, default)]
    pub(in crate::store) origin: Cow<'a, str>,
    #[serde(skip)]
    pub(in crate::store) unknown: Vec<UnknownKey>,
}

/// What was decided on a suggestion, as it stands in the file. Without a place its words are gone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Dismissal")]
pub(in crate::store) struct DismissalRecord<'a> {
    #[serde(borrow)]
    pub(in crate::store) label: Cow<'a, str>,
    #[serde(default)]
    pub(in crate::store) start: usize,
    #[serde(default)]
    pub(in crate::store) end: usize,
    #[serde(default)]
    pub(in crate::store) also: Vec<(usize, usize)>,
    #[serde(borrow, default)]
    pub(in crate::store) quote: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) before: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) after: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) rule: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) how: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) at: Cow<'a, str>,
    #[serde(default)]
    pub(in crate::store) everywhere: bool,
    #[serde(skip)]
    pub(in crate::store) unknown: Vec<UnknownKey>,
}

/// What was decided of several analysts' records, as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Decision")]
pub(in crate::store) struct DecisionRecord<'a> {
    #[serde(borrow)]
    pub(in crate::store) id: Cow<'a, str>,
    #[serde(default)]
    pub(in crate::store) of: BTreeMap<String, (String, String)>,
    #[serde(borrow, default)]
    pub(in crate::store) tag: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) how: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) by: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) at: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(in crate::store) ruling: Cow<'a, str>,
    #[serde(skip)]
    pub(in crate::store) unknown: Vec<UnknownKey>,
}

/// A relation as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Relation")]
pub(in crate::store) struct RelationRecord<'a> {
    #[serde(borrow)]
    pub(in crate::store) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(in crate::store) label: Cow<'a, str>,
    #[serde(borrow)]
    pub(in crate::store) from: Cow<'a, str>,
    #[serde(borrow)]
    pub(in crate::store) to: Cow<'a, str>,
    #[serde(skip)]
    pub(in crate::store) unknown: Vec<UnknownKey>,
}

/// The keys of [`SpanRecord`].
pub(super) const SPAN_KEYS: &[&str] =
    &["id", "label", "start", "end", "also", "quote", "before", "after", "attributes", "origin"];
/// The keys of [`OrphanRecord`].
pub(super) const ORPHAN_KEYS: &[&str] =
    &["id", "label", "quote", "pieces", "before", "after", "attributes", "origin"];
/// The keys of [`RelationRecord`].
pub(super) const RELATION_KEYS: &[&str] = &["id", "label", "from", "to"];
/// The keys of [`DismissalRecord`].
pub(super) const DISMISSAL_KEYS: &[&str] = &[
    "label",
    "start",
    "end",
    "also",
    "quote",
    "before",
    "after",
    "rule",
    "how",
    "at",
    "everywhere",
];
/// The keys of [`DecisionRecord`].
pub(super) const DECISION_KEYS: &[&str] = &["id", "of", "tag", "how", "by", "at", "ruling"];
/// The keys of [`ArticleInfo`].
pub(super) const ARTICLE_KEYS: &[&str] = &["file", "sha256", "chars", "encoding"];

/// A map of strings in which no key comes twice: serde's own maps keep the last one silently.
#[derive(Debug, Default)]
pub(in crate::store) struct StringPairs<'a>(pub(in crate::store) Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'de: 'a, 'a> Deserialize<'de> for StringPairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(StringPairsVisitor(PhantomData))
    }
}

struct StringPairsVisitor<'a>(PhantomData<&'a str>);

/// serde borrows strings only in fields that say so.
#[derive(Deserialize)]
#[serde(transparent)]
struct BorrowedString<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de: 'a, 'a> Visitor<'de> for StringPairsVisitor<'a> {
    type Value = StringPairs<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map of strings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<StringPairs<'a>, A::Error> {
        let mut pairs: Vec<(Cow<'a, str>, Cow<'a, str>)> = Vec::new();
        // The keys, once there are so many that comparing each with every other would cost too much.
        let mut keys: BTreeSet<Cow<'a, str>> = BTreeSet::new();
        while let Some(BorrowedString(key)) = map.next_key::<BorrowedString<'a>>()? {
            let is_twice = if pairs.len() < FEW_PAIRS {
                pairs.iter().any(|(it, _)| *it == key)
            } else {
                if keys.is_empty() {
                    keys.extend(pairs.iter().map(|it| it.0.clone()));
                }
                !keys.insert(key.clone())
            };
            if is_twice {
                return Err(A::Error::custom(format!("the key {key:?} appears twice")));
            }
            let BorrowedString(value) = map.next_value::<BorrowedString<'a>>()?;
            pairs.push((key, value));
        }
        Ok(StringPairs(pairs))
    }
}

/// More than an annotation usually has attributes. What an import brings has no limit, and is read again.
const FEW_PAIRS: usize = 32;
