//! CoNLL-2003: a token a line, the label of one flat layer in its last column.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    Cannot, Format, FormatError, Input, Lost, OffsetUnit, Options, Output, Span, View,
    intake::{Draft, Intake, Warning},
    tokens::{Token, flat, is_space, is_trimmed, tokens_at_spans},
};
use crate::text::Text;

pub(super) const FORMAT: Format = Format {
    id: "conll",
    title: "CoNLL-2003",
    extension: "conll",
    single_file: true,
    whole_in: &[],
    offset_unit: OffsetUnit::Token,
    cannot_carry: &[
        Cannot::Overlaps,
        Cannot::Attributes,
        Cannot::Relations,
        Cannot::Pieces,
        Cannot::WhiteSpace,
        Cannot::Metadata,
    ],
    layouts: &["iob2", "bilou"],
    export: Some(export),
    import: Some(import),
};

/// The only line at which spaCy begins another document.
const DOCUMENT: &str = "-DOCSTART- -X- O O";

/// What a tag may begin with: IOB2, BILOU, and BMES, which is BILOU with other letters.
const LETTERS: [&str; 7] = ["B", "I", "L", "U", "M", "E", "S"];

/// How the tokens of a span are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// B for the first, I for the others.
    Iob2,
    /// Also L for the last, and U for one that is alone.
    Bilou,
}

fn export(views: &[View<'_>], options: &Options) -> Output {
    let layout = options.layout_of(&FORMAT);
    let scheme = if layout == "bilou" { Scheme::Bilou } else { Scheme::Iob2 };
    let mut output = Output::default();
    let mut blocks = Vec::new();
    for view in views {
        blocks.push(format!("{DOCUMENT}\n"));
        blocks.extend(sentences(view, scheme));
        output.losses.extend(losses(view));
    }
    let name = format!("{}.conll", if scheme == Scheme::Bilou { "bilou" } else { "iob2" });
    output.files.push((name, blocks.join("\n").into_bytes()));
    output
}

/// Blocks of lines, one for each line of the article; a span is never cut by one.
fn sentences(view: &View<'_>, scheme: Scheme) -> Vec<String> {
    let tokens = tokens_at_spans(view);
    let tags = tags(view, &tokens, scheme);
    let mut blocks = Vec::new();
    let mut block = String::new();
    let mut end = 0;
    for (token, tag) in tokens.iter().zip(&tags) {
        let gap = view.source().get(end..token.start).unwrap_or_default();
        if gap.contains('\n') && !block.is_empty() && !tag.goes_on {
            blocks.push(std::mem::take(&mut block));
        }
        let words = view.source().get(token.start..token.end).unwrap_or_default();
        let _infallible = writeln!(block, "{words} -X- _ {}", tag.words);
        end = token.end;
    }
    blocks.extend((!block.is_empty()).then_some(block));
    blocks
}

/// The last column of a token.
#[derive(Clone)]
pub(super) struct Tag {
    pub(super) words: String,
    /// True inside a span, behind its first token.
    pub(super) goes_on: bool,
}

/// A tag for every token; of overlapping spans the longest wins.
pub(super) fn tags(view: &View<'_>, tokens: &[Token], scheme: Scheme) -> Vec<Tag> {
    let mut tags = vec![Tag { words: "O".to_owned(), goes_on: false }; tokens.len()];
    for span in flat(view, is_trimmed).into_iter().filter_map(|at| view.spans.get(at)) {
        let first = tokens.partition_point(|it| it.start < span.range.start());
        let last = tokens.partition_point(|it| it.end <= span.range.end());
        let covered = tags.get_mut(first..last).unwrap_or_default();
        let count = covered.len();
        for (at, tag) in covered.iter_mut().enumerate() {
            let letter = match (scheme, at) {
                (Scheme::Bilou, 0) if count == 1 => 'U',
                (_, 0) => 'B',
                (Scheme::Bilou, at) if at + 1 == count => 'L',
                _ => 'I',
            };
            *tag = Tag { words: format!("{letter}-{}", span.label()), goes_on: at > 0 };
        }
    }
    tags
}

fn losses(view: &View<'_>) -> Vec<super::Loss> {
    let kept: BTreeSet<usize> = flat(view, is_trimmed).into_iter().collect();
    let mut losses = Vec::new();
    if view.source().chars().all(is_space) {
        losses.push(view.document_loss(Lost::Wordless));
    }
    for (at, span) in view.spans.iter().enumerate() {
        if !kept.contains(&at) {
            losses.push(view.span_loss(span, why_lost(span)));
            continue;
        }
        for (key, value) in &span.attributes {
            losses
                .push(view.span_loss(span, Lost::Attribute((*key).to_owned(), value.to_string())));
        }
    }
    losses.extend(view.lost_links());
    losses
}

fn why_lost(span: &Span<'_>) -> Lost {
    if is_trimmed(span) { Lost::Overlapping } else { Lost::Untrimmed }
}

fn import(inputs: &[Input], _options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs {
        let source = input.text_of_lines()?;
        let mut reader = Reader { input, intake: &mut intake, count: 0, open: Open::default() };
        for (at, line) in source.split('\n').enumerate() {
            reader.line(line.trim_end_matches('\r'), at + 1)?;
        }
        reader.close_document();
    }
    Ok(intake)
}

/// Reads a file line by line.
struct Reader<'a> {
    input: &'a Input,
    intake: &'a mut Intake,
    count: usize,
    open: Open,
}

/// The document being read.
#[derive(Default)]
struct Open {
    line: usize,
    text: String,
    /// Set between sentences and, at first, between documents.
    at_line_start: bool,
    spans: Vec<(usize, usize, String)>,
    /// The label of the span that the next token may go on with.
    goes_on: Option<String>,
}

impl Reader<'_> {
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
        let mut draft = Draft::new(id, "", &self.input.name, open.line);
        draft.text = Text::new(open.text + "\n");
        for (start, end, label) in open.spans {
            if let Ok(range) = draft.text.range(start, end) {
                draft.place_span("", label, range.into());
            }
        }
        self.intake.drafts.push(draft);
    }
}
