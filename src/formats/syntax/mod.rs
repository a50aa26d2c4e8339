//! What several formats are written in: JSON, XML, archives, text in whichever encoding.

pub(super) mod decoding;
pub(super) mod json;
pub(super) mod xml;
pub(super) mod zip;
