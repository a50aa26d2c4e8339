//! What no input may cost: the square of its size. Each case is run at a size, at twice and at four times
//! that, and the ratio of the times is shown: 2 is linear, 4 the square.
//!
//! `cargo bench --bench growth [WORDS OF CASES]`; it fails where a ratio over both doublings is above 3 each.

#![expect(clippy::print_stdout, reason = "the table is what it is run for")]

use std::{
    fmt::Write as _,
    hint::black_box,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use egui::{Context, Pos2, RawInput, Rect};
use hashiye::{
    check::{self, Usage},
    edit::{self, AnnotationDraft},
    formats::{self, Input, Options},
    model::{Document, Schema},
    recognize,
    session::{NavigateAction, Session, Settings},
    store,
    text::{Text, text_of_page},
    typeset::FontSet,
    ui::WindowApp,
};

/// A way in which an input can be large, and what is done with it.
struct Case {
    name: &'static str,
    /// The first size.
    size: usize,
    /// Takes the size; gives back how long what is measured took.
    run: fn(usize) -> Duration,
}

const CASES: &[Case] = &[
    Case { name: "import: documents of one id", size: 5_000, run: documents_of_one_id },
    Case { name: "import: TimeML, dates without words", size: 10_000, run: timeml_without_words },
    Case { name: "import: TimeML, nested elements", size: 10_000, run: timeml_nested },
    Case { name: "import: SGML that never closes a tag", size: 50_000, run: sgml_open },
    Case { name: "page: paragraphs", size: 2_000, run: page_of_paragraphs },
    Case { name: "page: as deep as is read, over and over", size: 10, run: deep_page },
    Case { name: "check: tags on the same words", size: 10_000, run: check_same_words },
    Case { name: "check: nested claims with dates", size: 2_000, run: check_nested },
    Case { name: "frame: tags on the same words", size: 10_000, run: frame_same_words },
    Case { name: "frame: nested claims", size: 2_000, run: frame_nested },
    Case { name: "folder: links to articles", size: 500, run: folder_of_links },
];

/// Above this, times its own size again, it is no longer linear.
const WORST: f64 = 3.0;
/// Below this the clock says more about the machine.
const SHORTEST: Duration = Duration::from_millis(2);

fn timed<R>(work: impl FnOnce() -> R) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn import(id: &str, name: &str, source: String) -> Duration {
    let format = formats::ALL.iter().find(|it| it.id == id).expect("a known format");
    let inputs = [Input::new(name, source.into_bytes())];
    timed(|| formats::import(format, &inputs, &Options::default()))
}

fn documents_of_one_id(size: usize) -> Duration {
    let mut lines = String::new();
    for at in 0..size {
        writeln!(lines, "{{\"id\": \"same\", \"text\": \"خبر {at}\", \"spans\": []}}")
            .expect("memory");
    }
    import("jsonl", "a.jsonl", lines)
}

fn timeml_without_words(size: usize) -> Duration {
    let mut source = "<TimeML><TEXT>خبر ".to_owned();
    for at in 0..size {
        write!(source, "<TIMEX3 tid=\"t{at}\" type=\"DATE\" value=\"2021\"/>").expect("memory");
    }
    for at in 0..size {
        write!(source, "<TLINK timeID=\"t{at}\" relatedToTime=\"t0\"/>").expect("memory");
    }
    import("timeml", "a.tml", source + "</TEXT></TimeML>")
}

fn timeml_nested(size: usize) -> Duration {
    let open = "<s>".repeat(size);
    let close = "</s>".repeat(size);
    let words = "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2021\">۱۴۰۰</TIMEX3>";
    import("timeml", "a.tml", format!("<TimeML><TEXT>{open}{words}{close}</TEXT></TimeML>"))
}

fn sgml_open(size: usize) -> Duration {
    import("timeml", "a.tml", format!("<TIMEX3>خبر</TIMEX3>{}", "<a &".repeat(size)))
}

fn page(body: &str) -> Duration {
    let html = format!("<html><head><title>خبر</title></head><body>{body}</body></html>");
    timed(|| text_of_page(&html))
}

fn page_of_paragraphs(size: usize) -> Duration {
    page(&"<p>رئیس جمهوری روسیه گفت که تحریم‌های تازه اشتباه بزرگی است.</p>".repeat(size))
}

fn deep_page(size: usize) -> Duration {
    let deep = format!("{}متن خبر.{}", "<div>".repeat(500), "</div>".repeat(500));
    page(&deep.repeat(size))
}

/// Tags on `places`, of which some are dates.
fn tagged(text: &str, places: impl Iterator<Item = (usize, usize, &'static str)>) -> Document {
    let mut document = Document::new("bench", Text::new(text), Schema::standard());
    let drafts = places.map(|(start, end, label)| {
        let range = document.text().range(start, end).expect("words");
        AnnotationDraft::new(range, label)
    });
    let tagging = edit::annotate(&document, drafts.collect::<Vec<_>>());
    document.apply(&tagging).expect("the document is new");
    document
}

const WORDS: &str = "وزیر نیرو";

fn same_words(size: usize) -> Document {
    let text = format!("{WORDS} گفت که ذخیرهٔ سدها کمتر از پارسال است.\n");
    tagged(&text, (0..size).map(|at| (0, WORDS.len(), if at % 2 == 0 { "claim" } else { "date" })))
}

/// Claims in claims, each a letter shorter, and a date in the innermost.
fn nested(size: usize) -> Document {
    let text = format!("{}\n", "آ ".repeat(size));
    let letter = "آ ".len();
    let end = size * letter - 1;
    let claims = (0..size - 1).map(|at| (at * letter, end, "claim"));
    let dates = (0..size / 10).map(|at| (at * letter, at * letter + letter - 1, "date"));
    tagged(&text, claims.chain(dates))
}

fn checked(document: &Document) -> Duration {
    let context = recognize::Context::default();
    timed(|| check::check(document, &context, &Usage::of(document)))
}

fn check_same_words(size: usize) -> Duration {
    checked(&same_words(size))
}

fn check_nested(size: usize) -> Duration {
    checked(&nested(size))
}

/// A frame after the first ones, as after any key.
fn frame(document: Document) -> Duration {
    let session = Session::new(Settings::default(), None, Arc::new(|| {}));
    let mut session = session.with_document(document);
    session.perform(NavigateAction::Activate(Some(hashiye::model::AnnotationId(1))));
    let ctx = Context::default();
    ctx.set_fonts(hashiye::ui::fonts());
    let mut app = WindowApp::new(&ctx, session, FontSet::bundled()).expect("the themes are whole");
    let mut draw = |time: f64| {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, [1280.0, 800.0].into())),
            time: Some(time),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone());
            app.ui(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        black_box(ctx.tessellate(shapes, output.pixels_per_point));
        output.drop_without_applying_deltas();
    };
    draw(0.1);
    draw(0.2);
    timed(|| draw(0.3))
}

fn frame_same_words(size: usize) -> Duration {
    frame(same_words(size))
}

fn frame_nested(size: usize) -> Duration {
    frame(nested(size))
}

fn folder_of_links(size: usize) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let store = tempfile::tempdir().expect("a folder");
    for at in 0..size {
        let target = store.path().join(format!("{at}.txt"));
        std::fs::write(&target, "خبر").expect("it can be written");
        #[cfg(unix)]
        std::os::unix::fs::symlink(&target, folder.path().join(format!("n{at}.txt")))
            .expect("a link");
    }
    timed(|| store::ArticleFolder::open(folder.path()))
}

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let is_wanted =
        |it: &&Case| wanted.is_empty() || wanted.iter().any(|word| it.name.contains(word));
    let mut is_fine = true;
    println!(
        "{:<44} {:>8} {:>11} {:>11} {:>11}  ratios",
        "", "size", "time", "twice", "four times"
    );
    for case in CASES.iter().filter(is_wanted) {
        let mut size = case.size;
        let mut times = [1, 2, 4].map(|times| (case.run)(size * times));
        // What is over before the clock ticks is made longer.
        while times[0] < SHORTEST && size < case.size * 64 {
            size *= 4;
            times = [1, 2, 4].map(|times| (case.run)(size * times));
        }
        let seconds = times.map(|it| it.as_secs_f64());
        let ratios = [seconds[1] / seconds[0], seconds[2] / seconds[1]];
        println!(
            "{:<44} {size:>8} {:>9.1}ms {:>9.1}ms {:>9.1}ms  {:.1} {:.1}",
            case.name,
            seconds[0] * 1e3,
            seconds[1] * 1e3,
            seconds[2] * 1e3,
            ratios[0],
            ratios[1]
        );
        is_fine &= ratios.iter().product::<f64>() <= WORST * WORST;
    }
    if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
