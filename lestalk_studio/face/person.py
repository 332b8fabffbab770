"""Which pixels of a picture are a person, by MediaPipe's selfie segmentation (Google, Apache-2.0)."""

from __future__ import annotations

import logging

import cv2
import numpy as np

from lestalk_studio.face.quiet import quiet_native_log
from lestalk_studio.paths import models_dir

MODEL_NAME = "selfie_segmenter.tflite"
_FORMAT = b"TFL3"  # of a TensorFlow Lite file, in its fifth to eighth byte
_SIDE = 256  # of the picture the net looks at, pixels

log = logging.getLogger(__name__)


def person_share(rgb: np.ndarray) -> np.ndarray | None:
    """(256, 256) float32, 0..1: how sure each place of a portrait, (H, W, 3) uint8, is person, hair and clothes too.

    The net sees the whole picture squeezed into a square; it wants head and shoulders. A program without its model
    works on and gets None: all that surrounds a face then follows it.
    """
    path = models_dir() / MODEL_NAME
    try:
        # MediaPipe itself leaves a thread behind where it cannot read a file.
        if path.read_bytes()[4:8] != _FORMAT:
            raise ValueError(path)
        return _share(cv2.resize(rgb, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), path)
    except (OSError, RuntimeError, ValueError) as error:
        log.error(
            "The model of persons %s is missing or damaged, so the background moves along with a head; "
            "install LES Talker Studio again.",
            path,
        )
        log.debug("%s", error)
    return None


def _share(small: np.ndarray, path) -> np.ndarray:
    with quiet_native_log():
        import mediapipe as mp
        from mediapipe.tasks.python import BaseOptions, vision

        options = vision.ImageSegmenterOptions(
            base_options=BaseOptions(model_asset_path=str(path)),
            output_confidence_masks=True,
            output_category_mask=False,
        )
        with vision.ImageSegmenter.create_from_options(options) as net:
            found = net.segment(mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(small)))
    share = found.confidence_masks[0].numpy_view()
    return np.array(share, np.float32).reshape(_SIDE, _SIDE)
