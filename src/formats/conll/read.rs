//! Reading `CoNLL`: tokens in the first column, tags in the last.

use crate::{
    formats::{
        FormatError, Input, Options,
        intake::{DocumentDraft, Intake, Warning},
    },
    text::Text,
};

/// What a tag may begin with: IOB2, BILOU, and BMES, which is BILOU with other letters.
const LETTERS: [&str; 7] = ["B", "I", "L", "U", "M", "E", "S"];

pub(super) fn import(inputs: &[Input], _options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs {
        let source = input.text_of_lines()?;
        let mut reader =
            TokenReader { input, intake: &mut intake, count: 0, open: OpenDocument::default() };
        for (at, line) in source.split('\n').enumerate() {
            reader.line(line.trim_end_matches('\r'), at + 1)?;
        }
        reader.close_document();
    }
    Ok(intake)
}

/// Reads a file line by line.
struct TokenReader<'a> {
    input: &'a Input,
    intake: &'a mut Intake,
    count: usize,
    open: OpenDocument,
}

/// The document being read.
#[derive(Default)]
struct OpenDocument {
    line: usize,
    text: String,
    /// Set between sentences and, at first, between documents.
    at_line_start: bool,
    spans: Vec<(usize, usize, String)>,
    /// The label of the span that the next token may go on with.
    goes_on: Option<String>,
}

impl TokenReader<'_> {
    fn line(&mut self, line: &str, number: usize) -> Result<(), FormatError> {
        if line.starts_with("-DOCSTART-") {
            self.close_document();
            self.open.line = number;
            return Ok(());
        }
        if line.trim().is_empty() {
            self.open.at_line_start = true;
            self.open.goes_on = None;
            return Ok(());
        }
        let mut columns = line.split([' ', '\t']).filter(|it| !it.is_empty());
        let (Some(word), Some(tag)) = (columns.next(), columns.next_back()) else {
            let what = "a line with one column; a token and its tag are needed";
            return Err(FormatError::at(&self.input.name, number, 1, what));
        };
        if self.open.line == 0 {
            self.open.line = number;
        }
        // The tag is the last column.
        let column = line.rsplit_once(tag).map_or(0, |it| it.0.chars().count()) + 1;
        self.token(word, tag, (number, column))
    }

    fn token(
        &mut self,
        word: &str,
        tag: &str,
        (number, column): (usize, usize),
    ) -> Result<(), FormatError> {
        let open = &mut self.open;
        if !open.text.is_empty() {
            open.text.push(if open.at_line_start { '\n' } else { ' ' });
        }
        open.at_line_start = false;
        let start = open.text.len();
        open.text += word;
        let end = open.text.len();
        let Some((letter, label)) = tag.split_once('-').filter(|(it, _)| LETTERS.contains(it))
        else {
            if tag != "O" {
                let what = format!("{tag:?} is no tag of IOB2 or BILOU");
                return Err(FormatError::at(&self.input.name, number, column, what));
            }
            open.goes_on = None;
            return Ok(());
        };
        match (letter, open.spans.last_mut()) {
            // IOB1 and sloppy IOB2 begin a span with I as well.
            ("I" | "M" | "L" | "E", Some(span)) if open.goes_on.as_deref() == Some(label) => {
                span.1 = end;
            }
            _ => open.spans.push((start, end, label.to_owned())),
        }
        open.goes_on = (!["U", "S", "L", "E"].contains(&letter)).then(|| label.to_owned());
        Ok(())
    }

    fn close_document(&mut self) {
        let open = std::mem::take(&mut self.open);
        if open.line == 0 {
            return;
        }
        self.count += 1;
        let id = format!("{}-{}", self.input.stem(), self.count);
        if open.text.is_empty() {
            let what = format!("left out document {id:?}: it has no tokens");
            let file = self.input.name.clone();
            self.intake.warnings.push(Warning { file, line: open.line, what });
            return;
        }
        let mut draft = DocumentDraft::new(id, "", &self.input.name, open.line);
        draft.text = Text::new(open.text + "\n");
        for (start, end, label) in open.spans {
            if let Ok(range) = draft.text.range(start, end) {
                draft.place_span("", label, range.into());
            }
        }
        self.intake.drafts.push(draft);
    }
}
