"""A hand laid over a portrait. hand.png is rendered from MakeHuman's base mesh (CC0)."""

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

_PICTURE = Path(__file__).parent / "pictures" / "hand.png"
_UNIT = 90.0  # pixels of the hand's picture to the inter-ocular distance of a face of its size
_FINGERS = (49.0, 54.5)  # the middle of its fingers in that picture


def with_hand(face, place=(0.05, -0.95), angle=0.0, match=1.0):
    """The portrait with a hand in the face's own tone whose fingers lie at `place`, in inter-ocular distances from
    between the eyes (x right, y up), turned by `angle` degrees: (H, W, 3) uint8, and where the hand is, (H, W) bool."""
    rgb, unit = face.portrait.rgb, float(face.fit.scale)
    with Image.open(_PICTURE) as picture:
        hand = np.asarray(picture.convert("RGBA")).astype(np.float32)
    share, colour = hand[..., 3] / 255, hand[..., :3]
    matrix = cv2.getRotationMatrix2D(_FINGERS, angle, unit / _UNIT)
    at = np.array(face.fit.translation[:2]) + np.array((place[0], -place[1])) * unit
    matrix[:, 2] += at - _FINGERS
    size = rgb.shape[1::-1]
    share = np.clip(cv2.warpAffine(share, matrix, size, flags=cv2.INTER_AREA), 0, 1)
    colour = cv2.warpAffine(colour, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lit = colour[share > 0.9]
    lit = lit[lit.sum(1) >= np.percentile(lit.sum(1), 60)].mean(0)
    colour *= 1 + match * (_cheeks(face) / lit - 1)
    grain = np.random.default_rng(3).normal(0, 1.2, rgb.shape)
    shadow = 1 - 0.2 * cv2.GaussianBlur(share, (0, 0), 0.05 * unit)[..., None]
    laid = rgb * shadow * (1 - share[..., None]) + (colour + grain) * share[..., None]
    return np.clip(laid, 0, 255).astype(np.uint8), share > 0.5


def _cheeks(face) -> np.ndarray:
    """Mean colour of the lit parts of the cheeks."""
    regions = face.head.regions
    x, y = np.rint(face.fit.vertices[regions["cheek_l"] | regions["cheek_r"], :2].T).astype(int)
    colours = face.portrait.rgb[y, x].astype(np.float32)
    return colours[colours.sum(1) >= np.percentile(colours.sum(1), 60)].mean(0)
