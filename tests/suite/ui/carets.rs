//! The caret and the pointer on the page and in fields, with every key and click as it comes.

use egui::{Event, Key, Modifiers, Pos2, Rect, accesskit::Role, pos2};
use hashiye::session::{Editor, NavigateAction, Selection};

use super::window::{CTRL, Window, window};

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
/// How far inside a visible edge a hand presses, in points.
const INSIDE: f32 = 2.0;

fn head(window: &Window) -> usize {
    window.session().editor().map(|it| it.selection().head).expect("an article is open")
}

fn selected(window: &Window) -> String {
    let open = window.session().editor().expect("an article is open");
    let range = open.selected();
    range.map(|it| open.document().text().slice(it).to_owned()).unwrap_or_default()
}

fn inside(rect: Rect) -> [Pos2; 2] {
    let y = rect.center().y;
    [pos2(rect.right() - INSIDE, y), pos2(rect.left() + INSIDE, y)]
}

/// An article of one paragraph over several lines.
fn long() -> String {
    "دیروز وزیر در NATO گفت که از ۱۵ دی ۱۴۰۰ تا امروز کاری نشده است و همه منتظرند ".repeat(6)
}

/// The places of the lines of the only paragraph, from the top.
fn lines(window: &Window) -> Vec<Rect> {
    let mut lines: Vec<Rect> = Vec::new();
    for (_, rect) in window.all(Role::TextRun) {
        match lines.iter_mut().find(|it| (it.top() - rect.top()).abs() < 1.0) {
            Some(line) => *line = line.union(rect),
            None => lines.push(rect),
        }
    }
    lines
}

#[test]
fn a_drag_from_edge_to_edge_of_a_date_selects_it() {
    let mut window = window("این همایش ۱۵ دی ۱۴۰۰ برگزار شد.");
    let [from, _] = inside(window.line("۱۵"));
    let [_, to] = inside(window.line("۱۴۰۰"));
    for (from, to) in [(from, to), (to, from)] {
        window.drag(from, to);
        assert_eq!(selected(&window), "۱۵ دی ۱۴۰۰");
    }
    window.press(NONE, Key::D);
    assert_eq!(window.marked(), "این همایش [date ۱۵ دی ۱۴۰۰] برگزار شد.");
}

#[test]
fn what_is_selected_is_offered_to_the_middle_button() {
    let mut window = window("سال 2016 گذشت");
    let [from, to] = inside(window.line("2016"));
    assert_eq!(window.drag_and_offer(from, to).as_deref(), Some("2016"));
    window.press(CTRL, Key::F);
    let field = window.words("find-field");
    let at = window.widget(&field).center();
    window.event(Event::PointerMoved(at));
    window.event(Event::MiddleClickPaste { pos: at, text: "گذشت".to_owned() });
    assert_eq!(window.field(&field), "2016گذشت");
}

#[test]
fn arrows_on_the_page_visit_each_place_once_both_ways() {
    let text = "سلام ABC دنیا می‌رود و ۱۴۰۰ بود.\nپایان";
    let mut window = window(text);
    window.press(CTRL, Key::Home);
    let walk = |window: &mut Window, key: Key| {
        let mut heads = vec![head(window)];
        for _ in 0..100 {
            window.press(NONE, key);
            let there = head(window);
            if heads.last() == Some(&there) {
                break;
            }
            heads.push(there);
        }
        heads
    };
    let there = walk(&mut window, Key::ArrowLeft);
    assert_eq!(there.last(), Some(&text.len()));
    let mut back = walk(&mut window, Key::ArrowRight);
    back.reverse();
    assert_eq!(there, back);
    let mut each = there.clone();
    each.sort_unstable();
    each.dedup();
    assert_eq!(each.len(), there.len(), "{there:?}");
}

#[test]
fn selecting_by_arrows_takes_what_is_passed() {
    let mut window = window("سلام ABC دنیا");
    let name = window.line("ABC");
    let [at, _] = inside(name);
    window.drag(at, at);
    window.press(SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&window), "C");
    window.press(SHIFT, Key::ArrowLeft).press(SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&window), "ABC");
    window.press(SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&window), "ABC ");
}

#[test]
fn end_stays_on_its_line() {
    let mut window = window(&long());
    let second = lines(&window)[1];
    window.drag(second.center(), second.center());
    window.press(NONE, Key::End);
    let end = head(&window);
    window.press(NONE, Key::End).press(NONE, Key::End);
    assert_eq!(head(&window), end);
    window.press(NONE, Key::Home);
    let start = head(&window);
    assert!(start < end);
    // A click beyond the line's end is at its end, too.
    let beyond = pos2(second.left() - 3.0, second.center().y);
    window.drag(beyond, beyond);
    assert_eq!(head(&window), end);
    window.press(NONE, Key::Home);
    assert_eq!(head(&window), start);
}

#[test]
fn a_click_forgets_the_column_of_the_walk_before() {
    let click_and_down = |window: &mut Window, x: f32| {
        let first = lines(window)[0];
        let at = pos2(x, first.center().y);
        window.drag(at, at);
        window.press(NONE, Key::ArrowDown);
        head(window)
    };
    let mut fresh = window(&long());
    let expected = click_and_down(&mut fresh, 800.0);
    let mut walked = window(&long());
    let elsewhere = click_and_down(&mut walked, 620.0);
    assert_ne!(elsewhere, expected);
    assert_eq!(click_and_down(&mut walked, 800.0), expected);
}

#[test]
fn a_field_is_walked_through_as_the_page_is() {
    let text = "سلام ABC دنیا می‌رود ۱۲ x";
    let mut window = window("وی آمد");
    window.press(CTRL, Key::F).type_text(text);
    let field = window.words("find-field");
    let mut places = |keys: [Key; 2]| {
        let mut places = Vec::new();
        for steps in 0..40 {
            window.press(NONE, keys[0]);
            for _ in 0..steps {
                window.press(NONE, keys[1]);
            }
            window.type_text("|");
            places.extend(window.field(&field).find('|'));
            window.press(NONE, Key::Backspace);
            assert_eq!(window.field(&field), text);
            if places.len() > 1 && places[places.len() - 2] == places[places.len() - 1] {
                places.pop();
                break;
            }
        }
        places
    };
    let mut back = places([Key::End, Key::ArrowRight]);
    let there = places([Key::Home, Key::ArrowLeft]);
    back.reverse();
    assert_eq!(there, back);
    assert_eq!((there.first(), there.last()), (Some(&0), Some(&text.len())));
}

#[test]
fn a_screen_reader_learns_of_caret_and_selection() {
    let mut window = window("یک دو ABC\n\nسه ۱۲ چهار");
    let open = |it: &Window| it.session().editor().map(Editor::selection);
    for words in ["دو", "دو ABC", "سه ۱۲", "ABC\n\nسه"] {
        window.select(words);
        assert_eq!(window.reported().as_deref(), Some(words));
    }
    let byte = "یک دو ABC\n".len();
    window.perform(NavigateAction::Select(Selection::caret(byte)));
    assert_eq!(window.reported().as_deref(), Some(""));
    assert_eq!(open(&window), Some(Selection::caret(byte)));
}

#[test]
fn a_paragraph_is_where_its_words_are() {
    let window = window("عنوان\nسلام دنیا\nThis one reads from left to right");
    let paragraphs = window.all(Role::Paragraph);
    assert_eq!(paragraphs.len(), 3);
    for (_, run) in window.all(Role::TextRun) {
        let around = paragraphs.iter().filter(|it| it.1.expand(1.0).contains_rect(run)).count();
        assert_eq!(around, 1, "{run:?}");
    }
}
