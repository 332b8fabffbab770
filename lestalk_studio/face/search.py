"""Looking for faces again in tiles and crops: small faces are found, large ones are measured more exactly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lestalk_studio.face.detector import Detection, moved
from lestalk_studio.face.topology import IRIS_L, IRIS_R, MIRROR

Look = Callable[[np.ndarray], list[Detection]]

# halvings of the tile: a face of 64 px between the eyes in an 8K picture fills a tenth of its tile
_DEEPEST = 4
# faces are seen in all looks, what only resembles one in none; turned far or half hidden ones come between
_CONFIRMED = 0.25
_CROP_PX = 384  # side of the crops for refinement; the net itself sees the face at 256
# (scale of the crop, shift in face sizes): looks whose errors average out
_FIRST = ((2.0, 0.0, 0.0),)
_SECOND = ((2.0, 0.0, 0.0), (1.7, 0.04, -0.03), (2.4, -0.03, 0.04), (1.8, -0.04, -0.03))


def search(look: Look, rgb: np.ndarray) -> list[Detection]:
    """Faces in `rgb` (H, W, 3), unrefined: a look at the whole, at its quarters, and while none is found at
    ever smaller tiles; last at the whole within a margin, for a face that fills the picture to its edges."""
    found = _tiles(look, rgb, 0)
    if max(rgb.shape[:2]) >= 256:
        found = _distinct(found + _tiles(look, rgb, 1))
    depth = 2
    while not found and depth <= _DEEPEST and max(rgb.shape[:2]) >> depth >= 96:
        found = _distinct(_tiles(look, rgb, depth))
        depth += 1
    return found or _within_margin(look, rgb)


def _tiles(look: Look, rgb: np.ndarray, depth: int) -> list[Detection]:
    """Faces in tiles of a 2**depth-th of the longer side, overlapping by half."""
    height, width = rgb.shape[:2]
    side = int(np.ceil(max(height, width) / 2**depth))
    found = []
    for top in _starts(height, side):
        for left in _starts(width, side):
            tile, shrink = _sampled(rgb[top : top + side, left : left + side])
            found += [moved(face, shrink, np.array([left, top])) for face in look(tile)]
    return found


def _starts(length: int, side: int) -> list[int]:
    if length <= side:
        return [0]
    count = int(np.ceil((length - side) / (side / 2))) + 1
    return [round(start) for start in np.linspace(0, length - side, count)]


def _sampled(tile: np.ndarray) -> tuple[np.ndarray, float]:
    """The tile at no more than 1024 px (more is lost on the nets), and source pixels per its pixel."""
    longest = max(tile.shape[:2])
    if longest <= 1024:
        return tile, 1.0
    import cv2

    factor = 1024 / longest
    size = (max(1, round(tile.shape[1] * factor)), max(1, round(tile.shape[0] * factor)))
    return cv2.resize(tile, size, interpolation=cv2.INTER_AREA), 1 / factor


def _distinct(faces: list[Detection]) -> list[Detection]:
    """`faces` without those that show the same face again; of two, the one with the larger extent stays."""
    kept: list[Detection] = []
    for face in sorted(faces, key=lambda d: -d.extent):
        middle = face.landmarks[:, :2].mean(axis=0)
        if all(np.hypot(*(middle - k.landmarks[:, :2].mean(axis=0))) > 0.35 * k.extent for k in kept):
            kept.append(face)
    return kept


def _within_margin(look: Look, rgb: np.ndarray) -> list[Detection]:
    import cv2

    small, shrink = _sampled(rgb)
    margin = max(small.shape[:2]) // 3
    padded = cv2.copyMakeBorder(small, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    offset = np.array([-margin * shrink, -margin * shrink])
    return [moved(face, shrink, offset) for face in look(padded)]


def refine(look: Look, rgb: np.ndarray, face: Detection) -> Detection | None:
    """`face` measured again in upright crops around it, plain and mirrored, and averaged; None for what shows
    itself as a face in hardly any of them, as folded hands and drapery may in a single look.

    The net's own crop hangs on a coarse face box, so that one look errs by about 1 % of the inter-ocular
    distance; the mean of several errs less and treats both sides alike. A first round places the crops of the
    second, which makes the result depend little on where the face was first seen. Blendshapes are averaged
    too, the pose matrix stays.
    """
    first, _ = _round(look, rgb, face, _FIRST)
    refined, confirmed = _round(look, rgb, first, _SECOND)
    return refined if confirmed >= _CONFIRMED else None


def _round(look: Look, rgb: np.ndarray, face: Detection, looks: tuple) -> tuple[Detection, float]:
    """The mean of the looks, and in what part of them the face was seen."""
    import cv2

    between = face.landmarks[IRIS_L[0], :2] - face.landmarks[IRIS_R[0], :2]
    angle = float(np.arctan2(between[1], between[0]))
    left, top, right, bottom = face.box
    middle = np.array([left + right, top + bottom]) / 2
    size = max(right - left, bottom - top)
    if size < 4:
        return face, 0.0
    landmarks, scores = [], []
    for grow, right_by, down_by in looks:
        side = size * grow
        to_crop = _upright(middle + size * np.array([right_by, down_by]), angle, _CROP_PX / side)
        source, matrix = _for_sampling(rgb, to_crop, side)
        crop = cv2.warpAffine(
            source, matrix, (_CROP_PX, _CROP_PX), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        back = cv2.invertAffineTransform(to_crop)
        for mirror in (False, True):
            seen = look(crop[:, ::-1] if mirror else crop)
            seen = [_unmirrored(s) for s in seen] if mirror else seen
            same = [s for s in (_transformed(s, back) for s in seen) if _same(s, face, size)]
            if same:
                landmarks.append(same[0].landmarks)
                scores.append(same[0].blendshapes)
    if not landmarks:
        return face, 0.0
    mean = {name: float(np.mean([s[name] for s in scores])) for name in scores[0]}
    refined = Detection(np.mean(landmarks, axis=0, dtype=np.float64).astype(np.float32), mean, face.matrix)
    return refined, len(landmarks) / (2 * len(looks))


def _upright(middle: np.ndarray, angle: float, scale: float) -> np.ndarray:
    """Affine (2, 3) from the picture to a crop centred on `middle`, the eyes level."""
    cos, sin = np.cos(-angle) * scale, np.sin(-angle) * scale
    linear = np.array([[cos, -sin], [sin, cos]])
    # in landmarks' pixels, whose centres lie at .5
    shift = np.full(2, _CROP_PX / 2) - linear @ middle
    return np.hstack([linear, shift[:, None]])


def _for_sampling(rgb: np.ndarray, to_crop: np.ndarray, side: float) -> tuple[np.ndarray, np.ndarray]:
    """Picture and affine to sample the crop from without aliasing, pixel centres accounted for."""
    import cv2

    half = np.array([0.5, 0.5])
    matrix = to_crop.copy()
    shrink = int(side / _CROP_PX)
    if shrink >= 2:
        inverse = cv2.invertAffineTransform(to_crop)
        square = np.array([[0, 0], [_CROP_PX, 0], [0, _CROP_PX], [_CROP_PX, _CROP_PX]])
        corners = square @ inverse[:, :2].T + inverse[:, 2]
        low = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
        high = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 1, rgb.shape[1::-1])
        part = rgb[low[1] : high[1], low[0] : high[0]]
        size = (max(1, part.shape[1] // shrink), max(1, part.shape[0] // shrink))
        ratio = np.array([part.shape[1] / size[0], part.shape[0] / size[1]])
        rgb = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        matrix[:, 2] += matrix[:, :2] @ low
        matrix[:, :2] *= ratio
    matrix[:, 2] += matrix[:, :2] @ half - half
    return rgb, matrix


def _transformed(face: Detection, affine: np.ndarray) -> Detection:
    scale = float(np.hypot(*affine[:, 0]))
    landmarks = np.empty_like(face.landmarks)
    landmarks[:, :2] = face.landmarks[:, :2] @ affine[:, :2].T + affine[:, 2]
    landmarks[:, 2] = face.landmarks[:, 2] * scale
    return Detection(landmarks, face.blendshapes, face.matrix)


def _same(one: Detection, other: Detection, size: float) -> bool:
    return (
        float(np.abs(one.landmarks[:, :2].mean(axis=0) - other.landmarks[:, :2].mean(axis=0)).max())
        < 0.25 * size
    )


def _unmirrored(face: Detection) -> Detection:
    """A face seen in a mirrored crop, as it is: x turned back, left and right changed over."""
    landmarks = face.landmarks[MIRROR].copy()
    landmarks[:, 0] = _CROP_PX - landmarks[:, 0]
    scores = {_other_side(name): value for name, value in face.blendshapes.items()}
    return Detection(landmarks, scores, face.matrix)


def _other_side(name: str) -> str:
    if name.endswith("Left"):
        return name[:-4] + "Right"
    return name[:-5] + "Left" if name.endswith("Right") else name
