"""Where the work is done."""

from __future__ import annotations

from lestalk_studio.errors import StudioError


def chosen_device(asked: str) -> str:
    """'cpu' or 'cuda' for 'auto', 'cpu' or 'cuda'. Raises StudioError when CUDA is asked for and absent.

    'auto' is the CPU: this renderer has no faster backend, and a GPU idle beside it would gain nothing.
    """
    if asked != "cuda":
        return "cpu"
    import torch

    if not torch.cuda.is_available():
        raise StudioError("No CUDA device can be used here; leave out --device cuda, or see lestalk doctor.")
    return "cuda"
