//! Reading columns of tokens and tags, as `CoNLL`'s shared tasks and their many heirs write them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    formats::{
        DocumentFault, ForeignKind, FormatError, FormatFault, ImportNote, Input, Options, RowFault,
        Warning,
        intake::{DocumentDraft, Intake},
    },
    text::Text,
};

/// What a tag may begin with: IOB2, BILOU, and BMES, which is BILOU with other letters.
const LETTERS: [&str; 7] = ["B", "I", "L", "U", "M", "E", "S"];
/// What stands where there is no tag.
const NO_TAG: [&str; 4] = ["O", "_", "-", "OUT"];

pub(super) fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs {
        let Some(source) = intake.file(input.text_of_lines(), options)? else { continue };
        let columns = Columns::of(&source, options.column);
        let columns = columns.map_err(|(line, column, fault)| {
            FormatError::at(&input.name, line, column, FormatFault::Row(fault))
        });
        let Some(columns) = intake.file(columns, options)? else { continue };
        let open = OpenDocument::default();
        let others = BTreeMap::new();
        let mut reader = TokenLines { input, intake: &mut intake, columns, count: 0, open, others };
        for (line, number) in lines(&source) {
            reader.line(&line, number, options)?;
        }
        reader.close_document();
        // Who asks for a column knows of the others.
        if options.column.is_none() {
            reader.say_other_tags();
        }
    }
    Ok(intake)
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenLine<'s> {
    Token(&'s str),
    /// Between sentences.
    Blank,
    /// Between documents; the second of two blank lines where others stand alone.
    NewDocument(&'s str),
    Comment,
}

/// The lines of a file with their numbers, from 1.
fn lines(source: &str) -> impl Iterator<Item = (TokenLine<'_>, usize)> {
    let is_marked = source.lines().any(|it| document_start(it).is_some());
    let parts_by_blanks = !is_marked && has_both_gaps(source);
    let mut blanks = 0;
    let mut is_inside = false;
    let next = source.split('\n').skip(1).chain([""]);
    source.split('\n').zip(next).zip(1..).map(move |((line, next), number)| {
        let line = line.trim_end_matches('\r');
        let kind = if let Some(id) = document_start(line) {
            TokenLine::NewDocument(id)
        } else if line.trim().is_empty() {
            blanks += 1;
            if parts_by_blanks && blanks == 2 {
                TokenLine::NewDocument("")
            } else {
                TokenLine::Blank
            }
        } else if !is_inside && (is_comment(line) || is_heading(line, next)) {
            TokenLine::Comment
        } else {
            TokenLine::Token(line)
        };
        is_inside = matches!(kind, TokenLine::Token(_));
        blanks = if line.trim().is_empty() { blanks } else { 0 };
        (kind, number)
    })
}

/// `-DOCSTART- …` or `# newdoc id = news`: the id, empty where there is none.
fn document_start(line: &str) -> Option<&str> {
    if line.starts_with("-DOCSTART-") {
        return Some("");
    }
    let rest = line.strip_prefix('#')?.trim_start().strip_prefix("newdoc")?;
    Some(rest.split_once('=').map_or("", |it| it.1.trim()))
}

/// A line such as `# sent_id = 3`; a token may be a `#` too.
fn is_comment(line: &str) -> bool {
    line.starts_with("# ") && (line.contains(" = ") || !line.contains('\t'))
}

/// True for `#` and where a sentence is from, parted by a tab, before its first token, which has number
/// 1 (`GermEval` 2014).
fn is_heading(line: &str, next: &str) -> bool {
    let begins = |line: &str| {
        let cells = cells(line);
        cells.len() > 2 && cells.first().is_some_and(|it| FIRST.contains(it))
    };
    line.starts_with("#\t") && begins(next)
}

/// True when some tokens are parted by one blank line and others by several.
fn has_both_gaps(source: &str) -> bool {
    let (mut one, mut several, mut blanks, mut begun) = (false, false, 0, false);
    for line in source.lines() {
        if line.trim().is_empty() {
            blanks += 1;
            continue;
        }
        one |= begun && blanks == 1;
        several |= begun && blanks > 1;
        (blanks, begun) = (0, true);
    }
    one && several
}

/// Which columns hold the words and the tags, and how the tags are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    word: usize,
    /// `None` for the last one, wherever that is.
    tag: Option<usize>,
    /// That of tags around those others, where they are kept in a column of their own.
    outer: Option<usize>,
    style: TagStyle,
}

/// How tags are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagStyle {
    /// `B-PER`
    Lettered,
    /// `PER`
    Bare,
}

/// The labels of chunks in `CoNLL`-2000 and the corpora that have such a column.
const CHUNKS: [&str; 11] =
    ["ADJP", "ADVP", "CONJP", "INTJ", "LST", "NP", "PP", "PRT", "SBAR", "UCP", "VP"];

/// How many lines tell the columns.
const SAMPLE: usize = 5000;

impl Columns {
    /// By what stands in them; `asked` is the column of the tags, from 1.
    fn of(source: &str, asked: Option<usize>) -> Result<Self, (usize, usize, RowFault)> {
        let tokens = lines(source).filter_map(|(line, number)| match line {
            TokenLine::Token(line) => Some((line, number)),
            TokenLine::Blank | TokenLine::NewDocument(_) | TokenLine::Comment => None,
        });
        let rows: Vec<(Vec<&str>, &str, usize)> =
            tokens.take(SAMPLE).map(|(line, number)| (cells(line), line, number)).collect();
        let word = usize::from(has_numbers_first(&rows));
        let found = |tag, style| Ok(Self { word, tag, outer: None, style });
        let Some((cells, line, number)) = rows.iter().find(|it| it.0.len() > word + 1) else {
            // Nothing to tell columns by: a file without a token is read as none.
            return match rows.first() {
                Some((_, _, number)) => Err((*number, 1, RowFault::NoTag)),
                None => found(None, TagStyle::Lettered),
            };
        };
        let style_of = |tag: Option<usize>| {
            let lettered = share(&rows, tag, &|it| is_no_tag(it) || lettered(it).is_some());
            (lettered > 90).then_some(TagStyle::Lettered)
        };
        if let Some(asked) = asked {
            let tag = Some(asked.saturating_sub(1));
            return found(tag, style_of(tag).unwrap_or(TagStyle::Bare));
        }
        let has = |tag: Option<usize>, is_one: &dyn Fn(&str) -> bool| {
            rows.iter().any(|it| cell(&it.0, tag).is_some_and(is_one))
        };
        let has_tags = |tag: Option<usize>| has(tag, &|it| lettered(it).is_some());
        let most = rows.iter().map(|it| it.0.len()).max().unwrap_or(0);
        let columns = std::iter::once(None).chain((word + 1..most).rev().map(Some));
        let tagged = columns.into_iter().find(|&it| style_of(it).is_some() && has_tags(it));
        // A file without any tag has none in its last column.
        let untagged = || (!has(None, &|it| !is_no_tag(it))).then_some(None);
        if let Some(tag) = tagged.or_else(untagged) {
            let outer = outer_of(&rows, tag, word);
            return Ok(Self { word, tag, outer, style: TagStyle::Lettered });
        }
        // Bare labels are distinguished from other columns by what most tokens have none of.
        if share(&rows, None, &|it| it == "O") > 30 {
            return found(None, TagStyle::Bare);
        }
        let tag = cells.last().copied().unwrap_or_default();
        let column = line.rsplit_once(tag).map_or(0, |it| it.0.chars().count()) + 1;
        Err((*number, column, RowFault::UnknownTag(tag.to_owned())))
    }
}

/// The cells of a line: parted by tabs, else by spaces, else by bars.
fn cells(line: &str) -> Vec<&str> {
    if line.contains('\t') {
        let mut cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        while cells.last().is_some_and(|it| it.is_empty()) {
            cells.pop();
        }
        return cells;
    }
    let words: Vec<&str> = line.split(' ').filter(|it| !it.is_empty()).collect();
    match (words.as_slice(), line.rsplit_once('|')) {
        ([_only], Some((word, tag))) if !word.is_empty() => vec![word, tag],
        _ => words,
    }
}

fn cell<'s>(cells: &[&'s str], column: Option<usize>) -> Option<&'s str> {
    match column {
        Some(column) => cells.get(column).copied(),
        None => cells.last().copied(),
    }
}

/// In how many of a hundred rows a cell is one.
fn share(
    rows: &[(Vec<&str>, &str, usize)],
    column: Option<usize>,
    is_one: &dyn Fn(&str) -> bool,
) -> usize {
    let count = rows.iter().filter(|it| cell(&it.0, column).is_some_and(is_one)).count();
    count * 100 / rows.len().max(1)
}

/// The column before that of the tags, where it holds tags of the same labels: those of longer spans.
/// Chunks of a sentence have labels of their own.
fn outer_of(rows: &[(Vec<&str>, &str, usize)], tag: Option<usize>, word: usize) -> Option<usize> {
    let count = rows.first()?.0.len();
    let is_even = rows.iter().all(|it| it.0.len() == count);
    let outer = tag.unwrap_or(count - 1).checked_sub(1).filter(|&it| is_even && it > word)?;
    let labels = |column: usize| -> BTreeSet<&str> {
        let tags = rows.iter().filter_map(|it| it.0.get(column));
        tags.filter_map(|it| lettered(it)).map(|it| it.1).collect()
    };
    let is_of_tags = |it: &str| is_no_tag(it) || lettered(it).is_some();
    let (inner, around) = (labels(outer + 1), labels(outer));
    let is_same = !inner.is_disjoint(&around);
    (is_same && share(rows, Some(outer), &is_of_tags) == 100).then_some(outer)
}

/// The number of a first token.
const FIRST: [&str; 2] = ["0", "1"];
/// Of how many of a hundred lines the first column is a number where it counts the tokens; the others
/// are remarks.
const MOST: usize = 90;

/// True when the first column counts the tokens, as in `CoNLL`'s later tasks.
fn has_numbers_first(rows: &[(Vec<&str>, &str, usize)]) -> bool {
    let numbered = |it: &&(Vec<&str>, &str, usize)| it.0.len() > 2 && has_number(&it.0);
    let mut all = rows.iter().filter(numbered);
    let count = all.clone().count();
    count * 100 >= rows.len() * MOST && all.next().is_some_and(|it| FIRST.contains(&it.0[0]))
}

fn has_number(cells: &[&str]) -> bool {
    cells.first().is_some_and(|it| it.parse::<u32>().is_ok())
}

fn is_no_tag(tag: &str) -> bool {
    NO_TAG.contains(&tag)
}

/// Letter and label of `B-PER`, also where it is written `B_PER`.
fn lettered(tag: &str) -> Option<(&str, &str)> {
    let parted = tag.split_once('-').or_else(|| tag.split_once('_'))?;
    (LETTERS.contains(&parted.0) && !parted.1.is_empty()).then_some(parted)
}

/// Reads a file line by line.
struct TokenLines<'a> {
    input: &'a Input,
    intake: &'a mut Intake,
    columns: Columns,
    count: usize,
    open: OpenDocument,
    /// Tags of columns that are not read.
    others: BTreeMap<usize, OtherTags>,
}

/// The tags of a column that is not read.
#[derive(Default)]
struct OtherTags {
    tags: usize,
    /// How many of them are those of a sentence's chunks.
    chunks: usize,
    /// How many cells are neither a tag nor say that there is none.
    others: usize,
}

/// The document being read.
#[derive(Default)]
struct OpenDocument {
    id: Option<String>,
    line: usize,
    text: String,
    /// Set between sentences and, at first, between documents.
    at_line_start: bool,
    spans: Vec<(usize, usize, String)>,
    /// The spans that the next token may go on with, by their places among `spans`: of the column of
    /// tags, and of the outer one.
    goes_on: [Option<usize>; 2],
}

impl TokenLines<'_> {
    fn line(
        &mut self,
        line: &TokenLine<'_>,
        number: usize,
        options: &Options,
    ) -> Result<(), FormatError> {
        let line = match *line {
            TokenLine::Token(line) => line,
            TokenLine::NewDocument(id) => {
                self.close_document();
                self.open.line = number;
                self.open.id = (!id.is_empty()).then(|| id.to_owned());
                return Ok(());
            }
            TokenLine::Blank => {
                self.open.at_line_start = true;
                self.open.goes_on = [None, None];
                return Ok(());
            }
            TokenLine::Comment => return Ok(()),
        };
        if self.open.line == 0 {
            self.open.line = number;
        }
        let cells = cells(line);
        if self.columns.word > 0 && !has_number(&cells) {
            // A line without a number is no token: its words are nobody's.
            let note = ImportNote::Kind { kind: ForeignKind::UnknownLine, count: 1 };
            let file = self.input.name.clone();
            self.intake.warnings.push(Warning { file, line: number, note });
            return Ok(());
        }
        let word = cells.get(self.columns.word).or(cells.first()).copied().unwrap_or_default();
        let has_tag = cells.len() > self.columns.word + 1;
        let tag = cell(&cells, self.columns.tag).filter(|_| has_tag);
        self.note_other_tags(&cells);
        let place = self.token(word);
        let outer = self.columns.outer.map(|at| (cell(&cells, Some(at)), 1));
        for (tag, layer) in [(tag, 0)].into_iter().chain(outer) {
            if let Err(fault) = self.tag(tag, layer, place) {
                // The token stays in the text; its tag is what is left out.
                let error = FormatError::row(&self.input.name, number, fault);
                self.intake.row(Err(error), options)?;
            }
        }
        Ok(())
    }

    /// Counts the tags of a token in columns that are not read.
    fn note_other_tags(&mut self, cells: &[&str]) {
        let read = [self.columns.tag.unwrap_or(cells.len() - 1), self.columns.outer.unwrap_or(0)];
        let behind = cells.iter().enumerate().skip(self.columns.word + 1);
        for (column, cell) in behind.filter(|it| !read.contains(&it.0)) {
            let others = self.others.entry(column).or_default();
            match lettered(cell) {
                Some((_, label)) => {
                    others.tags += 1;
                    others.chunks += usize::from(CHUNKS.contains(&label));
                }
                None => others.others += usize::from(!is_no_tag(cell)),
            }
        }
    }

    /// Says what tags there are in columns that are not read: one whose cells are all tags, or say that there
    /// is none.
    fn say_other_tags(self) {
        for (column, found) in self.others {
            if found.others > 0 || found.tags == 0 {
                continue;
            }
            let are_chunks = found.chunks == found.tags;
            let note = ImportNote::OtherTags { column: column + 1, count: found.tags, are_chunks };
            self.intake.warnings.push(Warning::of_file(&self.input.name, note));
        }
    }

    /// Adds a token, and returns where it lies.
    fn token(&mut self, word: &str) -> (usize, usize) {
        let open = &mut self.open;
        if !open.text.is_empty() {
            open.text.push(if open.at_line_start { '\n' } else { ' ' });
        }
        open.at_line_start = false;
        let start = open.text.len();
        open.text += word;
        (start, open.text.len())
    }

    fn tag(
        &mut self,
        tag: Option<&str>,
        layer: usize,
        (start, end): (usize, usize),
    ) -> Result<(), RowFault> {
        let open = &mut self.open;
        let goes_on = open.goes_on[layer].take();
        let tag = tag.ok_or(RowFault::NoTag)?;
        if is_no_tag(tag) {
            return Ok(());
        }
        let (letter, label) = match self.columns.style {
            TagStyle::Lettered => {
                lettered(tag).ok_or_else(|| RowFault::UnknownTag(tag.to_owned()))?
            }
            TagStyle::Bare => ("I", tag),
        };
        // IOB1 and sloppy IOB2 begin a span with I as well.
        let goes_on = goes_on.filter(|_| ["I", "M", "L", "E"].contains(&letter));
        let goes_on = goes_on.filter(|&at| open.spans.get(at).is_some_and(|it| it.2 == label));
        let at = goes_on.unwrap_or_else(|| {
            open.spans.push((start, end, label.to_owned()));
            open.spans.len() - 1
        });
        if let Some(span) = open.spans.get_mut(at) {
            span.1 = end;
        }
        open.goes_on[layer] = (!["U", "S", "L", "E"].contains(&letter)).then_some(at);
        Ok(())
    }

    fn close_document(&mut self) {
        let open = std::mem::take(&mut self.open);
        if open.line == 0 {
            return;
        }
        self.count += 1;
        let id = open.id.unwrap_or_else(|| format!("{}-{}", self.input.stem(), self.count));
        let mut draft = DocumentDraft::new(id, "", &self.input.name, open.line);
        if open.text.is_empty() {
            self.intake.warnings.push(draft.left_out(DocumentFault::NoTokens));
            return;
        }
        draft.text = Text::new(open.text + "\n");
        for (start, end, label) in open.spans {
            if let Ok(range) = draft.text.range(start, end) {
                draft.place_span("", label, range.into());
            }
        }
        self.intake.drafts.push(draft);
    }
}
