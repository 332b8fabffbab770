"""The rasteriser on PyTorch3D (Ravi et al. 2020): whole batches of frames on a CUDA device.

It runs on the CPU, too, some thousand times slower than the compiled one: for tests only.
"""

from __future__ import annotations

import numpy as np

_NEAREST = 1.0  # PyTorch3D draws z > 0 and lets the smallest win


class Pytorch3dRasterizer:
    """device: 'cuda' or 'cpu'. Raises ImportError without the packages of the extra `gpu`."""

    name = "pytorch3d"

    def __init__(self, device: str = "cuda") -> None:
        import torch
        from pytorch3d.renderer.mesh.rasterize_meshes import rasterize_meshes
        from pytorch3d.structures import Meshes

        self._torch, self._meshes, self._rasterize = torch, Meshes, rasterize_meshes
        self.device = device
        self._triangles: tuple[np.ndarray, object] | None = None

    def draw(
        self, points: np.ndarray, triangles: np.ndarray, attributes: np.ndarray, out: np.ndarray
    ) -> None:
        """As in Rasterizer."""
        torch = self._torch
        count, height, width, channels = out.shape
        faces = self._faces(triangles)
        with torch.no_grad():
            seen = torch.from_numpy(np.ascontiguousarray(points, np.float32)).to(self.device)
            verts = _normalised(torch, seen, height, width)
            meshes = self._meshes(verts=verts, faces=faces[None].expand(count, -1, -1))
            hit, _, bary, _ = self._rasterize(
                meshes,
                image_size=(height, width),
                blur_radius=0.0,
                faces_per_pixel=1,
                bin_size=0 if self.device == "cpu" else None,
                perspective_correct=False,
                cull_backfaces=False,
            )
            values = torch.from_numpy(np.ascontiguousarray(attributes, np.float32)).to(self.device)
            corners = values[:, faces].reshape(-1, 3, channels)
            hit, bary = hit[..., 0], bary[..., 0, :]
            covered = hit >= 0
            drawn = (corners[hit.clamp(min=0)] * bary[..., None]).sum(-2) * covered[..., None]
            out[...] = drawn.cpu().numpy()

    def _faces(self, triangles: np.ndarray):
        if self._triangles is None or self._triangles[0] is not triangles:
            moved = self._torch.from_numpy(np.ascontiguousarray(triangles, np.int64)).to(self.device)
            self._triangles = triangles, moved
        return self._triangles[1]


def _normalised(torch, points, height: int, width: int):
    """Pixels to PyTorch3D's normalised coordinates: x left, y up, the shorter side from -1 to 1, z away."""
    shorter = min(height, width)
    x = (width - 1 - 2 * points[..., 0]) / shorter
    y = (height - 1 - 2 * points[..., 1]) / shorter
    z = points[..., 2]
    z = (z.amax(dim=1, keepdim=True) - z) / shorter + _NEAREST
    return torch.stack((x, y, z), dim=-1)
