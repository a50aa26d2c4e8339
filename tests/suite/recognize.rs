//! Tests of `recognize`.
