//! Memory of the window without a screen (Linux), each case in a process of its own.
//!
//! Prints how much more memory of its own the process has than with no article open: once the article
//! is open and recognizers and checks are done, after scrolling through a hundred screens, after two
//! hundred edits, undone and redone, and after two thousand; with how much of it is for a tag.

use std::{
    fmt::Write as _,
    fs,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, vec2};
use hashiye::{
    edit::{self, AnnotationDraft, UndoHistory},
    language,
    model::{Document, Schema},
    session::{EditAction, Session, Settings},
    text::{Text, TextRange},
    typeset::FontSet,
    ui::WindowApp,
};

const SAMPLE: &str = include_str!("../tests/data/article.txt");
const SIZE: [f32; 2] = [1280.0, 800.0];
/// Which case a process measures, as `bytes tags`.
const CASE: &str = "HASHIYE_BENCH_CASE";
/// Bytes of the article and tags on it.
const CASES: &[(usize, usize)] = &[
    (100_000, 10),
    (100_000, 10_000),
    (1_000_000, 10),
    (1_000_000, 10_000),
    (10_000_000, 10),
    (10_000_000, 100_000),
];

/// Memory of the process that no file stands for, in bytes.
fn own_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok());
    kilobytes.unwrap_or(0.0) * 1024.0
}

/// The sample, over and over, with tags of two words spread over it.
fn document(bytes: usize, tags: usize) -> Document {
    let text = Text::new(SAMPLE.repeat((bytes / SAMPLE.len()).max(1)));
    let words = language::words(&text, 0..text.len_bytes());
    let step = (words.len() / tags.max(1)).max(1);
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

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE.into())),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone());
            app.ui(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        output.drop_without_applying_deltas();
    }

    /// Frames until threads have nothing to do any more.
    fn settle(&mut self) {
        let (start, mut quiet) = (Instant::now(), 0);
        while quiet < 5 && start.elapsed() < Duration::from_mins(1) {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(60));
            let is_busy = self.app.session().is_busy();
            quiet = if is_busy { 0 } else { quiet + 1 };
        }
    }

    fn scroll(&mut self) {
        self.frame(vec![
            Event::PointerMoved(Pos2::new(800.0, 400.0)),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, -SIZE[1]),
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            },
        ]);
    }
}

fn session() -> Session {
    Session::new(Settings::default(), None, Arc::new(|| {}))
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn measure(bytes: usize, tags: usize) {
    let mut empty = Window::open(session());
    empty.settle();
    let before = own_memory();
    let range = {
        let document = document(bytes, tags);
        let range: TextRange =
            document.text().range(0, 12).expect("the sample starts with letters");
        drop(std::mem::replace(&mut empty, Window::open(session().with_document(document))));
        range
    };
    let mut window = empty;
    let mut line = format!("{bytes}\t{tags}");
    let mut print_cost = |window: &mut Window| {
        window.settle();
        let more = own_memory() - before;
        #[expect(clippy::cast_precision_loss, reason = "few tags")]
        let of_tag = more / tags as f64;
        write!(line, "\t{:.1} MB\t{of_tag:.0}", more / 1e6).expect("memory");
    };
    print_cost(&mut window);
    (0..100).for_each(|_| window.scroll());
    print_cost(&mut window);
    for at in 0..500 {
        // What the first edits bring in stays; from then on it is to be flat.
        if at == 50 {
            print_cost(&mut window);
        }
        let label = if at % 2 == 0 { "claim" } else { "date" };
        window.app.ask(EditAction::Annotate { range, label: label.into() });
        window.frame(Vec::new());
        window.app.ask(EditAction::Undo);
        window.frame(Vec::new());
        window.app.ask(EditAction::Redo);
        window.frame(Vec::new());
        window.app.ask(EditAction::Undo);
        window.frame(Vec::new());
    }
    print_cost(&mut window);
    println!("{line}");
}

/// What a step of the history takes: tags on single words, one a step.
#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn cost_of_a_step() {
    const STEPS: usize = 100_000;
    let document = document(2_000_000, 0);
    let words = language::words(document.text(), 0..document.text().len_bytes());
    let mut history = UndoHistory::default();
    let before = own_memory();
    for range in words.into_iter().take(STEPS) {
        history.record(edit::annotate(&document, [AnnotationDraft::new(range, "claim")]));
    }
    #[expect(clippy::cast_precision_loss, reason = "few steps")]
    let of_step = (own_memory() - before) / history.done().len() as f64;
    println!("a step of the history, of {}: {of_step:.0} bytes", history.done().len());
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn memory(_: &mut Criterion) {
    if let Ok(case) = std::env::var(CASE) {
        if let Some((bytes, tags)) = case.split_once(' ')
            && let (Ok(bytes), Ok(tags)) = (bytes.parse(), tags.parse())
        {
            measure(bytes, tags);
        }
        return;
    }
    cost_of_a_step();
    println!("bytes\ttags\topen\ta tag\tscrolled\ta tag\t200 edits\ta tag\t2,000 edits\ta tag");
    for (bytes, tags) in CASES {
        let mut child = Command::new(std::env::current_exe().expect("it runs"));
        child.arg("--bench").env(CASE, format!("{bytes} {tags}"));
        let done = child.status().expect("it starts");
        assert!(done.success(), "{done}");
    }
}

criterion_group!(benches, memory);
criterion_main!(benches);
