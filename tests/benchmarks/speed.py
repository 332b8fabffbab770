"""Time a frame takes, by stage, and how many frames a second an export makes."""

from __future__ import annotations

import cProfile
import pstats
from collections import defaultdict
from pathlib import Path
from time import perf_counter

import numpy as np

from lestalk_studio.les.space import AUX, AUX_INDEX, DIM
from tests.benchmarks.selectivity import units_vector

WARM_UP = 5


def motion(frames: int, head: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Return z (frames, 41) and aux (frames, n): talking mouth, brows, blinks, slight head motion.

    Made up, so that rendering is timed on the same work whatever predicts the motion.
    """
    t = np.arange(frames) / 25.0
    z = np.zeros((frames, DIM), np.float32)
    for unit, rate, amount in (
        ("AU26", 3.1, 0.5),
        ("AU25", 3.1, 0.5),
        ("AU18", 1.3, 0.5),
        ("AU12", 0.7, 0.4),
    ):
        z += np.maximum(np.sin(2 * np.pi * rate * t), 0)[:, None] * units_vector({unit: amount})[None]
    z += (0.5 + 0.5 * np.sin(2 * np.pi * 0.4 * t))[:, None] * units_vector({"AU01": 0.4, "AU02": 0.3})[None]
    aux = np.zeros((frames, len(AUX)), np.float32)
    blink = np.maximum(0.0, np.sin(2 * np.pi * 0.5 * t) - 0.8) * 5
    aux[:, AUX_INDEX["blink_l"]] = aux[:, AUX_INDEX["blink_r"]] = blink
    if head:
        aux[:, AUX_INDEX["head_yaw"]] = 3 * np.sin(2 * np.pi * 0.3 * t)
        aux[:, AUX_INDEX["head_pitch"]] = 2 * np.sin(2 * np.pi * 0.21 * t)
    return z.astype(np.float32), aux


def sized_renderer(subject, side: int):
    """Return a renderer of `subject` scaled so that the part of a frame that changes is `side` px long."""
    x0, y0, x1, y1 = subject.renderer.crop_box
    longer = max(subject.portrait.size)
    size = max(round(longer * side / max(x1 - x0, y1 - y0)), 16)
    return subject.renderer_of(size)


def frame_times(renderer, frames: int = 60) -> np.ndarray:
    """Return milliseconds each of `frames` frames took, the first few left out."""
    z, aux = motion(frames + WARM_UP)
    times = []
    for i in range(len(z)):
        start = perf_counter()
        renderer.render(z[i], aux[i])
        times.append(1000 * (perf_counter() - start))
    return np.array(times[WARM_UP:])


def stages(renderer, frames: int = 40) -> list[tuple[str, float]]:
    """Return (stage, milliseconds a frame), slowest first.

    A stage is a module or library function that `render/renderer.py` calls; its own time is 'renderer'.
    """
    z, aux = motion(frames)
    renderer.render(z[-1], aux[-1])
    profile = cProfile.Profile()
    profile.enable()
    for i in range(frames):
        renderer.render(z[i], aux[i])
    profile.disable()
    spent: dict[str, float] = defaultdict(float)
    for (file, _, function), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():
        if file.endswith("render/renderer.py"):
            spent["renderer"] += own
            continue
        inside = "lestalk_studio" in file
        stage = Path(file).stem if inside else function.strip("<>").removeprefix("built-in method ")
        for (caller, _, _), (_, _, _, cumulative) in callers.items():
            if caller.endswith("render/renderer.py"):
                spent[stage] += cumulative
    by_time = sorted(spent.items(), key=lambda item: -item[1])
    return [(stage, 1000 * seconds / frames) for stage, seconds in by_time if seconds > 0]


def floor(renderer, frames: int = 40) -> float:
    """Return milliseconds that one bare cv2.remap of the changing part and one copy of the frame take."""
    import cv2

    height, width = renderer.shape
    x0, y0, x1, y1 = renderer.crop_box
    frame = np.zeros((height, width, 3), np.uint8)
    crop = np.ascontiguousarray(frame[y0:y1, x0:x1])
    map_y, map_x = np.mgrid[0 : y1 - y0, 0 : x1 - x0].astype(np.float32)
    times = []
    for _ in range(frames):
        start = perf_counter()
        out = frame.copy()
        out[y0:y1, x0:x1] = cv2.remap(crop, map_x, map_y, cv2.INTER_CUBIC)
        times.append(perf_counter() - start)
    return 1000 * float(np.median(times))


def report(name: str, renderer, side: int) -> tuple[float, str]:
    """Return (median ms a frame, text with stages and floor)."""
    times = frame_times(renderer)
    median, low = float(np.median(times)), floor(renderer)
    parts = "  ".join(f"{stage} {ms:.1f}" for stage, ms in stages(renderer) if ms >= 0.05)
    height, width = renderer.shape
    late = np.percentile(times, 95)
    head = f"  {name} {side} px (frame {width} x {height}): median {median:.1f} ms, 95 % {late:.1f} ms"
    return median, f"{head}, floor {low:.1f} ms, ratio {median / low:.1f}\n    by stage, ms: {parts}"
