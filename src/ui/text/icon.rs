//! Icons of buttons: drawn as lines, sharp in any size and in the ink of the words beside them.

use egui::{Color32, Painter, Pos2, Rect, Stroke, vec2};

/// How wide an icon is, in points.
pub(super) const SIZE: f32 = 15.0;
/// How wide a chevron is, in points.
pub(super) const CHEVRON: f32 = 8.0;
/// How thick its lines are, in points.
const THICK: f32 = 1.4;

/// What an icon says. It never stands without words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonIcon {
    /// A folder.
    Open,
    /// An arrow back.
    Undo,
    /// An arrow on.
    Redo,
    /// A glass.
    Find,
    /// An arrow out of a tray.
    Export,
}

/// A line through points of a square of one by one.
type IconLine = &'static [(f32, f32)];

const FOLDER: &[IconLine] = &[&[
    (0.06, 0.86),
    (0.06, 0.18),
    (0.38, 0.18),
    (0.48, 0.32),
    (0.94, 0.32),
    (0.94, 0.86),
    (0.06, 0.86),
]];
const BACK: &[IconLine] = &[
    &[(0.34, 0.14), (0.1, 0.38), (0.34, 0.62)],
    &[(0.1, 0.38), (0.62, 0.38), (0.8, 0.45), (0.88, 0.61), (0.8, 0.77), (0.62, 0.84), (0.4, 0.84)],
];
const OUT: &[IconLine] = &[
    &[(0.12, 0.56), (0.12, 0.88), (0.88, 0.88), (0.88, 0.56)],
    &[(0.5, 0.66), (0.5, 0.1)],
    &[(0.28, 0.32), (0.5, 0.1), (0.72, 0.32)],
];
const HANDLE: &[IconLine] = &[&[(0.64, 0.64), (0.92, 0.92)]];

impl ButtonIcon {
    /// Its lines, and whether they are seen in a mirror.
    fn lines(self) -> (&'static [IconLine], bool) {
        match self {
            Self::Open => (FOLDER, false),
            Self::Undo => (BACK, false),
            Self::Redo => (BACK, true),
            Self::Find => (HANDLE, false),
            Self::Export => (OUT, false),
        }
    }

    /// Paints it in the middle of `room`, turned to the other side in a mirrored window.
    pub(super) fn paint(self, painter: &Painter, room: Rect, ink: Color32, is_mirrored: bool) {
        let square = Rect::from_center_size(room.center(), vec2(SIZE, SIZE));
        let (lines, is_turned) = self.lines();
        let place = |(x, y): (f32, f32)| -> Pos2 {
            let x = if is_turned == is_mirrored { x } else { 1.0 - x };
            square.min + vec2(x, y) * SIZE
        };
        let stroke = Stroke::new(THICK, ink);
        for line in lines {
            painter.line(line.iter().copied().map(place).collect(), stroke);
        }
        if self == Self::Find {
            painter.circle_stroke(place((0.4, 0.4)), 0.31 * SIZE, stroke);
        }
    }
}

/// Where a chevron points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChevronWay {
    /// Down: a list opens below.
    Down,
    /// On in the direction of reading: a menu opens beside.
    Onward,
}

impl ChevronWay {
    /// Paints it in the middle of `room`.
    pub(super) fn paint(self, painter: &Painter, room: Rect, ink: Color32, is_mirrored: bool) {
        let half = CHEVRON / 2.0;
        let middle = room.center();
        let onward = if is_mirrored { -1.0 } else { 1.0 };
        let corners = match self {
            Self::Down => {
                [vec2(-half, -half / 2.0), vec2(0.0, half / 2.0), vec2(half, -half / 2.0)]
            }
            Self::Onward => [
                vec2(-half / 2.0 * onward, -half),
                vec2(half / 2.0 * onward, 0.0),
                vec2(-half / 2.0 * onward, half),
            ],
        };
        painter.line(corners.map(|it| middle + it).to_vec(), Stroke::new(THICK, ink));
    }
}
