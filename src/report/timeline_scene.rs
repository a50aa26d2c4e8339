//! Laying out a timeline.
//!
//! Time runs downwards. A row is as high as what stands in it, and further from the one before the
//! more time lies between, on a logarithm: labels never meet, and a month beside a century can still
//! be seen. Where the axis jumps more than a month it is dashed and says how far.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    AnalystWork, ArticleFacts, ArticleTimeline, FigureScene, InkRole, RectFill, ReportPhrase,
    ReportTypesetter, SceneTarget, TimelineMoment,
    canvas::{FigureCanvas, MARGIN, WordsEdge, WordsLook},
};
use crate::timex::{days_between, describe};

/// How wide a timeline is, in points.
const WIDTH: f32 = 900.0;
/// From the start side to the axis.
const AXIS: f32 = 238.0;
/// From one bar of a range to the next.
const LANE: f32 = 9.0;
/// Bars side by side; further ranges are shown by their labels alone.
const LANES: usize = 8;
/// Between the axis and what stands beside it.
const GAP: f32 = 16.0;
/// The most dates shown in one row.
const MOST: usize = 12;
/// The most claims shown in one row.
const MOST_CLAIMS: usize = 12;

impl ReportTypesetter {
    /// The timeline of articles: their dates on one axis in both calendars, with the claims linked
    /// to them.
    pub fn timeline(&mut self, works: &[AnalystWork<'_>]) -> FigureScene {
        let facts = ArticleFacts::of(works, self.language);
        let timeline = ArticleTimeline::of(&facts, self.language);
        let (name, of) = (self.say(ReportPhrase::Timeline), self.name_of(&facts));
        let lanes = RangeLanes::of(&timeline.moments);
        let mut layout = TimelineLayout {
            facts: &facts,
            canvas: FigureCanvas::new(self, WIDTH),
            content: AXIS + GAP + usize_to_f32(lanes.count) * LANE,
            y: MARGIN,
        };
        layout.y = layout.canvas.heading(&name, &of, layout.y);
        if timeline.is_empty() {
            layout.nothing();
        }
        let places = layout.moments(&timeline.moments);
        layout.bars(&timeline.moments, &places, &lanes);
        layout.undated(&timeline.undated);
        let height = layout.y + MARGIN;
        layout.canvas.finish(format!("{name}: {of}"), height)
    }
}

struct TimelineLayout<'a> {
    facts: &'a ArticleFacts,
    canvas: FigureCanvas<'a>,
    /// Where what stands beside the axis begins.
    content: f32,
    y: f32,
}

impl TimelineLayout<'_> {
    /// Draws every moment; gives the height of each on the axis.
    fn moments(&mut self, moments: &[TimelineMoment]) -> Vec<f32> {
        let mut places = Vec::with_capacity(moments.len());
        let mut before: Option<&TimelineMoment> = None;
        for moment in moments {
            let from = places.last().copied();
            if let (Some(before), Some(from)) = (before, from) {
                let days = days_between(before.days.0, moment.days.0);
                self.y = self.y.max(from + distance(days));
                self.axis(from, self.y + DOT, days);
            }
            places.push(self.y + DOT);
            self.moment(moment);
            before = Some(moment);
        }
        places
    }

    /// The axis from one moment to the next.
    fn axis(&mut self, from: f32, to: f32, days: i32) {
        let jumps = days > 31;
        self.canvas.line((AXIS, from + 6.0), (AXIS, to - 6.0), jumps, InkRole::Line);
        // Between the label above, three lines high at most, and the one below.
        let (free_from, free_to) = (from + 50.0, to - DOT);
        if jumps && free_to - free_from > 18.0 {
            let look = WordsLook::new(11.0, InkRole::Faint);
            let language = self.canvas.typesetter.language();
            let described = describe(&length(days), language).gregorian;
            let top = free_from.midpoint(free_to) - look.height() / 2.0;
            self.canvas.words(
                &described,
                (AXIS - GAP, top),
                WordsEdge::End,
                &look,
                AXIS - MARGIN - GAP,
            );
        }
    }

    fn moment(&mut self, moment: &TimelineMoment) {
        let top = self.y;
        let (strong, soft) =
            (WordsLook::new(13.5, InkRole::Words).strong(), WordsLook::new(12.0, InkRole::Soft));
        let (at, room) = (AXIS - GAP, AXIS - GAP - MARGIN);
        let mut y = top;
        let described = &moment.described;
        for (words, look) in [(&described.jalali, &strong), (&described.gregorian, &soft)] {
            self.canvas.words(words, (at, y), WordsEdge::End, look, room);
            y += look.height();
        }
        if let Some(weekday) = &described.weekday {
            let look = WordsLook::new(11.0, InkRole::Faint);
            self.canvas.words(weekday, (at, y), WordsEdge::End, &look, room);
            y += look.height();
        }
        let dot = self.canvas.rect(AXIS - 4.5, AXIS + 4.5, top + DOT - 4.5, top + DOT + 4.5);
        let ink =
            if moment.is_publication { InkRole::Accent } else { InkRole::Label("date".into()) };
        self.canvas.fill(dot, 4.5, RectFill::Solid, InkRole::Paper);
        let fill = if moment.is_range() { RectFill::Outline } else { RectFill::Solid };
        self.canvas.fill(dot, 4.5, fill, ink);
        self.y = top;
        if moment.is_publication {
            let look = WordsLook::new(12.5, InkRole::Accent).strong();
            let words = self.canvas.typesetter.say(ReportPhrase::Published);
            let room = WIDTH - MARGIN - self.content;
            self.canvas.words(&words, (self.content, top), WordsEdge::Start, &look, room);
            self.y += look.height() + 5.0;
        }
        self.dates(moment);
        self.claims(moment);
        self.y = self.y.max(y) + 12.0;
    }

    /// The dates of a moment as the articles word them, one after the other.
    fn dates(&mut self, moment: &TimelineMoment) {
        const APART: f32 = 12.0;
        let facts = self.facts;
        let small = WordsLook::new(11.0, InkRole::Faint);
        let end = WIDTH - MARGIN;
        let mut start = self.content;
        let mut row = 0.0;
        for date in moment.dates.iter().filter_map(|&it| facts.dates.get(it)).take(MOST) {
            let place = if facts.titles.len() > 1 {
                facts.titles.get(date.work).cloned().unwrap_or_default()
            } else {
                self.canvas.typesetter.say(ReportPhrase::Paragraph(date.paragraph))
            };
            let needed = self.canvas.width(&date.words, &WordsLook::new(13.0, InkRole::Words))
                + self.canvas.width(&place, &small);
            if start > self.content && start + needed + 24.0 > end {
                self.y += row;
                start = self.content;
            }
            self.canvas.stand_for(Some(SceneTarget { work: date.work, id: date.id }));
            let width = self.chip(&date.words, start, (end - self.content) * 0.6);
            let (beside, below) = (start + width + 5.0, self.y + 1.5);
            let room = (end - beside).max(40.0);
            let place_width =
                self.canvas.words(&place, (beside, below), WordsEdge::Start, &small, room);
            self.canvas.stand_for(None);
            start = beside + place_width + APART;
            row = 25.0;
        }
        self.y += row;
        self.more(moment.dates.len().saturating_sub(MOST));
    }

    /// The claims linked to a moment's dates, each once.
    fn claims(&mut self, moment: &TimelineMoment) {
        let facts = self.facts;
        let dates = moment.dates.iter().filter_map(|&it| facts.dates.get(it));
        let linked: BTreeSet<usize> = dates.flat_map(|it| it.claims.iter().copied()).collect();
        for claim in linked.iter().take(MOST_CLAIMS).filter_map(|&at| facts.claims.get(at)) {
            let nobody = self.canvas.typesetter.say(ReportPhrase::Nobody);
            let who = if claim.who().is_empty() { nobody } else { claim.who().to_owned() };
            self.canvas.stand_for(Some(SceneTarget { work: claim.work, id: claim.id }));
            self.claim(&who, &claim.words);
            self.canvas.stand_for(None);
        }
        self.more(linked.len().saturating_sub(MOST_CLAIMS));
    }

    /// Words on the tint of dates; gives back how wide they are.
    fn chip(&mut self, words: &str, start: f32, room: f32) -> f32 {
        let look = WordsLook::new(13.0, InkRole::Words);
        let (top, bottom) = (self.y, self.y + look.height());
        let at = self.canvas.len();
        let width =
            self.canvas.words(words, (start + 6.0, top), WordsEdge::Start, &look, room) + 12.0;
        let rect = self.canvas.rect(start, start + width, top, bottom);
        self.canvas.fill_below(at, rect, 4.0, RectFill::Tint, InkRole::Label("date".into()));
        width
    }

    fn claim(&mut self, who: &str, words: &str) {
        let (who_look, look) =
            (WordsLook::new(12.0, InkRole::Words).strong(), WordsLook::new(12.0, InkRole::Words));
        let (start, top) = (self.content + 22.0, self.y);
        let room = WIDTH - MARGIN - start;
        self.canvas.words(who, (start, top), WordsEdge::Start, &who_look, room);
        let below = top + who_look.height();
        self.y = self.canvas.block(words, (start, below), &look, room, 2) + 7.0;
        let bar = self.canvas.rect(start - 10.0, start - 7.0, top + 2.0, self.y - 8.0);
        self.canvas.fill(bar, 1.5, RectFill::Solid, InkRole::Label("claim".into()));
    }

    fn more(&mut self, n: usize) {
        if n > 0 {
            let look = WordsLook::new(11.5, InkRole::Soft);
            let words = self.canvas.typesetter.say(ReportPhrase::AndMore(n));
            let place = (self.content, self.y);
            self.canvas.words(&words, place, WordsEdge::Start, &look, WIDTH - self.content);
            self.y += look.height() + 4.0;
        }
    }

    /// A bar beside the axis for every range, from its first day to its last.
    fn bars(&mut self, moments: &[TimelineMoment], places: &[f32], lanes: &RangeLanes) {
        let end = places.last().map_or(self.y, |it| it + 26.0);
        for ((moment, &from), lane) in moments.iter().zip(places).zip(&lanes.of) {
            let Some(lane) = lane else { continue };
            let to = place_of(moment.days.1, moments, places, end).max(from + 12.0);
            let start = AXIS + 8.0 + usize_to_f32(*lane) * LANE;
            let rect = self.canvas.rect(start, start + 5.0, from - 4.0, to);
            self.canvas.fill(rect, 2.5, RectFill::Tint, InkRole::Label("date".into()));
            self.canvas.fill(rect, 2.5, RectFill::Outline, InkRole::Label("date".into()));
        }
    }

    /// What has no place on the axis, aside, with its count.
    fn undated(&mut self, undated: &[usize]) {
        const SHOWN: usize = 60;
        if undated.is_empty() {
            return;
        }
        self.y += 14.0;
        self.canvas.line((MARGIN, self.y), (WIDTH - MARGIN, self.y), false, InkRole::Line);
        self.y += 12.0;
        let head = WordsLook::new(13.0, InkRole::Soft).strong();
        let words = self.canvas.typesetter.say(ReportPhrase::Undated(undated.len()));
        self.canvas.words(&words, (MARGIN, self.y), WordsEdge::Start, &head, WIDTH - 2.0 * MARGIN);
        self.y += head.height() + 8.0;
        let facts = self.facts;
        let look = WordsLook::new(12.0, InkRole::Soft);
        for date in undated.iter().take(SHOWN).filter_map(|&it| facts.dates.get(it)) {
            self.canvas.stand_for(Some(SceneTarget { work: date.work, id: date.id }));
            let width = self.chip(&date.words, MARGIN, WIDTH * 0.45);
            let top = self.y + 1.0;
            let beside = MARGIN + width + 10.0;
            let room = WIDTH - MARGIN - beside;
            self.canvas.words(
                &date.described.gregorian,
                (beside, top),
                WordsEdge::Start,
                &look,
                room,
            );
            self.canvas.stand_for(None);
            self.y += 26.0;
        }
        let content = std::mem::replace(&mut self.content, MARGIN);
        self.more(undated.len().saturating_sub(SHOWN));
        self.content = content;
    }

    fn nothing(&mut self) {
        let look = WordsLook::new(13.5, InkRole::Soft);
        let words = self.canvas.typesetter.say(ReportPhrase::NoDates);
        let room = WIDTH - 2.0 * MARGIN;
        self.y = self.canvas.block(&words, (MARGIN, self.y), &look, room, 4) + 16.0;
    }
}

/// From the top of a row to its dot.
const DOT: f32 = 10.0;

/// The furthest apart two rows stand, in points: a gap that is longer is folded, and says how long it is.
const FOLDED: f32 = 90.0;

/// How far apart rows stand at least that are so many days apart.
fn distance(days: i32) -> f32 {
    let days = f64::from(days.max(0));
    // Widening and narrowing of a number below 200.
    #[expect(clippy::cast_possible_truncation, reason = "a number of points")]
    let logarithm = (13.0 * days.ln_1p()) as f32;
    (24.0 + logarithm).min(FOLDED)
}

/// So many days as a TIMEX3 duration in the largest unit that fits.
fn length(days: i32) -> String {
    match days {
        ..62 => format!("P{days}D"),
        62..730 => format!("P{}M", (days + 15) / 30),
        _ => format!("P{}Y", (days + 183) / 365),
    }
}

/// Where a day is on the axis, between the moments around it.
fn place_of(day: Date, moments: &[TimelineMoment], places: &[f32], end: f32) -> f32 {
    let next = moments.partition_point(|it| it.days.0 <= day);
    let at = |index: usize| Some((moments.get(index)?.days.0, *places.get(index)?));
    match (next.checked_sub(1).and_then(at), at(next)) {
        (Some((before, from)), Some((after, to))) => {
            let (whole, part) = (days_between(before, after), days_between(before, day));
            let share = f64::from(part + 1) / f64::from(whole.max(1));
            #[expect(clippy::cast_possible_truncation, reason = "a share, 0 to 1")]
            let share = share.clamp(0.0, 1.0) as f32;
            from + (to - from) * share
        }
        _ => end,
    }
}

/// Which ranges stand beside each other.
struct RangeLanes {
    /// The lane of every moment, from 0; none for single days and where there is no room.
    of: Vec<Option<usize>>,
    /// How many there are.
    count: usize,
}

impl RangeLanes {
    fn of(moments: &[TimelineMoment]) -> Self {
        let mut ends: Vec<Date> = Vec::new();
        let of = moments.iter().map(|it| {
            if !it.is_range() {
                return None;
            }
            let free = ends.iter().position(|end| *end < it.days.0);
            let lane = free.or((ends.len() < LANES).then_some(ends.len()))?;
            match ends.get_mut(lane) {
                Some(end) => *end = it.days.1,
                None => ends.push(it.days.1),
            }
            Some(lane)
        });
        let of = of.collect();
        Self { of, count: ends.len() }
    }
}

/// A small count as a length.
fn usize_to_f32(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}
