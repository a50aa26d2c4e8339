//! The open document and everything a person can do to it, without a screen.
