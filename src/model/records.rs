//! Collections that clones share until one of them changes.

use immutable_chunkmap::{
    map::{Map, NodeRef},
    set::Set,
};

/// How many records lie together, and are copied together where one of them changes while a clone of its
/// document is about. Room is taken for as many from the first one on, and most articles have a few dozen:
/// with 256 of them an export of five thousand articles with ten tags each took 186 MB, with 32 it takes 82.
const TOGETHER: usize = 32;

/// Records by what they are called.
pub(super) type RecordMap<K, R> = Map<K, R, TOGETHER>;

/// What is known of records, in order.
pub(super) type RecordSet<K> = Set<K, TOGETHER>;

/// The keys of `set` that are no smaller than `from`, in order.
///
/// Costs a way down the tree and what is taken. `Set::range` looks into every node before the first key that
/// it gives, which costs what there is: with 100,000 records half a millisecond for each stretch of text.
pub(super) fn keys_from<K: Ord + Clone>(set: &RecordSet<K>, from: K) -> impl Iterator<Item = &K> {
    let mut unread: Vec<NodeRef<'_, K, (), TOGETHER>> = Vec::new();
    let mut node = set.root();
    while let Some(here) = node {
        if here.pairs().last().is_some_and(|(last, ())| *last < from) {
            node = here.right();
        } else {
            node = here.left();
            unread.push(here);
        }
    }
    let nodes = std::iter::from_fn(move || {
        let next = unread.pop()?;
        let mut after = next.right();
        while let Some(node) = after {
            after = node.left();
            unread.push(node);
        }
        Some(next.pairs())
    });
    nodes.flatten().map(|(key, ())| key).skip_while(move |key| **key < from)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use proptest::prelude::*;

    use super::*;

    thread_local! {
        static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    /// A key that counts how often keys are compared.
    #[derive(Clone, Debug, PartialEq, Eq)]
    struct CountedKey(u32);

    impl Ord for CountedKey {
        fn cmp(&self, other: &Self) -> std::cmp::Ordering {
            COMPARED.set(COMPARED.get() + 1);
            self.0.cmp(&other.0)
        }
    }

    impl PartialOrd for CountedKey {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }

    fn set_of(keys: impl IntoIterator<Item = u32>) -> RecordSet<CountedKey> {
        RecordSet::new().insert_many(keys.into_iter().map(CountedKey))
    }

    proptest! {
        #[test]
        fn keys_from_one_on_are_those_that_are_no_smaller(
            keys in proptest::collection::btree_set(0_u32..3_000, 0..1_000),
            removed in proptest::collection::vec(0_u32..3_000, 0..500),
            from in 0_u32..3_100,
        ) {
            let mut set = set_of(keys.clone());
            for key in &removed {
                set.remove_cow(&CountedKey(*key));
            }
            let found: Vec<u32> = keys_from(&set, CountedKey(from)).map(|it| it.0).collect();
            let expected: Vec<u32> =
                keys.into_iter().filter(|it| *it >= from && !removed.contains(it)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn the_first_keys_cost_a_way_down_the_tree_and_not_what_there_is() {
        let set = set_of(0..100_000);
        for from in [0, 1, 31_234, 99_998] {
            COMPARED.set(0);
            assert!(keys_from(&set, CountedKey(from)).take(2).count() > 0);
            let compared = COMPARED.get();
            assert!(compared < 100, "{compared} comparisons from {from} on");
        }
    }
}
