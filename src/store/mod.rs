//! Files: the only layer that opens one.
