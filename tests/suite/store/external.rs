//! Programs of the user's own, most of them hostile: whatever they do, an answer or a reason comes in
//! the time that they are given, and nothing of them is left behind. They are scripts of the shell that
//! every Unix has.

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use hashiye::{
    model::Schema,
    store::{
        ExternalAnswer, ExternalCause, ExternalFailure, ExternalLesson, ExternalProblem,
        ExternalProgram, ExternalQuestion, ExternalRunner, ExternalSpan,
    },
    text::Text,
};

const TEXT: &str = "حسن در تهران گفت.";

/// Answers every line with what `$1` says of mentions; `$id` is that of the line.
const ANSWER: &str = r#"answer() {
    id=$(printf '%s' "$line" | sed 's/^{"id":\([0-9]*\).*/\1/')
    printf '{"id":%s,"mentions":[%s]}\n' "$id" "$1"
}
"#;

/// «تهران» is a person, says this one.
const NAME: &str = r#"{"label":"claimant","start":7,"end":12,"text":"تهران","confidence":0.75}"#;

fn program(script: &str) -> ExternalProgram {
    let script = format!("{ANSWER}NAME='{NAME}'\n{script}");
    let command = ["sh", "-c", &script].map(str::to_owned).to_vec();
    ExternalProgram { name: "test".to_owned(), command, seconds: 1, ..ExternalProgram::default() }
}

fn ask(runner: &mut ExternalRunner) -> Result<ExternalAnswer, ExternalFailure> {
    let schema = Schema::standard();
    let question =
        ExternalQuestion { text: &Text::new(TEXT), published: None, schema: Some(&schema) };
    runner.ask(question)
}

/// What comes of a script, in a time that a person can wait.
#[track_caller]
fn outcome_of(script: &str) -> Result<ExternalAnswer, ExternalFailure> {
    let since = Instant::now();
    let outcome = ask(&mut ExternalRunner::new(program(script)));
    let took = since.elapsed();
    // A second to answer in, a moment for last words; the rest is for a machine with much to do.
    assert!(took < Duration::from_secs(8), "{script}: {took:?}");
    outcome
}

#[track_caller]
fn cause_of(script: &str) -> ExternalCause {
    outcome_of(script).expect_err("nothing comes of it").cause
}

/// The words with their labels, and what was refused.
fn read(answer: &ExternalAnswer) -> (Vec<(String, String)>, Vec<ExternalProblem>) {
    let text = Text::new(TEXT);
    let words = |it: &hashiye::store::ExternalFinding| {
        let words: Vec<&str> = it.pieces.iter().map(|it| text.slice(*it)).collect();
        (it.label.to_string(), words.join(" … "))
    };
    let problems = answer.faults.iter().map(|it| it.what.clone()).collect();
    (answer.findings.iter().map(words).collect(), problems)
}

fn tehran() -> Vec<(String, String)> {
    vec![("claimant".to_owned(), "تهران".to_owned())]
}

/// True once the process is no more; it is given a moment.
fn is_gone(process: &str) -> bool {
    let until = Instant::now() + Duration::from_secs(5);
    while Instant::now() < until {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let is_dead = status.is_empty() || status.contains("State:\tZ");
        if Path::new("/proc/self").exists() && is_dead {
            return true;
        }
        let known = std::process::Command::new("kill").args(["-0", process]).output();
        if known.is_ok_and(|it| !it.status.success()) {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn a_program_is_kept_from_article_to_article() {
    let script = r#"runs=0; while read -r line; do runs=$((runs + 1))
        answer "{\"label\":\"claimant\",\"start\":0,\"end\":3,\"attributes\":{\"name\":\"$$-$runs\"}}"
    done"#;
    let mut runner = ExternalRunner::new(program(script));
    let said = |answer: ExternalAnswer| answer.findings[0].attributes[0].1.clone();
    let first = said(ask(&mut runner).expect("an answer"));
    let second = said(ask(&mut runner).expect("an answer"));
    let process = first.strip_suffix("-1").expect("the first line");
    assert_eq!(second, format!("{process}-2"));
    runner.rest();
    assert!(is_gone(process), "a program that rests is ended");
    assert!(said(ask(&mut runner).expect("an answer")).ends_with("-1"), "and started anew");
    let last = said(ask(&mut runner).expect("an answer"));
    drop(runner);
    assert!(is_gone(last.split('-').next().expect("a process")));
}

#[test]
fn what_a_program_finds_has_the_labels_of_the_settings() {
    let mut renamed = program("while read -r line; do answer \"$NAME\"; done");
    renamed.labels.insert("claimant".to_owned(), "date".to_owned());
    let answer = ask(&mut ExternalRunner::new(renamed)).expect("an answer");
    assert_eq!(read(&answer).0, [("date".to_owned(), "تهران".to_owned())]);
    assert!((answer.findings[0].confidence - 0.75).abs() < 1e-6);
}

#[test]
fn one_that_answers_once_is_started_for_every_article() {
    let mut runner = ExternalRunner::new(program("read -r line; answer \"$NAME\""));
    for _ in 0..5 {
        assert_eq!(read(&ask(&mut runner).expect("an answer")).0, tehran());
    }
}

#[test]
fn hostile_one_that_is_not_there() {
    let command = vec!["/nowhere/at/all".to_owned()];
    let missing = ExternalProgram { name: "m".to_owned(), command, ..ExternalProgram::default() };
    let cause = ask(&mut ExternalRunner::new(missing.clone())).expect_err("no program").cause;
    assert!(matches!(cause, ExternalCause::NotStarted(_)), "{cause:?}");
    let relative = ExternalProgram { command: vec!["./names.py".to_owned()], ..missing.clone() };
    let cause = ask(&mut ExternalRunner::new(relative)).expect_err("whose folder?").cause;
    assert_eq!(cause, ExternalCause::RelativeCommand("./names.py".to_owned()));
    let none = ExternalProgram { command: Vec::new(), ..missing.clone() };
    assert_eq!(
        ask(&mut ExternalRunner::new(none)).expect_err("no command").cause,
        ExternalCause::NoCommand
    );
    let nameless = ExternalProgram { name: "a:b".to_owned(), ..missing };
    assert_eq!(
        ask(&mut ExternalRunner::new(nameless)).expect_err("no name").cause,
        ExternalCause::BadName
    );
}

#[test]
fn hostile_one_that_exits() {
    let failure = outcome_of("echo 'Traceback:' >&2; echo 'no module named spacy' >&2; exit 3")
        .expect_err("it exits");
    assert_eq!(failure.cause, ExternalCause::Ended(Some(3)));
    assert_eq!(failure.last_words, "no module named spacy");
    let half = outcome_of(r#"read -r line; printf '{"id":1,"men'; exit 0"#).expect_err("half");
    assert_eq!(half.cause, ExternalCause::Ended(Some(0)));
}

#[test]
fn hostile_one_that_is_silent() {
    assert_eq!(cause_of("sleep 1000"), ExternalCause::Late { seconds: 1 });
    // Nobody reads what it is asked, which is more than a pipe holds.
    let text = Text::new("خبر ".repeat(500_000));
    let question = ExternalQuestion { text: &text, published: None, schema: None };
    let cause = ExternalRunner::new(program("sleep 1000")).ask(question).expect_err("late").cause;
    assert_eq!(cause, ExternalCause::Late { seconds: 1 });
    let long = Text::new("خبر ".repeat(1_000_000));
    let question = ExternalQuestion { text: &long, published: None, schema: None };
    let cause = ExternalRunner::new(program("exit")).ask(question).expect_err("too long").cause;
    assert!(matches!(cause, ExternalCause::LongArticle { .. }), "{cause:?}");
}

#[test]
fn hostile_one_that_closes_its_streams() {
    assert_eq!(cause_of("exec <&-; sleep 1000"), ExternalCause::Late { seconds: 1 });
    assert_eq!(cause_of("exec >&-; sleep 1000"), ExternalCause::ClosedOutput);
}

#[test]
fn hostile_one_that_writes_endless_lines() {
    let cause = cause_of("while :; do printf '%1000000s' x; done");
    assert!(matches!(cause, ExternalCause::LongLine { .. }), "{cause:?}");
    let cause = cause_of("yes");
    assert!(matches!(cause, ExternalCause::OtherLines { count: 1000, .. }), "{cause:?}");
    let cause = cause_of("cat /dev/urandom");
    assert!(matches!(cause, ExternalCause::OtherLines { .. }), "{cause:?}");
}

#[test]
fn hostile_one_that_finds_too_much() {
    let script = r#"read -r line
        answer "$(awk 'BEGIN { for (i = 0; i < 20000; i++) printf "%s", "{\"label\":\"claimant\",\"start\":0,\"end\":3},"; printf "0" }')""#;
    let mut patient = program(script);
    patient.seconds = 20;
    let cause = ask(&mut ExternalRunner::new(patient)).expect_err("too much").cause;
    assert_eq!(cause, ExternalCause::ManyMentions { most: 10_000 });
}

#[test]
fn hostile_one_that_talks_besides() {
    let script = r#"echo 'loading the model'; echo '{"id":77,"mentions":[]}'
        while read -r line; do answer "$NAME"; done"#;
    let answer = outcome_of(script).expect("an answer");
    let refused = vec![ExternalProblem::NoAnswer, ExternalProblem::OtherId];
    assert_eq!(read(&answer), (tehran(), refused));
    assert_eq!(answer.faults.iter().map(|it| it.line).collect::<Vec<_>>(), [1, 2]);
    let answer = outcome_of("yes noise >&2 & while read -r line; do answer \"$NAME\"; done");
    assert_eq!(read(&answer.expect("an answer")).0, tehran());
}

#[test]
fn hostile_one_with_ranges_that_are_none() {
    let cases = [
        (r#"{"label":"claim","start":3,"end":3}"#, ExternalProblem::NoWords { start: 3, end: 3 }),
        (r#"{"label":"claim","start":5,"end":2}"#, ExternalProblem::NoWords { start: 5, end: 2 }),
        (
            r#"{"label":"claim","start":5,"end":99}"#,
            ExternalProblem::OutsideText { start: 5, end: 99, length: 17 },
        ),
        (r#"{"label":"claim","start":-5,"end":2}"#, ExternalProblem::NoMention),
        (r#"{"label":"claim","start":1.5,"end":2}"#, ExternalProblem::NoMention),
        (r#"{"start":1,"end":2}"#, ExternalProblem::NoMention),
        ("7", ExternalProblem::NoMention),
        (
            r#"{"label":"claim","start":0,"end":3,"text":"حسین"}"#,
            ExternalProblem::OtherWords {
                given: "حسین".to_owned(), there: "حسن".to_owned()
            },
        ),
        (
            r#"{"label":"person","start":0,"end":3}"#,
            ExternalProblem::UnknownLabel("person".to_owned()),
        ),
    ];
    for (mention, problem) in cases {
        let script = format!("read -r line; answer '{mention},'\"$NAME\"");
        let answer = outcome_of(&script).expect("an answer");
        assert_eq!(read(&answer), (tehran(), vec![problem]), "{mention}");
    }
    // A letter and its vowel sign are one character.
    let text = Text::new("حُسن");
    let question = ExternalQuestion { text: &text, published: None, schema: None };
    let script = r#"read -r line; answer '{"label":"claim","start":0,"end":1}'"#;
    let answer = ExternalRunner::new(program(script)).ask(question).expect("an answer");
    let problems: Vec<_> = answer.faults.iter().map(|it| &it.what).collect();
    assert_eq!(problems, [&ExternalProblem::InsideCharacter { start: 0, end: 1 }]);
}

#[test]
fn hostile_one_with_labels_that_are_none() {
    let script = r#"while read -r line; do
        answer "{\"label\":\"PER\",\"start\":0,\"end\":3},{\"label\":\"PER\",\"start\":4,\"end\":6},$NAME"
    done"#;
    let mut runner = ExternalRunner::new(program(script));
    let first = ask(&mut runner).expect("an answer");
    let unknown = vec![ExternalProblem::UnknownLabel("PER".to_owned())];
    assert_eq!(read(&first), (tehran(), unknown));
    let second = ask(&mut runner).expect("an answer");
    assert_eq!(read(&second), (tehran(), Vec::new()), "each label is reported once");
}

#[test]
fn hostile_one_that_forks_and_one_that_ignores_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = folder.path().join("process");
    let noted = || fs::read_to_string(&note).expect("it was started").trim().to_owned();
    let script = format!("sleep 1000 & echo $! > '{}'; exit 0", note.display());
    assert_eq!(cause_of(&script), ExternalCause::Late { seconds: 1 });
    assert!(is_gone(&noted()), "what it started is ended with it");
    let script = format!(
        "trap '' TERM HUP INT PIPE; echo $$ > '{}'; while :; do sleep 1; done",
        note.display()
    );
    assert_eq!(cause_of(&script), ExternalCause::Late { seconds: 1 });
    assert!(is_gone(&noted()), "it is not asked to end");
}

#[test]
fn after_three_failures_in_a_row_a_program_is_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = folder.path().join("starts");
    let script = format!("echo >> '{}'; exit 1", note.display());
    let mut runner = ExternalRunner::new(program(&script));
    let failures: Vec<ExternalFailure> =
        (0..5).map(|_| ask(&mut runner).expect_err("it exits")).collect();
    let is_last: Vec<bool> = failures.iter().map(|it| it.is_last).collect();
    assert_eq!(is_last, [false, false, true, false, false]);
    assert_eq!(failures[2].cause, ExternalCause::Ended(Some(1)));
    assert_eq!(
        (&failures[3].cause, &failures[4].cause),
        (&ExternalCause::Off, &ExternalCause::Off)
    );
    let starts = fs::read_to_string(&note).expect("it was started").lines().count();
    assert_eq!(starts, 3, "it is not started again");
    // An answer between failures begins the row anew.
    let script = format!(
        "echo >> '{0}'; read -r line; [ $(($(wc -l < '{0}') % 3)) = 0 ] && answer \"$NAME\"",
        note.display()
    );
    let mut runner = ExternalRunner::new(program(&script));
    let is_answered: Vec<bool> = (0..9).map(|_| ask(&mut runner).is_ok()).collect();
    assert_eq!(is_answered.iter().filter(|it| **it).count(), 3, "{is_answered:?}");
    assert!(!runner.is_off());
}

#[test]
fn one_that_is_waited_for_can_be_stopped_from_outside() {
    let mut slow = program("sleep 1000");
    slow.seconds = 600;
    let mut runner = ExternalRunner::new(slow);
    let leash = runner.leash();
    let since = Instant::now();
    let waiting = thread::spawn(move || ask(&mut runner).map_err(|it| it.cause));
    thread::sleep(Duration::from_millis(300));
    leash.cut();
    assert_eq!(waiting.join().expect("it comes back"), Err(ExternalCause::Stopped));
    assert!(since.elapsed() < Duration::from_secs(10));
}

#[test]
fn one_that_learns_receives_what_was_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = folder.path().join("lines");
    let script = format!(
        "while read -r line; do printf '%s\\n' \"$line\" >> '{}'; answer; done",
        note.display()
    );
    let mut runner = ExternalRunner::new(program(&script));
    let text = Text::new(TEXT);
    let published = Some(jiff::civil::date(2021, 12, 31));
    let article = ExternalQuestion { text: &text, published, schema: None };
    let span = ExternalSpan { start: 0, end: 3, label: "claimant".to_owned() };
    let lesson = ExternalLesson { spans: vec![span], rejected: Vec::new(), learn: "done" };
    runner.teach(article, &lesson).expect("it answers");
    let line: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&note).expect("a line")).expect("JSON");
    assert_eq!(line["text"], TEXT);
    assert_eq!(line["published"], "2021-12-31");
    assert_eq!(line["learn"], "done");
    assert_eq!(line["spans"][0]["label"], "claimant");
}
