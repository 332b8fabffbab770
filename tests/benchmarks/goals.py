"""What each figure is measured in, and what it should reach."""

from __future__ import annotations

from tests.benchmarks.figures import Figure

# name -> (unit, goal, whether more is better)
GOALS: dict[str, tuple[str, float | None, bool]] = {
    "landmark_reprojection": ("% iod", 1.0, False),
    "lip_r": ("r", 0.45, True),
    "bilabials_closed": ("%", 90.0, True),
    "audio_to_les_s": ("s", 0.5, False),
    "intensity_rank": ("rho", 0.8, True),
    "mouth_kept_r": ("r", 0.85, True),
    "mouth_readout_drop": ("points", 10.0, False),
    "cdan_vs_linear": ("% less", 15.0, True),
    "cdan_vs_mlp": ("% less", 0.0, True),
    "cdan_s_1000": ("s", 0.3, False),
    "appearance_gain": ("points", 1.0, True),
    "appearance_ms": ("ms", 3.0, False),
    "render_ms_512": ("ms", 12.0, False),
    "render_ms_1024": ("ms", 35.0, False),
    "render_floor_ratio_512": ("x floor", None, False),
    "first_frame_s": ("s", 1.5, False),
    "slider_to_pixels_ms": ("ms", 25.0, False),
    "jitter_px": ("px", 0.15, False),
    "export_fps_512": ("fps", None, True),
    "peak_mb": ("MB", 1500.0, False),
    "startup_s": ("s", 2.0, False),
    "ui_fps": ("fps", 30.0, True),
    "scrub_ms": ("ms", 40.0, False),
    "ui_block_ms": ("ms", 16.0, False),
    "emotion_readout": ("%", 80.0, True),
    "emotion_readout_unseen": ("%", 80.0, True),
    "readout_monotone": ("%", None, True),
    "level_r2": ("R2", 0.98, True),
    "level_r2_worst": ("R2", 0.95, True),
    "au_selective": ("of 17", 16.0, True),
    "identity_kept": ("%", 95.0, True),
}


def figure(name: str, value: float | None, note: str = "") -> Figure:
    """Return the figure `name` with its unit and goal."""
    unit, goal, at_least = GOALS[name]
    return Figure(name, value, unit, goal, at_least, note)
