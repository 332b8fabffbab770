"""docs/units.md and its pictures: every unit at 1, from the front and from the side."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from lestalk_studio.face.head import gaze_rotation
from lestalk_studio.les.space import AUX_INDEX, AUX_LABELS, INDEX, UNITS

from . import picture, regions
from .assembly import LASH, Assembly
from .rings import LIP_CONTACT

GROUPS: dict[str, tuple[str, ...]] = {
    "upper_face": ("AU01", "AU02", "AU04", "AU05", "AU06", "AU07"),
    "nose_and_cheeks": ("AU09", "AU10", "AU11", "AU38", "AU39"),
    "mouth_corners": ("AU12", "AU13", "AU14", "AU15", "AU20"),
    "lips": ("AU16", "AU17", "AU18", "AU22", "AU23", "AU24", "AU25", "AU32"),
    "jaw_and_tongue": ("AU19", "AU26", "AU27"),
    "one_sided": tuple(unit.name for unit in UNITS if unit.side != "both"),
    "aux": (
        "blink_l", "blink_r", "gaze_yaw", "gaze_pitch", "jaw_side", "mouth_side", "cheek_puff", "jaw_forward",
        "mouth_roll_upper", "mouth_roll_lower", "shrug_upper",
    ),
}  # fmt: skip
TITLES = {
    "upper_face": "Brows, lids and cheeks",
    "nose_and_cheeks": "Nose and upper lip",
    "mouth_corners": "Mouth corners",
    "lips": "Lips",
    "jaw_and_tongue": "Jaw and tongue",
    "one_sided": "One-sided units",
    "aux": "Channels beside the space",
}
# How each unit is made; "ARKit x" is MakeHuman's shape of that name.
MADE = {
    "AU01": "ARKit browInnerUp",
    "AU02": "ARKit browOuterUp, smoothed",
    "AU04": "ARKit browDown; the inner brows drawn together, the skin between them gathered into two furrows",
    "AU05": "ARKit eyeWide",
    "AU06": "cheek pushed up and full, lower lid up, outer corner bunched, some ARKit cheekSquint",
    "AU07": "both lids slid over the eyeball, the lower more; the skin below pushed up and bunched",
    "AU09": "ARKit noseSneer, some brow lowering and lip raising",
    "AU10": "ARKit mouthUpperUp and a little noseSneer",
    "AU11": "the fold beside the nose raised and filled, some ARKit noseSneer",
    "AU12": "ARKit mouthSmile",
    "AU13": "MakeHuman mouth-corner-puller, cheeks puffed above the corners",
    "AU14": "ARKit mouthDimple",
    "AU15": "ARKit mouthFrown",
    "AU16": "ARKit mouthLowerDown",
    "AU17": "ARKit mouthShrugLower, the chin's skin pushed up",
    "AU18": "ARKit mouthPucker",
    "AU19": "ARKit tongueOut with the jaw a little open",
    "AU20": "ARKit mouthStretch",
    "AU22": "ARKit mouthFunnel",
    "AU23": "ARKit rolls with some pucker: lips narrow and thin",
    "AU24": "ARKit rolls, lips flat against the teeth, skin above and below pressed out",
    "AU25": "ARKit mouthLowerDown and MakeHuman mouth-parling: lips part, the jaw stays",
    "AU26": "ARKit jawOpen at 0.68; lower teeth and tongue turn with the jaw",
    "AU27": "ARKit jawOpen at 1 with some mouthStretch; lower teeth and tongue turn with the jaw",
    "AU32": "lower lip drawn in under the upper teeth",
    "AU38": "MakeHuman nose dilatation, both sides",
    "AU39": "MakeHuman nose compression",
}
CELL = 260


def _views(head: Assembly, shape: np.ndarray, colour: np.ndarray) -> np.ndarray:
    faces = head.faces[(head.part[head.faces] != LASH).all(1)]
    pictures = []
    for yaw in (0.0, -38.0):
        centre = (0.12 if yaw else 0.0, -0.52)
        shot = picture.render(
            head.neutral + shape, faces, colour, CELL, CELL / 2.75, centre, yaw=yaw, brows_on=head.neutral
        )
        pictures.append(shot.rgb)
    return np.hstack(pictures)


def _labelled(image: np.ndarray, text: str) -> np.ndarray:
    strip = np.full((26, image.shape[1], 3), 245, np.uint8)
    cv2.putText(strip, text, (6, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.48, (30, 30, 30), 1, cv2.LINE_AA)
    return np.vstack([strip, image])


def _shape(head: Assembly, arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    if name in INDEX:
        return arrays["units"][INDEX[name]].astype(float)
    size = 20.0 if name.startswith("gaze") else 1.0
    shape = size * arrays["aux"][AUX_INDEX[name]].astype(float)
    if name.startswith("gaze"):
        turn = gaze_rotation(*((20, 0) if name == "gaze_yaw" else (0, 20)))
        for part, side in ((1, "l"), (2, "r")):
            rows = head.part == part
            shape[rows] = (head.neutral[rows] - head.eye_centre[side]) @ (turn.T - np.eye(3))
    return shape


def write(head: Assembly, arrays: dict[str, np.ndarray], docs: Path) -> None:
    """Writes units.md and units/*.jpg into the folder `docs`."""
    masks = regions.build(head)
    colour = picture.colours(head, masks)
    folder = docs / "units"
    folder.mkdir(parents=True, exist_ok=True)
    labels = {unit.name: unit.label for unit in UNITS}
    rest = _labelled(_views(head, np.zeros_like(head.neutral), colour), "neutral")
    for group, names in GROUPS.items():
        cells = [rest]
        for name in names:
            title = labels[name] if name in labels else AUX_LABELS[name].split(",")[0]
            text = f"{name}  {title}" + (" (20 degrees)" if name.startswith("gaze") else "")
            cells.append(_labelled(_views(head, _shape(head, arrays, name), colour), text))
        columns = 3
        cells += [np.full_like(rest, 245)] * (-len(cells) % columns)
        sheet = np.vstack([np.hstack(cells[i : i + columns]) for i in range(0, len(cells), columns)])
        cv2.imwrite(str(folder / f"{group}.jpg"), sheet[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 84])
    (docs / "units.md").write_text(_page(head, arrays, labels), encoding="utf-8")


def _page(head: Assembly, arrays: dict[str, np.ndarray], labels: dict[str, str]) -> str:
    upper, lower = (loop[len(loop) // 2] for loop in head.mouth[LIP_CONTACT])
    lines = [
        "# The units, pictured",
        "",
        "Each picture shows the shipped head at rest and with one component at 1 (FACS level E), from the front",
        "and from the subject's left. `python -m lestalk_studio.training.head` makes the head, this page and its",
        "pictures.",
        "",
        "Lengths are in inter-ocular distances (about 62 mm). *Travel* is the largest displacement of a skin",
        "vertex, *gap* how far the lips part at the middle. Beyond 1 a unit goes on along the same straight line.",
        "",
    ]
    for group, names in GROUPS.items():
        lines += [f"## {TITLES[group]}", "", f"![{TITLES[group]}](units/{group}.jpg)", ""]
        if group == "one_sided":
            lines += [
                "L and R are the symmetric unit on the subject's left or right half, blended over 10 mm about",
                "the midline: left + right together is the symmetric unit.",
                "",
            ]
            continue
        lines += ["| component | what it is | how it is made | travel | gap |", "|---|---|---|---|---|"]
        for name in names:
            shape = _shape(head, arrays, name)
            travel = np.linalg.norm(shape[head.part == 0], axis=1).max()
            gap = shape[upper, 1] - shape[lower, 1]
            made = MADE.get(
                name, "lids turned about the eyeball until their margins meet" if "blink" in name else ""
            )
            what = labels.get(name) or AUX_LABELS[name]
            made = made or (
                "eyeballs turned, lids after them" if "gaze" in name else "ARKit's shape, lips kept closed"
            )
            lines.append(f"| {name} | {what} | {made} | {travel:.2f} | {max(gap, 0):.2f} |")
        lines.append("")
    lines += [
        "## Rules every shape keeps",
        "",
        "- Lid skin that would enter an eyeball is pushed out onto it; `Head.vertices` does so for any mix.",
        "- Units of a closed mouth keep the lips' contact lines on one another, vertex on vertex.",
        "- Rolled or pressed lips stop at the upper teeth. Eyeballs never deform: gaze turns them.",
        "- `mouth_close` (not pictured: it needs an open jaw) brings the lips together over AU26.",
        "",
    ]
    return "\n".join(lines)
