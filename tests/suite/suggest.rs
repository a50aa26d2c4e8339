//! Tests of `hashiye suggest`: files and streams.

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

/// Runs `hashiye suggest` with `input` on standard input.
fn suggest(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hashiye"))
        .arg("suggest")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_owned();
    // It may stop reading at a bad line.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("all was written");
    output
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("it writes UTF-8");
    let lines = text.split('\n').filter(|it| !it.is_empty());
    lines.map(|it| serde_json::from_str(it).expect("a record a line")).collect()
}

#[test]
fn a_stream_keeps_its_order() {
    let line = |n: usize| format!("{{\"id\": {n}, \"text\": \"او ۱۰ دی ۱۴۰۰\u{2028} آمد.\"}}\n");
    let input: String = (0..500).map(line).collect();
    let output = suggest(&["--jsonl", "--only", "date"], &input);
    assert!(output.status.success());
    let ids: Vec<u64> = lines(&output).iter().filter_map(|it| it["id"].as_u64()).collect();
    assert_eq!(ids, (0..500).collect::<Vec<_>>());
    let mention = &lines(&output)[0]["mentions"][0];
    assert_eq!((mention["start"].as_u64(), mention["end"].as_u64()), (Some(3), Some(13)));
    assert_eq!(mention["attributes"]["value"], "2021-12-31");
}

#[test]
fn the_day_of_publication_may_be_given_for_all_or_each() {
    let input = "{\"id\":1,\"text\":\"فردا\"}\n\n\
                 {\"id\":2,\"text\":\"فردا\",\"published\":\"2020-02-28\"}\r\n";
    let output = suggest(&["--jsonl", "--published", "2021-12-31"], input);
    let value = |it: &serde_json::Value| it["mentions"][0]["attributes"]["value"].clone();
    let values: Vec<_> = lines(&output).iter().map(value).collect();
    assert_eq!(values, ["2022-01-01", "2020-02-29"]);
}

#[test]
fn a_bad_line_is_named_and_ends_the_stream() {
    let input = "{\"id\":1,\"text\":\"فردا\"}\n{bad\n{\"id\":3,\"text\":\"\"}\n";
    let output = suggest(&["--jsonl"], input);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(lines(&output).len(), 1);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complaint.contains("line 2, column 2"), "{complaint}");
    assert_eq!(suggest(&["--jsonl", "--only", "nothing"], "").status.code(), Some(2));
}

/// A line that asks of an article, or teaches one.
fn lesson(id: &str, text: &str, spans: &str, rejected: &str, learn: &str) -> String {
    let learn = if learn.is_empty() {
        String::new()
    } else {
        format!(r#", "spans": [{spans}], "rejected": [{rejected}], "learn": "{learn}""#)
    };
    format!("{{\"id\": \"{id}\", \"text\": \"{text}\"{learn}}}\n")
}

const NAME: &str = r#"{"start": 0, "end": 3, "label": "person"}"#;

#[test]
fn a_stream_that_learns_answers_line_by_line() {
    let later = r#"{"start": 9, "end": 12, "label": "person"}"#;
    let input = [
        lesson("1", "علی آمد. علی رفت.", "", "", ""),
        lesson("1", "علی آمد. علی رفت.", NAME, "", "so far"),
        lesson("1", "علی آمد. علی رفت.", "", "", ""),
        lesson("1", "علی آمد. علی رفت.", NAME, later, "so far"),
        lesson("1", "علی آمد. علی رفت.", "", "", ""),
    ];
    let output = suggest(&["--jsonl", "--learn", "--only", "memory,model"], &input.concat());
    let lines = lines(&output);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let counts: Vec<_> = lines.iter().map(|it| it["mentions"].as_array().map(Vec::len)).collect();
    assert_eq!(counts, [Some(0), None, Some(1), None, Some(0)]);
    assert_eq!(lines[2]["mentions"][0]["text"], "علی");
    assert_eq!(lines[2]["mentions"][0]["start"], 9);
    assert_eq!(lines[2]["mentions"][0]["rule"], "memory");
    assert_eq!(lines[2]["mentions"][0]["why"]["tagged"], 1);
    assert_eq!(lines[3]["learned"], 1);
}

#[test]
fn what_is_taught_again_takes_the_place_of_what_was() {
    let (first, ask) = ("علی آمد.", lesson("3", "علی ماند.", "", "", ""));
    let other = lesson(
        "2",
        "باران بارید و علی رفت.",
        r#"{"start": 14, "end": 17, "label": "person"}"#,
        "",
        "done",
    );
    let wrong = r#"{"start": 4, "end": 7, "label": "person"}"#;
    let taught_twice = [
        lesson("1", first, wrong, "", "done"),
        other.clone(),
        lesson("1", first, NAME, "", "done"),
        ask.clone(),
    ];
    let taught_once = [other, lesson("1", first, NAME, "", "done"), ask];
    let answers = |input: &[String]| {
        let output = suggest(&["--jsonl", "--learn"], &input.concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        lines(&output)
    };
    let (twice, once) = (answers(&taught_twice), answers(&taught_once));
    assert_eq!(twice.last(), once.last());
    assert_eq!(twice[2]["learned"], 2);
}

#[test]
fn a_lesson_that_does_not_fit_its_text_is_told_with_its_line() {
    let input = lesson("1", "علی", r#"{"start": 0, "end": 9, "label": "person"}"#, "", "done");
    let output = suggest(&["--jsonl", "--learn"], &input);
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("no words from 0 to 9") && error.contains("line 1"), "{error}");
}

/// The settings of a user with one program, in a home of its own.
#[cfg(unix)]
struct Home(tempfile::TempDir);

#[cfg(unix)]
impl Home {
    fn with(external: &str) -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        let folder = home.settings().parent().expect("a folder").to_owned();
        std::fs::create_dir_all(folder).expect("made");
        std::fs::write(home.settings(), format!("(external: [{external}])")).expect("written");
        home
    }

    /// Where the system has them, as the program asks it.
    fn settings(&self) -> std::path::PathBuf {
        let home = self.0.path();
        if cfg!(target_os = "macos") {
            home.join("Library/Application Support/hashiye/settings.ron")
        } else {
            home.join("config/hashiye/settings.ron")
        }
    }

    fn suggest(&self, args: &[&str]) -> Output {
        let home = self.0.path();
        Command::new(env!("CARGO_BIN_EXE_hashiye"))
            .arg("suggest")
            .args(args)
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .stdin(Stdio::null())
            .output()
            .expect("the program starts")
    }
}

/// Finds the first three letters of every text.
#[cfg(unix)]
const FIRST_WORD: &str = r##"(name: "first", command: ["sh", "-c", r#"
    while read -r line; do
        id=$(printf '%s' "$line" | sed 's/^{"id":\([0-9]*\).*/\1/')
        printf '{"id":%s,"mentions":[{"label":"claimant","start":0,"end":3,"attributes":{"name":"x"}}]}\n' "$id"
    done"#])"##;

#[cfg(unix)]
#[test]
fn a_program_of_the_settings_is_asked_once_it_is_agreed_to() {
    let home = Home::with(FIRST_WORD);
    let article = home.0.path().join("news.txt");
    std::fs::write(&article, "حسن در ۱۰ دی ۱۴۰۰ آمد.\n").expect("written");
    let path = article.to_str().expect("a path");
    let refused = home.suggest(&["--external", "first", path]);
    assert_eq!(refused.status.code(), Some(2));
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(why.contains("sh -c") && why.contains("--agree"), "{why}");
    let agreed = home.suggest(&["--external", "first", "--agree", "--json", path]);
    assert!(agreed.status.success(), "{}", String::from_utf8_lossy(&agreed.stderr));
    assert!(String::from_utf8_lossy(&agreed.stderr).contains("sh -c"));
    let mentions = lines(&agreed)[0]["mentions"].clone();
    let found: Vec<(&str, &str)> = mentions
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (it["rule"].as_str().expect("a rule"), it["text"].as_str().expect("words")))
        .collect();
    assert_eq!(found[0], ("external:first", "حسن"));
    assert!(found.iter().any(|it| it.1 == "۱۰ دی ۱۴۰۰"), "the rules go on: {found:?}");
    assert_eq!(mentions[0]["attributes"]["name"], "x");
    // It was agreed to for good, as long as the command is the same.
    assert!(home.suggest(&["--external", "first", path]).status.success());
    let settings = std::fs::read_to_string(home.settings()).expect("settings");
    std::fs::write(home.settings(), settings.replacen("while read", "while  read", 1)).expect("ok");
    assert_eq!(home.suggest(&["--external", "first", path]).status.code(), Some(2));
    let unknown = home.suggest(&["--external", "other", path]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("there are first"));
}

#[cfg(unix)]
#[test]
fn a_program_that_fails_is_named_and_the_rest_is_there() {
    let home = Home::with(r#"(name: "gone", command: ["sh", "-c", "echo why >&2; exit 4"])"#);
    for name in ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"] {
        std::fs::write(home.0.path().join(name), "او ۱۰ دی ۱۴۰۰ آمد.\n").expect("written");
    }
    let path = home.0.path().to_str().expect("a path");
    let output = home.suggest(&["--external", "gone", "--agree", "--json", path]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(lines(&output).len(), 5);
    assert!(
        lines(&output).iter().all(|it| it["mentions"].as_array().is_some_and(|it| !it.is_empty()))
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said.matches("exit code 4").count(), 3, "{said}");
    assert_eq!(said.matches("“why”").count(), 3, "{said}");
    assert!(said.contains("not asked about 2 articles more"), "{said}");
}
