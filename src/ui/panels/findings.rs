//! What may be wrong in the article: a list below the page, by kind, with a way to each.

use egui::{
    Frame, Margin, Panel, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};

use crate::{
    check::{Finding, FindingCode, FindingGroup, FindingPlace, Severity},
    session::{EditAction, Fix, NavigateAction},
    ui::{
        FrameContext, FrameRequests, WindowAction, findings,
        row_list::RowList,
        text::{ButtonLook, StyledWords, button, label, paint_words, words_size},
        theme,
    },
};

/// The height of a row, in points.
const ROW: f32 = 32.0;
/// The height of the panel, in points, and the part of the window it takes at most.
const HEIGHT: f32 = 196.0;
const PART: f32 = 0.4;

/// What the list shows.
#[derive(Debug, Default)]
pub struct FindingsList {
    pub(super) shown: bool,
    group: Option<FindingGroup>,
    /// The finding that was brought into view.
    seen: Option<usize>,
}

/// Shows the list, where an article is open.
pub fn findings_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut FindingsList,
) {
    let Some(open) = cx.session.editor().filter(|_| state.shown) else { return };
    let found = open.findings().list();
    let frame = Frame::new().fill(*cx.theme.panel).inner_margin(Margin::symmetric(10, 6));
    let height = HEIGHT.min(ui.available_height() * PART);
    Panel::bottom("findings").frame(frame).exact_size(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let counts: Vec<(FindingCode, usize)> = open.findings().counts().collect();
        head(ui, cx, requests, state, (found, &counts));
        let of_group = state.group.map(|group| {
            let codes = counts.iter().map(|it| it.0).filter(|it| it.group() == group);
            let codes: Vec<FindingCode> = codes.collect();
            let all = found.iter().enumerate();
            all.filter(|(_, it)| codes.contains(&it.code())).map(|it| it.0).collect::<Vec<_>>()
        });
        let shown = of_group.as_ref().map_or(found.len(), Vec::len);
        if shown == 0 {
            let key = if open.findings().is_known() { "findings-none" } else { "findings-looking" };
            let words = StyledWords::new(cx.t(key)).wrapped().as_window().color(*cx.theme.ink_soft);
            label(ui, cx, words);
            return;
        }
        let current = open.findings().current();
        let row = current.and_then(|current| match &of_group {
            Some(of_group) => of_group.iter().position(|it| *it == current),
            None => Some(current),
        });
        let mut area = ScrollArea::vertical().auto_shrink(false);
        let rows = RowList { height: ROW, count: shown };
        if current != state.seen
            && let Some(row) = row
        {
            area = area.vertical_scroll_offset(rows.centered(row, ui.available_height()));
        }
        state.seen = current;
        rows.show(ui, area, |ui, at| {
            let index = of_group.as_ref().map_or(Some(at), |it| it.get(at).copied());
            if let Some((index, finding)) = index.and_then(|it| Some((it, found.get(it)?))) {
                row_ui(ui, cx, requests, index, finding);
            }
        });
    });
}

/// The count, the kinds to choose from, a way to fix what is certain, a way out.
fn head(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    state: &mut FindingsList,
    (found, counts): (&[Finding], &[(FindingCode, usize)]),
) {
    cx.in_row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        label(ui, cx, StyledWords::new(cx.t("findings-title")).strong());
        let all = format!("{} {}", cx.t("status-all"), cx.strings.number(found.len()));
        kind(ui, cx, state, None, all);
        for &group in FindingGroup::ALL {
            let count = of_group(counts, group);
            if count > 0 {
                let title = cx.words_of(&group);
                kind(ui, cx, state, Some(group), format!("{title} {}", cx.strings.number(count)));
            }
        }
        // A kind whose last finding was fixed is not there to be chosen any more.
        if state.group.is_some_and(|it| of_group(counts, it) == 0) {
            state.group = None;
        }
        ui.with_layout(cx.row_from_end(), |ui| {
            if button(ui, cx, ButtonLook::new("×").plain().named(cx.t("findings-close"))).clicked()
            {
                requests.push(WindowAction::ToggleFindings);
            }
            fix_all(ui, cx, requests, found);
        });
    });
}

/// How many findings there are of a kind.
fn of_group(counts: &[(FindingCode, usize)], group: FindingGroup) -> usize {
    counts.iter().filter(|it| it.0.group() == group).map(|it| it.1).sum()
}

fn kind(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut FindingsList,
    group: Option<FindingGroup>,
    words: String,
) {
    let look = ButtonLook::new(StyledWords::new(words).small()).plain();
    if button(ui, cx, look.selected_if(state.group == group)).clicked() {
        state.group = group;
    }
}

/// Fixes everything like the finding gone to last.
fn fix_all(ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests, found: &[Finding]) {
    let current = cx.session.editor().and_then(|it| it.findings().current());
    let Some(current) = current.and_then(|it| found.get(it)).filter(|it| it.can_be_fixed) else {
        return;
    };
    let same = found.iter().filter(|it| it.code() == current.code() && it.can_be_fixed).count();
    if same > 1 {
        let words = StyledWords::new(cx.strings.count("findings-fix-all", same)).small();
        let look = ButtonLook::new(words).enabled_if(cx.session.may_write().is_ok());
        if button(ui, cx, look).clicked() {
            requests.push(EditAction::Fix(Fix::All(current.code())));
        }
    }
}

fn row_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    index: usize,
    finding: &Finding,
) {
    let size = vec2(ui.available_width(), ROW - 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let open = cx.session.editor();
    let is_current = open.and_then(|it| it.findings().current()) == Some(index);
    let what = findings::words(cx, finding);
    let quote = quote(cx, finding);
    let name = if quote.is_empty() { what.clone() } else { format!("{what}: {quote}") };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, &name));
    let fill = match () {
        () if is_current => *cx.theme.accent_soft,
        () if response.hovered() => *cx.theme.hover,
        () => *cx.theme.panel,
    };
    ui.painter().rect_filled(rect, theme::RADIUS, fill);
    if response.has_focus() {
        let ring = Stroke::new(2.0, *cx.theme.accent);
        ui.painter().rect_stroke(rect, theme::RADIUS, ring, egui::StrokeKind::Inside);
    }
    let rest = fix_one(ui, cx, requests, rect.shrink2(vec2(8.0, 0.0)), index, finding);
    let (sign, rest) = cx.split_row(rest, 20.0);
    let color = findings::color(cx, finding.code().severity());
    let mark = StyledWords::new(sign_of(finding.code().severity())).small().color(color);
    paint_words(ui, cx, &mark, sign, egui::Align::Min);
    let wanted = words_size(ui, cx, &StyledWords::new(what.as_str())).x + 16.0;
    let (said, rest) = cx.split_row(rest, wanted.min(rest.width() * 0.62));
    paint_words(ui, cx, &StyledWords::new(what).as_window(), said, egui::Align::Min);
    let words = StyledWords::new(quote).small().color(*cx.theme.ink_soft);
    paint_words(ui, cx, &words, rest, egui::Align::Min);
    if response.clicked() {
        requests.push(NavigateAction::ShowFinding(index));
        if matches!(finding.place, FindingPlace::Orphan(_)) {
            requests.push(WindowAction::ShowMoves);
        }
        if let Some(range) = finding.range {
            requests.push(WindowAction::ScrollTo(range.start()));
        }
    }
}

/// The button at the row's end, where the fix is certain; what is left of the row.
fn fix_one(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    row: Rect,
    index: usize,
    finding: &Finding,
) -> Rect {
    if !finding.can_be_fixed || cx.session.may_write().is_err() {
        return row;
    }
    let words = StyledWords::new(cx.t("short-fix")).small();
    let width = words_size(ui, cx, &words).x + 28.0;
    let (rest, place) = cx.split_row(row, row.width() - width);
    let builder =
        UiBuilder::new().id_salt(("fix", index)).max_rect(place).layout(cx.row_from_end());
    ui.scope_builder(builder, |ui| {
        let name = format!("{}: {}", cx.t("short-fix"), findings::words(cx, finding));
        if button(ui, cx, ButtonLook::new(words).named(name)).clicked() {
            requests.push(EditAction::Fix(Fix::One(index)));
        }
    });
    rest
}

/// A severity's sign: color is never the only one.
fn sign_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "■",
        Severity::Warning => "▲",
        Severity::Hint => "○",
    }
}

/// The words a finding is about, with the number of their paragraph where they stand in one.
fn quote(cx: &FrameContext<'_>, finding: &Finding) -> String {
    let Some(open) = cx.session.editor() else { return String::new() };
    let text = open.document().text();
    let words = finding
        .range
        .map_or_else(|| finding.words(open.document()), |it| text.slice(it).to_owned());
    if words.is_empty() {
        return words;
    }
    let start: String = words.chars().take(60).map(|c| if c == '\n' { ' ' } else { c }).collect();
    let more = if start.len() < words.len() { "…" } else { "" };
    let Some(range) = finding.range else { return format!("«{start}{more}»") };
    let paragraph = cx.strings.number(text.paragraphs().index_of(range.start()) + 1);
    format!("«{start}{more}» · {paragraph}")
}
