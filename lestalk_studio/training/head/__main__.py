"""Builds models/head.npz: ``python -m lestalk_studio.training.head``."""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path

import numpy as np

from lestalk_studio.les.space import AUX, UNITS
from lestalk_studio.paths import models_dir

from . import assembly, basis, identity, landmarks, pages, regions, units
from .assembly import PART_NAMES
from .parts import IRIS_UV
from .rings import LID_MARGIN, LID_WATERLINE, LIP_BORDER, LIP_CONTACT

log = logging.getLogger("head")

IDENTITY_COMPONENTS = 80
IDENTITY_SAMPLES = 900
LANDMARK_PICTURES = 40


def build() -> tuple[assembly.Assembly, dict[str, np.ndarray], dict[str, float]]:
    """The head, the arrays of head.npz and the figures measured on the way."""
    head = assembly.build()
    masks = regions.build(head)
    shapes = identity.samples(head, IDENTITY_SAMPLES)
    components, sigma, share = identity.basis(head, shapes, IDENTITY_COMPONENTS)
    unit_shapes, aux_shapes = units.build_units(head), units.build_aux(head)
    beta, units_to_beta, aux_to_beta, error = basis.expression_basis(unit_shapes, aux_shapes)
    people = np.concatenate([np.zeros_like(shapes[:1]), shapes[: LANDMARK_PICTURES - 1]])
    hits = landmarks.detect(head, masks, people)
    anchors = landmarks.anchors(head, hits)
    strangers = shapes[LANDMARK_PICTURES : 2 * LANDMARK_PICTURES].copy()
    random = np.random.default_rng(11)
    for shape in strangers:
        chosen = random.choice(27, 3, replace=False)
        shape += np.tensordot(random.uniform(0.2, 0.8, 3), unit_shapes[chosen], 1).astype(np.float32)
    half = np.float16
    arrays: dict[str, np.ndarray] = {
        "neutral": head.neutral.astype(np.float32),
        "faces": head.faces.astype(np.int32),
        "part": head.part.astype(np.uint8),
        "part_names": np.array(PART_NAMES),
        "uv": head.uv.astype(np.float32),
        "iris_uv": np.float32(IRIS_UV),
        "mirror": head.mirror.astype(np.int32),
        "eye_centre_l": head.eye_centre["l"].astype(np.float32),
        "eye_centre_r": head.eye_centre["r"].astype(np.float32),
        "eye_radius": np.float32(head.eye_radius),
        "unit_names": np.array([unit.name for unit in UNITS]),
        "units": unit_shapes.astype(half),
        "aux_names": np.array(AUX),
        "aux": aux_shapes.astype(half),
        "identity": components.astype(half),
        "identity_sigma": sigma,
        "beta": beta.astype(half),
        "units_to_beta": units_to_beta,
        "aux_to_beta": aux_to_beta,
        "landmark_triangle": anchors.triangle,
        "landmark_bary": anchors.bary,
        "landmark_mirror": anchors.mirror,
    }
    for name, mask in masks.items():
        arrays[f"region_{name}"] = mask
    for k, name in enumerate(("upper", "lower")):
        arrays[f"loop_lip_inner_{name}"] = head.mouth[LIP_CONTACT][k].astype(np.int32)
        arrays[f"loop_lip_outer_{name}"] = head.mouth[LIP_BORDER][k].astype(np.int32)
        for side in "lr":
            arrays[f"loop_lid_{name}_{side}"] = head.lids[side][LID_MARGIN][k].astype(np.int32)
            arrays[f"loop_waterline_{name}_{side}"] = head.lids[side][LID_WATERLINE][k].astype(np.int32)
    figures = {
        "vertices": float(head.count()),
        "triangles": float(len(head.faces)),
        "identity variance held": float(share[-1]),
        "expression span error": error,
        "landmark error on unseen people, median": landmarks.check(head, masks, anchors, strangers),
        "pictures used for landmarks": float(len(hits)),
    }
    return head, arrays, figures


def main() -> None:
    """Command line: write the model, then the pictures unless --no-pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=models_dir() / "head.npz")
    parser.add_argument("--no-pictures", action="store_true", help="leave docs/units alone")
    parser.add_argument("--docs", type=Path, default=models_dir().parent / "docs", help="where units.md goes")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    head, arrays, figures = build()
    temporary = options.out.with_suffix(".tmp.npz")
    np.savez_compressed(temporary, **arrays)
    os.replace(temporary, options.out)
    for name, value in figures.items():
        log.info("%s: %.5g", name, value)
    if not options.no_pictures:
        pages.write(head, arrays, options.docs)
    log.info("%s: %.1f MB", options.out, options.out.stat().st_size / 1e6)


if __name__ == "__main__":
    main()
