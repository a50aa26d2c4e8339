//! Text on one line, cut to fit.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{FontSet, LineAlignment, ParagraphLayout, TextDirection, TextStyle};

/// The most of a label that is looked at, in bytes: more is on no screen.
const LONGEST: usize = 2048;

const ELLIPSIS: &str = "…";

impl ParagraphLayout {
    /// Lays out `text` on one line of at most `max_width_px`, its logical end cut off and marked
    /// with «…» where it is too long. Line ends become spaces.
    pub fn lay_out_line(
        fonts: &mut FontSet,
        text: &str,
        style: &TextStyle,
        direction: TextDirection,
        max_width_px: f32,
    ) -> Self {
        let shown = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
        let mut line: String =
            shown.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        let line_of = |fonts: &mut FontSet, line: &str| {
            Self::lay_out(fonts, line, style, direction, None, LineAlignment::Start)
        };
        if shown.len() < text.len() {
            line += ELLIPSIS;
        }
        let whole = line_of(fonts, &line);
        if whole.width() <= max_width_px {
            return whole;
        }
        let room = max_width_px - line_of(fonts, ELLIPSIS).width();
        line.truncate(whole.bytes_in(room));
        loop {
            line.truncate(line.trim_end().len());
            line += ELLIPSIS;
            let cut = line_of(fonts, &line);
            line.truncate(line.len() - ELLIPSIS.len());
            let Some((last, _)) = line.grapheme_indices(true).next_back() else { return cut };
            if cut.width() <= max_width_px {
                return cut;
            }
            // Without its right neighbor a letter may take another, wider form.
            line.truncate(last);
        }
    }

    /// How many bytes from the start fit `room` pixels, by the letters' widths.
    fn bytes_in(&self, room: f32) -> usize {
        let mut taken = 0.0;
        let mut end = 0;
        for &index in &self.logical {
            let cluster = self.cluster(index);
            taken += cluster.right - cluster.left;
            if taken > room {
                break;
            }
            end = cluster.end as usize;
        }
        end
    }
}
