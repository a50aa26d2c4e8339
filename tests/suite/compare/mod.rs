//! Several analysts' work on the same articles.

mod agreement;
mod truth;
