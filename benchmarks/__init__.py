"""Benchmarks: what Anchor takes, against the bare limit in the same run."""
