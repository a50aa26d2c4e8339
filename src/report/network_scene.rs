//! Who says what about when, as a picture of three columns and the links between them.

use std::collections::BTreeMap;

use super::{
    AnalystWork, ArticleFacts, FigureScene, InkRole, RectFill, ReportPhrase, ReportTypesetter,
    SceneTarget,
    canvas::{FigureCanvas, MARGIN, WordsEdge, WordsLook},
    facts::{ClaimFact, DateFact},
};

/// How wide the picture is, in points.
const WIDTH: f32 = 1080.0;
/// The columns, by the distance of their sides from the side lines start at.
const WHO: (f32, f32) = (MARGIN, 250.0);
const WHAT: (f32, f32) = (310.0, 776.0);
const WHEN: (f32, f32) = (836.0, WIDTH - MARGIN);
/// Between the rows of a column.
const GAP: f32 = 12.0;
/// Inside boxes.
const PADDING: f32 = 8.0;
/// Claims drawn; a table holds them all.
const MOST: usize = 400;

/// A box of the picture under way.
struct NetworkBox {
    top: f32,
    bottom: f32,
}

impl NetworkBox {
    fn middle(&self) -> f32 {
        self.top.midpoint(self.bottom)
    }
}

impl ReportTypesetter {
    /// The claims of articles with who makes them and which dates they are about.
    pub fn network(&mut self, works: &[AnalystWork<'_>]) -> FigureScene {
        let facts = ArticleFacts::of(works, self.language);
        let (name, of) = (self.say(ReportPhrase::Network), self.name_of(&facts));
        let mut layout =
            NetworkLayout { facts: &facts, canvas: FigureCanvas::new(self, WIDTH), y: MARGIN };
        layout.heading(&name, &of);
        layout.network();
        let height = layout.y + MARGIN;
        layout.canvas.finish(format!("{name}: {of}"), height)
    }
}

struct NetworkLayout<'a> {
    facts: &'a ArticleFacts,
    canvas: FigureCanvas<'a>,
    y: f32,
}

impl<'a> NetworkLayout<'a> {
    fn heading(&mut self, name: &str, of: &str) {
        self.y = self.canvas.heading(name, of, self.y);
        if self.facts.claims.is_empty() {
            let look = WordsLook::new(13.5, InkRole::Soft);
            let words = self.canvas.typesetter.say(ReportPhrase::NoClaims);
            let room = WIDTH - 2.0 * MARGIN;
            self.y = self.canvas.block(&words, (MARGIN, self.y), &look, room, 4);
            return;
        }
        let look = WordsLook::new(12.0, InkRole::Soft).strong();
        for (column, words) in [
            (WHO, self.canvas.typesetter.say(ReportPhrase::Who)),
            (WHAT, self.canvas.typesetter.say(ReportPhrase::What)),
            (WHEN, self.canvas.typesetter.say(ReportPhrase::When)),
        ] {
            self.canvas.words(
                &words,
                (column.0, self.y),
                WordsEdge::Start,
                &look,
                column.1 - column.0,
            );
        }
        self.y += look.height() + 8.0;
    }

    fn network(&mut self) {
        let top = self.y;
        let mut whens: BTreeMap<usize, Vec<f32>> = BTreeMap::new();
        let mut bottom = top;
        for (who, claims) in self.groups() {
            let from = self.canvas.len();
            let mut nodes: Vec<(NetworkBox, &ClaimFact)> = Vec::new();
            for claim in claims {
                let node = self.claim(claim);
                self.y = node.bottom + GAP;
                for link in &claim.dates {
                    whens.entry(self.first_alike(link.date)).or_default().push(node.middle());
                }
                nodes.push((node, claim));
            }
            let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { continue };
            let middle = first.0.top.midpoint(last.0.bottom);
            let node = self.who(&who, middle, nodes.first().map(|it| it.1));
            for (claim, _) in &nodes {
                self.canvas.link_below(from, (WHO.1, node.middle()), (WHAT.0, claim.middle()));
            }
            self.y = self.y.max(node.bottom + GAP) + 6.0;
            bottom = self.y;
        }
        let left = self.drawn().count().saturating_sub(MOST);
        if left > 0 {
            let look = WordsLook::new(12.0, InkRole::Soft);
            let words = self.canvas.typesetter.say(ReportPhrase::AndMore(left));
            self.canvas.words(&words, (WHAT.0, bottom), WordsEdge::Start, &look, 300.0);
            bottom += look.height();
        }
        self.y = top;
        self.dates(whens);
        self.y = self.y.max(bottom);
    }

    /// The claims to draw: outer attributions («به گزارش ایرنا») hold others and say nothing more.
    fn drawn(&self) -> impl Iterator<Item = &'a ClaimFact> + use<'a> {
        self.facts.claims.iter().filter(|it| !it.is_outer())
    }

    /// Claims by who makes them, in the order these first speak.
    fn groups(&self) -> Vec<(String, Vec<&'a ClaimFact>)> {
        let mut groups: Vec<(String, Vec<&ClaimFact>)> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in self.drawn().take(MOST) {
            let place = *places.entry(claim.who()).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.1.push(claim),
                None => groups.push((claim.who().to_owned(), vec![claim])),
            }
        }
        groups
    }

    /// The first date with the same value: dates that mean the same are one box.
    fn first_alike(&self, date: usize) -> usize {
        let Some(fact) = self.facts.dates.get(date) else { return date };
        let alike = |other: &DateFact| match fact.days {
            Some(days) => other.days == Some(days),
            None => !fact.value.is_empty() && other.value == fact.value,
        };
        self.facts.dates.iter().position(alike).unwrap_or(date)
    }

    fn claim(&mut self, fact: &ClaimFact) -> NetworkBox {
        let look = WordsLook::new(12.0, InkRole::Words);
        self.canvas.stand_for(Some(SceneTarget { work: fact.work, id: fact.id }));
        let at = self.canvas.len();
        let (start, top) = (WHAT.0 + PADDING + 4.0, self.y + PADDING - 3.0);
        let room = WHAT.1 - PADDING - start;
        let mut y = top;
        if !fact.cue.is_empty() {
            let small = WordsLook::new(11.0, InkRole::Soft);
            self.canvas.words(&fact.cue, (start, y), WordsEdge::Start, &small, room);
            y += small.height();
        }
        let bottom = self.canvas.block(&fact.words, (start, y), &look, room, 3) + PADDING - 3.0;
        let node = NetworkBox { top: self.y, bottom };
        self.frame(at, WHAT, &node, "claim");
        self.canvas.stand_for(None);
        node
    }

    /// A box below its words, with a bar at its side.
    fn frame(&mut self, at: usize, column: (f32, f32), node: &NetworkBox, label: &str) {
        let rect = self.canvas.rect(column.0, column.1, node.top, node.bottom);
        let bar = self.canvas.rect(column.0, column.0 + 4.0, node.top, node.bottom);
        self.canvas.fill_below(at, bar, 2.0, RectFill::Solid, InkRole::Label(label.into()));
        self.canvas.fill_below(at, rect, 5.0, RectFill::Outline, InkRole::Line);
        self.canvas.fill_below(at, rect, 5.0, RectFill::Solid, InkRole::Paper);
    }

    fn who(&mut self, who: &str, middle: f32, claim: Option<&ClaimFact>) -> NetworkBox {
        let nobody = self.canvas.typesetter.say(ReportPhrase::Nobody);
        let (words, ink) =
            if who.is_empty() { (nobody.as_str(), InkRole::Soft) } else { (who, InkRole::Words) };
        let look = WordsLook::new(12.5, ink).strong();
        let (start, room) = (WHO.0 + PADDING + 4.0, WHO.1 - WHO.0 - 2.0 * PADDING - 4.0);
        let lines = self.canvas.typesetter.lines(words, look.size, look.weight, room, 3);
        let count = f32::from(u8::try_from(lines.len()).unwrap_or(3));
        let height = count * look.height() + 2.0 * PADDING - 6.0;
        let node = NetworkBox { top: middle - height / 2.0, bottom: middle + height / 2.0 };
        self.canvas.stand_for(claim.map(|it| SceneTarget { work: it.work, id: it.id }));
        let at = self.canvas.len();
        let mut y = node.top + PADDING - 3.0;
        for line in lines {
            self.canvas.words(&line, (start, y), WordsEdge::Start, &look, room);
            y += look.height();
        }
        self.frame(at, WHO, &node, "claimant");
        self.canvas.stand_for(None);
        node
    }

    /// The dates, each as near as it can be to the middle of the claims about it.
    fn dates(&mut self, whens: BTreeMap<usize, Vec<f32>>) {
        let mean = |places: &[f32]| {
            let count = f32::from(u16::try_from(places.len()).unwrap_or(u16::MAX)).max(1.0);
            places.iter().sum::<f32>() / count
        };
        let mut order: Vec<(usize, Vec<f32>)> = whens.into_iter().collect();
        order.sort_by(|a, b| mean(&a.1).total_cmp(&mean(&b.1)).then(a.0.cmp(&b.0)));
        for (date, places) in order {
            let Some(fact) = self.facts.dates.get(date) else { continue };
            let node = self.date(fact, mean(&places));
            for place in places {
                self.canvas.link_below(0, (WHAT.1, place), (WHEN.0, node.middle()));
            }
            self.y = node.bottom + GAP;
        }
    }

    fn date(&mut self, fact: &DateFact, middle: f32) -> NetworkBox {
        let (strong, soft) =
            (WordsLook::new(12.0, InkRole::Words).strong(), WordsLook::new(11.0, InkRole::Soft));
        let described =
            if fact.described.jalali.is_empty() { &fact.words } else { &fact.described.jalali };
        let mut lines = vec![(described.as_str(), &strong)];
        if *described != fact.described.gregorian && !fact.described.gregorian.is_empty() {
            lines.push((fact.described.gregorian.as_str(), &soft));
        }
        let height = lines.iter().map(|it| it.1.height()).sum::<f32>() + 2.0 * PADDING - 6.0;
        let top = self.y.max(middle - height / 2.0);
        let node = NetworkBox { top, bottom: top + height };
        self.canvas.stand_for(Some(SceneTarget { work: fact.work, id: fact.id }));
        let at = self.canvas.len();
        let (start, room) = (WHEN.0 + PADDING + 4.0, WHEN.1 - WHEN.0 - 2.0 * PADDING - 4.0);
        let mut y = top + PADDING - 3.0;
        for (words, look) in lines {
            self.canvas.words(words, (start, y), WordsEdge::Start, look, room);
            y += look.height();
        }
        self.frame(at, WHEN, &node, "date");
        self.canvas.stand_for(None);
        node
    }
}
