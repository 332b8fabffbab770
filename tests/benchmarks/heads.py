"""Portraits rendered from the head model itself: people of many shapes and skins whose faces are known exactly.

Plain shading under two lights, a blotchy skin, painted brows, irises and hair; no photograph, so no figure made on
them says anything about photographs. What they show is whether the chain works where nothing but shape differs.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from lestalk_studio.render.pose import rotation
from lestalk_studio.render.raster import rasterise, vertex_normals

SIDE = 768
_SAMPLES = 2
_SCALE = 175.0  # pixels an inter-ocular distance
_CENTRE = np.array((0.0, -0.42), np.float32)
_BACKGROUND = (0.52, 0.55, 0.58)
SKINS = ((0.87, 0.69, 0.59), (0.62, 0.42, 0.32), (0.80, 0.61, 0.48), (0.38, 0.25, 0.19), (0.92, 0.76, 0.68))
HAIRS = ((0.16, 0.10, 0.07), (0.05, 0.04, 0.04), (0.42, 0.30, 0.17), (0.07, 0.05, 0.04), (0.34, 0.16, 0.08))
IRISES = ((0.30, 0.20, 0.12), (0.20, 0.13, 0.08), (0.28, 0.36, 0.44), (0.16, 0.10, 0.06), (0.30, 0.38, 0.26))
# Of the right half: place across, height, half width.
_BROW = np.array(
    (
        (0.20, 0.30, 0.075),
        (0.30, 0.345, 0.075),
        (0.45, 0.385, 0.07),
        (0.60, 0.40, 0.06),
        (0.74, 0.375, 0.045),
        (0.86, 0.305, 0.03),
    )
)
YAWS = (0.0, -9.0, 6.0, 0.0, 14.0)


@dataclass(frozen=True)
class Person:
    """Who is rendered. identity (K,) in sigmas; colours rgb 0..1; yaw, pitch in degrees; light (3,) a direction."""

    identity: np.ndarray
    skin: tuple[float, float, float]
    hair: tuple[float, float, float]
    iris: tuple[float, float, float]
    yaw: float
    pitch: float
    light: np.ndarray
    seed: int


def person(seed: int, components: int) -> Person:
    """Return the `seed`-th person: always the same one."""
    rng = np.random.default_rng(1000 + seed)
    light = np.array((rng.uniform(-0.7, 0.7), rng.uniform(0.3, 0.7), 0.8))
    k = seed % len(SKINS)
    return Person(
        identity=np.clip(rng.normal(0, 0.8, components), -1.8, 1.8),
        skin=SKINS[k],
        hair=HAIRS[k],
        iris=IRISES[k],
        yaw=YAWS[k],
        pitch=float(rng.uniform(-4, 4)),
        light=light / np.linalg.norm(light),
        seed=seed,
    )


def photograph(head, who: Person) -> np.ndarray:
    """Return the picture (SIDE, SIDE, 3) uint8 of `who` at rest."""
    shape = head.shape(who.identity)
    turned = shape @ rotation(who.yaw, who.pitch, 0.0).T
    size = SIDE * _SAMPLES
    points = np.empty_like(turned)
    scale = np.float32(_SCALE * _SAMPLES)
    points[:, 0] = (turned[:, 0] - _CENTRE[0]) * scale + size / 2
    points[:, 1] = (_CENTRE[1] - turned[:, 1]) * scale + size / 2
    points[:, 2] = turned[:, 2] * scale
    values = np.column_stack((_colours(head, who), vertex_normals(turned, head.faces), head.neutral, head.uv))
    out = np.zeros((size, size, values.shape[1] + 1), np.float32)
    eyes = np.isin(head.part, (1, 2)).astype(np.float32)
    values = np.column_stack((values, eyes)).astype(np.float32)
    depth = np.empty((size, size), np.float32)
    drawn = head.faces[~head.part_mask("lash")[head.faces].any(1)]  # its lashes are broad bands
    rasterise(points.astype(np.float32), drawn, values, out, depth)
    picture = _shaded(out, who, head.iris_uv)
    seen = (depth > -np.inf)[..., None]
    picture = np.where(seen, picture, np.array(_BACKGROUND, np.float32))
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.clip(small * 255 + 0.5, 0, 255).astype(np.uint8)


def _colours(head, who: Person) -> np.ndarray:
    """(V, 3) albedo of what has one colour a vertex."""
    skin = np.array(who.skin, np.float32)
    out = np.tile(skin, (len(head.neutral), 1))
    out[head.regions["lips_upper"] | head.regions["lips_lower"]] = skin * (0.86, 0.60, 0.62)
    out[head.regions["inner_mouth"]] = (0.40, 0.12, 0.12)
    for side in "lr":
        out[head.loops[f"lid_upper_{side}"][1:-1]] *= 0.35
        out[head.loops[f"lid_lower_{side}"][1:-1]] *= 0.75
    parts = {"teeth_upper": (0.95, 0.92, 0.86), "teeth_lower": (0.95, 0.92, 0.86)}
    for name, colour in {
        **parts,
        "tongue": (0.80, 0.40, 0.40),
        "eye_l": (0.93,) * 3,
        "eye_r": (0.93,) * 3,
    }.items():
        out[head.part_mask(name)] = colour
    return out.astype(np.float32)


def _shaded(values: np.ndarray, who: Person, iris_uv: float) -> np.ndarray:
    albedo, normal, place, uv, eye = np.split(values, (3, 6, 9, 11), axis=2)
    normal = normal / np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-6)
    albedo = _painted(albedo.copy(), place, uv, eye[..., 0] > 0.5, who, iris_uv)
    facing = np.clip(normal @ who.light.astype(np.float32), 0, 1)
    fill = np.clip(normal @ np.array((-who.light[0], 0.1, 0.8), np.float32), 0, 1)
    half = who.light + np.array((0.0, 0.0, 1.0))
    shine = np.clip(normal @ (half / np.linalg.norm(half)).astype(np.float32), 0, 1)
    light = 0.32 + 0.55 * facing + 0.2 * fill
    gloss = np.where(eye[..., 0] > 0.5, 0.7 * shine**120, 0.07 * shine**18)
    return np.clip(albedo * light[..., None] + gloss[..., None], 0, 1)


def _painted(albedo, place, uv, eye, who: Person, iris_uv: float) -> np.ndarray:
    """Blotches, brows, hair and irises, painted a pixel at a time so that their edges are sharp."""
    rng = np.random.default_rng(who.seed)
    noise = sum(
        weight * cv2.GaussianBlur(rng.normal(size=albedo.shape[:2]).astype(np.float32), (0, 0), sigma) * sigma
        for weight, sigma in ((0.020, 1.5), (0.028, 5.0), (0.03, 18.0))
    )
    albedo *= np.where(eye, 1.0, 1.0 + noise)[..., None]
    x, y, z = np.moveaxis(place, 2, 0)
    hair = np.array(who.hair, np.float32)
    line = np.interp(np.abs(x), _BROW[:, 0], _BROW[:, 1])
    high = np.interp(np.abs(x), _BROW[:, 0], _BROW[:, 2])
    ends = np.clip((np.abs(x) - 0.15) / 0.10, 0, 1) * np.clip((0.88 - np.abs(x)) / 0.10, 0, 1)
    brow = np.clip(1.4 * (1 - np.abs(y - line) / high), 0, 1) * ends * (z > 0) * ~eye
    hairs = 0.75 + 0.25 * np.clip(noise * 20, -1, 1)
    # The hairline runs over the forehead, down the temples and behind the ears.
    edge = np.interp(np.abs(x), (0.0, 0.5, 0.85, 0.95), (1.05, 1.0, 0.75, 0.35))
    hair_on = 1 / (1 + np.exp(-np.clip((y - edge - 0.9 * np.clip(z + 0.35, -1, 0)) / 0.03, -30, 30)))
    hair_on = np.where((z < -1.05) & (y > -1.0), 1.0, hair_on) * ~eye
    cover = np.clip(0.85 * brow * hairs + hair_on * hairs, 0, 1)[..., None]
    albedo = albedo * (1 - cover) + hair * cover
    radius = np.linalg.norm(uv, axis=2) / iris_uv
    streaks = 1.0 + 0.25 * np.sin(17 * np.arctan2(uv[..., 1], uv[..., 0]))
    iris = np.array(who.iris, np.float32) * streaks[..., None] * np.where(radius > 0.85, 0.5, 1.0)[..., None]
    albedo = np.where((eye & (radius < 1.0))[..., None], iris, albedo)
    return np.where((eye & (radius < 0.42))[..., None], np.float32(0.02), albedo)
