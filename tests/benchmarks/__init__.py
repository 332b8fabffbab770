"""Measurements of the whole chain: `python -m tests.benchmarks`, or `make bench`."""

import lestalk_studio  # noqa: F401 - before numpy is loaded, it says how that is to compute
