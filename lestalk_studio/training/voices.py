"""A corpus of synthesised voices with phone times: Debian's espeak-ng, flite and festival.

Debian packages: libespeak-ng1 flite festival festvox-us-slt-hts festvox-kallpc16k festvox-kdlpc16k.
"""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.training.sentences import sentence
from lestalk_studio.training.visemes import VISEME_INDEX, of_arpabet, of_ipa

VISEME_FPS = 100


@dataclass(frozen=True)
class Utterance:
    """voice: its name; samples: (N,) float32 at 16 kHz; visemes: (N // 160 + 1,) int8, classes at 100 Hz."""

    voice: str
    samples: np.ndarray
    visemes: np.ndarray


def _classes(segments: list[tuple[float, float, tuple[str, ...]]], samples: int) -> np.ndarray:
    """Segments (start, end [s], visemes) -> class a frame; a diphthong's second half starts at 55 %."""
    classes = np.zeros(samples // 160 + 1, np.int8)
    for start, end, visemes in segments:
        edges = {1: (0.0, 1.0), 2: (0.0, 0.55, 1.0)}.get(len(visemes), np.linspace(0, 1, len(visemes) + 1))
        for k, viseme in enumerate(visemes):
            a, b = (round((start + (end - start) * edges[k + j]) * VISEME_FPS) for j in (0, 1))
            classes[a:b] = VISEME_INDEX[viseme]
    return classes


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        *(("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int)),
        *(("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int)),
        *(("user_data", ctypes.c_void_p), ("id", _Id)),
    )


class Espeak:
    """eSpeak NG's library, whose events tell when each phoneme begins (speak_lib.h)."""

    _SYNCHRONOUS, _PHONEME_EVENTS, _IPA = 2, 1, 2
    _PHONEME, _RATE, _PITCH, _RANGE = 7, 1, 3, 4

    def __init__(self) -> None:
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self._rate = self._library.espeak_Initialize(
            self._SYNCHRONOUS, 0, None, self._PHONEME_EVENTS | self._IPA
        )

    def say(self, text: str, voice: str, speed: int, pitch: int, span: int) -> Utterance:
        """speed in words a minute; pitch and span (its range) 0..100."""
        import soxr

        parts: list[np.ndarray] = []
        begins: list[tuple[float, str]] = []

        def heard(wave, count, events) -> int:
            if wave and count > 0:
                parts.append(np.ctypeslib.as_array(wave, (count,)).copy())
            i = 0
            while events[i].type != 0:
                if events[i].type == self._PHONEME:
                    name = events[i].id.string.decode("utf-8", "ignore")
                    begins.append((events[i].audio_position / 1000.0, name))
                i += 1
            return 0

        kind = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
        )
        callback = kind(heard)
        self._library.espeak_SetSynthCallback(callback)
        self._library.espeak_SetVoiceByName(voice.encode())
        for parameter, value in ((self._RATE, speed), (self._PITCH, pitch), (self._RANGE, span)):
            self._library.espeak_SetParameter(parameter, value, 0)
        raw = text.encode()
        self._library.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, 1, None, None)
        wave = np.concatenate(parts).astype(np.float32) / 32768.0
        samples = soxr.resample(wave, self._rate, 16000).astype(np.float32)
        ends = [b for b, _ in begins[1:]] + [len(samples) / 16000]
        segments = [(b, e, of_ipa(name)) for (b, name), e in zip(begins, ends, strict=True)]
        return Utterance(f"espeak {voice}", samples, _classes(segments, len(samples)))


def flite(text: str, voice: str, stretch: float) -> Utterance:
    """One of flite's voices, with the ends of its phones printed by -psdur."""
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder, "a.wav")
        command = ["flite", "-voice", voice, "--setf", f"duration_stretch={stretch:.3f}", "-psdur"]
        said = subprocess.run(
            [*command, "-t", text, "-o", str(wave)], capture_output=True, text=True, check=True
        )
        samples = load_audio(wave)
    segments, start = [], 0.0
    for item in said.stdout.split():
        name, _, end = item.rpartition(":")
        segments.append((start, float(end), of_arpabet(name)))
        start = float(end)
    return Utterance(f"flite {voice}", samples, _classes(segments, len(samples)))


def festival(texts: list[str], voice: str, stretch: float) -> Iterator[Utterance]:
    """One of festival's English voices, with its segment times, for many texts at one start."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"(voice_{voice})", f"(Parameter.set 'Duration_Stretch {stretch:.3f})"]
        for i, text in enumerate(texts):
            quoted = text.replace('"', "")
            lines += [f'(set! u (SynthText "{quoted}"))', f'(utt.save.wave u "{folder}/{i}.wav")']
            lines += [f'(utt.save.segs u "{folder}/{i}.seg")']
        script = Path(folder, "say.scm")
        script.write_text("\n".join(lines))
        subprocess.run(["festival", "-b", str(script)], check=True, capture_output=True)
        for i in range(len(texts)):
            samples = load_audio(Path(folder, f"{i}.wav"))
            segments, start = [], 0.0
            for row in Path(folder, f"{i}.seg").read_text().split("#", 1)[1].splitlines():
                fields = row.split()
                if len(fields) == 3:
                    segments.append((start, float(fields[0]), of_arpabet(fields[2])))
                    start = float(fields[0])
            yield Utterance(f"festival {voice}", samples, _classes(segments, len(samples)))


ACCENTS = ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029", "en-us-nyc", "en-gb-x-gbclan")
TONGUES = ("de", "fr-fr", "es", "it", "pt-br", "nl", "sv", "pl", "cs", "fi", "ro", "tr", "hu", "id")
VARIANTS = (*(f"m{i}" for i in range(1, 9)), *(f"f{i}" for i in range(1, 6)))


def corpus(seed: int = 0, scale: float = 1.0, progress: Callable[[str], None] = print) -> list[Utterance]:
    """About an hour of many voices at scale 1, most English, some read by other tongues' rules."""
    rng = np.random.default_rng(seed)
    made: list[Utterance] = []
    espeak = Espeak()
    for count, names in ((round(260 * scale), ACCENTS), (round(160 * scale), TONGUES)):
        for _ in range(count):
            voice = f"{rng.choice(names)}+{rng.choice(VARIANTS)}"
            speed, pitch = int(rng.integers(120, 215)), int(rng.integers(20, 80))
            made.append(espeak.say(sentence(rng), voice, speed, pitch, int(rng.integers(20, 80))))
    progress(f"espeak-ng: {len(made)} utterances")
    for voice in ("slt", "rms", "awb", "kal16"):
        for _ in range(round(75 * scale)):
            made.append(flite(sentence(rng), voice, float(rng.uniform(0.85, 1.25))))
        progress(f"flite {voice}")
    for voice in ("cmu_us_slt_arctic_hts", "kal_diphone", "ked_diphone"):
        for _ in range(3):
            texts = [sentence(rng) for _ in range(round(35 * scale))]
            made.extend(festival(texts, voice, float(rng.uniform(0.85, 1.25))))
        progress(f"festival {voice}")
    return made
