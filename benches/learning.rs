//! Suggestions that learn: how long training takes and what it makes, how soon suggestions follow a tag,
//! frames while a folder is learned from, and what ill-behaved programs cost. Prints figures; every size is
//! given beside its figure. `HASHIYE_BENCH_PART` runs one part: `tag`, `training`, `cut`, `folder`, `off`
//! or `programs`.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use egui::{Context, Pos2, RawInput, Rect};
use hashiye::{
    edit::{self, AnnotationDraft},
    learn::{ArticleWork, Experience, LabeledRange, Learner},
    model::{Document, Schema},
    session::{EditAction, FileAction, Session, Settings, SuggestionScope, Wake},
    store::{self, Analyst, AnnotationFile, ArticleInfo, ExternalProgram, FileSyntax},
    text::{Article, Text, TextRange},
    typeset::FontSet,
    ui::WindowApp,
};

const SIZE: [f32; 2] = [1280.0, 800.0];
const FIRST: [&str; 12] = [
    "علی",
    "مریم",
    "زهرا",
    "رضا",
    "فاطمه",
    "نرگس",
    "سعید",
    "پروین",
    "ناصر",
    "شیرین",
    "کاوه",
    "لیلا",
];
const LAST: [&str; 14] = [
    "احمدی",
    "کریمی",
    "صادقی",
    "رستگار",
    "پارسا",
    "بهرامی",
    "شریفی",
    "مرادی",
    "نوری",
    "یزدانی",
    "کاظمی",
    "رحیمی",
    "سلطانی",
    "وحیدی",
];
const PLACES: [&str; 12] = [
    "تهران",
    "شیراز",
    "مشهد",
    "تبریز",
    "اهواز",
    "یزد",
    "کرمان",
    "رشت",
    "همدان",
    "سمنان",
    "سنندج",
    "قزوین",
];
const BODIES: [&str; 8] = [
    "سازمان آب",
    "شرکت برق",
    "بانک مسکن",
    "انجمن کتاب",
    "بنیاد سینما",
    "مرکز پژوهش",
    "صندوق سلامت",
    "دانشگاه هنر",
];

/// Numbers that look like chance, the same every time.
struct Dice(u64);

impl Dice {
    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(self.0 >> 33).unwrap_or_default() % all.len();
        all[at]
    }
}

/// Some sentences with three labels, and where these are.
fn sentences(dice: &mut Dice, count: usize) -> (String, Vec<(usize, usize, &'static str)>) {
    let mut text = String::new();
    let mut tags = Vec::new();
    let mut tagged = |text: &mut String, words: &str, label| {
        let start = text.len();
        text.push_str(words);
        tags.push((start, text.len(), label));
    };
    for _ in 0..count {
        let name = format!("{} {}", dice.one_of(&FIRST), dice.one_of(&LAST));
        text.push_str("آقای ");
        tagged(&mut text, &name, "person");
        text.push_str("، مدیر تازهٔ ");
        tagged(&mut text, dice.one_of(&BODIES), "body");
        text.push_str("، دیروز در ");
        tagged(&mut text, dice.one_of(&PLACES), "place");
        text.push_str(" گفت که کار این طرح طبق برنامه پیش می‌رود و مردم شهر از آن سود می‌برند.\n");
    }
    (text, tags)
}

fn work(text: &Text, tags: &[(usize, usize, &str)]) -> ArticleWork {
    let tag = |(start, end, label): &(usize, usize, &str)| LabeledRange {
        range: text.range(*start, *end).expect("in the text"),
        label: (*label).into(),
    };
    ArticleWork { tags: tags.iter().map(tag).collect(), is_done: true, ..ArticleWork::default() }
}

/// Learning from so many sentences, ten to an article.
fn taught(count: usize) -> Learner {
    let mut dice = Dice(7);
    let mut learner = Learner::new();
    for _ in 0..count / 10 {
        let (text, tags) = sentences(&mut dice, 10);
        let text = Text::new(text);
        let article = learner.experience().read(&text, Vec::new(), None);
        learner.learn(&article, &work(&text, &tags));
    }
    learner
}

#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn train(count: usize) {
    let start = Instant::now();
    let learner = taught(count);
    let took = start.elapsed();
    let bytes = learner.experience().to_bytes().len();
    println!(
        "learning from {count} sentences, 3 labels, every model as often as it comes: {:.2} s, {:.2} MB",
        took.as_secs_f64(),
        f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
    );
}

/// What is kept of 1,000 sentences, cut at every byte: all of it is read or nothing.
#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn cut_everywhere() {
    let bytes = taught(1_000).experience().to_bytes();
    let start = Instant::now();
    for cut in 0..bytes.len() {
        assert!(Experience::from_bytes(&bytes[..cut]).is_none(), "cut at {cut}");
    }
    assert!(Experience::from_bytes(&bytes).is_some());
    println!(
        "what is kept, cut at each of {} bytes: never read, in {:.1} s",
        bytes.len(),
        start.elapsed().as_secs_f64()
    );
}

fn schema() -> Arc<Schema> {
    let mut schema = Schema::clone(&Schema::standard());
    let date = schema.labels.iter().find(|it| it.id == "date").cloned().expect("it is there");
    for id in ["person", "body", "place"] {
        let mut label = date.clone();
        (label.id, label.key) = (id.to_owned(), String::new());
        schema.labels.push(label);
    }
    Arc::new(schema)
}

/// Writes a finished article of some sentences.
fn write_finished(folder: &Path, name: &str, dice: &mut Dice, count: usize) -> PathBuf {
    let (text, tags) = sentences(dice, count);
    let path = folder.join(name);
    let article: Article = store::create_article(&path, &text).expect("it can be written").article;
    let mut document = Document::new(name, article.text.clone(), schema());
    let draft = |(start, end, label): &(usize, usize, &str)| {
        let range: TextRange = article.text.range(*start, *end).expect("in the text");
        AnnotationDraft::new(range, *label)
    };
    let step = edit::annotate(&document, tags.iter().map(draft).collect::<Vec<_>>());
    document.apply(&step).expect("the document is new");
    let done = edit::set_meta(&document, "status", "done").expect("it was not");
    document.apply(&done).expect("it fits");
    let analyst = Analyst::new("a1").expect("a good name");
    let file = AnnotationFile { article: path.clone(), analyst, syntax: FileSyntax::Ron };
    let info = ArticleInfo::of(&path, &article);
    store::save_document(&document, &file, &info).expect("it can be written");
    path
}

fn session() -> Session {
    session_waking(Arc::new(|| {}))
}

fn session_waking(wake: Wake) -> Session {
    let analyst = Analyst::new("a1").expect("a good name");
    Session::new(Settings::default(), None, wake).for_analyst(analyst).with_schema(schema())
}

/// From a tag to the changed suggestions, in an article of so many bytes.
#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn follow_a_tag(bytes: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(11);
    for number in 0..40 {
        write_finished(folder.path(), &format!("a{number:02}.txt"), &mut dice, 10);
    }
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(&sentences(&mut dice, 1).0);
    }
    let path = folder.path().join("long.txt");
    store::create_article(&path, &text).expect("it can be written");
    let (woken, wakes) = mpsc::channel();
    // The window is drawn when it is woken, and so it is here: frames in which nothing came are no part of what is
    // measured.
    let mut session = session_waking(Arc::new(move || woken.send(()).unwrap_or_default()));
    session.perform(FileAction::Open(path));
    session.settle();
    let words = hashiye::language::words(&Text::new(&*text), 0..text.len());
    let mut words = words.into_iter().skip(5).step_by(19).collect::<Vec<_>>().into_iter();
    for before in [0, 400] {
        for range in words.by_ref().take(before) {
            session.perform(EditAction::Annotate { range, label: "place".into() });
        }
        let mut on_frame = Vec::new();
        let mut until_shown = Vec::new();
        for range in words.by_ref().take(41) {
            while session.is_busy() {
                session.tick(Instant::now());
            }
            while wakes.try_recv().is_ok() {}
            let start = Instant::now();
            session.perform(EditAction::Annotate { range, label: "place".into() });
            let mut frames = vec![start.elapsed()];
            while session.is_busy() {
                // What is saved meanwhile wakes nobody.
                let _woken = wakes.recv_timeout(Duration::from_millis(5));
                let ticked = Instant::now();
                session.tick(ticked);
                frames.push(ticked.elapsed());
            }
            on_frame.push(frames.into_iter().max().unwrap_or_default());
            until_shown.push(start.elapsed());
        }
        if until_shown.is_empty() {
            continue;
        }
        println!(
            "a tag in an article of {} bytes with {before} tags, {} suggestions, 40 finished articles: {:.2} ms \
             on the longest frame (at most {:.2} ms), {:.2} ms until the suggestions are those after it (medians of {})",
            text.len(),
            session.suggestions_left(),
            milliseconds(median(&mut on_frame)),
            milliseconds(on_frame.iter().max().copied().unwrap_or_default()),
            milliseconds(median(&mut until_shown)),
            until_shown.len()
        );
    }
}

/// What it costs to open an article of so many bytes in a folder of finished ones, with suggestions and
/// without, until nothing is under way any more.
#[cfg(target_os = "linux")]
#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn open_with_and_without(bytes: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(19);
    for number in 0..40 {
        write_finished(folder.path(), &format!("a{number:02}.txt"), &mut dice, 10);
    }
    let mut text = String::new();
    while text.len() < bytes {
        text.push_str(&sentences(&mut dice, 1).0);
    }
    let path = folder.path().join("long.txt");
    store::create_article(&path, &text).expect("it can be written");
    let (off, all) = (SuggestionScope::Off, SuggestionScope::All);
    for (said, scope) in [("off", off), ("on, nothing kept", all), ("off", off), ("on, kept", all)]
    {
        let mut settings = Settings::default();
        settings.suggestions.scope = scope;
        let mut session = Session::new(settings, None, Arc::new(|| {}))
            .for_analyst(Analyst::new("a1").expect("a good name"))
            .with_schema(schema());
        let (before, used) = (own_memory(), processor_time());
        session.perform(FileAction::Open(path.clone()));
        session.settle();
        println!(
            "an article of {} bytes opened, suggestions {said}: {} of them, {:.2} s of the processor, {:.1} MB more",
            text.len(),
            session.suggestions_left(),
            processor_time() - used,
            own_memory() - before
        );
    }
}

/// The seconds of the processor that this process and its threads have used.
#[cfg(target_os = "linux")]
fn processor_time() -> f64 {
    let status = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = status.rsplit(')').next().expect("it names the program");
    // The state comes first; the times are the 14th and the 15th of all.
    let times = after_name.split_whitespace().skip(11).take(2);
    times.map(|it| it.parse::<f64>().expect("a number")).sum::<f64>() / 100.0
}

/// Memory of the process that no file stands for, in MB.
#[cfg(target_os = "linux")]
fn own_memory() -> f64 {
    memory_line("RssAnon:")
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Frames while a folder of so many finished articles is learned from, and how long that takes without
/// and with what was kept.
#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn learn_a_folder(articles: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(13);
    for number in 0..articles {
        write_finished(folder.path(), &format!("a{number:04}.txt"), &mut dice, 10);
    }
    let open = folder.path().join("open.txt");
    store::create_article(&open, &sentences(&mut dice, 20).0).expect("it can be written");
    for said in ["nothing kept", "kept"] {
        let mut session = session();
        let start = Instant::now();
        session.perform(FileAction::Open(open.clone()));
        let opened = start.elapsed();
        let frames = frames_while_busy(session);
        println!(
            "a folder of {articles} finished articles of 10 sentences, {said}: opened in {:.1} ms, all \
             learned and shown after {:.2} s; {frames}",
            milliseconds(opened),
            start.elapsed().as_secs_f64(),
        );
    }
}

/// Draws sixty frames a second or fewer until nothing is under way, and says how long they took.
fn frames_while_busy(session: Session) -> String {
    let ctx = Context::default();
    ctx.set_fonts(hashiye::ui::fonts());
    let mut app = WindowApp::new(&ctx, session, FontSet::bundled()).expect("themes");
    let mut frames = Vec::new();
    let mut time = 0.0;
    while app.session().is_busy() {
        time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE.into())),
            time: Some(time),
            ..RawInput::default()
        };
        let began = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone());
            app.ui(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(ctx.tessellate(shapes, output.pixels_per_point));
        output.drop_without_applying_deltas();
        frames.push(began.elapsed());
        std::thread::sleep(Duration::from_millis(8));
    }
    // The first frames make the fonts.
    let mut frames = frames.split_off(frames.len().min(3));
    frames.sort_unstable();
    let at = |share: usize| frames.get(frames.len() * share / 100).copied().unwrap_or_default();
    format!(
        "{} frames meanwhile, median {:.2} ms, 99th percentile {:.2} ms",
        frames.len(),
        milliseconds(at(50)),
        milliseconds(at(99))
    )
}

/// What ill-behaved programs do to the window that asks them: its frames and the most memory it takes.
#[cfg(target_os = "linux")]
#[expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
fn ask_hostile_programs() {
    const PROGRAMS: [(&str, &str); 8] = [
        ("no program asked", "exit 0"),
        ("silent", "sleep 100"),
        ("endless lines", "yes"),
        ("one endless line", "tr '\\0' x < /dev/zero"),
        ("bytes by chance", "cat /dev/urandom"),
        ("floods its errors", "yes >&2"),
        (
            "deaf to all, with children",
            "trap '' TERM HUP; for i in $(seq 50); do sleep 100 & done; sleep 100",
        ),
        (
            "a million mentions",
            r#"read -r line; printf '{"id":1,"mentions":['; yes '{"label":"claim","start":0,"end":3},' | head -n 1000000; printf '{}]}\n'; sleep 100"#,
        ),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let open = folder.path().join("open.txt");
    store::create_article(&open, &sentences(&mut Dice(17), 200).0).expect("it can be written");
    for (said, script) in PROGRAMS {
        let command = ["sh", "-c", script].map(str::to_owned).to_vec();
        let program = ExternalProgram {
            name: "hostile".to_owned(),
            agreed: command.clone(),
            command,
            seconds: 3,
            ..ExternalProgram::default()
        };
        let external = if said.starts_with("no ") { Vec::new() } else { vec![program] };
        let settings = Settings { external, ..Settings::default() };
        let analyst = Analyst::new("a1").expect("a good name");
        let mut session = Session::new(settings, None, Arc::new(|| {})).for_analyst(analyst);
        // The most since now.
        std::fs::write("/proc/self/clear_refs", "5").expect("Linux");
        let before = most_memory();
        session.perform(FileAction::Open(open.clone()));
        let frames = frames_while_busy(session);
        println!("a program, {said}: {frames}, {:.1} MB more at most", most_memory() - before);
    }
}

/// The most memory this process had since it was asked to forget, in MB.
#[cfg(target_os = "linux")]
fn most_memory() -> f64 {
    memory_line("VmHWM:")
}

#[cfg(target_os = "linux")]
fn memory_line(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|it| it.strip_prefix(name)).expect("it says so");
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kilobytes / 1024.0
}

fn main() {
    // What criterion's own command lines ask for.
    if std::env::args().any(|it| it == "--test" || it == "--list") {
        return;
    }
    let wanted = std::env::var("HASHIYE_BENCH_PART").unwrap_or_default();
    let is_wanted = |part: &str| wanted.is_empty() || wanted == part;
    if is_wanted("tag") {
        follow_tags();
    }
    if is_wanted("training") {
        [10, 100, 1_000, 10_000].into_iter().for_each(train);
    }
    if is_wanted("cut") {
        cut_everywhere();
    }
    if is_wanted("folder") {
        [100, 700].into_iter().for_each(learn_a_folder);
    }
    #[cfg(target_os = "linux")]
    if is_wanted("off") {
        [10_000, 1_000_000].into_iter().for_each(open_with_and_without);
    }
    #[cfg(target_os = "linux")]
    if is_wanted("programs") {
        ask_hostile_programs();
    }
}

fn follow_tags() {
    for bytes in [10_000, 100_000, 1_000_000] {
        follow_a_tag(bytes);
    }
}
