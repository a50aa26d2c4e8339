//! Isolates (UAX #9): words set apart within others, so that neither side turns the other around.

/// The mark that ends an isolate.
const ISOLATE_END: char = '\u{2069}';

/// True for a mark that begins an isolate.
pub fn begins_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

/// The text without the marks: for who does not set it.
pub fn without_isolates(text: &str) -> String {
    text.chars().filter(|&it| !begins_isolate(it) && it != ISOLATE_END).collect()
}

/// The letters of `text` that stand in no isolate, without the marks themselves.
pub fn outside_isolates(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut depth = 0_usize;
    text.chars().filter(move |&it| {
        let (begins, ends) = (begins_isolate(it), it == ISOLATE_END);
        if begins {
            depth += 1;
        } else if ends {
            depth = depth.saturating_sub(1);
        }
        depth == 0 && !begins && !ends
    })
}
