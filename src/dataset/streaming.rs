//! An export of one file that is written while its documents are read, so that none of them stay in memory.
//!
//! The file is staged beside where it goes: what the plan, the notice and the report of losses count is
//! counted while it is written, and nothing is in its place until somebody looked at that.

use std::io::{self, Write};

use super::{OutputPlace, PlannedExport, Refusal, export::StreamedExport};
use crate::{
    formats::{ExportStream, Exportable, Format, Loss, Options, StreamEnd},
    store::StagedFile,
};

/// Where a part of the documents goes.
#[derive(Debug)]
pub struct ExportPart<'s> {
    stream: ExportStream<'s>,
    sink: ExportSink,
    before: Vec<Loss>,
}

/// Where the bytes go.
#[derive(Debug)]
enum ExportSink {
    /// Nowhere: they are counted.
    Counted(u64),
    /// To standard output, once all of them are there.
    Held(Vec<u8>),
    /// Into a file that waits beside its place.
    Staged(u64, StagedFile),
}

impl Write for ExportSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Counted(count) => *count += bytes.len() as u64,
            Self::Held(held) => held.extend_from_slice(bytes),
            Self::Staged(count, staged) => {
                staged.write_all(bytes)?;
                *count += bytes.len() as u64;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl ExportSink {
    /// `None` for the place counts only.
    fn new(place: Option<&OutputPlace>, name: &str) -> Result<Self, Refusal> {
        Ok(match place {
            None => Self::Counted(0),
            Some(OutputPlace::Stream) => Self::Held(Vec::new()),
            Some(OutputPlace::File(path)) => Self::Staged(0, StagedFile::begin(path)?),
            Some(OutputPlace::Folder(path)) => {
                Self::Staged(0, StagedFile::begin_inside(path, name)?)
            }
        })
    }

    fn failure(&self, error: io::Error) -> Refusal {
        match self {
            Self::Staged(_, staged) => staged.unwritten()(error).into(),
            // Memory does not fail.
            Self::Counted(_) | Self::Held(_) => Refusal::ChangedMeanwhile,
        }
    }
}

impl ExportPart<'_> {
    /// How many documents are about enough for one part.
    pub const SIZE: usize = 128;

    /// Adds documents behind those that came before; `before` is what was lost before they came here.
    ///
    /// Refused where the disk refuses.
    pub fn add(
        &mut self,
        documents: &[Exportable<'_>],
        before: impl IntoIterator<Item = Loss>,
    ) -> Result<(), Refusal> {
        self.before.extend(before);
        let added = self.stream.add(documents, &mut self.sink);
        added.map_err(|error| self.sink.failure(error))
    }
}

/// True where `format` is written document after document.
pub fn is_streamed(format: &'static Format, options: &Options) -> bool {
    ExportStream::begin(format, options, None).is_some()
}

/// An export of one file to `place`, or what it would be where there is none. `read` is asked to hand over all
/// documents, again where they have to be known before the first is written; it says how that ended,
/// and of the last time that is returned.
///
/// Refused where the disk refuses, where `read` does, and where the documents change meanwhile.
pub fn export_streamed<T, E: From<Refusal>>(
    format: &'static Format,
    options: &Options,
    place: Option<&OutputPlace>,
    mut read: impl FnMut(&mut ExportPart<'_>, usize) -> Result<T, E>,
) -> Result<(PlannedExport, T), E> {
    /// Once to know them, once to write them, and once more where somebody worked on them meanwhile.
    const ATTEMPTS: usize = 3;
    let mut survey = None;
    for attempt in 0..ATTEMPTS {
        let Some(stream) = ExportStream::begin(format, options, survey) else { break };
        let name = stream.name().to_owned();
        let sink = ExportSink::new(place, &name)?;
        let mut part = ExportPart { stream, sink, before: Vec::new() };
        let outcome = read(&mut part, attempt)?;
        let ExportPart { stream, mut sink, before } = part;
        let end = stream.finish(&mut sink).map_err(|error| sink.failure(error))?;
        match end {
            StreamEnd::Again(seen) => survey = Some(seen),
            StreamEnd::Written(mut exported) => {
                exported.losses.splice(..0, before);
                let mut planned = PlannedExport { format, exported: *exported, streamed: None };
                match sink {
                    ExportSink::Held(bytes) => planned.exported.files.push((name, bytes)),
                    ExportSink::Counted(bytes) => {
                        planned.streamed = Some(StreamedExport { name, bytes, file: None });
                    }
                    ExportSink::Staged(bytes, staged) => {
                        let file = Some(staged);
                        planned.streamed = Some(StreamedExport { name, bytes, file });
                    }
                }
                return Ok((planned, outcome));
            }
        }
    }
    Err(Refusal::ChangedMeanwhile.into())
}
