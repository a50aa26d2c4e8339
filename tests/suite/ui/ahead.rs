//! A window made ready ahead shows in its first frame what one shows that was not.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use egui::{
    Context, ImageData, Pos2, RawInput, Rect, TextureId, ViewportInfo, epaint::ImageDelta, vec2,
};
use hashiye::{
    session::Session,
    typeset::FontSet,
    ui::{WindowApp, fonts},
};

use super::window::settings;
use crate::support;

const MARKED: &str =
    "[claimant→1 حسن روحانی] گفت: «[claim#1 هوا [date فردا] خوب است]».\nدر تهران باران می‌بارد.";

/// What a first frame shows.
struct FirstFrame {
    /// Everything that is painted, in words.
    shapes: String,
    /// The pixels of the glyphs.
    glyphs: Vec<egui::Color32>,
    /// How often something was drawn into their texture.
    drawn: usize,
    /// What the window asked for and was carried out.
    revision: u64,
}

fn app(ctx: &Context) -> WindowApp {
    let session = Session::new(settings(), None, Arc::new(|| {}));
    let mut session = session.with_document(support::document(MARKED));
    // What threads find would come in sooner or later.
    while !session.editor().is_some_and(|it| it.findings().is_known()) || session.is_busy() {
        session.tick(Instant::now());
        std::thread::sleep(Duration::from_millis(5));
    }
    WindowApp::new(ctx, session, FontSet::bundled()).expect("the themes are whole")
}

/// The first frame of a window with `scale` pixels to a point.
fn first_frame(scale: f32, made: impl FnOnce(&Context) -> WindowApp) -> FirstFrame {
    let ctx = Context::default();
    ctx.set_fonts(fonts());
    let mut app = made(&ctx);
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
        time: Some(1.0),
        ..RawInput::default()
    };
    let window = ViewportInfo { native_pixels_per_point: Some(scale), ..ViewportInfo::default() };
    input.viewports.insert(input.viewport_id, window);
    let mut output = ctx.run_ui(input, |ui| {
        app.logic(&ctx);
        app.ui(ui);
    });
    let textures = std::mem::take(&mut output.textures_delta);
    let glyphs = textures.set.iter().find(|(id, _)| **id != TextureId::default());
    let deltas = glyphs.expect("glyphs were drawn").1;
    let frame = FirstFrame {
        shapes: format!("{:?}", output.shapes),
        glyphs: applied(deltas),
        drawn: deltas.len(),
        revision: app.session().editor().map_or(0, |it| it.document().revision()),
    };
    output.drop_without_applying_deltas();
    std::mem::forget(textures);
    frame
}

fn applied(deltas: &[ImageDelta]) -> Vec<egui::Color32> {
    let mut whole = Vec::new();
    let mut side = 0;
    for delta in deltas {
        let ImageData::Color(image) = &delta.image;
        let Some([left, top]) = delta.pos else {
            whole.clone_from(&image.pixels);
            side = image.size[0];
            continue;
        };
        for (row, new) in image.pixels.chunks(image.size[0]).enumerate() {
            let first = (top + row) * side + left;
            whole[first..first + new.len()].copy_from_slice(new);
        }
    }
    whole
}

#[test]
fn a_first_frame_that_was_made_ready_shows_the_same() {
    let plain = first_frame(1.0, app);
    let ready = first_frame(1.0, |ctx| {
        WindowApp::with_parts(ctx, app(ctx).drawn_ahead(vec2(1280.0, 800.0), fonts()))
    });
    assert!(plain.drawn > 50, "{}", plain.drawn);
    // All glyphs were there already.
    assert_eq!(ready.drawn, 1);
    assert!(plain.shapes == ready.shapes, "something else is painted");
    assert!(plain.glyphs == ready.glyphs, "glyphs look otherwise");
    assert_eq!(plain.revision, ready.revision);
}

#[test]
fn what_was_made_ready_for_other_pixels_is_dropped() {
    let plain = first_frame(2.0, app);
    let ready = first_frame(2.0, |ctx| {
        WindowApp::with_parts(ctx, app(ctx).drawn_ahead(vec2(900.0, 500.0), fonts()))
    });
    assert_eq!(ready.drawn, plain.drawn);
    assert!(plain.shapes == ready.shapes, "something else is painted");
    assert!(plain.glyphs == ready.glyphs, "glyphs look otherwise");
}
