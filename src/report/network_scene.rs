//! Who says what about when, as a picture of three columns and the links between them.

use std::collections::BTreeMap;

use super::{
    Facts, Fill, Ink, Press, ReportPhrase, Scene, Target, Work,
    canvas::{Canvas, Edge, Look, MARGIN},
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
struct Node {
    top: f32,
    bottom: f32,
}

impl Node {
    fn middle(&self) -> f32 {
        self.top.midpoint(self.bottom)
    }
}

impl Press {
    /// The claims of articles with who makes them and which dates they are about.
    pub fn network(&mut self, works: &[Work<'_>]) -> Scene {
        let facts = Facts::of(works, self.language);
        let (name, of) = (self.say(ReportPhrase::Network), self.name_of(&facts));
        let mut layout = Layout { facts: &facts, canvas: Canvas::new(self, WIDTH), y: MARGIN };
        layout.heading(&name, &of);
        layout.network();
        let height = layout.y + MARGIN;
        layout.canvas.finish(format!("{name}: {of}"), height)
    }
}

struct Layout<'a> {
    facts: &'a Facts,
    canvas: Canvas<'a>,
    y: f32,
}

impl<'a> Layout<'a> {
    fn heading(&mut self, name: &str, of: &str) {
        self.y = self.canvas.heading(name, of, self.y);
        if self.facts.claims.is_empty() {
            let look = Look::new(13.5, Ink::Soft);
            let words = self.canvas.press.say(ReportPhrase::NoClaims);
            let room = WIDTH - 2.0 * MARGIN;
            self.y = self.canvas.block(&words, (MARGIN, self.y), &look, room, 4);
            return;
        }
        let look = Look::new(12.0, Ink::Soft).strong();
        for (column, words) in [
            (WHO, self.canvas.press.say(ReportPhrase::Who)),
            (WHAT, self.canvas.press.say(ReportPhrase::What)),
            (WHEN, self.canvas.press.say(ReportPhrase::When)),
        ] {
            self.canvas.words(&words, (column.0, self.y), Edge::Start, &look, column.1 - column.0);
        }
        self.y += look.height() + 8.0;
    }

    fn network(&mut self) {
        let top = self.y;
        let mut whens: BTreeMap<usize, Vec<f32>> = BTreeMap::new();
        let mut bottom = top;
        for (who, claims) in self.groups() {
            let from = self.canvas.len();
            let mut nodes: Vec<(Node, &ClaimFact)> = Vec::new();
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
            let look = Look::new(12.0, Ink::Soft);
            let words = self.canvas.press.say(ReportPhrase::AndMore(left));
            self.canvas.words(&words, (WHAT.0, bottom), Edge::Start, &look, 300.0);
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
        let Some(it) = self.facts.dates.get(date) else { return date };
        let alike = |other: &DateFact| match it.days {
            Some(days) => other.days == Some(days),
            None => !it.value.is_empty() && other.value == it.value,
        };
        self.facts.dates.iter().position(alike).unwrap_or(date)
    }

    fn claim(&mut self, it: &ClaimFact) -> Node {
        let look = Look::new(12.0, Ink::Words);
        self.canvas.stand_for(Some(Target { work: it.work, id: it.id }));
        let at = self.canvas.len();
        let (start, top) = (WHAT.0 + PADDING + 4.0, self.y + PADDING - 3.0);
        let room = WHAT.1 - PADDING - start;
        let mut y = top;
        if !it.cue.is_empty() {
            let small = Look::new(11.0, Ink::Soft);
            self.canvas.words(&it.cue, (start, y), Edge::Start, &small, room);
            y += small.height();
        }
        let bottom = self.canvas.block(&it.words, (start, y), &look, room, 3) + PADDING - 3.0;
        let node = Node { top: self.y, bottom };
        self.frame(at, WHAT, &node, "claim");
        self.canvas.stand_for(None);
        node
    }

    /// A box below its words, with a bar at its side.
    fn frame(&mut self, at: usize, column: (f32, f32), node: &Node, label: &str) {
        let rect = self.canvas.rect(column.0, column.1, node.top, node.bottom);
        let bar = self.canvas.rect(column.0, column.0 + 4.0, node.top, node.bottom);
        self.canvas.fill_below(at, bar, 2.0, Fill::Solid, Ink::Label(label.into()));
        self.canvas.fill_below(at, rect, 5.0, Fill::Outline, Ink::Line);
        self.canvas.fill_below(at, rect, 5.0, Fill::Solid, Ink::Paper);
    }

    fn who(&mut self, who: &str, middle: f32, claim: Option<&ClaimFact>) -> Node {
        let nobody = self.canvas.press.say(ReportPhrase::Nobody);
        let (words, ink) =
            if who.is_empty() { (nobody.as_str(), Ink::Soft) } else { (who, Ink::Words) };
        let look = Look::new(12.5, ink).strong();
        let (start, room) = (WHO.0 + PADDING + 4.0, WHO.1 - WHO.0 - 2.0 * PADDING - 4.0);
        let lines = self.canvas.press.lines(words, look.size, look.weight, room, 3);
        let count = f32::from(u8::try_from(lines.len()).unwrap_or(3));
        let height = count * look.height() + 2.0 * PADDING - 6.0;
        let node = Node { top: middle - height / 2.0, bottom: middle + height / 2.0 };
        self.canvas.stand_for(claim.map(|it| Target { work: it.work, id: it.id }));
        let at = self.canvas.len();
        let mut y = node.top + PADDING - 3.0;
        for line in lines {
            self.canvas.words(&line, (start, y), Edge::Start, &look, room);
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
            let Some(it) = self.facts.dates.get(date) else { continue };
            let node = self.date(it, mean(&places));
            for place in places {
                self.canvas.link_below(0, (WHAT.1, place), (WHEN.0, node.middle()));
            }
            self.y = node.bottom + GAP;
        }
    }

    fn date(&mut self, it: &DateFact, middle: f32) -> Node {
        let (strong, soft) = (Look::new(12.0, Ink::Words).strong(), Look::new(11.0, Ink::Soft));
        let told = if it.told.jalali.is_empty() { &it.words } else { &it.told.jalali };
        let mut lines = vec![(told.as_str(), &strong)];
        if *told != it.told.gregorian && !it.told.gregorian.is_empty() {
            lines.push((it.told.gregorian.as_str(), &soft));
        }
        let height = lines.iter().map(|it| it.1.height()).sum::<f32>() + 2.0 * PADDING - 6.0;
        let top = self.y.max(middle - height / 2.0);
        let node = Node { top, bottom: top + height };
        self.canvas.stand_for(Some(Target { work: it.work, id: it.id }));
        let at = self.canvas.len();
        let (start, room) = (WHEN.0 + PADDING + 4.0, WHEN.1 - WHEN.0 - 2.0 * PADDING - 4.0);
        let mut y = top + PADDING - 3.0;
        for (words, look) in lines {
            self.canvas.words(words, (start, y), Edge::Start, look, room);
            y += look.height();
        }
        self.frame(at, WHEN, &node, "date");
        self.canvas.stand_for(None);
        node
    }
}
