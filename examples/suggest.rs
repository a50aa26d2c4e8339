//! Reads documents a line, writes their dates.
#![allow(clippy::all, clippy::pedantic, missing_docs)]
use hashiye::{
    recognize::{Context, date},
    text::Text,
};
use std::io::{BufRead, Write};
fn main() {
    let out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let d: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = Text::new(d["text"].as_str().unwrap());
        let published = d["published"].as_str().and_then(|it| it.parse().ok());
        let mentions: Vec<_> = date::find(&text, &Context { published }).into_iter().map(|m| {
            let r = m.pieces[0];
            let attributes: serde_json::Map<String, serde_json::Value> = m.attributes.iter().map(|(k, v)| (k.to_string(), v.clone().into())).collect();
            serde_json::json!({"label": m.label, "start": text.char_of_byte(r.start()), "end": text.char_of_byte(r.end()), "text": text.slice(r), "rule": m.rule, "confidence": m.confidence, "attributes": attributes,
              "links": m.links.iter().map(|l| serde_json::json!([l.relation, text.slice(l.pieces[0])])).collect::<Vec<_>>()})
        }).collect();
        writeln!(out.lock(), "{}", serde_json::json!({"id": d["id"], "mentions": mentions}))
            .unwrap();
    }
}
