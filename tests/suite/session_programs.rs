//! Programs of the user's own in a session: agreed to, asked on threads, beside the rest, named when they fail.
//! They are scripts of the shell that every Unix has.

use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use hashiye::{
    recognize::FoundBy,
    session::{EditAction, FileAction, NoticeAction, NoticeKind, Offer, Session, Settings},
    store::{Analyst, ConfigFolder, ExternalProgram},
};

const TEXT: &str = "حسن در ۱۰ دی ۱۴۰۰ گفت هوا خوب است.\n";

/// Finds the first word of every text; notes every line it is given.
fn finder(folder: &Path) -> ExternalProgram {
    let script = format!(
        r#"echo $$ > '{0}/process'; while read -r line; do
            printf '%s\n' "$line" >> '{0}/lines'
            id=$(printf '%s' "$line" | sed 's/^{{"id":\([0-9]*\).*/\1/')
            printf '{{"id":%s,"mentions":[{{"label":"claim","start":0,"end":3,"confidence":0.9}}]}}\n' "$id"
        done"#,
        folder.display()
    );
    let command = ["sh", "-c", &script].map(str::to_owned).to_vec();
    ExternalProgram { name: "first".to_owned(), command, seconds: 20, ..ExternalProgram::default() }
}

fn agreed(program: ExternalProgram) -> ExternalProgram {
    ExternalProgram { agreed: program.command.clone(), ..program }
}

/// A session with one program on an article.
fn session_with(folder: &Path, program: ExternalProgram) -> Session {
    fs::write(folder.join("news.txt"), TEXT).expect("written");
    let settings = Settings { external: vec![program], ..Settings::default() };
    let config = ConfigFolder::at(folder.join("config"));
    let session = Session::new(settings, Some(config), Arc::new(|| {}));
    let mut session = session.for_analyst(Analyst::new("a1").expect("a good name"));
    session.perform(FileAction::Open(folder.join("news.txt")));
    session.settle();
    session
}

/// The place of what the program found among the suggestions.
fn place_of(session: &Session) -> Option<usize> {
    let suggestions = session.editor().expect("open").suggestions();
    let is_its = |it: &FoundBy| *it == FoundBy::Program("first".into());
    suggestions.mentions().iter().position(|it| is_its(&it.found_by))
}

#[test]
fn what_a_program_finds_stands_beside_the_rest_under_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = session_with(folder.path(), agreed(finder(folder.path())));
    let editor = session.editor().expect("open");
    let dates = editor.suggestions().mentions().iter().filter(|it| it.label == "date").count();
    assert_eq!(dates, 1, "the rules go on");
    let place = place_of(&session).expect("the program found something");
    let editor = session.editor().expect("open");
    assert!(editor.suggestions().open(editor.document(), place).is_some());
    session.perform(EditAction::AcceptSuggestions(vec![place]));
    session.settle();
    let document = session.editor().expect("open").document();
    let origins: Vec<_> = document.annotations().filter_map(|it| it.origin.clone()).collect();
    assert_eq!(origins, ["suggested:external:first"]);
    let process = fs::read_to_string(folder.path().join("process")).expect("it ran");
    drop(session);
    assert!(is_gone(process.trim()), "it ends with the session");
}

#[test]
fn nothing_is_run_before_it_is_agreed_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = session_with(folder.path(), finder(folder.path()));
    let lines = folder.path().join("lines");
    assert!(!lines.exists() && place_of(&session).is_none());
    let asks = |session: &Session| {
        let asks =
            |it: &&hashiye::session::Notice| matches!(it.kind, NoticeKind::ProgramAsks { .. });
        session.notices().iter().find(asks).map(|it| (it.serial, it.offers.clone()))
    };
    let (notice, offers) = asks(&session).expect("it asks");
    let (run, off) = ("first".to_owned(), "first".to_owned());
    assert_eq!(offers, [Offer::AgreeToProgram(run), Offer::TurnProgramOff(off)]);
    let offer = Offer::AgreeToProgram("first".to_owned());
    session.perform(NoticeAction::Answer { notice, offer });
    session.settle();
    assert!(lines.exists() && place_of(&session).is_some() && asks(&session).is_none());
    let kept: Settings =
        ConfigFolder::at(folder.path().join("config")).settings().expect("kept settings");
    assert!(kept.external.iter().all(ExternalProgram::is_agreed));
}

#[test]
fn a_program_that_is_refused_stays_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = session_with(folder.path(), finder(folder.path()));
    let notice = session.notices().first().expect("it asks").serial;
    let offer = Offer::TurnProgramOff("first".to_owned());
    session.perform(NoticeAction::Answer { notice, offer });
    session.perform(FileAction::Open(folder.path().join("news.txt")));
    session.settle();
    assert!(!folder.path().join("lines").exists() && session.notices().is_empty());
}

#[test]
fn a_program_that_fails_is_named_once_and_the_rules_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let command = ["sh", "-c", "echo 'no such model' >&2; exit 2"].map(str::to_owned).to_vec();
    let failing = ExternalProgram { name: "x".to_owned(), command, ..ExternalProgram::default() };
    let mut session = session_with(folder.path(), agreed(failing));
    for _ in 0..4 {
        session.perform(FileAction::Open(folder.path().join("news.txt")));
        session.settle();
    }
    let failures = session.notices().iter().filter_map(|it| match &it.kind {
        NoticeKind::ProgramFailed { program, failure } => Some((program.as_str(), failure.is_last)),
        _ => None,
    });
    let failures: Vec<_> = failures.collect();
    assert!(failures.len() <= 1, "{failures:?}");
    assert!(!session.editor().expect("open").suggestions().mentions().is_empty());
}

#[test]
fn a_program_that_never_answers_holds_nothing_up() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("news.txt"), TEXT).expect("written");
    let command = ["sh", "-c", "sleep 1000"].map(str::to_owned).to_vec();
    let silent = ExternalProgram { name: "x".to_owned(), command, ..ExternalProgram::default() };
    let settings = Settings { external: vec![agreed(silent)], ..Settings::default() };
    let mut session = Session::new(settings, None, Arc::new(|| {}));
    let since = Instant::now();
    session.perform(FileAction::Open(folder.path().join("news.txt")));
    // What the rules find is there while the program is still waited for.
    while session.editor().is_none_or(|it| it.suggestions().mentions().is_empty()) {
        session.tick(Instant::now());
        assert!(since.elapsed() < Duration::from_secs(10), "the rules wait for the program");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(session.is_busy());
    drop(session);
    assert!(since.elapsed() < Duration::from_secs(12), "closing waits for nothing");
}

#[test]
fn what_is_decided_on_a_program_teaches_and_one_that_learns_receives_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = ExternalProgram { learns: true, ..agreed(finder(folder.path())) };
    let mut session = session_with(folder.path(), program);
    let place = place_of(&session).expect("found");
    session.perform(EditAction::RejectSuggestions(vec![place]));
    session.perform(FileAction::FinishWith(
        hashiye::session::FinishAnswer::Leave,
        hashiye::session::AnswerScope::Once,
    ));
    session.settle();
    let lines = fs::read_to_string(folder.path().join("lines")).expect("it was asked");
    let lesson = lines.lines().find(|it| it.contains("\"learn\":\"done\"")).expect("it is taught");
    assert!(lesson.contains(r#""rejected":[{"start":0,"end":3,"label":"claim"}]"#), "{lesson}");
}

/// True once the process is no more; it is given a moment.
fn is_gone(process: &str) -> bool {
    let until = Instant::now() + Duration::from_secs(5);
    while Instant::now() < until {
        let known = std::process::Command::new("kill").args(["-0", process]).output();
        if known.is_ok_and(|it| !it.status.success()) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}
