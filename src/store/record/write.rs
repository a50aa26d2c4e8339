//! Writing the annotation file: fixed order of keys, a span a line, LF.

use std::{
    cmp::{Ordering, Reverse},
    io::{self, Write},
};

use super::{ArticleInfo, CONTEXT, FORMAT, VERSION, unknown::entries_in};
use crate::{
    model::{
        Annotation, Decision, Dismissal, DismissalKind, DismissedPlace, Document, Extent,
        IdCounters, Name, Orphan, Relation, UnknownKey,
    },
    store::file_syntax::FileSyntax,
    text::TextRange,
};

/// What a file says besides its document.
#[derive(Clone, Debug)]
pub(in crate::store) struct FileOrigin<'a> {
    pub(in crate::store) article: &'a ArticleInfo,
    pub(in crate::store) analyst: &'a str,
    pub(in crate::store) next: IdCounters,
}

/// Writes `document`.
pub(in crate::store) fn write(
    out: &mut dyn Write,
    document: &Document,
    about: &FileOrigin<'_>,
    syntax: FileSyntax,
) -> io::Result<()> {
    let mut writer = RecordWriter { out, syntax, document, is_comma_due: false };
    writer.header(about)?;
    writer.list("spans", document.in_reading_order().into_iter(), RecordWriter::span)?;
    if document.orphans().len() > 0 {
        writer.list("orphans", document.orphans(), RecordWriter::orphan)?;
    }
    writer.list("relations", document.relations(), RecordWriter::relation)?;
    if document.dismissals().len() > 0 {
        let mut dismissals: Vec<&Dismissal> = document.dismissals().collect();
        dismissals.sort_by(|a, b| in_reading_order(a, b));
        writer.list("dismissed", dismissals.into_iter(), RecordWriter::dismissal)?;
    }
    if document.decisions().len() > 0 {
        writer.list("decisions", document.decisions(), RecordWriter::decision)?;
    }
    writer.unknown_of_file()?;
    writer.end()
}

struct RecordWriter<'a> {
    out: &'a mut dyn Write,
    syntax: FileSyntax,
    document: &'a Document,
    /// True once a list was written that JSON may have to put a comma after.
    is_comma_due: bool,
}

impl RecordWriter<'_> {
    fn header(&mut self, about: &FileOrigin<'_>) -> io::Result<()> {
        let ArticleInfo { file, sha256, chars, encoding } = about.article;
        self.open()?;
        self.raw("\n  ")?;
        self.text("format", FORMAT)?;
        self.raw(", ")?;
        self.number("version", VERSION as usize)?;
        self.raw(",\n  ")?;
        self.text("id", self.document.id())?;
        self.raw(", ")?;
        self.key("next")?;
        self.open()?;
        self.number("span", about.next.annotation as usize)?;
        self.raw(", ")?;
        self.number("relation", about.next.relation as usize)?;
        self.close()?;
        self.raw(",\n  ")?;
        self.key("article")?;
        self.open()?;
        self.text("file", file)?;
        self.raw(", ")?;
        self.text("sha256", sha256)?;
        self.raw(", ")?;
        self.number("chars", *chars)?;
        self.raw(", ")?;
        self.text("encoding", encoding)?;
        self.unknown(&self.document.unknown().article)?;
        self.close()?;
        self.raw(",\n  ")?;
        self.text("analyst", about.analyst)?;
        self.raw(",\n  ")?;
        self.map("meta", self.document.meta().iter().map(|(key, value)| (key, value.as_str())))?;
        self.raw(",\n")
    }

    /// A list of records, one a line. JSON has no comma after the last.
    fn list<T>(
        &mut self,
        key: &str,
        records: impl ExactSizeIterator<Item = T>,
        write: fn(&mut Self, T) -> io::Result<()>,
    ) -> io::Result<()> {
        self.begin_part()?;
        self.key(key)?;
        self.raw("[")?;
        let last = records.len();
        for (at, record) in (1..).zip(records) {
            self.raw("\n    ")?;
            self.open()?;
            write(self, record)?;
            self.close()?;
            if at < last || self.syntax == FileSyntax::Ron {
                self.raw(",")?;
            }
        }
        self.raw(if last == 0 { "]" } else { "\n  ]" })
    }

    /// Ends the part before, if there is one, and begins a line.
    fn begin_part(&mut self) -> io::Result<()> {
        let end = if std::mem::replace(&mut self.is_comma_due, true) { ",\n  " } else { "  " };
        self.raw(end)
    }

    fn span(&mut self, annotation: &Annotation) -> io::Result<()> {
        let text = self.document.text();
        let (first, hull) = (annotation.extent.first(), annotation.extent.hull());
        write!(self.out, "{}", self.field("id"))?;
        write!(self.out, "\"{}\", ", annotation.id)?;
        self.text("label", annotation.label.as_str())?;
        self.raw(", ")?;
        self.number("start", text.char_of_byte(first.start()))?;
        self.raw(", ")?;
        self.number("end", text.char_of_byte(first.end()))?;
        self.also(&annotation.extent)?;
        self.raw(", ")?;
        if annotation.extent.also().is_empty() {
            self.text("quote", text.slice(first))?;
        } else {
            self.text("quote", &self.document.quote(annotation))?;
        }
        let (before, after) = context(text.as_str(), hull.start(), hull.end());
        self.raw(", ")?;
        self.text("before", before)?;
        self.raw(", ")?;
        self.text("after", after)?;
        self.raw(", ")?;
        self.map("attributes", annotation.attributes.iter())?;
        if let Some(origin) = &annotation.origin {
            self.raw(", ")?;
            self.text("origin", origin.as_str())?;
        }
        self.unknown(self.document.unknown().annotations.get(&annotation.id).into_iter().flatten())
    }

    /// The further pieces of a discontinuous span.
    fn also(&mut self, extent: &Extent) -> io::Result<()> {
        if extent.also().is_empty() {
            return Ok(());
        }
        let text = self.document.text();
        let chars = |it: &TextRange| (text.char_of_byte(it.start()), text.char_of_byte(it.end()));
        let pieces: Vec<(usize, usize)> = extent.also().iter().map(chars).collect();
        self.raw(", ")?;
        self.pieces("also", &pieces)
    }

    /// Pieces in code points.
    fn pieces(&mut self, key: &str, pieces: &[(usize, usize)]) -> io::Result<()> {
        let (open, close) = match self.syntax {
            FileSyntax::Ron => ('(', ')'),
            FileSyntax::Json => ('[', ']'),
        };
        self.key(key)?;
        self.raw("[")?;
        for (at, (start, end)) in pieces.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(self.out, "{comma}{open}{start}, {end}{close}")?;
        }
        self.raw("]")
    }

    fn orphan(&mut self, orphan: &Orphan) -> io::Result<()> {
        write!(self.out, "{}\"{}\", ", self.field("id"), orphan.id)?;
        self.text("label", orphan.label.as_str())?;
        self.raw(", ")?;
        self.text("quote", &orphan.words)?;
        self.raw(", ")?;
        if !orphan.pieces.is_empty() {
            let chars = |at: usize| orphan.words.get(..at).map_or(0, |it| it.chars().count());
            let pieces = orphan.pieces.iter().map(|it| (chars(it.start), chars(it.end)));
            self.pieces("pieces", &pieces.collect::<Vec<_>>())?;
            self.raw(", ")?;
        }
        self.text("before", &orphan.before)?;
        self.raw(", ")?;
        self.text("after", &orphan.after)?;
        self.raw(", ")?;
        self.map("attributes", orphan.attributes.iter())?;
        if let Some(origin) = &orphan.origin {
            self.raw(", ")?;
            self.text("origin", origin.as_str())?;
        }
        self.unknown(self.document.unknown().annotations.get(&orphan.id).into_iter().flatten())
    }

    fn dismissal(&mut self, dismissal: &Dismissal) -> io::Result<()> {
        self.text("label", dismissal.target.label.as_str())?;
        self.raw(", ")?;
        match &dismissal.target.place {
            DismissedPlace::At(extent) => self.dismissed_at(extent)?,
            DismissedPlace::Gone { words, before, after } => {
                self.quote(words, before, after)?;
            }
        }
        self.raw(", ")?;
        self.text("rule", dismissal.rule.as_str())?;
        if dismissal.kind != DismissalKind::Rejected {
            self.raw(", ")?;
            self.text("how", dismissal.kind.key())?;
        }
        if !dismissal.at.is_empty() {
            self.raw(", ")?;
            self.text("at", &dismissal.at)?;
        }
        if dismissal.everywhere {
            self.raw(", ")?;
            self.key("everywhere")?;
            self.raw("true")?;
        }
        let unknown = self.document.unknown().dismissals.get(&dismissal.target);
        self.unknown(unknown.into_iter().flatten())
    }

    fn dismissed_at(&mut self, extent: &Extent) -> io::Result<()> {
        let text = self.document.text();
        let (first, hull) = (extent.first(), extent.hull());
        self.number("start", text.char_of_byte(first.start()))?;
        self.raw(", ")?;
        self.number("end", text.char_of_byte(first.end()))?;
        self.also(extent)?;
        self.raw(", ")?;
        let (before, after) = context(text.as_str(), hull.start(), hull.end());
        self.quote(&text.quote(extent.pieces()), before, after)
    }

    fn quote(&mut self, words: &str, before: &str, after: &str) -> io::Result<()> {
        self.text("quote", words)?;
        self.raw(", ")?;
        self.text("before", before)?;
        self.raw(", ")?;
        self.text("after", after)
    }

    /// Keys of a record that this version does not know, as they were read.
    fn unknown<'k>(&mut self, keys: impl IntoIterator<Item = &'k UnknownKey>) -> io::Result<()> {
        for entry in entries_in(keys, self.syntax) {
            self.raw(", ")?;
            self.raw(&entry)?;
        }
        Ok(())
    }

    /// The same of the file itself, a key a line.
    fn unknown_of_file(&mut self) -> io::Result<()> {
        for entry in entries_in(&self.document.unknown().file, self.syntax) {
            self.begin_part()?;
            self.raw(&entry)?;
        }
        Ok(())
    }

    fn decision(&mut self, decision: &Decision) -> io::Result<()> {
        let Decision { id, of, tag, how, by, at, ruling } = decision;
        write!(self.out, "{}\"{id}\", ", self.field("id"))?;
        self.key("of")?;
        self.raw("{")?;
        let (open, close) = match self.syntax {
            FileSyntax::Ron => ("(", ")"),
            FileSyntax::Json => ("[", "]"),
        };
        for (index, (name, (tag, digits))) in of.iter().enumerate() {
            self.raw(if index == 0 { "" } else { ", " })?;
            quoted(self.out, self.syntax, name)?;
            write!(self.out, ": {open}\"{tag}\", ")?;
            quoted(self.out, self.syntax, digits)?;
            self.raw(close)?;
        }
        self.raw("}")?;
        if let Some(tag) = tag {
            write!(self.out, ", {}\"{tag}\"", self.field("tag"))?;
        }
        for (key, value) in [("how", how), ("by", by), ("at", at), ("ruling", ruling)] {
            if !value.is_empty() {
                self.raw(", ")?;
                self.text(key, value)?;
            }
        }
        self.unknown(self.document.unknown().decisions.get(id).into_iter().flatten())
    }

    fn relation(&mut self, relation: &Relation) -> io::Result<()> {
        write!(self.out, "{}\"{}\", ", self.field("id"), relation.id)?;
        self.text("label", relation.label.as_str())?;
        write!(self.out, ", {}\"{}\"", self.field("from"), relation.from)?;
        write!(self.out, ", {}\"{}\"", self.field("to"), relation.to)?;
        self.unknown(self.document.unknown().relations.get(&relation.id).into_iter().flatten())
    }

    fn end(&mut self) -> io::Result<()> {
        self.raw(if self.syntax == FileSyntax::Ron { ",\n" } else { "\n" })?;
        self.close()?;
        self.raw("\n")
    }

    fn open(&mut self) -> io::Result<()> {
        self.raw(if self.syntax == FileSyntax::Ron { "(" } else { "{" })
    }

    fn close(&mut self) -> io::Result<()> {
        self.raw(if self.syntax == FileSyntax::Ron { ")" } else { "}" })
    }

    fn raw(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// A key as it stands before its value.
    fn field(&self, key: &str) -> String {
        match self.syntax {
            FileSyntax::Ron => format!("{key}: "),
            FileSyntax::Json => format!("\"{key}\": "),
        }
    }

    fn key(&mut self, key: &str) -> io::Result<()> {
        let field = self.field(key);
        self.raw(&field)
    }

    fn number(&mut self, key: &str, value: usize) -> io::Result<()> {
        self.key(key)?;
        write!(self.out, "{value}")
    }

    fn text(&mut self, key: &str, value: &str) -> io::Result<()> {
        self.key(key)?;
        quoted(self.out, self.syntax, value)
    }

    fn map<'a>(
        &mut self,
        key: &str,
        pairs: impl Iterator<Item = (&'a Name, &'a str)>,
    ) -> io::Result<()> {
        self.key(key)?;
        self.raw("{")?;
        for (at, (key, value)) in pairs.enumerate() {
            self.raw(if at == 0 { "" } else { ", " })?;
            quoted(self.out, self.syntax, key.as_str())?;
            self.raw(": ")?;
            quoted(self.out, self.syntax, value)?;
        }
        self.raw("}")
    }
}

/// Decisions are ordered as spans are; those without a place come last.
fn in_reading_order(a: &Dismissal, b: &Dismissal) -> Ordering {
    let place = |it: &Dismissal| it.target.extent().map(|it| (it.start(), Reverse(it.end())));
    let (one, other) = (place(a), place(b));
    let gone_last = one.is_none().cmp(&other.is_none());
    gone_last
        .then_with(|| one.cmp(&other))
        .then_with(|| a.target.label.cmp(&b.target.label))
        .then_with(|| a.target.place.cmp(&b.target.place))
}

/// Up to [`CONTEXT`] code points before `start_byte` and after `end_byte`.
pub(super) fn context(text: &str, start_byte: usize, end_byte: usize) -> (&str, &str) {
    let before = text.get(..start_byte).unwrap_or_default();
    let after = text.get(end_byte..).unwrap_or_default();
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(start_byte, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default())
}

/// Writes `text` in quotes, as a person can read it: letters, marks and emoji as they are, what
/// can't be seen escaped. The writers of `ron` and `serde_json` would escape joiners and marks that
/// Persian is full of, or leave bidi controls that turn the line around in an editor.
fn quoted(out: &mut dyn Write, syntax: FileSyntax, text: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = text;
    while let Some(at) = rest.find(is_escaped) {
        let (plain, tail) = rest.split_at(at);
        out.write_all(plain.as_bytes())?;
        let mut tail = tail.chars();
        if let Some(c) = tail.next() {
            escape(out, syntax, c)?;
        }
        rest = tail.as_str();
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\"")
}

fn is_escaped(c: char) -> bool {
    matches!(c, '"' | '\\' | '\0'..='\u{1F}' | '\u{7F}'..='\u{A0}')
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn escape(out: &mut dyn Write, syntax: FileSyntax, c: char) -> io::Result<()> {
    match (c, syntax) {
        ('"', _) => out.write_all(b"\\\""),
        ('\\', _) => out.write_all(b"\\\\"),
        ('\n', _) => out.write_all(b"\\n"),
        ('\r', _) => out.write_all(b"\\r"),
        ('\t', _) => out.write_all(b"\\t"),
        (c, FileSyntax::Ron) => write!(out, "\\u{{{:x}}}", u32::from(c)),
        // Everything that is escaped lies in the basic plane.
        (c, FileSyntax::Json) => write!(out, "\\u{:04x}", u32::from(c)),
    }
}
