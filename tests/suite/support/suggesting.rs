//! Sessions with suggestions, seen as marked text.

use std::{sync::Arc, time::Instant};

use hashiye::session::{NavigateAction, SearchAction, Session, Settings, extent_of};

use super::{Mark, MarkedText, document};

/// A session on marked text in which the recognizers have looked for suggestions.
#[track_caller]
pub(crate) fn suggesting(marked: &str) -> Session {
    let mut session =
        Session::new(Settings::default(), None, Arc::new(|| {})).with_document(document(marked));
    look_for_suggestions(&mut session);
    session
}

/// Looks for suggestions and waits for them.
pub(crate) fn look_for_suggestions(session: &mut Session) {
    session.perform(SearchAction::SuggestAround(0));
    while session.is_busy() {
        session.tick(Instant::now());
        std::thread::yield_now();
    }
}

/// The article with every suggestion that can be decided on as a mark.
pub(crate) fn suggested(session: &Session) -> String {
    let open = session.editor().expect("an article is open");
    let text = open.document().text().as_str().to_owned();
    let found = open.suggestions().open_in(open.document(), 0, text.len());
    let mark = |it: &hashiye::recognize::Mention| Mark {
        label: AsRef::<str>::as_ref(&it.label).to_owned(),
        pieces: it.pieces.iter().map(|it| it.bytes()).collect(),
        ..Mark::default()
    };
    let mut marks: Vec<Mark> = found.into_iter().map(|it| mark(it.1)).collect();
    let span = |it: &Mark| {
        let end = it.pieces.last().map_or(0, |it| it.end);
        (it.pieces.first().map_or(0, |it| it.start), std::cmp::Reverse(end))
    };
    marks.sort_by_key(span);
    MarkedText { text, marks, links: Vec::new() }.write()
}

/// Makes the suggestion on these words the current one.
#[track_caller]
pub(crate) fn go_to_suggestion(session: &mut Session, words: &str) {
    let open = session.editor().expect("an article is open");
    let text = open.document().text();
    let stands_on = |it: &hashiye::recognize::Mention| {
        extent_of(it).is_some_and(|it| text.slice(it.hull()) == words)
    };
    let index = open.suggestions().mentions().iter().position(|it| stands_on(it));
    let index =
        index.unwrap_or_else(|| panic!("«{words}» is not suggested: {}", suggested(session)));
    session.perform(NavigateAction::CurrentSuggestion(Some(index)));
}
