//! Several analysts' work on the same articles.

mod agreement;
mod dividing;
mod files;
mod gold;
mod soft_labels;
mod threeway;
mod truth;
