//! `hashiye timeline`: dates in the order of time, with the claims linked to them.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::report::{self, LanguageArg};
use crate::{
    cli::{Done, Failure, Outcome, out, sources::SourceArgs},
    messages::Message,
    report::{ArticleFacts, ArticleTimeline, ClaimFact, DateFact, TimelineMoment},
};

/// What to show, and how.
#[derive(Args, Clone, Debug)]
pub struct TimelineArgs {
    /// Draw it into this SVG file, - for standard output, instead of telling it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write JSON
    #[arg(long, conflicts_with = "output")]
    json: bool,
    /// The language dates are written in
    #[arg(long, value_enum, default_value_t)]
    language: LanguageArg,
    #[command(flatten)]
    source: SourceArgs,
}

pub(super) fn run(args: &TimelineArgs) -> Done {
    if let Some(path) = &args.output
        && report::extension(path, "svg") != "svg"
    {
        return Err(Failure::usage(&Message::new("terminal-timeline-file").at(path)));
    }
    let sound = args.source.load_sound()?;
    let loaded = &sound.loaded;
    let works = report::works(loaded);
    if let Some(path) = &args.output {
        let mut press = args.language.press()?;
        let scene = press.timeline(&works);
        let schema = report::schema(loaded);
        report::put(path, &press.svg(&scene, &schema))?;
        return Ok(sound.outcome(Outcome::Done));
    }
    let facts = ArticleFacts::of(&works, args.language.language());
    let timeline = ArticleTimeline::of(&facts, args.language.language());
    if args.json {
        out::json(&as_json(&facts, &timeline));
    } else {
        print_timeline(&facts, &timeline);
    }
    Ok(sound.outcome(Outcome::Done))
}

fn as_json(facts: &ArticleFacts, timeline: &ArticleTimeline) -> Value {
    let moments: Vec<Value> = timeline.moments.iter().map(|it| moment_json(facts, it)).collect();
    let undated: Vec<Value> = timeline
        .undated
        .iter()
        .filter_map(|&it| Some(date_json(facts, facts.dates.get(it)?)))
        .collect();
    json!({ "moments": moments, "undated": undated })
}

fn moment_json(facts: &ArticleFacts, moment: &TimelineMoment) -> Value {
    let dates: Vec<Value> = moment
        .dates
        .iter()
        .filter_map(|&it| Some(date_json(facts, facts.dates.get(it)?)))
        .collect();
    json!({
        "first": moment.days.0.to_string(), "last": moment.days.1.to_string(),
        "jalali": moment.described.jalali, "gregorian": moment.described.gregorian, "dates": dates,
    })
}

fn date_json(facts: &ArticleFacts, fact: &DateFact) -> Value {
    let claims = fact.claims.iter().filter_map(|&at| facts.claims.get(at));
    let claims: Vec<Value> = claims
        .map(|claim| {
            json!({
                "id": claim.id.to_string(), "claimant": claim.who(), "cue": claim.cue,
                "words": claim.words, "link": relation(facts, claim, fact),
            })
        })
        .collect();
    json!({
        "article": facts.titles.get(fact.work), "id": fact.id.to_string(), "words": fact.words,
        "value": fact.value, "told": fact.described.gregorian, "claims": claims,
    })
}

/// How a claim is linked to a date.
fn relation<'a>(facts: &ArticleFacts, claim: &'a ClaimFact, date: &DateFact) -> &'a str {
    let same =
        |at: usize| facts.dates.get(at).is_some_and(|it| (it.work, it.id) == (date.work, date.id));
    claim.dates.iter().find(|it| same(it.date)).map_or("", |it| it.relation.as_str())
}

fn print_timeline(facts: &ArticleFacts, timeline: &ArticleTimeline) {
    for moment in &timeline.moments {
        let (first, last) = (moment.days.0.to_string(), moment.days.1.to_string());
        let days = if moment.is_range() { format!("{first}/{last}") } else { first };
        out::say(&format!("{days}  {} · {}", moment.described.jalali, moment.described.gregorian));
        for date in moment.dates.iter().filter_map(|&it| facts.dates.get(it)) {
            print_date(facts, date);
        }
    }
    if !timeline.undated.is_empty() {
        out::say(&out::words(&out::count("terminal-undated", timeline.undated.len())));
        for date in timeline.undated.iter().filter_map(|&it| facts.dates.get(it)) {
            print_date(facts, date);
        }
    }
    if timeline.is_empty() {
        out::remark(&Message::new("terminal-no-dates"));
    }
}

fn print_date(facts: &ArticleFacts, fact: &DateFact) {
    let value = if fact.value.is_empty() { "–" } else { fact.value.as_str() };
    let article = if facts.titles.len() > 1 {
        facts.titles.get(fact.work).map_or(String::new(), |it| format!("  ({it})"))
    } else {
        String::new()
    };
    out::say(&format!("    {}  {value}{article}", fact.words));
    for claim in fact.claims.iter().filter_map(|&at| facts.claims.get(at)) {
        let who = if claim.who().is_empty() { "–" } else { claim.who() };
        out::say(&format!("        {who}: {}", claim.words));
    }
}
