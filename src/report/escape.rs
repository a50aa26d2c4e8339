//! Words inside markup.

use crate::text::escape_markup;

/// Words as text or a quoted attribute of HTML and SVG. What XML cannot hold becomes U+FFFD.
pub(super) fn escaped(words: &str) -> String {
    escape_markup(words, |c| c == '\'')
}
