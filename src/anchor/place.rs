//! Deciding where a quote is now.

use super::{
    CONTEXT, TextQuote,
    alignment::TextAlignment,
    skeleton::{TextPair, TextSkeleton},
    windows::{TextWindows, WIDTH},
};
use crate::{
    model::Extent,
    text::{Text, TextRange},
};

/// Where a quote is in the changed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuotePlacement {
    /// Its words stand unchanged between unchanged neighbors, here and nowhere else.
    Certain(Extent),
    /// It may be at one of these places, the likeliest first.
    Doubtful(Vec<Extent>),
    /// Nothing like it was found.
    Lost,
}

/// Letters that must be unchanged on each side of a certain place, unless the text ends there.
const LEAST: usize = 8;

/// Letters that must be unchanged on one of the sides.
const MOST: usize = 24;

/// How many places a doubtful quote is offered.
const OFFERED: usize = 5;

/// How many bytes may be searched in all for words without their surroundings.
const SEARCHED: usize = 1 << 31;

/// Finds where `extents` of the text `old` are in the text `new`, in the same order. Takes time in
/// proportion to the texts, not to their product with the number of extents.
///
/// What is compared are letters, whatever spelling they are in: see `TextSkeleton`. A place is
/// certain where the letters and a word on each side are unchanged and stand together with what
/// stands only once in either text, or where the two texts are the same by their letters.
pub fn place(extents: &[Extent], old: &Text, new: &Text) -> Vec<QuotePlacement> {
    let pair = TextPair::of(old, new);
    let alignment = TextAlignment::of(&pair.old, &pair.new);
    let certain = |it: &Extent| pair.moved_extent(it, |letters| alignment.certain(letters));
    let mut placed: Vec<Option<QuotePlacement>> =
        extents.iter().map(|it| certain(it).map(QuotePlacement::Certain)).collect();
    let left: Vec<usize> =
        placed.iter().enumerate().filter(|it| it.1.is_none()).map(|it| it.0).collect();
    let search = LetterSearch { pair: &pair, alignment: &alignment, new };
    let extents: Vec<&Extent> = left.iter().filter_map(|at| extents.get(*at)).collect();
    for (at, found) in left.into_iter().zip(search.place(&extents)) {
        if let Some(slot) = placed.get_mut(at) {
            *slot = Some(found);
        }
    }
    placed.into_iter().map(|it| it.unwrap_or(QuotePlacement::Lost)).collect()
}

/// Finds each quote in the text `new` without the text it is from, in the same order. No place is
/// certain: news repeats itself, and nobody knows whether the same stood there twice.
pub fn place_by_quote(quotes: &[TextQuote], new: &Text) -> Vec<QuotePlacement> {
    let letters = TextSkeleton::of(new.as_str());
    let text = Text::new(letters.letters());
    let folded: Vec<TextQuote> = quotes.iter().map(TextQuote::folded).collect();
    let found = place_letters(&folded, None, &text, |_at| None);
    let source = |extent: &Extent| {
        let piece = |it: TextRange| {
            let source = letters.source_of(it.start()..it.end(), new.as_str());
            new.range(source.start, source.end).ok()
        };
        Extent::of(extent.pieces().map(piece).collect::<Option<Vec<_>>>()?)
    };
    found.into_iter().map(|it| it.carried(source)).collect()
}

/// Looking for what the alignment of two texts leaves open, by its letters.
struct LetterSearch<'a> {
    pair: &'a TextPair<'a>,
    alignment: &'a TextAlignment<'a>,
    new: &'a Text,
}

impl LetterSearch<'_> {
    fn place(&self, extents: &[&Extent]) -> Vec<QuotePlacement> {
        if extents.is_empty() {
            return Vec::new();
        }
        let (old, new) = (Text::new(self.pair.old.letters()), Text::new(self.pair.new.letters()));
        let letters: Vec<Option<Extent>> =
            extents.iter().map(|it| self.letters_of(it, &old)).collect();
        let known: Vec<&Extent> = letters.iter().flatten().collect();
        let quotes: Vec<TextQuote> = known.iter().map(|it| TextQuote::of(&old, it)).collect();
        let follow = |at: usize| {
            let hull = known.get(at)?.hull();
            let now = self.alignment.follow(hull.start()..hull.end())?;
            Some(Extent::from(new.range(now.start, now.end).ok()?))
        };
        let mut found = place_letters(&quotes, Some(&old), &new, follow).into_iter();
        let each = extents.iter().zip(letters);
        // What has no letters, such as a space, is nothing that could be found again.
        each.map(|(extent, letters)| match letters.and_then(|_some| found.next()) {
            Some(placed) => placed.carried(|it| self.carry(extent, it)),
            None => QuotePlacement::Lost,
        })
        .collect()
    }

    /// The letters of an extent, as an extent of them.
    fn letters_of(&self, extent: &Extent, letters: &Text) -> Option<Extent> {
        let piece = |it: TextRange| {
            let own = self.pair.old.letters_of(it.start()..it.end());
            letters.range(own.start, own.end).ok().filter(|it| !it.is_empty())
        };
        Extent::of(extent.pieces().map(piece).collect::<Option<Vec<_>>>()?)
    }

    /// The source of `letters` of the new text, for what was `extent` in the old one.
    fn carry(&self, extent: &Extent, letters: &Extent) -> Option<Extent> {
        let count = |it: &Extent| it.pieces().count();
        let source = |(piece, now): (Option<TextRange>, TextRange)| {
            let now = now.start()..now.end();
            let moved = piece.and_then(|it| self.pair.moved(it.start()..it.end(), now.clone()));
            let source = moved.unwrap_or_else(|| self.pair.new.source_of(now, self.new.as_str()));
            self.new.range(source.start, source.end).ok()
        };
        let same = count(extent) == count(letters);
        let pieces = extent.pieces().map(|it| Some(it).filter(|_| same));
        let pieces = pieces.chain(std::iter::repeat(None));
        Extent::of(pieces.zip(letters.pieces()).map(source).collect::<Option<Vec<_>>>()?)
    }
}

impl QuotePlacement {
    /// Every place that comes into question, the likeliest first.
    pub fn into_candidates(self) -> Vec<Extent> {
        match self {
            Self::Certain(extent) => vec![extent],
            Self::Doubtful(all) => all,
            Self::Lost => Vec::new(),
        }
    }

    /// The same in other units; what has no place there is left out.
    fn carried(self, carry: impl Fn(&Extent) -> Option<Extent>) -> Self {
        match self {
            Self::Certain(extent) => carry(&extent).map_or(Self::Lost, Self::Certain),
            Self::Doubtful(all) => {
                let all: Vec<Extent> = all.iter().filter_map(carry).collect();
                if all.is_empty() { Self::Lost } else { Self::Doubtful(all) }
            }
            Self::Lost => Self::Lost,
        }
    }
}

/// The same on letters alone: `quotes` are from the letters `old`. `follow` says what stands now
/// where the quote of that number stood.
fn place_letters(
    quotes: &[TextQuote],
    old: Option<&Text>,
    new: &Text,
    follow: impl Fn(usize) -> Option<Extent>,
) -> Vec<QuotePlacement> {
    let mut windows = TextWindows::default();
    let keyed: Vec<Option<QuoteEdges>> =
        quotes.iter().map(|it| QuoteEdges::of(it, &mut windows)).collect();
    let in_old: Option<Vec<Surroundings>> = old.map(|old| {
        windows.find_in(old.as_str().as_bytes());
        let all = quotes.iter().zip(&keyed);
        all.map(|(it, edges)| surroundings(it, edges.as_ref(), &windows, old.as_str())).collect()
    });
    windows.find_in(new.as_str().as_bytes());
    let mut budget = SEARCHED;
    let each = quotes.iter().zip(&keyed).enumerate();
    each.map(|(at, (quote, edges))| {
        let in_old = in_old.as_ref().map(|it| it.get(at).map_or(&[][..], |it| &**it));
        decide(quote, edges.as_ref(), &windows, in_old, new, &mut budget, || follow(at))
    })
    .collect()
}

/// The strings around the two ends of a quote.
struct QuoteEdges {
    /// Number of the window, and where in it the quote starts or ends.
    start: (usize, usize),
    end: (usize, usize),
    /// The same for the windows that lie wholly before it and wholly after it.
    before: Option<(usize, usize)>,
    after: Option<(usize, usize)>,
}

impl QuoteEdges {
    /// `None` when there is too little text to look for.
    fn of(quote: &TextQuote, windows: &mut TextWindows) -> Option<Self> {
        let known = [&*quote.before, &*quote.words, &*quote.after].concat();
        let last = known.len().checked_sub(WIDTH)?;
        let mut window = |edge: usize| {
            let from = edge.saturating_sub(WIDTH / 2).min(last);
            let bytes = known.as_bytes().get(from..from + WIDTH)?.try_into().ok()?;
            Some((windows.add(bytes), edge - from))
        };
        let start = window(quote.before.len())?;
        let end = window(quote.before.len() + quote.words.len())?;
        let (before, after) = (quote.before.as_bytes(), quote.after.as_bytes());
        let before = before.last_chunk().map(|it| (windows.add(*it), WIDTH));
        let after = after.first_chunk().map(|it| (windows.add(*it), 0));
        Some(Self { start, end, before, after })
    }
}

/// Every place of the old text with the quote's words. Empty when there are too many to say.
type Surroundings = Box<[QuoteCandidate]>;

fn surroundings(
    quote: &TextQuote,
    edges: Option<&QuoteEdges>,
    windows: &TextWindows,
    old: &str,
) -> Surroundings {
    let found = edges.and_then(|it| candidates(quote, it, windows, old)).unwrap_or_default();
    found.into_boxed_slice()
}

/// A place where the words stand as they were.
#[derive(Clone, Copy, Debug)]
struct QuoteCandidate {
    start: usize,
    /// Code points unchanged before and after.
    left: usize,
    right: usize,
    /// Those, or as good as all when the text starts or ends there as it did.
    left_worth: usize,
    right_worth: usize,
}

fn decide(
    quote: &TextQuote,
    edges: Option<&QuoteEdges>,
    windows: &TextWindows,
    in_old: Option<&[QuoteCandidate]>,
    new: &Text,
    budget: &mut usize,
    follow: impl FnOnce() -> Option<Extent>,
) -> QuotePlacement {
    let text = new.as_str();
    let mut exact = edges.and_then(|it| candidates(quote, it, windows, text)).unwrap_or_default();
    exact.sort_by_key(|it| std::cmp::Reverse(it.left_worth + it.right_worth));
    if let Some(best) = exact.first()
        && is_certain(best, &exact, in_old)
        && let Some(extent) = extent_at(quote, new, best.start)
    {
        return QuotePlacement::Certain(extent);
    }
    let mut offered: Vec<Extent> =
        exact.iter().filter_map(|it| extent_at(quote, new, it.start)).collect();
    let inside = |outer| edges.and_then(|it| changed_inside(quote, it, outer, windows, new));
    offered.extend(inside(false));
    if offered.is_empty() {
        offered.extend(inside(true));
    }
    if offered.is_empty() {
        offered.extend(follow());
        if *budget >= text.len() {
            *budget -= text.len();
            let found = memchr::memmem::find_iter(text.as_bytes(), quote.words.as_bytes());
            let found = found.take(OFFERED).filter_map(|it| extent_at(quote, new, it));
            let found: Vec<Extent> = found.collect();
            // What stands in one place only moved there; of many, none is likelier than the place
            // where it was.
            let at = if found.len() == 1 { 0 } else { offered.len() };
            offered.splice(at..at, found);
        }
    }
    let mut seen: Vec<Extent> = Vec::new();
    offered.retain(|it| {
        !seen.contains(it) && seen.len() < OFFERED && {
            seen.push(it.clone());
            true
        }
    });
    if offered.is_empty() { QuotePlacement::Lost } else { QuotePlacement::Doubtful(offered) }
}

fn is_certain(
    best: &QuoteCandidate,
    all: &[QuoteCandidate],
    in_old: Option<&[QuoteCandidate]>,
) -> bool {
    let less = best.left_worth.min(best.right_worth);
    let more = best.left_worth.max(best.right_worth);
    // Without the old text nobody knows whether the same stood there twice: news repeats itself.
    let Some(in_old) = in_old else { return false };
    // What is found again may not have stood in two places of the old text.
    let as_good = |it: &&QuoteCandidate| it.left >= best.left && it.right >= best.right;
    let is_unique = in_old.iter().filter(as_good).count() == 1;
    // Another place that is nearly as good is a doubt.
    let rivals = all
        .iter()
        .filter(|it| it.start != best.start && (it.left_worth >= LEAST || it.right_worth >= LEAST));
    is_unique && less >= LEAST && more >= MOST && rivals.count() == 0
}

/// Every place where the words stand unchanged beside at least half a window of what was around
/// them; `None` when there are too many to say.
fn candidates(
    quote: &TextQuote,
    edges: &QuoteEdges,
    windows: &TextWindows,
    text: &str,
) -> Option<Vec<QuoteCandidate>> {
    let starts = windows.places(edges.start.0)?.iter().map(|at| at + edges.start.1);
    let ends = windows.places(edges.end.0)?.iter().map(|at| at + edges.end.1);
    let from_ends = ends.filter_map(|end| end.checked_sub(quote.words.len()));
    let mut all: Vec<usize> = starts.chain(from_ends).collect();
    all.sort_unstable();
    all.dedup();
    Some(all.into_iter().filter_map(|start| candidate(quote, text, start)).collect())
}

fn candidate(quote: &TextQuote, text: &str, start: usize) -> Option<QuoteCandidate> {
    let (before, rest) = text.split_at_checked(start)?;
    let after = rest.strip_prefix(&*quote.words)?;
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let left = before.chars().rev().zip(quote.before.chars().rev()).take_while(same).count();
    let right = after.chars().zip(quote.after.chars()).take_while(same).count();
    let at_start = left == quote.before.chars().count() && before.chars().count_is(left);
    let at_end = right == quote.after.chars().count() && after.chars().count_is(right);
    Some(QuoteCandidate {
        start,
        left,
        right,
        left_worth: if at_start { CONTEXT } else { left },
        right_worth: if at_end { CONTEXT } else { right },
    })
}

/// A place whose two ends are as they were but whose inside is not; with `outer`, whose ends are as
/// they were on the outside at least.
fn changed_inside(
    quote: &TextQuote,
    edges: &QuoteEdges,
    outer: bool,
    windows: &TextWindows,
    new: &Text,
) -> Option<Extent> {
    let places = |inner: (usize, usize), beside: Option<(usize, usize)>| {
        let of = |edge: (usize, usize)| {
            let found = windows.places(edge.0).filter(|it| !it.is_empty())?;
            Some(found.iter().map(|at| at + edge.1).collect::<Vec<_>>())
        };
        of(inner).or_else(|| of(beside.filter(|_| outer)?))
    };
    let start = *places(edges.start, edges.before)?.last()?;
    let end = places(edges.end, edges.after)?.into_iter().find(|end| *end > start)?;
    let is_near = end - start <= quote.words.len() * 2 + WIDTH;
    new.range(start, end).ok().filter(|_| is_near).map(Extent::from)
}

/// The quote's pieces, moved so that its words start at `start`.
fn extent_at(quote: &TextQuote, new: &Text, start: usize) -> Option<Extent> {
    let piece = |it: &std::ops::Range<usize>| {
        new.range(start.saturating_add(it.start), start.saturating_add(it.end)).ok()
    };
    Extent::of(quote.pieces.iter().map(piece).collect::<Option<Vec<_>>>()?)
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
