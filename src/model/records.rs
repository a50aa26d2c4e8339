//! Collections that clones share until one of them changes.

use immutable_chunkmap::{map::Map, set::Set};

/// How many records lie together, and are copied together where one of them changes while a clone of its
/// document is about. Room is taken for as many from the first one on, and most articles have a few dozen:
/// with 256 of them an export of five thousand articles with ten tags each took 186 MB, with 32 it takes 82.
const TOGETHER: usize = 32;

/// Records by what they are called.
pub(super) type RecordMap<K, R> = Map<K, R, TOGETHER>;

/// What is known of records, in order.
pub(super) type RecordSet<K> = Set<K, TOGETHER>;
