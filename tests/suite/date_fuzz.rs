//! Mutated Persian news for the date recognizer, for as long as asked.
//!
//! `HASHIYE_FUZZ_SECONDS=600 cargo test --test suite date_fuzz -- --nocapture` says how many.

use std::time::{Duration, Instant};

use hashiye::{
    recognize::{
        Context,
        date::{
            PublicationClues, StatedDate, at_caret, check, find, publication_proposals, read_range,
            read_typed,
        },
    },
    text::{Language, Text},
    timex::{Value, describe},
};

use crate::support::cases;

/// Numbers without a pattern, the same in every run (xorshift64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}

/// Sentences to cut, join and spoil.
fn seeds() -> Vec<String> {
    let cases = cases("recognize/date/cases.txt").into_iter().map(|it| it.marked.text);
    let sample = include_str!("../data/article.txt").lines().map(str::to_owned);
    cases.chain(sample).collect()
}

fn mutated(seeds: &[String], numbers: &mut Numbers) -> String {
    const NOISE: [char; 16] = [
        '\u{200C}', '\u{64B}', '\u{640}', '\u{200F}', ' ', '\n', '/', '-', '.', ':', '(', '۹', '0',
        'ی', '😀', '\u{FDFA}',
    ];
    let mut chars: Vec<char> = Vec::new();
    for _ in 0..=numbers.below(3) {
        let seed: Vec<char> = seeds[numbers.below(seeds.len())].chars().collect();
        let from = numbers.below(seed.len());
        let to = from + numbers.below(seed.len() - from) + 1;
        chars.extend(seed.get(from..to.min(seed.len())).unwrap_or_default());
    }
    for _ in 0..numbers.below(6) {
        let at = numbers.below(chars.len());
        match numbers.below(4) {
            0 if !chars.is_empty() => {
                chars.remove(at);
            }
            1 => chars.insert(at, NOISE[numbers.below(NOISE.len())]),
            2 if !chars.is_empty() => {
                let other = numbers.below(chars.len());
                chars.swap(at, other);
            }
            _ if !chars.is_empty() => chars[at] = NOISE[numbers.below(NOISE.len())],
            _ => {}
        }
    }
    chars.into_iter().collect()
}

fn read_in_every_way(source: String, numbers: &mut Numbers) {
    let context = Context {
        published: ["2021-12-31", "2024-02-29", "0001-01-01", "9999-12-31"]
            .get(numbers.below(5))
            .and_then(|it| it.parse().ok()),
    };
    let text = Text::new(source);
    let found = find(&text, &context);
    let mut end = 0;
    for mention in &found {
        let range = mention.pieces[0];
        assert!(range.start() >= end, "mentions overlap in {:?}", text.as_str());
        assert!(text.range(range.start(), range.end()).is_ok());
        end = range.end();
        let value = mention.attributes.iter().find(|it| it.0 == "value").map_or("", |it| &it.1);
        assert!(Value::parse(value).is_some(), "{value:?} in {:?}", text.as_str());
        assert!(describe(value, Language::Persian) != describe("", Language::Persian));
        assert_eq!(read_range(&text, range, &context).map(|it| it.pieces), Some(vec![range]));
    }
    let stated: Vec<StatedDate<'_>> = found.iter().filter_map(StatedDate::of).collect();
    let _ = check(&text, &stated, &context);
    let _ = at_caret(&text, numbers.below(text.len_bytes() + 1), &context);
    let _ = (
        publication_proposals(&PublicationClues {
            text: &text,
            file_stem: text.as_str(),
            page: None,
        }),
        read_typed(text.as_str(), &context),
    );
}

#[test]
fn spoiled_news_is_read_without_a_fault() {
    let seconds = std::env::var("HASHIYE_FUZZ_SECONDS").ok().and_then(|it| it.parse().ok());
    let limit = Duration::from_secs(seconds.unwrap_or(1));
    let seeds = seeds();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let since = Instant::now();
    let mut runs = 0_u64;
    while since.elapsed() < limit {
        let source = mutated(&seeds, &mut numbers);
        read_in_every_way(source, &mut numbers);
        runs += 1;
    }
    assert!(runs > 0);
    if seconds.is_some() {
        let mut out = std::io::stderr();
        let _ = std::io::Write::write_fmt(&mut out, format_args!("{runs} texts read\n"));
    }
}
