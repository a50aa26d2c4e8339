//! CoNLL-U: a token a line, everything of ours in the last column.
//!
//! `Span=(s3-claim,s1)` opens and closes spans, `Attr3` holds what is said of one, `Rel1` a
//! relation; `NE` is the flat layer that spaCy's converter looks for. White space between tokens is
//! kept as Universal Dependencies have it.

use std::{collections::HashMap, fmt::Write as _};

use serde_json::Value;

use super::{
    Cannot, DocumentRemarks, DocumentView, Export, Format, Loss, Lost, SpanView, StreamedFile,
    conll::write::{TagScheme, TokenTag, tags},
    streaming::JoinedDocuments,
    tokens::{TokenRange, is_space, is_trimmed, tokens_at_spans},
};

pub(super) const FORMAT: Format = Format {
    id: "conllu",
    title: "CoNLL-U",
    extension: "conllu",
    single_file: true,
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::Streamed { begin: |_, _| corpus(), needs_survey: false }),
    ..Format::BARE
};

fn corpus() -> StreamedFile {
    let sentences = |view: &DocumentView<'_>, _: usize| {
        let mut out = String::new();
        document(view, &mut out);
        (out.into_bytes(), DocumentRemarks { losses: losses(view), ..DocumentRemarks::default() })
    };
    JoinedDocuments::new("corpus.conllu", sentences).file()
}

/// Writing to a string cannot fail.
fn document(view: &DocumentView<'_>, out: &mut String) {
    let tokens = tokens_at_spans(view);
    let tags = tags(view, &tokens, TagScheme::Bilou);
    let notes = MiscNotes::new(view);
    let source = view.source();
    let id = one_line(view.id());
    let mut sentence = 0;
    let mut number = 0;
    let (mut end, mut char) = (0, 0);
    for (at, (token, tag)) in tokens.iter().zip(&tags).enumerate() {
        let gap = source.get(end..token.start).unwrap_or_default();
        if at == 0 || (gap.contains('\n') && !tag.goes_on) {
            if at > 0 {
                out.push('\n');
            } else {
                let _infallible = writeln!(out, "# newdoc id = {id}");
            }
            sentence += 1;
            number = 0;
            let last = sentence_end(source, at, &tokens, &tags);
            let words = one_line(source.get(token.start..last).unwrap_or_default());
            let _infallible = writeln!(out, "# sent_id = {id}-{sentence}\n# text = {words}");
        }
        number += 1;
        // Counted on from token to token: there are too many to look up each.
        char += gap.chars().count();
        end = token.end;
        let next = tokens.get(at + 1).map_or(source.len(), |it| it.start);
        let form = source.get(token.start..token.end).unwrap_or_default();
        let tree = if number == 1 { "0\troot" } else { "1\tdep" };
        let _infallible = write!(out, "{number}\t{form}\t_\tX\t_\t_\t{tree}\t_\t");
        notes.misc((*token, tag), (at, char, next), out);
        out.push('\n');
        char += form.chars().count();
    }
    if !tokens.is_empty() {
        out.push('\n');
    }
}

/// Where the sentence ends whose first token is `first`.
fn sentence_end(source: &str, first: usize, tokens: &[TokenRange], tags: &[TokenTag]) -> usize {
    let mut end = tokens.get(first).map_or(0, |it| it.end);
    for (token, tag) in tokens.iter().zip(tags).skip(first + 1) {
        let gap = source.get(end..token.start).unwrap_or_default();
        if gap.contains('\n') && !tag.goes_on {
            break;
        }
        end = token.end;
    }
    end
}

fn one_line(words: &str) -> String {
    words.chars().map(|c| if is_space(c) { ' ' } else { c }).collect()
}

/// What the last column says, by place.
struct MiscNotes<'v, 'a> {
    view: &'v DocumentView<'a>,
    opens: HashMap<usize, Vec<usize>>,
    closes: HashMap<usize, Vec<usize>>,
    relations: HashMap<usize, Vec<usize>>,
}

impl<'v, 'a> MiscNotes<'v, 'a> {
    fn new(view: &'v DocumentView<'a>) -> Self {
        let (mut opens, mut closes, mut relations) =
            (HashMap::new(), HashMap::new(), HashMap::new());
        let put = |map: &mut HashMap<usize, Vec<usize>>, byte: usize, at: usize| {
            map.entry(byte).or_default().push(at);
        };
        for (at, span) in view.spans.iter().enumerate().filter(|(_, it)| is_trimmed(it)) {
            put(&mut opens, span.range.start(), at);
            put(&mut closes, span.range.end(), at);
        }
        for (at, link) in view.relations.iter().enumerate() {
            let both = view.from(link).filter(|it| is_trimmed(it)).zip(view.to(link));
            if let Some((from, _)) = both.filter(|(_, to)| is_trimmed(to)) {
                put(&mut relations, from.range.start(), at);
            }
        }
        Self { view, opens, closes, relations }
    }

    /// Writes what is said of a token whose first character has the number `char`.
    fn misc(
        &self,
        (token, tag): (TokenRange, &TokenTag),
        (at, char, next): (usize, usize, usize),
        out: &mut String,
    ) {
        let view = self.view;
        // Writing to a string cannot fail.
        if tag.words != "O" {
            let _infallible = write!(out, "NE={}|", tag.words);
        }
        let span = |at: &usize| view.spans.get(*at);
        let opens = self.opens.get(&token.start).into_iter().flatten().filter_map(span);
        let opens: Vec<&SpanView<'_>> = opens.collect();
        let closes = self.closes.get(&token.end).into_iter().flatten().filter_map(span);
        let brackets = opens.iter().map(|it| format!("({}-{}", it.id(), escape(it.label())));
        let brackets: Vec<String> =
            brackets.chain(closes.map(|it| format!("{})", it.id()))).collect();
        if !brackets.is_empty() {
            let _infallible = write!(out, "Span={}|", brackets.join(","));
        }
        for open in opens.iter().filter(|it| !it.attributes.is_empty()) {
            let json = Value::Object(open.attributes_json()).to_string();
            let _infallible = write!(out, "Attr{}={}|", open.annotation.id.0, escape(&json));
        }
        for link in self.relations.get(&token.start).into_iter().flatten() {
            let Some(link) = view.relations.get(*link) else { continue };
            let (from, to) = (link.relation.from, link.relation.to);
            let label = escape(link.label());
            let _infallible = write!(out, "Rel{}={from}>{label}>{to}|", link.relation.id.0);
        }
        match view.source().get(token.end..next).unwrap_or_default() {
            "" => *out += "SpaceAfter=No|",
            " " => {}
            gap => {
                let _infallible = write!(out, "SpacesAfter={}|", escape(gap));
            }
        }
        if at == 0 && token.start > 0 {
            let before = view.source().get(..token.start).unwrap_or_default();
            let _infallible = write!(out, "SpacesBefore={}|", escape(before));
        }
        let words = view.source().get(token.start..token.end).unwrap_or_default();
        let end = char + words.chars().count();
        let _infallible = write!(out, "start_char={char}|end_char={end}");
    }
}

/// The escapes of Universal Dependencies, and `\uXXXX` for other white space.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            ' ' => out += "\\s",
            '\t' => out += "\\t",
            '\n' => out += "\\n",
            '\r' => out += "\\r",
            '|' => out += "\\p",
            '\\' => out += "\\\\",
            // Readers part a key from its value at every one of these.
            '=' => out += "\\u003d",
            c if is_space(c) => {
                let _infallible = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn losses(view: &DocumentView<'_>) -> Vec<Loss> {
    if view.source().chars().all(is_space) {
        return vec![view.document_loss(Lost::Wordless)];
    }
    let mut losses = view.lost_spans(|it| (!is_trimmed(it)).then_some(Lost::Untrimmed));
    for link in &view.relations {
        let kept = |it: Option<&SpanView<'_>>| it.is_some_and(is_trimmed);
        if !kept(view.from(link)) || !kept(view.to(link)) {
            losses.push(view.relation_loss(link));
        }
    }
    losses
}
