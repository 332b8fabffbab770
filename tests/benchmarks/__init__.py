"""Measurements of the whole chain: `python -m tests.benchmarks`, or `make bench`."""
