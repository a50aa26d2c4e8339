//! The text as the shaper gets it: as long as ours, byte for byte, with what it does not know put in
//! terms it knows.

use std::borrow::Cow;

/// A text for the shaper, and the way back from its bytes.
#[derive(Debug)]
pub(super) struct PreparedText<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where joiners were put before the space they stood after: the space's byte in our text and in
    /// the shaper's.
    moved_spaces: Vec<(usize, usize)>,
    pub(super) has_tabs: bool,
}

impl<'a> PreparedText<'a> {
    /// Line ends that the shaper knows (UAX #14 has more of them), and joiners before the space that
    /// they stand after, as hurried typing has them: between the two there is no break, and a space
    /// that is not last on its line would not hang.
    pub(super) fn new(source: &'a str) -> Self {
        let found = source.bytes().fold(SpecialBytes::default(), SpecialBytes::with);
        let mut prepared =
            Self { text: Cow::Borrowed(source), moved_spaces: Vec::new(), has_tabs: found.tab };
        if found.line_end {
            let known = |it: &str| it.replace(['\u{B}', '\u{C}'], "\n").replace('\u{85}', "\r\n");
            prepared.text = Cow::Owned(known(&prepared.text));
        }
        if found.joiner_after_space {
            prepared.move_joiners();
        }
        prepared
    }

    fn move_joiners(&mut self) {
        let mut moved = String::with_capacity(self.text.len());
        let mut rest: &str = &self.text;
        while let Some(space) = joiner_after_space(rest) {
            let (before, from_space) = rest.split_at(space);
            let joiners = from_space.get(1..).unwrap_or_default();
            let words = joiners.trim_start_matches(is_joiner);
            let (joiners, after) = joiners.split_at(joiners.len() - words.len());
            moved.push_str(before);
            let ours = moved.len();
            moved.push_str(joiners);
            self.moved_spaces.push((ours, moved.len()));
            moved.push(' ');
            rest = after;
        }
        moved.push_str(rest);
        self.text = Cow::Owned(moved);
    }

    /// The byte of our text for a byte of the shaper's.
    pub(super) fn ours(&self, byte: usize) -> usize {
        let moved = self.moved_spaces.partition_point(|it| it.0 < byte);
        match moved.checked_sub(1).and_then(|it| self.moved_spaces.get(it)) {
            Some(&(ours, theirs)) if byte <= theirs => ours,
            _ => byte,
        }
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// The first space that a joiner follows.
fn joiner_after_space(text: &str) -> Option<usize> {
    [" \u{200C}", " \u{200D}"].into_iter().filter_map(|it| text.find(it)).min()
}

/// What there is in a text that has to be put otherwise; found in one pass, as hardly any text has it.
#[derive(Clone, Copy, Debug, Default)]
struct SpecialBytes {
    tab: bool,
    line_end: bool,
    joiner_after_space: bool,
    before: u8,
    before_that: u8,
}

impl SpecialBytes {
    fn with(self, byte: u8) -> Self {
        // U+0085 is C2 85; a joiner begins with E2 80, as other marks do that are looked at again.
        Self {
            tab: self.tab || byte == b'\t',
            line_end: self.line_end
                || matches!(byte, 0xB | 0xC)
                || (byte == 0x85 && self.before == 0xC2),
            joiner_after_space: self.joiner_after_space
                || (byte == 0x80 && self.before == 0xE2 && self.before_that == b' '),
            before: byte,
            before_that: self.before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PreparedText;

    #[test]
    fn bytes_lead_back() {
        let prepared = PreparedText::new("a \u{200C}b \u{200D}\u{200C}c\u{85}d\u{B}\te");
        assert_eq!(prepared.text, "a\u{200C} b\u{200D}\u{200C} c\r\nd\n\te");
        let ours: Vec<usize> = [0, 1, 4, 5, 6, 9, 12, 13, 14].map(|it| prepared.ours(it)).to_vec();
        assert_eq!(ours, [0, 1, 1, 5, 6, 6, 6, 13, 14]);
        assert!(prepared.has_tabs);
    }
}
