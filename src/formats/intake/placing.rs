//! Where the spans of foreign files lie: by their offsets, where the words there are those that the file
//! says; by another way of counting, where all of the file says so; else by their words.
//!
//! No span is put on other words than its file says. What has no certain place is left out and listed.

use std::collections::BTreeMap;

use super::{DocumentDraft, SpanDraft};
use crate::{
    anchor::{ForeignPlace, ForeignQuote, KnownQuote, QuotePiece, place_quotes},
    formats::{
        ImportNote, OffsetUnit, Placements, Warning,
        counting::{CountedText, Counting, CountingStart, LineEnds},
        tokens::{ends_line, is_space},
    },
    language::is_word_char,
    model::Extent,
    text::{Text, TextRange},
};

/// Places every span of `drafts`, and takes those out that have no place.
pub(super) fn place(drafts: &mut [DocumentDraft], warnings: &mut Vec<Warning>) -> Placements {
    let mut placements = Placements::default();
    let mut files: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        files.entry(draft.place.0.clone()).or_default().push(at);
    }
    for (file, members) in files {
        let of_file: Vec<&DocumentDraft> =
            members.iter().filter_map(|&at| drafts.get(at)).collect();
        let texts: Vec<CountedText<'_>> =
            of_file.iter().map(|it| CountedText::new(&it.text)).collect();
        let evidence = Evidence { drafts: &of_file, texts: &texts };
        let counting = evidence.counting();
        let doubt = evidence.doubt(counting);
        if let (Some(counting), spans @ 1..) = (evidence.said(counting), evidence.placeable()) {
            warnings.push(Warning::of_file(&file, ImportNote::Recounted { counting, spans }));
        }
        warnings.extend(doubt.map(|it| Warning::of_file(&file, it)));
        for at in members {
            if let Some(draft) = drafts.get_mut(at) {
                place_document(draft, counting, &mut placements, warnings);
            }
        }
    }
    placements
}

/// What a file says of its words, by which ways of counting are distinguished.
struct Evidence<'a> {
    drafts: &'a [&'a DocumentDraft],
    texts: &'a [CountedText<'a>],
}

/// From so many spans on, a few that fit no way of counting do not speak against it.
const MANY: usize = 20;
/// One in so many.
const FEW: usize = 20;
/// How many spans are looked at to find out where counting begins.
const SAMPLE: usize = 40;

impl Evidence<'_> {
    fn spans(&self) -> impl Iterator<Item = (&CountedText<'_>, &SpanDraft)> {
        let each = self.texts.iter().zip(self.drafts);
        each.flat_map(|(text, draft)| draft.spans.iter().map(move |span| (text, span)))
    }

    /// The spans whose words are said.
    fn checked(&self) -> impl Iterator<Item = (&CountedText<'_>, &SpanDraft)> {
        self.spans().filter(|(_, it)| it.extent.is_none() && it.words.is_some())
    }

    fn placeable(&self) -> usize {
        self.spans().filter(|(_, it)| it.extent.is_none()).count()
    }

    /// The way of counting that the words speak for, where it is not the format's own.
    fn counting(&self) -> Option<Counting> {
        let all = self.checked().count();
        let (_, first) = self.checked().next()?;
        let own = Counting::plain(first.unit);
        let misses = self.misses(own, all);
        if misses == 0 {
            return None;
        }
        let tolerated = if all >= MANY { all / FEW } else { 0 };
        let mut best: Option<(usize, Counting)> = None;
        for candidate in self.candidates(own.unit) {
            let bound = best.map_or(tolerated.min(misses - 1), |it| it.0.saturating_sub(1));
            let found = self.misses(candidate, bound);
            if found <= bound && best.is_none_or(|it| found < it.0) {
                best = Some((found, candidate));
            }
            if best.is_some_and(|it| it.0 == 0) {
                break;
            }
        }
        best.map(|it| it.1)
    }

    /// What is said of how the file counts: also that of the format, where a reader may take the text
    /// otherwise.
    fn said(&self, counting: Option<Counting>) -> Option<Counting> {
        let (_, first) = self.checked().next()?;
        let own = Counting::plain(first.unit);
        if counting.is_none() && self.misses(own, 0) > 0 {
            return None;
        }
        let mut said = counting.unwrap_or(own);
        let has_mark = || self.texts.iter().any(|it| it.begins_with(CountingStart::WithMark));
        if said.start == CountingStart::First && has_mark() {
            said.start = CountingStart::WithMark;
        }
        let is_joined = self.drafts.iter().any(|it| it.has_joined_line_ends);
        if said.line_ends == LineEnds::AsTheyAre && is_joined {
            said.line_ends = LineEnds::CrlfAsOne;
        }
        (said != own).then_some(said)
    }

    /// How many spans have other words at their offsets than the file says; stops above `most`.
    fn misses(&self, counting: Counting, most: usize) -> usize {
        let mut misses = 0;
        for (text, span) in self.checked() {
            misses += usize::from(!span.fits(text, counting));
            if misses > most {
                break;
            }
        }
        misses
    }

    /// Other ways of counting, the likeliest first.
    fn candidates(&self, own: OffsetUnit) -> Vec<Counting> {
        let mut units = vec![own, OffsetUnit::CodePoint, OffsetUnit::Utf16, OffsetUnit::Byte];
        let mut seen = Vec::new();
        units.retain(|it| {
            !seen.contains(it) && {
                seen.push(*it);
                true
            }
        });
        let line_ends = [LineEnds::AsTheyAre, LineEnds::CrlfAsOne, LineEnds::LfAsTwo];
        let line_ends: Vec<LineEnds> = line_ends
            .into_iter()
            .filter(|&it| {
                it == LineEnds::AsTheyAre || self.texts.iter().any(|text| text.differs(it))
            })
            .collect();
        let starts = [CountingStart::First, CountingStart::AfterMark, CountingStart::AfterSpace];
        let starts: Vec<CountingStart> = starts
            .into_iter()
            .filter(|&it| self.texts.iter().any(|text| text.begins_with(it)))
            .collect();
        let mut all = Vec::new();
        for &start in &starts {
            for &line_ends in &line_ends {
                all.extend(units.iter().map(|&unit| Counting { unit, line_ends, start }));
            }
        }
        for &line_ends in &line_ends {
            for &unit in &units {
                let counting = Counting { unit, line_ends, start: CountingStart::First };
                all.extend(
                    self.shift(counting)
                        .map(|it| Counting { start: CountingStart::At(it), ..counting }),
                );
            }
        }
        all
    }

    /// Where counting would have to begin for the words of most spans to fit: looked for where words
    /// stand only once.
    fn shift(&self, counting: Counting) -> Option<i64> {
        let mut shifts: BTreeMap<i64, usize> = BTreeMap::new();
        let mut looked_at = 0;
        for (text, span) in self.checked() {
            let Some(words) = span.words.as_deref() else { continue };
            let mut found = text.text.as_str().match_indices(words);
            let (Some((byte, _)), None) = (found.next(), found.next()) else { continue };
            let Some(&(said, _)) = span.offsets.first() else { continue };
            let shift = i64::try_from(said).unwrap_or(i64::MAX) - counting.offset_of(text, byte);
            *shifts.entry(shift).or_default() += 1;
            looked_at += 1;
            if looked_at == SAMPLE {
                break;
            }
        }
        let (shift, count) = shifts.into_iter().max_by_key(|it| it.1)?;
        // Of one span alone nobody knows whether it moved or all did.
        (shift != 0 && count >= 2 && count * 2 > looked_at).then_some(shift)
    }

    /// A note where spans whose words nobody says begin or end inside words far more often than
    /// people mark them.
    fn doubt(&self, counting: Option<Counting>) -> Option<ImportNote> {
        let unchecked = || self.spans().filter(|(_, it)| it.extent.is_none() && it.words.is_none());
        let own = |span: &SpanDraft| counting.unwrap_or(Counting::plain(span.unit));
        let spans = unchecked().count();
        let is_cut = |(text, span): &(&CountedText<'_>, &SpanDraft)| {
            span.extent_under(text, own(span)).is_some_and(|it| cuts_words(text.text, &it))
        };
        let cut = unchecked().filter(is_cut).count();
        let misfits = |unit: OffsetUnit| {
            let misfits = |(text, span): &(&CountedText<'_>, &SpanDraft)| {
                let extent = span.extent_under(text, Counting::plain(unit));
                extent.is_none_or(|it| cuts_words(text.text, &it))
            };
            unchecked().filter(misfits).count()
        };
        // Persian writes much together; of a hundred spans that people mark some five cut a word.
        if cut < 2 || cut * 5 <= spans {
            return None;
        }
        let own = unchecked().next().map(|it| it.1.unit)?;
        let others = [OffsetUnit::CodePoint, OffsetUnit::Utf16, OffsetUnit::Byte];
        let others = others.into_iter().filter(|it| *it != own);
        let better = others.map(|it| (misfits(it), it)).min_by_key(|it| it.0);
        let better = better.filter(|it| it.0 * 2 < cut).map(|it| it.1);
        Some(ImportNote::CutsWords { cut, spans, better })
    }
}

/// True when a span begins or ends inside a word.
fn cuts_words(text: &Text, extent: &Extent) -> bool {
    let source = text.as_str();
    let is_inside = |byte: usize| {
        let before = source.get(..byte).and_then(|it| it.chars().next_back());
        let after = source.get(byte..).and_then(|it| it.chars().next());
        before.is_some_and(is_word_char) && after.is_some_and(is_word_char)
    };
    extent.pieces().any(|it| is_inside(it.start()) || is_inside(it.end()))
}

fn place_document(
    draft: &mut DocumentDraft,
    counting: Option<Counting>,
    placements: &mut Placements,
    warnings: &mut Vec<Warning>,
) {
    let text = draft.text.clone();
    let counted = CountedText::new(&text);
    let mut known = Vec::new();
    let mut astray = Vec::new();
    for (at, span) in draft.spans.iter_mut().enumerate().filter(|(_, it)| it.extent.is_none()) {
        let by = counting.unwrap_or(Counting::plain(span.unit));
        let extent = span.extent_under(&counted, by);
        let fits = extent.as_ref().is_some_and(|it| span.says(&text, it));
        let Some(extent) = extent.filter(|_| fits) else {
            astray.push(at);
            continue;
        };
        let hull = extent.hull();
        let said = span.offsets.first().map_or(0, |it| it.0);
        known.push(KnownQuote { said, start: hull.start(), end: hull.end() });
        let group = match (counting, &span.words) {
            (None, Some(_)) => &mut placements.exact,
            (None, None) => &mut placements.unchecked,
            (Some(counting), _) => placements.recounted.entry(counting).or_default(),
        };
        group.add(&draft.id, &span.label, text.slice(hull));
        span.extent = Some(extent);
    }
    let quotes: Vec<ForeignQuote> =
        astray.iter().filter_map(|&at| draft.spans.get(at)).map(SpanDraft::quote).collect();
    let places = place_quotes(&quotes, &known, &text);
    for (at, place) in astray.into_iter().zip(places) {
        let Some(span) = draft.spans.get_mut(at) else { continue };
        let words = span.words.clone().unwrap_or_default();
        let ranges = |it: &(usize, usize)| text.range(it.0, it.1).ok();
        let extent = match &place {
            ForeignPlace::Certain(pieces) => {
                pieces.iter().map(ranges).collect::<Option<Vec<TextRange>>>().and_then(Extent::of)
            }
            ForeignPlace::Doubtful(_) | ForeignPlace::Lost => None,
        };
        if extent.is_some() {
            placements.reanchored.add(&draft.id, &span.label, &words);
            span.extent = extent;
            continue;
        }
        placements.left_out.add(&draft.id, &span.label, &words);
        let (file, line) = (draft.place.0.clone(), span.line);
        let (id, span_id) = (draft.id.clone(), span.key.clone());
        let note = if words.is_empty() {
            let unit = counting.map_or(span.unit, |it| it.unit);
            ImportNote::SpanOutside { id, span: span_id, offsets: span.offsets.clone(), unit }
        } else {
            let places = if let ForeignPlace::Doubtful(places) = place { places } else { 0 };
            ImportNote::SpanAstray { id, span: span_id, words, places }
        };
        warnings.push(Warning { file, line, note });
    }
    draft.spans.retain(|it| it.extent.is_some());
}

impl SpanDraft {
    /// Where it lies by its offsets.
    fn extent_under(&self, text: &CountedText<'_>, counting: Counting) -> Option<Extent> {
        let ranges = self.offsets.iter().map(|&(start, end)| counting.range(text, start, end));
        let extent = Extent::of(ranges.collect::<Option<Vec<TextRange>>>()?)?;
        Some(if self.joins_lines { joined(text.text, &extent) } else { extent })
    }

    fn fits(&self, text: &CountedText<'_>, counting: Counting) -> bool {
        self.extent_under(text, counting).is_some_and(|it| self.says(text.text, &it))
    }

    /// True when the words that the file says are those of `extent`, or it says none.
    fn says(&self, text: &Text, extent: &Extent) -> bool {
        let Some(said) = &self.words else { return true };
        let found: Vec<&str> = extent.pieces().map(|it| text.slice(it)).collect();
        match &*found {
            [only] => same_words(said, only) || same_words(said, &on_one_line(only)),
            pieces => same_words(said, &pieces.join(" ")),
        }
    }

    /// It as words to look for.
    fn quote(&self) -> ForeignQuote {
        let words = self.words.as_deref().unwrap_or_default();
        let said = self.offsets.first().map_or(0, |it| it.0);
        let (before, after) = self.around.clone();
        ForeignQuote { pieces: self.quote_pieces(words), before, after, said }
    }

    /// The words of each piece; all as one where the lengths do not tell them apart.
    fn quote_pieces(&self, words: &str) -> Vec<QuotePiece> {
        let mut pieces = Vec::new();
        let mut rest = words;
        let mut end = None;
        for &(from, to) in &self.offsets {
            let length = to.saturating_sub(from);
            let cut = rest.char_indices().nth(length).map_or(rest.len(), |it| it.0);
            let (words, after) = rest.split_at(cut);
            if words.chars().count() != length {
                pieces.clear();
                break;
            }
            let gap = end.map_or(0, |end| from.saturating_sub(end));
            pieces.push(QuotePiece { gap, words: words.to_owned() });
            rest = after.strip_prefix(' ').unwrap_or(after);
            end = Some(to);
        }
        if self.offsets.len() > 1 && rest.is_empty() && !pieces.is_empty() {
            return pieces;
        }
        vec![QuotePiece { gap: 0, words: words.to_owned() }]
    }
}

/// Pieces with nothing but line ends between them as one.
fn joined(text: &Text, extent: &Extent) -> Extent {
    let mut pieces: Vec<TextRange> = Vec::new();
    for piece in extent.pieces() {
        let between = |last: &TextRange| text.as_str().get(last.end()..piece.start());
        let is_broken = |it: &str| it.chars().all(ends_line);
        let last = pieces.last().copied();
        match last.filter(|it| between(it).is_some_and(is_broken)) {
            Some(last) => {
                let whole = text.range(last.start(), piece.end());
                pieces.pop();
                pieces.push(whole.unwrap_or(piece));
            }
            None => pieces.push(piece),
        }
    }
    Extent::of(pieces).unwrap_or_else(|| extent.clone())
}

/// Words as formats write them that have a line for each span: line ends beside each other are one space.
fn on_one_line(words: &str) -> String {
    let parts: Vec<&str> = words.split(ends_line).collect();
    let last = parts.len() - 1;
    let kept = parts.iter().enumerate().filter(|(at, it)| [0, last].contains(at) || !it.is_empty());
    kept.map(|(_, it)| *it).collect::<Vec<_>>().join(" ")
}

/// True when two words are the same but for how white space inside them is written; that at their edges
/// counts.
fn same_words(said: &str, found: &str) -> bool {
    let edges = |it: &str| {
        let inner = it.trim_matches(is_space);
        let spaces = |edge: &str| it.chars().count() - edge.chars().count();
        (
            spaces(it.trim_start_matches(is_space)),
            spaces(it.trim_end_matches(is_space)),
            inner.is_empty(),
        )
    };
    let letters = |it: &str| it.chars().filter(|c| !is_space(*c)).collect::<String>();
    said == found || (edges(said) == edges(found) && letters(said) == letters(found))
}
