//! Tests of `typeset`.
