//! Keys on paper, to lay beside the keyboard.

use super::{
    InkRole, ReportError, ReportTypesetter,
    flow::{MARGIN, MEASURE, PageFlow, SheetHeight},
    sheet::PIXELS,
};
use crate::model::Schema;

/// Keys that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyList {
    /// What they are for.
    pub title: String,
    /// Each key with what it does; a remark about none has no key.
    pub rows: Vec<(String, String)>,
}

impl ReportTypesetter {
    /// Lists of keys on A4 paper.
    ///
    /// Fails where the file can't be made.
    pub fn keys_pdf(&mut self, title: &str, lists: &[KeyList]) -> Result<Vec<u8>, ReportError> {
        /// A heading and two rows stay together, in points.
        const TOGETHER: f32 = 54.0;
        let mut flow = PageFlow::new(title.to_owned(), SheetHeight::Paged);
        let heading = self.note(title, 17.0, 700.0, MEASURE);
        flow.set(&heading, MARGIN, &InkRole::Words, |_, _, _| {});
        for list in lists.iter().filter(|it| !it.rows.is_empty()) {
            flow.skip(10.0);
            flow.make_room(TOGETHER);
            let heading = self.note(&list.title, 11.0, 650.0, MEASURE);
            flow.set(&heading, MARGIN, &InkRole::Words, |_, _, _| {});
            flow.skip(2.0);
            for (key, what) in &list.rows {
                self.key_row(&mut flow, key, what);
            }
        }
        let mut sheets = flow.finish();
        self.page_numbers(&mut sheets);
        self.pdf_of_sheets(title, &sheets, &Schema::standard())
    }

    fn key_row(&mut self, flow: &mut PageFlow, key: &str, what: &str) {
        /// The column of the keys, in points.
        const KEYS: f32 = 150.0;
        const SIZE: f32 = 9.0;
        let keys = if key.is_empty() { 0.0 } else { KEYS };
        let what = self.note(what, SIZE, 400.0, MEASURE - keys);
        flow.make_room(what.paragraph.height() / PIXELS);
        let top = flow.y;
        let is_rtl = self.language.is_rtl();
        if !key.is_empty() {
            let key = self.note(key, SIZE, 600.0, KEYS);
            let left = if is_rtl { MARGIN + MEASURE - KEYS } else { MARGIN };
            flow.set(&key, left, &InkRole::Soft, |_, _, _| {});
            flow.y = top;
        }
        flow.set(&what, if is_rtl { MARGIN } else { MARGIN + keys }, &InkRole::Words, |_, _, _| {});
    }
}
