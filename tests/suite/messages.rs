//! What is meant has words: every sentence of every meaning, in both languages.

use std::{collections::BTreeSet, io, path::PathBuf, sync::Arc};

use hashiye::{
    check::{self, FindingCode, FindingGroup, FindingKind, FindingPlace, WeekdayPair},
    dataset::{TableAdditionCounts, TableRemark},
    formats::{
        Cannot, CatalogFault, CatalogFinding, Counting, CountingStart, Counts, DamagedPart,
        DocumentFault, ExportNote, ForeignKind, FormatError, FormatFault, FormatName, ImportNote,
        LineEnds, Lost, NamedKind, OffsetUnit, PlacementKind, ReadingAdvice, RowFault, SeenKind,
        SpanMention, TableNote, Warning, left_out_in_all,
    },
    language::DigitSet,
    learn::{LikenessPlace, RuleCounts},
    messages::{Argument, Message, Strings, Worded},
    model::{
        AnnotationId, RelationId, Schema,
        schema::{LocalizedText, MovedKey, SchemaError, SchemaErrorKind, SchemaFaultKind},
    },
    people::{PeopleFault, PeopleRefusal, RegisterError},
    recognize::FoundBy,
    report::{AgreementPhrase, PeoplePhrase, ReportError, ReportPhrase},
    session::{
        FinishAnswer, HeldBackReason, NoticeKind, Offer, Reason, Refusal, StepSummary, StepTag,
        UnfinishedWork, WhySuggested,
    },
    store::{
        Analyst, AnalystNameError, DoubtKind, DraftKey, ExternalCause, ExternalFailure,
        ExternalFault, ExternalProblem, FileFinding, FileOperation, FileProblem, FileSyntax,
        FileSyntaxError, LockHolder, ReadOnly, StoreError, StoreFailure, SyntaxFault, UnreadReason,
    },
    text::{DecodeError, Encoding, Language, PageFault},
    typeset::{TextDirection, direction_or},
};

use crate::architecture::{source::sources, words::sentences};

#[test]
fn every_sentence_is_whole_in_both_languages() {
    for language in Language::ALL {
        let (strings, known) = (Strings::of(*language), sentences(language.code()));
        for message in all() {
            let key = message.key();
            let asked = known.get(key).unwrap_or_else(|| panic!("{key} has no words"));
            let given = message.arguments().iter().map(|it| it.0.to_owned());
            assert_eq!(given.collect::<BTreeSet<_>>(), *asked, "what {key} speaks of");
            let words = strings.write(&message);
            assert!(!words.contains(['{', '}']) && words != key, "{key}: {words}");
        }
    }
}

/// A variant cannot be without words, since `message` matches on all of them; here none is without
/// a sample, or its sentence would be left out.
#[test]
fn every_sentence_has_a_sample() {
    let english = sentences("en");
    let shown: BTreeSet<&str> = all().iter().map(Message::key).collect();
    for source in sources("src").iter().filter(|it| it.text.contains("impl Worded for")) {
        for literal in source.literals().iter().filter(|it| english.contains_key(&it.words)) {
            let key = literal.words.as_str();
            assert!(shown.contains(key), "{}:{}: {key} has no sample", source.path, literal.line);
        }
    }
}

#[test]
fn numbers_follow_the_digits_and_names_keep_their_own() {
    let notice = NoticeKind::OrphanedFiles { count: 12, first: PathBuf::from("/news/12.json") };
    let persian = Strings::new(Language::Persian, DigitSet::Persian).words_of(&notice);
    assert!(
        persian.contains("۱۲") && persian.contains("\u{2068}/\u{200B}news/\u{200B}12.json\u{2069}")
    );
    let terminal = Strings::of_terminal().words_of(&notice);
    assert!(terminal.contains("12, such as /news/12.json"), "{terminal}");
}

/// How deep a byte stands in isolates (UAX #9).
fn depth_at(words: &str, byte: usize) -> usize {
    words.get(..byte).unwrap_or_default().chars().fold(0, |depth: usize, it| match it {
        '\u{2066}'..='\u{2068}' => depth + 1,
        '\u{2069}' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Set apart, a Latin name first in a Persian sentence neither changes places with what follows it nor makes the
/// sentence read from left to right.
#[test]
fn latin_names_are_set_apart_in_every_persian_sentence() {
    const NAME: &str = "report-2 a1.txt";
    let persian = Strings::of(Language::Persian);
    let mut count = 0;
    let mut check = |key: &str, words: &str, name: &str| {
        for (at, _) in words.match_indices(name) {
            assert!(depth_at(words, at) > 0, "{key}: {words:?}");
            count += 1;
        }
        let rest = words.replace(name, "");
        if words.contains(name)
            && rest.chars().any(|it| it.is_alphabetic() && ('آ'..='ی').contains(&it))
        {
            let direction = |it: &str| direction_or(it, TextDirection::RightToLeft);
            assert_eq!(direction(words), direction(&rest), "{key}: {words:?}");
        }
    };
    for (key, names) in sentences("fa") {
        let values: Vec<(&str, &str)> = names.iter().map(|it| (it.as_str(), NAME)).collect();
        check(&key, &persian.with(&key, &values), NAME);
    }
    assert!(count > 200, "{count}");
    for message in all() {
        let words = persian.write(&message);
        for (_, argument) in message.arguments() {
            if let Argument::Text(text) = argument
                && text.contains(|it: char| it.is_ascii_alphabetic())
            {
                // The sentence may have the same word of its own, such as «UTF-8».
                let mut places = words.match_indices(text.as_str()).map(|it| it.0).peekable();
                let is_said = places.peek().is_some();
                let is_apart = places.any(|at| depth_at(&words, at) > 0);
                assert!(is_apart || !is_said, "{}: {words:?}", message.key());
            }
        }
    }
}

#[test]
fn the_window_writes_titles_and_the_terminal_keys() {
    let schema = Schema::standard();
    let (attribute, value) = ("kind".to_owned(), "odd".to_owned());
    let finding = check::Finding {
        kind: FindingKind::WrongValue { attribute, value },
        place: FindingPlace::Article,
        range: None,
        other: None,
        can_be_fixed: false,
    };
    let finding = finding.named_by(&schema);
    assert_eq!(Strings::of_terminal().words_of(&finding), "\"kind\" cannot be odd");
    let window = Strings::of(Language::Persian).words_of(&finding);
    assert!(window.contains("گونه") && !window.contains("kind"), "{window}");
}

#[test]
fn a_value_is_in_words_in_the_window_and_as_in_files_at_the_terminal() {
    let day = "2022-01-09";
    assert_eq!(Strings::of_terminal().value(day), day);
    let window = Strings::new(Language::Persian, DigitSet::Persian).value(day);
    assert!(window.contains("۱۹ دی ۱۴۰۰"), "{window}");
}

/// Every sample, and the sentences in it.
fn all() -> Vec<Message> {
    fn inside(message: &Message, found: &mut Vec<Message>) {
        for (_, argument) in message.arguments() {
            match argument {
                Argument::Message(it) => inside(it, found),
                Argument::Text(_)
                | Argument::Number(_)
                | Argument::Path(_)
                | Argument::Title { .. }
                | Argument::Value(_)
                | Argument::Weekday(_) => {}
            }
        }
        found.push(message.clone());
    }
    let samples = [
        of(decode_errors()),
        of(table_remarks()),
        of(schema_errors()),
        of(schema_faults()),
        of(syntax_faults()),
        of(failures().map(store_error)),
        of(read_only()),
        of(reasons_of_suggestions()),
        of([HeldBackReason::Unlikely, HeldBackReason::Never]),
        of(UnreadReason::ALL),
        of(DoubtKind::ALL),
        of(program_failures()),
        of(program_faults()),
        of(people_refusals()),
        of(people_faults()),
        of(register_errors()),
        of(people_phrases()),
        of(findings()),
        of(losses()),
        of(cannot()),
        wrong(),
        of(phrases()),
        of(agreement_phrases()),
        of([ReportError::Palette, ReportError::Pdf].map(|it| it("no color".to_owned()))),
        of([("", 0), ("a.csv", 0), ("a.csv", 3)]
            .map(|(file, line)| FormatError::at(file, line, 1, FormatFault::NoTable))),
        of(format_faults()),
        of(FindingGroup::ALL.iter().copied()),
        of(reasons()),
        of(refusals()),
        of(notices()),
        of(notices_of_folders()),
        of(offers()),
        answers(),
        of(step_summaries()),
        of(import_warnings()),
        of(catalog_faults()),
        placements(),
        vec![left_out_in_all(2)],
        of([ExportNote::OffTokens { count: 2, first: "a".to_owned() }]),
    ];
    let mut found = Vec::new();
    samples.iter().flatten().for_each(|it| inside(it, &mut found));
    found
}

fn of<W: Worded>(samples: impl IntoIterator<Item = W>) -> Vec<Message> {
    samples.into_iter().map(|it| it.message()).collect()
}

fn path() -> PathBuf {
    PathBuf::from("/articles/news.txt")
}

fn store_error(failure: StoreFailure) -> StoreError {
    StoreError { path: path(), failure }
}

fn error() -> StoreError {
    store_error(StoreFailure::NotOurs)
}

fn refusal() -> Refusal {
    Refusal::NoArticle
}

fn decode_errors() -> [DecodeError; 4] {
    [
        DecodeError::Empty,
        DecodeError::Binary,
        DecodeError::Unknown { guess: "windows-1252" },
        DecodeError::Damaged { encoding: Encoding::Utf8, line: 3 },
    ]
}

fn syntax() -> SchemaErrorKind {
    SchemaErrorKind::Syntax("no label".to_owned())
}

fn schema_errors() -> [SchemaError; 2] {
    [Some((2, 5)), None].map(|place| SchemaError { place, what: syntax() })
}

fn schema_faults() -> [SchemaFaultKind; 10] {
    let id = || "claim".to_owned();
    [
        SchemaFaultKind::NotIdentifier(id()),
        SchemaFaultKind::Twice(id()),
        SchemaFaultKind::Formerly { id: id(), now: id() },
        SchemaFaultKind::KeyTaken { key: "C".to_owned(), by: id() },
        SchemaFaultKind::NotKey(id()),
        SchemaFaultKind::NotColor(id()),
        SchemaFaultKind::NoLabel(id()),
        SchemaFaultKind::NoEnd,
        SchemaFaultKind::NoChoice,
        SchemaFaultKind::ValueTwice(id()),
    ]
}

fn syntax_faults() -> [SyntaxFault; 14] {
    [
        SyntaxFault::Parser("no RON".to_owned()),
        SyntaxFault::KeyTwice("spans".to_owned()),
        SyntaxFault::Expected('('),
        SyntaxFault::ExpectedKey,
        SyntaxFault::ExpectedComma,
        SyntaxFault::ExpectedValue,
        SyntaxFault::ExpectedEnd,
        SyntaxFault::ExpectedComment,
        SyntaxFault::TooDeep,
        SyntaxFault::TooLong,
        SyntaxFault::EndsInValue,
        SyntaxFault::EndsInString,
        SyntaxFault::EndsInComment,
        SyntaxFault::NotUtf8,
    ]
}

fn failures() -> impl Iterator<Item = StoreFailure> {
    let io =
        |kind: io::ErrorKind| StoreFailure::Io { doing: FileOperation::Read, error: kind.into() };
    let kinds = [
        io::ErrorKind::NotFound,
        io::ErrorKind::PermissionDenied,
        io::ErrorKind::StorageFull,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::IsADirectory,
        io::ErrorKind::AlreadyExists,
        io::ErrorKind::InvalidInput,
        io::ErrorKind::BrokenPipe,
    ];
    let doings = [
        FileOperation::Read,
        FileOperation::Write,
        FileOperation::List,
        FileOperation::CreateFolder,
        FileOperation::Remove,
    ];
    let doings =
        doings.map(|doing| StoreFailure::Io { doing, error: io::ErrorKind::NotFound.into() });
    let others = [
        StoreFailure::NotText(DecodeError::Empty),
        StoreFailure::TooLarge { bytes: 3_000_000_000, largest: 1_000_000 },
        StoreFailure::NotAnArticle,
        StoreFailure::NoArticleInPage,
        StoreFailure::Page(PageFault::Nested(512)),
        StoreFailure::Page(PageFault::Attributes(1000)),
        StoreFailure::Syntax(FileSyntaxError {
            line: 1,
            column: 2,
            what: SyntaxFault::ExpectedComma,
        }),
        StoreFailure::NotOurs,
        StoreFailure::Newer { version: 9 },
        StoreFailure::Schema(SchemaError { place: None, what: syntax() }),
        StoreFailure::SchemaChanged,
        StoreFailure::Settings(FileSyntaxError {
            line: 1,
            column: 2,
            what: SyntaxFault::ExpectedComma,
        }),
        StoreFailure::Analyst(AnalystNameError::Empty),
        StoreFailure::Analyst(AnalystNameError::Long),
        StoreFailure::Analyst(AnalystNameError::Character('/')),
        StoreFailure::Analyst(AnalystNameError::Gold),
        StoreFailure::CopyOf { analyst: "a1".to_owned() },
        StoreFailure::OtherTexts,
        StoreFailure::OtherAnalysts,
        StoreFailure::BothSyntaxes,
        StoreFailure::ChangedOutside,
        StoreFailure::ArticleChangedAgain,
        StoreFailure::MarkedReadOnly,
        StoreFailure::ReadOnly(ReadOnly::Marked),
        StoreFailure::FolderIsLink,
    ];
    kinds.map(io).into_iter().chain(doings).chain(others)
}

fn reasons_of_suggestions() -> Vec<WhySuggested> {
    let label = || {
        let label = Schema::standard().labels.first().map(|it| it.title.clone());
        label.expect("there is one")
    };
    let found = |by: FoundBy, n| {
        let counts = RuleCounts { accepted: n, corrected: n, rejected: n, left: n };
        WhySuggested::Found { by, counts }
    };
    let program = || FoundBy::Program("spacy".into());
    let places =
        [LikenessPlace::Before, LikenessPlace::After, LikenessPlace::First, LikenessPlace::Last];
    let places: Vec<_> = places.into_iter().map(|it| (it, "آقای".to_owned())).collect();
    let likeness = |places: &[(LikenessPlace, String)]| WhySuggested::Likeness {
        label: label(),
        places: places.to_vec(),
    };
    vec![
        found(FoundBy::Rules, 0),
        found(FoundBy::Rules, 2),
        found(program(), 0),
        found(program(), 2),
        WhySuggested::Words { label: label(), tagged: 2, untagged: 0 },
        WhySuggested::Words { label: label(), tagged: 2, untagged: 1 },
        likeness(&[]),
        likeness(&places[..1]),
        likeness(&places[..2]),
        likeness(&places[2..]),
    ]
}

fn read_only() -> [ReadOnly; 6] {
    [
        ReadOnly::Newer { version: 9 },
        ReadOnly::ArticleChanged,
        ReadOnly::Locked(Box::<LockHolder>::default()),
        ReadOnly::LockLost,
        ReadOnly::CannotWrite(Box::new(StoreError {
            path: "news".into(),
            failure: StoreFailure::FolderIsLink,
        })),
        ReadOnly::Marked,
    ]
}

fn people_refusals() -> [PeopleRefusal; 6] {
    let name = || "حسن".to_owned();
    [
        PeopleRefusal::NoPerson(name()),
        PeopleRefusal::NoName,
        PeopleRefusal::NameTaken { name: name(), by: name() },
        PeopleRefusal::NoAlias { alias: name(), person: name() },
        PeopleRefusal::OwnName(name()),
        PeopleRefusal::SamePerson(name()),
    ]
}

fn people_faults() -> [PeopleFault; 2] {
    let name = || "حسن".to_owned();
    [PeopleFault::NoName, PeopleFault::Twice { words: name(), first: name(), second: name() }]
}

fn register_errors() -> [RegisterError; 2] {
    let what = "no list".to_owned();
    [RegisterError::Syntax { line: 3, column: 5, what }, RegisterError::Newer(9)]
}

fn people_phrases() -> [PeoplePhrase; 4] {
    [
        PeoplePhrase::Title,
        PeoplePhrase::Counts { claims: 3, articles: 2 },
        PeoplePhrase::AlsoCalled("حسن".to_owned()),
        PeoplePhrase::Nobodys(3),
    ]
}

fn program_failures() -> impl Iterator<Item = ExternalFailure> {
    let first = ExternalFault { line: 3, what: ExternalProblem::NoAnswer };
    let causes = [
        ExternalCause::BadName,
        ExternalCause::NoCommand,
        ExternalCause::RelativeCommand("./names.py".to_owned()),
        ExternalCause::NotStarted(io::ErrorKind::NotFound.into()),
        ExternalCause::Ended(None),
        ExternalCause::Ended(Some(-1)),
        ExternalCause::ClosedOutput,
        ExternalCause::Late { seconds: 20 },
        ExternalCause::LongLine { longest: 16_777_216 },
        ExternalCause::OtherLines { count: 1000, first },
        ExternalCause::ManyMentions { most: 10_000 },
        ExternalCause::LongArticle { longest: 4_194_304 },
        ExternalCause::Off,
        ExternalCause::Stopped,
    ];
    causes.into_iter().enumerate().map(|(at, cause)| {
        let last_words = if at % 2 == 0 { "no module".to_owned() } else { String::new() };
        ExternalFailure { cause, last_words, is_last: at % 3 == 0 }
    })
}

fn program_faults() -> impl Iterator<Item = ExternalFault> {
    let words = || "تهران".to_owned();
    let problems = [
        ExternalProblem::NoAnswer,
        ExternalProblem::OtherId,
        ExternalProblem::NoMention,
        ExternalProblem::NoWords { start: 4, end: 4 },
        ExternalProblem::OutsideText { start: 4, end: 9, length: 5 },
        ExternalProblem::InsideCharacter { start: 4, end: 5 },
        ExternalProblem::OtherWords { given: words(), there: words() },
        ExternalProblem::UnknownLabel("PER".to_owned()),
        ExternalProblem::Links,
    ];
    problems.into_iter().map(|what| ExternalFault { line: 3, what })
}

fn findings() -> impl Iterator<Item = FileFinding> {
    let (label, text) = (|| "claim".to_owned(), || "a1".to_owned());
    let problems = [
        FileProblem::QuoteDiffers { id: AnnotationId(1), quote: "۱۲".to_owned(), found: text() },
        FileProblem::Outside { id: text(), label: label(), start: 4, end: 9, quote: text() },
        FileProblem::IdReplaced { id: text(), given: "a2".to_owned() },
        FileProblem::Dangling { id: text(), label: label(), from: text(), to: text() },
        FileProblem::UnknownLabel { id: AnnotationId(1), label: label() },
        FileProblem::UnknownRelation { id: RelationId(1), label: label() },
        FileProblem::CountersReplaced,
        FileProblem::OtherAnalyst { named: text() },
        FileProblem::Marked { conflicts: 0 },
        FileProblem::Marked { conflicts: 3 },
        FileProblem::EditRefused { edits: 1 },
        FileProblem::More { unlisted: 2 },
    ];
    problems
        .into_iter()
        .zip([0, 7].into_iter().cycle())
        .map(|(problem, line)| FileFinding { line, problem })
}

fn losses() -> [Lost; 16] {
    let key = || "claim".to_owned();
    [
        Lost::Overlapping,
        Lost::Untrimmed,
        Lost::Blank,
        Lost::Label(key()),
        Lost::Edges,
        Lost::Coordinated,
        Lost::Place,
        Lost::Attribute(key(), key()),
        Lost::AttributeName(key(), key()),
        Lost::ReturnsIn(key()),
        Lost::Relation(key()),
        Lost::Wordless,
        Lost::Returns,
        Lost::Beginning,
        Lost::Control,
        Lost::Before(error().message()),
    ]
}

fn cannot() -> [Cannot; 11] {
    [
        Cannot::Spans,
        Cannot::Overlaps,
        Cannot::Attributes,
        Cannot::Relations,
        Cannot::OtherLabels,
        Cannot::WhiteSpace,
        Cannot::CarriageReturns,
        Cannot::Metadata,
        Cannot::EmptyDocuments,
        Cannot::Pieces,
        Cannot::Text,
    ]
}

/// What a check finds, of every kind.
fn wrong() -> Vec<Message> {
    let schema = Schema::standard();
    let finding = |kind| check::Finding {
        kind,
        place: FindingPlace::Article,
        range: None,
        other: None,
        can_be_fixed: false,
    };
    let kinds = finding_kinds();
    let codes: BTreeSet<FindingCode> = kinds.iter().map(FindingKind::code).collect();
    assert_eq!(codes, FindingCode::all().collect(), "every code has a sample");
    kinds.into_iter().map(|it| finding(it).named_by(&schema).message()).collect()
}

fn finding_kinds() -> Vec<FindingKind> {
    let key = || "claim".to_owned();
    let day = || "2021-12-31".to_owned();
    let days = WeekdayPair { written: 1, counted: 7 };
    vec![
        FindingKind::PairDisagrees { here: day(), there: day() },
        FindingKind::ImpossibleDate { value: day() },
        FindingKind::OtherWeekday(days),
        FindingKind::OtherPublicationWeekday(days),
        FindingKind::OtherPublicationDay { published: day(), catalogued: day() },
        FindingKind::CountedFromOtherDay { value: day(), counted: day() },
        FindingKind::AfterPublication { value: day(), published: day() },
        FindingKind::UnresolvedDate { value: String::new() },
        FindingKind::EndsBeforeBegin { begin: day(), end: day() },
        FindingKind::NoPublicationDay { published: key() },
        FindingKind::OtherPublicationDay { published: key(), catalogued: key() },
        FindingKind::StartsWithThat,
        FindingKind::StartsWithMark,
        FindingKind::EndsWithMark,
        FindingKind::InQuotationMarks,
        FindingKind::MissingLink { relation: key() },
        FindingKind::UnlinkedDate,
        FindingKind::InsideWord { word: key() },
        FindingKind::SplitCharacter,
        FindingKind::Twice { label: key() },
        FindingKind::WithoutPlace { label: key() },
        FindingKind::MergeConflict { other: "x".to_owned() },
        FindingKind::OtherLabelElsewhere { here: key(), elsewhere: key() },
        FindingKind::MissingAttribute { attribute: key() },
        FindingKind::UnknownLabel { label: key() },
        FindingKind::UnknownAttribute { attribute: key() },
        FindingKind::WrongValue { attribute: key(), value: key() },
        FindingKind::UnknownLink { relation: key() },
        FindingKind::WrongEnds { relation: key(), from: key(), to: key() },
    ]
}

fn agreement_phrases() -> [AgreementPhrase; 27] {
    use AgreementPhrase as P;
    let (one, other) = ("a1".to_owned(), "a2".to_owned());
    let (instant, days) = ("0.745".to_owned(), "0.746".to_owned());
    [
        P::Title,
        P::Dataset,
        P::Articles,
        P::SharedArticles,
        P::Label,
        P::Tags,
        P::All,
        P::Pair { one, other, articles: 1 },
        P::Exact,
        P::Overlap,
        P::Edges,
        P::Kappa,
        P::AlphaOfWords,
        P::AlphaOfUnits,
        P::Alpha,
        P::Attribute,
        P::Said,
        P::Same,
        P::Link,
        P::AmongMatched,
        P::Dates { instant, days, compared: 51 },
        P::Gamma { value: "0.829".to_owned() },
        P::Confusions,
        P::Nothing,
        P::Count,
        P::Limits,
        P::Again,
    ]
}

fn phrases() -> [ReportPhrase; 21] {
    [
        ReportPhrase::Timeline,
        ReportPhrase::Undated(1),
        ReportPhrase::NoDates,
        ReportPhrase::Published,
        ReportPhrase::AndMore(1),
        ReportPhrase::Nobody,
        ReportPhrase::Paragraph(1),
        ReportPhrase::Articles(2),
        ReportPhrase::Network,
        ReportPhrase::NoClaims,
        ReportPhrase::Who,
        ReportPhrase::What,
        ReportPhrase::When,
        ReportPhrase::Source,
        ReportPhrase::Author,
        ReportPhrase::Analyst,
        ReportPhrase::Made,
        ReportPhrase::Yes,
        ReportPhrase::No,
        ReportPhrase::Notes(1),
        ReportPhrase::Page { page: 1, of: 2 },
    ]
}

fn reasons() -> impl Iterator<Item = Reason> {
    let plain = [
        Reason::NoArticle,
        Reason::NoFolder,
        Reason::NoOtherArticle,
        Reason::NothingToCompare,
        Reason::OwnNotDone,
        Reason::NotComparing,
        Reason::NoDisagreement,
        Reason::NoDisagreements,
        Reason::DisagreementsLeft,
        Reason::NotAdjudicator,
        Reason::OnlyToLook,
        Reason::HasNoRecord,
        Reason::OneHasIt,
        Reason::NothingAlike,
        Reason::NoSuchAnalyst,
        Reason::NoSuchRow,
        Reason::TasksNotRead,
        Reason::OneOfThem,
        Reason::GoldNotDone,
        Reason::NoOwnWork,
        Reason::RulingBegun,
        Reason::WhileComparing,
        Reason::Loading,
        Reason::DialogOpen,
        Reason::AnnotationsUnreadable,
        Reason::Agreeing,
        Reason::NoMoves,
        Reason::NothingToUndo,
        Reason::ValueNotRead,
        Reason::NothingToRedo,
        Reason::NothingSelected,
        Reason::NothingFound,
        Reason::NoTag,
        Reason::NotFinished,
        Reason::NoClaimActive,
        Reason::NothingNear,
        Reason::NoSuchRelation,
        Reason::NotFromThis,
        Reason::LinkedAlready,
        Reason::NoWord,
        Reason::OnlyMarks,
        Reason::SameLabel,
        Reason::NoMoreTags,
        Reason::TextEnds,
        Reason::TagTooShort,
        Reason::NoSuggestions,
        Reason::SuggestionsUnderWay,
        Reason::NothingHeldBack,
        Reason::NoSuggestionCurrent,
        Reason::NoOtherReading,
        Reason::NothingToTakeBack,
        Reason::SuggestedSo,
        Reason::OtherWordsSelected,
        Reason::NoProposal,
        Reason::NoSuchLabel,
        Reason::NothingTicked,
        Reason::NothingToWrite,
        Reason::NoFindings,
        Reason::NothingToFix,
        Reason::Conflict,
        Reason::SchemaGiven,
        Reason::OtherText,
        Reason::SameTags,
        Reason::PeopleUnderWay,
    ];
    plain.into_iter().chain(read_only().map(Reason::ReadOnly))
}

fn refusals() -> [Refusal; 14] {
    [
        Refusal::Store(error()),
        Refusal::Format(FormatError::at("a.conll", 3, 0, FormatFault::NoTable)),
        Refusal::NoFormat(path()),
        Refusal::NoArticle,
        Refusal::TwoWorks {
            analyst: Analyst::new("ana").expect("a name"),
            article: "n1".to_owned(),
        },
        Refusal::OtherText(path()),
        Refusal::WorkThere(path()),
        Refusal::WorkedOn(path()),
        Refusal::SeveralFiles(path()),
        Refusal::ChangedMeanwhile,
        Refusal::AmongArticles(path()),
        Refusal::OtherFiles { name: "a.txt".to_owned(), folder: path() },
        Refusal::WouldReplace(path()),
        Refusal::Report(ReportError::Pdf("no page".to_owned()).message()),
    ]
}

fn analyst(name: &str) -> Analyst {
    Analyst::new(name).expect("a name")
}

fn step_summaries() -> impl IntoIterator<Item = StepSummary> {
    let tag =
        |others| StepTag {
            label: LocalizedText::default(), words: "وزیر رفت".to_owned(), others
        };
    [
        StepSummary::Tagged(tag(0)),
        StepSummary::Tagged(tag(2)),
        StepSummary::Removed(tag(0)),
        StepSummary::Removed(tag(2)),
        StepSummary::Changed(tag(0)),
        StepSummary::Changed(tag(2)),
        StepSummary::Linked(tag(0)),
        StepSummary::Decided("وزیر رفت".to_owned()),
        StepSummary::Schema,
        StepSummary::Article,
        StepSummary::Correction,
    ]
}

fn moved_key(now: &str) -> MovedKey {
    let title = LocalizedText([("en".to_owned(), "Event".to_owned())].into());
    MovedKey { title, before: "E".to_owned(), now: now.to_owned() }
}

fn program_failure() -> ExternalFailure {
    ExternalFailure { cause: ExternalCause::Off, last_words: String::new(), is_last: false }
}

fn table_remarks() -> Vec<TableRemark> {
    TableAdditionCounts { days: 1, details: 2, other_days: 3, several_days: 4 }.remarks()
}

fn notices() -> impl IntoIterator<Item = NoticeKind> {
    let counts = Counts { articles: 1, documents: 1, works: 1, spans: 2, relations: 3 };
    let first = FileFinding { line: 3, problem: FileProblem::CountersReplaced };
    [
        NoticeKind::Refused(Reason::NoArticle),
        NoticeKind::NotOpened(error()),
        NoticeKind::Extracted(path()),
        NoticeKind::PageDaysDiffer {
            moment: "2024-05-19T21:30:00Z".to_owned(),
            shown: jiff::civil::date(2024, 5, 20),
        },
        NoticeKind::OtherEncoding(Encoding::Utf16Le),
        NoticeKind::AnnotationsUnreadable(error()),
        NoticeKind::BothSyntaxes { ron: Some(3), json: None, later: FileSyntax::Json },
        NoticeKind::KeyMoved(moved_key("N")),
        NoticeKind::KeyMoved(moved_key("")),
        NoticeKind::SetAside(None),
        NoticeKind::PutBackAlone(None),
        NoticeKind::EntriesUnfit { count: 2, first },
        NoticeKind::ReadOnly(ReadOnly::Marked),
        NoticeKind::Recovered(1),
        NoticeKind::BegunWork(1),
        NoticeKind::DatesRecounted(2),
        NoticeKind::OtherDaysInTable(2),
        NoticeKind::ArticlesMoved { articles: 3, certain: 20, doubts: 2 },
        NoticeKind::ArticlesPlaced { articles: 3, tags: 22, waiting: 1 },
        NoticeKind::ValueNotRead {
            field: DraftKey::Published,
            typed: "گلابی".to_owned(),
            attribute: LocalizedText::default(),
        },
        NoticeKind::OtherAnalyst { before: analyst("a1"), now: analyst("a2"), articles: 3 },
        NoticeKind::WorkTakenUp { before: analyst("a1"), now: analyst("a2"), articles: 1 },
        NoticeKind::WorkTakenUp { before: analyst("a1"), now: analyst("a2"), articles: 3 },
        NoticeKind::WorkTakenAlong { now: analyst("a2"), articles: 3, left: 0 },
        NoticeKind::WorkTakenAlong { now: analyst("a2"), articles: 3, left: 2 },
        NoticeKind::WasChangedOutside,
        NoticeKind::TagsMoved { certain: 3, doubts: 1 },
        NoticeKind::NotAgreed(error()),
        NoticeKind::WithoutPlace(1),
        NoticeKind::OrphanedFiles { count: 2, first: path() },
        NoticeKind::UnreadFiles { count: 2, first: path(), why: UnreadReason::Hidden },
        NoticeKind::EmptyFolder(path()),
        NoticeKind::AllDone,
        NoticeKind::RestIsHeld(2),
        NoticeKind::OwnDone,
        NoticeKind::GoldDone,
        NoticeKind::RulingNotKept(store_error(StoreFailure::NotOurs)),
        NoticeKind::Saved(path()),
        NoticeKind::NotSaved(error()),
        NoticeKind::ManyRemoved { lost: 12, copy: Some(path()) },
        NoticeKind::KeptAside(path()),
        NoticeKind::ChangedOutside(path()),
        NoticeKind::BrokenOutside(path()),
        NoticeKind::FileGone(path()),
        NoticeKind::ArticleChanged(path()),
        NoticeKind::ArticleGone(path()),
        NoticeKind::FolderGone(path()),
        NoticeKind::LockLost(path()),
        NoticeKind::Restored(4),
        NoticeKind::PartsLeft(vec!["گفت".to_owned()]),
        NoticeKind::SchemaUnusable(error()),
        NoticeKind::SchemaKept(path()),
        NoticeKind::SchemaFollowed,
        NoticeKind::SchemaNotKept(error()),
        NoticeKind::NotCounted(error()),
        NoticeKind::Exported { to: path(), counts, written: counts, losses: 0, unreadable: 0 },
        NoticeKind::Exported { to: path(), counts, written: counts, losses: 1, unreadable: 0 },
        NoticeKind::NotExported(Arc::new(refusal())),
        NoticeKind::Imported { counts, left_out: 1 },
        NoticeKind::ImportedIntoTable(TableRemark::KeepsDays(1)),
        NoticeKind::ImportedForOthers(vec!["a1".to_owned()]),
        NoticeKind::NotImported(Arc::new(refusal())),
        NoticeKind::SettingsNotKept(error()),
        NoticeKind::SettingsDamaged(error()),
        NoticeKind::BadAnalyst(AnalystNameError::Empty),
        NoticeKind::StoppedBefore,
        NoticeKind::PartFailed,
    ]
}

fn notices_of_folders() -> impl IntoIterator<Item = NoticeKind> {
    [
        NoticeKind::Reporting { done: 3, all: 10 },
        NoticeKind::ReportStopped { to: path(), files: 0 },
        NoticeKind::ReportStopped { to: path(), files: 2 },
        NoticeKind::Reported { to: path(), unreadable: 0 },
        NoticeKind::Reported { to: path(), unreadable: 1 },
        NoticeKind::NotReported(refusal()),
        NoticeKind::CatalogNotRead(refusal()),
        NoticeKind::TasksNotRead(error()),
        NoticeKind::ArticlesCame { count: 1, first: path() },
        NoticeKind::ArticlesCame { count: 12, first: path() },
        NoticeKind::ArticlesGone { count: 1, first: path() },
        NoticeKind::ArticlesGone { count: 12, first: path() },
        NoticeKind::NotAmongAnalysts { name: analyst("root"), analysts: vec!["maryam".to_owned()] },
        NoticeKind::TasksChanged(0),
        NoticeKind::TasksChanged(1),
        NoticeKind::TasksChanged(12),
        NoticeKind::PlacesTagged { tags: 2, articles: 2, already: 1, changed: 1 },
        NoticeKind::ArticlesLeft { count: 2, first: refusal().message() },
        NoticeKind::Unfinished(UnfinishedWork {
            suggestions: 2,
            is_looking: true,
            is_undated: true,
            findings: 3,
        }),
        NoticeKind::CatalogNotWritten(refusal()),
        NoticeKind::CatalogWritten { cells: 2, to: path() },
        NoticeKind::CatalogColumns { used: vec!["a".to_owned()], others: vec!["b".to_owned()] },
        NoticeKind::CatalogUncertain {
            path: path(),
            count: 2,
            first: CatalogFinding { line: 3, fault: CatalogFault::NoFiles },
        },
        NoticeKind::ProgramAsks { program: "spacy".to_owned(), command: "python3".to_owned() },
        NoticeKind::ProgramFailed { program: "spacy".to_owned(), failure: program_failure() },
        NoticeKind::ProgramRefused {
            program: "spacy".to_owned(),
            count: 2,
            first: ExternalFault { line: 3, what: ExternalProblem::NoAnswer },
        },
        NoticeKind::PeopleRefused(PeopleRefusal::NoName),
        NoticeKind::PeopleNotRead(error()),
        NoticeKind::PeopleNotWritten(error()),
    ]
}

/// What can be answered where something is open in an article that is to be done.
fn answers() -> Vec<Message> {
    let works = [
        (2, false, true, 3),
        (2, false, false, 0),
        (0, true, false, 0),
        (0, false, true, 0),
        (0, false, false, 3),
    ];
    let works = works.map(|(suggestions, is_looking, is_undated, findings)| UnfinishedWork {
        suggestions,
        is_looking,
        is_undated,
        findings,
    });
    works.iter().flat_map(|work| work.answers().map(|it| work.answered(it))).collect()
}

fn offers() -> [Offer; 27] {
    [
        Offer::AgreeToProgram("spacy".to_owned()),
        Offer::TurnProgramOff("spacy".to_owned()),
        Offer::RemoveParts(Vec::new()),
        Offer::Reload,
        Offer::Overwrite,
        Offer::SaveAgain,
        Offer::OpenAgain,
        Offer::SaveElsewhere,
        Offer::WriteArticle,
        Offer::BringBack(Vec::new()),
        Offer::PlaceAnew,
        Offer::Review,
        Offer::ReviewFolder,
        Offer::TakeOver,
        Offer::Keep(FileSyntax::Ron),
        Offer::Keep(FileSyntax::Json),
        Offer::GoOn,
        Offer::CorrectValue(DraftKey::Published),
        Offer::GoTo(path()),
        Offer::TakeAlong(analyst("a1")),
        Offer::GoOnAs(analyst("a1")),
        Offer::Versions,
        Offer::StopReports,
        Offer::FailureReport,
        Offer::Finish(FinishAnswer::RejectAll),
        Offer::Finish(FinishAnswer::Leave),
        Offer::Finish(FinishAnswer::GoBack),
    ]
}

fn catalog_faults() -> [CatalogFault; 7] {
    let text = || "a".to_owned();
    [
        CatalogFault::NoFiles,
        CatalogFault::SeveralDays(vec![text()]),
        CatalogFault::NoDay(text()),
        CatalogFault::EitherDay(text()),
        CatalogFault::NoArticle(text()),
        CatalogFault::Twice(text()),
        CatalogFault::Cells { found: 3, expected: 2 },
    ]
}

fn counting() -> Counting {
    let (line_ends, start) = (LineEnds::CrlfAsOne, CountingStart::AfterMark);
    Counting { unit: OffsetUnit::Utf16, line_ends, start }
}

fn import_warnings() -> Vec<Warning> {
    let text = || "a".to_owned();
    let csv = FormatName { id: "csv", title: "CSV tables" };
    let mut notes = vec![
        ImportNote::Recounted { counting: counting(), spans: 2 },
        ImportNote::CutsWords { cut: 1, spans: 2, better: None },
        ImportNote::CutsWords { cut: 1, spans: 2, better: Some(OffsetUnit::Byte) },
        ImportNote::Encoding("UTF-16LE"),
        ImportNote::Columns {
            text: text(),
            title: text(),
            published: text(),
            source: text(),
            url: text(),
            id: text(),
        },
        ImportNote::NoDay(text()),
        ImportNote::MovedDay { moment: text(), day: text() },
        ImportNote::OtherDay { moment: text(), shown: text() },
        ImportNote::BadBytes { count: 1, places: vec![(1, 2)] },
        ImportNote::SpanOutside {
            id: text(),
            span: text(),
            offsets: vec![(1, 2)],
            unit: OffsetUnit::CodePoint,
        },
        ImportNote::SpanAstray { id: text(), span: text(), words: text(), places: 2 },
        ImportNote::RelationAstray { label: text(), from: text(), to: text() },
        ImportNote::AttributesAstray(text()),
        ImportNote::WithoutText { wanted: text(), spans: 1 },
        ImportNote::Tags { id: text(), count: 1 },
        ImportNote::OtherFile(".txt"),
        ImportNote::PutAside(1),
        ImportNote::OtherTags { column: 3, count: 2, are_chunks: false },
        ImportNote::File(FormatFault::NoTable),
        ImportNote::FirstRow { id: text(), published: String::new(), text: text() },
        ImportNote::FirstRow { id: text(), published: "2024-05-20".to_owned(), text: text() },
        ImportNote::FarCells { count: 2, most: 256 },
        ImportNote::Table(TableNote::OtherColumns(vec![text()])),
        ImportNote::Table(TableNote::Tags { count: 2, from: None }),
        ImportNote::Table(TableNote::Tags { count: 2, from: Some(csv) }),
        ImportNote::Table(TableNote::TagsBeside(csv)),
    ];
    for (unit, line_ends, start) in [
        (OffsetUnit::Token, LineEnds::LfAsTwo, CountingStart::AfterSpace),
        (OffsetUnit::Nothing, LineEnds::AsTheyAre, CountingStart::At(3)),
        (OffsetUnit::Byte, LineEnds::AsTheyAre, CountingStart::WithMark),
    ] {
        let counting = Counting { unit, line_ends, start };
        notes.push(ImportNote::Recounted { counting, spans: 1 });
    }
    for kind in [NamedKind::Document, NamedKind::Label, NamedKind::Attribute, NamedKind::Relation] {
        notes.push(ImportNote::Renamed { kind, name: text(), called: text() });
    }
    for why in [
        DocumentFault::NoText,
        DocumentFault::Nul,
        DocumentFault::NoTokens,
        DocumentFault::Answered(text()),
    ] {
        notes.push(ImportNote::Document { id: text(), why });
    }
    notes.extend(row_faults().map(ImportNote::Row));
    notes.extend(foreign_kinds().map(|kind| ImportNote::Kind { kind, count: 2 }));
    let warning = |note| Warning { file: "a.jsonl".to_owned(), line: 2, note };
    notes.into_iter().map(warning).collect()
}

fn format_faults() -> Vec<FormatFault> {
    let text = || "a".to_owned();
    let mut faults = vec![
        FormatFault::Row(RowFault::NoText),
        FormatFault::LargeFile { bytes: 300_000_000, most: 268_435_456 },
        FormatFault::LargeArticle(1000),
        FormatFault::LongLine(1000),
        FormatFault::ManyValues(1000),
        FormatFault::ManyAttributes(1000),
        FormatFault::LargeUnpacked(1000),
        FormatFault::NotEncoded("UTF-16LE"),
        FormatFault::NotUtf8,
        FormatFault::Text(DecodeError::Binary),
        FormatFault::Syntax(text()),
        FormatFault::EndsEarly(text()),
        FormatFault::DocumentType,
        FormatFault::ArchivePacking,
        FormatFault::LargeArchive(1000),
        FormatFault::NoFiles(".tml"),
        FormatFault::NoFolder(".txt, .ann"),
        FormatFault::NoTable,
        FormatFault::NoProject,
        FormatFault::NoWork,
        FormatFault::NoSofa,
        FormatFault::NoTimeMl,
        FormatFault::OldWebAnno,
        FormatFault::NotWebAnno,
        FormatFault::OtherLayout,
        FormatFault::NoColumn { name: text(), known: vec![text()] },
        FormatFault::LacksColumn("text"),
        FormatFault::NoTextColumn { known: vec![text()] },
        FormatFault::OnlyWritten("TEI"),
    ];
    let parts = [
        DamagedPart::Archive,
        DamagedPart::Spreadsheet,
        DamagedPart::Parquet,
        DamagedPart::Footer,
        DamagedPart::Page,
        DamagedPart::Dictionary,
    ];
    faults.extend(parts.map(FormatFault::Damaged));
    let kinds = [
        SeenKind::Named("PDF"),
        SeenKind::WordDocument,
        SeenKind::Archive,
        SeenKind::WebPage,
        SeenKind::TsvTable,
        SeenKind::CsvTable,
        SeenKind::TokenColumns,
        SeenKind::SpanLines,
    ];
    let advice = [ReadingAdvice::From("table"), ReadingAdvice::OnlyWritten, ReadingAdvice::NotRead];
    faults.extend(kinds.into_iter().zip(advice.into_iter().cycle()).map(|(seen, advice)| {
        let why = Box::new(FormatFault::NoTable);
        FormatFault::Other { seen, wanted: "brat", advice, why }
    }));
    faults
}

fn row_faults() -> impl Iterator<Item = RowFault> {
    let text = || "a".to_owned();
    [
        RowFault::NoText,
        RowFault::NoList(text()),
        RowFault::NoObject("meta"),
        RowFault::UnknownHeader(text()),
        RowFault::NoToken,
        RowFault::SoftLabels,
        RowFault::FewColumns { found: 1, needed: 2 },
        RowFault::NoLabel,
        RowFault::NoPlace,
        RowFault::NoRelationLabel,
        RowFault::NoTextBound,
        RowFault::NoTag,
        RowFault::UnknownTag(text()),
        RowFault::Fields { found: 1, expected: 2 },
        RowFault::NoOffset { column: text(), found: text() },
        RowFault::NoDocument(text()),
        RowFault::Syntax(text()),
    ]
    .into_iter()
}

fn foreign_kinds() -> impl Iterator<Item = ForeignKind> {
    [
        ForeignKind::Event,
        ForeignKind::Equivalence,
        ForeignKind::Note,
        ForeignKind::Attribute,
        ForeignKind::Relation,
        ForeignKind::UnknownLine,
        ForeignKind::Comment,
        ForeignKind::TextLabel,
        ForeignKind::TextOfText,
        ForeignKind::Prediction,
        ForeignKind::Draft,
        ForeignKind::Dismissal,
        ForeignKind::Named("SIGNAL".to_owned()),
    ]
    .into_iter()
}

fn placements() -> Vec<Message> {
    let kinds = [
        PlacementKind::Exact,
        PlacementKind::Recounted(counting()),
        PlacementKind::Reanchored,
        PlacementKind::Unchecked,
        PlacementKind::LeftOut,
    ];
    let mention =
        SpanMention { document: "n1".to_owned(), label: "claim".to_owned(), words: "a".to_owned() };
    kinds.map(|it| it.counted(2)).into_iter().chain(of([mention])).collect()
}

#[cfg(unix)]
#[test]
fn a_long_path_is_shortened_in_the_middle_and_may_be_broken_at_its_separators() {
    let words =
        |strings: &Strings, path: &str| strings.words_of(&NoticeKind::Saved(PathBuf::from(path)));
    let long = "/home/sara/Documents/projects/news/2026/winter/russia-ukraine/news-17.txt.sara.ron";
    let window = Strings::new(Language::English, DigitSet::Latin);
    let shown = words(&window, long).replace('\u{200B}', "|");
    let expected = "/|home/|…/|russia-ukraine/|news-17.txt.sara.ron";
    assert!(shown.contains(expected), "{shown}");
    assert!(words(&window, "/home/a.ron").contains("/\u{200B}home/\u{200B}a.ron"));
    assert!(words(Strings::of_terminal(), long).contains(long));
}
