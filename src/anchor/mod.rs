//! Placing annotations on a text that changed underneath them.
