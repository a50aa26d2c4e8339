//! The line under the eye, which stays where it is while the text around it is set anew.

use super::view::PageView;
use crate::typeset::{FontSet, PageLayout, PageStyle};

/// A line, by its first byte, and how far below the top of the view it is kept, in points.
///
/// It is chosen once, when a zoom or a resize begins, and let go when one scrolls: were it chosen
/// anew at every width, the page would creep, and would not come back with the window's size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Eye {
    byte: usize,
    below_top: f64,
}

/// How far down the view one reads, where there is no caret to go by.
const READING_HEIGHT: f64 = 1.0 / 3.0;

impl PageView {
    /// Sets the page in another style; `scale_before` is the pixels of a point till now.
    pub(super) fn set_anew(&mut self, fonts: &mut FontSet, style: PageStyle, scale_before: f32) {
        let room = f64::from(self.height * scale_before);
        let (scale_before, scale) = (f64::from(scale_before), f64::from(self.scale));
        let Some(page) = &mut self.page else { return };
        if *page.style() == style {
            return;
        }
        let top = page.y_of(fonts, self.anchor);
        let eye = self.eye.or_else(|| {
            let (byte, below_top) = line_read(page, fonts, top, room, self.caret.byte)?;
            Some(Eye { byte, below_top: below_top / scale_before })
        });
        page.restyle(style);
        if let Some(eye) = eye {
            let line = page.anchor_of(eye.byte);
            self.anchor = page.moved(fonts, line, -eye.below_top * scale);
        }
        self.eye = eye;
    }
}

/// The caret's line where it is in view, else the line at reading height: its first byte, and how far
/// it is below `top`, in pixels. `None` at the very top of an article, which stays there.
fn line_read(
    page: &mut PageLayout,
    fonts: &mut FontSet,
    top: f64,
    room: f64,
    caret: usize,
) -> Option<(usize, f64)> {
    if top < 1.0 {
        return None;
    }
    let line = page.y_of(fonts, page.anchor_of(caret)) - top;
    if (0.0..room).contains(&line) {
        return Some((caret, line));
    }
    let below_top = room * READING_HEIGHT;
    let read = page.anchor_at(fonts, top + below_top);
    Some((read.byte, below_top - f64::from(read.dy)))
}
