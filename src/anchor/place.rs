//! Deciding where a passage is now.

use super::{
    CONTEXT, Passage,
    windows::{WIDTH, Windows},
};
use crate::{model::Extent, text::Text};

/// Where a passage is in the changed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// Its words stand unchanged between unchanged neighbors, here and nowhere else.
    Certain(Extent),
    /// It may be at one of these places, the likeliest first.
    Doubtful(Vec<Extent>),
    /// Nothing like it was found.
    Lost,
}

/// Code points that must be unchanged on each side of a certain place, unless the text ends there.
const LEAST: usize = 8;

/// Code points that must be unchanged on one of the sides.
const MOST: usize = 24;

/// How many places a doubtful passage is offered.
const OFFERED: usize = 5;

/// How many bytes may be searched in all for words without their surroundings.
const SEARCHED: usize = 1 << 31;

/// Finds each passage of the text `old` in the text `new`, in the same order. Takes time in
/// proportion to the texts, not to their product with the number of passages.
///
/// Without the old text no place is certain.
pub fn place(passages: &[Passage], old: Option<&Text>, new: &Text) -> Vec<Placed> {
    let mut windows = Windows::default();
    let keyed: Vec<Option<Edges>> = passages.iter().map(|it| Edges::of(it, &mut windows)).collect();
    let in_old: Option<Vec<Surroundings>> = old.map(|old| {
        windows.find_in(old.as_str().as_bytes());
        let all = passages.iter().zip(&keyed);
        all.map(|(it, edges)| surroundings(it, edges.as_ref(), &windows, old.as_str())).collect()
    });
    windows.find_in(new.as_str().as_bytes());
    let mut budget = SEARCHED;
    let each = passages.iter().zip(&keyed).enumerate();
    each.map(|(at, (passage, edges))| {
        let in_old = in_old.as_ref().map(|it| it.get(at).map_or(&[][..], |it| &**it));
        decide(passage, edges.as_ref(), &windows, in_old, new, &mut budget)
    })
    .collect()
}

/// The strings around the two ends of a passage.
struct Edges {
    /// Number of the window, and where in it the passage starts or ends.
    start: (usize, usize),
    end: (usize, usize),
}

impl Edges {
    /// `None` when there is too little text to look for.
    fn of(passage: &Passage, windows: &mut Windows) -> Option<Self> {
        let known = [&*passage.before, &*passage.words, &*passage.after].concat();
        let last = known.len().checked_sub(WIDTH)?;
        let mut window = |edge: usize| {
            let from = edge.saturating_sub(WIDTH / 2).min(last);
            let bytes = known.as_bytes().get(from..from + WIDTH)?.try_into().ok()?;
            Some((windows.add(bytes), edge - from))
        };
        let start = window(passage.before.len())?;
        let end = window(passage.before.len() + passage.words.len())?;
        Some(Self { start, end })
    }
}

/// For every place of the old text with the passage's words, how many code points before and after
/// are those of the passage too. Empty when there are too many to tell.
type Surroundings = Box<[(usize, usize)]>;

fn surroundings(
    passage: &Passage,
    edges: Option<&Edges>,
    windows: &Windows,
    old: &str,
) -> Surroundings {
    let found = edges.and_then(|it| candidates(passage, it, windows, old)).unwrap_or_default();
    found.into_iter().map(|it| (it.left, it.right)).collect()
}

/// A place where the words stand as they were.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    start: usize,
    /// Code points unchanged before and after.
    left: usize,
    right: usize,
    /// Those, or as good as all when the text starts or ends there as it did.
    left_worth: usize,
    right_worth: usize,
}

fn decide(
    passage: &Passage,
    edges: Option<&Edges>,
    windows: &Windows,
    in_old: Option<&[(usize, usize)]>,
    new: &Text,
    budget: &mut usize,
) -> Placed {
    let text = new.as_str();
    let mut exact = edges.and_then(|it| candidates(passage, it, windows, text)).unwrap_or_default();
    exact.sort_by_key(|it| std::cmp::Reverse(it.left_worth + it.right_worth));
    if let Some(best) = exact.first()
        && is_certain(best, &exact, in_old)
        && let Some(extent) = extent_at(passage, new, best.start)
    {
        return Placed::Certain(extent);
    }
    let mut offered: Vec<Extent> =
        exact.iter().filter_map(|it| extent_at(passage, new, it.start)).collect();
    let changed = edges.map(|it| changed_inside(passage, it, windows, new)).unwrap_or_default();
    offered.extend(changed);
    if offered.is_empty() && *budget >= text.len() {
        *budget -= text.len();
        let found = memchr::memmem::find_iter(text.as_bytes(), passage.words.as_bytes());
        offered.extend(found.take(OFFERED).filter_map(|it| extent_at(passage, new, it)));
    }
    let mut seen: Vec<Extent> = Vec::new();
    offered.retain(|it| {
        !seen.contains(it) && seen.len() < OFFERED && {
            seen.push(it.clone());
            true
        }
    });
    if offered.is_empty() { Placed::Lost } else { Placed::Doubtful(offered) }
}

fn is_certain(best: &Candidate, all: &[Candidate], in_old: Option<&[(usize, usize)]>) -> bool {
    let less = best.left_worth.min(best.right_worth);
    let more = best.left_worth.max(best.right_worth);
    // Without the old text nobody knows whether the same stood there twice: news repeats itself.
    let Some(in_old) = in_old else { return false };
    // What is found again may not have stood in two places of the old text.
    let as_good = |it: &&(usize, usize)| it.0 >= best.left && it.1 >= best.right;
    let is_unique = in_old.iter().filter(as_good).count() == 1;
    // Another place that is nearly as good is a doubt.
    let rivals = all
        .iter()
        .filter(|it| it.start != best.start && (it.left_worth >= LEAST || it.right_worth >= LEAST));
    is_unique && less >= LEAST && more >= MOST && rivals.count() == 0
}

/// Every place where the words stand unchanged beside at least half a window of what was around
/// them; `None` when there are too many to tell.
fn candidates(
    passage: &Passage,
    edges: &Edges,
    windows: &Windows,
    text: &str,
) -> Option<Vec<Candidate>> {
    let starts = windows.places(edges.start.0)?.iter().map(|at| at + edges.start.1);
    let ends = windows.places(edges.end.0)?.iter().map(|at| at + edges.end.1);
    let from_ends = ends.filter_map(|end| end.checked_sub(passage.words.len()));
    let mut all: Vec<usize> = starts.chain(from_ends).collect();
    all.sort_unstable();
    all.dedup();
    Some(all.into_iter().filter_map(|start| candidate(passage, text, start)).collect())
}

fn candidate(passage: &Passage, text: &str, start: usize) -> Option<Candidate> {
    let (before, rest) = text.split_at_checked(start)?;
    let after = rest.strip_prefix(&*passage.words)?;
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let left = before.chars().rev().zip(passage.before.chars().rev()).take_while(same).count();
    let right = after.chars().zip(passage.after.chars()).take_while(same).count();
    let at_start = left == passage.before.chars().count() && before.chars().count_is(left);
    let at_end = right == passage.after.chars().count() && after.chars().count_is(right);
    Some(Candidate {
        start,
        left,
        right,
        left_worth: if at_start { CONTEXT } else { left },
        right_worth: if at_end { CONTEXT } else { right },
    })
}

/// A place whose two ends are as they were but whose inside is not.
fn changed_inside(
    passage: &Passage,
    edges: &Edges,
    windows: &Windows,
    new: &Text,
) -> Option<Extent> {
    let mut starts = windows.places(edges.start.0)?.iter().map(|at| at + edges.start.1);
    let mut ends = windows.places(edges.end.0)?.iter().map(|at| at + edges.end.1);
    let start = starts.next_back()?;
    let end = ends.find(|end| *end > start)?;
    let is_near = end - start <= passage.words.len() * 2 + WIDTH;
    new.range(start, end).ok().filter(|_| is_near).map(Extent::from)
}

/// The passage's pieces, moved so that its words start at `start`.
fn extent_at(passage: &Passage, new: &Text, start: usize) -> Option<Extent> {
    let piece = |it: &std::ops::Range<usize>| {
        new.range(start.saturating_add(it.start), start.saturating_add(it.end)).ok()
    };
    Extent::of(passage.pieces.iter().map(piece).collect::<Option<Vec<_>>>()?)
}

trait CountIs {
    /// True when exactly `count` are left; looks at one more at the most.
    fn count_is(self, count: usize) -> bool;
}

impl<I: Iterator> CountIs for I {
    fn count_is(self, count: usize) -> bool {
        self.take(count + 1).count() == count
    }
}
