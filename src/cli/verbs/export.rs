//! `hashiye export`: a labelled dataset from articles and the work on them.

use std::{
    cell::Cell,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use crate::{
    cli::{
        Done, Failure, Outcome, inputs,
        listed_values::ListedValues,
        losses::LossReport,
        out,
        sound_work::SoundReading,
        sources::{LoadedWork, SourceArgs, day},
    },
    dataset::{
        ExportPart, OutputPlace, PlannedExport, Refusal, export_streamed, is_streamed,
        splits_before,
    },
    formats::{
        self, Exportable, Filter, Format, Loss, OffsetUnit, Options, Outer, Splits, Suggested,
    },
    messages::Message,
};

/// What to export, how, and to where.
#[derive(Args, Clone, Debug)]
pub struct ExportArgs {
    /// The format; `hashiye formats` lists them
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS_WRITTEN, hide_possible_values = true)]
    to: &'static Format,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    filter: FilterArgs,
}

/// What to leave out.
#[derive(Args, Clone, Debug)]
pub(super) struct FilterArgs {
    /// Only spans with this label
    #[arg(long, value_name = "LABEL")]
    label: Vec<String>,
    /// Only articles with this status
    #[arg(long, value_name = "STATUS")]
    status: Vec<String>,
    /// Only articles published on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<String>,
    /// Only articles published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<String>,
    /// What to do with spans that were suggested by the program
    #[arg(long, value_enum, default_value_t = SuggestedArg::Include)]
    suggested: SuggestedArg,
    /// Leave out outer attributions (claims with level=outer)
    #[arg(long)]
    without_outer: bool,
}

/// Where an export goes, and in which of the format's shapes.
#[derive(Args, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct TargetArgs {
    /// A file, a folder (a name without an extension), or - for standard output
    #[arg(short, long, value_name = "OUT", required_unless_present = "dry_run")]
    pub(super) output: Option<PathBuf>,
    /// Say what would be written and what would be lost, span by span, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// A layout of the format
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<String>,
    /// What offsets count, where the format leaves a choice
    #[arg(long, value_enum)]
    offset_unit: Option<OffsetUnitArg>,
    /// Percent of the articles for training, validation and test, where the format has splits
    #[arg(long, value_name = "TRAIN,VALIDATION,TEST", value_parser = splits)]
    splits: Option<(u32, u32)>,
    /// Draws other splits
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Keep articles in the splits they have in this dataset (OUT's own are kept without it, unless
    /// it was split by other numbers)
    #[arg(long, value_name = "DATASET")]
    splits_from: Option<PathBuf>,
    /// Put a ' before cells that a spreadsheet would take for formulas (CSV and TSV)
    #[arg(long)]
    spreadsheet: bool,
    /// The license of the dataset, such as cc-by-4.0, for its card
    #[arg(long, value_name = "ID")]
    license: Option<String>,
    /// Export even where the format cannot carry everything
    #[arg(long)]
    allow_loss: bool,
    /// Report in JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum OffsetUnitArg {
    /// UTF-16 code units
    Utf16,
    /// Unicode code points
    CodePoint,
    /// Bytes of UTF-8, when reading
    Byte,
}

impl OffsetUnitArg {
    pub(super) fn unit(self) -> OffsetUnit {
        match self {
            Self::Utf16 => OffsetUnit::Utf16,
            Self::CodePoint => OffsetUnit::CodePoint,
            Self::Byte => OffsetUnit::Byte,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SuggestedArg {
    /// Take them along
    Include,
    /// Leave them out
    LeaveOut,
    /// Take nothing else
    Only,
}

/// Shares such as `80,10,10`, as validation and test.
fn splits(source: &str) -> Result<(u32, u32), String> {
    let shares: Result<Vec<u32>, _> = source.split(',').map(|it| it.trim().parse()).collect();
    match shares.as_deref() {
        Ok(&[train, validation, test])
            if [train, validation, test].iter().all(|&it| it <= 100)
                && train + validation + test == 100 =>
        {
            Ok((validation, test))
        }
        _ => Err(out::words(&Message::new("terminal-give-splits"))),
    }
}

/// Refuses a format that is only written.
pub(super) fn is_read(format: &Format) -> Result<(), Failure> {
    if format.import.is_some() {
        return Ok(());
    }
    let readers = formats::ALL.iter().filter(|it| it.import.is_some());
    let ids: Vec<&str> = readers.map(|it| it.id).collect();
    let what = Message::new("terminal-not-read").with_text("format", format.title);
    Err(Failure::usage(&what.with_text("readers", &ids.join(", "))))
}

/// A format to write.
pub(super) const FORMATS_WRITTEN: ListedValues<&'static Format> =
    ListedValues { parse: format, values: || ids(|it| it.export.is_some()) };

/// A format to read.
pub(super) const FORMATS_READ: ListedValues<&'static Format> =
    ListedValues { parse: format, values: || ids(|it| it.import.is_some()) };

/// The ids of some formats.
fn ids(is_meant: fn(&Format) -> bool) -> Vec<&'static str> {
    formats::ALL.iter().filter(|it| is_meant(it)).map(|it| it.id).collect()
}

/// A format by its id.
fn format(id: &str) -> Result<&'static Format, String> {
    Format::find(id).ok_or_else(|| {
        let ids: Vec<&str> = formats::ALL.iter().map(|it| it.id).collect();
        out::words(&Message::new("terminal-no-format").with_text("formats", &ids.join(", ")))
    })
}

pub(super) fn run(args: &ExportArgs) -> Done {
    let mut options = args.target.options(args.to)?;
    options.filter = args.filter.filter();
    if let Some(out) = &args.target.output {
        // Before thousands of articles are read.
        OutputPlace::of(out).may_hold(args.to, &options)?;
    }
    if is_streamed(args.to, &options) {
        return run_streamed(args, &options);
    }
    let sound = args.source.load_sound()?;
    let loaded = &sound.loaded;
    args.is_apart(loaded.iter().flat_map(LoadedWork::files))?;
    args.report_untouched(count_untouched(loaded));
    let documents: Vec<Exportable<'_>> = loaded.iter().map(LoadedWork::exportable).collect();
    let unread = loaded.iter().flat_map(LoadedWork::losses);
    let outcome = write(args.to, &documents, unread, &options, &args.target)?;
    Ok(sound.outcome(outcome))
}

/// The same with articles that are let go as soon as they are written.
fn run_streamed(args: &ExportArgs, options: &Options) -> Done {
    let place = args.target.place();
    let untouched = Cell::new(0);
    let written = export_streamed(args.to, options, place.as_ref(), |part, attempt| {
        untouched.set(0);
        let source = SourceArgs { is_again: attempt > 0, ..args.source.clone() };
        source.read_sound(ExportPart::SIZE, |works| {
            untouched.set(untouched.get() + count_untouched(works));
            let documents: Vec<Exportable<'_>> = works.iter().map(LoadedWork::exportable).collect();
            Ok(part.add(&documents, works.iter().flat_map(LoadedWork::losses))?)
        })
    });
    let (planned, reading): (PlannedExport, SoundReading) = written?;
    args.is_apart(reading.files.iter().map(PathBuf::as_path))?;
    let left_out = reading.report(&args.source)?;
    args.report_untouched(untouched.get());
    Ok(left_out.outcome(finish(planned, &args.target)?))
}

/// On how many articles nobody has worked.
fn count_untouched(works: &[LoadedWork]) -> usize {
    works.iter().filter(|it| it.analyst.is_empty()).count()
}

impl ExportArgs {
    /// Says how many articles go in without tags on which nobody has worked whose work was asked for.
    fn report_untouched(&self, articles: usize) {
        if articles > 0 && !self.source.analyst.is_empty() && self.filter.status.is_empty() {
            let what = Message::new("terminal-untouched")
                .with_text("who", &self.source.analyst.join(", "));
            out::remark(&what.with("articles", out::count("terminal-articles", articles)));
        }
    }

    fn is_apart<'f>(&'f self, files: impl IntoIterator<Item = &'f Path>) -> Result<(), Failure> {
        match &self.target.output {
            Some(out) => self.source.is_apart(out, files, self.to.may_look_like_articles),
            None => Ok(()),
        }
    }
}

impl FilterArgs {
    /// As the formats take it.
    pub(super) fn filter(&self) -> Filter {
        Filter {
            labels: self.label.clone(),
            // Other analysts' files are not even read.
            analysts: Vec::new(),
            statuses: self.status.clone(),
            published_from: self.since.clone().unwrap_or_default(),
            published_to: self.until.clone().unwrap_or_default(),
            suggested: match self.suggested {
                SuggestedArg::Include => Suggested::Include,
                SuggestedArg::LeaveOut => Suggested::LeaveOut,
                SuggestedArg::Only => Suggested::Only,
            },
            outer: if self.without_outer { Outer::LeaveOut } else { Outer::Include },
        }
    }
}

impl TargetArgs {
    /// Where to write, if at all.
    fn place(&self) -> Option<OutputPlace> {
        self.output.as_deref().filter(|_| !self.dry_run).map(OutputPlace::of)
    }

    /// The options for `format`, refused where it has no such layout or no choice of unit.
    pub(super) fn options(&self, format: &Format) -> Result<Options, Failure> {
        if let Some(layout) = &self.layout
            && !format.layouts.contains(&layout.as_str())
        {
            let what = match format.layouts {
                [] => Message::new("terminal-no-layouts"),
                some => Message::new("terminal-no-layout").with_text("layouts", &some.join(", ")),
            };
            let what = what.with_text("format", format.id).with_title("layout", layout, None);
            return Err(Failure::usage(&what));
        }
        Ok(Options {
            layout: self.layout.clone(),
            offset_unit: self.offset_unit.map(OffsetUnitArg::unit),
            spreadsheet: self.spreadsheet,
            license: self.license.clone(),
            splits: if format.has_splits { self.splits()? } else { Splits::default() },
            ..Options::default()
        })
    }

    /// How the dataset is split: as one that is there already, where nothing else is said.
    fn splits(&self) -> Result<Splits, Failure> {
        let model = match &self.splits_from {
            Some(path) => {
                let dataset = formats::splits_of(&inputs::inputs(path)?);
                let what = || Message::new("terminal-no-splits").at(path);
                Some(dataset.ok_or_else(|| Failure::usage(&what()))?)
            }
            None => None,
        };
        let model = model.unwrap_or_default();
        let mut splits = Splits {
            percent: self.splits.unwrap_or(model.percent),
            seed: self.seed.unwrap_or(model.seed),
            known: model.known,
        };
        if let (None, Some(out)) = (&self.splits_from, &self.output) {
            splits.known = splits_before(out, &splits);
        }
        Ok(splits)
    }
}

/// Exports documents to where `target` says; `unread` is what their own files had and they lack.
pub(super) fn write(
    format: &'static Format,
    documents: &[Exportable<'_>],
    unread: impl IntoIterator<Item = Loss>,
    options: &Options,
    target: &TargetArgs,
) -> Done {
    if is_streamed(format, options) {
        let (place, unread) = (target.place(), unread.into_iter().collect::<Vec<_>>());
        let written = export_streamed(format, options, place.as_ref(), |part, _| {
            part.add(&[], unread.iter().cloned())?;
            documents.chunks(ExportPart::SIZE).try_for_each(|it| part.add(it, []))
        });
        let (planned, ()) = written.map_err(|why: Refusal| Failure::from(why))?;
        return finish(planned, target);
    }
    let Some(planned) = PlannedExport::new(format, documents, unread, options) else {
        let what = Message::new("terminal-not-written").with_text("format", format.id);
        return Err(Failure::usage(&what));
    };
    finish(planned, target)
}

/// Puts an export where `target` says, unless something is lost and may not be.
fn finish(mut planned: PlannedExport, target: &TargetArgs) -> Done {
    let place = target.output.as_deref().map(OutputPlace::of);
    let report = |planned| LossReport { planned, place: place.as_ref(), json: target.json };
    let Some(to) = place.as_ref().filter(|_| !target.dry_run) else {
        report(&planned).print();
        let is_fine =
            (planned.is_whole() || target.allow_loss) && !report(&planned).is_filtered_away();
        return Ok(if is_fine { Outcome::Done } else { Outcome::Findings });
    };
    planned.write_loss_report(to)?;
    if !planned.is_whole() && !target.allow_loss {
        report(&planned).refuse();
        return Ok(Outcome::Findings);
    }
    planned.write(to)?;
    if *to == OutputPlace::Stream {
        out::give(planned.stream()?)
            .map_err(|error| Failure::unreadable(&out::unwritten(&error)))?;
    }
    report(&planned).summary();
    Ok(if report(&planned).is_filtered_away() { Outcome::Findings } else { Outcome::Done })
}
