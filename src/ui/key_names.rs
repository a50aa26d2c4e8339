//! How keys are written for people.

use egui::{Key, KeyboardShortcut};

use super::FrameContext;
use crate::messages::Strings;

/// A chord as it is written in hints and the key sheet, such as `Ctrl+Shift+Z`.
pub fn shown_key(cx: &FrameContext<'_>, chord: KeyboardShortcut) -> String {
    key_words(cx.strings, chord)
}

/// The same without a window.
pub(super) fn key_words(strings: &Strings, chord: KeyboardShortcut) -> String {
    let mut parts: Vec<String> = Vec::new();
    let modifiers = chord.modifiers;
    for (on, key) in [
        (modifiers.command || modifiers.ctrl, "key-ctrl"),
        (modifiers.alt, "key-alt"),
        (modifiers.shift && chord.logical_key != Key::Questionmark, "key-shift"),
    ] {
        if on {
            parts.push(strings.get(key));
        }
    }
    parts.push(key_name(strings, chord.logical_key));
    parts.join("+")
}

fn key_name(strings: &Strings, key: Key) -> String {
    match key {
        Key::ArrowLeft => "←".to_owned(),
        Key::ArrowRight => "→".to_owned(),
        Key::ArrowUp => "↑".to_owned(),
        Key::ArrowDown => "↓".to_owned(),
        Key::Plus => "+".to_owned(),
        Key::Minus => "−".to_owned(),
        Key::Comma => ",".to_owned(),
        Key::Questionmark => "?".to_owned(),
        key => {
            let named = format!("key-{}", key.name().to_lowercase());
            if strings.has(&named) { strings.get(&named) } else { key.symbol_or_name().to_owned() }
        }
    }
}
