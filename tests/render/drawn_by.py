"""`python drawn_by.py FACE OUT BACKEND`: frames of a pickled fitted face by one rasteriser, to hold another against.

Run by the interpreter of the environment that has that backend.
"""

import pickle
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def frames(face: Path, backend: str) -> np.ndarray:
    """(N, H, W, 3) uint8: the pickled (rgb, fit, size, z (N, 41), aux (N, n)) drawn by 'cpu' or 'pytorch3d'."""
    from lestalk_studio.face.head import Head
    from lestalk_studio.render.rasterizer import CpuRasterizer
    from lestalk_studio.render.renderer import PortraitRenderer

    rgb, fit, size, z, aux = pickle.loads(face.read_bytes())
    if backend == "cpu":
        drawn = CpuRasterizer()
    else:
        from lestalk_studio.render.torch_raster import Pytorch3dRasterizer

        drawn = Pytorch3dRasterizer("cpu")
    return np.stack(PortraitRenderer(rgb, fit, Head.load(), size, drawn).render_batch(z, aux))


if __name__ == "__main__":
    np.save(sys.argv[2], frames(Path(sys.argv[1]), sys.argv[3]))
