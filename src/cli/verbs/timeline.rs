//! `hashiye timeline`: dates in the order of time, with the claims linked to them.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use clap::Args;
use serde_json::{Value, json};

use super::report::{self, LanguageArg};
use crate::{
    cli::{
        Done, Failure, Outcome, out,
        sources::{LoadedWork, SourceArgs},
    },
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
        out::json(&as_json(&facts, &timeline, loaded));
    } else {
        print_timeline(&facts, &timeline, loaded);
    }
    Ok(sound.outcome(Outcome::Done))
}

fn as_json(facts: &ArticleFacts, timeline: &ArticleTimeline, loaded: &[LoadedWork]) -> Value {
    let moments: Vec<Value> =
        timeline.moments.iter().map(|it| moment_json(facts, it, loaded)).collect();
    let undated: Vec<Value> = timeline
        .undated
        .iter()
        .filter_map(|&it| Some(date_json(facts, facts.dates.get(it)?, loaded)))
        .collect();
    json!({ "moments": moments, "undated": undated })
}

fn moment_json(facts: &ArticleFacts, moment: &TimelineMoment, loaded: &[LoadedWork]) -> Value {
    let dates: Vec<Value> = moment
        .dates
        .iter()
        .filter_map(|&it| Some(date_json(facts, facts.dates.get(it)?, loaded)))
        .collect();
    json!({
        "first": moment.days.0.to_string(), "last": moment.days.1.to_string(),
        "jalali": moment.described.jalali, "gregorian": moment.described.gregorian, "dates": dates,
    })
}

fn date_json(facts: &ArticleFacts, fact: &DateFact, loaded: &[LoadedWork]) -> Value {
    let analyst = loaded.get(fact.work).map_or("", |it| it.analyst.as_str());
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
        "article": facts.titles.get(fact.work), "analyst": analyst, "id": fact.id.to_string(), "words": fact.words,
        "value": fact.value, "told": fact.described.gregorian, "claims": claims,
    })
}

/// How a claim is linked to a date.
fn relation<'a>(facts: &ArticleFacts, claim: &'a ClaimFact, date: &DateFact) -> &'a str {
    let same =
        |at: usize| facts.dates.get(at).is_some_and(|it| (it.work, it.id) == (date.work, date.id));
    claim.dates.iter().find(|it| same(it.date)).map_or("", |it| it.relation.as_str())
}

fn print_timeline(facts: &ArticleFacts, timeline: &ArticleTimeline, loaded: &[LoadedWork]) {
    for moment in &timeline.moments {
        let (first, last) = (moment.days.0.to_string(), moment.days.1.to_string());
        let days = if moment.is_range() { format!("{first}/{last}") } else { first };
        out::say(&format!("{days}  {} · {}", moment.described.jalali, moment.described.gregorian));
        print_dates(facts, &moment.dates, loaded);
    }
    if !timeline.undated.is_empty() {
        out::say(&out::words(&out::count("terminal-undated", timeline.undated.len())));
        print_dates(facts, &timeline.undated, loaded);
    }
    if timeline.is_empty() {
        out::remark(&Message::new("terminal-no-dates"));
    }
}

/// A date as it is printed, and whose it is: what several analysts have alike is one.
struct PrintedDate<'a> {
    /// Where the article is kept.
    article: &'a Path,
    words: String,
    claims: Vec<String>,
    analysts: BTreeSet<&'a str>,
}

fn print_dates(facts: &ArticleFacts, dates: &[usize], loaded: &[LoadedWork]) {
    let mut printed: Vec<PrintedDate<'_>> = Vec::new();
    for fact in dates.iter().filter_map(|&it| facts.dates.get(it)) {
        let Some(work) = loaded.get(fact.work) else { continue };
        let (words, claims) = lines_of(facts, fact);
        // Two that one analyst tagged stay two.
        let alike = printed.iter_mut().find(|it| {
            (it.article, &it.words, &it.claims) == (&*work.article, &words, &claims)
                && !it.analysts.contains(&*work.analyst)
        });
        if let Some(alike) = alike {
            alike.analysts.insert(&work.analyst);
        } else {
            let analysts = BTreeSet::from([&*work.analyst]);
            printed.push(PrintedDate { article: &work.article, words, claims, analysts });
        }
    }
    let all: BTreeSet<&str> = loaded.iter().map(|it| &*it.analyst).collect();
    for it in printed {
        let analysts: Vec<&str> = it.analysts.into_iter().collect();
        let whose =
            if all.len() > 1 { format!("  [{}]", analysts.join(", ")) } else { String::new() };
        out::say(&format!("{}{whose}", it.words));
        it.claims.iter().for_each(|it| out::say(it));
    }
}

/// A date on a line, and each of its claims on one.
fn lines_of(facts: &ArticleFacts, fact: &DateFact) -> (String, Vec<String>) {
    let value = if fact.value.is_empty() { "–" } else { fact.value.as_str() };
    let article = if facts.titles.len() > 1 {
        facts.titles.get(fact.work).map_or(String::new(), |it| format!("  ({it})"))
    } else {
        String::new()
    };
    let claims = fact.claims.iter().filter_map(|&at| facts.claims.get(at)).map(|claim| {
        let who = if claim.who().is_empty() { "–" } else { claim.who() };
        format!("        {who}: {}", claim.words)
    });
    (format!("    {}  {value}{article}", fact.words), claims.collect())
}
