//! Tests of `hashiye suggest`: files and streams.

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

/// Runs `hashiye suggest` with `input` on standard input.
fn suggest(args: &[&str], input: &str) -> Output {
    stream("suggest", args, input)
}

/// Runs a verb with `input` on standard input.
fn stream(verb: &str, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hashiye"))
        .arg(verb)
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

#[test]
fn a_bad_line_is_answered_with_its_error_where_the_stream_goes_on() {
    let bad = [
        "{bad",
        "{\"id\": 7, \"texts\": 1}",
        "{\"id\": \"x\", \"text\": \"فردا\", \"published\": \"دیروز\"}",
    ];
    let good = "{\"id\":1,\"text\":\"۱۰ دی ۱۴۰۰\"}";
    let input = [good, bad[0], good, bad[1], bad[2], good].join("\n");
    for workers in ["1", "3"] {
        let output = suggest(&["--jsonl", "--keep-going", "--workers", workers], &input);
        assert_eq!(output.status.code(), Some(1));
        let lines = lines(&output);
        assert_eq!(lines.len(), 6, "a line for each");
        let ids: Vec<String> = lines.iter().map(|it| it["id"].to_string()).collect();
        assert_eq!(ids, ["1", "null", "1", "7", "\"x\"", "1"]);
        let failed: Vec<bool> = lines.iter().map(|it| it["error"].is_string()).collect();
        assert_eq!(failed, [false, true, false, true, true, false]);
        assert!(lines.iter().all(|it| it["error"].is_string() != it["mentions"].is_array()));
        // The same line in another part of a dataset has the same answer.
        assert!(!lines[1]["error"].to_string().contains("line 2"), "{}", lines[1]);
        let remarks = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(remarks.contains("line 2, column 2") && remarks.contains("line 5"), "{remarks}");
        assert!(remarks.contains("3 lines could not be read"), "{remarks}");
    }
    // It is no part of what has no stream.
    assert_eq!(suggest(&["--keep-going", "a.txt"], "").status.code(), Some(2));
    assert_eq!(suggest(&["--jsonl", "--learn", "--keep-going"], "").status.code(), Some(2));
}

#[test]
fn a_stream_of_work_is_checked_line_by_line() {
    let claim = r#"{"id":"s2","start":8,"end":19,"label":"claim","text":"هوا خوب است"}"#;
    let who = r#"{"id":"s1","start":0,"end":3,"label":"claimant","text":"حسن"}"#;
    let cue = r#"{"id":"s3","start":4,"end":7,"label":"cue","text":"گفت"}"#;
    let links =
        r#"{"label":"claimant","from":"s2","to":"s1"},{"label":"cue","from":"s2","to":"s3"}"#;
    let row = |id: &str, spans: &[&str], links: &str| {
        let spans = spans.join(",");
        format!(
            "{{\"id\":{id},\"text\":\"حسن گفت هوا خوب است.\",\"spans\":[{spans}],\"relations\":[{links}]}}"
        )
    };
    let input = [
        row("1", &[claim, who, cue], links),
        row("2", &[claim], ""),
        row("3", &[&claim.replace("claim", "rumor")], ""),
        row("4", &[&claim.replace("خوب", "بد")], ""),
        row("5", &[&who.replace("\"end\":3", "\"end\":99").replace(",\"text\":\"حسن\"", "")], ""),
        row(
            "6",
            &[claim, who, cue],
            &format!(r#"{links},{{"label":"about","from":"s2","to":"s9"}}"#),
        ),
        "[]".to_owned(),
        r#"{"id":8,"text":" "}"#.to_owned(),
    ];
    let output = stream("validate", &["--jsonl", "--keep-going"], &input.join("\n"));
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    let codes = |it: &serde_json::Value| match it["findings"].as_array() {
        Some(findings) => {
            let codes =
                findings.iter().map(|it| it["code"].as_str().unwrap_or_default().to_owned());
            codes.collect::<Vec<_>>()
        }
        None => vec![format!("{} {}", it["id"], it["error"].is_string())],
    };
    let found: Vec<Vec<String>> = lines.iter().map(codes).collect();
    let expected: [&[&str]; 8] = [
        &[],
        &["missing-link", "missing-link"],
        &["unknown-label"],
        &["quote-differs"],
        &["outside"],
        &["dangling-link"],
        &["null true"],
        &["8 true"],
    ];
    assert_eq!(found, expected, "{lines:#?}");
    let missing = &lines[1]["findings"][0];
    assert_eq!(
        (missing["start"].as_u64(), missing["words"].as_str()),
        (Some(8), Some("هوا خوب است"))
    );
    assert!(missing.get("file").is_none());
    // Unless it is asked to go on it ends at the first line that is no document.
    let output = stream("validate", &["--jsonl"], &input.join("\n"));
    assert_eq!(output.status.code(), Some(3));
    let fine = stream("validate", &["--jsonl"], &input[0]);
    assert_eq!(fine.status.code(), Some(0));
    assert_eq!(stream("validate", &[], "").status.code(), Some(2));
    assert_eq!(stream("validate", &["--jsonl", "a.txt"], "").status.code(), Some(2));
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
fn a_lesson_that_does_not_fit_its_text_is_reported_with_its_line() {
    let input = lesson("1", "علی", r#"{"start": 0, "end": 9, "label": "person"}"#, "", "done");
    let output = suggest(&["--jsonl", "--learn"], &input);
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("no words from 0 to 9") && error.contains("line 1"), "{error}");
}

#[cfg(feature = "parquet")]
#[test]
fn a_table_of_articles_becomes_a_table_of_suggestions() {
    use parquet::{
        file::{reader::FileReader as _, serialized_reader::SerializedFileReader},
        record::RowAccessor as _,
    };

    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let row = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"حسن گفت فردا می‌آید.\"}}\n");
    let rows: String = ["a", "b", "c"].map(row).concat();
    std::fs::write(at("in.jsonl"), &rows).expect("written");
    let convert = ["--from", "jsonl", "--to", "parquet", &at("in.jsonl"), "-o", &at("in.parquet")];
    assert!(stream("convert", &convert, "").status.success());
    let days = ["--published", "2021-12-31"];
    let table = ["--parquet", &at("in.parquet"), "-o", &at("out.parquet")];
    let output = suggest(&[&table[..], &days].concat(), "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = lines(&suggest(&[&["--jsonl"][..], &days].concat(), &rows));
    let file = std::fs::File::open(at("out.parquet")).expect("written");
    let file = SerializedFileReader::new(file).expect("a Parquet file");
    let found: Vec<_> =
        file.get_row_iter(None).expect("rows").map(|it| it.expect("a row")).collect();
    assert_eq!(found.len(), 3);
    for (row, line) in found.iter().zip(&lines) {
        assert_eq!(row.get_string(0).expect("an id"), line["id"].as_str().expect("an id"));
        let mentions = row.get_list(1).expect("a list");
        let reported = line["mentions"].as_array().expect("a list");
        assert!(!reported.is_empty());
        assert_eq!(mentions.len(), reported.len());
        for (at, reported) in reported.iter().enumerate() {
            use parquet::record::ListAccessor as _;
            let mention = mentions.get_group(at).expect("a mention");
            assert_eq!(
                mention.get_string(0).expect("a label"),
                reported["label"].as_str().expect("one")
            );
            let place = (mention.get_long(1).ok(), mention.get_long(2).ok());
            assert_eq!(place, (reported["start"].as_i64(), reported["end"].as_i64()));
            assert_eq!(
                Some(mention.get_double(4).expect("a number")),
                reported["confidence"].as_f64()
            );
            let attributes = mention.get_string(7).expect("attributes");
            let attributes: serde_json::Value = serde_json::from_str(attributes).expect("JSON");
            assert_eq!(attributes, reported["attributes"]);
        }
        assert!(row.get_string(2).is_err(), "no error");
    }
    // What is read is not written over, and a file without texts is reported.
    let same = ["--parquet", &at("in.parquet"), "-o", &at("in.parquet")];
    assert_eq!(suggest(&same, "").status.code(), Some(2));
    let without = ["--parquet", &at("out.parquet"), "-o", &at("x.parquet")];
    assert_eq!(suggest(&without, "").status.code(), Some(3));
    assert_eq!(suggest(&["--parquet", &at("in.parquet")], "").status.code(), Some(2));
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
        self.stream(args, "")
    }

    fn stream(&self, args: &[&str], input: &str) -> Output {
        let home = self.0.path();
        let given = home.join("input");
        std::fs::write(&given, input).expect("written");
        Command::new(env!("CARGO_BIN_EXE_hashiye"))
            .arg("suggest")
            .args(args)
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .stdin(std::fs::File::open(&given).expect("it is there"))
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
fn what_a_program_finds_is_written_as_what_nobody_has_looked_at() {
    let home = Home::with(FIRST_WORD);
    let article = home.0.path().join("news.txt");
    std::fs::write(&article, "حسن در ۱۰ دی ۱۴۰۰ آمد.\n").expect("written");
    let path = article.to_str().expect("a path");
    let write = ["--external", "first", "--agree", "--write", "--analyst", "a1", path];
    let written = home.suggest(&write);
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    let file = home.0.path().join("news.txt.a1.ron");
    let file = || std::fs::read_to_string(&file).expect("it is written");
    let (first, said) = (file(), String::from_utf8_lossy(&written.stdout).into_owned());
    assert!(said.contains("1 claimant") && said.contains("1 date"), "{said}");
    assert_eq!(first.matches("origin: \"automatic:external:first\"").count(), 1, "{first}");
    assert_eq!(first.matches("origin: \"automatic:").count(), 2, "{first}");
    home.suggest(&write);
    assert_eq!(file(), first, "it is added once");
}

#[cfg(unix)]
#[test]
fn what_a_program_finds_is_judged_by_the_lessons_of_a_stream() {
    let home = Home::with(FIRST_WORD);
    let ask = |number: usize| lesson(&number.to_string(), "حسن آمد.", "", "", "");
    let name = r#"{"start": 0, "end": 3, "label": "claimant"}"#;
    let refuse = |number: usize| lesson(&number.to_string(), "حسن آمد.", "", name, "done");
    let input: String = (0..24).flat_map(|it| [ask(it), refuse(it)]).chain([ask(99)]).collect();
    let output = home.stream(&["--jsonl", "--learn", "--external", "first", "--agree"], &input);
    let lines = lines(&output);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(lines[0]["mentions"][0]["rule"], "external:first");
    let last = lines.last().expect("it answers");
    assert_eq!(last["mentions"], serde_json::json!([]), "rejected again and again: {last}");
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
