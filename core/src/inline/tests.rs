//! What becomes of calls of shared steps.
