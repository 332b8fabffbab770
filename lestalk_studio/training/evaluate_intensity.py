"""Whether the intensity heard ranks raised voices above calm ones, on voices and people never trained on.

Every recording is brought to one loudness and then mixed at another gain, so that loudness says nothing. Efforts are
made in two ways: by the vocoder that also makes the training material, and, for eSpeak NG's voices, by the
synthesiser's own pitch, range and rate with a spectral tilt on top. Training makes efforts in both ways, too, in other
proportions; what it never heard are the voices.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError

import numpy as np

from lestalk_studio.audio.decode import load_audio
from lestalk_studio.audio.features import RATE
from lestalk_studio.training.effort_voices import Manner, Throat, raised
from lestalk_studio.training.tracks import identities
from lestalk_studio.training.train_intensity import (
    HELD_FESTIVAL,
    HELD_FLITE,
    HELD_TONGUES,
    HELD_VARIANTS,
)
from lestalk_studio.training.vocoder import analysed

log = logging.getLogger(__name__)

EFFORTS = (0.0, 0.25, 0.5, 0.75, 1.0)
GAINS_DB = (-30.0, -20.0, -10.0, 0.0)
Measure = Callable[[np.ndarray], float]
"""(N,) samples at 16 kHz -> one number for the recording."""


@dataclass(frozen=True, eq=False)
class Trial:
    """A recording whose effort is known: 0 calm .. 1 shouted. kind: 'synthesised', 'people' or 'pressed'."""

    kind: str
    voice: str
    effort: float
    samples: np.ndarray


def at_gain(samples: np.ndarray, gain_db: float) -> np.ndarray:
    """(N,) samples at an RMS of -20 dB of full scale, then `gain_db` more."""
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) + 1e-9
    return (samples * (10 ** ((gain_db - 20.0) / 20) / rms)).astype(np.float32)


def tilted(samples: np.ndarray, gain_db: float) -> np.ndarray:
    """(N,) samples with 1..5 kHz raised by `gain_db` beside what lies below 500 Hz: a voice pressed, not higher."""
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    share = np.clip(np.log2(np.maximum(hertz, 1.0) / 500.0) / 1.5, 0.0, 1.0)
    return np.fft.irfft(np.fft.rfft(samples) * 10 ** (gain_db * share / 20), len(samples)).astype(np.float32)


def synthesised_trials(
    variants: tuple[str, ...] = HELD_VARIANTS,
    tongues: tuple[str, ...] = HELD_TONGUES,
    flite_voice: str = HELD_FLITE,
    festival_voice: str = HELD_FESTIVAL,
    seed: int = 5,
) -> Iterator[Trial]:
    """Voices, by default those held out: eSpeak NG's by its own settings, flite's and festival's on the vocoder.

    Raises OSError where one of the synthesisers is not installed.
    """
    from lestalk_studio.training.sentences import sentence
    from lestalk_studio.training.voices import Espeak, festival, flite

    rng = np.random.default_rng(seed)
    espeak = Espeak()
    for variant in variants:
        for tongue in tongues:
            name = f"{tongue}+{variant}"
            base, way = int(rng.integers(30, 55)), rng.uniform(-0.15, 0.35)
            for effort in EFFORTS:
                settings = round(160 * (1 + way * effort)), round(base + 40 * effort), round(45 + 40 * effort)
                said = espeak.say(sentence(rng), name, *settings).samples
                yield _trial("synthesised", f"espeak {name}", effort, tilted(said, 12 * effort), rng)
    texts = [sentence(rng) for _ in EFFORTS]
    others = {f"flite {flite_voice}": [flite(text, flite_voice, 1.0).samples for text in texts]}
    others[f"festival {festival_voice}"] = [s.samples for s in festival(texts, festival_voice, 1.0)]
    for name, recordings in others.items():
        manner = Manner.drawn(rng)
        for effort, samples in zip(EFFORTS, recordings, strict=True):
            yield _trial("synthesised", name, effort, _raised(samples, effort, manner, rng), rng)


def people_trials(folder: Path, identities: tuple[str, ...], most: int = 3, seed: int = 6) -> Iterator[Trial]:
    """Real talkers of a tracked corpus, raised on the vocoder; and 'pressed': tilted alone, pitch and tempo kept."""
    from lestalk_studio.training.people import person

    rng = np.random.default_rng(seed)
    clips: dict[str, list[Path]] = {}
    for path in sorted((folder / "tracks").glob("*.npz")):
        clips.setdefault(person(str(np.load(path)["identity"])), []).append(path)
    for who in identities:
        for path in clips.get(who, [])[:most]:
            samples = load_audio(folder / "audio" / f"{path.stem}.flac")
            manner = Manner.drawn(rng)
            for effort in EFFORTS:
                yield _trial("people", who, effort, _raised(samples, effort, manner, rng), rng)
            for effort in (0.0, 0.5, 1.0):
                yield _trial("pressed", who, effort, tilted(samples, 12 * effort), rng)


def _raised(samples: np.ndarray, effort: float, manner: Manner, rng: np.random.Generator) -> np.ndarray:
    said = analysed(samples)
    return raised(said, np.full(len(said.pitch), effort), manner, Throat(), int(rng.integers(2**31)))[0]


def _trial(kind: str, voice: str, effort: float, samples: np.ndarray, rng: np.random.Generator) -> Trial:
    return Trial(kind, voice, effort, at_gain(samples, float(rng.choice(GAINS_DB))))


@dataclass(frozen=True)
class RankScore:
    """Of one voice, or of all: Spearman's rank correlation of effort and what was heard; shares of pairs of a calm
    (0..0.25) and a strong (0.75..1) recording that stand in the right order; mean level heard calm and shouted."""

    voice: str
    trials: int
    rank: float
    pairs: float
    calm: float
    shouted: float


def ranked(voice: str, trials: list[Trial], heard: list[float]) -> RankScore:
    """The score of some trials."""
    from scipy.stats import spearmanr

    efforts, values = np.array([t.effort for t in trials]), np.array(heard)
    calm, strong = values[efforts <= 0.25], values[efforts >= 0.75]
    rank = spearmanr(efforts, values).statistic if np.ptp(values) > 0 else 0.0
    return RankScore(
        voice,
        len(trials),
        float(rank),
        float(np.mean(strong[:, None] > calm[None])),
        float(values[efforts == 0].mean()),
        float(values[efforts == 1].mean()),
    )


def scores(trials: list[Trial], measure: Measure) -> dict[str, list[RankScore]]:
    """For each kind the scores voice by voice, the last one, 'all', over the voices together."""
    heard = [measure(trial.samples) for trial in trials]
    out: dict[str, list[RankScore]] = {}
    for kind in dict.fromkeys(t.kind for t in trials):
        rows = [(t, h) for t, h in zip(trials, heard, strict=True) if t.kind == kind]
        voices = dict.fromkeys(t.voice for t, _ in rows)
        found = [ranked(v, *_columns([r for r in rows if r[0].voice == v])) for v in voices]
        out[kind] = [*found, ranked("all", *_columns(rows))]
    return out


def _columns(rows) -> tuple[list[Trial], list[float]]:
    return [t for t, _ in rows], [h for _, h in rows]


def by_net(samples: np.ndarray, path: Path | None = None) -> float:
    """Mean intensity that the net hears."""
    from lestalk_studio.nets.audio_to_intensity import AudioToIntensity, mean_intensity

    return mean_intensity(AudioToIntensity.load(path).predict(samples, 25.0))


def by_hand(samples: np.ndarray) -> float:
    """The same of the measure by hand."""
    from lestalk_studio.audio.effort import vocal_effort
    from lestalk_studio.nets.audio_to_intensity import mean_intensity

    return mean_intensity(vocal_effort(samples, 25.0))


def gain_apart(
    folder: Path, people: tuple[str, ...], curve: Callable[[np.ndarray], np.ndarray], most: int = 3
) -> float:
    """The most that the curves of one recording at GAINS_DB differ anywhere: talkers of a tracked corpus, each clip
    calm and then, after it, pressed. curve: (N,) samples -> (T,) level."""
    worst = 0.0
    for who, paths in identities(folder).items():
        for path in paths[:most] if who in people else ():
            calm = load_audio(folder / "audio" / f"{path.stem}.flac")
            both = np.concatenate([calm, tilted(calm, 12.0)])
            curves = np.array([curve(at_gain(both, gain)) for gain in GAINS_DB])
            worst = max(worst, float(np.ptp(curves, axis=0).max()))
    return worst


def calm_people(folder: Path, people: tuple[str, ...], measure: Measure) -> dict[str, float]:
    """Mean level of each of `people` of a tracked corpus in all their clips as recorded: they read out, calmly."""
    return {
        who: float(np.mean([measure(load_audio(folder / "audio" / f"{path.stem}.flac")) for path in paths]))
        for who, paths in identities(folder).items()
        if who in people
    }


def by_engine(trials: list[Trial], heard: list[float]) -> dict[str, float]:
    """Rank correlation among the voices of each synthesiser, and among people raised and people pressed, mixed."""
    groups = [t.voice.split()[0] if t.kind == "synthesised" else t.kind for t in trials]
    rows = list(zip(groups, trials, heard, strict=True))
    return {
        one: ranked(one, [t for g, t, _ in rows if g == one], [h for g, _, h in rows if g == one]).rank
        for one in dict.fromkeys(groups)
    }


def calibration(found: dict[str, list[RankScore]]) -> tuple[float, float]:
    """(calm, shouted): mean level of efforts 0 and 1 over the voices and people that were wholly raised."""
    rows = [row for kind in ("synthesised", "people") for row in found.get(kind, [])[:-1]]
    return float(np.mean([r.calm for r in rows])), float(np.mean([r.shouted for r in rows]))


def mixed_rank(trials: list[Trial], measure: Measure) -> float:
    """Rank correlation over all trials together: efforts must be told across voices, not only within one."""
    return ranked("all", trials, [measure(trial.samples) for trial in trials]).rank


def all_trials(folder: Path | None, people: tuple[str, ...]) -> list[Trial]:
    """Every trial that can be made here: of synthesised voices where eSpeak NG, flite and festival are installed,
    of `people` of a tracked corpus where there is one."""
    trials: list[Trial] = []
    try:
        trials += synthesised_trials()
    except (OSError, CalledProcessError) as error:
        log.warning("no synthesised voices: %s", error)
    if folder is not None:
        trials += people_trials(folder, people)
    return trials
