//! Which lines of a text are verse: short lines that rhyme, every other one or in pairs.

use std::ops::Range;

/// The fewest lines of a poem, and the shortest and longest of its lines, in letters.
const LINES: usize = 6;
const SHORTEST: usize = 12;
const LONGEST: usize = 70;

/// How much longer than the shortest line of a poem its longest one may be.
const LONGER: usize = 2;

/// Of ten lines that should rhyme, how many do at least.
const RHYMES_OF_TEN: usize = 8;

/// The stretches of `source` that are verse; `lines` are its lines in order. Blank lines part stanzas.
pub fn verses(source: &str, lines: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<VerseLine> = Vec::new();
    for bytes in lines {
        let line = source.get(bytes.clone()).unwrap_or_default();
        if line.trim().is_empty() {
            continue;
        }
        if let Some(it) = VerseLine::of(line, bytes) {
            run.push(it);
        } else {
            end_run(&mut run, &mut found);
        }
    }
    end_run(&mut run, &mut found);
    found
}

/// A line that may be one of a poem.
#[derive(Debug)]
struct VerseLine {
    bytes: Range<usize>,
    letters: usize,
    /// Its last two letters.
    rhyme: [char; 2],
}

impl VerseLine {
    fn of(line: &str, bytes: Range<usize>) -> Option<Self> {
        if line.len() > LONGEST * 3 {
            return None;
        }
        let is_prose = |c: char| c.is_numeric() || matches!(c, ':' | '@' | '#' | '.' | '|' | '%');
        if line.contains(is_prose) {
            return None;
        }
        // Vowel signs are no letters here.
        let mut letters = line.chars().filter(|c| c.is_alphabetic());
        let count = letters.clone().count();
        let (last, before) = (letters.next_back()?, letters.next_back()?);
        (SHORTEST..=LONGEST).contains(&count).then_some(Self {
            bytes,
            letters: count,
            rhyme: [before, last],
        })
    }
}

/// Keeps the run if it is a poem.
fn end_run(run: &mut Vec<VerseLine>, found: &mut Vec<Range<usize>>) {
    if is_poem(run)
        && let (Some(first), Some(last)) = (run.first(), run.last())
    {
        found.push(first.bytes.start..last.bytes.end);
    }
    run.clear();
}

fn is_poem(run: &[VerseLine]) -> bool {
    let (Some(least), Some(most)) =
        (run.iter().map(|it| it.letters).min(), run.iter().map(|it| it.letters).max())
    else {
        return false;
    };
    if run.len() < LINES || most > least * LONGER {
        return false;
    }
    let rhyme = |at: usize| run.get(at).map(|it| it.rhyme);
    let enough = |places: &mut dyn Iterator<Item = (usize, usize)>| {
        let (mut rhyming, mut all) = (0, 0);
        for (one, two) in places {
            all += 1;
            rhyming += usize::from(rhyme(one) == rhyme(two));
        }
        all >= LINES / 2 && rhyming * 10 >= all * RHYMES_OF_TEN
    };
    (0..2).any(|start| {
        // Of couplets the second lines rhyme, or the two lines of each.
        let mut seconds = (start..run.len().saturating_sub(2)).step_by(2).map(|at| (at, at + 2));
        let mut pairs = (start..run.len().saturating_sub(1)).step_by(2).map(|at| (at, at + 1));
        enough(&mut seconds) || enough(&mut pairs)
    })
}
