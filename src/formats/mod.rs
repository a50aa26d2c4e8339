//! Reading and writing the formats other tools use: bytes in, bytes out.
