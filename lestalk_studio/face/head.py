"""The 3D morphable head: neutral, identity, one shape per LES unit and aux channel, landmarks.

Head space: x = subject's left, y up, z to the camera; 1 = distance between the eyeball centres, origin
midway between them. models/head.md tells where the shapes come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.les.space import AUX, AUX_INDEX, UNITS
from lestalk_studio.paths import models_dir

PARTS = ("skin", "eye_l", "eye_r", "lash", "teeth_upper", "teeth_lower", "tongue")


@dataclass(frozen=True, eq=False)
class Head:
    """V vertices, F triangles; all floats float32.

    neutral (V, 3); faces (F, 3) int32, outward by the right-hand rule; part (V,) uint8 index into PARTS;
    uv (V, 2): eyeballs (x, y) of the direction from their centre, teeth (u in teeth from the midline, v 0
    at the gum line to 1 at the biting edge), else 0; iris_uv: the iris' radius in the eyeballs' uv;
    mirror (V,) int32 vertex on the other side; eye_centre {'l', 'r'} (3,), eye_radius;
    units (41, V, 3) displacement at intensity 1 in les.space order; aux (len(AUX), V, 3) displacement per
    unit of each aux channel (gaze: the lids' follow per degree; head pose: zero);
    identity (K, V, 3) orthonormal-ish unit-norm components, identity_sigma (K,) their standard deviations;
    beta (64, V, 3) orthonormal expression basis, units_to_beta (41, 64), aux_to_beta (len(AUX), 64);
    landmark_triangle (478,) int32, landmark_bary (478, 3), landmark_mirror (478,) int32;
    regions {name: (V,) bool}; loops {name: (n,) int32 vertex indices in order}.
    """

    neutral: np.ndarray
    faces: np.ndarray
    part: np.ndarray
    uv: np.ndarray
    iris_uv: float
    mirror: np.ndarray
    eye_centre: dict[str, np.ndarray]
    eye_radius: float
    units: np.ndarray
    aux: np.ndarray
    identity: np.ndarray
    identity_sigma: np.ndarray
    beta: np.ndarray
    units_to_beta: np.ndarray
    aux_to_beta: np.ndarray
    landmark_triangle: np.ndarray
    landmark_bary: np.ndarray
    landmark_mirror: np.ndarray
    regions: dict[str, np.ndarray]
    loops: dict[str, np.ndarray]

    @staticmethod
    def load(path: Path | None = None) -> Head:
        """The shipped head (kept in memory after the first call) or the one in `path`.

        Raises StudioError where the file is missing, broken or made for another list of units.
        """
        return _load(Path(path) if path is not None else models_dir() / "head.npz")

    def expression(self, z: np.ndarray, aux: np.ndarray | None = None) -> np.ndarray:
        """Displacement (V, 3) of z (41,) and aux (len(AUX),); eyeballs turned by the gaze, lids still
        inside them.

        `vertices` is what also keeps the lids outside the eyeballs.
        """
        delta = _weighted(np.asarray(z, np.float32), self.units)
        if aux is not None:
            aux = np.asarray(aux, np.float32)
            delta += _weighted(aux, self.aux)
            yaw, pitch = aux[AUX_INDEX["gaze_yaw"]], aux[AUX_INDEX["gaze_pitch"]]
            if yaw or pitch:
                turn = gaze_rotation(float(yaw), float(pitch))
                for side in "lr":
                    rows = self.eye_vertices(side)
                    rest = self.neutral[rows] - self.eye_centre[side]
                    delta[rows] += rest @ (turn.T - np.eye(3, dtype=np.float32))
        return delta

    def vertices(
        self, z: np.ndarray, aux: np.ndarray | None = None, identity: np.ndarray | None = None
    ) -> np.ndarray:
        """(V, 3) head-space vertices for z (41,), aux (len(AUX),) and identity coefficients (<= K,) in
        sigmas.
        """
        shape = self.shape(identity)
        out = shape + self.expression(z, aux)
        for side in "lr":
            self.clear_eye(out, shape, side, *self.eyeball(shape, side))
        return out

    def shape(self, identity: np.ndarray | None = None) -> np.ndarray:
        """(V, 3) the person at rest for identity coefficients (<= K,) in sigmas; None: the mean person."""
        if identity is None:
            return self.neutral.copy()
        c = np.asarray(identity, np.float32) * self.identity_sigma[: len(identity)]
        return self.neutral + np.tensordot(c, self.identity[: len(c)], 1)

    def clear_eye(
        self, vertices: np.ndarray, rest: np.ndarray, side: str, centre: np.ndarray, radius: float
    ) -> None:
        """Pushes lid vertices (in place) that entered the eyeball back out onto it, so that lids slide
        over it.

        vertices, rest (V, 3): deformed and at rest, in any one frame; centre (3,) and radius of that
        eyeball there.
        """
        lid = self._lid_vertices[side]
        at, before = vertices[lid] - centre, rest[lid] - centre
        least = np.minimum(np.linalg.norm(before, axis=1), 1.015 * radius)
        length = np.linalg.norm(at, axis=1)
        push = np.maximum(least / np.maximum(length, 1e-9), 1.0)
        vertices[lid] = centre + at * push[:, None]

    def blink(self, shape: np.ndarray, side: str) -> np.ndarray:
        """(V, 3) displacement that closes one eye of a person exactly: the mean blink, put right for their
        lids.

        shape (V, 3): the person at rest in head space (as `shape` gives); side 'l' or 'r'. What the mean
        blink leaves open, or crosses, is made up by the upper lid (85 %) and the lower, and fades with the
        blink itself.
        """
        mean = self.aux[AUX_INDEX[f"blink_{side}"]]
        at = shape + mean
        out = mean.copy()
        upper, lower = (self.loops[f"lid_{name}_{side}"] for name in ("upper", "lower"))
        for mine, other, share, lids in ((upper, lower, 0.85, "upper"), (lower, upper, 0.15, "lower")):
            line = at[other][np.argsort(self.neutral[other, 0] + mean[other, 0])]
            gap = (
                np.stack([np.interp(at[mine, 0], line[:, 0], line[:, k]) for k in (1, 2)], 1)
                - at[mine][:, 1:]
            )
            rows = np.flatnonzero(self.regions[f"lid_{lids}_{side}"])
            nearest = np.abs(self.neutral[rows, None, 0] - self.neutral[None, mine, 0]).argmin(1)
            moved = np.linalg.norm(mean[mine], axis=1)[nearest]
            weight = np.clip(np.linalg.norm(mean[rows], axis=1) / np.maximum(moved, 1e-3), 0, 1)
            out[rows, 1:] += share * weight[:, None] * gap[nearest]
        return out

    def landmarks(self, vertices: np.ndarray) -> np.ndarray:
        """(478, 3) MediaPipe's landmarks on vertices (V, 3) of any frame."""
        corners = vertices[self.faces[self.landmark_triangle]]
        return (corners * self.landmark_bary[..., None]).sum(1)

    def eyeball(self, vertices: np.ndarray, side: str) -> tuple[np.ndarray, float]:
        """Centre (3,) and radius of an eyeball of vertices (V, 3) in any frame, whatever way it looks.

        Its vertices are denser in front, so their mean is not the centre; the two poles' middle is.
        """
        front, back = vertices[self._eyes[side][-2:]]
        return (front + back) / 2, float(np.linalg.norm(front - back) / 2)

    def eye_vertices(self, side: str) -> np.ndarray:
        """Indices of the eyeball's vertices, side 'l' or 'r'."""
        return self._eyes[side]

    def part_mask(self, name: str) -> np.ndarray:
        """(V,) bool of one of PARTS."""
        return self.part == PARTS.index(name)

    def __post_init__(self) -> None:
        eyes = {side: np.flatnonzero(self.part_mask(f"eye_{side}")) for side in "lr"}
        lids = {
            side: np.flatnonzero(
                self.regions[f"lid_upper_{side}"]
                | self.regions[f"lid_lower_{side}"]
                | self.regions[f"lid_edge_{side}"]
            )
            for side in "lr"
        }
        object.__setattr__(self, "_eyes", eyes)
        object.__setattr__(self, "_lid_vertices", lids)


def _weighted(weights: np.ndarray, shapes: np.ndarray) -> np.ndarray:
    """Sum of weights (n,) times shapes (n, V, 3); most weights of a frame are zero and cost nothing."""
    used = np.flatnonzero(weights)
    if len(used) == 0:
        return np.zeros(shapes.shape[1:], np.float32)
    return (weights[used] @ shapes[used].reshape(len(used), -1)).reshape(shapes.shape[1:])


def gaze_rotation(yaw: float, pitch: float) -> np.ndarray:
    """(3, 3) rotation of an eyeball about its centre; degrees, yaw + = subject's left, pitch + = up."""
    y, p = np.radians([yaw, pitch])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]])
    return (about_y @ about_x).astype(np.float32)


_ARRAYS = (
    *("neutral", "faces", "part", "uv", "mirror", "units", "aux", "identity", "identity_sigma"),
    *("beta", "units_to_beta", "aux_to_beta", "landmark_triangle", "landmark_bary", "landmark_mirror"),
)


@lru_cache(maxsize=2)
def _load(path: Path) -> Head:
    try:
        with np.load(path, allow_pickle=False) as file:
            data = {name: file[name] for name in file.files}
        names = tuple(data["unit_names"].tolist()), tuple(data["aux_names"].tolist())
        if names != (tuple(unit.name for unit in UNITS), tuple(AUX)):
            raise ValueError("made for another list of units")
        single = {k: v.astype(np.float32) if v.dtype == np.float16 else v for k, v in data.items()}
        return Head(
            **{name: single[name] for name in _ARRAYS},
            iris_uv=float(single["iris_uv"]),
            eye_centre={"l": single["eye_centre_l"], "r": single["eye_centre_r"]},
            eye_radius=float(single["eye_radius"]),
            regions={k.removeprefix("region_"): v for k, v in single.items() if k.startswith("region_")},
            loops={k.removeprefix("loop_"): v for k, v in single.items() if k.startswith("loop_")},
        )
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise StudioError(
            f"The head model {path} cannot be used ({error}); install LES Talker Studio again."
        ) from error
