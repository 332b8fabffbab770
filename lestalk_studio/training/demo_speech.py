"""Speak resources/demo_speech.ogg: `python -m lestalk_studio.training.demo_speech OUT.ogg`.

Debian's festival with festvox-us-slt-hts, the most natural voice that Debian carries in main: an HTS model of
CMU ARCTIC's speaker slt, 32 kHz (Copyright 2003 Carnegie Mellon University; free for any use).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

VOICE = "cmu_us_slt_arctic_hts"
STRETCH = 1.08
RATE = 32000
PHRASES = (
    ("Hello.", 0.35),
    ("Until today, I was only a picture.", 0.4),
    ("Now my mouth moves, my brows rise,", 0.15),
    ("and maybe, I can be happy about it!", 0.5),
)
"""What is said, and the seconds of silence after it; P, B and M for lips that must meet."""


def speak(phrase: str) -> np.ndarray:
    """(N,) float32 at 32 kHz without the silence that festival puts around a phrase."""
    import soundfile

    with tempfile.TemporaryDirectory() as folder:
        wave, script = Path(folder, "a.wav"), Path(folder, "a.scm")
        script.write_text(
            f"(voice_{VOICE})\n(Parameter.set 'Duration_Stretch {STRETCH})\n"
            f'(utt.save.wave (SynthText "{phrase}") "{wave}")\n'
        )
        subprocess.run(["festival", "-b", str(script)], check=True)
        samples, rate = soundfile.read(wave, dtype="float32")
    if rate != RATE:
        raise SystemExit(f"{VOICE} speaks at {rate} Hz, not {RATE}")
    loud = np.flatnonzero(np.abs(samples) > 0.004)
    margin = int(0.03 * RATE)
    return samples[max(0, loud[0] - margin) : loud[-1] + 2 * margin]


def main(out: str) -> None:
    """Write the demo speech to `out`."""
    import soundfile

    parts = [np.zeros(int(0.4 * RATE), np.float32)]
    for phrase, pause in PHRASES:
        parts += [speak(phrase), np.zeros(int(pause * RATE), np.float32)]
    samples = np.concatenate(parts)
    soundfile.write(out, samples * (0.8 / np.abs(samples).max()), RATE, format="OGG", subtype="VORBIS")


if __name__ == "__main__":
    main(sys.argv[1])
