//! A part of a web page that another program has copied, as text. egui hands on plain text alone; some programs
//! offer none, and some their markup as if it were some.

use std::sync::mpsc::{Receiver, channel};

use egui::{Context, Event, Key, Ui};

use crate::text::words_of_markup;

/// The most markup that is read, in bytes: an article is far from it.
const LARGEST: usize = 8 << 20;

/// What is on the clipboard besides what egui hands on; asked for again each time the window is returned to.
#[derive(Debug, Default)]
pub(super) struct ClipboardPage {
    asked: Option<Receiver<CopiedWords>>,
    found: CopiedWords,
    had_focus: bool,
    /// True while the key V is held down as a letter.
    holds_letter: bool,
    /// True where something was pasted since the key was let go last.
    was_pasted: bool,
}

/// What another program has copied.
#[derive(Debug, Default)]
struct CopiedWords {
    /// The words of what was copied as a web page.
    of_page: Option<String>,
    /// What was copied as a web page, as it is.
    markup: String,
    /// True where there is plain text as well, which egui hands on.
    has_plain: bool,
}

impl ClipboardPage {
    /// Takes what was found, and asks again where another program was in front meanwhile.
    pub(super) fn follow(&mut self, ui: &Ui) {
        let has_focus = ui.input(|input| input.focused);
        if has_focus && !std::mem::replace(&mut self.had_focus, has_focus) {
            self.asked = Some(ask(ui.ctx()));
        }
        self.had_focus = has_focus;
        if let Some(found) = self.asked.as_ref().and_then(|it| it.try_recv().ok()) {
            (self.found, self.asked) = (found, None);
        }
    }

    /// Notes that the chord has pasted something.
    pub(super) fn note_pasted(&mut self) {
        self.was_pasted = true;
    }

    /// True where the chord that pastes was let go in this frame, and has pasted nothing: of its press nothing is
    /// seen where egui finds no plain text, and Ctrl may be let go before the letter.
    pub(super) fn was_asked_for(&mut self, ui: &Ui) -> bool {
        let events: Vec<bool> = ui.input(|input| {
            let of_key = input.events.iter().filter_map(|it| match it {
                Event::Key { key: Key::V, pressed, .. } => Some(*pressed),
                _ => None,
            });
            of_key.collect()
        });
        let mut was_asked_for = false;
        for is_pressed in events {
            let is_let_go = !is_pressed && !self.holds_letter;
            was_asked_for |= is_let_go && !std::mem::take(&mut self.was_pasted);
            self.holds_letter = is_pressed;
        }
        was_asked_for
    }

    /// The words of what egui handed on as plain text: of a page, where it is its markup.
    pub(super) fn words_of(&self, pasted: &str) -> String {
        let is_its = self.found.is_markup(pasted);
        if is_its || is_markup(pasted) { words_of_markup(pasted) } else { pasted.to_owned() }
    }

    /// The words of a page, where nothing else could be pasted.
    pub(super) fn only(&self) -> Option<&str> {
        self.of_page().filter(|_| !self.found.has_plain)
    }

    /// The words of a page.
    pub(super) fn of_page(&self) -> Option<&str> {
        self.found.of_page.as_deref()
    }
}

/// Asks on a thread: the program that copied answers when it likes.
fn ask(ctx: &Context) -> Receiver<CopiedWords> {
    let (sender, receiver) = channel();
    let ctx = ctx.clone();
    let look = move || {
        // Nobody listens any more when the dialog has closed.
        let _closed = sender.send(copied().unwrap_or_default());
        ctx.request_repaint();
    };
    // Without a thread there is what egui hands on.
    let _looking = std::thread::Builder::new().spawn(look);
    receiver
}

fn copied() -> Option<CopiedWords> {
    let mut clipboard = arboard::Clipboard::new().ok()?;
    let markup = clipboard.get().html().ok().filter(|it| it.len() <= LARGEST).unwrap_or_default();
    let of_page = Some(words_of_markup(&markup)).filter(|it| !it.trim().is_empty());
    let found = CopiedWords { of_page, markup, has_plain: false };
    // On Wayland markup counts as text where there is no other.
    let plain = clipboard.get().text().unwrap_or_default();
    let has_plain = !plain.trim().is_empty() && !found.is_markup(&plain);
    Some(CopiedWords { has_plain, ..found })
}

impl CopiedWords {
    /// True for what was copied as a web page.
    fn is_markup(&self, text: &str) -> bool {
        !self.markup.is_empty() && self.markup.trim() == text.trim()
    }
}

/// True for text that begins and ends as a web page, or a part of one, does.
fn is_markup(text: &str) -> bool {
    let text = text.trim();
    let start: String = text.chars().take(16).collect::<String>().to_ascii_lowercase();
    let beginnings = ["<!doctype html", "<html", "<meta ", "<!--startfragm"];
    let is_page = beginnings.iter().any(|it| start.starts_with(it));
    is_page || start.starts_with('<') && text.ends_with('>') && text.contains("</")
}
