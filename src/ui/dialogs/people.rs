//! Who speaks in the folder: everybody, and for each all they say, with deciding who is who.

use egui::{Align, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::{
    language::{Fold, Folded},
    messages::isolated,
    model::schema::standard::{CLAIMANT, CLAIMANT_NAME},
    people::{FolderPerson, PeopleEdit, Statement},
    session::{Action, FolderPeople, PeopleAction, ReportKind, SearchAction, Session},
    ui::{
        DialogKind, FrameContext, FrameRequests, WindowAction,
        dialog_middle::middle_ui,
        dialog_view::DialogView,
        text::{ButtonLook, StyledWords, TextField, button, field, label, paint_words, words_size},
        theme,
    },
};

/// The height of a person's line and of a claim's two lines, in points.
const ROW: f32 = 30.0;
const CLAIM_ROW: f32 = 46.0;
/// Others who may be the same that are offered at once.
const OFFERED: usize = 6;

/// What is shown, and what was typed.
#[derive(Debug, Default)]
pub(super) struct PeopleDialog {
    /// Who is shown, by a name of theirs.
    shown: Option<String>,
    query: TextField,
    name: TextField,
    /// For whom the name was filled.
    filled: String,
    same: TextField,
    /// What is asked about a name that was typed and not taken.
    question: Option<NameQuestion>,
}

/// Where somebody was going who had typed another name for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameQuestion {
    /// Out of the dialog.
    BeforeClosing,
    /// Back to everybody.
    BeforeEverybody,
}

impl PeopleDialog {
    /// With who makes the active claim; with everybody where none is active.
    pub(super) fn new(session: &Session) -> Self {
        let shown = session.editor().and_then(|it| {
            let claim = it.active()?;
            let named = claim.attributes.get(CLAIMANT_NAME).filter(|it| !it.is_empty());
            let part = || {
                let document = it.document();
                let part =
                    document.linked(claim.id, document.schema().relation_now(CLAIMANT)).next()?;
                Some(document.quote(part))
            };
            named.map(ToOwned::to_owned).or_else(part)
        });
        Self { shown, ..Self::default() }
    }
}

impl DialogView for PeopleDialog {
    fn heading(&self) -> Option<&'static str> {
        Some("command-people")
    }

    fn widest(&self) -> f32 {
        760.0
    }

    fn first_action(&self) -> Option<Action> {
        Some(PeopleAction::Look.into())
    }

    fn holds_changes(&self) -> bool {
        self.new_name().is_some()
    }

    /// Asked again, it goes back to the person.
    fn ask_about_changes(&mut self) {
        let is_asked = self.question.take().is_some();
        self.question = (!is_asked).then_some(NameQuestion::BeforeClosing);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, requests: &mut FrameRequests) {
        let Some(people) = cx.session.people() else {
            label(ui, cx, StyledWords::new(cx.t("people-looking")).color(*cx.theme.ink_soft));
            return;
        };
        let shown = self.shown.as_ref().and_then(|it| people.directory.person(it));
        if let (Some(question), Some(name)) = (self.question, self.new_name()) {
            return self.question_ui(ui, cx, requests, question, name);
        }
        self.question = None;
        middle_ui(ui, cx, |ui| match shown {
            Some(person) => self.person_ui(ui, cx, requests, people, person),
            None if self.shown.is_some() && cx.session.are_people_under_way() => {
                label(ui, cx, StyledWords::new(cx.t("people-looking")).color(*cx.theme.ink_soft));
            }
            None => {
                self.shown = None;
                self.everybody_ui(ui, cx, people);
            }
        });
        Self::foot_ui(ui, cx, requests, people);
    }
}

impl PeopleDialog {
    /// Another name that was typed for the person and not taken.
    fn new_name(&self) -> Option<String> {
        let typed = self.name.text().trim();
        let is_new = self.shown.is_some() && typed != self.filled && !typed.is_empty();
        is_new.then(|| typed.to_owned())
    }

    /// Asks what becomes of it.
    fn question_ui(
        &mut self,
        ui: &mut Ui,
        cx: &FrameContext<'_>,
        requests: &mut FrameRequests,
        question: NameQuestion,
        name: String,
    ) {
        let values = [("person", self.filled.as_str()), ("name", name.as_str())];
        let words = cx.strings.with("people-ask", &values);
        label(ui, cx, StyledWords::new(words).wrapped().as_window());
        let mut is_answered = false;
        cx.in_rows(ui, ROW, |ui| {
            let renames =
                button(ui, cx, ButtonLook::new(cx.t("people-rename")).primary()).clicked();
            let drops = button(ui, cx, ButtonLook::new(cx.t("people-drop"))).clicked();
            if renames {
                let person = self.filled.clone();
                requests.push(PeopleAction::Decide(PeopleEdit::Rename { person, to: name }));
            }
            is_answered = renames || drops;
            if button(ui, cx, ButtonLook::new(cx.t("people-go-on"))).clicked() {
                self.question = None;
            }
        });
        if !is_answered {
            return;
        }
        (self.question, self.shown) = (None, None);
        (self.name, self.filled) = (TextField::default(), String::new());
        if question == NameQuestion::BeforeClosing {
            requests.push(WindowAction::Dismiss);
        }
    }

    /// Everybody whose names hold what was typed.
    fn everybody_ui(&mut self, ui: &mut Ui, cx: &FrameContext<'_>, people: &FolderPeople) {
        label(ui, cx, StyledWords::new(cx.t("people-find")).small().color(*cx.theme.ink_soft));
        field(ui, cx, &mut self.query, &cx.t("people-find"), "");
        let folded = |it: &str| Folded::new(it.trim(), Fold::Loose).as_str().to_owned();
        let wanted = folded(self.query.text());
        let is_wanted = |it: &&FolderPerson| {
            folded(&it.name).contains(&wanted)
                || it.aliases.iter().any(|it| folded(&it.words).contains(&wanted))
        };
        let found: Vec<&FolderPerson> = people.directory.people.iter().filter(is_wanted).collect();
        if found.is_empty() {
            label(ui, cx, StyledWords::new(cx.t("people-none")).color(*cx.theme.ink_soft));
        }
        let area = ScrollArea::vertical().max_height(height(ui)).auto_shrink([false, true]);
        let mut chosen = None;
        area.show_rows(ui, ROW, found.len(), |ui, rows| {
            ui.with_layout(cx.column(), |ui| {
                for person in found.get(rows).unwrap_or_default() {
                    if line_ui(ui, cx, person) {
                        chosen = Some(person.name.clone());
                    }
                }
            });
        });
        self.shown = chosen.or_else(|| self.shown.take());
        let nobodys = people.directory.nobodys.len();
        if nobodys > 0 {
            let words = StyledWords::new(cx.strings.count("people-nobodys", nobodys));
            label(ui, cx, words.small().color(*cx.theme.ink_soft));
        }
        if people.unreadable > 0 {
            let words = StyledWords::new(cx.strings.count("find-all-unread", people.unreadable));
            label(ui, cx, words.small().color(*cx.theme.warning));
        }
    }

    /// One person: names, who may be the same, all they say.
    fn person_ui(
        &mut self,
        ui: &mut Ui,
        cx: &FrameContext<'_>,
        requests: &mut FrameRequests,
        people: &FolderPeople,
        person: &FolderPerson,
    ) {
        if self.filled != person.name {
            self.filled.clone_from(&person.name);
            self.name = TextField::new(&person.name);
            self.same = TextField::default();
            self.shown = Some(person.name.clone());
        }
        cx.in_row(ui, ROW, |ui| {
            if button(ui, cx, ButtonLook::new(cx.t("people-all")).plain()).clicked() {
                match self.new_name() {
                    Some(_) => self.question = Some(NameQuestion::BeforeEverybody),
                    None => self.shown = None,
                }
            }
            label(ui, cx, StyledWords::new(person.name.as_str()).strong());
            let articles = articles_of(people, person);
            let [claims, articles] =
                [person.statements.len(), articles].map(|it| cx.strings.number(it));
            let values = [("claims", claims.as_str()), ("articles", articles.as_str())];
            let words = StyledWords::new(cx.strings.with("people-counts", &values));
            label(ui, cx, words.small().color(*cx.theme.ink_soft));
        });
        self.names_ui(ui, cx, requests, person);
        self.same_ui(ui, cx, requests, people, person);
        let statements: Vec<&Statement> = person
            .statements
            .iter()
            .filter_map(|it| people.directory.statements.get(*it))
            .collect();
        let area = ScrollArea::vertical().max_height(height(ui)).auto_shrink([false, true]);
        area.show_rows(ui, CLAIM_ROW, statements.len(), |ui, rows| {
            ui.with_layout(cx.column(), |ui| {
                for it in statements.get(rows).unwrap_or_default() {
                    claim_ui(ui, cx, requests, people, it);
                }
            });
        });
    }

    /// The name, to be changed, and the others, each to be taken away.
    fn names_ui(
        &mut self,
        ui: &mut Ui,
        cx: &FrameContext<'_>,
        requests: &mut FrameRequests,
        person: &FolderPerson,
    ) {
        label(ui, cx, StyledWords::new(cx.t("people-name")).small().color(*cx.theme.ink_soft));
        let (_, event) = field(ui, cx, &mut self.name, &cx.t("people-name"), "");
        let typed = self.name.text().trim().to_owned();
        let is_new = typed != person.name && !typed.is_empty();
        let mut renames = event.submitted;
        cx.in_rows(ui, ROW, |ui| {
            let look = ButtonLook::new(cx.t("people-rename")).enabled_if(is_new);
            renames |= button(ui, cx, look).clicked();
            for alias in &person.aliases {
                let count = cx.strings.number(alias.count);
                let values = [("alias", alias.words.as_str()), ("n", count.as_str())];
                let words = StyledWords::new(cx.strings.with("people-alias", &values)).small();
                let name = cx.strings.with("people-split", &[("alias", alias.words.as_str())]);
                if button(ui, cx, ButtonLook::new(words).named(name)).clicked() {
                    let (person, alias) = (person.name.clone(), alias.words.clone());
                    requests.push(PeopleAction::Decide(PeopleEdit::Split { person, alias }));
                }
            }
        });
        if renames && is_new {
            self.shown = Some(typed.clone());
            let person = person.name.clone();
            requests.push(PeopleAction::Decide(PeopleEdit::Rename { person, to: typed }));
        }
    }

    /// Others who may be the same: those who look like it, else whoever is typed.
    fn same_ui(
        &mut self,
        ui: &mut Ui,
        cx: &FrameContext<'_>,
        requests: &mut FrameRequests,
        people: &FolderPeople,
        person: &FolderPerson,
    ) {
        label(ui, cx, StyledWords::new(cx.t("people-same")).small().color(*cx.theme.ink_soft));
        field(ui, cx, &mut self.same, &cx.t("people-same"), "");
        let folded = |it: &str| Folded::new(it.trim(), Fold::Loose).as_str().to_owned();
        let wanted = folded(self.same.text());
        let offered: Vec<&FolderPerson> = if wanted.is_empty() {
            people.directory.likely_same(person)
        } else {
            let all = people.directory.people.iter();
            all.filter(|it| it.name != person.name && folded(&it.name).contains(&wanted)).collect()
        };
        cx.in_rows(ui, ROW, |ui| {
            for other in offered.into_iter().take(OFFERED) {
                let name = cx.strings.with("people-merge", &[("name", other.name.as_str())]);
                let words = StyledWords::new(other.name.as_str()).small();
                if button(ui, cx, ButtonLook::new(words).named(name)).clicked() {
                    let (person, into) = (other.name.clone(), person.name.clone());
                    requests.push(PeopleAction::Decide(PeopleEdit::Merge { person, into }));
                }
            }
        });
    }

    fn foot_ui(
        ui: &mut Ui,
        cx: &FrameContext<'_>,
        requests: &mut FrameRequests,
        people: &FolderPeople,
    ) {
        let is_free = !cx.session.are_people_under_way();
        cx.in_rows(ui, ROW, |ui| {
            let has_people = !people.directory.people.is_empty();
            let look = ButtonLook::new(cx.t("people-page")).enabled_if(has_people);
            if button(ui, cx, look).clicked() {
                requests.push(WindowAction::Show(DialogKind::Report(ReportKind::People)));
            }
            let may_undo = is_free && cx.session.may_undo_people().is_ok();
            let look = ButtonLook::new(cx.t("people-undo")).enabled_if(may_undo);
            if button(ui, cx, look).clicked() {
                requests.push(PeopleAction::Undo);
            }
            let may_redo = is_free && cx.session.may_redo_people().is_ok();
            let look = ButtonLook::new(cx.t("people-redo")).enabled_if(may_redo);
            if button(ui, cx, look).clicked() {
                requests.push(PeopleAction::Redo);
            }
            if button(ui, cx, ButtonLook::new(cx.t("people-close"))).clicked() {
                requests.push(WindowAction::Dismiss);
            }
        });
    }
}

/// A person's line: the name, then what else they are called; true where it was pressed.
fn line_ui(ui: &mut Ui, cx: &FrameContext<'_>, person: &FolderPerson) -> bool {
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &person.name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::RADIUS, *cx.theme.hover);
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let share = if cx.is_mirrored() { 0.55 } else { 0.45 };
    let (left, right) = inner.split_left_right_at_fraction(share);
    let (named, rest) = if cx.is_mirrored() { (right, left) } else { (left, right) };
    let count = cx.strings.count("people-claims", person.statements.len());
    let count = StyledWords::new(count).small().color(*cx.theme.ink_soft);
    let (counted, named) = cx.split_row(named, words_size(ui, cx, &count).x + 12.0);
    paint_words(ui, cx, &count, counted, Align::Min);
    paint_words(ui, cx, &StyledWords::new(person.name.as_str()).strong(), named, Align::Min);
    let aliases: Vec<String> = person.aliases.iter().map(|it| isolated(&it.words)).collect();
    let words = StyledWords::new(aliases.join(" · ")).as_window().small().color(*cx.theme.ink_soft);
    paint_words(ui, cx, &words, rest, Align::Min);
    response.clicked()
}

/// A claim: its words; below, by whom and how it is reported, in which article and when. A press leads there.
fn claim_ui(
    ui: &mut Ui,
    cx: &FrameContext<'_>,
    requests: &mut FrameRequests,
    people: &FolderPeople,
    statement: &Statement,
) {
    let Some(article) = people.articles.get(statement.work) else { return };
    let size = vec2(ui.available_width(), CLAIM_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &statement.words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::RADIUS, *cx.theme.hover);
    }
    let inner = rect.shrink2(vec2(8.0, 3.0));
    let (above, below) = inner.split_top_bottom_at_fraction(0.52);
    paint_words(ui, cx, &StyledWords::new(statement.words.as_str()), above, Align::Min);
    let day = match article.published.as_str() {
        "" => String::new(),
        day => cx.strings.value(day),
    };
    let called = [statement.called.join("، "), statement.cue.clone()].join(" ");
    let mut parts = [called.trim().to_owned(), day, article.title.clone()].to_vec();
    parts.retain(|it| !it.is_empty());
    let words = StyledWords::new(parts.join(" · ")).small().color(*cx.theme.ink_soft);
    paint_words(ui, cx, &words, below, Align::Min);
    if response.clicked() {
        let path = article.path.clone().unwrap_or_default();
        requests.push(WindowAction::Dismiss);
        requests.push(SearchAction::GoTo { path, bytes: statement.bytes.0..statement.bytes.1 });
    }
}

fn articles_of(people: &FolderPeople, person: &FolderPerson) -> usize {
    let statements = person.statements.iter().filter_map(|it| people.directory.statements.get(*it));
    statements.map(|it| it.work).collect::<std::collections::BTreeSet<_>>().len()
}

fn height(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - 380.0).clamp(120.0, 460.0)
}
