//! A figure below the page: the timeline, or who says what about when; click a part to go there.

use std::path::PathBuf;

use egui::{
    Color32, Frame, Margin, Panel, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::{
    model::AnnotationId,
    report::{FigureScene, RectFill, SceneItem, SceneShape, SceneTarget},
    session::{ExportScope, FigureKind, FileAction, NavigateAction, ReportAction, ReportKind},
    typeset,
    ui::{
        DialogKind, FrameContext, FrameRequests, WindowAction,
        text::{ButtonLook, StyledWords, button, label, paint_words},
        theme::{self, GAP},
    },
};

/// What the panel shows.
#[derive(Debug)]
pub struct FigurePanel {
    pub(super) shown: Option<FigureKind>,
    scope: ExportScope,
    /// By how much it is larger than what fits the window's width.
    zoom: f32,
    /// A tag to go to once its article is open.
    wanted: Option<(PathBuf, AnnotationId)>,
    /// What was brought into view; figures are wider than what is told in them.
    seen: Option<(FigureKind, ExportScope)>,
}

impl Default for FigurePanel {
    fn default() -> Self {
        Self { shown: None, scope: ExportScope::Article, zoom: 1.0, wanted: None, seen: None }
    }
}

/// What a kind of figure is called.
fn title(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Timeline => "figure-timeline",
        FigureKind::Network => "figure-network",
    }
}

/// Shows the panel below the page.
pub fn figure_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut FigurePanel,
) {
    go_on(cx, requests, state);
    let Some(kind) = state.shown.filter(|_| cx.session.editor().is_some()) else {
        state.seen = None;
        return;
    };
    if cx.session.folder().is_none() {
        state.scope = ExportScope::Article;
    }
    if cx.session.wants_drawing(kind, state.scope) {
        requests.push(ReportAction::Draw(kind, state.scope));
    }
    let height = ui.available_height();
    let frame = Frame::new().fill(*cx.theme.paper).inner_margin(Margin::ZERO);
    Panel::bottom("figure")
        .frame(frame)
        .resizable(true)
        .default_size(height * 0.46)
        .size_range(120.0..=(height - 120.0).max(121.0))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let head = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(10, 5));
            head.show(ui, |ui| {
                ui.set_width(ui.available_width());
                head_ui(ui, cx, requests, state, kind);
            });
            if let Some(figure) = cx.session.figure(kind, state.scope) {
                let is_new = state.seen.replace((kind, state.scope)) != Some((kind, state.scope));
                let place = ScenePlace { kind, zoom: state.zoom, begins: is_new };
                if let Some(target) = scene_ui(ui, cx, figure.scene(), place) {
                    let (path, id) = figure.place_of(target);
                    go(cx, requests, state, path.map(PathBuf::from), id);
                }
            } else {
                ui.add_space(GAP);
                let words = StyledWords::new(cx.t("figure-under-way")).color(*cx.theme.ink_soft);
                ui.with_layout(cx.column(), |ui| label(ui, cx, words));
                // As high as the figure will be.
                ui.allocate_space(ui.available_size());
            }
        });
}

fn head_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut FigurePanel,
    kind: FigureKind,
) {
    cx.in_rows(ui, 30.0, |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for &other in FigureKind::ALL {
            let look = ButtonLook::new(cx.t(title(other))).selected_if(other == kind);
            if button(ui, cx, look).clicked() {
                state.shown = Some(other);
            }
        }
        ui.add_space(GAP);
        if let Some(folder) = cx.session.folder() {
            let all = cx.strings.count("export-folder", folder.rows().len());
            for (scope, words) in
                [(ExportScope::Article, cx.t("export-article")), (ExportScope::Folder, all)]
            {
                let look = ButtonLook::new(words).plain().selected_if(state.scope == scope);
                if button(ui, cx, look).clicked() {
                    state.scope = scope;
                }
            }
            ui.add_space(GAP);
        }
        for (sign, name, factor) in
            [("−", "figure-smaller", 1.0 / 1.2), ("+", "figure-larger", 1.2_f32)]
        {
            if button(ui, cx, ButtonLook::new(sign).plain().named(cx.t(name))).clicked() {
                state.zoom = (state.zoom * factor).clamp(0.4, 3.0);
            }
        }
        ui.add_space(GAP);
        let picture = ButtonLook::new(cx.t("figure-save")).plain();
        if button(ui, cx, picture).clicked() {
            requests.push(WindowAction::Show(DialogKind::Report(ReportKind::Figure(kind))));
        }
        if kind == FigureKind::Network
            && button(ui, cx, ButtonLook::new(cx.t("figure-save-table")).plain()).clicked()
        {
            requests.push(WindowAction::Show(DialogKind::Report(ReportKind::Table)));
        }
        if button(ui, cx, ButtonLook::new("×").plain().named(cx.t("figure-close"))).clicked() {
            requests.push(WindowAction::ShowFigure(kind));
        }
    });
}

/// How a figure is shown.
#[derive(Clone, Copy)]
struct ScenePlace {
    kind: FigureKind,
    zoom: f32,
    /// True where it was not shown before.
    begins: bool,
}

/// Draws what is in view; gives the tag that was chosen.
fn scene_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    scene: &FigureScene,
    place: ScenePlace,
) -> Option<SceneTarget> {
    let ScenePlace { kind, zoom, begins } = place;
    let room = ui.available_width();
    let scale = (room / scene.width.max(1.0)).clamp(0.8, 1.15) * zoom;
    let size = vec2(scene.width, scene.height) * scale;
    let mut chosen = None;
    let mut area = ScrollArea::both().id_salt(("figure", kind)).auto_shrink(false);
    if begins {
        // At its title, and sideways where reading begins.
        let x = if cx.is_mirrored() { (size.x - room).max(0.0) } else { 0.0 };
        area = area.scroll_offset(vec2(x, 0.0));
    }
    area.show(ui, |ui| {
        let whole = vec2(size.x.max(ui.available_width()), size.y);
        let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());
        let origin = pos2(rect.left() + (rect.width() - size.x) / 2.0, rect.top());
        let view = FigureView { cx, origin, scale };
        let clip = ui.clip_rect();
        for item in &scene.items {
            if clip.intersects(view.bounds(item)) {
                view.paint(ui, item);
            }
        }
        chosen = view.targets(ui, scene);
    });
    chosen
}

/// A figure in its place in the window.
struct FigureView<'a> {
    cx: &'a FrameContext<'a>,
    origin: Pos2,
    scale: f32,
}

impl FigureView<'_> {
    fn point(&self, (x, y): (f32, f32)) -> Pos2 {
        self.origin + vec2(x, y) * self.scale
    }

    fn rect(&self, rect: typeset::LayoutRect) -> Rect {
        let (min, max) = ((rect.left, rect.top), (rect.right, rect.bottom));
        Rect::from_min_max(self.point(min), self.point(max))
    }

    fn bounds(&self, item: &SceneItem) -> Rect {
        match &item.shape {
            SceneShape::Line { from, to, .. } => {
                Rect::from_two_pos(self.point(*from), self.point(*to)).expand(2.0)
            }
            SceneShape::Rect { rect, .. } | SceneShape::Words { rect, .. } => self.rect(*rect),
        }
    }

    fn paint(&self, ui: &Ui, item: &SceneItem) {
        let color: Color32 = self.cx.theme.ink_of(self.cx.session.schema(), &item.ink);
        let painter = ui.painter();
        match &item.shape {
            SceneShape::Line { from, to, thickness, dashed } => {
                let ends = [self.point(*from), self.point(*to)];
                let stroke = Stroke::new(thickness * self.scale, color);
                if *dashed {
                    let (on, off) = (3.0 * self.scale, 4.0 * self.scale);
                    painter.extend(egui::Shape::dashed_line(&ends, stroke, on, off));
                } else {
                    painter.line_segment(ends, stroke);
                }
            }
            SceneShape::Rect { rect, radius, fill } => {
                let (rect, radius) = (self.rect(*rect), radius * self.scale);
                match fill {
                    RectFill::Solid => painter.rect_filled(rect, radius, color),
                    RectFill::Tint => {
                        let strength = self.cx.theme.tint_strength;
                        painter.rect_filled(rect, radius, self.cx.theme.tint(color, strength))
                    }
                    RectFill::Outline => painter.rect_stroke(
                        rect,
                        radius,
                        Stroke::new(1.0, color),
                        StrokeKind::Middle,
                    ),
                };
            }
            SceneShape::Words { words, rect, size, weight, .. } => {
                let words = StyledWords::new(words).size(size * self.scale).color(color);
                let words = if *weight > 500.0 { words.strong() } else { words };
                // A hair of room: at another scale the same words may be a hair wider.
                let rect = self.rect(*rect).expand2(vec2(4.0, 0.0));
                paint_words(ui, self.cx, &words, rect, egui::Align::Center);
            }
        }
    }

    /// A place to click, and for the keyboard, for every tag in view.
    fn targets(&self, ui: &Ui, scene: &FigureScene) -> Option<SceneTarget> {
        let mut chosen = None;
        let mut under_way: Option<(SceneTarget, Rect, String)> = None;
        let ends = std::iter::once(None);
        let items = scene.items.iter().map(Some).chain(ends);
        for (index, item) in items.enumerate() {
            let words = item.and_then(|it| match (&it.shape, it.target) {
                (SceneShape::Words { words, rect, .. }, Some(target)) => {
                    Some((target, self.rect(*rect), words))
                }
                (SceneShape::Line { .. } | SceneShape::Rect { .. }, _)
                | (SceneShape::Words { .. }, None) => None,
            });
            match (words, &mut under_way) {
                (Some((target, rect, words)), Some(last)) if last.0 == target => {
                    last.1 = last.1.union(rect);
                    last.2.push(' ');
                    last.2 += words;
                }
                (None, _) if item.is_some_and(|it| it.target.is_some()) => {}
                (words, _) => {
                    if let Some((target, rect, name)) = under_way.take()
                        && self.is_chosen(ui, index, rect, &name)
                    {
                        chosen = Some(target);
                    }
                    under_way = words.map(|(target, rect, name)| (target, rect, name.clone()));
                }
            }
        }
        chosen
    }

    fn is_chosen(&self, ui: &Ui, index: usize, rect: Rect, name: &str) -> bool {
        if !ui.clip_rect().intersects(rect) {
            return false;
        }
        let rect = rect.expand2(vec2(6.0, 1.0));
        let response = ui.interact(rect, ui.scope_id().with(("part", index)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        if response.hovered() || response.has_focus() {
            let ring = Stroke::new(1.5, *self.cx.theme.accent);
            ui.painter().rect_stroke(rect, theme::RADIUS, ring, StrokeKind::Outside);
        }
        response.clicked()
    }
}

/// Goes to a tag, opening its article first where that is another one.
fn go(
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut FigurePanel,
    path: Option<PathBuf>,
    id: AnnotationId,
) {
    match path {
        Some(path) if cx.session.article_path() != Some(&*path) => {
            requests.push(FileAction::Open(path.clone()));
            state.wanted = Some((path, id));
        }
        Some(_) | None => show(cx, requests, id),
    }
}

/// Goes to the tag that was waited for, once its article is open.
fn go_on(cx: &FrameContext<'_>, requests: &mut FrameRequests, state: &mut FigurePanel) {
    let Some((path, id)) = &state.wanted else { return };
    let is_there = cx.session.editor().is_some_and(|it| it.document().annotation(*id).is_some());
    if cx.session.article_path() == Some(&**path) && is_there {
        show(cx, requests, *id);
        state.wanted = None;
    }
}

fn show(cx: &FrameContext<'_>, requests: &mut FrameRequests, id: AnnotationId) {
    let Some(open) = cx.session.editor() else { return };
    if let Some(tag) = open.document().annotation(id) {
        requests.push(NavigateAction::Activate(Some(id)));
        requests.push(WindowAction::ScrollTo(tag.extent.start()));
    }
}
