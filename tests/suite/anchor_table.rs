//! How many tags find their words after ten kinds of edit, and that none is moved wrongly.
//!
//! `HASHIYE_ARTICLES=FOLDER cargo test --test suite anchor_table -- --nocapture` prints the table for
//! other articles than ours.

#![expect(clippy::print_stdout, reason = "the table is what the test is asked for by name for")]

use std::{collections::BTreeSet, fs, path::PathBuf};

use hashiye::{
    anchor::{QuotePlacement, place},
    model::Extent,
    recognize::{self, Context},
    text::Text,
};
use unicode_normalization::{UnicodeNormalization as _, char::decompose_canonical};

/// A letter, and which of the old text it is.
type Traced = Vec<(char, Option<usize>)>;

/// One kind of edit.
struct EditKind {
    name: &'static str,
    edit: fn(Traced, &mut Dice) -> Traced,
    /// How many in a thousand of the tags whose words stayed must be moved without asking.
    least: usize,
}

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 40).expect("24 bits") % most.max(1)
    }
}

const KINDS: [EditKind; 10] = [
    EditKind { name: "Arabic ye and kaf", edit: |it, _| arabic(it), least: 995 },
    EditKind { name: "joiners to spaces", edit: joiners, least: 995 },
    EditKind { name: "digits", edit: |it, _| digits(it), least: 995 },
    EditKind { name: "line ends (CRLF)", edit: |it, _| line_ends(it), least: 995 },
    EditKind { name: "NFD", edit: |it, _| decomposed(it), least: 995 },
    EditKind { name: "cleaned", edit: |it, _| cleaned(it), least: 995 },
    EditKind { name: "all of these", edit: normalized, least: 995 },
    EditKind { name: "an editor's hand", edit: edited, least: 950 },
    EditKind { name: "both", edit: |it, dice| edited(normalized(it, dice), dice), least: 950 },
    EditKind { name: "a paragraph moved", edit: moved, least: 950 },
];

fn replaced(text: Traced, with: impl Fn(char) -> &'static str) -> Traced {
    let each = text.into_iter().flat_map(|(c, from)| match with(c) {
        "" => vec![(c, from)],
        other => other.chars().map(|it| (it, from)).collect(),
    });
    each.collect()
}

fn arabic(text: Traced) -> Traced {
    replaced(text, |c| match c {
        'ی' => "ي",
        'ک' => "ك",
        _ => "",
    })
}

fn joiners(text: Traced, dice: &mut Dice) -> Traced {
    let each = text.into_iter().filter_map(|(c, from)| match (c, dice.below(3)) {
        ('\u{200c}', 0) => None,
        ('\u{200c}', 1) => Some((' ', from)),
        _ => Some((c, from)),
    });
    each.collect()
}

fn digits(text: Traced) -> Traced {
    replaced(text, |c| match c {
        '۰' | '0' => "٠",
        '۱' | '1' => "١",
        '۲' | '2' => "٢",
        '۳' | '3' => "٣",
        '۴' | '4' => "٤",
        '۵' | '5' => "5",
        '۶' | '6' => "6",
        '۷' | '7' => "7",
        '۸' | '8' => "8",
        '۹' | '9' => "9",
        _ => "",
    })
}

fn line_ends(text: Traced) -> Traced {
    let each = text.into_iter().flat_map(|(c, from)| match c {
        '\n' => vec![('\r', None), ('\n', from)],
        '\r' => Vec::new(),
        _ => vec![(c, from)],
    });
    each.collect()
}

fn decomposed(text: Traced) -> Traced {
    let mut out = Traced::new();
    for (c, from) in text {
        decompose_canonical(c, |part| out.push((part, from)));
    }
    out
}

/// As programs that clean Persian text do: quotation marks, spaces beside signs, harakat, tatweel,
/// dots in a row, spaces in a row.
fn cleaned(text: Traced) -> Traced {
    let mut out = Traced::new();
    for (c, from) in text {
        let before = out.last().map(|it| it.0);
        match c {
            '«' | '»' | '“' | '”' => out.push(('"', from)),
            '\u{64b}'..='\u{652}' | '\u{640}' | '\u{200f}' => {}
            ' ' | '\t' if before == Some(' ') => {}
            '\u{a0}' => out.push((' ', from)),
            '،' | '؛' | '؟' | '.' | ':' => {
                if before == Some(' ') {
                    out.pop();
                }
                out.push((c, from));
                if c != '.' {
                    out.push((' ', None));
                }
            }
            '…' => out.extend([('.', from), ('.', from), ('.', from)]),
            '(' => out.extend([(' ', None), (c, from)]),
            _ => out.push((c, from)),
        }
    }
    out
}

fn normalized(text: Traced, dice: &mut Dice) -> Traced {
    let text = digits(arabic(joiners(cleaned(text), dice)));
    decomposed(line_ends(text))
}

/// Where words start.
fn words(text: &Traced) -> Vec<usize> {
    let is_start = |at: &usize| {
        let before =
            at.checked_sub(1).and_then(|it| text.get(it)).is_none_or(|it| it.0.is_whitespace());
        before && text.get(*at).is_some_and(|it| !it.0.is_whitespace())
    };
    (0..text.len()).filter(is_start).collect()
}

/// Three words changed, a sentence struck, one put in.
fn edited(mut text: Traced, dice: &mut Dice) -> Traced {
    for word in ["وزیرخارجه", "دوشنبه", "بی‌سابقه"] {
        let words = words(&text);
        let start = words.get(dice.below(words.len())).copied().unwrap_or(0);
        let rest = text.get(start..).unwrap_or_default();
        let len = rest.iter().take_while(|it| !it.0.is_whitespace()).count();
        text.splice(start..start + len, word.chars().map(|c| (c, None)));
    }
    let sentences = sentences(&text);
    if let Some(&(start, end)) =
        sentences.get(dice.below(sentences.len())).filter(|_| sentences.len() > 4)
    {
        text.drain(start..end);
    }
    let words = words(&text);
    let at = words.get(dice.below(words.len())).copied().unwrap_or(0);
    let new = "این خبر در ساعات آینده به‌روز می‌شود. ";
    text.splice(at..at, new.chars().map(|c| (c, None)));
    text
}

/// Where sentences start and end.
fn sentences(text: &Traced) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, (c, _)) in text.iter().enumerate() {
        if matches!(c, '.' | '\n' | '؟') {
            found.push((start, at + 1));
            start = at + 1;
        }
    }
    found.retain(|(start, end)| end - start > 20);
    found
}

/// The last part of the text put before the rest.
fn moved(mut text: Traced, dice: &mut Dice) -> Traced {
    let sentences = sentences(&text);
    let Some(&(at, _)) = sentences.get(sentences.len() / 2 + dice.below(sentences.len() / 3))
    else {
        return text;
    };
    let end = text.split_off(at);
    end.into_iter().chain([('\n', None)]).chain(text).collect()
}

/// What counts as a letter: what the cleaning of a text never takes away.
fn is_letter(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(c, '\u{200c}' | '\u{640}' | '\u{200f}' | '\u{64b}'..='\u{65f}' | '\u{300}'..='\u{36f}')
}

/// Where the letters of the old `extent` are now, by their first and their last; `None` when one of
/// them is gone or something stands among them.
fn truth(old: &[char], new: &Traced, extent: (usize, usize)) -> Option<(usize, usize)> {
    let all: BTreeSet<usize> = (extent.0..extent.1).filter(|it| is_letter(old[*it])).collect();
    let is_ours = |it: &(char, Option<usize>)| it.1.is_some_and(|it| all.contains(&it));
    let first = new.iter().position(|it| is_letter(it.0) && is_ours(it))?;
    let last = new.iter().rposition(|it| is_letter(it.0) && is_ours(it))?;
    let inside = new[first..=last].iter().filter(|it| is_letter(it.0));
    let mut found = Vec::new();
    for it in inside {
        found.push(it.1.filter(|it| all.contains(it))?);
    }
    found.dedup();
    found.into_iter().eq(all).then_some((first, last))
}

#[derive(Clone, Copy, Default)]
struct Outcomes {
    tags: usize,
    right: usize,
    asked: usize,
    lost: usize,
    wrong: usize,
    /// Tags whose words the edit left as they were.
    stayed: usize,
}

fn try_out(article: &str, kind: &EditKind, seed: u64, outcomes: &mut Outcomes) {
    let old = Text::new(article);
    let chars: Vec<char> = article.chars().collect();
    let found = recognize::ALL.iter().flat_map(|it| (it.find)(&old, &Context::default()));
    let extents: Vec<Extent> = found.filter_map(|it| Extent::of(it.pieces)).collect();
    let traced: Traced = chars.iter().enumerate().map(|(at, c)| (*c, Some(at))).collect();
    let traced = (kind.edit)(traced, &mut Dice(seed));
    let new = Text::new(traced.iter().map(|it| it.0).collect::<String>());
    for (placed, extent) in place(&extents, &old, &new).iter().zip(&extents) {
        let was = (old.char_of_byte(extent.start()), old.char_of_byte(extent.end()));
        let truth = truth(&chars, &traced, was);
        outcomes.tags += 1;
        outcomes.stayed += usize::from(truth.is_some());
        match placed {
            QuotePlacement::Certain(now) => {
                let (start, end) = (new.char_of_byte(now.start()), new.char_of_byte(now.end()));
                let letters: Vec<usize> =
                    (start..end).filter(|it| is_letter(traced[*it].0)).collect();
                let found = letters.first().copied().zip(letters.last().copied());
                if truth.is_some() && truth == found {
                    outcomes.right += 1;
                } else {
                    println!(
                        "{}: {:?} → {:?}",
                        kind.name,
                        old.slice(extent.hull()),
                        new.slice(now.hull())
                    );
                    outcomes.wrong += 1;
                }
            }
            QuotePlacement::Doubtful(_) => outcomes.asked += 1,
            QuotePlacement::Lost => outcomes.lost += 1,
        }
    }
}

/// The sample, and articles made of its sentences in other orders.
fn generated() -> Vec<String> {
    let sample = include_str!("../data/article.txt");
    let mut lines: Vec<&str> = sample.lines().filter(|it| !it.trim().is_empty()).collect();
    let mut dice = Dice(5);
    let mut articles = vec![sample.to_owned()];
    for _article in 0..30 {
        for at in (1..lines.len()).rev() {
            lines.swap(at, dice.below(at + 1));
        }
        articles.push(lines.join("\n\n"));
    }
    articles
}

fn articles() -> Vec<String> {
    let Some(folder) = std::env::var_os("HASHIYE_ARTICLES") else { return generated() };
    let listed = fs::read_dir(folder).expect("the folder can be listed");
    let mut paths: Vec<PathBuf> = listed.map(|it| it.expect("an entry").path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|it| it.extension().is_some_and(|it| it == "txt"));
    texts.map(|it| fs::read_to_string(it).expect("text").nfc().collect()).collect()
}

#[test]
fn tags_find_their_words_after_ten_kinds_of_edit() {
    let articles = articles();
    println!("| edit | tags | right | asked | lost | wrong | right of those whose words stayed |");
    println!("|---|---|---|---|---|---|---|");
    let mut failed = Vec::new();
    for kind in &KINDS {
        let mut all = Outcomes::default();
        for (seed, article) in articles.iter().enumerate() {
            try_out(article, kind, seed as u64 * 7 + 1, &mut all);
        }
        let Outcomes { tags, right, asked, lost, wrong, stayed } = all;
        let permille = right * 1000 / stayed.max(1);
        let (whole, part) = (permille / 10, permille % 10);
        println!(
            "| {} | {tags} | {right} | {asked} | {lost} | {wrong} | {whole}.{part} % |",
            kind.name
        );
        if wrong > 0 || permille < kind.least {
            failed.push(kind.name);
        }
    }
    assert_eq!(failed, Vec::<&str>::new());
}
