//! The page for screen readers and scripts: a document, its paragraphs, their text runs, the tags.

use egui::{Event, Id, Rect, Response, Sense, Ui, UiBuilder, accesskit};

use super::{
    place::{CaretSpot, PlacedBlock, PlacedPage},
    view::PageView,
};
use crate::{
    session::{NavigateAction, Selection},
    typeset::CaretPosition,
    ui::{
        FrameContext, FrameRequests, WindowAction,
        screen_reader::bounds,
        text::{LineNeighbors, PlacedParagraph, ShownRun, position_in, to_points},
    },
};

/// So many tags that begin in one block have nodes; a node more counts the rest.
const MOST_NODES: usize = 1000;
/// The longest name of a tag's node, in bytes.
const LONGEST_NAME: usize = 400;

/// Adds the nodes of everything in view: the page itself is the document, as it has the keyboard.
pub(super) fn page_nodes(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    view: &PageView,
    placed: &PlacedPage,
    page: &Response,
) {
    let Some(open) = cx.session.editor() else { return };
    let name = cx.t("page-name");
    let source = open.document().text().as_str();
    let is_read = ui.ctx().accesskit_node_builder(page.id, |node| {
        node.set_role(accesskit::Role::Document);
        node.set_label(name);
        node.set_language("fa");
        node.set_bounds(bounds(page.rect));
        node.add_action(accesskit::Action::SetTextSelection);
    });
    let child = UiBuilder::new().id_salt("document").max_rect(page.rect);
    ui.scope_builder(child.accessibility_parent(page.id), |ui| {
        if is_read.is_none() {
            return;
        }
        let mut runs = Vec::new();
        for block in &placed.blocks {
            paragraph_node(ui, placed, block, source, &mut runs);
            tag_nodes(ui, cx, requests, placed, block);
        }
        let selection = open.selection();
        let ends = [view.caret.anchor(selection), view.caret.head(selection)];
        let caret = |it: CaretSpot| CaretPosition { byte: it.byte, affinity: it.affinity };
        if let [Some(anchor), Some(focus)] = ends.map(|it| position_in(&runs, caret(it))) {
            ui.ctx().accesskit_node_builder(page.id, |node| {
                node.set_text_selection(accesskit::TextSelection { anchor, focus });
            });
        }
        if let Some(asked) = asked_for(ui, &runs, page.id) {
            requests.push(NavigateAction::Select(asked));
        }
    });
}

/// What a screen reader asks to be selected.
fn asked_for(ui: &Ui, runs: &[ShownRun], page: Id) -> Option<Selection> {
    let byte = |it: &accesskit::TextPosition| {
        let run = runs.iter().find(|run| run.node == it.node)?;
        Some(run.byte_of(it.character_index))
    };
    ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::AccessKitActionRequest(accesskit::ActionRequest {
                action: accesskit::Action::SetTextSelection,
                target_node,
                data: Some(accesskit::ActionData::SetTextSelection(asked)),
                ..
            }) if *target_node == page.accesskit_id() => {
                Some(Selection { anchor: byte(&asked.anchor)?, head: byte(&asked.focus)? })
            }
            _ => None,
        })
    })
}

fn paragraph_node(
    ui: &mut Ui,
    placed: &PlacedPage,
    block: &PlacedBlock,
    source: &str,
    shown: &mut Vec<ShownRun>,
) {
    let runs = block.paragraph.runs();
    let rects = runs.iter().map(|it| to_points(it.rect, block.origin, placed.scale));
    let words = rects.reduce(Rect::union);
    let rect = words.unwrap_or_else(|| empty_line(placed, block));
    let builder = UiBuilder::new().id_salt(("paragraph", block.bytes.start)).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(accesskit::Role::Paragraph);
            node.set_bounds(bounds(rect));
        });
        let line_end = line_end(source, block);
        let ids = |index: usize| Id::unique(("run", block.bytes.start, index));
        let set = PlacedParagraph {
            paragraph: &block.paragraph,
            words: source.get(block.bytes.clone()).unwrap_or_default(),
            starts: block.bytes.start,
            origin: block.origin,
            scale: placed.scale,
        };
        set.run_nodes(ui, ids, !line_end.is_empty(), shown);
        if runs.is_empty() || !line_end.is_empty() {
            let id = ids(runs.len());
            line_end_node(ui, id, line_end, words.map_or(rect, |_| end_of(placed, block)));
            let before = runs.len().checked_sub(1).map(ids);
            LineNeighbors { before, after: None }.announce(ui, id);
            shown.push(ShownRun {
                node: id.accesskit_id(),
                bytes: block.bytes.end..block.bytes.end + line_end.len(),
                lengths: u8::try_from(line_end.len()).into_iter().filter(|it| *it > 0).collect(),
            });
        }
    });
}

/// The line end after a paragraph; nothing after a piece of a long one, and at the end of an article.
fn line_end<'a>(source: &'a str, block: &PlacedBlock) -> &'a str {
    let rest = source.get(block.bytes.end..).unwrap_or_default();
    let ends = ["\r\n", "\n", "\r", "\u{85}", "\u{2029}"];
    let len = ends.iter().find(|it| rest.starts_with(**it)).map_or(0, |it| it.len());
    rest.get(..len).unwrap_or_default()
}

/// The line end of a paragraph as a character without a width. Words on both sides of it are not one
/// paragraph, and the caret of an empty paragraph is in a run, too.
fn line_end_node(ui: &Ui, id: Id, line_end: &str, rect: Rect) {
    ui.interact(rect, id, Sense::empty());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::TextRun);
        node.set_value(line_end);
        node.set_bounds(bounds(rect));
        let lengths = u8::try_from(line_end.len()).into_iter().filter(|it| *it > 0);
        node.set_character_lengths(lengths.clone().collect::<Vec<_>>());
        node.set_character_positions(lengths.clone().map(|_| 0.0).collect::<Vec<_>>());
        node.set_character_widths(lengths.map(|_| 0.0).collect::<Vec<_>>());
    });
}

/// Where the words of a block end.
fn end_of(placed: &PlacedPage, block: &PlacedBlock) -> Rect {
    let caret = block.paragraph.caret(block.paragraph.last_stop());
    let rect = to_points(caret, block.origin, placed.scale);
    Rect::from_center_size(rect.center(), egui::vec2(0.0, rect.height()))
}

/// The place of a paragraph without words.
fn empty_line(placed: &PlacedPage, block: &PlacedBlock) -> Rect {
    let caret = block.paragraph.caret(CaretPosition::default());
    to_points(caret, block.origin, placed.scale)
}

/// The tags that begin in a block: each says its label and its words, and becomes the active one
/// where it is asked to.
fn tag_nodes(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    placed: &PlacedPage,
    block: &PlacedBlock,
) {
    let Some(open) = cx.session.editor() else { return };
    let document = open.document();
    let active = open.active().map(|it| it.id);
    let here = document.annotations_in(block.bytes.start, block.bytes.end);
    let mut begin = here.into_iter().filter(|it| block.bytes.contains(&it.extent.start()));
    for annotation in begin.by_ref().take(MOST_NODES) {
        let first = annotation.extent.first().bytes();
        let Some(strip) = block.rects(first, placed.scale).first().copied() else { continue };
        let id = Id::unique(("tag", annotation.id));
        ui.interact(strip.text, id, Sense::empty());
        let words = shortened(document.quote(annotation));
        let name = format!("{}: {words}", cx.label_title(&annotation.label));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(accesskit::Role::Mark);
            node.set_label(name);
            node.set_bounds(bounds(strip.text));
            node.set_selected(active == Some(annotation.id));
            node.add_action(accesskit::Action::Click);
        });
        let asked =
            ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click));
        if asked {
            requests.push(NavigateAction::Activate(Some(annotation.id)));
            requests.push(WindowAction::ScrollTo(annotation.extent.start()));
        }
    }
    let further = begin.count();
    if further > 0 {
        let (id, name) =
            (ui.scope_id().with("further-tags"), cx.strings.count("gloss-more", further));
        let rect = ui.max_rect();
        ui.interact(rect, id, Sense::empty());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(accesskit::Role::Mark);
            node.set_label(name);
            node.set_bounds(bounds(rect));
        });
    }
}

/// Words for a name: a screen reader reads all of it.
fn shortened(mut words: String) -> String {
    if words.len() > LONGEST_NAME {
        words.truncate(words.floor_char_boundary(LONGEST_NAME));
        words.push('…');
    }
    words
}
