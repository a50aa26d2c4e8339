//! Frames of the window while a hundred thousand tags are being saved in the background.
//!
//! Prints the median, the 99th percentile and the slowest of the frames that were drawn while a save
//! was under way, and how many saves these were.

use std::{
    fmt::Write as _,
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Pos2, RawInput, Rect};
use hashiye::{
    edit::{self, AnnotationDraft},
    model::{Document, Schema},
    session::{EditAction, FileAction, SaveState, Session, Settings},
    store::{self, Analyst, AnnotationFile, ArticleInfo, FileSyntax},
    typeset::FontSet,
    ui::WindowApp,
};

const TAGS: usize = 100_000;
const SAVES: usize = 5;
const SIZE: [f32; 2] = [1280.0, 800.0];

/// A folder with an article and an annotation file of a hundred thousand tags.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.txt");
    let mut text = String::new();
    for at in 0..TAGS {
        writeln!(text, "رئیس جمهوری روسیه در روز {at} گفت که تحریم‌ها اشتباه است.").expect("memory");
    }
    let article = store::create_article(&path, &text).expect("it can be written").article;
    let mut document = Document::new("news", article.text.clone(), Schema::standard());
    let mut start = 0;
    let drafts: Vec<AnnotationDraft> = text
        .split_inclusive('\n')
        .map(|line| {
            let range = article.text.range(start, start + "رئیس جمهوری".len()).expect("words");
            start += line.len();
            AnnotationDraft::new(range, "claim")
        })
        .collect();
    document.apply(&edit::annotate(&document, drafts)).expect("it fits");
    let analyst = Analyst::new("a1").expect("a good name");
    let info = ArticleInfo::of(&path, &article);
    let file = AnnotationFile { article: path, analyst, syntax: FileSyntax::Ron };
    store::save_document(&document, &file, &info).expect("it can be written");
    folder
}

struct Window {
    ctx: Context,
    app: WindowApp,
    time: f64,
}

impl Window {
    fn open(folder: &tempfile::TempDir) -> Self {
        let analyst = Analyst::new("a1").expect("a good name");
        let mut session =
            Session::new(Settings::default(), None, Arc::new(|| {})).for_analyst(analyst);
        session.perform(FileAction::Open(folder.path().join("news.txt")));
        let ctx = Context::default();
        ctx.set_fonts(hashiye::ui::fonts());
        let app = WindowApp::new(&ctx, session, FontSet::bundled()).expect("the themes are whole");
        Self { ctx, app, time: 0.0 }
    }

    fn frame(&mut self) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE.into())),
            time: Some(self.time),
            ..RawInput::default()
        };
        let start = Instant::now();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone());
            app.ui(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let took = start.elapsed();
        output.drop_without_applying_deltas();
        took
    }
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn saving(_: &mut Criterion) {
    let folder = folder();
    let mut window = Window::open(&folder);
    while window.app.session().save_state() == SaveState::Loading {
        window.frame();
        std::thread::sleep(Duration::from_millis(5));
    }
    for _ in 0..60 {
        window.frame();
    }
    let mut times = Vec::new();
    for at in 0..SAVES {
        let open = window.app.session().editor().expect("it is open");
        let text = open.document().text();
        let range = text.range(0, "رئیس جمهوری روسیه".len()).expect("words");
        let label = if at % 2 == 0 { "date" } else { "cue" };
        let start = Instant::now();
        window.app.ask(EditAction::Annotate { range, label: label.into() });
        window.app.ask(FileAction::Save);
        let asked = start.elapsed();
        times.push(asked + window.frame());
        while window.app.session().save_state() == SaveState::Saving {
            times.push(window.frame());
            // As at 120 frames a second.
            std::thread::sleep(Duration::from_millis(2));
        }
    }
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len() - 1) * percent / 100).copied();
    println!(
        "{SAVES} saves of {TAGS} tags, {} frames meanwhile: median {:?}, p99 {:?}, slowest {:?}",
        times.len(),
        at(50).unwrap_or_default(),
        at(99).unwrap_or_default(),
        at(100).unwrap_or_default()
    );
}

criterion_group!(benches, saving);
criterion_main!(benches);
