//! From the command line to a window.

use std::{num::NonZeroUsize, process::ExitCode, sync::Arc};

use eframe::{NativeOptions, egui::ViewportBuilder};
use egui::{Context, FontData, FontDefinitions, FontFamily, IconData, ViewportCommand, vec2};

use super::{
    BrowseTarget, DialogKind, WindowAction, WindowApp, app::LEAST_ROOM, end_signal::EndSignal,
    head_start::HeadStart, message_bus,
};
use crate::{
    cli::{self, WindowArgs},
    compare::GOLD,
    model::Schema,
    session::{FileAction, NoticeKind, Session, Settings},
    store::{Analyst, ConfigFolder},
    typeset::FontSet,
};

/// The window's size while none is remembered, in points.
const SIZE: [f32; 2] = [1280.0, 800.0];

/// Opens the window and stays until it is closed.
pub fn run(args: WindowArgs) -> ExitCode {
    if let Err(refused) = message_bus::keep_to_this_machine() {
        return refused;
    }
    let config = ConfigFolder::of_user();
    if let Some(config) = &config {
        config.report_panics();
    }
    let settings = config.as_ref().map(ConfigFolder::settings::<Settings>);
    let (settings, trouble) = match settings {
        None => (Settings::default(), None),
        Some(Ok(settings)) => (settings.usable(), None),
        Some(Err(error)) => (Settings::default(), Some(error)),
    };
    // What is wrong with the call is said before a window is asked for, which may fail by itself.
    let chosen = match ChosenWork::of(&args) {
        Ok(chosen) => chosen,
        Err(refused) => return refused,
    };
    let size = match settings.window {
        (width, height) if width > 0.0 && height > 0.0 => vec2(width, height),
        _ => SIZE.into(),
    };
    let viewport = ViewportBuilder::default()
        .with_title("حاشیه · Hashiye")
        .with_app_id("hashiye")
        .with_icon(icon())
        .with_inner_size(size)
        .with_min_inner_size(LEAST_ROOM)
        .with_drag_and_drop(true);
    let ctx = window_context();
    let ready = HeadStart::new({
        let (ctx, paths) = (ctx.clone(), args.paths.clone());
        move || {
            let wake = ctx.clone();
            let session = Session::new(settings, config, Arc::new(move || wake.request_repaint()));
            let session = chosen.prepared(session);
            let mut app = WindowApp::new(&ctx, session, FontSet::with_system_fallback())?;
            if let Some(why) = trouble {
                app.post_notice(NoticeKind::SettingsDamaged(why));
            }
            for path in paths {
                app.ask(FileAction::Open(path));
            }
            Ok(app.drawn_ahead(size, fonts()))
        }
    });
    // Nothing is opened before the system has answered that there is a screen.
    let on_screen = ready.clone();
    let options = NativeOptions {
        viewport,
        window_builder: Some(Box::new(move |viewport| {
            on_screen.begin();
            viewport
        })),
        ..NativeOptions::default()
    };
    let window = ready.clone();
    let outcome = eframe::run_native_ext(
        "hashiye",
        options,
        Some(ctx),
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let parts = window.finish().ok_or("a window is opened once")??;
            let mut app =
                WindowApp::with_parts(&ctx, parts).with_end_signal(EndSignal::watch(&ctx));
            begin(&mut app, &ctx, &args);
            Ok(Box::new(app))
        }),
    );
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            ready.leave();
            cli::no_display(&error.to_string())
        }
    }
}

/// egui's context as eframe makes one: threads are to wake the window before eframe has it.
fn window_context() -> Context {
    /// A frame is drawn again at once where a part of it asks for that.
    const PASSES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1);
    let ctx = Context::default();
    ctx.set_fonts(fonts());
    ctx.set_embed_viewports(false);
    ctx.options_mut(|options| options.max_passes = PASSES);
    ctx
}

/// Begins with what was asked for other than by a path.
fn begin(app: &mut WindowApp, ctx: &Context, args: &WindowArgs) {
    if let Some(parent) = &args.sample {
        app.ask(FileAction::OpenSample(parent.clone()));
    }
    if args.choose_folder {
        app.ask(WindowAction::Browse(BrowseTarget::Folder));
    }
    if args.paste {
        app.ask(WindowAction::Show(DialogKind::Paste));
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
    }
}

/// Whose work it is and with which labels, by the command line and the environment.
struct ChosenWork {
    analyst: Option<Analyst>,
    schema: Option<Arc<Schema>>,
}

impl ChosenWork {
    /// What was chosen; the exit code, after saying why, where that can't be used.
    fn of(args: &WindowArgs) -> Result<Self, ExitCode> {
        let analyst = args.analyst.clone().or_else(|| std::env::var("HASHIYE_ANALYST").ok());
        let analyst = analyst.map(|it| Analyst::of_person(&it, GOLD)).transpose();
        let schema = args.schema.as_deref().map(crate::store::read_schema).transpose();
        Ok(Self {
            analyst: analyst.map_err(|error| cli::refuse_call(&error))?,
            schema: schema.map_err(|error| cli::refuse_file(&error))?,
        })
    }

    fn prepared(self, session: Session) -> Session {
        let session = match self.analyst {
            Some(analyst) => session.for_analyst(analyst),
            None => session,
        };
        match self.schema {
            Some(schema) => session.with_schema(schema),
            None => session,
        }
    }
}

/// The program's icon, where the system does not take it from the menu entry.
fn icon() -> IconData {
    // A damaged one would be a mistake of the build; the window opens without it.
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}

/// egui measures its own widgets with a font; ours has every letter it may need.
pub fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let data = FontData::from_static(include_bytes!("../../fonts/Vazirmatn-Variable.ttf"));
    fonts.font_data.insert("Vazirmatn".to_owned(), data.into());
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.entry(family).or_default().push("Vazirmatn".to_owned());
    }
    fonts
}
