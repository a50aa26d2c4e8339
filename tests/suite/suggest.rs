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
