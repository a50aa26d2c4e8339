//! A figure: lines, rectangles and words in their places, for whoever can draw these three.

use super::InkRole;
use crate::{
    model::AnnotationId,
    typeset::{LayoutRect, TextDirection},
};

/// A figure. Lengths are points; `y` grows downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FigureScene {
    /// What it shows, in words.
    pub title: String,
    /// From its left to its right side.
    pub width: f32,
    /// From its top to its bottom.
    pub height: f32,
    /// The side its words start at.
    pub direction: TextDirection,
    /// What is drawn, from back to front.
    pub items: Vec<SceneItem>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneItem {
    /// What it is.
    pub shape: SceneShape,
    /// In which color.
    pub ink: InkRole,
    /// What it stands for.
    pub target: Option<SceneTarget>,
}

/// What can be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum SceneShape {
    /// A straight line.
    Line {
        /// One end, x and y.
        from: (f32, f32),
        /// The other end.
        to: (f32, f32),
        /// How thick it is.
        thickness: f32,
        /// True for a row of dashes.
        dashed: bool,
    },
    /// A rectangle.
    Rect {
        /// Where.
        rect: LayoutRect,
        /// How far its corners are rounded.
        radius: f32,
        /// How it is filled.
        fill: RectFill,
    },
    /// One line of words, set in Vazirmatn.
    Words {
        /// What they are.
        words: String,
        /// The place of the line: as wide as the words, one and a half times as high as their size.
        rect: LayoutRect,
        /// The size of the em.
        size: f32,
        /// 100 to 900.
        weight: f32,
        /// Which way they run.
        direction: TextDirection,
    },
}

/// How a rectangle is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RectFill {
    /// With its color.
    Solid,
    /// With as much of its color as a tag tints the paper.
    Tint,
    /// Not; a thin line goes around it.
    Outline,
}

/// A tag of one of the articles a figure was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SceneTarget {
    /// Which article, from 0.
    pub work: usize,
    /// Which tag of it.
    pub id: AnnotationId,
}

impl FigureScene {
    /// The tag at a point: of what lies above the rest there.
    pub fn target_at(&self, x: f32, y: f32) -> Option<SceneTarget> {
        let holds = |rect: LayoutRect| {
            (rect.left..rect.right).contains(&x) && (rect.top..rect.bottom).contains(&y)
        };
        self.items.iter().rev().find_map(|it| match it.shape {
            SceneShape::Rect { rect, .. } | SceneShape::Words { rect, .. } if holds(rect) => {
                it.target
            }
            SceneShape::Line { .. } | SceneShape::Rect { .. } | SceneShape::Words { .. } => None,
        })
    }
}
