//! Laying out Persian text: direction, lines, caret, hit-testing, glyphs. Total on any input.
