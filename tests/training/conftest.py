"""Videos of a face that nods and speaks, small enough to be followed in a second."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
import skimage.data

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.paths import resources_dir


def write_clip(path: Path, pictures: list[np.ndarray], sound: np.ndarray | None, fps: int = 25) -> Path:
    """An MP4 of (H, W, 3) uint8 pictures and, unless None, (N,) samples at 16 kHz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=fps, options={"crf": "18", "preset": "ultrafast"})
        video.height, video.width = pictures[0].shape[:2]
        video.pix_fmt = "yuv420p"
        audio = None if sound is None else container.add_stream("aac", rate=16000, layout="mono")
        for picture in pictures:
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode())
        if audio is not None:
            frame = av.AudioFrame.from_ndarray(sound[None].astype(np.float32), format="fltp", layout="mono")
            frame.sample_rate = 16000
            container.mux(audio.encode(frame))
            container.mux(audio.encode())
    return path


def face_pictures(count: int) -> list[np.ndarray]:
    """The built-in astronaut, moved from side to side."""
    whole = np.ascontiguousarray(skimage.data.astronaut())
    shifts = (8 + 8 * np.sin(np.arange(count) / 4)).astype(int)
    return [np.ascontiguousarray(whole[:256, 96 + s : 96 + s + 256]) for s in shifts]


@pytest.fixture(scope="session")
def voice_of_a_second() -> np.ndarray:
    return load_audio(resources_dir() / "demo_speech.ogg")[16000:36000]


@pytest.fixture(scope="session")
def videos(tmp_path_factory, voice_of_a_second) -> Path:
    """Two people's clips, one without sound, one without a face, one broken."""
    root = tmp_path_factory.mktemp("videos")
    write_clip(root / "anna" / "one.mp4", face_pictures(30), voice_of_a_second)
    write_clip(root / "bert" / "one.mp4", face_pictures(30)[::-1], voice_of_a_second)
    write_clip(root / "bert" / "mute.mp4", face_pictures(10), None)
    write_clip(root / "bert" / "wall.mp4", [np.full((64, 64, 3), 90, np.uint8)] * 25, voice_of_a_second)
    (root / "bert" / "broken.mp4").write_bytes(b"nothing that moves" * 50)
    return root
