//! `hashiye report`: articles with their tags as pages, and what verbs that draw have in common.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::compare;
use crate::{
    cli::{
        Done, Failure, Outcome, out,
        sources::{LoadedWork, SourceArgs},
    },
    dataset::OutputPlace,
    formats,
    messages::Message,
    model::Schema,
    report::{
        AgreementReport, AnalystWork, Language, LetterSource, NamedClaimants, ReportTypesetter,
    },
    session::write_each,
    store,
};

/// The language of pages and pictures.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum LanguageArg {
    /// Persian, from right to left
    #[default]
    Fa,
    /// English
    En,
}

impl LanguageArg {
    pub(super) fn language(self) -> Language {
        match self {
            Self::Fa => Language::Persian,
            Self::En => Language::English,
        }
    }

    pub(super) fn press(self) -> Result<ReportTypesetter, Failure> {
        ReportTypesetter::new(self.language(), LetterSource::System)
            .map_err(|error| Failure::unreadable(&error))
    }
}

/// The works as reports take them.
pub(super) fn works(loaded: &[LoadedWork]) -> Vec<AnalystWork<'_>> {
    loaded.iter().map(|it| work(it, None)).collect()
}

/// The same with who makes each claim, as the people of the folder are called.
pub(super) fn works_of_people<'a>(
    loaded: &'a [LoadedWork],
    speakers: &'a [NamedClaimants],
) -> Vec<AnalystWork<'a>> {
    loaded.iter().zip(speakers).map(|(it, speakers)| work(it, Some(speakers))).collect()
}

/// One work as reports take it.
pub(super) fn work<'a>(
    loaded: &'a LoadedWork,
    speakers: Option<&'a NamedClaimants>,
) -> AnalystWork<'a> {
    AnalystWork { document: &loaded.document, analyst: &loaded.analyst, speakers }
}

/// Writes a file; to standard output for `-`.
pub(in crate::cli) fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path == Path::new("-") {
        return out::give(bytes).map_err(|error| Failure::unreadable(&out::unwritten(&error)));
    }
    Ok(store::write_file(path, bytes)?)
}

/// The extension of a file to write, in lower case; `standard` for standard output.
pub(super) fn extension(path: &Path, standard: &str) -> String {
    if path == Path::new("-") {
        return standard.to_owned();
    }
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Whose labels color a picture of several works: the first one's.
pub(super) fn schema(loaded: &[LoadedWork]) -> Arc<Schema> {
    loaded.first().map_or_else(Schema::standard, |it| Arc::clone(it.document.schema()))
}

/// What to make a report of, and as what.
#[derive(Args, Clone, Debug)]
pub struct ReportArgs {
    /// A web page, a PDF, or a picture
    #[arg(long, value_enum)]
    to: Kind,
    /// A file, a folder (a name without an extension) for a file of each article, or - for standard
    /// output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// The language of everything but the article itself
    #[arg(long, value_enum, default_value_t)]
    language: LanguageArg,
    /// Say in JSON what was written
    #[arg(long)]
    json: bool,
    /// How far analysts agree, in tables
    #[arg(long)]
    agreement: bool,
    /// Mathet's gamma too; with --agreement
    #[arg(long, requires = "agreement")]
    gamma: bool,
    #[command(flatten)]
    source: SourceArgs,
}

/// What a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// One web page that needs nothing else
    Html,
    /// A4 pages; several articles make one file
    Pdf,
    /// One picture as high as the article
    Svg,
    /// Tables for a paper; of agreement only
    Latex,
}

impl Kind {
    fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Svg => "svg",
            Self::Latex => "tex",
        }
    }

    /// One file of `works`, with a bar while a PDF of several is made.
    fn file(
        self,
        press: &mut ReportTypesetter,
        works: &[AnalystWork<'_>],
    ) -> Result<Vec<u8>, Failure> {
        match (self, works) {
            (Self::Pdf, _) => {
                let mut progress = out::Progress::new("setting", works.len());
                let step = || {
                    progress.step();
                    ControlFlow::Continue(())
                };
                let bytes = press.pdf_while(works, step);
                Ok(bytes.map_err(|error| Failure::unreadable(&error))?.unwrap_or_default())
            }
            (Self::Html | Self::Svg, [work]) => self.page(press, *work),
            _ => Err(Failure::usage(&Message::new("terminal-file-an-article"))),
        }
    }

    /// The file of one article.
    fn page(self, press: &mut ReportTypesetter, work: AnalystWork<'_>) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Pdf => press.pdf(&[work]).map_err(|error| Failure::unreadable(&error)),
            Self::Html => Ok(press.html(work)),
            Self::Svg => Ok(press.article_svg(work)),
            Self::Latex => Err(Failure::usage(&Message::new("terminal-latex-of-agreement"))),
        }
    }
}

/// How far analysts agree, from the same code as `compare`.
fn agreement(args: &ReportArgs) -> Done {
    let sound = args.source.load_sound()?;
    let loaded = &sound.loaded;
    args.source.is_apart(
        &args.output,
        loaded.iter().flat_map(LoadedWork::files),
        args.to == Kind::Html,
    )?;
    let schema = schema(loaded);
    let Some(figures) = compare::figures(loaded, args.gamma) else {
        return Err(Failure::usage(&Message::new("terminal-nothing-to-compare")));
    };
    let mut tags: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for it in loaded.iter().filter(|it| !it.analyst.is_empty()) {
        let labels = tags.entry(it.analyst.clone()).or_default();
        for span in it.document.annotations() {
            *labels.entry(span.label.to_string()).or_default() += 1;
        }
    }
    let articles: BTreeSet<&PathBuf> = loaded.iter().map(|it| &it.article).collect();
    let report = AgreementReport {
        schema: &schema,
        figures: &figures,
        articles: articles.len(),
        tags,
        command: args.command(),
    };
    let bytes = match args.to {
        Kind::Html => args.language.press()?.agreement_html(&report),
        Kind::Pdf => {
            let pdf = args.language.press()?.agreement_pdf(&report);
            pdf.map_err(|error| Failure::unreadable(&error))?
        }
        Kind::Latex => report.latex(args.language.language()).into_bytes(),
        Kind::Svg => return Err(Failure::usage(&Message::new("terminal-agreement-as"))),
    };
    put(&args.output, &bytes)?;
    args.remark_written(articles.len(), &[args.output.display().to_string()]);
    Ok(sound.outcome(Outcome::Done))
}

pub(super) fn run(args: &ReportArgs) -> Done {
    if args.agreement {
        return agreement(args);
    }
    if args.to == Kind::Latex {
        return Err(Failure::usage(&Message::new("terminal-latex-of-agreement")));
    }
    let sound = args.source.load_sound()?;
    let loaded = &sound.loaded;
    args.source.is_apart(
        &args.output,
        loaded.iter().flat_map(LoadedWork::files),
        args.to == Kind::Html,
    )?;
    let works = works(loaded);
    let mut press = args.language.press()?;
    let path = &args.output;
    if path == Path::new("-") || path.extension().is_some() && !path.is_dir() {
        let bytes = args.to.file(&mut press, &works)?;
        put(path, &bytes)?;
        args.remark_written(works.len(), &[path.display().to_string()]);
        return Ok(sound.outcome(Outcome::Done));
    }
    let names: Vec<String> =
        names(&works).into_iter().map(|it| format!("{it}.{}", args.to.extension())).collect();
    let mut progress = out::Progress::new("setting", works.len());
    let set = |press: &mut ReportTypesetter, work: AnalystWork<'_>| args.to.page(press, work);
    write_each(&mut press, &works, &names, &OutputPlace::of(path), set, || {
        progress.step();
        ControlFlow::Continue(())
    })?;
    drop(progress);
    let written = names.iter().map(|it| path.join(it).display().to_string());
    args.remark_written(works.len(), &written.collect::<Vec<_>>());
    Ok(sound.outcome(Outcome::Done))
}

impl ReportArgs {
    /// What makes the report again.
    fn command(&self) -> String {
        let gamma = if self.gamma { " --gamma" } else { "" };
        let paths = self.source.paths.iter().map(|it| it.display().to_string());
        let paths = paths.collect::<Vec<_>>().join(" ");
        let (to, out) = (self.to.extension().replace("tex", "latex"), self.output.display());
        format!("hashiye report --agreement{gamma} --to {to} -o {out} {paths}")
    }

    /// Says what was written, beside standard output, which may be the report itself.
    fn remark_written(&self, works: usize, files: &[String]) {
        if self.json {
            out::remark_line(&json!({ "articles": works, "files": files }).to_string());
        }
    }
}

/// A file name for each work: its article's, with the analyst's where several worked on it.
fn names(works: &[AnalystWork<'_>]) -> Vec<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for work in works {
        *count.entry(work.document.id()).or_default() += 1;
    }
    let mut seen = BTreeSet::new();
    let names = works.iter().map(|it| {
        let id = formats::file_stem(it.document.id(), 0);
        let shared = count.get(it.document.id()).is_some_and(|&it| it > 1);
        let wanted =
            if shared && !it.analyst.is_empty() { format!("{id}.{}", it.analyst) } else { id };
        let copies = (2..).map(|copy| format!("{wanted}-{copy}"));
        let mut candidates = std::iter::once(wanted.clone()).chain(copies);
        let free = candidates.find(|it| seen.insert(it.to_lowercase()));
        free.unwrap_or(wanted)
    });
    names.collect()
}
