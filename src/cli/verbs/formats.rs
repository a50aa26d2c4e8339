//! `hashiye formats`: the table of formats.

use clap::Args;
use serde_json::json;

use crate::{
    cli::{Outcome, out},
    formats,
};

/// The table of formats.
#[derive(Args, Clone, Copy, Debug)]
pub struct FormatsArgs {
    /// Write JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: FormatsArgs) -> Outcome {
    if args.json {
        let format = |it: &&formats::Format| {
            json!({
                "id": it.id,
                "title": it.title,
                "extension": it.extension,
                "direction": it.direction().name(),
                "offset_unit": it.offset_unit.name(),
                "cannot_carry": it.cannot_carry.iter().map(|it| it.name()).collect::<Vec<_>>(),
                "layouts": it.layouts,
            })
        };
        out::json(&formats::ALL.iter().map(format).collect());
        return Outcome::Done;
    }
    let head = ["ID", "FORMAT", "DIRECTION", "OFFSETS", "LAYOUTS", "CANNOT CARRY"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for format in formats::ALL {
        let cannot: Vec<String> = format.cannot_carry.iter().map(out::words).collect();
        let cannot = if cannot.is_empty() { "–".to_owned() } else { cannot.join(", ") };
        let layouts =
            if format.layouts.is_empty() { "–".to_owned() } else { format.layouts.join(", ") };
        let words = [format.id, format.title, format.direction().name(), format.offset_unit.name()];
        let mut row = words.map(str::to_owned).to_vec();
        row.extend([layouts, cannot]);
        rows.push(row);
    }
    out::table(&rows);
    Outcome::Done
}
