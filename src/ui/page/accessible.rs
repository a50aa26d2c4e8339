//! The page for screen readers and scripts: a document, its paragraphs, their text runs, the tags.

use egui::{Id, Rect, Response, Sense, Ui, UiBuilder, accesskit};

use super::place::{PlacedBlock, PlacedPage};
use crate::{
    session::NavigateAction,
    typeset::{GlyphRun, TextDirection},
    ui::{FrameContext, FrameRequests, WindowAction, text::to_points},
};

/// Adds the nodes of everything in view.
pub(super) fn page_nodes(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    placed: &PlacedPage,
    page: &Response,
) {
    let Some(open) = cx.session.editor() else { return };
    let name = cx.t("page-name");
    let source = open.document().text().as_str();
    let child = UiBuilder::new().id_salt("document").max_rect(page.rect);
    ui.scope_builder(child, |ui| {
        let is_read = ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(accesskit::Role::Document);
            node.set_label(name);
            node.set_language("fa");
            node.set_bounds(bounds(page.rect));
        });
        if is_read.is_some() {
            for block in &placed.blocks {
                paragraph_node(ui, placed, block, source);
                tag_nodes(ui, cx, requests, placed, block);
            }
        }
    });
}

fn paragraph_node(ui: &mut Ui, placed: &PlacedPage, block: &PlacedBlock, source: &str) {
    let size = egui::vec2(block.paragraph.width(), block.paragraph.height()) / placed.scale;
    let rect = Rect::from_min_size(block.origin, size);
    let builder = UiBuilder::new().id_salt(("paragraph", block.bytes.start)).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(accesskit::Role::Paragraph);
            node.set_bounds(bounds(rect));
        });
        for (index, run) in block.paragraph.runs().into_iter().enumerate() {
            let id = Id::unique(("run", block.bytes.start, index));
            run_node(ui, placed, block, source, id, &run);
        }
    });
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
    let begin = here.into_iter().filter(|it| block.bytes.contains(&it.extent.start()));
    for annotation in begin {
        let first = annotation.extent.first().bytes();
        let Some(strip) = block.rects(first, placed.scale).first().copied() else { continue };
        let id = Id::unique(("tag", annotation.id));
        ui.interact(strip.text, id, Sense::empty());
        let name = format!("{}: {}", cx.label_title(&annotation.label), document.quote(annotation));
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
}

fn run_node(
    ui: &Ui,
    placed: &PlacedPage,
    block: &PlacedBlock,
    source: &str,
    id: Id,
    run: &GlyphRun,
) {
    let rect = to_points(run.rect, block.origin, placed.scale);
    ui.interact(rect, id, Sense::empty());
    let bytes = block.bytes.start + run.bytes.start..block.bytes.start + run.bytes.end;
    let words = source.get(bytes).unwrap_or_default();
    let points = |pixels: f32| pixels / placed.scale;
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(accesskit::Role::TextRun);
        node.set_value(words);
        node.set_bounds(bounds(rect));
        node.set_text_direction(match run.direction {
            TextDirection::RightToLeft => accesskit::TextDirection::RightToLeft,
            TextDirection::LeftToRight => accesskit::TextDirection::LeftToRight,
        });
        let characters = &run.characters;
        node.set_character_lengths(characters.iter().map(|it| it.len_bytes).collect::<Vec<_>>());
        node.set_character_positions(
            characters.iter().map(|it| points(it.position)).collect::<Vec<_>>(),
        );
        node.set_character_widths(characters.iter().map(|it| points(it.width)).collect::<Vec<_>>());
        node.set_word_starts(run.word_starts.clone());
    });
}

/// A rectangle as nodes give it.
pub(in crate::ui) fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect {
        x0: rect.left().into(),
        y0: rect.top().into(),
        x1: rect.right().into(),
        y1: rect.bottom().into(),
    }
}
