"""LES Talker Studio: make a still portrait speak and feel, in the terms of facial anatomy."""

import os

# Read by numpy's, scipy's and OpenCV's linear algebra when they are loaded. Its products are small here: sharing one
# out takes longer than it, a hundred times so on a busy machine, and what is rounded how would depend on the cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
