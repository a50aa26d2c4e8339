//! The bundled faces, and the system's fonts for what they lack.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, OnceLock},
};

use parley::{
    FontContext, FontData, FontFamily, FontFamilyName, FontWeight, GenericFamily, LayoutContext,
    LineHeight, OverflowWrap, RangedBuilder, StyleProperty,
    fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache},
};

/// A face that comes with the program.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum FontFace {
    /// Vazirmatn, a sans serif with a weight axis from 100 to 900.
    #[default]
    Vazirmatn,
    /// Noto Naskh Arabic, in its regular weight.
    Naskh,
}

impl FontFace {
    /// Every bundled face.
    pub const ALL: &[Self] = &[Self::Vazirmatn, Self::Naskh];

    fn family(self) -> &'static str {
        match self {
            Self::Vazirmatn => "Vazirmatn",
            Self::Naskh => "Noto Naskh Arabic",
        }
    }

    /// The font file (TrueType).
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Vazirmatn => include_bytes!("../../fonts/Vazirmatn-Variable.ttf"),
            Self::Naskh => include_bytes!("../../fonts/NotoNaskhArabic-Regular.ttf"),
        }
    }
}

/// The marks of the interface (arrows, ticks, keys), which neither face has; `fonts/make_symbols.py`
/// makes the file.
const SYMBOLS: (&str, &[u8]) = ("Hashiye Symbols", include_bytes!("../../fonts/Symbols.ttf"));

/// Family and file of everything that comes with the program.
fn bundled() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FontFace::ALL.iter().map(|it| (it.family(), it.bytes())).chain([SYMBOLS])
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// The face; letters it lacks come from the other one, then the interface's marks, then the system.
    pub face: FontFace,
    /// The size of the em, in physical pixels.
    pub size_px: f32,
    /// From baseline to baseline, as a multiple of `size_px`.
    pub line_height: f32,
    /// 100 to 900, along the face's weight axis; a face without one stays regular.
    pub weight: f32,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self { face: FontFace::Vazirmatn, size_px: 16.0, line_height: 1.75, weight: 400.0 }
    }
}

impl TextStyle {
    /// Numbers that any arithmetic can stand: a style may come out of a settings file.
    pub(super) fn sane(self) -> Self {
        let between = |value: f32, low: f32, high: f32, default: f32| {
            if value.is_finite() { value.clamp(low, high) } else { default }
        };
        Self {
            face: self.face,
            size_px: between(self.size_px, 1.0, 1000.0, 16.0),
            line_height: between(self.line_height, 0.5, 10.0, 1.75),
            weight: between(self.weight, 1.0, 1000.0, 400.0),
        }
    }
}

/// A font at one place of its variation axes; equal keys paint equal glyphs.
pub struct FontInstance {
    pub(super) key: u32,
    pub(super) data: FontData,
    pub(super) coords: Box<[i16]>,
    /// Of its bytes, once somebody asks.
    hash: OnceLock<u32>,
}

/// What a font instance is, beyond the set that made it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontIdentity {
    hash: u32,
    bytes: usize,
    index: u32,
    coords: Box<[i16]>,
}

impl FontInstance {
    /// A number no other instance made by the same [`FontSet`] has.
    pub fn key(&self) -> u32 {
        self.key
    }

    /// The bytes of the font file (TrueType or OpenType, perhaps a collection).
    pub fn bytes(&self) -> &[u8] {
        self.data.data.as_ref()
    }

    /// The glyph a character has by itself, where the font has one.
    pub fn glyph_of(&self, c: char) -> Option<u16> {
        let font = swash::FontRef::from_index(self.bytes(), self.index() as usize)?;
        Some(font.charmap().map(c)).filter(|it| *it != 0)
    }

    /// How far the pen goes on after a glyph, in pixels at `size_px` to the em.
    pub(super) fn advance_of(&self, glyph: u16, size_px: f32) -> f32 {
        let font = swash::FontRef::from_index(self.bytes(), self.index() as usize);
        font.map_or(0.0, |it| it.glyph_metrics(self.coords()).scale(size_px).advance_width(glyph))
    }

    /// Which font of a collection; 0 for a file with one font.
    pub fn index(&self) -> u32 {
        self.data.index
    }

    /// The same for instances of equal fonts at equal coordinates, whatever set made them.
    pub fn identity(&self) -> FontIdentity {
        let bytes = self.bytes();
        let hash = *self.hash.get_or_init(|| crc32fast::hash(bytes));
        FontIdentity { hash, bytes: bytes.len(), index: self.index(), coords: self.coords.clone() }
    }

    /// Normalized variation coordinates, 2.14 fixed point, one for an axis; empty at the default.
    pub fn coords(&self) -> &[i16] {
        &self.coords
    }
}

impl fmt::Debug for FontInstance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FontInstance").field("key", &self.key).finish_non_exhaustive()
    }
}

/// The fonts and the scratch space of laying out; made once and kept.
pub struct FontSet {
    context: FontContext,
    pub(super) layout: LayoutContext<()>,
    blobs: Vec<Blob<u8>>,
    system: SystemFonts,
    instances: HashMap<InstanceKey, Arc<FontInstance>>,
    layouts: u64,
}

type InstanceKey = (u64, u32, Box<[i16]>);

/// Whether the system's fonts may be, and are, looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SystemFonts {
    Never,
    WhenNeeded,
    Loaded,
}

impl FontSet {
    /// The bundled faces alone: the same on every machine.
    pub fn bundled() -> Self {
        Self::new(SystemFonts::Never)
    }

    /// The bundled faces, and the system's fonts from the first letter on that they lack.
    ///
    /// Looking through the system's fonts takes a while, so it waits for that letter.
    pub fn with_system_fallback() -> Self {
        Self::new(SystemFonts::WhenNeeded)
    }

    fn new(system: SystemFonts) -> Self {
        let blobs = bundled().map(|(_, bytes)| Blob::new(Arc::new(bytes))).collect::<Vec<_>>();
        Self {
            context: context(&blobs, false),
            layout: LayoutContext::new(),
            blobs,
            system,
            instances: HashMap::new(),
            layouts: 0,
        }
    }

    /// How many paragraphs were laid out so far: the measure of work done.
    pub fn layouts_done(&self) -> u64 {
        self.layouts
    }

    /// Opens the system's fonts; false when that is not wanted or was done.
    pub(super) fn load_system(&mut self) -> bool {
        if self.system != SystemFonts::WhenNeeded {
            return false;
        }
        self.system = SystemFonts::Loaded;
        self.context = context(&self.blobs, true);
        true
    }

    /// A builder with `style` as everything's style.
    pub(super) fn builder<'a>(
        &'a mut self,
        text: &'a str,
        style: &TextStyle,
    ) -> RangedBuilder<'a, ()> {
        self.layouts += 1;
        let mut builder = self.layout.ranged_builder(&mut self.context, text, 1.0, true);
        let other =
            if style.face == FontFace::Naskh { FontFace::Vazirmatn } else { FontFace::Naskh };
        let families = [
            FontFamilyName::Named(style.face.family().into()),
            FontFamilyName::Named(other.family().into()),
            FontFamilyName::Named(SYMBOLS.0.into()),
            FontFamilyName::Generic(GenericFamily::SansSerif),
            FontFamilyName::Generic(GenericFamily::Emoji),
        ];
        builder.push_default(FontFamily::from(families.as_slice()));
        builder.push_default(StyleProperty::FontSize(style.size_px));
        builder.push_default(FontWeight::new(style.weight));
        builder.push_default(LineHeight::FontSizeRelative(style.line_height));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder
    }

    /// The one instance of a font at `coords`.
    pub(super) fn instance(&mut self, data: &FontData, coords: &[i16]) -> Arc<FontInstance> {
        let next = u32::try_from(self.instances.len()).unwrap_or(u32::MAX);
        let key = (data.data.id(), data.index, Box::from(coords));
        let new = || FontInstance {
            key: next,
            data: data.clone(),
            coords: coords.into(),
            hash: OnceLock::new(),
        };
        Arc::clone(self.instances.entry(key).or_insert_with(|| Arc::new(new())))
    }
}

impl fmt::Debug for FontSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FontSet").field("system", &self.system).finish_non_exhaustive()
    }
}

fn context(blobs: &[Blob<u8>], system_fonts: bool) -> FontContext {
    let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts });
    for ((family, _), blob) in bundled().zip(blobs) {
        let name = FontInfoOverride { family_name: Some(family), ..Default::default() };
        collection.register_fonts(blob.clone(), Some(name));
    }
    FontContext { collection, source_cache: SourceCache::default() }
}
