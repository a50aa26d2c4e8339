//! The window without a screen: UI code and tessellation, a frame at a time.
//!
//! Prints, for each size of article and number of tags, the median and the 99th percentile of frames
//! while scrolling three screens a second, and how these compare with harfrust shaping the text in
//! view; the same of tags and findings that lie close together; then criterion measures opening, tagging, undoing, zooming, finding and saving.

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, vec2};
use hashiye::{
    edit::{self, AnnotationDraft},
    language,
    model::{AnnotationId, Document, Schema},
    session::{Action, EditAction, NavigateAction, Session, Settings},
    store::{self, Analyst, AnnotationFile, ArticleInfo, FileSyntax},
    text::{Text, TextRange},
    typeset::FontSet,
    ui::{WindowAction, WindowApp},
};

const SAMPLE: &str = include_str!("../tests/data/article.txt");
const SIZE: [f32; 2] = [1280.0, 800.0];
/// Bytes of the article and tags on it; the first is the sample as it is.
const CASES: &[(usize, usize)] = &[
    (0, 10),
    (100_000, 10),
    (100_000, 1_000),
    (1_000_000, 1_000),
    (10_000_000, 10),
    (10_000_000, 1_000),
    (10_000_000, 100_000),
];
/// Tags within one claim of the crowded paragraph.
const NESTED: usize = 40;

/// The sample, over and over, with tags of two words spread over it.
fn document(bytes: usize, tags: usize) -> Document {
    let times = (bytes / SAMPLE.len()).max(1);
    let text = Text::new(SAMPLE.repeat(times));
    let words = language::words(&text, 0..text.len_bytes());
    let step = (words.len() / tags).max(1);
    let drafts: Vec<AnnotationDraft> = words
        .chunks(step)
        .take(tags)
        .enumerate()
        .filter_map(|(index, chunk)| {
            let range = chunk.first()?.join(*chunk.get(1).unwrap_or(chunk.first()?));
            Some(AnnotationDraft::new(range, if index % 2 == 0 { "date" } else { "claim" }))
        })
        .collect();
    let mut document = Document::new("bench", text, Schema::standard());
    let tagging = edit::annotate(&document, drafts);
    document.apply(&tagging).expect("the document is new");
    document
}

fn session(document: &Document) -> Session {
    let settings = Settings::default();
    Session::new(settings, None, Arc::new(|| {})).with_document(document.clone())
}

/// The window and a clock for its frames.
struct Window {
    ctx: Context,
    app: WindowApp,
    time: f64,
}

impl Window {
    fn open(session: Session) -> Self {
        let ctx = Context::default();
        ctx.set_fonts(hashiye::ui::fonts());
        let app = WindowApp::new(&ctx, session, FontSet::bundled()).expect("the themes are whole");
        Self { ctx, app, time: 0.0 }
    }

    /// One frame with its tessellation.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE.into())),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone());
            app.ui(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let took = start.elapsed();
        output.drop_without_applying_deltas();
        took
    }

    /// Frames until the article was looked through for what may be wrong, and no thread is at work.
    fn settle(&mut self) {
        let is_checked = |it: &Session| it.editor().is_some_and(|it| it.findings().is_known());
        while !is_checked(self.app.session()) || self.app.session().is_busy() {
            std::thread::sleep(Duration::from_millis(20));
            self.frame(vec![]);
        }
    }

    fn scroll(&mut self) -> Duration {
        self.turn(Pos2::new(800.0, 400.0))
    }

    /// The wheel is turned over `at`.
    fn turn(&mut self, at: Pos2) -> Duration {
        // Three screens a second at 60 frames a second.
        let delta = vec2(0.0, -SIZE[1] * 3.0 / 60.0);
        self.frame(vec![
            Event::PointerMoved(at),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta,
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            },
        ])
    }
}

/// Shaping about as much text as a view holds, with nothing around it.
fn harfrust_baseline() -> Duration {
    let font = include_bytes!("../fonts/Vazirmatn-Variable.ttf");
    let font = harfrust::FontRef::from_index(font, 0).expect("the font is whole");
    let data = harfrust::ShaperData::new(&font);
    let shaper = data.shaper(&font).build();
    let shape = || {
        for line in SAMPLE.lines() {
            let mut buffer = harfrust::UnicodeBuffer::new();
            buffer.push_str(line);
            buffer.guess_segment_properties();
            black_box(shaper.shape(buffer, harfrust::ShapeOptions::default()));
        }
    };
    shape();
    let mut times: Vec<Duration> = (0..50)
        .map(|_| {
            let start = Instant::now();
            shape();
            start.elapsed()
        })
        .collect();
    percentile(&mut times, 50)
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times.get((times.len() - 1) * percent / 100).copied().unwrap_or_default()
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn scrolling(_: &mut Criterion) {
    let baseline = harfrust_baseline();
    println!("harfrust shaping the sample alone: {baseline:?}");
    println!("bytes\ttags\tfirst frame\tmedian\tp99\tmedian/harfrust\tp99 at 60 a second");
    for &(bytes, tags) in CASES {
        let document = document(bytes, tags);
        let start = Instant::now();
        let mut window = Window::open(session(&document));
        window.frame(vec![]);
        let first = start.elapsed();
        let mut times: Vec<Duration> = (0..600).map(|_| window.scroll()).collect();
        let (median, p99) = (percentile(&mut times, 50), percentile(&mut times, 99));
        let ratio = median.as_secs_f64() / baseline.as_secs_f64();
        // As they are drawn: between two frames the thread rests, and what works beside it does not wait.
        let rested = |_: i32| {
            std::thread::sleep(Duration::from_micros(16_667));
            window.scroll()
        };
        let mut rested: Vec<Duration> = (0..300).map(rested).collect();
        let p99_of_rested = percentile(&mut rested, 99);
        println!(
            "{}\t{tags}\t{first:?}\t{median:?}\t{p99:?}\t{ratio:.2}\t{p99_of_rested:?}",
            document.text().len_bytes()
        );
    }
}

/// A claim over the first 80 words of the sample, and a date on each other word of it.
fn nested() -> Document {
    let text = Text::new(SAMPLE);
    let words = language::words(&text, 0..text.len_bytes());
    let claimed: Vec<TextRange> = words.into_iter().take(2 * NESTED).collect();
    let whole = claimed.first().zip(claimed.last()).map(|(first, last)| first.join(*last));
    let mut drafts = vec![AnnotationDraft::new(whole.expect("the sample has words"), "claim")];
    drafts.extend(claimed.iter().step_by(2).map(|it| AnnotationDraft::new(*it, "date")));
    let mut document = Document::new("bench", text, Schema::standard());
    let tagging = edit::annotate(&document, drafts);
    document.apply(&tagging).expect("the document is new");
    document
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn crowded(_: &mut Criterion) {
    println!("what lies close together\tmedian\tp99 of 600 frames while the wheel is turned");
    let print = |name: &str, mut times: Vec<Duration>| {
        let (median, p99) = (percentile(&mut times, 50), percentile(&mut times, 99));
        println!("{name}\t{median:?}\t{p99:?}");
    };
    let mut window = Window::open(session(&nested()));
    window.app.ask(NavigateAction::Activate(Some(AnnotationId(1))));
    window.settle();
    print("a claim with 40 dates in it, active", (0..600).map(|_| window.scroll()).collect());

    let mut window = Window::open(session(&document(10_000_000, 100_000)));
    window.app.ask(WindowAction::ToggleFindings);
    window.settle();
    let count = window.app.session().editor().map_or(0, |it| it.findings().list().len());
    let in_list = Pos2::new(640.0, SIZE[1] - 120.0);
    print(
        &format!("the list of {count} findings"),
        (0..600).map(|_| window.turn(in_list)).collect(),
    );
    print("the page above it", (0..600).map(|_| window.scroll()).collect());
}

/// Something done in the window, and how long it took until the next frame was ready.
type Work = fn(&mut Window, &Desk) -> Duration;

/// What is measured besides scrolling.
const STEPS: &[(&str, Work)] = &[
    ("tag to next frame", tag),
    ("undo", undo),
    ("zoom", zoom),
    ("find", look_for),
    ("save", save),
];

/// What steps work on besides the window.
struct Desk {
    range: TextRange,
    file: AnnotationFile,
    info: ArticleInfo,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new(document: &Document) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("news.txt");
        let article = store::create_article(&path, document.text().as_str());
        let article = article.expect("it can be written").article;
        let info = ArticleInfo::of(&path, &article);
        let analyst = Analyst::new("a1").expect("a good name");
        let file = AnnotationFile { article: path, analyst, syntax: FileSyntax::Ron };
        let range = document.text().range(0, 12).expect("the sample starts with letters");
        Self { range, file, info, _folder: folder }
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn tag(window: &mut Window, desk: &Desk) -> Duration {
    let took = timed(|| {
        window.app.ask(EditAction::Annotate { range: desk.range, label: "claim".into() });
        window.frame(vec![]);
    });
    window.app.ask(EditAction::Undo);
    window.frame(vec![]);
    took
}

fn undo(window: &mut Window, desk: &Desk) -> Duration {
    window.app.ask(EditAction::Annotate { range: desk.range, label: "claim".into() });
    window.frame(vec![]);
    timed(|| {
        window.app.ask(EditAction::Undo);
        window.frame(vec![]);
    })
}

fn zoom(window: &mut Window, _: &Desk) -> Duration {
    let now = window.app.session().settings().clone();
    let zoom = if now.zoom > 1.0 { 1.0 } else { 1.25 };
    timed(|| {
        window.app.ask(Action::ChangeSettings(Box::new(Settings { zoom, ..now })));
        window.frame(vec![]);
    })
}

/// Looking through the text, which the window does on a thread where the text is long.
fn look_for(window: &mut Window, _: &Desk) -> Duration {
    let document = window.app.session().editor().expect("an article is open").document().clone();
    timed(|| {
        black_box(language::places_of(document.text(), "تحریم‌های", language::Spelling::Any));
    })
}

/// Writing the file whole, which the window does on a thread.
fn save(window: &mut Window, desk: &Desk) -> Duration {
    let document = window.app.session().editor().expect("an article is open").document().clone();
    timed(|| {
        store::save_document(&document, &desk.file, &desk.info).expect("it can be written");
    })
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn steps(criterion: &mut Criterion) {
    let baseline = harfrust_baseline();
    println!("bytes\ttags\tstep\tmedian\tmedian/harfrust");
    for &(bytes, tags) in CASES {
        let document = document(bytes, tags);
        let desk = Desk::new(&document);
        let mut window = Window::open(session(&document));
        // What recognizers find arrives in these frames.
        for _ in 0..5 {
            window.frame(vec![]);
            std::thread::sleep(Duration::from_millis(100));
        }
        let mut group = criterion.benchmark_group(format!("{bytes} bytes, {tags} tags"));
        group.sample_size(10).measurement_time(Duration::from_secs(1));
        group.warm_up_time(Duration::from_millis(300));
        for (name, step) in STEPS {
            let mut times: Vec<Duration> = (0..11).map(|_| step(&mut window, &desk)).collect();
            let median = percentile(&mut times, 50);
            let ratio = median.as_secs_f64() / baseline.as_secs_f64();
            println!("{bytes}\t{tags}\t{name}\t{median:?}\t{ratio:.2}");
            group.bench_function(*name, |bench| {
                bench.iter_custom(|times| (0..times).map(|_| step(&mut window, &desk)).sum());
            });
        }
        group.finish();
    }
}

criterion_group!(benches, scrolling, crowded, steps);
criterion_main!(benches);
