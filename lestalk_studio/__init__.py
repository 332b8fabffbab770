"""LES Talker Studio: make a still portrait speak and feel, in the terms of facial anatomy."""

__version__ = "0.1.0"
