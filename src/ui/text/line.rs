//! What is written in a text field: words, caret, selection, undo. Knows no screen.

use unicode_segmentation::GraphemeCursor;

use crate::typeset::CaretPosition;

/// A line of text being edited. Offsets are bytes on character boundaries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEditor {
    text: String,
    anchor: usize,
    head: usize,
    /// Where the caret shows.
    caret: CaretPosition,
    /// Where selecting began.
    from: CaretPosition,
    done: Vec<LineSnapshot>,
    undone: Vec<LineSnapshot>,
    /// True while typing goes on, so that a word is one undo step.
    typing: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct LineSnapshot {
    text: String,
    head: usize,
}

impl LineEditor {
    /// With `text`, everything selected.
    pub fn new(text: &str) -> Self {
        let caret = CaretPosition::upstream(text.len());
        Self { text: text.to_owned(), head: text.len(), caret, ..Self::default() }
    }

    /// What is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the caret is.
    pub fn head(&self) -> usize {
        self.head
    }

    /// Where the caret shows.
    pub fn caret(&self) -> CaretPosition {
        self.caret
    }

    /// Where selecting began.
    pub fn from(&self) -> CaretPosition {
        self.from
    }

    /// First and last byte selected.
    pub fn selection(&self) -> std::ops::Range<usize> {
        self.anchor.min(self.head)..self.anchor.max(self.head)
    }

    /// The words selected.
    pub fn selected(&self) -> &str {
        self.text.get(self.selection()).unwrap_or_default()
    }

    /// Writes other text, as a step that can be undone.
    pub fn replace_all(&mut self, text: &str) {
        self.anchor = 0;
        self.head = self.text.len();
        self.insert(text);
        self.typing = false;
    }

    /// Puts the caret at `caret` and selects the bytes from the first of `selected`, where selecting
    /// began, to the second.
    pub fn select(&mut self, caret: CaretPosition, selected: (usize, usize)) {
        self.anchor = self.text.floor_char_boundary(selected.0);
        self.head = self.text.floor_char_boundary(selected.1);
        self.caret = caret;
        self.typing = false;
    }

    /// Puts the caret at `caret`.
    pub fn go_to(&mut self, caret: CaretPosition) {
        self.select(caret, (caret.byte, caret.byte));
        self.from = caret;
    }

    /// Puts the caret after the character that ends at `head`.
    pub fn move_to(&mut self, head: usize) {
        self.go_to(CaretPosition::upstream(self.text.floor_char_boundary(head)));
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.from = CaretPosition::default();
        self.select(CaretPosition::downstream(self.text.len()), (0, self.text.len()));
    }

    /// Writes over the selection, line ends and all.
    pub fn insert_lines(&mut self, words: &str) {
        self.remember();
        self.replace_selection(&words.replace("\r\n", "\n").replace(['\r', '\t'], " "));
        self.typing = false;
    }

    /// Writes over the selection. Line ends become spaces: it is one line.
    pub fn insert(&mut self, words: &str) {
        let words: String =
            words.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
        let goes_on = self.typing && self.selection().is_empty() && words.chars().count() == 1;
        if !goes_on || words.starts_with(' ') {
            self.remember();
        }
        self.replace_selection(&words);
        self.typing = true;
    }

    /// Removes the selection, or the character before the caret.
    pub fn backspace(&mut self) {
        if self.selection().is_empty() {
            // A code point at a time, as typing put them there: a mark before its letter.
            let before = self.text.get(..self.head).unwrap_or_default();
            self.anchor = before.char_indices().next_back().map_or(0, |(at, _)| at);
        }
        self.remove_selection();
    }

    /// Removes the selection, or the character after the caret.
    pub fn delete(&mut self) {
        if self.selection().is_empty() {
            let mut cursor = GraphemeCursor::new(self.head, self.text.len(), true);
            let next = cursor.next_boundary(&self.text, 0).ok().flatten();
            self.anchor = next.unwrap_or(self.text.len());
        }
        self.remove_selection();
    }

    /// Takes back the last step.
    pub fn undo(&mut self) {
        if let Some(snapshot) = self.done.pop() {
            self.undone.push(self.snapshot());
            self.restore(snapshot);
        }
    }

    /// Makes the last step taken back again.
    pub fn redo(&mut self) {
        if let Some(snapshot) = self.undone.pop() {
            self.done.push(self.snapshot());
            self.restore(snapshot);
        }
    }

    fn remove_selection(&mut self) {
        if !self.selection().is_empty() {
            self.remember();
            self.replace_selection("");
            self.typing = false;
        }
    }

    fn replace_selection(&mut self, words: &str) {
        let selection = self.selection();
        self.text.replace_range(selection.clone(), words);
        // The caret stays with what was written last.
        self.move_to(selection.start + words.len());
    }

    fn remember(&mut self) {
        self.undone.clear();
        let snapshot = self.snapshot();
        if self.done.last() != Some(&snapshot) {
            self.done.push(snapshot);
        }
    }

    fn snapshot(&self) -> LineSnapshot {
        LineSnapshot { text: self.text.clone(), head: self.head }
    }

    fn restore(&mut self, snapshot: LineSnapshot) {
        self.text = snapshot.text;
        self.move_to(snapshot.head);
    }
}

#[cfg(test)]
mod tests {
    use super::LineEditor;

    #[test]
    fn typing_is_undone_word_by_word() {
        let mut line = LineEditor::default();
        for c in ["س", "ل", "ا", "م", " ", "ب"] {
            line.insert(c);
        }
        assert_eq!(line.text(), "سلام ب");
        line.undo();
        assert_eq!(line.text(), "سلام");
        line.undo();
        assert_eq!(line.text(), "");
        line.redo();
        line.redo();
        assert_eq!(line.text(), "سلام ب");
    }

    #[test]
    fn the_selection_is_written_over() {
        let mut line = LineEditor::new("تهران");
        line.insert("شی");
        assert_eq!(line.text(), "شی");
        line.backspace();
        assert_eq!(line.text(), "ش");
        line.move_to(0);
        line.delete();
        assert_eq!(line.text(), "");
        line.delete();
        line.backspace();
        assert_eq!(line.text(), "");
    }

    #[test]
    fn line_ends_become_spaces() {
        let mut line = LineEditor::default();
        line.insert("یک\nدو");
        assert_eq!(line.text(), "یک دو");
    }
}
