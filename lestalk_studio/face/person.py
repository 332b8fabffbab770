"""Which pixels of a picture are a person, by MediaPipe's selfie segmentation (Google, Apache-2.0)."""

from __future__ import annotations

import cv2
import numpy as np

from lestalk_studio.errors import StudioError
from lestalk_studio.face.quiet import quiet_native_log
from lestalk_studio.paths import models_dir

MODEL_NAME = "selfie_segmenter.tflite"
_SIDE = 256  # of the picture the net looks at, pixels


def person_share(rgb: np.ndarray) -> np.ndarray:
    """(256, 256) float32, 0..1: how sure each place of a portrait, (H, W, 3) uint8, is person, hair and clothes too.

    The net sees the whole picture squeezed into a square; it wants head and shoulders. Raises StudioError where the
    model's file is missing.
    """
    path = models_dir() / MODEL_NAME
    if not path.is_file():
        raise StudioError(f"The model {path} is missing; install LES Talker Studio again.")
    small = cv2.resize(rgb, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
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
