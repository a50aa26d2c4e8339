//! What is said of each tag, as a list behind the article.

use std::sync::Arc;

use super::{
    Fill, Ink, Press, ReportPhrase,
    cards::{Card, Cards, NEXT, isolated},
    flow::{Flow, MARGIN, MEASURE},
    phrases::digits,
    sheet::{Mark, PIXELS, SetText},
};
use crate::{model::Document, typeset::Rect};

/// From the bar at the side of a note to its words, in points.
const INDENT: f32 = 12.0;

impl Press {
    /// Writes the notes below what is there.
    pub(super) fn paper_notes(&mut self, flow: &mut Flow, cards: &Cards, document: &Document) {
        if cards.all().is_empty() {
            return;
        }
        flow.skip(12.0);
        flow.make_room(90.0);
        let (from, to) = ((MARGIN, flow.y), (MARGIN + MEASURE, flow.y));
        flow.draw(Mark::Line { from, to, thickness: 0.6, dash: None, ink: Ink::Line });
        flow.skip(10.0);
        let heading = self.say(ReportPhrase::Notes(cards.all().len()));
        let heading = self.note(&heading, 13.0, 650.0, MEASURE);
        flow.set(&heading, MARGIN, &Ink::Words, |_, _, _| {});
        flow.skip(6.0);
        for card in cards.all() {
            self.paper_note(flow, card, document);
        }
    }

    fn paper_note(&mut self, flow: &mut Flow, card: &Card, document: &Document) {
        let lines = self.note_lines(card);
        let height: f32 = lines.iter().map(|(set, _)| set.paragraph.height() / PIXELS).sum();
        flow.make_room(height + 4.0);
        let left = if self.language.is_rtl() { MARGIN } else { MARGIN + INDENT };
        let bar = if self.language.is_rtl() { MARGIN + MEASURE - 3.0 } else { MARGIN };
        let label = card.label.and_then(|at| document.schema().labels.get(at));
        let ink = label.map_or(Ink::Line, |it| Ink::Label(it.id.as_str().into()));
        for (set, words_ink) in lines {
            flow.set(&set, left, &words_ink, |flow, line, origin| {
                let Some(line) = set.paragraph.lines().nth(line) else { return };
                let (top, bottom) = (origin.1 + line.top / PIXELS, origin.1 + line.bottom / PIXELS);
                let rect = Rect { left: bar, right: bar + 3.0, top, bottom };
                flow.draw(Mark::Rect { rect, radius: 0.0, fill: Fill::Solid, ink: ink.clone() });
            });
        }
        flow.skip(8.0);
    }

    /// A note's paragraphs.
    fn note_lines(&mut self, card: &Card) -> Vec<(Arc<SetText>, Ink)> {
        let width = MEASURE - INDENT;
        let number = digits(&card.number.to_string(), self.language);
        let mut lines =
            vec![(self.note(&format!("{number} · {}", card.title), 8.5, 650.0, width), Ink::Soft)];
        if !card.frame.is_empty() {
            let arrow = format!(" {NEXT} ");
            let parts: Vec<String> = card.frame.iter().map(|it| isolated(&it.1)).collect();
            let frame = format!("{}{arrow}", parts.join(&arrow));
            lines.push((self.note(frame.trim_end(), 9.5, 650.0, width), Ink::Words));
        }
        lines.push((self.note(&card.words, 9.5, 400.0, width), Ink::Words));
        let (value, told) = card.told.split_last().map_or((None, &[][..]), |(v, t)| (Some(v), t));
        if let Some(value) = value {
            let mut parts: Vec<String> = told.iter().map(|it| isolated(it)).collect();
            parts.push(isolated(value));
            lines.push((self.note(&parts.join(" · "), 9.0, 400.0, width), Ink::Soft));
        }
        let rows: Vec<String> =
            card.rows.iter().map(|it| isolated(&format!("{}: {}", it.name, it.value))).collect();
        if !rows.is_empty() {
            lines.push((self.note(&rows.join(" · "), 9.0, 400.0, width), Ink::Soft));
        }
        lines
    }
}
