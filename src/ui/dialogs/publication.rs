//! Setting the publication date: typed in either calendar, or picked day by day.

use egui::{Align, Sense, Ui, vec2};
use jiff::{ToSpan as _, civil::Date};

use crate::{
    language::localize_digits,
    messages::isolated,
    model::Document,
    recognize::{Context, date::read_typed},
    session::{Action, EditAction, Editor, FileAction, Language, PublicationState, Session},
    store::DraftKey,
    timex::{Calendar, describe, weekday_name},
    ui::{
        FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::{DialogAnswer, DialogView, answered_ui},
        guide::GuidePart,
        text::{ButtonLook, StyledWords, TextField, button, field, label, paint_words},
        theme,
    },
};

/// What was typed.
#[derive(Debug)]
pub(super) struct PublicationDialog {
    typed: TextField,
    /// What stood there when it was opened.
    start: String,
    /// The month shown by the picker, by its first Jalali day.
    shown: Option<Date>,
}

impl PublicationDialog {
    pub(super) fn new(session: &Session) -> Self {
        let known = session.editor().map_or(PublicationState::Unknown, Editor::publication);
        let start = match known {
            PublicationState::Confirmed(stated) => {
                let day = stated.parse::<Date>();
                day.map_or_else(
                    |_other| stated.to_owned(),
                    |it| written(session.settings().language(), it),
                )
            }
            PublicationState::Catalogued(day) => written(session.settings().language(), day),
            PublicationState::Proposed(it) => written(session.settings().language(), it.day),
            PublicationState::Unknown => String::new(),
        };
        let begun = session.draft(&DraftKey::Published).map(str::to_owned);
        let typed = TextField::new(begun.as_deref().unwrap_or(&start)).focused();
        Self { typed, start, shown: None }
    }
}

impl DialogView for PublicationDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("publication-date")
    }

    fn guide(&self) -> Option<GuidePart> {
        Some(GuidePart::Publication)
    }

    fn is_begun(&self) -> bool {
        self.typed.text().trim() != self.start
    }

    /// Who leaves it gives up the day; where the window is closed around it, the day is kept.
    fn given_up(&self) -> Option<Action> {
        Some(FileAction::KeepDraft { key: DraftKey::Published, words: None }.into())
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let (event, read, is_picked) = middle_ui(ui, cx, |ui| {
            label(
                ui,
                cx,
                StyledWords::new(cx.t("publication-how")).wrapped().color(*cx.theme.ink_soft),
            );
            let name = cx.t("publication-date");
            let (_, event) = field(ui, cx, &mut self.typed, &name, &cx.t("publication-hint"));
            let typed = self.typed.text().trim().to_owned();
            let read = read_day(&typed);
            let (words, color) = match read {
                Some(day) => (cx.strings.value(&day.to_string()), *cx.theme.good),
                None if typed.is_empty() => (cx.t("publication-none"), *cx.theme.ink_soft),
                None => (cx.t("publication-not-read"), *cx.theme.warning),
            };
            label(ui, cx, StyledWords::new(words).color(color));
            ui.scope(|ui| {
                if let Some(other) = read.and_then(|it| other_weekday(&typed, it)) {
                    let day = isolated(weekday_name(other, cx.strings.language()));
                    let words = cx.strings.with("publication-weekday", &[("day", &day)]);
                    label(
                        ui,
                        cx,
                        StyledWords::new(words).small().wrapped().color(*cx.theme.warning),
                    );
                }
            });
            if event.changed {
                self.shown = read;
            }
            (event, read, picker_ui(ui, cx, self, read))
        });
        let mut keep = |words: Option<&str>| {
            let words = words.map(str::to_owned);
            requests.push(FileAction::KeepDraft { key: DraftKey::Published, words });
        };
        if event.changed || is_picked {
            keep(Some(self.typed.text()));
        }
        let fits = self.typed.text().trim().is_empty() || read.is_some();
        let answer = answered_ui(ui, cx, "publication-set", fits);
        if answer == Some(DialogAnswer::Cancelled) {
            keep(None);
            requests.push(WindowAction::Dismiss);
        } else if (answer.is_some() || event.submitted) && fits {
            keep(None);
            requests.push(WindowAction::Dismiss);
            let value = read.map(|it| it.to_string()).unwrap_or_default();
            requests.push(EditAction::SetMeta { key: Document::PUBLISHED.into(), value });
        }
    }
}

/// A day as a reader of this language writes it: solar Hijri in Persian.
fn written(language: Language, day: Date) -> String {
    match language {
        Language::Persian => describe(&day.to_string(), language).jalali,
        Language::English => day.to_string(),
    }
}

/// The weekday that was typed, from Monday on, where the day that was typed with it is another.
fn other_weekday(typed: &str, day: Date) -> Option<i8> {
    let plain = |it: &str| it.to_lowercase().replace([' ', '\u{200C}'], "");
    let typed = plain(typed);
    let names = (1..=7).flat_map(|it| Language::ALL.iter().map(move |language| (it, *language)));
    // The name of Saturday is a part of the other days’ names.
    let named = names
        .map(|(number, language)| (number, plain(weekday_name(number, language))))
        .filter(|it| typed.contains(&it.1))
        .max_by_key(|it| it.1.len());
    let (number, _) = named?;
    (number != day.weekday().to_monday_one_offset()).then_some(number)
}

/// A day, in whatever calendar it was typed.
pub(super) fn read_day(typed: &str) -> Option<Date> {
    /// No news was published before this year; a smaller one is of the Hijri calendars.
    const FIRST_NEWS: i16 = 1600;
    let plain = typed.parse().ok().filter(|it: &Date| it.year() >= FIRST_NEWS);
    plain.or_else(|| read_typed(typed, &Context::default())?.value.parse().ok())
}

/// The width of a day in the picker, in points: narrower in a narrow window.
fn cell_width(ui: &Ui) -> f32 {
    ((ui.available_width() - 6.0 * BETWEEN) / 7.0).min(68.0)
}

/// Between two days of the picker, in points.
const BETWEEN: f32 = 4.0;

fn today() -> Date {
    jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date()
}

/// A Jalali month with the Gregorian days beside; true where a day was picked.
fn picker_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    state: &mut PublicationDialog,
    read: Option<Date>,
) -> bool {
    let around = state.shown.or(read).unwrap_or_else(today);
    let parts = Calendar::Persian.parts(around);
    let Some((first, last)) = Calendar::Persian.month_days(parts.year, parts.month) else {
        return false;
    };
    let mut is_picked = false;
    cx.in_row(ui, 30.0, |ui| {
        let (before, after) = if cx.is_mirrored() { ("▶", "◀") } else { ("◀", "▶") };
        let twice = |it: &str| format!("{it}{it}");
        let same_day = |years: i64| around.checked_add(years.years()).unwrap_or(around);
        if button(ui, cx, ButtonLook::new(twice(before)).plain().named(cx.t("year-before")))
            .clicked()
        {
            state.shown = Some(same_day(-1));
        }
        if button(ui, cx, ButtonLook::new(before).plain().named(cx.t("month-before"))).clicked() {
            state.shown = Some(first.checked_sub(1.day()).unwrap_or(first));
        }
        let interval = format!("{first}/{last}");
        let described = describe(&interval, cx.strings.language());
        let words = format!("{} · {}", described.jalali, described.gregorian);
        label(ui, cx, StyledWords::new(localize_digits(&words, cx.strings.digits())).strong());
        if button(ui, cx, ButtonLook::new(after).plain().named(cx.t("month-after"))).clicked() {
            state.shown = Some(last.checked_add(1.day()).unwrap_or(last));
        }
        if button(ui, cx, ButtonLook::new(twice(after)).plain().named(cx.t("year-after"))).clicked()
        {
            state.shown = Some(same_day(1));
        }
    });
    // The Iranian week begins on Saturday.
    let lead = (first.weekday().to_monday_zero_offset() + 2).rem_euclid(7);
    let days: Vec<Option<Date>> = (0..lead)
        .map(|_| None)
        .chain(first.series(1.day()).take_while(|it| *it <= last).map(Some))
        .collect();
    let cell = cell_width(ui);
    weekdays_ui(ui, cx, cell);
    for week in days.chunks(7) {
        cx.in_row(ui, 34.0, |ui| {
            ui.spacing_mut().item_spacing.x = BETWEEN;
            for day in week {
                let Some(day) = day else {
                    ui.add_space(cell + BETWEEN);
                    continue;
                };
                ui.scope(|ui| {
                    ui.set_width(cell);
                    if day_ui(ui, cx, *day, read == Some(*day)) {
                        state.typed.line.replace_all(&written(cx.strings.language(), *day));
                        state.shown = Some(*day);
                        is_picked = true;
                    }
                });
            }
        });
    }
    is_picked
}

/// The names of the days above their columns.
fn weekdays_ui(ui: &mut Ui, cx: &FrameContext<'_>, cell: f32) {
    // From Saturday.
    const WEEK: [&str; 7] = [
        "weekday-short-6",
        "weekday-short-7",
        "weekday-short-1",
        "weekday-short-2",
        "weekday-short-3",
        "weekday-short-4",
        "weekday-short-5",
    ];
    cx.in_row(ui, 24.0, |ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        for key in WEEK {
            let (rect, _) = ui.allocate_exact_size(vec2(cell, 22.0), Sense::hover());
            let words = StyledWords::new(cx.t(key)).small().color(*cx.theme.ink_soft);
            paint_words(ui, cx, &words, rect, Align::Center);
        }
    });
}

/// A day: that of the solar Hijri calendar large, the Gregorian one small beside it. True where it was
/// pressed.
fn day_ui(ui: &mut Ui, cx: &FrameContext<'_>, day: Date, is_chosen: bool) -> bool {
    let jalali = cx.strings.number(usize::from(Calendar::Persian.parts(day).day));
    let gregorian = cx.strings.number(usize::from(day.day().unsigned_abs()));
    let look = ButtonLook::new("").full_width().selected_if(is_chosen).named(day.to_string());
    let response = button(ui, cx, look);
    let rect = response.rect.shrink2(vec2(8.0, 0.0));
    paint_words(ui, cx, &StyledWords::new(jalali).strong(), rect, Align::Min);
    let small = StyledWords::new(gregorian).size(theme::SMALL - 1.5).color(*cx.theme.ink_soft);
    paint_words(ui, cx, &small, rect, Align::Max);
    response.clicked()
}
