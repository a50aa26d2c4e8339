//! Colors can be distinguished from the paper: WCAG 2.2, contrast ratios.

use egui::Color32;
use hashiye::{
    model::Schema,
    ui::theme::{PaperShade, PaperTheme, ThemePair, contrast},
};

/// For what is no text: bars, outlines, swatches (WCAG 2.2, 1.4.11).
const SIGN: f32 = 3.0;
/// For text of any size (WCAG 2.2, 1.4.3).
const TEXT: f32 = 4.5;
/// For the article (WCAG 2.2, 1.4.6).
const PAGE: f32 = 7.0;

#[track_caller]
fn both(check: impl Fn(&PaperTheme, &str)) {
    let themes = ThemePair::bundled().expect("the themes are whole");
    for (paper, name) in [(PaperShade::Light, "light"), (PaperShade::Dark, "dark")] {
        check(themes.of(paper), name);
    }
}

#[track_caller]
fn at_least(least: f32, ink: Color32, ground: Color32, what: &str) {
    let ratio = contrast(ink, ground);
    assert!(ratio >= least, "{what}: {ratio:.2}, {least} is needed");
}

#[test]
fn the_article_is_easy_to_read() {
    both(|theme, name| {
        at_least(PAGE, *theme.ink, *theme.paper, &format!("ink on paper, {name}"));
        at_least(PAGE, *theme.ink, *theme.selection, &format!("ink on selection, {name}"));
    });
}

#[test]
fn labels_stand_out_from_paper_and_cards() {
    let schema = Schema::standard();
    both(|theme, name| {
        for label in &schema.labels {
            let color = theme.of_pair(&label.color);
            for (ground, of) in [(theme.paper, "paper"), (theme.panel_raised, "card")] {
                // The strip names parts in the colors of their labels.
                at_least(TEXT, color, *ground, &format!("{} on {of}, {name}", label.id));
            }
        }
    });
}

#[test]
fn dots_below_suggestions_can_be_seen() {
    let themes = ThemePair::bundled().expect("the themes are whole");
    let schema = Schema::standard();
    both(|theme, name| {
        let labels = schema.labels.iter().map(|it| &it.color).chain(&themes.hues);
        for color in labels.map(|it| theme.of_pair(it)) {
            let dots = theme.dots(color);
            at_least(SIGN, dots, *theme.paper, &format!("dots of {color:?}, {name}"));
        }
        // A color of the analyst's own that is too pale to be made paler stays as it is.
        let pale = theme.tint(*theme.ink, 0.3);
        assert_eq!(theme.dots(pale), pale);
    });
}

#[test]
fn tagged_words_are_easy_to_read() {
    let schema = Schema::standard();
    both(|theme, name| {
        for label in &schema.labels {
            for strength in [theme.tint_strength, theme.tint_active] {
                let ground = theme.tint(theme.of_pair(&label.color), strength);
                let what = format!("ink on {} at {strength}, {name}", label.id);
                at_least(PAGE, *theme.ink, ground, &what);
            }
        }
    });
}

#[test]
fn words_around_the_article_can_be_read() {
    both(|theme, name| {
        let grounds = [
            (theme.paper, "paper"),
            (theme.panel, "panel"),
            (theme.panel_raised, "raised panel"),
            (theme.hover, "what is pointed at"),
            (theme.accent_soft, "what is chosen"),
            (theme.warning_soft, "a warning"),
            (theme.error_soft, "an error"),
        ];
        let inks = [
            (theme.ink, "ink"),
            (theme.ink_soft, "soft ink"),
            (theme.ink_faint, "faint ink"),
            (theme.accent, "accent"),
            (theme.good, "good"),
            (theme.warning, "warning"),
            (theme.error, "error"),
        ];
        for (ground, of) in grounds {
            for (ink, what) in inks {
                at_least(TEXT, *ink, *ground, &format!("{what} on {of}, {name}"));
            }
        }
        at_least(TEXT, *theme.ink, *theme.press, &format!("ink on what is pressed, {name}"));
        at_least(TEXT, *theme.accent_ink, *theme.accent, &format!("words on accent, {name}"));
        at_least(SIGN, *theme.caret, *theme.paper, &format!("caret, {name}"));
        at_least(SIGN, *theme.accent, *theme.panel, &format!("ring of the focus, {name}"));
    });
}

#[test]
fn the_two_papers_are_what_they_are_called() {
    let themes = ThemePair::bundled().expect("the themes are whole");
    assert!(!themes.of(PaperShade::Light).is_dark() && themes.of(PaperShade::Dark).is_dark());
}
