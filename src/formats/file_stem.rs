//! What a file is called after a document.

/// `id` as the stem of a file: no folders, no control characters, not hidden, not too long, and no
/// name that a system keeps for a device.
pub fn file_stem(id: &str, index: usize) -> String {
    /// File systems count bytes, and the analyst and the extension come behind.
    const LONGEST: usize = 120;
    let fit = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let mut stem: String = id.trim().trim_start_matches('.').chars().map(fit).collect();
    stem.truncate(stem.floor_char_boundary(LONGEST));
    let stem = stem.trim_end_matches([' ', '.']);
    match stem {
        "" => format!("document-{}", index + 1),
        stem if is_device(stem) => format!("{stem}_"),
        stem => stem.to_owned(),
    }
}

/// True for what Windows takes for a device, whatever comes behind a dot: `con`, `com1`, `nul.txt`.
fn is_device(stem: &str) -> bool {
    let bare = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_port = |kind: &str| {
        bare.strip_prefix(kind).is_some_and(|it| matches!(it.as_bytes(), [b'0'..=b'9']))
    };
    ["con", "prn", "aux", "nul"].contains(&&*bare) || is_port("com") || is_port("lpt")
}
