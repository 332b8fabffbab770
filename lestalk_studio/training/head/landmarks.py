"""Where the 478 landmarks of MediaPipe's Face Landmarker lie on the head.

Pictures of many synthetic people are detected, each landmark is cast onto the mesh it was seen on and carried
back to the neutral head; the mean, made symmetric, is then put onto the lips' and lids' own edge loops.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree

from lestalk_studio.paths import models_dir

from . import picture
from .assembly import EYE_L, EYE_R, LASH, SKIN, Assembly
from .rings import CANTHUS_RING, LID_MARGIN, LIP_BORDER, LIP_CONTACT

# Landmark numbers along each contour: lips from the subject's right corner to the left, lids from the nose
# outwards.
LIP_INNER_UPPER = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308)
LIP_INNER_LOWER = (95, 88, 178, 87, 14, 317, 402, 318, 324)
LIP_OUTER_UPPER = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291)
LIP_OUTER_LOWER = (146, 91, 181, 84, 17, 314, 405, 321, 375)
LID_UPPER = {
    "r": (133, 173, 157, 158, 159, 160, 161, 246, 33),
    "l": (362, 398, 384, 385, 386, 387, 388, 466, 263),
}
LID_LOWER = {"r": (155, 154, 153, 145, 144, 163, 7), "l": (382, 381, 380, 374, 373, 390, 249)}
# Centre, then right, up, left and down as seen in the picture, of the two irises.
IRIS = {"r": (468, 469, 470, 471, 472), "l": (473, 474, 475, 476, 477)}
COUNT = 478


@dataclass(frozen=True)
class Anchors:
    """Landmark k lies at sum_i bary[k, i] * vertices[faces[triangle[k], i]]; mirror (478,) its mirror
    landmark.
    """

    triangle: np.ndarray
    bary: np.ndarray
    mirror: np.ndarray

    def at(self, positions: np.ndarray, faces: np.ndarray) -> np.ndarray:
        """(478, 3) positions of the landmarks."""
        return (positions[faces[self.triangle]] * self.bary[..., None]).sum(1)


class Detector:
    """MediaPipe's Face Landmarker on still pictures."""

    def __enter__(self):
        import mediapipe as mp

        vision = mp.tasks.vision
        options = vision.FaceLandmarkerOptions(
            base_options=mp.tasks.BaseOptions(model_asset_path=str(models_dir() / "face_landmarker.task")),
            output_face_blendshapes=True,
        )
        self._image = mp.Image, mp.ImageFormat.SRGB
        self._task = vision.FaceLandmarker.create_from_options(options)
        return self

    def __exit__(self, *error):
        self._task.close()

    def __call__(self, rgb: np.ndarray) -> tuple[np.ndarray, dict[str, float]] | None:
        """Landmarks (478, 3) in pixels and the blendshape scores, or None where no face is found."""
        image, srgb = self._image
        found = self._task.detect(image(image_format=srgb, data=np.ascontiguousarray(rgb)))
        if not found.face_landmarks:
            return None
        height, width = rgb.shape[:2]
        points = np.array([[p.x * width, p.y * height, p.z * width] for p in found.face_landmarks[0]])
        return points, {c.category_name: c.score for c in found.face_blendshapes[0]}


def cast(head: Assembly, faces: np.ndarray, shot: picture.Picture, points: np.ndarray) -> np.ndarray:
    """Where on the NEUTRAL head (n, 3) the picture's points (n, 2) px lie; beside the head: its nearest
    edge.
    """
    s = shot.samples
    column = np.clip(np.round(points[:, 0] * s - 0.5).astype(int), 0, shot.hit.shape[1] - 1)
    row = np.clip(np.round(points[:, 1] * s - 0.5).astype(int), 0, shot.hit.shape[0] - 1)
    missed = shot.hit[row, column] < 0
    if missed.any():
        seen = np.argwhere(shot.hit >= 0)
        nearest = seen[cKDTree(seen).query(np.stack([row[missed], column[missed]], 1))[1]]
        row[missed], column[missed] = nearest.T
    triangle = faces[shot.hit[row, column]]
    return (head.neutral[triangle] * shot.bary[row, column][..., None]).sum(1)


def detect(
    head: Assembly, masks: dict[str, np.ndarray], shapes: np.ndarray, size: int = 1024, report=None
) -> np.ndarray:
    """(n, 478, 3) hits carried to the neutral head, from pictures of neutral + each of shapes (n, V, 3)."""
    faces = head.faces[(head.part[head.faces] != LASH).all(1)]
    random = np.random.default_rng(7)
    hits = []
    with Detector() as detector:
        for shape in shapes:
            colour = picture.colours(head, masks, np.array(picture.SKIN_COLOUR) * random.uniform(0.6, 1.08))
            positions = head.neutral + shape
            yaw, pitch = random.uniform(-4, 4, 2)
            shot = picture.render(
                positions,
                faces,
                colour,
                size,
                size / 4.2,
                yaw=yaw,
                pitch=pitch,
                samples=1,
                brows_on=head.neutral,
            )
            found = detector(shot.rgb)
            if found is not None:
                hits.append(cast(head, faces, shot, found[0][:, :2]))
    return np.array(hits)


def check(
    head: Assembly, masks: dict[str, np.ndarray], found: Anchors, shapes: np.ndarray, size: int = 768
) -> float:
    """Median distance, in head units, between detected landmarks and `found` on neutral + each of shapes."""
    faces = head.faces[(head.part[head.faces] != LASH).all(1)]
    colour, scale = picture.colours(head, masks), size / 4.2
    errors = []
    with Detector() as detector:
        for shape in shapes:
            shot = picture.render(
                head.neutral + shape, faces, colour, size, scale, samples=1, brows_on=head.neutral
            )
            detected = detector(shot.rgb)
            if detected is not None:
                expected = (shot.points[head.faces[found.triangle]] * found.bary[..., None]).sum(1)
                errors.append(np.linalg.norm(detected[0][:, :2] - expected, axis=1) / scale)
    return float(np.median(errors))


def mirror_landmarks(points: np.ndarray) -> np.ndarray:
    """Each landmark's mirror landmark (478,), from their mean places (478, 3)."""
    cost = np.linalg.norm(points[:, None] - points[None] * [-1, 1, 1], axis=2)
    cost = cost + cost.T
    mirror = linear_sum_assignment(cost)[1]
    # The irises' five points lie on top of eye contours: given, not guessed.
    mirror[list(IRIS["r"])] = np.array(IRIS["l"])[[0, 3, 2, 1, 4]]
    mirror[list(IRIS["l"])] = np.array(IRIS["r"])[[0, 3, 2, 1, 4]]
    if not np.array_equal(mirror[mirror], np.arange(len(mirror))):
        raise ValueError("landmarks do not pair up left and right")
    return mirror


def anchors(head: Assembly, hits: np.ndarray) -> Anchors:
    """The correspondence from detections' hits (n, 478, 3)."""
    mean = np.median(hits, axis=0)
    mirror = mirror_landmarks(mean)
    mean = (mean + mean[mirror] * [-1, 1, 1]) / 2
    triangle, bary = _nearest_on_skin(head, mean)
    finder = _EdgeFinder(head.faces)
    upper, lower = head.mouth[LIP_CONTACT]
    border_upper, border_lower = head.mouth[LIP_BORDER]
    contours = [
        (LIP_INNER_UPPER, upper, True),
        (LIP_INNER_LOWER, lower, False),
        (LIP_OUTER_UPPER, border_upper, True),
        (LIP_OUTER_LOWER, border_lower, False),
    ]
    for side in "lr":
        contours += [(LID_UPPER[side], head.lids[side][LID_MARGIN][0], True)]
        contours += [(LID_LOWER[side], head.lids[side][LID_MARGIN][1], False)]
    for numbers, loop, whole in contours:
        line = head.neutral[loop]
        fraction = np.array([_along(line, mean[n]) for n in numbers])
        if whole:
            fraction[0], fraction[-1] = 0.0, len(loop) - 1.0
        for n, f in zip(numbers, fraction, strict=True):
            triangle[n], bary[n] = finder.on_edge(loop, f)
    for side, part in (("l", EYE_L), ("r", EYE_R)):
        _iris(head, part, IRIS[side], triangle, bary)
        # The detector's inner corner is the canthus' tip, beyond the pink of the eye that the margin goes
        # round.
        n, tip = LID_UPPER[side][0], head.lids[side][CANTHUS_RING][0]
        triangle[n], bary[n] = finder.on_edge(tip, 0.0)
    return Anchors(triangle.astype(np.int32), bary.astype(np.float32), mirror.astype(np.int32))


def _nearest_on_skin(head: Assembly, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Closest point of the outer skin to each point: triangle (n,) and barycentric coordinates (n, 3)."""
    hidden = head.inner_mouth | head.sockets["l"] | head.sockets["r"] | (head.part != SKIN)
    outer = np.flatnonzero(~hidden[head.faces].any(1))
    corners = head.neutral[head.faces[outer]]
    near = cKDTree(corners.mean(1)).query(points, k=24)[1]
    triangle, bary = np.zeros(len(points), int), np.zeros((len(points), 3))
    for i, point in enumerate(points):
        best = np.inf
        for t in near[i]:
            w = _closest(corners[t], point)
            distance = np.linalg.norm(w @ corners[t] - point)
            if distance < best:
                best, triangle[i], bary[i] = distance, outer[t], w
    return triangle, bary


def _closest(corners: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Barycentric coordinates (3,) of the triangle's closest point."""
    a, b, c = corners
    plane = np.stack([b - a, c - a], 1)
    u, v = np.linalg.lstsq(plane, point - a, rcond=None)[0]
    if u >= 0 and v >= 0 and u + v <= 1:
        return np.array([1 - u - v, u, v])
    best, out = np.inf, np.array([1.0, 0, 0])
    for i, j in ((0, 1), (1, 2), (2, 0)):
        edge = corners[j] - corners[i]
        t = np.clip(np.dot(point - corners[i], edge) / max(np.dot(edge, edge), 1e-12), 0, 1)
        distance = np.linalg.norm(corners[i] + t * edge - point)
        if distance < best:
            best, out = distance, np.zeros(3)
            out[i], out[j] = 1 - t, t
    return out


def _along(line: np.ndarray, point: np.ndarray) -> float:
    """Position along a polyline (vertex number + fraction) nearest to the point as seen from the front."""
    best, found = np.inf, 0.0
    for i, (a, b) in enumerate(zip(line[:-1, :2], line[1:, :2], strict=True)):
        t = np.clip(np.dot(point[:2] - a, b - a) / max(np.dot(b - a, b - a), 1e-12), 0, 1)
        distance = np.linalg.norm(a + t * (b - a) - point[:2])
        if distance < best:
            best, found = distance, i + t
    return found


class _EdgeFinder:
    def __init__(self, faces: np.ndarray):
        self.faces = faces
        self.edges: dict[tuple[int, int], int] = {}
        for f, (a, b, c) in enumerate(faces.tolist()):
            for edge in ((a, b), (b, c), (c, a)):
                self.edges.setdefault((min(edge), max(edge)), f)

    def on_edge(self, loop: np.ndarray, place: float) -> tuple[int, np.ndarray]:
        """Triangle and barycentric coordinates of the point at `place` along the loop."""
        i = min(int(place), len(loop) - 2)
        a, b, t = int(loop[i]), int(loop[i + 1]), place - i
        face = self.edges[(min(a, b), max(a, b))]
        bary = np.zeros(3)
        corners = self.faces[face].tolist()
        bary[corners.index(a)], bary[corners.index(b)] = 1 - t, t
        return face, bary


def _iris(
    head: Assembly, part: int, numbers: tuple[int, ...], triangle: np.ndarray, bary: np.ndarray
) -> None:
    """Centre on the eyeball's pole, the four others on its iris ring."""
    from .parts import IRIS_UV

    own = np.flatnonzero(head.part == part)
    for n, (x, y) in zip(numbers, ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1)), strict=True):
        front = own[head.neutral[own, 2] > head.neutral[own, 2].mean()]
        v = front[np.argmin(np.linalg.norm(head.uv[front] - np.array([x, y]) * IRIS_UV, axis=1))]
        triangle[n] = np.flatnonzero((head.faces == v).any(1))[0]
        bary[n] = head.faces[triangle[n]] == v
