//! Inputs of a megabyte that repeat something: what takes the square of its length shows here, and not on
//! the short inputs that a fuzzer makes up.

use std::fs;

use hashiye::formats::Input;

use super::{archive, case, names, reader};

/// How long they are, in bytes.
const LEN: usize = 1 << 20;
/// How much time of a processor a reader may take, in hundredths of a second …
const MOST_TIME: u64 = 200;
/// … and how much memory, in megabytes.
const MOST_MEMORY: u64 = 1024;

/// What stands before, what is repeated (`#` is a number that grows), and what stands after.
const REPEATED: [(&str, &str, &str); 46] = [
    ("", "<", ""),
    ("", "<a", ""),
    ("<html>", "<p>", ""),
    ("<html><body>", "<p>متن خبر", "</body></html>"),
    ("<html>", "<time>", ""),
    ("<html>", "<time class=date", ">"),
    ("<html>", "<div class=date>۱۴۰۳/۰۱/#</div>", "</html>"),
    ("<html>", "<script>", ""),
    ("<html>", "<script></script>", ""),
    ("<html>", "<div>", "</html>"),
    ("<html>", "<ul><li>", "</html>"),
    ("<html>", "<table><tr><td>", "</html>"),
    ("<html>", "<a href=x>و</a>", "</html>"),
    ("<html ", "a#=\"\" ", "></html>"),
    ("<a>", "<b>", ""),
    ("<a ", "n#=\"\" ", "/>"),
    ("<a ", "xmlns:n#=\"u#\" ", "/>"),
    ("<a>", "<b/>", "</a>"),
    ("<a>", "&lt;", "</a>"),
    ("<TimeML><TEXT>", "<TIMEX3 tid=\"t#\" type=\"DATE\" value=\"2024\">سال</TIMEX3> ", "</TEXT></TimeML>"),
    ("<TimeML><TEXT>", "<TIMEX3 tid=\"t#\">", "</TEXT></TimeML>"),
    ("", "[", ""),
    ("", "{\"a\":", ""),
    ("[", "{},", "{}]"),
    ("", "{\"text\":\"متن #\"}\n", ""),
    ("", "{\"k#\":#}\n", ""),
    ("{\"text\":\"متن\"", ",\"k#\":\"متن خبر\"", "}"),
    ("{\"text\":\"متن خبر\",\"label\":[", "[0,3,\"L#\"],", "[0,3,\"L\"]]}"),
    ("{\"id\":\"a\",\"text\":\"متن خبر\",\"spans\":[", "{\"id\":\"#\",\"start\":0,\"end\":3,\"label\":\"date\",\"text\":\"خبر\"},", "{}]}"),
    ("[{\"data\":{\"text\":\"متن خبر متن\"},\"annotations\":[{\"result\":[", "{\"id\":\"#\",\"type\":\"labels\",\"value\":{\"start\":1,\"end\":4,\"text\":\"متن\",\"labels\":[\"x\"]}},", "{}]}]}]"),
    ("", "a,", "\nمتن\n"),
    ("id,text\n", "#,متن خبر دربارهٔ شهر و مردم آن است\n", ""),
    ("a,b\n", "\"", ""),
    ("متن\n", "\"\"\n", ""),
    ("", "واژه B-X\n", ""),
    ("", "واژه\tI-L#\n", ""),
    ("", "\n", ""),
    ("--8<-- x.txt\nمتن خبر\n--8<-- x.ann\n", "T#\tX 1 4\tمتن\n", ""),
    ("--8<-- x.txt\nمتن خبر\n--8<-- x.ann\nT1\tX 0 3\tمتن\n", "A#\tY T1 z\n", ""),
    ("#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n#Text=متن\n", "1-#\t0-3\tمتن\tX[#]\t\n", ""),
    ("Content-Type: multipart/related; boundary=\"b\"\n\n", "--b\nContent-Type: text/html\n\n=D9=85", ""),
    ("", "وی گفت که ", ""),
    ("", "۱۴۰۰/", ""),
    ("", "روز ", "\n"),
    ("", "«", "»"),
    ("", "\u{200c}", "م"),
];

/// True where a reader takes too long or too much memory for one of them; each that does is printed.
pub(crate) fn are_slow() -> bool {
    let mut is_slow = false;
    for name in names() {
        let read = reader(name).expect("it is a reader");
        let mut worst = (0, 0);
        for (number, bytes) in inputs().iter().enumerate() {
            let before = processor_time();
            let _fresh = fs::write("/proc/self/clear_refs", "5");
            let held = memory("VmRSS:");
            read(bytes);
            let time = processor_time() - before;
            let memory = memory("VmHWM:").saturating_sub(held);
            worst = (worst.0.max(time), worst.1.max(memory));
            if time > MOST_TIME || memory > MOST_MEMORY {
                is_slow = true;
                let what = REPEATED.get(number).map_or("an archive", |it| it.1);
                println!("{name}: {}.{:02} s, {memory} MB for {what:?}", time / 100, time % 100);
            }
        }
        println!("{name}: at most {}.{:02} s and {} MB", worst.0 / 100, worst.0 % 100, worst.1);
    }
    is_slow
}

fn inputs() -> Vec<Vec<u8>> {
    let of_text = REPEATED.iter().map(|(before, unit, after)| {
        let mut out = before.replacen("--8<--", "\n--8<--", 1).replace("\n--8<-- x.ann", "\n--8<-- x.ann");
        let mut number = 0_usize;
        while out.len() + after.len() < LEN {
            number += 1;
            out += &unit.replace('#', &number.to_string());
        }
        (out + after).into_bytes()
    });
    of_text.chain(archives()).collect()
}

/// Archives that are far more once they are unpacked, and with far more files than they need.
fn archives() -> Vec<Vec<u8>> {
    let spaces = flate(&vec![b' '; 900 << 20]);
    let cells = flate("<c><v>1</v></c>".repeat(20 << 20).as_bytes());
    let paragraphs = flate("<p/>".repeat(100 << 20).as_bytes());
    let names: Vec<String> = (0..9000).map(|it| format!("annotation/{it}/ali.tsv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|it| (it.as_str(), &b"x"[..])).collect();
    let mut all = Vec::new();
    for packed in [spaces, cells, paragraphs] {
        for (name, file) in [
            ("word/document.xml", "x.docx"),
            ("xl/workbook.xml", "x.xlsx"),
            ("annotation/a/b.xmi", "x.zip"),
        ] {
            let bytes = packed_archive(name, &packed);
            all.push(case::of(&[Input::new(file, bytes)]));
        }
    }
    all.push(case::of(&[Input::new("x.zip", archive::archive(&many))]));
    all
}

fn flate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).expect("there is memory");
    encoder.finish().expect("there is memory")
}

/// An archive with one file that is packed.
fn packed_archive(name: &str, packed: &[u8]) -> Vec<u8> {
    const DEFLATED: u8 = 8;
    let mut bytes = archive::archive(&[(name, packed)]);
    let directory = bytes.len() - 22 - 46 - name.len();
    bytes[8] = DEFLATED;
    bytes[directory + 10] = DEFLATED;
    bytes
}

/// The time of processors that this process took, in hundredths of a second.
fn processor_time() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name, which stands in brackets: its state and ten numbers, then user's and system's time.
    let fields = stat.rsplit_once(')').map_or("", |it| it.1).split_whitespace().skip(11).take(2);
    fields.filter_map(|it| it.parse::<u64>().ok()).sum()
}

/// A figure of the memory of this process, in megabytes.
fn memory(key: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix(key)).unwrap_or_default();
    line.split_whitespace().next().and_then(|it| it.parse::<u64>().ok()).unwrap_or(0) / 1024
}
